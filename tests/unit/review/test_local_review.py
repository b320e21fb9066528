"""The rules of a local review: commissioned once it was decided on, published or not, and settled before the end."""

from __future__ import annotations

from datetime import date

import pytest

from services.review.domain import parallel_refusals as parallel
from services.review.domain import refusals as no
from services.review.domain.local_clock import six_months_after
from services.review.domain.local_reviews import commission, decide_publication
from services.review.domain.panel_events import ReviewClosed
from services.review.domain.parallel_events import CommissioningDecided, PublicationDecided
from services.review.domain.parallel_processes import record_process
from services.review.domain.restrictions import Overridden, ProcessBeside, Restriction
from services.review.domain.review import RapidReview
from services.review.domain.values import Stage
from tests.support.facts import recorded
from tests.unit.review.a_review import (
    LATER,
    a_closing,
    a_commissioning,
    a_decision,
    a_publication,
    at_stage,
    commissioned,
    form_refused,
    publish,
)

ON = date(2026, 10, 12)
DECIDED = [Stage.CSPR_DECIDED, Stage.SCRUTINISED, Stage.SENT_TO_PANEL, Stage.PANEL_REPLIED]


def commissioning(review: RapidReview, outcome: str = "commission", **changed: object) -> None:
    commission(
        review, decision=a_decision(ON, outcome), commissioning=a_commissioning(**changed), at=LATER
    )


def held(*restrictions: Restriction, review: RapidReview) -> RapidReview:
    process = ProcessBeside(
        kind="criminal_investigation", lead_body="The police", last_checked_on=ON, restrictions=restrictions
    )  # fmt: skip
    record_process(review, process_id="P1", process=process, at=LATER)
    review.collect_events()
    return review


# --- Commissioning --------------------------------------------------------------------------------


@pytest.mark.parametrize("stage", list(Stage)[:-1])
def test_what_was_not_decided_on_is_not_commissioned(stage: Stage) -> None:
    with pytest.raises(parallel.NoLocalReview):
        commissioning(at_stage(stage))


@pytest.mark.parametrize("stage", DECIDED)
def test_a_local_review_is_commissioned_once_it_was_decided_on(stage: Stage) -> None:
    review = at_stage(stage, "lcspr")

    commissioning(review)

    assert recorded(review) == [CommissioningDecided]
    assert review.stage is stage
    with pytest.raises(parallel.AlreadyCommissioned):
        commissioning(review)


@pytest.mark.parametrize(
    ("outcome", "lacking"),
    [
        ("commission", ("key_lines_of_enquiry", "reviewer_role", "method")),
        ("join_other_review", ("other_review",)),
        ("decline", ("panel_told_on",)),
    ],
)
def test_each_way_of_undertaking_it_needs_its_own_parts(
    outcome: str, lacking: tuple[str, ...]
) -> None:
    empty = {"key_lines_of_enquiry": (" ",), "panel_told_on": None}
    changed = {name: empty.get(name, " ") for name in lacking}

    with form_refused(no.PartMissing) as refused:
        commissioning(at_stage(Stage.PANEL_REPLIED, "lcspr"), outcome, **changed)

    assert set(refused.fields) == set(lacking)


@pytest.mark.parametrize("outcome", ["join_other_review", "decline"])
def test_a_local_review_that_is_not_undertaken_here_is_settled(outcome: str) -> None:
    review = at_stage(Stage.PANEL_REPLIED, "lcspr")

    commissioning(review, outcome)
    review.close(decision=a_closing(), at=LATER)

    assert recorded(review) == [CommissioningDecided, ReviewClosed]


# --- Publishing -----------------------------------------------------------------------------------


def test_what_was_not_commissioned_is_not_published() -> None:
    with pytest.raises(parallel.NotCommissioned):
        publish(at_stage(Stage.PANEL_REPLIED, "lcspr"))


@pytest.mark.parametrize("outcome", ["publish_full", "publish_part"])
@pytest.mark.parametrize("lacking", ["advance_notice_on", "published_on"])
def test_the_panel_and_the_secretary_of_state_have_their_copy_first(
    outcome: str, lacking: str
) -> None:
    with form_refused(no.PartMissing) as refused:
        publish(commissioned(), outcome, lacking=lacking)

    assert list(refused.fields) == [lacking]


def test_the_copy_does_not_come_after_the_publication() -> None:
    with form_refused(parallel.NoticeAfterPublication):
        publish(commissioned(), published_on=date(2026, 11, 1))


@pytest.mark.parametrize("outcome", ["delay", "withhold"])
@pytest.mark.parametrize("lacking", ["panel_told_on", "secretary_of_state_told_on"])
def test_who_does_not_publish_tells_the_panel_and_the_secretary_of_state(
    outcome: str, lacking: str
) -> None:
    with form_refused(no.PartMissing) as refused:
        publish(commissioned(), outcome, review_on=date(2026, 12, 7), lacking=lacking)

    assert list(refused.fields) == [lacking]


def test_a_publication_later_than_six_months_says_why() -> None:
    late = date(2027, 4, 1)
    with form_refused(no.PartMissing) as refused:
        publish(commissioned(), published_on=late, rationale=" ")

    review = commissioned()
    publish(review, published_on=late)

    assert list(refused.fields) == ["decision.rationale"]
    assert review.pending_events[-1].days_late == 8  # type: ignore[attr-defined]


def test_a_publication_that_was_put_off_is_decided_again() -> None:
    review = commissioned()

    publish(review, "delay", review_on=date(2026, 12, 7))
    with pytest.raises(no.LocalReviewOpen):
        review.close(decision=a_closing(date(2026, 11, 3)), at=LATER)
    publish(review, on=date(2026, 12, 7), published_on=date(2026, 12, 16))
    review.close(decision=a_closing(date(2026, 12, 16)), at=LATER)

    assert recorded(review) == [PublicationDecided, PublicationDecided, ReviewClosed]


def test_what_was_published_is_not_decided_on_again() -> None:
    review = commissioned()
    publish(review)

    with pytest.raises(parallel.PublicationSettled):
        publish(review)


@pytest.mark.parametrize("decided", ["lcspr"])
def test_a_review_does_not_close_before_its_local_review_is_settled(decided: str) -> None:
    with pytest.raises(no.LocalReviewOpen):
        at_stage(Stage.PANEL_REPLIED, decided).close(decision=a_closing(), at=LATER)


def test_a_closed_review_commissions_and_publishes_nothing() -> None:
    review = at_stage(Stage.CLOSED)

    with pytest.raises(no.ReviewIsClosed):
        commissioning(review)
    with pytest.raises(no.ReviewIsClosed):
        publish(review)


# --- What other processes hold back ---------------------------------------------------------------


@pytest.mark.parametrize(
    "flag", [Restriction.NO_FAMILY_CONTACT, Restriction.NO_CONTACT_WITH_NAMED_WITNESSES]
)
def test_a_local_review_waits_for_those_who_may_not_be_talked_with(flag: Restriction) -> None:
    review = held(flag, review=at_stage(Stage.PANEL_REPLIED, "lcspr"))
    with pytest.raises(no.Held):
        commissioning(review)

    commission(
        review, decision=a_decision(ON, "commission"), commissioning=a_commissioning(), at=LATER,
        override="Invented: on documents only.",
    )  # fmt: skip

    assert review.pending_events[-1].overridden == Overridden(  # type: ignore[attr-defined]
        restrictions=(flag,), reason="Invented: on documents only."
    )


@pytest.mark.parametrize("outcome", ["publish_full", "publish_part"])
def test_a_publication_waits_for_a_trial_and_putting_it_off_does_not(outcome: str) -> None:
    review = held(Restriction.HOLD_PUBLICATION, review=commissioned())
    with pytest.raises(no.Held):
        decide_publication(
            review, decision=a_decision(date(2026, 11, 3), outcome), publication=a_publication(),
            override=" ", at=LATER,
        )  # fmt: skip

    publish(review, "delay", review_on=date(2026, 12, 7))
    publish(
        review, outcome, on=date(2026, 12, 7), published_on=date(2026, 12, 16), override="Invented."
    )

    assert recorded(review) == [PublicationDecided, PublicationDecided]


# --- Six months -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("on", "due_on"),
    [
        (date(2026, 9, 24), date(2027, 3, 24)),
        (date(2026, 8, 31), date(2027, 2, 28)),
        (date(2027, 8, 31), date(2028, 2, 29)),
        (date(2026, 12, 31), date(2027, 6, 30)),
    ],
)
def test_six_months_end_on_the_same_day_or_the_last_of_the_month(on: date, due_on: date) -> None:
    assert six_months_after(on) == due_on
