"""The merged chronology of a case, and how much of a sensitive row is shown to whom.

    standard                   the whole row
    restricted, third_party    the whole row to those who keep the review (the coordinator) and who inspect it
                               (an auditor); to others, that there is one
    police_hold                to everybody, that there is one: its words are for the agency alone

That there is a row is always shown, with its day and kind, so that nobody takes a silence for an absence.
"""

from __future__ import annotations

from collections.abc import Iterable

from chassis.aggregate import Value
from services.submissions.domain.chronology import ChronologyRow

KEEPERS = frozenset({"coordinator", "auditor"})
"""The roles that see restricted rows in full."""


class MergedRow(Value):
    """A row of one agency's chronology among those of the others."""

    agency: str
    row: ChronologyRow
    held_back: bool = False


def merged(
    chronologies: Iterable[tuple[str, Iterable[ChronologyRow]]], *, roles: frozenset[str]
) -> tuple[MergedRow, ...]:
    """All rows in the order of chronology.py, as much of each as ``roles`` may see."""
    rows = [_shown(agency, row, roles) for agency, own in chronologies for row in own]
    return tuple(sorted(rows, key=lambda one: (one.row.place, one.agency, one.row.row_id)))


def _shown(agency: str, row: ChronologyRow, roles: frozenset[str]) -> MergedRow:
    open_to_all = row.sensitivity == "standard"
    open_to_keepers = row.sensitivity != "police_hold" and bool(roles & KEEPERS)
    if open_to_all or open_to_keepers:
        return MergedRow(agency=agency, row=row)
    silent = ChronologyRow(
        row_id=row.row_id, happened_on=row.happened_on, precision=row.precision, kind=row.kind,
        child_seen="not_applicable", sensitivity=row.sensitivity,
    )  # fmt: skip
    return MergedRow(agency=agency, row=silent, held_back=True)
