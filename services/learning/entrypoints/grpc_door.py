"""The door for people: translate the request, ask, translate the answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from chassis.access.admission import admitted
from chassis.aggregate import Aggregate
from chassis.clock import Clock
from chassis.doors.grpc_door import caller, cause_of, date_of, one_of, plain, recorded, uuid_of
from chassis.errors import NotFound
from chassis.identity import Caller
from chassis.limits import ENTRIES_MAX, TooMany
from contracts.grpc import common_pb2
from contracts.grpc import learning_pb2 as wire
from contracts.grpc import learning_pb2_grpc as rpc
from services.learning.application.actions import Actions
from services.learning.application.briefings import Briefings
from services.learning.domain.action import Action
from services.learning.domain.learning_briefing import LearningBriefing
from services.learning.domain.values import (
    AgreedAction,
    AuditAnswer,
    ImpactResult,
    LearningEvent,
    SevenBoxes,
)
from services.learning.readmodel.open_actions import OpenActions
from services.learning.readmodel.themes_seen import ThemeSeen, ThemesSeen


class LearningDoor(rpc.LearningServiceServicer):
    """Answers the calls of contracts/grpc/learning.proto."""

    def __init__(
        self,
        briefings: Briefings,
        actions: Actions,
        open_actions: OpenActions,
        themes: ThemesSeen,
        *,
        clock: Clock,
    ) -> None:
        self._briefings, self._actions = briefings, actions
        self._open_actions, self._themes, self._clock = open_actions, themes, clock

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

    async def HoldLearningEvent(
        self, request: wire.HoldLearningEventRequest, context: Any
    ) -> common_pb2.Recorded:
        """The event of a Learning from Experience Review."""
        cause = cause_of(request, self._clock)
        given = {name: getattr(request, name) for name in LearningEvent.model_fields}
        held: LearningEvent = one_of(
            "", LearningEvent, given | {"agencies": list(request.agencies)}
        )
        return recorded(await self._briefings.hold_event(cause, held))

    async def AuditLearning(
        self, request: wire.AuditLearningRequest, context: Any
    ) -> common_pb2.Recorded:
        """How the learning was done, by the template of its route."""
        cause = cause_of(request, self._clock)
        answers = [plain(one) for one in request.answers]
        kept = await self._briefings.audit(
            cause,
            one_of("answers", tuple[AuditAnswer, ...], answers),
            audited_on=date_of("audited_on", request.audited_on),
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

    async def StartAction(
        self, request: wire.StartActionRequest, context: Any
    ) -> common_pb2.Recorded:
        """The owner begins."""
        kept = await self._actions.start(
            cause_of(request, self._clock),
            request.action_id,
            started_on=date_of("started_on", request.started_on),
            owners=admitted().only_agencies,
        )
        return recorded(kept)

    async def ReviseAction(
        self, request: wire.ReviseActionRequest, context: Any
    ) -> common_pb2.Recorded:
        """Another due date."""
        kept = await self._actions.revise(
            cause_of(request, self._clock),
            request.action_id,
            due_on=date_of("due_on", request.due_on),
            reason=request.reason,
            owners=admitted().only_agencies,
        )
        return recorded(kept)

    async def DeclineAction(
        self, request: wire.DeclineActionRequest, context: Any
    ) -> common_pb2.Recorded:
        """The owner does not accept it."""
        kept = await self._actions.decline(
            cause_of(request, self._clock),
            request.action_id,
            reason=request.reason,
            declined_on=date_of("declined_on", request.declined_on),
            owners=admitted().only_agencies,
        )
        return recorded(kept)

    async def MergeAction(
        self, request: wire.MergeActionRequest, context: Any
    ) -> common_pb2.Recorded:
        """Another action takes it up."""
        kept = await self._actions.merge(
            cause_of(request, self._clock),
            request.action_id,
            into=request.into,
            reason=request.reason,
            merged_on=date_of("merged_on", request.merged_on),
        )
        return recorded(kept)

    async def CheckImpact(
        self, request: wire.CheckImpactRequest, context: Any
    ) -> common_pb2.Recorded:
        """Somebody looked at what it has changed."""
        kept = await self._actions.check(
            cause_of(request, self._clock),
            request.action_id,
            result=one_of("result", ImpactResult, request.result),
            impact=request.impact,
            checked_on=date_of("checked_on", request.checked_on),
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
                event_held_on=_day(briefing.event_held_on), audited_on=_day(briefing.audited_on),
            )  # fmt: skip

        case_id = uuid_of("case_id", request.case_id)
        answer = await self._briefings.briefing(case_id, read)
        seen = await self._themes.before(answer.partnership, answer.themes, case_id)
        answer.seen_before.extend(_seen(one) for one in seen if one.earlier_cases)
        return answer

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
                earlier_due=[day.isoformat() for day in action.earlier_due],
                merged_into=action.merged_into,
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

    async def SeenBefore(self, request: wire.SeenBeforeRequest, context: Any) -> wire.ThemesSeen:
        """What one of the caller's partnerships has learned before."""
        caller().must_act_for(request.partnership)
        case_id = uuid_of("case_id", request.case_id) if request.case_id else None
        themes = list(request.themes) or await self._themes.themes_of(request.partnership, case_id)
        _must_be_at_most(themes)
        seen = await self._themes.before(request.partnership, themes, case_id)
        return wire.ThemesSeen(themes=[_seen(one) for one in seen])


def _must_be_at_most(themes: Sequence[str]) -> None:
    if len(themes) > ENTRIES_MAX:
        raise TooMany(part="The list of themes", count=len(themes), limit=ENTRIES_MAX)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _seen(one: ThemeSeen) -> wire.ThemeSeen:
    return wire.ThemeSeen(**(asdict(one) | {"since": _day(one.since)}))


def _must_be_open(aggregate: Aggregate, asker: Caller) -> None:
    if not any(aggregate.is_open_to(partnership) for partnership in asker.partnerships):
        raise NotFound
