"""Told facts ask for messages and tasks: who is written to, and what is to be done by when.

What belongs to one event stands in one line: first the news that it brings, then the work that it makes or ends.
"""

from __future__ import annotations

from collections.abc import Mapping

from chassis.database import Pool
from chassis.delivery.event_door import Effect, EventDoor, Told
from contracts.events import learning, referral, review, submissions
from contracts.events.base import CaseEvent
from services.notifications.application.messages import Messages
from services.notifications.application.tasks import Tasks
from services.notifications.entrypoints.news import News
from services.notifications.entrypoints.work import ReviewWork, Work


class MessageDoor(EventDoor):
    """The event door of messages and tasks, each of which is kept in the event store: its pages are small."""

    page_max = 50
    side_by_side = True

    def __init__(self, messages: Messages, tasks: Tasks, pool: Pool) -> None:
        services = ("referral", "review", "submissions", "learning")
        super().__init__("notifications", services, effects(messages, tasks), pool)


def effects(messages: Messages, tasks: Tasks) -> Mapping[type[CaseEvent], Effect]:
    """Which event asks for which messages and tasks, and which ends which."""
    news, work, step = News(messages), Work(messages, tasks), ReviewWork(messages, tasks)
    return {
        referral.ReferralReceived: _both(news.on_case_begun, work.on_case_begun),
        referral.IncidentNotified: _both(news.on_case_begun, work.on_case_begun),
        referral.ReferralDecided: _both(news.on_referral_decided, work.on_referral_decided),
        referral.ReferralWithdrawn: work.on_referral_withdrawn,
        review.ReviewInitiated: step.on_review_initiated,
        review.ClockRestated: step.on_clock_restated,
        review.LeadTransferred: step.on_lead_transferred,
        review.AgencyInvolved: news.on_agency_involved,
        review.MeetingScheduled: news.on_meeting_scheduled,
        review.MeetingHeld: _both(news.on_meeting_held, step.on_meeting_held),
        review.ReportFinalised: step.on_report_finalised,
        review.CSPRDecided: step.on_cspr_decided,
        review.ReportScrutinised: step.on_report_scrutinised,
        review.SentToPanel: step.on_sent_to_panel,
        review.DecisionDeferred: step.on_decision_deferred,
        review.PanelReplied: _both(news.on_panel_replied, step.on_panel_replied),
        review.ReviewClosed: step.on_review_closed,
        submissions.SubmissionRequested: work.on_submission_requested,
        submissions.SubmissionDueRestated: work.on_submission_due_restated,
        submissions.SubmissionQueried: work.on_submission_queried,
        submissions.SubmissionReturned: work.on_submission_came,
        submissions.SubmissionAccepted: work.on_submission_came,
        submissions.SubmissionExcused: work.on_submission_excused,
        learning.BriefingPublished: news.on_briefing_published,
        learning.ActionAgreed: work.on_action_agreed,
        learning.ActionEvidenced: work.on_action_done,
        learning.ActionClosed: work.on_action_done,
    }


def _both(first: Effect, second: Effect) -> Effect:
    async def effect(told: Told) -> None:
        await first(told)
        await second(told)

    return effect
