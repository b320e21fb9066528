"""What docker-compose.yml says of the parts that are ours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

OUR_IMAGE = "rapid-review:local"
CERTIFICATES = "/certificates"


@dataclass(frozen=True, slots=True)
class Part:
    """One of our containers: its command, its environment, and which secrets and certificate it is given.

    ``secrets`` names, for each file that the part finds, the secret that it holds.
    """

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    secrets: Mapping[str, str]
    certificate: str


def parts_of(file: Path) -> Mapping[str, Part]:
    """Every part that runs our own image with a command of ``rapid-review``, by name."""
    services: Mapping[str, Any] = yaml.safe_load(file.read_text("utf-8"))["services"]
    return {
        name: _part(name, one)
        for name, one in services.items()
        if one["image"] == OUR_IMAGE and "entrypoint" not in one
    }


def _part(name: str, one: Mapping[str, Any]) -> Part:
    environment = {key: str(value) for key, value in one.get("environment", {}).items()}
    secrets = {secret["target"]: secret["source"] for secret in one.get("secrets", ())}
    volumes = (volume.split(":") for volume in one.get("volumes", ()))
    certificate = next((volume[0] for volume in volumes if volume[1] == CERTIFICATES), "")
    return Part(
        name, one["command"], environment, secrets, certificate.removesuffix("_certificate")
    )
