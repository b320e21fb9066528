"""`make kafka`: a Kafka for a person by hand. It says when it answers, and Ctrl-C stops it cleanly."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from rapid_review.kafka.server_settings import LOOPBACK, free_port
from tests.support.kafka_broker import create_topic
from tests.support.kafka_choice import CACHE, POM, ROOT, own_programs

pytestmark = pytest.mark.integration


@contextmanager
def by_hand(data: Path, port: object) -> Iterator[subprocess.Popen[str]]:
    own_programs()
    with subprocess.Popen(
        [sys.executable, "-m", "rapid_review.kafka.foreground", str(POM), str(CACHE)],
        cwd=ROOT,
        env=os.environ | {"PORT_KAFKA": str(port), "DATA": str(data)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        try:
            yield running
        finally:
            running.kill()


def test_a_wrong_port_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with by_hand(tmp_path, "many") as running:
        said, complained = running.communicate()

    assert said == ""
    assert complained.startswith("The setting PORT_KAFKA is wrong")
    assert running.returncode == 2


async def test_it_answers_where_it_says_and_stops_cleanly_at_ctrl_c(tmp_path: Path) -> None:
    port = free_port()
    with by_hand(tmp_path, port) as running:
        assert running.stdout
        assert running.stdout.readline() == f"Kafka is ready at {LOOPBACK}:{port}\n"
        await create_topic(f"{LOOPBACK}:{port}", "tried")

        running.send_signal(signal.SIGINT)

        assert running.communicate() == ("", "")
    assert running.returncode == 0
    # Written by a broker that had the time to shut down.
    assert (tmp_path / "kafka/log/.kafka_cleanshutdown").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="only the kernel of Linux is asked for this")
def test_it_dies_with_a_program_that_is_killed(tmp_path: Path) -> None:
    with by_hand(tmp_path, free_port()) as running:
        assert running.stdout
        running.stdout.readline()
        node = the_one_child_of(running.pid)

        running.kill()
        running.wait()

        assert has_ended(node)


def the_one_child_of(pid: int) -> int:
    children = [
        int(child)
        for thread in Path(f"/proc/{pid}/task").iterdir()
        for child in (thread / "children").read_text().split()
    ]
    assert len(children) == 1
    return children[0]


def has_ended(pid: int) -> bool:
    """Whether the process ends within a while; asked of a handle, as its number may be used again."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    with os.fdopen(handle, "rb") as open_handle:
        ready, _, _ = select.select([open_handle], [], [], 20)
    return bool(ready)
