"""The six services, one door each, asked in somebody's name; one that is away keeps no other from answering."""

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
from chassis.settings import WITHOUT_TLS, TlsSettings
from contracts.grpc import (
    drafts_pb2_grpc,
    history_pb2_grpc,
    learning_pb2_grpc,
    notifications_pb2_grpc,
    operations_pb2_grpc,
    referral_pb2_grpc,
    reporting_pb2_grpc,
    retention_pb2_grpc,
    review_pb2_grpc,
    submissions_pb2_grpc,
    team_pb2_grpc,
)
from portal.clients.door import Bearer, Door, MakeStub
from portal.settings import Doors

REFERRAL: Final = "referral"
REVIEW: Final = "review"
NOTIFICATIONS: Final = "notifications"
REPORTING: Final = "reporting"
EVERYWHERE: Final[tuple[MakeStub, ...]] = (
    operations_pb2_grpc.OperationsStub,
    history_pb2_grpc.HistoryStub,
)
APIS: Final[Mapping[str, tuple[MakeStub, ...]]] = {
    REFERRAL: (referral_pb2_grpc.ReferralServiceStub, drafts_pb2_grpc.DraftsStub),
    REVIEW: (
        review_pb2_grpc.ReviewServiceStub,
        team_pb2_grpc.CaseTeamsStub,
        retention_pb2_grpc.RetentionStub,
        drafts_pb2_grpc.DraftsStub,
    ),
    "submissions": (submissions_pb2_grpc.SubmissionsServiceStub, drafts_pb2_grpc.DraftsStub),
    "learning": (learning_pb2_grpc.LearningServiceStub, drafts_pb2_grpc.DraftsStub),
    NOTIFICATIONS: (notifications_pb2_grpc.NotificationsServiceStub,),
    REPORTING: (reporting_pb2_grpc.ReportingServiceStub,),
}
"""What the portal asks each service, besides what every service answers."""
SERVICES: Final = tuple(APIS)


@dataclass(frozen=True, slots=True)
class Away:
    """A service that did not answer; ``is_there`` says that its door does, so that it lacks its database."""

    service: str
    is_there: bool


def door_of(service: str, address: str, bearer: Bearer, tls: TlsSettings = WITHOUT_TLS) -> Door:
    """The door of one service, at which each of its methods is asked by its name.

    Raises ``SettingsWrong`` when it would be asked in the open.
    """
    return Door(address, _speaking(service), bearer, tls)


class Services:
    """Usable inside ``async with services.connected()``."""

    def __init__(self, doors: Doors, bearer: Bearer) -> None:
        """Raises ``SettingsWrong`` when one would be asked in the open."""
        self._doors: Mapping[str, Door] = {
            name: door_of(name, getattr(doors, name), bearer, doors.tls) for name in SERVICES
        }

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[None]:
        """Open the channels for as long as the block lasts. The services need not be there yet."""
        async with AsyncExitStack() as stack:
            for door in self._doors.values():
                await stack.enter_async_context(door.connected())
            yield

    def door(self, service: str) -> Door:
        """The door of one service. Raises ``KeyError`` where there is no such service."""
        return self._doors[service]

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


def _speaking(service: str) -> MakeStub:
    """Makes what speaks to every API of a service; tests/portal holds that no two of its methods share a name."""

    def stub(channel: grpc.aio.Channel) -> Any:
        calls: dict[str, Any] = {}
        for api in (*APIS[service], *EVERYWHERE):
            calls |= vars(api(channel))
        return SimpleNamespace(**calls)

    return stub
