"""The subscriber of the docs reads a topic from its beginning, with nothing of ours but the contracts."""

from __future__ import annotations

import ast
import asyncio
import sys
from pathlib import Path
from uuid import uuid4

import pytest

from chassis.kafka.clients import topic_of
from tests.support.kafka_broker import KafkaBroker
from tests.support.kafka_region import PATIENCE_S, own_topics, telling, told_up_to_head
from tests.support.publisher import publishing

pytestmark = [pytest.mark.integration]

ROOT = Path(__file__).resolve().parents[3]
PROGRAM = ROOT / "docs/subscriber.py"
LINES_MAX = 45


def test_it_is_short_and_needs_the_contracts_only() -> None:
    text = PROGRAM.read_text(encoding="utf-8")
    imported = {
        node.module if isinstance(node, ast.ImportFrom) else node.names[0].name
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Import | ast.ImportFrom)
    }

    assert len(text.splitlines()) <= LINES_MAX
    assert imported == {"asyncio", "sys", "aiokafka", "contracts.envelope"}


async def test_it_reads_the_history_of_a_topic_from_the_beginning_and_goes_on(
    kafka: KafkaBroker,
) -> None:
    async with (
        own_topics(kafka.bootstrap, ["referral"]) as settings,
        publishing() as publisher,
        telling(publisher, settings) as relay,
    ):
        case_id = uuid4()
        await publisher.publish(case_id, "1", "2")
        await told_up_to_head(publisher, relay)
        program = await asyncio.create_subprocess_exec(
            sys.executable, str(PROGRAM), kafka.bootstrap, topic_of(settings, "referral"),
            cwd=ROOT, stdout=asyncio.subprocess.PIPE, env={"PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        assert program.stdout is not None
        try:
            async with asyncio.timeout(PATIENCE_S):
                history = [await program.stdout.readline() for _ in range(2)]
                await publisher.publish(case_id, "3")
                news = await program.stdout.readline()
        finally:
            program.kill()
            await program.wait()

    assert [*history, news] == [b"2026-09-07 ReferralWithdrawn PLY-RR-2026-0001\n"] * 3
