"""``rapid-review parked``: what is parked, and redrive, skip and purge.

A case is named by its id or its reference; a message that cannot be read by its place,
``LISTENER/SOURCE/PARTITION/OFFSET``. Every command can be run again: it takes effect once.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rapid_review.asking import asked
from rapid_review.options import As, AsJson, Folder, Port, settings_from

if TYPE_CHECKING:
    from rapid_review.doors import Doors
    from rapid_review.parked_asking import Target

parked = typer.Typer(
    name="parked",
    no_args_is_help=True,
    help="See to what could not be handled: a case's parked events, and messages that cannot be read.",
)

REFUSED = 1
What = Annotated[
    str,
    typer.Argument(
        metavar="WHAT",
        help="A case, by its id or reference; or a message, by LISTENER/SOURCE/PARTITION/OFFSET.",
    ),
]
AllOr = Annotated[
    str, typer.Argument(metavar="[WHAT]", help="As for show; or --all.", show_default=False)
]
Service = Annotated[
    str, typer.Option("--service", help="Ask only this service.", show_default=False)
]
Listener = Annotated[
    str, typer.Option("--listener", help="Only for this listener.", show_default=False)
]
Reason = Annotated[
    str, typer.Option("--reason", help="Why; it is recorded on the case.", show_default=False)
]
OPERATOR = "region-operator"


@parked.command(name="list")
def list_parked(
    *,
    service: Service = "",
    listener: Listener = "",
    person: As = OPERATOR,
    as_json: AsJson = False,
    port: Port = None,
    data: Folder = None,
) -> None:
    """What is parked, and why: the cases, and the messages that cannot be read."""
    from rapid_review import parked_asking, parked_show, reading  # noqa: PLC0415

    async def ask(doors: Doors) -> Any:
        return await parked_asking.listed(doors, person, service=service, listener=listener)

    found = asked(settings_from(port, data), person, ask)
    print(reading.dumped(found.as_json())) if as_json else parked_show.show_list(found)


@parked.command()
def show(
    what: What,
    *,
    service: Service = "",
    listener: Listener = "",
    with_value: Annotated[
        bool,
        typer.Option("--with-value", help="Also what a message holds; nobody knows what that is."),
    ] = False,
    person: As = OPERATOR,
    as_json: AsJson = False,
    port: Port = None,
    data: Folder = None,
) -> None:
    """Each parked event of a case as it was published; or one message that cannot be read."""
    from rapid_review import parked_asking, parked_show, reading  # noqa: PLC0415

    async def ask(doors: Doors) -> Any:
        return await parked_asking.shown(
            doors, person, what, service=service, listener=listener, with_value=with_value
        )

    found = asked(settings_from(port, data), person, ask)
    if as_json:
        print(reading.dumped([reading.plain(one) for one in found]))
    else:
        parked_show.show_each(found)


@parked.command()
def redrive(
    what: AllOr = "",
    *,
    everything: Annotated[bool, typer.Option("--all", help="Every parked case.")] = False,
    service: Service = "",
    listener: Listener = "",
    reason: Reason = "",
    person: As = OPERATOR,
    port: Port = None,
    data: Folder = None,
) -> None:
    """Try parked events again, in order, with today's code; a message is read again."""
    if bool(what) == everything:
        raise typer.BadParameter("name a case or a message, or say --all")
    from rapid_review import parked_asking  # noqa: PLC0415

    async def ask(doors: Doors) -> Any:
        return await parked_asking.targets(
            doors, person, what, service=service, listener=listener, every=everything
        )

    stopped = False
    for target in asked(settings_from(port, data), person, ask):
        done = _done(target.redrive, (person, reason), (port, data))
        print(f"{target}: {parked_asking.redriven(done)}")
        stopped = stopped or bool(done.stopped_by)
    if stopped:
        raise typer.Exit(REFUSED)


@parked.command()
def skip(
    what: What,
    *,
    reason: Reason,
    service: Service = "",
    listener: Listener = "",
    person: As = OPERATOR,
    port: Port = None,
    data: Folder = None,
) -> None:
    """Leave out the event that holds up a case, for ever; the rest stays parked until it is redriven."""
    target = _one(what, (service, listener), (person, port, data))
    done = _done(target.skip, (person, reason), (port, data))
    left = (
        f" {done.still_parked} still parked; redrive lets them follow." if done.still_parked else ""
    )
    print(f"{target}: left out.{left}")


@parked.command()
def purge(
    what: What,
    *,
    reason: Reason,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask whether that is meant.")] = False,
    service: Service = "",
    listener: Listener = "",
    person: As = OPERATOR,
    port: Port = None,
    data: Folder = None,
) -> None:
    """Leave out everything that is parked of a case, or a message, for ever."""
    target = _one(what, (service, listener), (person, port, data))
    if not yes:
        typer.confirm(
            f"{target}: leave out {target.events} for ever? They will have no effect here.",
            abort=True, err=True,
        )  # fmt: skip
    done = _done(target.purge, (person, reason), (port, data))
    left = f" {done.still_parked} still parked; run it again." if done.still_parked else ""
    print(f"{target}: {done.events} left out.{left}")


def _one(
    what: str,
    where: tuple[str, str],
    asking: tuple[str, int | None, Path | None],
) -> Target:
    """The one thing that is meant. Stops with a sentence where it is parked for several listeners."""
    from rapid_review import parked_asking  # noqa: PLC0415

    service, listener = where
    person, port, data = asking

    async def ask(doors: Doors) -> Any:
        found = await parked_asking.targets(doors, person, what, service=service, listener=listener)
        return parked_asking.only(found)

    target: Target = asked(settings_from(port, data), person, ask)
    return target


def _done(
    act: Callable[[Doors, str, str], Awaitable[Any]],
    how: tuple[str, str],
    where: tuple[int | None, Path | None],
) -> Any:
    person, reason = how

    async def ask(doors: Doors) -> Any:
        return await act(doors, person, reason)

    return asked(settings_from(*where), person, ask)
