from __future__ import annotations

import pytest
from starlette.requests import Request

from chassis.identity import Caller, Membership
from portal.forms import form_token
from portal.settings import ExamplePerson
from portal.views.visitor import PageNotForRole
from tests.portal.running_portal import RunningPortal, running_portal
from tests.support.page_client import words_of

COORDINATOR = {"person": "ply-coordinator"}


async def test_a_form_without_its_token_changes_nothing(portal: RunningPortal) -> None:
    refused = await portal.client.http.post("/people", data=COORDINATOR)

    page = portal.client.checked(refused, 403)
    assert words_of(page, "h1") == ["This form can no longer be used"]
    assert "rapid_review_person" not in refused.headers.get("set-cookie", "")


async def test_the_token_of_another_visit_is_refused(portal: RunningPortal) -> None:
    page = await portal.client.get("/people")
    field = page.select_one("input[name=form_token]")
    assert field
    portal.client.http.cookies.clear()
    await portal.client.get("/people")

    refused = await portal.client.http.post(
        "/people", data=COORDINATOR | {"form_token": str(field["value"])}
    )

    portal.client.checked(refused, 403)


@pytest.mark.parametrize("fields", [{}, {"person": ""}, {"person": "somebody-else"}])
async def test_nobody_chosen_shows_the_form_again_with_what_to_do(
    portal: RunningPortal, fields: dict[str, str]
) -> None:
    page = await portal.client.post("/people", fields, status=400)

    assert words_of(page, "title")[0].startswith("Error: Who do you want to be?")
    assert words_of(page, ".govuk-error-summary a[href='#person']") == ["Choose who you are"]


async def test_a_changed_cookie_counts_as_none(portal: RunningPortal) -> None:
    await portal.become("ply-coordinator")
    kept = portal.client.http.cookies["rapid_review_person"]
    portal.client.http.cookies.clear()

    forged = kept.replace("ply-", "dev-")
    answer = await portal.client.http.get("/", headers={"Cookie": f"rapid_review_person={forged}"})

    page = portal.client.checked(answer, 200)
    assert words_of(page, ".rr-example strong")[1] == "Regional observer"


@pytest.mark.parametrize(
    ("body", "status"), [("a=" + "b" * 70_000, 413), ("a&" * 300, 400), ("%ff", 400)]
)
async def test_what_is_no_form_of_ours_is_refused(
    portal: RunningPortal, body: str, status: int
) -> None:
    refused = await portal.client.http.post("/people", content=body)

    portal.client.checked(refused, status)


async def test_a_role_without_use_for_a_page_does_not_see_it() -> None:
    stranger = ExamplePerson("stranger", "Stranger", (Membership("PLY", "stranger"),))

    async with running_portal([stranger]) as portal:
        page = await portal.client.get("/", status=403)
        await portal.client.get("/people")
        live = await portal.client.http.get("/live")

    assert words_of(page, "h1") == ["You do not have access to this page"]
    assert live.status_code == 403


async def test_the_refusal_of_a_page_has_a_code_of_its_own() -> None:
    stranger = ExamplePerson("stranger", "Stranger", (Membership("PLY", "stranger"),))

    async with running_portal([stranger]) as portal:
        desk_page = next(route for route in portal.app.routes if getattr(route, "path", "") == "/")
        request = Request({"type": "http", "method": "GET", "headers": [], "path": "/"})
        with pytest.raises(PageNotForRole) as refusal:
            await desk_page.endpoint(request)  # type: ignore[attr-defined]

    assert refusal.value.code == "portal.page_not_for_role"
    assert refusal.value.facts == {"role": "stranger", "page": "home"}


async def test_without_a_choice_one_is_the_first_person(portal: RunningPortal) -> None:
    page = await portal.client.get("/cases")

    assert words_of(page, ".rr-example strong") == ["Example", "Regional observer"]
    assert portal.reporting.says.callers == [
        Caller.acting("region-observer", "auditor", "PLY", "DEV")
    ]


async def test_the_chosen_person_asks_from_then_on(portal: RunningPortal) -> None:
    answer = await portal.client.post("/people", COORDINATOR, status=303)
    page = await portal.client.get("/")

    assert answer is not None
    assert words_of(page, ".rr-example strong")[1] == "Coordinator, Plymouth"
    assert portal.reporting.says.callers[-1] == Caller.acting(
        "ply-coordinator", "coordinator", "PLY"
    )


async def test_the_portals_keys_are_no_token_keys() -> None:
    key = b"k" * 32

    keys = {form_token.portal_key(key, purpose) for purpose in ("person", "form")} | {key}

    assert len(keys) == 3


@pytest.mark.parametrize(
    ("role", "first"), [("operator", "/operations"), ("data_protection_officer", "/reads")]
)
async def test_who_has_no_part_in_the_cases_begins_at_a_page_of_their_own(
    role: str, first: str
) -> None:
    somebody = ExamplePerson("somebody", "Somebody", (Membership("PLY", role),))

    async with running_portal([somebody]) as portal:
        answer = await portal.client.http.get("/")
        page = await portal.client.get("/people")
        for address in ("/tasks", "/messages", "/cases/PLY-RR-2026-0008", "/audit"):
            await portal.client.get(address, status=403)

    assert (answer.status_code, answer.headers["location"]) == (303, first)
    assert "Cases" not in [link.text.strip() for link in page.select("nav a")]


async def test_an_operator_who_also_coordinates_begins_with_the_cases() -> None:
    both = (Membership("PLY", "operator"), Membership("PLY", "coordinator"))

    async with running_portal([ExamplePerson("both", "Both", both)]) as portal:
        page = await portal.client.get("/")

    assert {"/operations"} <= {str(link["href"]) for link in page.select("nav a")}
