"""Events near the limit of a message, and above it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid5

import pytest
import structlog

from chassis.kafka.clients import PRODUCER
from tests.support.faults.audit import Audit, compared
from tests.support.faults.flow import eventually, seed_of_run
from tests.support.faults.hearing import WITHIN_S, a_hearing
from tests.support.faults.poison import NAMESPACE
from tests.support.faults.told_cases import entries, message, send
from tests.support.kafka_region import telling
from tests.support.publisher import publishing

pytestmark = pytest.mark.system

Report = Callable[[str, Any, int, Audit], None]


async def test_a_message_near_the_limit_takes_effect_like_any_other(
    kafka: Any, report: Report
) -> None:
    async with a_hearing(kafka.bootstrap, seed_of_run(), partitions=2) as hearing:
        near = PRODUCER["max_request_size"] - 2_048
        log = entries([uuid5(NAMESPACE, f"{hearing.seed}:{n}") for n in range(3)], 2, padding=near)
        async with hearing.listening():
            told = {"referral": [message(one) for one in log]}
            await send(hearing.settings, told, max_request_size=PRODUCER["max_request_size"])
            await hearing.has_read_all()

        found = await hearing.audited(log)

        report("messages near the limit", hearing, len(log), found)
        assert found.clean, found


async def test_an_event_above_the_limit_stops_its_relay_until_the_limit_is_raised(
    kafka: Any, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with a_hearing(kafka.bootstrap, seed_of_run()) as hearing, publishing() as publisher:
        case_id, other = (uuid5(NAMESPACE, f"{hearing.seed}:{name}") for name in ("large", "other"))
        monkeypatch.setitem(PRODUCER, "max_request_size", 50_000)
        texts = ["1", "x" * 60_000, "3"]
        await publisher.publish(case_id, *texts)
        await publisher.publish(other, "1")
        async with hearing.listening():
            with structlog.testing.capture_logs() as said:
                async with telling(publisher, hearing.settings):
                    await eventually(lambda: _complained(said), WITHIN_S)
            assert await publisher.pool.fetchval("SELECT position FROM relay") == 0
            monkeypatch.setitem(PRODUCER, "max_request_size", 100_000)
            async with telling(publisher, hearing.settings):
                await hearing.has_heard(other, 1)
                await hearing.has_heard(case_id, 3)

        found = compared(
            [*((case_id, text) for text in texts), (other, "1")], 0, await hearing.heard()
        )
        report("an event above the limit", hearing, 1, found)
        assert found.clean, found


async def _complained(said: list[Any]) -> bool:
    return any(one.get("error") == "MessageSizeTooLargeError" for one in said)
