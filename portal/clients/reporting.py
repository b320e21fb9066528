"""Asks reporting's door, on behalf of the person who is looking, and answers with plain objects.

Raises the refusals of ``chassis.errors``, and ``Temporary`` when reporting cannot be reached in time.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime

import grpc
from google.protobuf.timestamp_pb2 import Timestamp
from grpc_health.v1 import health_pb2, health_pb2_grpc

from chassis.doors.event_source import is_asked_to_stop
from chassis.errors import Temporary
from chassis.identity import Caller, token_for
from chassis.settings import WITHOUT_TLS, TlsSettings
from chassis.telemetry.traces import carried
from chassis.tls import Certificates
from contracts.grpc import reporting_pb2 as wire
from contracts.grpc import reporting_pb2_grpc as door
from portal.clients.case_facts import (
    AgencyProgress,
    CaseDetail,
    Cases,
    CaseSummary,
    Late,
    MilestoneProgress,
    Revision,
    TimelineEntry,
)
from portal.clients.refusals import refusal_of

DEADLINE_S = 5.0
HEALTH_DEADLINE_S = 1.5
CHANNEL_OPTIONS = (
    # A door that was away for a while is found again within seconds of its return.
    ("grpc.initial_reconnect_backoff_ms", 200),
    ("grpc.max_reconnect_backoff_ms", 2000),
    ("grpc.keepalive_time_ms", 30_000),
)


Bearer = Callable[[Caller], Awaitable[str]]
"""Gives a token of the person who asks. Raises ``NotSignedIn`` when there is none."""


def example_bearer(token_key: bytes) -> Bearer:
    """Signs the tokens of example people. Nothing signs those of people who have signed in but their provider."""

    async def bearer(caller: Caller) -> str:
        return token_for(caller, token_key)

    return bearer


class Reporting:
    """Reporting's answers. Usable inside ``async with reporting.connected()``.

    When the portal's certificates have been renewed on disk, the next question opens a new channel.
    """

    def __init__(self, address: str, bearer: Bearer, tls: TlsSettings = WITHOUT_TLS) -> None:
        """Raises ``SettingsWrong`` when reporting would be asked in the open."""
        self._address = address
        self._bearer = bearer
        self._certificates = Certificates(tls)
        self._certificates.must_close(address)
        self._shown: object = None
        self._channel: grpc.aio.Channel | None = None
        self._leaving: set[asyncio.Task[None]] = set()
        self._stub: door.ReportingServiceStub | None = None
        self._health: health_pb2_grpc.HealthStub | None = None

    @asynccontextmanager
    async def connected(self) -> AsyncIterator[None]:
        """Open the channel for as long as the block lasts. Reporting need not be there yet."""
        self._connect()
        try:
            yield
        finally:
            if self._channel is not None:
                await self._channel.close()
            await asyncio.gather(*self._leaving)

    async def cases(self, caller: Caller, *, partnership: str = "", closed: bool = False) -> Cases:
        """The cases that ``caller`` may see, in reporting's order."""
        request = wire.ListCasesRequest(partnership=partnership, include_closed=closed)
        try:
            answer = await self._asked.ListCases(
                request, metadata=await self._as(caller), timeout=DEADLINE_S
            )
        except grpc.aio.AioRpcError as error:
            raise refusal_of(error) from None
        return Cases(
            tuple(_summary(case) for case in answer.cases), answer.revision, _date(answer.today)
        )

    async def case(self, caller: Caller, reference: str) -> CaseDetail:
        """The case with this reference."""
        request = wire.GetCaseRequest(reference=reference)
        try:
            answer = await self._asked.GetCase(
                request, metadata=await self._as(caller), timeout=DEADLINE_S
            )
        except grpc.aio.AioRpcError as error:
            raise refusal_of(error) from None
        return CaseDetail(
            summary=_summary(answer.summary),
            timeline=tuple(_entry(entry) for entry in answer.timeline),
            agencies=tuple(_agency(agency) for agency in answer.agencies),
            milestones=tuple(_milestone(milestone) for milestone in answer.milestones),
            revision=answer.revision,
        )

    async def watch(self, caller: Caller) -> AsyncIterator[Revision]:
        """The revision now, and each new one, until the door closes the stream."""
        request = wire.ListCasesRequest(include_closed=True)
        # It outlives the page that began it, and belongs to no trace.
        call = self._asked.WatchCases(request, metadata=(await self._as(caller))[:1])
        try:
            async for told in call:
                yield Revision(told.revision, frozenset(told.case_ids))
        except asyncio.CancelledError:
            if is_asked_to_stop():
                raise
            raise Temporary from None  # The channel was closed because certificates were renewed.
        except grpc.aio.AioRpcError as error:
            raise refusal_of(error) from None
        finally:
            call.cancel()

    async def answers(self) -> bool:
        """Whether reporting's door answers. A door without a health service answers by saying so."""
        if self._health is None:
            return False
        self._take_up_renewed()
        try:
            health = await self._health.Check(
                health_pb2.HealthCheckRequest(), timeout=HEALTH_DEADLINE_S
            )
        except grpc.aio.AioRpcError as error:
            return error.code() is grpc.StatusCode.UNIMPLEMENTED
        return bool(health.status == health_pb2.HealthCheckResponse.SERVING)

    @property
    def _asked(self) -> door.ReportingServiceStub:
        if self._stub is None:
            raise RuntimeError("ask reporting only inside `async with reporting.connected()`")
        self._take_up_renewed()
        return self._stub

    def _connect(self) -> None:
        self._channel = self._certificates.channel(self._address, CHANNEL_OPTIONS)
        self._shown = self._certificates.state
        self._stub = door.ReportingServiceStub(self._channel)
        self._health = health_pb2_grpc.HealthStub(self._channel)

    def _take_up_renewed(self) -> None:
        """Let the old channel finish what it does; who watches on it will watch on the new one."""
        if self._channel is None or self._certificates.state == self._shown:
            return
        leaving = asyncio.create_task(self._channel.close(grace=DEADLINE_S))
        self._leaving.add(leaving)
        leaving.add_done_callback(self._leaving.discard)
        self._connect()

    async def _as(self, caller: Caller) -> tuple[tuple[str, str], ...]:
        return (("authorization", f"Bearer {await self._bearer(caller)}"), *carried())


def _summary(case: wire.CaseSummary) -> CaseSummary:
    return CaseSummary(
        case_id=case.case_id,
        reference=case.reference,
        partnership=case.partnership,
        partnership_name=case.partnership_name,
        stage=case.stage,
        stage_label=case.stage_label,
        day=case.day,
        of_days=case.of_days,
        due_on=_date(case.due_on),
        sent_on=_date(case.sent_on),
        days_late=case.days_late,
        late=tuple(Late(x.what, x.who, _date(x.due_on), x.working_days) for x in case.late),
        next_step=case.next_step,
        next_actor=case.next_actor,
        outcome=case.outcome,
        live=case.live,
        contributing=case.contributing,
        returns_in=case.returns_in,
        returns_asked=case.returns_asked,
        changed_at=_moment(case.changed_at) if case.HasField("changed_at") else None,
    )


def _entry(entry: wire.TimelineEntry) -> TimelineEntry:
    return TimelineEntry(
        occurred_at=_moment(entry.occurred_at),
        recorded_at=_moment(entry.recorded_at),
        service=entry.service,
        type=entry.type,
        sentence=entry.sentence,
        actor=entry.actor,
        event_id=entry.event_id,
    )


def _agency(agency: wire.AgencyProgress) -> AgencyProgress:
    return AgencyProgress(
        agency=agency.agency,
        agency_name=agency.agency_name,
        status=agency.status,
        due_on=_date(agency.due_on),
        returned_on=_date(agency.returned_on),
        nil_return=agency.nil_return,
        chronology_rows=agency.chronology_rows,
        days_late=agency.days_late,
    )


def _milestone(milestone: wire.MilestoneProgress) -> MilestoneProgress:
    return MilestoneProgress(
        code=milestone.code,
        label=milestone.label,
        working_day=milestone.working_day,
        due_on=_date(milestone.due_on),
        done_on=_date(milestone.done_on),
    )


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _moment(stamp: Timestamp) -> datetime:
    return stamp.ToDatetime(tzinfo=UTC)
