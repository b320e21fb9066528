"""Visitors who read pages one after the other, as an example person, with nobody's browser in the way."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import httpx

from benchmarks.measure import Sample, percentile

PERSON, VISITORS, WARM_UP = "ply-coordinator", 8, 2
TOKEN = re.compile(r'name="form_token" value="([^"]+)"')
REFERENCE = re.compile(r'href="/cases/([A-Z]+-RR-\d+-\d+)"')
CASE = re.compile(r'href="(/case-work/[^"]+)"')
DEADLINE_S = 60.0


@asynccontextmanager
async def visiting(address: str) -> AsyncIterator[httpx.AsyncClient]:
    """A browser's worth of connections, in the name of one person."""
    limits = httpx.Limits(max_connections=VISITORS, max_keepalive_connections=VISITORS)
    async with httpx.AsyncClient(
        base_url=address, trust_env=False, limits=limits, timeout=DEADLINE_S
    ) as client:
        token = TOKEN.search((await client.get("/people")).text)
        assert token is not None
        chosen = await client.post("/people", data={"form_token": token[1], "person": PERSON})
        assert chosen.status_code == httpx.codes.SEE_OTHER, chosen.status_code
        yield client


async def addresses(client: httpx.AsyncClient) -> Mapping[str, str]:
    """Where the main pages stand; the case, its history and its form are those of a worked example."""
    listed = await client.get(f"/cases?stage=gathering&reference={datetime.now(UTC).year}-0")
    reference = REFERENCE.search(listed.text)
    assert reference is not None
    case = f"/cases/{reference[1]}"
    work = CASE.search((await client.get(case)).text)
    assert work is not None
    form = work[1].replace("/case-work/", "/forms/meeting_date/")
    return {
        "home": "/", "cases": "/cases", "cases, filtered and sorted": "/cases?show=late&sort=returns&page=3",
        "a case": case, "its history": f"{case}/history", "tasks": "/tasks", "messages": "/messages",
        "a form": form,
    }  # fmt: skip


async def read(
    client: httpx.AsyncClient, page: str, seconds: float, visitors: int = VISITORS
) -> Sample:
    """The 95th percentile of a page, in ms, and its p50 and p99: each visitor asks again when they are answered."""
    for _ in range(WARM_UP):
        assert (answer := await client.get(page)).status_code == httpx.codes.OK, (
            page,
            answer.status_code,
        )
    until, took = time.perf_counter() + seconds, list[float]()

    async def visit() -> None:
        while (asked := time.perf_counter()) < until:
            answer = await client.get(page)
            assert answer.status_code == httpx.codes.OK, (page, answer.status_code)
            took.append(time.perf_counter() - asked)

    await asyncio.gather(*(visit() for _ in range(visitors)))
    p50, p95, p99 = (percentile(sorted(took), part) * 1000 for part in (0.5, 0.95, 0.99))
    return Sample(p95, p50, p99)
