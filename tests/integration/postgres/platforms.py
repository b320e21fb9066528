"""A platform in a process of its own, as a test sees it from outside."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[3]
SCRIPT = Path(__file__).with_name("platform_process.py")
_STOP_S = 20


@dataclass
class Platform:
    """A running (or refused) platform in another process, and what it said."""

    process: subprocess.Popen[str]
    said: dict[str, str | int]

    @property
    def dsn(self) -> str:
        """The address of its database."""
        return str(self.said["dsn"])

    @property
    def server(self) -> int:
        """The process number of its PostgreSQL."""
        return int(self.said["server"])

    @property
    def run(self) -> Path:
        """The temporary folder of its run."""
        return Path(str(self.said["run"]))

    def remove_what_is_left(self) -> None:
        """End it and what it started, whatever the test did to it."""
        with contextlib.suppress(subprocess.TimeoutExpired, ValueError):
            self.end()
        self.kill()
        if "server" not in self.said:
            return
        # Its number is told apart from a later process with that number by what it runs.
        with contextlib.suppress(OSError):
            if Path(f"/proc/{self.server}/exe").readlink().name.startswith("postgres"):
                os.kill(self.server, signal.SIGQUIT)
        wait_until(lambda: not is_running(self.server))
        shutil.rmtree(self.run, ignore_errors=True)

    def kill(self) -> None:
        """End it the hard way, as when memory runs out."""
        self.process.kill()
        self.process.wait(_STOP_S)

    def end(self) -> None:
        """Let it stop its server and end."""
        self.process.communicate(timeout=_STOP_S)


StartPlatform = Callable[..., Platform]


def wait_until(truth: Callable[[], bool], *, timeout_s: float = 10) -> None:
    """Return as soon as it is true; fail the test if it does not become so."""
    deadline = time.monotonic() + timeout_s
    while not truth():
        assert time.monotonic() < deadline, "it did not become true in time"
        time.sleep(0.01)


def is_running(process: int) -> bool:
    """Whether the process lives; one that has ended and waits to be collected does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
