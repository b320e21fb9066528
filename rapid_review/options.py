"""What several commands share: options, wrong settings, and how a command ends that cannot go on."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from rapid_review.settings import SERVICES

if TYPE_CHECKING:
    from rapid_review.settings import PlatformSettings

REFUSED, WRONG = 1, 2

Port = Annotated[
    int | None,
    typer.Option(
        "--port", help="Port of the web page. [env var: PORT; default: 8000]", show_default=False
    ),
]
Folder = Annotated[
    Path | None,
    typer.Option(
        "--data", help="The data folder. [env var: DATA; default: var]", show_default=False
    ),
]
As = Annotated[
    str, typer.Option("--as", metavar="PERSON", help="Ask as this person of examples/people.toml.")
]
AsJson = Annotated[
    bool, typer.Option("--json", help="Print JSON with documented keys, and nothing else.")
]


def settings_from(port: int | None = None, data: Path | None = None) -> PlatformSettings:
    """Where the platform is; wrong settings end the command."""
    from chassis.settings import SettingsWrong  # noqa: PLC0415 - commands start fast
    from rapid_review.settings import read_settings  # noqa: PLC0415

    try:
        return read_settings(port=port, data=data)
    except SettingsWrong as problem:
        stop(WRONG, str(problem))


def must_be_a_service(name: str) -> None:
    """A name that is none of a service ends the command."""
    if name not in SERVICES:
        stop(WRONG, f"There is no service {name}; choose one of {', '.join(SERVICES)}.")


def stop(status: int, sentence: str) -> NoReturn:
    """End the command with one sentence on standard error."""
    print(sentence, file=sys.stderr)
    raise typer.Exit(status)
