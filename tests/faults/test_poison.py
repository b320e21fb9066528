"""Messages that cannot take effect: each is kept with its reason, its case waits, and all other cases flow."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from contracts.envelope import Envelope
from tests.support.faults.audit import Audit
from tests.support.faults.flow import seed_of_run
from tests.support.faults.hearing import Hinder, a_hearing, nothing
from tests.support.faults.poison import (
    EACH,
    break_down,
    flows,
    hang,
    held,
    only,
    refuse,
    the_bad,
    told_of_four_cases,
)
from tests.support.faults.told_cases import Message, message, send

pytestmark = pytest.mark.system

Report = Callable[[str, Any, int, Audit], None]
Spoil = Callable[[Envelope], Message]


def _without_bytes_of_sense(envelope: Envelope) -> Message:
    return envelope.headers(), b"\xff\xfe\x00{", str(envelope.subject).encode()


def _of_an_unknown_type(envelope: Envelope) -> Message:
    return message(envelope.model_copy(update={"type": "rapid-review.referral.ReferralSung.v1"}))


def _of_an_old_schema(envelope: Envelope) -> Message:
    said = json.loads(envelope.data)
    del said["withdrawn_on"]
    return message(envelope.model_copy(update={"data": json.dumps(said).encode()}))


def _without_its_headers(envelope: Envelope) -> Message:
    headers = [(name, value) for name, value in envelope.headers() if name != "ce_stream"]
    return headers, envelope.data, str(envelope.subject).encode()


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (_without_bytes_of_sense, "failed.ValidationError"),
        (_of_an_unknown_type, "unknown_type"),
        (_of_an_old_schema, "failed.ValidationError"),
    ],
)
async def test_a_message_that_is_poison_is_parked_and_its_case_waits_until_it_was_left_out(
    spoil: Spoil, reason: str, kafka: Any, report: Report
) -> None:
    async with a_hearing(kafka.bootstrap, seed_of_run(), partitions=2) as hearing:
        log, poisoned = told_of_four_cases(hearing)
        bad = the_bad(log, poisoned)
        told = [spoil(one) if one == bad else message(one) for one in log]
        async with hearing.listening():
            await send(hearing.settings, {"referral": told})
            await held(hearing, log, poisoned, reason)
            async with hearing.door.turn_of([poisoned]) as inbox:
                parked = await inbox.next_parked(poisoned)
                assert parked is not None
                await inbox.unpark(parked)
                inbox.took(parked.envelope)
            await hearing.door.redrive(poisoned)

        found = await hearing.audited([one for one in log if one != bad])

        report(f"poison: {spoil.__name__.strip('_').replace('_', ' ')}", hearing, 1, found)
        assert found.clean, found
        assert await hearing.door.parked() == []


async def test_a_message_that_is_no_envelope_is_kept_and_the_next_of_its_case_waits_for_it(
    kafka: Any, report: Report
) -> None:
    async with a_hearing(kafka.bootstrap, seed_of_run(), partitions=2) as hearing:
        log, poisoned = told_of_four_cases(hearing)
        bad = the_bad(log, poisoned)
        told = [_without_its_headers(one) if one == bad else message(one) for one in log]
        async with hearing.listening():
            await send(hearing.settings, {"referral": told})
            await flows(hearing, log, poisoned)
            assert await hearing.pool.fetchval("SELECT problem FROM unreadable") == "stream"
            await send(
                hearing.settings, {"referral": [message(bad)]}
            )  # Told anew, as it should be.
            await hearing.has_heard(poisoned, EACH)

        found = await hearing.audited(log, 1)

        report("poison: no envelope", hearing, 1, found)
        assert found.clean, found


@pytest.mark.parametrize(
    ("poison", "reason"),
    [
        (refuse, "test.refused"),
        (break_down, "failed.ZeroDivisionError"),
        (hang, "failed.EffectHangs"),
    ],
)
async def test_an_effect_that_fails_is_parked_and_its_case_goes_on_in_order_after_the_mending(
    poison: Hinder, reason: str, kafka: Any, report: Report
) -> None:
    async with a_hearing(kafka.bootstrap, seed_of_run(), partitions=2) as hearing:
        log, poisoned = told_of_four_cases(hearing)
        bad = the_bad(log, poisoned)
        hearing.hinder = only(bad, poison)
        async with hearing.listening():
            await send(hearing.settings, {"referral": [message(one) for one in log]})
            await held(hearing, log, poisoned, reason)
            hearing.hinder = nothing
            await hearing.door.redrive(poisoned)

        found = await hearing.audited(log)

        report(f"poison: an effect that does {poison.__name__.strip('_')}", hearing, 1, found)
        assert found.clean, found
        assert await hearing.door.parked() == []
