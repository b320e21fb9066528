"""Who read a case is kept, and told to nobody but who answers for it; what cannot be kept is not shown."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import grpc
import pytest
from structlog.testing import capture_logs

from chassis import reads
from chassis.reads import CaseReads, Read
from contracts.grpc import (
    common_pb2,
    history_pb2,
    history_pb2_grpc,
    referral_pb2,
    referral_pb2_grpc,
)
from services.referral.main import NAME, build
from tests.integration.referral.referrals_on_the_wire import a_referral
from tests.support.database import CHASSIS_SCHEMA
from tests.support.service import ServiceUnderTest, laid_ground, refusal_code, running_service

pytestmark = pytest.mark.integration

CASE = UUID(int=0xCA5E)
OTHER_CASE = UUID(int=0xCA5F)
WAIT_S = 60.0
AUDITOR = ("region-observer", "auditor", "PLY", "DEV")
OFFICER = ("ply-data-protection", "data_protection_officer", "PLY")
GONE = (grpc.StatusCode.UNAVAILABLE, "reads.full")


class Clock:
    """The present moment, as a test sets it: the middle of a minute."""

    def __init__(self) -> None:
        self.now = datetime(2026, 9, 8, 10, 0, 20, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def service(clock: Clock) -> AsyncIterator[ServiceUnderTest]:
    async with running_service(NAME, build, clock=clock) as under_test:
        stub = referral_pb2_grpc.ReferralServiceStub(under_test.channel)
        for case_id, partnership in ((CASE, "PLY"), (OTHER_CASE, "DEV")):
            request = a_referral(case_id, partnership=partnership)
            if partnership == "DEV":
                request.agency = "devon-schools"
                request.agencies_involved[:] = ["devon-schools"]
            by = under_test.as_person("a-coordinator", "coordinator", partnership)
            await stub.ReceiveReferral(request, metadata=by)
        page, _ = await under_test.running.log.read(after=0, limit=10)
        await under_test.teller.tell(*page)
        yield under_test


def get(service: ServiceUnderTest, who: Any, case_id: UUID = CASE) -> Any:
    stub = referral_pb2_grpc.ReferralServiceStub(service.channel)
    return stub.GetReferral(common_pb2.CaseRequest(case_id=str(case_id)), metadata=who)


def ask(service: ServiceUnderTest, who: tuple[str, ...] = AUDITOR, **asked: Any) -> Any:
    stub = history_pb2_grpc.HistoryStub(service.channel)
    request = history_pb2.ReadsRequest(**(asked or {"case_id": str(CASE)}))
    return stub.ReadsOfCase(request, metadata=service.as_person(*who))


async def found(
    service: ServiceUnderTest, who: tuple[str, ...] = AUDITOR, **asked: Any
) -> list[Any]:
    """The lines, without those about asking for them."""
    answer = await ask(service, who, **asked)
    return [one for one in answer.reads if one.method != "ReadsOfCase"]


# --- Refusals -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "role", ["coordinator", "statutory_partner", "agency_author", "scrutineer"]
)
async def test_who_works_on_a_case_is_not_told_who_read_it(
    service: ServiceUnderTest, role: str
) -> None:
    who = ("somebody", role, "PLY")

    assert (await refusal_code(ask(service, who)))[1] == "access.role_not_allowed"


async def test_an_operator_is_not_told_who_read_a_case(service: ServiceUnderTest) -> None:
    who = ("region-operator", "operator", "PLY")

    assert (await refusal_code(ask(service, who)))[1] == "identity.not_for_operators"


async def test_the_officer_of_another_partnership_finds_nothing(service: ServiceUnderTest) -> None:
    await get(service, service.as_person())
    reference = "PLY-RR-2026-0001"
    stranger = ("dev-data-protection", "data_protection_officer", "DEV")

    assert await found(service, stranger) == []
    assert (await refusal_code(ask(service, stranger, reference=reference)))[1] == "not_found"
    assert (await refusal_code(ask(service, reference="PLY-RR-2026-9999")))[1] == "not_found"


async def test_the_officer_reads_no_case(service: ServiceUnderTest) -> None:
    refused = await refusal_code(get(service, service.as_person(*OFFICER)))

    assert refused[1] == "access.role_not_allowed"


async def test_a_read_that_cannot_be_kept_is_not_answered(service: ServiceUnderTest) -> None:
    service.running.reads._room = 0

    assert await refusal_code(get(service, service.as_person())) == GONE
    history = history_pb2_grpc.HistoryStub(service.channel)
    request = history_pb2.HistoryRequest(case_id=str(CASE))
    stream = history.EventsOfCase(request, metadata=service.as_person())
    assert await refusal_code(_all(stream)) == GONE


async def test_commands_go_on_when_reads_cannot_be_kept(service: ServiceUnderTest) -> None:
    service.running.reads._room = 0
    stub = referral_pb2_grpc.ReferralServiceStub(service.channel)

    assert await stub.ReceiveReferral(a_referral(uuid4()), metadata=service.as_person())


async def test_what_was_refused_is_no_read(service: ServiceUnderTest) -> None:
    torbay = service.as_person("tor-coordinator", "coordinator", "TOR")

    assert (await refusal_code(get(service, torbay)))[0] == grpc.StatusCode.NOT_FOUND
    assert await found(service) == []


async def test_a_list_and_a_command_are_no_reads(service: ServiceUnderTest) -> None:
    stub = referral_pb2_grpc.ReferralServiceStub(service.channel)
    await stub.ListAwaitingDecision(
        referral_pb2.ListAwaitingDecisionRequest(partnership="PLY"), metadata=service.as_person()
    )

    assert await found(service) == []


# --- What is kept ---------------------------------------------------------------------------------


async def test_a_read_says_who_in_which_role_of_what_and_when(
    service: ServiceUnderTest, clock: Clock
) -> None:
    await get(service, service.as_person("ply-statutory", "statutory_partner"))

    (one,) = await found(service)

    assert (one.person, one.role, one.partnership, one.method, one.times) == (
        "ply-statutory", "statutory_partner", "PLY", "GetReferral", 1,
    )  # fmt: skip
    assert one.first_at.ToDatetime(tzinfo=UTC) == clock.now
    assert (one.with_words, one.glass) == (False, False)


async def test_of_several_memberships_the_one_with_a_part_in_the_case_is_kept(
    service: ServiceUnderTest,
) -> None:
    await get(service, service.as_person("region-observer", "auditor", "DEV", "PLY"))

    (one,) = await found(service)

    assert (one.partnership, one.role) == ("PLY", "auditor")


async def test_repeats_within_a_minute_are_one_line_with_a_count(
    service: ServiceUnderTest, clock: Clock
) -> None:
    await get(service, service.as_person())
    for _ in range(3):
        clock.now += timedelta(seconds=10)
        await get(service, service.as_person())
    (first,) = await found(service)
    clock.now += timedelta(seconds=9)
    await get(service, service.as_person())
    clock.now += timedelta(seconds=1)
    await get(service, service.as_person())

    later, earlier = await found(service)

    assert (first.times, earlier.times, later.times) == (4, 5, 1)
    assert (earlier.last_at.ToDatetime() - earlier.first_at.ToDatetime()) == timedelta(seconds=39)


async def test_a_page_that_refreshes_itself_is_two_rows_a_minute(
    service: ServiceUnderTest, clock: Clock
) -> None:
    for _ in range(30):
        await get(service, service.as_person())
    clock.now += timedelta(minutes=1)
    await get(service, service.as_person())
    await service.running.reads._keep()

    rows = await service.running.ground.pool.fetch("SELECT times FROM case_reads ORDER BY first_at")
    assert [row["times"] for row in rows] == [1, 29, 1]


async def test_a_history_with_its_words_is_said_to_be_one(service: ServiceUnderTest) -> None:
    history = history_pb2_grpc.HistoryStub(service.channel)
    request = history_pb2.HistoryRequest(case_id=str(CASE), with_body=True)
    await _all(history.EventsOfCase(request, metadata=service.as_person(*AUDITOR)))

    (one,) = await found(service)

    assert (one.method, one.with_words, one.times) == ("EventsOfCase", True, 1)


async def test_who_broke_the_glass_is_marked_unless_they_are_on_the_team(
    service: ServiceUnderTest, clock: Clock
) -> None:
    until = clock.now + timedelta(hours=1)
    rows = [("glass", "in-a-hurry"), ("glass", "named"), ("team", "named"), ("glass", "too-late")]
    for kind, who in rows:
        await service.running.ground.pool.execute(
            "INSERT INTO case_relations (case_id, kind, who, about, until) VALUES ($1, $2, $3, '', $4)",
            CASE, kind, who, clock.now if who == "too-late" else until,
        )  # fmt: skip
    for who in ("in-a-hurry", "named", "too-late"):
        await get(service, service.as_person(who, "strategic_leader"))

    assert {one.person: one.glass for one in await found(service)} == {
        "in-a-hurry": True, "named": False, "too-late": False,
    }  # fmt: skip


async def test_the_officer_of_the_lead_finds_by_reference_what_anybody_read(
    service: ServiceUnderTest,
) -> None:
    await get(service, service.as_person())
    await get(service, service.as_person("dev-coordinator", "coordinator", "DEV"), OTHER_CASE)

    answer = await ask(service, OFFICER, reference="PLY-RR-2026-0001")

    assert answer.case_id == str(CASE)
    assert [one.person for one in answer.reads if one.method == "GetReferral"] == [
        "ply-coordinator"
    ]


async def test_who_asked_who_read_is_kept_too(service: ServiceUnderTest) -> None:
    await ask(service, OFFICER)

    assert [(one.person, one.method) for one in (await ask(service)).reads] == [
        ("ply-data-protection", "ReadsOfCase")
    ]


async def test_what_does_not_fit_into_one_answer_is_asked_for_by_its_moment(
    service: ServiceUnderTest, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reads, "LISTED_MAX", 2)
    monkeypatch.setattr("chassis.doors.history_door.LISTED_MAX", 2)
    for _ in range(3):
        clock.now += timedelta(minutes=1)
        await get(service, service.as_person())

    first = await ask(service)
    rest = await ask(service, case_id=str(CASE), before=first.reads[-1].first_at)

    assert (first.more, len(first.reads)) == (True, 2)
    assert [one.method for one in rest.reads] == ["GetReferral"]


async def test_no_word_of_a_case_stands_in_the_record(service: ServiceUnderTest) -> None:
    await get(service, service.as_person())
    await ask(service)

    rows = await service.running.ground.pool.fetch(
        "SELECT to_jsonb(case_reads)::text FROM case_reads"
    )
    assert rows
    assert all("nvented" not in row[0] for row in rows)


# --- Trouble --------------------------------------------------------------------------------------


async def test_while_the_record_is_away_reads_go_on_and_are_kept_when_it_is_back(
    service: ServiceUnderTest,
) -> None:
    pool = service.running.ground.pool
    await pool.execute("ALTER TABLE case_reads RENAME TO away")

    with capture_logs() as lines:
        await get(service, service.as_person())
        async with asyncio.timeout(WAIT_S):
            while not any(line["event"] == "reads.not_kept" for line in lines):
                await asyncio.sleep(0.01)
        assert service.running.reads._waiting
    await pool.execute("ALTER TABLE away RENAME TO case_reads")

    assert [one.method for one in await found(service)] == ["GetReferral"]


async def test_what_was_kept_with_a_lost_answer_is_kept_once(clock: Clock) -> None:
    async with laid_ground(NAME, build) as ground:
        record = CaseReads(ground.pool, clock)
        record.note(Read(CASE, "somebody", "auditor", "PLY", "GetReferral"))
        waiting = list(record._waiting)
        await record._keep()
        record._waiting += waiting  # As if the answer of the database had been lost.
        await record._keep()

        assert await ground.pool.fetchval("SELECT count(*) FROM case_reads") == 1


async def test_whoever_is_shown_names_has_read_them_and_whoever_sends_a_referral_has_not(
    service: ServiceUnderTest,
) -> None:
    stub = referral_pb2_grpc.ReferralServiceStub(service.channel)
    for request, ask_for in (
        (referral_pb2.NotificationWorksheetRequest(), stub.NotificationWorksheet),
        (referral_pb2.RevealIdentitiesRequest(purpose="An invented one."), stub.RevealIdentities),
    ):
        request.header.MergeFrom(
            common_pb2.CommandHeader(command_id=str(uuid4()), case_id=str(CASE), partnership="PLY")
        )
        await ask_for(request, metadata=service.as_person())

    assert {one.method for one in await found(service)} == {
        "NotificationWorksheet", "RevealIdentities",
    }  # fmt: skip


async def test_a_service_that_stops_keeps_what_it_has_noted(clock: Clock) -> None:
    async with laid_ground(NAME, build) as ground:
        record = CaseReads(ground.pool, clock)
        for _ in range(4):
            record.note(Read(CASE, "somebody", "auditor", "PLY", "GetReferral"))
        await record.close()

        assert await ground.pool.fetchval("SELECT sum(times) FROM case_reads") == 4


async def test_a_service_that_stops_without_its_database_says_how_much_is_lost(
    clock: Clock,
) -> None:
    async with laid_ground(NAME, build) as ground:
        record = CaseReads(ground.pool, clock)
        await ground.pool.execute("DROP TABLE case_reads")
        record.note(Read(CASE, "somebody", "auditor", "PLY", "GetReferral"))

        with capture_logs() as lines:
            await record.close()

    assert [(line["event"], line["lost"]) for line in lines] == [("reads.lost", 1)]


def test_every_service_has_the_record() -> None:
    assert "CREATE TABLE case_reads" in CHASSIS_SCHEMA


async def _all(stream: Any) -> list[Any]:
    return [answer async for answer in stream]
