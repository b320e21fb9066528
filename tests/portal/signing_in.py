"""The portal of people who sign in, between a real provider and a real gRPC door that takes its tokens."""

from __future__ import annotations

import socket
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
from pydantic import SecretStr

from chassis.openid.identity_provider import IdentityProvider
from portal.clients.forms_door import CONTRACTS
from portal.clients.sessions import Session
from portal.main import Doors, SignInLimits, build_with_sign_in
from portal.settings import SignInSettings
from tests.portal.notifications_door import notifications_door
from tests.portal.owners_door import owners_door
from tests.portal.reporting_door import running_door
from tests.portal.running_portal import EVERY_TRY, NAMES, RunningPortal, served
from tests.support.identity_provider import CLIENT, SECRET, Issuer, an_issuer

SESSION_KEY = "5e" * 32
MAPPING = """
[[membership]]
group = "PLY-coordinators"
role = "coordinator"
partnerships = ["PLY"]

[[membership]]
group = "auditors"
role = "auditor"
partnerships = ["PLY", "DEV"]
"""
COORDINATOR = {"sub": "invented-1", "groups": ["PLY-coordinators"]}


@dataclass
class SigningIn:
    """The portal, the provider, and the browser of one person."""

    portal: RunningPortal
    issuer: Issuer
    identity: IdentityProvider

    @property
    def http(self) -> httpx.AsyncClient:
        return self.portal.client.http

    @property
    def sessions(self) -> list[Session]:
        """Whoever is signed in."""
        return list(self.portal.app.state.sign_in.sessions._sessions.values())

    async def to_provider(self, address: str) -> httpx.Response:
        """What the provider answers to the browser that wanted this page: the way back."""
        asked = await self.http.get(address)
        if asked.headers["location"].startswith("/sign-in"):
            asked = await self.http.get(asked.headers["location"])
        assert asked.status_code == 303, asked.text
        assert asked.headers["location"].startswith(self.issuer.issuer + "/authorize?")
        async with httpx.AsyncClient(trust_env=False) as browser:
            return await browser.get(asked.headers["location"])

    async def back(self, address: str = "/") -> httpx.Response:
        """What the portal answers to the browser that comes back from the provider."""
        there = await self.to_provider(address)
        return await self.http.get(there.headers["location"])

    async def sign_in(self, **person: object) -> None:
        """Sign in as this person."""
        self.issuer.person = COORDINATOR | person
        answer = await self.back()
        assert answer.status_code == 303, answer.text


@asynccontextmanager
async def signing_in(
    folder: Path,
    *,
    now: Callable[[], float] = time.time,
    limits: SignInLimits | None = None,
    **changed: object,
) -> AsyncIterator[SigningIn]:
    """All of it, until the block ends. Sessions end by the clock ``now``."""
    (folder / "identity.toml").write_text(MAPPING)
    async with (
        an_issuer() as issuer,
        running_door() as reporting,
        notifications_door() as notifications,
        owners_door() as owners,
    ):
        listening = socket.create_server(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        identity = IdentityProvider.of(issuer.settings(folder / "identity.toml"), ("PLY", "DEV"))
        assert identity is not None
        for door in (reporting, notifications, owners):
            door.says.tokens = identity.people
        taking = dict.fromkeys(CONTRACTS, owners.address)
        others = {"reporting": reporting.address, "notifications": notifications.address}
        settings = SignInSettings.model_validate(
            {
                "address": f"http://127.0.0.1:{port}", "client_id": CLIENT,
                "client_secret": SecretStr(SECRET), "session_key": SecretStr(SESSION_KEY), **changed,
            }
        )  # fmt: skip
        app = build_with_sign_in(
            identity, settings, partnership_names=NAMES,
            doors=Doors.at(taking | others), now=now,
            limits=limits or SignInLimits(EVERY_TRY, EVERY_TRY),
        )  # fmt: skip
        async with served(app, reporting, notifications, owners, listening) as portal:
            yield SigningIn(portal, issuer, identity)
