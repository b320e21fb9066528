"""All processes of a test run share one broker, and it outlives none of them: not even kill -9."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.kafka_broker import is_kept
from tests.support.kafka_choice import ADDRESS, ROOT, own_programs

pytestmark = pytest.mark.integration
PATIENCE_S = 60.0
USER = """
import sys
from pathlib import Path
from types import SimpleNamespace
from tests.support.kafka_broker import shared_kafka
with shared_kafka(SimpleNamespace(getbasetemp=lambda: Path(sys.argv[1]))) as kafka:
    print(kafka.bootstrap, flush=True)
    sys.stdin.read()
"""


@contextmanager
def a_process_of_the_run(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """It has the broker's address on its standard output, and keeps using it until it is ended."""
    own_programs()
    environment = {
        name: value
        for name, value in os.environ.items()
        if name not in {ADDRESS, "PYTEST_XDIST_WORKER"}
    }
    with subprocess.Popen(
        [sys.executable, "-c", USER, str(folder)], cwd=ROOT, env=environment, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as running:  # fmt: skip
        try:
            yield running
        finally:
            running.kill()


def address(running: subprocess.Popen[str]) -> str:
    assert running.stdout
    return running.stdout.readline().strip()


def answers(bootstrap: str) -> bool:
    host, port = bootstrap.removeprefix("PLAINTEXT://").split(":")
    try:
        with socket.create_connection((host, int(port)), timeout=5):
            return True
    except OSError:
        return False


def test_processes_share_a_broker_that_ends_when_the_last_of_them_is_killed(tmp_path: Path) -> None:
    with a_process_of_the_run(tmp_path) as one, a_process_of_the_run(tmp_path) as other:
        shared = address(one)
        assert shared == address(other)

        one.kill()  # The one or the other had started it.
        one.wait()
        assert is_kept(tmp_path / "kafka")
        assert answers(shared)

        other.kill()
        other.wait()

    deadline = time.monotonic() + PATIENCE_S
    while is_kept(tmp_path / "kafka") and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not answers(shared)
