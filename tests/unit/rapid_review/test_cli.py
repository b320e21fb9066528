"""The command line where no platform answers: one plain sentence on standard error, and the right status."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from rapid_review.cli import app
from rapid_review.settings import SERVICES
from tests.support.free_ports import free_ports
from tests.unit.rapid_review.scripts import SCRIPT

READING = [
    ["cases"],
    ["show", "PLY-RR-2026-0001"],
    ["history", "PLY-RR-2026-0001", "--json"],
    ["export", "PLY-RR-2026-0001"],
    ["parked", "list"],
    ["parked", "show", "PLY-RR-2026-0001"],
    ["untold", "list"],
]


@pytest.fixture
def quiet_port() -> int:
    """A port above which nobody listens."""
    return free_ports(1 + len(SERVICES))


def run(folder: Path, port: int, *arguments: str) -> Result:
    return CliRunner().invoke(
        app, list(arguments), env={"PORT": str(port), "DATA": str(folder), "COLUMNS": "200"}
    )


def with_key(folder: Path, key: str = "ab" * 32) -> Path:
    (folder / "keys").mkdir()
    (folder / "keys" / "token.key").write_text(key)
    return folder


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_a_platform_that_does_not_run_is_said_in_one_sentence(
    command: list[str], tmp_path: Path, quiet_port: int
) -> None:
    result = run(with_key(tmp_path), quiet_port, *command)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1
    assert f"Rapid Review is not running at 127.0.0.1:{quiet_port}" in result.stderr
    assert "start it with make up" in result.stderr


@pytest.mark.parametrize(
    ("key", "problem"),
    [(None, "no such file"), ("words", "does not hold a key"), ("ab" * 31, "key of 32 bytes")],
)
def test_a_key_that_cannot_be_read_is_said_in_one_sentence(
    key: str | None, problem: str, tmp_path: Path, quiet_port: int
) -> None:
    folder = tmp_path if key is None else with_key(tmp_path, key)

    result = run(folder, quiet_port, "cases")

    assert (result.exit_code, result.stdout) == (2, "")
    assert problem in result.stderr
    assert "token.key" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["cases", "--as", "nobody"], "There is no example person nobody; choose one of"),
        (["history", "X", "--as-at", "yesterday"], "write a date like 2026-03-02"),
        (["cases", "--port", "0"], "The setting PORT is wrong"),
        (["show"], "Missing argument"),
        (["cases", "--nonsense"], "No such option"),
        (["play", "none.yaml"], "none.yaml: this file cannot be read"),
    ],
    ids=lambda given: " ".join(given) if isinstance(given, list) else "",
)
def test_wrong_usage_ends_with_status_2(
    arguments: list[str], words: str, tmp_path: Path, quiet_port: int
) -> None:
    result = run(with_key(tmp_path), quiet_port, *arguments)

    assert (result.exit_code, result.stdout) == (2, "")
    assert words in result.stderr


def test_all_mistakes_of_a_script_are_said(tmp_path: Path, quiet_port: int) -> None:
    file = tmp_path / "case.yaml"
    file.write_text(SCRIPT.replace("by: ply-agency", "by: nobody").replace("key: ", "kay: "))

    result = run(with_key(tmp_path), quiet_port, "play", str(file))

    assert result.exit_code == 2
    assert f"{file}:1: kay:" in result.stderr
    assert f"{file}:1: key: this is missing" in result.stderr


def test_a_folder_without_scripts_is_said(tmp_path: Path, quiet_port: int) -> None:
    result = run(with_key(tmp_path), quiet_port, "play", str(tmp_path / "keys"))

    assert (result.exit_code, result.stderr) == (2, "There is no scripted case (*.yaml) here.\n")


def test_every_command_explains_itself(tmp_path: Path, quiet_port: int) -> None:
    for command in ("up", "play", "cases", "show", "history", "export"):
        assert run(tmp_path, quiet_port, command, "--help").exit_code == 0
