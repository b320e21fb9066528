"""Makes the secrets of a region: ``python deploy/make_secrets.py [FOLDER]``. What is there already stays as it is.

Each secret is a file of its own in deploy/secrets, which git does not keep and only its owner may enter. The
files themselves can be read by all, since a container may run under any number; it sees only those it is given.

``…_master_key`` opens every word in the database of its service, and ``identity_person_key`` makes the ids of people:
back these up, apart from the databases.
"""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from urllib.parse import quote

FOLDER = Path(__file__).resolve().parent / "secrets"
SERVICES = ("referral", "review", "submissions", "learning", "notifications", "reporting")
KAFKA_USERS = ("broker", "topics", *SERVICES)
FOLDER_MODE, FILE_MODE = 0o700, 0o444


def main() -> int:
    """Make what is missing, and say how much that was."""
    folder = Path(sys.argv[1]) if sys.argv[1:] else FOLDER
    made = make(folder)
    print(f"{made} secrets were made in {folder}." if made else "All secrets are there.")
    return 0


def make(folder: Path) -> int:
    """Make every secret that is not there yet; gives their number."""
    folder.mkdir(mode=FOLDER_MODE, exist_ok=True)
    folder.chmod(FOLDER_MODE)
    known: dict[str, str] = {}
    made = 0
    for name, new in all_secrets(known):
        file = folder / name
        if not file.exists():
            _write(file, new())
            made += 1
        known[name] = file.read_text("ascii")
    return made


def all_secrets(known: Mapping[str, str]) -> Iterator[tuple[str, Callable[[], str]]]:
    """The name of each, and how it is made; ``known`` holds those that came before it."""
    yield "token_key", _key
    yield "postgres_password", _password
    for service in SERVICES:
        yield f"{service}_master_key", _key
        for role, dsn in ((service, "database_dsn"), (f"{service}_owner", "owner_dsn")):
            yield f"postgres_{role}_password", _password
            yield f"{service}_{dsn}", _dsn_of(known, role, service)
    for user in KAFKA_USERS:
        yield f"kafka_{user}_password", _password
    yield "grafana_password", _password
    yield "identity_person_key", _key
    yield "identity_portal_secret", _password
    yield "portal_session_key", _key
    yield "example_people_password", _password


def _key() -> str:
    return secrets.token_hex(32)


def _password() -> str:
    return secrets.token_urlsafe(32)


def _dsn_of(known: Mapping[str, str], role: str, database: str) -> Callable[[], str]:
    def dsn() -> str:
        password = quote(known[f"postgres_{role}_password"], safe="")
        tls = "sslmode=verify-full&sslrootcert=/certificates/ca.crt"
        return f"postgresql://{role}:{password}@postgres:5432/{database}?{tls}"

    return dsn


def _write(file: Path, content: str) -> None:
    """All of it or nothing: a file that is half written would be taken for a secret."""
    making = file.with_name(f".{file.name}")
    making.unlink(missing_ok=True)
    descriptor = os.open(making, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE)
    with os.fdopen(descriptor, "w") as new:
        new.write(content)
        new.flush()
        os.fsync(new.fileno())
    making.rename(file)


if __name__ == "__main__":
    sys.exit(main())
