"""Parts of a region as processes of their own that take the tokens of a provider, and the command line with one."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from uuid import uuid4

import grpc
import httpx
import pytest

from chassis.identity import Caller, token_for
from chassis.openid.identity_provider import IdentityProvider
from contracts.grpc import history_pb2, history_pb2_grpc
from rapid_review.doors import Doors, Refused, TokenUnreadable
from rapid_review.people import load_people
from rapid_review.region import sign_in
from rapid_review.region.compose_file import Part
from rapid_review.settings import PlatformSettings
from services.referral.main import NAME, build
from tests.integration.referral.referrals_on_the_wire import a_referral
from tests.portal.reporting_door import running_door
from tests.support.free_ports import free_ports
from tests.support.identity_provider import AUDIENCE, CLIENT, PERSON_KEY, SECRET, Issuer, an_issuer
from tests.support.platform_process import ROOT
from tests.support.roles import two_roles
from tests.support.service import refusal_code, running_service

pytestmark = pytest.mark.integration

PATIENCE_S = 60.0
CANARY = "canary-7f3a"
MASTER_KEY, TOKEN_KEY, SESSION_KEY = "7f3a" * 16, "3ac7" * 16, "5e" * 32
MAPPING = """
[[membership]]
group = "PLY-coordinators"
role = "coordinator"
partnerships = ["PLY"]
"""


@pytest.fixture
async def issuer() -> AsyncIterator[Issuer]:
    async with an_issuer() as running:
        yield running


def of_provider(issuer: Issuer, folder: Path) -> dict[str, str]:
    """What a part is told of the provider."""
    (folder / "identity.toml").write_text(MAPPING)
    return {
        "RAPID_REVIEW_IDENTITY_ISSUER": issuer.issuer,
        "RAPID_REVIEW_IDENTITY_AUDIENCE": AUDIENCE,
        "RAPID_REVIEW_IDENTITY_MAPPING_FILE": str(folder / "identity.toml"),
        "RAPID_REVIEW_IDENTITY_PERSON_KEY": PERSON_KEY,
        "RAPID_REVIEW_TLS_MODE": "off",
    }


def of_review(dsn: str = f"postgresql://review:{CANARY}@127.0.0.1:1/review") -> dict[str, str]:
    return {
        "RAPID_REVIEW_REVIEW_DATABASE_DSN": dsn,
        "RAPID_REVIEW_REVIEW_GRPC_ADDRESS": f"127.0.0.1:{free_ports()}",
        "RAPID_REVIEW_REVIEW_MASTER_KEY": MASTER_KEY,
        "RAPID_REVIEW_KAFKA_BOOTSTRAP": "127.0.0.1:1",
        "RAPID_REVIEW_KAFKA_PROTOCOL": "PLAINTEXT",
        "RAPID_REVIEW_TLS_MODE": "off",
    }


@asynccontextmanager
async def serving(part: str, given: Mapping[str, str]) -> AsyncIterator[asyncio.subprocess.Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "rapid_review.cli", "serve", part, cwd=ROOT,
        env={**os.environ, **given}, stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )  # fmt: skip
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def until_ready(process: asyncio.subprocess.Process) -> str:
    assert process.stdout
    said = ""
    while "is ready at" not in said:
        line = await process.stdout.readline()
        assert line, said
        said += line.decode()
    return said


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        (
            {"RAPID_REVIEW_IDENTITY_ISSUER": ""},
            "The setting RAPID_REVIEW_REVIEW_TOKEN_KEY is missing.",
        ),
        (
            {"RAPID_REVIEW_IDENTITY_ISSUER": "http://elsewhere.example"},
            "The setting RAPID_REVIEW_IDENTITY_ISSUER is wrong: it is not an address that begins with https.",
        ),
        (
            {"RAPID_REVIEW_IDENTITY_PERSON_KEY": CANARY},
            "The setting RAPID_REVIEW_IDENTITY_PERSON_KEY is wrong: it is not 64 hexadecimal digits.",
        ),
        (
            {"RAPID_REVIEW_IDENTITY_MAPPING_FILE": "nowhere.toml"},
            "nowhere.toml cannot be read: no such file or directory.",
        ),
    ],
)
async def test_a_service_that_cannot_know_its_callers_does_not_start(
    changed: dict[str, str], sentence: str, issuer: Issuer, tmp_path: Path
) -> None:
    given = {**of_review(), **of_provider(issuer, tmp_path), **changed}

    async with serving("review", given) as process, asyncio.timeout(PATIENCE_S):
        said, _ = await process.communicate()

    assert (process.returncode, said.decode().strip()) == (2, sentence)


async def test_a_service_takes_the_tokens_of_its_provider_and_no_others(
    issuer: Issuer, tmp_path: Path
) -> None:
    example = token_for(
        Caller.acting("ply-coordinator", "coordinator", "PLY"), bytes.fromhex(TOKEN_KEY)
    )
    async with two_roles("review") as roles:
        given = {
            **of_review(roles.application), **of_provider(issuer, tmp_path),
            "RAPID_REVIEW_REVIEW_TOKEN_KEY": TOKEN_KEY,
        }  # fmt: skip
        async with serving("review", given) as process, asyncio.timeout(PATIENCE_S):
            said = await until_ready(process)
            async with grpc.aio.insecure_channel(given["RAPID_REVIEW_REVIEW_GRPC_ADDRESS"]) as door:
                stub = history_pb2_grpc.HistoryStub(door)
                request = history_pb2.ProgressRequest()
                progress = await stub.Progress(request, metadata=bearer(issuer.token(sub=CANARY)))
                refused = await refusal_code(stub.Progress(request, metadata=bearer(example)))
            process.send_signal(signal.SIGTERM)
            said += (await process.communicate())[0].decode()

    assert progress.ByteSize() >= 0
    assert refused == (grpc.StatusCode.PERMISSION_DENIED, "identity.not_signed_in")
    assert "identity.keys_changed" in said
    assert [
        one for one in (CANARY, MASTER_KEY, TOKEN_KEY, PERSON_KEY, example) if one in said
    ] == []


async def test_the_portal_of_a_region_signs_people_in_and_holds_no_token_key(
    issuer: Issuer, tmp_path: Path
) -> None:
    issuer.person = {"sub": CANARY, "groups": ["PLY-coordinators"]}
    provider = of_provider(issuer, tmp_path)
    port = free_ports()
    async with running_door() as reporting:
        people = IdentityProvider.of(issuer.settings(tmp_path / "identity.toml"), ("PLY",))
        assert people is not None
        reporting.says.tokens = people.people
        given = {
            **provider,
            "RAPID_REVIEW_PORTAL_REPORTING": reporting.address,
            "RAPID_REVIEW_PORTAL_NOTIFICATIONS": "127.0.0.1:1",
            "RAPID_REVIEW_PORTAL_ADDRESS": f"127.0.0.1:{port}",
            "RAPID_REVIEW_SIGN_IN_ADDRESS": f"http://127.0.0.1:{port}",
            "RAPID_REVIEW_SIGN_IN_CLIENT_ID": CLIENT,
            "RAPID_REVIEW_SIGN_IN_CLIENT_SECRET": SECRET,
            "RAPID_REVIEW_SIGN_IN_SESSION_KEY": SESSION_KEY,
        }
        async with serving("portal", given) as process, asyncio.timeout(PATIENCE_S):
            said = await until_ready(process)
            async with httpx.AsyncClient(trust_env=False, follow_redirects=True) as browser:
                page = await browser.get(f"http://127.0.0.1:{port}/?closed=yes")
                wrong = await browser.get(f"http://127.0.0.1:{port}/signed-in?code={CANARY}")
            process.send_signal(signal.SIGTERM)
            said += (await process.communicate())[0].decode()
        await people.provider.close()

    assert (page.status_code, parse_qs(urlsplit(str(page.url)).query)) == (200, {"closed": ["yes"]})
    assert "You are signed in as" in page.text
    assert wrong.status_code == 403
    assert "portal.signed_in" in said
    assert [one for one in (CANARY, SECRET, SESSION_KEY, PERSON_KEY, "eyJ") if one in said] == []


async def test_the_command_line_asks_with_the_token_of_a_person(
    issuer: Issuer, tmp_path: Path
) -> None:
    of_provider(issuer, tmp_path)
    file = tmp_path / "token"
    file.write_text(issuer.token() + "\n")
    provider = IdentityProvider.of(issuer.settings(tmp_path / "identity.toml"), ("PLY",))
    assert provider is not None
    async with running_service(NAME, build, tokens=provider.people) as service:
        port = int(service.running.settings.grpc_address.rpartition(":")[2]) - 1
        settings = PlatformSettings(port=port, data=tmp_path, token_file=file)
        async with Doors(settings, load_people()) as doors:
            kept = await doors.ask(NAME, "ReceiveReferral", a_referral(uuid4()), by="nobody")
        file.write_text(issuer.token(exp=1))
        async with Doors(settings, load_people()) as doors:
            with pytest.raises(Refused, match=r"identity\.not_signed_in"):
                await doors.ask(NAME, "ReceiveReferral", a_referral(uuid4()), by="nobody")
    await provider.provider.close()

    assert kept.reference


@pytest.mark.parametrize("text", [None, "", "a\nb", "é"])
async def test_a_file_without_a_token_is_told_in_a_sentence(
    text: str | None, tmp_path: Path
) -> None:
    file = tmp_path / "token"
    if text is not None:
        file.write_text(text)

    with pytest.raises(
        TokenUnreadable, match=r"The token in .*, which TOKEN_FILE names, cannot be read"
    ):
        Doors(PlatformSettings(data=tmp_path, token_file=file), {})


def test_a_region_gets_a_sign_in_only_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    secrets = {"rapid_review_portal_token_key": "token_key"}
    portal, migrate = (Part(name, (), {}, secrets, "") for name in ("portal", "migrate"))

    assert (sign_in.given(portal), dict(sign_in.told(portal))) == (secrets, {})

    monkeypatch.setenv("RAPID_REVIEW_IDENTITY_ISSUER", "https://identity.example")
    monkeypatch.setenv("RAPID_REVIEW_SIGN_IN_CLIENT_ID", "portal")
    assert "token_key" not in sign_in.given(portal).values()
    assert set(sign_in.given(portal).values()) == {"identity_person_key", "portal_session_key"}
    assert sign_in.told(portal)["RAPID_REVIEW_SIGN_IN_CLIENT_ID"] == "portal"
    assert (sign_in.given(migrate), dict(sign_in.told(migrate))) == (secrets, {})


def bearer(token: str) -> tuple[tuple[str, str], ...]:
    return (("authorization", f"Bearer {token}"),)
