"""The commands of the end of a case: what is due, and erasing it; ``rapid_review/cli.py`` puts them on the line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from rapid_review.asking import asked
from rapid_review.options import As, AsJson, Folder, Port, settings_from

if TYPE_CHECKING:
    from rapid_review.doors import Doors

OFFICER = "ply-data-protection"

retention = typer.Typer(name="retention", help="For how long cases are kept.", no_args_is_help=True)


@retention.command()
def due(
    partnership: Annotated[str, typer.Argument(metavar="PARTNERSHIP", help="For example PLY.")],
    *,
    every: Annotated[
        bool, typer.Option("--all", help="Also what is still kept, and what was erased.")
    ] = False,
    person: As = OFFICER,
    as_json: AsJson = False,
    port: Port = None,
    data: Folder = None,
) -> None:
    """List the closed cases of a partnership that have been kept for as long as its rules ask."""
    settings = settings_from(port, data)
    from rapid_review import erasing_asked, reading  # noqa: PLC0415

    code = partnership.upper()
    found = asked(settings, person, lambda doors: erasing_asked.retention(doors, person, code))
    if as_json:
        print(reading.dumped(erasing_asked.plain(found, every=every)))
    else:
        print("\n".join(erasing_asked.lines(found, every=every)))


def erase(
    ref: Annotated[
        str, typer.Argument(metavar="REF", help="Its reference, like PLY-RR-2026-0001, or its id.")
    ],
    *,
    reason: Annotated[
        str, typer.Option("--reason", help="Why. It is kept for ever: name nobody in it.")
    ],
    person: As = OFFICER,
    port: Port = None,
    data: Folder = None,
) -> None:
    """Erase the words of a case in every service, for good; its history keeps its shape."""
    settings = settings_from(port, data)
    from rapid_review import erasing_asked  # noqa: PLC0415

    async def ask(doors: Doors) -> Any:
        return await erasing_asked.erase(doors, person, ref, reason=reason)

    print(f"{asked(settings, person, ask).reference}: its words are being erased in every service.")
