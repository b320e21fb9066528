"""Nothing listens to the whole network unless a setting says so: no such address stands in the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.tidy.sources import Source, plant, sources

# Also without a host: `":8000"` means everywhere to most that listen.
EVERYWHERE = re.compile(
    r"^(tcp://|https?://)?(0\.0\.0\.0|\[?::0?\]?|\[::ffff:0\.0\.0\.0\]|\*)?:\d+$|^(0\.0\.0\.0|::|\[::\])$"
)


def open_addresses(found: Iterable[Source]) -> list[str]:
    return [
        f"{source.module}:{node.lineno}"
        for source in found
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if EVERYWHERE.match(node.value)
    ]


def test_nothing_listens_everywhere() -> None:
    assert open_addresses(sources()) == []


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",  # noqa: S104
        "0.0.0.0:8000",
        "[::]:8000",
        "::",
        "[::]",
        ":8000",
        "http://0.0.0.0:4318",
    ],
)
def test_an_address_that_is_open_to_everybody_is_caught(tmp_path: Path, address: str) -> None:
    plant(tmp_path, "portal/main.py", f"def front_door(host: str = {address!r}): ...\n")

    assert open_addresses(sources(tmp_path)) == ["portal.main:1"]


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost:8000", "[::1]:8000", "a: b", "10:30"])
def test_an_address_of_this_machine_is_accepted(tmp_path: Path, address: str) -> None:
    plant(tmp_path, "portal/main.py", f"HOST = {address!r}\n")

    assert open_addresses(sources(tmp_path)) == []
