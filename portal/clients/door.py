"""One service's gRPC door, as every client of the portal asks it: in somebody's name, with a deadline.

Raises the refusals of ``chassis.errors``, and ``Temporary`` when the service cannot be reached in time.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Any

import grpc
from google.protobuf.message import Message
from grpc_health.v1 import health_pb2, health_pb2_grpc

from chassis.delivery.event_source import is_asked_to_stop
from chassis.errors import Temporary
from chassis.identity import Caller, token_for
from chassis.settings import WITHOUT_TLS, TlsSettings
from chassis.telemetry.traces import carried
from chassis.tls import Certificates
from portal.clients.refusals import refusal_of

DEADLINE_S = 5.0
MANY_DEADLINE_S = 20.0
HEALTH_DEADLINE_S = 1.5
CHANNEL_OPTIONS = (
    # A door that was away for a while is found again within seconds of its return.
    ("grpc.initial_reconnect_backoff_ms", 200),
    ("grpc.max_reconnect_backoff_ms", 2000),
    ("grpc.keepalive_time_ms", 30_000),
)

MakeStub = Callable[[grpc.aio.Channel], Any]
Bearer = Callable[[Caller], Awaitable[str]]
"""Gives a token of the person who asks. Raises ``NotSignedIn`` when there is none."""


def example_bearer(token_key: bytes) -> Bearer:
    """Signs the tokens of example people. Nothing signs those of people who have signed in but their provider."""

    async def bearer(caller: Caller) -> str:
        return token_for(caller, token_key)

    return bearer


class Door:
    """Usable inside ``async with door.connected()``.

    When the portal's certificates have been renewed on disk, the next question opens a new channel.
    """

    def __init__(
        self, address: str, make_stub: MakeStub, bearer: Bearer, tls: TlsSettings = WITHOUT_TLS
    ) -> None:
        """Raises ``SettingsWrong`` when the service would be asked in the open."""
        self._address = address
        self._make_stub = make_stub
        self._bearer = bearer
        self._certificates = Certificates(tls)
        self._certificates.must_close(address)
        self._shown: object = None
        self._channel: grpc.aio.Channel | None = None
        self._leaving: set[asyncio.Task[None]] = set()
        self._stub: Any = None

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[None]:
        """Open the channel for as long as the block lasts. The service need not be there yet."""
        self._connect()
        try:
            yield
        finally:
            if self._channel is not None:
                await self._channel.close()
            await asyncio.gather(*self._leaving)

    async def ask(self, caller: Caller, method: str, request: Message) -> Any:
        """The answer of ``method`` to ``caller``."""
        metadata = await self.in_the_name_of(caller)
        try:
            return await getattr(self.stub, method)(request, metadata=metadata, timeout=DEADLINE_S)
        except grpc.aio.AioRpcError as error:
            raise refusal_of(error) from None

    async def ask_for_many(self, caller: Caller, method: str, request: Message) -> list[Any]:
        """All answers of a method that answers with several."""
        metadata = await self.in_the_name_of(caller)
        try:
            answers = getattr(self.stub, method)(
                request, metadata=metadata, timeout=MANY_DEADLINE_S
            )
            return [answer async for answer in answers]
        except grpc.aio.AioRpcError as error:
            raise refusal_of(error) from None

    async def watch(
        self, caller: Caller, method: str, request: Message
    ) -> AsyncGenerator[Any, None]:
        """What a method tells, until the service ends its stream."""
        # It outlives the page that began it, and belongs to no trace.
        metadata = (await self.in_the_name_of(caller))[:1]
        call = getattr(self.stub, method)(request, metadata=metadata)
        try:
            async for told in call:
                yield told
        except asyncio.CancelledError:
            if is_asked_to_stop():
                raise
            raise Temporary from None  # The channel was closed because certificates were renewed.
        except grpc.aio.AioRpcError as error:
            raise refusal_of(error) from None
        finally:
            call.cancel()

    async def answers(self) -> bool:
        """Whether the door answers. One without a health service answers by saying so."""
        if self._channel is None:
            return False
        self._take_up_renewed()
        try:
            health = await health_pb2_grpc.HealthStub(self._channel).Check(
                health_pb2.HealthCheckRequest(), timeout=HEALTH_DEADLINE_S
            )
        except grpc.aio.AioRpcError as error:
            return error.code() is grpc.StatusCode.UNIMPLEMENTED
        return bool(health.status == health_pb2.HealthCheckResponse.SERVING)

    @property
    def stub(self) -> Any:
        """What speaks to the service now."""
        if self._stub is None:
            raise RuntimeError("ask a service only inside `async with door.connected()`")
        self._take_up_renewed()
        return self._stub

    async def in_the_name_of(self, caller: Caller) -> tuple[tuple[str, str], ...]:
        """The metadata of a call: who asks, and the trace to which the call belongs."""
        return (("authorization", f"Bearer {await self._bearer(caller)}"), *carried())

    def _connect(self) -> None:
        self._channel = self._certificates.channel(self._address, CHANNEL_OPTIONS)
        self._shown = self._certificates.state
        self._stub = self._make_stub(self._channel)

    def _take_up_renewed(self) -> None:
        """Let the old channel finish what it does; who watches on it will watch on the new one."""
        if self._channel is None or self._certificates.state == self._shown:
            return
        leaving = asyncio.create_task(self._channel.close(grace=DEADLINE_S))
        self._leaving.add(leaving)
        leaving.add_done_callback(self._leaving.discard)
        self._connect()
