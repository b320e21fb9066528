"""The portal as a region runs it: a process of its own, with its settings from the environment."""

from __future__ import annotations

import asyncio
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

from tests.portal.running_door import TOKEN_KEY
from tests.support.free_ports import free_ports

ROOT = Path(__file__).resolve().parents[2]
COMMAND = (sys.executable, "-m", "rapid_review.cli")
WITHIN_S = 60.0
NOBODY = "127.0.0.1:1"  # A port at which nobody answers.
WITHOUT_TLS = {"RAPID_REVIEW_TLS_MODE": "off"}


def environment(reporting: str, **more: str) -> dict[str, str]:
    """The least that a portal needs, on a free port; ``more`` are further variables, without their prefix."""
    given = {
        "reporting": reporting,
        "notifications": NOBODY,
        "token_key": TOKEN_KEY.hex(),
        "address": f"127.0.0.1:{free_ports()}",
        **more,
    }
    named = {f"RAPID_REVIEW_PORTAL_{name.upper()}": value for name, value in given.items()}
    return named | WITHOUT_TLS


def without(given: Mapping[str, str], name: str) -> dict[str, str]:
    """The same environment with one variable less."""
    return {key: value for key, value in given.items() if not key.endswith(name.upper())}


async def begun(words: tuple[str, ...], given: Mapping[str, str]) -> Process:
    """A command of ours that has been started with these variables."""
    return await asyncio.create_subprocess_exec(
        *COMMAND, *words, cwd=ROOT, env={**os.environ, **given}, stdout=PIPE, stderr=PIPE
    )


async def ended(*words: str, given: Mapping[str, str]) -> tuple[int, str, str]:
    """A command of ours, to its end: its status, and what it said on both outputs."""
    process = await begun(words, given)
    said, complained = await asyncio.wait_for(process.communicate(), WITHIN_S)
    return process.returncode or 0, said.decode(), complained.decode()


@asynccontextmanager
async def served(given: Mapping[str, str]) -> AsyncIterator[tuple[Process, str]]:
    """The portal that has said that it is ready, and what it said; surely not there afterwards."""
    process = await begun(("serve", "portal"), given)
    try:
        assert process.stdout is not None
        yield process, (await asyncio.wait_for(process.stdout.readline(), WITHIN_S)).decode()
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()
