"""What changed between two versions of a return, part by part and row by row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from chassis.aggregate import Value
from services.submissions.domain.scoping import ScopingDocument
from services.submissions.domain.values import Answer

ChangeKind = Literal["added", "removed", "changed"]


class Change(Value):
    """One part that differs: a part of the scoping document, or a row (``chronology.R3``)."""

    part: str
    change: ChangeKind


def changes_between(earlier: Answer, later: Answer) -> tuple[Change, ...]:
    """The parts in which ``later`` differs, in the order of the form; the day of sending is none."""
    return (*_of_kind(earlier, later), *_of_scoping(earlier, later), *_of_rows(earlier, later))


def _of_kind(earlier: Answer, later: Answer) -> Iterator[Change]:
    if earlier.nil_return != later.nil_return:
        yield Change(part="nil_return", change="changed")


def _of_scoping(earlier: Answer, later: Answer) -> Iterator[Change]:
    empty = ScopingDocument()
    for name in ScopingDocument.model_fields:
        before, after = getattr(earlier.scoping, name), getattr(later.scoping, name)
        nothing = getattr(empty, name)
        if before != after:
            yield Change(part=name, change=_kind(was=before != nothing, stays=after != nothing))


def _of_rows(earlier: Answer, later: Answer) -> Iterator[Change]:
    before = {row.row_id: row for row in earlier.chronology}
    after = {row.row_id: row for row in later.chronology}
    for row_id in dict.fromkeys((*before, *after)):
        if before.get(row_id) != after.get(row_id):
            kind = _kind(was=row_id in before, stays=row_id in after)
            yield Change(part=f"chronology.{row_id}", change=kind)


def _kind(*, was: bool, stays: bool) -> ChangeKind:
    if was and stays:
        return "changed"
    return "added" if stays else "removed"
