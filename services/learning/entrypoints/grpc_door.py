"""The door for people: translate the request, ask, translate the answer."""

from __future__ import annotations

from typing import Any

from chassis.access.admission import admitted
from chassis.aggregate import Aggregate
from chassis.clock import Clock
from chassis.doors.grpc_door import caller, cause_of, date_of, recorded, uuid_of
from chassis.errors import NotFound
from chassis.identity import Caller
from contracts.grpc import common_pb2
from contracts.grpc import learning_pb2 as wire
from contracts.grpc import learning_pb2_grpc as rpc
from services.learning.application.actions import Actions
from services.learning.application.briefings import Briefings
from services.learning.domain.action import Action
from services.learning.domain.learning_briefing import LearningBriefing
from services.learning.domain.values import AgreedAction, SevenBoxes
from services.learning.readmodel.open_actions import OpenActions


class LearningDoor(rpc.LearningServiceServicer):
    """Answers the calls of contracts/grpc/learning.proto."""

    def __init__(
        self, briefings: Briefings, actions: Actions, open_actions: OpenActions, clock: Clock
    ) -> None:
        self._briefings, self._actions = briefings, actions
        self._open_actions, self._clock = open_actions, clock

    async def PublishBriefing(
        self, request: wire.PublishBriefingRequest, context: Any
    ) -> common_pb2.Recorded:
        """The briefing of a case is shared."""
        cause = cause_of(request, self._clock)
        boxes = SevenBoxes(**{name: getattr(request, name) for name in SevenBoxes.model_fields})
        kept = await self._briefings.publish(
            cause,
            boxes,
            published_on=date_of("published_on", request.published_on),
            checked_by=request.disclosure_checked_by,
            override=request.override,
        )
        return recorded(kept)

    async def AgreeAction(
        self, request: wire.AgreeActionRequest, context: Any
    ) -> common_pb2.Recorded:
        """A recommendation becomes an action."""
        cause = cause_of(request, self._clock)
        agreed = AgreedAction(
            action_id=request.action_id,
            recommendation_id=request.recommendation_id,
            text=request.text,
            owner=request.owner,
            agreed_on=date_of("agreed_on", request.agreed_on),
            due_on=date_of("due_on", request.due_on),
        )
        return recorded(await self._actions.agree(cause, agreed))

    async def EvidenceAction(
        self, request: wire.EvidenceActionRequest, context: Any
    ) -> common_pb2.Recorded:
        """The owner shows that the action was carried out."""
        kept = await self._actions.evidence(
            cause_of(request, self._clock),
            request.action_id,
            evidence=request.evidence,
            evidenced_on=date_of("evidenced_on", request.evidenced_on),
            owners=admitted().only_agencies,
        )
        return recorded(kept)

    async def CloseAction(
        self, request: wire.CloseActionRequest, context: Any
    ) -> common_pb2.Recorded:
        """The impact of the action was checked."""
        kept = await self._actions.close(
            cause_of(request, self._clock),
            request.action_id,
            impact=request.impact,
            closed_on=date_of("closed_on", request.closed_on),
        )
        return recorded(kept)

    async def GetBriefing(self, request: common_pb2.CaseRequest, context: Any) -> wire.Briefing:
        """Where the briefing of a case of the caller's partnerships stands."""
        asker = caller()

        def read(briefing: LearningBriefing) -> wire.Briefing:
            _must_be_open(briefing, asker)
            return wire.Briefing(
                case_id=str(briefing.case_id), reference=briefing.reference,
                partnership=briefing.partnership, version=briefing.version, kind=briefing.kind,
                status=briefing.status, themes=briefing.themes,
            )  # fmt: skip

        return await self._briefings.briefing(uuid_of("case_id", request.case_id), read)

    async def GetAction(self, request: wire.GetActionRequest, context: Any) -> wire.Action:
        """Where an action of the caller's partnerships stands."""
        asker = caller()

        def read(action: Action) -> wire.Action:
            _must_be_open(action, asker)
            if not admitted().may_see(action.owner):
                raise NotFound
            return wire.Action(
                case_id=str(action.case_id), reference=action.reference,
                partnership=action.partnership, action_id=action.action_id, version=action.version,
                status=action.status, owner=action.owner, due_on=action.due_on.isoformat(),
            )  # fmt: skip

        case_id = uuid_of("case_id", request.case_id)
        return await self._actions.action(case_id, request.action_id, read)

    async def ListOpenActions(
        self, request: wire.ListOpenActionsRequest, context: Any
    ) -> wire.OpenActions:
        """Actions not yet closed in one of the caller's partnerships, soonest due first."""
        caller().must_act_for(request.partnership)
        answer = wire.OpenActions()
        asker = admitted()
        for one in await self._open_actions.of(request.partnership):
            if one.case_id in asker.left_out or not asker.may_see(one.owner):
                continue
            answer.actions.add(
                case_id=str(one.case_id), reference=one.reference, partnership=one.partnership,
                action_id=one.action_id, version=one.version, status=one.status, owner=one.owner,
                due_on=one.due_on.isoformat(),
            )  # fmt: skip
        return answer


def _must_be_open(aggregate: Aggregate, asker: Caller) -> None:
    if not any(aggregate.is_open_to(partnership) for partnership in asker.partnerships):
        raise NotFound
