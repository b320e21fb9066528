"""Commands for whoever runs a region; they ask no platform. ``rapid_review/cli.py`` puts them on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from rapid_review.options import WRONG, Folder, Port, must_be_a_service, settings_from, stop
from rapid_review.settings import SERVICES


def region(
    port: Port = None,
    data: Folder = None,
) -> None:
    """Run a region here, each part a process of its own, as docker-compose.yml sets it up, until Ctrl-C."""
    settings = settings_from(port, data)
    from rapid_review.region.run import main  # noqa: PLC0415 - it loads what starts the ground

    raise typer.Exit(main(settings))


def certificates(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where to write them.")],
    *,
    parts: Annotated[
        list[str] | None,
        typer.Option(
            "--for", metavar="NAME", help="Only for these, by name. [default: every part]"
        ),
    ] = None,
) -> None:
    """Make an authority and a certificate for each part, for one machine; in production use your own authority."""
    from rapid_review.certificates import PARTS, CannotMake, make  # noqa: PLC0415

    try:
        made = make(folder, parts or PARTS)
    except CannotMake as problem:
        stop(WRONG, str(problem))
    print(
        f"{len(made)} files are in {folder}. They are for one machine; keep the keys (*.key) to yourself."
    )


def migrate(
    services: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SERVICE...]", help="All of them, unless some are named."),
    ] = None,
    *,
    check: Annotated[
        bool, typer.Option("--check", help="Only say what is to be done; status 1 if anything is.")
    ] = False,
) -> None:
    """Bring the databases of a region up to date, as their owner, before its services start."""
    for name in services or ():
        must_be_a_service(name)
    from rapid_review.migrate import main  # noqa: PLC0415 - it loads every service

    raise typer.Exit(main(services or (), check=check))


def verify(
    services: Annotated[
        list[str] | None,
        typer.Argument(metavar="[SERVICE...]", help="All of them, unless some are named."),
    ] = None,
    *,
    data: Folder = None,
) -> None:
    """Check that the logs of services are what was stored and told; names the first bad place."""
    for name in services or ():
        must_be_a_service(name)
    settings = settings_from(data=data)
    from rapid_review.verify import main  # noqa: PLC0415

    raise typer.Exit(main(services or SERVICES, settings))
