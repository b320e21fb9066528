"""A real Kafka for tests: one broker for the whole run, shared by all its processes.

Tests keep apart by names: each makes topics and groups of its own. A test that stops or kills its
broker owns one: `rapid_review.kafka.node.LocalKafka` with `own_programs()`.
"""

from __future__ import annotations

import asyncio
import fcntl
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from aiokafka.admin import AIOKafkaAdminClient, NewTopic

from tests.support.kafka_choice import ROOT, address_given, missing

START_S = 180.0
TOPIC_S = 20.0


class KafkaBroker:
    """Where the broker is, and new topics on it."""

    def __init__(self, bootstrap: str) -> None:
        self.bootstrap = bootstrap

    async def topic(self, partitions: int = 1, *, copies: int = 1, **settings: str) -> str:
        """Create a topic that nobody else uses, wait until it takes messages, and give its name.

        Settings are Kafka's with `_` for `.`, such as `retention_ms="1000"`.
        """
        name = self.unique("topic")
        await create_topic(self.bootstrap, name, partitions, copies=copies, settings=settings)
        return name

    @staticmethod
    def unique(what: str) -> str:
        """A name that nobody else uses: of a group, a topic, a transaction."""
        return f"test-{what}-{uuid4().hex}"


async def create_topic(
    bootstrap: str,
    name: str,
    partitions: int = 1,
    *,
    copies: int = 1,
    settings: dict[str, str] | None = None,
) -> None:
    """Create a topic and wait until each of its partitions has a leader."""
    admin = AIOKafkaAdminClient(bootstrap_servers=bootstrap)
    await admin.start()
    try:
        wanted = {key.replace("_", "."): value for key, value in (settings or {}).items()}
        new = NewTopic(name, partitions, copies, topic_configs=wanted)
        answer = await admin.create_topics([new])
        assert all(error[1] == 0 for error in answer.topic_errors), answer
        async with asyncio.timeout(TOPIC_S):
            while not _led(await admin.describe_topics([name]), partitions):
                await asyncio.sleep(0.02)
    finally:
        await admin.close()


def _led(described: list[dict[str, object]], partitions: int) -> bool:
    found = described[0].get("partitions")
    return (
        isinstance(found, list)
        and len(found) == partitions
        and all(one["leader"] >= 0 for one in found)
    )


@contextmanager
def shared_kafka(factory: pytest.TempPathFactory) -> Iterator[KafkaBroker]:
    """The run's broker, started by whoever comes first. Without any, what asks for it is skipped."""
    given = address_given(os.environ)
    if given:
        yield KafkaBroker(given)
        return
    base = factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "kafka"
    folder.mkdir(exist_ok=True)
    with (folder / "users").open("w") as users:
        yield KafkaBroker(_address(folder, users.fileno()))


def _address(folder: Path, users: int) -> str:
    """Join those who use the broker, and start it if none is kept."""
    with (folder / "door").open("w") as door:
        fcntl.flock(door, fcntl.LOCK_EX)  # One at a time.
        fcntl.flock(users, fcntl.LOCK_SH)  # Waits for a keeper that is stopping its broker.
        answer = folder / "answer"
        if not is_kept(folder) and "missing" not in _answer(answer):
            answer.unlink(missing_ok=True)
            _start_keeper(folder)
        said = _answer(answer)
    return said["address"] if "address" in said else missing(said["missing"])


def is_kept(folder: Path) -> bool:
    """Whether a keeper lives: it holds its lock as long as it does."""
    with (folder / "keeper").open("w") as keeper:
        try:
            fcntl.flock(keeper, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        return False


def _start_keeper(folder: Path) -> None:
    log = folder / "keeper.log"
    with log.open("w") as said:
        keeper = subprocess.Popen(
            [sys.executable, "-m", "tests.support.kafka_keeper", str(folder)], cwd=ROOT,
            stdin=subprocess.DEVNULL, stdout=said, stderr=said, start_new_session=True,
        )  # fmt: skip
    deadline = time.monotonic() + START_S
    while not (folder / "answer").exists():
        if keeper.poll() is not None or time.monotonic() > deadline:
            keeper.kill()
            pytest.fail(f"The broker of the tests did not start: {log.read_text()[-2_000:]}")
        time.sleep(0.02)
    keeper.returncode = 0  # It outlives us by a moment, and nobody waits for it.


def _answer(path: Path) -> dict[str, str]:
    return dict(json.loads(path.read_text())) if path.exists() else {}
