# ruff: noqa: RUF001 - people read typographic apostrophes, not typewriter ones.
"""How a person is told: refused field by field, and what was typed stays."""

from __future__ import annotations

import grpc
import pytest
from bs4 import BeautifulSoup

from contracts.grpc import notifications_pb2 as wire
from tests.portal.notifications_door import problem
from tests.portal.running_portal import RunningPortal
from tests.support.page_client import words_of

ADDRESS = "/messages/preference"
TYPED = {"channel": "smtp", "address": '<b>somebody</b> at "example"', "reminders": "no"}
NO_CONTACT = (grpc.StatusCode.NOT_FOUND, "notifications.no_contact", "Not registered.")


def typed_in(page: BeautifulSoup) -> dict[str, str]:
    """What stands in the form."""
    chosen = {str(one["name"]): str(one["value"]) for one in page.select("input[checked]")}
    address = page.select_one("input[name=address]")
    return chosen | {"address": str(address.get("value", "")) if address else ""}


async def test_an_auditor_is_told_nothing_and_has_nothing_to_choose(portal: RunningPortal) -> None:
    await portal.client.get(ADDRESS, status=403)


async def test_a_form_without_its_token_changes_nothing(portal: RunningPortal) -> None:
    await portal.become("ply-coordinator")

    refused = await portal.client.http.post(ADDRESS, data=TYPED)

    portal.client.checked(refused, 403)
    assert portal.notifications.says.preferred == []


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            "notifications.address_wrong",
            "Enter an e-mail address in the usual form, like name@example.org",
        ),
        (
            "notifications.address_missing",
            "Enter the e-mail address at which you want to be told",
        ),
    ],
)
async def test_a_refused_address_is_told_at_its_field_and_stays_as_typed(
    portal: RunningPortal, code: str, said: str
) -> None:
    await portal.become("ply-coordinator")
    portal.notifications.says.problems = [problem("address", code)]

    page = await portal.client.post(ADDRESS, TYPED, status=422)

    assert words_of(page, "title")[0].startswith("Error: How you are told")
    assert words_of(page, ".govuk-error-summary a[href='#address']") == [said]
    assert words_of(page, "#address-error") == [f"Error: {said}"]
    assert typed_in(page) == TYPED


async def test_questions_without_an_answer_are_all_told_at_once(portal: RunningPortal) -> None:
    await portal.become("ply-coordinator")

    page = await portal.client.post(ADDRESS, {"channel": "pigeon"}, status=422)

    links = [str(link["href"]) for link in page.select(".govuk-error-summary a")]
    assert links == ["#channel", "#reminders"]
    assert words_of(page, "#channel-error") == ["Error: Choose one of the answers"]
    assert portal.notifications.says.preferred == []


async def test_a_delay_loses_nothing_that_was_typed(portal: RunningPortal) -> None:
    await portal.become("ply-coordinator")
    portal.notifications.says.refuse_commands_with = (grpc.StatusCode.UNAVAILABLE, "", "")

    page = await portal.client.post(ADDRESS, TYPED, status=503)

    assert typed_in(page) == TYPED
    assert words_of(page, ".govuk-error-summary li")[0].startswith("This could not be sent")


async def test_who_was_forgotten_meanwhile_is_told_whom_to_ask(portal: RunningPortal) -> None:
    await portal.become("ply-coordinator")
    portal.notifications.says.refuse_commands_with = NO_CONTACT

    page = await portal.client.post(ADDRESS, TYPED, status=422)

    assert words_of(page, ".govuk-error-summary li") == [
        "You are not registered to be told anything. Ask your partnership’s coordinator."
    ]


async def test_who_is_not_registered_sees_whom_to_ask_and_no_form(portal: RunningPortal) -> None:
    await portal.become("ply-coordinator")
    portal.notifications.says.preference = wire.Preference(channel="mailbox", reminders=True)

    page = await portal.client.get(ADDRESS)

    assert page.select("main form") == []
    assert "You are not registered" in words_of(page, ".govuk-inset-text")[0]


async def test_the_form_shows_how_it_stands_and_never_an_address(portal: RunningPortal) -> None:
    await portal.become("ply-coordinator")
    portal.notifications.says.preference.channel = "notify"
    portal.notifications.says.preference.reminders = False

    page = await portal.client.get(ADDRESS)

    assert typed_in(page) == {"channel": "notify", "reminders": "no", "address": ""}


async def test_a_choice_is_sent_in_the_name_of_who_made_it(portal: RunningPortal) -> None:
    await portal.become("police-author")

    await portal.client.post(ADDRESS, TYPED | {"address": " somebody@example.org "}, status=303)
    page = await portal.client.get(f"{ADDRESS}?done=yes")

    [preferred] = portal.notifications.says.preferred
    assert (preferred.channel, preferred.without_reminders) == ("smtp", True)
    assert preferred.address == "somebody@example.org"
    assert preferred.header.partnership == "PLY"
    assert portal.notifications.says.callers[-2].person == "police-author"
    assert words_of(page, ".govuk-notification-banner__content") == [
        "Your choice is saved. It holds from the next message on."
    ]
