"""Invented cases for pages to show. Nobody and nothing here is real."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from google.protobuf.timestamp_pb2 import Timestamp

from contracts.grpc import reporting_pb2 as wire

NAMES = {
    "PLY": "Plymouth Safeguarding Children Partnership",
    "DEV": "Devon Safeguarding Children Partnership",
}
NINE = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)


def late(what: str, who: str, days: int) -> wire.Late:
    return wire.Late(what=what, who=who, due_on="2026-09-10", working_days=days)


def case(number: int, partnership: str = "PLY", **fields: Any) -> wire.CaseSummary:
    """An invented case on day 9 of 15, gathering information."""
    told: dict[str, Any] = {
        "case_id": f"00000000-0000-4000-8000-{number:012d}",
        "reference": f"{partnership}-RR-2026-{number:04d}",
        "partnership": partnership,
        "partnership_name": NAMES[partnership],
        "stage": "gathering",
        "stage_label": "Gathering information",
        "day": 9,
        "of_days": 15,
        "due_on": "2026-09-24",
        "next_step": "Wait for the remaining returns",
        "next_actor": "coordinator",
        "live": True,
        "returns_in": 3,
        "returns_asked": 5,
    }
    return wire.CaseSummary(**(told | fields))


def the_cases() -> list[wire.CaseSummary]:
    """Six live cases, the most urgent first, and one closed."""
    return [
        case(
            7,
            day=17,
            days_late=2,
            stage="sending",
            stage_label="Sending to the Panel",
            due_on="2026-09-10",
            late=[late("report", "", 2)],
            next_step="Send the report to the National Panel",
            returns_in=6,
            returns_asked=6,
        ),
        case(
            9,
            "DEV",
            day=13,
            stage="cspr_decision",
            stage_label="Practice review decision",
            next_step="Decide whether there should be a practice review",
            next_actor="subgroup_chair",
            returns_in=4,
            returns_asked=4,
            due_on="2026-09-16",
        ),
        case(
            8,
            late=[
                late("return", "Health visiting", 2),
                late("return", "Devon and Cornwall Police", 1),
            ],
        ),
        case(11, "DEV", day=3, due_on="2026-09-30", returns_in=0, returns_asked=7),
        case(
            12,
            day=0,
            of_days=15,
            stage="decision",
            stage_label="Decision to review",
            due_on="",
            next_step="Decide whether to begin a Rapid Review",
            next_actor="statutory_partner",
            returns_in=0,
            returns_asked=0,
        ),
        case(
            5,
            day=14,
            stage="panel",
            stage_label="With the Panel",
            sent_on="2026-08-20",
            due_on="2026-08-21",
            next_step="Wait for the National Panel to reply",
            next_actor="",
            returns_in=5,
            returns_asked=5,
        ),
        case(
            2,
            live=False,
            stage="closed",
            stage_label="Closed",
            day=15,
            sent_on="2026-03-02",
            due_on="2026-03-02",
            next_step="",
            next_actor="",
            outcome="no_review",
            returns_in=5,
            returns_asked=5,
        ),
    ]


def agencies() -> list[wire.AgencyProgress]:
    return [
        wire.AgencyProgress(
            agency="police",
            agency_name="Devon and Cornwall Police",
            status="requested",
            due_on="2026-09-14",
            days_late=1,
        ),
        wire.AgencyProgress(
            agency="health_visiting",
            agency_name="Health visiting",
            status="queried",
            due_on="2026-09-11",
            returned_on="2026-09-10",
            chronology_rows=14,
        ),
        wire.AgencyProgress(
            agency="school",
            agency_name="Invented Primary School",
            status="accepted",
            due_on="2026-09-11",
            returned_on="2026-09-09",
            chronology_rows=1,
        ),
        wire.AgencyProgress(
            agency="housing",
            agency_name="Housing",
            status="accepted",
            due_on="2026-09-11",
            returned_on="2026-09-08",
            nil_return=True,
        ),
    ]


def milestones() -> list[wire.MilestoneProgress]:
    return [
        wire.MilestoneProgress(
            code="notify",
            label="Agencies asked",
            working_day=1,
            due_on="2026-09-04",
            done_on="2026-09-04",
        ),
        wire.MilestoneProgress(
            code="returns", label="All returns in", working_day=7, due_on="2026-09-14"
        ),
        wire.MilestoneProgress(
            code="meeting", label="Rapid Review meeting", working_day=9, due_on="2026-09-16"
        ),
        wire.MilestoneProgress(
            code="panel",
            label="Report sent to the National Panel",
            working_day=15,
            due_on="2026-09-24",
        ),
    ]


def timeline() -> list[wire.TimelineEntry]:
    told = [
        (
            "referral",
            "ReferralReceived",
            "A referral was received from social care.",
            "ply-agency",
        ),
        (
            "referral",
            "ReferralDecided",
            "The statutory partners decided to begin a Rapid Review.",
            "ply-statutory-partner",
        ),
        (
            "review",
            "ReviewInitiated",
            "The Rapid Review began; its fifteen working days count from 3 September.",
            "ply-coordinator",
        ),
        (
            "submissions",
            "SubmissionReturned",
            "Housing answered that it knows nothing of the family.",
            "agency_author",
        ),
        ("notifications", "MessageSent", "A reminder went to Devon and Cornwall Police.", ""),
    ]
    return [
        wire.TimelineEntry(
            occurred_at=stamp(NINE + timedelta(hours=26 * n)),
            recorded_at=stamp(NINE + timedelta(hours=26 * n + (30 if n == 3 else 0))),
            service=service,
            type=kind,
            sentence=sentence,
            actor=actor,
            event_id=f"event-{n}",
        )
        for n, (service, kind, sentence, actor) in enumerate(told)
    ]


def stamp(at: datetime) -> Timestamp:
    made = Timestamp()
    made.FromDatetime(at)
    return made
