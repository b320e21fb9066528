"""Whatever is asked, the real store gives the same aggregates to whoever opens them anew."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.errors import Refusal
from chassis.run import Ground
from chassis.use_cases import Cause
from services.learning.application.actions import Actions
from services.learning.application.briefings import Briefings
from services.learning.domain import case_recommendations
from services.learning.domain.case_recommendations import CaseRecommendations
from services.learning.main import NAME, build
from services.learning.readmodel.pinned_packs import PinnedPacks
from tests.support.service import laid_ground
from tests.unit.learning.commands import (
    OF_A_BRIEFING,
    OF_AN_ACTION,
    OF_RECOMMENDATIONS,
    Command,
)
from tests.unit.learning.learned import AT, CASE, DRAFTED_ON, IDENTITY, agreed, recommendation

NOW = datetime(2026, 12, 1, tzinfo=UTC)
HELD_ON = date(2026, 9, 23)
Story = Callable[[Ground, int, list[Command]], Awaitable[tuple[Any, Any]]]


def cause(at: datetime) -> Cause:
    asked = uuid4()
    return Cause(
        case_id=CASE,
        partnership="PLY",
        actor="coordinator:ply-coordinator",
        causation_id=asked,
        correlation_id=asked,
        occurred_at=at,
        command_id=asked,
    )


def briefings_on(ground: Ground, snapshot_every: int) -> Briefings:
    return Briefings(
        ground.store, ground.keys, ground.clock, packs=ground.packs, pinned=PinnedPacks(ground.pool),
        snapshot_every=snapshot_every,
    )  # fmt: skip


def actions_on(ground: Ground, snapshot_every: int) -> Actions:
    return Actions(
        ground.store, ground.keys, ground.clock, packs=ground.packs, snapshot_every=snapshot_every
    )


async def of_a_briefing(
    ground: Ground, snapshot_every: int, sequence: list[Command]
) -> tuple[Any, Any]:
    """A briefing as the one who kept it sees it, and as another one does."""
    first, second = briefings_on(ground, snapshot_every), briefings_on(ground, snapshot_every)
    await first.draft(
        cause(AT), IDENTITY, kind="rapid_review", drafted_on=DRAFTED_ON, themes=("early_help",)
    )
    for command in sequence:
        with suppress(Refusal):
            await first.publish(cause(command.at), **command.content)
    return (
        await first.briefing(CASE, lambda one: one),
        await second.briefing(CASE, lambda one: one),
    )


async def of_an_action(
    ground: Ground, snapshot_every: int, sequence: list[Command]
) -> tuple[Any, Any]:
    """An action as the one who kept it sees it, and as another one does."""
    first, second = actions_on(ground, snapshot_every), actions_on(ground, snapshot_every)
    await first.note_recommendations(cause(AT), IDENTITY, (recommendation("R1"),), held_on=HELD_ON)
    await first.agree(cause(AT), agreed())
    for command in sequence:
        with suppress(Refusal):
            await getattr(first, command.name)(cause(command.at), "A1", **command.content)
    return (
        await first.action(CASE, "A1", lambda one: one),
        await second.action(CASE, "A1", lambda one: one),
    )


async def of_recommendations(
    ground: Ground, snapshot_every: int, sequence: list[Command]
) -> tuple[Any, Any]:
    """What is known of recommendations to the one who kept it, and to another one."""
    first, second = actions_on(ground, snapshot_every), actions_on(ground, snapshot_every)
    await first.note_recommendations(cause(AT), IDENTITY, (recommendation("R1"),), held_on=HELD_ON)
    for command in sequence:
        content = command.content
        if command.name == "note_repeats":
            await first.note_repeats(cause(command.at), content["repeats"])
            continue
        await first.note_recommendations(
            cause(command.at), IDENTITY, content["recommended"], held_on=content["held_on"]
        )
    stream = case_recommendations.stream_of(CASE)
    return (
        await first.look(CaseRecommendations, stream, lambda one: one),
        await second.look(CaseRecommendations, stream, lambda one: one),
    )


STORIES: dict[str, tuple[Story, st.SearchStrategy[list[Command]]]] = {
    "briefing": (of_a_briefing, OF_A_BRIEFING),
    "action": (of_an_action, OF_AN_ACTION),
    "recommendations": (of_recommendations, OF_RECOMMENDATIONS),
}


async def scenario(story: Story, snapshot_every: int, sequence: list[Command]) -> None:
    async with laid_ground(NAME, build, clock=lambda: NOW) as ground:
        kept, opened = await story(ground, snapshot_every, sequence)
        assert opened == kept
        assert opened is not kept


@pytest.mark.integration
@pytest.mark.parametrize("kind", list(STORIES))
@pytest.mark.parametrize("snapshot_every", [2, 100])
@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_what_is_opened_anew_equals_what_was_kept(
    kind: str, snapshot_every: int, data: st.DataObject
) -> None:
    story, sequences = STORIES[kind]

    asyncio.run(scenario(story, snapshot_every, data.draw(sequences)))
