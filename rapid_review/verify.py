"""``rapid-review verify``: is the log of a service what was stored, and what was told?

    every stored event, by position ── chain of its stream, own hash, no hole
    every told event, on the topic ── the same hash at the same position in the log

Works beside the service, on its database; in a region also on its topic. Nothing is changed, and no key is used.
Exit status: 0 as it was stored; 1 something is not, and the first bad place is named; 2 it cannot be looked at.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import asyncpg
from aiokafka.errors import KafkaError

from chassis.database import Pool, pool
from chassis.delivery.relay import GENERATION
from chassis.kafka.so_far import TopicsSoFar
from chassis.kafka.told_topic import TopicMissing
from chassis.settings import KafkaSettings, SettingsWrong
from chassis.store.event_store import EventStore
from chassis.store.verify import LogCheck, Tampered
from contracts.envelope import Envelope
from contracts.topics import TOPICS, source_of
from rapid_review.beside import BesideSettings, is_in_region
from rapid_review.postgres.attached import attached
from rapid_review.postgres.embedded import CannotStart
from rapid_review.settings import PlatformSettings

EXIT_AS_STORED, EXIT_TAMPERED, EXIT_CANNOT = 0, 1, 2
PAGE_MAX = 500


class ToldOtherwise(Exception):
    """What was told does not stand in the log; the message is one plain sentence."""


def main(services: Sequence[str], settings: PlatformSettings) -> int:
    """Verify the logs of these services; gives the exit status."""
    status = EXIT_AS_STORED
    for name in services:
        try:
            print(f"{name}: {asyncio.run(_verified(name, settings))}")
        except (Tampered, ToldOtherwise) as problem:
            print(f"{name}: {problem}", file=sys.stderr)
            status = EXIT_TAMPERED
        except (SettingsWrong, CannotStart) as problem:
            print(f"{name}: {problem}", file=sys.stderr)
            return EXIT_CANNOT
        except (
            OSError,
            asyncpg.PostgresError,
            asyncpg.InterfaceError,
            KafkaError,
            TopicMissing,
        ) as error:
            print(f"{name} cannot be looked at now: {type(error).__name__}.", file=sys.stderr)
            return EXIT_CANNOT
    return status


async def _verified(name: str, settings: PlatformSettings) -> str:
    async with _database(name, settings) as connections:
        found = await verified_log(connections)
        if is_in_region(name) and name in TOPICS:
            told = await verified_topic(connections, name, KafkaSettings())
            found += f" {told} were told under the same hashes."
    return found


async def verified_log(connections: Pool) -> str:
    """Check every event of a log, in order; a sentence that says how many. Raises ``Tampered``."""
    store = EventStore(connections, "")
    check = LogCheck(await connections.fetchval(GENERATION))
    position = 0
    while page := await store.log(after=position, limit=PAGE_MAX):
        for event in page:
            check.next_in_log(event)
        position = page[-1].position
    return f"{position} events in {check.streams} streams are as they were stored."


async def verified_topic(connections: Pool, name: str, kafka: KafkaSettings) -> int:
    """Check that what was told stands in the log; gives how much that was. Raises ``ToldOtherwise``."""
    source = source_of(name, await connections.fetchval(GENERATION))
    count = 0

    async def compare(page: Sequence[Envelope]) -> None:
        nonlocal count
        told = [envelope for envelope in page if envelope.source == source]
        rows = await connections.fetch(
            "SELECT notification_id, encode(hash, 'hex') AS hash FROM stored_events"
            " WHERE notification_id = ANY($1::bigint[])",
            [envelope.position for envelope in told],
        )
        kept = {row["notification_id"]: row["hash"] for row in rows}
        for envelope in told:
            if kept.get(envelope.position) != envelope.hash:
                raise ToldOtherwise(
                    f"position {envelope.position} was told as another event than the log holds there"
                    if envelope.position in kept
                    else f"position {envelope.position} was told, and is not in the log"
                )
        count += len(told)

    await TopicsSoFar(kafka, [name]).tell(compare)
    return count


@asynccontextmanager
async def _database(name: str, settings: PlatformSettings) -> AsyncIterator[Pool]:
    if is_in_region(name):
        dsn = BesideSettings.of(name).database_dsn.get_secret_value()
        async with await pool(dsn, "verify", size=2) as connections:
            yield connections
    else:
        async with (
            attached(settings.data / "postgres") as address,
            await pool(address(name), "verify", size=2) as connections,
        ):
            yield connections
