"""Where a review stands: what its events have made of it, and nothing that decides."""

from __future__ import annotations

from dataclasses import field
from datetime import date, datetime

from chassis.aggregate import Aggregate
from services.review.domain.rules import PinnedRules
from services.review.domain.values import OUTSTANDING, InvolvedAgency, Recommendation, Stage


class ReviewState(Aggregate):
    """The state on which decisions are taken and to which events apply.

    ``latest_on`` is the date of the last step on the way to the Panel: no later step is dated before it.
    """

    rules: PinnedRules | None = None
    initiated_on: date = date.min
    latest_on: date = date.min
    stage: Stage = Stage.GATHERING
    agencies: dict[str, InvolvedAgency] = field(default_factory=dict)
    meeting_at: datetime | None = None
    recommendations: tuple[Recommendation, ...] = ()
    report_version: int = 0
    round: int = 1
    ever_sent: bool = False
    learning_drafted: bool = False

    @property
    def pinned(self) -> PinnedRules:
        """The rules that this review keeps for life."""
        assert self.rules is not None  # noqa: S101 - the first event brings them
        return self.rules

    @property
    def partnerships(self) -> tuple[str, ...]:
        """Through whom an agency can take part: the leading partnership, then those that contribute."""
        return (self.partnership, *self.contributing)

    @property
    def returns_missing(self) -> tuple[str, ...]:
        """The agencies whose return the meeting would have to do without."""
        return tuple(
            code for code, agency in self.agencies.items() if agency.return_status in OUTSTANDING
        )
