"""Every client of Kafka is safe, as it is really constructed: none loses, skips or makes up anything by a default.

The guard lets the relay, the source and the told topic construct their clients, and reads what these were given.
That no client is constructed elsewhere, it reads in the sources.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import aiokafka
import pytest
from faststream import AckPolicy
from faststream.kafka import KafkaBroker

from chassis.kafka import clients, relay, source, told_topic
from chassis.kafka.relay import Relay
from chassis.kafka.source import Subscription
from chassis.kafka.told_topic import ToldTopic
from chassis.settings import KafkaSettings
from contracts.topics import TOPICS
from tests.tidy.sources import Source, plant, sources

SETTINGS = KafkaSettings(bootstrap="127.0.0.1:1", protocol="PLAINTEXT")
CONSTRUCTED_IN = {
    "AIOKafkaProducer": {"chassis.kafka.relay"},
    "AIOKafkaConsumer": {"chassis.kafka.told_topic"},
    "AIOKafkaAdminClient": {"chassis.kafka.told_topic", "rapid_review.kafka.topics_there"},
    "KafkaBroker": {"chassis.kafka.source"},
}
OTHER_CLIENTS = {"confluent_kafka", "kafka", "faststream.confluent", "faststream.rabbit"}


class Constructed(Exception):
    """A client was constructed; the guard has seen enough."""


@dataclass
class Clients:
    """What was constructed in one place, each with what it was given."""

    producers: list[dict[str, Any]] = field(default_factory=list)
    consumers: list[dict[str, Any]] = field(default_factory=list)
    ack_policy: Any = AckPolicy.MANUAL
    creates_topics: bool = False

    def recorder(self, given: list[dict[str, Any]]) -> type:
        class Recorder:
            def __init__(self, **settings: Any) -> None:
                given.append(settings)

            async def start(self) -> Self:
                raise Constructed

            async def stop(self) -> None:
                """There is nothing to stop."""

            def subscribe(self, **_topics: Any) -> None:
                """The topics are of no interest."""

        return Recorder


async def of_the_relay(patch: pytest.MonkeyPatch) -> Clients:
    found = Clients()
    patch.setattr(relay, "AIOKafkaProducer", found.recorder(found.producers))
    log: Any = type("Log", (), {"service": "review"})()
    with pytest.raises(Constructed):
        await Relay(log, None, "", SETTINGS)._producing().__aenter__()  # type: ignore[arg-type]
    return found


async def of_the_told_topic(patch: pytest.MonkeyPatch) -> Clients:
    found = Clients()
    patch.setattr(told_topic, "AIOKafkaConsumer", found.recorder(found.consumers))

    async def none(_settings: KafkaSettings, _topic: str) -> list[Any]:
        return []

    patch.setattr(told_topic, "partitions_of", none)
    with pytest.raises(Constructed):
        await ToldTopic("review", SETTINGS).must_be_ours(None)  # type: ignore[arg-type]
    return found


async def of_a_subscription(listener: str, service: str, patch: pytest.MonkeyPatch) -> Clients:
    found = Clients()
    patch.setattr(aiokafka, "AIOKafkaConsumer", found.recorder(found.consumers))
    patch.setattr(aiokafka, "AIOKafkaProducer", found.recorder(found.producers))
    made: list[Any] = []

    class Broker(KafkaBroker):
        def __init__(self, *given: Any, **settings: Any) -> None:
            made.append(self)
            super().__init__(*given, **settings)

    patch.setattr(source, "KafkaBroker", Broker)

    async def takes(_page: Any) -> None:
        raise AssertionError("nothing is told")

    subscription = Subscription(listener, service, takes, None)  # type: ignore[arg-type]
    with pytest.raises(Constructed):
        await subscription.run(SETTINGS)
    (broker,) = made
    found.ack_policy = subscription._subscriber.ack_policy
    found.creates_topics = broker.config.broker_config.allow_auto_create_topics
    return found


def unsafe(found: Clients, *, subscribes: bool) -> list[str]:
    """What could lose, skip or make up an event."""
    problems = [problem for given in found.producers for problem in _unsafe_producer(given)]
    for given in found.consumers:
        problems += _unsafe_consumer(given, subscribes=subscribes)
    if found.ack_policy is not AckPolicy.MANUAL:
        problems.append(f"acknowledged by {found.ack_policy} and not by us")
    if found.creates_topics:
        problems.append("creates topics by itself")
    return problems


def _unsafe_producer(given: Mapping[str, Any]) -> Iterable[str]:
    if given.get("acks") != "all":
        yield "acks is not all"
    if given.get("enable_idempotence") is not True:
        yield "idempotence is off"


def _unsafe_consumer(given: Mapping[str, Any], *, subscribes: bool) -> Iterable[str]:
    if given.get("auto_offset_reset") != "earliest":
        yield "begins at the end"
    if given.get("enable_auto_commit") is not False:
        yield "commits before the effect"
    if subscribes and not given.get("group_id"):
        yield "is in no group"


def constructed_elsewhere(found: Iterable[Source]) -> list[str]:
    """Clients of Kafka that are constructed where the guard does not look."""
    return sorted(
        f"{one.module}: {name}"
        for one in found
        for name in _clients_of(one)
        if one.module not in CONSTRUCTED_IN.get(name, set())
    )


def _clients_of(one: Source) -> set[str]:
    """The classes of clients that a file names other than to annotate, and the packages of other clients."""
    named = {
        node.id if isinstance(node, ast.Name) else node.attr
        for call in ast.walk(one.tree)
        if isinstance(call, ast.Call)
        for node in (call.func, *call.args)
        if isinstance(node, ast.Name | ast.Attribute)
    }
    aliased = {
        alias.name
        for node in ast.walk(one.tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.asname
    }
    return {name for name in named | aliased if name in CONSTRUCTED_IN} | (
        one.imports() & OTHER_CLIENTS
    )


# --- As they are ----------------------------------------------------------------------------------


async def test_the_relay_s_producer_is_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    found = await of_the_relay(monkeypatch)

    assert len(found.producers) == 1
    assert unsafe(found, subscribes=False) == []


async def test_the_reader_of_what_was_told_is_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    found = await of_the_told_topic(monkeypatch)

    assert len(found.consumers) == 1
    assert unsafe(found, subscribes=False) == []


@pytest.mark.parametrize(
    ("listener", "service"),
    [(listener, topic.owner) for topic in TOPICS.values() for listener in topic.listeners],
)
async def test_every_subscriber_is_safe(
    listener: str, service: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = await of_a_subscription(listener, service, monkeypatch)

    assert len(found.consumers) == 1
    assert unsafe(found, subscribes=True) == []


def test_no_client_is_constructed_where_nobody_looks() -> None:
    assert constructed_elsewhere(sources()) == []


# --- Planted faults -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("acks", 1, "acks is not all"),
        ("acks", None, "acks is not all"),
        ("enable_idempotence", False, "idempotence is off"),
        ("enable_idempotence", None, "idempotence is off"),
    ],
)
async def test_an_unsafe_producer_is_caught(
    name: str, value: Any, problem: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    planted(monkeypatch, clients.PRODUCER, name, value)

    assert unsafe(await of_the_relay(monkeypatch), subscribes=False) == [problem]


@pytest.mark.parametrize(
    ("settings", "name", "value", "problems"),
    [
        ("CONSUMER", "auto_offset_reset", "latest", ["begins at the end"]),
        ("CONSUMER", "auto_offset_reset", None, ["begins at the end"]),
        ("SUBSCRIBER", "ack_policy", AckPolicy.ACK, ["acknowledged by"]),
        ("SUBSCRIBER", "ack_policy", AckPolicy.NACK_ON_ERROR, ["acknowledged by"]),
        ("SUBSCRIBER", "ack_policy", None, ["commits before the effect", "acknowledged by"]),
    ],
)
async def test_an_unsafe_subscriber_is_caught(
    settings: str, name: str, value: Any, problems: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    planted(monkeypatch, getattr(clients, settings), name, value)

    found = unsafe(await of_a_subscription("review", "referral", monkeypatch), subscribes=True)

    assert len(found) == len(problems)
    assert all(one.startswith(problem) for one, problem in zip(found, problems, strict=True))


async def test_a_subscriber_without_a_group_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clients, "group_of", lambda *_names: None)

    found = await of_a_subscription("review", "referral", monkeypatch)

    assert unsafe(found, subscribes=True) == ["is in no group"]


def test_a_client_that_creates_topics_or_commits_by_itself_is_caught() -> None:
    found = Clients(
        consumers=[{"auto_offset_reset": "earliest", "enable_auto_commit": True}],
        creates_topics=True,
    )

    assert unsafe(found, subscribes=False) == [
        "commits before the effect",
        "creates topics by itself",
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("from aiokafka import AIOKafkaProducer\nAIOKafkaProducer(acks='all')", "AIOKafkaProducer"),
        ("import aiokafka\naiokafka.AIOKafkaConsumer()", "AIOKafkaConsumer"),
        ("from aiokafka import AIOKafkaConsumer as Reader\nReader()", "AIOKafkaConsumer"),
        ("from functools import partial\npartial(AIOKafkaProducer, acks=0)", "AIOKafkaProducer"),
        ("from faststream.kafka import KafkaBroker\nKafkaBroker()", "KafkaBroker"),
        ("from faststream.confluent import KafkaBroker", "faststream.confluent"),
        ("import confluent_kafka", "confluent_kafka"),
    ],
)
def test_a_client_that_is_constructed_elsewhere_is_caught(
    text: str, name: str, tmp_path: Path
) -> None:
    plant(tmp_path, "services/review/entrypoints/side_door.py", text)

    assert constructed_elsewhere(sources(tmp_path)) == [
        f"services.review.entrypoints.side_door: {name}"
    ]


def planted(
    patch: pytest.MonkeyPatch, settings: dict[str, Any], name: str, value: Any
) -> None:  # None takes it out: then the library's default holds.
    patch.setitem(settings, name, value)
    if value is None:
        patch.delitem(settings, name)
