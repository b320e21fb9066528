"""Who gets through a door that asks for certificates, and what becomes of renewed ones. Real TLS, real calls."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import grpc
import pytest
from cryptography.hazmat.primitives import serialization
from grpc_health.v1 import health, health_pb2, health_pb2_grpc

from chassis.settings import WITHOUT_TLS, SettingsWrong, TlsSettings
from chassis.tls import Certificates
from rapid_review.certificates import Authority
from tests.support.certificates import issue, settings_with

pytestmark = pytest.mark.integration

OK, AWAY = "ok", grpc.StatusCode.UNAVAILABLE


@dataclass(frozen=True)
class Door:
    """A door of the service ``review`` that shows certificates of ``authority``."""

    authority: Authority
    folder: Path
    port: int

    async def answers(self, client: TlsSettings, host: str = "127.0.0.1") -> Any:
        """``ok``, or the status with which a new connection of this client fails."""
        async with Certificates(client).channel(f"{host}:{self.port}") as channel:
            try:
                await health_pb2_grpc.HealthStub(channel).Check(
                    health_pb2.HealthCheckRequest(), timeout=10
                )
            except grpc.aio.AioRpcError as error:
                return error.code()
        return OK

    async def shows(self) -> bytes:
        """The certificate that a new connection is shown."""
        client = settings_with(self.folder.parent / "looking", self.authority, "cli")
        context = ssl.create_default_context(cafile=client.ca_file)
        context.load_cert_chain(str(client.certificate_file), client.key_file)
        context.set_alpn_protocols(["h2"])
        _, writer = await asyncio.open_connection("127.0.0.1", self.port, ssl=context)
        shown: bytes = writer.get_extra_info("ssl_object").getpeercert(binary_form=True)
        writer.close()
        return shown


@asynccontextmanager
async def door_with(tls: TlsSettings, authority: Authority) -> AsyncIterator[Door]:
    server = grpc.aio.server()
    servicer = health.aio.HealthServicer()
    health_pb2_grpc.add_HealthServicer_to_server(servicer, server)
    await servicer.set("", health_pb2.HealthCheckResponse.SERVING)
    port = Certificates(tls).add_port(server, "127.0.0.1:0")
    await server.start()
    assert tls.key_file
    try:
        yield Door(authority, tls.key_file.parent, port)
    finally:
        await server.stop(0)


@pytest.fixture
async def door(tmp_path: Path) -> AsyncIterator[Door]:
    authority = Authority()
    async with door_with(settings_with(tmp_path / "review", authority), authority) as opened:
        yield opened


async def test_a_caller_without_tls_is_not_answered(door: Door) -> None:
    assert await door.answers(WITHOUT_TLS) is AWAY


async def test_a_caller_without_a_certificate_is_not_answered(door: Door) -> None:
    ours = grpc.ssl_channel_credentials(door.authority.pem)

    async with grpc.aio.secure_channel(f"127.0.0.1:{door.port}", ours) as channel:
        with pytest.raises(grpc.aio.AioRpcError) as told:
            await health_pb2_grpc.HealthStub(channel).Check(
                health_pb2.HealthCheckRequest(), timeout=10
            )

    assert told.value.code() is AWAY


async def test_a_caller_with_a_certificate_of_another_authority_is_not_answered(
    door: Door, tmp_path: Path
) -> None:
    stranger = settings_with(tmp_path / "them", Authority(), "portal", trusting=door.authority)

    assert await door.answers(stranger) is AWAY


async def test_a_certificate_that_is_only_for_answering_does_not_let_a_caller_in(
    door: Door, tmp_path: Path
) -> None:
    database = settings_with(tmp_path / "them", door.authority, "postgres")

    assert await door.answers(database) is AWAY


async def test_a_caller_does_not_trust_a_door_of_another_authority(tmp_path: Path) -> None:
    ours, theirs = Authority(), Authority()
    false = settings_with(tmp_path / "review", theirs, trusting=ours)
    async with door_with(false, theirs) as door:
        assert await door.answers(settings_with(tmp_path / "portal", ours, "portal")) is AWAY


async def test_a_caller_does_not_trust_a_door_of_another_name(door: Door, tmp_path: Path) -> None:
    issue(door.folder, door.authority, "review", ())

    client = settings_with(tmp_path / "portal", door.authority, "portal")

    assert await door.answers(client) is AWAY


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
async def test_those_who_know_each_other_talk(door: Door, tmp_path: Path, host: str) -> None:
    client = settings_with(tmp_path / "portal", door.authority, "portal")

    assert await door.answers(client, host) == OK


async def test_renewed_certificates_are_shown_without_a_restart(door: Door, tmp_path: Path) -> None:
    before = await door.shows()

    issue(door.folder, door.authority, "review")

    assert await door.shows() != before
    assert await door.answers(settings_with(tmp_path / "p", door.authority, "portal")) == OK


async def test_a_new_authority_is_trusted_without_a_restart(door: Door, tmp_path: Path) -> None:
    new = Authority()
    client = settings_with(tmp_path / "portal", new, "portal")
    assert await door.answers(client) is AWAY

    (door.folder / "ca.crt").write_bytes(door.authority.pem + new.pem)
    issue(door.folder, new, "review")

    assert await door.answers(client) == OK


@pytest.mark.parametrize("fault", ["half written", "of another pair", "gone"])
async def test_a_renewal_that_does_not_fit_leaves_the_last_good_one(
    door: Door, tmp_path: Path, fault: str
) -> None:
    before = await door.shows()
    key = door.folder / "review.key"
    match fault:
        case "half written":
            key.write_bytes(key.read_bytes()[:60])
        case "of another pair":
            key.write_bytes(door.authority.issue("review")[1])
        case _:
            key.unlink()

    assert await door.shows() == before
    issue(door.folder, door.authority, "review")
    assert await door.shows() != before


@pytest.mark.parametrize(
    "address", ["198.51.100.7:8000", "[2001:db8::7]:8000", "review:8000", "[::]:1"]
)
def test_nothing_leaves_the_machine_without_tls(address: str) -> None:
    without = Certificates(WITHOUT_TLS)

    with pytest.raises(SettingsWrong, match="needs TLS"):
        without.channel(address)
    with pytest.raises(SettingsWrong, match="needs TLS"):
        without.add_port(None, address)  # type: ignore[arg-type]  # It is refused before.


@pytest.mark.parametrize("file", ["ca.crt", "review.crt", "review.key"])
@pytest.mark.parametrize("content", [None, b"", b"-----BEGIN NONSENSE-----\ncanary-7f3a\n"])
def test_files_that_are_no_good_stop_the_start_with_one_sentence(
    tmp_path: Path, file: str, content: bytes | None
) -> None:
    tls = settings_with(tmp_path, Authority())
    if content is None:
        (tmp_path / file).unlink()
    else:
        (tmp_path / file).write_bytes(content)

    with pytest.raises(SettingsWrong) as told:
        Certificates(tls)

    assert str(tmp_path / file) in str(told.value)
    assert "canary" not in str(told.value)
    assert str(told.value).count(". ") == 0


def test_a_key_under_a_passphrase_stops_the_start_and_asks_nobody(tmp_path: Path) -> None:
    tls = settings_with(tmp_path, Authority())
    assert tls.key_file
    key = serialization.load_pem_private_key(tls.key_file.read_bytes(), None)
    tls.key_file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.BestAvailableEncryption(b"canary-7f3a"),
        )
    )

    with pytest.raises(SettingsWrong, match="unencrypted key"):
        Certificates(tls)
