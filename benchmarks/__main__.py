"""``make bench``: measures, and prints the tables. Variables choose what and how long.

ONLY="append opening"   these groups; all without it
SECONDS=3  ROUNDS=5     how long each measurement takes, and how often each is repeated
SIZES="1 64"            only these sizes
JSON=FILE               the same as data
"""

from __future__ import annotations

import asyncio
import dataclasses
import json
import os
import sys
from pathlib import Path

from benchmarks.append.group import APPEND
from benchmarks.broker import Broker
from benchmarks.embedded import EMBEDDED
from benchmarks.listening import LISTENING
from benchmarks.measure import Group, Plan, measured
from benchmarks.opening import OPENING
from benchmarks.pages.group import PAGES_UNDER_LOAD
from benchmarks.rebuild import REBUILD
from benchmarks.report import as_data, machine, tables
from benchmarks.server import running_server
from benchmarks.telling import TELLING
from rapid_review.event_loop import event_loop, settle

GROUPS = (APPEND, TELLING, LISTENING, REBUILD, OPENING, EMBEDDED, PAGES_UNDER_LOAD)


async def main() -> None:
    """Measure what is asked for."""
    about = machine()
    settle()  # As a service does when it is ready.
    broker = Broker()
    async with running_server() as server:
        settings = await server.settings()
        seconds, rounds = os.environ.get("SECONDS_EACH") or 3, os.environ.get("ROUNDS") or 5
        plan = Plan(server, broker, float(seconds), int(rounds), _say)
        try:
            found = [await measured(group, plan) for group in _chosen()]
        finally:
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
    asked = {int(size) for size in sizes}
    return [
        dataclasses.replace(group, sizes=tuple(size for size in group.sizes if size in asked))
        for group in chosen
    ]


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=event_loop()) as runner:
        runner.run(main())
