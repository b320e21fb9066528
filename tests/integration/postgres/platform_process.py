"""A platform of its own process, for tests that kill it, interrupt it or run it as somebody else.

Arguments: the data folder, then any of ``as-nobody``, ``orphan`` (its server outlives it) and
``ignore-interrupt``. It says one line when it is up, or why it could not start, and stops at the
end of its input.
"""

from __future__ import annotations

import asyncio
import concurrent.futures.thread  # noqa: F401  (as nobody, it is too late to load these)
import encodings.idna  # noqa: F401
import json
import os
import pwd
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest.mock import patch

from rapid_review.postgres import server as postgres_server
from rapid_review.postgres.embedded import CannotStart, EmbeddedPostgres


def _become_nobody() -> None:
    nobody = pwd.getpwnam("nobody")
    # This Python may be one that only root can reach; any will do to become the server.
    python = shutil.which("python3", path="/usr/bin:/usr/local/bin")
    os.setgroups([])
    os.setgid(nobody.pw_gid)
    os.setuid(nobody.pw_uid)
    if not os.access(sys.executable, os.X_OK):
        sys.executable = python or sys.executable


def _spawn_orphan(command: list[str], **options: Any) -> subprocess.Popen[bytes]:
    options["at_our_death"] = 0
    return postgres_server.spawn(command, **options)


async def _live(folder: Path) -> None:
    try:
        server = await EmbeddedPostgres.start(folder)
    except CannotStart as refusal:
        _say(refusal=type(refusal).__name__, sentence=str(refusal))
        return
    first_line = (folder / "cluster" / "postmaster.pid").read_text().partition("\n")[0]
    run = str((folder / "run").readlink())
    _say(dsn=server.dsn("postgres"), server=int(first_line), run=run)
    await asyncio.to_thread(sys.stdin.read)
    await server.stop()


def _say(**words: str | int) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    if "as-nobody" in sys.argv:
        _become_nobody()
    if "orphan" in sys.argv:
        patch("rapid_review.postgres.embedded.spawn", _spawn_orphan).start()
    if "ignore-interrupt" in sys.argv:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    asyncio.run(_live(Path(sys.argv[1])))
