"""What is answered about where cases stand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from services.reporting.domain.gates import GateStanding
from services.reporting.domain.lateness import Late
from services.reporting.domain.load import waited_for
from services.reporting.domain.merging import Historic
from services.reporting.domain.stages import Stage
from services.reporting.domain.standing import AgencyReturn, Milestone, Standing
from services.reporting.domain.steps import NextStep


@dataclass(frozen=True, slots=True)
class Summary:
    """One case as the dashboard shows it on a day."""

    case: Standing
    partnership_name: str
    stage: str
    stage_label: str
    day: int
    of_days: int
    days_late: int
    late: tuple[tuple[Late, str], ...]
    next_step: NextStep
    next_due_on: date | None
    outcome: str
    live: bool
    contributing: bool

    @property
    def returns_in(self) -> int:
        """How many of the asked returns have come in."""
        return sum(one.came_in for one in self.case.asked_returns)

    @property
    def waiting_for(self) -> tuple[str, ...]:
        """The agencies of which nothing has come yet, while the meeting can still use it."""
        return tuple(one.agency for one in waited_for(self.case)) if self.live else ()


@dataclass(frozen=True, slots=True)
class Told:
    """One entry of a case's timeline: the event as it was told, in a sentence."""

    event_id: UUID
    occurred_at: datetime
    recorded_at: datetime
    service: str
    type: str
    sentence: str
    role: str


@dataclass(frozen=True, slots=True)
class Replay:
    """A case as its told events were recorded one after the other; ``label_of`` says a stage in its words."""

    case: Standing
    partnership_name: str
    steps: tuple[tuple[Historic, Told], ...]
    label_of: Callable[[Stage, str], str]


@dataclass(frozen=True, slots=True)
class GateWords:
    """Where a case stands at a gate, in the words of its rule pack."""

    standing: GateStanding
    label: str
    question: str
    body: str
    outcomes: Mapping[str, str]
    quorum: tuple[str, ...]

    @property
    def outcome(self) -> str:
        """What was decided, in words."""
        return self.outcomes.get(self.standing.outcome, "")


@dataclass(frozen=True, slots=True)
class Detail:
    """One case with everything that its page shows."""

    summary: Summary
    timeline: tuple[Told, ...]
    agencies: tuple[tuple[AgencyReturn, str, int], ...]
    milestones: tuple[tuple[Milestone, date | None], ...]
    gates: tuple[GateWords, ...]
