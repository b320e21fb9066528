"""A case of which one entry cannot take effect, among others that are sound."""

from __future__ import annotations

import asyncio
from uuid import UUID, uuid5

from chassis.delivery.event_door import Told
from chassis.errors import WrongState
from contracts.envelope import Envelope
from tests.support.faults.hearing import Hearing, Hinder
from tests.support.faults.told_cases import entries

NAMESPACE = UUID("5f0c3c5e-55b7-4a53-9d0f-2f1d6c1d7a10")
CASES = 4
EACH = 5
POISONED = 2
"""Which entry of the poisoned case cannot take effect."""


class Refused(WrongState):
    code = "test.refused"


async def refuse(told: Told) -> None:
    raise Refused


async def break_down(told: Told) -> None:
    raise ZeroDivisionError


async def hang(told: Told) -> None:
    await asyncio.Event().wait()


def told_of_four_cases(hearing: Hearing) -> tuple[list[Envelope], UUID]:
    cases = [uuid5(NAMESPACE, f"{hearing.seed}:{n}") for n in range(CASES)]
    return entries(cases, EACH), hearing.draw.choice(cases)


def the_bad(log: list[Envelope], poisoned: UUID) -> Envelope:
    return [one for one in log if one.subject == poisoned][POISONED - 1]


def only(bad: Envelope, poison: Hinder) -> Hinder:
    async def hinder(told: Told) -> None:
        if told.envelope.id == bad.id:
            await poison(told)

    return hinder


async def held(hearing: Hearing, log: list[Envelope], poisoned: UUID, reason: str) -> None:
    """The bad one is parked with its reason, those behind it wait, and the other cases have gone on."""
    await flows(hearing, log, poisoned)
    parked = await hearing.door.parked()
    assert [one.reason for one in parked] == [reason, *["queued_behind"] * (EACH - POISONED)]
    assert {one.case_id for one in parked} == {poisoned}


async def flows(hearing: Hearing, log: list[Envelope], poisoned: UUID) -> None:
    for case_id in {one.subject for one in log} - {poisoned}:
        await hearing.has_heard(case_id, EACH)
    await hearing.has_read_all()
    heard = [text for case_id, text in await hearing.heard() if case_id == poisoned]
    assert heard == [str(number) for number in range(1, POISONED)]
