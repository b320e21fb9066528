"""When a return is complete: what each kind needs, and the limits."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from pydantic import ValidationError

from chassis.errors import Refusal
from chassis.fields import FieldProblem, FormRefused
from chassis.limits import TextTooLong, TooMany
from services.submissions.domain.chronology import ChronologyRow
from services.submissions.domain.return_rules import (
    AccountsMissing,
    CheckedOnMissing,
    DatedAfterReturn,
    NilReturnWithKnownPerson,
    NilReturnWithRows,
    PractitionersMissing,
    ReturnedInTheFuture,
    SignOffMissing,
    SystemsNotSearched,
)
from services.submissions.domain.row_rules import RowWithoutWords
from services.submissions.domain.scoping import ActionTaken
from services.submissions.domain.scoping_rules import UnknownTheme
from services.submissions.domain.values import Answer
from tests.support.facts import recorded
from tests.unit.submissions.returns import (
    AT,
    RULES,
    answer,
    asked,
    improvement,
    nil_answer,
    row,
)

# What 49 full texts and the other words of a complete answer leave of a million characters.
FILLING = (
    1_000_000
    - 49 * 20_000
    - sum(
        len(text)
        for text in (
            "Case records",
            "HV1",
            "Invented days.",
            "Invented context.",
            "Head of service",
        )
    )
)


def refusal_of(given: Answer, *, at: datetime = AT) -> Refusal:
    """The refusal with which a return is answered; nothing is recorded."""
    one = asked()
    with pytest.raises(Refusal) as refused:
        one.hand_in(given, rules=RULES, at=at)
    assert recorded(one) == []
    if isinstance(refused.value, FormRefused):
        return refused.value.problems[0].refusal
    return refused.value


def problems_of(given: Answer) -> list[FieldProblem]:
    """Everything for which a return is refused."""
    with pytest.raises(FormRefused) as refused:
        asked().hand_in(given, rules=RULES, at=AT)
    return list(refused.value.problems)


def accepted(given: Answer, *, at: datetime = AT) -> bool:
    one = asked()
    one.hand_in(given, rules=RULES, at=at)
    return len(recorded(one)) == 1


@pytest.mark.parametrize("missing", ["involvement", "lived_experience", "identity_and_context"])
@pytest.mark.parametrize("words", ["", "  "])
def test_a_full_return_needs_its_three_accounts(missing: str, words: str) -> None:
    changes: dict[str, Any] = {missing: words}

    refusal = refusal_of(answer(**changes))

    assert isinstance(refusal, AccountsMissing)
    assert missing.replace("_", " ") in refusal.message


@pytest.mark.parametrize(
    "changes",
    [
        {"completed_with_practitioners": True, "practitioners_consulted": ()},
        {"completed_with_practitioners": True, "practitioners_consulted": (" ",)},
        {"completed_with_practitioners": False, "not_with_practitioners_reason": ""},
        {"completed_with_practitioners": False, "not_with_practitioners_reason": " "},
    ],
)
def test_a_full_return_says_which_practitioners_took_part_or_why_they_could_not(
    changes: dict[str, Any],
) -> None:
    assert isinstance(refusal_of(answer(**changes)), PractitionersMissing)


@pytest.mark.parametrize("make", [answer, nil_answer])
@pytest.mark.parametrize("systems", [(), ("",), (" ", "\n")])
def test_every_return_says_which_systems_were_searched(make: Any, systems: tuple[str, ...]) -> None:
    assert isinstance(refusal_of(make(systems_searched=systems)), SystemsNotSearched)


@pytest.mark.parametrize("make", [answer, nil_answer])
@pytest.mark.parametrize("changes", [{"signed_by_role": " "}, {"signed_on": None}])
def test_every_return_is_signed_off(make: Any, changes: dict[str, Any]) -> None:
    assert isinstance(refusal_of(make(**changes)), SignOffMissing)


def test_a_nil_return_says_when_records_were_checked() -> None:
    assert isinstance(refusal_of(nil_answer(checked_on=None)), CheckedOnMissing)


def test_a_nil_return_has_no_chronology() -> None:
    assert isinstance(refusal_of(nil_answer(row())), NilReturnWithRows)


def test_a_theme_that_the_rule_pack_does_not_know_is_refused_without_repeating_it() -> None:
    typed = "Invented Name"

    problems = problems_of(
        answer(improvements=[improvement("early_help"), improvement(typed), improvement("")])
    )

    assert [(one.field, type(one.refusal)) for one in problems] == [
        ("scoping.improvements.1.theme", UnknownTheme),
        ("scoping.improvements.2.theme", UnknownTheme),
    ]
    assert problems[0].refusal.facts == {"number": "2", "choices": "early help, transitions"}


def test_each_row_that_says_nothing_is_refused_by_its_number() -> None:
    problems = problems_of(answer(row(), row(what_happened=" "), row(what_happened="")))

    assert [(one.field, type(one.refusal)) for one in problems] == [
        ("chronology.1.what_happened", RowWithoutWords),
        ("chronology.2.what_happened", RowWithoutWords),
    ]
    assert problems[0].refusal.facts == {"numbers": "2"}


def test_everything_that_is_wrong_is_told_at_once_field_by_field() -> None:
    given = answer(
        row(what_happened=""), involvement="", systems_searched=(), signed_on=None,
        checked_on=date(2026, 9, 22),
    )  # fmt: skip

    assert [(one.field, one.refusal.code) for one in problems_of(given)] == [
        ("scoping.involvement", "submissions.accounts_missing"),
        ("scoping.systems_searched", "submissions.systems_not_searched"),
        ("scoping.signed_on", "submissions.sign_off_missing"),
        ("chronology.0.what_happened", "submissions.row_without_words"),
        ("scoping.checked_on", "submissions.dated_after_return"),
    ]


def test_a_nil_return_knows_nobody() -> None:
    known = {"person": "father", "known": True}

    problems = problems_of(nil_answer(persons=({"person": "child"}, known)))

    assert [(one.field, type(one.refusal)) for one in problems] == [
        ("scoping.persons.1.known", NilReturnWithKnownPerson)
    ]


@pytest.mark.parametrize(
    ("given", "part"),
    [
        (answer(checked_on=date(2026, 9, 22)), "The check of your records"),
        (answer(signed_on=date(2026, 9, 22)), "The sign-off"),
        (answer(row(), row(happened_on=date(2026, 9, 22))), "Chronology row 2"),
        (nil_answer(checked_on=date(2026, 9, 22)), "The check of your records"),
    ],
)
def test_no_date_lies_after_the_return(given: Answer, part: str) -> None:
    refusal = refusal_of(given)

    assert isinstance(refusal, DatedAfterReturn)
    assert refusal.facts == {"part": part, "date": "2026-09-22", "returned_on": "2026-09-21"}


def test_a_return_is_not_dated_in_the_future() -> None:
    assert isinstance(refusal_of(answer(returned_on=date(2026, 10, 1))), ReturnedInTheFuture)


def test_the_day_of_the_return_is_told_by_the_clock_of_london() -> None:
    late_in_the_evening = datetime(2026, 9, 20, 23, 30, tzinfo=UTC)

    assert accepted(answer(returned_on=date(2026, 9, 21)), at=late_in_the_evening)


def test_a_chronology_has_at_most_two_thousand_rows() -> None:
    refusal = refusal_of(answer(*[row()] * 2_001))

    assert isinstance(refusal, TooMany)
    assert "2001 entries; at most 2000" in refusal.message


@pytest.mark.parametrize(
    "part",
    ["systems_searched", "practitioners_consulted", "strengths", "immediate_actions"],
)
def test_other_lists_have_at_most_two_hundred_entries(part: str) -> None:
    entry = (
        ActionTaken(text="Entry", by_role="Nurse", taken_on=date(2025, 9, 1))
        if part == "immediate_actions"
        else "Entry"
    )
    changes: dict[str, Any] = {part: (entry,) * 201}

    assert isinstance(refusal_of(answer(**changes)), TooMany)


def test_there_are_at_most_two_hundred_improvements() -> None:
    improvements = [improvement("early_help")] * 201

    assert isinstance(refusal_of(answer(improvements=improvements)), TooMany)


@pytest.mark.parametrize(
    "given",
    [
        answer(involvement="." * 20_001),
        answer(strengths=("." * 20_001,)),
        answer(row(), row(significance="." * 20_001)),
        answer(*[row(what_happened="." * 20_000)] * 49, involvement="." * (FILLING + 1)),
    ],
)
def test_a_text_and_the_whole_return_have_a_limit(given: Answer) -> None:
    refusal = refusal_of(given)

    assert isinstance(refusal, TextTooLong)
    assert "..." not in refusal.message


@pytest.mark.parametrize(
    "given",
    [
        answer(),
        nil_answer(),
        answer(*[row()] * 2_000),
        answer(involvement="." * 20_000),
        answer(strengths=("Entry",) * 200),
        answer(*[row(what_happened="." * 20_000)] * 49, involvement="." * FILLING),
        answer(
            completed_with_practitioners=False, not_with_practitioners_reason="Invented reason."
        ),
        answer(row(happened_on=date(2026, 9, 21)), signed_on=date(2026, 9, 21)),
        answer(row(happened_on=date(2026, 5, 1)), row(happened_on=date(2024, 5, 1))),
    ],
)
def test_a_return_within_its_limits_is_taken(given: Answer) -> None:
    assert accepted(given)


@pytest.mark.parametrize("day", ["1757203200", "2026-09-31", "yesterday", 1757203200.5])
def test_a_day_is_written_as_a_day(day: object) -> None:
    with pytest.raises(ValidationError):
        row(happened_on=day)


def test_every_field_of_a_row_that_has_fixed_words_must_be_given() -> None:
    fixed = {"happened_on", "precision", "kind", "child_seen", "sensitivity"}

    needed = {name for name, field in ChronologyRow.model_fields.items() if field.is_required()}

    assert needed == fixed


@pytest.mark.parametrize("day", [date.min, date(1899, 12, 31)], ids=["first year", "1899"])
def test_a_chronology_row_of_another_century_is_mistyped(day: date) -> None:
    refusal = refusal_of(answer(row(happened_on=day)))

    assert refusal.message == f"Chronology 1, happened on: check the year of {day}."
