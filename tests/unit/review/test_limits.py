"""What does not fit into a step of a review is refused in words; what just fits is taken."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from chassis.limits import TEXT_CHARACTERS_MAX, TextTooLong, TooMany
from services.review.domain.review import RapidReview
from services.review.domain.values import Sending, Stage
from services.review.domain.wording import listed, spoken
from tests.unit.review.a_review import (
    DUE,
    FINDINGS,
    LATER,
    a_decision,
    a_meeting,
    a_recommendation,
    a_reply,
    a_report,
    a_scrutiny,
    at_stage,
)

TOO_LONG = "x" * (TEXT_CHARACTERS_MAX + 1)


def test_what_is_just_short_enough_is_taken() -> None:
    fitting = "\N{GREEK SMALL LETTER ALPHA}" * TEXT_CHARACTERS_MAX
    review = at_stage(Stage.MEETING_HELD)

    review.finalise_report(report=a_report(facts=fitting), at=LATER)

    assert review.stage is Stage.REPORT_FINALISED


@pytest.mark.parametrize(
    ("stage", "act"),
    [
        (Stage.GATHERING, lambda it: it.hold_meeting(meeting=a_meeting(discussion=TOO_LONG), at=LATER)),
        (
            Stage.GATHERING,
            lambda it: it.hold_meeting(
                meeting=a_meeting(recommendations=(a_recommendation(text=TOO_LONG),)), at=LATER
            ),
        ),
        (Stage.MEETING_HELD, lambda it: it.finalise_report(report=a_report(learning=TOO_LONG), at=LATER)),
        (
            Stage.REPORT_FINALISED,
            lambda it: it.decide_cspr(decision=a_decision(rationale=TOO_LONG), at=LATER),
        ),
        (
            Stage.REPORT_FINALISED,
            lambda it: it.decide_cspr(
                decision=a_decision(findings=(FINDINGS[0].model_copy(update={"reason": TOO_LONG}), *FINDINGS[1:])),
                at=LATER,
            ),
        ),
        (
            Stage.CSPR_DECIDED,
            lambda it: it.scrutinise(decision=a_scrutiny(conditions=TOO_LONG), at=LATER),
        ),
        (
            Stage.SCRUTINISED,
            lambda it: it.send_to_panel(
                sending=Sending(sent_on=DUE, late_explanation=TOO_LONG), at=LATER
            ),
        ),
        (
            Stage.SENT_TO_PANEL,
            lambda it: it.record_panel_reply(decision=a_reply(rationale=TOO_LONG), at=LATER),
        ),
    ],
    ids=["discussion", "recommendation", "report", "rationale", "finding", "scrutiny", "sending", "reply"],
)  # fmt: skip
def test_each_free_text_has_a_limit(stage: Stage, act: Callable[[RapidReview], None]) -> None:
    review = at_stage(stage)

    with pytest.raises(TextTooLong, match="20001 characters; at most 20000 fit"):
        act(review)

    assert not review.pending_events


def test_a_list_has_a_limit() -> None:
    many = a_meeting(recommendations=tuple(a_recommendation(f"R{n}") for n in range(201)))

    with pytest.raises(TooMany, match="Recommendations has 201 entries"):
        at_stage(Stage.GATHERING).hold_meeting(meeting=many, at=LATER)


def test_all_of_it_together_has_a_limit() -> None:
    many = tuple(a_recommendation(f"R{n}", text="x" * 20_000) for n in range(30))

    with pytest.raises(TextTooLong, match="All of it together"):
        at_stage(Stage.GATHERING).hold_meeting(meeting=a_meeting(recommendations=many), at=LATER)


def test_a_sentence_says_codes_in_words_and_never_too_many() -> None:
    assert spoken("lcspr.working_together") == "working together"
    assert spoken("no_lcspr") == "no Local Child Safeguarding Practice Review"
    assert len(listed(["x" * 5_000] * 200)) < 1_000
    assert listed([f"agency-{n}" for n in range(12)]).endswith("agency 9 and 2 more")
