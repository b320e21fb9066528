"""``rapid-review simulate``: years of invented cases in invented partnerships, through the doors of a platform.

Exit status: 0 all is there, or it was asked to stop; 1 something was refused; 2 wrong usage, or no platform.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from rapid_review.asking import run
from rapid_review.options import REFUSED, WRONG, AsJson, Folder, Port, settings_from, stop

PARTNERSHIPS_MAX, YEARS_MAX, SEED_MAX, AT_ONCE_MAX = 600, 50, 10**9, 256
KINDS = ("up", "region")
ONE_PERSON = (
    "TOKEN_FILE is the token of one person; a simulation acts for many, with the key in DATA."
)

Partnerships = Annotated[int, typer.Option("--partnerships", help="How many partnerships.")]
Years = Annotated[
    int, typer.Option("--years", help="Calendar years of history; the last is this one.")
]
Until = Annotated[
    str | None,
    typer.Option(
        "--until", metavar="DATE", help="The last day. [default: now]", show_default=False
    ),
]
Seed = Annotated[int, typer.Option("--seed", help="The same seed has the same cases.")]
Rate = Annotated[
    float | None,
    typer.Option(
        "--rate", help="Commands a second. [default: as they are answered]", show_default=False
    ),
]
AtOnce = Annotated[int, typer.Option("--at-once", help="Cases that are under way at once.")]
Minutes = Annotated[
    float | None,
    typer.Option("--minutes", help="Stop after so many. [default: at the end]", show_default=False),
]
Start = Annotated[
    str | None,
    typer.Option(
        "--start", metavar="up|region", help="Start a platform in DATA, and stop it at the end."
    ),
]
MakePacks = Annotated[
    Path | None,
    typer.Option(
        "--make-packs", metavar="FOLDER", help="Only write the rule packs, for RAPID_REVIEW_PACKS."
    ),
]


def simulate(  # noqa: PLR0917 - each is an option by name
    partnerships: Partnerships = 10,
    years: Years = 1,
    seed: Seed = 1,
    rate: Rate = None,
    at_once: AtOnce = 32,
    minutes: Minutes = None,
    start: Start = None,
    make_packs: MakePacks = None,
    *,
    until: Until = None,
    as_json: AsJson = False,
    port: Port = None,
    data: Folder = None,
) -> None:
    """Play years of invented cases as a load; goes on where it was stopped. Then say what they cost."""
    _must_be_sensible(partnerships, years, seed, at_once=at_once)
    _must_be_above_0(rate=rate, minutes=minutes)
    if start is not None and start not in KINDS:
        stop(WRONG, f"--start {start}: choose {' or '.join(KINDS)}.")
    if make_packs is not None:
        return _write_packs(make_packs, partnerships)
    last = _last_day(until)
    settings = settings_from(port, data)
    if settings.token_file is not None:
        stop(WRONG, ONE_PERSON)
    from rapid_review.simulated import simulate as simulation  # noqa: PLC0415 - it loads gRPC
    from rapid_review.simulated.load import Pace  # noqa: PLC0415

    plan = simulation.plan_of(seed, partnerships, years, last)
    wanted = simulation.Wanted(plan, Pace(rate, at_once), last, start, minutes)
    outcome = run(simulation.simulate(wanted, settings))
    print(simulation.as_json(outcome) if as_json else simulation.as_text(outcome))
    if not outcome.well:
        refused = f"{outcome.meter.cases_failed} cases were refused a step and stand there."
        stop(REFUSED, outcome.stopped or refused)
    return None


def _must_be_sensible(partnerships: int, years: int, seed: int, *, at_once: int) -> None:
    _must_lie("--partnerships", partnerships, 1, PARTNERSHIPS_MAX)
    _must_lie("--years", years, 1, YEARS_MAX)
    _must_lie("--seed", seed, 0, SEED_MAX)
    _must_lie("--at-once", at_once, 1, AT_ONCE_MAX)


def _must_be_above_0(**given: float | None) -> None:
    for name, number in given.items():
        if number is not None and not 0 < number < float("inf"):
            stop(WRONG, f"--{name} {number:g}: choose a number above 0.")


def _last_day(written: str | None) -> date | None:
    if written is None:
        return None
    try:
        last = date.fromisoformat(written)
    except ValueError:
        stop(WRONG, f"--until {written}: write a date like 2025-12-31.")
    if last >= datetime.now(UTC).date():
        stop(WRONG, f"--until {written}: choose a day that is over.")
    return last


def _must_lie(name: str, given: int, least: int, most: int) -> None:
    if not least <= given <= most:
        stop(WRONG, f"{name} {given}: choose a number from {least} to {most}.")


def _write_packs(folder: Path, partnerships: int) -> None:
    from rapid_review.simulated import places  # noqa: PLC0415

    try:
        places.make_packs(folder, places.areas(partnerships))
    except OSError as error:
        stop(
            WRONG,
            f"{folder} cannot be written: {(error.strerror or type(error).__name__).lower()}.",
        )
    print(f"The rule packs of {partnerships} invented partnerships are in {folder}, beside ours.")
