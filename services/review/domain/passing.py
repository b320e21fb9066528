"""How a gate is passed: in its place, on a day that fits, with everything that its rule asks for.

    what was given ──place, day, the gate's rule──> a record to keep, or every problem at once

A decision may correct an earlier one of its gate for as long as the review has not gone on: it is then
judged as if the earlier one had not been taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime

from chassis.errors import WrongState
from chassis.fields import FieldProblem, FormRefused, inside, must_be_no
from chassis.rules.decisions import DecisionGiven, DecisionRecord, Gate
from chassis.rules.working_days import london_date
from services.review.domain import refusals as no
from services.review.domain.events import GatesPinned
from services.review.domain.restrictions import HELD_BY, Overridden, Restricted, in_order
from services.review.domain.state import ReviewState
from services.review.domain.values import Passed, Stage, Standing
from services.review.domain.wording import listed

ORDER = tuple(Stage)
STILL_OPEN: dict[tuple[str, Stage], bool] = {("G4", Stage.REPORT_FINALISED): True}
"""Where a decision may be corrected though a step was taken since: a report is made final anew."""


def pin_gates(review: ReviewState, gates: dict[str, Gate], *, at: datetime) -> None:
    """Keep gates for life in a review that began before they were rules; one that has gates keeps those."""
    if not review.pinned.gates:
        review.record(GatesPinned, at=at, gates=gates)


def standing_for(review: ReviewState, gate: str, given: DecisionGiven) -> Standing:
    """Where the review stands for this decision: now, or before the decision that it corrects."""
    if given.supersedes is None:
        return review.standing
    corrected = next((one for one in review.decisions if one.event_id == given.supersedes), None)
    if corrected is None or corrected.record.gate != gate:
        raise no.NothingToCorrect
    if corrected.superseded:
        raise no.AlreadyCorrected
    if _gone_on_since(review, corrected):
        raise no.NextGatePassed
    return corrected.before


def must_stand_between(
    stage: Stage,
    first: Stage,
    last: Stage,
    *,
    early: type[WrongState] = WrongState,
    late: type[WrongState] = no.ReviewIsClosed,
) -> None:
    """Raises ``early`` or ``late``; a closed review says so whatever is asked."""
    if stage is Stage.CLOSED:
        raise no.ReviewIsClosed
    if ORDER.index(stage) < ORDER.index(first):
        raise early
    if ORDER.index(stage) > ORDER.index(last):
        raise late


def record_of(
    review: ReviewState,
    gate: str,
    given: DecisionGiven,
    *,
    at: datetime,
    after: date,
    also: Iterable[FieldProblem] = (),
) -> DecisionRecord:
    """The record of a decision dated ``after`` a day or on it; ``also`` are problems of the form around it."""
    problems: list[FieldProblem] = []
    record = None
    try:
        record = review.pinned.gates[gate].record(given, today=london_date(at))
    except FormRefused as refused:
        problems.extend(inside("decision", refused.problems))
    if given.decided_on < after:
        early = no.BeforePreviousStep(given=given.decided_on, earlier=after)
        problems.append(FieldProblem("decision.decided_on", early))
    must_be_no([*problems, *also])
    assert record is not None  # noqa: S101 - without a problem there is a record
    return record


def not_next(field: str, on: date, *, at: datetime, after: date) -> Iterator[FieldProblem]:
    """A problem when the day in a field lies before the step that it follows, or in the future."""
    if on > london_date(at):
        yield FieldProblem(field, no.InTheFuture(given=on))
    elif on < after:
        yield FieldProblem(field, no.BeforePreviousStep(given=on, earlier=after))


def must_be_free(review: ReviewState, what: Restricted, override: str) -> Overridden | None:
    """Raises ``Held``, or what is overridden with which reason; None when nothing holds this back."""
    holding = in_order(review.restrictions & HELD_BY[what])
    if not holding:
        return None
    if not override.strip():
        raise no.Held(restrictions=listed(holding))
    return Overridden(restrictions=holding, reason=override)


def must_be_ready_to_close(review: ReviewState) -> None:
    """Raises a refusal while the learning is not begun, or a local review is still to be decided on."""
    if not review.learning_drafted:
        raise no.LearningNotDrafted
    if review.local_review is not None and not review.local_review.is_settled:
        raise no.LocalReviewOpen


def missing(said: dict[str, tuple[object, str]]) -> Iterator[FieldProblem]:
    """A problem for each part that is not there; of each part, by its field, what it is and how it is asked for."""
    for field, (value, what) in said.items():
        if not value or (isinstance(value, str) and not value.strip()):
            yield FieldProblem(field, no.PartMissing(what=what))


def _gone_on_since(review: ReviewState, corrected: Passed) -> bool:
    place = review.decisions.index(corrected)
    later = any(one.number >= corrected.number for one in review.decisions[place + 1 :])
    moved = corrected.after is not corrected.before.stage and review.stage is not corrected.after
    return later or (moved and (corrected.record.gate, review.stage) not in STILL_OPEN)
