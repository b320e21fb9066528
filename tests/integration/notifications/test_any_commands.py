"""Whatever is done to a message, the real store gives the same message to whoever opens it anew."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.clock import utc_now
from chassis.errors import Refusal
from chassis.use_cases import Cause, UseCases
from services.notifications.domain.message import Message
from services.notifications.main import NAME, build
from tests.support.service import laid_ground
from tests.unit.notifications.a_message import ACTS, CASE, NOON, Act, asked


def cause() -> Cause:
    return Cause(
        case_id=CASE,
        partnership="PLY",
        actor="service:notifications",
        causation_id=uuid4(),
        correlation_id=CASE,
        occurred_at=min(NOON, utc_now()),
    )


async def lived(acts: list[Act], snapshot_every: int) -> tuple[Message, Message]:
    """The message as it is to whoever changed it, and to another who opens its stream."""
    async with laid_ground(NAME, build) as ground:
        here, there = (
            UseCases(ground.store, ground.keys, utc_now, snapshot_every=snapshot_every)
            for _ in range(2)
        )
        stream = asked().id
        await here.begin(Message, stream, cause(), asked)
        for act in acts:
            with suppress(Refusal):
                await here.change(Message, stream, cause(), act)
        return (
            await here.look(Message, stream, lambda message: message),
            await there.look(Message, stream, lambda message: message),
        )


@pytest.mark.integration
@pytest.mark.parametrize("snapshot_every", [2, 100])
@given(acts=st.lists(ACTS, max_size=5))
@settings(max_examples=15, deadline=None)
def test_a_message_opened_anew_equals_the_one_that_was_kept(
    snapshot_every: int, acts: list[Act]
) -> None:
    kept, opened = asyncio.run(lived(acts, snapshot_every))

    assert opened == kept
