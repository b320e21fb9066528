"""Keeps one broker for all processes of a test run; run as a program by the first that needs it.

It stops the broker when no process holds the lock on `users` any more. The kernel lets go of a lock
when its holder ends, however it ends: so nothing outlives a run that was killed.
"""

from __future__ import annotations

import fcntl
import json
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from rapid_review.kafka.jars import NoKafka
from rapid_review.kafka.node import LocalKafka
from tests.support.kafka_choice import first_that_starts, kafka_jars

IMAGE = "confluentinc/cp-kafka:7.9.1"
Kept = tuple[str, Callable[[], None]]


def keep(folder: Path) -> None:
    """Start a broker, say where it is, and stop it when nobody is left."""
    with (folder / "keeper").open("w") as alive, (folder / "users").open("w") as users:
        fcntl.flock(alive, fcntl.LOCK_EX)
        place = Path(tempfile.mkdtemp(prefix="rapid-review-kafka-"))
        try:
            address, stop = first_that_starts(
                _container, lambda jars: _node(jars, place), kafka_jars
            )
        except NoKafka as none:
            _say(folder, missing=str(none))
        else:
            _say(folder, address=address)
            fcntl.flock(users, fcntl.LOCK_EX)
            stop()
        finally:
            shutil.rmtree(place, ignore_errors=True)


def _say(folder: Path, **answer: str) -> None:
    """Write it beside its place first, so that nobody reads half of it."""
    written = folder / "answer.new"
    written.write_text(json.dumps(answer))
    written.rename(folder / "answer")


def _container() -> Kept:
    from testcontainers.community.kafka import KafkaContainer

    container = KafkaContainer(IMAGE).with_kraft()
    container.with_env("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false")
    container.with_env("KAFKA_GROUP_MIN_SESSION_TIMEOUT_MS", "500")
    container.start()
    return container.get_bootstrap_server(), container.stop


def _node(jars: Path, place: Path) -> Kept:
    node = LocalKafka(jars, place)
    node.start()
    return node.bootstrap, node.kill  # What it holds is thrown away.


if __name__ == "__main__":
    keep(Path(sys.argv[1]))
