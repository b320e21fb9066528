"""A publisher restored from an older backup: its relay stands still, a person decides, and listeners come out right."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest

from chassis.clock import utc_now
from chassis.database import Pool
from chassis.kafka.so_far import TopicsSoFar
from chassis.rebuild import Rebuild
from chassis.settings import KafkaSettings
from chassis.store.case_keys import CaseKeys
from chassis.store.event_store import EventStore
from chassis.store.verify import Tampered, verify_stream
from contracts.envelope import Envelope
from contracts.topics import generation_of
from services.reporting.entrypoints.event_door import SERVICES, BoardDoor
from tests.integration.reporting.rows import all_rows
from tests.support.database import CHASSIS_SCHEMA, backup_of, fresh_database
from tests.support.kafka_region import (
    PATIENCE_S,
    all_records,
    own_topics,
    telling,
    told_up_to_head,
)
from tests.support.publisher import Publisher, publishing_on
from tests.support.restored_region import (
    command,
    echoing,
    echoing_on,
    environment,
    listening,
)
from tests.support.service import prepared

pytestmark = [pytest.mark.integration]

REFERRAL = ("referral",)


@asynccontextmanager
async def a_region(
    kafka: Any, services: tuple[str, ...] = REFERRAL
) -> AsyncIterator[tuple[str, KafkaSettings]]:
    """A database for the publisher, and topics."""
    async with (
        own_topics(kafka.bootstrap, services, partitions=2) as settings,
        fresh_database(CHASSIS_SCHEMA) as dsn,
    ):
        yield dsn, settings


async def told(
    dsn: str, settings: KafkaSettings, *entries: tuple[UUID, tuple[str, ...]]
) -> list[Envelope]:
    """Publish and tell, as a service that is started and stopped again; gives what its log tells now."""
    async with publishing_on(dsn) as publisher, telling(publisher, settings) as relay:
        for case_id, texts in entries:
            await publisher.publish(case_id, *texts)
        await told_up_to_head(publisher, relay)
        return await log_of(publisher)


async def log_of(publisher: Publisher) -> list[Envelope]:
    page, _ = await publisher.log.read(after=0, limit=1_000)
    return page


async def stands_still(dsn: str, settings: KafkaSettings) -> str:
    """Start a service until its relay says why it tells nothing; gives what ``relay status`` says then."""
    async with publishing_on(dsn) as publisher, telling(publisher, settings):
        async with asyncio.timeout(PATIENCE_S):
            while not await publisher.pool.fetchval("SELECT trouble FROM relay"):
                await asyncio.sleep(0.02)
        said = await command(environment(dsn, settings), "relay", "status", "referral")
        assert said.status == 1
        refused = await command(
            environment(dsn, settings), "relay", "restored", "referral", "--yes"
        )
        assert refused.status == 1
        assert "stop the service everywhere" in refused.out
        return said.out


async def restored(dsn: str, settings: KafkaSettings) -> str:
    said = await command(environment(dsn, settings), "relay", "restored", "referral", "--yes")
    assert said.status == 0, said.out
    return said.out


# --- Refusals -------------------------------------------------------------------------------------


async def test_a_new_generation_is_not_begun_by_mistake(kafka: Any) -> None:
    async with a_region(kafka) as (dsn, settings):
        env = environment(dsn, settings)

        unmeant = await command(env, "relay", "restored", "referral")
        unknown = await command({}, "relay", "restored", "referral", "--yes")

        assert (unmeant.status, "Add --yes" in unmeant.out) == (2, True)
        assert unknown.status == 2
        assert "RAPID_REVIEW_REFERRAL_DATABASE_DSN" in unknown.out
        status = await command(env, "relay", "status", "referral")
        assert (status.status, "generation 1; no relay leads" in status.out) == (0, True)


async def test_a_backup_from_before_the_last_restore_stops_the_relay_too(kafka: Any) -> None:
    async with a_region(kafka) as (dsn, settings):
        case_id = uuid4()
        await told(dsn, settings, (case_id, ("1",)))
        async with backup_of(dsn) as restore:
            assert "generation 2" in await restored(dsn, settings)
            await told(dsn, settings, (case_id, ("2",)))
            await restore()

            assert "restored from an older backup" in await stands_still(dsn, settings)
            assert "generation 3" in await restored(dsn, settings)
            await told(dsn, settings, (case_id, ("2",)))

        records = await all_records(settings, "referral")
        sources = {Envelope.from_message(one.headers, one.value).source for one in records}
        assert sources == {f"/rapid-review/referral{end}" for end in ("", "/2", "/3")}


# --- The whole story ------------------------------------------------------------------------------


async def test_a_listener_with_aggregates_goes_on_and_a_person_is_told_where_to_look(
    kafka: Any,
) -> None:
    kept, cut, lost, new = uuid4(), uuid4(), uuid4(), uuid4()
    async with (
        a_region(kafka) as (dsn, settings),
        echoing() as echo,
        listening(echo.door, echo.pool, settings),
    ):
        await told(dsn, settings, (kept, ("1", "2")), (cut, ("1", "2")))
        async with backup_of(dsn) as restore:
            before = await told(dsn, settings, (cut, ("3",)), (lost, ("1", "2")))
            await echo.has(cut, "1", "2", "3")
            await echo.has(lost, "1", "2")
            await restore()

        assert "restored from an older backup" in await stands_still(dsn, settings)
        assert len(await all_records(settings, "referral")) == len(before)
        await restored(dsn, settings)
        after = await told(dsn, settings, (cut, ("other 3", "4")), (new, ("1",)), (kept, ("3",)))

        await echo.has(kept, "1", "2", "3")
        await echo.has(cut, "1", "2", "3", "other 3", "4")
        await echo.has(new, "1")
        await echo.has(lost, "1", "2")
        assert await echo.door.parked() == []
        assert await echo.noted() == {cut, lost}
        ids = {one.id for one in before}
        kept_ids = [one.id for one in after if one.id in ids]
        assert len(kept_ids) == 4, (
            "what was kept has its id, and nothing new has the id of what was lost"
        )
        env = environment(echo.dsn, settings)
        said = await command(env, "relay", "status", "referral")
        assert f"echo: case {lost} rests on events of referral" in said.out
        assert (await command(env, "relay", "seen", "referral", str(lost))).status == 0
        assert (await command(env, "relay", "seen", "referral", str(lost))).status == 1
        assert await echo.noted() == {cut}


async def test_rows_are_marked_and_a_rebuild_forgets_what_was_lost(kafka: Any) -> None:
    kept, cut, lost = uuid4(), uuid4(), uuid4()
    async with (
        a_region(kafka, SERVICES) as (dsn, settings),
        a_board() as board,
        listening(board.door, board.pool, settings),
    ):
        await told(dsn, settings, (kept, ("1", "2")), (cut, ("1",)))
        async with backup_of(dsn) as restore:
            await told(dsn, settings, (cut, ("2", "3")), (lost, ("1",)))
            await on_the_timeline(board.pool, 6)
            await restore()
        await restored(dsn, settings)
        after = await told(dsn, settings, (cut, ("other 2",)))
        await on_the_timeline(board.pool, 7)
        assert await board.pool.fetchval("SELECT rebuild_wanted FROM listener_generations")
        number = await board.pool.fetchval("SELECT number FROM board_revision")

        await board.rebuild(settings)

        assert await timeline(board.pool) == {one.id for one in after}
        assert not await board.pool.fetchval("SELECT rebuild_wanted FROM listener_generations")
        assert await board.pool.fetchval("SELECT number FROM board_revision") > number
        again = await told(dsn, settings, (kept, ("3",)))
        await on_the_timeline(board.pool, len(again))
        live = await all_rows(board.pool)
        await board.rebuild(settings)
        assert await all_rows(board.pool) == live


class Subscriber:
    """An outside subscriber that keeps the rule of docs/how-to/restore-a-backup.md, and needs contracts only."""

    def __init__(self) -> None:
        self.generations: dict[str, int] = {}
        self.positions: dict[tuple[str, UUID], int] = {}
        self.texts: dict[UUID, list[str]] = {}

    def hear(self, envelope: Envelope) -> None:
        service, generation = generation_of(envelope.source)
        known = self.generations.get(service, 1)
        if generation < known:
            return
        if generation > known:
            self.generations[service] = generation
            self.texts.clear()
        key = (envelope.source, envelope.subject)
        if envelope.position > self.positions.get(key, 0):
            self.positions[key] = envelope.position
            self.texts.setdefault(envelope.subject, []).append(envelope.event().reason)  # type: ignore[attr-defined]


async def test_a_subscriber_that_keeps_the_documented_rule_knows_what_the_log_knows(
    kafka: Any,
) -> None:
    kept, cut, lost = uuid4(), uuid4(), uuid4()
    async with (
        own_topics(kafka.bootstrap, REFERRAL, partitions=1) as settings,
        fresh_database(CHASSIS_SCHEMA) as dsn,
    ):
        await told(dsn, settings, (kept, ("1", "2")), (cut, ("1",)))
        async with backup_of(dsn) as restore:
            await told(dsn, settings, (cut, ("2",)), (lost, ("1",)))
            await restore()
        await restored(dsn, settings)
        await told(dsn, settings, (cut, ("other 2",)))
        subscriber = Subscriber()

        for record in await all_records(settings, "referral"):
            subscriber.hear(Envelope.from_message(record.headers, record.value))

        assert subscriber.texts == {kept: ["1", "2"], cut: ["1", "other 2"]}
        assert subscriber.generations == {"referral": 2}


async def test_the_streams_of_a_restored_log_are_whole(
    kafka: Any,
) -> None:
    async with a_region(kafka) as (dsn, settings):
        case_id = uuid4()
        await told(dsn, settings, (case_id, ("1",)))
        await restored(dsn, settings)
        async with publishing_on(dsn) as publisher:
            await publisher.publish(case_id, "2")
            events = await publisher.store.case(case_id)

            verify_stream(events, generation=2)
            with pytest.raises(Tampered, match="has the id of another event"):
                verify_stream(events)


# --- A listener's own database ----------------------------------------------------------------------


async def test_a_listener_with_aggregates_restored_from_an_older_backup_is_told_what_it_forgot(
    kafka: Any,
) -> None:
    one, two = uuid4(), uuid4()
    async with a_region(kafka) as (dsn, settings), fresh_database(CHASSIS_SCHEMA) as own:
        await told(dsn, settings, (one, ("1", "2")))
        async with echoing_on(own) as echo, listening(echo.door, echo.pool, settings):
            await echo.has(one, "1", "2")
        async with backup_of(own) as restore:
            await told(dsn, settings, (one, ("3",)), (two, ("1",)))
            async with echoing_on(own) as echo, listening(echo.door, echo.pool, settings):
                await echo.has(one, "1", "2", "3")
                await echo.has(two, "1")
            await restore()

        async with echoing_on(own) as echo, listening(echo.door, echo.pool, settings):
            await echo.has(one, "1", "2", "3")
            await echo.has(two, "1")
            await told(dsn, settings, (two, ("2",)))
            await echo.has(two, "1", "2")
            assert await echo.noted() == set()
            assert await echo.door.parked() == []


@dataclass
class Board:
    """The board of reporting on its own database."""

    dsn: str
    pool: Pool
    door: BoardDoor

    async def rebuild(self, settings: KafkaSettings) -> None:
        rebuild = Rebuild(
            self.dsn, EventStore(self.pool, self.dsn), CaseKeys(self.pool, b"m" * 32), utc_now
        )
        await rebuild.listener(self.door, TopicsSoFar(settings, SERVICES))


@asynccontextmanager
async def a_board() -> AsyncIterator[Board]:
    async with fresh_database() as dsn:
        await prepared(dsn, "reporting")
        async with asyncpg.create_pool(dsn, min_size=1, max_size=8) as pool:
            yield Board(dsn, pool, BoardDoor(pool, lambda: None))


async def timeline(pool: Pool) -> set[UUID]:
    return {row["event_id"] for row in await pool.fetch("SELECT event_id FROM case_timeline")}


async def on_the_timeline(pool: Pool, count: int) -> None:
    async with asyncio.timeout(PATIENCE_S):
        while len(await timeline(pool)) < count:
            await asyncio.sleep(0.02)
