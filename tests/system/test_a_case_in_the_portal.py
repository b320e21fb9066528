"""Reviews from their referral to the close, in the portal, before the services as they run; each role has its part."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from chassis.rules.working_days import london_date
from portal.clients.door import example_bearer
from portal.clients.form_facts import Command, Subject
from portal.clients.forms_door import FormsDoor
from portal.clients.services import door_of
from portal.settings import ExamplePerson
from rapid_review.people import load_people
from rapid_review.settings import PlatformSettings
from tests.support.in_the_portal import AtThePortal, Typed, at_the_portal, on
from tests.support.platform_process import Platform, a_platform

pytestmark = [pytest.mark.system, pytest.mark.timeout(600)]
WITHIN_S = 120.0
SOCIAL_CARE, POLICE = "plymouth-childrens-social-care", "devon-and-cornwall-police"
PARTNERS = ("local_authority", "icb", "police")
TODAY = london_date(datetime.now(UTC))
REFERRED: Mapping[str, Any] = {
    "agency": SOCIAL_CARE, "referrer_name": "Nadia Example", "referrer_role": "Team manager",
    "agreement": {
        "lead_name": "Olu Example", "lead_role": "Head of service", "agreed_on": TODAY.isoformat(),
    },
    "children": [{"name": "Ada Invented", "born_on": "2025-03-01", "sex": "F"}],
    "incident": {
        "occurred_on": TODAY.isoformat(), "category": "death", "abuse_or_neglect": "suspected",
        "what_happened": "She was found lifeless.", "why_serious": "She died.",
        "immediate_safety": "Her brother is with his grandmother.", "place": "At home",
    },
    "why_consider": "Three agencies knew the family.",
    "agencies_involved": [SOCIAL_CARE, POLICE], "other_partnerships": ["DEV"], "not_a_safeguarding_referral": True,
}  # fmt: skip


@dataclass
class Playing:
    """One case at a running portal, with the people who come to it."""

    url: str
    subject: Subject
    people: dict[str, AtThePortal] = field(default_factory=dict)
    stack: AsyncExitStack = field(default_factory=AsyncExitStack)

    async def who(self, person: str) -> AtThePortal:
        """Somebody at the portal, in a browser of their own."""
        if person not in self.people:
            self.people[person] = await self.stack.enter_async_context(
                at_the_portal(self.url, person)
            )
        return self.people[person]

    async def ways(self, person: str) -> dict[str, str]:
        """What a person can do with this case."""
        where = f"/case-work/{self.subject.partnership}/{self.subject.case_id}"
        return await (await self.who(person)).ways(where)

    async def does(self, person: str, form: str, typed: Typed, rows: Sequence[Typed] = ()) -> None:
        """A person fills in a form to which the page of the work leads, now or as soon as the services have told it."""
        async with asyncio.timeout(WITHIN_S):
            while form not in (ways := await self.ways(person)):
                await asyncio.sleep(0.2)
        await (await self.who(person)).send(ways[form], typed, rows)

    def decision(
        self,
        outcome: str,
        *,
        criteria: Sequence[str] = (),
        views: bool = False,
        quorum: bool = False,
    ) -> dict[str, Any]:
        """What is typed into a record of a decision."""
        typed = {"decision.outcome": outcome, "decision.rationale": "So it was seen."}
        typed |= on("decision.decided_on", TODAY)
        for number, _ in enumerate(criteria):
            typed |= found(f"decision.findings.{number}")
        for number, _ in enumerate(PARTNERS if views else ()):
            typed[f"decision.views.{number}.view"] = "agree"
        for number, _ in enumerate(PARTNERS if quorum else ()):
            typed[f"decision.attendance.{number}.presence"] = "present"
        return typed


def found(place: str) -> dict[str, str]:
    """One criterion that is met."""
    return {f"{place}.finding": "met", f"{place}.reason": "The records show it."}


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    with a_platform(tmp_path_factory.mktemp("journeys") / "var") as running:
        running.start()
        yield running


async def referred(port: int, data: Path) -> Subject:
    """A case that came on paper, as its coordinator records it."""
    settings = PlatformSettings(port=port, data=data)
    bearer = example_bearer(bytes.fromhex(settings.token_key_file.read_text().strip()))
    coordinator = ExamplePerson(**dict(load_people()["ply-coordinator"]))
    subject = Subject("PLY", uuid4())
    door = door_of("referral", settings.doors["referral"], bearer)
    async with door.connected():
        await FormsDoor("referral", door).send(
            coordinator.caller, "ReceiveReferral", Command(uuid4(), subject), dict(REFERRED)
        )
    return subject


@asynccontextmanager
async def playing(url: str, port: int, data: Path) -> AsyncIterator[Playing]:
    """A new case with people at the portal."""
    case = Playing(url, await referred(port, data))
    async with case.stack:
        yield case


async def test_a_review_goes_from_its_views_to_its_close(platform: Platform) -> None:
    async with playing(platform.url, platform.port, platform.data) as case:
        await the_partners_decide(case)
        await the_meeting_is_held(case)
        await the_report_goes_to_the_panel(case)
        await learning_follows_and_it_is_closed(case)


async def the_partners_decide(case: Playing) -> None:
    for partner in PARTNERS:
        view = {"partner": partner, "view": "criteria_met", "reason": "Neglect is suspected."}
        await case.does(
            "ply-statutory-partner",
            "partner_view",
            view | found("findings.0") | found("findings.1"),
        )
    assert "report" not in await case.ways("ply-statutory-partner")
    two = ("abuse_or_neglect", "death_or_serious_harm")
    decided = case.decision("notify_serious_incident", criteria=two)
    decided["decision.attendance.0.presence"] = "present"
    await case.does("ply-authority-notifier", "threshold", decided)
    decided = case.decision("initiate_on_referral", criteria=two, quorum=True)
    await case.does("ply-statutory-partner", "referral_decision", decided)


async def the_meeting_is_held(case: Playing) -> None:
    keeper = "ply-coordinator"
    await case.does(keeper, "meeting_date", on("meeting_at", TODAY) | {"meeting_at-time": "14:00"})
    asked = {"agency": "plymouth-hospital"} | case.decision("involve")
    await case.does(keeper, "involve_agency", asked)
    beside = {
        "process.kind": "inquest",
        "process.lead_body": "The coroner",
        "process.status": "expected",
    }
    await case.does(keeper, "parallel_process", beside | on("process.last_checked_on", TODAY))
    await case.does(keeper, "parallel_process_update", beside | {"process.status": "under_way"})
    held = {
        "agencies_present": [SOCIAL_CARE, POLICE], "discussion": "What was known.",
        "missing_returns_reason": "They follow.",
    }  # fmt: skip
    recommended = {
        "recommendation_id": "R1", "text": "Give the same advice.", "kind": "multi_agency",
        "themes": ["safe_sleeping"], "owner": SOCIAL_CARE,
    }  # fmt: skip
    decided = case.decision("recommend_none", quorum=True)
    await case.does(keeper, "meeting", held | decided, [recommended])


async def the_report_goes_to_the_panel(case: Playing, *, outcome: str = "no_lcspr") -> None:
    keeper = "ply-coordinator"
    parts = ("facts", "immediate_action", "learning", "identity_and_context", "next_steps", "returns",
             "parallel_processes")  # fmt: skip
    report = dict.fromkeys(parts, "As it is known.") | on("finalised_on", TODAY)
    await case.does(keeper, "report", report)
    said = {"comment": "It names good practice."} | on("commented_on", TODAY)
    await case.does("ply-scrutineer", "scrutineer_comment", said)
    decided = case.decision(outcome, criteria=("one", "two", "three", "four"), quorum=True)
    await case.does("ply-subgroup-chair", "cspr_decision", decided)
    await case.does("ply-strategic-leader", "scrutiny", case.decision("endorse", views=True))
    await case.does(keeper, "sending", on("sent_on", TODAY))
    await case.does(keeper, "panel_reply", case.decision("agrees"))


async def learning_follows_and_it_is_closed(case: Playing) -> None:
    keeper, author = "ply-coordinator", "ply-agency"
    agreed = {"recommendation_id": "R1", "text": "Advice is the same.", "owner": SOCIAL_CARE}
    await case.does(
        "ply-subgroup-chair", "action", agreed | on("agreed_on", TODAY) | on("due_on", TODAY)
    )
    await case.does(author, "action_start", on("started_on", TODAY))
    assert "action_closing" not in await case.ways(author)
    shown = {"evidence": "The leaflet is in use."} | on("evidenced_on", TODAY)
    await case.does(author, "action_evidence", shown)
    checked = {"result": "improved", "impact": "Parents say so."} | on("checked_on", TODAY)
    await case.does(keeper, "impact_check", checked)
    await case.does(
        keeper, "action_closing", {"impact": "Parents say so."} | on("closed_on", TODAY)
    )
    boxes = ("background", "what_happened", "why_it_matters", "findings", "good_practice",
             "what_to_do_differently", "questions")  # fmt: skip
    briefing = dict.fromkeys(boxes, "In plain words.") | on("published_on", TODAY)
    await case.does(keeper, "briefing", briefing | {"disclosure_checked_by": "Nurse\nOfficer"})
    await case.does("ply-subgroup-chair", "closing", case.decision("close"))
    assert "meeting" not in await case.ways(keeper)
    await case.does("ply-subgroup-chair", "reopening", case.decision("reopen"))


async def test_what_runs_beside_a_review_is_recorded_and_its_lead_is_offered(
    platform: Platform,
) -> None:
    async with playing(platform.url, platform.port, platform.data) as case:
        keeper = "ply-coordinator"
        await the_partners_decide(case)
        await case.does(keeper, "legal_hold", {"reason": "The inquest."} | on("placed_on", TODAY))
        await case.does(keeper, "legal_hold_end", {"reason": "Over."} | on("lifted_on", TODAY))
        told = {"involvement.who": "mother", "involvement.told": ["no"]}
        why = {"involvement.not_told_reason": "Not safe yet."}
        await case.does(keeper, "family_involvement", told | why)
        beside = {"process.kind": "complaint", "process.lead_body": "The council"}
        checked = {"process.status": "expected"} | on("process.last_checked_on", TODAY)
        await case.does(keeper, "parallel_process", beside | checked)
        ended = {"result": "Not upheld."} | on("ended_on", TODAY)
        await case.does(keeper, "parallel_process_end", ended)
        assert "parallel_process_end" not in await case.ways(keeper)
        offered = {"to": "DEV", "reason": "They live there."} | on("proposed_on", TODAY)
        await case.does(keeper, "transfer", offered)
        there = replace(case, subject=replace(case.subject, partnership="DEV"))
        await there.does("dev-coordinator", "transfer_acceptance", on("transferred_on", TODAY))
        assert "meeting" in await there.ways("dev-coordinator")
        assert "meeting" not in await case.ways(keeper)


async def test_a_local_review_is_commissioned_and_published(platform: Platform) -> None:
    async with playing(platform.url, platform.port, platform.data) as case:
        await the_partners_decide(case)
        await the_meeting_is_held(case)
        await the_report_goes_to_the_panel(case, outcome="lcspr")
        leader = "ply-strategic-leader"
        how = {
            "key_lines_of_enquiry": "What was known?",
            "reviewer_role": "Reviewer",
            "method": "Interviews",
        }
        scope = {"decision.conditions": "The last two years."}
        decided = case.decision("commission", views=True)
        await case.does(leader, "commissioning", decided | scope | how)
        days = on("advance_notice_on", TODAY) | on("published_on", TODAY)
        decided = case.decision("publish_part", views=True)
        await case.does(leader, "publication", decided | days)


async def test_a_referral_is_withdrawn_and_then_nothing_can_be_recorded(platform: Platform) -> None:
    async with playing(platform.url, platform.port, platform.data) as case:
        assert "referral_withdrawal" not in await case.ways("ply-statutory-partner")
        await case.does("ply-coordinator", "referral_withdrawal", {"reason": "duplicate"})

        assert await case.ways("ply-coordinator") == {}
