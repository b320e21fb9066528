"""A real gRPC door with invented answers, on a port of its own, which can go away and come back."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from typing import Any, Generic, TypeVar

import grpc

from chassis.doors.refused_fields import carried
from chassis.errors import Refusal
from chassis.fields import FieldProblem
from chassis.identity import Caller
from chassis.tokens import ExampleTokens, Tokens

TOKEN_KEY = b"an invented key of thirty-two by"

Says = TypeVar("Says")


class Answering:
    """What every invented door does: it knows who asks, and refuses when a test wants it to."""

    def __init__(self) -> None:
        self.tokens: Tokens = ExampleTokens(TOKEN_KEY)
        self.callers: list[Caller] = []
        self.refuse_with: tuple[grpc.StatusCode, str, str] | None = None

    async def caller(self, context: Any) -> Caller:
        if self.refuse_with:
            await refuse(context, *self.refuse_with)
        bearer = dict(context.invocation_metadata()).get("authorization", "")
        try:
            caller = await self.tokens.caller_of(bearer.removeprefix("Bearer "))
        except Refusal as refusal:
            await refuse(context, grpc.StatusCode.PERMISSION_DENIED, refusal.code, refusal.message)
            raise
        self.callers.append(caller)
        return caller


async def refuse(
    context: Any,
    status: grpc.StatusCode,
    code: str,
    sentence: str,
    problems: Iterable[FieldProblem] = (),
) -> None:
    """Refuse as the platform does: with a code, and with the fields of a form."""
    fields = carried(status, sentence, problems) if problems else ()
    await context.abort(status, sentence, trailing_metadata=(("refusal-code", code), *fields))


class RunningDoor(Generic[Says]):
    """A door; what it ``says`` can be changed by a test."""

    def __init__(
        self,
        says: Says,
        add: Callable[[Says, grpc.aio.Server], None],
        before: Sequence[grpc.aio.ServerInterceptor] = (),
    ) -> None:
        self.says = says
        self.port = 0
        self._add = add
        self._before = before
        self._server: grpc.aio.Server | None = None

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    async def open(self) -> None:
        self._server = grpc.aio.server(
            interceptors=self._before, options=[("grpc.so_reuseport", 0)]
        )
        self._add(self.says, self._server)
        self.port = self._server.add_insecure_port(f"127.0.0.1:{self.port}")
        await self._server.start()

    async def close(self) -> None:
        if self._server:
            await self._server.stop(grace=0)
        self._server = None


@asynccontextmanager
async def running(
    says: Says, add: Callable[[Says, grpc.aio.Server], None]
) -> AsyncIterator[RunningDoor[Says]]:
    """The door, open for as long as the block lasts."""
    door = RunningDoor(says, add)
    await door.open()
    try:
        yield door
    finally:
        await door.close()
