"""`rapid-review serve portal` and `rapid-review healthy`: settings, the ready line, signals, exit status."""

from __future__ import annotations

import asyncio
import re
import signal
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import grpc
import httpx
import pytest
from grpc_health.v1 import health, health_pb2, health_pb2_grpc

from chassis.settings import WITHOUT_TLS as OFF
from chassis.settings import TlsSettings
from chassis.tls import Certificates
from rapid_review.certificates import make
from tests.portal.portal_process import (
    NOBODY,
    WITHIN_S,
    WITHOUT_TLS,
    ended,
    environment,
    served,
    without,
)
from tests.portal.reporting_door import ReportingDoor, running_door
from tests.portal.running_door import RunningDoor

pytestmark = pytest.mark.integration


@pytest.fixture
async def reporting() -> AsyncIterator[RunningDoor[ReportingDoor]]:
    async with running_door() as door:
        yield door


@asynccontextmanager
async def a_health_door(*, working: bool = True, tls: TlsSettings = OFF) -> AsyncIterator[str]:
    """The address of a door that answers for a service."""
    server, servicer = grpc.aio.server(), health.aio.HealthServicer()
    health_pb2_grpc.add_HealthServicer_to_server(servicer, server)
    answer = health_pb2.HealthCheckResponse
    await servicer.set("", answer.SERVING if working else answer.NOT_SERVING)
    port = Certificates(tls).add_port(server, "127.0.0.1:0")
    await server.start()
    try:
        yield f"127.0.0.1:{port}"
    finally:
        await server.stop(None)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("token_key", "ab" * 31),
        ("token_key", "zz" * 32),
        ("address", "nowhere"),
        ("reporting", None),
        ("notifications", None),
    ],
)
async def test_a_wrong_setting_stops_the_start_in_one_sentence(
    name: str, value: str | None
) -> None:
    given = environment(NOBODY)
    given = without(given, name) if value is None else environment(NOBODY, **{name: value})

    status, said, complained = await ended("serve", "portal", given=given)

    assert (status, said) == (2, "")
    assert re.fullmatch(
        rf"The setting RAPID_REVIEW_PORTAL_{name.upper()} is (wrong: .*|missing\.)\n", complained
    )
    assert value is None or value not in complained or name != "token_key"


@pytest.mark.parametrize("text", ["people = []", "persons = 1", "not toml", None])
async def test_a_file_without_people_stops_the_start_in_one_sentence(
    text: str | None, tmp_path: Path
) -> None:
    file = tmp_path / "people.toml"
    if text is not None:
        file.write_text(text)

    status, _, complained = await ended(
        "serve", "portal", given=environment(NOBODY, people=str(file))
    )

    assert status == 2
    assert complained == (
        "The file of RAPID_REVIEW_PORTAL_PEOPLE cannot be read as a list of people.\n"
    )


async def test_a_port_that_is_taken_stops_the_start_in_one_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        address = f"127.0.0.1:{taken.getsockname()[1]}"

        status, said, complained = await ended(
            "serve", "portal", given=environment(NOBODY, address=address)
        )

    assert (status, said) == (2, "")
    assert complained.endswith(f"The portal cannot listen at {address}.\n")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_the_portal_shows_cases_until_it_is_asked_to_stop(
    number: signal.Signals, reporting: RunningDoor[ReportingDoor]
) -> None:
    given = environment(reporting.address)
    address = given["RAPID_REVIEW_PORTAL_ADDRESS"]

    async with served(given) as (process, said):
        assert said == f"portal is ready at {address}\n"
        async with httpx.AsyncClient(base_url=f"http://{address}", trust_env=False) as asking:
            page = await asking.get("/", follow_redirects=True)
        process.send_signal(number)
        await asyncio.wait_for(process.communicate(), WITHIN_S)

    assert page.status_code == 200
    assert "This is an example sign-in, with invented cases." in page.text
    assert process.returncode == 0


async def test_a_portal_with_reporting_is_healthy(
    reporting: RunningDoor[ReportingDoor],
) -> None:
    given = environment(reporting.address)

    async with served(given):
        assert await ended("healthy", "portal", given=given) == (0, "portal works.\n", "")


async def test_a_portal_without_reporting_is_not_healthy() -> None:
    given = environment(NOBODY)

    async with served(given):
        status, said, complained = await ended("healthy", "portal", given=given)

    assert (status, said) == (1, "")
    assert complained == "The portal is running, but reporting does not answer.\n"


async def test_a_portal_that_does_not_run_is_not_healthy() -> None:
    status, _, complained = await ended("healthy", "portal", given=environment(NOBODY))

    assert status == 1
    assert complained == "The portal does not answer: ConnectionRefusedError.\n"


async def test_a_service_that_does_not_run_is_not_healthy() -> None:
    status, _, complained = await ended(
        "healthy", "review", given={"RAPID_REVIEW_REVIEW_GRPC_ADDRESS": NOBODY} | WITHOUT_TLS
    )

    assert status == 1
    assert complained == "The door of review does not answer: UNAVAILABLE.\n"


async def test_a_service_whose_door_answers_is_healthy() -> None:
    async with a_health_door(working=True) as address:
        given = {"RAPID_REVIEW_REVIEW_GRPC_ADDRESS": address} | WITHOUT_TLS
        assert await ended("healthy", "review", given=given) == (0, "review works.\n", "")


async def test_a_service_that_says_that_it_does_not_work_is_not_healthy() -> None:
    async with a_health_door(working=False) as address:
        given = {"RAPID_REVIEW_REVIEW_GRPC_ADDRESS": address} | WITHOUT_TLS
        status, _, complained = await ended("healthy", "review", given=given)

    assert status == 1
    assert complained == "The door of review answers, but review does not work.\n"


async def test_a_service_behind_mutual_tls_is_asked_with_its_own_certificate(
    tmp_path: Path,
) -> None:
    make(tmp_path / "made", ["review"])
    files: dict[str, Any] = {
        "ca_file": tmp_path / "made/ca.crt",
        "certificate_file": tmp_path / "made/review.crt",
        "key_file": tmp_path / "made/review.key",
    }
    named = {f"RAPID_REVIEW_TLS_{name.upper()}": str(file) for name, file in files.items()}

    async with a_health_door(tls=TlsSettings(mode="mutual", **files)) as address:
        given = {"RAPID_REVIEW_REVIEW_GRPC_ADDRESS": address}
        with_it = await ended("healthy", "review", given=given | named)
        without = await ended("healthy", "review", given=given | WITHOUT_TLS)

    assert with_it == (0, "review works.\n", "")
    assert without == (1, "", "The door of review does not answer: UNAVAILABLE.\n")
