"""Keys of cases: durable before use, one per case, gone for good; and snapshots, sealed like events."""

from __future__ import annotations

import asyncio
from typing import Any
from uuid import uuid4

import asyncpg
import pytest
from cryptography.exceptions import InvalidTag

from chassis.store.case_keys import CaseKeys
from chassis.store.event_store import EventStore
from chassis.store.seal import (
    FIRST_PREVIOUS,
    CaseKey,
    KeyDestroyed,
    KeyMissing,
    Unreadable,
    open_body,
    seal,
)
from chassis.store.verify import verify_stream
from tests.support.sealed import CASE, KEY, events_of, header_of

pytestmark = pytest.mark.integration

MASTER = bytes(range(32))


def opens_what_the_other_sealed(one: CaseKey, other: CaseKey) -> bool:
    nonce = bytes(12)
    try:
        return (
            other.cipher.decrypt(nonce, one.cipher.encrypt(nonce, b"words", None), None) == b"words"
        )
    except InvalidTag:
        return False


async def test_a_case_has_no_key_until_one_is_made(pool: asyncpg.Pool[Any]) -> None:
    with pytest.raises(KeyMissing):
        await CaseKeys(pool, MASTER).of(CASE)


async def test_a_key_is_the_same_in_every_process_and_differs_from_case_to_case(
    pool: asyncpg.Pool[Any],
) -> None:
    key = await CaseKeys(pool, MASTER).of(CASE, create=True)
    again = await CaseKeys(pool, MASTER).of(CASE)
    other = await CaseKeys(pool, MASTER).of(uuid4(), create=True)

    assert opens_what_the_other_sealed(key, again)
    assert not opens_what_the_other_sealed(key, other)


async def test_all_who_make_a_key_at_once_get_the_same_one(pool: asyncpg.Pool[Any]) -> None:
    processes = [CaseKeys(pool, MASTER) for _ in range(20)]

    keys = await asyncio.gather(*(process.of(CASE, create=True) for process in processes))

    assert all(opens_what_the_other_sealed(keys[0], key) for key in keys)
    assert await pool.fetchval("SELECT count(*) FROM case_keys") == 1


async def test_a_key_in_use_asks_the_database_no_more(pool: asyncpg.Pool[Any]) -> None:
    keys = CaseKeys(pool, MASTER)
    key = await keys.of(CASE, create=True)
    await pool.execute("TRUNCATE case_keys")

    assert await keys.of(CASE) is key


async def test_the_keys_of_a_page_are_looked_up_at_once_and_a_destroyed_one_stays_away(
    pool: asyncpg.Pool[Any],
) -> None:
    maker, keys = CaseKeys(pool, MASTER), CaseKeys(pool, MASTER)
    cases = [uuid4() for _ in range(3)]
    made = [await maker.of(case_id, create=True) for case_id in cases]
    await maker.destroy(cases[2])
    await keys.load([header_of(case_id, 1, case_id=case_id) for case_id in cases])
    await pool.execute("UPDATE case_keys SET wrapped = NULL, destroyed_at = now()")

    found = [await keys.of(case_id) for case_id in cases[:2]]

    assert all(map(opens_what_the_other_sealed, made, found))
    with pytest.raises(KeyDestroyed):
        await keys.of(cases[2])


async def test_a_key_that_does_not_open_is_said_when_it_is_asked_for_and_not_before(
    pool: asyncpg.Pool[Any],
) -> None:
    cases = [uuid4() for _ in range(2)]
    for case_id in cases:
        await CaseKeys(pool, MASTER).of(case_id, create=True)
    keys = CaseKeys(pool, bytes(32))

    await keys.load([header_of(case_id, 1, case_id=case_id) for case_id in cases])

    with pytest.raises(Unreadable):
        await keys.of(cases[0])


async def test_the_cache_forgets(pool: asyncpg.Pool[Any]) -> None:
    by_age = CaseKeys(pool, MASTER, cached_for_s=0)
    by_number = CaseKeys(pool, MASTER, cached_max=1)
    await by_age.of(CASE, create=True)
    await by_number.of(CASE)
    await by_number.of(uuid4(), create=True)
    await pool.execute("TRUNCATE case_keys")

    for keys in (by_age, by_number):
        with pytest.raises(KeyMissing):
            await keys.of(CASE)


async def test_the_database_holds_no_key_in_clear(pool: asyncpg.Pool[Any]) -> None:
    await CaseKeys(pool, MASTER).of(CASE, create=True)

    with pytest.raises(Unreadable):
        await CaseKeys(pool, bytes(32)).of(CASE)


async def test_a_wrapped_key_cannot_be_given_to_another_case(pool: asyncpg.Pool[Any]) -> None:
    await CaseKeys(pool, MASTER).of(CASE, create=True)
    other = uuid4()
    await pool.execute("UPDATE case_keys SET case_id = $1", other)

    with pytest.raises(Unreadable):
        await CaseKeys(pool, MASTER).of(other)


async def test_a_destroyed_key_is_gone_and_is_never_made_again(pool: asyncpg.Pool[Any]) -> None:
    keys = CaseKeys(pool, MASTER)
    await keys.of(CASE, create=True)

    await keys.destroy(CASE)
    await keys.destroy(CASE)

    for process in (keys, CaseKeys(pool, MASTER)):
        with pytest.raises(KeyDestroyed):
            await process.of(CASE)
        with pytest.raises(KeyDestroyed):
            await process.of(CASE, create=True)
    assert await pool.fetchval("SELECT wrapped FROM case_keys") is None


async def test_a_case_can_be_barred_before_it_has_a_key(pool: asyncpg.Pool[Any]) -> None:
    keys = CaseKeys(pool, MASTER)

    await keys.destroy(CASE)

    with pytest.raises(KeyDestroyed):
        await keys.of(CASE, create=True)


async def test_a_key_destroyed_while_it_is_fetched_does_not_come_back(
    pool: asyncpg.Pool[Any],
) -> None:
    keys = CaseKeys(pool, MASTER, cached_for_s=0)
    await keys.of(CASE, create=True)

    await asyncio.gather(
        *(keys.of(CASE) for _ in range(20)), keys.destroy(CASE), return_exceptions=True
    )

    with pytest.raises(KeyDestroyed):
        await keys.of(CASE)


async def test_history_keeps_its_shape_when_its_words_are_gone(
    pool: asyncpg.Pool[Any], store: EventStore
) -> None:
    keys = CaseKeys(pool, MASTER)
    key = await keys.of(CASE, create=True)
    event = seal(header_of(uuid4(), 1), b"words", key, FIRST_PREVIOUS)
    await store.append([event], expected=0)

    await keys.destroy(CASE)

    (found,) = await store.case(CASE)
    verify_stream([found])
    with pytest.raises(KeyDestroyed):
        await keys.of(CASE)


def test_a_master_key_has_32_bytes() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        CaseKeys(None, b"short")  # type: ignore[arg-type]


async def test_the_youngest_snapshot_that_is_not_too_young_is_found(store: EventStore) -> None:
    events = events_of(count=3)
    stream = events[0].header.stream
    topic = "test.Thing.snapshot.v1"
    assert await store.latest_snapshot(stream, topic) is None

    for event in events:
        header = event.header._replace(topic=topic)
        body = b"state at %d" % header.version
        await store.save_snapshot(seal(header, body, KEY, event.hash))

    newest = await store.latest_snapshot(stream, topic)
    older = await store.latest_snapshot(stream, topic, upto=2)
    assert newest is not None
    assert older is not None
    assert open_body(newest, KEY) == b"state at 3"
    assert open_body(older, KEY) == b"state at 2"
    assert older.previous == events[1].hash
    assert await store.latest_snapshot(stream, "test.Thing.snapshot.v2") is None


async def test_a_snapshot_taken_again_replaces_the_first(store: EventStore) -> None:
    (event,) = events_of()
    for body in (b"first", b"second"):
        await store.save_snapshot(seal(event.header, body, KEY, event.hash))

    found = await store.latest_snapshot(event.header.stream, event.header.topic)

    assert found is not None
    assert open_body(found, KEY) == b"second"
