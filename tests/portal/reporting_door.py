"""A real gRPC door with invented cases. Later the reporting service itself takes its place."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import grpc

from chassis.errors import Refusal
from chassis.identity import Caller
from chassis.tokens import ExampleTokens, Tokens
from contracts.grpc import reporting_pb2 as wire
from contracts.grpc import reporting_pb2_grpc as door
from tests.portal.invented_cases import agencies, milestones, the_cases, timeline

TOKEN_KEY = b"an invented key of thirty-two by"


class ReportingDoor(door.ReportingServiceServicer):
    """Answers as the contract says: by token, for the caller's partnerships, with refusal codes."""

    def __init__(self) -> None:
        self.tokens: Tokens = ExampleTokens(TOKEN_KEY)
        self.cases = the_cases()
        self.agencies = agencies()
        self.milestones = milestones()
        self.timeline = timeline()
        self.revision = 1
        self.refuse_with: tuple[grpc.StatusCode, str, str] | None = None
        self.watchers: set[asyncio.Queue[wire.Revision]] = set()
        self.callers: list[Caller] = []

    def change(self, *changed: wire.CaseSummary) -> None:
        """Some cases are different now; everybody who watches hears of it."""
        by_id = {one.case_id: one for one in changed}
        self.cases = [by_id.pop(one.case_id, one) for one in self.cases] + list(by_id.values())
        self.revision += 1
        told = wire.Revision(revision=self.revision, case_ids=[one.case_id for one in changed])
        for queue in self.watchers:
            queue.put_nowait(told)

    async def ListCases(self, request: Any, context: Any) -> wire.Cases:
        caller = await self._caller(context)
        wanted = [request.partnership] if request.partnership else list(caller.partnerships)
        found = [
            one
            for one in self.cases
            if one.partnership in wanted and (one.live or request.include_closed)
        ]
        return wire.Cases(cases=found, revision=self.revision, today="2026-09-16")

    async def GetCase(self, request: Any, context: Any) -> wire.CaseDetail:
        caller = await self._caller(context)
        found = next((one for one in self.cases if one.reference == request.reference), None)
        if found is None:
            await refuse(context, grpc.StatusCode.NOT_FOUND, "not_found", "There is nothing here.")
        elif found.partnership not in caller.partnerships:
            await refuse(
                context,
                grpc.StatusCode.PERMISSION_DENIED,
                "identity.other_partnership",
                "Not yours.",
            )
        return wire.CaseDetail(
            summary=found,
            timeline=self.timeline,
            agencies=self.agencies,
            milestones=self.milestones,
            revision=self.revision,
        )

    async def WatchCases(self, request: Any, context: Any) -> AsyncIterator[wire.Revision]:
        await self._caller(context)
        queue: asyncio.Queue[wire.Revision] = asyncio.Queue()
        self.watchers.add(queue)
        try:
            yield wire.Revision(revision=self.revision)
            while True:
                yield await queue.get()
        finally:
            self.watchers.discard(queue)

    async def _caller(self, context: Any) -> Caller:
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


async def refuse(context: Any, status: grpc.StatusCode, code: str, sentence: str) -> None:
    await context.abort(status, sentence, trailing_metadata=(("refusal-code", code),))


class RunningDoor:
    """The door on a port of its own, which can go away and come back."""

    def __init__(self) -> None:
        self.says = ReportingDoor()
        self.port = 0
        self._server: grpc.aio.Server | None = None

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    async def open(self) -> None:
        self._server = grpc.aio.server(options=[("grpc.so_reuseport", 0)])
        door.add_ReportingServiceServicer_to_server(self.says, self._server)
        self.port = self._server.add_insecure_port(f"127.0.0.1:{self.port}")
        await self._server.start()

    async def close(self) -> None:
        if self._server:
            await self._server.stop(grace=0)
        self._server = None


@asynccontextmanager
async def running_door() -> AsyncIterator[RunningDoor]:
    running = RunningDoor()
    await running.open()
    try:
        yield running
    finally:
        await running.close()
