"""``rapid-review untold``: cases that a service cannot tell further, and letting them be told again."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any
from uuid import uuid4

import typer

from rapid_review.asking import asked
from rapid_review.options import As, AsJson, Folder, Port, settings_from

if TYPE_CHECKING:
    from rapid_review.doors import Doors

untold = typer.Typer(
    name="untold",
    no_args_is_help=True,
    help="See to cases of which a service cannot tell one of its own events.",
)

OPERATOR = "region-operator"
REFUSED = 1
Service = Annotated[
    str, typer.Option("--service", help="Ask only this service.", show_default=False)
]


@untold.command(name="list")
def list_untold(
    *,
    service: Service = "",
    person: As = OPERATOR,
    as_json: AsJson = False,
    port: Port = None,
    data: Folder = None,
) -> None:
    """Which cases are not told any more, from where, and why."""
    from rapid_review import reading, show  # noqa: PLC0415

    found = asked(settings_from(port, data), person, _listing(person, service))
    if as_json:
        print(reading.dumped([{"service": name} | reading.plain(case) for name, case in found]))
    elif not found:
        show.screen().print("Every case is told.")
    else:
        for name, case in found:
            show.screen().print(
                f"{case.case_id} of {name}, from position {case.since}:"
                f" {case.topic} at {case.stuck_at} ({case.problem})"
            )


@untold.command()
def resume(
    case: Annotated[
        str, typer.Argument(metavar="[CASE]", help="A case, by its id; or --all.")
    ] = "",
    *,
    everything: Annotated[bool, typer.Option("--all", help="Every untold case.")] = False,
    service: Service = "",
    reason: Annotated[
        str, typer.Option("--reason", help="Why; it is recorded on the case.", show_default=False)
    ] = "",
    person: As = OPERATOR,
    port: Port = None,
    data: Folder = None,
) -> None:
    """Let a case be told from where its telling stopped; refused while today's code cannot do it."""
    if bool(case) == everything:
        raise typer.BadParameter("name a case, or say --all")
    settings = settings_from(port, data)
    found = asked(settings, person, _listing(person, service))
    meant = [one for one in found if everything or one[1].case_id == case.lower()]
    if not meant and not everything:
        print("This case is told already, as far as it goes.")
        raise typer.Exit(REFUSED)
    refused = False
    for name, one in meant:
        sentence = asked(settings, person, _resuming(person, (name, one), reason))
        refused = refused or bool(sentence)
        print(f"{one.case_id} of {name}: {sentence or 'is told again.'}")
    if refused:
        raise typer.Exit(REFUSED)


def _listing(person: str, service: str) -> Any:
    from contracts.grpc import operations_pb2 as wire  # noqa: PLC0415
    from rapid_review.doors import CONTRACTS, Refused  # noqa: PLC0415

    async def ask(doors: Doors) -> Sequence[tuple[str, wire.UntoldCase]]:
        if service and service not in CONTRACTS:
            raise Refused("no_service", f"There is no service {service}.")
        names = [service] if service else list(CONTRACTS)
        request = wire.ListUntoldRequest()
        answers = await asyncio.gather(
            *(doors.ask(name, "ListUntold", request, by=person) for name in names)
        )
        return [
            (name, case)
            for name, answer in zip(names, answers, strict=True)
            for case in answer.cases
        ]

    return ask


def _resuming(person: str, case: tuple[str, Any], reason: str) -> Any:
    """Gives why it was refused; nothing if it was not."""
    from contracts.grpc import common_pb2  # noqa: PLC0415
    from contracts.grpc import operations_pb2 as wire  # noqa: PLC0415
    from rapid_review.doors import Refused  # noqa: PLC0415

    service, one = case
    header = common_pb2.CommandHeader(
        command_id=str(uuid4()), partnership=one.partnership, case_id=one.case_id
    )
    request = wire.ResumeTellingRequest(header=header, reason=reason)

    async def ask(doors: Doors) -> str:
        try:
            await doors.ask(service, "ResumeTelling", request, by=person, patience_s=10.0)
        except Refused as why:
            return str(why)
        return ""

    return ask
