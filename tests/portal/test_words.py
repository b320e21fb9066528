from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from chassis.access import refusals
from chassis.errors import NotAllowed
from portal import words


def by_the_guard() -> list[type[NotAllowed]]:
    """Every refusal that the guard of a service can give."""
    return [
        one
        for one in vars(refusals).values()
        if isinstance(one, type) and issubclass(one, NotAllowed) and one is not NotAllowed
    ]


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("health_visiting", "Health visiting"),
        ("mental-health", "Mental health"),
        ("Health visiting", "Health visiting"),
        ("NHS", "NHS"),
        ("", ""),
    ],
)
def test_a_code_is_shown_as_words(code: str, said: str) -> None:
    assert words.plain(code) == said


@pytest.mark.parametrize(
    ("what", "who", "days", "said"),
    [
        ("return", "Health visiting", 2, "Return from Health visiting: 2 working days late"),
        ("return", "police", 1, "Return from Police: 1 working day late"),
        ("report", "", 3, "Report to the National Panel: 3 working days late"),
        ("something_new", "", 1, "Something new: 1 working day late"),
    ],
)
def test_lateness_is_a_fact_with_a_number(what: str, who: str, days: int, said: str) -> None:
    assert words.late_words(what, who, days) == said


def test_dates_and_times_are_those_of_england() -> None:
    summer = datetime(2026, 9, 7, 23, 5, tzinfo=UTC)
    winter = datetime(2026, 1, 7, 12, 5, tzinfo=UTC)

    assert words.moment(summer) == "8 September 2026 at 12:05am"
    assert words.moment(winter) == "7 January 2026 at 12:05pm"
    assert words.short_day(date(2026, 9, 7)) == "Mon 7 Sep"
    assert words.day(None) == words.short_day(None) == ""


def test_every_status_has_an_answer_and_unknown_ones_a_plain_one() -> None:
    assert words.answer_for("", 418) == words.STATUSES[400]
    assert words.answer_for("", 502) == words.STATUSES[500]
    assert words.answer_for("portal.form_not_ours", 403) != words.STATUSES[403]


@pytest.mark.parametrize("refusal", by_the_guard(), ids=lambda refusal: refusal.code)
def test_every_refusal_of_the_guard_says_what_it_means_and_what_to_do(
    refusal: type[NotAllowed],
) -> None:
    answer = words.answer_for(refusal.code, 403)

    assert answer != words.STATUSES[403]
    assert answer.heading != words.STATUSES[403].heading
    assert len(answer.advice) > len(answer.heading)


def test_typewriter_apostrophes_become_those_that_people_read() -> None:
    assert words.curly("Plymouth children's social care") == "Plymouth children\u2019s social care"


def test_an_unknown_stage_role_or_status_is_shown_as_plainly_as_it_can_be() -> None:
    assert words.stage_of("new_stage").label == "New stage"
    assert words.role_words("new_role") == "New role"
    assert words.return_status("new_status") == ("New status", "grey")
