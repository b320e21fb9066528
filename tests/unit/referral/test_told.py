"""What the world is told of a referral, and what it is not."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from chassis.aggregate import event_from
from chassis.rules.clock_rules import NotificationClockRule
from contracts.events import referral as told
from services.referral.domain.notices import Restatement, TimeFact, Withdrawal
from services.referral.domain.referral import Referral
from services.referral.domain.reveals import Reveals
from services.referral.entrypoints.relay_door import tell
from tests.unit.referral.a_referral import (
    CASE_ID,
    IDENTITY,
    MONDAY,
    SISTER,
    THURSDAY,
    a_notice,
    agree,
    begun_by_notice,
    decide,
    decide_threshold,
    prepared,
    ready,
    received,
    with_children,
    with_views,
)

CASE: Any = dict(IDENTITY)
GOLDEN = Path(__file__).resolve().parents[2] / "golden/referral"


def last_told(aggregate: Any) -> Any:
    return tell(aggregate.pending_events[-1], CASE)


def test_of_what_is_not_agreed_nobody_is_told() -> None:
    referral = prepared()
    assert last_told(referral) is None

    assert last_told(agree(referral, "safeguarding_referral_first")) is None


def test_of_a_view_and_of_a_reveal_nobody_is_told() -> None:
    reveals = Reveals.begin(IDENTITY, purpose="Invented.", at=MONDAY)

    assert last_told(with_views(received())) is None
    assert last_told(reveals) is None


def test_an_agreed_referral_is_told_as_one_that_was_received() -> None:
    one_step, two_steps = last_told(received()), last_told(agree(prepared()))

    assert isinstance(two_steps, told.ReferralReceived)
    assert two_steps.model_copy(update={"agreed_on": one_step.agreed_on}) == one_step


def test_a_notice_is_told_with_both_clocks() -> None:
    form = a_notice(clock=NotificationClockRule(starts="incident"))

    notified = last_told(begun_by_notice(form))

    assert (notified.working_days_taken, notified.late) == (3, False)
    assert (notified.clock_starts, notified.clock_days_taken) == ("incident", 4)
    assert (notified.notice, notified.track, notified.covers) == ("N1", "A", 1)


def test_a_further_notice_is_told_under_its_name() -> None:
    referral = begun_by_notice()
    referral.join(form=a_notice(account=with_children(SISTER)), at=MONDAY)

    assert last_told(referral).notice == "N2"


def test_a_restated_day_is_told_with_what_it_was_before() -> None:
    referral = begun_by_notice()
    given = Restatement(sent=TimeFact(on=date(2026, 9, 4)))
    referral.restate(notice="N1", given=given, reason="Invented.", at=THURSDAY)

    restated = last_told(referral)

    assert isinstance(restated, told.NotificationRestated)
    assert (restated.was_notified_on, restated.notified_on) == (date(2026, 9, 7), date(2026, 9, 4))


def test_a_withdrawn_notice_is_told_with_how_many_still_stand() -> None:
    referral = begun_by_notice()
    gone = Withdrawal(withdrawn_on=date(2026, 9, 7), reason="duplicate")
    referral.withdraw_notice(notice="N1", withdrawal=gone, at=MONDAY)

    assert (last_told(referral).reason, last_told(referral).standing) == ("duplicate", 0)


def test_the_area_that_leads_instead_is_told() -> None:
    referral = with_views(received())

    decide_threshold(referral, "transfer", transferred_to="DEV", conditions="Invented.")

    assert (last_told(referral).transferred_to, last_told(referral).dissent) == ("DEV", False)


@pytest.mark.parametrize(
    ("outcome", "code"),
    [("initiate_on_referral", "initiate"), ("do_not_initiate", "learning_from_experience")],
)
def test_a_decision_is_told_by_initiate_or_a_route(outcome: str, code: str) -> None:
    decided = last_told(
        decide(ready(), outcome, route="learning_from_experience", escalated_to="Invented.")
    )

    assert (decided.outcome, decided.gate_outcome, decided.corrects) == (code, outcome, False)


@pytest.mark.parametrize(
    ("topic", "facts"),
    [
        ("ReferralReceived.v1", {"agency": "plymouth-schools", "incident_on": date(2026, 9, 1)}),
        ("IncidentNotified.v1", {"working_days_taken": 3, "category": "serious_harm"}),
        ("NotificationJoined.v1", {"notified_on": date(2026, 9, 7), "category": "serious_harm"}),
        ("NotificationJoined.v2", {"other_partnerships": ("DEV",), "category": "serious_harm"}),
        ("ReferralDecided.v1", {"outcome": "initiate", "notified_on": date(2026, 9, 7)}),
    ],
)
def test_what_was_stored_before_is_told_as_it_was(topic: str, facts: dict[str, object]) -> None:
    body = (GOLDEN / f"referral.{topic}.json").read_bytes()
    at = datetime(2026, 9, 7, 12, 0, tzinfo=UTC)
    event = event_from(f"referral.{topic}", body, stream=UUID(int=7), version=1, occurred_at=at)

    again = tell(event, CASE)

    assert {name: getattr(again, name) for name in facts} == facts


def test_a_history_of_before_is_still_one_referral() -> None:
    at = datetime(2026, 9, 7, 12, 0, tzinfo=UTC)
    referral: Any = None
    for version, topic in enumerate(
        ("ReferralReceived.v1", "NotificationJoined.v2", "PartnerViewRecorded.v1", "ReferralDecided.v1"), 1
    ):  # fmt: skip
        body = (GOLDEN / f"referral.{topic}.json").read_bytes()
        event = event_from(
            f"referral.{topic}", body, stream=UUID(int=7), version=version, occurred_at=at
        )
        referral = event.mutate(referral)

    assert isinstance(referral, Referral)
    assert (referral.case_id, referral.outcome) == (CASE_ID, "initiate")
    assert referral.notices["N1"].track == "A"
    assert [one.record.gate for one in referral.decisions] == ["G2"]
