# ruff: noqa: RUF001 - people read typographic apostrophes, not typewriter ones.
"""What a person has to do, over all their partnerships and agencies."""

from __future__ import annotations

from datetime import date

import pytest

from chassis.identity import Caller, Membership
from portal.message_words import due_words, recipient_words
from tests.portal.invented_mailbox import task
from tests.portal.running_portal import AGENCIES, RunningPortal
from tests.support.page_client import words_of

TODAY = date(2026, 9, 15)


async def test_tasks_that_cannot_be_asked_for_are_said_to_be_delayed(portal: RunningPortal) -> None:
    await portal.notifications.close()

    page = await portal.client.get("/tasks", status=503)

    assert words_of(page, "h1") == ["This page is not available for the moment"]


async def test_tasks_of_all_partnerships_stand_in_one_list_the_most_urgent_first(
    portal: RunningPortal,
) -> None:
    await portal.become("police-author")

    page = await portal.client.get("/tasks")

    assert words_of(page, "tbody th") == [
        "Send your agency’s return",
        "Answer the question about your agency’s return",
        "Show that the action was carried out",
    ]
    assert "3 things to do, 1 late ." in words_of(page, "main p")
    police = "devon-and-cornwall-police"
    assert portal.notifications.says.callers == [
        Caller(
            "police-author",
            tuple(Membership(code, "agency_author", police) for code in ("PLY", "DEV")),
        )
    ]


async def test_a_task_says_which_case_by_when_and_for_whom(portal: RunningPortal) -> None:
    page = await portal.client.get("/tasks")

    assert [words_of(row, ".rr-value") for row in page.select("tbody tr")] == [
        [
            "PLY-RR-2026-0008 Plymouth Safeguarding Children Partnership",
            "Late Was due Thu 10 Sep Late; somebody else has been told as well",
            "Devon and Cornwall Police Asked 2 September 2026 at 10:00am",
        ],
        [
            "DEV-RR-2026-0009 Devon Safeguarding Children Partnership",
            "Due 16 September 2099 Reminded half-way",
            "Devon and Cornwall Police Asked 2 September 2026 at 10:00am",
        ],
        [
            "PLY-RR-2026-0099 Plymouth Safeguarding Children Partnership",
            "By no particular day",
            "Plymouth children’s social care Asked 2 September 2026 at 10:00am",
        ],
    ]


async def test_a_task_leads_to_its_case_only_where_the_visitor_may_see_it(
    portal: RunningPortal,
) -> None:
    everywhere = await portal.client.get("/tasks")
    await portal.become("ply-coordinator")
    in_plymouth = await portal.client.get("/tasks")

    case = "main a[href^='/cases/']"
    assert words_of(everywhere, case) == ["PLY-RR-2026-0008", "DEV-RR-2026-0009"]
    assert words_of(in_plymouth, case) == ["PLY-RR-2026-0008"]


async def test_tasks_are_shown_without_links_while_reporting_is_away(portal: RunningPortal) -> None:
    await portal.reporting.close()

    page = await portal.client.get("/tasks")

    assert len(page.select("tbody tr")) == 3
    assert page.select("main a[href^='/cases/']") == []


async def test_nothing_to_do_is_said_and_to_whom_nothing_is_asked(portal: RunningPortal) -> None:
    portal.notifications.says.tasks = []

    page = await portal.client.get("/tasks")

    assert words_of(page, "h2") == ["There is nothing for you to do"]
    assert words_of(page, "main strong") == ["Regional observer"]
    assert len(portal.reporting.says.callers) == 0


async def test_the_address_in_a_message_is_a_page_for_who_has_not_signed_in(
    portal: RunningPortal,
) -> None:
    answer = await portal.client.http.get("/tasks", headers={"Cookie": ""})

    portal.client.checked(answer, 200)


@pytest.mark.parametrize(
    ("due_on", "overdue", "said"),
    [
        (None, False, "By no particular day"),
        (date(2026, 9, 14), True, "Was due Mon 14 Sep"),
        (date(2026, 9, 15), False, "Due today, Tue 15 Sep"),
        (date(2026, 9, 16), False, "Due tomorrow, Wed 16 Sep"),
        (date(2026, 9, 18), False, "Due Fri 18 Sep"),
        (date(2027, 1, 4), False, "Due 4 January 2027"),
    ],
)
def test_by_when_is_said_as_seen_from_today(
    due_on: date | None, said: str, *, overdue: bool
) -> None:
    assert due_words(due_on, TODAY, overdue=overdue).replace("\N{NO-BREAK SPACE}", " ") == said


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("devon-and-cornwall-police", "Devon and Cornwall Police"),
        ("unknown-agency", "Unknown agency"),
        ("coordinator", "Partnership coordinator"),
        ("statutory_partner:icb", "Statutory partner, integrated care board"),
        ("statutory_partner:new_kind", "Statutory partner, New kind"),
    ],
)
def test_a_role_or_an_agency_is_said_in_words(code: str, said: str) -> None:
    assert recipient_words(code, AGENCIES) == said


async def test_a_long_list_of_tasks_comes_in_pages_and_counts_all_of_them(
    portal: RunningPortal,
) -> None:
    portal.notifications.says.tasks = [task(number, number) for number in range(1, 61)]

    page = await portal.client.get("/tasks?page=2")

    assert len(page.select("tbody tr")) == 10
    assert words_of(page, "#live p")[0].startswith("60 things to do")
    assert [link["href"] for link in page.select(".rr-pages a")] == ["/tasks"]
