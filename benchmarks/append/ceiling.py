"""The ceiling: one connection that inserts rows that are ready, in the same table and batches, locked and flushed.

Nothing is checked, sealed or answered. Whoever is faster than this has left something out.
"""

from __future__ import annotations

import time
from typing import Any
from uuid import uuid4

import asyncpg

from benchmarks.append.workload import AT, STREAM_EVENTS, ViewRecorded
from benchmarks.callers import WARM_UP, sample_of
from benchmarks.measure import Plan, Sample
from benchmarks.server import TEMPLATE
from chassis.store.append_queue import Limits
from chassis.store.event_store import writer_connection

INSERT = """
CREATE FUNCTION insert_ready(events event_to_append_v3[]) RETURNS void LANGUAGE plpgsql VOLATILE AS $$
DECLARE head bigint;
BEGIN
    LOCK TABLE append_gate IN EXCLUSIVE MODE;
    SELECT coalesce(max(s.notification_id), 0) INTO head FROM stored_events s;
    INSERT INTO stored_events (
        originator_id, originator_version, topic, state, notification_id, event_id, case_id, partnership, actor,
        correlation_id, causation_id, occurred_at, recorded_at, previous_hash, hash, traceparent)
    SELECT e.stream, e.version, e.topic, e.state, head + e.n, e.event_id, e.case_id, e.partnership, e.actor,
        e.correlation, e.causation, e.occurred, e.recorded, e.previous_hash, e.hash, e.traceparent
    FROM unnest(events) WITH ORDINALITY AS e(stream, version, topic, state, event_id, case_id, partnership, actor,
        correlation, causation, occurred, recorded, previous_hash, hash, traceparent, n);
END
$$;
"""
Rows = list[tuple[object, ...]]


def ready(callers: int, batches: int) -> list[Rows]:
    """Batches of rows: the next event of each of so many streams, new streams after twenty."""
    case, state, some_hash = uuid4(), b"s" * 190, b"h" * 32
    made: list[Rows] = []
    streams = [uuid4() for _ in range(callers)]
    for number in range(batches):
        version = number % STREAM_EVENTS + 1
        if version == 1:
            streams = [uuid4() for _ in range(callers)]
        made.append(
            [
                (
                    stream, version, ViewRecorded.TOPIC, state, uuid4(), case, "PLY",
                    "coordinator:ply-coordinator", stream, stream, AT, AT, some_hash, some_hash, None,
                )
                for stream in streams
            ]
        )  # fmt: skip
    return made


async def appending(plan: Plan, callers: int) -> Sample:
    """Batch after batch of as many rows as there would be callers."""
    async with plan.server.database(template=TEMPLATE) as dsn:
        connection = await writer_connection(dsn, Limits())
        try:
            await connection.execute(INSERT)
            return await _inserting(connection, callers, plan.seconds)
        finally:
            await connection.close()


async def _inserting(connection: asyncpg.Connection[Any], callers: int, seconds: float) -> Sample:
    spent, warm, stored, delays = 0.0, seconds * WARM_UP, 0, []
    while spent < seconds + warm:
        for rows in ready(callers, STREAM_EVENTS):  # Their making does not count.
            sent = time.perf_counter()
            await connection.execute("SELECT insert_ready($1)", rows)
            took = time.perf_counter() - sent
            if spent >= warm:
                stored += len(rows)
                delays.append(took)
            spent += took
    return sample_of(stored, sum(delays), delays)
