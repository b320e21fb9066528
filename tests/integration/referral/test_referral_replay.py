"""Whatever is done to a referral, the store makes the same referral again."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from uuid import uuid4

from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.clock import utc_now
from chassis.errors import Refusal
from chassis.use_cases import UseCases
from services.referral.domain.referral import Referral
from services.referral.domain.values import CaseIdentity
from tests.support.publisher import a_cause, publishing
from tests.unit.referral.a_referral import received
from tests.unit.referral.test_referral_replay import ACTS, Act


async def lived(acts: list[Act], snapshot_every: int) -> tuple[Referral, Referral]:
    """The referral as the cache holds it, and as the store gives it back."""
    async with publishing() as publisher:
        case_id = uuid4()
        identity = CaseIdentity(case_id=case_id, partnership="PLY", reference="PLY-RR-2026-0001")
        first = received(identity=identity)
        here = UseCases(publisher.store, publisher.keys, utc_now, snapshot_every=snapshot_every)
        await here.begin(Referral, first.id, a_cause(case_id), lambda: first)
        for act in acts:
            with suppress(Refusal):
                await here.change(Referral, first.id, a_cause(case_id), act)
        there = UseCases(publisher.store, publisher.keys, utc_now, snapshot_every=snapshot_every)
        return (
            await here.look(Referral, first.id, lambda referral: referral),
            await there.look(Referral, first.id, lambda referral: referral),
        )


@settings(max_examples=15, deadline=None)
@given(acts=st.lists(ACTS, max_size=8), snapshot_every=st.sampled_from([2, 100]))
def test_the_store_gives_back_an_equal_referral(acts: list[Act], snapshot_every: int) -> None:
    cached, reopened = asyncio.run(lived(acts, snapshot_every))

    assert reopened == cached
