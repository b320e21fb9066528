"""Simulated cases: the same for a seed, as often as is published, and scripts that could stand in a file."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime
from fractions import Fraction
from itertools import islice
from pathlib import Path

import pytest

from chassis.rules.rule_packs import RulePacks
from rapid_review.scripted.script import Case
from rapid_review.scripted.script_file import read_scripts
from rapid_review.simulated import published
from rapid_review.simulated.cases import cases
from rapid_review.simulated.places import areas, make_packs, people
from rapid_review.simulated.published import Mix
from rapid_review.simulated.story import LIMIT_DAY, Plan, begun, cases_a_year, story_of

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
SMALL = Plan(seed=7, partnerships=6, years=range(2025, 2026))
ENGLAND = Plan(seed=1, partnerships=150, years=range(2017, 2027))


@pytest.fixture(scope="module")
def small() -> list[Case]:
    """The cases of a small plan, whole."""
    return list(cases(SMALL, NOW))


def test_a_seed_has_the_same_cases_and_another_seed_has_others(small: list[Case]) -> None:
    others = islice(cases(Plan(8, 6, range(2025, 2026)), NOW), len(small))

    assert list(cases(SMALL, NOW)) == small
    assert not {one.case_id for one in small} & {one.case_id for one in others}


def test_a_year_has_the_same_cases_in_every_span_of_years() -> None:
    longer = Plan(SMALL.seed, SMALL.partnerships, range(2024, 2027))

    assert [one for one in begun(longer) if one.begins.year == 2025] == list(begun(SMALL))


def test_cases_come_in_the_order_of_their_beginnings() -> None:
    days = [one.begins for one in begun(ENGLAND)]

    assert days == sorted(days)
    assert len(days) == 10 * cases_a_year(150)


def test_every_script_passes_the_checker_of_scripts(small: list[Case], tmp_path: Path) -> None:
    make_packs(tmp_path / "packs", areas(6))
    files = [tmp_path / f"{case.key}.yaml" for case in small]
    for file, case in zip(files, small, strict=True):
        file.write_text(json.dumps(case.model_dump(by_alias=True, exclude_none=True)))

    read = read_scripts(files, people(areas(6)), RulePacks.load(tmp_path / "packs"))

    assert [script.case for script in read] == small


def test_no_step_is_still_to_come() -> None:
    now = datetime(2025, 6, 30, 12, tzinfo=UTC)
    whole = {case.key: case for case in cases(SMALL, NOW)}

    some = list(cases(SMALL, now))

    assert 0 < len(some) < len(whole)
    for case in some:
        begins = case.begins_on(now.date())
        assert all(step.moment(begins) <= now for step in case.steps)
        assert whole[case.key].steps[: len(case.steps)] == case.steps
    assert any(len(whole[case.key].steps) > len(case.steps) for case in some)


def test_as_many_cases_begin_as_are_published() -> None:
    notified = sum(
        story_of(one).way in {"reviewed", "not_reviewed"} for one in begun(ENGLAND)
    )  # fmt: skip

    assert is_near(Fraction(notified, 10 * published.NOTIFIED_A_YEAR.number), Fraction(1))


def test_what_is_drawn_lies_near_the_published_shares() -> None:
    stories = [story_of(one) for one in begun(ENGLAND)]
    notified = [one for one in stories if one.way in {"reviewed", "not_reviewed"}]
    reviewed = [one for one in stories if one.way == "reviewed"]
    children = [age for one in stories for age in one.ages]
    for mix, drawn in (
        (published.CATEGORY, [one.category for one in notified]),
        (published.REVIEWED, [one.way for one in notified]),
        (published.LOCAL_REVIEW, ["lcspr" if one.local_review else "no_lcspr" for one in reviewed]),
        (published.LATE, ["late" if one.late else "in_time" for one in reviewed]),
        (published.REPLY, [one.reply for one in reviewed]),
        (published.UNDER_ONE, ["under_one" if age < 365 else "older" for age in children]),
        (published.AGENCIES, [str(len(one.parts)) for one in stories]),
    ):
        assert differences(mix, drawn) == [], mix.source


def test_a_share_that_is_not_the_published_one_is_caught() -> None:
    drawn = ["death"] * 60 + ["serious_harm"] * 35 + ["other"] * 5

    assert differences(published.CATEGORY, drawn) == ["death", "serious_harm"]


def is_near(one: Fraction, other: Fraction) -> bool:
    return abs(one - other) <= Fraction(2, 100)


def differences(mix: Mix, drawn: list[str]) -> list[str]:
    """The parts of a mix that were drawn more often or less often than published."""
    counts = Counter(drawn)
    assert set(counts) <= set(mix.parts)
    return [
        part
        for part, count in mix.parts.items()
        if not is_near(Fraction(counts[part], len(drawn)), Fraction(count, mix.total))
    ]


def test_a_case_is_late_if_it_is_sent_after_day_fifteen() -> None:
    reviewed = [one for one in map(story_of, begun(ENGLAND)) if one.way == "reviewed"]

    assert all(one.late == (one.sent - one.notified > LIMIT_DAY) for one in reviewed)
    late = [one.sent - one.notified - LIMIT_DAY for one in reviewed if one.late]
    assert abs(Fraction(sum(late), len(late)) - published.DAYS_LATE_MEAN.number) <= Fraction(1, 2)


def test_every_figure_says_where_it_is_from() -> None:
    figures = [
        value for value in vars(published).values() if isinstance(value, Mix | published.Count)
    ]

    assert len(figures) > 15
    assert all(one.source for one in figures)
