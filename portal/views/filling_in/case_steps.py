"""Which forms can be filled in about a case now, by where it stands and by who looks. What cannot be done is absent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from chassis.access.roles import WHOLE_READERS
from portal.clients.decision_facts import Team
from portal.clients.form_facts import Subject
from portal.permissions import READ, may_fill
from portal.views.filling_in.case_states import ACTION, OPEN_REFERRAL, REVIEW, to_correct
from portal.views.filling_in.journeys import JOURNEYS

Known = Mapping[str, Any]
LOOKS: Mapping[str, tuple[str, str]] = {
    "RevealIdentities": ("Show the names behind the pseudonyms", "names"),
    "NotificationWorksheet": ("Worksheet of the national form", "worksheet"),
    "SeenBefore": ("Have we learned this before?", "seen-before"),
}
"""By what it asks: the words and the address of a page that shows more of a case."""
EXPERIENCE = "learning_from_experience"


@dataclass(frozen=True, slots=True)
class Step:
    """A form that can be filled in now."""

    title: str
    address: str
    onward: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """The part of a person in a case: which case, and in which roles."""

    subject: Subject
    roles: frozenset[str]

    def step(
        self, form: str, *, of: str = "", before: str = "", onward: bool = False
    ) -> Iterator[Step]:
        """The way to a form, for those who may fill it in."""
        if may_fill(form, self.roles):
            where = f"{self.subject.case_id}.{of}" if of else f"{self.subject.case_id}"
            address = f"/forms/{form}/{self.subject.partnership}/{where}"
            yield Step(f"{before}{JOURNEYS[form].form.title}", address, onward)

    def page(self, method: str, *, of: str = "") -> Iterator[Step]:
        """The way to a page that shows more of the case, for those who may call what it asks."""
        if not READ[method].isdisjoint(self.roles):
            title, page = LOOKS[method]
            where = f"{self.subject.case_id}.{of}" if of else f"{self.subject.case_id}"
            yield Step(title, f"/{page}/{self.subject.partnership}/{where}")

    def of_notice(self, notice: Known) -> Iterator[Step]:
        """What can be done with a notice that stands."""
        if not notice.get("withdrawn_on"):
            yield from self.step("notice_restatement", of=notice["notice"])
            yield from self.step("notice_withdrawal", of=notice["notice"])
        yield from self.page("NotificationWorksheet", of=notice["notice"])

    def of_process(self, process: Known) -> Iterator[Step]:
        """What can be done with a process that goes on."""
        if not process.get("ended_on"):
            yield from self.step("parallel_process_update", of=process["process_id"])
            yield from self.step("parallel_process_end", of=process["process_id"])


def of_referral(part: Part, referral: Known) -> Iterator[Step]:
    """Views and decisions, until it is decided what follows."""
    if referral.get("status") in OPEN_REFERRAL:
        yield from part.step("partner_view", onward=True)
        yield from part.step("threshold", onward=True)
        yield from part.step("referral_decision", onward=True)
        yield from part.step("notification")
        yield from part.step("referral_withdrawal")
    elif to_correct(JOURNEYS["referral_decision"].form, referral):
        yield from part.step("referral_decision", before="Correct: ")


def of_review(part: Part, review: Known) -> Iterator[Step]:
    """The steps of a review; those of its lead, and the lead that was offered to somebody else."""
    if review.get("transfer_to") == part.subject.partnership:
        yield from part.step("transfer_acceptance", onward=True)
    if review["partnership"] != part.subject.partnership:
        return
    for form, (stages, onward) in REVIEW.items():
        if review["stage"] in stages:
            yield from part.step(form, onward=onward)
        elif to_correct(JOURNEYS[form].form, review):
            yield from part.step(form, before="Correct: ")
    held = "legal_hold" in review.get("restrictions", ())
    yield from part.step("legal_hold_end" if held else "legal_hold")
    yield from part.step("parallel_process", of=f"P{len(review.get('processes', ())) + 1}")
    if review.get("contributing_partnerships") and not review.get("transfer_to"):
        yield from part.step("transfer")


def after_the_review(part: Part, review: Known, briefing: Known) -> Iterator[Step]:
    """A local review, actions and briefings."""
    local = review.get("local_review")
    if local and review["partnership"] == part.subject.partnership and review["stage"] != "closed":
        if not local.get("commissioning"):
            yield from part.step("commissioning", onward=True)
        elif local["commissioning"] == "commission" and local.get("publication", "") in {
            "",
            "delay",
        }:
            yield from part.step("publication", onward=True)
    if review.get("recommendations"):
        yield from part.step("action", of=f"A{uuid4().hex[:4].upper()}")
    if briefing.get("kind") == EXPERIENCE:
        held = bool(briefing.get("event_held_on"))
        yield from part.step("learning_audit" if held else "learning_event", onward=True)
    if briefing.get("status") == "drafted":
        yield from part.step("briefing", onward=True)


def of_people(part: Part, team: Team | None, *, reviewed: bool, leads: bool) -> Iterator[Step]:
    """What can be done about the people of a case: by its lead, and by everybody for themselves."""
    if leads:
        there = team or Team()
        yield from part.step("team_member")
        if there.members:
            yield from part.step("team_member_removal")
        yield from part.step("conflict_of_another")
        if there.conflicts:
            yield from part.step("conflict_cleared")
        if reviewed and not there.returns_released_on:
            yield from part.step("returns_release")
    yield from part.step("conflict")
    if part.roles.isdisjoint(WHOLE_READERS):
        yield from part.step("break_glass")


def pages_of(part: Part, referral: Known, review: Known) -> Iterator[Step]:
    """What can be looked at besides; a notice leads to its worksheet itself."""
    if referral:
        yield from part.page("RevealIdentities")
        if not referral.get("notices"):
            yield from part.page("NotificationWorksheet")
    if review.get("recommendations"):
        yield from part.page("SeenBefore")


def of_actions(part: Part, action: Known) -> Iterator[Step]:
    """What can be done with an action."""
    for form, states in ACTION.items():
        if action["status"] in states:
            yield from part.step(form, of=action["action_id"])
