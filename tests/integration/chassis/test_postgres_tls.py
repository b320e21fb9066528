"""Every connection that a service opens to its database honours what its address says about TLS. A real server."""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4, uuid5

import asyncpg
import pytest

from chassis.clock import utc_now
from chassis.kafka.relay import Relay
from chassis.rules.rule_packs import RulePacks
from chassis.run import RunningService
from chassis.settings import KafkaSettings
from chassis.use_cases import UseCases
from rapid_review.certificates import Authority
from services.referral.main import NAME, build
from tests.support.postgres_tls import TlsServer, postgres_over_tls
from tests.support.publisher import Diary, a_cause
from tests.support.service import _settings, prepared

pytestmark = pytest.mark.integration

ENCRYPTED = (
    "SELECT application_name, ssl FROM pg_stat_activity JOIN pg_stat_ssl USING (pid)"
    " WHERE datname = 'postgres' AND pid <> pg_backend_pid()"
)


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[TlsServer]:
    async with postgres_over_tls(tmp_path) as running:
        yield running


def service_at(dsn: str) -> RunningService:
    return RunningService(NAME, _settings(dsn, "127.0.0.1:0"), build, RulePacks.load())


async def test_a_server_that_is_not_the_one_that_was_meant_is_not_used(
    server: TlsServer, tmp_path: Path
) -> None:
    stranger = tmp_path / "stranger.crt"
    stranger.write_bytes(Authority().pem)

    for dsn in (server.dsn(trusting=stranger), server.dsn(host="localhost")):
        service = service_at(dsn)
        with pytest.raises(ssl.SSLCertVerificationError):
            await service.lay_ground()
        await service.close()


async def test_a_connection_without_tls_is_not_let_in(server: TlsServer) -> None:
    with pytest.raises(asyncpg.InvalidAuthorizationSpecificationError):
        await asyncpg.connect(server.dsn("disable"))


async def test_pool_writers_and_relay_are_encrypted(server: TlsServer) -> None:
    await prepared(server.dsn(), NAME)
    service = service_at(server.dsn())
    await service.lay_ground()
    kafka = KafkaSettings(bootstrap="127.0.0.1:1", protocol="PLAINTEXT")
    relay = Relay(service.log, service.ground.pool, server.dsn(), kafka)
    use_cases = UseCases(service.ground.store, service.ground.keys, utc_now)
    case_id = uuid4()
    try:
        async with relay._leading():
            await use_cases.begin(
                Diary, uuid5(case_id, "diary"), a_cause(case_id), lambda: Diary.open_for(case_id)
            )
            watching = await asyncpg.connect(server.dsn())
            found = await watching.fetch(ENCRYPTED)
            await watching.close()
    finally:
        await service.close()

    names = {row["application_name"] for row in found}
    assert {NAME, "event-store-writer", f"{NAME} relay"} <= names
    assert {row["ssl"] for row in found} == {True}
