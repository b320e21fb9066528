"""The portal on a port of its own, before a real gRPC door with invented cases."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx
from starlette.applications import Starlette

from portal.clients.forms_door import CONTRACTS
from portal.main import Doors, ExamplePerson, Server, SignInLimits, build, front_door
from rapid_review.people import load_people
from tests.portal.notifications_door import NotificationsDoor, notifications_door
from tests.portal.owners_door import OwnersDoor, owners_door
from tests.portal.reporting_door import ReportingDoor, running_door
from tests.portal.running_door import TOKEN_KEY, RunningDoor
from tests.support.page_client import PageClient

PEOPLE = tuple(ExamplePerson(**dict(person)) for person in load_people().values())
EVERY_TRY = 1_000_000  # Tests choose people as fast as they can.
NAMES = {
    "PLY": "Plymouth Safeguarding Children Partnership",
    "DEV": "Devon Safeguarding Children Partnership",
}
COLOURS = {"DEV": "#4c2a63"}
PATIENCE_S = 60.0
AGENCIES = {
    "devon-and-cornwall-police": "Devon and Cornwall Police",
    "plymouth-childrens-social-care": "Plymouth children's social care",
}


@dataclass
class RunningPortal:
    """What a test needs of it."""

    app: Starlette
    server: Server
    reporting: RunningDoor[ReportingDoor]
    notifications: RunningDoor[NotificationsDoor]
    owners: RunningDoor[OwnersDoor]
    address: str
    client: PageClient

    @property
    def taken(self) -> OwnersDoor:
        """What the services with forms were asked."""
        return self.owners.says

    async def become(self, person_id: str) -> None:
        """Choose an example person, as a visitor does."""
        await self.client.post("/people", {"person": person_id}, status=303)


@asynccontextmanager
async def running_portal(
    people: Sequence[ExamplePerson] = PEOPLE,
    *,
    limits: SignInLimits | None = None,
    proxies: Sequence[str] = (),
) -> AsyncIterator[RunningPortal]:
    """The portal for as long as the block lasts."""
    async with (
        running_door() as reporting,
        notifications_door() as notifications,
        owners_door() as owners,
    ):
        taking = dict.fromkeys(CONTRACTS, owners.address)
        others = {"reporting": reporting.address, "notifications": notifications.address}
        app = build(
            doors=Doors.at(taking | others),
            people=people,
            token_key=TOKEN_KEY,
            partnership_names=NAMES,
            agency_names=AGENCIES,
            partnership_colours=COLOURS,
            limits=limits or SignInLimits(EVERY_TRY, EVERY_TRY),
        )
        async with served(app, reporting, notifications, owners, proxies=proxies) as portal:
            yield portal


@asynccontextmanager
async def served(
    app: Starlette,
    reporting: RunningDoor[ReportingDoor],
    notifications: RunningDoor[NotificationsDoor],
    owners: RunningDoor[OwnersDoor],
    listening: socket.socket | None = None,
    *,
    proxies: Sequence[str] = (),
) -> AsyncIterator[RunningPortal]:
    """A portal that has been built, for as long as the block lasts."""
    async with (
        portal_at(app, listening, proxies=proxies) as (server, address),
        httpx.AsyncClient(base_url=address, trust_env=False, timeout=PATIENCE_S) as http,
    ):
        client = PageClient(http, app.routes)
        yield RunningPortal(app, server, reporting, notifications, owners, address, client)


@asynccontextmanager
async def portal_at(
    app: Starlette, listening: socket.socket | None = None, *, proxies: Sequence[str] = ()
) -> AsyncIterator[tuple[Server, str]]:
    """The server of a portal that has been built, and its address, for as long as the block lasts."""
    server = front_door(app, port=0, proxies=proxies, log_config=None, lifespan="on")
    serving = asyncio.create_task(server.serve(sockets=[listening] if listening else None))
    try:
        yield server, await _address_of(server, serving)
    finally:
        server.should_exit = True
        await serving


async def _address_of(server: Server, serving: asyncio.Task[None]) -> str:
    while not server.started:
        if serving.done():
            serving.result()
        await asyncio.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    return f"http://127.0.0.1:{port}"
