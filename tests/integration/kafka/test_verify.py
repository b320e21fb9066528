"""Whoever changes, removes, exchanges, puts in or cuts off stored events is found, and the first bad place is named."""

from __future__ import annotations

from uuid import uuid4

import pytest

from chassis.store.verify import Tampered
from rapid_review.verify import ToldOtherwise, verified_log, verified_topic
from tests.support.kafka_broker import KafkaBroker
from tests.support.kafka_region import own_topics, telling, told_up_to_head
from tests.support.publisher import Publisher, publishing

pytestmark = [pytest.mark.integration]

REFERRAL = ["referral"]


async def history(publisher: Publisher) -> None:
    """Two cases: positions 1 to 4, and 5 to 7."""
    await publisher.publish(uuid4(), "1", "2", "3")
    await publisher.publish(uuid4(), "1", "2")


async def tamper(publisher: Publisher, *statements: str) -> None:
    """As the owner of the server can, past every trigger."""
    async with publisher.pool.acquire() as connection, connection.transaction():
        await connection.execute("SET LOCAL session_replication_role = replica")
        for statement in statements:
            await connection.execute(statement)


async def test_an_untouched_log_is_as_it_was_stored() -> None:
    async with publishing() as publisher:
        await history(publisher)

        said = await verified_log(publisher.pool)

        assert said == "7 events in 2 streams are as they were stored."


@pytest.mark.parametrize(
    ("statements", "position", "problem"),
    [
        (
            [("UPDATE stored_events SET state = set_byte(state, 20, get_byte(state, 20) # 1)"
             " WHERE notification_id = 3")],
            3, "does not match its own hash",
        ),
        (
            ["UPDATE stored_events SET actor = 'coordinator:somebody' WHERE notification_id = 2"],
            2, "does not match its own hash",
        ),
        (["DELETE FROM stored_events WHERE notification_id = 4"], 5, "stands where position 4"),
        (
            ["DELETE FROM stored_events WHERE notification_id = 3",
             "UPDATE stored_events SET notification_id = notification_id - 1 WHERE notification_id > 3"],
            3, "stands where version 3",
        ),
        (
            ["UPDATE stored_events SET notification_id = 99 WHERE notification_id = 3",
             "UPDATE stored_events SET notification_id = 3 WHERE notification_id = 4",
             "UPDATE stored_events SET notification_id = 4 WHERE notification_id = 99"],
            3, "stands where version 3",
        ),
        (
            [("INSERT INTO stored_events SELECT originator_id, originator_version + 1, topic, state, 8,"
             " event_id, case_id, partnership, actor, correlation_id, causation_id, occurred_at, recorded_at,"
             " previous_hash, hash FROM stored_events WHERE notification_id = 7")],
            8, "has the id of another event",
        ),
    ],
    ids=["a flipped byte", "another actor", "a hole", "a deleted row", "two rows exchanged", "one put in"],
)  # fmt: skip
async def test_what_was_altered_is_named(
    statements: list[str], position: int, problem: str
) -> None:
    async with publishing() as publisher:
        await history(publisher)
        await tamper(publisher, *statements)

        with pytest.raises(Tampered, match=problem) as found:
            await verified_log(publisher.pool)

        assert found.value.position == position


async def test_what_was_told_stands_in_the_log_under_the_same_hashes(kafka: KafkaBroker) -> None:
    async with own_topics(kafka.bootstrap, REFERRAL) as settings, publishing() as publisher:
        await history(publisher)
        async with telling(publisher, settings) as relay:
            await told_up_to_head(publisher, relay)

        assert await verified_topic(publisher.pool, "referral", settings) == 5


async def test_an_end_that_was_cut_off_is_found_by_what_was_told(kafka: KafkaBroker) -> None:
    async with own_topics(kafka.bootstrap, REFERRAL) as settings, publishing() as publisher:
        await history(publisher)
        async with telling(publisher, settings) as relay:
            await told_up_to_head(publisher, relay)
        await tamper(publisher, "DELETE FROM stored_events WHERE notification_id = 7")

        assert await verified_log(publisher.pool)
        with pytest.raises(ToldOtherwise, match="position 7 was told, and is not in the log"):
            await verified_topic(publisher.pool, "referral", settings)
