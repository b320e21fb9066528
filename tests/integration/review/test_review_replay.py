"""Whatever is done to a review, the store makes the same review again."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from uuid import uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chassis.clock import utc_now
from chassis.errors import Refusal
from chassis.use_cases import UseCases
from services.review.domain.review import RapidReview
from services.review.domain.values import CaseIdentity
from tests.support.publisher import a_cause, publishing
from tests.unit.review.a_review import initiated
from tests.unit.review.any_history import HISTORIES, Act

pytestmark = pytest.mark.integration


async def lived(acts: list[Act], snapshot_every: int) -> tuple[RapidReview, RapidReview]:
    """The review as the cache holds it, and as the store gives it back."""
    async with publishing() as publisher:
        case_id = uuid4()
        identity = CaseIdentity(case_id=case_id, partnership="PLY", reference="PLY-RR-2026-0001")
        first = initiated(identity=identity)
        here = UseCases(publisher.store, publisher.keys, utc_now, snapshot_every=snapshot_every)
        await here.begin(RapidReview, first.id, a_cause(case_id), lambda: first)
        for act in acts:
            with suppress(Refusal):
                await here.change(RapidReview, first.id, a_cause(case_id), act)
        there = UseCases(publisher.store, publisher.keys, utc_now, snapshot_every=snapshot_every)
        return (
            await here.look(RapidReview, first.id, lambda review: review),
            await there.look(RapidReview, first.id, lambda review: review),
        )


@settings(max_examples=15, deadline=None)
@given(acts=HISTORIES, snapshot_every=st.sampled_from([2, 100]))
def test_the_store_gives_back_an_equal_review(acts: list[Act], snapshot_every: int) -> None:
    cached, reopened = asyncio.run(lived(acts, snapshot_every))

    assert reopened == cached
