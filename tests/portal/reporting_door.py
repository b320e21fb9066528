"""A real gRPC door with invented cases. Later the reporting service itself takes its place."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import grpc
from google.protobuf.timestamp_pb2 import Timestamp

from chassis.errors import Refusal
from chassis.identity import Caller, caller_of
from contracts.grpc import reporting_pb2 as wire
from contracts.grpc import reporting_pb2_grpc as door

TOKEN_KEY = b"an invented key of thirty-two by"
NAMES = {
    "PLY": "Plymouth Safeguarding Children Partnership",
    "DEV": "Devon Safeguarding Children Partnership",
}
NINE = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)


def late(what: str, who: str, days: int) -> wire.Late:
    return wire.Late(what=what, who=who, due_on="2026-09-10", working_days=days)


def case(number: int, partnership: str = "PLY", **fields: Any) -> wire.CaseSummary:
    """An invented case on day 9 of 15, gathering information."""
    told: dict[str, Any] = {
        "case_id": f"00000000-0000-4000-8000-{number:012d}",
        "reference": f"{partnership}-RR-2026-{number:04d}",
        "partnership": partnership,
        "partnership_name": NAMES[partnership],
        "stage": "gathering",
        "stage_label": "Gathering information",
        "day": 9,
        "of_days": 15,
        "due_on": "2026-09-24",
        "next_step": "Wait for the remaining returns",
        "next_actor": "coordinator",
        "live": True,
        "returns_in": 3,
        "returns_asked": 5,
    }
    return wire.CaseSummary(**(told | fields))


def the_cases() -> list[wire.CaseSummary]:
    """Six live cases, the most urgent first, and one closed."""
    return [
        case(
            7,
            day=17,
            days_late=2,
            stage="sending",
            stage_label="Sending to the Panel",
            due_on="2026-09-10",
            late=[late("report", "", 2)],
            next_step="Send the report to the National Panel",
            returns_in=6,
            returns_asked=6,
        ),
        case(
            9,
            "DEV",
            day=13,
            stage="cspr_decision",
            stage_label="Practice review decision",
            next_step="Decide whether there should be a practice review",
            next_actor="subgroup_chair",
            returns_in=4,
            returns_asked=4,
            due_on="2026-09-16",
        ),
        case(
            8,
            late=[
                late("return", "Health visiting", 2),
                late("return", "Devon and Cornwall Police", 1),
            ],
        ),
        case(11, "DEV", day=3, due_on="2026-09-30", returns_in=0, returns_asked=7),
        case(
            12,
            day=0,
            of_days=15,
            stage="decision",
            stage_label="Decision to review",
            due_on="",
            next_step="Decide whether to begin a Rapid Review",
            next_actor="statutory_partner",
            returns_in=0,
            returns_asked=0,
        ),
        case(
            5,
            day=14,
            stage="panel",
            stage_label="With the Panel",
            sent_on="2026-08-20",
            due_on="2026-08-21",
            next_step="Wait for the Panel’s reply",
            next_actor="",
            returns_in=5,
            returns_asked=5,
        ),
        case(
            2,
            live=False,
            stage="closed",
            stage_label="Closed",
            day=15,
            sent_on="2026-03-02",
            due_on="2026-03-02",
            next_step="",
            next_actor="",
            outcome="no_review",
            returns_in=5,
            returns_asked=5,
        ),
    ]


def agencies() -> list[wire.AgencyProgress]:
    return [
        wire.AgencyProgress(
            agency="police",
            agency_name="Devon and Cornwall Police",
            status="requested",
            due_on="2026-09-14",
            days_late=1,
        ),
        wire.AgencyProgress(
            agency="health_visiting",
            agency_name="Health visiting",
            status="queried",
            due_on="2026-09-11",
            returned_on="2026-09-10",
            chronology_rows=14,
        ),
        wire.AgencyProgress(
            agency="school",
            agency_name="Invented Primary School",
            status="accepted",
            due_on="2026-09-11",
            returned_on="2026-09-09",
            chronology_rows=1,
        ),
        wire.AgencyProgress(
            agency="housing",
            agency_name="Housing",
            status="accepted",
            due_on="2026-09-11",
            returned_on="2026-09-08",
            nil_return=True,
        ),
    ]


def milestones() -> list[wire.MilestoneProgress]:
    return [
        wire.MilestoneProgress(
            code="notify",
            label="Agencies asked",
            working_day=1,
            due_on="2026-09-04",
            done_on="2026-09-04",
        ),
        wire.MilestoneProgress(
            code="returns", label="All returns in", working_day=7, due_on="2026-09-14"
        ),
        wire.MilestoneProgress(
            code="meeting", label="Rapid Review meeting", working_day=9, due_on="2026-09-16"
        ),
        wire.MilestoneProgress(
            code="panel",
            label="Report sent to the National Panel",
            working_day=15,
            due_on="2026-09-24",
        ),
    ]


def timeline() -> list[wire.TimelineEntry]:
    told = [
        (
            "referral",
            "ReferralReceived",
            "A referral was received from Children’s social care.",
            "ply-agency",
        ),
        (
            "referral",
            "ReferralDecided",
            "The statutory partners decided to begin a Rapid Review.",
            "ply-statutory-partner",
        ),
        (
            "review",
            "ReviewInitiated",
            "The Rapid Review began; its fifteen working days count from 3 September.",
            "ply-coordinator",
        ),
        (
            "submissions",
            "SubmissionReturned",
            "Housing answered that it knows nothing of the family.",
            "agency_author",
        ),
        ("notifications", "MessageSent", "A reminder went to Devon and Cornwall Police.", ""),
    ]
    return [
        wire.TimelineEntry(
            occurred_at=stamp(NINE + timedelta(hours=26 * n)),
            recorded_at=stamp(NINE + timedelta(hours=26 * n + (30 if n == 3 else 0))),
            service=service,
            type=kind,
            sentence=sentence,
            actor=actor,
            event_id=f"event-{n}",
        )
        for n, (service, kind, sentence, actor) in enumerate(told)
    ]


def stamp(at: datetime) -> Timestamp:
    made = Timestamp()
    made.FromDatetime(at)
    return made


class ReportingDoor(door.ReportingServiceServicer):
    """Answers as the contract says: by token, for the caller's partnerships, with refusal codes."""

    def __init__(self) -> None:
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
            caller = caller_of(bearer.removeprefix("Bearer "), TOKEN_KEY)
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
