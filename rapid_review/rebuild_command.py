"""``rapid-review rebuild``, as ``rapid_review/cli.py`` puts it on the command line."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from rapid_review.settings import SERVICES

WRONG = 2


def rebuild(
    service: Annotated[
        str, typer.Argument(metavar="SERVICE", help=f"One of {', '.join(SERVICES)}.")
    ],
    view: Annotated[
        str | None, typer.Argument(metavar="[VIEW]", help="All of them, unless one is named.")
    ] = None,
    *,
    with_less: Annotated[
        bool,
        typer.Option(
            "--with-less",
            help="Also if the rows know more than what is told now: that is lost then.",
        ),
    ] = False,
    data: Annotated[
        Path | None,
        typer.Option(
            "--data", help="The data folder. [env var: DATA; default: var]", show_default=False
        ),
    ] = None,
) -> None:
    """Make the rows of a view anew while the service goes on; readers see the old ones until it is done."""
    from chassis.settings import SettingsWrong  # noqa: PLC0415
    from rapid_review.settings import read_settings  # noqa: PLC0415

    if service not in SERVICES:
        _stop(f"There is no service {service}; choose one of {', '.join(SERVICES)}.")
    try:
        settings = read_settings(data=data)
    except SettingsWrong as problem:
        _stop(str(problem))
    from chassis.telemetry.logs import configure_logs  # noqa: PLC0415
    from rapid_review.rebuild import main  # noqa: PLC0415 - it loads every service

    configure_logs(level=logging.WARNING)
    raise typer.Exit(main(service, view, settings, with_less=with_less))


def _stop(sentence: str) -> NoReturn:
    print(sentence, file=sys.stderr)
    raise typer.Exit(WRONG)
