"""The platform as a user runs it: a process of its own, on free ports, with a data folder of its own."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.support.free_ports import free_ports

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-m", "rapid_review.cli")
READY = re.compile(r"^Rapid Review is ready at http://127\.0\.0\.1:(\d+)$", re.MULTILINE)
START_S, STOP_S = 400.0, 40.0
PORTS = 7


class DidNotStart(AssertionError):
    """The platform ended, or said nothing, instead of becoming ready."""


@dataclass
class Platform:
    """Start it, kill it, start it again: the data folder and the ports stay."""

    data: Path
    port: int = field(default_factory=lambda: free_ports(PORTS))
    examples: bool = False
    command: str = "up"
    """``up`` for one process, ``region`` for a process for each part."""
    process: subprocess.Popen[bytes] | None = None
    playing: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def environment(self) -> dict[str, str]:
        """Of the platform and of every command that talks to it."""
        settings = {
            "PORT": self.port,
            "DATA": self.data,
            "EXAMPLES": "yes" if self.examples else "no",
        }
        return {**os.environ, **{name: str(value) for name, value in settings.items()}}

    @property
    def url(self) -> str:
        """The web page."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> float:
        """Run it until it says that it is ready; gives the seconds that this took."""
        began = time.monotonic()
        with self.said.open("w") as said, self.log.open("a") as log:
            self.process = subprocess.Popen(
                [*COMMAND, self.command], cwd=ROOT, env=self.environment, start_new_session=True,
                stdout=said, stderr=log,
            )  # fmt: skip
        while not READY.search(self.said.read_text()):
            if self.process.poll() is not None or time.monotonic() - began > START_S:
                self.kill()
                raise DidNotStart(self.said.read_text() + self.log.read_text()[-4_000:])
            time.sleep(0.01)
        return time.monotonic() - began

    @property
    def said(self) -> Path:
        """What the platform wrote to standard output since its last start."""
        return self.data.parent / f"{self.data.name}.out"

    @property
    def log(self) -> Path:
        """What the platform wrote to standard error, over all its starts."""
        return self.data.parent / f"{self.data.name}.log"

    def kill(self) -> None:
        """SIGKILL: the process has no chance to say goodbye."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def stop(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Ask it to stop; gives its exit status."""
        assert self.process is not None
        self.process.send_signal(number)
        status = self.process.wait(STOP_S)
        self.process = None
        return status

    def play(self, *files: str | Path) -> subprocess.Popen[bytes]:
        """Begin to play scripted cases; what is said goes to ``played``."""
        with self.played.open("a") as said:
            playing = subprocess.Popen(
                [*COMMAND, "play", *map(str, files)], cwd=ROOT, env=self.environment,
                stdout=said, stderr=said,
            )  # fmt: skip
        self.playing.append(playing)
        return playing

    def play_to_the_end(self, *files: str | Path) -> None:
        """Play scripted cases; they must all get there."""
        playing = self.play(*files)
        assert playing.wait(START_S) == 0, self.played.read_text()[-4_000:]

    @property
    def played(self) -> Path:
        """What the commands said that played cases."""
        return self.data.parent / f"{self.data.name}.played"

    def ask(self, *words: str, status: int = 0) -> str:
        """Run a command against it; gives what it printed."""
        answer = run(words, self.environment)
        assert answer.returncode == status, answer.stdout + answer.stderr
        return answer.stdout

    def run_with(self, more: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
        """Run a command against it in another environment; gives how it ended."""
        return run(words, {**self.environment, **more})

    def json(self, *words: str) -> Any:
        """What a reading command answers with --json."""
        return json.loads(self.ask(*words, "--json"))

    def references(self) -> dict[str, str]:
        """Every case's title-less facts: reference to stage."""
        return {case["reference"]: case["stage"] for case in self.json("cases", "--all")["cases"]}


def run(words: Sequence[str], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """One command, to its end."""
    return subprocess.run(
        [*COMMAND, *words], cwd=ROOT, env=environment, text=True, capture_output=True, timeout=START_S,
        check=False,
    )  # fmt: skip


@contextmanager
def a_platform(
    data: Path, *, examples: bool = False, command: str = "up", ports: int = PORTS
) -> Iterator[Platform]:
    """A platform that is not running yet, and surely not any more afterwards."""
    platform = Platform(data, free_ports(ports), examples=examples, command=command)
    try:
        yield platform
    finally:
        for playing in platform.playing:
            playing.kill()
            playing.wait()
        platform.kill()
