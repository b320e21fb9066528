"""An auditor finds cases by codes, and replays one step by step, as it became known."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import grpc
import pytest
import pytest_asyncio

from contracts.events import review
from contracts.grpc import reporting_pb2 as wire
from contracts.grpc import reporting_pb2_grpc as rpc
from services.reporting.main import NAME, build_with
from tests.integration.reporting.told_case import (
    CASE,
    Case,
    envelopes,
    initiated,
    involved,
    received,
    requested,
    whole_case,
)
from tests.support.service import ServiceUnderTest, refusal_code, running_service

pytestmark = [pytest.mark.integration, pytest.mark.asyncio(loop_scope="module")]

WHOLE, DEVON, FRESH = (
    Case(),
    Case(uuid4(), "DEV-RR-2026-0003", "DEV"),
    Case(uuid4(), "PLY-RR-2026-0009"),
)
INVALID = grpc.StatusCode.INVALID_ARGUMENT


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def service() -> AsyncIterator[ServiceUnderTest]:
    """One whole case, one of Devon, and one that has just begun in October."""
    async with running_service(NAME, build_with({})) as under_test:
        for events in whole_case(WHOLE).values():
            await under_test.teller.tell(*envelopes(events))
        await under_test.teller.tell(*envelopes([received(DEVON), initiated(DEVON)]))
        october = datetime(2026, 10, 5, 9, 0, tzinfo=UTC)
        begun = [
            received(FRESH),
            involved(FRESH, "devon-hospital"),
            requested(FRESH, "devon-hospital"),
        ]
        await under_test.teller.tell(
            *(under_test.teller.envelope(one, at=october) for one in begun)
        )
        yield under_test


def ask(service: ServiceUnderTest, method: str, request: Any, *partnerships: str) -> Any:
    auditor = service.as_person("region-observer", "auditor", *(partnerships or ("PLY", "DEV")))
    return getattr(rpc.ReportingServiceStub(service.channel), method)(request, metadata=auditor)


async def search(service: ServiceUnderTest, *partnerships: str, **wanted: str) -> set[str]:
    request = wire.SearchCasesRequest(**wanted)
    found = await ask(service, "SearchCases", request, *partnerships)
    return {one.summary.reference for one in found.cases}


# --- Refusals -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wanted",
    [{"begun_from": "yesterday"}, {"stage": "nowhere"}, {"agency": "a" * 101}, {"theme": "\x00"}],
)
async def test_what_is_no_code_and_no_day_is_refused(
    service: ServiceUnderTest, wanted: dict[str, Any]
) -> None:
    call = ask(service, "SearchCases", wire.SearchCasesRequest(**wanted))

    assert await refusal_code(call) == (INVALID, "request.malformed")


async def test_an_auditor_of_another_partnership_finds_and_replays_nothing(
    service: ServiceUnderTest,
) -> None:
    call = ask(service, "ReplayCase", wire.ReplayCaseRequest(case_id=str(CASE)), "TOR")

    assert await search(service, "TOR") == set()
    assert (await refusal_code(call))[1] == "not_found"


# --- Search ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, {WHOLE, DEVON, FRESH}),
        ({"partnership": "DEV"}, {DEVON}),
        ({"reference": "ply-rr-2026-0007"}, {WHOLE}),
        ({"reference": "PLY-"}, {WHOLE, FRESH}),
        ({"reference": "%"}, set()),
        ({"stage": "closed"}, {WHOLE}),
        ({"stage": "referral"}, {FRESH}),
        ({"agency": "devon-hospital"}, {WHOLE, FRESH}),
        ({"agency": "nobody"}, set()),
        ({"begun_from": "2026-10-05"}, {FRESH}),
        ({"begun_to": "2026-10-04"}, {WHOLE, DEVON}),
        ({"begun_from": "2026-10-05", "begun_to": "2026-10-05", "partnership": "DEV"}, set()),
    ],
)  # fmt: skip
async def test_a_case_is_found_by_its_codes_and_days(
    service: ServiceUnderTest, wanted: dict[str, str], found: set[Case]
) -> None:
    assert await search(service, **wanted) == {one.reference for one in found}


async def test_a_case_is_found_by_a_theme_that_any_of_its_events_names(
    service: ServiceUnderTest,
) -> None:
    every = await ask(service, "SearchCases", wire.SearchCasesRequest())
    (themes,) = [one.themes for one in every.cases if one.summary.reference == WHOLE.reference]

    assert themes
    for theme in themes:
        assert await search(service, theme=theme) == {WHOLE.reference}
    assert await search(service, theme="no_theme") == set()


async def test_the_answer_says_what_can_be_looked_for(service: ServiceUnderTest) -> None:
    found = await ask(service, "SearchCases", wire.SearchCasesRequest(), "DEV")

    assert "devon-hospital" in found.agencies
    assert "plymouth-housing" not in found.agencies
    assert found.themes


# --- Replay ---------------------------------------------------------------------------------------


async def replay(service: ServiceUnderTest, **more: Any) -> Any:
    return await ask(
        service, "ReplayCase", wire.ReplayCaseRequest(reference=WHOLE.reference, **more)
    )


async def test_each_step_begins_where_the_last_one_ended(service: ServiceUnderTest) -> None:
    found = await replay(service)

    known: dict[tuple[str, str], str] = {}
    for step in found.steps:
        for one in step.changes:
            assert known.get((one.what, one.who), "") == one.before, step.entry.type
            known[one.what, one.who] = one.after
    assert {(one.what, one.who): one.after for one in found.standing} == {
        key: value for key, value in known.items() if value
    }
    assert (found.steps[-1].stage_after, found.reference) == ("closed", WHOLE.reference)


async def test_a_step_says_what_the_event_changed_and_where_the_case_stood(
    service: ServiceUnderTest,
) -> None:
    found = await replay(service)
    (begun,) = [one for one in found.steps if one.entry.type == "ReviewInitiated"]

    # In this invented case, what review tells was recorded before the referral was decided.
    assert (begun.stage_before, begun.stage_after) == ("referral", "gathering")
    assert begun.stage_label_before == "Referral"
    changes = {one.what: (one.before, one.after) for one in begun.changes}
    assert changes["due_on"] == ("", "2026-09-30")
    assert changes["milestone meeting"] == ("", "2026-09-23")


async def test_the_case_ends_as_the_board_shows_it(service: ServiceUnderTest) -> None:
    found = await replay(service)
    board = await ask(service, "GetCase", wire.GetCaseRequest(reference=WHOLE.reference))

    standing = {(one.what, one.who): one.after for one in found.standing}
    assert standing["due_on", ""] == board.summary.due_on
    assert standing["sent_on", ""] == board.summary.sent_on
    assert standing["cspr_outcome", ""] == board.summary.outcome
    for agency in board.agencies:
        assert standing["status", agency.agency] == agency.status


async def test_as_it_was_known_leaves_out_what_was_recorded_later(
    service: ServiceUnderTest,
) -> None:
    whole = await replay(service)
    middle = whole.steps[len(whole.steps) // 2].entry.recorded_at

    known = await replay(service, known_at=middle)
    before = await replay(
        service,
        known_at=whole.steps[0].entry.recorded_at.ToDatetime(tzinfo=UTC) - timedelta(seconds=1),
    )

    expected = [
        one
        for one in whole.steps
        if one.entry.recorded_at.ToNanoseconds() <= middle.ToNanoseconds()
    ]
    assert list(known.steps) == expected
    assert 0 < len(expected) < len(whole.steps)
    assert (list(before.steps), list(before.standing)) == ([], [])


async def test_every_published_event_of_a_case_can_be_replayed() -> None:
    from contracts.events.base import EVENTS
    from services.reporting.entrypoints.replay import KINDS

    assert {(kind.SERVICE, kind.NAME) for kind in EVENTS.values()} == set(KINDS)
    assert KINDS["review", "MeetingHeld"] is review.MeetingHeld
