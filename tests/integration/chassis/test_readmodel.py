"""Read models: rows and position move together, a rebuild equals the live rows, an erased case is passed over."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator
from uuid import uuid4

import asyncpg
import pytest

from chassis.aggregate import Event
from chassis.database import Connection, Pool
from chassis.readmodel import Projector
from chassis.store.case_keys import CaseKeys
from tests.support.publisher import EntryWritten, Publisher, publishing

TABLE = "CREATE TABLE entries (stream uuid NOT NULL, text text NOT NULL)"


class Entries:
    name = "entries"
    tables: tuple[str, ...] = ("entries",)
    events: tuple[type[Event], ...] = (EntryWritten,)

    def __init__(self) -> None:
        self.fails_on = ""
        self.loses_connection_on = ""

    async def apply(self, event: Event, connection: Connection) -> None:
        assert isinstance(event, EntryWritten)
        await connection.execute(
            "INSERT INTO entries (stream, text) VALUES ($1, $2)", event.originator_id, event.text
        )
        if event.text == self.fails_on:
            raise ValueError("a projection that does not cope")
        if event.text == self.loses_connection_on:
            self.loses_connection_on = ""
            await connection.execute("SELECT pg_terminate_backend(pg_backend_pid())")

    async def forget(self, connection: Connection) -> None:
        await connection.execute("TRUNCATE entries")


@pytest.fixture
async def publisher() -> AsyncIterator[Publisher]:
    async with publishing() as publisher:
        await pool_of(publisher).execute(TABLE)
        yield publisher


def pool_of(publisher: Publisher) -> Pool:
    return publisher.store._pool


def projector(publisher: Publisher, projection: Entries) -> Projector:
    return Projector(publisher.store, publisher.keys, pool_of(publisher), [projection])


async def rows(publisher: Publisher) -> list[asyncpg.Record]:
    found: list[asyncpg.Record] = await pool_of(publisher).fetch(
        "SELECT * FROM entries ORDER BY 1, 2"
    )
    return found


async def test_catching_up_twice_applies_each_event_once(publisher: Publisher) -> None:
    await publisher.publish(uuid4(), "1", "2", "3")
    projection = Entries()

    first = await projector(publisher, projection).catch_up(projection)
    second = await projector(publisher, projection).catch_up(projection)

    assert first == second == 4
    assert len(await rows(publisher)) == 3


async def test_a_page_that_fails_leaves_neither_rows_nor_position(publisher: Publisher) -> None:
    await publisher.publish(uuid4(), "1", "2", "3")
    projection = Entries()
    projection.fails_on = "2"

    with pytest.raises(ValueError, match="does not cope"):
        await projector(publisher, projection).catch_up(projection)

    assert await rows(publisher) == []
    assert await projector(publisher, projection).position("entries") == 0


class Ringing(Entries):
    """Looks at its rows from elsewhere as soon as it is told that a page is committed."""

    def __init__(self, publisher: Publisher) -> None:
        super().__init__()
        self.publisher = publisher
        self.looks: list[asyncio.Task[list[asyncpg.Record]]] = []

    def committed(self) -> None:
        self.looks.append(asyncio.create_task(rows(self.publisher)))


async def test_who_is_told_that_a_page_is_committed_finds_its_rows(publisher: Publisher) -> None:
    await publisher.publish(uuid4(), "1", "2")
    projection = Ringing(publisher)
    projection.fails_on = "2"
    with pytest.raises(ValueError, match="does not cope"):
        await projector(publisher, projection).catch_up(projection)
    assert projection.looks == []

    projection.fails_on = ""
    await projector(publisher, projection).catch_up(projection)

    assert [len(await look) for look in projection.looks] == [2]


async def test_a_projection_that_fails_is_tried_again_until_it_copes(publisher: Publisher) -> None:
    await publisher.publish(uuid4(), "1", "2")
    projection = Entries()
    projection.fails_on = "2"
    running = asyncio.create_task(projector(publisher, projection).run(projection))
    await asyncio.sleep(0.05)
    projection.fails_on = ""

    async with asyncio.timeout(60):
        while len(await rows(publisher)) < 2:
            await asyncio.sleep(0.01)

    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_a_connection_lost_in_the_middle_of_a_page_loses_and_doubles_nothing(
    publisher: Publisher,
) -> None:
    await publisher.publish(uuid4(), "1", "2", "3")
    projection = Entries()
    projection.loses_connection_on = "2"
    following = asyncio.create_task(projector(publisher, projection).run(projection))
    async with asyncio.timeout(60):
        while len(await rows(publisher)) < 3:
            await asyncio.sleep(0.01)
    following.cancel()

    assert projection.loses_connection_on == ""
    assert [row["text"] for row in await rows(publisher)] == ["1", "2", "3"]


async def test_a_page_is_taken_with_the_one_connection_that_there_is(publisher: Publisher) -> None:
    """As when every read model of a service catches up at once, after a start: none waits for a second one."""
    await publisher.publish(uuid4(), "1", "2")
    projection = Entries()

    async with asyncpg.create_pool(publisher.dsn, min_size=1, max_size=1) as pool:
        projecting = Projector(publisher.store, CaseKeys(pool, b"m" * 32), pool, [projection])
        async with asyncio.timeout(60):
            assert await projecting.catch_up(projection) == 3

    assert len(await rows(publisher)) == 2


async def test_a_rebuild_equals_the_live_rows(publisher: Publisher) -> None:
    for _ in range(5):
        await publisher.publish(uuid4(), "1", "2", "3")
    projection = Entries()
    await projector(publisher, projection).catch_up(projection)
    live = await rows(publisher)

    await projector(publisher, projection).rebuild(projection)

    assert await rows(publisher) == live


async def test_a_rebuild_passes_over_an_erased_case(publisher: Publisher) -> None:
    kept, erased = uuid4(), uuid4()
    await publisher.publish(kept, "1", "2")
    await publisher.publish(erased, "1", "2")
    await publisher.keys.destroy(erased)
    projection = Entries()

    position = await projector(publisher, projection).rebuild(projection)

    assert position == 6
    assert len(await rows(publisher)) == 2


class Slow(Entries):
    """Lets somebody else in while a page is applied."""

    def __init__(self) -> None:
        super().__init__()
        self.applying, self.go_on = asyncio.Event(), asyncio.Event()

    async def apply(self, event: Event, connection: Connection) -> None:
        self.applying.set()
        await self.go_on.wait()
        await super().apply(event, connection)


async def test_replicas_that_catch_up_at_once_apply_each_event_once(publisher: Publisher) -> None:
    for _ in range(5):
        await publisher.publish(uuid4(), "1", "2", "3")
    projection = Entries()

    await asyncio.gather(*(projector(publisher, projection).catch_up(projection) for _ in range(4)))

    assert len(await rows(publisher)) == 15


async def test_a_rebuild_beside_a_follower_loses_nothing(publisher: Publisher) -> None:
    case_id, slow = uuid4(), Slow()
    await publisher.publish(case_id, "1", "2")
    await projector(publisher, slow).catch_up(Entries())
    await publisher.publish(case_id, "3")

    following = asyncio.create_task(projector(publisher, slow).catch_up(slow))
    await slow.applying.wait()
    rebuilding = asyncio.create_task(projector(publisher, slow).rebuild(Entries()))
    await asyncio.sleep(0.2)
    slow.go_on.set()
    await asyncio.gather(following, rebuilding)

    assert [row["text"] for row in await rows(publisher)] == ["1", "2", "3"]


class Lives:
    """What has become of each diary: begun again after every third entry."""

    name = "entries"
    tables: tuple[str, ...] = ("entries",)
    events: tuple[type[Event], ...] = (EntryWritten,)

    def __init__(self, *, by_stream: bool) -> None:
        self.by_stream = by_stream

    async def apply(self, event: Event, connection: Connection) -> None:
        assert isinstance(event, EntryWritten)
        stream, number = event.originator_id, int(event.text)
        if number % 3 == 0:
            await connection.execute("DELETE FROM entries WHERE stream = $1", stream)
        if number % 3 == 1:
            await connection.execute(
                "INSERT INTO entries (stream, text) VALUES ($1, $2)", stream, event.text
            )
        else:
            await connection.execute(
                "UPDATE entries SET text = text || $2 WHERE stream = $1", stream, event.text
            )

    async def forget(self, connection: Connection) -> None:
        await connection.execute("TRUNCATE entries")


async def test_a_page_that_is_gathered_makes_the_same_rows_as_one_by_one(
    publisher: Publisher,
) -> None:
    draw, left = random.Random(3), {uuid4(): list(range(1, 12)) for _ in range(7)}
    while left:
        case_id = draw.choice([*left])
        await publisher.publish(case_id, str(left[case_id].pop(0)))
        left = {case: numbers for case, numbers in left.items() if numbers}
    made = []
    for by_stream in (False, True):
        projection = Lives(by_stream=by_stream)
        follower = Projector(publisher.store, publisher.keys, pool_of(publisher), [projection])
        await follower.rebuild(projection)
        made.append(await rows(publisher))

    assert made[0] == made[1]
    assert {row["text"] for row in made[0]} == {"1011"}


async def test_a_gathered_page_that_fails_leaves_neither_rows_nor_position(
    publisher: Publisher,
) -> None:
    await publisher.publish(uuid4(), "1", "2", "3")
    await pool_of(publisher).execute("ALTER TABLE entries ADD CHECK (text <> '12')")
    projection = Lives(by_stream=True)
    follower = Projector(publisher.store, publisher.keys, pool_of(publisher), [projection])

    with pytest.raises(asyncpg.CheckViolationError):
        await follower.catch_up(projection)

    assert (await rows(publisher), await follower.position("entries")) == ([], 0)
