"""How a play shows where it is: bars on a terminal, one line per case elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Bars

from rapid_review.scripted.play import OnProgress, Progress


@contextmanager
def shown_progress() -> Iterator[OnProgress]:
    """Gives what a play calls at each step."""
    if not sys.stdout.isatty():
        yield _print_finished
        return
    columns = (
        TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn()
    )  # fmt: skip
    with Bars(*columns) as bars:
        cases, steps = bars.add_task("Cases", total=None), bars.add_task("Steps", total=None)

        def on_progress(now: Progress) -> None:
            done = now.number if now.finished else now.number - 1
            bars.update(cases, total=now.cases, completed=done)
            title = f"{now.reference} {now.script.case.title}".strip()
            bars.update(steps, description=title, total=now.steps, completed=now.step)
            if now.finished:
                bars.console.print(sentence(now), markup=False, highlight=False)

        yield on_progress


def sentence(now: Progress) -> str:
    """What became of a finished case, in one line."""
    played = f"{now.changed} of {now.steps} steps played"
    what = played if now.changed else "was there already, nothing changed"
    return f"{now.number}/{now.cases} {now.reference} {now.script.case.title}: {what}"


def _print_finished(now: Progress) -> None:
    if now.finished:
        print(sentence(now), flush=True)
