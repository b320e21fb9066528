"""The embedded mode when something goes wrong between two steps of its start."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from chassis.grants import wrong
from chassis.migrations import CannotMigrate
from chassis.run import RunningService
from rapid_review import embedded, worked_examples
from rapid_review.embedded import run_platform
from rapid_review.scripted.stops import PlayStopped
from rapid_review.settings import PlatformSettings
from rapid_review.starts import SCHEMAS
from rapid_review.worked_examples import WorkedExamples
from tests.support.free_ports import free_ports
from tests.support.platform_process import PORTS


def settings(data: Path, *, examples: bool = False) -> PlatformSettings:
    return PlatformSettings(port=free_ports(PORTS), data=data, examples=examples)


async def test_one_service_that_cannot_start_leaves_nothing_running(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lay_ground, others = RunningService.lay_ground, []

    async def refused(service: RunningService) -> None:
        if service.name == "review":
            raise CannotMigrate("The step 0001_tables was changed after it had been applied.")
        others.append(service)
        await asyncio.sleep(0.3)
        await lay_ground(service)

    monkeypatch.setattr(RunningService, "lay_ground", refused)
    monkeypatch.setattr(embedded, "configure_logs", lambda **_settings: None)  # Of all tests.
    before = asyncio.all_tasks()

    status = await run_platform(settings(tmp_path / "var"))

    assert status == embedded.EXIT_CANNOT_START
    assert capsys.readouterr().err.strip().splitlines() == [
        "The step 0001_tables was changed after it had been applied."
    ]
    assert asyncio.all_tasks() == before
    assert [service.name for service in others if hasattr(service, "ground")] == []


async def test_its_services_are_applications_and_not_the_owner(tmp_path: Path) -> None:
    async with embedded.platform(settings(tmp_path / "var"), asyncio.Event()) as database:
        owner = await asyncpg.connect(database.dsn("postgres"))
        roles = await owner.fetch(
            "SELECT DISTINCT datname, usename FROM pg_stat_activity"
            " WHERE datname IS NOT NULL AND pid <> pg_backend_pid()"
        )
        await owner.close()
        assert sorted(tuple(row) for row in roles) == sorted(
            (name, f"{name}_service") for name in SCHEMAS
        )
        for name, schema in SCHEMAS.items():
            owner = await asyncpg.connect(database.dsn(name))
            assert await wrong(owner, f"{name}_service", schema.grants) == {}
            await owner.close()


class Played:
    """Stands in for the play; remembers whether it was asked for."""

    def __init__(self, problem: Exception | None = None) -> None:
        self.times, self._problem = 0, problem

    async def __call__(self, files: Sequence[Path], settings: Any, **_more: Any) -> None:
        self.times += 1
        if self._problem:
            raise self._problem


async def load(given: PlatformSettings, *, after_a_kill: bool = False) -> None:
    examples = WorkedExamples(given)
    if not after_a_kill:
        await examples.load(asyncio.Event())


async def test_examples_that_were_interrupted_go_on_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    played = Played()
    monkeypatch.setattr(worked_examples, "play_files", played)
    await load(settings(tmp_path, examples=True), after_a_kill=True)
    (tmp_path / "postgres").mkdir()

    await load(settings(tmp_path, examples=True))
    await load(settings(tmp_path, examples=True))

    assert played.times == 1


@pytest.mark.parametrize("database", ["made", "not made"])
async def test_who_wants_no_examples_gets_none_although_an_earlier_start_was_interrupted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, database: str
) -> None:
    played = Played()
    monkeypatch.setattr(worked_examples, "play_files", played)
    await load(settings(tmp_path, examples=True), after_a_kill=True)
    if database == "made":
        (tmp_path / "postgres").mkdir()

    await load(settings(tmp_path, examples=False))

    assert played.times == 0


async def test_examples_that_cannot_be_played_keep_nobody_from_working(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    played = Played(PlayStopped("01.yaml:7: step 2 (meet): refused"))
    monkeypatch.setattr(worked_examples, "play_files", played)

    await load(settings(tmp_path, examples=True))

    assert "01.yaml:7: step 2 (meet): refused" in capsys.readouterr().err
    (tmp_path / "postgres").mkdir()
    await load(settings(tmp_path, examples=True))
    assert played.times == 2
