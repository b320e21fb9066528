"""A listening service for fault tests, as a process: a real source, a real event door, two kinds of effect.

One effect is a row in the transaction of the inbox; nothing keeps it from being written twice, so a doubled
effect is seen. The other is an event in the listener's own store, as the effects of a service are.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from typing import Any

from chassis.clock import utc_now
from chassis.database import Patience, pool
from chassis.delivery.event_door import EventDoor, Told
from chassis.delivery.event_source import PAGE_MAX, WRITTEN_EVERY_S
from chassis.kafka import clients
from chassis.kafka.source import KafkaSource
from chassis.store.case_keys import CaseKeys
from chassis.store.event_store import EventStore
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

TROUBLE = {
    "serialization": "DO $$ BEGIN RAISE SQLSTATE '40001'; END $$",
    "deadlock": "DO $$ BEGIN RAISE SQLSTATE '40P01'; END $$",
    "lock timeout": "SET LOCAL lock_timeout = '20ms'; LOCK TABLE busy",
    "statement timeout": "SET LOCAL statement_timeout = '20ms'; SELECT pg_sleep(1)",
}
"""What the database may do to an effect; each is over at the next attempt."""


class Effects:
    """What this listener makes of an entry."""

    def __init__(self, use_cases: UseCases, deaths: Deaths, plan: Plan) -> None:
        self._use_cases, self._deaths, self._trouble = use_cases, deaths, plan.trouble
        self._draw = random.Random(plan.seed)

    async def entry(self, told: Told) -> None:
        """Write it down in two ways."""
        self._deaths.maybe("before effect")
        for trouble, chance in self._trouble.items():
            if self._draw.random() < chance:
                print(f"trouble: {trouble}", flush=True)  # noqa: T201 - the test counts it
                await told.connection.execute(TROUBLE[trouble])
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

    async def listen(
        self, listener: str, services: Sequence[str], take: Any, *, page_max: int = PAGE_MAX
    ) -> None:
        """As always, with a chance to die before and after each page."""

        async def dying(page: Sequence[Envelope]) -> None:
            self._deaths.maybe("before page")
            if self._plan.bug == "commit before effect":
                self._late.append(asyncio.create_task(_later(take, page)))
                return
            await take(page)
            self._deaths.maybe("between effect and place")

        await super().listen(listener, services, dying, page_max=page_max)


async def _later(take: Any, page: Sequence[Envelope]) -> None:
    # Longer than a place waits until it is written down: else the bug would show only now and then.
    await asyncio.sleep(2.5 * WRITTEN_EVERY_S)
    await take(page)


async def main(plan: Plan) -> None:
    """Listen until stopped."""
    clients.CONSUMER["session_timeout_ms"] = plan.session_ms
    clients.CONSUMER["heartbeat_interval_ms"] = min(3_000, plan.session_ms // 3)
    clients.SUBSCRIBER["max_records"] = plan.page_max
    deaths = Deaths(plan.deaths, plan.seed, plan.freezes)
    patience = Patience(idle_in_transaction_s=plan.idle_s)
    async with pool(plan.dsn, "listener", size=plan.pool, patience=patience) as opened:
        store = EventStore(opened, plan.dsn)
        await store.start()
        effects = Effects(UseCases(store, CaseKeys(opened, b"k" * 32), utc_now), deaths, plan)
        door = EventDoor(LISTENER, [SERVICE], {ReferralWithdrawn: effects.entry}, opened)
        await DyingSource(plan, opened, deaths).listen(LISTENER, [SERVICE], door.take)


if __name__ == "__main__":
    asyncio.run(main(plan_from_environment()))
