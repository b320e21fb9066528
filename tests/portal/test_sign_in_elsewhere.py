"""Signing in at a provider that others have written: oidc-provider, certified by the OpenID Foundation.

What our own provider of the tests believes of the standard, and the portal believes with it, is believed by a third.
"""

from __future__ import annotations

import asyncio
import shutil
import socket
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx
import pytest
from bs4 import BeautifulSoup
from structlog.testing import capture_logs

from chassis.openid.identity_provider import IdentityProvider
from chassis.openid.settings import IdentitySettings
from portal.main import Doors, build_with_sign_in
from portal.settings import SignInSettings
from tests.portal.notifications_door import notifications_door
from tests.portal.owners_door import owners_door
from tests.portal.reporting_door import ReportingDoor, running_door
from tests.portal.running_door import RunningDoor
from tests.portal.running_portal import NAMES, RunningPortal, served
from tests.portal.signing_in import MAPPING, SESSION_KEY
from tests.support.chromium import missing
from tests.support.free_ports import free_ports
from tests.support.identity_provider import AUDIENCE, CLIENT, PERSON_KEY, SECRET
from tests.support.page_client import words_of

pytestmark = pytest.mark.integration

FOLDER = Path(__file__).resolve().parents[1] / "support" / "oidc_provider"
CASE = "/cases/PLY-RR-2026-0008"
WITHIN_S = 60.0
PAGES_MAX = 12


@dataclass
class Elsewhere:
    """The portal, a door that takes the provider's tokens, and a browser that follows where it is sent."""

    portal: RunningPortal
    reporting: RunningDoor[ReportingDoor]
    identity: IdentityProvider
    browser: httpx.AsyncClient

    async def sign_in(self, person: str, address: str) -> httpx.Response:
        """Where a person ends who wants a page, and fills in what the provider asks."""
        page = await self.browser.get(self.portal.address + address)
        return await self.through_forms(page, person)

    async def through_forms(self, page: httpx.Response, person: str = "") -> httpx.Response:
        """Press the first button of each page of the provider, up to the first page of the portal."""
        for _ in range(PAGES_MAX):
            if str(page.url).startswith(self.portal.address):
                return page
            form = BeautifulSoup(page.text, "html5lib").select_one("form")
            assert form, page.text
            fields = {
                str(one["name"]): str(one.get("value", ""))
                for one in form.select("input[name], button[name]")
            }
            fields |= {"login": person, "password": "x"} if "login" in fields else {}
            page = await self.browser.post(urljoin(str(page.url), str(form["action"])), data=fields)
        raise AssertionError(f"the provider does not come to an end: {page.url}")


@asynccontextmanager
async def provider(portal: str) -> AsyncIterator[str]:
    """The issuer of another program's provider, until the block ends."""
    node = shutil.which("node")
    if node is None or not (FOLDER / "node_modules").is_dir():
        missing("oidc-provider (npm ci in tests/support/oidc_provider)")
    port = free_ports()
    process = await asyncio.create_subprocess_exec(
        node, "provider.mjs", str(port), portal, cwd=FOLDER, stdout=PIPE, stderr=DEVNULL
    )
    try:
        assert process.stdout
        async with asyncio.timeout(WITHIN_S):
            while (line := await process.stdout.readline()) != b"ready\n":
                assert line, "the provider has ended"
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()
        await process.wait()


@pytest.fixture
async def elsewhere(tmp_path: Path) -> AsyncIterator[Elsewhere]:
    (tmp_path / "identity.toml").write_text(MAPPING)
    address = f"http://127.0.0.1:{free_ports()}"
    async with (
        provider(address) as issuer,
        running_door() as reporting,
        notifications_door() as notifications,
        owners_door() as owners,
    ):
        listening = socket.create_server(("127.0.0.1", int(address.rpartition(":")[2])))
        settings = {
            "issuer": issuer, "audience": AUDIENCE, "mapping_file": tmp_path / "identity.toml",
            "person_key": PERSON_KEY,
        }  # fmt: skip
        identity = IdentityProvider.of(IdentitySettings.model_validate(settings), ("PLY", "DEV"))
        assert identity is not None
        reporting.says.tokens = identity.people
        given = {
            "address": address, "client_id": CLIENT, "client_secret": SECRET,
            "session_key": SESSION_KEY,
        }  # fmt: skip
        app = build_with_sign_in(
            identity, SignInSettings.model_validate(given),
            doors=Doors(reporting=reporting.address), partnership_names=NAMES,
        )  # fmt: skip
        async with (
            served(app, reporting, notifications, owners, listening) as portal,
            httpx.AsyncClient(trust_env=False, follow_redirects=True) as browser,
        ):
            yield Elsewhere(portal, reporting, identity, browser)


async def test_a_person_signs_in_is_renewed_and_signs_out(elsewhere: Elsewhere) -> None:
    with capture_logs() as lines:
        page = await elsewhere.sign_in("coordinator", CASE)
        again = await elsewhere.browser.get(elsewhere.portal.address + "/")
    callers = elsewhere.reporting.says.callers
    question = await elsewhere.browser.get(elsewhere.portal.address + "/sign-out")
    token = BeautifulSoup(question.text, "html5lib").select_one("input[name=form_token]")
    assert token
    left = await elsewhere.browser.post(
        elsewhere.portal.address + "/sign-out", data={"form_token": str(token["value"])}
    )
    there = urljoin(elsewhere.portal.address, left.headers["refresh"].partition("url=")[2])
    end = await elsewhere.through_forms(await elsewhere.browser.get(there))
    after = await elsewhere.browser.get(elsewhere.portal.address + CASE)

    assert (page.status_code, page.url.path) == (200, CASE)
    assert again.status_code == 200
    # Its tokens last for less than the time before which the portal renews them: each page has renewed them.
    assert [line["event"] for line in lines if line["event"].startswith("portal.")] == [
        "portal.signed_in"
    ]
    person = elsewhere.identity.people.person("coordinator")
    assert {(caller.person, caller.partnerships) for caller in callers} == {(person, ("PLY",))}
    assert end.url.path == "/signed-out"
    assert urlsplit(str(after.url)).netloc != urlsplit(elsewhere.portal.address).netloc


async def test_a_person_without_a_part_here_is_told_so(elsewhere: Elsewhere) -> None:
    with capture_logs() as lines:
        page = await elsewhere.sign_in("stranger", "/")

    body = BeautifulSoup(page.text, "html5lib")
    assert page.status_code == 403
    assert words_of(body, "h1") == ["You have no part in any partnership here"]
    assert "stranger" not in str(lines)
