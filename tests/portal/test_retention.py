"""For how long cases are kept, and having one erased; refusals first."""

from __future__ import annotations

from typing import Any

import pytest

from chassis.rules.rule_packs import RulePacks
from contracts.grpc import retention_pb2 as wire
from portal.permissions import PAGES
from portal.views.oversight.retention import KEPT_AS
from services.review.entrypoints.access import ACCESS
from tests.portal.running_portal import RunningPortal
from tests.support.page_client import words_of

DUE, HELD = "00000000-0000-4000-8000-000000000001", "00000000-0000-4000-8000-000000000002"
OFFICER = "ply-data-protection"
WHY = {"reason": "Its period has ended.", "sure": "yes"}


@pytest.fixture(autouse=True)
def kept(portal: RunningPortal) -> None:
    told: dict[str, Any] = {
        "partnership": "PLY", "kept_as": "rapid_review", "ended_on": "1996-04-21",
        "kept_until": "2026-04-21",
    }  # fmt: skip
    portal.taken.retention = wire.RetentionList(
        cases=[
            wire.KeptCase(case_id=DUE, reference="PLY-RR-1996-0001", due=True, **told),
            wire.KeptCase(case_id=HELD, reference="PLY-RR-1996-0002", held=True, **told),
        ],
        erased=[wire.ErasedCase(
            case_id=HELD, reference="PLY-RR-1995-0001", partnership="PLY", kept_as="rapid_review",
            kept_until="2025-01-01", erased_on="2025-02-01", ordered_by="data_protection_officer",
        )],
    )  # fmt: skip


def test_the_pages_are_for_whom_the_service_lets_in() -> None:
    assert PAGES["retention"] == ACCESS["ListRetention"].keys()
    assert PAGES["erasure"] == PAGES["erased"] == ACCESS["EraseCase"].keys()


def test_every_kind_of_record_has_words() -> None:
    assert KEPT_AS.keys() == {str(kind) for kind in RulePacks.load().of("PLY").retention}


async def test_who_may_not_look_has_no_such_page_and_who_looks_erases_nothing(
    portal: RunningPortal,
) -> None:
    await portal.become("ply-strategic-leader")
    await portal.client.get("/retention", status=403)
    await portal.become("ply-coordinator")

    page = await portal.client.get("/retention")
    await portal.client.get(f"/retention/PLY/{DUE}", status=403)

    assert not page.select("a[href^='/retention/']")


@pytest.mark.parametrize("place", [f"PLY/{HELD}", f"DEV/{DUE}", "PLY/nothing"])
async def test_a_case_that_is_not_due_is_not_there_to_erase(
    portal: RunningPortal, place: str
) -> None:
    await portal.become(OFFICER)

    await portal.client.get(f"/retention/{place}", status=404)


async def test_without_a_reason_and_a_word_nothing_is_erased(portal: RunningPortal) -> None:
    await portal.become(OFFICER)

    page = await portal.client.post(f"/retention/PLY/{DUE}", {"reason": " "}, status=422)

    assert [str(one["href"]) for one in page.select(".govuk-error-summary a")] == [
        "#reason",
        "#sure",
    ]
    assert portal.taken.taken == []


async def test_the_officer_has_a_case_erased_and_sees_the_register(portal: RunningPortal) -> None:
    await portal.become(OFFICER)

    page = await portal.client.get("/retention")
    await portal.client.post(f"/retention/PLY/{DUE}", WHY, status=303)

    (order,) = portal.taken.taken
    assert (order.header.case_id, order.reason) == (DUE, "Its period has ended.")
    assert words_of(page, "#register + table .rr-reference") == ["PLY-RR-1995-0001"]
    assert "Data protection officer" in words_of(page, "#register + table .rr-value")
