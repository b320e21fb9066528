"""The packs that we ship say what each partnership publishes: its two clocks, and each step with its days.

The tables are those of the partnerships' own pages. What a pack marks as planned is ours and stands in none of them.
"""

from __future__ import annotations

from datetime import date

import pytest

from chassis.rules.clock_rules import NotificationClockRule
from chassis.rules.rule_packs import RulePack, RulePacks
from chassis.rules.working_days import DayZero, date_of_working_day
from tests.unit.chassis.test_working_days import VECTORS

PACKS = RulePacks.load()
PLYMOUTH, DEVON = "PLY@2026.1", "DEV@2026.1"
DEVON_FORMERLY = "DEV@2019.1"
CAMBRIDGESHIRE, NORTH_YORKSHIRE, KENT = "CAM@2026.1", "NYK@2026.1", "KEN@2026.1"
ALL = (PLYMOUTH, DEVON, DEVON_FORMERLY, CAMBRIDGESHIRE, NORTH_YORKSHIRE, KENT)

PUBLISHED = {
    # Plymouth: fifteen days from the decision to initiate; which day each step has is not said.
    PLYMOUTH: {"sent_to_panel": (15, 15)},
    DEVON: {
        "returns_asked": (1, 1),  # Copy to the business team, letters and templates to agency leads.
        "returns_due": (2, 10),  # Agency summaries written.
        "leaders_told": (2, 10),  # Executive told, huddle booked.
        "progress": (2, 10),  # Progress meeting, missing agencies found.
        "meeting": (2, 10),  # Panel reads summaries, writes summary and recommendation.
        "scrutiny": (14, 14),  # Huddle.
        "sent_to_panel": (15, 15),
    },
    DEVON_FORMERLY: {
        "notification": (0, 0),
        "returns_asked": (1, 1),
        "returns_due": (2, 10),
        "leaders_told": (2, 10),
        "progress": (2, 10),
        "meeting": (10, 12),
        "scrutiny": (12, 15),
        "learning_shared": (12, 15),
        "sent_to_panel": (16, 16),
    },
    CAMBRIDGESHIRE: {"sent_to_panel": (15, 15)},
    NORTH_YORKSHIRE: {"leaders_told": (0, 0), "sent_to_panel": (15, 15)},
    KENT: {"sent_to_panel": (15, 15)},
}  # fmt: skip


@pytest.mark.parametrize("key", ALL)
def test_the_steps_that_are_not_ours_are_those_that_are_published(key: str) -> None:
    pack = PACKS.pinned(key)

    published = {
        code: (step.first_day, step.working_day)
        for code, step in pack.milestones.items()
        if not step.planned
    }
    assert published == PUBLISHED[key]


@pytest.mark.parametrize(
    ("key", "starts", "day_zero"),
    [
        (PLYMOUTH, "decision", "clock_start_is_day_0"),
        (DEVON, "notification", "clock_start_is_day_1"),
        (DEVON_FORMERLY, "notification", "clock_start_is_day_0"),
        (CAMBRIDGESHIRE, "notification", "clock_start_is_day_0"),
        (NORTH_YORKSHIRE, "notification", "clock_start_is_day_0"),
        (KENT, "notification", "clock_start_is_day_0"),
    ],
)
def test_the_clock_starts_where_the_partnership_says(key: str, starts: str, day_zero: str) -> None:
    clock = PACKS.pinned(key).clock

    assert (clock.working_days, clock.starts, clock.day_zero) == (15, starts, day_zero)


@pytest.mark.parametrize("key", ALL)
@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector[0])
def test_the_vectors_hold_by_the_convention_of_each_partnership(
    key: str, vector: tuple[str, str, str, str, str]
) -> None:
    pack = PACKS.pinned(key)
    start, day_5, day_10, day_15, day_15_counting_the_start = map(date.fromisoformat, vector)

    if pack.clock.day_zero is DayZero.START_IS_DAY_1:
        assert last_day(pack, start) == day_15_counting_the_start
    else:
        assert last_day(pack, start) == day_15
        assert date_of_working_day(5, start, pack.clock.day_zero) == day_5
        assert date_of_working_day(10, start, pack.clock.day_zero) == day_10


def last_day(pack: RulePack, start: date) -> date:
    return date_of_working_day(pack.clock.working_days, start, pack.clock.day_zero)


@pytest.mark.parametrize(
    ("key", "days"),
    [
        (DEVON, {
            "returns_asked": "2026-03-24", "returns_due": "2026-04-08", "meeting": "2026-04-08",
            "scrutiny": "2026-04-14", "sent_to_panel": "2026-04-15",
        }),
        (DEVON_FORMERLY, {
            "notification": "2026-03-24", "returns_asked": "2026-03-25", "returns_due": "2026-04-09",
            "meeting": "2026-04-13", "scrutiny": "2026-04-16", "learning_shared": "2026-04-16",
            "sent_to_panel": "2026-04-17",
        }),
        (PLYMOUTH, {
            "returns_due": "2026-04-07", "meeting": "2026-04-09", "decision": "2026-04-13",
            "sent_to_panel": "2026-04-16",
        }),
        (NORTH_YORKSHIRE, {"leaders_told": "2026-03-24", "sent_to_panel": "2026-04-16"}),
    ],
)  # fmt: skip
def test_over_easter_each_step_has_its_date(key: str, days: dict[str, str]) -> None:
    pack, start = PACKS.pinned(key), date(2026, 3, 24)

    assert {code: str(pack.due_on(code, start)) for code in days} == days


@pytest.mark.parametrize(
    ("key", "starts", "steps"),
    [
        (PLYMOUTH, "authority_aware", set()),
        (DEVON, "incident", {"threshold_talk"}),
        (DEVON_FORMERLY, "authority_notified", set()),
        (CAMBRIDGESHIRE, "authority_aware", set()),
        (NORTH_YORKSHIRE, "authority_aware", {"threshold_talk"}),
        (KENT, "authority_aware", set()),
    ],
)
def test_the_five_days_run_from_the_fact_that_the_partnership_names(
    key: str, starts: str, steps: set[str]
) -> None:
    clock = PACKS.pinned(key).notification_clock

    assert (clock.limit, clock.counts, clock.starts) == (5, "working_days", starts)
    assert clock.steps.keys() == steps


@pytest.mark.parametrize(("began", "due"), [(vector[0], vector[1]) for vector in VECTORS])
def test_five_working_days_to_notify_end_on_the_fifth_day_of_the_vectors(
    began: str, due: str
) -> None:
    start, last = date.fromisoformat(began), date.fromisoformat(due)
    clock = NotificationClockRule()

    assert clock.due_on(start) == last
    assert (clock.days_taken(start, last), clock.days_late(start, last)) == (5, 0)
    assert clock.days_late(start, clock.due_on(last)) == 5


def test_an_area_may_count_every_day_from_the_incident() -> None:
    """As Slough does."""
    clock = NotificationClockRule(counts="days", starts="incident")
    christmas_eve = date(2026, 12, 24)

    assert clock.due_on(christmas_eve) == date(2026, 12, 29)
    assert clock.days_taken(christmas_eve, date(2026, 12, 30)) == 6
    assert clock.days_late(christmas_eve, date(2026, 12, 30)) == 1
    assert clock.days_late(christmas_eve, date(2026, 12, 23)) == 0


def test_kent_looks_for_the_panels_reply_after_ten_days() -> None:
    reply = PACKS.pinned(KENT).panel_reply

    assert reply is not None
    assert reply.expected_on(date(2026, 12, 18)) == date(2026, 12, 28)
    in_working_days = reply.model_copy(update={"counts": "working_days"})
    assert in_working_days.expected_on(date(2026, 12, 18)) == date(2027, 1, 6)
    assert PACKS.pinned(PLYMOUTH).panel_reply is None


def test_north_yorkshire_has_longer_for_a_referral_that_is_not_notifiable() -> None:
    pack, start = PACKS.pinned(NORTH_YORKSHIRE), date(2026, 1, 5)

    assert pack.working_days(notified=True) == 15
    assert pack.working_days(notified=False) == 20
    assert pack.due_on("sent_to_panel", start) == date(2026, 1, 26)
    assert pack.due_on("sent_to_panel", start, notified=False) == date(2026, 2, 2)
    assert PACKS.pinned(PLYMOUTH).working_days(notified=False) == 15


def test_only_devons_former_page_plans_a_step_beyond_the_clock() -> None:
    beyond = {
        (key, code)
        for key in ALL
        for code, step in PACKS.pinned(key).milestones.items()
        if step.beyond_clock
    }

    assert beyond == {(DEVON_FORMERLY, "sent_to_panel")}


@pytest.mark.parametrize(
    ("on", "key"),
    [
        (date(2023, 12, 14), "DEV@2019.1+national@2018.1"),
        (date(2023, 12, 15), "DEV@2019.1+national@2023.1"),
        (date(2025, 12, 31), "DEV@2019.1+national@2023.1"),
        (date(2026, 1, 1), "DEV@2026.1+south-west@2026.1+national@2023.1"),
    ],
)
def test_devon_changes_its_rules_on_the_first_of_january(on: date, key: str) -> None:
    assert PACKS.of("DEV", on).key == key


def test_the_national_rules_have_all_that_a_pack_can_say() -> None:
    pack = PACKS.of("CAM")

    assert pack.notification_tracks.keys() == {"A", "B", "C", "D"}
    assert [track.rapid_review for track in pack.notification_tracks.values()] == [
        "yes", "only_with_track_A", "no", "no",
    ]  # fmt: skip
    assert len(pack.reminders) == 8
    assert len([code for code in pack.criteria if code.startswith("serious_case.")]) == 2
    assert len([code for code in pack.criteria if code.startswith("lcspr.")]) == 4
    assert len([code for code in pack.criteria if code.startswith("circumstance.")]) == 4
    assert len([code for code in pack.criteria if code.startswith("national.")]) == 3
    assert len(pack.harm_types) == 24
    assert len(pack.gates) == 12
    assert all(rule.years and rule.source for rule in pack.retention.values())


def test_guidance_of_its_time_is_the_source_of_a_criterion() -> None:
    former, today = PACKS.pinned("DEV@2019.1+national@2018.1"), PACKS.pinned(DEVON)

    assert former.criteria == today.criteria
    assert former.criteria_sources["circumstance.one_agency"].version == "2018"
    assert today.criteria_sources["circumstance.one_agency"].version == "2023"
    assert "2023" not in " ".join(gate.source for gate in former.gates.values())
