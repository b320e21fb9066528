"""Whatever anybody does in whatever order, the promises of the whole platform hold.

Fixed seeds, and one by chance whose number a failure says; ``RAPID_REVIEW_WALK_SEED=123`` takes that walk again.
"""

from __future__ import annotations

import os
import random
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from chassis.access import guard
from chassis.access.admission import Admitted
from chassis.access.relations import CaseRelations
from chassis.access.roles import Relation
from chassis.errors import NotFound
from chassis.identity import Caller
from chassis.rules.rule_packs import RulePacks
from services.referral.entrypoints import grpc_door as referral_door
from services.review.domain import passing, review
from tests.integration.walk.cases import NOW, Case, Step
from tests.integration.walk.people import PEOPLE, POLICE
from tests.integration.walk.reading import reads, unknown_fields
from tests.integration.walk.walk import PromiseBroken, Walk
from tests.support.whole_platform import WholePlatform, whole_platform

pytestmark = [
    pytest.mark.integration,
    pytest.mark.asyncio(loop_scope="module"),
    pytest.mark.timeout(600),
]

SEEDS = (1, 2)
STEPS = 25
PACKS = RulePacks.load()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def platform() -> AsyncIterator[WholePlatform]:
    async with whole_platform(PEOPLE, clock=lambda: NOW) as running:
        yield running


async def test_every_method_that_reads_is_asked_with_every_field_that_it_has(
    platform: WholePlatform,
) -> None:
    assert unknown_fields(reads(platform)) == set()


@pytest.mark.parametrize("seed", [*SEEDS, "by chance"])
async def test_every_promise_holds_after_every_step(
    platform: WholePlatform, seed: int | str
) -> None:
    chosen = os.environ.get("RAPID_REVIEW_WALK_SEED") or random.randrange(1_000_000)
    number = seed if isinstance(seed, int) else int(chosen)
    walk = Walk(platform, number, PACKS)

    await walk.go(STEPS)

    # By chance, somebody may withdraw a case before anything was done in it.
    assert walk.accepted > STEPS // 4 or seed not in SEEDS, walk.taken


async def by_the_book(walk: Walk, case: Case, *, until: str = "", without: str = "") -> None:
    """Take each step of a case in its turn, up to one and that included, or all but one."""
    for step in case.steps:
        if step.do != without:
            await walk.take(case, step)
            await walk.platform.settled()
            await walk.look(case)
        if step.do == until and step is last(case, until):
            return


async def looked_at_often(walk: Walk, person: str, case: Case) -> None:
    """So often that every agency of the case is asked about."""
    for agency in case.through:
        await walk.see(person, case, agency)


def last(case: Case, do: str) -> Step:
    return [step for step in case.steps if step.do == do][-1]


async def test_two_cases_by_the_book_come_to_their_end_and_show_each_reader_their_own(
    platform: WholePlatform,
) -> None:
    walk = Walk(platform, 0, PACKS)

    for case in walk.cases:
        await by_the_book(walk, case)
    await walk.looked_at_by(*PEOPLE)

    assert [one for one in walk.taken if ": " in one] == []
    assert walk.read_own > len(PEOPLE) // 2


# --- Planted: each promise, broken, is caught -----------------------------------------------------


async def test_an_agency_that_reads_beyond_its_own_is_caught(
    platform: WholePlatform, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = Walk(platform, 0, PACKS)
    case = walk.cases[0]
    await by_the_book(walk, case, until="return_submission")
    police = f"agency_author-{POLICE}"
    await looked_at_often(walk, police, case)

    monkeypatch.setattr(guard, "_about", lambda _one, found, _asked: found)
    monkeypatch.setattr(Admitted, "may_see", lambda *_: True)

    with pytest.raises(PromiseBroken, match=rf"{police} saw the return of .* in submissions/"):
        await looked_at_often(walk, police, case)


async def test_a_stranger_who_reads_is_caught(
    platform: WholePlatform, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = Walk(platform, 0, PACKS)
    case = walk.cases[0]
    await by_the_book(walk, case, until="notify_incident")
    await walk.see("KEN-auditor", case)

    somebody = Caller.acting("KEN-auditor", "auditor", case.lead)
    monkeypatch.setattr(CaseRelations, "of", lambda *_: Relation.LEAD)
    monkeypatch.setattr(referral_door, "caller", lambda: somebody)

    with pytest.raises(PromiseBroken, match="KEN-auditor saw that there is this case"):
        await walk.see("KEN-auditor", case)


async def test_a_gate_that_can_be_left_out_is_caught(
    platform: WholePlatform, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = Walk(platform, 0, PACKS)
    monkeypatch.setattr(review, "must_stand_between", lambda *_, **__: None)

    with pytest.raises(PromiseBroken, match="ReportScrutinised before CSPRDecided"):
        await by_the_book(walk, walk.cases[0], until="scrutinise", without="decide_cspr")


async def test_a_review_that_changes_its_rules_is_caught(
    platform: WholePlatform, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = Walk(platform, 0, PACKS)

    def by_other_rules(*given: Any, **named: Any) -> Any:
        return passing.record_of(*given, **named).model_copy(update={"rule_pack": "PLY@2027.1"})

    monkeypatch.setattr(review, "record_of", by_other_rules)

    with pytest.raises(PromiseBroken, match=r"PLY@2027\.1"):
        await by_the_book(walk, walk.cases[0], until="hold_meeting")


async def test_a_command_under_another_name_is_caught(
    platform: WholePlatform, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = Walk(platform, 0, PACKS)
    monkeypatch.setattr(Caller, "role_in", lambda *_: "coordinator")

    with pytest.raises(PromiseBroken, match="it was done by coordinator:PLY-authority_notifier"):
        await by_the_book(walk, walk.cases[0], until="notify_incident")


async def test_a_refusal_without_a_sentence_is_caught(
    platform: WholePlatform, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk = Walk(platform, 0, PACKS)
    monkeypatch.setattr(NotFound, "sentence", "")

    with pytest.raises(AssertionError, match="NOT_FOUND"):
        await walk.see("KEN-coordinator", walk.cases[0])
