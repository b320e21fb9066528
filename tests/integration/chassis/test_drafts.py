"""Drafts: kept for their author alone, never overwritten unseen, and erased when they are dropped."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from uuid import uuid4

import asyncpg
import pytest

from chassis.database import Pool, pool
from chassis.drafts import (
    Draft,
    DraftKey,
    DraftKeyInvalid,
    DraftNotAnObject,
    Drafts,
    SavedElsewhere,
)
from chassis.errors import NotFound
from chassis.limits import ALL_CHARACTERS_MAX, ENTRIES_MAX, TextTooLong, TooMany
from chassis.store.case_keys import CaseKeys
from tests.support.database import CHASSIS_SCHEMA, fresh_database
from tests.support.service import MASTER_KEY

pytestmark = pytest.mark.integration

NOW = datetime(2026, 9, 8, 10, 0, tzinfo=UTC)
WORDS = '{"what_happened": "an invented account", "children": [{"name": ""}]}'
MINE = DraftKey("PLY", "ply-author", "referral", "case-1")


@pytest.fixture
async def connections() -> AsyncIterator[Pool]:
    async with fresh_database(CHASSIS_SCHEMA) as dsn, pool(dsn, "drafts", size=4) as connections:
        yield connections


@pytest.fixture
def drafts(connections: Pool) -> Drafts:
    return again(connections)


def again(connections: Pool) -> Drafts:
    """The drafts as another process sees them."""
    return Drafts(connections, CaseKeys(connections, MASTER_KEY), lambda: NOW)


async def save(drafts: Drafts, content: str = WORDS, *, on: int = 0, key: DraftKey = MINE) -> Draft:
    return await drafts.save(key, content, on=on, command_id=uuid4())


@pytest.mark.parametrize(
    ("form", "about"),
    [("", "case"), ("Referral of Amy", "case"), ("referral", ""), ("referral", "Amy Invented")],
)
def test_a_draft_is_kept_under_codes_and_ids_only(form: str, about: str) -> None:
    with pytest.raises(DraftKeyInvalid):
        DraftKey("PLY", "ply-author", form, about)


@pytest.mark.parametrize("content", ["", "words", "[]", '"words"', "{", "3"])
async def test_only_an_object_is_kept(drafts: Drafts, content: str) -> None:
    with pytest.raises(DraftNotAnObject):
        await save(drafts, content)


async def test_a_draft_that_is_too_long_is_refused(drafts: Drafts) -> None:
    with pytest.raises(TextTooLong):
        await save(drafts, '{"a": "' + "x" * ALL_CHARACTERS_MAX + '"}')


async def test_a_second_window_does_not_overwrite_the_first_unseen(drafts: Drafts) -> None:
    await save(drafts)
    await save(drafts, '{"window": 1}', on=1)

    with pytest.raises(SavedElsewhere):
        await save(drafts, '{"window": 2}', on=1)

    assert (await drafts.get(MINE)).content == '{"window": 1}'


async def test_of_two_windows_that_save_at_one_moment_one_is_told(drafts: Drafts) -> None:
    for on in (0, 1):
        both = [save(drafts, f'{{"window": {n}}}', on=on) for n in (1, 2)]
        results = await asyncio.gather(*both, return_exceptions=True)

        assert sorted(type(one).__name__ for one in results) == ["Draft", "SavedElsewhere"]


async def test_a_window_that_is_older_than_the_sending_does_not_bring_the_draft_back(
    drafts: Drafts,
) -> None:
    await save(drafts)
    await drafts.drop(MINE)

    with pytest.raises(SavedElsewhere):
        await save(drafts, on=1)


@pytest.mark.parametrize(
    "other",
    [
        DraftKey("PLY", "ply-other", "referral", "case-1"),
        DraftKey("DEV", "ply-author", "referral", "case-1"),
        DraftKey("PLY", "ply-author", "notification", "case-1"),
        DraftKey("PLY", "ply-author", "referral", "case-2"),
    ],
    ids=["author", "partnership", "form", "case"],
)
async def test_a_draft_is_found_under_its_own_key_only(drafts: Drafts, other: DraftKey) -> None:
    await save(drafts)

    with pytest.raises(NotFound):
        await drafts.get(other)


async def test_an_author_has_room_for_a_number_of_drafts(drafts: Drafts, connections: Pool) -> None:
    await connections.execute(
        "INSERT INTO drafts SELECT 'PLY', 'ply-author', 'referral', 'case-' || n, gen_random_uuid(), 1,"
        " gen_random_uuid(), now(), '' FROM generate_series(1, $1) AS n",
        ENTRIES_MAX,
    )

    with pytest.raises(TooMany):
        await save(drafts, key=DraftKey("PLY", "ply-author", "referral", "another"))


async def test_what_was_typed_survives_a_restart_as_it_was_typed(
    drafts: Drafts, connections: Pool
) -> None:
    saved = await save(drafts)

    assert saved == Draft("referral", "case-1", 1, NOW)
    assert await again(connections).get(MINE) == Draft("referral", "case-1", 1, NOW, WORDS)


async def test_the_same_save_sent_twice_takes_effect_once(drafts: Drafts) -> None:
    command_id = uuid4()
    once = await drafts.save(MINE, WORDS, on=0, command_id=command_id)

    assert await drafts.save(MINE, WORDS, on=0, command_id=command_id) == once


async def test_an_author_lists_what_they_have_begun(drafts: Drafts) -> None:
    await save(drafts)
    await save(drafts, key=DraftKey("PLY", "ply-author", "notification", "case-2"))
    await save(drafts, key=DraftKey("PLY", "ply-other", "referral", "case-3"))

    assert [one.about for one in await drafts.mine("PLY", "ply-author")] == ["case-2", "case-1"]
    assert [one.about for one in await drafts.mine("PLY", "ply-author", "referral")] == ["case-1"]


async def test_no_word_of_a_draft_stands_in_the_table(drafts: Drafts, connections: Pool) -> None:
    await save(drafts)

    row = await connections.fetchrow("SELECT * FROM drafts")
    assert row is not None
    assert b"invented account" not in b"".join(str(value).encode() for value in row.values())
    assert b"invented account" not in row["sealed"]


async def test_a_dropped_draft_cannot_be_read_from_a_backup_of_its_row(
    drafts: Drafts, connections: Pool
) -> None:
    await save(drafts)
    row = await connections.fetchrow("SELECT * FROM drafts")
    assert row is not None
    await drafts.drop(MINE)
    await connections.execute(
        "INSERT INTO drafts VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)", *row.values()
    )

    with pytest.raises(NotFound):
        await again(connections).get(MINE)
    assert (await save(again(connections), on=1)).revision == row["revision"] + 1


async def test_to_drop_what_is_not_there_changes_nothing(drafts: Drafts) -> None:
    await drafts.drop(MINE)

    assert (await save(drafts)).revision == 1


async def test_the_key_of_one_draft_does_not_open_another(
    drafts: Drafts, connections: Pool
) -> None:
    from cryptography.exceptions import InvalidTag

    await save(drafts)
    other = DraftKey("PLY", "ply-author", "referral", "case-2")
    await save(drafts, key=other)
    await connections.execute(
        "UPDATE drafts SET sealed = (SELECT sealed FROM drafts WHERE about = 'case-1') WHERE about = 'case-2'"
    )

    with pytest.raises(InvalidTag):
        await drafts.get(other)


async def test_two_drafts_cannot_have_one_key(drafts: Drafts, connections: Pool) -> None:
    await save(drafts)

    with pytest.raises(asyncpg.UniqueViolationError):
        await connections.execute(
            "INSERT INTO drafts SELECT partnership, author, form, 'case-2', draft_id, 1, command_id, saved_at, sealed"
            " FROM drafts"
        )
