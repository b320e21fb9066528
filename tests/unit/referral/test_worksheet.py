"""The worksheet has the fields of the national form in order, and says what is missing."""

from __future__ import annotations

from services.referral.domain.worksheet import IDENTIFYING, ORDER, WITHHELD, Line, worksheet
from tests.unit.referral.a_referral import (
    ACCOUNT,
    CHILD,
    CODES,
    SISTER,
    a_notice,
    begun_by_notice,
    notified,
    with_children,
)


def by_code(lines: tuple[Line, ...], section: str = "") -> dict[str, Line]:
    return {one.code: one for one in lines if section in one.section}


def test_before_there_is_a_notice_it_shows_what_is_known() -> None:
    lines = worksheet(ACCOUNT, None, CODES, with_identities=False)

    assert [line.code for line in lines] == [code for _, code, _, _ in ORDER]
    assert by_code(lines)["authority_aware"].missing
    assert not by_code(lines)["what_happened"].missing


def test_without_the_identities_nobody_is_named() -> None:
    lines = worksheet(ACCOUNT, None, CODES, with_identities=False)

    assert {by_code(lines)[code].value for code in IDENTIFYING} == {WITHHELD, ""}
    assert CHILD.name not in str(lines)


def test_each_child_of_a_notice_has_its_part() -> None:
    form = a_notice(notified(grouping="siblings"), with_children(CHILD, SISTER))
    referral = begun_by_notice(form)

    lines = worksheet(referral.account, referral.notices["N1"], CODES, with_identities=True)

    assert by_code(lines, "Child B")["name"].value == SISTER.name
    assert by_code(lines, "Child A")["age"].value == "5"
    assert by_code(lines)["nature"].value == CODES["nature-of-notification"]["serious_harm"]
    assert by_code(lines)["authority_aware"].value == "2026-09-02"


def test_codes_are_written_in_words() -> None:
    child = CHILD.model_copy(
        update={
            "ethnicity": "MWAS", "ethnicity_known": "recorded", "plan_category": "NEG",
            "plan_status": "current", "legal_status": "care_order", "disabilities": ("LD",),
        }
    )  # fmt: skip

    told = by_code(worksheet(with_children(child), None, CODES, with_identities=True))

    assert told["ethnicity"].value == "White and Asian"
    assert told["plan"].value == "Neglect (current)"
    assert told["legal_status"].value == "Care order"
    assert told["disabilities"].value == "Learning"
