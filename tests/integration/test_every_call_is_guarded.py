"""Every call of every service, by every kind of caller: what is let in, and how the others are refused.

The calls are read from the contracts, so a new one without a row here fails. Each row holds a request that
would succeed for the partnership that leads the case: first everybody else tries it, each in the name of
their own partnership and, where the request names one, in the name of the leading one; then the lead does it.

    lead         Plymouth, which leads the case
    contributor  Devon, which contributes to it
    stranger     a third partnership
    auditor      of both partnerships: reads as the lead does, and never writes
    nobody       without a token
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from contracts.grpc import (
    common_pb2,
)
from tests.integration.guarded.calls import (
    CONTRIBUTOR,
    LEAD,
    NOBODY,
    NOT_MINE,
    READS_ONLY,
    STRANGER,
    Guarded,
    Row,
    call,
)
from tests.integration.guarded.learning_calls import LEARNING
from tests.integration.guarded.notifications_calls import NOTIFICATIONS
from tests.integration.guarded.referral_calls import REFERRAL
from tests.integration.guarded.reporting_calls import REPORTING
from tests.integration.guarded.review_calls import REVIEW
from tests.integration.guarded.submissions_calls import SUBMISSIONS
from tests.support.service import ServiceUnderTest, running_service

pytestmark = pytest.mark.integration

SERVICES = (REFERRAL, REVIEW, SUBMISSIONS, LEARNING, NOTIFICATIONS, REPORTING)


def without_a_row(guarded: Guarded, rows: Sequence[Row]) -> set[str]:
    return set(guarded.methods) ^ {row.method for row in rows}


@pytest.mark.parametrize("guarded", SERVICES, ids=lambda one: one.name)
def test_every_call_has_a_row_and_every_row_a_call(guarded: Guarded) -> None:
    assert without_a_row(guarded, guarded.rows) == set()


def test_a_call_without_a_row_is_caught() -> None:
    rows = [row for row in REVIEW.rows if row.method != "SendToPanel"]

    assert without_a_row(REVIEW, rows) == {"SendToPanel"}


def test_every_contract_that_has_a_service_is_here() -> None:
    protos = {
        path.stem
        for path in Path(common_pb2.__file__).parent.glob("*.proto")
        if "\nservice " in path.read_text("utf-8")
    }

    # Those of the operations are in test_operations_are_guarded.py, those of a team and of erasing in access/.
    assert protos == {
        *(guarded.name for guarded in SERVICES), "drafts", "history", "operations", "retention", "team",
    }  # fmt: skip


@pytest.fixture(params=SERVICES, ids=lambda one: one.name)
async def begun(request: pytest.FixtureRequest) -> AsyncIterator[tuple[Guarded, ServiceUnderTest]]:
    guarded: Guarded = request.param
    async with running_service(guarded.name, guarded.build) as service:
        await guarded.begin(service)
        await service.settled()
        yield guarded, service


async def test_each_call_answers_each_kind_of_caller_as_its_row_says(
    begun: tuple[Guarded, ServiceUnderTest],
) -> None:
    guarded, service = begun
    found: list[tuple[str, str, str]] = []
    expected: list[tuple[str, str, str]] = []
    for row in guarded.rows:
        name = f"{row.method} {row.id}".strip()
        for who, partnership, metadata, answer in attempts(row, service):
            outcome = await call(service, guarded, row.method, row.make(partnership), metadata)
            found.append((name, who, outcome))
            expected.append((name, who, answer))
        await service.settled()

    assert found == expected


def attempts(row: Row, service: ServiceUnderTest) -> list[tuple[str, str, Any, str]]:
    """Who tries, in whose name, with what token, and how it is to end; the lead comes last."""
    devon = service.as_person("dev-coordinator", "coordinator", CONTRIBUTOR)
    torbay = service.as_person("tor-coordinator", "coordinator", STRANGER)
    auditor = service.as_person("region-observer", "auditor", LEAD, CONTRIBUTOR)
    tried: list[tuple[str, str, Any, str]] = [
        ("nobody", LEAD, None, NOBODY),
        ("stranger", STRANGER, torbay, row.stranger),
        ("contributor", CONTRIBUTOR, devon, row.contributor),
        ("auditor", LEAD, auditor, READS_ONLY if row.writes else row.auditor or row.lead),
    ]
    if row.names_a_partnership and _partnership_of(row.make(LEAD)):
        tried += [
            ("stranger as the lead", LEAD, torbay, NOT_MINE),
            ("contributor as the lead", LEAD, devon, NOT_MINE),
        ]
    return [*tried, ("lead", LEAD, service.as_person(), row.lead)]


def _partnership_of(message: Any) -> str:
    header = getattr(message, "header", None)
    return str(header.partnership if header is not None else message.partnership)
