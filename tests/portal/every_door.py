"""Real gRPC doors of all six services, with invented operations, reads and one sealed history; each can go away."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

import grpc
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from chassis.store.seal import CaseKey, Header, SealedEvent, event_id_of, seal
from contracts.grpc import common_pb2, history_pb2, notifications_pb2, operations_pb2, reporting_pb2
from contracts.grpc import history_pb2_grpc as history_rpc
from contracts.grpc import notifications_pb2_grpc as notifications_rpc
from contracts.grpc import operations_pb2_grpc as operations_rpc
from contracts.grpc import reporting_pb2_grpc as reporting_rpc
from portal.clients.forms_door import CONTRACTS
from portal.clients.services import SERVICES
from portal.main import Doors, SignInLimits, build
from tests.portal.invented_mailbox import message
from tests.portal.notifications_door import NotificationsDoor
from tests.portal.owners_door import OwnersDoor, add_owners
from tests.portal.reporting_door import ReportingDoor
from tests.portal.running_door import TOKEN_KEY, Answering, RunningDoor, refuse
from tests.portal.running_portal import AGENCIES, EVERY_TRY, NAMES, PEOPLE, RunningPortal, served

CASE_ID = "00000000-0000-4000-8000-000000000008"
REFERENCE = "PLY-RR-2026-0008"
EVENT_ID = "00000000-0000-4000-8000-00000000e001"
AT = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
STREAM = UUID(int=0x57)
KEY = CaseKey(UUID(CASE_ID), AESGCM(bytes(range(32))))
WORDS = "Invented words of a decision."
TOLD = (
    (1, "ReferralReceived", "A referral came."),
    (3, "ReferralDecided", "The partners decided."),
)
Before = Callable[[str], Sequence[grpc.aio.ServerInterceptor]]
DECIDED = reporting_pb2.Change(what="referral_outcome", before="", after="initiate")
STAGES = {1: "Referral", 3: "Decision to review"}


def stamped(message: Any, **moments: datetime) -> Any:
    for name, moment in moments.items():
        getattr(message, name).FromDatetime(moment)
    return message


class EveryDoor(Answering, operations_rpc.OperationsServicer, history_rpc.HistoryServicer):
    """What every service answers. What a test changes in it is what is answered next."""

    def __init__(self, service: str) -> None:
        super().__init__()
        self.service = service
        self.parts = [
            operations_pb2.PartStanding(
                kind="readmodel", name=f"{service}_rows", source=service, position=7
            )
        ]
        self.timers: list[operations_pb2.TimerStanding] = []
        self.unkept_s = 0.0
        self.parked = operations_pb2.ParkedList()
        self.untold: list[operations_pb2.UntoldCase] = []
        self.done = operations_pb2.ParkedDone(events=2)
        self.reads: list[history_pb2.CaseRead] = []
        self.commands: list[Any] = []
        self.refuse_commands_with: tuple[grpc.StatusCode, str, str] | None = None
        self.not_found = False

    async def Standing(self, request: Any, context: Any) -> operations_pb2.ServiceStanding:
        await self.caller(context)
        answer = operations_pb2.ServiceStanding(
            service=self.service, head=7, parts=self.parts, timers=self.timers,
            oldest_unkept_read_s=self.unkept_s,
        )  # fmt: skip
        answer.looked_at.FromDatetime(AT)
        return answer

    async def ListParked(self, request: Any, context: Any) -> operations_pb2.ParkedList:
        await self.caller(context)
        cases = [one for one in self.parked.cases if request.case_id in {"", one.case_id}]
        return operations_pb2.ParkedList(cases=cases, unreadable=self.parked.unreadable)

    async def ListUntold(self, request: Any, context: Any) -> operations_pb2.UntoldList:
        await self.caller(context)
        return operations_pb2.UntoldList(cases=self.untold)

    async def ResumeTelling(self, request: Any, context: Any) -> operations_pb2.TellingResumed:
        await self._take(request, context)
        return operations_pb2.TellingResumed(position=8)

    async def ShowParked(self, request: Any, context: Any) -> operations_pb2.ParkedEvents:
        await self.caller(context)
        event = operations_pb2.ParkedEvent(
            event_id=EVENT_ID, source="/rapid-review/review", type="rapid-review.review.MeetingHeld.v1",
            position=12, previous=9, reason="test.not_yet", attempts=5, actor="coordinator:ply-coordinator",
            data='{"held_on":"2026-09-07"}',
        )  # fmt: skip
        return operations_pb2.ParkedEvents(events=[stamped(event, parked_at=AT)])

    async def ShowUnreadable(self, request: Any, context: Any) -> operations_pb2.UnreadableMessage:
        await self.caller(context)
        found = next((one for one in self.parked.unreadable if one.place == request.place), None)
        if found is None:
            await refuse(context, grpc.StatusCode.NOT_FOUND, "parked.nothing_unreadable", "Gone.")
            raise AssertionError
        answer = operations_pb2.UnreadableMessage()
        answer.CopyFrom(found)
        answer.value = "494e56" if request.with_value else ""
        return answer

    async def Redrive(self, request: Any, context: Any) -> operations_pb2.ParkedDone:
        return await self._take(request, context)

    async def Skip(self, request: Any, context: Any) -> operations_pb2.ParkedDone:
        return await self._take(request, context)

    async def Purge(self, request: Any, context: Any) -> operations_pb2.ParkedDone:
        return await self._take(request, context)

    async def RedriveUnreadable(self, request: Any, context: Any) -> operations_pb2.ParkedDone:
        return await self._take(request, context)

    async def PurgeUnreadable(self, request: Any, context: Any) -> operations_pb2.ParkedDone:
        return await self._take(request, context)

    async def ReadsOfCase(self, request: Any, context: Any) -> history_pb2.CaseReads:
        await self.caller(context)
        if self.not_found or request.reference != REFERENCE:
            await refuse(context, grpc.StatusCode.NOT_FOUND, "not_found", "There is nothing here.")
        return history_pb2.CaseReads(service=self.service, case_id=CASE_ID, reads=self.reads)

    async def _take(self, request: Any, context: Any) -> operations_pb2.ParkedDone:
        await self.caller(context)
        if self.refuse_commands_with:
            await refuse(context, *self.refuse_commands_with)
        self.commands.append(request)
        return self.done


class AuditedReporting(ReportingDoor):
    """Reporting, with one case to search for and to replay."""

    def __init__(self) -> None:
        super().__init__()
        self.searched: list[reporting_pb2.SearchCasesRequest] = []
        self.replayed: list[reporting_pb2.ReplayCaseRequest] = []
        self.steps = the_steps()
        self.events = the_history()
        self.owner_is_away = False

    async def SearchCases(self, request: Any, context: Any) -> reporting_pb2.FoundCases:
        await self.caller(context)
        self.searched.append(request)
        answer = reporting_pb2.FoundCases(agencies=list(AGENCIES), themes=["safe_sleeping"])
        for one in self.cases:
            if one.reference.startswith(request.reference):
                found = reporting_pb2.FoundCase(summary=one, themes=["safe_sleeping"])
                answer.cases.append(stamped(found, begun_at=AT))
        return answer

    async def ReplayCase(self, request: Any, context: Any) -> reporting_pb2.CaseReplay:
        await self.caller(context)
        self.replayed.append(request)
        if request.reference not in {one.reference for one in self.cases}:
            await refuse(context, grpc.StatusCode.NOT_FOUND, "not_found", "There is nothing here.")
        known = _known(request)
        return reporting_pb2.CaseReplay(
            case_id=CASE_ID, reference=request.reference, partnership="PLY", partnership_name=NAMES["PLY"],
            steps=[one for one in self.steps if known(one.entry)],
        )  # fmt: skip

    async def CaseHistory(self, request: Any, context: Any) -> AsyncIterator[Any]:
        await self.caller(context)
        if self.owner_is_away:
            await refuse(context, grpc.StatusCode.UNAVAILABLE, "temporary", "Busy.")
        known = _known(request)
        for event in self.events:
            if known(event):
                yield event


class FailingNotifications(NotificationsDoor):
    """Notifications, with a message that has failed."""

    def __init__(self) -> None:
        super().__init__()
        self.failed = [
            message(
                4,
                99,
                status="failed",
                channel="smtp",
                reason="no_address",
                recipient="coordinator",
                subject="",
                text="",
            )
        ]

    async def ListFailures(self, request: Any, context: Any) -> notifications_pb2.Messages:
        await self.caller(context)
        return notifications_pb2.Messages(messages=self.failed)

    async def ResendMessage(self, request: Any, context: Any) -> common_pb2.Recorded:
        return await super().ResendMessage(request, context)


def _known(request: Any) -> Any:
    upto = request.known_at.ToDatetime(tzinfo=UTC) if request.HasField("known_at") else None
    return lambda one: upto is None or one.recorded_at.ToDatetime(tzinfo=UTC) <= upto


def the_steps() -> list[reporting_pb2.ReplayStep]:
    """The first and the third event of the history: what was told of it."""
    told = []
    for version, kind, sentence in TOLD:
        entry = reporting_pb2.TimelineEntry(
            service="referral", type=kind, sentence=sentence, actor="coordinator",
            event_id=str(event_id_of(STREAM, version)),
        )  # fmt: skip
        stamped(entry, occurred_at=AT - timedelta(days=1), recorded_at=AT + timedelta(days=version))
        told.append(
            reporting_pb2.ReplayStep(
                entry=entry, stage_label_before="Referral", stage_label_after=STAGES[version],
                changes=[DECIDED] if version > 1 else [],
            )
        )  # fmt: skip
    return told


def the_history(tampered: bool = False) -> list[history_pb2.HistoricEvent]:
    """Three events of one stream, sealed and chained as the store does it."""
    bodies = [
        '{"reference":"PLY-RR-2026-0008"}',
        '{"view":"initiate"}',
        f'{{"decision":{{"outcome":"initiate","rationale":"{WORDS}"}},"note":"x"}}',
    ]
    topics = ["ReferralReceived", "PartnerViewRecorded", "ReferralDecided"]
    events, previous = [], bytes(32)
    for version, (body, topic) in enumerate(zip(bodies, topics, strict=True), 1):
        header = Header(
            event_id=event_id_of(STREAM, version), stream=STREAM, version=version, topic=f"referral.{topic}.v1",
            case_id=UUID(CASE_ID), partnership="PLY", actor="coordinator:ply-coordinator", correlation_id=STREAM,
            causation_id=event_id_of(STREAM, version - 1) if version > 1 else STREAM,
            occurred_at=AT - timedelta(days=1),
            recorded_at=AT + timedelta(days=version),
        )  # fmt: skip
        sealed = seal(header, body.encode(), KEY, previous)
        previous = sealed.hash
        events.append(_historic(sealed, body, position=version))
    if tampered:
        events[1].sealed = events[1].sealed[:-1] + b"\x00" + events[1].sealed[-1:]
    return events


def _historic(event: SealedEvent, body: str, *, position: int) -> history_pb2.HistoricEvent:
    header = event.header
    told = history_pb2.HistoricEvent(
        event_id=str(header.event_id), service="referral", stream=str(header.stream), version=header.version,
        topic=header.topic, case_id=str(header.case_id), partnership=header.partnership, actor=header.actor,
        correlation_id=str(header.correlation_id), causation_id=str(header.causation_id), position=position,
        previous_hash=event.previous, hash=event.hash, body=body, sealed=event.state,
    )  # fmt: skip
    told.occurred_at.FromDatetime(header.occurred_at)
    told.recorded_at.FromDatetime(header.recorded_at)
    return told


@dataclass
class EveryService:
    """The portal, and the doors behind it by their service."""

    portal: RunningPortal
    doors: Mapping[str, RunningDoor[EveryDoor]]

    def door(self, service: str) -> EveryDoor:
        return self.doors[service].says

    @property
    def reporting(self) -> AuditedReporting:
        says = self.portal.reporting.says
        assert isinstance(says, AuditedReporting)
        return says

    @property
    def notifications(self) -> FailingNotifications:
        says = self.portal.notifications.says
        assert isinstance(says, FailingNotifications)
        return says

    async def get(self, person: str, address: str, *, status: int = 200) -> Any:
        await self.portal.become(person)
        return await self.portal.client.get(address, status=status)


def _add(more: Any, says: EveryDoor, server: grpc.aio.Server) -> None:
    operations_rpc.add_OperationsServicer_to_server(says, server)
    history_rpc.add_HistoryServicer_to_server(says, server)
    if isinstance(more, ReportingDoor):
        reporting_rpc.add_ReportingServiceServicer_to_server(more, server)
    if isinstance(more, NotificationsDoor):
        notifications_rpc.add_NotificationsServiceServicer_to_server(more, server)
    if isinstance(more, OwnersDoor):
        add_owners(more, server)


@asynccontextmanager
async def every_service(
    owners: OwnersDoor | None = None, before: Before = lambda _service: ()
) -> AsyncIterator[EveryService]:
    """The portal before six doors, for as long as the block lasts; ``before`` stands before those of a service."""
    besides: dict[str, Any] = {
        "reporting": AuditedReporting(), "notifications": FailingNotifications(),
        **(dict.fromkeys(CONTRACTS, owners) if owners else {}),
    }  # fmt: skip
    async with AsyncExitStack() as stack:
        doors: dict[str, RunningDoor[EveryDoor]] = {}
        for name in SERVICES:
            more = besides.get(name)
            door = RunningDoor(EveryDoor(name), partial(_add, more), before(name))
            await door.open()
            stack.push_async_callback(door.close)
            doors[name] = door
        app = build(
            doors=Doors.at({name: door.address for name, door in doors.items()}), people=PEOPLE,
            token_key=TOKEN_KEY, partnership_names=NAMES, agency_names=AGENCIES,
            limits=SignInLimits(EVERY_TRY, EVERY_TRY),
        )  # fmt: skip
        # The doors of the pages that ask one service say what the doors behind them say.
        reporting, notifications = (
            _as_door(doors[name], besides[name]) for name in ("reporting", "notifications")
        )
        owning: Any = _as_door(doors["review"], owners) if owners else doors["review"]
        portal = await stack.enter_async_context(served(app, reporting, notifications, owning))
        yield EveryService(portal, doors)


def _as_door(door: RunningDoor[EveryDoor], says: Any) -> Any:
    shown: RunningDoor[Any] = RunningDoor(says, lambda _says, _server: None)
    shown.port = door.port
    return shown


async def away(services: EveryService, name: str) -> None:
    """Let one service go away."""
    await services.doors[name].close()
    await asyncio.sleep(0)
