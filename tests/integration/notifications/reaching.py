"""What the tests of messages share: a clock that is moved by hand, told events, and people who are reached."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from chassis.rules.rule_packs import RulePacks
from contracts.events.base import CaseEvent
from contracts.grpc import notifications_pb2 as wire
from contracts.grpc import notifications_pb2_grpc as rpc
from services.notifications.application.channels import Channel
from services.notifications.domain.contact import contact_id_of
from services.notifications.main import NAME, build
from tests.support.service import ServiceUnderTest, command_header, running_service

AT = datetime(2026, 9, 7, 10, 0, tzinfo=UTC)
DAY = date(2026, 9, 7)
CASE = UUID("6f1c2f0e-5a3d-5c1b-9e47-0d2a8b7c4e11")
REFERENCE = "PLY-RR-2026-0007"
PORTAL = "https://reviews.example.org"


class MovedClock:
    """The present moment, as a test sets it."""

    def __init__(self, now: datetime = AT) -> None:
        self.now = now

    def __call__(self) -> datetime:
        """Now."""
        return self.now

    def forward(self, **by: float) -> None:
        """Let time pass."""
        self.now += timedelta(**by)


class Invented:
    """A channel that answers each handing over with what a test has laid ready; then it takes everything."""

    def __init__(self, *answers: Exception, name: str = "smtp") -> None:
        self.name = name
        self.answers = list(answers)
        self.taken: list[Any] = []

    async def hand_over(self, letter: Any, at: datetime) -> str:
        if self.answers:
            raise self.answers.pop(0)
        self.taken.append(letter)
        return ""

    async def arrival(self, provider_id: str) -> Any:
        raise NotImplementedError


def event(kind: type[CaseEvent], /, **said: Any) -> CaseEvent:
    return kind.model_validate(
        {"case_id": CASE, "reference": REFERENCE, "partnership": "PLY", **said}
    )


@asynccontextmanager
async def reaching(
    *channels: Channel, clock: MovedClock | None = None, packs: RulePacks | None = None
) -> AsyncIterator[ServiceUnderTest]:
    """The notifications service with these channels besides its mailbox."""
    built = partial(build, channels=channels, portal=PORTAL)
    async with running_service(NAME, built, clock=clock or MovedClock(), packs=packs) as service:
        yield service


async def told(service: ServiceUnderTest, *events: CaseEvent, at: datetime = AT) -> None:
    """Tell events and let everything happen that is due by now."""
    for one in events:
        await service.teller.tell(service.teller.envelope(one, at=at))
    await settled(service)


async def settled(service: ServiceUnderTest, within_s: float = 20) -> None:
    """Every read model has caught up, and no timer is due that was not put off."""
    ground, until = service.running.ground, time.monotonic() + within_s
    while time.monotonic() < until:
        await service.settled()
        await ground.timers.fire_due(service.running.service.timers)
        await service.settled()
        due = "SELECT count(*) FROM timers WHERE due_at <= $1"
        if not await ground.pool.fetchval(due, ground.clock()):
            return
        await asyncio.sleep(0.02)
    raise AssertionError("timers stay due")


async def register(
    service: ServiceUnderTest, person: str, *roles: tuple[str, str], channel: str = "smtp",
    address: str = "", partnership: str = "PLY",
) -> Any:  # fmt: skip
    """A coordinator registers a person; without roles for the subgroup's chair."""
    stub = rpc.NotificationsServiceStub(service.channel)
    chosen = roles or (("subgroup_chair", ""),)
    answer = await stub.RegisterContact(
        wire.RegisterContactRequest(
            header=command_header(contact_id_of(person), partnership=partnership), person=person,
            roles=[wire.ContactRole(role=role, agency=agency) for role, agency in chosen],
            channel=channel, address=address or f"{person}@example.org",
        ),
        metadata=service.as_person("some-coordinator", "coordinator", partnership),
    )  # fmt: skip
    await service.settled()
    return answer


async def listed(service: ServiceUnderTest, **asked: Any) -> Sequence[Any]:
    """What a coordinator of Plymouth sees, in the order in which it was asked for."""
    stub = rpc.NotificationsServiceStub(service.channel)
    request = wire.ListMessagesRequest(**asked)
    answer = await stub.ListMessages(request, metadata=service.as_person())
    return sorted(answer.messages, key=lambda one: (one.recipient, one.person, one.template))
