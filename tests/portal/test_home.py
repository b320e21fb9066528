# ruff: noqa: RUF001 - people read typographic apostrophes and dashes, not typewriter ones.
"""The first page: what is whose to do, by when, and what each role sees."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import grpc
import pytest
from bs4 import Tag

from contracts.grpc import decision_pb2, notifications_pb2, referral_pb2, reporting_pb2
from tests.portal.forms_door import CASE
from tests.portal.invented_cases import case
from tests.portal.invented_mailbox import task
from tests.portal.running_portal import RunningPortal
from tests.support.page_client import words_of

WHAT = "[aria-labelledby=todo] tbody th"


def at_scrutiny(**said: Any) -> reporting_pb2.CaseSummary:
    given: dict[str, Any] = {
        "stage": "scrutiny", "next_step": "Scrutinise the report", "next_due_on": "2026-09-15",
        "next_actor": "strategic_leader",
    }  # fmt: skip
    return case(8, **(given | said))


def at_referral() -> reporting_pb2.CaseSummary:
    step = "Give the views of the three statutory partners"
    return case(8, stage="referral", next_step=step, next_actor="statutory_partner")


def undecided(views_missing: Sequence[str] = ()) -> referral_pb2.AwaitingDecision.Case:
    return referral_pb2.AwaitingDecision.Case(
        case_id=at_referral().case_id, reference=at_referral().reference,
        received_on="2026-09-14", views_missing=views_missing,
    )  # fmt: skip


def view_of(partner: str, number: int) -> notifications_pb2.Task:
    return task(number, 8, kind="view_awaited", recipient=f"statutory_partner:{partner}")


def whats(page: Tag) -> list[str]:
    """What there is to do; where it is a link, without what only a screen reader says of it."""
    return [one.partition(" ,")[0] for one in words_of(page, WHAT)]


async def test_tasks_that_cannot_be_asked_for_leave_the_rest_of_the_page(
    portal: RunningPortal,
) -> None:
    await portal.notifications.close()

    page = await portal.client.get("/")

    assert words_of(page, ".govuk-inset-text")[0].startswith("Tasks cannot be shown")
    assert "PLY-RR-2026-0007" in words_of(page, "caption ~ tbody th a")


async def test_a_prepared_referral_that_cannot_be_asked_for_is_left_out(
    portal: RunningPortal,
) -> None:
    portal.notifications.says.tasks = []
    portal.owners.says.refuse_with = (grpc.StatusCode.UNAVAILABLE, "", "Away.")
    await portal.become("ply-hospital-lead")

    page = await portal.client.get("/")

    assert not page.select(WHAT)


@pytest.mark.parametrize(
    ("person", "heading"),
    [
        ("ply-agency", "What is asked of your agency"),
        ("dev-hospital-lead", "Waiting for your agreement or signature"),
        ("ply-coordinator", "For you to do"),
        ("ply-subgroup-chair", "Waiting for a decision of your subgroup"),
        ("ply-statutory-partner", "Waiting for your view or decision"),
        ("ply-strategic-leader", "Waiting for your scrutiny and signature"),
        ("ply-scrutineer", "Open to your scrutiny"),
        ("region-observer", "Nothing is asked of you"),
        ("icb-designated-nurse", "For you to do"),
    ],
)
async def test_each_role_sees_first_what_is_its_own(
    portal: RunningPortal, person: str, heading: str
) -> None:
    portal.notifications.says.tasks, portal.reporting.says.cases = [], []
    await portal.become(person)

    page = await portal.client.get("/")

    assert words_of(page, "h2")[0] == heading


async def test_tasks_of_all_partnerships_come_together_the_late_ones_first(
    portal: RunningPortal,
) -> None:
    await portal.become("police-author")

    page = await portal.client.get("/")

    rows = page.select("[aria-labelledby=todo] tbody tr")
    assert whats(page) == [
        "Send your agency’s return",
        "Answer the question about your agency’s return",
        "Show that the action was carried out",
    ]
    assert words_of(rows[0], ".rr-value")[0].startswith("Late Was due")
    assert "Devon Safeguarding Children Partnership" in words_of(rows[1], ".rr-value")[1]
    # Its case is not theirs to see as a whole; what they can do in it, is.
    (way,) = rows[2].select("a")
    assert str(way["href"]).split("/")[1:3] == ["case-work", "PLY"]


async def test_a_next_step_is_shown_to_the_role_whose_it_is(portal: RunningPortal) -> None:
    portal.notifications.says.tasks = []
    portal.reporting.says.cases = [at_scrutiny()]
    await portal.become("ply-strategic-leader")
    leader = await portal.client.get("/")
    await portal.become("ply-statutory-partner")
    partner = await portal.client.get("/")

    assert whats(leader) == ["Scrutinise the report"]
    assert words_of(leader, "[aria-labelledby=todo] .rr-value")[0] == "Late Was due Tue 15 Sep"
    assert not partner.select(WHAT)


async def test_a_task_stands_for_the_next_step_that_it_is(portal: RunningPortal) -> None:
    portal.reporting.says.cases = [at_scrutiny()]
    portal.notifications.says.tasks = [task(1, 8, kind="scrutiny_awaited", due_on="2026-09-16")]
    await portal.become("ply-strategic-leader")

    page = await portal.client.get("/")

    assert whats(page) == ["Scrutinise the report"]
    assert words_of(page, "[aria-labelledby=todo] .rr-value")[0] == "Due today"


async def test_a_case_to_which_a_partnership_contributes_is_no_task_of_its_own(
    portal: RunningPortal,
) -> None:
    portal.notifications.says.tasks = []
    portal.reporting.says.cases = [at_scrutiny(contributing=True)]
    await portal.become("ply-strategic-leader")

    page = await portal.client.get("/")

    assert not page.select(WHAT)


async def test_the_scrutineer_may_comment_while_a_report_is_decided(portal: RunningPortal) -> None:
    portal.notifications.says.tasks = []
    portal.reporting.says.cases = [at_scrutiny(), case(9), case(10, stage="report")]
    await portal.become("ply-scrutineer")

    page = await portal.client.get("/")

    assert whats(page) == ["Comment on the report as independent scrutineer"]


async def test_a_view_that_was_given_is_not_asked_for_again(portal: RunningPortal) -> None:
    portal.reporting.says.cases = [at_referral()]
    portal.notifications.says.tasks = [view_of("police", 1), view_of("icb", 2)]
    portal.owners.says.undecided = [undecided(views_missing=["icb"])]
    await portal.become("ply-statutory-partner")

    page = await portal.client.get("/")

    assert whats(page) == ["Give your view on the referral"]
    assert words_of(page, "[aria-labelledby=todo] .rr-value")[-1].endswith("integrated care board")


async def test_when_every_view_is_given_it_is_to_be_decided_what_follows(
    portal: RunningPortal,
) -> None:
    portal.reporting.says.cases = [at_referral()]
    portal.notifications.says.tasks = [view_of("police", 1)]
    portal.owners.says.undecided = [undecided()]
    await portal.become("ply-statutory-partner")

    page = await portal.client.get("/")

    assert whats(page) == ["Decide whether a Rapid Review begins: every partner has given its view"]
    form = f"/forms/referral_decision/PLY/{at_referral().case_id}"
    assert page.select_one(f"{WHAT} a[href='{form}']")


async def test_the_local_authority_finds_the_referrals_that_it_may_notify(
    portal: RunningPortal,
) -> None:
    portal.notifications.says.tasks, portal.reporting.says.cases = [], []
    portal.owners.says.undecided = [undecided(views_missing=["police"])]
    await portal.become("ply-authority-notifier")

    page = await portal.client.get("/")

    assert whats(page) == ["A referral has come in: notify the incident, or follow what is decided"]
    work = f"/case-work/PLY/{at_referral().case_id}"
    assert page.select_one(f"{WHAT} a[href='{work}']")


async def test_who_is_to_make_a_safeguarding_referral_first_is_told_so(
    portal: RunningPortal,
) -> None:
    portal.notifications.says.tasks = []
    portal.owners.says.waiting = [
        referral_pb2.AwaitingAgreement.Case(
            case_id="1", agency="plymouth-hospital", status="safeguarding_first"
        )
    ]
    await portal.become("ply-hospital-author")

    page = await portal.client.get("/")

    assert whats(page) == [
        "Make a safeguarding referral first, then send your referral to your lead again"
    ]


def withheld(**more: Any) -> referral_pb2.NotAgreed.Case:
    content = {
        "case_id": CASE, "agency": "plymouth-hospital", "prepared_on": "2026-09-03",
        "decided_on": "2026-09-08",
    }  # fmt: skip
    return referral_pb2.NotAgreed.Case(**(content | more))


@pytest.mark.parametrize("more", [{"own": False}, {"own": True, "seen": True}], ids=str)
async def test_a_referral_of_somebody_else_or_one_that_was_looked_at_is_no_task(
    portal: RunningPortal, more: dict[str, Any]
) -> None:
    portal.notifications.says.tasks = []
    portal.owners.says.withheld = [withheld(**more)]
    await portal.become("ply-hospital-author")

    page = await portal.client.get("/")

    assert not page.select(WHAT)
    listed = await portal.client.get("/not-agreed")
    assert words_of(listed, "tbody th a") == ["Prepared on 3 September 2026"]


async def test_who_wrote_a_referral_that_was_not_agreed_finds_by_whom_and_why(
    portal: RunningPortal,
) -> None:
    portal.notifications.says.tasks = []
    portal.owners.says.withheld = [withheld(own=True)]
    why = decision_pb2.Decision(decided_on="2026-09-08", rationale="It was explained.")
    portal.owners.says.referral = referral_pb2.Referral(
        case_id=CASE, version=2, status="not_agreed", agency="plymouth-hospital",
        lead_role="Head of safeguarding", children=["Child A"],
        decisions=[decision_pb2.DecisionRecord(gate="G0", decision=why)],
    )  # fmt: skip
    await portal.become("ply-hospital-author")

    page = await portal.client.get("/")

    assert whats(page) == ["Read why your referral was not agreed"]
    link = page.select_one(f"{WHAT} a")
    assert link is not None
    read = await portal.client.get(str(link["href"]))
    assert words_of(read, "dd")[:4] == [
        "It was explained.", "Senior safeguarding lead (Head of safeguarding)", "8 September 2026",
        "Child A",
    ]  # fmt: skip
    assert read.select("main form") == []


@pytest.mark.parametrize("person", ["ply-coordinator", "ply-statutory-partner", "region-observer"])
async def test_nobody_outside_an_agency_is_led_to_what_was_not_agreed(
    portal: RunningPortal, person: str
) -> None:
    await portal.become(person)

    await portal.client.get("/not-agreed", status=403)

    assert not [one for one in portal.owners.says.asked if one.startswith("ListNotAgreed")]


async def test_what_waits_for_agreement_is_asked_for_by_partnership_of_the_agency(
    portal: RunningPortal,
) -> None:
    portal.notifications.says.tasks = []
    portal.owners.says.waiting = [
        referral_pb2.AwaitingAgreement.Case(
            case_id="1", agency="plymouth-hospital", prepared_on="2026-09-14"
        )
    ]
    await portal.become("ply-hospital-lead")
    lead = await portal.client.get("/")
    await portal.become("ply-hospital-author")
    author = await portal.client.get("/")

    assert whats(lead) == ["Agree to a referral of your agency, or say why not"]
    assert whats(author) == ["Your referral waits for your safeguarding lead to agree"]
    asked = ["ListAwaitingAgreement PLY", "ListNotAgreed PLY"] * 2
    assert sorted(portal.owners.says.asked) == sorted(asked)


async def test_a_coordinator_sees_returns_by_agency_and_the_weeks_ahead(
    portal: RunningPortal,
) -> None:
    portal.reporting.says.loads = [
        reporting_pb2.AgencyLoad(
            agency="police", agency_name="Police", outstanding=3, late=1, first_due_on="2026-09-14"
        ),
        reporting_pb2.AgencyLoad(agency="housing", agency_name="Housing", outstanding=1),
    ]
    portal.reporting.says.weeks = [
        reporting_pb2.WeekLoad(begins_on="2026-09-14", returns=4, meetings=1),
        reporting_pb2.WeekLoad(begins_on="2026-09-21", reports=2),
    ]
    await portal.become("ply-coordinator")
    coordinator = await portal.client.get("/")
    await portal.become("ply-agency")
    agency = await portal.client.get("/")

    rows = [words_of(row, "td") for row in coordinator.select("[data-item^=load]")]
    assert rows == [["3", "1", "Mon 14 Sep"], ["1", "0", "–"]]
    assert coordinator.select_one("a[href='/cases?waiting=police']")
    weeks = [words_of(row, "td") for row in coordinator.select("[data-item^=week]")]
    assert weeks == [["4", "1", "0"], ["0", "0", "2"]]
    assert not agency.select("[data-item^=load], [data-item^=week]")


async def test_what_does_not_fit_is_counted_and_found_by_the_next_step(
    portal: RunningPortal,
) -> None:
    portal.reporting.says.cases = [case(number) for number in range(1, 41)]
    portal.notifications.says.tasks = []
    await portal.become("ply-coordinator")

    page = await portal.client.get("/")

    assert len(page.select(WHAT)) == 25
    assert page.select_one("a[href='/cases?sort=next']")
    assert "See all 40 live cases" in words_of(page, ".rr-elsewhere a")


async def test_the_number_of_questions_does_not_grow_with_cases_and_tasks(
    portal: RunningPortal,
) -> None:
    portal.reporting.says.cases = [case(number) for number in range(1, 61)]
    portal.notifications.says.tasks = [task(number, number) for number in range(1, 121)]
    await portal.become("ply-hospital-lead")

    await portal.client.get("/")

    assert sorted(portal.reporting.says.requests) == ["ListCases", "WhichCases"]
    assert sorted(portal.owners.says.asked) == ["ListAwaitingAgreement PLY", "ListNotAgreed PLY"]


async def test_the_live_part_comes_alone_when_asked_for(portal: RunningPortal) -> None:
    part = await portal.client.fragment("/")

    assert part.select_one("[data-live]")
