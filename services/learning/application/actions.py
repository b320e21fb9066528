"""What can be asked of the actions that follow a case's recommendations. One method, one use case."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import TypeAlias, TypeVar
from uuid import UUID, uuid5

from chassis.aggregate import Aggregate
from chassis.clock import Clock
from chassis.errors import NotFound, WrongState
from chassis.fields import about
from chassis.rules.rule_packs import RulePacks
from chassis.store.case_keys import CaseKeys
from chassis.store.event_store import EventStore
from chassis.streams import SNAPSHOT_EVERY
from chassis.use_cases import AlreadyBegun, Cause, Kept, UseCases
from services.learning.domain import case_recommendations
from services.learning.domain.action import Action, stream_of
from services.learning.domain.case_recommendations import CaseRecommendations
from services.learning.domain.values import (
    AgreedAction,
    CaseIdentity,
    ImpactResult,
    Recommendation,
    RepeatedTheme,
)

T = TypeVar("T")


class UnknownRecommendation(NotFound):
    """No meeting of this case made this recommendation, or the asker may not know that it did."""

    code = "learning.unknown_recommendation"
    sentence = (
        "No Rapid Review meeting of this case made a recommendation with this number."
        " Actions follow recommendations; check the case and the number."
    )


class ActionIdTaken(WrongState):
    """The case has an action with this id."""

    code = "learning.action_id_taken"
    sentence = "This case already has an action {action_id}. Give the new one another number."


class NoAction(NotFound):
    """The case has no such action, or the asker may not know that it has."""

    code = "learning.no_action"
    sentence = "There is no such action here. Check the case and the number of the action."


Owners: TypeAlias = frozenset[str] | None
"""The agencies of which one must own the action; None: whoever asks may do it for any."""


class Actions(UseCases):
    """The use cases of actions, and of the recommendations that they follow."""

    def __init__(
        self,
        store: EventStore,
        keys: CaseKeys,
        clock: Clock,
        *,
        packs: RulePacks,
        snapshot_every: int = SNAPSHOT_EVERY,
    ) -> None:
        super().__init__(store, keys, clock, snapshot_every=snapshot_every)
        self._packs = packs

    async def note_recommendations(
        self,
        cause: Cause,
        identity: CaseIdentity,
        recommended: tuple[Recommendation, ...],
        *,
        held_on: date,
    ) -> None:
        """Remember what a meeting recommended; a meeting without recommendations leaves no trace."""
        if not recommended:
            return
        stream = case_recommendations.stream_of(identity.case_id)
        try:
            await self.change(
                CaseRecommendations,
                stream,
                cause,
                lambda known: known.add(recommended, held_on=held_on, at=cause.occurred_at),
            )
        except NotFound:
            await self.begin(
                CaseRecommendations,
                stream,
                cause,
                lambda: CaseRecommendations.note(
                    identity, recommended, held_on=held_on, at=cause.occurred_at
                ),
            )

    async def agree(self, cause: Cause, agreed: AgreedAction) -> Kept:
        """A recommendation becomes an action with an owner and a date."""
        identity, recommendation = await self._recommendation(cause, agreed.recommendation_id)
        if agreed.owner != recommendation.owner:  # The review knows the owners that it named.
            with about("owner"):
                self._packs.of(identity.partnership).agency(agreed.owner)
        try:
            return await self.begin(
                Action,
                stream_of(identity.case_id, agreed.action_id),
                cause,
                lambda: Action.agree(identity, agreed, at=cause.occurred_at),
            )
        except AlreadyBegun:
            raise ActionIdTaken(action_id=agreed.action_id) from None

    async def evidence(
        self,
        cause: Cause,
        action_id: str,
        *,
        evidence: str,
        evidenced_on: date,
        owners: Owners = None,
    ) -> Kept:
        """The owner shows that the action was carried out."""
        return await self._change(
            cause,
            action_id,
            lambda action: action.evidence(
                evidence, evidenced_on=evidenced_on, at=cause.occurred_at
            ),
            owners,
        )

    async def start(
        self, cause: Cause, action_id: str, *, started_on: date, owners: Owners = None
    ) -> Kept:
        """The owner begins to carry the action out."""
        return await self._change(
            cause,
            action_id,
            lambda action: action.start(started_on=started_on, at=cause.occurred_at),
            owners,
        )

    async def revise(
        self, cause: Cause, action_id: str, *, due_on: date, reason: str, owners: Owners = None
    ) -> Kept:
        """The action gets another due date, for a reason."""
        return await self._change(
            cause,
            action_id,
            lambda action: action.revise(due_on, reason, at=cause.occurred_at),
            owners,
        )

    async def decline(
        self, cause: Cause, action_id: str, *, reason: str, declined_on: date, owners: Owners = None
    ) -> Kept:
        """The owner does not accept the action."""
        return await self._change(
            cause,
            action_id,
            lambda action: action.decline(reason, declined_on=declined_on, at=cause.occurred_at),
            owners,
        )

    async def merge(
        self, cause: Cause, action_id: str, *, into: str, reason: str, merged_on: date
    ) -> Kept:
        """Another action of the case takes this one up. Raises ``NoAction`` when the case has no such other."""
        await self.action(
            cause.case_id, into, lambda other: _must_be_open(other, cause.partnership)
        )
        return await self._change(
            cause,
            action_id,
            lambda action: action.merge(into, reason, merged_on=merged_on, at=cause.occurred_at),
        )

    async def check(
        self, cause: Cause, action_id: str, *, result: ImpactResult, impact: str, checked_on: date
    ) -> Kept:
        """Somebody looked at what the action has changed."""
        return await self._change(
            cause,
            action_id,
            lambda action: action.check(
                result, impact, checked_on=checked_on, at=cause.occurred_at
            ),
        )

    async def note_repeats(self, cause: Cause, repeats: Iterable[RepeatedTheme]) -> None:
        """Note which themes of a case its partnership had learned before; a case that recommends nothing has none."""
        # It follows from the same cause as the recommendations, in a step of its own.
        own = replace(cause, causation_id=uuid5(cause.causation_id, "repeats"))
        stream = case_recommendations.stream_of(cause.case_id)
        with suppress(NotFound):
            await self.change(
                CaseRecommendations,
                stream,
                own,
                lambda known: known.note_repeats(repeats, at=cause.occurred_at),
            )

    async def close(self, cause: Cause, action_id: str, *, impact: str, closed_on: date) -> Kept:
        """The impact of the action was checked."""
        return await self._change(
            cause,
            action_id,
            lambda action: action.close(impact, closed_on=closed_on, at=cause.occurred_at),
        )

    async def action(self, case_id: UUID, action_id: str, read: Callable[[Action], T]) -> T:
        """What ``read`` makes of an action; it raises ``NotFound`` for who may not see it."""
        try:
            return await self.look(Action, stream_of(case_id, action_id), read)
        except NotFound:
            raise NoAction from None

    async def _recommendation(
        self, cause: Cause, recommendation_id: str
    ) -> tuple[CaseIdentity, Recommendation]:
        def read(known: CaseRecommendations) -> tuple[CaseIdentity, Recommendation]:
            recommendation = known.recommendations.get(recommendation_id)
            if recommendation is None or not known.is_open_to(cause.partnership):
                raise NotFound
            identity = CaseIdentity(
                case_id=known.case_id, partnership=known.partnership, reference=known.reference
            )
            return identity, recommendation

        try:
            stream = case_recommendations.stream_of(cause.case_id)
            return await self.look(CaseRecommendations, stream, read)
        except NotFound:
            raise UnknownRecommendation from None

    async def _change(
        self,
        cause: Cause,
        action_id: str,
        decide: Callable[[Action], object],
        owners: Owners = None,
    ) -> Kept:
        def of_its_owner(action: Action) -> None:
            if owners is not None and action.owner not in owners:
                raise NotFound
            decide(action)

        stream = stream_of(cause.case_id, action_id)
        try:
            return await self.change(Action, stream, cause, of_its_owner)
        except NotFound:
            raise NoAction from None


def _must_be_open(action: Action, partnership: str) -> None:
    if not action.is_open_to(partnership):
        raise NotFound


def whose_actions_go_on(kept: Aggregate, former: str, _lead: str) -> tuple[str, ...]:
    """The agencies of the partnership that led before go on with their actions; the rest is the new lead's."""
    return (former,) if isinstance(kept, Action) else ()
