"""The people of a case: who is led to what, what is sent, and what is not asked; refusals first."""

from __future__ import annotations

import pytest

from contracts.grpc import team_pb2
from portal.clients.decision_facts import Member, Team
from portal.permissions import FILL
from portal.views.filling_in.case_steps import Known, of_people, pages_of
from tests.portal.filling_in import press
from tests.portal.forms_door import CASE
from tests.portal.notifications_door import problem
from tests.portal.running_portal import RunningPortal
from tests.portal.test_case_steps import forms, part
from tests.support.page_client import words_of

TEAM = Team(members=(Member("ply-meeting-chair", "chair", "", None),), conflicts=(("x", "other"),))
DAY = {"until_on-day": "1", "until_on-month": "12", "until_on-year": "2026"}


def test_who_only_inspects_is_led_to_nothing() -> None:
    assert forms(of_people(part("auditor"), TEAM, reviewed=True, leads=True)) == set()
    assert [*pages_of(part("auditor"), {"reference": "PLY-RR-2026-0007"}, {})] == []


def test_who_is_named_or_acts_for_an_agency_speaks_for_themselves_alone() -> None:
    def offered(role: str) -> set[str]:
        return forms(of_people(part(role), None, reviewed=True, leads=True))

    assert offered("agency_author") == {"conflict"}
    assert offered("agency_lead") == offered("meeting_member") == {"conflict", "break_glass"}
    assert offered("strategic_leader") == {"conflict"}


def test_the_lead_alone_keeps_the_team_and_takes_off_it_whom_there_is() -> None:
    keeper = part("coordinator")

    assert forms(of_people(keeper, TEAM, reviewed=True, leads=False)) == {"conflict"}
    assert forms(of_people(keeper, None, reviewed=False, leads=True)) == {
        "team_member", "conflict_of_another", "conflict",
    }  # fmt: skip
    assert forms(of_people(keeper, TEAM, reviewed=True, leads=True)) == {
        "team_member", "team_member_removal", "conflict_of_another", "conflict_cleared",
        "returns_release", "conflict",
    }  # fmt: skip


def test_who_may_not_see_names_is_led_to_none() -> None:
    referral: Known = {"reference": "PLY-RR-2026-0007"}
    review: Known = {"recommendations": [{}]}

    def pages(role: str) -> list[str]:
        return [one.address.split("/")[1] for one in pages_of(part(role), referral, review)]

    assert pages("scrutineer") == ["seen-before"]
    assert pages("statutory_partner") == ["names", "seen-before"]
    assert pages("coordinator") == ["names", "worksheet", "seen-before"]


def test_a_notice_leads_to_its_own_worksheet_whoever_may_see_it() -> None:
    notice = {"notice": "N2", "withdrawn_on": "2026-09-10"}

    assert [*part("statutory_partner").of_notice(notice)] == []
    (step,) = part("coordinator").of_notice(notice)
    assert step.address == f"/worksheet/PLY/{CASE}.N2"
    assert [*pages_of(part("authority_notifier"), {"notices": [notice]}, {})][1:] == []


@pytest.mark.parametrize(
    ("person", "form"),
    [("ply-hospital-author", "team_member"), ("region-observer", "conflict"), ("ply-scrutineer", "break_glass")],
)  # fmt: skip
async def test_a_form_about_people_is_not_for_everybody(
    portal: RunningPortal, person: str, form: str
) -> None:
    await portal.become(person)

    await portal.client.get(f"/forms/{form}/PLY/{CASE}", status=403)


async def test_somebody_is_named_and_what_is_missing_is_told_at_once(portal: RunningPortal) -> None:
    await portal.become("ply-coordinator")
    address = f"/forms/team_member/PLY/{CASE}"

    page = await portal.client.get(address)
    await press(portal, address, {"person": "dev-reviewer", "role": "reviewer", **DAY}, do="send")

    assert words_of(page, "dt")[0] == "Chair of the Rapid Review meeting, Plymouth (chair)"
    (sent,) = portal.taken.taken
    assert (sent.person, sent.role, sent.until_on) == ("dev-reviewer", "reviewer", "2026-12-01")
    assert sent.header.seen_version == 0


async def test_who_is_on_the_team_is_taken_off_it_with_a_reason(portal: RunningPortal) -> None:
    await portal.become("ply-coordinator")
    address = f"/forms/team_member_removal/PLY/{CASE}"

    said = "Say in a few words why this person leaves the team."
    portal.taken.problems = [problem("reason", "team.removal_reason_missing", said)]

    page = await press(portal, address, {"person": "ply-meeting-chair"}, do="send", status=422)
    portal.taken.problems = []
    await press(portal, address, {"reason": "Their part is over."}, do="send", page=page)

    assert words_of(page, ".govuk-error-summary a[href='#reason']") == [said]
    (sent,) = portal.taken.taken
    assert (sent.person, sent.reason) == ("ply-meeting-chair", "Their part is over.")


async def test_returns_that_are_open_are_not_opened_again(portal: RunningPortal) -> None:
    await portal.become("ply-coordinator")
    portal.taken.team = team_pb2.Team(version=2, returns_released_on="2026-09-10")

    page = await portal.client.get(f"/forms/returns_release/PLY/{CASE}")

    assert "The returns are open to the team already." in words_of(page, "main p")


async def test_the_case_is_not_asked_for_by_who_may_not_see_it(portal: RunningPortal) -> None:
    await portal.become("ply-meeting-chair")
    typed = {"reason": "A child of the family is on our ward tonight.", "hours": "3"}

    await press(portal, f"/forms/break_glass/PLY/{CASE}", typed, do="send")
    await press(
        portal, f"/forms/conflict/PLY/{CASE}",
        {"kind": "related_to_child", "reason": "We are neighbours."}, do="send",
    )  # fmt: skip
    sent = await portal.client.get(f"/forms/conflict/PLY/{CASE}/sent")

    glass, conflict = portal.taken.taken
    assert (glass.hours, conflict.kind, conflict.person) == (3, "related_to_child", "")
    assert words_of(sent, "h1") == ["Your conflict of interest is recorded"]
    assert not {"GetTeam", "GetReview", "GetReferral"} & set(portal.taken.asked)


async def test_the_page_of_the_people_leads_to_what_can_be_done(portal: RunningPortal) -> None:
    shown = {}
    for person in ("ply-coordinator", "region-observer"):
        await portal.become(person)
        page = await portal.client.get("/cases/PLY-RR-2026-0008/people")
        shown[person] = [str(one["href"]).split("/")[2] for one in page.select(".rr-ways a")]

    assert shown["region-observer"] == []
    assert set(shown["ply-coordinator"]) <= FILL.keys()
    assert "conflict_cleared" in shown["ply-coordinator"]


async def test_a_message_of_a_case_that_is_not_theirs_leads_to_opening_it(
    portal: RunningPortal,
) -> None:
    portal.reporting.says.cases = []
    ways = {}
    for person in ("ply-meeting-chair", "ply-strategic-leader"):
        await portal.become(person)
        page = await portal.client.get("/messages")
        ways[person] = page.select("a[href^='/forms/break_glass/PLY/']")

    assert ways["ply-meeting-chair"]
    assert not ways["ply-strategic-leader"]
