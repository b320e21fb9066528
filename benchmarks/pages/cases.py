"""Live cases as their services tell of them: the published events of each, in order, for reporting's own listener."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from chassis.rules.working_days import DayZero, date_of_working_day
from contracts.envelope import Envelope
from contracts.events import referral, review, submissions
from contracts.events.base import CaseEvent, MilestoneDate

PARTNERSHIP, OTHER, FIRST_NUMBER = "PLY", "DEV", 1_001
AGENCIES = ("plymouth-schools", "plymouth-health-visiting", "devon-hospital", "plymouth-housing")
HOW_FAR = (0, 1, 1, 1, 1, 1, 1, 2, 2, 3, 3, 4, 5, 6, 6)
"""Of fifteen cases: how many steps each has taken. Most gather information, as most live cases do."""
MILESTONES = (
    ("returns_due", 8), ("meeting", 10), ("decision", 12), ("scrutiny", 14), ("sent_to_panel", 15),
)  # fmt: skip


class Telling:
    """Gives each event its place in the log of its service."""

    def __init__(self) -> None:
        self._positions: dict[str, int] = {}
        self._versions: dict[tuple[str, str], int] = {}

    def envelope(self, event: CaseEvent, on: date) -> Envelope:
        """The event as its service would tell it next."""
        service, case = event.SERVICE, str(event.case_id)
        stream = uuid5(event.case_id, f"told:{service}")
        self._positions[service] = position = self._positions.get(service, 0) + 1
        version = self._versions[service, case] = self._versions.get((service, case), 0) + 1
        at = datetime.combine(on, time(10), UTC) + timedelta(seconds=version)
        return Envelope(
            id=uuid5(stream, str(version)), source=f"/rapid-review/{service}", type=event.TYPE,
            subject=event.case_id, time=at, recordedtime=at, partnership=event.partnership,
            actor="coordinator:ply-coordinator", stream=stream, streamversion=version,
            position=position, correlationid=event.case_id, causationid=event.case_id,
            data=event.model_dump_json().encode(),
        )  # fmt: skip


def told_of(cases: int, today: date) -> Iterator[list[Envelope]]:
    """What is told of each case, one after the other."""
    telling = Telling()
    for number in range(cases):
        yield [telling.envelope(event, on) for event, on in _events(number, today)]


def _events(number: int, today: date) -> Iterator[tuple[CaseEvent, date]]:
    case = {
        "case_id": uuid5(NAMESPACE_URL, f"benchmarks/pages/{number}"),
        "reference": f"{PARTNERSHIP}-RR-{today.year}-{FIRST_NUMBER + number}",
        "partnership": PARTNERSHIP,
    }  # fmt: skip
    begun, far = today - timedelta(days=1 + number % 21), HOW_FAR[number % len(HOW_FAR)]
    yield _received(case, begun), begun
    if not far:
        return
    due = {
        code: date_of_working_day(day, begun, DayZero.START_IS_DAY_0) for code, day in MILESTONES
    }
    yield _decided(case, begun), begun
    yield _initiated(case, begun, due), begun
    for place, agency in enumerate(AGENCIES):
        through = OTHER if agency.startswith("devon") else PARTNERSHIP
        involved = {"agency": agency, "through": through, "involved_on": begun}
        yield (
            review.AgencyInvolved.model_validate(
                case | involved | {"return_due_on": due["returns_due"]}
            ),
            begun,
        )
        asked = {"agency": agency, "requested_on": begun, "due_on": due["returns_due"]}
        yield submissions.SubmissionRequested.model_validate(case | asked), begun
        if place < number % 4 or far > 1:
            yield from _returned(case, agency, begun)
    meeting_at = datetime.combine(due["meeting"], time(9, 30), UTC)
    yield review.MeetingScheduled.model_validate(case | {"meeting_at": meeting_at}), begun
    for event in _on_the_way(case, begun)[: far - 1]:
        yield event, begun


def _received(case: dict[str, Any], on: date) -> CaseEvent:
    said = {
        "agency": AGENCIES[0], "received_on": on, "agreed_on": on, "incident_on": on - timedelta(days=5),
        "category": "serious_harm", "other_partnerships": (OTHER,),
    }  # fmt: skip
    return referral.ReferralReceived.model_validate(case | said)


def _decided(case: dict[str, Any], on: date) -> CaseEvent:
    said = {
        "outcome": "initiate", "decided_on": on, "notified_on": on, "agencies": AGENCIES,
        "views": dict.fromkeys(("local_authority", "icb", "police"), "criteria_met"),
    }  # fmt: skip
    return referral.ReferralDecided.model_validate(case | said)


def _initiated(case: dict[str, Any], on: date, due: dict[str, date]) -> CaseEvent:
    milestones = tuple(
        MilestoneDate(code=code, label=code.replace("_", " "), working_day=day, due_on=due[code])
        for code, day in MILESTONES
    )
    said = {
        "initiated_on": on, "clock_started_on": on, "day_zero": DayZero.START_IS_DAY_0, "working_days": 15,
        "due_on": due["sent_to_panel"], "rule_pack": "PLY@2026.1", "milestones": milestones,
        "contributing_partnerships": (OTHER,),
    }  # fmt: skip
    return review.ReviewInitiated.model_validate(case | said)


def _returned(case: dict[str, Any], agency: str, on: date) -> Iterator[tuple[CaseEvent, date]]:
    said = {
        "agency": agency, "returned_on": on, "return_number": 1, "nil_return": False, "days_late": 0,
        "chronology_rows": 12, "themes": ("early_help",), "completed_with_practitioners": True,
    }  # fmt: skip
    yield submissions.SubmissionReturned.model_validate(case | said), on
    accepted = {"agency": agency, "accepted_on": on, "return_number": 1}
    yield submissions.SubmissionAccepted.model_validate(case | accepted), on


def _on_the_way(case: dict[str, Any], on: date) -> Sequence[CaseEvent]:
    return (
        review.MeetingHeld.model_validate(
            case
            | {"held_on": on, "working_day": 10, "outcome": "recommend_none", "agencies_present": AGENCIES[:3]}
            | {"returns_missing": (), "recommendations": ()}
        ),
        review.ReportFinalised.model_validate(case | {"finalised_on": on, "report_version": 1}),
        review.CSPRDecided.model_validate(
            case | {"decided_on": on, "outcome": "no_lcspr", "round": 1, "findings": {}}
        ),
        review.ReportScrutinised.model_validate(
            case | {"scrutinised_on": on, "outcome": "endorse", "round": 1}
        ),
        review.SentToPanel.model_validate(
            case | {"sent_on": on, "working_day": 14, "days_late": 0, "late_reason": None, "round": 1}
        ),
    )  # fmt: skip
