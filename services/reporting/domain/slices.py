"""What others than the leading partnership may see of a case: its way, and the agencies that are theirs.

Whose return is late, and who was written to, concerns the leading partnership and the agency's own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from services.reporting.domain.about_people import ABOUT_PEOPLE
from services.reporting.domain.merging import Historic
from services.reporting.domain.standing import Standing
from services.reporting.domain.viewer import Viewer

ABOUT_AN_AGENCY = frozenset(
    {"AgencyInvolved", "SubmissionRequested", "SubmissionDueRestated", "SubmissionReturned",
     "SubmissionQueried", "SubmissionAccepted", "SubmissionExcused", "AgencyNotRequired"}
)  # fmt: skip
FOR_THE_LEAD = ABOUT_PEOPLE.keys() - {"ReturnsReleased"}
TO_SOMEBODY = frozenset({"MessageSent", "MessageDelivered", "MessageFailed"})


def visible_agencies(case: Standing, viewer: Viewer) -> frozenset[str] | None:
    """The agencies of a partnership that the viewer sees the whole of, and their own; None for all."""
    whole = (*viewer.partnerships, *(viewer.member_of if case.opened else ()))
    if case.partnership in whole:
        return None
    return frozenset(
        one.agency
        for one in case.returns
        if one.through in whole or (one.agency, one.through) in viewer.agencies
    )


def visible_timeline(events: Iterable[Historic], theirs: frozenset[str] | None) -> list[Historic]:
    """The events without those about other agencies than ``theirs``."""
    if theirs is None:
        return list(events)
    return [_slice(event, theirs) for event in events if _concerns(event, theirs)]


def _concerns(event: Historic, theirs: frozenset[str]) -> bool:
    row = _row(event)
    match row["type"]:
        case kind if kind in FOR_THE_LEAD:
            return False
        case kind if kind in ABOUT_AN_AGENCY:
            return row["facts"]["agency"] in theirs
        case kind if kind in TO_SOMEBODY:
            return row["facts"]["recipient"].rpartition(":")[2] in theirs
        case _:
            return True


def _slice(event: Historic, theirs: frozenset[str]) -> Historic:
    row = _row(event)
    missing = row["facts"].get("returns_missing")
    if missing is None:
        return event
    facts = row["facts"] | {"returns_missing": [code for code in missing if code in theirs]}
    return replace(event, told=row | {"facts": facts})


def _row(event: Historic) -> dict[str, Any]:
    assert isinstance(event.told, dict)  # noqa: S101 - the rows of the timeline, as read
    return event.told
