"""The work that told events make, and the work that they end.

Each kind of task is opened and ended by events of one service, which come in their order. A task that was never
opened, as of a case that is older than tasks, is ended by nothing. What one event makes and ends is kept together:
no two of it are of one task, so it may be kept in any order.
"""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from chassis.delivery.event_door import Told
from chassis.use_cases import together
from contracts.events import review
from services.notifications.application.messages import ACTOR, Messages
from services.notifications.application.tasks import Asked, Tasks
from services.notifications.domain.message import CODE
from services.notifications.domain.recipients import COORDINATOR, LEADERS, PARTNERS, SUBGROUP
from services.notifications.domain.task import task_id_of
from services.notifications.domain.templates import Template
from services.notifications.entrypoints.news import identity_of
from services.notifications.readmodel import case_news

RECONSIDER = "asks_to_reconsider"
SENT_BACK = "return"
NO_REPLY = "no_reply_yet"
OF_A_REVIEW = (
    (Template.PANEL_REPLY_AWAITED, COORDINATOR),
    (Template.REPORT_AWAITED, COORDINATOR),
    (Template.DECISION_AWAITED, SUBGROUP),
    (Template.SCRUTINY_AWAITED, LEADERS),
)


class _Asking:
    """What all effects do."""

    def __init__(self, messages: Messages, tasks: Tasks) -> None:
        self._messages, self._tasks = messages, tasks

    async def _ask(self, told: Told, asked: Asked) -> None:
        """Open a task and say so, unless the rule pack does without."""
        await self._open(told, replace(asked, told_id=told.envelope.id))

    async def _open(self, told: Told, *asked: Asked) -> None:
        """Open tasks by the rules of their case."""
        key = ""
        if not all(one.rule_pack for one in asked):
            key = await case_news.rule_pack(told.connection, told.event.case_id)
        await together(
            *(
                self._tasks.ask(
                    told.cause(ACTOR), identity_of(told), replace(one, rule_pack=one.rule_pack or key)
                )
                for one in asked
            )
        )  # fmt: skip

    async def _finish(self, told: Told, kind: Template, *parts: str, detail: str = "") -> None:
        await self._tasks.finish(
            told.cause(ACTOR), *(_task(told, kind, one, detail) for one in parts)
        )

    async def _withdraw(self, told: Told, kind: Template, *parts: str) -> None:
        await self._tasks.withdraw(
            told.cause(ACTOR), *(_task(told, kind, one, "") for one in parts)
        )


class Work(_Asking):
    """The effects, each of which may be told twice."""

    async def on_case_begun(self, told: Told) -> None:
        """Each statutory partner is to give its view; the news of the case has asked for it."""
        connection, case_id = told.connection, told.event.case_id
        if await case_news.first_of_its_kind(
            connection, case_id, Template.REFERRAL_RECEIVED, told.envelope.id
        ):
            await self._open(told, *(Asked(Template.VIEW_AWAITED, one) for one in PARTNERS))

    async def on_referral_decided(self, told: Told) -> None:
        """The views have led to a decision."""
        await self._finish(told, Template.VIEW_AWAITED, *PARTNERS)

    async def on_referral_withdrawn(self, told: Told) -> None:
        """No view is needed any more."""
        await self._withdraw(told, Template.VIEW_AWAITED, *PARTNERS)

    async def on_submission_requested(self, told: Told) -> None:
        """An agency is to send its return."""
        event = told.event
        asked = Asked(
            Template.RETURN_REQUESTED, event.agency, due_on=event.due_on, rule_pack=event.rule_pack
        )
        await self._ask(told, asked)

    async def on_submission_due_restated(self, told: Told) -> None:
        """The clock was restated: what an agency still has to send is due on another day."""
        event = told.event
        asked = Asked(
            Template.RETURN_REQUESTED, event.agency, due_on=event.due_on, rule_pack=event.rule_pack
        )
        await self._tasks.restate(told.cause(ACTOR), identity_of(told), asked)

    async def on_submission_queried(self, told: Told) -> None:
        """An agency is to say more."""
        await self._ask(told, Asked(Template.RETURN_QUERIED, told.event.agency))

    async def on_submission_came(self, told: Told) -> None:
        """A return came in, or is good enough: nothing is asked of the agency any more."""
        await together(
            self._finish(told, Template.RETURN_REQUESTED, told.event.agency),
            self._finish(told, Template.RETURN_QUERIED, told.event.agency),
        )

    async def on_submission_excused(self, told: Told) -> None:
        """The agency need not send a return."""
        await together(
            self._withdraw(told, Template.RETURN_REQUESTED, told.event.agency),
            self._withdraw(told, Template.RETURN_QUERIED, told.event.agency),
        )

    async def on_action_agreed(self, told: Told) -> None:
        """Who owns an action is to show that it was carried out."""
        event = told.event
        if CODE.fullmatch(event.owner):
            await self._ask(
                told, Asked(Template.ACTION_DUE, event.owner, event.action_id, event.due_on)
            )

    async def on_action_done(self, told: Told) -> None:
        """It was shown, or the action is closed."""
        await self._finish(told, Template.ACTION_DUE, "", detail=told.event.action_id)


class ReviewWork(_Asking):
    """The effects of what a review tells."""

    async def on_review_initiated(self, told: Told) -> None:
        """From here on the steps have days."""
        event = told.event
        days = {one.code: one.due_on for one in event.milestones}
        await case_news.date_milestones(told.connection, event.case_id, days)
        await case_news.pin(told.connection, event.case_id, event.rule_pack)

    async def on_clock_restated(self, told: Told) -> None:
        """The steps have other days, and so has what is to be done by them."""
        days = {one.code: one.due_on for one in told.event.milestones}
        await case_news.date_milestones(told.connection, told.event.case_id, days)
        key = await case_news.rule_pack(told.connection, told.event.case_id)
        await together(
            *(
                self._tasks.restate(
                    told.cause(ACTOR), identity_of(told), Asked(kind, part, rule_pack=key, steps=days)
                )
                for kind, part in OF_A_REVIEW
            )
        )  # fmt: skip

    async def on_lead_transferred(self, told: Told) -> None:
        """What is to be done goes to the people of the new lead, and they are told so."""
        event: review.LeadTransferred = told.event
        stays = event.former in event.contributing_partnerships
        if not stays:
            await case_news.take_part_through(
                told.connection, event.case_id, event.former, event.partnership
            )
        to_tell = await self._tasks.follow(
            told.cause(ACTOR), identity_of(told), former=event.former, agencies_stay=stays,
            rule_pack=await case_news.rule_pack(told.connection, event.case_id),
        )  # fmt: skip
        await together(
            *(
                self._messages.ask(
                    told.cause(ACTOR), identity_of(told), template=task.kind, recipients=[task.recipient],
                    told_id=told.envelope.id,
                )
                for task in to_tell
            )
        )  # fmt: skip

    async def on_meeting_held(self, told: Told) -> None:
        """The coordinator, who was there and need not be told, is to finish the report."""
        await self._open(told, await self._of_step(told, Template.REPORT_AWAITED, COORDINATOR))

    async def on_report_finalised(self, told: Told) -> None:
        """The subgroup is to decide."""
        decision = await self._of_step(told, Template.DECISION_AWAITED, SUBGROUP)
        await together(
            self._finish(told, Template.REPORT_AWAITED, COORDINATOR), self._ask(told, decision)
        )

    async def on_cspr_decided(self, told: Told) -> None:
        """Strategic leaders are to scrutinise."""
        scrutiny = await self._of_step(told, Template.SCRUTINY_AWAITED, LEADERS)
        await together(
            self._finish(told, Template.DECISION_AWAITED, SUBGROUP), self._ask(told, scrutiny)
        )

    async def on_report_scrutinised(self, told: Told) -> None:
        """What was sent back is to be finished again, by no particular day."""
        await self._finish(told, Template.SCRUTINY_AWAITED, LEADERS)
        if told.event.outcome == SENT_BACK:
            await self._open(told, Asked(Template.REPORT_AWAITED, COORDINATOR))

    async def on_sent_to_panel(self, told: Told) -> None:
        """The coordinator is to look for the reply, where the rule pack says when it is usually there."""
        asked = Asked(Template.PANEL_REPLY_AWAITED, COORDINATOR, sent_on=told.event.sent_on)
        await self._ask(told, asked)

    async def on_decision_deferred(self, told: Told) -> None:
        """Who looked in vain for a reply, of which no rule says when to expect it, looks again when they said."""
        event = told.event
        if event.outcome == NO_REPLY:
            asked = Asked(Template.PANEL_REPLY_AWAITED, COORDINATOR, due_on=event.review_on)
            await self._open(told, asked)

    async def on_panel_replied(self, told: Told) -> None:
        """The subgroup is to look again, when the Panel asks for it; its first days have passed."""
        await self._finish(told, Template.PANEL_REPLY_AWAITED, COORDINATOR)
        if told.event.outcome == RECONSIDER:
            await self._ask(told, Asked(Template.DECISION_AWAITED, SUBGROUP))

    async def on_review_closed(self, told: Told) -> None:
        """Nothing is left to be done for the review itself."""
        await together(*(self._withdraw(told, kind, part) for kind, part in OF_A_REVIEW))

    async def _of_step(self, told: Told, kind: Template, part: str) -> Asked:
        """A step of the review by its day; in a later round the day has passed and counts no more."""
        if getattr(told.event, "round", 1) > 1:
            return Asked(kind, part)
        return Asked(
            kind, part, steps=await case_news.due_days(told.connection, told.event.case_id)
        )


def _task(told: Told, kind: Template, part: str, detail: str) -> UUID:
    return task_id_of(told.event.case_id, kind, part, detail)
