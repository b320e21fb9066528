"""What the world is told of a return: who, when and how much, never what was written."""

from __future__ import annotations

from chassis.aggregate import Event
from chassis.delivery.relay import CaseFields
from chassis.rules.working_days import london_date
from contracts.events import submissions as told
from contracts.events.base import CaseEvent
from services.submissions.domain import events as own


def tell(event: Event, case: CaseFields) -> CaseEvent | None:
    """The published form of a domain event."""
    match event:
        case own.SubmissionRequested() | own.SubmissionDueRestated():
            return _asked(event, case)
        case own.SubmissionReturned():
            return _returned(event, case)
        case own.SubmissionQueried():
            return told.SubmissionQueried(
                **case,
                agency=event.agency,
                queried_on=london_date(event.timestamp),
                return_number=event.return_number,
            )
        case own.SubmissionAccepted():
            return told.SubmissionAccepted(
                **case,
                agency=event.agency,
                accepted_on=london_date(event.timestamp),
                return_number=event.return_number,
            )
        case own.SubmissionExcused():
            return told.SubmissionExcused(
                **case,
                agency=event.agency,
                excused_on=london_date(event.timestamp),
                reason=event.reason,
            )
        case _:
            return None


def _asked(
    event: own.SubmissionRequested | own.SubmissionDueRestated, case: CaseFields
) -> CaseEvent:
    said = {"agency": event.agency, "due_on": event.due_on, "rule_pack": event.rule_pack}
    if isinstance(event, own.SubmissionRequested):
        return told.SubmissionRequested(**case, **said, requested_on=event.requested_on)
    return told.SubmissionDueRestated(**case, **said, restated_on=event.restated_on)


def _returned(event: own.SubmissionReturned, case: CaseFields) -> told.SubmissionReturned:
    return told.SubmissionReturned(
        **case,
        agency=event.agency,
        returned_on=event.returned_on,
        return_number=event.return_number,
        nil_return=event.nil_return,
        days_late=event.days_late,
        chronology_rows=len(event.chronology),
        themes=event.answer.themes,
        completed_with_practitioners=event.scoping.completed_with_practitioners,
        shared=event.origin is not None,
        identity_aspects=len(event.scoping.identity),
    )
