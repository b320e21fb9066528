"""docker-compose.yml follows the schema, and everything in it that names something else names what is there."""

from __future__ import annotations

import json
import re
from typing import Any

import compose_spec
import pytest

from tests.deploy.region import (
    ONCE,
    ROOT,
    Compose,
    compose,
    secrets,
    services,
    spoilt,
    volumes,
)

WAITS = ("service_started", "service_healthy", "service_completed_successfully")


def schema_problems(region: Compose) -> list[str]:
    """What the schema of compose files does not allow."""
    try:
        compose_spec.PyCompose.from_json(json.dumps(region)).to_spec()
    except ValueError as problem:
        return [str(problem)]
    return []


def start_problems(region: Compose) -> list[str]:
    """Waits for what is not there, or for what it can never become."""
    found = []
    for name, service in services(region):
        for other, wait in service.get("depends_on", {}).items():
            target, condition = region["services"].get(other), wait["condition"]
            if target is None:
                found.append(f"{name} waits for {other}, which is not there")
            elif condition not in WAITS:
                found.append(f"{name} waits for {condition}")
            elif condition == "service_healthy" and "healthcheck" not in target:
                found.append(f"{name} waits for the health of {other}, which is not asked")
            elif (condition == "service_completed_successfully") != (other in ONCE):
                found.append(f"{name} waits in the wrong way for {other}")
    return found + [f"{name} waits for itself" for name in _circular(region)]


def _circular(region: Compose) -> list[str]:
    waits = {name: set(service.get("depends_on", {})) for name, service in services(region)}
    while ready := [name for name, others in waits.items() if not others & set(waits)]:
        for name in ready:
            del waits[name]
    return sorted(waits)


def name_problems(region: Compose) -> list[str]:
    """Volumes, networks, secrets and files that are named and are not there, or are there and not named."""
    used: dict[str, set[str]] = {"volumes": set(), "networks": set(), "secrets": set()}
    found = []
    for name, service in services(region):
        used["networks"] |= set(service.get("networks", []))
        used["secrets"] |= set(secrets(service).values())
        for source, _, read_only in volumes(service):
            if not source.startswith("."):
                used["volumes"].add(source)
            elif not (ROOT / source).exists():
                found.append(f"{name} mounts {source}, which is not there")
            elif not read_only:
                found.append(f"{name} can write to {source}")
        if not service.get("networks") and service.get("network_mode") != "none":
            found.append(f"{name} stands in the default network")
    for kind, names in used.items():
        there = set(region[kind])
        found += [f"{kind}: {one} is not declared" for one in sorted(names - there)]
        found += [f"{kind}: {one} is used by nobody" for one in sorted(there - names)]
    return found


def open_problems(region: Compose) -> list[str]:
    """Whatever is more open than it has to be."""
    found = []
    for name, service in services(region):
        user = str(service.get("user", ""))
        checks = {
            "runs as root": not re.fullmatch(r"[1-9]\d*:\d+", user),
            "can write to its root": service.get("read_only") is not True,
            "keeps capabilities": service.get("cap_drop") != ["ALL"] or "cap_add" in service,
            "can gain privileges": "no-new-privileges:true" not in service.get("security_opt", []),
            "is privileged": bool(service.get("privileged") or service.get("pid")),
            "has no limits": {"cpus", "memory", "pids"}
            - set(service.get("deploy", {}).get("resources", {}).get("limits", {}))
            != set(),
            "does not say when it starts again": "restart" not in service,
            "has an image without a version": _is_loose(service["image"]),
            "reaches the network of the machine": service.get("network_mode", "none") != "none",
        }
        found += [f"{name} {problem}" for problem, is_so in checks.items() if is_so]
        found += [
            f"{name} publishes {port}"
            for port in service.get("ports", [])
            if not re.fullmatch(r"127\.0\.0\.1:\d+:\d+", str(port))
        ]
        if service.get("ports") and "front" not in service.get("networks", []):
            found.append(f"{name} has a port, and no network that is not internal")
    inner = {name for name, network in region["networks"].items() if network.get("internal")}
    found += [
        f"network {name} is not internal" for name in set(region["networks"]) - inner - {"front"}
    ]
    return found


def _is_loose(image: str) -> bool:
    """Without a tag, or with one that says nothing; and no registry is named."""
    name, _, tag = image.rpartition(":")
    return not name or tag == "latest" or "." in name.split("/")[0]


def published(region: Compose) -> set[str]:
    return {name for name, service in services(region) if service.get("ports")}


def own_key_problems(region: Compose) -> list[str]:
    """Each certificate belongs to one part; only the step that makes them sees them all."""
    found = []
    for name, service in services(region):
        for source, target, read_only in volumes(service):
            if not source.endswith("_certificate"):
                continue
            owner = source.removesuffix("_certificate")
            if name == "certificates":
                found += [] if target == f"/made/{owner}" else [f"{source} is made at {target}"]
            elif owner != name and (owner != "cli" or name not in ONCE):
                found.append(f"{name} sees the key of {owner}")
            elif not read_only or target != "/certificates":
                found.append(f"{name} has {source} at {target}, or can change it")
    return found


def reach_problems(region: Compose, allowed: dict[str, set[str]]) -> list[str]:
    """Who stands in a network without having something to do there."""
    return [
        f"{name} stands in {network}"
        for name, service in services(region)
        for network in service.get("networks", [])
        if name not in allowed[network]
    ]


OURS = {"referral", "review", "submissions", "learning", "notifications", "reporting"}
IN_NETWORK = {
    "front": {"portal", "grafana", "jaeger"},
    "doors": OURS | {"portal", "identity"},
    "databases": OURS | {"postgres", "migrate"},
    "events": OURS | {"kafka", "topics"},
    "telemetry": OURS | {"portal", "collector", "prometheus"},
    "watching": {"collector", "jaeger", "prometheus", "grafana"},
}


def test_the_file_follows_the_schema_of_compose_files() -> None:
    assert schema_problems(compose()) == []


def test_whoever_waits_waits_for_what_can_happen() -> None:
    assert start_problems(compose()) == []


def test_everything_that_is_named_is_there_and_everything_there_is_named() -> None:
    assert name_problems(compose()) == []


def test_nothing_is_more_open_than_it_has_to_be() -> None:
    assert open_problems(compose()) == []


def test_only_what_people_look_at_has_a_port_and_only_on_loopback() -> None:
    assert published(compose()) == {"portal", "grafana", "jaeger"}


def test_each_part_sees_its_own_key_and_no_other() -> None:
    assert own_key_problems(compose()) == []


def test_each_part_reaches_only_whom_it_has_something_to_say() -> None:
    assert reach_problems(compose(), IN_NETWORK) == []


@pytest.mark.parametrize(
    ("at", "value"),
    [
        ("services/review/helthcheck", {"test": ["CMD", "true"]}),
        ("services/review/depends_on/kafka", {"condition": "service_ready"}),
        ("services/review/restart", "sometimes"),
        ("services/review/volumes", {"a": "b"}),
    ],
)
def test_what_the_schema_does_not_know_is_caught(at: str, value: Any) -> None:
    assert schema_problems(spoilt(at, value))


@pytest.mark.parametrize(
    ("at", "value", "problem"),
    [
        (
            "services/kafka/healthcheck",
            None,
            "topics waits for the health of kafka, which is not asked",
        ),
        ("services/topics", None, "referral waits for topics, which is not there"),
        (
            "services/portal/depends_on/kafka",
            {"condition": "service_completed_successfully"},
            "portal waits in the wrong way for kafka",
        ),
        (
            "services/review/depends_on/migrate",
            {"condition": "service_started"},
            "review waits in the wrong way for migrate",
        ),
        (
            "services/kafka/depends_on/topics",
            {"condition": "service_started"},
            "kafka waits for itself",
        ),
    ],
)
def test_a_wait_that_never_ends_is_caught(at: str, value: Any, problem: str) -> None:
    assert problem in start_problems(spoilt(at, value))


@pytest.mark.parametrize(
    ("at", "value", "problem"),
    [
        ("services/review/volumes/+", "lost:/lost", "volumes: lost is not declared"),
        ("volumes/left_over", {}, "volumes: left_over is used by nobody"),
        ("services/review/networks/+", "lost", "networks: lost is not declared"),
        ("services/review/networks", [], "review stands in the default network"),
        ("services/review/secrets/+", "lost", "secrets: lost is not declared"),
        ("secrets/left_over", {"file": "x"}, "secrets: left_over is used by nobody"),
        (
            "services/kafka/volumes/+",
            "./deploy/gone.sh:/x:ro",
            "kafka mounts ./deploy/gone.sh, which is not there",
        ),
        ("services/kafka/volumes/+", "./deploy:/x", "kafka can write to ./deploy"),
    ],
)
def test_a_name_without_a_thing_is_caught(at: str, value: Any, problem: str) -> None:
    assert problem in name_problems(spoilt(at, value))


@pytest.mark.parametrize(
    ("at", "value", "problem"),
    [
        ("services/review/user", None, "review runs as root"),
        ("services/review/user", "0:0", "review runs as root"),
        ("services/kafka/read_only", None, "kafka can write to its root"),
        ("services/kafka/cap_drop", None, "kafka keeps capabilities"),
        ("services/kafka/cap_add", ["NET_ADMIN"], "kafka keeps capabilities"),
        ("services/kafka/security_opt", [], "kafka can gain privileges"),
        ("services/kafka/privileged", True, "kafka is privileged"),
        ("services/portal/deploy", None, "portal has no limits"),
        ("services/portal/restart", None, "portal does not say when it starts again"),
        (
            "services/grafana/image",
            "grafana/grafana:latest",
            "grafana has an image without a version",
        ),
        ("services/grafana/image", "grafana", "grafana has an image without a version"),
        (
            "services/grafana/image",
            "registry.example/grafana:1",
            "grafana has an image without a version",
        ),
        ("services/review/network_mode", "host", "review reaches the network of the machine"),
        ("services/portal/ports/+", "8001:8000", "portal publishes 8001:8000"),
        ("services/portal/ports/+", "0.0.0.0:8001:8000", "portal publishes 0.0.0.0:8001:8000"),
        (
            "services/kafka/ports",
            ["127.0.0.1:9092:9092"],
            "kafka has a port, and no network that is not internal",
        ),
        ("networks/doors", {}, "network doors is not internal"),
    ],
)
def test_what_is_open_is_caught(at: str, value: Any, problem: str) -> None:
    assert open_problems(spoilt(at, value)) == [problem]


@pytest.mark.parametrize(
    ("volume", "problem"),
    [
        ("kafka_certificate:/certificates:ro", "review sees the key of kafka"),
        (
            "review_certificate:/certificates",
            "review has review_certificate at /certificates, or can change it",
        ),
    ],
)
def test_a_key_in_the_wrong_hands_is_caught(volume: str, problem: str) -> None:
    assert own_key_problems(spoilt("services/review/volumes/+", volume)) == [problem]


def test_a_part_that_reaches_too_far_is_caught() -> None:
    region = spoilt("services/portal/networks/+", "databases")

    assert reach_problems(region, IN_NETWORK) == ["portal stands in databases"]
