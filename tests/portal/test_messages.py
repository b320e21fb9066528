# ruff: noqa: RUF001 - people read typographic apostrophes, not typewriter ones.
"""The mailbox, and sending a message once more."""

from __future__ import annotations

import grpc
import pytest

from tests.portal.running_portal import RunningPortal
from tests.support.page_client import words_of

WAY = (
    grpc.StatusCode.FAILED_PRECONDITION,
    "notifications.still_on_its_way",
    "It's still being sent.",
)
WHEN = "11 September 2026 at 10:00am"
NOBODY = "Nobody is reachable: nobody is registered for this. It waits here."
DELAYED = (grpc.StatusCode.UNAVAILABLE, "temporary", "Busy.")


async def test_only_a_coordinator_sends_a_message_again(portal: RunningPortal) -> None:
    page = await portal.client.get("/messages")
    await portal.client.post("/messages", {"message": "message-3"}, status=403)

    assert page.select("main button") == []
    assert portal.notifications.says.resent == []


async def test_a_message_that_the_coordinator_cannot_see_is_not_there(
    portal: RunningPortal,
) -> None:
    await portal.become("ply-coordinator")

    await portal.client.post("/messages", {"message": "message-2"}, status=404)
    await portal.client.post("/messages", {}, status=404)

    assert portal.notifications.says.resent == []


async def test_without_the_token_of_the_form_nothing_is_sent_again(portal: RunningPortal) -> None:
    await portal.become("ply-coordinator")

    refused = await portal.client.http.post("/messages", data={"message": "message-3"})

    portal.client.checked(refused, 403)
    assert portal.notifications.says.resent == []


async def test_the_messages_of_another_partnership_are_refused(portal: RunningPortal) -> None:
    await portal.become("ply-coordinator")

    await portal.client.get("/messages?partnership=DEV", status=403)


@pytest.mark.parametrize(
    ("refusal", "status", "said"),
    [
        (WAY, 409, "It’s still being sent."),
        (
            DELAYED,
            503,
            "This could not be sent for the moment. Nothing is lost: send it again in a minute.",
        ),
    ],
)
async def test_what_prevents_sending_again_is_said_above_the_list(
    portal: RunningPortal, refusal: tuple[grpc.StatusCode, str, str], status: int, said: str
) -> None:
    await portal.become("ply-coordinator")
    portal.notifications.says.refuse_commands_with = refusal

    page = await portal.client.post("/messages", {"message": "message-3"}, status=status)

    assert words_of(page, ".govuk-error-summary li") == [said]
    assert len(page.select("tbody tr")) == 3


async def test_messages_stand_newest_first_with_what_became_of_them(portal: RunningPortal) -> None:
    page = await portal.client.get("/messages")

    assert (
        words_of(page, "tbody th")[1] == "A return is asked for Reminder on the working day before"
    )
    assert [words_of(row, ".rr-value") for row in page.select("tbody tr")] == [
        [
            "PLY-RR-2026-0008 Plymouth Safeguarding Children Partnership",
            "Devon and Cornwall Police",
            f"Being sent E-mail, {WHEN} It could not be handed over yet and is tried again. 3 attempts",
        ],
        [
            "DEV-RR-2026-0009 Devon Safeguarding Children Partnership",
            "Devon and Cornwall Police",
            "Delivered GOV.UK Notify, 11 September 2026 at 10:00am",
        ],
        [
            "PLY-RR-2026-0008 Plymouth Safeguarding Children Partnership",
            f"Statutory partner, police {NOBODY}",
            "Sent Mailbox, 11 September 2026 at 10:00am",
        ],
        [
            "PLY-RR-2026-0099 Plymouth Safeguarding Children Partnership",
            "Partnership coordinator",
            "Not delivered E-mail, 11 September 2026 at 10:00am There is no address.",
        ],
    ]


async def test_who_acts_for_several_partnerships_can_look_at_one(portal: RunningPortal) -> None:
    page = await portal.client.get("/messages?partnership=DEV")

    assert words_of(page, ".rr-choices strong") == ["Devon Safeguarding Children Partnership"]
    assert words_of(page, "tbody .rr-reference") == ["DEV-RR-2026-0009"]


async def test_a_coordinator_sends_again_what_is_not_on_its_way(portal: RunningPortal) -> None:
    await portal.become("ply-coordinator")

    page = await portal.client.get("/messages")
    done = await portal.client.post("/messages", {"message": "message-3"}, status=303)
    after = await portal.client.get("/messages?done=again")

    assert [str(button["value"]) for button in page.select("main button")] == [
        "message-3",
        "message-4",
    ]
    assert done is not None
    assert words_of(after, ".govuk-notification-banner__content") == [
        "The message is being sent again."
    ]
    [resent] = portal.notifications.says.resent
    assert (resent.message_id, resent.header.partnership) == ("message-3", "PLY")
    assert resent.header.case_id == "00000000-0000-4000-8000-000000000008"


async def test_a_button_that_is_pressed_twice_sends_once(portal: RunningPortal) -> None:
    await portal.become("ply-coordinator")
    page = await portal.client.get("/messages")
    hidden = {str(one["name"]): str(one["value"]) for one in page.select("input[type=hidden]")}

    for message in ("message-3", "message-3", "message-4"):
        await portal.client.http.post("/messages", data=hidden | {"message": message})

    first, again, other = (one.header.command_id for one in portal.notifications.says.resent)
    assert first == again != other


async def test_an_empty_mailbox_says_so(portal: RunningPortal) -> None:
    portal.notifications.says.messages = []

    page = await portal.client.get("/messages")

    assert words_of(page, "h2") == ["There are no messages"]


async def test_more_messages_than_are_listed_are_said_to_be_left_out(portal: RunningPortal) -> None:
    first = portal.notifications.says.messages[0]
    portal.notifications.says.messages = [first] * 200

    page = await portal.client.get("/messages")

    assert "Older messages are not shown." in words_of(page, "main p")
