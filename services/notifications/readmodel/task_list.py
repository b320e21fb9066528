"""What does somebody have to do, over all partnerships and agencies for which they act, and by when?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from chassis.aggregate import Event
from chassis.database import Connection, Pool
from chassis.delivery.handed_over import LeadChanged
from chassis.rising_number import RisingNumber
from services.notifications.domain.task import (
    TaskDone,
    TaskDueRestated,
    TaskOpened,
    TaskOpenedAgain,
    TaskReminded,
    TaskWithdrawn,
)

LISTED_MAX, CASES_MAX = 500, 1_000

_OPEN = """
    INSERT INTO open_tasks (task_id, case_id, reference, partnership, recipient, kind, detail, due_on, asked_at,
        stage, is_open)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'asked', true) ON CONFLICT (task_id) DO NOTHING
"""
_OPEN_AGAIN = """
    UPDATE open_tasks SET due_on = $2, asked_at = $3, stage = 'asked', is_open = true, changed = DEFAULT
    WHERE task_id = $1
"""
_CHANGE = "UPDATE open_tasks SET {} = $2, changed = DEFAULT WHERE task_id = $1"
_DUE, _LEAD, _STAGE = map(_CHANGE.format, ("due_on", "partnership", "stage"))
_OVER = "UPDATE open_tasks SET is_open = false, changed = DEFAULT WHERE task_id = $1"
_MINE = """
    FROM open_tasks task
    WHERE is_open AND case_id <> ALL($3::uuid[]) AND EXISTS (
        SELECT FROM unnest($1::text[], $2::text[]) AS mine (partnership, recipient)
        WHERE mine.recipient = task.recipient AND (mine.partnership = task.partnership OR EXISTS (
            SELECT FROM involved_agencies involved
            WHERE involved.case_id = task.case_id AND involved.agency = regexp_replace(task.recipient, '^.*:', '')
              AND involved.through = mine.partnership)))
"""
_AS_THEY_ARE = "count(*) || '-' || coalesce(sum(changed), 0)"
"""Another text whenever there is one more, one less, or another state of one."""
_LIST = f"""
    SELECT task_id, case_id, reference, partnership, recipient, kind, detail, due_on, asked_at, stage {_MINE}
    ORDER BY due_on, asked_at, task_id LIMIT $4 OFFSET $5
"""
_COUNT = f"""
    SELECT count(*) AS found, count(*) FILTER (WHERE due_on < $4) AS late, count(*) FILTER (WHERE due_on = $4) AS today,
        {_AS_THEY_ARE} AS revision
    {_MINE}
"""
_REVISION = f"SELECT {_AS_THEY_ARE} {_MINE}"
_NEWEST = "SELECT coalesce(max(changed), 0) FROM open_tasks"
_CASES = f"SELECT DISTINCT case_id, kind {_MINE} AND kind = ANY($4) ORDER BY case_id, kind LIMIT $5"


@dataclass(frozen=True, slots=True)
class Listed:
    """One open task as who has to do it sees it."""

    task_id: UUID
    case_id: UUID
    reference: str
    partnership: str
    recipient: str
    kind: str
    detail: str
    due_on: date | None
    asked_at: datetime
    stage: str


@dataclass(frozen=True, slots=True)
class Mine:
    """Recipients for whom somebody acts, each with a partnership; but for the cases that they may not be shown."""

    recipients: Sequence[tuple[str, str]]
    left_out: Iterable[UUID] = ()

    @property
    def given(self) -> tuple[list[str], list[str], list[UUID]]:
        """What the statements are given of it."""
        partnerships = [partnership for partnership, _ in self.recipients]
        return partnerships, [recipient for _, recipient in self.recipients], list(self.left_out)


@dataclass(frozen=True, slots=True)
class Counted:
    """How many tasks are open, how many are late, and how many due today; and the revision of what was counted."""

    found: int
    late: int
    today: int
    revision: str


class TaskList:
    """The rows of table open_tasks. What is over stays as a row, because it may be opened again."""

    name = "open_tasks"
    by_stream = True
    tables: tuple[str, ...] = ("open_tasks",)
    events: tuple[type[Event], ...] = (
        TaskOpened, TaskOpenedAgain, TaskDueRestated, TaskReminded, TaskDone, TaskWithdrawn, LeadChanged,
    )  # fmt: skip

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self.changes = RisingNumber(pool, _NEWEST)

    def committed(self) -> None:
        """Let whoever watches look at once."""
        self.changes.ring()

    async def apply(self, event: Event, connection: Connection) -> None:
        """Note what is to be done, and what is not any more."""
        match event:
            case TaskOpened():
                await connection.execute(
                    _OPEN, event.originator_id, event.case_id, event.reference, event.partnership,
                    event.recipient, event.kind, event.detail, event.due_on, event.timestamp,
                )  # fmt: skip
            case TaskOpenedAgain():
                await connection.execute(
                    _OPEN_AGAIN, event.originator_id, event.due_on, event.timestamp
                )
            case TaskDueRestated():
                await connection.execute(_DUE, event.originator_id, event.due_on)
            case LeadChanged():
                await connection.execute(_LEAD, event.originator_id, event.lead)
            case TaskReminded():
                await connection.execute(_STAGE, event.originator_id, event.stage)
            case TaskDone() | TaskWithdrawn():
                await connection.execute(_OVER, event.originator_id)

    async def forget(self, connection: Connection) -> None:
        """Remove all rows."""
        await connection.execute("TRUNCATE open_tasks")

    async def of(self, mine: Mine, *, first: int = 0, size: int = LISTED_MAX) -> list[Listed]:
        """Some of the open tasks, the most urgent first, from the place ``first`` on."""
        return [Listed(**row) for row in await self._pool.fetch(_LIST, *mine.given, size, first)]

    async def counted(self, mine: Mine, today: date) -> Counted:
        """How many there are."""
        row = await self._pool.fetchrow(_COUNT, *mine.given, today)
        assert row is not None  # noqa: S101 - it counts, and so it has one row
        return Counted(**row)

    async def revision(self, mine: Mine) -> str:
        """Another one whenever a task has come, gone or changed for them; alike for the same tasks."""
        found: str = await self._pool.fetchval(_REVISION, *mine.given)
        return found

    async def cases(self, mine: Mine, kinds: Sequence[str]) -> list[tuple[UUID, str]]:
        """The cases in which there is a task of one of these kinds, each with its kind."""
        if not kinds:
            return []
        rows = await self._pool.fetch(_CASES, *mine.given, kinds, CASES_MAX)
        return [(row["case_id"], row["kind"]) for row in rows]
