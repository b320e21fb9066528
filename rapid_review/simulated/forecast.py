"""What a region of machines would need: measured costs, times the published number of cases.

What is assumed is said beside each figure; a forecast without a measured cost says that it was not measured.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rapid_review.simulated.costs import KAFKA, PLATFORM, POSTGRES, Costs
from rapid_review.simulated.meter import Meter, quantile
from rapid_review.simulated.published import PARTNERSHIPS_IN_ENGLAND, RETENTION_YEARS
from rapid_review.simulated.story import cases_a_year

OFFICE_SECONDS_A_YEAR = 250 * 8 * 3600
PEAK = 10
BUSY_SHARE = 0.5
TOPIC_COPIES = DATABASE_COPIES = 3
MORE = 100
NOT_MEASURED = "not measured"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the report: what, how much, and how it is known."""

    what: str
    value: str
    known: str


def seen(meter: Meter) -> Iterator[Row]:
    """What the load itself saw, at the doors."""
    p50, p99 = (1000 * quantile(meter.latencies_s, share) for share in (0.5, 0.99))
    rate = meter.answered / max(0.001, meter.seconds)
    at_doors = "counted at the doors"
    yield Row("cases played to their end", f"{meter.cases_done - meter.cases_there:,}", at_doors)
    yield Row("cases that were there already", f"{meter.cases_there:,}", at_doors)
    yield Row("commands answered", f"{meter.answered:,}", at_doors)
    yield Row("commands refused", f"{meter.refused:,}", at_doors)
    yield Row("commands a second", f"{rate:,.1f}", f"over {meter.seconds:,.0f} seconds")
    how = "from asking to answer, waiting at a full door included"
    yield Row("latency of a command, p50 and p99", f"{p50:,.0f} ms, {p99:,.0f} ms", how)


def costs(spent: Costs, meter: Meter, *, rested: bool) -> Iterator[Row]:
    """What the load cost, for each command and event."""
    commands, events = meter.answered, spent.events or 0
    if not rested:
        how = "it was not waited for: what it still has to do is not in these figures"
        yield Row("the platform", "has not come to rest", how)
    how = f"/proc; idling and {meter.asked_progress:,} questions about progress are in it"
    for part in (PLATFORM, POSTGRES, KAFKA):
        yield Row(f"CPU of {part}, a command", _ms(spent.cpu_s.get(part), commands), how)
    everything = sum(spent.cpu_s.values()) if spent.cpu_s else None
    yield Row("CPU of all, a command", _ms(everything, commands), "their sum")
    yield Row("CPU of all, an event", _ms(everything, events), "the same, by the heads of the logs")
    yield Row("events, a command", _each(events, commands, ""), "heads of the six logs")
    for what, total, unit, how in (
        ("databases, an event", spent.database_bytes, "bytes", "pg_database_size, indexes too"),
        ("of it event stores", spent.event_store_bytes, "bytes", "pg_total_relation_size"),
        ("write-ahead log, an event", spent.wal_bytes, "bytes", "pg_current_wal_lsn"),
        ("rows, an event", spent.rows, "", "pg_stat_user_tables: inserted less deleted"),
        ("topics, an event", spent.topic_bytes, "bytes", "Kafka's segments, one copy; in one process there are none"),
    ):  # fmt: skip
        yield Row(what, _each(total, events, unit), how)
    messages = NOT_MEASURED if spent.messages is None else f"{spent.messages:,}"
    yield Row("messages sent", messages, "MessageSent in the store of notifications")
    for part, size in spent.memory_bytes.items():
        yield Row(
            f"memory of {part}", f"{size / 1e6:,.0f} MB", "/proc at the end, proportional share"
        )


def needs(spent: Costs, meter: Meter) -> Iterator[Row]:
    """What the whole of England would need."""
    if meter.steps_a_case is None or not meter.answered or not spent.events:
        yield Row("what a region needs", NOT_MEASURED, "no case was played to its end")
        return
    cases, years = cases_a_year(PARTNERSHIPS_IN_ENGLAND), RETENTION_YEARS.number
    commands = float(cases * meter.steps_a_case)
    factor = commands / meter.answered
    yield Row(
        "cases a year", f"{cases:,}", "published counts; see docs/how-to/simulate-a-region.md"
    )
    yield Row(
        "commands a year",
        f"{commands:,.0f}",
        "cases a year, times the steps of the cases that were played",
    )
    yield Row(
        "events a year", f"{spent.events * factor:,.0f}", "commands a year, times events a command"
    )
    if spent.cpu_s:
        cores = sum(spent.cpu_s.values()) * factor / OFFICE_SECONDS_A_YEAR * PEAK / BUSY_SHARE
        how = f"assumed: 250 days of 8 hours, {PEAK} times as much at the peak, machines half busy"
        yield Row("cores at the peak", f"{cores:,.4f}", how)
        yield Row(f"the same for {MORE} times as many cases", f"{MORE * cores:,.2f}", how)
    for what, total, copies in (
        ("databases", spent.database_bytes, DATABASE_COPIES), ("topics", spent.topic_bytes, TOPIC_COPIES)
    ):  # fmt: skip
        how = f"assumed: {copies} copies, nothing erased before {years} years"
        yield Row(f"{what} after {years} years", _gb(total, factor * years * copies), how)
    sent = NOT_MEASURED if spent.messages is None else f"{spent.messages * factor:,.0f}"
    yield Row(
        "messages a year",
        sent,
        "a past that is played in minutes brings fewer reminders than days do",
    )


def _ms(cpu_s: float | None, count: int) -> str:
    return NOT_MEASURED if cpu_s is None or not count else f"{1000 * cpu_s / count:,.2f} ms"


def _each(total: int | None, count: int, unit: str) -> str:
    return NOT_MEASURED if total is None or not count else f"{total / count:,.1f} {unit}".strip()


def _gb(total: int | None, factor: float) -> str:
    return NOT_MEASURED if total is None else f"{total * factor / 1e9:,.1f} GB"
