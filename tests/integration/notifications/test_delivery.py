"""A message is delivered once or said to have failed, whatever a channel does and whenever we stop."""

from __future__ import annotations

import asyncio
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import grpc
import pytest

from chassis.errors import Temporary
from chassis.store.event_store import OutcomeUnknown
from contracts.events.review import AgencyInvolved, MeetingScheduled, ReportFinalised
from contracts.grpc import notifications_pb2 as wire
from contracts.grpc import notifications_pb2_grpc as rpc
from services.notifications.application.channels import Undeliverable
from services.notifications.domain.message import WAITS
from services.notifications.main import NAME, build
from tests.integration.notifications.reaching import (
    AT,
    CASE,
    DAY,
    Invented,
    MovedClock,
    event,
    listed,
    reaching,
    register,
    settled,
    told,
)
from tests.support.service import ServiceUnderTest, command_header, refusal_code, running_service

pytestmark = pytest.mark.integration
FINALISED = event(ReportFinalised, finalised_on=DAY, report_version=1)
CHAIR = "ply-subgroup-chair"


async def outcome(service: ServiceUnderTest) -> list[tuple[str, str, int]]:
    """What the world was told of messages: kind, reason and attempt."""
    page, _ = await service.running.log.read(after=0, limit=100)
    events = [envelope.event().model_dump() for envelope in page]
    return [
        (one.type.split(".")[2], event.get("reason", ""), event["attempt"])
        for one, event in zip(page, events, strict=True)
    ]


async def resend(service: ServiceUnderTest, message_id: str, *, case_id: UUID = CASE) -> Any:
    stub = rpc.NotificationsServiceStub(service.channel)
    request = wire.ResendMessageRequest(header=command_header(case_id), message_id=message_id)
    return await stub.ResendMessage(request, metadata=service.as_person())


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (Undeliverable("recipient_refused"), "recipient_refused"),
        (ZeroDivisionError("Zebedee-Quartz"), "channel_broken"),
    ],
)
async def test_a_channel_that_says_no_or_is_broken_makes_the_message_fail_at_once(
    answer: Exception, reason: str
) -> None:
    async with reaching(Invented(answer)) as service:
        await register(service, CHAIR)
        await told(service, FINALISED)
        (one,) = await listed(service)

        assert await outcome(service) == [("MessageFailed", reason, 1)]
        assert (one.status, one.reason, one.attempts) == ("failed", reason, 1)
        assert "Zebedee" not in str(await service.bodies(CASE))


async def test_a_channel_that_is_away_is_tried_again_after_a_wait_that_a_restart_outlives() -> None:
    channel, clock = Invented(Temporary(), Temporary()), MovedClock()
    async with reaching(channel, clock=clock) as service:
        await register(service, CHAIR)
        await told(service, FINALISED)
        (one,) = await listed(service)
        assert (one.status, one.reason) == ("asked", "channel_unavailable")
        assert await outcome(service) == []

        for wait in WAITS[:2]:
            clock.forward(seconds=wait.total_seconds() - 1)
            await settled(service)
            assert channel.taken == []
            clock.forward(seconds=1)
            await settled(service)

        assert await outcome(service) == [("MessageSent", "", 3)]
        assert len(channel.taken) == 1


async def test_a_channel_that_stays_away_makes_the_message_fail_and_nothing_is_lost() -> None:
    channel, clock = Invented(*[Temporary()] * (len(WAITS) + 1)), MovedClock()
    async with reaching(channel, clock=clock) as service:
        await register(service, CHAIR)
        await told(service, FINALISED)
        for wait in WAITS:
            clock.forward(seconds=wait.total_seconds())
            await settled(service)

        assert await outcome(service) == [("MessageFailed", "channel_unavailable", len(WAITS) + 1)]
        (one,) = await listed(service)
        await resend(service, one.message_id)
        await settled(service)
        assert [letter.key for letter in channel.taken] == [f"{one.message_id}.2"]
        (one,) = await listed(service)
        assert (one.status, one.attempts) == ("sent", len(WAITS) + 2)


async def test_a_message_is_sent_once_more_by_a_coordinator_only_and_only_when_it_is_settled() -> (
    None
):
    async with reaching(Invented(Temporary())) as service:
        await register(service, CHAIR)
        await told(service, FINALISED)
        (one,) = await listed(service)
        stub = rpc.NotificationsServiceStub(service.channel)
        request = wire.ResendMessageRequest(header=command_header(CASE), message_id=one.message_id)

        async def refused(*person: str) -> str:
            return (await refusal_code(
                stub.ResendMessage(request, metadata=service.as_person(*person))
            ))[1]  # fmt: skip

        assert await refused("ply-agency", "agency_author") == "access.role_not_allowed"
        assert await refused() == "notifications.still_on_its_way"
        assert (await refusal_code(resend(service, one.message_id, case_id=UUID(int=1))))[0] is (
            grpc.StatusCode.NOT_FOUND
        )
        assert (await refusal_code(resend(service, "nonsense")))[1] == "request.malformed"


async def test_a_message_is_not_delivered_again_when_the_log_is_followed_again() -> None:
    channel = Invented()
    async with reaching(channel) as service:
        await register(service, CHAIR)
        await told(service, FINALISED)
        head = await service.running.ground.store.head()
        for projection in service.running.service.projections:
            await service.running.projector.rebuild(projection)
        await settled(service)

        assert len(channel.taken) == 1
        assert await service.running.ground.store.head() == head


async def test_two_replicas_hand_a_message_over_once() -> None:
    channel = Invented()
    async with reaching(channel) as service:
        await register(service, CHAIR)
        ground, projector = service.running.ground, service.running.projector
        replica = build(ground, [channel])
        await service.teller.tell(service.teller.envelope(FINALISED, at=AT))
        delivery = next(one for one in replica.projections if one.name == "delivery")
        await asyncio.gather(*(projector.catch_up(delivery) for _ in range(2)), service.settled())
        await asyncio.gather(
            *(ground.timers.fire_due(one.timers) for one in (replica, service.running.service))
        )
        await settled(service)

        assert len(channel.taken) == 1
        assert await outcome(service) == [("MessageSent", "", 1)]


async def test_a_crash_between_handing_over_and_the_record_is_made_good_under_the_same_key(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    channel, clock = Invented(), MovedClock()
    async with reaching(channel, clock=clock) as service:
        await register(service, CHAIR)
        ground = service.running.ground
        append, dies = ground.store.append, True

        async def crashing(events: Any, **more: Any) -> Any:
            if dies and any("MessageSent" in one.header.topic for one in events):
                raise OutcomeUnknown
            return await append(events, **more)

        monkeypatch.setattr(ground.store, "append", crashing)
        await service.teller.tell(service.teller.envelope(FINALISED, at=AT))
        await settled(service)
        assert await outcome(service) == []
        dies = False
        clock.forward(minutes=1)
        await settled(service)

        assert len({letter.key for letter in channel.taken}) == 1
        assert await outcome(service) == [("MessageSent", "", 1)]


async def test_what_follows_from_a_told_event_is_tied_to_it() -> None:
    async with reaching() as service:
        await told(service, FINALISED)
        task, asked, sent = await service.running.ground.store.case(CASE)
        envelope = service.teller.envelope(FINALISED, at=AT)

        assert asked.header.causation_id == task.header.causation_id
        assert sent.header.causation_id == asked.header.event_id
        correlations = {one.header.correlation_id for one in (task, asked, sent)}
        assert correlations == {envelope.correlationid}
        assert {one.header.actor for one in (task, asked, sent)} == {"service:notifications"}


async def test_the_order_in_which_meeting_and_agencies_become_known_makes_the_same_messages() -> (
    None
):
    case: dict[str, Any] = {"case_id": CASE, "reference": "PLY-RR-2026-0007", "partnership": "PLY"}
    meeting = MeetingScheduled(**case, meeting_at=datetime(2026, 9, 21, 10, tzinfo=UTC))
    agency = AgencyInvolved(
        **case,
        agency="plymouth-schools",
        through="PLY",
        involved_on=DAY,
        return_due_on=date(2026, 9, 21),
    )
    streams = []
    for first, second in ((0, 1), (1, 0)):
        async with running_service(NAME, build) as service:
            events = [service.teller.envelope(event, at=AT) for event in (meeting, agency)]
            events = [
                envelope.model_copy(update={"stream": UUID(int=number), "streamversion": 1})
                for number, envelope in enumerate(events)
            ]
            events = [events[first], events[second]]  # Of one service: it tells them in this order.
            await service.teller.tell(
                *(
                    envelope.model_copy(update={"position": position})
                    for position, envelope in enumerate(events, start=1)
                )
            )
            log = await service.running.ground.store.log(after=0, limit=10)
            streams.append({stored.header.stream for stored in log})

    assert streams[0] == streams[1]
    assert len(streams[0]) == 1
