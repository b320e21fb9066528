"""Load, decide, keep: repeated causes, concurrent askers, stale views, erased cases."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any
from uuid import UUID, uuid4, uuid5

import asyncpg
import pytest

from chassis.clock import utc_now
from chassis.errors import NotFound, Stale, Temporary
from chassis.store.append_queue import Command
from chassis.store.seal import SealedEvent
from chassis.store.writer_session import WriterSession
from chassis.use_cases import (
    AlreadyBegun,
    Cause,
    CommandReused,
    Erased,
    InTheFuture,
    Kept,
    UseCases,
    together,
)
from tests.support.publisher import Diary, Publisher, a_cause


def stream_of(case_id: UUID) -> UUID:
    return uuid5(case_id, "diary")


async def opened(use_cases: UseCases, case_id: UUID) -> Kept:
    return await use_cases.begin(
        Diary, stream_of(case_id), a_cause(case_id), lambda: Diary.open_for(case_id)
    )


async def written(use_cases: UseCases, cause: Cause, text: str) -> Kept:
    return await use_cases.change(
        Diary, stream_of(cause.case_id), cause, lambda diary: diary.write(text)
    )


async def entries(use_cases: UseCases, case_id: UUID) -> int:
    return await use_cases.look(Diary, stream_of(case_id), lambda diary: diary.entries)


async def test_what_does_not_exist_is_not_found(publisher: Publisher) -> None:
    with pytest.raises(NotFound):
        await written(publisher.use_cases, a_cause(uuid4()), "lost")
    with pytest.raises(NotFound):
        await entries(publisher.use_cases, uuid4())


async def test_another_partnership_finds_nothing(publisher: Publisher) -> None:
    case_id = uuid4()
    await opened(publisher.use_cases, case_id)

    with pytest.raises(NotFound):
        await written(
            publisher.use_cases, replace(a_cause(case_id), partnership="DEV"), "intrusion"
        )


async def test_a_person_cannot_say_that_something_happened_in_the_future(
    publisher: Publisher,
) -> None:
    case_id = uuid4()
    await opened(publisher.use_cases, case_id)
    tomorrow = utc_now() + timedelta(days=1)

    told = replace(a_cause(case_id), occurred_at=tomorrow)
    asked = replace(told, command_id=uuid4())

    with pytest.raises(InTheFuture):
        await written(publisher.use_cases, asked, "too soon")
    assert (await written(publisher.use_cases, told, "by a clock that is ahead")).version == 3


async def test_a_thing_begins_once(publisher: Publisher) -> None:
    case_id = uuid4()
    await opened(publisher.use_cases, case_id)

    with pytest.raises(AlreadyBegun):
        await opened(publisher.use_cases, case_id)


async def test_a_repeated_cause_is_answered_as_the_first_time(publisher: Publisher) -> None:
    case_id = uuid4()
    await opened(publisher.use_cases, case_id)
    cause = a_cause(case_id)

    first = await written(publisher.use_cases, cause, "once")
    await written(publisher.use_cases, a_cause(case_id), "later")
    again = await written(publisher.use_cases, cause, "once")

    assert first == again
    assert await entries(publisher.use_cases, case_id) == 3


async def test_a_command_id_with_another_content_is_refused(publisher: Publisher) -> None:
    case_id, command = uuid4(), uuid4()
    await opened(publisher.use_cases, case_id)
    cause = replace(a_cause(case_id), command_id=command, correlation_id=command)
    await written(publisher.use_cases, cause, "first")

    with pytest.raises(CommandReused):
        await written(publisher.use_cases, replace(cause, causation_id=uuid4()), "second")


async def test_who_looked_at_an_older_version_is_stale(publisher: Publisher) -> None:
    case_id = uuid4()
    kept = await opened(publisher.use_cases, case_id)
    await written(publisher.use_cases, replace(a_cause(case_id), seen=kept.version), "mine")

    with pytest.raises(Stale):
        await written(publisher.use_cases, replace(a_cause(case_id), seen=kept.version), "theirs")


async def test_two_replicas_change_one_stream_and_no_cache_hides_the_other(
    publisher: Publisher,
) -> None:
    case_id = uuid4()
    here, there = publisher.use_cases, UseCases(publisher.store, publisher.keys, utc_now)
    await opened(here, case_id)

    for number in range(5):
        await written(here, a_cause(case_id), f"here {number}")
        await written(there, a_cause(case_id), f"there {number}")

    fresh = UseCases(publisher.store, publisher.keys, utc_now)
    assert await entries(fresh, case_id) == 11


async def test_a_stale_cache_cannot_overwrite_what_it_has_not_seen(publisher: Publisher) -> None:
    case_id = uuid4()
    here, there = publisher.use_cases, UseCases(publisher.store, publisher.keys, utc_now)
    await opened(here, case_id)
    await written(there, a_cause(case_id), "there")

    kept = await written(here, a_cause(case_id), "here")

    assert kept.version == 4
    assert await entries(here, case_id) == 3


async def test_a_refusal_from_a_stale_cache_is_not_final(publisher: Publisher) -> None:
    case_id = uuid4()
    here, there = publisher.use_cases, UseCases(publisher.store, publisher.keys, utc_now)
    await opened(here, case_id)
    await written(there, a_cause(case_id), "the key")

    def needs_the_key(diary: Diary) -> None:
        if diary.last != "the key":
            raise AlreadyBegun
        diary.write("unlocked")

    kept = await here.change(Diary, stream_of(case_id), a_cause(case_id), needs_the_key)

    assert kept.version == 4


async def test_what_another_replica_wrote_is_seen_at_once(publisher: Publisher) -> None:
    case_id = uuid4()
    here, there = publisher.use_cases, UseCases(publisher.store, publisher.keys, utc_now)
    with pytest.raises(NotFound):
        await entries(here, case_id)
    await opened(there, case_id)
    assert await entries(here, case_id) == 1

    await written(there, a_cause(case_id), "there")

    assert await entries(here, case_id) == 2


async def test_forty_askers_at_once_all_get_their_entry(publisher: Publisher) -> None:
    case_id = uuid4()
    replicas = [publisher.use_cases, UseCases(publisher.store, publisher.keys, utc_now)]
    await opened(replicas[0], case_id)

    versions = await asyncio.gather(
        *(written(replicas[n % 2], a_cause(case_id), str(n)) for n in range(40))
    )

    assert sorted(kept.version for kept in versions) == list(range(3, 43))


async def test_an_erased_case_can_neither_be_read_nor_changed(publisher: Publisher) -> None:
    case_id = uuid4()
    await opened(publisher.use_cases, case_id)
    await publisher.keys.destroy(case_id)

    with pytest.raises(Erased):
        await written(publisher.use_cases, a_cause(case_id), "after")
    with pytest.raises(Erased):
        await entries(publisher.use_cases, case_id)
    with pytest.raises(Erased):
        await entries(UseCases(publisher.store, publisher.keys, utc_now), case_id)
    assert await publisher.log.read(after=0, limit=10) == ([], 2)


async def test_a_refused_decision_leaves_the_cache_as_it_was(publisher: Publisher) -> None:
    case_id = uuid4()
    await opened(publisher.use_cases, case_id)

    def half(diary: Diary) -> None:
        diary.write("half done")
        raise AlreadyBegun

    with pytest.raises(AlreadyBegun):
        await publisher.use_cases.change(Diary, stream_of(case_id), a_cause(case_id), half)

    assert await entries(publisher.use_cases, case_id) == 1
    assert (await written(publisher.use_cases, a_cause(case_id), "whole")).version == 3


async def test_a_cancelled_asker_leaves_nothing_half_done(publisher: Publisher) -> None:
    case_id = uuid4()
    await opened(publisher.use_cases, case_id)
    asking = [
        asyncio.create_task(written(publisher.use_cases, a_cause(case_id), str(n)))
        for n in range(20)
    ]
    await asyncio.sleep(0.002)
    for task in asking[::2]:
        task.cancel()

    answers = await asyncio.gather(*asking, return_exceptions=True)

    answered = [answer for answer in answers if isinstance(answer, Kept)]
    stored = await publisher.store.stream(stream_of(case_id))
    assert [event.header.version for event in stored] == list(range(1, len(stored) + 1))
    assert len(stored) >= 2 + len(answered)
    assert await entries(publisher.use_cases, case_id) == len(stored) - 1


async def test_the_words_in_the_database_are_sealed(publisher: Publisher) -> None:
    case_id = uuid4()
    await opened(publisher.use_cases, case_id)
    await written(publisher.use_cases, a_cause(case_id), "a canary in the coal mine")

    rows = await publisher.store._pool.fetch("SELECT * FROM stored_events")

    assert rows
    assert b"canary" not in repr([tuple(row) for row in rows]).encode()
    assert isinstance(rows[0], asyncpg.Record)


async def test_a_stranger_does_not_learn_that_a_thing_has_begun(publisher: Publisher) -> None:
    case_id = uuid4()
    await opened(publisher.use_cases, case_id)
    stranger = replace(a_cause(case_id), partnership="DEV")

    with pytest.raises(NotFound):
        await publisher.use_cases.begin(
            Diary, stream_of(case_id), stranger, lambda: Diary.open_for(case_id)
        )


async def test_one_who_is_cancelled_under_way_leaves_a_stream_that_others_can_use(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id, reached = uuid4(), asyncio.Event()
    await opened(publisher.use_cases, case_id)
    append = publisher.store.append

    async def slow(*events: Any, **expected: Any) -> int:
        reached.set()
        await asyncio.sleep(10)
        return await append(*events, **expected)

    monkeypatch.setattr(publisher.store, "append", slow)
    asking = asyncio.create_task(written(publisher.use_cases, a_cause(case_id), "never stored"))
    await reached.wait()
    waiting = asyncio.create_task(entries(publisher.use_cases, case_id))
    asking.cancel()
    monkeypatch.undo()

    assert await waiting == 1
    assert (await written(publisher.use_cases, a_cause(case_id), "stored")).version == 3


async def test_what_begins_is_appended_without_being_read(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def nobody(*_: Any, **__: Any) -> None:
        raise AssertionError("it was read")

    monkeypatch.setattr(publisher.store, "stream", nobody)
    monkeypatch.setattr(publisher.store, "latest_snapshot", nobody)

    assert (await opened(publisher.use_cases, uuid4())).version == 2


async def test_what_another_replica_has_begun_does_not_begin_again(publisher: Publisher) -> None:
    case_id = uuid4()
    there = UseCases(publisher.store, publisher.keys, utc_now)
    await opened(there, case_id)
    await written(there, a_cause(case_id), "there")

    with pytest.raises(AlreadyBegun):
        await opened(publisher.use_cases, case_id)
    assert await entries(publisher.use_cases, case_id) == 2


async def test_a_beginning_repeated_after_a_restart_is_answered_as_the_first_time(
    publisher: Publisher,
) -> None:
    case_id = uuid4()
    cause, stream = a_cause(case_id), stream_of(case_id)

    answers = [
        await use_cases.begin(Diary, stream, cause, lambda: Diary.open_for(case_id))
        for use_cases in (publisher.use_cases, UseCases(publisher.store, publisher.keys, utc_now))
    ]

    assert answers[0] == answers[1]
    assert await entries(publisher.use_cases, case_id) == 1


async def test_what_begins_in_an_erased_case_is_refused(publisher: Publisher) -> None:
    case_id = uuid4()
    await publisher.keys.destroy(case_id)

    with pytest.raises(Erased):
        await opened(publisher.use_cases, case_id)


async def test_changes_kept_together_are_one_commit_in_their_order(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases, batches = [uuid4() for _ in range(8)], list[list[UUID]]()
    for case_id in cases:
        await publisher.keys.of(case_id, create=True)
    append = WriterSession.append

    async def noted(session: WriterSession, commands: Sequence[Command]) -> dict[UUID, int]:
        batches.append([command.stream for command in commands])
        return await append(session, commands)

    monkeypatch.setattr(WriterSession, "append", noted)
    answers = await together(*(opened(publisher.use_cases, case_id) for case_id in cases))

    assert [answer.case_id for answer in answers] == cases
    assert batches == [[stream_of(case_id) for case_id in cases]]
    log = await publisher.store.log(after=0, limit=100)
    assert list(dict.fromkeys(stored.header.case_id for stored in log)) == cases


async def test_of_changes_kept_together_one_that_fails_leaves_the_others_and_a_repeat_completes_them(
    publisher: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    cases = [uuid4() for _ in range(5)]
    causes, append = [a_cause(case_id) for case_id in cases], publisher.store.append

    async def busy_once(events: Sequence[SealedEvent], *, expected: int) -> int:
        if events[0].header.case_id == cases[1]:
            monkeypatch.undo()
            raise Temporary
        return await append(events, expected=expected)

    async def all_of_them() -> list[Kept]:
        return await together(
            *(
                publisher.use_cases.begin(
                    Diary, stream_of(cause.case_id), cause, partial(Diary.open_for, cause.case_id)
                )
                for cause in causes
            )
        )

    monkeypatch.setattr(publisher.store, "append", busy_once)
    with pytest.raises(Temporary):
        await all_of_them()
    kept = {one.header.case_id for one in await publisher.store.log(after=0, limit=100)}
    await all_of_them()

    assert kept == set(cases) - {cases[1]}
    for case_id in cases:
        assert await entries(publisher.use_cases, case_id) == 1


async def test_who_is_cancelled_leaves_nothing_running_of_what_was_kept_together() -> None:
    begun, ended = asyncio.Event(), list[int]()

    async def hangs(number: int) -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.append(number)

    waiting = asyncio.create_task(_discarded(together(*(hangs(number) for number in range(3)))))
    await begun.wait()
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting

    assert sorted(ended) == [0, 1, 2]


async def _discarded(answers: Awaitable[object]) -> None:
    await answers
