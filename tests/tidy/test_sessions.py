"""Borrowed connections are given back as they were: the pool does not ask the database to put anything back.

What is set or locked for a session, and not for a transaction, belongs on a connection of its own.
"""

from __future__ import annotations

import re
from pathlib import Path

from tests.tidy.sources import ROOT, plant

FOLDERS = ("chassis", "services", "rapid_review", "portal")
FOR_A_SESSION = re.compile(
    r"pg_(?:try_)?advisory_lock|set_config\([^)]*false\)|\bLISTEN\b|WITH HOLD|CREATE TEMP"
    r"|(?:[\"']|; ?)SET (?!LOCAL)(?:SESSION )?\w+ ?(?:=|TO)|\bSET ROLE\b|add_listener"
)
ON_A_CONNECTION_OF_THEIR_OWN = {
    "chassis/kafka/relay_record.py": "the lock of the relay that leads",
    "chassis/rebuild.py": "the lock of a rebuild",
    "chassis/store/writer_session.py": "a writer of the event store",
}


def for_a_session(root: Path) -> set[str]:
    return {
        str(file.relative_to(root))
        for folder in FOLDERS
        for pattern in ("*.py", "*.sql")
        for file in (root / folder).rglob(pattern)
        if FOR_A_SESSION.search(file.read_text("utf-8"))
    }


def test_nothing_is_set_for_a_session_but_on_a_connection_of_its_own() -> None:
    assert for_a_session(ROOT) == set(ON_A_CONNECTION_OF_THEIR_OWN)


def test_a_lock_that_outlives_its_transaction_is_caught(tmp_path: Path) -> None:
    plant(tmp_path, "chassis/turns.py", 'TURN = "SELECT pg_advisory_lock(1)"')
    plant(tmp_path, "services/referral/adapters/zone.py", 'ZONE = "SET TimeZone TO UTC"')
    plant(tmp_path, "chassis/fine.py", 'TURN = "SELECT pg_advisory_xact_lock(1); SET LOCAL a = b"')

    assert for_a_session(tmp_path) == {"chassis/turns.py", "services/referral/adapters/zone.py"}
