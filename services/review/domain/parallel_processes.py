"""Other processes, a legal hold and the family's part: recorded at any time, also after the review has closed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from chassis.fields import FieldProblem, must_be_no
from chassis.limits import listed, must_fit, unsaid
from services.review.domain import parallel_refusals as parallel
from services.review.domain.parallel_events import (
    FamilyInvolvementRecorded,
    LegalHoldLifted,
    LegalHoldPlaced,
    ParallelProcessEnded,
    ParallelProcessRecorded,
    ParallelProcessUpdated,
)
from services.review.domain.passing import missing, must_be_free, not_next
from services.review.domain.restrictions import (
    KINDS,
    ProcessBeside,
    Restricted,
    Restriction,
    in_order,
)
from services.review.domain.review import RapidReview
from services.review.domain.rules import RECOMMENDATION_ID
from services.review.domain.values import FamilyInvolvement

PROCESSES_MAX = 50


def record_process(
    review: RapidReview, *, process_id: str, process: ProcessBeside, at: datetime
) -> None:
    """Record a process that runs beside the review; its restrictions hold from now on."""
    if process_id in review.processes:
        raise parallel.ProcessKnown
    if len(review.processes) >= PROCESSES_MAX:
        raise parallel.TooManyProcesses(limit=PROCESSES_MAX)
    _must_make_sense(process_id, process, at)
    in_force = _in_force(review, process_id, process)
    review.record(
        ParallelProcessRecorded, at=at, process_id=process_id, process=process, in_force=in_force
    )


def update_process(
    review: RapidReview, *, process_id: str, process: ProcessBeside, at: datetime
) -> None:
    """Say all that is known of a process now; what was known before stays in its history."""
    _running(review, process_id)
    _must_make_sense(process_id, process, at)
    in_force = _in_force(review, process_id, process)
    review.record(
        ParallelProcessUpdated, at=at, process_id=process_id, process=process, in_force=in_force
    )


def end_process(
    review: RapidReview, *, process_id: str, ended_on: date, result: str, at: datetime
) -> None:
    """A process has ended; its restrictions hold no longer."""
    known = _running(review, process_id)
    too_long = unsaid(result=result) if result.strip() else ()
    must_be_no([*too_long, *not_next("ended_on", ended_on, at=at, after=date.min)])
    ended = known.model_copy(update={"ended_on": ended_on})
    review.record(
        ParallelProcessEnded, at=at, process_id=process_id, kind=known.kind, ended_on=ended_on,
        result=result, in_force=_in_force(review, process_id, ended),
    )  # fmt: skip


def place_legal_hold(review: RapidReview, *, placed_on: date, reason: str, at: datetime) -> None:
    """Nothing of the case is erased, and the review does not close, until the hold is lifted."""
    if review.legal_hold:
        raise parallel.HoldInForce
    dated = not_next("placed_on", placed_on, at=at, after=date.min)
    must_be_no([*unsaid(reason=reason), *dated])
    in_force = in_order({*review.restrictions, Restriction.LEGAL_HOLD})
    review.record(LegalHoldPlaced, at=at, placed_on=placed_on, reason=reason, in_force=in_force)


def lift_legal_hold(review: RapidReview, *, lifted_on: date, reason: str, at: datetime) -> None:
    """The hold is over; that of another process stays."""
    if not review.legal_hold:
        raise parallel.NoHold
    dated = not_next("lifted_on", lifted_on, at=at, after=date.min)
    must_be_no([*unsaid(reason=reason), *dated])
    in_force = in_order(_of_processes(review.processes))
    review.record(LegalHoldLifted, at=at, lifted_on=lifted_on, reason=reason, in_force=in_force)


def record_family_involvement(
    review: RapidReview, *, involvement: FamilyInvolvement, at: datetime, override: str = ""
) -> None:
    """Keep whether a family was told, by whom, and what they said."""
    must_be_no(_family_problems(involvement, at))
    must_fit(involvement)
    overridden = None
    if involvement.told:
        overridden = must_be_free(review, Restricted.FAMILY_CONTACT, override)
    review.record(FamilyInvolvementRecorded, at=at, involvement=involvement, overridden=overridden)


def _must_make_sense(process_id: str, process: ProcessBeside, at: datetime) -> None:
    checked = not_next("process.last_checked_on", process.last_checked_on, at=at, after=date.min)
    must_be_no([*_process_problems(process_id, process), *checked])
    must_fit(process)


def _process_problems(process_id: str, process: ProcessBeside) -> Iterator[FieldProblem]:
    if not RECOMMENDATION_ID.fullmatch(process_id):
        yield FieldProblem("process_id", parallel.ProcessIdUnclear())
    if process.kind not in KINDS:
        refusal = parallel.UnknownProcessKind(choices=listed(KINDS.values()))
        yield FieldProblem("process.kind", refusal)
    yield from missing({"process.lead_body": (process.lead_body, "who leads this process")})


def _family_problems(given: FamilyInvolvement, at: datetime) -> Iterator[FieldProblem]:
    yield from missing({"involvement.who": (given.who, "who of the family this is about, by role")})
    if given.told:
        yield from missing({
            "involvement.told_by": (given.told_by, "who told them, by role"),
            "involvement.told_on": (given.told_on, "when they were told"),
        })  # fmt: skip
        if given.told_on:
            yield from not_next("involvement.told_on", given.told_on, at=at, after=date.min)
    else:
        why = (given.not_told_reason, "why they were not told")
        yield from missing({"involvement.not_told_reason": why})


def _running(review: RapidReview, process_id: str) -> ProcessBeside:
    known = review.processes.get(process_id)
    if known is None or known.ended_on:
        raise parallel.ProcessUnknown
    return known


def _in_force(
    review: RapidReview, process_id: str, process: ProcessBeside
) -> tuple[Restriction, ...]:
    """What holds after a process is as given."""
    held = _of_processes({**review.processes, process_id: process})
    return in_order(held | ({Restriction.LEGAL_HOLD} if review.legal_hold else set()))


def _of_processes(processes: dict[str, ProcessBeside]) -> set[Restriction]:
    return {flag for one in processes.values() if not one.ended_on for flag in one.restrictions}
