"""A listener whose effect is to write down what it heard, and ways for it to fail."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from chassis.database import Pool
from chassis.delivery.event_door import EventDoor, Told
from chassis.errors import WrongState
from contracts.envelope import Envelope
from contracts.events.referral import ReferralWithdrawn
from tests.support.publisher import Publisher

TABLE = "CREATE TABLE heard (number bigserial, case_id uuid NOT NULL, text text NOT NULL)"


class NotYet(WrongState):
    code = "test.not_yet"


async def write(told: Told) -> None:
    await told.connection.execute(
        "INSERT INTO heard (case_id, text) VALUES ($1, $2)", told.event.case_id, told.event.reason
    )


def failing(when: str, error: Callable[[], Exception], times: int = 1_000) -> Any:
    left = [times]

    async def effect(told: Told) -> None:
        await write(told)  # Half of the effect is done when the failure comes.
        if told.event.reason == when and left[0] > 0:
            left[0] -= 1
            raise error()

    return effect


def door(pool: Pool, effect: Any = write) -> EventDoor:
    return EventDoor(
        "test", ["referral"], {ReferralWithdrawn: effect}, pool, attempts_max=3, first_delay_s=0.001
    )


async def told_of(publisher: Publisher, case_id: UUID, *texts: str) -> list[Envelope]:
    await publisher.publish(case_id, *texts)
    page, _ = await publisher.log.read(after=0, limit=1_000)
    return [envelope for envelope in page if envelope.subject == case_id]


async def heard(pool: Pool, case_id: UUID) -> list[str]:
    rows = await pool.fetch("SELECT text FROM heard WHERE case_id = $1 ORDER BY number", case_id)
    return [row["text"] for row in rows]
