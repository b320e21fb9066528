# ruff: noqa: RUF001 - people read typographic apostrophes, not typewriter ones.
"""The worksheet for the national form: for whoever notifies, without names until they are asked for."""

from __future__ import annotations

import grpc
import pytest

from portal.clients.form_facts import Subject
from portal.views.filling_in.case_steps import Part
from tests.portal.forms_door import CASE
from tests.portal.running_portal import RunningPortal
from tests.portal.test_case_steps import CASE as CASE_ID
from tests.support.page_client import words_of

SHEET = f"/worksheet/PLY/{CASE}"
NOTIFIER = "ply-authority-notifier"


@pytest.mark.parametrize(
    ("person", "address", "status"),
    [
        ("ply-statutory-partner", SHEET, 403),
        ("dev-coordinator", SHEET, 404),
        (NOTIFIER, "/worksheet/PLY/no-case", 404),
    ],
)
async def test_a_worksheet_is_for_whoever_notifies_in_this_partnership(
    portal: RunningPortal, person: str, address: str, status: int
) -> None:
    await portal.become(person)

    await portal.client.get(address, status=status)

    assert portal.taken.worksheets == []


async def test_a_case_that_is_not_theirs_is_not_there(portal: RunningPortal) -> None:
    await portal.become(NOTIFIER)
    portal.taken.refuse_with = (grpc.StatusCode.NOT_FOUND, "not_found", "There is nothing here.")

    await portal.client.get(SHEET, status=404)


async def test_it_has_the_fields_in_their_order_and_says_what_is_missing(
    portal: RunningPortal,
) -> None:
    await portal.become(NOTIFIER)

    page = await portal.client.get(f"{SHEET}.N1")

    assert portal.taken.worksheets[0].notice == "N1"
    assert words_of(page, "main h2") == ["Notice", "Child A"]
    assert words_of(page, "main dd") == [
        "Still missing", "7 September 2026 09:30",
        "Devon and Cornwall Police, Plymouth children’s social care", "(asked for with the identities)",
    ]  # fmt: skip
    assert "1 answer is still missing." in words_of(page, "main p")


async def test_names_are_asked_for_by_a_form_that_is_ours(portal: RunningPortal) -> None:
    await portal.become(NOTIFIER)

    await portal.client.post(SHEET, {"form_token": "another"}, status=403)
    page = await portal.client.post(SHEET, {})

    assert [one.with_identities for one in portal.taken.worksheets] == [False, False, True]
    assert "Ada Invented" in words_of(page, "main dd")
    assert "is recorded on the case" in words_of(page, ".govuk-inset-text")[0]


def test_the_way_to_it_is_offered_to_whoever_notifies() -> None:
    notice = {"notice": "N1", "withdrawn_on": "2026-09-09"}

    def addresses(role: str) -> list[str]:
        part = Part(Subject("PLY", CASE_ID), frozenset({role}))
        return [one.address for one in part.of_notice(notice)]

    assert addresses("authority_notifier") == [f"/worksheet/PLY/{CASE_ID}.N1"]
    assert addresses("statutory_partner") == []
