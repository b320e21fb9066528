"""What a gRPC door bears: the same for every service, each limit with what happens at it.

| what | limit | at the limit |
| --- | --- | --- |
| a message, in or out | 4 MiB | RESOURCE_EXHAUSTED |
| the metadata of a call | 16 KiB | RESOURCE_EXHAUSTED |
| calls at once | 512 | RESOURCE_EXHAUSTED at once; nobody queues |
| streams that watch, among them | 128 | RESOURCE_EXHAUSTED at once |
| a call with one answer | 30 s | it is ended, DEADLINE_EXCEEDED |
| a call with a stream of answers | 120 s | it is ended, DEADLINE_EXCEEDED |
| a call that watches | as long as its connection | |
| a connection | 30 min, and 1 min to finish its calls | the caller connects again |
| pings of a caller | one in 10 s | the connection is closed |

A health check is answered even when the door is full. A caller's own deadline counts when it is shorter.
A caller who does not read what was asked for gives the place back at the limit, and holds the connection for
as long as connections last: gRPC cannot send a status past what was not read.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import Any

from chassis.errors import Temporary

WATCHING = frozenset({"WatchCases", "WatchMyTasks"})
"""Calls whose answer has no end."""
STREAMS_OF_A_CONNECTION = 4096


class DoorFull(Temporary):
    """As many calls are being answered as the door bears."""

    code = "door.full"
    sentence = "Too many requests are being answered now. Try again in a moment."


class TookTooLong(Temporary):
    """A call was ended because it took longer than calls may."""

    code = "door.took_too_long"
    sentence = "This took too long and was ended. If it was to be recorded, send it again: it takes effect only once."


@dataclass(frozen=True, slots=True)
class DoorLimits:
    """The limits of one door; the defaults are those of every service."""

    message_bytes: int = 4 * 1024 * 1024
    metadata_bytes: int = 16 * 1024
    calls: int = 512
    watchers: int = 128
    checks: int = 64
    """Health checks and the like, which have places of their own."""
    unary_s: float = 30.0
    stream_s: float = 120.0
    connection_s: float = 1800.0
    connection_grace_s: float = 60.0
    ping_s: float = 10.0

    @property
    def options(self) -> tuple[tuple[str, Any], ...]:
        """What gRPC itself sees to."""
        return (
            ("grpc.max_receive_message_length", self.message_bytes),
            ("grpc.max_send_message_length", self.message_bytes),
            # Between the two it would refuse by chance.
            ("grpc.max_metadata_size", self.metadata_bytes),
            ("grpc.absolute_max_metadata_size", self.metadata_bytes),
            # More than we bear, so that a caller who asks too much is told so, and does not wait unseen.
            ("grpc.max_concurrent_streams", STREAMS_OF_A_CONNECTION),
            ("grpc.max_connection_age_ms", round(self.connection_s * 1000)),
            ("grpc.max_connection_age_grace_ms", round(self.connection_grace_s * 1000)),
            # Who has died without a word is noticed; who pings too often is shown out.
            ("grpc.keepalive_time_ms", 60_000),
            ("grpc.keepalive_timeout_ms", 20_000),
            ("grpc.http2.min_ping_interval_without_data_ms", round(self.ping_s * 1000)),
            ("grpc.http2.max_ping_strikes", 2),
            ("grpc.so_reuseport", 0),
        )

    def seconds(self, method: str, *, streams: bool) -> float | None:
        """How long a call may take; None for one that watches."""
        if method.rpartition("/")[2] in WATCHING:
            return None
        return self.stream_s if streams else self.unary_s


LIMITS = DoorLimits()


class Places:
    """The calls that are being answered now."""

    def __init__(self, limits: DoorLimits) -> None:
        self._limits = limits
        self._calls = self._watchers = 0

    @asynccontextmanager
    async def one(self, method: str, *, streams: bool) -> AsyncIterator[None]:
        """A place for one call, and no more time than calls may take. Raises ``DoorFull``, ``TookTooLong``."""
        seconds = self._limits.seconds(method, streams=streams)
        with self._taken(watching=seconds is None):
            async with within(seconds):
                yield

    @contextmanager
    def _taken(self, *, watching: bool) -> Iterator[None]:
        full = self._calls >= self._limits.calls
        if full or (watching and self._watchers >= self._limits.watchers):
            raise DoorFull
        self._calls += 1
        self._watchers += watching
        try:
            yield
        finally:
            self._calls -= 1
            self._watchers -= watching


@asynccontextmanager
async def within(seconds: float | None) -> AsyncIterator[None]:
    """End what takes longer, at its next ``await``. Raises ``TookTooLong``."""
    try:
        async with asyncio.timeout(seconds) as lid:
            yield
    except TimeoutError:
        if lid.expired():
            raise TookTooLong from None
        raise
