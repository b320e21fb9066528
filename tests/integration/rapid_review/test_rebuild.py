"""The command on a running platform with the worked examples: every view comes out as it was, and nothing is sent."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import asyncpg
import pytest

from rapid_review import embedded, rebuild
from rapid_review.postgres.embedded import EmbeddedPostgres
from rapid_review.settings import PlatformSettings
from tests.support.free_ports import free_ports
from tests.support.platform_process import PORTS

pytestmark = pytest.mark.integration
WRITTEN = "changed"
"""A number that is another one each time that a row is written: after a rebuild it has risen."""

VIEWS: dict[str, dict[str, tuple[str, ...]]] = {
    "referral": {
        "awaiting_decision": ("awaiting_decision",), "awaiting_agreement": ("awaiting_agreement",),
        "not_agreed": ("not_agreed",),
    },
    "review": {
        "live_reviews": ("live_reviews",), "kept_cases": ("kept_reviews", "erased_cases"),
    },
    "submissions": {
        "outstanding_returns": ("outstanding_returns",), "case_returns": ("case_returns",),
    },
    "learning": {
        "open_actions": ("open_actions",),
        "themes_seen": ("recommending_cases", "case_themes", "theme_actions"),
    },
    "notifications": {
        "contact_routes": ("contact_routes",), "messages": ("messages",), "open_tasks": ("open_tasks",),
    },
    "reporting": {
        "reporting": (
            "case_board", "case_access", "case_agencies", "case_milestones", "case_actions",
            "case_timeline",
        )
    },
}  # fmt: skip
for _service, _views in VIEWS.items():
    _views[f"{_service}_access"] = ("case_relations",)
SENT = ("timers", "stored_events", "announcements", "involved_agencies")


@dataclass
class Platform:
    """A running platform, and its databases."""

    settings: PlatformSettings
    database: EmbeddedPostgres

    async def hashes(self, service: str, tables: tuple[str, ...]) -> dict[str, tuple[int, str]]:
        """How many rows each table has, and one hash of them all."""
        connection = await asyncpg.connect(self.database.dsn(service))
        found = {}
        try:
            for table in tables:
                rows = sorted(
                    row["one"]
                    for row in await connection.fetch(
                        f"SELECT (to_jsonb(t) - '{WRITTEN}')::text AS one FROM {table} t"
                    )
                )
                found[table] = (len(rows), sha256(json.dumps(rows).encode()).hexdigest())
        finally:
            await connection.close()
        return found

    async def rebuilt(self, service: str, view: str | None = None) -> int:
        """Run the command as another process would, beside the platform."""
        return await asyncio.to_thread(rebuild.main, service, view, self.settings, with_less=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One data folder for all tests of this file: the worked examples are played once."""
    return tmp_path_factory.mktemp("platform") / "var"


@pytest.fixture
async def platform(folder: Path) -> AsyncIterator[Platform]:
    settings = PlatformSettings(port=free_ports(PORTS), data=folder, examples=True)
    async with embedded.platform(settings, asyncio.Event()) as database:
        yield Platform(settings, database)


async def test_what_only_sends_is_refused_and_so_is_a_view_that_is_not_there(
    platform: Platform, capsys: pytest.CaptureFixture[str]
) -> None:
    for service, view, said in (
        ("notifications", "delivery", "delivery has no rows to rebuild: what it sent stays sent"),
        ("notifications", "notifications", "notifications has no rows to rebuild"),
        (
            "review",
            "board",
            "review has no view board; it has live_reviews, kept_cases, review, review_access, review_erasure.",
        ),
    ):
        assert await platform.rebuilt(service, view) == rebuild.EXIT_REFUSED
        assert said in capsys.readouterr().err


async def test_every_view_of_every_service_is_rebuilt_as_it_was_and_nothing_is_sent(
    platform: Platform, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {
        view: await platform.hashes(service, tables)
        for service, views in VIEWS.items()
        for view, tables in views.items()
    }
    sent = await platform.hashes("notifications", SENT)
    assert sum(count for tables in before.values() for count, _ in tables.values()) > 100

    for service, views in VIEWS.items():
        assert await platform.rebuilt(service) == rebuild.EXIT_DONE
        said = [line for line in capsys.readouterr().out.splitlines() if line.endswith("rebuilt.")]
        assert said == [f"{view} is rebuilt." for view in views]

    after = {
        view: await platform.hashes(service, tables)
        for service, views in VIEWS.items()
        for view, tables in views.items()
    }
    assert after == before
    assert await platform.hashes("notifications", SENT) == sent
    assert await leftovers(platform) == []


async def test_rows_that_were_spoilt_are_right_again_and_the_number_of_the_board_rises(
    platform: Platform,
) -> None:
    tables = VIEWS["reporting"]["reporting"]
    before = await platform.hashes("reporting", tables)
    connection = await asyncpg.connect(platform.database.dsn("reporting"))
    try:
        number = await connection.fetchval("SELECT number FROM board_revision")
        await connection.execute("UPDATE case_board SET reference = 'WRONG'")
        await connection.execute("DELETE FROM case_agencies")

        assert await platform.rebuilt("reporting", "reporting") == rebuild.EXIT_DONE

        assert await connection.fetchval("SELECT number FROM board_revision") > number
        assert await connection.fetchval("SELECT min(revision) FROM case_revisions") > number
    finally:
        await connection.close()
    assert await platform.hashes("reporting", tables) == before


async def test_a_folder_without_a_running_platform_is_rebuilt_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = PlatformSettings(port=free_ports(PORTS), data=tmp_path / "var")
    async with embedded.platform(settings, asyncio.Event()):
        pass  # It ran once, and stopped.

    status = await asyncio.to_thread(rebuild.main, "review", None, settings, with_less=False)

    assert status == rebuild.EXIT_DONE
    assert "live_reviews is rebuilt.\n" in capsys.readouterr().out


async def test_a_folder_that_holds_nothing_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    settings = PlatformSettings(port=free_ports(PORTS), data=tmp_path / "nothing")

    status = await asyncio.to_thread(rebuild.main, "review", None, settings, with_less=False)

    assert status == rebuild.EXIT_CANNOT
    assert capsys.readouterr().err.count("\n") == 1
    assert not settings.data.exists()


async def leftovers(platform: Platform) -> list[str]:
    """Schemas of rebuilds that are still there, in any service's database."""
    found = []
    for service in VIEWS:
        connection = await asyncpg.connect(platform.database.dsn(service))
        found += await connection.fetch(
            "SELECT nspname FROM pg_namespace WHERE nspname ~ '^rebuild'"
        )
        await connection.close()
    return [row["nspname"] for row in found]
