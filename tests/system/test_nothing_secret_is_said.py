"""Canary secrets in every setting: whatever goes wrong, or right, none of them is said anywhere."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc

from chassis.tls import Certificates
from rapid_review.certificates import Authority
from tests.support.certificates import settings_with
from tests.support.database import fresh_database
from tests.support.free_ports import free_ports
from tests.support.platform_process import ROOT
from tests.support.roles import two_roles

pytestmark = pytest.mark.system

CANARY = "canary-7f3a"
MASTER_KEY, TOKEN_KEY = "7f3a" * 16, "3ac7" * 16
PATIENCE_S = 60.0
READY = b"review is ready at "


@dataclass
class Told:
    """Everything that a process said, and with which status it ended."""

    status: int | None
    text: str

    def has_none_of(self, *secrets: str) -> None:
        """Neither a canary nor one of these was said."""
        said = [one for one in (CANARY, MASTER_KEY, TOKEN_KEY, *secrets) if one in self.text]
        assert said == [], self.text


def settings(folder: Path, authority: Authority, **changed: str) -> dict[str, str]:
    tls = settings_with(folder / "tls", authority, "review")
    return {
        "RAPID_REVIEW_REVIEW_DATABASE_DSN": f"postgresql://review:{CANARY}@127.0.0.1:1/review",
        "RAPID_REVIEW_REVIEW_GRPC_ADDRESS": f"127.0.0.1:{free_ports()}",
        "RAPID_REVIEW_REVIEW_MASTER_KEY": MASTER_KEY,
        "RAPID_REVIEW_REVIEW_TOKEN_KEY": TOKEN_KEY,
        "RAPID_REVIEW_KAFKA_BOOTSTRAP": "127.0.0.1:1",
        "RAPID_REVIEW_KAFKA_USERNAME": "review",
        "RAPID_REVIEW_KAFKA_PASSWORD": CANARY,
        "RAPID_REVIEW_TLS_CA_FILE": str(tls.ca_file),
        "RAPID_REVIEW_TLS_CERTIFICATE_FILE": str(tls.certificate_file),
        "RAPID_REVIEW_TLS_KEY_FILE": str(tls.key_file),
        **changed,
    }


def in_files(folder: Path, given: Mapping[str, str]) -> dict[str, str]:
    """The same settings as a folder of secrets."""
    folder.mkdir()
    for name, value in given.items():
        (folder / name.lower()).write_text(value + "\n")
    return {"RAPID_REVIEW_SECRETS_FOLDER": str(folder)}


@asynccontextmanager
async def serving(environment: Mapping[str, str]) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "rapid_review.cli", "serve", "review", cwd=ROOT,
        env={**os.environ, **environment}, stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def heard(process: asyncio.subprocess.Process, *words: bytes) -> bytes:
    """What the process says until it has said all of these."""
    assert process.stdout
    said = b""
    while not all(word in said for word in words):
        line = await process.stdout.readline()
        assert line, said.decode()
        said += line
    return said


async def told_by(environment: Mapping[str, str]) -> Told:
    """What a start that is refused says."""
    async with serving(environment) as process, asyncio.timeout(PATIENCE_S):
        said, _ = await process.communicate()
    return Told(process.returncode, said.decode())


@pytest.mark.parametrize(
    "changed",
    [
        {"RAPID_REVIEW_REVIEW_MASTER_KEY": f"{CANARY:x<64}"},
        {"RAPID_REVIEW_REVIEW_TOKEN_KEY": CANARY},
        {"RAPID_REVIEW_REVIEW_POOL_SIZE": CANARY},
        {"RAPID_REVIEW_REVIEW_DATABASE_DSN": f"postgresql://review:{CANARY}@db.invalid/review"},
        {"RAPID_REVIEW_REVIEW_DATABASE_DSN": f"postgresql://review:{CANARY}/x@db.invalid/review"},
        {
            "RAPID_REVIEW_REVIEW_DATABASE_DSN": f"postgresql://127.0.0.1:{CANARY}/x@db.invalid/review"
        },
        {"RAPID_REVIEW_REVIEW_DATABASE_DSN": f"postgresql:///x?port={CANARY}"},
        {"RAPID_REVIEW_REVIEW_DATABASE_DSN": f"postgresql://127.0.0.1/x?sslmode={CANARY}"},
        {"RAPID_REVIEW_KAFKA_PROTOCOL": CANARY},
        {"RAPID_REVIEW_KAFKA_PROTOCOL": "PLAINTEXT", "RAPID_REVIEW_KAFKA_BOOTSTRAP": "kafka:9092"},
        {"RAPID_REVIEW_TLS_MODE": "off", "RAPID_REVIEW_REVIEW_GRPC_ADDRESS": "198.51.100.7:8000"},
        {"RAPID_REVIEW_TLS_KEY_FILE": os.devnull},
    ],
    ids=lambda changed: " ".join(f"{name}={value}" for name, value in changed.items()),
)
@pytest.mark.parametrize("from_files", [False, True], ids=["environment", "files"])
async def test_a_start_that_is_refused(
    tmp_path: Path, *, changed: dict[str, str], from_files: bool
) -> None:
    given = settings(tmp_path, Authority(), **changed)

    told = await told_by(in_files(tmp_path / "secrets", given) if from_files else given)

    told.has_none_of()
    assert told.status in {1, 2}
    assert "Traceback" not in told.text


async def test_a_database_that_refuses_the_password(tmp_path: Path) -> None:
    async with fresh_database() as dsn:
        parts = urlsplit(dsn)
        wrong = dsn.replace(f":{parts.password}@", f":{CANARY}@")
        assert wrong != dsn

        told = await told_by(
            settings(tmp_path, Authority(), RAPID_REVIEW_REVIEW_DATABASE_DSN=wrong)
        )

    told.has_none_of()
    assert (told.status, told.text) == (
        2,
        "The database of review cannot be used: InvalidPasswordError.\n",
    )


@pytest.mark.parametrize("from_files", [False, True], ids=["environment", "files"])
async def test_a_service_that_runs_while_kafka_is_away(tmp_path: Path, *, from_files: bool) -> None:
    authority = Authority()
    async with two_roles("review") as roles:
        dsn = roles.application
        given = settings(tmp_path, authority, RAPID_REVIEW_REVIEW_DATABASE_DSN=dsn)
        environment = in_files(tmp_path / "secrets", given) if from_files else given
        async with serving(environment) as process, asyncio.timeout(PATIENCE_S):
            said = await heard(process, READY, b"relay.stopped")
            shown = await asyncio.to_thread(Path(f"/proc/{process.pid}/cmdline").read_text)
            health = await _health(tmp_path, authority, given["RAPID_REVIEW_REVIEW_GRPC_ADDRESS"])
            process.send_signal(signal.SIGTERM)
            said += (await process.communicate())[0]

    Told(process.returncode, said.decode() + shown).has_none_of(dsn, str(urlsplit(dsn).password))
    assert process.returncode == 0
    assert health == health_pb2.HealthCheckResponse.SERVING


async def test_that_tls_is_off_is_said_aloud(tmp_path: Path) -> None:
    async with two_roles("review") as roles:
        dsn = roles.application
        given = settings(
            tmp_path, Authority(), RAPID_REVIEW_REVIEW_DATABASE_DSN=dsn, RAPID_REVIEW_TLS_MODE="off"
        )
        async with serving(given) as process, asyncio.timeout(PATIENCE_S):
            said = await heard(process, READY)
            process.send_signal(signal.SIGTERM)
            said += (await process.communicate())[0]

    assert b"serve.without_tls" in said
    Told(process.returncode, said.decode()).has_none_of(dsn)


async def _health(folder: Path, authority: Authority, address: str) -> int:
    tls = settings_with(folder / "asking", authority, "cli")
    async with Certificates(tls).channel(address) as channel:
        answer = await health_pb2_grpc.HealthStub(channel).Check(
            health_pb2.HealthCheckRequest(), timeout=10
        )
    status: int = answer.status
    return status
