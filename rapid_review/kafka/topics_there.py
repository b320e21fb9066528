"""The topics at the brokers, beside what the contracts promise of them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from aiokafka.admin import AIOKafkaAdminClient, NewTopic
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType
from aiokafka.errors import KafkaError

from chassis.kafka import clients
from chassis.settings import KafkaSettings
from contracts.topics import TOPICS, Topic

WITHIN_S = 30.0
ALREADY_THERE, TOO_FEW_BROKERS, NOT_ALLOWED = 36, 38, (29, 31)
MIN_INSYNC = "min.insync.replicas"


class NoBroker(Exception):
    """No broker answers; the message is one plain sentence."""


class BrokersRefuse(Exception):
    """The brokers refuse; the message is one plain sentence."""


@dataclass(frozen=True, slots=True)
class Copies:
    """On how many brokers each message is kept, and on how many it must be before it counts as told."""

    replication: int
    min_insync: int


@dataclass(frozen=True, slots=True)
class TopicThere:
    """One topic as the brokers have it."""

    name: str
    partitions: int = 0
    replication: int = 0
    settings: Mapping[str, str] = field(default_factory=dict)

    @property
    def there(self) -> bool:
        """Whether the brokers have it."""
        return self.partitions > 0


async def create_missing(settings: KafkaSettings, copies: Copies) -> list[str]:
    """Create each topic that is not there; gives their names. Raises ``NoBroker`` or ``BrokersRefuse``."""
    found, created = await there(settings), []
    async with _asking(settings) as admin:
        for owner, topic in TOPICS.items():
            name = found[owner].name
            if found[owner].there:
                continue
            wanted = topic.settings | {MIN_INSYNC: str(copies.min_insync)}
            new = NewTopic(name, topic.partitions, copies.replication, topic_configs=wanted)
            answer = await admin.create_topics([new])
            code = answer.topic_errors[0][1]
            if code not in {0, ALREADY_THERE}:  # There by now: somebody else was quicker.
                raise BrokersRefuse(_refusal(name, code, copies))
            created.append(name)
    await _settled(settings)
    return created


async def differences(settings: KafkaSettings, copies: Copies) -> list[str]:
    """Every difference between the brokers and the contracts, each as a sentence."""
    found = await there(settings)
    return [
        difference
        for owner, topic in TOPICS.items()
        for difference in _differences(topic, found[owner], copies)
    ]


async def there(settings: KafkaSettings) -> dict[str, TopicThere]:
    """Each topic as it is there, by its owner. Asking creates none."""
    names = {owner: clients.topic_of(settings, owner) for owner in TOPICS}
    async with _asking(settings) as admin:
        # Of all topics: to ask for one that is not there may create it, with the brokers' own defaults.
        described = {one["topic"]: one for one in await admin.describe_topics()}
        present = [name for name in names.values() if name in described]
        set_there = await _settings_there(admin, present)
    return {
        owner: _topic_there(name, described.get(name), set_there.get(name, {}))
        for owner, name in names.items()
    }


def _differences(topic: Topic, found: TopicThere, copies: Copies) -> list[str]:
    if not found.there:
        return [f"{found.name} is not there."]
    sentences = []
    if found.partitions != topic.partitions:
        sentences.append(
            f"{found.name} has {found.partitions} partitions and not {topic.partitions}. That is not changed:"
            " the events of a case would go to another partition than those before, and lose their order."
        )
    if found.replication < copies.replication:
        sentences.append(
            f"{found.name} is kept on {found.replication} brokers and not on {copies.replication}."
        )
    insync = found.settings.get(MIN_INSYNC, "")
    if int(insync or 0) < copies.min_insync:
        sentences.append(f"{found.name} has {MIN_INSYNC} {insync} and not {copies.min_insync}.")
    for name, wanted in topic.settings.items():
        value = found.settings.get(name, "nothing")
        if value != wanted:
            sentences.append(f"{found.name} has {name} {value} and not {wanted}.")
    return sentences


def _topic_there(
    name: str, described: Mapping[str, Any] | None, settings: Mapping[str, str]
) -> TopicThere:
    if described is None:
        return TopicThere(name)
    partitions = described["partitions"]
    replication = min((len(one["replicas"]) for one in partitions), default=0)
    return TopicThere(name, len(partitions), replication, settings)


async def _settings_there(
    admin: AIOKafkaAdminClient, names: list[str]
) -> dict[str, dict[str, str]]:
    if not names:
        return {}
    wanted = {MIN_INSYNC, *(name for topic in TOPICS.values() for name in topic.settings)}
    resources = [ConfigResource(ConfigResourceType.TOPIC, name) for name in names]
    found: dict[str, dict[str, str]] = {}
    for response in await admin.describe_configs(resources):
        for _code, _message, _kind, topic, entries, *_ in response.resources:
            found[topic] = {entry[0]: entry[1] for entry in entries if entry[0] in wanted}
    return found


async def _settled(settings: KafkaSettings) -> None:
    """Wait until every broker's answer knows what was just created."""
    with suppress(TimeoutError):
        async with asyncio.timeout(WITHIN_S):
            while not all(topic.there for topic in (await there(settings)).values()):  # noqa: ASYNC110
                await asyncio.sleep(0.1)


@asynccontextmanager
async def _asking(settings: KafkaSettings) -> AsyncIterator[AIOKafkaAdminClient]:
    admin = AIOKafkaAdminClient(client_id="rapid-review-topics", **clients.connection(settings))
    try:
        async with asyncio.timeout(WITHIN_S):
            await admin.start()
            yield admin
    except (KafkaError, OSError) as error:  # A TimeoutError is an OSError.
        raise NoBroker(
            f"No Kafka broker answers at {settings.bootstrap} ({type(error).__name__})."
        ) from None
    finally:
        await admin.close()


def _refusal(name: str, code: int, copies: Copies) -> str:
    if code == TOO_FEW_BROKERS:
        return (
            f"There are fewer than {copies.replication} brokers, so {name} cannot be kept on as many."
            " On a machine of your own, say --replication 1 --min-insync 1."
        )
    if code in NOT_ALLOWED:
        return f"The brokers do not let this user create {name}."
    return f"The brokers refused to create {name} (Kafka's error {code})."
