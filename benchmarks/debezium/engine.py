"""Debezium's embedded engine as a process: its outbox router reads our table from PostgreSQL's own log.

Our columns are mapped to those that the router wants: ``event_id`` is the event's id, ``case_id`` the key,
``state`` the payload; position, type, stream, version, actor, causes, times and hash go into headers, as ours do. It
passes the sealed body on as it is: it neither opens nor translates it, and cannot say which event of the case was
told before. Its offsets are kept in memory, which costs it nothing.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

from benchmarks.broker import ROOT, SERVICE
from chassis.kafka import clients
from chassis.settings import KafkaSettings
from rapid_review.kafka.jars import jars, java

HERE = Path(__file__).parent
SLOT = "debezium_bench"
STOP_S = 20.0
# What was stored before its slot was made is not read; so the slot comes before the history.
PREPARE = (
    f"CREATE PUBLICATION {SLOT} FOR TABLE stored_events WITH (publish = 'insert')",
    f"SELECT pg_create_logical_replication_slot('{SLOT}', 'pgoutput')",
)
HEADERS = (
    "notification_id:header:ce_position,topic:header:ce_type,originator_id:header:ce_stream,"
    "originator_version:header:ce_streamversion,partnership:header:ce_partnership,actor:header:ce_actor,"
    "correlation_id:header:ce_correlationid,causation_id:header:ce_causationid,occurred_at:header:ce_time,"
    "recorded_at:header:ce_recordedtime,hash:header:ce_hash"
)


def settings(dsn: str, port: int, kafka: KafkaSettings) -> dict[str, str]:
    """Those of the engine, of the router, and of the producer, which are as near to ours as their names allow."""
    parts = urlsplit(dsn)
    return {
        "name": SLOT, "topic.prefix": SLOT, "connector.class": "io.debezium.connector.postgresql.PostgresConnector",
        "offset.storage": "org.apache.kafka.connect.storage.MemoryOffsetBackingStore",
        "database.hostname": "127.0.0.1", "database.port": str(port), "database.dbname": parts.path[1:],
        "database.user": unquote(parts.username or ""), "database.password": parts.password or "",
        "plugin.name": "pgoutput", "slot.name": SLOT, "publication.name": SLOT,
        "publication.autocreate.mode": "disabled",
        "table.include.list": "public.stored_events", "snapshot.mode": "no_data", "tombstones.on.delete": "false",
        "poll.interval.ms": "5",
        "transforms": "outbox", "transforms.outbox.type": "io.debezium.transforms.outbox.EventRouter",
        "transforms.outbox.table.field.event.id": "event_id",
        "transforms.outbox.table.field.event.key": "case_id",
        "transforms.outbox.table.field.event.payload": "state",
        "transforms.outbox.route.by.field": "partnership",
        "transforms.outbox.route.topic.replacement": clients.topic_of(kafka, SERVICE),
        "transforms.outbox.table.fields.additional.placement": HEADERS,
        "producer.bootstrap.servers": kafka.bootstrap, "producer.acks": "all", "producer.enable.idempotence": "true",
        "producer.linger.ms": "0", "producer.batch.size": str(clients.PRODUCER["max_batch_size"]),
    }  # fmt: skip


@asynccontextmanager
async def running(dsn: str, port: int, kafka: KafkaSettings, folder: Path) -> AsyncIterator[None]:
    """The engine, for as long as the block lasts; raises ``NoKafka`` where Java or Maven is missing."""
    programs = jars(HERE / "pom.xml", ROOT / ".cache/debezium", proof="debezium-embedded-*.jar")
    file = folder / "debezium.properties"
    file.touch(mode=0o600)  # It holds a password.
    lines = [f"{name}={value}\n" for name, value in settings(dsn, port, kafka).items()]
    file.write_text("".join(lines), "utf-8")
    with (folder / "debezium.log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            str(java()), "-Xmx512m", "-cp", f"{programs.resolve()}/*", str(HERE / "Router.java"), str(file),
            stdout=log, stderr=asyncio.subprocess.STDOUT,
        )  # fmt: skip
    try:
        yield
    finally:
        with suppress(ProcessLookupError):
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), STOP_S)
        except TimeoutError:
            process.kill()
            await process.wait()
