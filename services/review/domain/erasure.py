"""The end of a case: its words are erased when it was kept for as long as the rules ask.

    live ──closed──> kept ──its period has ended, no legal hold──> erased

The order stands in the review's own stream, so that no hold can come in between. That the case was erased stands in a
stream of its own, whose key stays when that of the case is destroyed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Self
from uuid import UUID, uuid5

from chassis.aggregate import Aggregate, Event, FirstEvent, Value, register_aggregate
from services.review.domain import erasure_refusals as no
from services.review.domain.restrictions import Restriction
from services.review.domain.state import ReviewState
from services.review.domain.values import CaseIdentity, Stage

RAPID_REVIEW, LOCAL_REVIEW, BRIEFING = "rapid_review", "local_review", "briefing"
LEARNING_REVIEW, NOT_TAKEN_FORWARD = "learning_review", "not_taken_forward"
"""Kinds of record, for each of which a rule pack says how many years it is kept."""
LEAP_DAY = (2, 29)


class Period(Value):
    """For how long a case is kept: the longest that its records ask for, from the day on which it ended."""

    kept_as: str
    ended_on: date
    until: date


class KeptCase(Value):
    """A case that is over: which records it consists of, and whether a legal hold stands."""

    case_id: UUID
    partnership: str
    reference: str
    rule_pack: str
    kinds: tuple[str, ...]
    ended_on: date
    held: bool


class ErasureOrdered(Event, topic="review.ErasureOrdered.v1"):
    """The case is to be erased; nothing can happen in it any more."""

    erased_on: date

    def apply(self, review: ReviewState) -> None:
        """Whatever comes is refused."""
        review.erasing = True


class CaseErasure(Aggregate):
    """That a case was erased, by whom and why: what is left to be read of it."""

    TOPIC = "review.CaseErasure"

    erased_on: date = date.min
    kept_as: str = ""
    ended_on: date = date.min
    kept_until: date = date.min
    reason: str = ""
    ordered_by: str = ""

    @classmethod
    def of(
        cls, identity: CaseIdentity, period: Period, *, reason: str, ordered_by: str,
        erased_on: date, at: datetime,
    ) -> Self:  # fmt: skip
        """Erase a case whose period has ended."""
        must_have_ended(period, today=erased_on)
        return cls._create(
            CaseErased, id=stream_of(identity.case_id), **dict(identity), timestamp=at,
            erased_on=erased_on, kept_as=period.kept_as, ended_on=period.ended_on,
            kept_until=period.until, reason=reason, ordered_by=ordered_by,
        )  # fmt: skip


class CaseErased(FirstEvent, topic="review.CaseErased.v1"):
    """The words of the case are erased, in every service that hears of it. The reason names nobody: it stays."""

    erased_on: date
    kept_as: str
    ended_on: date
    kept_until: date
    reason: str
    ordered_by: str


def kinds_of(review: ReviewState) -> tuple[str, ...]:
    """Which kinds of record a review consists of."""
    kinds = {
        RAPID_REVIEW: True,
        LOCAL_REVIEW: review.local_review is not None,
        BRIEFING: review.learning_drafted,
    }
    return tuple(kind for kind, there in kinds.items() if there)


def period_of(kinds: Iterable[str], years: Mapping[str, int], ended_on: date) -> Period:
    """The longest period of a case's records. Raises ``NoPeriod``."""
    kinds = tuple(kinds)
    for kind in kinds:
        if kind not in years:
            raise no.NoPeriod(kind=kind)
    longest = max(kinds, key=lambda kind: years[kind])
    return Period(kept_as=longest, ended_on=ended_on, until=_years_after(ended_on, years[longest]))


def order(review: ReviewState, years: Mapping[str, int], *, today: date, at: datetime) -> None:
    """Order that a closed review be erased; an order that was given already stands."""
    if review.erasing:
        return
    if Restriction.LEGAL_HOLD in review.restrictions:
        raise no.HeldByLaw
    must_have_ended(period_of_review(review, years), today=today)
    review.record(ErasureOrdered, at=at, erased_on=today)


def period_of_review(review: ReviewState, years: Mapping[str, int]) -> Period:
    """For how long a review is kept. Raises ``CaseIsLive`` while it is not closed."""
    if review.stage is not Stage.CLOSED:
        raise no.CaseIsLive
    return period_of(kinds_of(review), years, review.latest_on)


def must_have_ended(period: Period, *, today: date) -> None:
    """Raises ``StillKept``."""
    if today <= period.until:
        raise no.StillKept(until=period.until)


def stream_of(case_id: UUID) -> UUID:
    """The stream of a case's erasure."""
    return uuid5(case_id, "erasure")


def _years_after(day: date, years: int) -> date:
    month, number = (3, 1) if (day.month, day.day) == LEAP_DAY else (day.month, day.day)
    return date(day.year + years, month, number)


register_aggregate(CaseErasure)
