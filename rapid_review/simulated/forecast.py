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
    new = meter.cases_done - meter.cases_there
    at_doors = "counted at the doors"
    yield Row("cases played to their end", f"{new:,}", at_doors)
    yield Row("cases that were there already", f"{meter.cases_there:,}", at_doors)
    yield Row("commands answered", f"{meter.answered:,}", at_doors)
    yield Row("commands refused", f"{meter.refused:,}", at_doors)
    yield Row(
        "commands a second",
        f"{meter.answered / max(0.001, meter.seconds):,.1f}",
        "over the whole time",
    )
    yield Row(
        "latency of a command, p50 and p99",
        f"{p50:,.0f} ms, {p99:,.0f} ms",
        "from asking to answer, retries included",
    )


def costs(spent: Costs, meter: Meter) -> Iterator[Row]:
    """What the load cost, for each command and event."""
    commands, events = meter.answered, spent.events or 0
    how = f"/proc, before and after; with {meter.asked_progress:,} questions about progress, and what idling costs"
    for part in (PLATFORM, POSTGRES, KAFKA):
        cpu = spent.cpu_s.get(part)
        yield Row(f"CPU of {part}, for each command", _ms(cpu, commands), how)
    everything = sum(spent.cpu_s.values()) if spent.cpu_s else None
    yield Row("CPU of all, for each command", _ms(everything, commands), "their sum")
    yield Row(
        "CPU of all, for each event", _ms(everything, events), "the same, by the heads of the logs"
    )
    yield Row(
        "events for each command",
        _each(events, commands, ""),
        "heads of the logs, before and after",
    )
    yield Row(
        "database, for each event",
        _each(spent.database_bytes, events, "bytes"),
        "pg_database_size; everything kept, indexes too",
    )
    yield Row(
        "of it the event stores",
        _each(spent.event_store_bytes, events, "bytes"),
        "pg_total_relation_size",
    )
    yield Row(
        "write-ahead log, for each event",
        _each(spent.wal_bytes, events, "bytes"),
        "pg_current_wal_lsn",
    )
    yield Row(
        "rows, for each event",
        _each(spent.rows, events, ""),
        "pg_stat_user_tables: inserted less deleted",
    )
    yield Row(
        "topics, for each event",
        _each(spent.topic_bytes, events, "bytes"),
        "segments of Kafka, one copy; there are none in one process",
    )
    yield Row(
        "messages",
        NOT_MEASURED if spent.messages is None else f"{spent.messages:,}",
        "MessageSent in the store of notifications",
    )
    for part, size in spent.memory_bytes.items():
        yield Row(
            f"memory of {part} at the end", f"{size / 1e6:,.0f} MB", "/proc, proportional share"
        )


def needs(spent: Costs, meter: Meter) -> Iterator[Row]:
    """What the whole of England would need; only whole cases are reckoned with."""
    cases = meter.cases_done - meter.cases_there
    if not (cases and meter.answered and spent.events):
        yield Row("what a region needs", NOT_MEASURED, "no case was played to its end")
        return
    a_year = cases_a_year(PARTNERSHIPS_IN_ENGLAND)
    factor = a_year / cases
    yield Row("cases a year", f"{a_year:,}", "published: see docs/how-to/simulate-a-region.md")
    yield Row(
        "commands a year", f"{meter.answered * factor:,.0f}", "measured for each case, times cases"
    )
    yield Row("events a year", f"{spent.events * factor:,.0f}", "likewise")
    if spent.cpu_s:
        cores = sum(spent.cpu_s.values()) * factor / OFFICE_SECONDS_A_YEAR * PEAK / BUSY_SHARE
        how = f"assumed: all in 250 days of 8 hours, {PEAK} times as much at the peak, machines half busy"
        yield Row("cores at the peak", f"{cores:,.4f}", how)
        yield Row(f"cores at the peak of {MORE} times as many cases", f"{MORE * cores:,.2f}", how)
    years = RETENTION_YEARS.number
    yield Row(
        f"databases after {years} years", _gb(spent.database_bytes, factor * years * DATABASE_COPIES),
        f"assumed: {DATABASE_COPIES} copies; nothing is erased before {RETENTION_YEARS.source}",
    )  # fmt: skip
    yield Row(
        f"topics after {years} years", _gb(spent.topic_bytes, factor * years * TOPIC_COPIES),
        f"assumed: {TOPIC_COPIES} copies, kept for ever",
    )  # fmt: skip
    sent = None if spent.messages is None else f"{spent.messages * factor:,.0f}"
    yield Row(
        "messages a year",
        sent or NOT_MEASURED,
        "measured for each case; a played past brings fewer reminders than days do",
    )


def _ms(cpu_s: float | None, count: int) -> str:
    return NOT_MEASURED if cpu_s is None or not count else f"{1000 * cpu_s / count:,.2f} ms"


def _each(total: int | None, count: int, unit: str) -> str:
    return NOT_MEASURED if total is None or not count else f"{total / count:,.1f} {unit}".strip()


def _gb(total: int | None, factor: float) -> str:
    return NOT_MEASURED if total is None else f"{total * factor / 1e9:,.1f} GB"
