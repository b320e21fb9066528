"""The embedded database of a data folder, for a command beside the platform: attached to if it runs, else started."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import quote

from rapid_review.postgres.embedded import CannotStart, DataFolderInUse, EmbeddedPostgres

OWNER = "platform"


@asynccontextmanager
async def attached(folder: Path) -> AsyncIterator[Callable[[str], str]]:
    """Gives the address of each database, as the owner of all. Raises ``CannotStart``."""
    if not (folder / "cluster").exists():
        raise CannotStart(f"There is no data in {folder.parent}.")
    try:
        server = await EmbeddedPostgres.start(folder)
    except DataFolderInUse:
        yield _running(folder)
        return
    try:
        yield server.dsn
    finally:
        await server.stop()


def _running(folder: Path) -> Callable[[str], str]:
    """The addresses of a server that another process runs; only who may read its password can do so."""
    try:
        password = (folder / "password").read_text().strip()
        socket = (folder / "run").readlink() / "socket"
        # That of a region has the number of its port.
        port = next(socket.glob(".s.PGSQL.*[0-9]")).suffix.lstrip(".")
    except StopIteration:
        raise CannotStart(f"The database in {folder} has no socket.") from None
    except OSError as error:
        raise CannotStart(
            f"The database in {folder} cannot be reached: {error.strerror}."
        ) from None
    return lambda database: (
        f"postgresql://{OWNER}:{password}@/{quote(database, safe='')}"
        f"?host={quote(str(socket))}&port={port}&sslmode=disable"
    )
