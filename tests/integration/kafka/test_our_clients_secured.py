"""Relay and source over TLS and SASL, and what is said when the broker refuses us: what it is, and no secret."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncIterator, Coroutine, Iterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from pydantic import SecretStr
from structlog.testing import capture_logs

from chassis.kafka import clients
from chassis.kafka.relay import Relay
from chassis.kafka.source import KafkaSource
from chassis.settings import KafkaSettings
from contracts.envelope import Envelope
from rapid_review.certificates import Authority
from tests.support.kafka_region import PATIENCE_S, telling
from tests.support.kafka_secured import PASSWORDS, PLATFORM, SecuredKafka, secured_kafka
from tests.support.publisher import listener_database, publishing

pytestmark = pytest.mark.integration

CANARY = "canary-7f3a"
SERVICE, LISTENER = "referral", "review"


@pytest.fixture(scope="module")
def secured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecuredKafka]:
    with secured_kafka(tmp_path_factory.mktemp("kafka")) as node:
        node.start()
        yield node


def settings_for(
    kafka: SecuredKafka, *, password: str = PASSWORDS[PLATFORM], trusting: Path | None = None
) -> KafkaSettings:
    return KafkaSettings(
        bootstrap=kafka.bootstrap, username=PLATFORM, password=SecretStr(password),
        ca_file=trusting or kafka.authority_file, prefix=f"test-{uuid4().hex[:8]}.",
    )  # fmt: skip


async def make_topic(settings: KafkaSettings) -> None:
    admin = AIOKafkaAdminClient(**clients.connection(settings))
    await admin.start()
    await admin.create_topics([NewTopic(clients.topic_of(settings, SERVICE), 1, 1)])
    await admin.close()


@asynccontextmanager
async def going_on(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def first_line(work: Coroutine[Any, Any, None], event: str) -> tuple[Any, str]:
    """The first line of this kind that ``work`` logs; and everything that it logs."""
    with capture_logs() as lines:
        async with going_on(work), asyncio.timeout(PATIENCE_S):
            while not (found := [line for line in lines if line["event"] == event]):
                await asyncio.sleep(0.05)
    return found[0], repr(lines)


# FastStream forgets a producer that could not start; it has opened nothing.
@pytest.mark.filterwarnings("ignore:Unclosed AIOKafkaProducer:ResourceWarning")
@pytest.mark.parametrize("fault", ["SaslAuthenticationFailed", "SSLCertVerificationError"])
async def test_a_broker_that_refuses_us_is_told_from_one_that_is_away_and_no_secret_is_said(
    secured: SecuredKafka, tmp_path: Path, fault: str, caplog: pytest.LogCaptureFixture
) -> None:
    stranger = tmp_path / "stranger.crt"
    stranger.write_bytes(Authority().pem)
    settings = (
        settings_for(secured, password=CANARY)
        if fault == "SaslAuthenticationFailed"
        else settings_for(secured, password=CANARY, trusting=stranger)
    )

    async with publishing(SERVICE) as publisher, listener_database() as pool:
        relay = Relay(publisher.log, publisher.pool, publisher.dsn, settings)
        source = KafkaSource(settings, pool)
        stopped, said = await first_line(relay.run(), "relay.stopped")
        disconnected, more = await first_line(
            source.listen(LISTENER, [SERVICE], _nobody), "listener.disconnected"
        )

    gc.collect()
    assert (stopped["error"], disconnected["error"]) == (fault, fault)
    assert CANARY not in said + more + caplog.text


async def test_a_broker_that_is_away_is_said_to_be_away(secured: SecuredKafka) -> None:
    settings = settings_for(secured).model_copy(update={"bootstrap": "127.0.0.1:1"})

    async with publishing(SERVICE) as publisher:
        relay = Relay(publisher.log, publisher.pool, publisher.dsn, settings)
        stopped, _ = await first_line(relay.run(), "relay.stopped")

    assert stopped["error"] == "KafkaConnectionError"


async def test_what_is_told_under_tls_and_a_password_is_heard(secured: SecuredKafka) -> None:
    settings = settings_for(secured)
    await make_topic(settings)
    heard: list[Envelope] = []

    async def take(envelopes: Sequence[Envelope]) -> None:
        heard.extend(envelopes)

    async with publishing(SERVICE) as publisher, listener_database() as pool:
        listening = KafkaSource(settings, pool).listen(LISTENER, [SERVICE], take)
        async with telling(publisher, settings), going_on(listening):
            case_id = uuid4()
            await publisher.publish(case_id, "1", "2", "3")
            async with asyncio.timeout(PATIENCE_S):
                while len(heard) < 3:
                    await asyncio.sleep(0.05)

    assert [envelope.subject for envelope in heard] == [case_id] * 3


async def _nobody(_envelopes: Sequence[Envelope]) -> None:
    raise AssertionError("nothing can have been told")
