"""What does not fit into a referral is refused in words; what just fits is taken."""

from __future__ import annotations

from datetime import date

import pytest

from chassis.errors import Refusal
from chassis.limits import TEXT_CHARACTERS_MAX, TextTooLong, TooMany, WordsMissing, YearUnlikely
from services.referral.domain.reveals import Reveals
from services.referral.domain.values import Partner
from tests.support.refused import refused_with
from tests.unit.referral.a_referral import (
    CRITERIA,
    IDENTITY,
    MONDAY,
    a_view,
    received,
    with_incident,
)

TOO_LONG = "x" * (TEXT_CHARACTERS_MAX + 1)


def test_what_is_just_short_enough_is_taken() -> None:
    fitting = "ß" * TEXT_CHARACTERS_MAX

    referral = received(account=with_incident(what_happened=fitting))

    assert referral.account.incident.what_happened == fitting


@pytest.mark.parametrize(
    ("changes", "kind", "words"),
    [
        (
            {"account": with_incident(what_happened=TOO_LONG)}, TextTooLong,
            "What happened has 20001 characters; at most 20000 fit. Shorten it.",
        ),
        (
            {"account": with_incident(harm_types=("x",) * 201)}, TooMany,
            "Harm types has 201 entries; at most 200 fit. Keep those that matter most.",
        ),
        (
            {"account": with_incident(harm_types=("x" * 20_000,) * 30)}, TextTooLong,
            "All of it together has 600095 characters; at most 500000 fit. Shorten it.",
        ),
        (
            {"account": with_incident(occurred_on=date(1, 1, 1))}, YearUnlikely,
            "Occurred on: check the year of 0001-01-01.",
        ),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_in_words(
    changes: dict[str, object], kind: type[Refusal], words: str
) -> None:
    with pytest.raises(kind) as refusal:
        received(**changes)

    assert refusal.value.message == words


def test_the_reason_of_a_view_fits() -> None:
    with pytest.raises(TextTooLong):
        received().give_view(
            partner=Partner.ICB, view=a_view(reason=TOO_LONG), criteria=CRITERIA, at=MONDAY
        )


def test_the_explanation_of_a_withdrawal_fits() -> None:
    with pytest.raises(TextTooLong):
        received().withdraw(reason="duplicate", explanation=TOO_LONG, at=MONDAY)


def test_the_purpose_of_a_reveal_fits_and_says_something() -> None:
    for purpose, kind in ((" ", WordsMissing), (TOO_LONG, TextTooLong)):
        with refused_with(kind):
            Reveals.begin(IDENTITY, purpose=purpose, at=MONDAY)
        with refused_with(kind):
            Reveals.begin(IDENTITY, purpose="Invented.", at=MONDAY).reveal(
                purpose=purpose, at=MONDAY
            )
