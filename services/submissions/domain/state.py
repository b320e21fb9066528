"""Where a return stands: what its events have made of it, and nothing that decides."""

from __future__ import annotations

from datetime import date

from chassis.aggregate import Aggregate
from services.submissions.domain.values import Answer, Origin, Query, SentVersion, Status


class ReturnState(Aggregate):
    """The state on which decisions are taken and to which events apply.

    ``rule_pack`` is the key of the pack that the review pinned; empty for one that began before it was told.
    """

    agency: str = ""
    through: str = ""
    rule_pack: str = ""
    requested_on: date = date.min
    due_on: date = date.max
    status: Status = Status.REQUESTED
    return_number: int = 0
    answer: Answer | None = None
    origin: Origin | None = None
    versions: tuple[SentVersion, ...] = ()
    queries: tuple[Query, ...] = ()
