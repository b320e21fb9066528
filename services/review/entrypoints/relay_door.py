"""What the world is told of a review: ids, codes, dates and counts, never a word that somebody wrote."""

from __future__ import annotations

from collections.abc import Mapping

from chassis.aggregate import Event
from chassis.doors.relay import CaseFields
from contracts.events import review as told
from contracts.events.base import CaseEvent, MilestoneDate
from services.review.domain import events as own

ALIKE: Mapping[type[Event], type[CaseEvent]] = {
    own.AgencyInvolved: told.AgencyInvolved,
    own.MeetingScheduled: told.MeetingScheduled,
    own.ReportFinalised: told.ReportFinalised,
    own.ReportScrutinised: told.ReportScrutinised,
    own.SentToPanel: told.SentToPanel,
    own.PanelReplied: told.PanelReplied,
    own.ReviewClosed: told.ReviewClosed,
}
"""Events whose published fields have the names that they have here; no other field leaves."""


def tell(event: Event, case: CaseFields) -> CaseEvent | None:
    """The published form of a domain event; what other services told us is not told again."""
    match event:
        case own.ReviewInitiated():
            return _initiated(event, case)
        case own.MeetingHeld():
            return _held(event, case)
        case own.CSPRDecided():
            return told.CSPRDecided(
                **case,
                decided_on=event.decided_on,
                outcome=event.outcome,
                findings={one.criterion: one.finding for one in event.findings},
                round=event.round,
            )
        case _ if type(event) in ALIKE:
            published = ALIKE[type(event)]
            names = published.model_fields.keys() & type(event).model_fields.keys() - case.keys()
            return published(**case, **{name: getattr(event, name) for name in names})
        case _:
            return None


def _initiated(event: own.ReviewInitiated, case: CaseFields) -> told.ReviewInitiated:
    rules = event.rules
    return told.ReviewInitiated(
        **case,
        initiated_on=event.initiated_on,
        clock_started_on=rules.clock_started_on,
        day_zero=rules.day_zero,
        working_days=rules.working_days,
        due_on=rules.due_on,
        rule_pack=rules.rule_pack,
        milestones=tuple(MilestoneDate(**dict(milestone)) for milestone in rules.milestones),
        contributing_partnerships=event.contributing,
    )


def _held(event: own.MeetingHeld, case: CaseFields) -> told.MeetingHeld:
    return told.MeetingHeld(
        **case,
        held_on=event.held_on,
        working_day=event.working_day,
        outcome=event.outcome,
        agencies_present=event.agencies_present,
        returns_missing=event.returns_missing,
        recommendations=tuple(
            told.RecommendationMade(
                recommendation_id=one.recommendation_id,
                kind=one.kind,
                themes=one.themes,
                owner=one.owner,
            )
            for one in event.recommendations
        ),
    )
