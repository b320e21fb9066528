"""``rapid-review topics`` at a real broker: created once, never changed, every difference named."""

from __future__ import annotations

import asyncio
import json

import pytest
from typer.testing import CliRunner, Result

from contracts.topics import TOPICS
from rapid_review.cli import app
from tests.support.kafka_broker import KafkaBroker, create_topic

pytestmark = pytest.mark.integration

ONE_NODE = ("--replication", "1", "--min-insync", "1")


@pytest.fixture
def prefix(kafka: KafkaBroker) -> str:
    return f"{kafka.unique('topics')}."


def run(kafka: KafkaBroker, prefix: str, *arguments: str, **settings: str) -> Result:
    environment = {
        "RAPID_REVIEW_KAFKA_BOOTSTRAP": kafka.bootstrap,
        "RAPID_REVIEW_KAFKA_PROTOCOL": "PLAINTEXT",
        "RAPID_REVIEW_KAFKA_PREFIX": prefix,
    }
    return CliRunner().invoke(app, ["topics", *arguments], env=environment | settings)


def test_more_copies_than_brokers_are_refused_with_what_to_say(
    kafka: KafkaBroker, prefix: str
) -> None:
    result = run(kafka, prefix, "create")

    assert (result.exit_code, result.stdout) == (1, "")
    assert "fewer than 3 brokers" in result.stderr
    assert "--replication 1 --min-insync 1" in result.stderr


def test_a_broker_that_does_not_answer_is_said_in_one_sentence(
    kafka: KafkaBroker, prefix: str
) -> None:
    result = run(kafka, prefix, "check", RAPID_REVIEW_KAFKA_BOOTSTRAP="127.0.0.1:1")

    assert result.exit_code == 2
    assert "No Kafka broker answers at 127.0.0.1:1" in result.stderr


def test_wrong_settings_and_wrong_usage_are_said_in_one_sentence(
    kafka: KafkaBroker, prefix: str
) -> None:
    wrong = run(kafka, prefix, "check", RAPID_REVIEW_KAFKA_PROTOCOL="TELNET")
    too_many = run(kafka, prefix, "create", "--replication", "1")

    assert wrong.exit_code == 2
    assert "RAPID_REVIEW_KAFKA_PROTOCOL is wrong" in wrong.stderr
    assert too_many.exit_code == 2


def test_topics_that_are_not_there_are_named_and_asking_creates_none(
    kafka: KafkaBroker, prefix: str
) -> None:
    for _ in range(2):
        result = run(kafka, prefix, "check", *ONE_NODE)

        assert result.exit_code == 1
        assert result.stdout.count("is not there.") == len(TOPICS)


def test_topics_are_created_once_as_the_contracts_promise(kafka: KafkaBroker, prefix: str) -> None:
    first = run(kafka, prefix, "create", *ONE_NODE)
    again = run(kafka, prefix, "create", *ONE_NODE)
    checked = run(kafka, prefix, "check", *ONE_NODE)
    listed = json.loads(run(kafka, prefix, "list", "--json").stdout)

    assert (first.exit_code, first.stdout.count("is created.")) == (0, len(TOPICS))
    assert again.stdout == "Every topic is there as the contracts promise it.\n"
    assert checked.exit_code == again.exit_code == 0
    assert [one["name"] for one in listed] == [f"{prefix}{one.name}" for one in TOPICS.values()]
    for one in listed:
        assert (one["partitions"], one["replication"]) == (6, 1)
        assert one["settings"] == {
            "cleanup.policy": "delete", "max.message.bytes": "2097152", "min.insync.replicas": "1",
            "retention.bytes": "-1", "retention.ms": "-1",
        }  # fmt: skip


async def test_a_topic_with_other_partitions_and_settings_is_named_and_not_changed(
    kafka: KafkaBroker, prefix: str
) -> None:
    name = f"{prefix}rapid-review.review.v1"
    await create_topic(
        kafka.bootstrap, name, 3,
        settings={"retention_ms": "1000", "cleanup_policy": "compact"},
    )  # fmt: skip

    for command in ("create", "check"):
        result = await asyncio.to_thread(run, kafka, prefix, command, *ONE_NODE)

        assert result.exit_code == 1
        assert f"{name} has 3 partitions and not 6. That is not changed" in result.stdout
        assert f"{name} has retention.ms 1000 and not -1." in result.stdout
        assert f"{name} has cleanup.policy compact and not delete." in result.stdout


def test_fewer_copies_than_asked_for_are_a_difference(kafka: KafkaBroker, prefix: str) -> None:
    run(kafka, prefix, "create", *ONE_NODE)

    result = run(kafka, prefix, "check")

    assert result.exit_code == 1
    assert "is kept on 1 brokers and not on 3." in result.stdout
    assert "has min.insync.replicas 1 and not 2." in result.stdout


def test_the_list_says_who_listens(kafka: KafkaBroker, prefix: str) -> None:
    result = run(kafka, prefix, "list")

    assert (
        f"{prefix}rapid-review.notifications.v1: not there; listeners: reporting" in result.stdout
    )
