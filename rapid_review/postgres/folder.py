"""The data folder of the embedded PostgreSQL: whose it is, who uses it, what an earlier run left.

::

    cluster/        PostgreSQL's own data directory, of the server's user
    platform.lock   held while a platform runs
    password        of the one role, ``platform``
    run             link to the temporary folder of the run
    postgres.log    of this run; that of the run before is postgres.log.1
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import re
import secrets
import shutil
import signal
import stat
import time
from pathlib import Path
from typing import IO

from rapid_review.postgres.server import (
    MAJOR_VERSION,
    ON_LINUX,
    CannotStart,
    RunFolder,
    ServerUser,
    processes_in,
)

_POLITE_STOP_S = 3
_FIRM_STOP_S = 10  # After 5 seconds PostgreSQL itself kills what does not obey.
_NEW_CLUSTER_BYTES = 64 << 20
_WRITABLE_BYTES = 1 << 20
_REASON_LENGTH_MAX = 200
_COMPLAINT = re.compile(r"(?:FATAL|PANIC|error):\s+(.+)")


class DataFolderInUse(CannotStart):
    """Another platform is running on this data folder."""


class DataFolder:
    """One data folder, claimed for this process until ``release``, or until the process ends."""

    def __init__(self, path: Path) -> None:
        """Claim the folder, making it if it is new; refuse one that is another's."""
        path = path.absolute()
        self.path = path
        self.cluster = path / "cluster"
        self.new_cluster = path / "cluster.new"
        self._log = path / "postgres.log"
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = path / "platform.lock"
        if not lock.exists() and not {entry.name for entry in path.iterdir()} <= {"lost+found"}:
            raise CannotStart(f"The folder {path} is not empty and holds no database of ours.")
        self._lock = _claim(lock)

    def release(self) -> None:
        """Let another platform use the folder."""
        os.close(self._lock)

    async def clear(self) -> None:
        """Remove what a killed run has left: a server, half a cluster, a temporary folder."""
        if self.cluster.exists():
            await self._stop_orphans()
        if self.new_cluster.exists():
            shutil.rmtree(self.new_cluster)
        run = self.path / "run"
        if run.is_symlink():
            RunFolder.remove_left_behind(run.readlink())
            run.unlink()

    def remember(self, run: RunFolder) -> None:
        """Note where the run's temporary folder is, for ``clear`` after a crash."""
        (self.path / "run").symlink_to(run.path)

    def forget(self) -> None:
        """Drop the note of ``remember``."""
        (self.path / "run").unlink(missing_ok=True)

    def password(self) -> str:
        """The role's password, random for each new folder; only the folder's owner can read it."""
        path = self.path / "password"
        if path.exists():
            return path.read_text().strip()
        if self.cluster.exists():
            raise CannotStart(f"The password of the database is missing: {path}.")
        password = secrets.token_urlsafe(32)
        draft = path.with_suffix(".new")
        draft.unlink(missing_ok=True)
        with _new_private_file(draft) as file:
            file.write(password.encode())
            file.flush()
            os.fsync(file.fileno())
        draft.rename(path)
        return password

    def new_log(self) -> IO[bytes]:
        """An empty log; the log of the run before is kept beside it."""
        if self._log.exists():
            self._log.replace(self._log.with_suffix(".log.1"))
        return _new_private_file(self._log)

    def why(self) -> str:
        """What PostgreSQL said last before it gave up, in a few words."""
        text = self._log.read_text(errors="replace")
        said = [words for words in _COMPLAINT.findall(text) if "starting up" not in words]
        if not said and shutil.disk_usage(self.path).free < _WRITABLE_BYTES:
            return "no space left on device"  # Which also left none for PostgreSQL to say so.
        said = said or text.splitlines()[-1:]
        return f"{said[0][:_REASON_LENGTH_MAX] if said else 'no reason given'} (see {self._log})"

    def check_cluster(self, user: ServerUser) -> None:
        """Refuse a cluster that our server may not or cannot run."""
        found = self.cluster.lstat()
        if not stat.S_ISDIR(found.st_mode):
            raise CannotStart(f"{self.cluster} is not a folder.")
        if found.st_uid != user.uid:
            raise CannotStart(
                f"The database in {self.path} belongs to user number {found.st_uid}, "
                f"so it cannot be started as {user.name}."
            )
        version = self.cluster / "PG_VERSION"
        if not version.exists():
            raise CannotStart(f"{self.cluster} holds no PostgreSQL database.")
        if (made_by := version.read_text().strip()) != str(MAJOR_VERSION):
            raise CannotStart(
                f"The database in {self.path} is of PostgreSQL {made_by}, not {MAJOR_VERSION}: "
                "dump it with the old one and load it into a new folder."
            )

    def check_space(self) -> None:
        """Refuse to make a cluster where there is no room for it; half of it would fit nobody."""
        free = shutil.disk_usage(self.path).free
        if free < _NEW_CLUSTER_BYTES:
            raise CannotStart(
                f"No space left on device for a database in {self.path}: it needs "
                f"{_NEW_CLUSTER_BYTES >> 20} MB and there are {free >> 20} MB."
            )

    def keep_new_cluster(self) -> None:
        """Put the finished cluster in its place, at once and for good."""
        self.new_cluster.rename(self.cluster)
        folder = os.open(self.path, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    async def _stop_orphans(self) -> None:
        """Stop a server whose platform is dead; we hold the lock, so no live one can own it.

        Only its first process is asked politely: to the others the same signal means other things.
        Where the kernel cannot be asked (not Linux), PostgreSQL itself refuses a second server.
        """
        lock_file = self.cluster / "postmaster.pid"
        first = _first_number(lock_file)
        for order, patience_s in ((signal.SIGINT, _POLITE_STOP_S), (signal.SIGQUIT, _FIRM_STOP_S)):
            for process in processes_in(self.cluster):
                if order == signal.SIGQUIT or process == first:
                    _signal(process, order)
            deadline = time.monotonic() + patience_s
            while orphans := list(processes_in(self.cluster)):
                if time.monotonic() > deadline:
                    break
                await asyncio.sleep(0.02)
            if not orphans:
                break
        else:
            raise CannotStart(
                f"A PostgreSQL that was left behind in {self.path} does not stop: {orphans}."
            )
        if ON_LINUX:
            # Its number may be in use again (in a container it often is), by a program that would
            # make PostgreSQL believe in a second server. We have just seen that there is none.
            lock_file.unlink(missing_ok=True)


def _new_private_file(path: Path) -> IO[bytes]:
    """Make the file, which must be new, for its owner alone; all writers add to its end."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND
    return os.fdopen(os.open(path, flags, 0o600), "wb")


def _claim(path: Path) -> int:
    """Lock the file; the kernel frees it when this process ends, even by ``kill -9``."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = _first_number(path)
        os.close(descriptor)
        raise DataFolderInUse(
            f"Another platform (process {holder}) is running on the data folder {path.parent}."
        ) from None
    os.truncate(descriptor, 0)
    os.pwrite(descriptor, f"{os.getpid()}\n".encode(), 0)
    return descriptor


def _first_number(path: Path) -> int | None:
    """The process number in the first line of a lock file, if there is one."""
    try:
        line = path.read_text().partition("\n")[0].strip()
    except FileNotFoundError:
        return None
    return int(line) if line.isdigit() else None


def _signal(process: int, order: signal.Signals) -> None:
    try:
        os.kill(process, order)
    except ProcessLookupError:
        return
