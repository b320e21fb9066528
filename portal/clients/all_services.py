"""Every service asked the same question at once, in somebody's name; one that is away keeps no other from answering."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, Final

import grpc
from google.protobuf.message import Message

from chassis.errors import Refusal, Temporary
from chassis.identity import Caller
from contracts.grpc import (
    history_pb2_grpc,
    notifications_pb2_grpc,
    operations_pb2_grpc,
    reporting_pb2_grpc,
)
from portal.clients.door import Bearer, Door
from portal.settings import Doors

NOTIFICATIONS: Final = "notifications"
REPORTING: Final = "reporting"
SERVICES: Final = ("referral", "review", "submissions", "learning", NOTIFICATIONS, REPORTING)


@dataclass(frozen=True, slots=True)
class Away:
    """A service that did not answer; ``is_there`` says that its door does, so that it lacks its database."""

    service: str
    is_there: bool


class AllServices:
    """What every service answers: history, reads, operations. Usable inside ``async with services.connected()``."""

    def __init__(self, doors: Doors, bearer: Bearer) -> None:
        """Raises ``SettingsWrong`` when one would be asked in the open."""
        self._doors: Mapping[str, Door] = {
            name: Door(getattr(doors, name), _stub_of(name), bearer, doors.tls) for name in SERVICES
        }

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[None]:
        """Open the channels for as long as the block lasts. The services need not be there yet."""
        async with AsyncExitStack() as stack:
            for door in self._doors.values():
                await stack.enter_async_context(door.connected())
            yield

    async def ask(self, service: str, caller: Caller, method: str, request: Message) -> Any:
        """The answer of one service. Raises ``KeyError`` where there is no such service."""
        return await self._doors[service].ask(caller, method, request)

    async def ask_for_many(
        self, service: str, caller: Caller, method: str, request: Message
    ) -> list[Any]:
        """All answers of a method of one service that answers with several."""
        return await self._doors[service].ask_for_many(caller, method, request)

    async def each(self, caller: Caller, method: str, request: Message) -> Mapping[str, Any]:
        """The answer of every service by its name, ``Away`` where it gives none, and a refusal where it refuses."""
        answers = await asyncio.gather(
            *(self._answer(name, caller, method, request) for name in SERVICES)
        )
        return dict(zip(SERVICES, answers, strict=True))

    async def _answer(self, name: str, caller: Caller, method: str, request: Message) -> Any:
        door = self._doors[name]
        try:
            return await door.ask(caller, method, request)
        except Temporary:
            return Away(name, await door.answers())
        except Refusal as refusal:
            return refusal


def _stub_of(name: str) -> Any:
    """Makes what speaks to every API of a service that is asked here; the names of methods are distinct."""

    def stub(channel: grpc.aio.Channel) -> Any:
        apis: list[Any] = [
            operations_pb2_grpc.OperationsStub(channel),
            history_pb2_grpc.HistoryStub(channel),
        ]
        if name == NOTIFICATIONS:
            apis.append(notifications_pb2_grpc.NotificationsServiceStub(channel))
        if name == REPORTING:
            apis.append(reporting_pb2_grpc.ReportingServiceStub(channel))
        return SimpleNamespace(**{key: call for api in apis for key, call in vars(api).items()})

    return stub
