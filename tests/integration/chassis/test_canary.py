"""A name and a story are planted in everything that can go wrong, and looked for in everything that is told."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
import structlog

from chassis.database import Pool
from chassis.settings import TelemetrySettings
from chassis.telemetry.export import exporting
from chassis.telemetry.logs import configure_logs, take_over_libraries
from chassis.watch import Patience
from contracts.grpc import referral_pb2 as wire
from contracts.grpc import referral_pb2_grpc as rpc
from services.referral.main import NAME, build
from tests.integration.chassis.listener import door, failing, told_of
from tests.integration.referral.referrals_on_the_wire import a_referral
from tests.support.free_ports import free_ports
from tests.support.metrics_page import scraped
from tests.support.publisher import Publisher
from tests.support.service import ServiceUnderTest, refusal_code, running_service

pytestmark = pytest.mark.integration

NAME_CANARY, STORY_CANARY = "Wren Quillfeather", "the lamp in the hall was never switched off"
CANARIES = (NAME_CANARY, STORY_CANARY)


def with_canaries() -> wire.ReceiveReferralRequest:
    request = a_referral(uuid4())
    request.children[0].name = request.referrer_name = NAME_CANARY
    request.agreement.lead_name = NAME_CANARY
    request.incident.what_happened = STORY_CANARY
    return request


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What is logged, as a region would log it."""
    before, root, written = structlog.get_config(), logging.getLogger(), io.StringIO()
    handlers = list(root.handlers)
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", written)
        configure_logs(level=logging.DEBUG, as_json=True)
    take_over_libraries()
    yield written
    structlog.configure(**before)
    root.handlers[:] = handlers


async def go_wrong(service: ServiceUnderTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that is stored, some that are refused, and one that meets a bug."""
    stub, person = rpc.ReferralServiceStub(service.channel), service.as_person()
    await stub.ReceiveReferral(with_canaries(), metadata=person)
    refused = [with_canaries() for _ in range(3)]
    refused[0].agency = refused[1].incident.category = f"{NAME_CANARY}: {STORY_CANARY}"
    refused[2].header.partnership = refused[2].header.command_id = NAME_CANARY
    for request in refused:
        await refusal_code(stub.ReceiveReferral(request, metadata=person))

    async def broken(*_events: object, **_expected: object) -> int:
        raise ValueError(NAME_CANARY, STORY_CANARY)

    with monkeypatch.context() as patch:
        patch.setattr(service.running.ground.store, "append", broken)
        await refusal_code(stub.ReceiveReferral(with_canaries(), metadata=person))


async def park(publisher: Publisher, pool: Pool) -> list[str]:
    """An event whose effect fails with a name in its error; gives what the parked event is called by."""

    def fault() -> Exception:
        logging.getLogger("some.library").error(
            "for %s", NAME_CANARY, exc_info=ValueError(STORY_CANARY)
        )
        return ValueError(NAME_CANARY, STORY_CANARY)

    the_door = door(pool, failing("1", fault))
    await the_door.take(await told_of(publisher, uuid4(), "1", "2"))
    parked = await the_door.parked()
    assert [one.reason for one in parked] == ["failed.ValueError", "queued_behind"]
    return [f"{one.listener} {one.type} {one.reason}" for one in parked]


async def test_no_name_and_no_story_is_told(
    publisher: Publisher,
    pool: Pool,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    logged: io.StringIO,
) -> None:
    file, port = tmp_path / "spans.jsonl", free_ports()
    settings = TelemetrySettings(traces_file=file, metrics_address=str(port))
    with exporting(settings, "rapid-review-referral"):
        async with running_service(NAME, build, patience=Patience(look_s=0.05)) as service:
            await go_wrong(service, monkeypatch)
            titles = await park(publisher, pool)
            told, _ = await service.running.log.read(after=0, limit=100)
            metrics = await asyncio.to_thread(scraped, port)
    sinks = {
        "logs": logged.getvalue(),
        "spans": file.read_text(encoding="utf-8"),
        "metrics": metrics,
        "Kafka": "".join(f"{envelope.headers()}{envelope.data!r}" for envelope in told),
        "parked titles": "".join(titles),
    }

    assert [name for name, text in sinks.items() if any(one in text for one in CANARIES)] == []
    assert "grpc.bug" in sinks["logs"]
    assert "some.library" in sinks["logs"]
    assert "ReceiveReferral" in sinks["spans"]
    assert 'outcome="internal"' in sinks["metrics"]
    assert "ReferralReceived" in sinks["Kafka"]
    line = next(line for line in sinks["logs"].splitlines() if "grpc.bug" in line)
    assert json.loads(line)["trace_id"] in sinks["spans"]
    assert json.loads(line)["service"] == "referral"
