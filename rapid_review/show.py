"""What the reading commands show to a person: plain tables, made from the platform's answers."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence

from google.protobuf.timestamp_pb2 import Timestamp
from rich.console import Console
from rich.table import Table
from rich.text import Text

from chassis.doors.grpc_door import moment_of
from chassis.rules.rule_packs import RulePacks
from chassis.rules.working_days import LONDON
from contracts.grpc import history_pb2, learning_pb2, notifications_pb2, reporting_pb2

PIPED_WIDTH = 160
NOTHING = "-"
OUTCOMES = {
    "lcspr": "Local Child Safeguarding Practice Review",
    "no_lcspr": "No Local Child Safeguarding Practice Review",
}
RETURNS = {
    "involved": "to be asked for",
    "requested": "asked for",
    "returned": "came in",
    "queried": "more asked for",
}
"""How a return of each status is shown; the others are words as they are."""


def screen() -> Console:
    """Standard output; wide enough for whole rows when it is no terminal."""
    return Console(
        width=None if sys.stdout.isatty() else PIPED_WIDTH, highlight=False, markup=False
    )


def show_themes(found: learning_pb2.ThemesSeen, names: Mapping[str, str]) -> None:
    """The themes of a partnership, most often seen first, with what became of the actions that followed."""
    if not found.themes:
        screen().print("No recommendation has a theme yet.")
        return
    rows = (
        (
            names.get(one.theme, one.theme), str(one.earlier_cases), _date(one.since), str(one.open_actions),
            str(one.unchecked_actions), str(one.checked_actions), str(one.ended_otherwise),
        )
        for one in found.themes
    )  # fmt: skip
    _print_table(
        (
            "Theme",
            "Cases",
            "Since",
            "Actions open",
            "Impact unchecked",
            "Impact checked",
            "Ended otherwise",
        ),
        rows,
    )


def show_reads(found: Sequence[tuple[str, history_pb2.CaseRead]]) -> None:
    """Who read a case, the latest first."""
    if not found:
        screen().print("Nobody has read this case, as far as you may know.")
        return
    rows = (
        (
            _moment(one.first_at), one.person, _words(one.role), one.partnership, f"{service} {one.method}",
            str(one.times),
            ", ".join(word for word, is_so in (("words", one.with_words), ("glass", one.glass)) if is_so),
        )
        for service, one in found
    )  # fmt: skip
    _print_table(("When", "Who", "Role", "For", "What", "Times", ""), rows)


def show_cases(found: reporting_pb2.Cases) -> None:
    """The list of cases, the most urgent first."""
    if not found.cases:
        screen().print("There is no case to show.")
        return
    rows = (
        (case.reference, case.stage_label, _day(case), _date(case.due_on), _returns(case), _late(case), _next(case))
        for case in found.cases
    )  # fmt: skip
    _print_table(("Case", "Stage", "Day", "Due", "Returns", "Late", "Next"), rows)


def show_tasks(found: notifications_pb2.Tasks) -> None:
    """What a person has to do, the most urgent first."""
    if not found.tasks:
        screen().print("There is nothing to do.")
        return
    rows = (
        (
            _date(one.due_on), "late" if one.overdue else "", one.reference,
            f"{_words(one.kind).capitalize()} {one.detail}".strip(), _words(one.recipient),
        )
        for one in found.tasks
    )  # fmt: skip
    _print_table(("Due", "", "Case", "What", "For"), rows)


def show_case(found: reporting_pb2.CaseDetail) -> None:
    """One case: where it stands, its milestones, its agencies, and what has happened."""
    case, console = found.summary, screen()
    console.print(Text(f"{case.reference}  {case.partnership_name}", style="bold"))
    console.print(f"Stage: {case.stage_label}")
    if case.sent_on:
        late = _days_late(case.days_late) or "on time"
        console.print(f"Sent to the National Panel on {case.sent_on}, day {_day(case)}, {late}")
    elif case.due_on:
        console.print(f"Day {_day(case)}, due on {case.due_on}")
    if case.outcome:
        console.print(f"Outcome: {_outcome(case)}")
    if case.next_step:
        console.print(f"Next: {_next(case)}")
    if found.milestones:
        rows = [
            (one.label, str(one.working_day), one.due_on, one.done_on) for one in found.milestones
        ]
        _print_table(("Milestone", "Day", "Due", "Done"), rows)
    if found.agencies:
        _print_table(
            ("Agency", "Return", "Due", "Returned", "Chronology"),
            [
                (one.agency_name or one.agency, _return(one), one.due_on, one.returned_on, str(one.chronology_rows))
                for one in found.agencies
            ],
        )  # fmt: skip
    happened = [
        (_moment(one.occurred_at), one.sentence, _role(one.actor)) for one in found.timeline
    ]
    _print_table(("When", "What", "Who"), happened)


def show_history(events: Sequence[history_pb2.HistoricEvent], *, with_words: bool) -> None:
    """Every event of a case, with its words where they were asked for."""
    if not events:
        screen().print("Nothing of this case had been recorded by then.")
        return
    rows = (
        (
            _moment(one.occurred_at), _moment(one.recorded_at), one.topic, str(one.version), one.actor,
            one.hash.hex()[:12],
        )
        for one in events
    )  # fmt: skip
    _print_table(("Happened", "Recorded", "Event", "Version", "Who", "Hash"), rows)
    if with_words:
        for one in events:
            screen().print(Text(f"\n{one.topic} {one.event_id}", style="bold"))
            screen().print("The words were erased." if one.erased else one.body)


def _print_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    table = Table(*columns, box=None, header_style="bold", pad_edge=False)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    screen().print()
    screen().print(table)


def _day(case: reporting_pb2.CaseSummary) -> str:
    """Day 0 is a day of the clock; that a clock runs is said by its due date."""
    return f"{case.day} of {case.of_days}" if case.due_on else NOTHING


def _date(written: str) -> str:
    return written or NOTHING


def _returns(case: reporting_pb2.CaseSummary) -> str:
    return f"{case.returns_in} of {case.returns_asked}" if case.returns_asked else NOTHING


def _late(case: reporting_pb2.CaseSummary) -> str:
    return ", ".join(f"{one.what} of {one.who}" if one.who else str(one.what) for one in case.late)


def _next(case: reporting_pb2.CaseSummary) -> str:
    return f"{case.next_step} ({_role(case.next_actor)})" if case.next_actor else case.next_step


def _outcome(case: reporting_pb2.CaseSummary) -> str:
    packs = RulePacks.load()
    routes = packs.of(case.partnership).routes if case.partnership in packs.codes() else {}
    return (
        OUTCOMES.get(case.outcome) or routes.get(case.outcome) or _words(case.outcome).capitalize()
    )


def _return(agency: reporting_pb2.AgencyProgress) -> str:
    status = RETURNS.get(agency.status, _words(agency.status))
    words = [
        f"{status} (nil return)" if agency.nil_return else status,
        _days_late(agency.days_late),
    ]
    return ", ".join(filter(None, words))


def _days_late(days: int) -> str:
    return f"{days} working {'day' if days == 1 else 'days'} late" if days else ""


def _role(actor: str) -> str:
    return "the platform" if actor == "system" else _words(actor)


def _words(code: str) -> str:
    return code.replace("_", " ")


def _moment(stamp: Timestamp) -> str:
    return moment_of(stamp).astimezone(LONDON).strftime("%Y-%m-%d %H:%M")
