"""What somebody asks of the list of cases: which, in which order, which page, and in which of them they act next."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from services.reporting.domain.load import Load
from services.reporting.domain.stages import Stage

LIVE, LATE, SOON, CLOSED, EVERY = "live", "late", "soon", "closed", "every"
SHOWS = (LIVE, LATE, SOON, CLOSED, EVERY)
TIME = "time"
SORTS = (TIME, "case", "stage", "late", "next", "returns")
OWN_STEPS = frozenset({"coordinator", "statutory_partner", "subgroup_chair", "strategic_leader"})
"""Roles that carry out the next step of a case; agencies are asked by tasks."""
OPEN_TO_COMMENT = (Stage.CSPR_DECISION, Stage.SCRUTINY, Stage.SENDING)
"""Stages in which there is a report that the scrutineer may comment on."""


@dataclass(frozen=True, slots=True)
class Listing:
    """Which cases, in which order; without ``size``, all on one page."""

    show: str = LIVE
    stage: str = ""
    waiting_for: str = ""
    reference: str = ""
    sort: str = TIME
    descending: bool = False
    size: int | None = None
    number: int = 1


@dataclass(frozen=True, slots=True)
class OwnSteps:
    """Cases in which one of these roles, each of a partnership, acts next, but for stages that a task stands for."""

    held: tuple[tuple[str, str], ...] = ()
    but: tuple[tuple[UUID, str], ...] = ()
    size: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """The ids of one page, of how many, and which page it came to be."""

    case_ids: tuple[UUID, ...]
    found: int
    number: int


@dataclass(frozen=True, slots=True)
class FoundSteps:
    """The ids of the first steps, of how many; how many are late, and how many due today."""

    case_ids: tuple[UUID, ...] = ()
    found: int = 0
    late: int = 0
    due_today: int = 0


@dataclass(frozen=True, slots=True)
class Figures:
    """How many cases are live, how many have something late, how many are due soon."""

    live: int
    late: int
    due_soon: int


@dataclass(frozen=True, slots=True)
class Counted:
    """One page, and what is counted over all live cases that somebody may see, whatever the page shows."""

    page: Found
    figures: Figures
    load: Load
    steps: FoundSteps
