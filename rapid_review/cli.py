"""The command line: run the platform, play scripted cases, and look at cases and their history.

Exit status: 0 done; 1 refused, or a play that had to stop; 2 wrong usage, a wrong file, or no platform.
What takes long to load is imported by the command that needs it, so that each command starts fast.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rapid_review import (
    erasing,
    part_commands,
    reads_command,
    rebuild_command,
    region_commands,
    simulate_command,
    themes_command,
)
from rapid_review.asking import asked, run, tls_of
from rapid_review.options import WRONG, As, AsJson, Folder, Port, settings_from, stop
from rapid_review.packs import packs
from rapid_review.parked import parked
from rapid_review.relay_commands import relay
from rapid_review.topics import topics
from rapid_review.untold import untold

if TYPE_CHECKING:
    from datetime import datetime

    from rapid_review.doors import Doors

app = typer.Typer(
    name="rapid-review",
    help="Rapid Reviews of serious child safeguarding incidents, from referral to learning.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
for group in (packs, parked, untold, topics, relay, erasing.retention):
    app.add_typer(group)
for command in (
    erasing.erase, part_commands.serve, part_commands.healthy, rebuild_command.rebuild, themes_command.themes,
    reads_command.reads, simulate_command.simulate,
    region_commands.region, region_commands.migrate, region_commands.certificates, region_commands.verify,
):  # fmt: skip
    app.command()(command)

Ref = Annotated[
    str, typer.Argument(metavar="REF", help="Its reference, like PLY-RR-2026-0001, or its id.")
]


@app.command()
def up(port: Port = None, data: Folder = None) -> None:
    """Run the whole platform here until Ctrl-C."""
    settings = settings_from(port, data)
    from rapid_review.embedded import main  # noqa: PLC0415 - it loads every service

    raise typer.Exit(main(settings))


@app.command()
def play(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Scripted cases, or folders of them.")
    ],
    port: Port = None,
    data: Folder = None,
) -> None:
    """Play scripted cases on the running platform; goes on where it was interrupted."""
    settings = settings_from(port, data)
    from rapid_review.scripted.play import play_files  # noqa: PLC0415
    from rapid_review.scripted.progress import shown_progress  # noqa: PLC0415

    found = [
        file
        for given in files
        for file in (sorted(given.glob("*.yaml")) if given.is_dir() else [given])
    ]
    if not found:
        stop(WRONG, "There is no scripted case (*.yaml) here.")
    with shown_progress() as on_progress:
        run(play_files(found, settings, on_progress=on_progress, tls=tls_of(settings)))


@app.command()
def cases(
    *,
    every: Annotated[bool, typer.Option("--all", help="Closed cases, too.")] = False,
    partnership: Annotated[
        str, typer.Option("--partnership", help="Only this partnership, for example PLY.")
    ] = "",
    person: As = "region-observer",
    as_json: AsJson = False,
    port: Port = None,
    data: Folder = None,
) -> None:
    """List cases, the most urgent first."""
    settings = settings_from(port, data)
    from rapid_review import reading, show  # noqa: PLC0415

    async def ask(doors: Doors) -> Any:
        return await reading.cases(doors, person, partnership=partnership.upper(), closed=every)

    found = asked(settings, person, ask)
    print(reading.dumped(reading.plain(found))) if as_json else show.show_cases(found)


@app.command()
def tasks(
    *,
    person: Annotated[
        str, typer.Option("--as", metavar="PERSON", help="Whose: a person of examples/people.toml.")
    ],
    as_json: AsJson = False,
    port: Port = None,
    data: Folder = None,
) -> None:
    """List what a person has to do, over all their partnerships and agencies, the most urgent first."""
    settings = settings_from(port, data)
    from rapid_review import reading, show  # noqa: PLC0415

    found = asked(settings, person, lambda doors: reading.tasks(doors, person))
    print(reading.dumped(reading.plain(found))) if as_json else show.show_tasks(found)


@app.command()
def show(
    ref: Ref,
    *,
    person: As = "region-observer",
    as_json: AsJson = False,
    port: Port = None,
    data: Folder = None,
) -> None:
    """Show one case: where it stands, its agencies and milestones, and what has happened."""
    settings = settings_from(port, data)
    from rapid_review import reading, show  # noqa: PLC0415

    found = asked(settings, person, lambda doors: reading.one_case(doors, person, ref))
    print(reading.dumped(reading.plain(found))) if as_json else show.show_case(found)


@app.command()
def history(
    ref: Ref,
    *,
    as_at: Annotated[
        str | None,
        typer.Option(
            "--as-at",
            metavar="WHEN",
            help="As it was known then: a date (the end of that day) or a moment.",
        ),
    ] = None,
    with_words: Annotated[
        bool, typer.Option("--with-words", help="Also the words of each event.")
    ] = False,
    person: As = "region-observer",
    as_json: AsJson = False,
    port: Port = None,
    data: Folder = None,
) -> None:
    """Replay a case: every event from every service, in order."""
    settings = settings_from(port, data)
    from chassis.doors.events_as_json import event_json  # noqa: PLC0415
    from rapid_review import reading, show  # noqa: PLC0415

    moment = _moment(as_at)

    async def ask(doors: Doors) -> Any:
        return await reading.history(doors, person, ref, as_at=moment, with_words=with_words)

    events = asked(settings, person, ask)
    if as_json:
        print(reading.dumped([event_json(event, with_words=with_words) for event in events]))
    else:
        show.show_history(events, with_words=with_words)


@app.command()
def export(
    ref: Ref,
    *,
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="FOLDER", help="The folder to make. [default: ./REF]"),
    ] = None,
    person: As = "region-observer",
    as_json: AsJson = False,
    port: Port = None,
    data: Folder = None,
) -> None:
    """Take a case away as a folder: every event with its words and hashes, and a manifest."""
    settings = settings_from(port, data)
    from chassis.clock import utc_now  # noqa: PLC0415
    from rapid_review import reading  # noqa: PLC0415
    from rapid_review.export import CannotWrite, Export, FolderExists, must_be_free  # noqa: PLC0415

    async def ask(doors: Doors) -> Export:
        case = (await reading.one_case(doors, person, ref)).summary
        must_be_free(to or Path(case.reference))
        events = await reading.history(doors, person, case.case_id, with_words=True, with_seal=True)
        return Export(
            case.reference, case.case_id, case.partnership, events, utc_now(), exported_by=person
        )

    try:
        taken = asked(settings, person, ask)
        folder = to or Path(taken.reference)
        taken.write(folder)
    except (FolderExists, CannotWrite) as problem:
        stop(WRONG, str(problem))
    if as_json:
        content = {"reference": taken.reference, "folder": str(folder), "events": len(taken.events)}
        print(reading.dumped(content))
    else:
        print(f"{taken.reference}: {len(taken.events)} events are in {folder}")


@app.command()
def worksheet(
    ref: Ref,
    notice: Annotated[
        str, typer.Argument(metavar="[NOTICE]", help="Its name, like N2. [default: the last]")
    ] = "",
    *,
    with_identities: Annotated[
        bool, typer.Option("--with-identities", help="Names, too; this is recorded on the case.")
    ] = False,
    as_html: Annotated[bool, typer.Option("--html", help="A page for the printer.")] = False,
    person: As = "ply-coordinator",
    port: Port = None,
    data: Folder = None,
) -> None:
    """Print what the national form asks about an incident, in its order, and what is missing."""
    settings = settings_from(port, data)
    from rapid_review import worksheet as sheet  # noqa: PLC0415

    async def ask(doors: Doors) -> Any:
        return await sheet.worksheet(doors, person, ref, notice, with_identities=with_identities)

    found = asked(settings, person, ask)
    print(sheet.as_html(found) if as_html else sheet.as_text(found))


def _moment(written: str | None) -> datetime | None:
    from rapid_review.reading import moment_from  # noqa: PLC0415

    try:
        return None if written is None else moment_from(written)
    except ValueError:
        stop(
            WRONG,
            f"--as-at {written}: write a date like 2026-03-02 or a moment like 2026-03-02T10:00.",
        )


if __name__ == "__main__":
    app()
