"""What holds after every step of a walk, said a second time here, apart from the code that keeps to it.

seen     no agency sees another's return before it is released to it; nobody without a part sees anything of a case
passed   no gate is passed without the record of its decision, nor before the gate before it
pinned   a review keeps the rules with which it began
known    what was accepted stands in the history, with who did it
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tests.integration.walk.cases import Case
from tests.integration.walk.people import PEOPLE, WHOLE

WITH_THE_TEAM = frozenset({"agency_lead", "meeting_member", "reviewer"})
READERS = frozenset({*WHOLE, "auditor"})


@dataclass(frozen=True)
class Happened:
    """One event of a history."""

    name: str
    actor: str
    correlation_id: str
    body: Mapping[str, Any]

    @classmethod
    def of(cls, event: Any) -> Happened:
        return cls(
            event.topic.split(".")[1], event.actor, event.correlation_id, json.loads(event.body)
        )

    @property
    def record(self) -> Mapping[str, Any]:
        """The decision record, whatever it is called in this event."""
        return self.body.get("decision") or self.body.get("record") or {}


# --- Seen -----------------------------------------------------------------------------------------


def may_read(person: str, case: Case, agency: str) -> bool:
    """Whether a person may read the words of an agency's return now."""
    if person in case.conflicts:
        return False
    for one in PEOPLE[person].memberships:
        if one.role in READERS and one.partnership in {case.lead, case.through[agency]}:
            return True
        if one.agency == agency and one.partnership == case.through[agency]:
            return True
        opened = one.role in WITH_THE_TEAM and one.partnership in case.related
        if opened and case.released and person in case.team:
            return True
        if opened and one.role == "reviewer" and person in case.team | case.glass:
            return True
    return False


def forbidden(person: str, case: Case) -> dict[str, str]:
    """What may not stand in any answer to a person, and why not."""
    mine = set(PEOPLE[person].partnerships)
    found = {
        case.word_of(agency): f"the return of {agency}"
        for agency in case.through
        if not may_read(person, case, agency)
    }
    if case.lead not in mine:
        found[case.story] = "what the leading partnership was told"
    if not mine & case.related:
        found |= {str(case.case_id): "that there is this case"}
        if case.reference:
            found[case.reference] = "the number of this case"
    return found


def betrayed(seen: Mapping[tuple[str, str], str], person: str, case: Case) -> list[str]:
    """Everything that a person was shown and may not see."""
    return [
        f"{person} saw {why} in {service}/{method}"
        for (service, method), answer in seen.items()
        for words, why in forbidden(person, case).items()
        if words in answer
    ]


# --- Passed ---------------------------------------------------------------------------------------

GATES: Mapping[str, tuple[str, Sequence[str]]] = {
    "MeetingHeld": ("G4", ("ReviewInitiated",)),
    "CSPRDecided": ("G5", ("MeetingHeld", "ReportFinalised")),
    "ReportScrutinised": ("G6", ("CSPRDecided",)),
    "PanelReplied": ("G7", ("ReportScrutinised", "SentToPanel")),
    "CommissioningDecided": ("G9", ("CSPRDecided",)),
    "PublicationDecided": ("G10", ("CommissioningDecided",)),
    "ReviewClosed": ("G11", ("PanelReplied", "LearningDrafted")),
}
"""The gates of a review that move it: the gate of the record, and what must have happened before."""
STEPS: Mapping[str, str] = {
    "ReportFinalised": "MeetingHeld", "SentToPanel": "ReportScrutinised", "ReviewReopened": "ReviewClosed",
}  # fmt: skip
IN_TURN = (
    "MeetingHeld",
    "ReportFinalised",
    "CSPRDecided",
    "ReportScrutinised",
    "SentToPanel",
    "PanelReplied",
)
PARTNERS = {"local_authority", "icb", "police"}


def unproved(referral: Sequence[Happened], review: Sequence[Happened]) -> list[str]:
    """Every gate that was passed without what it needs."""
    return [*_of_referral(referral), *_of_review(referral, review)]


def _of_referral(events: Sequence[Happened]) -> Iterable[str]:
    for place, one in enumerate(events):
        before = events[:place]
        if one.name == "ReferralAgreed":
            yield from _of_record(one, "G0")
        if one.name == "ThresholdDecided":
            yield from _of_record(one, "G1")
        if one.name != "ReferralDecided":
            continue
        yield from _of_record(one, "G2")
        heard = {each.body["partner"] for each in before if each.name == "PartnerViewRecorded"}
        if heard != PARTNERS:
            yield f"decided with the views of {sorted(heard)} alone"
        known = {"IncidentNotified", "NotificationJoined", "ThresholdDecided"}
        if not known & {each.name for each in before}:
            yield "decided before anybody had decided on the threshold"


def _of_review(referral: Sequence[Happened], events: Sequence[Happened]) -> Iterable[str]:
    begun = any(one.name == "ReviewInitiated" for one in events)
    if begun and not any(
        one.name == "ReferralDecided" and one.body["outcome"] == "initiate" for one in referral
    ):
        yield "a review began that nobody had decided on"
    for place, one in enumerate(events):
        before = [each.name for each in events[:place]]
        if one.name in GATES:
            gate, needed = GATES[one.name]
            yield from _of_record(one, gate)
            yield from (f"{one.name} before {need}" for need in needed if need not in before)
        if one.name in STEPS and STEPS[one.name] not in before:
            yield f"{one.name} before {STEPS[one.name]}"
        if one.name in IN_TURN[1:]:
            last = [each for each in before if each in IN_TURN[: IN_TURN.index(one.name) + 1]]
            earlier = IN_TURN[IN_TURN.index(one.name) - 1]
            if last and last[-1] not in {earlier, one.name}:
                yield f"{one.name} straight after {last[-1]}"


def _of_record(one: Happened, gate: str) -> Iterable[str]:
    record = one.record
    if record.get("gate") != gate:
        yield f"{one.name} without the record of {gate}"
        return
    if not (record["rule_pack"] and record["body"] and record["question"] and record["decided_on"]):
        yield f"the record of {gate} does not say by whom, when or by which rules"
    unanswered = set(record["criteria"]) - {found["criterion"] for found in record["findings"]}
    if unanswered:
        yield f"{gate} was passed without a finding on {sorted(unanswered)}"


# --- Pinned, and known ----------------------------------------------------------------------------


def repinned(review: Sequence[Happened], shown: str) -> list[str]:
    """Every other rule pack than the one with which the review began."""
    began = [one for one in review if one.name == "ReviewInitiated"]
    if not began:
        return []
    first = began[0].body["rules"]["rule_pack"]
    decided = {one.record["rule_pack"] for one in review if one.record}
    return sorted({*decided, shown} - {first})


def unknown(history: Sequence[Happened], command_id: str, actors: set[str]) -> list[str]:
    """What is wrong with how an accepted command stands in the history."""
    found = [one for one in history if one.correlation_id == command_id]
    if not found:
        return ["an accepted command is not in the history"]
    return [f"it was done by {one.actor}" for one in found[:1] if one.actor not in actors]
