"""Who is reminded, and by when something is to be done, follows the rule pack that the case's review pinned."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chassis.rules.rule_packs import PACKS_FOLDER, RulePacks
from contracts.events import referral, review, submissions
from contracts.events.base import CaseEvent, MilestoneDate
from tests.integration.notifications.reaching import AT, DAY, event, listed, reaching, told
from tests.support.service import ServiceUnderTest

pytestmark = pytest.mark.integration
SCHOOLS = "plymouth-schools"
MEETING, DECISION = date(2026, 9, 21), date(2026, 9, 23)
LOCAL = """\
code = "PLY"
name = "Plymouth Safeguarding Children Partnership"
region = "south-west"
version = "2026.9"
effective_from = 2026-09-07
source = "An invented source"
like = "2026.1"
[reminders.view_awaited]
to = "coordinator"
within = 3
[reminders.return_requested]
to = "agency_lead"
[reminders.return_queried]
to = "agency_author"
within = 1
[reminders.report_awaited]
to = "meeting_chair"
milestone = "meeting"
[panel_reply]
expected_after = 10
source = "An invented source"
"""


@pytest.fixture(scope="module")
def packs(tmp_path_factory: pytest.TempPathFactory) -> RulePacks:
    """Those that we ship, and a later version of Plymouth's that reminds other people of other days."""
    folder = Path(shutil.copytree(PACKS_FOLDER, tmp_path_factory.mktemp("local") / "packs"))
    (folder / "partnerships" / "plymouth" / "2026.9.toml").write_text(LOCAL, encoding="utf-8")
    return RulePacks.load(folder)


def keys(packs: RulePacks) -> tuple[str, str]:
    before, after = packs.of("PLY", date(2026, 9, 6)).key, packs.of("PLY", DAY).key
    assert before != after
    return before, after


def initiated(rule_pack: str) -> CaseEvent:
    days = {"meeting": MEETING, "decision": DECISION}
    return event(
        review.ReviewInitiated, initiated_on=DAY, clock_started_on=DAY, day_zero="clock_start_is_day_0",
        working_days=15, due_on=DAY, rule_pack=rule_pack,
        milestones=[
            MilestoneDate(code=code, label=code, working_day=1, due_on=day)
            for code, day in days.items()
        ],
    )  # fmt: skip


def queried() -> CaseEvent:
    return event(submissions.SubmissionQueried, agency=SCHOOLS, queried_on=DAY, return_number=1)


def requested(**said: Any) -> CaseEvent:
    return event(
        submissions.SubmissionRequested, agency=SCHOOLS, requested_on=DAY, due_on=DECISION, **said
    )


def held() -> CaseEvent:
    return event(
        review.MeetingHeld, held_on=DAY, working_day=10, outcome="recommend_none",
        agencies_present=(), returns_missing=(), recommendations=(),
    )  # fmt: skip


def sent() -> CaseEvent:
    return event(
        review.SentToPanel, sent_on=DAY, working_day=1, days_late=0, late_reason=None, round=1
    )


async def open_tasks(service: ServiceUnderTest) -> set[tuple[str, str, date | None]]:
    rows = await service.running.ground.pool.fetch("SELECT * FROM open_tasks WHERE is_open")
    return {(row["kind"], row["recipient"], row["due_on"]) for row in rows}


async def test_a_case_keeps_the_reminders_of_its_pinned_pack_when_a_later_one_is_in_force(
    packs: RulePacks,
) -> None:
    before, _ = keys(packs)
    async with reaching(packs=packs) as service:
        await told(service, initiated(before), queried(), held(), sent())
        assert await open_tasks(service) == {
            ("return_queried", SCHOOLS, date(2026, 9, 9)),
            ("report_awaited", "coordinator", DECISION),
        }


async def test_a_local_pack_says_who_is_reminded_and_by_when(packs: RulePacks) -> None:
    _, after = keys(packs)
    async with reaching(packs=packs) as service:
        await told(service, initiated(after), queried(), held(), sent())
        assert await open_tasks(service) == {
            ("return_queried", f"agency_author:{SCHOOLS}", date(2026, 9, 8)),
            ("report_awaited", "meeting_chair", MEETING),
            ("panel_reply_awaited", "coordinator", date(2026, 9, 17)),
        }


async def test_what_is_asked_of_a_role_of_an_agency_is_told_to_it_and_ends_with_the_agency(
    packs: RulePacks,
) -> None:
    before, after = keys(packs)
    async with reaching(packs=packs) as service:
        await told(service, requested(rule_pack=after))
        assert await open_tasks(service) == {
            ("return_requested", f"agency_lead:{SCHOOLS}", DECISION)
        }
        assert [one.recipient for one in await listed(service)] == [f"agency_lead:{SCHOOLS}"]
        excused = event(
            submissions.SubmissionExcused, agency=SCHOOLS, excused_on=DAY, reason="not_required"
        )
        await told(service, excused)
        assert await open_tasks(service) == set()

    async with reaching(packs=packs) as service:
        await told(service, requested(rule_pack=before))
        assert await open_tasks(service) == {("return_requested", SCHOOLS, DECISION)}


async def test_before_there_is_a_review_the_rules_of_the_day_count(packs: RulePacks) -> None:
    received = event(
        referral.ReferralReceived, agency=SCHOOLS, received_on=DAY, agreed_on=DAY, incident_on=DAY,
        category="serious_harm",
    )  # fmt: skip
    async with reaching(packs=packs) as service:
        await told(service, received, at=AT)
        assert await open_tasks(service) == {("view_awaited", "coordinator", date(2026, 9, 10))}


async def test_the_reply_is_looked_for_until_it_comes_or_the_review_closes(
    packs: RulePacks,
) -> None:
    before, after = keys(packs)
    replied = event(
        review.PanelReplied, replied_on=DAY, outcome="agrees", final=True, themes=(), round=1
    )
    waiting = event(
        review.DecisionDeferred,
        gate="G7",
        outcome="no_reply_yet",
        decided_on=DAY,
        review_on=DECISION,
    )
    async with reaching(packs=packs) as service:
        await told(service, initiated(after), sent(), waiting)
        assert await open_tasks(service) == {
            ("panel_reply_awaited", "coordinator", date(2026, 9, 17))
        }
        await told(service, replied)
        assert await open_tasks(service) == set()

    async with reaching(packs=packs) as service:
        await told(service, initiated(before), sent())
        assert await open_tasks(service) == set()
        await told(service, waiting)
        assert await open_tasks(service) == {("panel_reply_awaited", "coordinator", DECISION)}
        await told(service, event(review.ReviewClosed, closed_on=DAY))
        assert await open_tasks(service) == set()
