"""The compose file as the tests of deploy/ read it, and how a fault is planted into a copy of it."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any, cast

import yaml

from rapid_review.settings import SERVICES

ROOT = Path(__file__).resolve().parents[2]
DEPLOY = ROOT / "deploy"
COMPOSE_FILE = ROOT / "docker-compose.yml"
SIGN_IN = DEPLOY / "sign-in.yaml"
PARTS = (*SERVICES, "portal")
ONCE = ("certificates", "migrate", "topics")
Compose = dict[str, Any]

_READ: Compose = yaml.safe_load(COMPOSE_FILE.read_text("utf-8"))


def compose() -> Compose:
    """A copy of the compose file, merges done and extensions left out, to look at or to spoil."""
    return {key: deepcopy(value) for key, value in _READ.items() if not key.startswith("x-")}


def services(region: Compose) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each service by name."""
    yield from region["services"].items()


def environment(service: dict[str, Any]) -> dict[str, str]:
    """What a container finds in its environment."""
    return {name: str(value) for name, value in service.get("environment", {}).items()}


def secrets(service: dict[str, Any]) -> dict[str, str]:
    """The files in /run/secrets: the name of each, and the secret that it holds."""
    return {
        (one if isinstance(one, str) else one.get("target", one["source"])): (
            one if isinstance(one, str) else one["source"]
        )
        for one in service.get("secrets", [])
    }


def volumes(service: dict[str, Any]) -> list[tuple[str, str, bool]]:
    """Each volume or folder: where it comes from, where it stands, and whether it can only be read."""
    found = []
    for one in service.get("volumes", []):
        source, target, *mode = one.split(":")
        found.append((source, target, "ro" in mode))
    return found


def mounted_file(region: Compose, service: str, path: str) -> Path | None:
    """The file of this repository that a container finds at ``path``."""
    for source, target, _ in volumes(region["services"][service]):
        if source.startswith("./") and (path == target or path.startswith(f"{target}/")):
            return ROOT / source / path.removeprefix(target).lstrip("/")
    return None


def spoilt(at: str, value: Any) -> Compose:
    """The region with one thing changed: ``at`` is a path of keys with slashes; None takes the thing away."""
    region = compose()
    *way, last = at.split("/")
    place: Any = region
    for key in way:
        place = place[int(key) if isinstance(place, list) else key]
    if value is None:
        del place[last]
    elif isinstance(place, list):
        place.append(value)
    else:
        place[last] = value
    return region


class Override(list[Any]):
    """What takes the place of a list instead of being added to it."""


class Overlay(yaml.SafeLoader):
    """Reads the tags that Compose adds to YAML."""


Overlay.add_constructor(
    "!override",
    lambda loader, node: Override(
        loader.construct_sequence(cast("yaml.SequenceNode", node), deep=True)
    ),
)


def overlay() -> Compose:
    """What is laid over the compose file where people sign in."""
    read: Compose = yaml.load(SIGN_IN.read_text("utf-8"), Overlay)  # noqa: S506 - it is a safe loader
    return {key: value for key, value in read.items() if not key.startswith("x-")}


def laid_over(one: Any, other: Any) -> Any:
    """As Compose lays one file over another: objects are joined, lists added, values replaced."""
    if isinstance(one, dict) and isinstance(other, dict):
        names = [*one, *(name for name in other if name not in one)]
        return {
            name: laid_over(one[name], other[name]) if name in one and name in other
            else deepcopy(other.get(name, one.get(name)))
            for name in names
        }  # fmt: skip
    if isinstance(one, list) and isinstance(other, list) and not isinstance(other, Override):
        return [*one, *(value for value in other if value not in one)]
    return list(other) if isinstance(other, Override) else other
