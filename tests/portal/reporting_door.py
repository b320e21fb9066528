"""A real gRPC door with invented cases. Later the reporting service itself takes its place."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import grpc

from contracts.grpc import reporting_pb2 as wire
from contracts.grpc import reporting_pb2_grpc as door
from tests.portal.invented_cases import agencies, milestones, the_cases, timeline
from tests.portal.invented_decisions import gates
from tests.portal.listed_cases import chosen, figures_of, page_of, steps_of
from tests.portal.running_door import Answering, RunningDoor, refuse, running

TODAY = "2026-09-16"


class ReportingDoor(Answering, door.ReportingServiceServicer):
    """Answers as the contract says: by token, for the caller's partnerships, with refusal codes."""

    def __init__(self) -> None:
        super().__init__()
        self.cases = the_cases()
        self.agencies = agencies()
        self.milestones = milestones()
        self.gates = gates()
        self.loads: list[wire.AgencyLoad] = []
        self.weeks: list[wire.WeekLoad] = []
        self.requests: list[str] = []
        self.timeline = timeline()
        self.revision = 1
        self.watchers: set[asyncio.Queue[wire.Revision]] = set()

    def change(self, *changed: wire.CaseSummary) -> None:
        """Some cases are different now; everybody who watches hears of it."""
        by_id = {one.case_id: one for one in changed}
        self.cases = [by_id.pop(one.case_id, one) for one in self.cases] + list(by_id.values())
        self.revision += 1
        told = wire.Revision(revision=self.revision, case_ids=[one.case_id for one in changed])
        for queue in self.watchers:
            queue.put_nowait(told)

    async def ListCases(self, request: Any, context: Any) -> wire.Cases:
        caller = await self.caller(context)
        self.requests.append("ListCases")
        wanted = [request.partnership] if request.partnership else list(caller.partnerships)
        theirs = [one for one in self.cases if one.partnership in wanted]
        found = chosen(theirs, request.page)
        number, shown = page_of(found, request.page.size, request.page.number)
        held = {(one.partnership, one.role) for one in caller.memberships}
        answer = wire.Cases(
            cases=shown, revision=self.revision, today=TODAY, found=len(found), page_number=number,
            figures=figures_of(theirs), my_steps=steps_of(theirs, held, request.my_steps, TODAY),
        )  # fmt: skip
        if request.with_load:
            answer.agencies.extend(self.loads)
            answer.weeks.extend(self.weeks)
        return answer

    async def WhichCases(self, request: Any, context: Any) -> wire.WhichCasesAnswer:
        caller = await self.caller(context)
        self.requests.append("WhichCases")
        theirs = {one.case_id for one in self.cases if one.partnership in caller.partnerships}
        return wire.WhichCasesAnswer(case_ids=[one for one in request.case_ids if one in theirs])

    async def GetCase(self, request: Any, context: Any) -> wire.CaseDetail:
        caller = await self.caller(context)
        self.requests.append("GetCase")
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
            gates=self.gates,
            revision=self.revision,
        )

    async def WatchCases(self, request: Any, context: Any) -> AsyncIterator[wire.Revision]:
        await self.caller(context)
        queue: asyncio.Queue[wire.Revision] = asyncio.Queue()
        self.watchers.add(queue)
        try:
            yield wire.Revision(revision=self.revision)
            while True:
                yield await queue.get()
        finally:
            self.watchers.discard(queue)


@asynccontextmanager
async def running_door() -> AsyncIterator[RunningDoor[ReportingDoor]]:
    """The door, open on a port of its own."""
    async with running(ReportingDoor(), door.add_ReportingServiceServicer_to_server) as opened:
        yield opened
