"""What is closed by default cannot be gone round: one file opens ports and channels, one ancestor reads settings."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from pathlib import Path

import pytest
from pydantic_settings import BaseSettings

from chassis.settings import Settings
from tests.tidy.sources import Source, loaded_modules, plant, sources
from tests.tidy.test_settings import settings_classes

MAKES_CONNECTIONS = "chassis.tls"
OPENINGS = frozenset(
    {
        "add_insecure_port",
        "add_secure_port",
        "insecure_channel",
        "secure_channel",
        "create_unverified_context",
        "_create_unverified_context",
        "CERT_NONE",
    }
)


def openings(found: Iterable[Source]) -> list[str]:
    """Where a connection is made, or a check of one is left out, past the one file that may."""
    return [
        f"{source.module}: {node.attr}"
        for source in found
        if source.module != MAKES_CONNECTIONS
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Attribute) and node.attr in OPENINGS
    ]


def strangers(classes: Iterable[type[BaseSettings]]) -> list[str]:
    """Settings that would say a value when they are wrong, and that no file can hold."""
    return [one.__name__ for one in classes if not issubclass(one, Settings)]


def test_ports_and_channels_are_made_in_one_place() -> None:
    assert openings(sources()) == []


@pytest.mark.parametrize(
    "line",
    [
        "import grpc\ngrpc.aio.insecure_channel('review:8000')",
        "server.add_insecure_port('127.0.0.1:8000')",
        "import ssl\ncontext.verify_mode = ssl.CERT_NONE",
    ],
)
def test_a_connection_past_that_place_is_caught(tmp_path: Path, line: str) -> None:
    plant(tmp_path, "portal/clients/another.py", line)

    assert len(openings(sources(tmp_path))) == 1


def test_every_class_of_settings_has_the_ancestor() -> None:
    ours = [
        one
        for one in settings_classes(loaded_modules())
        if not one.__module__.startswith("pydantic")
    ]

    assert strangers(ours) == []


class Planted(BaseSettings):
    """Not one of ours."""


def test_a_class_of_settings_without_the_ancestor_is_caught() -> None:
    assert strangers([Planted]) == ["Planted"]
