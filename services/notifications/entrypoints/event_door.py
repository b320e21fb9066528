"""Told facts ask for messages: who is written to, and by which template."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from chassis.database import Pool
from chassis.doors.event_door import Effect, EventDoor, Told
from contracts.events import learning, referral, review, submissions
from contracts.events.base import CaseEvent
from services.notifications.application.messages import ACTOR, Messages
from services.notifications.domain.message import CaseIdentity
from services.notifications.domain.templates import Template
from services.notifications.readmodel import case_news

COORDINATOR = "coordinator"
SUBGROUP = "subgroup_chair"
LEADERS = "strategic_leader"
PARTNERS = tuple(f"statutory_partner:{partner}" for partner in ("local_authority", "icb", "police"))
FOR_AGENCIES = (Template.MEETING_SCHEDULED, Template.BRIEFING_PUBLISHED)
"""News that every agency of a case is to hear, whenever it is involved."""
INITIATE = "initiate"
RECONSIDER = "asks_to_reconsider"


class MessageDoor(EventDoor):
    """The event door of messages."""

    def __init__(self, messages: Messages, pool: Pool) -> None:
        services = ("referral", "review", "submissions", "learning")
        super().__init__("notifications", services, effects(messages), pool)


def effects(messages: Messages) -> Mapping[type[CaseEvent], Effect]:
    """Which event asks for which messages."""
    asking = _Asking(messages)
    return {
        referral.ReferralReceived: asking.on_case_begun,
        referral.IncidentNotified: asking.on_case_begun,
        referral.ReferralDecided: asking.on_referral_decided,
        review.AgencyInvolved: asking.on_agency_involved,
        review.MeetingScheduled: asking.on_meeting_scheduled,
        review.MeetingHeld: asking.on_meeting_held,
        review.ReportFinalised: asking.for_roles(Template.DECISION_AWAITED, SUBGROUP),
        review.CSPRDecided: asking.for_roles(Template.SCRUTINY_AWAITED, LEADERS),
        review.PanelReplied: asking.on_panel_replied,
        submissions.SubmissionRequested: asking.for_agency(Template.RETURN_REQUESTED),
        submissions.SubmissionQueried: asking.for_agency(Template.RETURN_QUERIED),
        learning.BriefingPublished: asking.on_briefing_published,
    }


class _Asking:
    """The effects, each of which may be told twice."""

    def __init__(self, messages: Messages) -> None:
        self._messages = messages

    def for_roles(self, template: Template, *recipients: str) -> Effect:
        """An event that is always for the same roles."""

        async def effect(told: Told) -> None:
            await self._ask(told, template, recipients)

        return effect

    def for_agency(self, template: Template) -> Effect:
        """An event that is for the agency that it names."""

        async def effect(told: Told) -> None:
            await self._ask(told, template, [told.event.agency])

        return effect

    async def on_case_begun(self, told: Told) -> None:
        """A case begins once: a notification that joins a referral begins nothing."""
        template = Template.REFERRAL_RECEIVED
        await case_news.take_turns(told.connection, told.event.case_id)
        if await case_news.first_of_its_kind(
            told.connection, told.event.case_id, template, told.envelope.id
        ):
            await self._ask(told, template, (COORDINATOR, *PARTNERS))

    async def on_referral_decided(self, told: Told) -> None:
        """On another route no review involves the agencies, so those of the referral count."""
        decided: referral.ReferralDecided = told.event
        if decided.outcome != INITIATE:
            for agency in decided.agencies:
                await self._involve(told, agency, decided.partnership)

    async def on_agency_involved(self, told: Told) -> None:
        """An agency that is involved late hears what the others have heard."""
        await self._involve(told, told.event.agency, told.event.through)

    async def on_meeting_scheduled(self, told: Told) -> None:
        """Every agency is told of the meeting and of each new date."""
        await self._announce(told, Template.MEETING_SCHEDULED)

    async def on_meeting_held(self, told: Told) -> None:
        """Who is involved after the meeting need not hear of its date."""
        case_id = told.event.case_id
        await case_news.take_turns(told.connection, case_id)
        await case_news.take_back(told.connection, case_id, Template.MEETING_SCHEDULED)

    async def on_panel_replied(self, told: Told) -> None:
        """The coordinator hears of the reply; the subgroup, when it is to look again."""
        await self._ask(told, Template.PANEL_REPLIED, [COORDINATOR])
        if told.event.outcome == RECONSIDER:
            await self._ask(told, Template.DECISION_AWAITED, [SUBGROUP])

    async def on_briefing_published(self, told: Told) -> None:
        """Every agency is told that there is something to learn."""
        await self._announce(told, Template.BRIEFING_PUBLISHED)

    async def _announce(self, told: Told, template: Template) -> None:
        connection, case_id = told.connection, told.event.case_id
        await case_news.take_turns(connection, case_id)
        await case_news.announce(connection, case_id, template, told.envelope.id)
        await self._ask(told, template, await case_news.agencies(connection, case_id))

    async def _involve(self, told: Told, agency: str, through: str) -> None:
        connection, case_id = told.connection, told.event.case_id
        await case_news.take_turns(connection, case_id)
        await case_news.involve(connection, case_id, agency, through)
        for template, event_id in await case_news.news(connection, case_id, FOR_AGENCIES):
            await self._messages.ask(
                told.cause(ACTOR), _identity(told), template=Template(template), recipient=agency,
                told_id=event_id,
            )  # fmt: skip

    async def _ask(self, told: Told, template: Template, recipients: Sequence[str]) -> None:
        for recipient in recipients:
            await self._messages.ask(
                told.cause(ACTOR), _identity(told), template=template, recipient=recipient,
                told_id=told.envelope.id,
            )  # fmt: skip


def _identity(told: Told) -> CaseIdentity:
    event: CaseEvent = told.event
    return CaseIdentity(
        case_id=event.case_id, partnership=event.partnership, reference=event.reference
    )
