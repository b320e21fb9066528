"""What the reading commands show to a person: words, never a code."""

from __future__ import annotations

import pytest

from contracts.grpc import notifications_pb2
from contracts.grpc import reporting_pb2 as wire
from rapid_review.show import show_case, show_cases, show_tasks

LIVE = {
    "reference": "PLY-RR-2026-0007", "partnership": "PLY", "stage_label": "Gathering information",
    "day": 3, "of_days": 15, "due_on": "2026-09-30", "live": True,
    "next_step": "Scrutinise the report and the decision", "next_actor": "strategic_leader",
}  # fmt: skip


def shown(capsys: pytest.CaptureFixture[str], **changes: object) -> str:
    detail = wire.CaseDetail(summary=wire.CaseSummary(**(LIVE | changes)))  # type: ignore[arg-type]
    detail.timeline.add(sentence="The Rapid Review began.", actor="system")
    detail.timeline.add(sentence="A return came in.", actor="agency_author")
    detail.agencies.add(agency_name="Housing, Plymouth", status="queried", days_late=1)
    detail.agencies.add(agency_name="Hospital, Plymouth", status="accepted", nil_return=True)
    show_case(detail)
    return capsys.readouterr().out


def test_day_0_is_a_day_of_the_clock(capsys: pytest.CaptureFixture[str]) -> None:
    case = wire.CaseSummary(**(LIVE | {"day": 0}))  # type: ignore[arg-type]
    show_cases(wire.Cases(cases=[case]))

    assert "0 of 15" in capsys.readouterr().out
    assert "Day 0 of 15, due on 2026-09-30" in shown(capsys, day=0)


def test_a_clock_that_has_not_started_shows_no_day(capsys: pytest.CaptureFixture[str]) -> None:
    out = shown(capsys, day=0, due_on="")

    assert "Day 0" not in out
    assert "of 15" not in out


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        ("no_lcspr", "No Local Child Safeguarding Practice Review"),
        ("lcspr", "Local Child Safeguarding Practice Review"),
        ("learning_from_experience", "Learning from Experience Review"),
        ("invented_route", "Invented route"),
    ],
)
def test_an_outcome_is_shown_in_words(
    capsys: pytest.CaptureFixture[str], outcome: str, words: str
) -> None:
    assert f"Outcome: {words}\n" in shown(capsys, outcome=outcome)


def test_a_route_bears_the_name_of_its_partnership(capsys: pytest.CaptureFixture[str]) -> None:
    out = shown(capsys, partnership="DEV", outcome="learning_from_experience")

    assert "Outcome: Alternative learning review" in out


@pytest.mark.parametrize(
    ("days_late", "words"),
    [(0, "on time"), (1, "1 working day late"), (4, "4 working days late")],
)
def test_a_sending_says_its_day_and_whether_it_was_late(
    capsys: pytest.CaptureFixture[str], days_late: int, words: str
) -> None:
    out = shown(capsys, sent_on="2026-09-30", day=15, days_late=days_late)

    assert f"Sent to the National Panel on 2026-09-30, day 15 of 15, {words}" in out


def test_roles_and_returns_are_shown_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    out = shown(capsys)

    assert "(strategic leader)" in out
    assert "agency author" in out
    assert "the platform" in out
    assert "more asked for, 1 working day late" in out
    assert "accepted (nil return)" in out


def test_what_is_late_names_what_it_is_and_by_how_much(capsys: pytest.CaptureFixture[str]) -> None:
    case = wire.CaseSummary(**LIVE)  # type: ignore[arg-type]
    case.late.add(what="return", who="Housing, Plymouth", working_days=1)
    case.late.add(what="report", working_days=2)
    show_cases(wire.Cases(cases=[case]))

    out = " ".join(capsys.readouterr().out.split())
    assert "return of Housing" in out
    assert "report" in out


def test_a_task_is_shown_in_words_with_its_day(capsys: pytest.CaptureFixture[str]) -> None:
    tasks = notifications_pb2.Tasks()
    tasks.tasks.add(
        reference="PLY-RR-2026-0007", kind="action_due", detail="A1", recipient="devon-icb",
        due_on="2026-09-30", overdue=True,
    )  # fmt: skip
    show_tasks(tasks)

    (line,) = [line for line in capsys.readouterr().out.splitlines() if "PLY-RR" in line]
    assert line.split("  ")[0] == "2026-09-30"
    assert "late" in line
    assert "Action due A1" in line


def test_who_has_nothing_to_do_is_told_so(capsys: pytest.CaptureFixture[str]) -> None:
    show_tasks(notifications_pb2.Tasks())

    assert capsys.readouterr().out == "There is nothing to do.\n"
