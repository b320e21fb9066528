"""Two cases as they would go by the book, and what else may be done in them; a walk does all that in any order."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from chassis.rules.rule_packs import RulePacks
from rapid_review.people import OBSERVER
from rapid_review.scripted.script import CommandName, day_of, moment_of
from tests.integration.walk.people import DEVON, PEOPLE, PLYMOUTH, POLICE
from tests.support.whole_process import Variation
from tests.support.whole_process import case as by_the_book

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
"""What every clock of the platform says during a walk."""
SHARED = "devon-hospital"
"""Devon's part in Plymouth's case."""
Fields = dict[str, Any]


@dataclass(frozen=True)
class Step:
    """A command, who would give it, and when."""

    do: CommandName
    fields: Fields
    by: str
    partnership: str
    at: datetime = NOW


@dataclass
class Case:
    """A case: what would be done in it, and what a few lines here remember of what was."""

    lead: str
    begins: date
    steps: list[Step]
    through: Mapping[str, str]
    """The partnership through which each agency takes part."""
    case_id: UUID = field(default_factory=uuid4)
    reference: str = ""
    come_to: int = 0
    team: set[str] = field(default_factory=set)
    conflicts: set[str] = field(default_factory=set)
    glass: set[str] = field(default_factory=set)
    returned: set[str] = field(default_factory=set)
    released: bool = False

    @property
    def related(self) -> set[str]:
        return {self.lead, *self.through.values()}

    def word_of(self, agency: str) -> str:
        """What stands in an agency's return, and nowhere else."""
        return f"words-of-{agency}-in-{self.case_id.hex[:8]}"

    @property
    def story(self) -> str:
        """What stands in what the leading partnership was told, and nowhere else."""
        return f"story-of-{self.case_id.hex[:8]}"


def plymouths(packs: RulePacks) -> Case:
    """Notified in Plymouth, with a Devon hospital in it."""
    variation = Variation(PLYMOUTH, date(2026, 1, 5), notified=True, sent_on=14)
    through = {
        "plymouth-childrens-social-care": PLYMOUTH, "plymouth-health-visiting": PLYMOUTH,
        POLICE: PLYMOUTH, SHARED: DEVON,
    }  # fmt: skip
    return _case(variation, packs, through)


def devons(packs: RulePacks) -> Case:
    """Referred in Devon before Christmas, by the former rules, and nobody else's; the newer ones come meanwhile."""
    variation = Variation(DEVON, date(2025, 12, 17), notified=False, sent_on=14)
    agencies = ("devon-childrens-social-care", "devon-health-visiting", POLICE)
    return _case(variation, packs, dict.fromkeys(agencies, DEVON))


def _case(variation: Variation, packs: RulePacks, through: Mapping[str, str]) -> Case:
    case = Case(variation.partnership, variation.begins, [], through)
    for told in by_the_book(variation, packs)["steps"]:
        fields: Fields = copy.deepcopy(told["with"])
        _put_words(case, told["do"], fields)
        by = told["by"]
        if by == f"{case.lead}-agency":
            by = f"agency_author-{fields['agency']}"
        at = moment_of(day_of(case.begins, told["on"]), told["at"])
        case.steps.append(Step(told["do"], fields, by, case.lead, at))
        if told["do"] == "return_submission" and SHARED in through and fields["agency"] == POLICE:
            case.steps.append(_shared_return(case, fields, at))
    return case


def _shared_return(case: Case, fields: Fields, at: datetime) -> Step:
    own = copy.deepcopy(fields) | {"agency": SHARED}
    own["scoping"]["involvement"] = case.word_of(SHARED)
    return Step("return_submission", own, f"agency_author-{SHARED}", DEVON, at)


def _put_words(case: Case, do: str, fields: Fields) -> None:
    if do == "return_submission":
        fields["scoping"]["involvement"] = case.word_of(fields["agency"])
    if do in {"notify_incident", "receive_referral"}:
        fields["incident"]["what_happened"] = case.story
        fields["agencies_involved"] = list(case.through)
        fields["other_partnerships"] = sorted(case.related - {case.lead})


Make = Callable[[random.Random, Case], Fields]
REASON = "Somebody in the walk has a reason for it."


def _anybody(chance: random.Random) -> str:
    """Anybody but the observer, in whose name the promises are looked at: a conflict would close their eyes."""
    return chance.choice(sorted(PEOPLE.keys() - {OBSERVER}))


def _agency(chance: random.Random, case: Case) -> str:
    return chance.choice(sorted(case.through))


def _decided(outcome: str) -> Fields:
    present = [{"body": one, "presence": "present"} for one in ("local_authority", "icb", "police")]
    return {
        "decided_on": "2026-02-27", "outcome": outcome, "rationale": REASON, "attendance": present,
        "conditions": REASON,
    }  # fmt: skip


def _on(name: str) -> Fields:
    return {name: "2026-02-27", "reason": REASON}


BESIDES: Mapping[CommandName, tuple[str, Make]] = {
    "name_member": ("coordinator", lambda chance, _: {
        "person": _anybody(chance), "role": "member", "until_on": "2026-04-30",
    }),
    "remove_member": (
        "coordinator",
        lambda chance, _: {"person": _anybody(chance), "reason": REASON},
    ),
    "declare_conflict": ("coordinator", lambda chance, _: {
        "person": _anybody(chance), "kind": "other", "reason": REASON,
    }),
    "clear_conflict": ("coordinator", lambda chance, _: {"person": _anybody(chance), "reason": REASON}),
    "break_glass": ("meeting_member", lambda chance, _: {"reason": REASON, "hours": chance.choice([1, 24])}),
    "release_returns": ("coordinator", lambda *_: {}),
    "query_submission": ("coordinator", lambda chance, case: {
        "agency": _agency(chance, case), "question": REASON,
    }),
    "excuse_submission": ("coordinator", lambda chance, case: {
        "agency": _agency(chance, case), "reason": "not_required", "explanation": REASON,
    }),
    "involve_agency": ("coordinator", lambda *_: {"agency": "plymouth-housing"}),
    "withdraw": ("coordinator", lambda *_: {"reason": "duplicate", "explanation": REASON}),
    "place_legal_hold": ("coordinator", lambda *_: _on("placed_on")),
    "lift_legal_hold": ("coordinator", lambda *_: _on("lifted_on")),
    "reopen_review": ("coordinator", lambda *_: {"decision": _decided("reopen")}),
    "respond_to_panel": ("coordinator", lambda *_: {"decision": _decided("uphold")}),
    "commission_lcspr": ("statutory_partner", lambda *_: {
        "decision": _decided("commission"), "key_lines_of_enquiry": [REASON], "reviewer_role": "Reviewer",
        "method": REASON,
    }),
    "decide_publication": ("statutory_partner", lambda *_: {
        "decision": _decided("publish_full"), "advance_notice_on": "2026-02-27", "published_on": "2026-03-02",
    }),
    "agree_action": ("coordinator", lambda chance, case: {
        "action_id": "A1", "recommendation_id": "R1", "text": REASON, "owner": _agency(chance, case),
        "agreed_on": "2026-02-27", "due_on": "2026-06-30",
    }),
    "start_action": ("coordinator", lambda *_: {"action_id": "A1", "started_on": "2026-02-27"}),
    "evidence_action": ("coordinator", lambda *_: {
        "action_id": "A1", "evidenced_on": "2026-02-27", "evidence": REASON,
    }),
}  # fmt: skip
"""What is done besides, at any time: by whom, and with what."""


def besides(chance: random.Random, case: Case) -> Step:
    """Something else than the next step, by somebody who may."""
    do = chance.choice(sorted(BESIDES))
    role, make = BESIDES[do]
    return Step(do, make(chance, case), f"{case.lead}-{role}", case.lead)
