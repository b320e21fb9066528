"""The whole platform in this process: six services on their real doors, each on a fresh database, following each other.

A test may alter a service before it opens, so that what a fault would do can be seen from outside.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any, cast

import grpc
from google.protobuf.descriptor import MethodDescriptor
from google.protobuf.descriptor_pool import Default
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass
from pydantic import SecretStr

from chassis.clock import Clock
from chassis.delivery.event_source import FollowLogs
from chassis.doors.door_limits import WATCHING
from chassis.doors.every_service import HISTORY_API, OPERATIONS_API
from chassis.identity import token_for
from chassis.rules.rule_packs import RulePacks
from chassis.run import Build, RunningService, Service
from chassis.settings import ServiceSettings
from rapid_review.doors import Doors
from rapid_review.people import Person
from rapid_review.scripted.settled import Settling
from rapid_review.settings import SERVICES
from services.learning import main as learning
from services.notifications import main as notifications
from services.referral import main as referral
from services.reporting import main as reporting
from services.review import main as review
from services.submissions import main as submissions
from tests.support.database import fresh_database
from tests.support.free_ports import free_ports
from tests.support.service import MASTER_KEY, TOKEN_KEY, prepared

DRAFTS_API = "rapidreview.drafts.v1.Drafts"
PATIENCE_S = 60.0
Alter = Callable[[Service], Service]


class Refused(Exception):
    """The platform said no: in which way, with which code and sentence."""

    def __init__(self, error: grpc.aio.AioRpcError) -> None:
        self.status = error.code()
        self.code = str(dict(error.trailing_metadata() or ()).get("refusal-code", ""))
        self.sentence = error.details() or ""
        super().__init__(f"{self.status.name} {self.code}: {self.sentence}")


class WholePlatform:
    """The doors of all services, for people who are known here."""

    def __init__(
        self, running: Mapping[str, RunningService], channels: Mapping[str, grpc.aio.Channel],
        people: Mapping[str, Person],
    ) -> None:  # fmt: skip
        self.running, self.people = running, people
        self._channels = channels
        self._settling = Settling(cast("Doors", self), by=next(iter(people)))

    def methods(self, service: str) -> Mapping[str, MethodDescriptor]:
        """Everything that a service can be asked, by its name."""
        own = self.running[service].service
        drafts = (DRAFTS_API,) if own.drafts is not None else ()
        apis = (*own.apis, *drafts, HISTORY_API, OPERATIONS_API)
        return {one.name: one for api in apis for one in Default().FindServiceByName(api).methods}

    async def ask(
        self, service: str, method: str, request: Message, *, by: str, patience_s: float = 0.0
    ) -> Any:
        """The answer, or of a stream all answers; of an endless one, the first. Raises ``Refused``."""
        found = self.methods(service)[method]
        path = f"/{found.containing_service.full_name}/{method}"
        parse = GetMessageClass(found.output_type).FromString
        token = token_for(self.people[by].caller, TOKEN_KEY)
        told: dict[str, Any] = {
            "metadata": (("authorization", f"Bearer {token}"),), "timeout": PATIENCE_S + patience_s,
        }  # fmt: skip
        channel, serialize = self._channels[service], type(request).SerializeToString
        try:
            if not found.server_streaming:
                return await channel.unary_unary(path, serialize, parse)(request, **told)
            stream = channel.unary_stream(path, serialize, parse)(request, **told)
            if method in WATCHING:
                first = await stream.read()
                stream.cancel()
                return [first]
            return [one async for one in stream]
        except grpc.aio.AioRpcError as error:
            raise Refused(error) from None

    async def settled(self) -> None:
        """Everything that follows from what was done has happened, and nothing was parked."""
        await self._settling.wait(within_s=PATIENCE_S)


def _builds(doors: Mapping[str, str]) -> Mapping[str, Build]:
    owners = {name: address for name, address in doors.items() if name != reporting.NAME}
    return {
        referral.NAME: referral.build, review.NAME: review.build,
        submissions.NAME: submissions.build, learning.NAME: learning.build,
        notifications.NAME: notifications.build, reporting.NAME: reporting.build_with(owners),
    }  # fmt: skip


@asynccontextmanager
async def whole_platform(
    people: Mapping[str, Person], *, clock: Clock, altered: Mapping[str, Alter] | None = None
) -> AsyncIterator[WholePlatform]:
    """All of it, until the block ends."""
    first = free_ports(len(SERVICES))
    doors = {name: f"127.0.0.1:{first + place}" for place, name in enumerate(SERVICES)}
    packs, running, channels = RulePacks.load(), {}, {}
    async with AsyncExitStack() as stack:
        for name, build in _builds(doors).items():
            dsn = await stack.enter_async_context(fresh_database())
            await prepared(dsn, name)
            settings = _settings(dsn, doors[name])
            alter = (altered or {}).get(name, _as_it_is)
            service = RunningService(name, settings, _with(build, alter), packs, clock)
            stack.push_async_callback(service.close)
            await service.lay_ground()
            running[name] = service
        logs = {name: service.log for name, service in running.items()}
        for name, service in running.items():
            await service.open_doors(FollowLogs(logs, service.ground.pool))
            channels[name] = await stack.enter_async_context(grpc.aio.insecure_channel(doors[name]))
        platform = WholePlatform(running, channels, people)
        yield platform


def _settings(dsn: str, address: str) -> ServiceSettings:
    return ServiceSettings(
        database_dsn=SecretStr(dsn), grpc_address=address, pool_size=6,
        master_key=SecretStr(MASTER_KEY.hex()), token_key=SecretStr(TOKEN_KEY.hex()),
    )  # fmt: skip


def _with(build: Build, alter: Alter) -> Build:
    return lambda ground: alter(build(ground))


def _as_it_is(service: Service) -> Service:
    return service
