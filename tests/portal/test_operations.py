"""The operations page: refusals first; what is away is said, and everything else is there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import grpc
import pytest

from contracts.grpc import operations_pb2 as wire
from tests.portal.every_door import AT, CASE_ID, EVENT_ID, EveryService, every_service, stamped
from tests.support.page_client import words_of

OPERATOR, AUDITOR = "region-operator", "region-observer"
PARKED = f"/operations/parked/review/review_access/{CASE_ID}"
UNREADABLE = "/operations/unreadable/review/review/referral/0/17"
WHY = "An invented reason."


@pytest.fixture
async def services() -> AsyncIterator[EveryService]:
    async with every_service() as running:
        review = running.door("review")
        case = wire.ParkedCase(
            listener="review_access", case_id=CASE_ID, partnership="PLY", reference="PLY-RR-2026-0008",
            events=2, holding_up=wire.ParkedEvent(event_id=EVENT_ID),
            reasons=[wire.ReasonCount(reason=one, events=1) for one in ("test.not_yet", "queued_behind")],
        )  # fmt: skip
        message = wire.UnreadableMessage(
            listener="review", place=wire.MessagePlace(source="referral", partition=0, offset=17),
            problem="position", size=14, headers=["ce_id"],
        )  # fmt: skip
        review.parked = wire.ParkedList(
            cases=[stamped(case, oldest_at=AT)], unreadable=[stamped(message, arrived_at=AT)]
        )
        yield running


def rows(page: Any, named: str) -> str:
    """The words of the row that is named."""
    (row,) = words_of(page, f"[data-item='{named}']")
    return row


# --- Refusals -------------------------------------------------------------------------------------


@pytest.mark.parametrize("person", ["ply-coordinator", "ply-agency", "ply-data-protection"])
async def test_who_does_not_look_after_the_platform_has_no_operations_page(
    services: EveryService, person: str
) -> None:
    await services.portal.become(person)

    for address in ("/operations", PARKED, UNREADABLE):
        await services.portal.client.get(address, status=403)


async def test_an_auditor_looks_and_does_nothing(services: EveryService) -> None:
    page = await services.get(AUDITOR, "/operations")
    case = await services.portal.client.get(PARKED)
    client = services.portal.client
    refused = [
        await client.http.post(address, data={"what": "redrive"})
        for address in ("/operations", PARKED, UNREADABLE)
    ]

    assert words_of(page, "main button") == words_of(case, "main button") == []
    assert {one.status_code for one in refused} == {403}
    assert services.door("review").commands == []


async def test_without_the_token_of_the_form_nothing_is_done(services: EveryService) -> None:
    await services.portal.become(OPERATOR)

    refused = await services.portal.client.http.post(PARKED, data={"what": "redrive"})

    assert refused.status_code == 403
    assert services.door("review").commands == []


async def test_what_is_not_there_is_not_found(services: EveryService) -> None:
    await services.portal.become(OPERATOR)
    gone = (
        PARKED.replace("0008", "0009"), PARKED.replace("/review/", "/nobody/"),
        UNREADABLE.replace("17", "18"), UNREADABLE.replace("17", "x"),
    )  # fmt: skip

    for address in gone:
        await services.portal.client.get(address, status=404)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, ["Choose one of the answers"]),
        ({"what": "everything", "reason": WHY}, ["Choose one of the answers"]),
        ({"what": "skip", "reason": " "}, ["Say why; it is recorded"]),
        ({"what": "purge"}, ["Say why; it is recorded"]),
        ({"reason": "x" * 2001}, ["Choose one of the answers", "Say why in fewer words"]),
    ],
)
async def test_what_is_wrong_with_the_answers_is_said_at_once_and_nothing_is_sent(
    services: EveryService, fields: dict[str, str], said: list[str]
) -> None:
    await services.portal.become(OPERATOR)

    page = await services.portal.client.post(PARKED, fields, status=422)

    assert words_of(page, ".govuk-error-summary__list a") == said
    assert services.door("review").commands == []


async def test_what_the_service_refuses_is_said_in_the_form(services: EveryService) -> None:
    await services.portal.become(OPERATOR)
    services.door("review").refuse_commands_with = (
        grpc.StatusCode.FAILED_PRECONDITION, "parked.another", "Another event holds up the case now.",
    )  # fmt: skip

    page = await services.portal.client.post(PARKED, {"what": "skip", "reason": WHY}, status=409)

    assert words_of(page, ".govuk-error-summary__list li") == [
        "Another event holds up the case now."
    ]
    assert words_of(page, "textarea[name=reason]") == [WHY]


# --- What is there --------------------------------------------------------------------------------


async def test_the_page_says_how_each_service_stands(services: EveryService) -> None:
    services.door("learning").parts[0].lag = 3
    services.door("submissions").parts[0].stalled = True
    services.door("submissions").parts[0].lag = 2

    page = await services.get(OPERATOR, "/operations")

    assert "Well" in rows(page, "service-referral")
    assert "Behind" in rows(page, "service-learning")
    assert "1 part stands still" in rows(page, "service-submissions")
    assert "3 events behind" in rows(page, "part-learning-learning_rows-learning")
    assert "Stands still" in rows(page, "part-submissions-submissions_rows-submissions")
    assert page.select("[data-item^='part-referral']") == []


async def test_a_service_that_is_away_is_said_to_be_and_the_rest_is_there(
    services: EveryService,
) -> None:
    await services.doors["referral"].close()
    await services.doors["notifications"].close()

    page = await services.get(OPERATOR, "/operations")

    warnings = " ".join(words_of(page, ".govuk-warning-text"))
    assert "Referral does not answer." in warnings
    assert "Notifications does not answer." in warnings
    assert "Away" in rows(page, "service-referral")
    assert "Well" in rows(page, "service-review")
    assert "PLY-RR-2026-0008" in rows(page, f"parked-review_access-{CASE_ID}")
    assert "Notifications does not answer, so this is not known now." in page.text


async def test_a_service_without_its_database_is_told_from_one_that_is_away(
    services: EveryService,
) -> None:
    services.door("review").refuse_with = (grpc.StatusCode.UNAVAILABLE, "temporary", "Busy.")

    page = await services.get(OPERATOR, "/operations")

    assert "Review answers, but cannot reach its database." in " ".join(
        words_of(page, ".govuk-warning-text")
    )


async def test_the_page_says_what_waits_for_a_person(services: EveryService) -> None:
    late = wire.TimerStanding(kind="reminder", waiting=4, late=2, attempts=3)
    services.door("notifications").timers.append(stamped(late, oldest_at=AT))
    services.door("review").unkept_s = 75.0

    page = await services.get(OPERATOR, "/operations")

    parked = rows(page, f"parked-review_access-{CASE_ID}")
    assert "1 test.not_yet" in parked
    assert "1 waits behind another event" in parked
    assert "Reminder" in rows(page, "timers-notifications-reminder")
    assert words_of(page, "main ul.govuk-list--bullet li") == [
        "1 parked case", "1 unreadable message", "2 late timers", "1 failed message",
    ]  # fmt: skip
    assert "Review cannot record who reads its cases, for 75 seconds." in page.text


async def test_when_nothing_waits_the_page_says_so(services: EveryService) -> None:
    services.door("review").parked = wire.ParkedList()
    services.notifications.failed = []

    page = await services.get(OPERATOR, "/operations")

    assert "Everything runs, and nothing waits for a person." in page.text


async def test_the_page_names_nobody(services: EveryService) -> None:
    page = await services.get(OPERATOR, "/operations")

    assert "police-author" not in page.text
    assert "Something to do in Rapid Review" not in page.text


# --- What an operator does ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "kind", "said"),
    [
        ("redrive", wire.RedriveRequest, "Tried again: 2 events."),
        ("skip", wire.SkipRequest, "Left out: 2 events."),
        ("purge", wire.PurgeRequest, "Left out: 2 events."),
    ],
)
async def test_what_is_parked_of_a_case_is_tried_again_or_left_out(
    services: EveryService, what: str, kind: Any, said: str
) -> None:
    await services.portal.become(OPERATOR)
    client = services.portal.client
    page = await client.get(PARKED)
    fields = {str(one["name"]): str(one["value"]) for one in page.select("form input[type=hidden]")}

    answer = await client.http.post(PARKED, data=fields | {"what": what, "reason": WHY})
    again = await client.http.post(PARKED, data=fields | {"what": what, "reason": WHY})
    shown = await client.get(answer.headers["location"])

    first, second = services.door("review").commands
    assert isinstance(first, kind)
    assert (first.header.case_id, first.header.partnership, first.reason) == (CASE_ID, "PLY", WHY)
    assert first.listener == "review_access"
    assert first.header.command_id == second.header.command_id
    assert again.status_code == 303
    if isinstance(first, wire.SkipRequest):
        assert first.event_id == EVENT_ID
    assert said in words_of(shown, ".govuk-notification-banner")[0]


async def test_a_redrive_that_stops_says_why(services: EveryService) -> None:
    await services.portal.become(OPERATOR)
    services.door("review").done = wire.ParkedDone(
        events=1, still_parked=3, stopped_by="unknown_type"
    )
    page = await services.portal.client.get(PARKED)
    token = str(page.select_one("input[name=form_token]")["value"])  # type: ignore[index]

    answer = await services.portal.client.http.post(
        PARKED, data={"form_token": token, "what": "redrive"}
    )
    shown = await services.portal.client.get(answer.headers["location"])

    told = parse_qs(urlsplit(answer.headers["location"]).query)
    assert told == {"done": ["redriven"], "events": ["1"], "left": ["3"], "by": ["unknown_type"]}
    assert (
        "3 events still parked: the first is of a type that this version does not know."
        in shown.text
    )


async def test_an_address_says_only_our_own_words(services: EveryService) -> None:
    page = await services.get(OPERATOR, "/operations?done=hacked&events=9")

    assert page.select(".govuk-notification-banner") == []


async def test_what_a_message_holds_is_shown_only_when_that_is_asked_for(
    services: EveryService,
) -> None:
    page = await services.get(OPERATOR, UNREADABLE)
    shown = await services.portal.client.get(f"{UNREADABLE}?value=shown")

    assert "494e56" not in page.text
    assert "494e56" in shown.text


async def test_a_message_is_read_again_in_the_name_of_a_partnership_and_of_no_case(
    services: EveryService,
) -> None:
    await services.portal.become(OPERATOR)

    await services.portal.client.post(UNREADABLE, {"what": "redrive"}, status=303)
    await services.portal.client.post(UNREADABLE, {"what": "skip", "reason": WHY}, status=422)

    (command,) = services.door("review").commands
    assert isinstance(command, wire.RedriveUnreadableRequest)
    assert (command.header.case_id, command.header.partnership) == ("", "PLY")
    assert (command.place.source, command.place.offset) == ("referral", 17)


async def test_a_failed_message_goes_once_more(services: EveryService) -> None:
    await services.portal.become(OPERATOR)

    await services.portal.client.post("/operations", {"message": "message-9"}, status=404)
    await services.portal.client.post("/operations", {"message": "message-4"}, status=303)

    (request,) = services.notifications.resent
    assert (request.message_id, request.header.partnership) == ("message-4", "PLY")
