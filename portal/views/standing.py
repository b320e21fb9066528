"""Where a case stands, in the words and shapes that pages show."""

from __future__ import annotations

from dataclasses import dataclass

from portal import words
from portal.clients.case_facts import CaseSummary


@dataclass(frozen=True, slots=True)
class DayBar:
    """The working days as a row of boxes: which are over, which is today, which lie beyond the due date."""

    boxes: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A case with its words."""

    case: CaseSummary
    stage: words.Stage
    stage_label: str
    bar: DayBar
    due: str
    late: tuple[str, ...]
    next_actor: str
    outcome: str


def standing_of(case: CaseSummary, stage: words.Stage) -> Standing:
    """``case`` in words."""
    return Standing(
        case=case,
        stage=stage,
        stage_label=case.stage_label or stage.label,
        bar=day_bar(case),
        due=due_words(case),
        late=late_lines(case),
        next_actor=words.role_words(case.next_actor) if case.next_actor else "",
        outcome=words.outcome_words(case.outcome) if case.outcome else "",
    )


def day_bar(case: CaseSummary) -> DayBar:
    """``Day 9 of 15`` and its boxes."""
    if not case.clock_started:
        return DayBar((), "The clock has not started" if case.live else "No clock was started")
    if case.sent_on:
        boxes = _boxes(case.of_days, over=case.day, today=False)
        late = f", {words.working_days(case.days_late)} late" if case.days_late else ""
        return DayBar(boxes, f"Sent on day {case.day} of {case.of_days}{late}")
    if not case.live:
        return DayBar((), "")
    if case.day > case.of_days:
        return DayBar(("beyond",) * case.of_days, f"Day {case.day}, planned for {case.of_days}")
    boxes = _boxes(case.of_days, over=max(0, case.day - 1), today=case.day > 0)
    return DayBar(boxes, f"Day {case.day} of {case.of_days}")


def late_lines(case: CaseSummary) -> tuple[str, ...]:
    """What is late, one fact a line. Nothing is late any more in a case that is closed."""
    if not case.something_late:
        return ()
    lines = tuple(words.late_words(x.what, x.who, x.working_days) for x in case.late)
    return lines or (words.late_words("report", "", case.days_late),)


def due_words(case: CaseSummary) -> str:
    """When the case is due, seen from today."""
    left = case.days_left
    if case.sent_on:
        return words.day(case.sent_on)
    if left is None or case.due_on is None:
        return ""
    due = words.short_day(case.due_on)
    if left < 0:
        return f"Was due {due}, {words.working_days(case.days_late or -left)} ago"
    if left == 0:
        return f"Due today, {due}"
    return f"Due {due}, {words.working_days(left)} left"


def _boxes(days: int, *, over: int, today: bool) -> tuple[str, ...]:
    past = min(over, days)
    now = 1 if today and past < days else 0
    return ("over",) * past + ("today",) * now + ("ahead",) * (days - past - now)
