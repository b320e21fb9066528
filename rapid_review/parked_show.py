"""What ``rapid-review parked`` shows to a person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.table import Table
from rich.text import Text

from chassis.doors.grpc_door import moment_of
from chassis.rules.working_days import LONDON
from contracts.grpc import operations_pb2 as wire
from rapid_review.parked_asking import IN_WORDS, Listed, written
from rapid_review.show import screen


def show_list(found: Listed) -> None:
    """The parked cases and the messages that cannot be read."""
    if not found.cases and not found.unreadable:
        screen().print("Nothing is parked.")
        return
    if found.cases:
        _table(
            ("Case", "Listener", "Parked", "Since", "Held up by", "Why", "Attempts"),
            [_case_row(case) for _, case in found.cases],
        )
    if found.unreadable:
        _table(
            ("Message", "Bytes", "Since", "What is wrong with it"),
            [
                (written(one.listener, one.place), str(one.size), _since(one.arrived_at), one.problem)
                for _, one in found.unreadable
            ],
        )  # fmt: skip


def show_each(found: Sequence[Any]) -> None:
    """Each parked event, or the message, with all that is known of it."""
    for one in found:
        screen().print()
        rows = _message_rows(one) if isinstance(one, wire.UnreadableMessage) else _event_rows(one)
        table = Table(box=None, show_header=False, pad_edge=False)
        for name, text in rows:
            table.add_row(Text(name, style="bold"), Text(text))
        screen().print(table)


def _case_row(case: wire.ParkedCase) -> tuple[str, ...]:
    held = case.holding_up
    why = IN_WORDS.get(held.reason, held.reason) or "nothing: redrive it"
    return (
        case.reference or case.case_id, case.listener, str(case.events), _since(case.oldest_at),
        _short(held.type), why, str(held.attempts),
    )  # fmt: skip


def _event_rows(event: wire.ParkedEvent) -> list[tuple[str, str]]:
    return [
        ("Event", event.event_id),
        ("Type", event.type),
        ("Why", IN_WORDS.get(event.reason, event.reason)),
        ("Attempts", str(event.attempts)),
        ("Parked", _since(event.parked_at)),
        ("Happened", _since(event.occurred_at)),
        ("Source", f"{event.source}, position {event.position} after {event.previous}"),
        ("Stream", f"{event.stream}, version {event.version}"),
        ("Who", f"{event.actor}, {event.partnership}"),
        ("Cause", f"{event.causation_id}, of {event.correlation_id}"),
        ("Data", event.data),
    ]


def _message_rows(message: wire.UnreadableMessage) -> list[tuple[str, str]]:
    rows = [
        ("Message", written(message.listener, message.place)),
        ("Wrong", message.problem),
        ("Arrived", _since(message.arrived_at)),
        ("Bytes", str(message.size)),
        ("Headers", ", ".join(message.headers)),
        ("Key", message.key),
    ]
    return [*rows, ("Value", message.value)] if message.value else rows


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = Table(*columns, box=None, header_style="bold", pad_edge=False)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    screen().print()
    screen().print(table)


def _since(stamp: Any) -> str:
    return moment_of(stamp).astimezone(LONDON).strftime("%Y-%m-%d %H:%M")


def _short(written_type: str) -> str:
    """A type of ours without what all of them begin with."""
    return written_type.removeprefix("rapid-review.")
