"""Processes that die at the worst moments: nothing lost, nothing doubled, nothing out of order.

The moments are drawn with a seed that is printed; set FAULT_SEED to repeat a run.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.faults.audit import Audit
from tests.support.faults.flow import Flow, Worker, a_flow, seed_of_run

pytestmark = pytest.mark.system

DEATHS = 3
PAGE = {"page_max": 20}
WORK: dict[str, Any] = {"writers": 8, "cases": 12, "commands": 40, "pause_ms": 60, **PAGE}
ALONE = {"instance": "one", **PAGE}

Report = Callable[[str, Flow, int, Audit], None]


@pytest.mark.parametrize(
    ("program", "point", "chance"),
    [
        ("teller", "between answer and ledger", 0.03),
        ("teller", "before send", 0.4),
        ("teller", "between send and record", 0.4),
        ("teller", "after record", 0.4),
        ("listener", "before page", 0.4),
        ("listener", "before effect", 0.03),
        ("listener", "between effect and inbox", 0.03),
        ("listener", "between effect and place", 0.4),
    ],
)
async def test_a_process_that_dies_at_this_point_loses_doubles_and_reorders_nothing(
    program: str, point: str, chance: float, kafka: Any, tmp_path: Path, report: Report
) -> None:
    async with a_flow(kafka.bootstrap, tmp_path, seed_of_run()) as flow:
        teller = flow.worker("teller", **WORK)
        listener = flow.worker("listener", **ALONE)
        dying = teller if program == "teller" else listener
        dying.plan = dying.plan.model_copy(update={"deaths": {point: chance}})
        for worker in (teller, listener):
            worker.start()
        died = await dying.dies(DEATHS)
        await _calm(dying, teller)
        await flow.drained()

        found = await flow.audited()

        report(f"{program} dies {point}", flow, died, found)
        assert died >= 1
        assert found.clean, found


async def test_a_planted_commit_before_the_effect_is_seen_as_loss(
    kafka: Any, tmp_path: Path, report: Report
) -> None:
    async with a_flow(kafka.bootstrap, tmp_path, seed_of_run()) as flow:
        teller = flow.worker("teller", **WORK)
        listener = flow.worker(
            "listener", bug="commit before effect", deaths={"before effect": 0.05}, **ALONE
        )
        teller.start()
        listener.start()
        died = await listener.dies(1)
        await _calm(listener, teller)
        with pytest.raises(TimeoutError):
            await flow.drained(within_s=10)

        found = await flow.audited()

        report("planted: commit before effect", flow, died, found)
        assert found.lost > 0


async def _calm(dying: Worker, teller: Worker) -> None:
    """Start what dies once more, as it should be, and let all be written."""
    dying.kill()
    dying.start(deaths={})
    if dying is teller:
        teller.said.write_text("")
    await teller.says("written")
