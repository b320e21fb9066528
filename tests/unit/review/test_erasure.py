"""A case is erased when it is over, was kept for long enough and no legal hold stands; refusals first."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from chassis.errors import Refusal
from services.review.domain import erasure, parallel_processes
from services.review.domain import erasure_refusals as no
from services.review.domain.erasure import CaseErased, CaseErasure, ErasureOrdered, Period
from services.review.domain.restrictions import Restriction
from services.review.domain.review import RapidReview
from services.review.domain.values import CaseIdentity, Stage
from tests.support.facts import recorded, replayed
from tests.unit.review.a_review import LATER, at_stage, commissioned
from tests.unit.review.test_parallel_processes import recording

YEARS = {"rapid_review": 3, "briefing": 2, "local_review": 5}
CLOSED_ON = date(2026, 10, 15)
UNTIL = date(2029, 10, 15)
AFTER = UNTIL + timedelta(days=1)
IDENTITY = CaseIdentity(case_id=at_stage(Stage.CLOSED).case_id, partnership="PLY", reference="R")


def order(review: RapidReview, today: date = AFTER, years: dict[str, int] = YEARS) -> None:
    erasure.order(review, years, today=today, at=LATER)


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage is not Stage.CLOSED])
def test_a_live_case_is_not_erased_however_old_it_is(stage: Stage) -> None:
    review = at_stage(stage)

    with pytest.raises(no.CaseIsLive):
        order(review)

    assert recorded(review) == []


@pytest.mark.parametrize("today", [CLOSED_ON, UNTIL])
def test_nothing_is_erased_before_its_period_has_ended(today: date) -> None:
    review = at_stage(Stage.CLOSED)

    with pytest.raises(no.StillKept, match="until 2029-10-15"):
        order(review, today)
    with pytest.raises(no.StillKept):
        erase(today=today)

    assert recorded(review) == []


def test_a_legal_hold_keeps_a_case_whatever_its_period() -> None:
    review = at_stage(Stage.CLOSED)
    parallel_processes.place_legal_hold(
        review, placed_on=CLOSED_ON, reason="An invented inquest", at=LATER
    )
    with pytest.raises(no.HeldByLaw):
        order(review)

    parallel_processes.lift_legal_hold(review, lifted_on=CLOSED_ON, reason="It is over", at=LATER)
    order(review)


def test_a_hold_that_another_process_asks_for_keeps_a_case_too() -> None:
    review = recording(at_stage(Stage.CLOSED), Restriction.LEGAL_HOLD)

    with pytest.raises(no.HeldByLaw):
        order(review)


@pytest.mark.parametrize("missing", ["rapid_review", "briefing"])
def test_without_a_period_for_each_of_its_records_nothing_is_erased(missing: str) -> None:
    years = {kind: number for kind, number in YEARS.items() if kind != missing}

    with pytest.raises(no.NoPeriod, match=missing):
        order(at_stage(Stage.CLOSED), years=years)


def test_the_longest_period_of_its_records_counts() -> None:
    review = commissioned()

    assert erasure.kinds_of(review) == ("rapid_review", "local_review", "briefing")
    assert erasure.period_of(erasure.kinds_of(review), YEARS, CLOSED_ON) == Period(
        kept_as="local_review", ended_on=CLOSED_ON, until=date(2031, 10, 15)
    )


def test_a_period_that_began_on_the_day_of_a_leap_year_ends_on_the_first_of_march() -> None:
    assert erasure.period_of(["briefing"], YEARS, date(2028, 2, 29)).until == date(2030, 3, 1)


def acts() -> dict[str, Any]:
    return {
        "hold": lambda it: parallel_processes.place_legal_hold(
            it, placed_on=CLOSED_ON, reason="Invented", at=LATER
        ),
        "process": recording,
    }


@pytest.mark.parametrize("act", acts())
def test_nothing_can_come_in_between_the_order_and_the_erasure(act: str) -> None:
    review = at_stage(Stage.CLOSED)
    order(review)

    with pytest.raises(no.BeingErased):
        acts()[act](review)


def test_an_order_that_was_given_stands_and_is_not_given_again() -> None:
    review = at_stage(Stage.CLOSED)
    order(review)
    order(review)

    assert recorded(review) == [ErasureOrdered]
    assert review.erasing


def erase(today: date = AFTER) -> CaseErasure:
    period = Period(kept_as="rapid_review", ended_on=CLOSED_ON, until=UNTIL)
    return CaseErasure.of(
        IDENTITY,
        period,
        reason="Its period has ended",
        ordered_by="person",
        erased_on=today,
        at=LATER,
    )


def test_what_is_left_says_who_why_and_how_long_it_was_kept() -> None:
    erased = erase()

    assert recorded(erased) == [CaseErased]
    again = replayed(erased.collect_events())
    assert (again.kept_as, again.kept_until, again.ordered_by) == ("rapid_review", UNTIL, "person")
    assert again.reason == "Its period has ended"


def test_each_refusal_has_a_code_of_its_own() -> None:
    kinds: list[type[Refusal]] = [
        no.CaseIsLive, no.HeldByLaw, no.StillKept, no.NoPeriod, no.BeingErased, no.AlreadyErased,
    ]  # fmt: skip

    assert len({kind.code for kind in kinds}) == len(kinds)
