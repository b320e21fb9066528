"""What a page of the portal costs: the calls that it makes to services, and the statements that these make in turn."""

from __future__ import annotations

from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from typing import Any

import asyncpg
import httpx
import pytest
from opentelemetry import trace

from chassis import database
from portal.clients.door import Door
from portal.main import Doors, build
from tests.portal.running_portal import AGENCIES, NAMES, PEOPLE, portal_at
from tests.support.page_client import PageClient
from tests.support.service import TOKEN_KEY
from tests.support.spans import recorded_spans
from tests.support.whole_platform import WholePlatform

OF_THE_DRIVER = ("typeinfo_tree", "set_config('jit'")


@dataclass(frozen=True)
class Cost:
    """How often each method was called for one page, and how many statements each service made for it."""

    calls: Mapping[str, int]
    statements: Mapping[str, int]


@dataclass
class Counting:
    """Counts by the trace to which something belongs: what runs beside a page is not counted as its own."""

    calls: dict[int, Counter[str]] = field(default_factory=dict)
    statements: dict[int, Counter[str]] = field(default_factory=dict)

    def begin(self) -> None:
        """Forget what was counted."""
        self.calls.clear()
        self.statements.clear()

    def page(self) -> Cost:
        """The cost of the one page that was asked for since the beginning."""
        (of,) = self.calls
        return Cost(self.calls[of], self.statements.get(of, Counter()))

    def statement(self, service: str, query: str) -> None:
        """A new connection asks for types that it does not know yet, whatever the page: that is not counted."""
        if not any(words in query for words in OF_THE_DRIVER):
            self.note(self.statements, service)

    def note(self, counted: dict[int, Counter[str]], what: str) -> None:
        of = trace.get_current_span().get_span_context().trace_id
        counted.setdefault(of, Counter())[what] += 1


@contextmanager
def counting() -> Iterator[Counting]:
    """Counts each call of a door, and each statement on every connection that is opened inside the block."""
    connect, ask, ask_for_many = database.connect, Door.ask, Door.ask_for_many
    counted = Counting()

    async def connecting(*given: Any, **asked: Any) -> asyncpg.Connection[Any]:
        connection = await connect(*given, **asked)
        name = asked["server_settings"]["application_name"]
        connection.add_query_logger(lambda one: counted.statement(name, one.query))
        return connection

    async def asking(door: Door, caller: Any, method: str, request: Any) -> Any:
        counted.note(counted.calls, method)
        return await ask(door, caller, method, request)

    async def asking_for_many(door: Door, caller: Any, method: str, request: Any) -> Any:
        counted.note(counted.calls, method)
        return await ask_for_many(door, caller, method, request)

    with pytest.MonkeyPatch.context() as patch, recorded_spans():
        patch.setattr(database, "connect", connecting)
        patch.setattr(Door, "ask", asking)
        patch.setattr(Door, "ask_for_many", asking_for_many)
        yield counted


@dataclass
class Visited:
    """The portal of a whole platform, to one person at a time."""

    client: PageClient
    counted: Counting

    async def become(self, person: str) -> None:
        await self.client.post("/people", {"person": person}, status=303)

    async def cost_of(self, address: str) -> Cost:
        """What the page costs."""
        self.counted.begin()
        answer = await self.client.http.get(address)
        assert answer.status_code == 200, (address, answer.status_code)
        return self.counted.page()


@asynccontextmanager
async def visited(platform: WholePlatform, counted: Counting) -> AsyncIterator[Visited]:
    """The real portal before the real services."""
    doors = {name: service.settings.grpc_address for name, service in platform.running.items()}
    app = build(
        doors=Doors.at(doors), people=PEOPLE, token_key=TOKEN_KEY, partnership_names=NAMES,
        agency_names=AGENCIES,
    )  # fmt: skip
    async with (
        portal_at(app) as (_, address),
        httpx.AsyncClient(base_url=address, trust_env=False, timeout=60) as http,
    ):
        yield Visited(PageClient(http, app.routes), counted)
