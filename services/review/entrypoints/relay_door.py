"""What the world is told of a review: ids, codes, dates and counts, never a word that somebody wrote."""

from __future__ import annotations

from collections.abc import Mapping

from chassis.aggregate import Event
from chassis.delivery.relay import CaseFields
from contracts.events import review as told
from contracts.events import team as told_team
from contracts.events.base import CaseEvent, MilestoneDate, ReturnDue
from services.review.domain import erasure
from services.review.domain import events as own
from services.review.domain import panel_events as panel
from services.review.domain import parallel_events as parallel
from services.review.domain import team_events as team
from services.review.domain.rules import PinnedMilestone

ALIKE: Mapping[type[Event], type[CaseEvent]] = {
    own.AgencyInvolved: told.AgencyInvolved,
    own.AgencyNotRequired: told.AgencyNotRequired,
    own.MeetingScheduled: told.MeetingScheduled,
    own.MeetingAdjourned: told.DecisionDeferred,
    own.ReportFinalised: told.ReportFinalised,
    own.CSPRDecided: told.CSPRDecided,
    own.ReportScrutinised: told.ReportScrutinised,
    own.SentToPanel: told.SentToPanel,
    panel.DecisionDeferred: told.DecisionDeferred,
    panel.PanelReplied: told.PanelReplied,
    panel.RespondedToPanel: told.RespondedToPanel,
    panel.ReviewClosed: told.ReviewClosed,
    panel.ReviewReopened: told.ReviewReopened,
    parallel.ScrutineerCommented: told.ScrutineerCommented,
    parallel.CommissioningDecided: told.CommissioningDecided,
    parallel.PublicationDecided: told.PublicationDecided,
    parallel.FamilyInvolvementRecorded: told.FamilyInvolvementRecorded,
    parallel.ParallelProcessRecorded: told.ParallelProcessRecorded,
    parallel.ParallelProcessUpdated: told.ParallelProcessUpdated,
    parallel.ParallelProcessEnded: told.ParallelProcessEnded,
    parallel.LegalHoldPlaced: told.LegalHoldPlaced,
    parallel.LegalHoldLifted: told.LegalHoldLifted,
    parallel.TransferProposed: told.TransferProposed,
    parallel.LeadTransferred: told.LeadTransferred,
    erasure.CaseErased: told.CaseErased,
    team.TeamMemberNamed: told_team.TeamMemberNamed,
    team.TeamMemberRemoved: told_team.TeamMemberRemoved,
    team.ConflictDeclared: told_team.ConflictDeclared,
    team.ConflictCleared: told_team.ConflictCleared,
    team.GlassBroken: told_team.GlassBroken,
    team.ReturnsReleased: told_team.ReturnsReleased,
}
"""Events whose published fields have the names that they have here; no other field leaves."""


def tell(event: Event, case: CaseFields) -> CaseEvent | None:
    """The published form of a domain event; what other services told us is not told again."""
    match event:
        case own.ReviewInitiated():
            return _initiated(event, case)
        case own.MeetingHeld():
            return _held(event, case)
        case parallel.ClockRestated():
            returns = tuple(ReturnDue(**dict(one)) for one in event.returns)
            return _alike(
                told.ClockRestated, event, case,
                milestones=_dates(event.milestones), returns=returns,
            )  # fmt: skip
        case _ if type(event) in ALIKE:
            return _alike(ALIKE[type(event)], event, case)
        case _:
            return None


def _alike(published: type[CaseEvent], event: Event, case: CaseFields, **more: object) -> CaseEvent:
    names = published.model_fields.keys() - case.keys() - more.keys()
    return published(**case, **{name: getattr(event, name) for name in names}, **more)


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
        milestones=_dates(rules.milestones),
        contributing_partnerships=event.contributing,
    )


def _dates(milestones: tuple[PinnedMilestone, ...]) -> tuple[MilestoneDate, ...]:
    return tuple(MilestoneDate(**dict(milestone)) for milestone in milestones)


def _held(event: own.MeetingHeld, case: CaseFields) -> CaseEvent:
    made = tuple(
        told.RecommendationMade(
            recommendation_id=one.recommendation_id,
            kind=one.kind,
            themes=one.themes,
            owner=one.owner,
        )
        for one in event.recommendations
    )
    return _alike(told.MeetingHeld, event, case, recommendations=made)
