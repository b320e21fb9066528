"""Where a case stands at each gate of the process, from what was told of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from services.reporting.domain.merging import Historic
from services.reporting.domain.stages import OVER, Stage
from services.reporting.domain.standing import INITIATE, Standing

GATES = tuple(f"G{number}" for number in range(12))
LCSPR = "lcspr"
LOCAL_REVIEW = ("G9", "G10")
PERHAPS = ("G8", *LOCAL_REVIEW)
"""What the Panel asks is answered at G8; what follows a decision for a local review is decided at G9 and G10."""
LEFT_OPEN = frozenset({"more_information", "return"})
TRACKS = {"B": "notify_looked_after_death", "C": "notify_care_leaver_death"}
DECIDED: Mapping[str, tuple[str, str]] = {
    "ReferralReceived": ("G0", "agreed_on"),
    "IncidentNotified": ("G1", "notified_on"),
    "ThresholdDecided": ("G1", "decided_on"),
    "ReferralDecided": ("G2", "decided_on"),
    "ReviewInitiated": ("G3", "initiated_on"),
    "MeetingHeld": ("G4", "held_on"),
    "CSPRDecided": ("G5", "decided_on"),
    "ReportScrutinised": ("G6", "scrutinised_on"),
    "PanelReplied": ("G7", "replied_on"),
    "RespondedToPanel": ("G8", "decided_on"),
    "CommissioningDecided": ("G9", "decided_on"),
    "PublicationDecided": ("G10", "decided_on"),
    "ReviewClosed": ("G11", "closed_on"),
}
"""The gate that an event decides, and which of its days that was."""
WAITS_FOR: Mapping[Stage, tuple[str, ...]] = {
    Stage.REFERRAL: ("G1", "G2"),
    Stage.DECISION: ("G3",),
    Stage.GATHERING: ("G4",),
    Stage.MEETING: ("G4",),
    Stage.REPORT: ("G5",),
    Stage.CSPR_DECISION: ("G5",),
    Stage.SCRUTINY: ("G6",),
    Stage.SENDING: ("G7",),
}


class GateState(StrEnum):
    """Where a case stands at a gate: decided and not opened again; before it; or on its way there."""

    DONE = "done"
    NOW = "now"
    AHEAD = "ahead"
    PERHAPS = "perhaps"  # It comes later, if at all.
    NOT_NEEDED = "not_needed"  # The case went its way without it.


@dataclass(frozen=True, slots=True)
class GateStanding:
    """One gate; ``outcome`` is a code of the rule pack."""

    gate: str
    state: GateState = GateState.AHEAD
    decided_on: date | None = None
    outcome: str = ""
    review_on: date | None = None


def gates_of(case: Standing, stage: Stage, told: Iterable[Historic]) -> tuple[GateStanding, ...]:
    """G0 to G11 in their order, from the events that the viewer may see."""
    decided: dict[str, GateStanding] = {}
    for event in told:
        assert isinstance(event.told, dict)  # noqa: S101 - the rows of the timeline, as read
        for one in _decided_by(event.told["type"], event.told["facts"]):
            decided[one.gate] = one
    now = tuple(gate for gate in _now(case, stage) if not _is_settled(gate, decided.get(gate)))
    return tuple(
        _standing(decided.get(gate) or GateStanding(gate), case, stage, now) for gate in GATES
    )


def _decided_by(kind: str, facts: Mapping[str, Any]) -> Iterable[GateStanding]:
    if kind == "DecisionDeferred":
        yield GateStanding(
            facts["gate"], outcome=facts["outcome"], review_on=_day(facts, "review_on")
        )
    elif kind in DECIDED:
        gate, day = DECIDED[kind]
        yield GateStanding(
            gate, GateState.DONE, _day(facts, day), _outcome(kind, facts), _day(facts, "review_on")
        )


def _outcome(kind: str, facts: Mapping[str, Any]) -> str:
    match kind:
        case "ReferralReceived":
            return "agree"
        case "IncidentNotified":
            return TRACKS.get(facts.get("track", ""), "notify_serious_incident")
        case "ReferralDecided" if facts["outcome"] == INITIATE:
            by = "notification" if facts.get("notified_on") else "referral"
            return str(facts.get("gate_outcome") or f"initiate_on_{by}")
        case "ReferralDecided":
            return str(facts.get("gate_outcome") or "do_not_initiate")
        case "ReviewClosed":
            return "close"
        case _:
            return str(facts.get("gate_outcome") or facts.get("outcome", ""))


def _now(case: Standing, stage: Stage) -> tuple[str, ...]:
    match stage:
        case Stage.PANEL:
            return ("G8",) if case.review_step == "PanelReplied" else ("G7",)
        case Stage.LEARNING if case.cspr_outcome == LCSPR and case.local_review is None:
            return ("G9",)
        case Stage.LEARNING if case.local_review in {"commission", "delay"}:
            return ("G10",)
        case Stage.LEARNING:
            return () if case.closed_on else ("G11",)
        case _:
            return WAITS_FOR.get(stage, ())


def _is_settled(gate: str, decided: GateStanding | None) -> bool:
    """Of the two that a referral stands before, the threshold may be decided already."""
    return gate == "G1" and decided is not None and decided.outcome not in LEFT_OPEN


def _standing(
    one: GateStanding, case: Standing, stage: Stage, now: tuple[str, ...]
) -> GateStanding:
    blank = GateStanding(one.gate)
    if one.gate in now:
        return replace(blank if one.state is GateState.DONE else one, state=GateState.NOW)
    place = GATES.index(one.gate)
    before = not now or place < max(map(GATES.index, now))
    if one.state is GateState.DONE and (before or one.gate in LOCAL_REVIEW):
        return one
    if stage in OVER or stage is Stage.OTHER_ROUTE or before:
        return replace(blank, state=GateState.NOT_NEEDED)
    if one.gate in LOCAL_REVIEW and case.cspr_outcome not in {None, LCSPR}:
        return replace(blank, state=GateState.NOT_NEEDED)
    return replace(blank, state=GateState.PERHAPS if one.gate in PERHAPS else GateState.AHEAD)


def _day(facts: Mapping[str, Any], name: str) -> date | None:
    return date.fromisoformat(said) if (said := facts.get(name)) else None
