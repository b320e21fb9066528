"""The chronology: significant events as one agency knows them, and the order in which they are read.

The order is by day. The less precisely a row is dated, the earlier it stands among its like:

    a row of which only the month is known    before all others of that month
    a row dated about a day                   before the exact ones of that day
    an exact row without a time               before those with one, which follow in the order of their times

So nothing seems to follow from what may have come after it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from chassis.aggregate import Value
from chassis.limits import Day

Precision = Literal["exact", "month", "about"]
RowKind = Literal[
    "contact", "referral", "assessment", "visit", "missed_appointment", "incident", "disclosure",
    "strategy_meeting", "conference", "meeting", "medical", "school", "missing", "court", "other",
]  # fmt: skip
ChildSeen = Literal["yes", "no", "not_applicable"]
Practice = Literal["", "expected", "good", "could_improve"]
Sensitivity = Literal["standard", "restricted", "police_hold", "third_party"]
SeenOrUnsaid = Literal["", "yes", "no", "not_applicable"]
TimeOfDay = Annotated[str, Field(pattern=r"^(([01][0-9]|2[0-3]):[0-5][0-9])?$")]

ORDER = ("month", "about", "exact")


class ChronologyRow(Value):
    """One significant event as the agency knows it; rows may stand in any order.

    ``row_id`` is unique in a return and stays the same when the return is corrected, so that versions can be compared.
    """

    row_id: str = ""
    entered_by_role: str = ""
    happened_on: Day
    at_time: TimeOfDay = ""
    precision: Precision
    ended_on: Day | None = None
    recorded_on: Day | None = None
    source: str = ""
    source_reference: str = ""
    persons: tuple[str, ...] = ()
    kind: RowKind
    what_happened: str = ""
    agency_response: str = ""
    response_by_role: str = ""
    child_seen: ChildSeen
    child_seen_alone: SeenOrUnsaid = ""
    child_spoken_to: SeenOrUnsaid = ""
    child_said: str = ""
    significance: str = ""
    practice: Practice = ""
    shared_with: tuple[str, ...] = ()
    episode: str = ""
    themes: tuple[str, ...] = ()
    sensitivity: Sensitivity

    @property
    def place(self) -> tuple[date, int, str]:
        """Where the row stands among others."""
        day = self.happened_on.replace(day=1) if self.precision == "month" else self.happened_on
        return day, ORDER.index(self.precision), self.at_time


def numbered(rows: Iterable[ChronologyRow]) -> tuple[ChronologyRow, ...]:
    """The rows, each with an id: those without one get the first free of R1, R2, …"""
    rows = tuple(rows)
    taken = {row.row_id for row in rows}
    free = (name for number in range(1, 2 * len(rows) + 1) if (name := f"R{number}") not in taken)
    return tuple(
        row if row.row_id else row.model_copy(update={"row_id": next(free)}) for row in rows
    )
