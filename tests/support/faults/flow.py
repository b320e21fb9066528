"""Processes that write, tell and listen over real servers, and the means to kill, freeze and starve them."""

from __future__ import annotations

import asyncio
import os
import random
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import asyncpg

from chassis.database import is_passing
from chassis.settings import KafkaSettings
from tests.support.database import CHASSIS_SCHEMA, fresh_database
from tests.support.faults.audit import Audit, audit
from tests.support.faults.listener import HEARD
from tests.support.faults.plan import SERVICE, VARIABLE, Plan
from tests.support.kafka_region import ends_of, own_topics

ROOT = Path(__file__).resolve().parents[3]
DRAINED_S = 120.0
LOOK_S = 0.05


def seed_of_run() -> int:
    """The seed of this run; set FAULT_SEED to repeat one."""
    return int(os.environ.get("FAULT_SEED", random.SystemRandom().randrange(10**6)))


@dataclass
class Worker:
    """One process: started again each time that it dies."""

    program: str
    plan: Plan
    said: Path
    process: subprocess.Popen[bytes] | None = None
    starts: int = 0

    def start(self, **changes: Any) -> None:
        """Run it; ``changes`` are taken into its plan. Each start draws anew."""
        self.starts += 1
        self.plan = self.plan.model_copy(update={"seed": self.plan.seed + 1_000, **changes})
        with self.said.open("a") as said:
            self.process = subprocess.Popen(
                [sys.executable, "-m", f"tests.support.faults.{self.program}"],
                cwd=ROOT, env={**os.environ, VARIABLE: self.plan.model_dump_json()},
                stdout=said, stderr=said,
            )  # fmt: skip

    @property
    def has_ended(self) -> bool:
        """Whether it has died or come to its end."""
        return self.process is None or self.process.poll() is not None

    def kill(self) -> None:
        """SIGKILL, whatever it does."""
        if self.process is not None:
            self.process.send_signal(signal.SIGCONT)
            self.process.kill()
            self.process.wait()
            self.process = None

    def freeze(self) -> None:
        """SIGSTOP: it stands still with everything that it holds."""
        assert self.process is not None
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """SIGCONT: it goes on as if no time had passed."""
        assert self.process is not None
        self.process.send_signal(signal.SIGCONT)

    async def dies(self, times: int, within_s: float = 60.0) -> int:
        """Start it again each time that it dies, until it has died so often; gives how often it has."""
        died, until = 0, asyncio.get_running_loop().time() + within_s
        while died < times and asyncio.get_running_loop().time() < until:
            if self.has_ended:
                died += 1
                self.start()
            await asyncio.sleep(LOOK_S)
        return died

    def has_said(self, word: str) -> bool:
        """Whether a word stands in what it has said so far."""
        return self.said.exists() and word in self.said.read_text()

    async def says(self, word: str, within_s: float = 60.0) -> None:
        """Wait until it has said a word since its last start."""
        async with asyncio.timeout(within_s):
            while not self.has_said(word):
                assert not self.has_ended, self.said.read_text()[-3_000:]
                await asyncio.sleep(LOOK_S)


@dataclass
class Flow:
    """One publisher's database, one listener's database, a topic between them."""

    settings: KafkaSettings
    teller_dsn: str
    listener_dsn: str
    teller_pool: asyncpg.Pool[Any]
    listener_pool: asyncpg.Pool[Any]
    folder: Path
    seed: int
    workers: list[Worker] = field(default_factory=list)

    @property
    def ledger(self) -> Path:
        """The answered commands."""
        return self.folder / "ledger"

    def worker(self, program: str, **more: Any) -> Worker:
        """A process of this flow, not started yet."""
        dsn = self.teller_dsn if program == "teller" else self.listener_dsn
        plan = Plan(
            dsn=dsn, bootstrap=self.settings.bootstrap, prefix=self.settings.prefix,
            seed=self.seed + len(self.workers), ledger=self.ledger, **more,
        )  # fmt: skip
        worker = Worker(program, plan, self.folder / f"{program}-{len(self.workers)}.log")
        self.workers.append(worker)
        return worker

    async def is_up(self) -> None:
        """Wait until both sides have begun: a process that finds no database at its start ends."""

        async def has_heard() -> bool:
            return bool(await self.listener_pool.fetchval("SELECT count(*) FROM heard"))

        await eventually(has_heard, DRAINED_S)

    async def drained(self, within_s: float = DRAINED_S) -> None:
        """Wait until the listener has come to the end of what the publisher has stored."""

        async def is_done() -> bool:
            stored = await self.teller_pool.fetchval(
                "SELECT count(*) FROM stored_events WHERE topic = 'test.EntryWritten.v1'"
            )
            heard = await self.listener_pool.fetchval(
                "SELECT count(DISTINCT (case_id, version)) FROM heard"
            )
            return bool(heard >= stored > 0)

        await eventually(is_done, within_s)
        ends = await ends_of(self.settings, SERVICE)

        async def has_read_all() -> bool:
            rows = await self.listener_pool.fetch(
                "SELECT partition, next_offset FROM listener_positions"
            )
            places = {row["partition"]: row["next_offset"] for row in rows}
            return all(places.get(number, 0) >= end for number, end in ends.items())

        await eventually(has_read_all, within_s)

    async def audited(self) -> Audit:
        """What became of everything."""
        return await audit(self.teller_pool, self.listener_pool, self.settings, self.ledger)


async def eventually(is_so: Callable[[], Any], within_s: float) -> None:
    """Wait until something is so; raises TimeoutError."""
    async with asyncio.timeout(within_s):
        while True:
            try:
                if await is_so():
                    return
            except Exception as error:
                if not is_passing(error):  # The server is away: that is the test.
                    raise
            await asyncio.sleep(LOOK_S)


@asynccontextmanager
async def a_flow(
    bootstrap: str,
    folder: Path,
    seed: int,
    *,
    schema: Sequence[str] = (CHASSIS_SCHEMA,),
    server: Callable[[str], str] | None = None,
    copies: int = 1,
) -> AsyncIterator[Flow]:
    """Fresh databases and a fresh topic; whatever still runs at the end is killed.

    ``schema`` is the publisher's; ``server`` another than the one that all tests share.
    """
    print(f"FAULT_SEED={seed}")  # noqa: T201 - repeats a run that failed
    async with AsyncExitStack() as stack:
        settings = await stack.enter_async_context(own_topics(bootstrap, [SERVICE], copies=copies))
        teller = await stack.enter_async_context(fresh_database(*schema, server=server))
        listener = await stack.enter_async_context(
            fresh_database(CHASSIS_SCHEMA, HEARD, server=server)
        )
        pools = [
            await stack.enter_async_context(
                asyncpg.create_pool(
                    dsn, min_size=0, max_size=3, server_settings={"application_name": "test"}
                )
            )
            for dsn in (teller, listener)
        ]
        flow = Flow(settings, teller, listener, pools[0], pools[1], folder, seed)
        try:
            yield flow
        finally:
            for worker in flow.workers:
                worker.kill()
