"""Any command that anybody could give to a briefing, an action or what is known of recommendations."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, get_args

from hypothesis import strategies as st

from chassis.aggregate import Aggregate
from chassis.errors import Refusal
from services.learning.domain.values import (
    ImpactResult,
    Recommendation,
    RepeatedTheme,
    SevenBoxes,
)

RESULTS = get_args(ImpactResult)
WORDS = st.sampled_from(["Invented words.", "Zażółć \N{OWL} \u2028 \x00 'quoted'", "", " "])
DAYS = st.dates(date(2026, 10, 10), date(2026, 11, 20))
FIRST_MOMENT = datetime(2026, 11, 10, tzinfo=UTC)
MOMENTS = st.integers(0, 9 * 24 * 60).map(lambda m: FIRST_MOMENT + timedelta(minutes=m))
BOXES = st.builds(
    SevenBoxes,
    background=WORDS,
    **{
        name: st.just("Invented words.") for name in SevenBoxes.model_fields if name != "background"
    },
)
PEOPLE = st.lists(st.sampled_from(["staff-1", "staff-2", "STAFF-2", " ", ""]), max_size=3)
RECOMMENDED = st.lists(
    st.builds(
        Recommendation,
        recommendation_id=st.sampled_from(["R1", "R2", "R3"]),
        kind=st.sampled_from(["policy", "national"]),
        themes=st.just(("early_help",)),
        owner=st.sampled_from(["devon-icb", "plymouth-schools"]),
    ),
    min_size=1,
    max_size=3,
).map(tuple)


@dataclass(frozen=True)
class Command:
    """One command: the decision that it asks for, what it says, and when."""

    name: str
    content: dict[str, Any]
    at: datetime

    def give(self, one: Aggregate) -> None:
        """Give it to an aggregate; a refusal leaves the aggregate as it was."""
        with suppress(Refusal):
            getattr(one, self.name)(**self.content, at=self.at)


def _given(name: str, **content: st.SearchStrategy[Any]) -> st.SearchStrategy[Command]:
    return st.builds(Command, st.just(name), st.fixed_dictionaries(content), MOMENTS)


PUBLISH = _given("publish", boxes=BOXES, published_on=DAYS, checked_by=PEOPLE)
EVIDENCE = _given("evidence", evidence=WORDS, evidenced_on=DAYS)
CLOSE = _given("close", impact=WORDS, closed_on=DAYS)
START = _given("start", started_on=DAYS)
REVISE = _given("revise", due_on=DAYS, reason=WORDS)
DECLINE = _given("decline", reason=WORDS, declined_on=DAYS)
MERGE = _given("merge", into=st.sampled_from(["A1", "A2"]), reason=WORDS, merged_on=DAYS)
CHECK = _given("check", result=st.sampled_from(RESULTS), impact=WORDS, checked_on=DAYS)
REPEATS = _given(
    "note_repeats",
    repeats=st.lists(
        st.builds(
            RepeatedTheme,
            theme=st.sampled_from(["early_help", "transitions"]),
            earlier_cases=st.integers(0, 3),
            open_actions=st.integers(0, 3),
            unchecked_actions=st.integers(0, 3),
            since=DAYS,
        ),
        max_size=3,
    ),
)
ADD = _given("add", recommended=RECOMMENDED, held_on=DAYS)

OF_A_BRIEFING = st.lists(PUBLISH, max_size=6)
OF_AN_ACTION = st.lists(
    st.one_of(START, REVISE, DECLINE, MERGE, EVIDENCE, EVIDENCE, CHECK, CLOSE), max_size=10
)
OF_RECOMMENDATIONS = st.lists(st.one_of(ADD, REPEATS), max_size=6)
