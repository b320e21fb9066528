"""A listening service for fault tests, as a process: a real source, a real event door, two kinds of effect.

One effect is a row in the transaction of the inbox; nothing keeps it from being written twice, so a doubled
effect is seen. The other is an event in the listener's own store, as the effects of a service are.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

import asyncpg

from chassis.clock import utc_now
from chassis.doors.event_door import EventDoor, Told
from chassis.kafka import clients
from chassis.kafka.source import KafkaSource
from chassis.store.event_store import EventStore
from chassis.store.seal import CaseKeys
from chassis.use_cases import UseCases
from contracts.envelope import Envelope
from contracts.events.referral import ReferralWithdrawn
from tests.support.faults.deaths import Deaths
from tests.support.faults.entries import write_entry
from tests.support.faults.plan import LISTENER, SERVICE, Plan, plan_from_environment

HEARD = """
    CREATE TABLE heard (
        number bigserial, case_id uuid NOT NULL, stream uuid NOT NULL, version bigint NOT NULL, text text NOT NULL
    )
"""


class Effects:
    """What this listener makes of an entry."""

    def __init__(self, use_cases: UseCases, deaths: Deaths) -> None:
        self._use_cases, self._deaths = use_cases, deaths

    async def entry(self, told: Told) -> None:
        """Write it down in two ways."""
        self._deaths.maybe("before effect")
        await told.connection.execute(
            "INSERT INTO heard (case_id, stream, version, text) VALUES ($1, $2, $3, $4)",
            told.event.case_id, told.envelope.stream, told.envelope.streamversion, told.event.reason,
        )  # fmt: skip
        await write_entry(self._use_cases, told.cause("service:test"), told.event.reason)
        self._deaths.maybe("between effect and inbox")


class DyingSource(KafkaSource):
    """The source, whose listener may die around a page; or that has a bug, to show that the audit sees it."""

    def __init__(self, plan: Plan, pool: Any, deaths: Deaths) -> None:
        super().__init__(plan.kafka, pool)
        self._plan, self._deaths = plan, deaths
        self._late: list[asyncio.Task[None]] = []

    async def listen(self, listener: str, services: Sequence[str], take: Any) -> None:
        """As always, with a chance to die before and after each page."""

        async def dying(page: Sequence[Envelope]) -> None:
            self._deaths.maybe("before page")
            if self._plan.bug == "commit before effect":
                self._late.append(asyncio.create_task(_later(take, page)))
                return
            await take(page)
            self._deaths.maybe("between effect and place")

        await super().listen(listener, services, dying)


async def _later(take: Any, page: Sequence[Envelope]) -> None:
    await asyncio.sleep(0.2)
    await take(page)


async def main(plan: Plan) -> None:
    """Listen until stopped."""
    clients.CONSUMER["session_timeout_ms"] = plan.session_ms
    clients.SUBSCRIBER["max_records"] = plan.page_max
    deaths = Deaths(plan.deaths, plan.seed)
    async with asyncpg.create_pool(
        plan.dsn, min_size=1, max_size=6, command_timeout=30,
        server_settings={"idle_in_transaction_session_timeout": "8000"},
    ) as pool:  # fmt: skip
        store = EventStore(pool, plan.dsn)
        await store.start()
        effects = Effects(UseCases(store, CaseKeys(pool, b"k" * 32), utc_now), deaths)
        door = EventDoor(LISTENER, [SERVICE], {ReferralWithdrawn: effects.entry}, pool)
        await DyingSource(plan, pool, deaths).listen(LISTENER, [SERVICE], door.take)


if __name__ == "__main__":
    asyncio.run(main(plan_from_environment()))
