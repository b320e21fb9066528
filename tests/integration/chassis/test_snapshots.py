"""Snapshots save work and change nothing: a stream opened without one is the same."""

from __future__ import annotations

from uuid import uuid4

import pytest
from pydantic_core import from_json, to_json

from chassis.clock import utc_now
from chassis.use_cases import UseCases
from tests.integration.chassis.test_use_cases import entries, opened, stream_of, written
from tests.support.publisher import Diary, Publisher, a_cause


async def test_a_snapshot_that_cannot_be_kept_fails_no_command(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = uuid4()

    async def no_space(snapshot: object) -> None:
        raise OSError

    monkeypatch.setattr(publisher.store, "save_snapshot", no_space)
    use_cases = UseCases(publisher.store, publisher.keys, utc_now, snapshot_every=2)

    await opened(use_cases, case_id)

    assert (await written(use_cases, a_cause(case_id), "more")).version == 3


async def test_a_snapshot_changes_nothing_but_the_work_of_loading(publisher: Publisher) -> None:
    case_id, cause = uuid4(), None
    with_snapshots = UseCases(publisher.store, publisher.keys, utc_now, snapshot_every=3)
    await opened(with_snapshots, case_id)
    for number in range(10):
        cause = a_cause(case_id)
        kept = await written(with_snapshots, cause, str(number))

    fresh = UseCases(publisher.store, publisher.keys, utc_now, snapshot_every=3)
    topic = "test.Diary.snapshot.v1"
    snapshot = await publisher.store.latest_snapshot(stream_of(case_id), topic)

    assert snapshot is not None
    assert snapshot.header.version == 12
    assert await entries(fresh, case_id) == 11
    assert cause is not None
    assert await written(fresh, cause, "9") == kept, "a snapshot remembers what was answered"
    assert (await written(fresh, a_cause(case_id), "more")).version == 13


async def test_a_snapshot_of_another_shape_is_left_aside(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = uuid4()
    before = UseCases(publisher.store, publisher.keys, utc_now, snapshot_every=2)
    await opened(before, case_id)
    await written(before, a_cause(case_id), "more")
    saved = Diary.restore

    def of_today(snapshot: bytes) -> Diary:
        content = from_json(snapshot)
        content["state"]["colour"] = content["state"].pop("last")
        return saved(to_json(content))

    monkeypatch.setattr(Diary, "restore", of_today)

    fresh = UseCases(publisher.store, publisher.keys, utc_now, snapshot_every=2)
    assert await entries(fresh, case_id) == 2
    assert (await written(fresh, a_cause(case_id), "again")).version == 4
