"""One whole invented case, as its services tell it: two rounds with the Panel, a nil return, a late one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from contracts.envelope import Envelope
from contracts.events import learning, notifications, referral, review, submissions
from contracts.events.base import CaseEvent, MilestoneDate

CASE = UUID("6f1c2f0e-5a3d-5c1b-9e47-0d2a8b7c4e11")
AGENCIES = ("plymouth-schools", "plymouth-health-visiting", "devon-hospital", "plymouth-housing")


@dataclass(frozen=True)
class Case:
    """Makes the events of one case."""

    case_id: UUID = CASE
    reference: str = "PLY-RR-2026-0007"
    partnership: str = "PLY"

    def __call__(self, kind: type[CaseEvent], /, **said: Any) -> CaseEvent:
        return kind.model_validate(
            {
                "case_id": self.case_id,
                "reference": self.reference,
                "partnership": self.partnership,
                **said,
            }
        )


def day(number: int, month: int = 9) -> date:
    return date(2026, month, number)


def milestones() -> tuple[MilestoneDate, ...]:
    return (
        MilestoneDate(code="returns_due", label="Returns due", working_day=8, due_on=day(21)),
        MilestoneDate(code="meeting", label="Meeting", working_day=10, due_on=day(23)),
        MilestoneDate(code="decision", label="Decision", working_day=12, due_on=day(25)),
        MilestoneDate(code="scrutiny", label="Scrutiny", working_day=14, due_on=day(29)),
        MilestoneDate(code="sent_to_panel", label="Sent", working_day=15, due_on=day(30)),
    )


def initiated(case: Case, **said: Any) -> CaseEvent:
    content: dict[str, Any] = {
        "initiated_on": day(9), "clock_started_on": day(9), "day_zero": "clock_start_is_day_0",
        "working_days": 15, "due_on": day(30), "rule_pack": "PLY@2026.1",
        "milestones": milestones(), "contributing_partnerships": ("DEV",),
    }  # fmt: skip
    return case(review.ReviewInitiated, **(content | said))


def received(case: Case, **said: Any) -> CaseEvent:
    content: dict[str, Any] = {
        "agency": "plymouth-schools", "received_on": day(2), "agreed_on": day(1),
        "incident_on": date(2026, 8, 29), "category": "serious_harm", "other_partnerships": ("DEV",),
    }  # fmt: skip
    return case(referral.ReferralReceived, **(content | said))


def notified(case: Case, **said: Any) -> CaseEvent:
    content: dict[str, Any] = {
        "authority": "plymouth-childrens-social-care", "category": "serious_harm",
        "incident_on": date(2026, 8, 29), "agency_aware_on": date(2026, 8, 30),
        "authority_aware_on": day(1), "notified_on": day(7), "working_days_taken": 4, "late": False,
    }  # fmt: skip
    return case(referral.IncidentNotified, **(content | said))


def decided(case: Case, outcome: str = "initiate", **said: Any) -> CaseEvent:
    content: dict[str, Any] = {
        "outcome": outcome, "decided_on": day(9), "notified_on": day(7), "agencies": AGENCIES,
        "views": dict.fromkeys(("local_authority", "icb", "police"), "criteria_met"),
    }  # fmt: skip
    return case(referral.ReferralDecided, **(content | said))


def involved(case: Case, agency: str, through: str = "PLY") -> CaseEvent:
    return case(
        review.AgencyInvolved, agency=agency, through=through, involved_on=day(9),
        return_due_on=day(21),
    )  # fmt: skip


def requested(case: Case, agency: str) -> CaseEvent:
    return case(submissions.SubmissionRequested, agency=agency, requested_on=day(9), due_on=day(21))


def returned(case: Case, agency: str, **said: Any) -> CaseEvent:
    content: dict[str, Any] = {
        "agency": agency, "returned_on": day(18), "return_number": 1, "nil_return": False,
        "days_late": 0, "chronology_rows": 12, "themes": ("early_help",),
        "completed_with_practitioners": True,
    }  # fmt: skip
    return case(submissions.SubmissionReturned, **(content | said))


def held(case: Case) -> CaseEvent:
    made = {"recommendation_id": "R1", "kind": "multi_agency", "themes": (), "owner": "devon-icb"}
    return case(
        review.MeetingHeld, held_on=day(23), working_day=10, outcome="recommend_lcspr",
        agencies_present=AGENCIES[:3], returns_missing=(), recommendations=(made,),
    )  # fmt: skip


def cspr_decided(case: Case, outcome: str, round_: int, on: date) -> CaseEvent:
    return case(
        review.CSPRDecided, decided_on=on, outcome=outcome, round=round_,
        findings={"lcspr.improvements": "met"},
    )  # fmt: skip


def scrutinised(case: Case, outcome: str, round_: int, on: date) -> CaseEvent:
    return case(review.ReportScrutinised, scrutinised_on=on, outcome=outcome, round=round_)


def sent(case: Case, round_: int, on: date, *, days_late: int = 0) -> CaseEvent:
    return case(
        review.SentToPanel, sent_on=on, working_day=15 + days_late, days_late=days_late,
        late_reason="returns_late" if days_late else None, round=round_,
    )  # fmt: skip


def replied(case: Case, outcome: str, round_: int, on: date, *, final: bool) -> CaseEvent:
    return case(
        review.PanelReplied, replied_on=on, outcome=outcome, final=final, themes=(), round=round_
    )


def whole_case(case: Case) -> dict[str, list[CaseEvent]]:
    """What each service tells of a case from referral to closing, in the order of its own log."""
    schools, visiting, hospital, housing = AGENCIES
    message = {"message_id": "M1", "template": "return_requested", "recipient": schools}
    return {
        "referral": [received(case), notified(case), decided(case)],
        "review": [
            initiated(case),
            *(involved(case, agency) for agency in (schools, visiting, housing)),
            involved(case, hospital, through="DEV"),
            case(review.MeetingScheduled, meeting_at=datetime(2026, 9, 22, 9, 30, tzinfo=UTC)),
            case(review.MeetingScheduled, meeting_at=datetime(2026, 9, 23, 9, 30, tzinfo=UTC)),
            held(case),
            case(review.ReportFinalised, finalised_on=day(24), report_version=1),
            cspr_decided(case, "no_lcspr", 1, day(25)),
            scrutinised(case, "return", 1, day(28)),
            case(review.ReportFinalised, finalised_on=day(28), report_version=2),
            cspr_decided(case, "no_lcspr", 1, day(29)),
            scrutinised(case, "endorse", 1, day(30)),
            sent(case, 1, day(2, 10), days_late=2),
            replied(case, "asks_for_information", 1, day(6, 10), final=False),
            sent(case, 1, day(7, 10), days_late=5),
            replied(case, "asks_to_reconsider", 1, day(12, 10), final=False),
            cspr_decided(case, "lcspr", 2, day(16, 10)),
            scrutinised(case, "endorse_with_edits", 2, day(19, 10)),
            sent(case, 2, day(20, 10)),
            replied(case, "agrees", 2, day(26, 10), final=True),
            case(
                review.CommissioningDecided, decided_on=day(28, 10), outcome="join_other_review",
                due_on=date(2027, 4, 16),
            ),
            case(review.ReviewClosed, closed_on=day(16, 11)),
        ],
        "submissions": [
            *(requested(case, agency) for agency in AGENCIES),
            returned(case, visiting),
            returned(case, housing, nil_return=True, chronology_rows=0),
            case(submissions.SubmissionQueried, agency=visiting, queried_on=day(18), return_number=1),
            returned(case, visiting, return_number=2, chronology_rows=14, returned_on=day(21)),
            case(submissions.SubmissionAccepted, agency=visiting, accepted_on=day(21), return_number=2),
            returned(case, schools, returned_on=day(22), days_late=1),
            case(submissions.SubmissionExcused, agency=hospital, excused_on=day(22), reason="not_known"),
        ],
        "learning": [
            case(
                learning.ActionAgreed, action_id="A1", recommendation_id="R1", owner="devon-icb",
                agreed_on=day(26, 10), due_on=date(2027, 1, 29),
            ),
            case(learning.BriefingDrafted, kind="rapid_review", drafted_on=day(2, 11), themes=()),
            case(
                learning.BriefingPublished, kind="rapid_review", published_on=day(16, 11), themes=()
            ),
            case(learning.ActionEvidenced, action_id="A1", evidenced_on=date(2027, 1, 22)),
            case(learning.ActionClosed, action_id="A1", closed_on=date(2027, 3, 12)),
        ],
        "notifications": [
            case(
                notifications.MessageSent, **message, channel="mailbox",
                sent_at=datetime(2026, 9, 9, 12, tzinfo=UTC),
            ),
            case(
                notifications.MessageFailed, **message, channel="mailbox", reason="unavailable",
                failed_at=datetime(2026, 9, 9, 12, tzinfo=UTC),
            ),
        ],
    }  # fmt: skip


def envelopes(events: Sequence[CaseEvent]) -> list[Envelope]:
    """What one service tells of one case, with fixed ids and times, whenever it is told."""
    told = []
    for version, event in enumerate(events, 1):
        stream = uuid5(event.case_id, f"told:{event.SERVICE}")
        at = datetime(2026, 9, 2, 9, 0, tzinfo=UTC) + timedelta(
            days=version, minutes=len(event.SERVICE)
        )
        told.append(
            Envelope(
                id=uuid5(stream, str(version)), source=f"/rapid-review/{event.SERVICE}",
                type=event.TYPE, subject=event.case_id, time=at, recordedtime=at,
                partnership=event.partnership, actor="coordinator:ply-coordinator", stream=stream,
                streamversion=version, position=version, correlationid=event.case_id,
                causationid=event.case_id, data=event.model_dump_json().encode(),
            )
        )  # fmt: skip
    return told
