"""What fits into a case, and how much of what was typed a sentence repeats."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import pytest
from pydantic import AfterValidator, ValidationError

from chassis.aggregate import Value
from chassis.doors.grpc_door import one_of
from chassis.errors import Refusal
from chassis.fields import Malformed
from chassis.identity import OtherPartnership
from chassis.limits import Day, TextTooLong, TooMany, YearUnlikely, listed, must_fit, shortened
from chassis.rules.rule_packs import UnknownAgency, UnknownPartnership

TYPED = "An invented narrative, typed where a code belongs"


class Row(Value):
    on: Day
    kind: Literal["visit", "meeting"] = "visit"
    words_said: str = ""


class Sent(Value):
    rows: tuple[Row, ...] = ()


def sent(*rows: dict[str, object]) -> Sent:
    return Sent.model_validate({"rows": [{"on": "2026-09-07"} | row for row in rows]})


@pytest.mark.parametrize(
    ("given", "refusal", "words"),
    [
        (sent({}, {"words_said": "." * 20_001}), TextTooLong, "Rows 2, words said has 20001"),
        (sent({"on": "1899-12-31"}), YearUnlikely, "Rows 1, on: check the year of 1899-12-31."),
        (sent(*[{}] * 201), TooMany, "Rows has 201 entries; at most 200 fit."),
    ],
)
def test_the_part_that_does_not_fit_is_named(
    given: Sent, refusal: type[Refusal], words: str
) -> None:
    with pytest.raises(refusal) as refused:
        must_fit(given)

    assert refused.value.message.startswith(words)


def test_a_service_may_say_another_limit() -> None:
    must_fit(sent(*[{}] * 300), entries_max={"Rows": 300})
    with pytest.raises(TooMany, match="301 entries; at most 300"):
        must_fit(sent(*[{}] * 301), entries_max={"Rows": 300})
    with pytest.raises(TextTooLong, match="All of it together has 12 characters; at most 10"):
        must_fit(
            sent({"words_said": "A" * 6}), sent({"words_said": "B" * 6}), all_characters_max=10
        )


def test_what_is_chosen_does_not_count_as_written() -> None:
    must_fit(sent({"kind": "meeting", "words_said": "A" * 10}), all_characters_max=10)


@pytest.mark.parametrize("day", ["1757203200", "2026-09-31", 1757203200.5])
def test_a_day_is_written(day: object) -> None:
    with pytest.raises(ValidationError):
        sent({"on": day})


def test_a_sentence_lists_the_first_ten() -> None:
    assert listed(range(1, 11)) == "1, 2, 3, 4, 5, 6, 7, 8, 9, 10"
    assert listed(range(1, 13)).endswith("9, 10 and 2 more")


@pytest.mark.parametrize(
    "refusal",
    [
        UnknownAgency(agency=TYPED, partnership="PLY"),
        UnknownPartnership(partnership=TYPED),
        OtherPartnership(partnership=TYPED),
    ],
)
def test_a_refusal_repeats_forty_characters_at_most(refusal: Refusal) -> None:
    assert TYPED[:40] in refusal.message
    assert TYPED[:41] not in str(refusal)


def test_what_is_short_is_said_whole() -> None:
    assert shortened("A" * 40) == "A" * 40


def test_our_own_words_are_told_without_a_label() -> None:
    def refuse(_: str) -> Any:
        raise ValueError("this is not a colour")

    with pytest.raises(Malformed) as refused:
        one_of("colour", Annotated[str, AfterValidator(refuse)], "loud")

    assert refused.value.message == "colour: this is not a colour"
