"""A question that crosses three processes of a region, each connection under mutual TLS."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import grpc
import pytest

from chassis.errors import Temporary
from chassis.identity import Caller
from chassis.settings import WITHOUT_TLS, SettingsWrong, TlsSettings
from contracts.grpc import reporting_pb2 as wire
from contracts.grpc import reporting_pb2_grpc as rpc
from portal.clients.case_facts import Wanted
from portal.clients.door import example_bearer
from portal.clients.reporting import Reporting
from portal.clients.services import door_of
from rapid_review.certificates import Authority
from rapid_review.doors import Doors, NotRunning
from rapid_review.people import OBSERVER, load_people
from rapid_review.settings import PlatformSettings
from services.referral import main as referral
from services.reporting import main as reporting
from tests.support.certificates import issue, settings_with
from tests.support.service import TOKEN_KEY, ServiceUnderTest, running_service

pytestmark = pytest.mark.integration

SOMEBODY = Caller.acting("ply-coordinator", "coordinator", "PLY")


@dataclass(frozen=True)
class Region:
    """Reporting and referral, each with its certificate, and the authority of both."""

    authority: Authority
    referral: ServiceUnderTest
    reporting: ServiceUnderTest

    @property
    def address(self) -> str:
        """Where reporting answers."""
        return self.reporting.running.settings.grpc_address


@pytest.fixture
async def region(tmp_path: Path) -> AsyncIterator[Region]:
    authority = Authority()
    tls = {
        name: settings_with(tmp_path / name, authority, name) for name in ("referral", "reporting")
    }
    async with running_service(referral.NAME, referral.build, tls=tls["referral"]) as owner:
        build = reporting.build_with({"referral": owner.running.settings.grpc_address})
        async with running_service(reporting.NAME, build, tls=tls["reporting"]) as asked:
            yield Region(authority, owner, asked)


@pytest.mark.parametrize(
    ("another_authority", "answer"),
    [(True, grpc.StatusCode.UNAVAILABLE), (False, grpc.StatusCode.NOT_FOUND)],
)
async def test_reporting_asks_an_owner_that_it_knows(
    region: Region, tmp_path: Path, *, another_authority: bool, answer: grpc.StatusCode
) -> None:
    if another_authority:
        (tmp_path / "reporting" / "ca.crt").write_bytes(Authority().pem)
    history = rpc.ReportingServiceStub(region.reporting.channel).CaseHistory

    with pytest.raises(grpc.aio.AioRpcError) as told:
        await history(
            wire.CaseHistoryRequest(case_id=str(uuid4())), metadata=region.reporting.as_person()
        ).read()

    assert told.value.code() is answer


async def test_the_portal_with_a_certificate_of_another_authority_is_not_answered(
    region: Region, tmp_path: Path
) -> None:
    stranger = settings_with(tmp_path / "p", Authority(), "portal", trusting=region.authority)
    door = door_of("reporting", region.address, example_bearer(TOKEN_KEY), stranger)
    client = Reporting(door)

    async with door.connected():
        assert not await client.answers()
        with pytest.raises(Temporary):
            await client.cases(SOMEBODY, Wanted(10))


async def test_the_portal_asks_reporting_and_takes_up_its_renewed_certificate(
    region: Region, tmp_path: Path
) -> None:
    tls = settings_with(tmp_path / "portal", region.authority, "portal")
    door = door_of("reporting", region.address, example_bearer(TOKEN_KEY), tls)
    client = Reporting(door)

    async with door.connected():
        watching = client.watch(SOMEBODY)
        await anext(watching)
        before = door._channel
        assert await client.answers()
        assert (await client.cases(SOMEBODY, Wanted(10))).cases == ()
        assert door._channel is before

        issue(tmp_path / "portal", region.authority, "portal")

        assert (await client.cases(SOMEBODY, Wanted(10))).cases == ()
        assert door._channel is not before
        with pytest.raises(Temporary):  # Who watched is told to watch anew.
            await anext(watching)


def test_the_portal_does_not_ask_over_the_network_without_tls() -> None:
    with pytest.raises(SettingsWrong, match="needs TLS"):
        door_of("reporting", "reporting:8000", example_bearer(TOKEN_KEY))


def platform(region: Region, folder: Path) -> PlatformSettings:
    (folder / "keys").mkdir()
    (folder / "keys" / "token.key").write_text(TOKEN_KEY.hex())
    return PlatformSettings(port=int(region.address.rpartition(":")[2]) - 6, data=folder)


@pytest.mark.parametrize("with_certificate", [False, True])
async def test_the_command_line_is_answered_only_with_its_certificate(
    region: Region, tmp_path: Path, *, with_certificate: bool
) -> None:
    tls: TlsSettings = WITHOUT_TLS
    if with_certificate:
        tls = settings_with(tmp_path / "cli", region.authority, "cli")
    async with Doors(platform(region, tmp_path), load_people(), tls) as doors:
        asking = doors.ask("reporting", "ListCases", wire.ListCasesRequest(), by=OBSERVER)
        if with_certificate:
            assert (await asking).cases == []
        else:
            with pytest.raises(NotRunning):
                await asking
