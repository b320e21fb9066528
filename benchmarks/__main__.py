"""``make bench``: measures, and prints the tables. Variables choose what and how long.

ONLY="append opening"   these groups; all without it
SECONDS_EACH=3          how long each measurement takes
ROUNDS=5                how often each is repeated
SIZES="1 64"            only these sizes
STEADY_SECONDS=120      how long commands come at a steady rate (``dashboard``)
AWAY_SECONDS=600        how long the broker stays away (``outage``)
SHARED_BUFFERS=6GB      another size than the server's default
JSON=FILE               the same as data
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path

from benchmarks.append.group import APPEND
from benchmarks.broker import Broker
from benchmarks.dashboard.group import DASHBOARD
from benchmarks.debezium.group import OUTBOX, OUTBOX_DELAY
from benchmarks.embedded import EMBEDDED
from benchmarks.growth import GROWTH
from benchmarks.listening import LISTENING
from benchmarks.measure import Group, Plan, measured
from benchmarks.opening import OPENING
from benchmarks.outage import OUTAGE
from benchmarks.pages.group import PAGES_UNDER_LOAD
from benchmarks.rebuild import REBUILD
from benchmarks.report import as_data, machine, tables
from benchmarks.server import running_server
from benchmarks.telling import TELLING
from rapid_review.event_loop import event_loop, settle

GROUPS = (
    APPEND, TELLING, OUTBOX, OUTBOX_DELAY, LISTENING, REBUILD, DASHBOARD, PAGES_UNDER_LOAD, OPENING, GROWTH,
    EMBEDDED, OUTAGE,
)  # fmt: skip


async def main() -> None:
    """Measure what is asked for."""
    about = machine()
    settle()  # As a service does when it is ready.
    broker = Broker()
    async with running_server() as server:
        settings = await server.settings()
        seconds, rounds = os.environ.get("SECONDS_EACH") or 3, os.environ.get("ROUNDS") or 5
        steady, away = os.environ.get("STEADY_SECONDS"), os.environ.get("AWAY_SECONDS")
        plan = Plan(
            server, broker, float(seconds), int(rounds), _say,
            steady_s=float(steady or 120), away_s=float(away or 600),
        )  # fmt: skip
        try:
            found = [await measured(group, plan) for group in _chosen()]
        finally:
            await plan.lasting.aclose()
            broker.stop()
    about |= {"seconds": plan.seconds, "rounds": plan.rounds, "load_after": os.getloadavg()}
    print("\n".join(f"{name}: {value}" for name, value in (about | settings).items()))
    print("\n".join(tables(found)))
    if target := os.environ.get("JSON"):
        Path(target).write_text(
            json.dumps(as_data(found, about, settings), indent=1) + "\n", "utf-8"
        )


def _chosen() -> list[Group]:
    wanted, sizes = os.environ.get("ONLY", "").split(), os.environ.get("SIZES", "").split()
    known = {group.key: group for group in GROUPS}
    if unknown := set(wanted) - set(known):
        sys.exit(f"There is no group {', '.join(sorted(unknown))}; there are {', '.join(known)}.")
    chosen = [known[key] for key in wanted] if wanted else list(GROUPS)
    if not sizes:
        return chosen
    return [group.at([int(size) for size in sizes]) for group in chosen]


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=event_loop()) as runner:
        runner.run(main())
