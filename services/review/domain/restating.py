"""A notification was restated: the dates of a clock that runs from it are computed again, by the same rules."""

from __future__ import annotations

from datetime import date, datetime

from services.review.domain.parallel_events import ClockRestated
from services.review.domain.review import RapidReview
from services.review.domain.values import ReturnDue, ReturnStatus, Stage

SETTLED = (ReturnStatus.ACCEPTED, ReturnStatus.EXCUSED)


def restate_clock(
    review: RapidReview, *, was: date, notified_on: date, restated_on: date, at: datetime
) -> None:
    """Compute the dates again, if the clock runs from the notification that was sent on ``was``.

    A clock that runs from the decision, or from another notice, does not move; nor does a closed review.
    """
    rules = review.pinned
    runs_from_it = rules.clock_starts == "notification" and rules.clock_started_on == was
    if review.stage is Stage.CLOSED or not runs_from_it or notified_on == was:
        return
    restated = rules.restated(notified_on)
    returns = tuple(
        ReturnDue(agency=code, due_on=restated.return_due_on(agency.involved_on))
        for code, agency in review.agencies.items()
        if agency.return_status not in SETTLED
    )
    review.record(
        ClockRestated, at=at, clock_started_on=notified_on, due_on=restated.due_on,
        milestones=restated.milestones, restated_on=restated_on, returns=returns,
    )  # fmt: skip
