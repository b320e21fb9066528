"""The command that says who read a case; ``rapid_review/cli.py`` puts it on the command line."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from rapid_review.asking import asked
from rapid_review.options import REFUSED, As, AsJson, Folder, Port, settings_from

if TYPE_CHECKING:
    from contracts.grpc import history_pb2
    from rapid_review.doors import Doors

Ref = Annotated[
    str, typer.Argument(metavar="REF", help="Its reference, like PLY-RR-2026-0001, or its id.")
]


@dataclass(frozen=True, slots=True)
class Joined:
    """What the services answered, and which of them did not."""

    answers: Sequence[history_pb2.CaseReads]
    missing: Sequence[str]

    @property
    def lines(self) -> list[tuple[str, history_pb2.CaseRead]]:
        """Each read with the service that answered it, the latest first."""
        found = [(answer.service, one) for answer in self.answers for one in answer.reads]
        return sorted(found, key=lambda one: one[1].first_at.ToNanoseconds(), reverse=True)


def reads(
    ref: Ref,
    *,
    person: As = "region-observer",
    as_json: AsJson = False,
    port: Port = None,
    data: Folder = None,
) -> None:
    """Say who read a case, when, and how often; for auditors and data protection officers."""
    settings = settings_from(port, data)
    from rapid_review import reading, show  # noqa: PLC0415

    async def ask(doors: Doors) -> Joined:
        return await joined(doors, person, ref)

    found: Joined = asked(settings, person, ask)
    if as_json:
        content = {
            "reads": [{"service": name} | reading.plain(one) for name, one in found.lines],
            "missing": list(found.missing),
            "more": [one.service for one in found.answers if one.more],
        }
        print(reading.dumped(content))
    else:
        show.show_reads(found.lines)
    for service in found.missing:
        typer.echo(f"{service} does not answer: what was read there is missing above.", err=True)
    for answer in found.answers:
        if answer.more and not as_json:
            typer.echo(f"{answer.service} has more than is shown; --json says so, too.", err=True)
    if found.missing:
        raise typer.Exit(REFUSED)


async def joined(doors: Doors, by: str, ref: str) -> Joined:
    """What every service answers. Raises ``Refused`` where none knows the case, or the asker may not ask."""
    from contracts.grpc import history_pb2  # noqa: PLC0415
    from rapid_review.doors import CONTRACTS, NotRunning, Refused  # noqa: PLC0415
    from rapid_review.reading import named  # noqa: PLC0415

    content: dict[str, Any] = named(ref)
    request = history_pb2.ReadsRequest(**content)
    answers: list[Any] = await asyncio.gather(
        *(doors.ask(service, "ReadsOfCase", request, by=by) for service in CONTRACTS),
        return_exceptions=True,
    )
    given = [one for one in answers if not isinstance(one, BaseException)]
    problems = [one for one in answers if isinstance(one, BaseException)]
    # A service that was told nothing of the case yet does not know its reference.
    others = [one for one in problems if not (isinstance(one, Refused) and one.code == "not_found")]
    if not given:
        raise (others or problems)[0]
    if wrong := [one for one in others if not isinstance(one, NotRunning)]:
        raise wrong[0]
    missing = [
        service
        for service, one in zip(CONTRACTS, answers, strict=True)
        if isinstance(one, NotRunning)
    ]
    return Joined(given, missing)
