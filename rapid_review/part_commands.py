"""Commands that run one part of a region, or ask how it is; ``rapid_review/cli.py`` puts them on the command line."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from rapid_review.settings import SERVICES

PORTAL = "portal"
PARTS = (*SERVICES, PORTAL)
UNHEALTHY, WRONG = 1, 2

Part = Annotated[str, typer.Argument(metavar="PART", help=f"One of {', '.join(PARTS)}.")]


def serve(part: Part) -> None:
    """Run one part of a region here, with its settings from the environment, until a signal."""
    _must_be_a_part(part)
    if part == PORTAL:
        from rapid_review.serve_portal import main as serve_portal  # noqa: PLC0415

        raise typer.Exit(serve_portal())
    from rapid_review.serve import main  # noqa: PLC0415 - it loads every service

    raise typer.Exit(main(part))


def healthy(part: Part) -> None:
    """Ask a part that runs on this machine, with the settings of its environment, whether it works."""
    _must_be_a_part(part)
    from rapid_review.healthy import unhealthy  # noqa: PLC0415 - it loads gRPC

    problem = unhealthy(part)
    if problem:
        print(problem, file=sys.stderr)
        raise typer.Exit(UNHEALTHY)
    print(f"{part} works.")


def _must_be_a_part(part: str) -> None:
    if part not in PARTS:
        print(f"There is no part {part}; choose one of {', '.join(PARTS)}.", file=sys.stderr)
        raise typer.Exit(WRONG)
