"""Whatever is done to a review, its stored events make the same review again."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.errors import Refusal
from services.review.domain.review import RapidReview
from services.review.domain.values import ReturnStatus, Sending, Stage
from tests.support.facts import replayed
from tests.unit.review.a_review import ACTS as GIVEN
from tests.unit.review.a_review import (
    FINDINGS,
    HOSPITAL,
    LATER,
    POLICE,
    RULES,
    SOCIAL_CARE,
    WAY,
    a_decision,
    a_meeting,
    a_recommendation,
    a_reply,
    a_report,
    a_scrutiny,
    initiated,
)

Act = Callable[[RapidReview], object]

WORDS = st.text(min_size=1, max_size=20) | st.just("")
AGENCIES = st.sampled_from([SOCIAL_CARE, HOSPITAL, POLICE])
DAYS = st.sampled_from([0, 1, 4, 0, 1, -1, 200])
"""How long after the step before: now and then too early, or in the future."""


def on(review: RapidReview, days: int) -> date:
    return review.latest_on + timedelta(days=days)


def involve(agency: str) -> Act:
    return lambda review: review.involve(agency=agency, through="PLY", at=LATER)


def note(agency: str, status: ReturnStatus) -> Act:
    return lambda review: review.note_return(agency=agency, status=status, at=LATER)


def schedule(days: int) -> Act:
    return lambda review: review.schedule_meeting(meeting_at=LATER + timedelta(days=days), at=LATER)


def learn() -> Act:
    return lambda review: review.note_learning(at=LATER)


def hold(days: int, reason: str, present: set[str], names: list[str]) -> Act:
    made = tuple(a_recommendation(name, text=reason or "-") for name in names)
    return lambda review: review.hold_meeting(
        meeting=a_meeting(
            held_on=on(review, days), missing_returns_reason=reason,
            agencies_present=tuple(present), recommendations=made,
        ),
        at=LATER,
    )  # fmt: skip


def finalise(days: int, words: str) -> Act:
    return lambda review: review.finalise_report(
        report=a_report(on(review, days), learning=words), at=LATER
    )


def decide(days: int, outcome: str, rationale: str, findings: int) -> Act:
    return lambda review: review.decide_cspr(
        decision=a_decision(
            on(review, days), outcome=outcome, rationale=rationale, findings=FINDINGS[:findings]
        ),
        at=LATER,
    )


def scrutinise(days: int, outcome: Any) -> Act:
    return lambda review: review.scrutinise(
        scrutiny=a_scrutiny(on(review, days), outcome), at=LATER
    )


def send(days: int, reason: str, words: str) -> Act:
    return lambda review: review.send_to_panel(
        sending=Sending(sent_on=on(review, days), late_reason=reason, late_explanation=words),
        at=LATER,
    )


def reply(days: int, outcome: Any) -> Act:
    return lambda review: review.record_panel_reply(
        reply=a_reply(on(review, days), outcome), at=LATER
    )


def close(days: int) -> Act:
    return lambda review: review.close(closed_on=on(review, days), at=LATER)


NAMES = st.lists(st.sampled_from(["R1", "R2", "R3"]), max_size=3)
REPLIES = st.sampled_from(
    ["agrees", "asks_to_reconsider", "asks_to_reconsider", "asks_for_information"]
)
NEXT: dict[Stage, st.SearchStrategy[Act]] = {
    Stage.GATHERING: st.builds(hold, DAYS, WORDS, st.sets(AGENCIES), NAMES),
    Stage.MEETING_HELD: st.builds(finalise, DAYS, WORDS),
    Stage.REPORT_FINALISED: st.builds(
        decide,
        DAYS,
        st.sampled_from(["lcspr", *RULES.routes, "perhaps"]),
        WORDS,
        st.sampled_from([2, 2, 1]),
    ),
    Stage.CSPR_DECIDED: st.builds(
        scrutinise, DAYS, st.sampled_from(["endorse", "endorse_with_edits", "return"])
    ),
    Stage.SCRUTINISED: st.builds(send, DAYS, st.sampled_from(["", *RULES.late_reasons]), WORDS),
    Stage.SENT_TO_PANEL: st.builds(reply, DAYS, REPLIES),
    Stage.PANEL_REPLIED: st.builds(close, DAYS),
}
ACTS: st.SearchStrategy[Act] = st.one_of(
    st.builds(involve, AGENCIES),
    st.builds(note, AGENCIES, st.sampled_from(ReturnStatus)),
    st.builds(schedule, DAYS),
    st.builds(learn),
    *NEXT.values(),
)
FORWARD: st.SearchStrategy[Act] = st.fixed_dictionaries(dict(NEXT)).map(
    lambda acts: lambda review: acts[review.stage](review) if review.stage in acts else None
)
"""Whatever comes next from where the review stands, so that long ways are walked, too."""

GOOD_WAY = [GIVEN[act] for act in WAY.values()]
HISTORIES: st.SearchStrategy[list[Act]] = st.builds(
    lambda steps, acts: [*GOOD_WAY[:steps], *acts],
    st.integers(0, len(GOOD_WAY) - 1),
    st.lists(st.one_of(ACTS, FORWARD, FORWARD, FORWARD), max_size=20),
)
"""A few steps that go well, and then anything: so that late stages and second rounds are met, too."""


@settings(deadline=None)
@given(acts=HISTORIES)
def test_replaying_any_history_gives_an_equal_review(acts: list[Act]) -> None:
    review = initiated()
    for act in acts:
        with suppress(Refusal):
            act(review)
    events = review.collect_events()

    assert replayed(events) == review
    assert RapidReview.restore(review.snapshot()) == review


@settings(deadline=None)
@given(acts=HISTORIES)
def test_a_refusal_leaves_the_review_as_it_was(acts: list[Act]) -> None:
    review = initiated()
    for act in acts:
        before, version = review.snapshot(), review.version
        try:
            act(review)
        except Refusal:
            assert (review.snapshot(), review.version) == (before, version)


@settings(deadline=None)
@given(acts=HISTORIES)
def test_the_days_of_a_review_never_run_backwards(acts: list[Act]) -> None:
    review = initiated()
    latest, rounds, version = review.latest_on, review.round, review.report_version
    for act in acts:
        with suppress(Refusal):
            act(review)
        assert review.latest_on >= latest
        assert review.round >= rounds
        assert review.report_version >= version
        latest, rounds, version = review.latest_on, review.round, review.report_version
