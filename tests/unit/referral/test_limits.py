"""What does not fit into a referral is refused in words; what just fits is taken."""

from __future__ import annotations

from datetime import date

import pytest

from chassis.errors import Refusal
from chassis.limits import TEXT_CHARACTERS_MAX, TextTooLong, TooMany, WordsMissing, YearUnlikely
from services.referral.domain.referral import Referral
from services.referral.domain.refusals import NotAPartnership, StillToCome
from services.referral.domain.values import Child, Partner, PartnerView, Referrer
from tests.unit.referral.a_referral import (
    ACCOUNT,
    AGREEMENT,
    IDENTITY,
    MONDAY,
    notified,
    received,
)

TOO_LONG = "x" * (TEXT_CHARACTERS_MAX + 1)


def incident(**changes: object) -> object:
    return ACCOUNT.model_copy(update={"incident": ACCOUNT.incident.model_copy(update=changes)})


def test_what_is_just_short_enough_is_taken() -> None:
    fitting = "ß" * TEXT_CHARACTERS_MAX

    referral = received(account=incident(what_happened=fitting))

    assert referral.incident is not None
    assert referral.incident.what_happened == fitting


@pytest.mark.parametrize(
    ("changes", "kind", "words"),
    [
        (
            {"account": incident(what_happened=TOO_LONG)}, TextTooLong,
            "What happened has 20001 characters; at most 20000 fit. Shorten it.",
        ),
        (
            {"account": incident(harm_types=("x",) * 201)}, TooMany,
            "Harm types has 201 entries; at most 200 fit. Keep those that matter most.",
        ),
        (
            {"account": incident(harm_types=("x" * 20_000,) * 30)}, TextTooLong,
            "All of it together has 600050 characters; at most 500000 fit. Shorten it.",
        ),
        (
            {"account": incident(occurred_on=date(1, 1, 1))}, YearUnlikely,
            "Occurred on: check the year of 0001-01-01.",
        ),
        (
            {"account": incident(occurred_on=date(9999, 12, 31))}, StillToCome,
            "The incident is dated 9999-12-31, which is still to come. It can be recorded once it has happened.",
        ),
        (
            {"account": incident(what_happened=" \t")}, WordsMissing,
            "These parts still need words: What happened.",
        ),
        (
            {"referrer": Referrer(name=" ", role="Headteacher")}, WordsMissing,
            "These parts still need words: Name of the referrer.",
        ),
        (
            {"agreement": AGREEMENT.model_copy(update={"lead_role": "\n"})}, WordsMissing,
            "These parts still need words: Role of the safeguarding lead.",
        ),
        (
            {"account": ACCOUNT.model_copy(update={"children": (Child(name=" "),)})}, WordsMissing,
            "These parts still need words: Name of the child.",
        ),
        (
            {"account": ACCOUNT.model_copy(update={"other_partnerships": ("Invented Family\0",)})},
            NotAPartnership,
            "Give each other partnership by its code of two to six capital letters, such as DEV.",
        ),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_refused_in_words(
    changes: dict[str, object], kind: type[Refusal], words: str
) -> None:
    with pytest.raises(kind) as refusal:
        received(**changes)

    assert refusal.value.message == words


def test_a_notification_is_recorded_once_it_was_sent() -> None:
    with pytest.raises(StillToCome):
        Referral.notify(
            identity=IDENTITY, notification=notified(sent=date(9999, 12, 31), late_reason="Typed."),
            account=ACCOUNT, at=MONDAY,
        )  # fmt: skip


@pytest.mark.parametrize(("reason", "kind"), [(" ", WordsMissing), (TOO_LONG, TextTooLong)])
def test_a_view_has_a_reason_that_fits(reason: str, kind: type[Refusal]) -> None:
    with pytest.raises(kind):
        received().give_view(
            partner=Partner.ICB, view=PartnerView(view="uncertain", reason=reason), at=MONDAY
        )


def test_the_explanation_of_a_withdrawal_fits() -> None:
    with pytest.raises(TextTooLong):
        received().withdraw(reason="duplicate", explanation=TOO_LONG, at=MONDAY)
