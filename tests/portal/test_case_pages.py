# ruff: noqa: RUF001 - people read typographic apostrophes and dashes, not typewriter ones.
"""The pages of a case: what each shows, to whom, and what is not there for others."""

from __future__ import annotations

import grpc
import pytest

from contracts.grpc import decision_pb2
from tests.portal.invented_cases import NINE, stamp
from tests.portal.running_portal import RunningPortal
from tests.support.page_client import words_of

ADDRESS = "/cases/PLY-RR-2026-0008"
TABS = [
    "Overview",
    "People and agencies",
    "Chronology",
    "Documents",
    "Decisions",
    "Messages",
    "History",
]


@pytest.mark.parametrize("page", ["decisions", "messages"])
async def test_a_page_without_anything_to_be_seen_is_not_there(
    portal: RunningPortal, page: str
) -> None:
    portal.owners.says.before, portal.owners.says.decisions = [], []
    portal.reporting.says.timeline = portal.reporting.says.timeline[:1]

    overview = await portal.client.get(ADDRESS)
    await portal.client.get(f"{ADDRESS}/{page}", status=404)

    assert words_of(overview, ".rr-tabs a") == [
        one for one in TABS if one not in {"Decisions", "Messages"}
    ]


async def test_agencies_see_no_decisions_and_no_team_and_their_owners_are_not_asked(
    portal: RunningPortal,
) -> None:
    await portal.become("ply-agency")

    people = await portal.client.get(f"{ADDRESS}/people")
    await portal.client.get(f"{ADDRESS}/decisions", status=404)

    assert "Decisions" not in words_of(people, ".rr-tabs a")
    assert "Case team" not in words_of(people, "h2")
    assert portal.owners.says.asked == []


async def test_a_member_of_the_subgroup_reads_decisions_and_not_the_team(
    portal: RunningPortal,
) -> None:
    await portal.become("ply-subgroup-member")

    people = await portal.client.get(f"{ADDRESS}/people")

    assert words_of(people, ".rr-tabs a") == TABS
    assert "Case team" not in words_of(people, "h2")
    assert sorted(portal.owners.says.asked) == ["GetReferral", "GetReview"]


async def test_an_owner_that_refuses_leaves_its_part_out(portal: RunningPortal) -> None:
    portal.owners.says.refuse_with = (
        grpc.StatusCode.PERMISSION_DENIED, "access.not_on_team", "Not yours.",
    )  # fmt: skip

    page = await portal.client.get(ADDRESS)

    assert "Decisions" not in words_of(page, ".rr-tabs a")
    assert not page.select(".govuk-inset-text")


async def test_an_owner_that_is_away_is_said_and_the_rest_is_shown(portal: RunningPortal) -> None:
    await portal.owners.close()

    page = await portal.client.get(f"{ADDRESS}/decisions")

    assert words_of(page, ".govuk-inset-text")[0].startswith("Some of this case cannot be shown")
    assert words_of(page, ".rr-tabs a") == TABS


async def test_a_case_whose_review_has_not_begun_shows_what_was_decided_before(
    portal: RunningPortal,
) -> None:
    portal.owners.says.begun = False

    page = await portal.client.get(f"{ADDRESS}/decisions")

    assert words_of(page, "h3") == ["G2 Beginning a Rapid Review: Begin, because of the referral"]


async def test_the_page_that_is_open_is_marked(portal: RunningPortal) -> None:
    page = await portal.client.get(f"{ADDRESS}/history")

    assert words_of(page, ".rr-tabs [aria-current=page]") == ["History"]


async def test_the_gates_say_what_was_decided_and_what_is_still_needed(
    portal: RunningPortal,
) -> None:
    page = await portal.client.get(ADDRESS)

    rows = {row["data-item"]: row for row in page.select("[data-item^=gate]")}
    assert words_of(rows["gate-G2"], ".rr-value") == [
        "Statutory safeguarding partners",
        "Decided",
        "Begin, because of the referral 3 September 2026",
    ]
    assert words_of(rows["gate-G5"], ".rr-value")[1:] == [
        "Now Looked at again on 25 September 2026",
        "Still needed: Findings: all four",
    ]
    assert words_of(rows["gate-G8"], ".rr-value") == ["Statutory partners", "Only if needed"]


async def test_a_decision_is_shown_whole(portal: RunningPortal) -> None:
    page = await portal.client.get(f"{ADDRESS}/decisions")

    meeting, begun = page.select("article")
    assert words_of(meeting, "h3") == ["G4 Rapid Review meeting: Recommends a local review"]
    facts = dict(zip(words_of(meeting, "dt"), words_of(meeting, "dd"), strict=True))
    assert facts == {
        "Question": "What does the meeting recommend?",
        "Decided by": "Rapid Review meeting, 16 September 2026",
        "Why": "There is more to learn.",
        "Quorum": "Not there: Police",
        "Who was there": (
            "Local authority (Head of service): Present Integrated care board: A deputy was present "
            "Police: Sent apologies"
        ),
        "Conflicts of interest": "Integrated care board: own staff, left for this item",
    }
    assert words_of(meeting, "tbody tr") == [
        "The case shows themes that recur Finding Met Reason Seen in two earlier cases. Seen in: R1"
    ]
    assert words_of(begun, ".govuk-tag") == ["Corrected later"]
    facts = dict(zip(words_of(begun, "dt"), words_of(begun, "dd"), strict=True))
    assert facts["Views of the partners"] == (
        "Local authority : Agrees An injury is known. Police : Gives no view"
    )
    assert facts["Different views"] == "Integrated care board An inquiry would do."
    assert facts["Escalated to"] == "The chief officers They agreed to begin."


async def test_a_quorum_is_said_where_all_of_it_was_there(portal: RunningPortal) -> None:
    attendance = portal.owners.says.decisions[0].decision.attendance
    attendance[2].presence = "deputy"

    page = await portal.client.get(f"{ADDRESS}/decisions")

    assert "Everybody needed was there" in words_of(page, "dd")


async def test_a_decision_without_more_than_its_outcome_is_shown(portal: RunningPortal) -> None:
    bare = decision_pb2.DecisionRecord(gate="G9", decision=decision_pb2.Decision(outcome="decline"))
    portal.owners.says.before, portal.owners.says.decisions = [], [bare]

    page = await portal.client.get(f"{ADDRESS}/decisions")

    assert words_of(page, "h3") == ["G9 G9: Decline"]


async def test_the_team_is_shown_by_pseudonyms(portal: RunningPortal) -> None:
    page = await portal.client.get(f"{ADDRESS}/people")

    assert words_of(page, "[data-item^=member]") == [
        "Chair of the Rapid Review meeting, Plymouth Part Chair For – Until 30 October 2026",
        "unknown-person Part Senior safeguarding lead For Devon and Cornwall Police Until –",
    ]
    assert words_of(page, "main li")[-2:] == [
        "Independent scrutineer, Plymouth: Knows a member of staff",
        "Independent reviewer, Plymouth, until 17 September 2026 at 7:00pm: A child may be at risk tonight.",
    ]


async def test_an_empty_team_says_so(portal: RunningPortal) -> None:
    portal.owners.says.team.Clear()
    portal.owners.says.team.returns_released_on = "2026-09-12"

    page = await portal.client.get(f"{ADDRESS}/people")

    assert "Nobody has been named yet." in words_of(page, "main p")
    assert "opened to the team on 12 September 2026" in words_of(page, "main p")[-1]


async def test_documents_count_the_versions_of_the_report(portal: RunningPortal) -> None:
    says = portal.reporting.says
    for entry in says.timeline[:2]:
        entry.type = "ReportFinalised"
        entry.occurred_at.CopyFrom(stamp(NINE))

    page = await portal.client.get(f"{ADDRESS}/documents")

    lines = words_of(page, "tbody tr")
    assert lines[0].startswith("Return , by Health visiting Chronology of 14 entries")
    assert lines[2] == (
        "Return: nothing known of the family , by Housing By Housing Date 8 September 2026"
    )
    assert [line.partition(" By")[0] for line in lines[3:]] == [
        "Rapid Review report Version 1",
        "Rapid Review report Version 2",
    ]


async def test_each_page_asks_each_owner_once(portal: RunningPortal) -> None:
    for page in ("", "/people", "/documents", "/decisions", "/messages", "/history"):
        portal.owners.says.asked.clear()
        portal.reporting.says.requests.clear()

        await portal.client.get(f"{ADDRESS}{page}")

        assert portal.reporting.says.requests == ["GetCase"]
        assert sorted(portal.owners.says.asked) == ["GetReferral", "GetReview", "GetTeam"]
