"""Running a simulation: a platform, ours or a running one; a load; its progress; and what it cost."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from collections.abc import Iterable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import date

from chassis.clock import utc_now
from chassis.rules.working_days import london_date
from rapid_review.data_folder import CannotUseFolder, make_data_folder
from rapid_review.doors import Doors, Unanswered
from rapid_review.reading import dumped
from rapid_review.scripted.script import moment_of
from rapid_review.scripted.stops import PlayStopped
from rapid_review.settings import PlatformSettings, read_tls
from rapid_review.signals import stopped_by_signals
from rapid_review.simulated import forecast
from rapid_review.simulated.costs import costs_until_now
from rapid_review.simulated.forecast import Row
from rapid_review.simulated.load import Load, Pace
from rapid_review.simulated.meter import Meter, quantile
from rapid_review.simulated.own_platform import own_platform
from rapid_review.simulated.places import areas, people
from rapid_review.simulated.story import Plan, how_many

TELL_TERMINAL_S, TELL_LOG_S = 1.0, 10.0


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be simulated, and how."""

    plan: Plan
    pace: Pace
    last: date | None = None
    """Nothing happens after this day; None means now."""
    start: str | None = None
    """The kind of platform to start, or None for the one that runs."""
    minutes: float | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a simulation saw; ``stopped`` says why it did not come to its end, if it did not."""

    meter: Meter
    tables: Mapping[str, list[Row]]
    stopped: str = ""

    @property
    def well(self) -> bool:
        """Whether nothing was refused and nothing stood in the way."""
        return not (self.stopped or self.meter.cases_failed)


def plan_of(seed: int, partnerships: int, years: int, last: date | None) -> Plan:
    """So many calendar years; the last is that of the last day, or this one."""
    year = (last or london_date(utc_now())).year
    return Plan(seed, partnerships, range(year - years + 1, year + 1))


async def simulate(wanted: Wanted, settings: PlatformSettings) -> Outcome:
    """Play until all is there, or until a signal. Raises ``Unanswered`` where there is nothing to play on."""
    places = areas(wanted.plan.partnerships)
    stop = asyncio.Event()
    async with AsyncExitStack() as stack:
        stack.enter_context(stopped_by_signals(stop))
        if wanted.start:
            try:
                make_data_folder(settings.data)
            except CannotUseFolder as problem:
                raise Unanswered(str(problem)) from None
            await stack.enter_async_context(own_platform(wanted.start, settings, places, stop))
        if stop.is_set():
            return Outcome(Meter(), {})
        doors = Doors(settings, people(places), read_tls(settings))
        await stack.enter_async_context(doors)
        return await _loaded(wanted, settings, doors, stop)


async def _loaded(
    wanted: Wanted, settings: PlatformSettings, doors: Doors, stop: asyncio.Event
) -> Outcome:
    meter = Meter()
    last = utc_now() if wanted.last is None else moment_of(wanted.last, "23:59")
    load = Load(doors, wanted.plan, wanted.pace, meter=meter, clock=lambda: last)
    await load.rest(stop)
    before = await costs_until_now(doors, settings)
    meter.begin()
    cases = how_many(wanted.plan, london_date(last))
    telling = asyncio.create_task(_tell(meter, cases))
    enough = asyncio.create_task(_enough(stop, wanted.minutes))
    stopped, rested = "", False
    try:
        await load.run(enough)
        meter.end()
        rested = await load.rest(stop)
    except (PlayStopped, Unanswered) as problem:
        if not meter.answered:
            raise
        stopped = str(problem)
    finally:
        telling.cancel()
        enough.cancel()
        await asyncio.wait([telling, enough])
        await load.close()
    tables = {"What was seen": list(forecast.seen(meter))}
    if not stopped:
        spent = (await costs_until_now(doors, settings)).since(before)
        tables["What it cost"] = list(forecast.costs(spent, meter, rested=rested))
        tables["What England would need"] = list(forecast.needs(spent, meter))
    return Outcome(meter, tables, stopped)


async def _enough(stop: asyncio.Event, minutes: float | None) -> None:
    """Until it is asked to stop, or its time is over."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(None if minutes is None else 60 * minutes):
            await stop.wait()


async def _tell(meter: Meter, cases: int) -> None:
    """Say where it stands, again and again: on one line of a terminal, or now and then in a log."""
    on_terminal = sys.stderr.isatty()
    while True:
        await asyncio.sleep(TELL_TERMINAL_S if on_terminal else TELL_LOG_S)
        line = progress_line(meter, cases)
        print(
            f"\r\033[K{line}" if on_terminal else line,
            end="" if on_terminal else "\n",
            file=sys.stderr,
            flush=True,
        )


def progress_line(meter: Meter, cases: int) -> str:
    """Rate, done, refused, latencies and time left, in one line."""
    rate, latencies = meter.recent()
    p50, p99 = (1000 * quantile(latencies, share) for share in (0.5, 0.99))
    left, each = cases - meter.cases_done - meter.cases_failed, meter.steps_a_case
    known = each is not None and meter.answered
    minutes = (
        f"{left * float(each or 0) * meter.seconds / meter.answered / 60:,.0f} min left"
        if known
        else "time left not known yet"
    )
    return (
        f"{meter.cases_done:,} of {cases:,} cases; {meter.answered:,} commands, {rate:,.0f}/s;"
        f" {meter.refused:,} refused; p50 {p50:,.0f} ms, p99 {p99:,.0f} ms; {minutes}"
    )


def as_text(outcome: Outcome) -> str:
    """The tables for people."""
    lines: list[str] = []
    for title, rows in outcome.tables.items():
        lines += ["", title, "", *_table(rows)]
    lines += ["", *outcome.meter.failures] if outcome.meter.failures else []
    return "\n".join(lines)


def _table(rows: Iterable[Row]) -> list[str]:
    rows = list(rows)
    what, value = (max(len(getattr(row, one)) for row in rows) for one in ("what", "value"))
    return [f"  {row.what:<{what}}  {row.value:>{value}}  {row.known}" for row in rows]


def as_json(outcome: Outcome) -> str:
    """The same as data."""
    tables = {
        title: [{"what": row.what, "value": row.value, "known": row.known} for row in rows]
        for title, rows in outcome.tables.items()
    }
    return dumped(
        {"tables": tables, "failures": outcome.meter.failures, "stopped": outcome.stopped}
    )
