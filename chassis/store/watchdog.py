"""Watches for what holds appends back, or the whole database: a gate that stays shut, a transaction that stays open.

An open transaction elsewhere keeps no reader of the log waiting (chassis/store/schema.sql says why). But nothing
that was deleted since it began can be cleared away, and if it holds the gate nobody can append.

The application's role is not shown how old the transactions of other roles are. So their age is counted from when they
were first seen here; a role that was granted ``pg_read_all_stats`` is shown their true age and what they are doing.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

import structlog

from chassis.database import Pool

LOOK_S: Final = 2.0
OLD_S: Final = 60.0
GATE_S: Final = 3.0

# Every open transaction holds the lock of its own number. Never what it asked: a query may hold words of a case.
# A prepared transaction has no session; it can hold the gate all the same.
_LOOK: Final = """
    SELECT false AS holds_gate, l.virtualtransaction AS transaction, a.pid, a.usename AS role,
        a.application_name AS application, a.state,
        extract(epoch FROM clock_timestamp() - a.xact_start)::float8 AS seconds
    FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
    WHERE l.locktype = 'virtualxid' AND l.mode = 'ExclusiveLock' AND l.granted
        AND a.datname = current_database() AND a.usesysid IS NOT NULL AND a.pid <> pg_backend_pid()
    UNION ALL
    SELECT true, l.virtualtransaction, l.pid, a.usename, a.application_name, a.state,
        (SELECT max(extract(epoch FROM clock_timestamp() - w.waitstart))::float8 FROM pg_locks w
         WHERE w.locktype = 'relation' AND w.relation = l.relation AND w.database = l.database
            AND NOT w.granted)
    FROM pg_locks l LEFT JOIN pg_stat_activity a ON a.pid = l.pid
    WHERE l.locktype = 'relation' AND l.relation = 'append_gate'::regclass AND l.granted
        AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
"""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Watched:
    """What was seen last: the age of the oldest open transaction, and how long an append has waited at the gate."""

    oldest_transaction_s: float = 0.0
    gate_wait_s: float = 0.0


class Watchdog:
    """Looks at one service's database again and again, and warns once for each culprit."""

    def __init__(
        self,
        service: str,
        pool: Pool,
        *,
        look_s: float = LOOK_S,
        old_s: float = OLD_S,
        gate_s: float = GATE_S,
    ) -> None:
        self.watched = Watched()
        self._service, self._pool = service, pool
        self._look_s, self._old_s, self._gate_s = look_s, old_s, gate_s
        self._first_seen: dict[str, float] = {}
        self._warned: dict[tuple[str, str], dict[str, object]] = {}

    async def run(self) -> None:
        """Look until cancelled; a database that cannot be asked is asked again."""
        while True:
            try:
                await self.look()
            except Exception as error:  # noqa: BLE001 - whatever it is, others say so; this goes on looking.
                _log.info("database.not_seen", service=self._service, error=type(error).__name__)
            await asyncio.sleep(self._look_s)

    async def look(self) -> None:
        """Look once, warn of what is new and say what is over."""
        async with self._pool.acquire(timeout=self._look_s) as connection:
            rows = await connection.fetch(_LOOK)
        opened = [row for row in rows if not row["holds_gate"]]
        holders = [row for row in rows if row["holds_gate"]]
        ages = self._ages(opened)
        waited_s = max((row["seconds"] or 0.0 for row in holders), default=0.0)
        self.watched = Watched(max(ages.values(), default=0.0), waited_s)
        old = [row for row in opened if ages[row["transaction"]] > self._old_s]
        holding = [row for row in holders if (row["seconds"] or 0.0) > self._gate_s]
        self._say("database.transaction_old", "database.transaction_over", old)
        self._say("database.gate_held", "database.gate_free", holding)

    def _ages(self, opened: Sequence[Any]) -> dict[str, float]:
        """How long each transaction has been open: as the server says, or at least since it was first seen."""
        now = asyncio.get_running_loop().time()
        seen = {row["transaction"] for row in opened}
        self._first_seen = {
            one: since for one, since in self._first_seen.items() if one in seen
        } | dict.fromkeys(seen - self._first_seen.keys(), now)
        return {
            row["transaction"]: max(
                row["seconds"] or 0.0, now - self._first_seen[row["transaction"]]
            )
            for row in opened
        }

    def _say(self, warning: str, over: str, culprits: Sequence[Any]) -> None:
        found = {(warning, row["transaction"]): _names(row) for row in culprits}
        for culprit in self._warned.keys() - found.keys():
            if culprit[0] == warning:
                _log.info(over, service=self._service, **self._warned.pop(culprit))
        for culprit in found.keys() - self._warned.keys():
            self._warned[culprit] = found[culprit]
            _log.warning(warning, service=self._service, **found[culprit])


def _names(row: Any) -> dict[str, object]:
    """Who it is; a role that may not see what a session is doing sees only who has it."""
    return {
        "pid": row["pid"], "role": row["role"], "application": row["application"],
        "state": row["state"] or "not shown",
    }  # fmt: skip
