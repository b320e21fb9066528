"""The command that lists what a partnership has learned about; ``rapid_review/cli.py`` puts it on the command line."""

from __future__ import annotations

from typing import Annotated

import typer

from rapid_review.asking import asked
from rapid_review.options import As, AsJson, Folder, Port, settings_from

Place = Annotated[str, typer.Argument(metavar="PARTNERSHIP", help="For example PLY.")]


def themes(
    partnership: Place,
    *,
    person: As = "region-observer",
    as_json: AsJson = False,
    port: Port = None,
    data: Folder = None,
) -> None:
    """List the themes that a partnership has learned about, and what became of the actions."""
    settings = settings_from(port, data)
    from chassis.rules.rule_packs import RulePacks  # noqa: PLC0415
    from rapid_review import reading, show  # noqa: PLC0415

    code = partnership.upper()
    found = asked(settings, person, lambda doors: reading.themes(doors, person, partnership=code))
    if as_json:
        print(reading.dumped(reading.plain(found)))
    else:
        show.show_themes(found, RulePacks.load().of(code).themes)
