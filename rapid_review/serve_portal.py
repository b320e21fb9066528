"""The portal of a region as a process of its own: web pages in front, the doors of reporting and notifications behind.

    settings from the environment ── example people ── web page ── until a signal

Exit status as in ``rapid_review.serve``: 0 stopped as asked; 1 ended by itself; 2 it cannot start as it is set up.
Neither need be there yet: until one answers, its pages say so; without reporting ``/health`` answers 503.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path

import uvicorn
from pydantic import ValidationError
from starlette.applications import Starlette

from chassis.openid.identity_provider import IdentityProvider
from chassis.openid.settings import IdentitySettings
from chassis.rules.rule_packs import PackError, RulePacks
from chassis.settings import SettingsWrong, TlsSettings
from chassis.telemetry.export import CannotTell
from portal.main import Doors, ExamplePerson, build, build_with_sign_in, front_door
from portal.settings import PortalSettings, SignInSettings
from rapid_review.event_loop import event_loop
from rapid_review.names import names_in
from rapid_review.people import PEOPLE_FILE, load_people
from rapid_review.settings import SERVICES
from rapid_review.signals import stopped_by_signals
from rapid_review.tracing import part_watched

EXIT_CLEAN, EXIT_ENDED, EXIT_CANNOT_START = 0, 1, 2
LOOK_S = 0.05


class CannotServePortal(Exception):
    """The portal cannot start as it is set up; the message is one plain sentence."""


def main() -> int:
    """Run the portal until it is asked to stop; gives the exit status."""
    try:
        with part_watched("portal"), asyncio.Runner(loop_factory=event_loop()) as runner:
            return runner.run(serve())
    except (CannotServePortal, CannotTell, PackError, SettingsWrong) as problem:
        print(problem, file=sys.stderr)
        return EXIT_CANNOT_START


async def serve() -> int:
    """The portal, from its settings to its end."""
    settings, tls, packs = PortalSettings(), TlsSettings(), RulePacks.load()
    server = front_door(
        _application(settings, tls, packs),
        host=settings.host,
        port=settings.port,
        log_config=None,
        lifespan="on",
    )
    # Signals are listened to here, so that the exit status says why it ended.
    server.capture_signals = contextlib.nullcontext  # type: ignore[method-assign, assignment]
    stop = asyncio.Event()
    with stopped_by_signals(stop):
        serving = asyncio.create_task(_served(server))
        await _begun(server, serving, settings)
        print(f"portal is ready at {settings.address}", flush=True)
        return await _until_stopped(stop, server, serving)


def _application(settings: PortalSettings, tls: TlsSettings, packs: RulePacks) -> Starlette:
    """The portal of people who sign in, where there is an identity provider; else that of example people."""
    names = names_in(packs)
    doors = Doors.at({name: getattr(settings, name) for name in SERVICES}, tls)
    identity = IdentityProvider.of(IdentitySettings(), packs.codes())
    if identity is not None:
        return build_with_sign_in(
            identity, SignInSettings(), doors=doors, packs=packs, hosts=settings.hosts,
            contact=settings.contact, **names,
        )  # fmt: skip
    return build(
        doors=doors,
        packs=packs,
        people=_people(settings.people or PEOPLE_FILE),
        token_key=settings.token_key_bytes,
        hosts=settings.hosts,
        contact=settings.contact,
        **names,
    )


async def _served(server: uvicorn.Server) -> None:
    # uvicorn says with sys.exit that it cannot listen; a task that ends so would take the loop with it.
    with contextlib.suppress(SystemExit):
        await server.serve()


async def _begun(
    server: uvicorn.Server, serving: asyncio.Task[None], settings: PortalSettings
) -> None:
    while not server.started:
        if serving.done():
            raise CannotServePortal(f"The portal cannot listen at {settings.address}.")
        await asyncio.sleep(LOOK_S)


async def _until_stopped(
    stop: asyncio.Event, server: uvicorn.Server, serving: asyncio.Task[None]
) -> int:
    stopping = asyncio.create_task(stop.wait())
    await asyncio.wait([stopping, serving], return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    server.should_exit = True
    await asyncio.wait([serving])
    return EXIT_CLEAN if stop.is_set() else EXIT_ENDED


def _people(file: Path) -> Sequence[ExamplePerson]:
    try:
        people = [ExamplePerson(**dict(person)) for person in load_people(file).values()]
    except (OSError, KeyError, tomllib.TOMLDecodeError, ValidationError):
        people = []
    if not people:
        raise CannotServePortal(
            "The file of RAPID_REVIEW_PORTAL_PEOPLE cannot be read as a list of people."
        )
    return people
