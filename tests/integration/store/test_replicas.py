"""Several replicas of one service write at once, in processes of their own, as the application's role."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from chassis.store.event_store import EventStore
from chassis.store.seal import StoredEvent
from chassis.store.verify import verify_stream
from tests.support.roles import two_roles

pytestmark = pytest.mark.integration

ROOT = Path(__file__).parents[3]
REPLICAS, COMMANDS, SEED = 3, 60, 20_260_302


async def replica(dsn: str, seed: int) -> list[list[Any]]:
    """What one replica was answered."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.support.writer_process", str(COMMANDS), str(seed),
        cwd=ROOT, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        said, _ = await process.communicate(dsn.encode() + b"\n")
    finally:
        if process.returncode is None:
            process.kill()
    assert process.returncode == 0
    return [json.loads(line) for line in said.splitlines()]


def problems(answered: list[list[Any]], log: list[StoredEvent]) -> list[str]:
    """What was lost, doubled, or left out of the count."""
    stored = [
        [str(one.header.stream), one.header.version, one.position, one.hash.hex()] for one in log
    ]
    found = []
    if [one.position for one in log] != [*range(1, len(log) + 1)]:
        found.append("positions have holes")
    if len(answered) != len({tuple(one) for one in answered}):
        found.append("something was answered twice")
    if sorted(answered) != sorted(stored):
        found.append("what was answered is not what is stored")
    return found


async def test_every_answered_command_is_stored_once_and_the_log_has_no_holes() -> None:
    async with two_roles("referral") as roles:
        answers = await asyncio.gather(
            *(replica(roles.application, SEED + number) for number in range(REPLICAS))
        )
        async with asyncpg.create_pool(roles.application, min_size=1) as pool:
            log = await EventStore(pool, roles.application).log(after=0, limit=10_000)

    answered = [one for lines in answers for one in lines]
    assert len(answered) == REPLICAS * COMMANDS * 2
    assert problems(answered, log) == []
    for stream in {event.header.stream for event in log}:
        verify_stream([event for event in log if event.header.stream == stream])
    # They did get in each other's way: every replica wrote to streams of which others hold a part.
    assert shared_by_all([{line[0] for line in lines} for lines in answers])

    # The oracle sees a loss, a repeat and a hole.
    assert problems(answered, log[:-1])
    assert problems([*answered, answered[0]], log)
    assert problems(answered, log[1:])


def shared_by_all(streams: list[set[str]]) -> set[str]:
    return set.intersection(*streams)
