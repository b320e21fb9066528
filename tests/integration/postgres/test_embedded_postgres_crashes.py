"""Nothing is lost and the next start works, however the platform before it ended."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import asyncpg
import pytest

from rapid_review.postgres.embedded import EmbeddedPostgres
from tests.integration.postgres.platforms import StartPlatform, is_running, wait_until

pytestmark = pytest.mark.integration

_ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the kernel's help is Linux only")


async def _commit_one_row(dsn: str) -> None:
    connection = await asyncpg.connect(dsn)
    await connection.execute("CREATE TABLE kept AS SELECT 42 AS number")
    await connection.close()


async def _assert_row_is_kept(folder: Path) -> None:
    server = await EmbeddedPostgres.start(folder)
    connection = await asyncpg.connect(server.dsn("postgres"))
    number = await connection.fetchval("SELECT number FROM kept")
    await connection.close()
    await server.stop()

    assert number == 42


@_ON_LINUX
async def test_the_server_dies_with_a_killed_platform(
    tmp_path: Path, start_platform: StartPlatform
) -> None:
    platform = start_platform(tmp_path)
    await _commit_one_row(platform.dsn)

    platform.kill()

    wait_until(lambda: not is_running(platform.server))
    await _assert_row_is_kept(tmp_path)
    assert not platform.run.exists()


async def test_a_start_right_after_a_kill_works(
    tmp_path: Path, start_platform: StartPlatform
) -> None:
    platform = start_platform(tmp_path)
    await _commit_one_row(platform.dsn)

    platform.kill()

    await _assert_row_is_kept(tmp_path)


@_ON_LINUX
async def test_a_server_that_outlived_its_platform_is_replaced(
    tmp_path: Path, start_platform: StartPlatform
) -> None:
    platform = start_platform(tmp_path, "orphan")
    await _commit_one_row(platform.dsn)
    platform.kill()
    time.sleep(0.2)  # noqa: ASYNC251  (time for it to die, so that its living on means something)
    assert is_running(platform.server)

    await _assert_row_is_kept(tmp_path)

    assert not is_running(platform.server)
    assert not platform.run.exists()


@_ON_LINUX
async def test_an_orphan_that_does_not_listen_is_stopped_firmly(
    tmp_path: Path, start_platform: StartPlatform, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rapid_review.postgres.folder._POLITE_STOP_S", 0)
    platform = start_platform(tmp_path, "orphan")
    await _commit_one_row(platform.dsn)
    platform.kill()

    await _assert_row_is_kept(tmp_path)

    assert not is_running(platform.server)


@_ON_LINUX
async def test_the_children_of_a_killed_server_are_stopped(
    tmp_path: Path, start_platform: StartPlatform
) -> None:
    platform = start_platform(tmp_path, "orphan")
    await _commit_one_row(platform.dsn)

    os.kill(platform.server, signal.SIGKILL)
    platform.kill()

    await _assert_row_is_kept(tmp_path)


async def test_a_process_that_now_has_the_old_number_is_let_live(tmp_path: Path) -> None:
    await (await EmbeddedPostgres.start(tmp_path)).stop()
    owner = (tmp_path / "cluster").stat().st_uid
    with subprocess.Popen(["/bin/sleep", "60"], user=owner) as other:  # noqa: ASYNC220
        lock_file = tmp_path / "cluster" / "postmaster.pid"
        lock_file.write_text(f"{other.pid}\n/proc/self/cwd\n0\n5432\n\n\n")
        os.chown(lock_file, owner, -1)

        await (await EmbeddedPostgres.start(tmp_path)).stop()

        assert other.poll() is None
        other.kill()


async def test_half_a_cluster_is_thrown_away(tmp_path: Path) -> None:
    (tmp_path / "platform.lock").touch()
    (tmp_path / "cluster.new").mkdir()
    (tmp_path / "cluster.new" / "PG_VERSION").write_text("18\n")

    await (await EmbeddedPostgres.start(tmp_path)).stop()

    assert not (tmp_path / "cluster.new").exists()


async def test_a_link_to_something_else_is_not_followed_in_cleaning_up(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.mkdir()
    folder = tmp_path / "data"
    await (await EmbeddedPostgres.start(folder)).stop()
    (folder / "run").symlink_to(precious)

    await (await EmbeddedPostgres.start(folder)).stop()

    assert precious.exists()


async def test_an_interrupt_of_the_terminal_does_not_reach_the_server(
    tmp_path: Path, start_platform: StartPlatform
) -> None:
    platform = start_platform(tmp_path, "ignore-interrupt")

    os.killpg(platform.process.pid, signal.SIGINT)

    time.sleep(0.2)  # noqa: ASYNC251  (time for it to stop, so that its answer means something)
    connection = await asyncpg.connect(platform.dsn)
    await connection.close()
    platform.end()
    assert not is_running(platform.server)


async def test_a_live_platform_keeps_others_away_until_it_is_killed(
    tmp_path: Path, start_platform: StartPlatform
) -> None:
    first = start_platform(tmp_path)

    second = start_platform(tmp_path)

    assert second.said["refusal"] == "DataFolderInUse"
    assert str(first.process.pid) in str(second.said["sentence"])
    await _commit_one_row(first.dsn)
