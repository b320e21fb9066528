"""Our store as a recorder of the eventsourcing library, so that the library's own test cases judge it.

The library is synchronous: the store runs on an event loop in a thread of its own.
Commands go past EventStore.append, which refuses streams that do not begin at version 1, straight to
its writer: the checks of the database are those under test.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine, Sequence
from datetime import UTC, datetime
from typing import Any, TypeVar, cast
from uuid import UUID

import asyncpg
from eventsourcing.persistence import (
    AggregateRecorder,
    ApplicationRecorder,
    IntegrityError,
    ListenNotifySubscription,
    Notification,
    ProgrammingError,
    StoredEvent,
    Subscription,
)

from chassis.store.event_store import Conflict, EventStore, SealedEvent, Unstorable
from chassis.store.event_store import StoredEvent as OurEvent
from chassis.store.seal import FIRST_PREVIOUS, Header, canonical, chained_hash, event_id_of
from tests.support.database import CHASSIS_SCHEMA, fresh_database

Result = TypeVar("Result")
FROM_THE_BEGINNING = -1  # The library's cases also begin streams at version 0.


class LibraryStore:
    """A fresh database and a store on it, usable from any thread."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="library-store")
        self._thread.start()
        self._database = fresh_database(CHASSIS_SCHEMA)
        self.dsn = self.wait(self._database.__aenter__())
        self.store = self.wait(self._open())

    def wait(self, coroutine: Coroutine[Any, Any, Result]) -> Result:
        """Run something on the store's loop."""
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result()

    def close(self) -> None:
        """Stop everything that was started."""
        self.wait(self._close())
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    async def _open(self) -> EventStore:
        self._pool = await asyncpg.create_pool(self.dsn, min_size=1, max_size=8)
        store = EventStore(self._pool, self.dsn)
        await store.start()
        return store

    async def _close(self) -> None:
        await self.store.stop()
        await self._pool.close()
        await self._database.__aexit__(None, None, None)


class OurAggregateRecorder(AggregateRecorder):
    """Streams, as the library sees them."""

    def __init__(self, opened: LibraryStore) -> None:
        self._opened = opened

    def insert_events(self, stored_events: Sequence[StoredEvent], **_: Any) -> Sequence[int] | None:
        self._append(stored_events)
        return None

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        after = FROM_THE_BEGINNING if gt is None else gt
        stream = self._opened.store.stream(cast("UUID", originator_id), after=after, upto=lte)
        events = [_theirs(event) for event in self._opened.wait(stream)]
        return (events[::-1] if desc else events)[:limit]

    def _append(self, events: Sequence[StoredEvent]) -> list[int]:
        if not events:
            return []
        if len({event.originator_id for event in events}) > 1:
            raise ProgrammingError("A command of ours is about one stream.")
        try:
            last = self._opened.wait(self._chain_and_append(events))
        except (Conflict, Unstorable) as error:
            raise IntegrityError(str(error)) from error
        return [*range(last - len(events) + 1, last + 1)]

    async def _chain_and_append(self, events: Sequence[StoredEvent]) -> int:
        stream = cast("UUID", events[0].originator_id)
        expected = max(events[0].originator_version - 1, 0)
        before = await self._opened.store.stream(stream, after=expected - 1, upto=expected)
        previous = before[-1].hash if before else FIRST_PREVIOUS
        chained: list[SealedEvent] = []
        for event in events:
            chained.append(_ours(event, previous))
            previous = chained[-1].hash
        return await self._opened.store._writer.append(chained, expected=expected)


class OurApplicationRecorder(OurAggregateRecorder, ApplicationRecorder):
    """Streams and the log, as the library sees them."""

    def insert_events(self, stored_events: Sequence[StoredEvent], **_: Any) -> Sequence[int] | None:
        return self._append(stored_events)

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        after = (start or 0) - 1 if inclusive_of_start else (start or 0)
        found: list[Notification] = []
        # Our log knows no topics: read on until the page is full.
        while page := self._opened.wait(self._opened.store.log(after=after, limit=1_000)):
            after = page[-1].position
            found += [
                _notification(event)
                for event in page
                if (not topics or event.header.topic in topics)
                and (stop is None or event.position <= stop)
            ]
            if len(found) >= limit:
                break
        return found[:limit]

    def max_notification_id(self) -> int | None:
        return self._opened.wait(self._opened.store.head()) or None

    def subscribe(
        self, gt: int | None = None, topics: Sequence[str] = ()
    ) -> Subscription[ApplicationRecorder]:
        return OurSubscription(self, gt, topics)

    def wait_beyond(self, position: int, timeout_s: float) -> int:
        """Wait as the store's followers do."""
        return self._opened.wait(self._opened.store.wait_beyond(position, timeout_s))


class OurSubscription(ListenNotifySubscription[OurApplicationRecorder]):
    """The library's subscription, woken by our store instead of by LISTEN."""

    def __init__(
        self, recorder: OurApplicationRecorder, gt: int | None, topics: Sequence[str]
    ) -> None:
        super().__init__(recorder=recorder, gt=gt, topics=topics)
        self._wake_thread = threading.Thread(target=self._wake)
        self._wake_thread.start()

    def __exit__(self, *args: object, **kwargs: Any) -> None:
        try:
            super().__exit__(*args, **kwargs)
        finally:
            self._wake_thread.join()

    def _wake(self) -> None:
        head = 0
        while not self._has_been_stopped:
            moved = self._recorder.wait_beyond(head, 0.1)
            if moved > head:
                head = moved
                self._has_been_notified.set()


def _ours(event: StoredEvent, previous: bytes) -> SealedEvent:
    stream, now = cast("UUID", event.originator_id), datetime.now(UTC)
    header = Header(
        event_id=event_id_of(stream, event.originator_version),
        stream=stream,
        version=event.originator_version,
        topic=event.topic,
        case_id=stream,
        partnership="library",
        actor="library",
        correlation_id=stream,
        causation_id=stream,
        occurred_at=now,
        recorded_at=now,
    )
    digest = chained_hash(previous, canonical(header), event.state)
    return SealedEvent(header, event.state, previous, digest)


def _theirs(event: OurEvent) -> StoredEvent:
    header = event.header
    return StoredEvent(header.stream, header.version, header.topic, event.state)


def _notification(event: OurEvent) -> Notification:
    header = event.header
    return Notification(header.stream, header.version, header.topic, event.state, event.position)
