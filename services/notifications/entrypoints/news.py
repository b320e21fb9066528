"""The news that told events bring: who hears of it, also when an agency is involved later."""

from __future__ import annotations

from collections.abc import Sequence

from chassis.delivery.event_door import Told
from chassis.use_cases import together
from contracts.events import referral
from contracts.events.base import CaseEvent
from services.notifications.application.messages import ACTOR, Messages
from services.notifications.domain.message import CaseIdentity
from services.notifications.domain.recipients import COORDINATOR, PARTNERS
from services.notifications.domain.templates import Template
from services.notifications.readmodel import case_news

FOR_AGENCIES = (Template.MEETING_SCHEDULED, Template.BRIEFING_PUBLISHED)
"""News that every agency of a case is to hear, whenever it is involved."""
INITIATE = "initiate"


def identity_of(told: Told) -> CaseIdentity:
    """The case that an event is about."""
    event: CaseEvent = told.event
    return CaseIdentity(
        case_id=event.case_id, partnership=event.partnership, reference=event.reference
    )


class News:
    """The effects, each of which may be told twice."""

    def __init__(self, messages: Messages) -> None:
        self._messages = messages

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
        """The coordinator hears of the reply."""
        await self._ask(told, Template.PANEL_REPLIED, [COORDINATOR])

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
        news = await case_news.news(connection, case_id, FOR_AGENCIES)
        await together(
            *(
                self._messages.ask(
                    told.cause(ACTOR), identity_of(told), template=Template(template), recipients=[agency],
                    told_id=event_id,
                )
                for template, event_id in news
            )
        )  # fmt: skip

    async def _ask(self, told: Told, template: Template, recipients: Sequence[str]) -> None:
        await self._messages.ask(
            told.cause(ACTOR), identity_of(told), template=template, recipients=recipients,
            told_id=told.envelope.id,
        )  # fmt: skip
