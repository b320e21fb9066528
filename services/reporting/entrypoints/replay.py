"""A case replayed: what each told event changed, from the event alone, as the board takes it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Any, Final

from chassis.rules.working_days import london_date
from contracts.events import review
from contracts.events.base import EVENTS, CaseEvent
from services.reporting.domain.merging import Historic
from services.reporting.domain.stages import Stage, stage_of
from services.reporting.domain.standing import AgencyReturn, Standing
from services.reporting.entrypoints.event_door import (
    action_columns,
    agency_columns,
    board_columns,
)
from services.reporting.readmodel.case_board import FIRST_COUNTS, Columns

BOARD: Final = ""
KINDS: Final[Mapping[tuple[str, str], type[CaseEvent]]] = {
    (kind.SERVICE, kind.NAME): kind for kind in sorted(EVENTS.values(), key=lambda one: one.VERSION)
}
"""The newest version of each published event: the rows of the timeline were brought to it when they were told."""
_OF_A_RETURN = {one.name for one in fields(AgencyReturn)} - {"agency", "due_on"}
_OF_A_CASE = {one.name for one in fields(Standing)}

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Changed:
    """One thing that is otherwise than before: of the case itself, of an agency's return, or of an action."""

    what: str
    who: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Step:
    """What one event did."""

    changes: tuple[Changed, ...]
    stage_before: Stage
    stage_after: Stage


@dataclass(slots=True)
class Replayed:
    """A case between two events."""

    case: Standing
    """Whose ids and names stay what they are; everything else is forgotten, and learned again."""
    known: dict[Key, Any] = field(default_factory=dict)

    def step(self, event: Historic) -> Step:
        """Let one event take effect."""
        today = london_date(event.occurred_at)
        before = self.stage(today)
        changes = tuple(self._changes(event))
        return Step(changes, before, self.stage(today))

    @property
    def route(self) -> str:
        """The code of what the partners decided; empty while they have not."""
        return self.known.get(("case", BOARD, "referral_outcome")) or ""

    def stage(self, today: date) -> Stage:
        """Where the case stands on a day."""
        return stage_of(self._standing(), today)

    def standing(self) -> Iterator[Changed]:
        """Everything that is known."""
        for (_, who, what), value in self.known.items():
            if written(value):
                yield Changed(what, who, "", written(value))

    def _changes(self, event: Historic) -> Iterator[Changed]:
        row = event.told
        assert isinstance(row, dict)  # noqa: S101 - the rows of the timeline, as read
        kind = KINDS.get((row["service"], row["type"]))
        if kind is None:
            return
        case = {"case_id": self.case.case_id, "reference": self.case.reference}
        told: Any = kind.model_validate(
            case | {"partnership": self.case.partnership} | row["facts"]
        )
        yield from self._put("case", BOARD, board_columns(told))
        if columns := agency_columns(told):
            yield from self._put("return", told.agency, columns)
        if columns := action_columns(told):
            yield from self._put("action", str(told.action_id), columns)
        if isinstance(told, review.ReviewInitiated | review.ClockRestated):
            yield from self._put(
                "case", BOARD, {f"milestone {one.code}": one.due_on for one in told.milestones}
            )

    def _put(self, kind: str, who: str, columns: Columns) -> Iterator[Changed]:
        for what, value in columns.items():
            key = (kind, who, what)
            before = self.known.get(key)
            if before == value or (what in FIRST_COUNTS and before is not None):
                continue
            self.known[key] = value
            yield Changed(what, who, written(before), written(value))

    def _standing(self) -> Standing:
        of_case = {
            what: value
            for (kind, _, what), value in self.known.items()
            if kind == "case" and what in _OF_A_CASE
        }
        return Standing(
            case_id=self.case.case_id, reference=self.case.reference, partnership=self.case.partnership,
            changed_at=self.case.changed_at, returns=tuple(self._returns()), **of_case,
        )  # fmt: skip

    def _returns(self) -> Iterable[AgencyReturn]:
        agencies = dict.fromkeys(who for kind, who, _ in self.known if kind == "return")
        for agency in agencies:
            known = {
                what: v
                for (kind, who, what), v in self.known.items()
                if (kind, who) == ("return", agency)
            }
            kept = {what: value for what, value in known.items() if what in _OF_A_RETURN}
            yield AgencyReturn(
                agency=agency, due_on=known.get("due_on") or known.get("return_due_on"), **kept
            )


def written(value: object) -> str:
    """A value of a column as a code, a day, a moment or a count."""
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case datetime() | date():
            return value.isoformat()
        case _:
            return str(value)
