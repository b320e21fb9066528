"""The secured listener lets in who has the password and trusts its certificate, and nobody else."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme
from aiokafka import AIOKafkaProducer
from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.client import AIOKafkaClient
from aiokafka.errors import KafkaConnectionError

from tests.support.kafka_secured import STRANGER, SecuredKafka, secured_kafka

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def secured(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SecuredKafka]:
    with secured_kafka(tmp_path_factory.mktemp("kafka"), rights=True) as node:
        node.start()
        yield node


async def test_a_wrong_password_is_refused(secured: SecuredKafka) -> None:
    client = AIOKafkaClient(**secured.client(password="another"))

    with pytest.raises(KafkaConnectionError):
        await client.bootstrap()

    await client.close()


async def test_a_client_that_does_not_trust_the_certificate_goes_no_further(
    secured: SecuredKafka, tmp_path: Path
) -> None:
    other = tmp_path / "other.pem"
    trustme.CA().cert_pem.write_to_path(other)
    client = AIOKafkaClient(**secured.client(trusting=other))

    with pytest.raises(KafkaConnectionError):
        await client.bootstrap()

    await client.close()


async def test_a_client_without_tls_is_refused(secured: SecuredKafka) -> None:
    client = AIOKafkaClient(bootstrap_servers=secured.bootstrap, request_timeout_ms=2_000)

    with pytest.raises(KafkaConnectionError):
        await client.bootstrap()

    await client.close()


async def test_a_stranger_without_rights_may_create_nothing(secured: SecuredKafka) -> None:
    admin = AIOKafkaAdminClient(**secured.client(STRANGER))
    await admin.start()

    answer = await admin.create_topics([NewTopic("not-theirs", 1, 1)])
    await admin.close()

    assert [error[1] for error in answer.topic_errors] == [29]  # Not authorised.


async def test_the_right_password_over_a_trusted_certificate_is_taken(
    secured: SecuredKafka,
) -> None:
    admin = AIOKafkaAdminClient(**secured.client())
    await admin.start()
    await admin.create_topics([NewTopic("ours", 1, 1)])
    await admin.close()

    async with AIOKafkaProducer(**secured.client(), acks="all", enable_idempotence=True) as sender:
        kept = await sender.send_and_wait("ours", b"said in confidence")

    assert kept.offset == 0
