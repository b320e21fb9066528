"""Registering a person who is told; refusals first."""

from __future__ import annotations

import grpc

from tests.portal.notifications_door import problem
from tests.portal.running_portal import RunningPortal
from tests.support.page_client import words_of

ANSWERS = {
    "partnership": "PLY", "person": " ply-hospital-lead ", "channel": "smtp",
    "address": "lead@example.org", "roles.0.role": "", "roles.1.role": "agency_lead",
    "roles.1.agency": "devon-and-cornwall-police", "roles.3.role": "meeting_member",
}  # fmt: skip


async def test_only_a_coordinator_may_open_it(portal: RunningPortal) -> None:
    await portal.become("ply-strategic-leader")

    page = await portal.client.get("/contacts", status=403)
    messages = await portal.client.get("/messages")

    assert words_of(page, "h1") == ["You do not have access to this page"]
    assert not messages.select("a[href='/contacts']")


async def test_another_partnership_cannot_be_chosen(portal: RunningPortal) -> None:
    await portal.become("ply-coordinator")

    page = await portal.client.post("/contacts", ANSWERS | {"partnership": "DEV"}, status=422)

    assert words_of(page, ".govuk-error-summary li") == ["Choose one of the answers"]
    assert portal.notifications.says.registered == []


async def test_every_refused_answer_is_told_at_its_field_and_nothing_is_lost(
    portal: RunningPortal,
) -> None:
    await portal.become("ply-coordinator")
    portal.notifications.says.problems = [
        problem("person", "notifications.person_not_a_code"),
        problem("roles.0.agency", "notifications.agency_missing"),
        problem("address", "notifications.address_wrong"),
    ]

    page = await portal.client.post("/contacts", ANSWERS, status=422)

    links = [str(link["href"]) for link in page.select(".govuk-error-summary a")]
    assert links == ["#person", "#roles-0-agency", "#address"]
    assert words_of(page, "#roles-0-role option[selected]") == ["Senior safeguarding lead"]
    assert words_of(page, "#roles-1-role option[selected]") == ["Member of the review meeting"]
    assert page.select_one("input[name=person][value=' ply-hospital-lead ']")


async def test_nobody_to_tell_for_is_told_at_the_first_role(portal: RunningPortal) -> None:
    await portal.become("ply-coordinator")
    portal.notifications.says.problems = [problem("roles", "notifications.no_membership")]

    page = await portal.client.post("/contacts", ANSWERS, status=422)

    assert words_of(page, ".govuk-error-summary li") == ["Choose at least one role"]
    assert page.select_one(".govuk-error-summary a[href='#roles-0-role']")


async def test_an_address_that_somebody_else_gave_is_refused_on_a_page(
    portal: RunningPortal,
) -> None:
    await portal.become("ply-coordinator")
    portal.notifications.says.refuse_commands_with = (
        grpc.StatusCode.PERMISSION_DENIED, "notifications.address_of_another", "Not yours.",
    )  # fmt: skip

    page = await portal.client.post("/contacts", ANSWERS, status=403)

    assert words_of(page, "h1") == ["This address was given by somebody else"]


async def test_a_person_is_registered_once_for_what_was_chosen(portal: RunningPortal) -> None:
    await portal.become("ply-coordinator")

    answer = await portal.client.http.get("/messages")
    await portal.client.post("/contacts", ANSWERS, status=303)
    done = await portal.client.get("/contacts?done=yes")

    assert "/contacts" in answer.text
    (sent,) = portal.notifications.says.registered
    assert (sent.header.partnership, sent.person, sent.channel) == (
        "PLY", "ply-hospital-lead", "smtp",
    )  # fmt: skip
    assert [(one.role, one.agency) for one in sent.roles] == [
        ("agency_lead", "devon-and-cornwall-police"),
        ("meeting_member", ""),
    ]
    assert words_of(done, ".govuk-notification-banner__content") == [
        "The person is registered. They are told from the next message on."
    ]
