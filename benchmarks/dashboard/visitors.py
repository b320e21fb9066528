"""Those who ask: a coordinator who sends commands at a steady rate, and one who watches the dashboard.

A command's time runs from the moment at which it was to be sent: one that waits because we are late waits, too.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import grpc

from benchmarks.platform import REFERRAL, Platform
from chassis.identity import token_for
from contracts.grpc import (
    common_pb2,
    referral_pb2,
    referral_pb2_grpc,
    reporting_pb2,
    reporting_pb2_grpc,
)
from rapid_review.people import load_people
from rapid_review.starts import REPORTING

SENT, ANSWERED, TOLD, WATCHED, SHOWN = "sent", "answered", "told", "watched", "shown"
PERSON, PARTNERSHIP = "ply-coordinator", "PLY"
ALL_SEEN_S, LOOK_S, AGAIN_S, AGAIN_MAX_S = 900.0, 0.01, 0.1, 3.2
TOO_BUSY = (
    grpc.StatusCode.RESOURCE_EXHAUSTED,
    grpc.StatusCode.UNAVAILABLE,
    grpc.StatusCode.DEADLINE_EXCEEDED,
    grpc.StatusCode.CANCELLED,
)
"""After these a call is made again: a command under the same id, so that it is one, however often it arrives."""
Moments = dict[str, float]
"""Of one case: when, by the clock of the machine, each step was reached."""


def a_referral(case_id: UUID) -> referral_pb2.ReceiveReferralRequest:
    """A referral as an agency sends it; everything in it is invented."""
    return referral_pb2.ReceiveReferralRequest(
        header=common_pb2.CommandHeader(
            command_id=str(uuid4()), case_id=str(case_id), partnership=PARTNERSHIP
        ),
        agency="plymouth-schools", referrer_name="Invented Referrer", referrer_role="Headteacher",
        agreement=referral_pb2.Agreement(
            lead_name="Invented Lead", lead_role="Designated safeguarding lead", agreed_on="2026-09-04",
        ),
        children=[referral_pb2.Child(name="Invented Child", born_on="2021-03-02", sex="F")],
        incident=referral_pb2.Incident(
            occurred_on="2026-09-02", category="serious_harm", abuse_or_neglect="suspected",
            what_happened="An invented account of what happened.", why_serious="Invented.",
            immediate_safety="Invented.",
        ),
        agencies_involved=["plymouth-schools", "plymouth-health-visiting"],
        not_a_safeguarding_referral=True,
    )  # fmt: skip


@dataclass(slots=True)
class Visitors:
    """What they saw of each case."""

    platform: Platform
    commands: Any
    dashboard: Any
    metadata: tuple[tuple[str, str], ...]
    seen: dict[UUID, Moments] = field(default_factory=dict)
    watched: dict[UUID, asyncio.Event] = field(default_factory=dict)
    asked_again: int = 0
    """How often the platform was too busy to answer."""

    async def command(self, due: float | None = None, *, shown: bool = True) -> UUID:
        """Send a referral and wait for its answer; then, if it is to be ``shown``, until the dashboard has it."""
        case_id = uuid4()
        moments = self.seen[case_id] = {SENT: time.time() if due is None else due}
        self.watched[case_id] = asyncio.Event()
        await self._answered(self.commands.ReceiveReferral, a_referral(case_id))
        moments[ANSWERED] = time.time()
        if shown:
            await self.watched[case_id].wait()
            request = reporting_pb2.GetCaseRequest(case_id=str(case_id))
            await self._answered(self.dashboard.GetCase, request)
            moments[SHOWN] = time.time()
        return case_id

    async def _answered(self, call: Any, request: Any) -> None:
        """Ask until there is an answer: a platform that is too busy says so, and is asked again a little later."""
        pause_s = AGAIN_S
        while True:
            try:
                await call(request, metadata=self.metadata)
            except grpc.aio.AioRpcError as error:
                if error.code() not in TOO_BUSY:
                    raise
                self.asked_again += 1
                await asyncio.sleep(pause_s)
                pause_s = min(AGAIN_MAX_S, pause_s * 2)
            else:
                return

    async def at_rate(self, rate: int, seconds: float, *, shown: bool = True) -> list[UUID]:
        """Commands at a steady rate, whether they are answered or not; ends when all are."""
        begun, sending = time.time() + 0.1, []
        for number in range(int(rate * seconds)):
            due = begun + number / rate
            while (early := due - time.time()) > 0:
                await asyncio.sleep(early)
            sending.append(asyncio.create_task(self.command(due, shown=shown)))
        async with asyncio.timeout(ALL_SEEN_S):
            return await asyncio.gather(*sending)

    async def watch(self) -> None:
        """Note when the live stream of the dashboard names a case."""
        stream = self.dashboard.WatchCases(reporting_pb2.ListCasesRequest(), metadata=self.metadata)
        async for revision in stream:
            now = time.time()
            for case_id in map(UUID, revision.case_ids):
                if (moments := self.seen.get(case_id)) is not None:
                    moments.setdefault(WATCHED, now)
                    self.watched[case_id].set()

    def note(self, name: str, found: Mapping[UUID, float]) -> None:
        """Add what was seen elsewhere."""
        for case_id, moment in found.items():
            if case_id in self.seen:
                self.seen[case_id].setdefault(name, moment)


@asynccontextmanager
async def visiting(platform: Platform) -> AsyncIterator[Visitors]:
    """Visitors at the doors of a platform."""
    person = load_people()[PERSON]
    token = token_for(person.caller, platform.token_key, lifetime_s=3600)
    async with (
        grpc.aio.insecure_channel(platform.doors[REFERRAL]) as commands,
        grpc.aio.insecure_channel(platform.doors[REPORTING]) as dashboard,
    ):
        visitors = Visitors(
            platform,
            referral_pb2_grpc.ReferralServiceStub(commands),
            reporting_pb2_grpc.ReportingServiceStub(dashboard),
            (("authorization", f"Bearer {token}"),),
        )
        watching = asyncio.create_task(visitors.watch())
        try:
            yield visitors
        finally:
            watching.cancel()
            await asyncio.gather(watching, return_exceptions=True)
