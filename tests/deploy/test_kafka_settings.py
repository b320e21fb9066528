"""deploy/kafka/server.properties keeps what it is given, and lets nobody in who has not signed in over TLS."""

from __future__ import annotations

import re

import pytest

from chassis.kafka.clients import PRODUCER
from deploy import make_secrets
from tests.deploy.region import DEPLOY, compose, mounted_file, secrets

FILE = DEPLOY / "kafka/server.properties"
KEPT = {
    "auto.create.topics.enable": "false",
    "delete.topic.enable": "false",
    "unclean.leader.election.enable": "false",
    "log.retention.ms": "-1",
    "log.retention.bytes": "-1",
    "log.cleanup.policy": "delete",
}


def settings(text: str) -> dict[str, str]:
    lines = (line for line in text.splitlines() if line and not line.startswith("#"))
    return dict(line.split("=", 1) for line in lines)


def problems(given: dict[str, str]) -> list[str]:
    """Settings with which an event could be lost, or a stranger could come in."""
    found = [name for name, value in KEPT.items() if given.get(name) != value]
    copies = int(given.get("default.replication.factor", "1"))
    if copies == 1 and given.get("log.flush.interval.messages") != "1":
        found.append("log.flush.interval.messages")
    if copies > 1 and int(given.get("min.insync.replicas", "1")) < 2:
        found.append("min.insync.replicas")
    if int(given.get("message.max.bytes", "0")) < PRODUCER["max_request_size"]:
        found.append("message.max.bytes")
    protocols = dict(one.split(":") for one in given["listener.security.protocol.map"].split(","))
    for listener in given["listeners"].split(","):
        name, _, address = listener.partition("://")
        if protocols[name] != "SASL_SSL" and not address.startswith("127.0.0.1:"):
            found.append(f"listeners: {name}")
    if given.get("sasl.enabled.mechanisms") != "SCRAM-SHA-512":
        found.append("sasl.enabled.mechanisms")
    for name, value in given.items():
        is_secret = re.search(r"password|\.key$", name) or "password" in value
        if is_secret and "${files:" not in value:
            found.append(f"{name} is written down")
    return found


def test_nothing_is_lost_and_nobody_comes_in_by_the_settings_of_the_node() -> None:
    assert problems(settings(FILE.read_text("utf-8"))) == []


def test_everything_that_the_node_reads_is_laid_before_it() -> None:
    region, text = compose(), FILE.read_text("utf-8")
    kafka = region["services"]["kafka"]

    assert set(re.findall(r"\$\{files:/run/secrets:(\w+)\}", text)) <= set(secrets(kafka))
    assert set(re.findall(r"\$\{files:/certificates:([\w.]+)\}", text)) == {
        "ca.crt",
        "kafka.crt",
        "kafka.key",
    }
    for name in ("start.sh", "server.properties", "log4j2.properties"):
        assert mounted_file(region, "kafka", f"/etc/rapid-review/{name}") == DEPLOY / "kafka" / name


def test_every_user_of_kafka_is_known_from_the_beginning() -> None:
    users = {
        name.removeprefix("kafka_").removesuffix("_password")
        for name in secrets(compose()["services"]["kafka"])
    }

    assert users == set(make_secrets.KAFKA_USERS)


def test_topics_are_created_with_as_many_copies_as_the_node_has_places_for() -> None:
    given, words = settings(FILE.read_text("utf-8")), compose()["services"]["topics"]["command"]
    asked = dict(zip(words[2::2], words[3::2], strict=True))

    assert words[:2] == ["topics", "create"]
    assert asked == {
        "--replication": given["default.replication.factor"],
        "--min-insync": given["min.insync.replicas"],
    }


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("auto.create.topics.enable", "true", "auto.create.topics.enable"),
        ("log.retention.ms", "604800000", "log.retention.ms"),
        ("log.cleanup.policy", "compact", "log.cleanup.policy"),
        ("log.flush.interval.messages", "10000", "log.flush.interval.messages"),
        ("default.replication.factor", "3", "min.insync.replicas"),
        ("message.max.bytes", "1000", "message.max.bytes"),
        ("listeners", "SERVICES://:9092,CONTROLLER://:9093", "listeners: CONTROLLER"),
        (
            "listener.security.protocol.map",
            "SERVICES:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT",
            "listeners: SERVICES",
        ),
        ("sasl.enabled.mechanisms", "PLAIN", "sasl.enabled.mechanisms"),
        ("ssl.keystore.key", "-----BEGIN", "ssl.keystore.key is written down"),
    ],
)
def test_a_setting_that_loses_or_opens_is_caught(name: str, value: str, problem: str) -> None:
    given = settings(FILE.read_text("utf-8")) | {name: value}

    assert problems(given) == [problem]
