"""The eventsourcing library's shipped test cases, run against our store; and its recorder as a reader."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from uuid import uuid4

import eventsourcing.cryptography
import psycopg
import pytest
from eventsourcing.persistence import IntegrityError, Notification
from eventsourcing.persistence import StoredEvent as TheirEvent
from eventsourcing.postgres import PostgresApplicationRecorder, PostgresDatastore

from tests.support.library_recorder import (
    LibraryStore,
    OurAggregateRecorder,
    OurApplicationRecorder,
)
from tests.support.sealed import events_of

# The cases' module also holds a case for a cipher of another package. We neither run nor install it.
sys.modules.setdefault("eventsourcing.cipher", eventsourcing.cryptography)
from eventsourcing.tests import persistence as cases  # noqa: E402

pytestmark = pytest.mark.integration


class OurStore:
    """A fresh store for each case."""

    opened: LibraryStore

    def setUp(self) -> None:
        self.opened = LibraryStore()

    def tearDown(self) -> None:
        self.opened.close()


class TestAggregateRecorder(OurStore, cases.AggregateRecorderTestCase):
    def create_recorder(self) -> OurAggregateRecorder:
        return OurAggregateRecorder(self.opened)


class TestApplicationRecorder(OurStore, cases.ApplicationRecorderTestCase[OurApplicationRecorder]):
    def create_recorder(self) -> OurApplicationRecorder:
        return OurApplicationRecorder(self.opened)

    def test_insert_subscribe(self) -> None:
        self.optional_test_insert_subscribe()


class TestNonInterleaving(OurStore, cases.NonInterleavingNotificationIDsBaseCase):
    def create_recorder(self) -> OurApplicationRecorder:
        return OurApplicationRecorder(self.opened)


@pytest.fixture
def opened() -> Iterator[LibraryStore]:
    store = LibraryStore()
    yield store
    store.close()


@contextmanager
def their_recorder(dsn: str) -> Iterator[PostgresApplicationRecorder]:
    address = urlsplit(dsn)
    query = parse_qs(address.query)
    datastore = PostgresDatastore(
        dbname=unquote(address.path.lstrip("/")),
        host=query["host"][0] if "host" in query else str(address.hostname),
        port=query["port"][0] if "port" in query else str(address.port or 5432),
        user=str(address.username),
        password=unquote(address.password or ""),
    )
    try:
        yield PostgresApplicationRecorder(datastore, events_table_name="stored_events")
    finally:
        datastore.close()


def test_the_librarys_own_recorder_reads_our_store(opened: LibraryStore) -> None:
    events = events_of(count=3)
    opened.wait(opened.store.append(events, expected=0))

    with their_recorder(opened.dsn) as theirs:
        stream = events[0].header.stream
        assert theirs.max_notification_id() == 3
        assert theirs.select_events(stream, gt=1) == [
            TheirEvent(stream, event.header.version, event.header.topic, event.state)
            for event in events[1:]
        ]
        assert theirs.select_notifications(start=2, limit=1) == [
            Notification(stream, 2, events[1].header.topic, events[1].state, 2)
        ]


def test_the_librarys_own_recorder_cannot_write_past_the_gate(opened: LibraryStore) -> None:
    with their_recorder(opened.dsn) as theirs:
        theirs.create_table()
        with pytest.raises(IntegrityError, match="null value"):
            theirs.insert_events([TheirEvent(uuid4(), 1, "test.Happened.v1", b"")])


def test_our_columns_are_the_librarys_columns(opened: LibraryStore) -> None:
    ours, theirs = columns(opened.dsn, "stored_events"), {}
    with their_recorder(opened.dsn) as recorder:
        other = PostgresApplicationRecorder(recorder.datastore, events_table_name="their_events")
        other.create_table()
        theirs = columns(opened.dsn, "their_events")

    assert {name: ours.get(name) for name in theirs} == theirs


def columns(dsn: str, table: str) -> dict[str, Any]:
    with psycopg.connect(dsn) as connection:
        found = connection.execute(
            "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s",
            (table,),
        )
        return dict(found.fetchall())
