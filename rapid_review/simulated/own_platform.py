"""A platform that a simulation starts for itself, in a data folder, and stops at its end."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from rapid_review.doors import Unanswered
from rapid_review.settings import PlatformSettings
from rapid_review.simulated.places import Area, make_packs

READY = b"Rapid Review is ready"
START_S, STOP_S, LOOK_S = 300.0, 60.0, 0.1


class DidNotStart(Unanswered):
    """The platform ended instead of becoming ready."""


@asynccontextmanager
async def own_platform(
    kind: str, settings: PlatformSettings, areas: Sequence[Area], stop: asyncio.Event
) -> AsyncIterator[None]:
    """The platform is ready inside the block, or the simulation was asked to stop meanwhile."""
    packs = settings.data.resolve() / "packs"
    make_packs(packs, areas)
    said, log = (settings.data / f"simulated.{name}" for name in ("out", "log"))
    with said.open("wb") as out, log.open("ab") as errors:
        seen = errors.tell()
        started = subprocess.Popen(  # noqa: S603, ASYNC220 - our own command, and it does not wait
            [sys.executable, "-m", "rapid_review.cli", kind], stdout=out, stderr=errors, start_new_session=True,
            env=_environment(settings, packs),
        )  # fmt: skip
    try:
        await _ready(started, said, log, seen=seen, stop=stop)
        yield
    finally:
        started.terminate()
        try:
            await asyncio.to_thread(started.wait, STOP_S)
        except subprocess.TimeoutExpired:
            started.kill()
            started.wait()


async def _ready(
    started: subprocess.Popen[bytes], said: Path, log: Path, *, seen: int, stop: asyncio.Event
) -> None:
    until = asyncio.get_running_loop().time() + START_S
    while READY not in _written(said) and not stop.is_set():
        if started.poll() is not None or asyncio.get_running_loop().time() > until:
            lines = _written(log)[seen:].decode(errors="replace").strip().splitlines()
            raise DidNotStart(lines[-1] if lines else "The platform did not start.")
        await asyncio.sleep(LOOK_S)


def _written(file: Path) -> bytes:
    return file.read_bytes()


def _environment(settings: PlatformSettings, packs: Path) -> dict[str, str]:
    own = {
        "PORT": str(settings.port), "DATA": str(settings.data), "EXAMPLES": "no",
        "RAPID_REVIEW_PACKS": str(packs),
    }  # fmt: skip
    return {**os.environ, **own}
