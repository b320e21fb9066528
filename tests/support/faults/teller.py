"""A publishing service for fault tests, as a process: writers with commands, a real store, a real relay.

Each answered command is written into the ledger after its answer: what the ledger holds must never be lost.
"""

from __future__ import annotations

import asyncio
import random
from typing import Any
from uuid import UUID, uuid5

from chassis.clock import utc_now
from chassis.database import Connection, is_passing, pool
from chassis.delivery.relay import TellingLog
from chassis.delivery.untold_cases import UntoldCases
from chassis.errors import Temporary
from chassis.kafka import clients
from chassis.kafka import relay as relay_module
from chassis.kafka.relay import Relay
from chassis.store.case_keys import CaseKeys
from chassis.store.event_store import EventStore, OutcomeUnknown
from chassis.use_cases import UseCases
from tests.support.faults.deaths import Deaths
from tests.support.faults.entries import write_entry
from tests.support.faults.plan import SERVICE, Plan, plan_from_environment
from tests.support.publisher import a_cause, tell

POLL_S = 0.05
NAMESPACE = UUID("5f0c3c5e-55b7-4a53-9d0f-2f1d6c1d7a10")


class DyingRelay(Relay):
    """The relay, which may die before, between and after its steps."""

    deaths: Deaths

    async def _tell(self, producer: Any, page: Any, messages: Any) -> Any:
        self.deaths.maybe("before send")
        written = await super()._tell(producer, page, messages)
        self.deaths.maybe("between send and record")
        return written

    async def _record(self, connection: Connection, told: Any, upto: int, before: Any) -> None:
        async with connection.transaction():
            self.deaths.maybe("within record")
            await super()._record(connection, told, upto, before)
        self.deaths.maybe("after record")


class Writer:
    """Sends one command after the other, each until it is answered."""

    def __init__(self, plan: Plan, number: int, use_cases: UseCases, deaths: Deaths) -> None:
        self._plan, self._number, self._use_cases, self._deaths = plan, number, use_cases, deaths
        self._draw = random.Random(f"{plan.seed}:{number}")
        self._ledger = plan.ledger.open("a")

    async def run(self) -> None:
        """All commands of this writer."""
        for n in range(self._plan.commands):
            case_id = uuid5(
                NAMESPACE, f"{self._plan.prefix}{self._draw.randrange(self._plan.cases)}"
            )
            await asyncio.sleep(self._draw.uniform(0, self._plan.pause_ms / 1000))
            await self._answered(case_id, f"{self._plan.seed}-{self._number}-{n}")

    async def _answered(self, case_id: UUID, text: str) -> None:
        cause = a_cause(case_id)
        while True:
            try:
                await write_entry(self._use_cases, cause, text)
            except (Temporary, OutcomeUnknown):
                await asyncio.sleep(0.05)
            except Exception as error:
                if not is_passing(error):
                    raise
                await asyncio.sleep(0.05)
            else:
                break
        self._deaths.maybe("between answer and ledger")
        self._ledger.write(f"{case_id} {text}\n")
        self._ledger.flush()


async def main(plan: Plan) -> None:
    """Write, tell, say when all is written, and go on telling."""
    relay_module.PAGE_MAX, relay_module.FROZEN_S = plan.page_max, plan.frozen_s
    relay_module.SEND_WITHIN_S = plan.send_within_s
    clients.PRODUCER["request_timeout_ms"] = plan.request_ms
    deaths = Deaths(plan.deaths, plan.seed, plan.freezes)
    async with pool(plan.dsn, "teller", size=plan.pool) as opened:
        keys = CaseKeys(opened, b"m" * 32)
        stores = [EventStore(opened, plan.dsn, poll_s=POLL_S) for _ in range(plan.stores)]
        for store in stores:
            await store.start()
        log = TellingLog(SERVICE, stores[0], keys, tell, untold=UntoldCases(opened))
        relay = DyingRelay(log, opened, plan.dsn, plan.kafka)
        relay.deaths = deaths
        telling = asyncio.create_task(relay.run()) if plan.relays else None
        use_cases = [UseCases(store, keys, utc_now) for store in stores]
        writers = [
            Writer(plan, number, use_cases[number % plan.stores], deaths)
            for number in range(plan.writers)
        ]
        await asyncio.gather(*(writer.run() for writer in writers))
        print("written", flush=True)  # noqa: T201 - the test waits for it
        if telling is not None:
            await telling
        await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(plan_from_environment()))
