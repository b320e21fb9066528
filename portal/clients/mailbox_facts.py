"""What notifications says about tasks and messages, as plain frozen objects that pages can show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Task:
    """Something that a role or an agency has to do for a case."""

    task_id: str
    case_id: str
    reference: str
    partnership: str
    recipient: str
    kind: str
    due_on: date | None
    asked_at: datetime
    stage: str
    overdue: bool


@dataclass(frozen=True, slots=True)
class Tasks:
    """One page of what somebody has to do, of how many; ``cases`` are those of the kinds that were asked for."""

    tasks: tuple[Task, ...] = ()
    found: int = 0
    page: int = 1
    late: int = 0
    due_today: int = 0
    cases: tuple[tuple[str, str], ...] = ()
    revision: str = ""


@dataclass(frozen=True, slots=True)
class TasksRevision:
    """How all tasks of somebody stand: two that are equal are of the same tasks."""

    revision: str


@dataclass(frozen=True, slots=True)
class Message:
    """A message to a role or an agency, or to one person behind it, and where it stands."""

    message_id: str
    case_id: str
    reference: str
    partnership: str
    recipient: str
    template: str
    stage: str
    status: str
    at: datetime
    channel: str
    nobody_reachable: bool
    attempts: int
    reason: str

    @property
    def is_on_its_way(self) -> bool:
        """Whether it is still being sent, and so cannot be sent once more."""
        return self.status == "asked"


@dataclass(frozen=True, slots=True)
class Messages:
    """One page of messages, of how many."""

    messages: tuple[Message, ...]
    found: int
    page: int


@dataclass(frozen=True, slots=True)
class Preference:
    """How a person is told. Who is not registered is told nothing, and has nothing to choose."""

    registered: bool
    channel: str
    reminders: bool


@dataclass(frozen=True, slots=True)
class Contact:
    """A person who is to be told, by the id with which they sign in: for which roles, each with its agency if any."""

    partnership: str
    person: str
    memberships: tuple[tuple[str, str], ...]
    channel: str
    address: str
