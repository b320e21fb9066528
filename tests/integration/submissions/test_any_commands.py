"""Whatever is asked of a return, the real store gives the same return to whoever opens it anew."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import UTC, datetime
from uuid import uuid4

import pytest
from hypothesis import given, settings

from chassis.errors import Refusal
from chassis.run import Ground
from chassis.use_cases import Cause
from services.submissions.application.agency_returns import AgencyReturns
from services.submissions.domain.agency_return import AgencyReturn
from services.submissions.main import NAME, build
from tests.support.service import laid_ground
from tests.unit.submissions.commands import SEQUENCES, Command
from tests.unit.submissions.returns import ASKED_AT, CASE, request

AGENCY = request().agency
NOW = datetime(2026, 11, 1, tzinfo=UTC)


def cause(at: datetime, partnership: str = "PLY") -> Cause:
    asked = uuid4()
    return Cause(
        case_id=CASE,
        partnership=partnership,
        actor="coordinator:ply-coordinator",
        causation_id=asked,
        correlation_id=asked,
        occurred_at=at,
        command_id=asked,
    )


def returns_on(ground: Ground, snapshot_every: int) -> AgencyReturns:
    return AgencyReturns(
        ground.store, ground.keys, ground.clock, packs=ground.packs, snapshot_every=snapshot_every
    )


async def give(command: Command, returns: AgencyReturns) -> None:
    by = cause(command.at, command.partnership)
    use_case = getattr(returns, command.name)
    with suppress(Refusal):
        await use_case(by, AGENCY, **command.content)


async def seen_by(returns: AgencyReturns) -> AgencyReturn:
    return await returns.agency_return(CASE, AGENCY, lambda one: one)


async def scenario(sequence: list[Command], snapshot_every: int) -> None:
    async with laid_ground(NAME, build, clock=lambda: NOW) as ground:
        first = returns_on(ground, snapshot_every)
        await first.request(cause(ASKED_AT), request(through="DEV"))
        for command in sequence:
            await give(command, first)
        assert await seen_by(returns_on(ground, snapshot_every)) == await seen_by(first)


@pytest.mark.integration
@pytest.mark.parametrize("snapshot_every", [2, 100])
@given(sequence=SEQUENCES)
@settings(max_examples=15, deadline=None)
def test_a_return_opened_anew_equals_the_one_that_was_kept(
    snapshot_every: int, sequence: list[Command]
) -> None:
    asyncio.run(scenario(sequence, snapshot_every))
