"""Which forms can be filled in about a case now, by where it stands and by who looks. What cannot be done is absent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from portal.clients.form_facts import Subject
from portal.permissions import READ, may_fill
from portal.views.filling_in.case_states import ACTION, OPEN_REFERRAL, REVIEW, to_correct
from portal.views.filling_in.journeys import JOURNEYS

Known = Mapping[str, Any]
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

    def of_notice(self, notice: Known) -> Iterator[Step]:
        """What can be done with a notice that stands."""
        yield from self.worksheet(notice["notice"])
        if not notice.get("withdrawn_on"):
            yield from self.step("notice_restatement", of=notice["notice"])
            yield from self.step("notice_withdrawal", of=notice["notice"])

    def worksheet(self, notice: str = "") -> Iterator[Step]:
        """The way to the worksheet of a notice, or of what is known before there is one."""
        if not READ["NotificationWorksheet"].isdisjoint(self.roles):
            where = f"{self.subject.case_id}{'.' if notice else ''}{notice}"
            yield Step(
                "Worksheet for the national form", f"/worksheet/{self.subject.partnership}/{where}"
            )

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
        if not referral.get("notices"):
            yield from part.worksheet()
        yield from part.step("referral_withdrawal")


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


def of_actions(part: Part, action: Known) -> Iterator[Step]:
    """What can be done with an action."""
    for form, states in ACTION.items():
        if action["status"] in states:
            yield from part.step(form, of=action["action_id"])
