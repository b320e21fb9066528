"""A message is delivered once or said to have failed, whatever a channel does and whenever we stop."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime
from functools import partial
from typing import Any
from uuid import UUID

import pytest

from chassis.errors import Temporary
from contracts.events.review import AgencyInvolved, MeetingScheduled, ReportFinalised
from contracts.grpc import notifications_pb2 as wire
from contracts.grpc import notifications_pb2_grpc as rpc
from services.notifications.adapters.mailbox_channel import MailboxChannel
from services.notifications.application.messages import Letter, Messages, Undeliverable
from services.notifications.main import NAME, build
from tests.support.service import ServiceUnderTest, running_service

pytestmark = pytest.mark.integration
AT = datetime(2026, 9, 7, 10, 0, tzinfo=UTC)
CASE = UUID("6f1c2f0e-5a3d-5c1b-9e47-0d2a8b7c4e11")
FINALISED = ReportFinalised(
    case_id=CASE,
    reference="PLY-RR-2026-0007",
    partnership="PLY",
    finalised_on=date(2026, 9, 7),
    report_version=1,
)


class Channel:
    """Answers each handing over with what a test has laid ready; then it takes everything."""

    name = "invented"

    def __init__(self, *answers: Exception) -> None:
        self.answers = list(answers)
        self.taken: list[Letter] = []

    async def hand_over(self, letter: Letter, at: datetime) -> None:
        if self.answers:
            raise self.answers.pop(0)
        self.taken.append(letter)


@asynccontextmanager
async def service_with(channel: Channel) -> AsyncIterator[ServiceUnderTest]:
    async with running_service(NAME, partial(build, channel=channel)) as service:
        await service.teller.tell(service.teller.envelope(FINALISED, at=AT))
        await service.settled()
        yield service


async def outcome(service: ServiceUnderTest) -> list[tuple[str, str]]:
    page, _ = await service.running.log.read(after=0, limit=100)
    events = [envelope.event().model_dump() for envelope in page]
    return [
        (one.type.split(".")[2], event.get("reason", ""))
        for one, event in zip(page, events, strict=True)
    ]


@pytest.mark.parametrize(
    ("answers", "reason"),
    [
        ([Undeliverable("recipient_unknown")], "recipient_unknown"),
        ([Temporary()] * 5, "channel_unavailable"),
        ([ZeroDivisionError("Zebedee-Quartz")], "channel_broken"),
    ],
)
async def test_a_failing_channel_makes_the_message_fail_with_a_reason_and_nothing_is_lost(
    answers: list[Exception], reason: str
) -> None:
    channel = Channel(*answers)
    async with service_with(channel) as service:
        stub = rpc.NotificationsServiceStub(service.channel)
        request = wire.ListMessagesRequest(partnership="PLY", recipient="subgroup_chair")
        listed = await stub.ListMessages(request, metadata=service.as_person())

        assert await outcome(service) == [("MessageFailed", reason)]
        assert [one.status for one in listed.messages] == ["failed"]
        assert "Zebedee" not in str(await service.bodies(CASE))


async def test_a_channel_that_is_away_for_a_while_is_tried_again() -> None:
    channel = Channel(Temporary(), Temporary())
    async with service_with(channel) as service:
        assert await outcome(service) == [("MessageSent", "")]
        assert [one.recipient for one in channel.taken] == ["subgroup_chair"]


async def test_a_message_is_not_delivered_again_when_the_log_is_followed_again() -> None:
    channel = Channel()
    async with service_with(channel) as service:
        for projection in service.running.service.projections:
            await service.running.projector.rebuild(projection)

        assert len(channel.taken) == 1
        assert await service.running.ground.store.head() == 2


async def test_two_replicas_hand_a_message_over_once() -> None:
    channel = Channel()
    async with running_service(NAME, partial(build, channel=channel)) as service:
        ground, projector = service.running.ground, service.running.projector
        replica = build(ground, channel).projections[0]
        await service.teller.tell(service.teller.envelope(FINALISED, at=AT))

        await asyncio.gather(*(projector.catch_up(replica) for _ in range(2)), service.settled())

        assert len(channel.taken) == 1
        assert await outcome(service) == [("MessageSent", "")]


async def test_a_crash_between_the_mailbox_and_the_record_doubles_nothing() -> None:
    async with running_service(NAME, build) as service:
        ground = service.running.ground
        crashing = Messages(
            ground.store, ground.keys, ground.clock, channel=MailboxChannel(ground.pool)
        )
        service.running._tasks[0].cancel()  # Nobody delivers until the crash has happened.
        await service.teller.tell(service.teller.envelope(FINALISED, at=AT))
        (asked,) = await ground.store.log(after=0, limit=10)
        message_id = asked.header.stream

        async def dies(*_: object) -> None:
            raise ConnectionResetError

        crashing.change = dies  # type: ignore[assignment, method-assign]
        with pytest.raises(ConnectionResetError):
            await crashing.deliver(message_id)
        await service.settled()

        rows = await ground.pool.fetch("SELECT message_id FROM mailbox")
        assert [row["message_id"] for row in rows] == [message_id]
        assert await outcome(service) == [("MessageSent", "")]


async def test_what_follows_from_a_told_event_is_tied_to_it() -> None:
    async with service_with(Channel()) as service:
        asked, sent = await service.running.ground.store.case(CASE)
        told = service.teller.envelope(FINALISED, at=AT)

        assert asked.header.causation_id != sent.header.causation_id
        assert sent.header.causation_id == asked.header.event_id
        assert asked.header.correlation_id == sent.header.correlation_id == told.correlationid
        assert {asked.header.actor, sent.header.actor} == {"service:notifications"}


async def test_the_order_in_which_meeting_and_agencies_become_known_makes_the_same_messages() -> (
    None
):
    case: dict[str, Any] = {"case_id": CASE, "reference": "PLY-RR-2026-0007", "partnership": "PLY"}
    meeting = MeetingScheduled(**case, meeting_at=AT)
    agency = AgencyInvolved(
        **case,
        agency="plymouth-schools",
        through="PLY",
        involved_on=date(2026, 9, 7),
        return_due_on=date(2026, 9, 21),
    )
    streams = []
    for first, second in ((0, 1), (1, 0)):
        async with running_service(NAME, build) as service:
            told = [service.teller.envelope(event, at=AT) for event in (meeting, agency)]
            told = [
                envelope.model_copy(update={"stream": UUID(int=number), "streamversion": 1})
                for number, envelope in enumerate(told)
            ]
            told = [told[first], told[second]]  # Of one service: it tells them in this order.
            await service.teller.tell(
                *(
                    envelope.model_copy(update={"position": position})
                    for position, envelope in enumerate(told, start=1)
                )
            )
            log = await service.running.ground.store.log(after=0, limit=10)
            streams.append({stored.header.stream for stored in log})

    assert streams[0] == streams[1]
    assert len(streams[0]) == 1
