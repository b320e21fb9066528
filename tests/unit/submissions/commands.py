"""Any command that anybody could give to a return, sensible or not."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, get_args

from hypothesis import strategies as st

from chassis.errors import Refusal
from services.submissions.domain.agency_return import AgencyReturn
from services.submissions.domain.chronology import (
    ChildSeen,
    ChronologyRow,
    Precision,
    RowKind,
    Sensitivity,
)
from services.submissions.domain.scoping import ActionTaken, Improvement, ScopingDocument
from services.submissions.domain.values import Answer, ExcuseReason, SectionQuestion
from tests.unit.submissions.returns import COMPLETE, RULES

WORDS = st.sampled_from(["", " ", "Invented words.", "Zażółć \N{OWL} \u2028 \x00 'quoted'"])
LISTS = st.lists(WORDS, max_size=3).map(tuple)
DAYS = st.dates(date(2026, 9, 1), date(2026, 10, 9))
FIRST_MOMENT = datetime(2026, 9, 20, tzinfo=UTC)
MOMENTS = st.integers(0, 19 * 24 * 60).map(lambda m: FIRST_MOMENT + timedelta(minutes=m))
ROWS = st.builds(
    ChronologyRow,
    happened_on=DAYS,
    precision=st.sampled_from(get_args(Precision)),
    source=WORDS,
    kind=st.sampled_from(get_args(RowKind)),
    what_happened=st.sampled_from(["Invented words.", "\N{OWL}", ""]),
    child_seen=st.sampled_from(get_args(ChildSeen)),
    sensitivity=st.sampled_from(get_args(Sensitivity)),
)
IMPROVEMENTS = st.builds(
    Improvement,
    text=st.just("Invented improvement."),
    theme=st.sampled_from(["early_help", "transitions", "unheard-of"]),
)
ACTIONS = st.builds(
    ActionTaken, text=WORDS, by_role=st.just("Head of service"), taken_on=st.just(date(2026, 8, 1))
)
SECTIONS = st.lists(
    st.builds(
        SectionQuestion,
        section=st.sampled_from(["lived_experience", "chronology", "chronology.R1", "unheard-of"]),
        question=WORDS,
    ),
    max_size=2,
).map(tuple)
ANYTHING = st.fixed_dictionaries(
    {},
    optional={
        "checked_on": DAYS,
        "systems_searched": LISTS,
        "practitioners_consulted": LISTS,
        "completed_with_practitioners": st.booleans(),
        "not_with_practitioners_reason": WORDS,
        "involvement": WORDS,
        "improvements": st.lists(IMPROVEMENTS, max_size=2).map(tuple),
        "immediate_actions": st.lists(ACTIONS, max_size=2).map(tuple),
        "support_offered": WORDS,
        "signed_on": DAYS,
    },
)


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    """Mostly complete returns, so that a sequence gets far; some that are refused."""
    nil_return = draw(st.booleans())
    return Answer(
        returned_on=draw(DAYS),
        nil_return=nil_return,
        scoping=ScopingDocument(**(COMPLETE | {"checked_on": date(2026, 9, 1)} | draw(ANYTHING))),
        chronology=tuple(draw(st.lists(ROWS, max_size=0 if nil_return else 3))),
    )


@dataclass(frozen=True)
class Command:
    """One command: its name, what it says, on whose behalf, and when."""

    name: str
    content: dict[str, Any]
    partnership: str
    at: datetime

    def give(self, one: AgencyReturn) -> None:
        """Give it to an aggregate; a refusal leaves the aggregate as it was."""
        decide: dict[str, Callable[[], object]] = {
            "hand_in": lambda: one.hand_in(**self.content, rules=RULES, at=self.at),
            "query": lambda: one.query(**self.content, **self._by()),
            "accept": lambda: one.accept(**self._by()),
            "excuse": lambda: one.excuse(**self.content, **self._by()),
        }
        with suppress(Refusal):
            decide[self.name]()

    def _by(self) -> dict[str, Any]:
        return {"partnership": self.partnership, "at": self.at}


CONTENTS: dict[str, st.SearchStrategy[dict[str, Any]]] = {
    "hand_in": st.fixed_dictionaries({"answer": answers()}),
    "query": st.fixed_dictionaries({"question": WORDS, "sections": SECTIONS}),
    "accept": st.just({}),
    "excuse": st.fixed_dictionaries(
        {"reason": st.sampled_from(get_args(ExcuseReason)), "explanation": WORDS}
    ),
}


@st.composite
def commands(draw: st.DrawFn) -> Command:
    name = draw(st.sampled_from(["hand_in", "hand_in", "query", "query", "accept", "excuse"]))
    return Command(
        name,
        draw(CONTENTS[name]),
        draw(st.sampled_from(["PLY", "PLY", "PLY", "DEV"])),
        draw(MOMENTS),
    )


SEQUENCES = st.lists(commands(), max_size=12)
