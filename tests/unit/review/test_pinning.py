"""What a review keeps of the rule pack with which it begins."""

from __future__ import annotations

from datetime import date

import pytest

from chassis.rules.rule_packs import RulePacks
from services.review.application.pinning import pinned
from services.review.domain.values import Initiation

PACKS = RulePacks.load()
DECIDED, NOTIFIED = date(2026, 1, 7), date(2026, 1, 5)


def begun(notified_on: date | None) -> Initiation:
    return Initiation(
        decided_on=DECIDED, notified_on=notified_on, agencies=(), other_partnerships=()
    )


@pytest.mark.parametrize(
    ("partnership", "notified_on", "began", "days", "due"),
    [
        ("PLY", NOTIFIED, DECIDED, 15, date(2026, 1, 28)),
        ("PLY", None, DECIDED, 15, date(2026, 1, 28)),
        ("DEV", NOTIFIED, NOTIFIED, 15, date(2026, 1, 23)),
        ("CAM", NOTIFIED, NOTIFIED, 15, date(2026, 1, 26)),
        ("KEN", NOTIFIED, NOTIFIED, 15, date(2026, 1, 26)),
        ("NYK", NOTIFIED, NOTIFIED, 15, date(2026, 1, 26)),
        ("NYK", None, DECIDED, 20, date(2026, 2, 4)),
    ],
)
def test_the_clock_runs_as_the_partnership_counts(
    partnership: str, notified_on: date | None, began: date, days: int, due: date
) -> None:
    rules = pinned(PACKS.of(partnership, DECIDED), begun(notified_on))

    assert (rules.clock_started_on, rules.working_days, rules.due_on) == (began, days, due)
    assert rules.milestones[-1].due_on == due
    assert rules.rule_pack == PACKS.of(partnership, DECIDED).key


def test_steps_whose_doing_is_recorded_are_kept_in_the_order_of_the_process() -> None:
    rules = pinned(PACKS.of("DEV", DECIDED), begun(NOTIFIED))

    assert [(one.code, one.working_day) for one in rules.milestones] == [
        ("returns_due", 10), ("meeting", 10), ("decision", 13), ("scrutiny", 14), ("sent_to_panel", 15),
    ]  # fmt: skip


def test_a_step_planned_for_the_day_after_the_clock_does_not_make_it_longer() -> None:
    rules = pinned(PACKS.pinned("DEV@2019.1"), begun(NOTIFIED))

    assert (rules.due_on, rules.milestones[-1].due_on) == (date(2026, 1, 26), date(2026, 1, 27))
