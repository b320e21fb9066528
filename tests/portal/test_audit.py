# ruff: noqa: RUF001 - people read typographic apostrophes, not typewriter ones.
"""The auditor's pages: refusals first; search by codes, replay, as it was known, who read it, verify."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

import grpc
import pytest

from contracts.grpc import history_pb2
from tests.portal.every_door import (
    AT,
    REFERENCE,
    WORDS,
    EveryService,
    every_service,
    stamped,
    the_history,
)
from tests.support.page_client import words_of

AUDITOR, OFFICER = "region-observer", "ply-data-protection"
CASE = f"/audit/{REFERENCE}"
READS = f"/reads?reference={REFERENCE}"


@pytest.fixture
async def services() -> AsyncIterator[EveryService]:
    async with every_service() as running:
        yield running


def read(
    person: str = "ply-coordinator", method: str = "GetCase", **more: Any
) -> history_pb2.CaseRead:
    told: dict[str, Any] = {"role": "coordinator", "partnership": "PLY", "times": 1, **more}
    one = history_pb2.CaseRead(person=person, method=method, **told)
    return stamped(one, first_at=AT, last_at=AT)  # type: ignore[no-any-return]


# --- Refusals -------------------------------------------------------------------------------------


@pytest.mark.parametrize("person", ["ply-coordinator", "ply-agency", "region-operator"])
async def test_who_is_no_auditor_has_no_audit(services: EveryService, person: str) -> None:
    await services.portal.become(person)

    for address in ("/audit", CASE, f"{CASE}/verified", f"{CASE}/events.jsonl", READS):
        await services.portal.client.get(address, status=403)


async def test_an_officer_sees_who_read_a_case_and_nothing_of_it(services: EveryService) -> None:
    await services.portal.become(OFFICER)

    for address in (
        "/audit",
        CASE,
        f"{CASE}/verified",
        f"{CASE}/events.jsonl",
        f"/cases/{REFERENCE}",
    ):
        await services.portal.client.get(address, status=403)
    page = await services.portal.client.get(READS)

    assert page.select(f"a[href='{CASE}']") == []


@pytest.mark.parametrize("reference", ["PLY-RR-2026-9999", "a.b", "%20"])
async def test_a_case_that_is_not_there_is_not_found(
    services: EveryService, reference: str
) -> None:
    await services.get(AUDITOR, f"/audit/{reference}", status=404)


async def test_a_search_with_a_day_that_is_none_is_said_and_everything_is_shown(
    services: EveryService,
) -> None:
    page = await services.get(AUDITOR, "/audit?begun_from=yesterday", status=422)

    assert words_of(page, ".govuk-error-summary__list a") == ["Enter a date in the form 2026-09-07"]
    assert page.select("main tbody tr")


async def test_a_moment_that_is_none_is_said_and_the_case_is_shown_as_it_is_now(
    services: EveryService,
) -> None:
    page = await services.get(AUDITOR, f"{CASE}?known_on=yesterday&known_time=25:00", status=422)

    assert words_of(page, ".govuk-error-summary__list a") == [
        "Enter a date in the form 2026-09-07", "Enter a time in the form 14:05",
    ]  # fmt: skip
    assert not services.reporting.replayed[-1].HasField("known_at")


async def test_a_case_that_nobody_may_tell_of_has_no_readers(services: EveryService) -> None:
    for door in services.doors.values():
        door.says.not_found = True

    page = await services.get(OFFICER, READS, status=422)

    assert words_of(page, ".govuk-error-summary__list a") == [
        "There is no case with this reference that you can look at"
    ]


# --- Search ---------------------------------------------------------------------------------------


async def test_cases_are_looked_for_by_codes_and_days(services: EveryService) -> None:
    page = await services.get(
        AUDITOR,
        f"/audit?reference={REFERENCE}&partnership=PLY&stage=gathering&agency=devon-and-cornwall-police"
        "&theme=safe_sleeping&begun_from=2026-09-01&begun_to=2026-09-30",
    )

    asked = services.reporting.searched[-1]
    assert (asked.reference, asked.partnership, asked.stage) == (REFERENCE, "PLY", "gathering")
    assert (asked.agency, asked.theme) == ("devon-and-cornwall-police", "safe_sleeping")
    assert (asked.begun_from, asked.begun_to) == ("2026-09-01", "2026-09-30")
    assert words_of(page, "main tbody th a") == [REFERENCE]
    assert words_of(page, "main tbody td")[-1].endswith("safe sleeping")


async def test_nothing_found_says_what_to_do(services: EveryService) -> None:
    page = await services.get(AUDITOR, "/audit?reference=NOWHERE")

    assert words_of(page, "main h2") == ["No case was found"]


# --- Replay ---------------------------------------------------------------------------------------


async def test_a_case_is_replayed_with_what_was_told_to_nobody_between(
    services: EveryService,
) -> None:
    page = await services.get(AUDITOR, CASE)

    assert words_of(page, ".rr-steps li strong, .rr-steps li a") == [
        "A referral came.", "Partner view recorded", "The partners decided.",
    ]  # fmt: skip


async def test_a_step_says_who_when_and_what_was_before_and_after(services: EveryService) -> None:
    page = await services.get(AUDITOR, f"{CASE}?step=3")
    shown = dict(
        zip(
            words_of(page, "dt.govuk-summary-list__key"),
            words_of(page, "dd.govuk-summary-list__value"),
            strict=True,
        )
    )

    assert words_of(page, "#step") == ["The partners decided."]
    assert shown["Who"] == "Partnership coordinator (ply-coordinator)"
    assert shown["Happened"] == "6 September 2026 at 10:00am"
    assert shown["Recorded"] == "10 September 2026 at 10:00am"
    assert shown["Stage"] == "Referral → Decision to review"
    assert shown["Followed from"] == "Step 2: Partner view recorded"
    assert words_of(page, ".rr-table--changes tbody tr") == [
        "Decision of the partners Before Not known After Initiate"
    ]
    assert WORDS in page.text
    assert "Everything else that was recorded with it" in page.text


async def test_the_first_step_has_nothing_before_it(services: EveryService) -> None:
    page = await services.get(AUDITOR, CASE)

    assert page.select("a[rel=prev]") == []
    assert "Nothing was known of the case." in page.text
    assert words_of(page, "a[rel=next]") == ["Next step"]


async def test_a_step_that_there_is_not_is_the_nearest(services: EveryService) -> None:
    page = await services.get(AUDITOR, f"{CASE}?step=99")
    other = await services.get(AUDITOR, f"{CASE}?step=x")

    assert words_of(page, "#step") == ["The partners decided."]
    assert words_of(other, "#step") == ["A referral came."]


@pytest.mark.parametrize(
    ("asked", "moment", "steps"),
    [
        ("known_on=2026-09-09", datetime(2026, 9, 9, 22, 59, 59, 999999, tzinfo=UTC), 2),
        (
            "known_on=2026-09-09&known_time=09:59",
            datetime(2026, 9, 9, 8, 59, 59, 999999, tzinfo=UTC),
            1,
        ),
        (
            "known_on=2026-09-09&known_time=10:00",
            datetime(2026, 9, 9, 9, 0, 59, 999999, tzinfo=UTC),
            2,
        ),
    ],
)
async def test_as_it_was_known_leaves_out_what_was_recorded_later(
    services: EveryService, asked: str, moment: datetime, steps: int
) -> None:
    page = await services.get(AUDITOR, f"{CASE}?{asked}")

    assert services.reporting.replayed[-1].known_at.ToDatetime(tzinfo=UTC) == moment
    assert len(page.select(".rr-steps li")) == steps
    assert "You see the case as it was known on" in page.text
    for link in page.select("a[rel=next]"):
        assert asked in str(link["href"])


async def test_before_anything_was_known_the_page_says_so(services: EveryService) -> None:
    page = await services.get(AUDITOR, f"{CASE}?known_on=2026-01-01")

    assert "Nothing was known then" in words_of(page, "main h2")


async def test_when_an_owner_is_away_the_page_says_what_is_missing(services: EveryService) -> None:
    services.reporting.owner_is_away = True

    page = await services.get(AUDITOR, f"{CASE}?step=2")

    assert "A service that owns a part of this case does not answer." in page.text
    assert words_of(page, "#step") == ["The partners decided."]
    assert WORDS not in page.text


async def test_messages_stand_between_only_when_they_are_asked_for(services: EveryService) -> None:
    message = history_pb2.HistoricEvent()
    message.CopyFrom(services.reporting.events[1])
    message.service, message.event_id, message.topic = (
        "notifications",
        "other",
        "notifications.MessageAsked.v2",
    )
    services.reporting.events.append(message)

    page = await services.get(AUDITOR, CASE)
    shown = await services.get(AUDITOR, f"{CASE}?messages=shown")

    assert "Message asked" not in page.text
    assert "1 message or task is left out" in page.text
    assert "Message asked" in shown.text


async def test_erased_words_are_said_to_be_erased(services: EveryService) -> None:
    for event in services.reporting.events:
        event.body, event.erased = "", True

    page = await services.get(AUDITOR, f"{CASE}?step=3")

    assert "The words of this case were erased." in page.text
    assert "The partners decided." in page.text


# --- Verify and take away -------------------------------------------------------------------------


async def test_a_case_as_it_was_stored_is_said_to_be_so(services: EveryService) -> None:
    page = await services.get(AUDITOR, f"{CASE}/verified")

    assert "Yes. 3 events in 1 stream are as they were stored" in page.text
    assert page.select(f"a[href='{CASE}/events.jsonl']")


@pytest.mark.parametrize(
    "tamper",
    [
        lambda events: the_history(tampered=True),
        lambda events: [events[0], events[2]],
        lambda events: events[1:],
        lambda events: [_renamed(one) for one in events],
    ],
    ids=["changed words", "one left out", "the first left out", "another actor"],
)
async def test_what_was_altered_is_named(services: EveryService, tamper: Any) -> None:
    services.reporting.events = tamper(services.reporting.events)

    page = await services.get(AUDITOR, f"{CASE}/verified")

    assert "No. 1 of 1" in " ".join(words_of(page, ".govuk-warning-text"))
    assert "position" in words_of(page, "[data-item='verified-referral']")[0]


def _renamed(event: history_pb2.HistoricEvent) -> history_pb2.HistoricEvent:
    event.actor = "coordinator:somebody-else"
    return event


async def test_what_an_auditor_takes_away_can_be_checked_by_hand(services: EveryService) -> None:
    await services.portal.become(AUDITOR)

    answer = await services.portal.client.http.get(f"{CASE}/events.jsonl")

    lines = [json.loads(line) for line in answer.text.splitlines()]
    assert (
        answer.headers["content-disposition"] == f'attachment; filename="{REFERENCE}.events.jsonl"'
    )
    assert answer.headers["cache-control"] == "no-store"
    assert [one["previous_hash"] for one in lines[1:]] == [one["hash"] for one in lines[:-1]]
    assert all(one["sealed"] for one in lines)


# --- Who read it ----------------------------------------------------------------------------------


async def test_the_reads_of_all_services_stand_together(services: EveryService) -> None:
    services.door("reporting").reads = [read(times=4)]
    late = read("ply-reviewer", "GetReview", glass=True, role="reviewer")
    services.door("review").reads = [stamped(late, first_at=AT + timedelta(minutes=5))]

    page = await services.get(OFFICER, READS)

    rows = words_of(page, ".rr-table--reads tbody tr")
    assert "Independent reviewer, Plymouth" in rows[0]
    assert "Glass broken" in rows[0]
    assert "4 times" in rows[1]
    assert "The case’s page" in rows[1]


async def test_a_whole_history_is_one_line_whoever_gave_its_parts(services: EveryService) -> None:
    services.door("reporting").reads = [read(method="CaseHistory", with_words=True)]
    for name in ("referral", "review"):
        services.door(name).reads = [read(method="EventsOfCase", with_words=True)]
    services.door("learning").reads = [read("somebody-else", "EventsOfCase")]

    rows = words_of(await services.get(AUDITOR, READS), ".rr-table--reads tbody tr")

    assert len(rows) == 2
    (whole,) = [row for row in rows if "The whole history" in row]
    assert "from referral, reporting, review" in whole


async def test_a_service_that_is_away_is_named_and_the_others_tell(services: EveryService) -> None:
    services.door("reporting").reads = [read()]
    services.door("learning").not_found = True
    await services.doors["review"].close()

    page = await services.get(AUDITOR, READS)

    assert "Review does not answer." in " ".join(words_of(page, ".govuk-warning-text"))
    assert len(page.select(".rr-table--reads tbody tr")) == 1


async def test_nobody_is_said_plainly(services: EveryService) -> None:
    page = await services.get(AUDITOR, READS)

    assert "Nobody, as far as you can see" in words_of(page, "main h2")


async def test_a_fault_of_a_service_is_no_empty_record(services: EveryService) -> None:
    services.door("review").refuse_with = (
        grpc.StatusCode.PERMISSION_DENIED,
        "access.role_not_allowed",
        "No.",
    )

    await services.get(AUDITOR, READS, status=403)
