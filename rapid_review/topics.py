"""``rapid-review topics``: create the topics that the contracts promise, and check them, at the brokers of a region.

A topic that is there is never changed: with another number of partitions the events of a case would go to another
partition than those before, and what else differs, somebody has chosen.
Exit status: 0 as promised; 1 something differs or the brokers refused; 2 wrong settings, or no broker answers.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Coroutine
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from rapid_review.options import stop

if TYPE_CHECKING:
    from chassis.settings import KafkaSettings
    from rapid_review.kafka.topics_there import Copies

topics = typer.Typer(
    name="topics",
    no_args_is_help=True,
    help="The topics of Kafka: create what the contracts promise, check it, list it.",
)

DIFFERS, WRONG = 1, 2
T = TypeVar("T")
Replication = Annotated[
    int,
    typer.Option("--replication", min=1, help="On how many brokers each message is kept."),
]
MinInsync = Annotated[
    int,
    typer.Option(
        "--min-insync", min=1, help="On how many it must be before it counts as told; fewer refuse."
    ),
]
AsJson = Annotated[
    bool, typer.Option("--json", help="Print JSON with documented keys, and nothing else.")
]


@topics.command()
def create(replication: Replication = 3, min_insync: MinInsync = 2) -> None:
    """Create each topic that is not there; a topic that is there stays as it is."""
    from rapid_review.kafka.topics_there import create_missing, differences  # noqa: PLC0415

    copies, settings = _copies(replication, min_insync), _settings()
    for name in _run(create_missing(settings, copies)):
        print(f"{name} is created.")
    _as_promised(_run(differences(settings, copies)))


@topics.command()
def check(replication: Replication = 3, min_insync: MinInsync = 2) -> None:
    """Name every difference between the brokers and the contracts."""
    from rapid_review.kafka.topics_there import differences  # noqa: PLC0415

    _as_promised(_run(differences(_settings(), _copies(replication, min_insync))))


@topics.command(name="list")
def list_topics(*, as_json: AsJson = False) -> None:
    """Each topic: its partitions and copies as they are there, and who listens."""
    from contracts.topics import TOPICS  # noqa: PLC0415
    from rapid_review.kafka.topics_there import there  # noqa: PLC0415

    found = _run(there(_settings()))
    if as_json:
        print(
            json.dumps(
                [
                    asdict(found[owner]) | {"listeners": topic.listeners}
                    for owner, topic in TOPICS.items()
                ],
                indent=2,
            )
        )
        return
    for owner, topic in TOPICS.items():
        here = found[owner]
        state = (
            f"{here.partitions} partitions, each on {here.replication}"
            if here.there
            else "not there"
        )
        print(f"{here.name}: {state}; listeners: {', '.join(topic.listeners)}")


def _copies(replication: int, min_insync: int) -> Copies:
    from rapid_review.kafka.topics_there import Copies  # noqa: PLC0415

    if min_insync > replication:
        raise typer.BadParameter("--min-insync cannot be more than --replication")
    return Copies(replication, min_insync)


def _settings() -> KafkaSettings:
    from chassis.settings import KafkaSettings, SettingsWrong  # noqa: PLC0415

    try:
        return KafkaSettings()
    except SettingsWrong as problem:
        stop(WRONG, str(problem))


def _as_promised(differences: list[str]) -> None:
    for difference in differences:
        print(difference)
    if differences:
        raise typer.Exit(DIFFERS)
    print("Every topic is there as the contracts promise it.")


def _run(work: Coroutine[Any, Any, T]) -> T:
    from rapid_review.kafka.topics_there import BrokersRefuse, NoBroker  # noqa: PLC0415

    try:
        return asyncio.run(work)
    except NoBroker as problem:
        stop(WRONG, str(problem))
    except BrokersRefuse as problem:
        stop(DIFFERS, str(problem))
