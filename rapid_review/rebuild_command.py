"""``rapid-review rebuild``, as ``rapid_review/cli.py`` puts it on the command line."""

from __future__ import annotations

import logging
from typing import Annotated

import typer

from rapid_review.options import Folder, must_be_a_service, settings_from
from rapid_review.settings import SERVICES


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
    data: Folder = None,
) -> None:
    """Make the rows of a view anew while the service goes on; readers see the old ones until it is done."""
    must_be_a_service(service)
    settings = settings_from(data=data)
    from chassis.telemetry.logs import configure_logs  # noqa: PLC0415
    from rapid_review.rebuild import main  # noqa: PLC0415 - it loads every service

    configure_logs(level=logging.WARNING)
    raise typer.Exit(main(service, view, settings, with_less=with_less))
