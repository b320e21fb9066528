"""``rapid-review relay``: where the relay of a service stands, and what to do when topic and log no longer agree.

They use the database of the service, with the settings of the service, and are for a region.
Exit status: 0 done, or all is well; 1 refused, or the relay stands still; 2 wrong settings, or no answer.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import typer

from rapid_review.options import stop

if TYPE_CHECKING:
    from chassis.database import Connection

relay = typer.Typer(
    name="relay",
    no_args_is_help=True,
    help="The relay of a service: where it stands, and how a log is told again.",
)

REFUSED, WRONG = 1, 2
WHY = {
    "LogRestored": "its topic holds events that the log does not have: the database was restored from an older"
    " backup. See docs/how-to/restore-a-backup.md, then: rapid-review relay restored",
    "TopicMissing": "its topic is not there. Create it: rapid-review topics create",
}
Service = Annotated[str, typer.Argument(metavar="SERVICE", help="The service that tells.")]
Yes = Annotated[bool, typer.Option("--yes", help="It is meant.")]


@relay.command()
def status(
    service: Service,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON, and nothing else.")] = False,
) -> None:
    """Position, head and generation; whether a relay leads; why it stands still; what restored logs left behind."""
    from chassis.kafka.relay_record import restored_at, standing  # noqa: PLC0415

    async def ask(connection: Connection) -> Any:
        return await standing(connection), await restored_at(connection)

    stands, left_behind = _with_database(service, ask)
    if as_json:
        print(json.dumps(asdict(stands) | asdict(left_behind), indent=2, default=str))
    else:
        leads = "a relay leads" if stands.led else "no relay leads"
        print(
            f"{service}: told up to {stands.position} of {stands.head}, generation {stands.generation}; {leads}."
        )
        if stands.trouble:
            why = WHY.get(stands.trouble, f"of a failure ({stands.trouble}), and tries again.")
            print(f"It stands still, because {why}")
        for listener, source, generation in left_behind.rebuild_wanted:
            print(
                f"{listener}: {source} was restored (generation {generation}); rebuild the rows:"
                f" rapid-review rebuild {service} {listener}"
            )
        for listener, source, case_id in left_behind.cases:
            print(
                f"{listener}: case {case_id} rests on events of {source} that are not told any more."
            )
    if stands.trouble:
        raise typer.Exit(REFUSED)


@relay.command()
def restored(service: Service, *, yes: Yes = False) -> None:
    """The database was restored from an older backup: begin a new generation, and tell the whole log under it."""
    from chassis.kafka.relay_record import begin_generation  # noqa: PLC0415
    from chassis.kafka.told_topic import ToldTopic  # noqa: PLC0415
    from chassis.settings import KafkaSettings  # noqa: PLC0415

    _must_be_meant(
        yes, f"Everything that {service} holds will be told anew, and what is lost stays lost."
    )

    async def do(connection: Connection) -> int:
        told_in = await ToldTopic(service, KafkaSettings()).generation()
        return await begin_generation(connection, told_in)

    generation = _with_database(service, do)
    print(f"{service} is in generation {generation}. Start it: its whole log is told anew.")


@relay.command()
def retell(service: Service, *, yes: Yes = False) -> None:
    """Tell the whole log again, as it is: for a topic that no longer holds everything. Listeners pass over repeats."""
    from chassis.kafka.relay_record import tell_again  # noqa: PLC0415

    _must_be_meant(yes, f"The whole log of {service} will be told again.")
    _with_database(service, tell_again)
    print(f"{service} is told again from the beginning.")


@relay.command()
def seen(service: Service, case_id: Annotated[UUID, typer.Argument(metavar="CASE")]) -> None:
    """Somebody has looked at a case that rests on lost events: take the note away that `status` shows."""
    from chassis.kafka.relay_record import forget_note  # noqa: PLC0415

    async def do(connection: Connection) -> int:
        return await forget_note(connection, case_id)

    if not _with_database(service, do):
        stop(REFUSED, f"{service} has no note about case {case_id}.")
    print(f"The note about case {case_id} is taken away.")


def _must_be_meant(yes: bool, sentence: str) -> None:  # noqa: FBT001 - it is the answer of a person
    if not yes:
        stop(WRONG, f"{sentence} Add --yes if that is meant.")


def _with_database(service: str, work: Callable[[Connection], Awaitable[Any]]) -> Any:
    import asyncpg  # noqa: PLC0415
    from aiokafka.errors import KafkaError  # noqa: PLC0415

    from chassis.database import connect  # noqa: PLC0415
    from chassis.kafka.relay_record import ServiceRuns  # noqa: PLC0415
    from chassis.kafka.told_topic import TopicMissing  # noqa: PLC0415
    from chassis.settings import SettingsWrong  # noqa: PLC0415
    from rapid_review.beside import BesideSettings  # noqa: PLC0415

    async def worked() -> Any:
        dsn = BesideSettings.of(service).database_dsn.get_secret_value()
        connection = await connect(dsn)
        try:
            return await work(connection)
        finally:
            await connection.close()

    try:
        return asyncio.run(worked())
    except ServiceRuns as running:
        stop(
            REFUSED,
            f"{running.connections} others are connected to the database of {service}: stop the service"
            " everywhere, run this again, and then start it.",
        )
    except TopicMissing as missing:
        stop(REFUSED, f"The topic {missing} is not there: rapid-review topics create.")
    except SettingsWrong as problem:
        stop(WRONG, str(problem))
    except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError, KafkaError) as error:
        stop(WRONG, f"{service} cannot be asked: {type(error).__name__}.")
