"""Typed text and requests: each made from the other, whatever was typed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from portal.forms import answers
from portal.forms.agency_return import RETURN
from portal.forms.fields import Field, Kind
from portal.forms.referral import NOTIFICATION, REFERRAL

ROWS = Field("rows", "Rows", Kind.ROWS, rows=(Field("text", "Text"), Field("on", "Day", Kind.DATE)))
FIELDS = (
    Field("text", "Text"),
    Field("inner.long", "Long", Kind.LONG),
    Field("inner.lines", "Lines", Kind.LINES),
    Field("on", "Day", Kind.DATE),
    Field("at", "Moment", Kind.MOMENT),
    Field("number", "Number", Kind.NUMBER),
    Field("sure", "Sure", Kind.TICK),
    ROWS,
)
WORDS = some.text(
    some.characters(codec="utf-8", exclude_categories=("Cc", "Zs", "Zl", "Zp")), min_size=1
)
KNOWN = some.fixed_dictionaries(
    {},
    optional={
        "text": WORDS, "on": some.dates().map(str), "number": some.integers(1, 99),
        "sure": some.just(True), "inner": some.fixed_dictionaries(
            {"long": WORDS, "lines": some.lists(WORDS, min_size=1)}
        ),
        "rows": some.lists(
            some.fixed_dictionaries({"text": WORDS}, optional={"on": some.dates().map(str)}),
            min_size=1, max_size=4,
        ),
    },
)  # fmt: skip


@given(KNOWN)
def test_what_is_known_is_asked_again_unchanged(known: dict[str, Any]) -> None:
    if known.get("on", "").startswith("0") or any(
        row.get("on", "").startswith("0") for row in known.get("rows", ())
    ):
        return  # A year of fewer than four digits is no answer to a form.

    assert answers.request_of(FIELDS, answers.typed_of(FIELDS, known)) == known


@given(some.dictionaries(some.text(max_size=30), some.text(max_size=30), max_size=20))
@pytest.mark.parametrize("form", [RETURN, REFERRAL, NOTIFICATION], ids=lambda one: one.code)
def test_whatever_is_sent_of_a_form_is_read_without_a_fault(
    form: Any, sent: dict[str, str]
) -> None:
    typed = answers.tidied(form.fields, answers.only(form.fields, sent))

    answers.request_of(form.fields, typed)
    assert list(answers.unreadable(form.fields, typed)) is not None
    assert list(answers.missing(form.fields, typed))


def test_a_row_number_out_of_all_measure_makes_no_more_rows_than_a_form_may_have() -> None:
    typed = {"rows.999999999.text": "x", "rows.-1.text": "x", "rows.²..text": "x", "rows..": "x"}

    assert answers.count(typed, "rows") == answers.ROWS_MAX


def test_blank_rows_are_left_out_so_that_the_service_counts_as_the_page_does() -> None:
    typed = {"rows.0.text": " ", "rows.1.text": "one", "rows.2.on-day": "", "rows.3.text": "two"}

    tidy = answers.tidied(FIELDS, typed)

    assert tidy == {"rows.0.text": "one", "rows.1.text": "two"}
    assert answers.request_of(FIELDS, tidy) == {"rows": [{"text": "one"}, {"text": "two"}]}


@pytest.mark.parametrize(
    ("day", "month", "year", "read"),
    [
        ("7", "9", "2026", "2026-09-07"),
        ("07", "Sept", "2026", "2026-09-07"),
        (" 7 ", "september", "2026", "2026-09-07"),
        ("31", "6", "2026", None),
        ("7", "9", "26", None),
        ("", "9", "2026", None),
        ("²", "9", "2026", None),
    ],
)
def test_a_day_is_read_as_people_write_it(
    day: str, month: str, year: str, read: str | None
) -> None:
    typed = {"on-day": day, "on-month": month, "on-year": year}

    found = answers.read_date("on", typed)

    assert (str(found) if found else None) == read


@pytest.mark.parametrize(
    ("clock", "read"),
    [
        ("14:00", "2026-09-07T14:00:00+01:00"),
        ("9.30", "2026-09-07T09:30:00+01:00"),
        ("24:00", None),
        ("", None),
    ],
)
def test_a_moment_is_one_of_england(clock: str, read: str | None) -> None:
    typed = {"at-day": "7", "at-month": "9", "at-year": "2026", "at-time": clock}

    found = answers.read_moment("at", typed)

    assert (found.isoformat() if found else None) == read
    assert answers.request_of(FIELDS, typed) == ({"at": read} if read else {})


def test_an_unreadable_moment_and_number_are_told() -> None:
    typed = {"at-day": "7", "number": "three"}

    codes = [one.code for one in answers.unreadable(FIELDS, typed)]

    assert codes == [answers.MOMENT_UNREADABLE, answers.NUMBER_UNREADABLE]
