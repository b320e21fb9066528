"""Every call of the operations, by every kind of caller; and what operators find and do through the door.

The calls are read from the contract: a new one without a row here fails, and so does one of which
``chassis.access.table.OPERATIONS`` does not say who may call it.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import grpc
import pytest
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass

from chassis.access.table import OPERATIONS, UnlistedMethod, whole
from chassis.delivery.event_door import EventDoor
from chassis.run import Build, Ground, Service
from chassis.timers import Timer
from chassis.watch import Patience
from contracts.envelope import Envelope
from contracts.events.referral import ReferralWithdrawn
from contracts.grpc import common_pb2, history_pb2, operations_pb2, referral_pb2
from contracts.grpc import operations_pb2 as wire
from services.referral import main as referral
from tests.integration.chassis.listener import NotYet
from tests.integration.chassis.told_in_order import TABLE, Sources, write
from tests.support.service import ServiceUnderTest, running_service

pytestmark = pytest.mark.integration

API = operations_pb2.DESCRIPTOR.services_by_name["Operations"]
CASE, LISTENER, BAD_OFFSET = UUID(int=0xCA5E), "test", 17
OK, ONLY, NOT_FOR, NOBODY = (
    "ok", "identity.operators_only", "identity.not_for_operators", "identity.not_signed_in",
)  # fmt: skip
NOTHING, NOT_MINE = {"parked.nothing", "untold.nothing"}, "identity.other_partnership"
WHY = "An invented reason."


# --- A service with one failed case and one message that cannot be read ---------------------------


class Broken:
    """An effect that fails until it is mended."""

    def __init__(self) -> None:
        self.mended = False

    async def __call__(self, told: Any) -> None:
        await write(told)
        if told.event.reason == "1" and not self.mended:
            raise NotYet


def with_a_listener(broken: Broken) -> Build:
    """The referral service, and beside it a listener that fails."""

    def build(ground: Ground) -> Service:
        service = referral.build(ground)
        door = EventDoor(
            LISTENER, ["review"], {ReferralWithdrawn: broken}, ground.pool,
            attempts_max=1, first_delay_s=0.001,
        )  # fmt: skip
        return replace(service, doors=(door,))

    return build


@dataclass
class Begun:
    """The service, what is wrong in it, and the events of its case."""

    service: ServiceUnderTest
    broken: Broken
    page: list[Envelope]

    async def ask(self, method: str, request: Message, who: Any) -> Any:
        found = API.methods_by_name[method]
        call = self.service.channel.unary_unary(
            f"/{API.full_name}/{method}", type(request).SerializeToString,
            GetMessageClass(found.output_type).FromString,
        )  # fmt: skip
        return await call(request, metadata=who, timeout=20)

    async def outcome(self, method: str, request: Message, who: Any) -> str:
        try:
            await self.ask(method, request, who)
        except grpc.aio.AioRpcError as error:
            return str(dict(error.trailing_metadata() or ()).get("refusal-code", error.code()))
        return OK

    @property
    def operator(self) -> Any:
        return self.service.as_person("region-operator", "operator", "PLY", "DEV")


@pytest.fixture
async def begun() -> AsyncIterator[Begun]:
    broken = Broken()
    patience = Patience(look_s=0.05)
    async with running_service("referral", with_a_listener(broken), patience=patience) as service:
        ground = service.running.ground
        await ground.pool.execute(TABLE)
        page = Sources().page(CASE, "1", "2")
        await service.running.service.doors[0].take(page)
        (good,) = Sources().page(uuid4(), "from afar")
        await unreadable(ground, good)
        await untold(ground)
        yield Begun(service, broken, page)


async def unreadable(ground: Ground, good: Envelope) -> None:
    """A message as a source of Kafka keeps it, which yesterday's code could not read."""
    await ground.pool.execute(
        "INSERT INTO unreadable (listener, source, partition, record_offset, key, headers, value, problem)"
        " VALUES ($1, 'review', 0, $2, $3, $4, $5, 'position'), ($1, 'review', 0, 18, NULL, $6, $7, 'id')",
        LISTENER, BAD_OFFSET, b"key", [f"{name}={value!r}" for name, value in good.headers()], good.data,
        ["ce_id=b'Invented Child'"], b"Invented Child",
    )  # fmt: skip


async def untold(ground: Ground) -> None:
    """The case, as a reader with older code left it."""
    await ground.pool.execute(
        "INSERT INTO untold_cases (case_id, partnership, since, stuck_at, topic, problem)"
        " VALUES ($1, 'PLY', 1, 1, 'referral.ReferralSung.v1', 'UnknownEvent')", CASE,
    )  # fmt: skip


# --- Who may --------------------------------------------------------------------------------------


def header(partnership: str, case_id: UUID | None = CASE) -> common_pb2.CommandHeader:
    return common_pb2.CommandHeader(
        command_id=str(uuid4()), case_id=str(case_id or ""), partnership=partnership
    )


PLACE = wire.MessagePlace(source="review", partition=0, offset=BAD_OFFSET)
Make = Callable[[str, Begun], Message]
# In an order in which each can succeed for the operator, who comes last.
ROWS: dict[str, Make] = {
    "Standing": lambda _partnership, _begun: wire.StandingRequest(),
    "ListParked": lambda _partnership, _begun: wire.ListParkedRequest(),
    "ShowParked": lambda _partnership, _begun: wire.ShowParkedRequest(
        listener=LISTENER, case_id=str(CASE)
    ),
    "ShowUnreadable": lambda _partnership, _begun: wire.ShowUnreadableRequest(
        listener=LISTENER, place=PLACE, with_value=True
    ),
    "Redrive": lambda partnership, _begun: wire.RedriveRequest(
        header=header(partnership), listener=LISTENER
    ),
    "Skip": lambda partnership, begun: wire.SkipRequest(
        header=header(partnership), listener=LISTENER, event_id=str(begun.page[0].id), reason=WHY
    ),
    "Purge": lambda partnership, _begun: wire.PurgeRequest(
        header=header(partnership), listener=LISTENER, reason=WHY
    ),
    "RedriveUnreadable": lambda partnership, _begun: wire.RedriveUnreadableRequest(
        header=header(partnership, None), listener=LISTENER, place=PLACE
    ),
    "PurgeUnreadable": lambda partnership, _begun: wire.PurgeUnreadableRequest(
        header=header(partnership, None), listener=LISTENER, reason=WHY,
        place=wire.MessagePlace(source="review", partition=0, offset=18),
    ),
    "ListUntold": lambda _partnership, _begun: wire.ListUntoldRequest(),
    "ResumeTelling": lambda partnership, _begun: wire.ResumeTellingRequest(
        header=header(partnership), reason=WHY
    ),
}  # fmt: skip
LOOKS = ("Standing", "ListParked", "ShowParked", "ShowUnreadable", "ListUntold")
OF_A_CASE = ("ShowParked", "Redrive", "Skip", "Purge", "ResumeTelling")


def test_every_operation_has_a_row_and_every_row_an_operation() -> None:
    assert list(ROWS) == list(API.methods_by_name)


def test_an_operation_of_which_nobody_said_who_may_call_it_stops_the_start() -> None:
    whole(OPERATIONS, {"Operations": OPERATIONS})

    with pytest.raises(UnlistedMethod, match="DropEverything"):
        whole(OPERATIONS, {"Operations": [*OPERATIONS, "DropEverything"]})
    with pytest.raises(UnlistedMethod, match="Purge"):
        whole(OPERATIONS, {"Operations": set(OPERATIONS) - {"Purge"}})


async def test_each_operation_answers_each_kind_of_caller_as_it_should(begun: Begun) -> None:
    person = begun.service.as_person
    everybody_else = {
        role: person("somebody", role, "PLY", "DEV")
        for role in ("coordinator", "agency_author", "statutory_partner", "strategic_leader", "subgroup_chair", "")
    }  # fmt: skip
    for method, make in ROWS.items():
        outcomes = {
            role: await begun.outcome(method, make("PLY", begun), who)
            for role, who in everybody_else.items()
        }
        assert set(outcomes.values()) == {ONLY}, (method, outcomes)
        assert await begun.outcome(method, make("PLY", begun), None) == NOBODY
        auditor = person("region-observer", "auditor", "PLY", "DEV")
        expected = OK if method in LOOKS else ONLY
        assert await begun.outcome(method, make("PLY", begun), auditor) == expected, method
        stranger = person("tor-operator", "operator", "TOR")
        if method in OF_A_CASE:
            assert await begun.outcome(method, make("TOR", begun), stranger) in NOTHING, method
        if method not in LOOKS:
            assert await begun.outcome(method, make("PLY", begun), stranger) == NOT_MINE, method
        assert await begun.outcome(method, make("PLY", begun), begun.operator) == OK, method


async def test_an_operator_has_no_part_in_the_cases(begun: Begun) -> None:
    for descriptor in (referral_pb2.DESCRIPTOR, history_pb2.DESCRIPTOR):
        for api in descriptor.services_by_name.values():
            for method in api.methods:
                request = GetMessageClass(method.input_type)()
                path = f"/{api.full_name}/{method.name}"
                kind = GetMessageClass(method.output_type).FromString
                expected = OK if method.name == "Progress" else NOT_FOR
                call: Any
                if method.server_streaming:
                    call = begun.service.channel.unary_stream(
                        path, type(request).SerializeToString, kind
                    )
                    found = await ended(_first(call(request, metadata=begun.operator)))
                else:
                    call = begun.service.channel.unary_unary(
                        path, type(request).SerializeToString, kind
                    )
                    found = await ended(call(request, metadata=begun.operator))
                assert found == expected, method.name


async def _first(stream: Any) -> Any:
    return [answer async for answer in stream]


async def ended(call: Any) -> str:
    try:
        await call
    except grpc.aio.AioRpcError as error:
        return str(dict(error.trailing_metadata() or ()).get("refusal-code", error.code()))
    return OK


# --- What they find and do ------------------------------------------------------------------------


async def test_the_list_says_what_is_parked_why_and_what_could_not_be_read(begun: Begun) -> None:
    found = await begun.ask("ListParked", wire.ListParkedRequest(), begun.operator)

    (case,) = found.cases
    assert (case.listener, case.case_id, case.partnership) == (LISTENER, str(CASE), "PLY")
    assert {one.reason: one.events for one in case.reasons} == {
        "test.not_yet": 1,
        "queued_behind": 1,
    }
    assert case.holding_up.event_id == str(begun.page[0].id)
    first, second = found.unreadable
    assert (first.place.offset, first.problem, first.key) == (BAD_OFFSET, "position", b"key".hex())
    assert (second.size, list(second.headers), second.value) == (14, ["ce_id"], "")
    assert "Invented" not in str(found)


async def test_a_stranger_s_list_does_not_name_the_case(begun: Begun) -> None:
    stranger = begun.service.as_person("tor-operator", "operator", "TOR")

    found = await begun.ask("ListParked", wire.ListParkedRequest(), stranger)

    assert list(found.cases) == []


async def test_an_unreadable_value_is_shown_only_when_it_is_asked_for(begun: Begun) -> None:
    asked = wire.ShowUnreadableRequest(listener=LISTENER, place=PLACE)

    without = await begun.ask("ShowUnreadable", asked, begun.operator)
    asked.with_value = True
    with_value = await begun.ask("ShowUnreadable", asked, begun.operator)

    assert (without.value, bool(with_value.value)) == ("", True)


async def test_an_unreadable_message_that_today_s_code_can_read_takes_effect(begun: Begun) -> None:
    request = ROWS["RedriveUnreadable"]("PLY", begun)

    done = await begun.ask("RedriveUnreadable", request, begun.operator)
    again = await begun.ask("RedriveUnreadable", request, begun.operator)

    assert (done.events, done.still_parked, again.still_parked) == (1, 0, 0)
    heard = await begun.service.running.ground.pool.fetchval("SELECT text FROM heard")
    assert heard == "from afar"
    left = (await begun.ask("ListParked", wire.ListParkedRequest(), begun.operator)).unreadable
    assert [one.place.offset for one in left] == [18]


async def test_an_unreadable_message_that_stays_unreadable_stays(begun: Begun) -> None:
    place = wire.MessagePlace(source="review", partition=0, offset=18)
    request = wire.RedriveUnreadableRequest(
        header=header("PLY", None), listener=LISTENER, place=place
    )

    done = await begun.ask("RedriveUnreadable", request, begun.operator)

    assert (done.events, done.still_parked) == (0, 1)
    assert "source" in done.stopped_by
    gone = wire.MessagePlace(source="review", partition=0, offset=99)
    purge = wire.PurgeUnreadableRequest(
        header=header("PLY", None), listener=LISTENER, place=gone, reason=WHY
    )
    assert (
        await begun.outcome("PurgeUnreadable", purge, begun.operator) == "parked.nothing_unreadable"
    )


@pytest.mark.parametrize("method", ["Skip", "Purge", "PurgeUnreadable"])
async def test_leaving_something_out_needs_a_reason(begun: Begun, method: str) -> None:
    request: Any = ROWS[method]("PLY", begun)
    request.reason = " "

    assert await begun.outcome(method, request, begun.operator) == "words.missing"


async def test_a_redrive_says_how_far_it_came(begun: Begun) -> None:
    stuck = await begun.ask("Redrive", ROWS["Redrive"]("PLY", begun), begun.operator)
    begun.broken.mended = True
    through = await begun.ask("Redrive", ROWS["Redrive"]("PLY", begun), begun.operator)

    assert (stuck.events, stuck.still_parked, stuck.stopped_by) == (0, 2, "test.not_yet")
    assert (through.events, through.still_parked, through.stopped_by) == (2, 0, "")


async def test_the_reason_stands_sealed_in_the_history_of_the_case(begun: Begun) -> None:
    request: Any = ROWS["Skip"]("PLY", begun)
    request.reason = "A reason with an Invented Child in it."
    await begun.ask("Skip", request, begun.operator)

    ((_, begun_body), (topic, body)) = await begun.service.bodies(CASE)
    (_, stored) = await begun.service.running.ground.store.case(CASE)

    assert begun_body["listener"] == LISTENER
    assert (topic, body["reason"]) == ("chassis.ParkedSkipped.v1", request.reason)
    assert stored.header.actor == "operator:region-operator"
    assert b"Invented" not in stored.state


async def test_an_untold_case_says_where_and_why_and_is_told_again_by_a_recorded_decision(
    begun: Begun,
) -> None:
    request: Any = ROWS["ResumeTelling"]("PLY", begun)

    (case,) = (await begun.ask("ListUntold", wire.ListUntoldRequest(), begun.operator)).cases
    done = await begun.ask("ResumeTelling", request, begun.operator)
    left = await begun.ask("ListUntold", wire.ListUntoldRequest(), begun.operator)

    assert (case.case_id, case.since, case.problem) == (str(CASE), 1, "UnknownEvent")
    assert list(left.cases) == []
    ((topic, body),) = await begun.service.bodies(CASE)
    assert (topic, body["reason"]) == ("chassis.TellingResumed.v1", WHY)
    assert done.position == await begun.service.running.ground.store.head()


async def test_the_standing_names_each_part_with_its_place_and_its_lag(begun: Begun) -> None:
    async with asyncio.timeout(60):
        while not (found := await standing(begun)).HasField("looked_at"):
            await asyncio.sleep(0.05)

    parts = {(one.kind, one.name): one for one in found.parts}
    assert found.service == "referral"
    assert ("readmodel", "awaiting_decision") in parts
    assert not any(one.stalled for one in found.parts)
    assert "Invented" not in str(found)


async def test_a_timer_that_failed_or_is_overdue_is_late_and_another_one_is_not(
    begun: Begun,
) -> None:
    timers = begun.service.running.ground.timers
    now = datetime.now(UTC)
    for minutes in (60, -60):
        await timers.set(Timer("reminder", uuid4(), "one", now + timedelta(minutes=minutes)))

    (found,) = (await standing(begun)).timers

    assert (found.kind, found.waiting, found.late, found.attempts) == ("reminder", 2, 1, 0)
    assert found.oldest_at.ToDatetime(tzinfo=UTC) == now - timedelta(minutes=60)


async def standing(begun: Begun) -> Any:
    return await begun.ask("Standing", wire.StandingRequest(), begun.operator)
