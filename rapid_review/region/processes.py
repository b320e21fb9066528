"""The parts of a region as processes: started, looked after, and stopped in the reverse order.

A part that ends by itself is started again, as a container would be. All of them end with the program that
started them, however that dies.
"""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import structlog

from rapid_review.postgres.server import ServerUser, spawn
from rapid_review.region import sign_in
from rapid_review.region.compose_file import Part
from rapid_review.region.ground import ROOT
from rapid_review.region.places import Places

START_S, STOP_S, ONCE_S, LOOK_S = 90.0, 15.0, 120.0, 0.05
AGAIN_S = 1.0
NOT_GIVEN = ("RAPID_REVIEW_", "PORT", "DATA", "EXAMPLES", "LOG_LEVEL", "CI")
"""What a part does not inherit: it has its own settings and no others."""
PACKS = "RAPID_REVIEW_PACKS"
"""Of which all parts need the same; a relative folder is one of the checkout, where parts stand."""

_log = structlog.get_logger(__name__)


class PartFailed(Exception):
    """A part cannot start; the message is one plain sentence."""


class RunningPart:
    """One part."""

    def __init__(self, places: Places, part: Part) -> None:
        self.part, self._places = part, places
        self._process: subprocess.Popen[bytes] | None = None
        self.starts = 0

    @property
    def name(self) -> str:
        return self.part.name

    @property
    def pid(self) -> int | None:
        """The process, while there is one."""
        return self._process.pid if self._process and self._process.poll() is None else None

    @property
    def log(self) -> Path:
        """What it wrote, over all its starts."""
        return self._places.folder("logs", f"{self.name}.log")

    def start(self) -> None:
        """Start it, and do not wait."""
        self.starts += 1
        command = [sys.executable, "-m", "rapid_review.cli", *self.part.command]
        with self.log.open("ab") as log:
            self._seen = log.tell()
            self._process = spawn(
                command, user=ServerUser("us", os.geteuid(), os.getegid()), folder=ROOT,
                at_our_death=signal.SIGTERM, log=log, environment=self._environment(),
            )  # fmt: skip

    async def ready(self) -> None:
        """Wait until it says that it is ready."""
        until = _now() + START_S
        while f"{self.name} is ready at".encode() not in self._said():
            if self.pid is None:
                raise PartFailed(f"The part {self.name} has ended: {self._why()}")
            if _now() > until:
                raise PartFailed(f"The part {self.name} was not ready within {START_S:.0f} s.")
            await asyncio.sleep(LOOK_S)

    async def once(self) -> None:
        """Run it to its end, which must be a good one."""
        self.start()
        assert self._process is not None  # noqa: S101 - just started
        until = _now() + ONCE_S
        while self._process.poll() is None and _now() < until:  # noqa: ASYNC110
            await asyncio.sleep(LOOK_S)
        if self._process.poll() != 0:
            raise PartFailed(f"The part {self.name} has not done its work: {self._why()}")

    async def looked_after(self) -> None:
        """Start it again each time that it ends, until cancelled."""
        while True:
            await asyncio.sleep(AGAIN_S)
            if self.pid is None:
                _log.warning("region.part_ended", part=self.name)
                self.start()

    async def stop(self) -> None:
        """Ask it to stop, and make it after a while."""
        if self._process is None:
            return
        self._process.terminate()
        until = _now() + STOP_S
        while self._process.poll() is None and _now() < until:  # noqa: ASYNC110
            await asyncio.sleep(LOOK_S)
        self._process.kill()
        self._process.wait()

    def _environment(self) -> Mapping[str, str]:
        inherited = {
            name: value for name, value in os.environ.items() if not name.startswith(NOT_GIVEN)
        }
        watched = {
            name: value
            for name, value in os.environ.items()
            if name.startswith("RAPID_REVIEW_TELEMETRY_") or name == PACKS
        }
        return {
            **inherited,
            **self._places.environment(self.part),
            **watched,
            **sign_in.told(self.part),
        }

    def _said(self) -> bytes:
        with self.log.open("rb") as log:
            log.seek(self._seen)
            return log.read()

    def _why(self) -> str:
        lines = self._said().decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else "it said nothing."


def _now() -> float:
    return asyncio.get_running_loop().time()
