"""Commands for whoever runs a region; they ask no platform. ``rapid_review/cli.py`` puts them on the command line."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

WRONG = 2


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
        print(problem, file=sys.stderr)
        raise typer.Exit(WRONG) from None
    print(
        f"{len(made)} files are in {folder}. They are for one machine; keep the keys (*.key) to yourself."
    )
