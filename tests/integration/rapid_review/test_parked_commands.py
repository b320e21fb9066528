"""``rapid-review parked`` against a service with a failed case and a message that cannot be read."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from asyncio.subprocess import PIPE
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.integration.chassis.told_in_order import heard
from tests.integration.test_operations_are_guarded import CASE, LISTENER, Begun, begun
from tests.support.service import TOKEN_KEY

pytestmark = pytest.mark.integration
__all__ = ["begun"]

ROOT = Path(__file__).parents[3]
REFERENCE = "PLY-RR-2026-0001"
GOOD, BAD = f"{LISTENER}/review/0/17", f"{LISTENER}/review/0/18"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "keys").mkdir()
    (tmp_path / "keys" / "token.key").write_text(TOKEN_KEY.hex())
    return tmp_path


@dataclass
class Result:
    exit_code: int
    stdout: str
    stderr: str


async def run(
    begun: Begun, data: Path, *arguments: str, said: str = "", group: str = "parked"
) -> Result:
    """The command in a process of its own: in ours, the service's log would stand among its words."""
    port = int(begun.service.running.settings.grpc_address.rsplit(":", 1)[1]) - 1
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "rapid_review.cli", group, *arguments, "--service", "referral",
        env=os.environ | {"PORT": str(port), "DATA": str(data), "COLUMNS": "200"}, cwd=ROOT,
        stdin=PIPE, stdout=PIPE, stderr=PIPE,
    )  # fmt: skip
    out, problem = await process.communicate(said.encode())
    return Result(process.returncode or 0, out.decode(), problem.decode())


async def listed(begun: Begun, data: Path) -> Any:
    result = await run(begun, data, "list", "--json")
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


async def test_only_an_operator_can_act_and_an_auditor_can_look(begun: Begun, data: Path) -> None:
    for command in (
        ["redrive", REFERENCE],
        ["skip", REFERENCE, "--reason", "x"],
        ["purge", REFERENCE, "--reason", "x", "--yes"],
    ):
        result = await run(begun, data, *command, "--as", "region-observer")
        assert (result.exit_code, result.stdout) == (1, "")
        assert "identity.operators_only" in result.stderr
    refused = await run(begun, data, "list", "--as", "ply-coordinator")
    looked = await run(begun, data, "list", "--as", "region-observer")

    assert refused.exit_code == 1
    assert looked.exit_code == 0


@pytest.mark.parametrize("command", ["redrive", "show", "skip", "purge"])
async def test_what_is_not_parked_is_refused(begun: Begun, data: Path, command: str) -> None:
    reason = [] if command in {"redrive", "show"} else ["--reason", "x"]

    result = await run(begun, data, command, "PLY-RR-2026-0999", *reason)

    assert (result.exit_code, result.stdout) == (1, "")
    assert "Nothing is parked as PLY-RR-2026-0999." in result.stderr


@pytest.mark.parametrize("command", ["skip", "purge"])
async def test_leaving_something_out_needs_a_reason(begun: Begun, data: Path, command: str) -> None:
    result = await run(begun, data, command, REFERENCE)

    assert result.exit_code == 2
    assert "--reason" in result.stderr


async def test_a_purge_that_is_not_confirmed_changes_nothing(begun: Begun, data: Path) -> None:
    result = await run(begun, data, "purge", REFERENCE, "--reason", "An invented one", said="n\n")

    assert result.exit_code == 1
    assert "leave out 2 events for ever?" in result.stderr
    assert (await listed(begun, data))["cases"][0]["events"] == 2


async def test_the_list_says_what_is_parked_in_words_and_as_json(begun: Begun, data: Path) -> None:
    result = await run(begun, data, "list")
    found = await listed(begun, data)

    assert REFERENCE in result.stdout
    assert "test.not_yet" in result.stdout
    assert GOOD in result.stdout
    (case,) = found["cases"]
    assert list(case) == [
        "service", "listener", "case_id", "partnership", "reference", "events", "reasons",
        "oldest_at", "holding_up",
    ]  # fmt: skip
    assert (case["service"], case["case_id"], case["events"]) == ("referral", str(CASE), 2)
    assert [list(one) for one in found["unreadable"]] == 2 * [
        ["service", "listener", "place", "problem", "arrived_at", "size", "headers", "key", "value"]
    ]
    assert "Invented" not in str(found) + result.stdout


async def test_a_case_is_shown_by_its_id_and_a_message_by_its_place(
    begun: Begun, data: Path
) -> None:
    case = await run(begun, data, "show", str(CASE))
    events = json.loads((await run(begun, data, "show", REFERENCE, "--json")).stdout)
    message = await run(begun, data, "show", BAD)
    with_value = await run(begun, data, "show", BAD, "--with-value")

    assert str(begun.page[0].id) in case.stdout
    assert [one["event_id"] for one in events] == [str(one.id) for one in begun.page]
    assert "ce_id" in message.stdout
    assert b"Invented Child".hex() not in message.stdout
    assert b"Invented Child".hex() in with_value.stdout


async def test_a_redrive_says_how_far_it_came_and_is_one_when_something_is_still_broken(
    begun: Begun, data: Path
) -> None:
    stuck = await run(begun, data, "redrive", "--all")
    begun.broken.mended = True
    through = await run(begun, data, "redrive", REFERENCE.lower())

    assert stuck.exit_code == 1
    assert "0 got through. 2 still parked: test.not_yet." in stuck.stdout
    assert through.exit_code == 0
    assert through.stdout == f"{REFERENCE} for {LISTENER}: 2 got through.\n"
    assert await heard(begun.service.running.ground.pool, CASE) == ["1", "2"]


async def test_a_skip_and_a_redrive_after_it(begun: Begun, data: Path) -> None:
    skipped = await run(begun, data, "skip", REFERENCE, "--reason", "An invented one")
    await run(begun, data, "redrive", REFERENCE)

    assert skipped.stdout == (
        f"{REFERENCE} for {LISTENER}: left out. 1 still parked; redrive lets them follow.\n"
    )
    assert await heard(begun.service.running.ground.pool, CASE) == ["2"]


async def test_a_purge_leaves_out_all(begun: Begun, data: Path) -> None:
    result = await run(begun, data, "purge", REFERENCE, "--reason", "An invented one", "--yes")

    assert result.stdout == f"{REFERENCE} for {LISTENER}: 2 left out.\n"
    assert (await listed(begun, data))["cases"] == []


async def test_messages_are_read_again_or_left_out(begun: Begun, data: Path) -> None:
    read = await run(begun, data, "redrive", GOOD)
    still = await run(begun, data, "redrive", BAD)
    purged = await run(begun, data, "purge", BAD, "--reason", "Not ours", "--yes")

    assert read.stdout == f"the message {GOOD}: 1 got through.\n"
    assert still.exit_code == 1
    assert "1 still parked: id, source" in still.stdout
    assert purged.exit_code == 0
    assert (await listed(begun, data))["unreadable"] == []


async def test_an_untold_case_is_listed_and_told_again_by_an_operator(
    begun: Begun, data: Path
) -> None:
    observer = await run(begun, data, "resume", "--all", "--as", "region-observer", group="untold")
    before = await run(begun, data, "list", group="untold")
    done = await run(begun, data, "resume", str(CASE), "--reason", "mended", group="untold")
    again = await run(begun, data, "resume", str(CASE), group="untold")
    after = await run(begun, data, "list", "--json", group="untold")

    assert (observer.exit_code, "identity.operators_only" in observer.stdout) == (1, True)
    assert f"{CASE} of referral, from position 1" in before.stdout
    assert (done.exit_code, "is told again" in done.stdout) == (0, True), done
    assert (again.exit_code, json.loads(after.stdout)) == (1, [])
