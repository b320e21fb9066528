"""An invented case as it stands at each stage of its way, built from the stage before."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from services.reporting.domain.standing import AgencyReturn, Standing

TODAY = date(2026, 9, 16)
DUE = date(2026, 9, 21)

PARTIAL = Standing(
    case_id=UUID("6f1c2f0e-5a3d-5c1b-9e47-0d2a8b7c4e11"),
    reference="PLY-RR-2026-0007",
    partnership="PLY",
    changed_at=datetime(2026, 9, 16, 9, tzinfo=UTC),
)
REFERRED = replace(PARTIAL, referral_agency="plymouth-schools", received_on=date(2026, 9, 2))
DECIDED = replace(REFERRED, referral_outcome="initiate", referral_decided_on=date(2026, 9, 9))
BEGUN = replace(
    DECIDED, review_step="ReviewInitiated", clock_started_on=date(2026, 9, 9),
    day_zero="clock_start_is_day_0", working_days=15, due_on=date(2026, 9, 30),
    rule_pack="PLY@2026.1",
)  # fmt: skip


def with_returns(case: Standing, *statuses: str, due_on: date = DUE) -> Standing:
    returns = tuple(
        AgencyReturn(agency=f"agency-{number}", status=status, due_on=due_on)
        for number, status in enumerate(statuses)
    )
    return replace(case, returns=returns)


def at_step(step: str, **known: Any) -> Standing:
    settled = with_returns(BEGUN, "accepted")
    return replace(settled, review_step=step, **known)


MEETING_SET = replace(
    with_returns(BEGUN, "accepted", "excused"), meeting_at=datetime(2026, 9, 23, 9, 30, tzinfo=UTC)
)
HELD = at_step("MeetingHeld", meeting_held_on=date(2026, 9, 23))
SENT = at_step(
    "SentToPanel", meeting_held_on=date(2026, 9, 23), sent_on=date(2026, 9, 29),
    sent_working_day=14, sent_days_late=0,
)  # fmt: skip
