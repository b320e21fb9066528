"""How Kafka is spoken to, and how that ends: every setting whose default could lose an event stands here, once.

The defaults of the libraries acknowledge before the effect, begin at the end of a topic, and let a broker
answer before its replicas have the message (ADR 10). ``tests/tidy/test_kafka_settings.py`` reads what is
used of each of these.
"""

from __future__ import annotations

import asyncio
import ssl
from contextlib import suppress
from typing import Any, Final

import structlog
from aiokafka.conn import create_conn
from aiokafka.errors import KafkaConnectionError, ProducerClosed, SaslAuthenticationFailed
from aiokafka.helpers import create_ssl_context
from faststream import AckPolicy
from faststream.kafka import KafkaBroker
from faststream.security import BaseSecurity, SASLScram512

from chassis.addresses import host_of
from chassis.settings import KafkaSettings
from contracts.topics import TOPICS

_stopping: set[asyncio.Future[None]] = set()

_log = structlog.get_logger(__name__)

PRODUCER: Final[dict[str, Any]] = {
    "acks": "all",
    "enable_idempotence": True,
    "linger_ms": 0,
    "max_batch_size": 256 * 1024,
    "max_request_size": 1024 * 1024,
    "request_timeout_ms": 15_000,
    "metadata_max_age_ms": 60_000,
}
"""A message counts as told when all replicas in sync have it, and a retry inside the client is not a repeat."""

CONSUMER: Final[dict[str, Any]] = {
    "auto_offset_reset": "earliest",
    "isolation_level": "read_uncommitted",
    "session_timeout_ms": 10_000,
    "heartbeat_interval_ms": 3_000,
    "max_poll_interval_ms": 300_000,
    "fetch_max_bytes": 16 * 1024 * 1024,
    "max_partition_fetch_bytes": 2 * 1024 * 1024,
}
"""History begins at its beginning."""

SUBSCRIBER: Final[dict[str, Any]] = {
    "batch": True,
    "max_records": 500,
    # When nothing has come for so long, the subscriber sleeps as long again: so it is short.
    "batch_timeout_ms": 25,
    "ack_policy": AckPolicy.MANUAL,
}
"""A page is acknowledged by us, after its effects."""


def subscriber(page_max: int) -> dict[str, Any]:
    """The same with no more than so many records on a page."""
    return SUBSCRIBER | {"max_records": min(SUBSCRIBER["max_records"], page_max)}


ASK_MS: Final = 5_000
STOP_S: Final = 5.0
"""A client of a broker that has died does not stop by itself: it is given so long."""
GRACE_S: Final = 2.0
"""A page that is under way when its listener is stopped is given so long of it; the rest is for leaving the group."""


def topic_of(settings: KafkaSettings, service: str) -> str:
    """The topic on which a service tells."""
    return f"{settings.prefix}{TOPICS[service].name}"


def group_of(settings: KafkaSettings, listener: str, service: str) -> str:
    """The group in which the replicas of a listener share the topic of a service."""
    return f"{settings.prefix}rapid-review.{listener}.{service}"


def addresses(settings: KafkaSettings) -> list[str]:
    """Each broker that may be asked for the others. FastStream takes a text for one address, whatever is in it."""
    return [address.strip() for address in settings.bootstrap.split(",")]


def connection(settings: KafkaSettings) -> dict[str, Any]:
    """How a client of aiokafka connects."""
    arguments: dict[str, Any] = {
        "bootstrap_servers": addresses(settings),
        "security_protocol": settings.protocol,
    }
    if settings.protocol != "PLAINTEXT":
        arguments["ssl_context"] = create_ssl_context(cafile=_ca_file(settings))
    if settings.protocol == "SASL_SSL":
        arguments |= {
            "sasl_mechanism": "SCRAM-SHA-512",
            "sasl_plain_username": settings.username,
            "sasl_plain_password": settings.password.get_secret_value(),
        }
    return arguments


def security(settings: KafkaSettings) -> BaseSecurity | None:
    """How a client of FastStream connects."""
    if settings.protocol == "PLAINTEXT":
        return None
    context = create_ssl_context(cafile=_ca_file(settings))
    if settings.protocol == "SSL":
        return BaseSecurity(ssl_context=context)
    return SASLScram512(
        settings.username, settings.password.get_secret_value(), ssl_context=context
    )


async def kind_of(error: BaseException, settings: KafkaSettings) -> str:
    """What is wrong, in one word for a log line; never what it says, which could repeat a name.

    A client says of its brokers only that it could not connect, whether they are away or refuse us: so ask one.
    """
    for address in addresses(settings) if isinstance(error, KafkaConnectionError) else ():
        given = connection(settings)
        del given["bootstrap_servers"]
        port = int(address.rpartition(":")[2])
        try:
            broker = await create_conn(host_of(address), port, request_timeout_ms=ASK_MS, **given)
            broker.close()
        except (SaslAuthenticationFailed, ssl.SSLError) as refusal:
            return type(refusal).__name__
        except Exception:  # noqa: BLE001, S112 - this one is away; another may say more.
            continue
    return type(error).__name__


async def telling_stopped(producer: Any) -> None:
    """Stop a producer within the deadline, whatever the broker does; what it still holds is told again."""
    with suppress(TimeoutError):
        async with asyncio.timeout(STOP_S):
            await producer.stop()
            return
    # An idempotent producer never gives a message up. Left alone, it would go on by itself and for ever, and so
    # would each one after it; when the broker is back, all of them would tell the same page. There is no public way.
    if (sending := producer._sender.sender_task) is not None:  # noqa: SLF001
        sending.cancel()
    producer._message_accumulator.fail_all(ProducerClosed())  # noqa: SLF001
    with suppress(TimeoutError):
        async with asyncio.timeout(STOP_S):
            await producer.client.close()


async def listening_stopped(broker: KafkaBroker) -> None:
    """Stop a client of FastStream within the deadline, whatever the broker does.

    What takes longer goes on by itself: cut off, it would stay a member of its group for as long as we live, and
    hold partitions that nobody reads.
    """
    stopping = asyncio.ensure_future(broker.stop())
    _stopping.add(stopping)
    stopping.add_done_callback(_has_stopped)
    await asyncio.wait([stopping], timeout=STOP_S)


def _has_stopped(stopping: asyncio.Future[None]) -> None:
    _stopping.discard(stopping)
    if not stopping.cancelled() and (error := stopping.exception()):
        _log.warning("listener.stop_failed", error=type(error).__name__)


def _ca_file(settings: KafkaSettings) -> str | None:
    return None if settings.ca_file is None else str(settings.ca_file)
