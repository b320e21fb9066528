"""An event that cannot be told: what is noted, what is refused, and what a decision does however the process dies."""

from __future__ import annotations

import random
from collections.abc import AsyncIterator
from uuid import uuid4

import pytest

from chassis.delivery.relay import TellingLog
from chassis.delivery.untold_cases import Untold, UntoldCases
from chassis.delivery.untold_decisions import NothingUntold, StillUntellable
from chassis.store.case_keys import CaseKeys
from chassis.store.seal import Unreadable
from contracts.envelope import Envelope
from tests.support.faults.hearing import entry_of
from tests.support.faults.untold import Diaries
from tests.support.publisher import a_cause, publishing, tell

pytestmark = pytest.mark.integration


@pytest.fixture
async def diaries() -> AsyncIterator[Diaries]:
    """Several cases; the poisoned one has two entries behind the bad one."""
    async with publishing() as publisher:
        diaries = Diaries(publisher, random.Random(7))
        await diaries.begin()
        await diaries.poison()
        await diaries.write(2, [diaries.poisoned])
        yield diaries


async def told(diaries: Diaries) -> list[Envelope]:
    page, _ = await diaries.publisher.log.read(after=0, limit=1_000)
    return page


def texts(page: list[Envelope], diaries: Diaries) -> list[str]:
    return [text for case_id, text in map(entry_of, page) if case_id == diaries.poisoned]


async def test_a_case_that_is_told_cannot_be_let_go(diaries: Diaries) -> None:
    with pytest.raises(NothingUntold):
        await diaries.resume()


async def test_a_case_whose_event_still_cannot_be_read_is_refused_and_says_where(
    diaries: Diaries,
) -> None:
    await told(diaries)
    (row,) = await diaries.decisions.listed(["PLY"])

    with pytest.raises(StillUntellable, match=f"position {row.stuck_at} .*UnknownEvent"):
        await diaries.resume()
    assert (row.case_id, row.topic, row.problem) == (
        diaries.poisoned,
        diaries.topic,
        "UnknownEvent",
    )


async def test_another_partnership_neither_sees_the_case_nor_lets_it_go(diaries: Diaries) -> None:
    await told(diaries)
    diaries.bring_up_to_date()
    cause = a_cause(diaries.poisoned)

    assert await diaries.decisions.listed(["TOR"]) == []
    with pytest.raises(NothingUntold):
        await diaries.decisions.resume(
            type(cause)(diaries.poisoned, "TOR", "operator:x", uuid4(), uuid4(), cause.occurred_at),
            reason="",
        )


async def test_the_same_decision_sent_twice_is_made_once(diaries: Diaries) -> None:
    await told(diaries)
    diaries.bring_up_to_date()
    cause = a_cause(diaries.poisoned)

    first = await diaries.decisions.resume(cause, reason="An invented reason.")
    again = await diaries.decisions.resume(cause, reason="An invented reason.")

    assert first == again == await diaries.publisher.store.head()
    with pytest.raises(Exception, match="already"):
        await diaries.resume()


async def test_a_decision_whose_process_died_is_carried_out_by_whoever_comes_past_it(
    diaries: Diaries, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = texts(await told(diaries), diaries)
    diaries.bring_up_to_date()

    async def dies(_self: UntoldCases, _row: Untold, _position: int) -> None:
        raise ConnectionError

    with monkeypatch.context() as patch:
        patch.setattr(UntoldCases, "resume", dies)
        with pytest.raises(ConnectionError):
            await diaries.resume()
    after = texts(await told(diaries), diaries)

    assert before == ["1"]
    assert after == [text for case_id, text in diaries.written if case_id == diaries.poisoned]
    assert await diaries.decisions.listed(["PLY"]) == []


async def test_a_case_that_older_code_comes_past_again_waits_anew_and_loses_nothing(
    diaries: Diaries,
) -> None:
    await told(diaries)
    diaries.bring_up_to_date()
    await diaries.resume()
    publisher = diaries.publisher

    def older(event: object, case: dict[str, object]) -> object:
        if type(event).__name__ == "EntrySung":
            raise KeyError
        return tell(event, case)  # type: ignore[arg-type]

    log = TellingLog(
        "referral", publisher.store, publisher.keys, older, untold=UntoldCases(publisher.pool)  # type: ignore[arg-type]
    )  # fmt: skip
    page, _ = await log.read(after=0, limit=1_000)
    (row,) = await diaries.decisions.listed(["PLY"])
    await diaries.resume()

    assert (texts(page, diaries), row.problem) == (["1"], "KeyError")
    assert texts(await told(diaries), diaries) == [
        text for case_id, text in diaries.written if case_id == diaries.poisoned
    ]


async def test_what_was_erased_meanwhile_waits_for_nobody(diaries: Diaries) -> None:
    await told(diaries)

    await diaries.publisher.keys.destroy(diaries.poisoned)

    assert await diaries.decisions.listed(["PLY"]) == []


async def test_without_the_right_master_key_nothing_is_told_and_no_case_is_blamed(
    diaries: Diaries,
) -> None:
    publisher = diaries.publisher
    wrong, untold = CaseKeys(publisher.pool, b"w" * 32), UntoldCases(publisher.pool)
    log = TellingLog("referral", publisher.store, wrong, tell, untold=untold)

    with pytest.raises(Unreadable):
        await log.read(after=0, limit=1_000)

    assert await untold.waiting() == []
