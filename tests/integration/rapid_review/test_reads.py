"""``rapid-review reads``: what six services answer stands together; what is missing is said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import grpc
import pytest

from contracts.grpc import history_pb2
from rapid_review.doors import Doors, Refused
from rapid_review.people import load_people
from rapid_review.reads_command import Joined, joined
from rapid_review.show import show_reads
from tests.integration.rapid_review.platform import Refusal, SmallPlatform

AT = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
REFERENCE = "PLY-RR-2026-0001"
OBSERVER = "region-observer"


def answer(platform: SmallPlatform, *minutes: int) -> Any:
    reads = []
    for minute in minutes:
        one = history_pb2.CaseRead(
            person="ply-coordinator", role="coordinator", method="GetReview", times=2
        )
        one.first_at.FromDatetime(AT + timedelta(minutes=minute))
        reads.append(one)
    return history_pb2.CaseReads(service="review", case_id="x", reads=reads)


async def asked(platform: SmallPlatform) -> Joined:
    async with Doors(platform.settings, load_people()) as doors:
        return await joined(doors, OBSERVER, REFERENCE.lower())


async def test_a_case_that_no_service_tells_of_is_refused(platform: SmallPlatform) -> None:
    def nothing(method: str, request: Any) -> Any:
        raise Refusal(grpc.StatusCode.NOT_FOUND, "not_found", "There is nothing here.")

    platform.before = nothing

    with pytest.raises(Refused, match="not_found"):
        await asked(platform)


async def test_who_may_not_ask_is_refused_whatever_others_answer(platform: SmallPlatform) -> None:
    def answers(method: str, request: Any) -> Any:
        if len(platform.asked) == 1:
            raise Refusal(grpc.StatusCode.PERMISSION_DENIED, "access.role_not_allowed", "No.")
        return answer(platform)

    platform.before = answers

    with pytest.raises(Refused, match="role_not_allowed"):
        await asked(platform)


async def test_the_reads_of_all_services_stand_together_the_latest_first(
    platform: SmallPlatform,
) -> None:
    platform.before = lambda method, request: answer(platform, 1, 5)

    found = await asked(platform)

    assert {request.reference for _, _, request in platform.asked} == {REFERENCE}
    minutes = [one.first_at.ToDatetime(tzinfo=UTC) - AT for _, one in found.lines]
    assert minutes == sorted(minutes, reverse=True)
    assert (len(minutes), list(found.missing)) == (12, [])


async def test_services_that_do_not_answer_are_named(platform: SmallPlatform) -> None:
    platform.before = lambda method, request: answer(platform, 1)
    await platform.close("reporting")

    found = await asked(platform)

    assert list(found.missing) == ["reporting"]
    assert len(found.lines) == 5


def test_a_line_says_who_what_and_how_often(capsys: pytest.CaptureFixture[str]) -> None:
    one = history_pb2.CaseRead(
        person="ply-reviewer", role="reviewer", partnership="PLY", method="GetReview", times=3,
        glass=True, with_words=True,
    )  # fmt: skip
    one.first_at.FromDatetime(AT)

    show_reads([("review", one)])
    show_reads([])

    out = capsys.readouterr().out
    assert "2026-09-07 10:00  ply-reviewer  reviewer  PLY  review GetReview  3" in out
    assert "words, glass" in out
    assert "Nobody has read this case" in out
