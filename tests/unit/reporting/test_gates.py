"""Where a case stands at each gate, from what was told of it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest

from services.reporting.domain.gates import GateState, gates_of
from services.reporting.domain.merging import Historic
from services.reporting.domain.stages import stage_of
from services.reporting.domain.standing import Standing

AT = datetime(2026, 9, 9, 9, 0, tzinfo=UTC)
TODAY = date(2026, 10, 1)
RECEIVED = ("ReferralReceived", {"agreed_on": "2026-09-01"})
BEGUN = (
    "ReferralDecided",
    {"outcome": "initiate", "decided_on": "2026-09-03", "notified_on": None},
)
STARTED = ("ReviewInitiated", {"initiated_on": "2026-09-03"})
MET = ("MeetingHeld", {"held_on": "2026-09-16", "outcome": "recommend_lcspr"})
DECIDED = ("CSPRDecided", {"decided_on": "2026-09-18", "outcome": "lcspr"})
SCRUTINISED = ("ReportScrutinised", {"scrutinised_on": "2026-09-22", "outcome": "endorse"})
REPLIED = ("PanelReplied", {"replied_on": "2026-10-01", "outcome": "asks_to_reconsider"})
IN_REVIEW: dict[str, Any] = {"referral_outcome": "initiate", "clock_started_on": date(2026, 9, 3)}


def told(kind: str, facts: dict[str, Any]) -> Historic:
    return Historic(uuid4(), uuid4(), AT, AT, "review", 1, {"type": kind, "facts": facts})


def standing(**known: Any) -> Standing:
    return Standing(uuid4(), "PLY-RR-2026-0001", "PLY", AT, **known)


def states(case: Standing, *events: tuple[str, dict[str, Any]]) -> dict[str, GateState]:
    found = gates_of(case, stage_of(case, TODAY), [told(*event) for event in events])
    return {one.gate: one.state for one in found}


def at(states_of: dict[str, GateState], state: GateState) -> list[str]:
    return [gate for gate, found in states_of.items() if found is state]


def test_of_a_case_of_which_nothing_was_told_all_gates_are_named() -> None:
    found = states(standing())

    assert list(found) == [f"G{number}" for number in range(12)]
    assert at(found, GateState.NOW) == ["G1", "G2"]
    assert at(found, GateState.PERHAPS) == ["G8", "G9", "G10"]


def test_a_referral_stands_before_the_threshold_and_the_beginning_at_once() -> None:
    found = states(standing(), RECEIVED)

    assert at(found, GateState.DONE) == ["G0"]
    assert at(found, GateState.NOW) == ["G1", "G2"]


@pytest.mark.parametrize(
    ("outcome", "open_ones"), [("more_information", ["G1", "G2"]), ("not_met", ["G2"])]
)
def test_a_threshold_that_was_left_open_stays_open(outcome: str, open_ones: list[str]) -> None:
    found = states(
        standing(), ("ThresholdDecided", {"decided_on": "2026-09-02", "outcome": outcome})
    )

    assert at(found, GateState.NOW) == open_ones


def test_what_a_case_went_by_without_is_not_needed() -> None:
    case = standing(**IN_REVIEW, review_step="ReviewInitiated")

    found = states(case, RECEIVED, BEGUN, STARTED)

    assert at(found, GateState.NOT_NEEDED) == ["G1"]
    assert at(found, GateState.DONE) == ["G0", "G2", "G3"]
    assert at(found, GateState.NOW) == ["G4"]


def test_a_decision_that_was_put_off_says_until_when() -> None:
    case = standing(**IN_REVIEW, review_step="ReportFinalised")
    put_off = (
        "DecisionDeferred",
        {"gate": "G5", "outcome": "defer", "decided_on": "2026-09-18", "review_on": "2026-09-25"},
    )

    found = gates_of(case, stage_of(case, TODAY), [told(*MET), told(*put_off)])

    assert (found[5].state, found[5].review_on) == (GateState.NOW, date(2026, 9, 25))
    assert found[4].outcome == "recommend_lcspr"


def test_after_the_panel_asked_again_later_gates_are_ahead_again() -> None:
    case = standing(**IN_REVIEW, review_step="ReportFinalised", cspr_outcome="no_lcspr")
    responded = ("RespondedToPanel", {"decided_on": "2026-10-01", "outcome": "change"})

    found = states(case, BEGUN, STARTED, MET, DECIDED, SCRUTINISED, REPLIED, responded)

    assert at(found, GateState.NOW) == ["G5"]
    assert {found["G6"], found["G7"]} == {GateState.AHEAD}
    assert found["G8"] is GateState.PERHAPS


def test_a_reply_that_asks_for_something_is_answered_next() -> None:
    case = standing(**IN_REVIEW, review_step="PanelReplied", panel_final=False)

    found = states(case, BEGUN, STARTED, MET, DECIDED, SCRUTINISED, REPLIED)

    assert at(found, GateState.NOW) == ["G8"]


@pytest.mark.parametrize(
    ("cspr", "local", "now", "not_needed"),
    [
        ("lcspr", None, ["G9"], ["G0", "G1", "G8"]),
        ("lcspr", "commission", ["G10"], ["G0", "G1", "G8", "G9"]),
        ("lcspr", "decline", ["G11"], ["G0", "G1", "G8", "G9", "G10"]),
        ("no_lcspr", None, ["G11"], ["G0", "G1", "G8", "G9", "G10"]),
    ],
)
def test_while_a_case_learns_its_local_review_comes_first(
    cspr: str, local: str | None, now: list[str], not_needed: list[str]
) -> None:
    case = standing(
        **IN_REVIEW, review_step="PanelReplied", panel_final=True, cspr_outcome=cspr,
        local_review=local,
    )  # fmt: skip

    found = states(case, BEGUN, STARTED, MET, DECIDED, SCRUTINISED, REPLIED)

    assert (at(found, GateState.NOW), at(found, GateState.NOT_NEEDED)) == (now, not_needed)


def test_a_closed_case_stands_before_no_gate() -> None:
    case = standing(
        **IN_REVIEW, review_step="ReviewClosed", cspr_outcome="no_lcspr",
        closed_on=date(2026, 11, 1),
    )  # fmt: skip

    found = states(
        case, RECEIVED, BEGUN, STARTED, MET, DECIDED, ("ReviewClosed", {"closed_on": "2026-11-01"})
    )

    assert at(found, GateState.NOW) == []
    assert found["G11"] is GateState.DONE
    assert found["G9"] is GateState.NOT_NEEDED


def test_outcomes_are_codes_of_the_rule_pack() -> None:
    notified = ("IncidentNotified", {"notified_on": "2026-09-02", "track": "B"})
    other = ("ReferralDecided", {"outcome": "learning_review", "decided_on": "2026-09-03"})
    case = standing(referral_outcome="learning_review")

    found = gates_of(case, stage_of(case, TODAY), [told(*notified), told(*other)])

    assert [one.outcome for one in found[1:3]] == ["notify_looked_after_death", "do_not_initiate"]
    assert found[5].state is GateState.NOT_NEEDED
