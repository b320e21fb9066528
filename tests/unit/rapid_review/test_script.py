"""A scripted case: ids that never change, and days that are counted."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from rapid_review.scripted.script import COMMANDS, Case, day_of
from tests.unit.rapid_review.scripts import case_of


def test_the_ids_of_a_key_are_the_same_for_ever() -> None:
    case = case_of(key="otter-lane")

    assert case.case_id == UUID("18ca81af-265f-59ad-b269-d61d7eaf81bd")
    assert case.command_id(0) == UUID("697328b1-7ece-5c3c-9108-e518b576e737")


def test_a_named_step_keeps_its_command_id_when_others_come_before_it() -> None:
    case = case_of()
    moved = Case.model_validate(
        case.model_dump(by_alias=True)
        | {"steps": [case.steps[0].model_dump(by_alias=True)] * 2 + [_named(case, "last")]}
    )
    alone = Case.model_validate(case.model_dump(by_alias=True) | {"steps": [_named(case, "last")]})

    assert moved.command_id(2) == alone.command_id(0)
    assert moved.command_id(0) != moved.command_id(1)


@pytest.mark.parametrize(
    ("begins", "today", "expected"),
    [
        ("2026-03-02", date(2026, 11, 23), date(2026, 3, 2)),
        ("0 working days ago", date(2026, 11, 23), date(2026, 11, 23)),
        ("1 working day ago", date(2026, 11, 23), date(2026, 11, 20)),
        ("5 working days ago", date(2026, 11, 23), date(2026, 11, 16)),
        ("1 working day ago", date(2026, 11, 22), date(2026, 11, 20)),
        ("2 working days ago", date(2026, 4, 7), date(2026, 4, 1)),
    ],
)
def test_the_beginning_is_a_date_or_counted_back_in_working_days(
    begins: str, today: date, expected: date
) -> None:
    assert case_of(begins=begins).begins_on(today) == expected


@pytest.mark.parametrize(
    ("offset", "expected"),
    [
        (0, date(2026, 4, 2)),
        (1, date(2026, 4, 7)),
        (-1, date(2026, 4, 1)),
        (-4, date(2026, 3, 27)),
    ],
)
def test_days_are_counted_over_weekends_and_bank_holidays(offset: int, expected: date) -> None:
    assert day_of(date(2026, 4, 2), offset) == expected


def test_a_time_is_one_of_london() -> None:
    step = case_of().steps[0].model_copy(update={"at": "09:30"})

    assert step.moment(date(2026, 7, 1)) == datetime(2026, 7, 1, 8, 30, tzinfo=UTC)
    assert step.moment(date(2026, 1, 7)) == datetime(2026, 1, 7, 9, 30, tzinfo=UTC)


def test_every_command_has_a_method_of_the_contract() -> None:
    from rapid_review.scripted.request_fields import request_type

    assert all(request_type(do).name.endswith("Request") for do in COMMANDS)


def _named(case: Case, name: str) -> dict[str, object]:
    return case.steps[0].model_dump(by_alias=True) | {"name": name}
