"""An erased case is nowhere any more: no door, table, draft or file of its words; the shape of its history stays.

A case of 1990 was kept for its thirty years, and so was one of 1991, on which a legal hold stands for a while.
One of 2025 is still kept.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
import pytest
import yaml

from chassis.clock import utc_now
from chassis.rules.rule_packs import RulePacks
from contracts.grpc import (
    common_pb2,
    drafts_pb2,
    history_pb2,
    retention_pb2,
    review_pb2,
)
from rapid_review.doors import Doors, Refused
from rapid_review.people import OBSERVER
from rapid_review.postgres.attached import attached
from rapid_review.scripted.play import Player
from rapid_review.scripted.script_file import read_scripts
from rapid_review.settings import SERVICES, PlatformSettings
from tests.support.platform_process import Platform, a_platform
from tests.support.whole_process import Variation, case, people

pytestmark = [pytest.mark.system, pytest.mark.timeout(600)]

PACKS = RulePacks.load()
PEOPLE = people(PACKS)
OLD = Variation("PLY", date(1990, 1, 8), notified=True, sent_on=14)
HELD = Variation("PLY", date(1991, 1, 7), notified=True, sent_on=14)
NEW = Variation("PLY", date(2025, 1, 6), notified=True, sent_on=14)
PLAYED = (OLD, HELD, NEW)
COORDINATOR, OFFICER = "PLY-coordinator", "PLY-data_protection_officer"
CANARY = "Zephyrine Quillfeather"
WITHIN_S = 60.0


class Played:
    """The platform after both cases, asked in the name of people."""

    def __init__(self, platform: Platform) -> None:
        self.platform = platform
        self.cases: dict[Variation, str] = {}

    async def ask(self, service: str, method: str, request: Any, by: str) -> Any:
        async with Doors(settings_of(self.platform), PEOPLE) as doors:
            return await doors.ask(service, method, request, by=by)

    def header(self, case_id: str) -> common_pb2.CommandHeader:
        return common_pb2.CommandHeader(command_id=str(uuid4()), case_id=case_id, partnership="PLY")

    async def erase(
        self, which: Variation, by: str = OFFICER, reason: str = "Its period has ended"
    ) -> Any:
        request = retention_pb2.EraseCaseRequest(
            header=self.header(self.cases[which]), reason=reason
        )
        return await self.ask("review", "EraseCase", request, by)

    async def refused(self, which: Variation, by: str = OFFICER, reason: str = "A reason") -> str:
        with pytest.raises(Refused) as refusal:
            await self.erase(which, by, reason)
        return str(refusal.value.code)

    async def retention(self) -> Any:
        return await self.ask(
            "review",
            "ListRetention",
            retention_pb2.ListRetentionRequest(partnership="PLY"),
            OFFICER,
        )


def settings_of(platform: Platform) -> PlatformSettings:
    return PlatformSettings(port=platform.port, data=platform.data)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Played]:
    folder = tmp_path_factory.mktemp("erasure")
    files = [folder / f"{variation.key}.yaml" for variation in PLAYED]
    for file, variation in zip(files, PLAYED, strict=True):
        file.write_text(yaml.safe_dump(case(variation, PACKS), sort_keys=False))
    with a_platform(folder / "var") as platform:
        platform.start()
        played = Played(platform)
        asyncio.run(play(played, files))
        yield played


async def play(played: Played, files: Sequence[Path]) -> None:
    scripts = read_scripts(list(files), PEOPLE, PACKS)
    for variation, script in zip(PLAYED, scripts, strict=True):
        played.cases[variation] = str(script.case.case_id)
    async with Doors(settings_of(played.platform), PEOPLE) as doors:
        await Player(doors, utc_now, OBSERVER).play(scripts, lambda _: None)
        for service in ("referral", "submissions"):
            draft = drafts_pb2.SaveDraftRequest(
                header=played.header(played.cases[OLD]), form="note",
                about=f"{played.cases[OLD]}/x", content=json.dumps({"words": CANARY}),
            )  # fmt: skip
            await doors.ask(service, "SaveDraft", draft, by=COORDINATOR)


CALLS: dict[str, tuple[str, Any, str]] = {
    "the referral": ("referral", "GetReferral", COORDINATOR),
    "the review": ("review", "GetReview", COORDINATOR),
    "the briefing": ("learning", "GetBriefing", COORDINATOR),
    "the team": ("review", "GetTeam", COORDINATOR),
}


async def test_a_case_is_not_erased_by_the_wrong_role_too_early_or_without_a_reason(
    played: Played,
) -> None:
    assert await played.refused(HELD, by=COORDINATOR) == "access.role_not_allowed"
    assert await played.refused(HELD, reason="  ") == "words.missing"
    assert await played.refused(NEW) == "erasure.still_kept"


async def test_a_legal_hold_keeps_the_case_until_it_is_lifted(played: Played) -> None:
    header = played.header(played.cases[HELD])
    hold = review_pb2.PlaceLegalHoldRequest(
        header=header, placed_on="2020-01-06", reason="An invented inquest."
    )
    await played.ask("review", "PlaceLegalHold", hold, COORDINATOR)

    assert await played.refused(HELD) == "erasure.legal_hold"
    await eventually(lambda: is_held(played))

    lifted = review_pb2.LiftLegalHoldRequest(
        header=played.header(played.cases[HELD]), lifted_on="2020-01-07", reason="It is over."
    )
    await played.ask("review", "LiftLegalHold", lifted, COORDINATOR)
    await eventually(lambda: is_due(played))


async def is_held(played: Played) -> bool:
    found = {one.case_id: one for one in (await played.retention()).cases}
    return bool(found[played.cases[HELD]].held and not found[played.cases[HELD]].due)


async def is_due(played: Played) -> bool:
    return any(one.due for one in (await played.retention()).cases)


async def eventually(found: Any) -> None:
    async with asyncio.timeout(WITHIN_S):
        while not await found():
            await asyncio.sleep(0.05)


async def history(played: Played, which: Variation) -> list[Any]:
    events: list[Any] = []
    request = history_pb2.HistoryRequest(case_id=played.cases[which], with_body=True)
    for service in SERVICES:
        if service != "reporting":
            events += await played.ask(service, "EventsOfCase", request, OBSERVER)
    return events


async def is_gone_everywhere(played: Played) -> bool:
    """Every service has destroyed its key: of the words, only those about the erasure can be read."""
    return {one.topic for one in await history(played, OLD) if one.body} == {"review.CaseErased.v1"}


@pytest.fixture(scope="module")
def before(played: Played) -> list[Any]:
    """The history of the old case before it was erased; it is erased now, whichever tests ran before."""
    return asyncio.run(erased(played))


async def erased(played: Played) -> list[Any]:
    found = await history(played, OLD)
    drafts = [await draft(played, service) for service in ("referral", "submissions")]
    assert all(CANARY in one for one in drafts)
    await played.erase(OLD)
    await eventually(lambda: is_gone_everywhere(played))
    return found


async def test_after_the_erasure_no_word_can_be_found_and_the_history_keeps_its_shape(
    played: Played, before: list[Any]
) -> None:
    assert [one for one in before if "Ada Example" in one.body]

    after = await history(played, OLD)
    hashes = {one.event_id: one.hash for one in after}
    assert {one.event_id: one.hash for one in before}.items() <= hashes.items()
    assert [one.topic for one in after if not one.erased] == ["review.CaseErased.v1"]
    assert await played.refused(OLD) == "erasure.already_erased"
    for service in ("referral", "submissions"):
        assert await draft(played, service) == ""
    for service, method, by in CALLS.values():
        request = common_pb2.CaseRequest(case_id=played.cases[OLD])
        with pytest.raises(Refused) as refusal:
            await played.ask(service, method, request, by)
        assert refusal.value.code in {"case.erased", "not_found"}, method


async def draft(played: Played, service: str) -> str:
    request = drafts_pb2.GetDraftRequest(
        partnership="PLY", form="note", about=f"{played.cases[OLD]}/x"
    )
    try:
        return str((await played.ask(service, "GetDraft", request, COORDINATOR)).content)
    except Refused as refused:
        return "" if refused.code == "not_found" else refused.code


STAYS = {
    "stored_events", "stored_snapshots", "case_keys", "inbox", "parked", "relay_cases", "restored_cases",
    "case_reads", "case_relations", "case_references", "case_revisions", "practitioner_support",
}  # fmt: skip
"""Tables that go on naming the case: history and its hashes, sealed words without a key, and how far who has come."""


@pytest.mark.usefixtures("before")
async def test_no_row_is_left_of_the_case_and_no_table_shows_a_word(played: Played) -> None:
    await eventually(lambda: no_row_is_left(played))

    assert await rows_with(played, CANARY, "Ada Example", "What was known, by whom") == []
    assert await rows_with(played, str(played.cases[NEW])) != [], "the search finds what is there"


async def no_row_is_left(played: Played) -> bool:
    found = await rows_with(played, str(played.cases[OLD]))
    return {table for _, table in found} - STAYS == {"erased_cases"}


async def rows_with(played: Played, *texts: str) -> list[tuple[str, str]]:
    """Every table of every service in which one of these texts stands."""
    found = []
    async with attached(settings_of(played.platform).data / "postgres") as address:
        for service in SERVICES:
            connection = await asyncpg.connect(address(service))
            try:
                tables = await connection.fetch(
                    "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
                )
                for (table,) in tables:
                    query = f"SELECT count(*) FROM {table} one WHERE one::text LIKE ANY($1)"
                    if await connection.fetchval(query, [f"%{text}%" for text in texts]):
                        found.append((service, table))
            finally:
                await connection.close()
    return found


@pytest.mark.usefixtures("before")
async def test_the_register_names_the_case_and_the_other_one_is_untouched(played: Played) -> None:
    found = await played.retention()

    (erased,) = found.erased
    assert (erased.case_id, erased.kept_as, erased.ordered_by) == (
        played.cases[OLD], "rapid_review", f"data_protection_officer:{OFFICER}",
    )  # fmt: skip
    assert [one.case_id for one in found.cases if not one.due] == [played.cases[NEW]]
    assert all(one.body for one in await history(played, NEW))


@pytest.mark.usefixtures("before")
def test_the_log_is_as_it_was_stored_views_can_be_made_anew_and_nothing_is_parked(
    played: Played,
) -> None:
    platform = played.platform

    assert platform.ask("verify").count("are as they were stored") == len(SERVICES)
    for service in ("review", "reporting", "notifications", "submissions", "learning"):
        platform.ask("rebuild", service)
    asyncio.run(eventually(lambda: no_row_is_left(played)))
    assert platform.json("parked", "list") == {"cases": [], "unreadable": []}
    assert len(platform.json("cases", "--all")["cases"]) == len(PLAYED) - 1


@pytest.mark.usefixtures("before")
def test_the_commands_list_what_is_due_and_refuse_what_is_not(played: Played) -> None:
    platform = played.platform

    (due,) = platform.ask("retention", "due", "PLY").splitlines()
    assert due.startswith("PLY-RR-1991-")
    listed = platform.ask("retention", "due", "PLY", "--all")
    assert "kept as rapid_review until 2055-" in listed
    assert "erased " in listed
    new = next(one for one in platform.references() if one.startswith("PLY-RR-2025-"))
    answer = platform.run_with({}, "erase", new, "--reason", "Too early.")
    assert (answer.returncode, "erasure.still_kept" in answer.stdout + answer.stderr) == (
        1,
        True,
    ), answer
