"""Playing scripts against six real gRPC servers."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import grpc
import pytest

from rapid_review.doors import NotRunning
from rapid_review.scripted.play import Progress, StepFailed, play_files
from rapid_review.scripted.stops import ScriptMistakes
from tests.integration.rapid_review.platform import Refusal, SmallPlatform
from tests.unit.rapid_review.scripts import SCRIPT

MONDAY = datetime(2026, 11, 23, 12, tzinfo=UTC)
REFUSED = "    expect: {refused: referral.views_missing}\n"
THIRD = """\
  - on: 2
    at: "11:00"
    by: ply-coordinator
    do: decide
    with: {decision: {outcome: initiate_on_referral, decided_on: {day: 2}}}
"""


@pytest.fixture
def script(tmp_path: Path) -> Path:
    return rewrite(tmp_path / "case.yaml", SCRIPT)


def rewrite(file: Path, text: str) -> Path:
    file.write_text(text, encoding="utf-8")
    return file


async def play(
    platform: SmallPlatform, file: Path, *, now: datetime = MONDAY
) -> list[tuple[int, int]]:
    """Play; gives the step and the number of changes at each progress."""
    seen: list[tuple[int, int]] = []

    def note(progress: Progress) -> None:
        seen.append((progress.step, progress.changed))

    await play_files([file], platform.settings, on_progress=note, clock=lambda: now)
    return seen


def refusing(method: str, refusal: Refusal, times: int = 1000) -> Any:
    left = iter(range(times))

    def before(asked: str, request: Any) -> None:
        if asked == method and next(left, None) is not None:
            raise refusal

    return before


async def test_a_file_with_mistakes_is_refused_before_anything_is_sent(
    platform: SmallPlatform, script: Path
) -> None:
    rewrite(script, SCRIPT.replace("by: ply-agency", "by: nobody"))

    with pytest.raises(ScriptMistakes):
        await play(platform, script)

    assert platform.asked == []


async def test_a_step_in_the_future_is_refused_before_anything_is_sent(
    platform: SmallPlatform, script: Path
) -> None:
    with pytest.raises(ScriptMistakes, match="still to come"):
        await play(platform, script, now=datetime(2026, 3, 2, 12, tzinfo=UTC))

    assert platform.commands == []


async def test_an_unexpected_refusal_stops_with_file_line_step_sentence_and_code(
    platform: SmallPlatform, script: Path
) -> None:
    refusal = Refusal(grpc.StatusCode.FAILED_PRECONDITION, "referral.no_longer_open", "Too late.")
    platform.before = refusing("RecordPartnerView", refusal)

    with pytest.raises(StepFailed) as stopped:
        await play(platform, script)

    assert str(stopped.value) == (
        f"{script}:16: step 2 (record_view): Too late. (referral.no_longer_open)"
    )


async def test_a_refusal_that_was_expected_lets_the_play_go_on(
    platform: SmallPlatform, script: Path
) -> None:
    rewrite(script, SCRIPT + REFUSED + THIRD)
    refusal = Refusal(grpc.StatusCode.FAILED_PRECONDITION, "referral.views_missing")
    platform.before = refusing("RecordPartnerView", refusal)

    assert await play(platform, script) == [(0, 0), (1, 1), (2, 1), (3, 2)]


async def test_another_refusal_is_not_what_was_expected(
    platform: SmallPlatform, script: Path
) -> None:
    rewrite(script, SCRIPT + REFUSED)
    platform.before = refusing(
        "RecordPartnerView", Refusal(grpc.StatusCode.ABORTED, "stale", "No.")
    )

    with pytest.raises(StepFailed, match=r"No\. Another refusal was expected"):
        await play(platform, script)


async def test_a_step_that_should_have_been_refused_is_named_each_time(
    platform: SmallPlatform, script: Path
) -> None:
    rewrite(script, SCRIPT + REFUSED)

    for _ in range(2):
        with pytest.raises(StepFailed, match="but a refusal was expected"):
            await play(platform, script)


async def test_an_expected_refusal_is_not_asked_for_again_once_the_case_went_on(
    platform: SmallPlatform, script: Path
) -> None:
    rewrite(script, SCRIPT + REFUSED + THIRD)
    refusal = Refusal(grpc.StatusCode.FAILED_PRECONDITION, "referral.views_missing")
    platform.before = refusing("RecordPartnerView", refusal, times=1)
    await play(platform, script)
    platform.asked.clear()

    await play(platform, script)

    assert platform.commands == ["ReceiveReferral", "DecideReferral"]


async def test_each_step_is_sent_by_its_person_with_its_own_id_and_time(
    platform: SmallPlatform, script: Path
) -> None:
    await play(platform, script)

    sent = [one for one in platform.asked if one[1] in {"ReceiveReferral", "RecordPartnerView"}]
    assert [person for person, _, _ in sent] == ["ply-agency", "ply-statutory-partner"]
    headers = [request.header for _, _, request in sent]
    assert [header.occurred_at.ToJsonString() for header in headers] == [
        "2026-03-02T09:30:00Z",
        "2026-03-03T10:00:00Z",
    ]
    assert {header.partnership for header in headers} == {"PLY"}
    assert len({header.command_id for header in headers}) == 2
    assert sent[0][2].incident.occurred_on == "2026-02-26"


async def test_playing_a_finished_case_again_changes_nothing(
    platform: SmallPlatform, script: Path
) -> None:
    await play(platform, script)
    before = {name: list(log) for name, log in platform.logs.items()}

    assert await play(platform, script) == [(0, 0), (1, 0), (2, 0)]
    assert platform.logs == before


async def test_an_interrupted_case_goes_on_with_the_beginning_that_it_had(
    platform: SmallPlatform, script: Path
) -> None:
    rewrite(script, SCRIPT.replace("2026-03-02", "3 working days ago"))
    platform.before = refusing("RecordPartnerView", Refusal(grpc.StatusCode.INTERNAL))
    with pytest.raises(StepFailed):
        await play(platform, script)
    platform.before = lambda method, request: None

    seen = await play(platform, script, now=datetime(2026, 11, 26, 12, tzinfo=UTC))

    first, second = platform.logs["referral"]
    assert seen == [(0, 0), (1, 0), (2, 1)]
    assert first.occurred_at.ToJsonString() == "2026-11-18T09:30:00Z"
    assert second.occurred_at.ToJsonString() == "2026-11-19T10:00:00Z"


async def test_a_step_that_was_changed_after_it_was_played_is_named(
    platform: SmallPlatform, script: Path
) -> None:
    refusal = Refusal(grpc.StatusCode.INVALID_ARGUMENT, "command.reused")
    platform.before = refusing("ReceiveReferral", refusal)

    with pytest.raises(StepFailed, match="Give the changed case a new key"):
        await play(platform, script)


async def test_a_platform_that_is_busy_is_asked_again(
    platform: SmallPlatform, script: Path
) -> None:
    refusal = Refusal(grpc.StatusCode.UNAVAILABLE, "temporary", "Busy.")
    platform.before = refusing("RecordPartnerView", refusal, times=2)

    assert (await play(platform, script))[-1] == (2, 2)
    assert platform.commands.count("RecordPartnerView") == 3


async def test_a_platform_that_restarts_is_waited_for(
    platform: SmallPlatform, script: Path
) -> None:
    played = asyncio.create_task(play(platform, script))
    while not platform.commands:
        await asyncio.sleep(0.001)
    await platform.close()
    await asyncio.sleep(0.3)
    await platform.open()

    assert (await played)[-1][0] == 2
    assert len(platform.logs["referral"]) == 2


async def test_a_platform_that_does_not_run_is_said_at_once(
    platform: SmallPlatform, script: Path
) -> None:
    await platform.close()

    async with asyncio.timeout(60):
        with pytest.raises(NotRunning):
            await play(platform, script)
