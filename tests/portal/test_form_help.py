"""Help where the work is: what each long answer is for, examples of good ones, and support where it is hard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest

from portal.forms.fields import Field, FormOf, Kind, Section
from portal.forms.gates import at_gate
from portal.views.filling_in.journeys import JOURNEYS
from tests.portal.forms_door import AGENCY, CASE
from tests.portal.running_portal import RunningPortal
from tests.portal.test_correcting import PACK
from tests.support.page_client import words_of

FORMS = [pytest.param(at_gate(one.form, PACK), id=one.form.code) for one in JOURNEYS.values()]
BIG = ("agency_return", "report", "meeting", "briefing")
HARD: dict[str, set[str]] = {
    "referral": {"children", "incident", "safety", "family"},
    "notification": {"children", "incident", "safety", "family"},
    "family_involvement": {"family"},
    "agency_return": {"practitioners", "involvement", "child", "risks", "chronology"},
    "meeting": {"discussion"}, "report": {"happened", "child"},
}  # fmt: skip


def every(fields: Iterable[Field]) -> Iterator[Field]:
    for one in fields:
        yield one
        yield from every(one.rows)


def unexplained(fields: Iterable[Field]) -> list[str]:
    return [one.path for one in every(fields) if one.kind is Kind.LONG and not one.hint]


def has_example(section: Section) -> bool:
    return any(one.example for one in every(section.fields))


@pytest.mark.parametrize("form", FORMS)
def test_each_long_answer_says_what_it_is_for(form: FormOf) -> None:
    assert unexplained(form.fields) == []


def test_a_long_answer_without_a_word_is_caught_in_a_row_too() -> None:
    rows = (Field("why", "Why", Kind.LONG), Field("who", "Who"))

    assert unexplained([Field("some", "Some", Kind.ROWS, rows=rows)]) == ["why"]


@pytest.mark.parametrize("code", BIG)
def test_each_section_with_long_answers_has_an_example_of_a_good_one(code: str) -> None:
    sections = at_gate(JOURNEYS[code].form, PACK).sections
    long = [one for one in sections if any(field.kind is Kind.LONG for field in every(one.fields))]

    assert [one.code for one in long if not has_example(one)] == []


def test_every_section_of_a_return_has_an_example() -> None:
    assert [
        one.code for one in JOURNEYS["agency_return"].form.sections if not has_example(one)
    ] == []


@pytest.mark.parametrize(("code", "sections"), HARD.items())
def test_support_stands_where_it_is_hard(code: str, sections: set[str]) -> None:
    assert sections <= {one.code for one in JOURNEYS[code].form.sections if one.support}


async def test_support_names_a_manager_the_employer_and_somebody_outside(
    portal: RunningPortal,
) -> None:
    await portal.become("ply-hospital-author")
    portal.taken.submission.status = "returned"

    for address in (
        f"/forms/agency_return/PLY/{CASE}.{AGENCY}/part/child", f"/returns/PLY/{CASE}.{AGENCY}",
    ):  # fmt: skip
        page = await portal.client.get(address)
        (said,) = words_of(page, ".rr-support")
        assert all(
            one in said for one in ("manager", "occupational health", "Samaritans", "116 123")
        )
