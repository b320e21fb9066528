"""A decision may be corrected while the review has not gone on; the old one stays, marked as superseded."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest

from services.review.domain import refusals as no
from services.review.domain.answering import respond_to_panel
from services.review.domain.local_reviews import commission
from services.review.domain.review import RapidReview
from services.review.domain.values import Stage
from tests.support.facts import replayed
from tests.unit.review.a_review import (
    ACTS,
    LATER,
    a_commissioning,
    a_decision,
    a_meeting,
    a_reply,
    a_scrutiny,
    at_stage,
    commissioned,
    initiated,
    publish,
)

Correct = Callable[[RapidReview, UUID], None]


def latest(review: RapidReview) -> UUID:
    return review.decisions[-1].event_id


def meeting(review: RapidReview, which: UUID) -> None:
    given = a_decision(date(2026, 9, 21), "recommend_none", supersedes=which)
    review.hold_meeting(meeting=a_meeting(decision=given), at=LATER)


def decision(review: RapidReview, which: UUID) -> None:
    review.decide_cspr(decision=a_decision(outcome="lcspr", supersedes=which), at=LATER)


def scrutiny(review: RapidReview, which: UUID) -> None:
    review.scrutinise(decision=a_scrutiny(outcome="return", supersedes=which), at=LATER)


def reply(review: RapidReview, which: UUID) -> None:
    given = a_reply(outcome="asks_to_reconsider", supersedes=which)
    review.record_panel_reply(decision=given, at=LATER)


CORRECTED: dict[Stage, tuple[Correct, Stage]] = {
    Stage.MEETING_HELD: (meeting, Stage.MEETING_HELD),
    Stage.REPORT_FINALISED: (meeting, Stage.MEETING_HELD),
    Stage.CSPR_DECIDED: (decision, Stage.CSPR_DECIDED),
    Stage.SCRUTINISED: (scrutiny, Stage.MEETING_HELD),
    Stage.PANEL_REPLIED: (reply, Stage.PANEL_ASKED),
}


@pytest.mark.parametrize("stage", CORRECTED)
def test_the_latest_decision_is_corrected_and_the_old_one_is_marked(stage: Stage) -> None:
    correct, leads_to = CORRECTED[stage]
    review = at_stage(stage)
    before = latest(review)

    correct(review, before)

    assert [(one.event_id == before, one.superseded) for one in review.decisions[-2:]] == [
        (True, True), (False, False),
    ]  # fmt: skip
    assert review.stage is leads_to


@pytest.mark.parametrize("correct", [meeting, decision, scrutiny, reply])
def test_what_this_gate_has_not_decided_cannot_be_corrected(correct: Correct) -> None:
    with pytest.raises(no.NothingToCorrect):
        correct(at_stage(Stage.SENT_TO_PANEL), UUID(int=1))


def test_a_decision_of_another_gate_is_not_corrected() -> None:
    review = at_stage(Stage.MEETING_HELD)

    with pytest.raises(no.NothingToCorrect):
        decision(review, latest(review))


@pytest.mark.parametrize(
    ("stage", "correct", "back"),
    [(Stage.CSPR_DECIDED, meeting, 1), (Stage.SCRUTINISED, decision, 1), (Stage.SENT_TO_PANEL, scrutiny, 0)],
    ids=["the subgroup decided", "leaders scrutinised", "it was sent"],
)  # fmt: skip
def test_a_decision_is_not_corrected_after_the_review_went_on(
    stage: Stage, correct: Correct, back: int
) -> None:
    review = at_stage(stage)
    which = review.decisions[-1 - back].event_id

    with pytest.raises(no.NextGatePassed):
        correct(review, which)


def test_a_corrected_decision_is_not_corrected_again_but_its_correction_is() -> None:
    review = at_stage(Stage.CSPR_DECIDED)
    first = latest(review)
    decision(review, first)
    with pytest.raises(no.AlreadyCorrected):
        decision(review, first)

    decision(review, latest(review))

    assert [one.superseded for one in review.decisions[-3:]] == [True, True, False]


def test_a_corrected_decision_may_be_put_off_instead() -> None:
    review = at_stage(Stage.CSPR_DECIDED)
    put_off = a_decision(outcome="defer", review_on=date(2026, 10, 1), supersedes=latest(review))

    review.decide_cspr(decision=put_off, at=LATER)

    assert review.stage is Stage.REPORT_FINALISED


def test_a_correction_of_the_answer_goes_back_to_the_round_before() -> None:
    review = at_stage(Stage.PANEL_ASKED)
    on = date(2026, 10, 12)
    respond_to_panel(review, decision=a_decision(on, "change"), at=LATER)
    instead = a_decision(on, "uphold", supersedes=latest(review))

    respond_to_panel(review, decision=instead, at=LATER)

    assert (review.round, review.stage) == (1, Stage.SENT_TO_PANEL)


def test_a_correction_initiates_the_local_review_on_its_own_day() -> None:
    review = at_stage(Stage.CSPR_DECIDED, "lcspr")
    on = date(2026, 9, 28)

    review.decide_cspr(
        decision=a_decision(on, outcome="lcspr", supersedes=latest(review)), at=LATER
    )

    assert review.local_review is not None
    assert review.local_review.due_on == date(2027, 3, 28)


def test_how_a_local_review_is_undertaken_is_corrected_until_it_is_decided_on_publishing() -> None:
    review = commissioned()
    which, on = latest(review), date(2026, 10, 13)
    other = a_decision(on, "join_other_review", supersedes=which)
    published = commissioned()
    publish(published)

    commission(review, decision=other, commissioning=a_commissioning(), at=LATER)

    assert review.local_review is not None
    assert review.local_review.is_settled
    with pytest.raises(no.NextGatePassed):
        commission(published, decision=other, commissioning=a_commissioning(), at=LATER)


def test_a_corrected_review_is_the_same_when_it_is_read_again() -> None:
    review = initiated()
    for act in ("hold", "finalise", "decide"):
        ACTS[act](review)
    decision(review, latest(review))

    events = review.collect_events()

    assert replayed(events) == review
