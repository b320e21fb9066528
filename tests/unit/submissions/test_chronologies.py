"""The order of rows, their ids, the merged chronology, versions compared, and words that blame."""

from __future__ import annotations

import random
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.fields import FormRefused
from chassis.wording import SUGGESTIONS, hints_in
from services.submissions.domain.chronology import ChronologyRow, numbered
from services.submissions.domain.comparing import changes_between
from services.submissions.domain.merging import merged
from services.submissions.domain.support import (
    OwnAgencyOnly,
    SupportIncomplete,
    SupportOffered,
    SupportStillToCome,
)
from services.submissions.domain.values import SentVersion
from tests.unit.submissions.commands import ROWS, SEQUENCES, Command
from tests.unit.submissions.returns import answer, asked, nil_answer, row

IDS = st.sampled_from(["", "", "R1", "R2", "R9", "A"])
MANY = st.lists(
    st.builds(lambda one, name: one.model_copy(update={"row_id": name}), ROWS, IDS), max_size=8
)
HELD = frozenset({"restricted", "police_hold", "third_party"})


def test_less_precise_rows_stand_before_more_precise_ones_of_their_like() -> None:
    in_order = [
        row(row_id="A", happened_on=date(2026, 3, 30), precision="month"),
        row(row_id="B", happened_on=date(2026, 3, 1)),
        row(row_id="C", happened_on=date(2026, 3, 4), precision="about"),
        row(row_id="D", happened_on=date(2026, 3, 4)),
        row(row_id="E", happened_on=date(2026, 3, 4), at_time="08:15"),
        row(row_id="F", happened_on=date(2026, 3, 4), at_time="17:00"),
        row(row_id="G", happened_on=date(2026, 4, 1), precision="month"),
    ]
    shuffled = random.Random(7).sample(in_order, len(in_order))

    rows = merged([("plymouth-schools", shuffled)], roles=frozenset({"coordinator"}))

    assert [one.row for one in rows] == in_order


@given(st.lists(MANY, max_size=3), st.sampled_from(["coordinator", "meeting_member", "auditor"]))
def test_the_merged_chronology_holds_every_row_and_the_words_of_those_that_the_role_may_read(
    chronologies: list[list[ChronologyRow]], role: str
) -> None:
    sources = [(f"agency-{number}", numbered(rows)) for number, rows in enumerate(chronologies)]

    rows = merged(sources, roles=frozenset({role}))

    assert len(rows) == sum(len(own) for _, own in sources)
    assert [one.row.place for one in rows] == sorted(one.row.place for one in rows)
    hidden = {"police_hold"} if role in {"coordinator", "auditor"} else HELD
    for one in rows:
        assert one.held_back == (one.row.sensitivity in hidden)
        assert not (one.held_back and (one.row.what_happened or one.row.source))


@given(MANY)
def test_every_row_gets_an_id_and_those_that_have_one_keep_it(rows: list[ChronologyRow]) -> None:
    given_ids = [one.row_id for one in rows]

    after = numbered(rows)

    assert all(one.row_id for one in after)
    kept = [new.row_id for old, new in zip(rows, after, strict=True) if old.row_id]
    assert kept == [name for name in given_ids if name]
    fresh = [new.row_id for old, new in zip(rows, after, strict=True) if not old.row_id]
    assert len(set(fresh)) == len(fresh)
    assert not set(fresh) & set(given_ids)


@given(SEQUENCES)
def test_versions_only_grow_and_none_is_ever_changed(sequence: list[Command]) -> None:
    one = asked()
    before: tuple[SentVersion, ...] = ()

    for command in sequence:
        command.give(one)
        assert one.versions[: len(before)] == before
        assert [version.return_number for version in one.versions] == list(
            range(1, one.return_number + 1)
        )
        before = one.versions


def test_what_changed_between_two_versions_is_told_part_by_part_and_row_by_row() -> None:
    earlier = answer(row(row_id="R1"), row(row_id="R2"), strengths=("Invented.",))
    later = answer(
        row(row_id="R1", significance="Invented."), row(row_id="R3"), involvement="More.",
        support_offered="A quiet hour.",
    )  # fmt: skip

    changes = [(one.part, one.change) for one in changes_between(earlier, later)]

    assert changes == [
        ("involvement", "changed"),
        ("strengths", "removed"),
        ("support_offered", "added"),
        ("chronology.R1", "changed"),
        ("chronology.R2", "removed"),
        ("chronology.R3", "added"),
    ]
    assert changes_between(earlier, earlier) == ()


def test_a_nil_return_that_became_a_full_one_is_a_change() -> None:
    assert changes_between(nil_answer(), answer())[0].part == "nil_return"


@pytest.mark.parametrize("word", SUGGESTIONS)
def test_each_blaming_word_has_a_suggestion(word: str) -> None:
    (hint,) = hints_in({"involvement": f"The team {word.upper()} that day."})

    assert (hint.field, hint.word, hint.suggestion) == ("involvement", word, SUGGESTIONS[word])


def test_plain_words_get_no_hint_and_a_word_is_told_once_for_each_field() -> None:
    texts = {"a": "He failed to, and failed to.", "b": "The blameless team.", "c": "failed to"}

    assert [(hint.field, hint.word) for hint in hints_in(texts)] == [
        ("a", "failed to"),
        ("c", "failed to"),
    ]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"practitioner": " "}, SupportIncomplete),
        ({"offered": ""}, SupportIncomplete),
        ({"offered_on": "2026-10-01"}, SupportStillToCome),
    ],
)
def test_support_says_who_what_and_when(changes: dict[str, Any], refusal: type) -> None:
    said = {"practitioner": "HV1", "offered": "A quiet hour.", "offered_on": "2026-09-01"}
    today = date(2026, 9, 30)
    SupportOffered(**said).must_be_complete(today)

    with pytest.raises(FormRefused) as refused:
        SupportOffered(**(said | changes)).must_be_complete(today)

    assert type(refused.value.problems[0].refusal) is refusal


def test_what_is_an_agencys_own_has_a_refusal_of_its_own() -> None:
    assert OwnAgencyOnly.code == "submissions.own_agency_only"
