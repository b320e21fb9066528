"""Writers that are held open in the database, and transactions that stay open elsewhere: all that is stored is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.support.database import CHASSIS_SCHEMA
from tests.support.faults.audit import Audit
from tests.support.faults.flow import Flow, a_flow, seed_of_run

pytestmark = pytest.mark.system

ALONE: dict[str, Any] = {"instance": "one", "page_max": 500}
GATE = "LOCK TABLE append_gate IN EXCLUSIVE MODE;"
# After the rows are in and their positions are given, some transactions dawdle before they commit; some turn back.
HELD_OPEN = """
    CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF random() < 0.25 THEN PERFORM pg_sleep(0.02); END IF;
        IF random() < 0.05 THEN RAISE SQLSTATE '40001'; END IF;
        RETURN NULL;
    END $$;
    CREATE TRIGGER dawdle AFTER INSERT ON stored_events FOR EACH ROW EXECUTE FUNCTION dawdle();
"""
# Dense positions would collide without the gate and so betray it at once; a sequence would not.
BY_SEQUENCE = (
    ("head + row_number() OVER (ORDER BY e.n)", "nextval('positions')"),
    ("head + e.n,", "nextval('positions'),"),
)

Report = Callable[[str, Flow, int, Audit], None]


def work(writers: int) -> dict[str, Any]:
    """Each writer on a store of its own, as if in a replica of its own; a case belongs to many of them."""
    commands = 320 // writers
    return {"writers": writers, "stores": writers, "cases": 24, "commands": commands, "pool": 16}


@pytest.mark.parametrize("writers", [2, 4, 8, 16])
async def test_whatever_writers_are_held_open_all_that_is_stored_is_told_once(
    writers: int, kafka: Any, tmp_path: Path, report: Report
) -> None:
    schema = (CHASSIS_SCHEMA, HELD_OPEN)
    async with a_flow(kafka.bootstrap, tmp_path, seed_of_run(), schema=schema) as flow:
        teller = flow.worker("teller", **work(writers))
        for worker in (teller, flow.worker("listener", **ALONE)):
            worker.start()
        await teller.says("written")
        await flow.drained()

        found = await flow.audited()

        report(f"{writers} writers held open", flow, writers, found)
        assert found.published == found.stored
        assert found.clean, found


async def test_with_the_gate_taken_out_events_are_stored_that_are_never_told(
    kafka: Any, tmp_path: Path, report: Report
) -> None:
    schema = ("CREATE SEQUENCE positions;" + _planted((GATE, ""), *BY_SEQUENCE), HELD_OPEN)
    async with a_flow(kafka.bootstrap, tmp_path, seed_of_run(), schema=schema) as flow:
        teller = flow.worker("teller", **{**work(16), "cases": 10**6})  # Nobody meets another.
        for worker in (teller, flow.worker("listener", **ALONE)):
            worker.start()
        await teller.says("written")
        with pytest.raises(TimeoutError):
            await flow.drained(within_s=8)

        found = await flow.audited()

        report("planted: no gate", flow, 16, found)
        assert found.lost > 0


async def test_a_transaction_that_stays_open_elsewhere_holds_nobody_back(
    kafka: Any, tmp_path: Path, report: Report
) -> None:
    async with a_flow(kafka.bootstrap, tmp_path, seed_of_run()) as flow:
        teller = flow.worker("teller", **work(8))
        async with (
            flow.teller_pool.acquire() as one,
            flow.listener_pool.acquire() as other,
            one.transaction(isolation="repeatable_read"),
            other.transaction(isolation="repeatable_read"),
        ):
            for connection in (one, other):
                await connection.execute("CREATE TABLE elsewhere (n int)")
                await connection.execute("INSERT INTO elsewhere VALUES (1)")
            for worker in (teller, flow.worker("listener", **ALONE)):
                worker.start()
            await teller.says("written")
            await flow.drained()

            found = await flow.audited()

            assert await one.fetchval("SELECT count(*) FROM stored_events") == 0
        report("a long transaction elsewhere", flow, 2, found)
        assert found.clean, found


def _planted(*replacements: tuple[str, str]) -> str:
    script = CHASSIS_SCHEMA
    for old, new in replacements:
        assert old in script
        script = script.replace(old, new)
    return script
