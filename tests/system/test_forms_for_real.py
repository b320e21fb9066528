"""Forms against the whole platform: from the first question to the accepted return, across a killed process."""

from __future__ import annotations

import re
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from starlette.routing import Route

from portal.routes import EXAMPLE_PEOPLE, PAGES
from tests.portal.filling_in import inputs_of, press
from tests.support.page_client import PageClient, words_of
from tests.support.patient_visitor import patient_visitor
from tests.support.platform_process import Platform, a_platform

pytestmark = [pytest.mark.system, pytest.mark.timeout(600)]

LIVE_CASE = "examples/07-plymouth-live-gathering-returns.yaml"
PATIENCE_S = 60.0
TODAY = date.today()  # noqa: DTZ011 - forms are about days in England, and any of the last ones will do.


@dataclass
class Visit:
    """One browser on the running platform."""

    client: PageClient

    async def become(self, person: str) -> None:
        """Choose an example person."""
        await self.client.post("/people", {"person": person}, status=303)

    async def go(self, address: str, typed: dict[str, Any], do: str = "next") -> str:
        """Type, press a button, and say where that led."""
        page = await self.client.get(address)
        answer = await self.client.http.post(address, data={**inputs_of(page), **typed, "do": do})
        assert answer.status_code == 303, words_of(BeautifulSoup(answer.text, "html5lib"), "main")
        return answer.headers["location"].partition("#")[0]

    async def until(self, address: str, words: str) -> BeautifulSoup:
        """The page once it says this."""
        deadline = time.monotonic() + PATIENCE_S
        while True:
            page = await self.client.get(address)
            said = " ".join(words_of(page, "main"))
            if words in said or time.monotonic() > deadline:
                assert words in said
                return page

    async def until_moved_on(self, form: str, page: BeautifulSoup) -> None:
        """Until something has been recorded of the matter of a form since its page was opened."""
        deadline = time.monotonic() + PATIENCE_S
        seen = inputs_of(page)["seen"]
        while inputs_of(await self.client.get(form))["seen"] == seen:
            assert time.monotonic() < deadline, "nothing was recorded"


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    with a_platform(tmp_path_factory.mktemp("forms") / "var") as running:
        running.start()
        yield running


@asynccontextmanager
async def visiting(platform: Platform, person: str) -> AsyncIterator[Visit]:
    routes = [
        Route(path, lambda _request: None, methods=[method])
        for method, path, *_ in (*PAGES, *EXAMPLE_PEOPLE)
    ]
    async with patient_visitor(platform.url) as http:
        visit = Visit(PageClient(http, routes))
        await visit.become(person)
        yield visit


def day(name: str, on: date = TODAY) -> dict[str, str]:
    return {
        f"{name}-day": str(on.day),
        f"{name}-month": str(on.month),
        f"{name}-year": str(on.year),
    }


async def test_an_incident_is_referred_and_agreed_in_the_browser_across_a_killed_process(
    platform: Platform,
) -> None:
    async with visiting(platform, "ply-hospital-author") as author:
        form = await author.go("/refer", {"risk": "no"})
        await author.go(
            f"{form}/part/you",
            {
                "agency": "plymouth-hospital", "referrer_name": "Nadia Example",
                "referrer_role": "Named nurse", "not_a_safeguarding_referral": "yes",
            },
        )  # fmt: skip
        row = await author.go(f"{form}/part/children", {}, do="add:children")
        await author.go(row, {"children.0.name": "Ada Invented", "children.0.nhs_number": "123"})
        happened = {
            "incident.category": "serious_harm", "incident.abuse_or_neglect": "suspected",
            "incident.what_happened": "She fell.", "incident.why_serious": "It will last.",
        } | day("incident.occurred_on")  # fmt: skip
        await author.go(f"{form}/part/incident", happened)
        await author.go(f"{form}/part/safety", {"incident.immediate_safety": "She is safe."})

        why = f"{form}/part/why"
        typed = {**inputs_of(await author.client.get(why)), "why_consider": "No button pressed."}
        saved = await author.client.http.post(why, data=typed, headers={"X-Fragment": "draft"})
        assert saved.json()["saved"]

        platform.kill()
        platform.start()

        assert inputs_of(await author.client.get(why))["why_consider"] == "No button pressed."
        page = await press(author, f"{form}/check", {}, status=422)
        assert len(page.select(".rr-missing a")) == 1
        assert words_of(page, ".rr-missing a")[0].startswith("Child 1: NHS number: ")
        await author.go(row, {"children.0.nhs_number": "943 476 5919"})
        await author.go(f"{form}/check", {})

    async with visiting(platform, "ply-hospital-lead") as lead:
        agreement = form.replace("/referral/", "/agreement/")
        page = await lead.until("/forms", "Agree to a referral")
        assert agreement in {str(link["href"]) for link in page.select("main a")}
        refused = await press(lead, agreement, {"decision.outcome": "agree"}, do="send", status=422)
        assert len(refused.select(".govuk-error-summary a")) == 3
        answer = {
            "decision.outcome": "agree", "lead_name": "Owen Example", "lead_role": "Head of service",
        } | day("decision.decided_on")  # fmt: skip
        await lead.go(agreement, answer, do="send")
        page = await lead.client.get(f"{agreement}/sent")
        reference = re.search(r"PLY-RR-\d{4}-\d{4}", words_of(page, ".govuk-panel")[0])
        assert reference is not None

    async with visiting(platform, "ply-coordinator") as coordinator:
        await coordinator.until("/", reference[0])


async def test_a_notice_has_four_times_and_is_asked_why_it_is_late(platform: Platform) -> None:
    long_ago = TODAY - timedelta(days=40)
    async with visiting(platform, "ply-authority-notifier") as notifier:
        begun = await notifier.client.http.get("/notify/PLY")
        form = begun.headers["location"]
        await notifier.go(f"{form}/part/notice", {"authority": "plymouth-childrens-social-care"})
        times = {
            **day("incident.occurred_on", long_ago), **day("agency_aware_on", long_ago),
            **day("authority_aware_on", long_ago), **day("sent_on"),
        }  # fmt: skip
        await notifier.go(f"{form}/part/times", times)
        row = await notifier.go(f"{form}/part/children", {}, do="add:children")
        await notifier.go(row, {"children.0.name": "Bea Invented"})
        happened = {
            "incident.category": "serious_harm", "incident.abuse_or_neglect": "known",
            "incident.what_happened": "She was found hurt.",
        }  # fmt: skip
        await notifier.go(f"{form}/part/incident", happened)

        page = await press(notifier, f"{form}/check", {}, status=422)

        links = {str(link["href"]) for link in page.select(".rr-missing a")}
        assert links == {f"{form}/part/times#late_reason"}
        await notifier.go(f"{form}/part/times", {"late_reason": "Records came late."})
        sent = await notifier.go(f"{form}/check", {})
        shown = await notifier.client.get(sent)
        assert words_of(shown, "h1") == ["The notice is recorded"]
        assert "PLY-RR-" in words_of(shown, ".govuk-panel")[0]


async def test_a_return_is_written_questioned_corrected_and_accepted_in_the_browser(
    platform: Platform,
) -> None:
    platform.play_to_the_end(LIVE_CASE)
    async with (
        visiting(platform, "ply-housing-author") as author,
        visiting(platform, "ply-coordinator") as coordinator,
    ):
        page = await author.until("/forms", "Returns still to come")
        (address,) = (str(a["href"]) for a in page.select("main a[href^='/returns/']"))
        review = address.replace("/returns/", "/forms/meeting_date/").partition(".")[0]
        planned = day("meeting_at") | {"meeting_at-time": "09:30"}
        half_filled = await coordinator.client.get(review)
        another = await coordinator.client.get(review)
        form = address.replace("/returns/", "/forms/agency_return/")
        await author.go(
            f"{form}/part/basics",
            {"scoping.systems_searched": "Tenancy record"} | day("scoping.checked_on"),
        )
        await author.go(
            f"{form}/part/practitioners",
            {
                "scoping.completed_with_practitioners": "yes",
                "scoping.practitioners_consulted": "HO1", "scoping.support_offered": "A talk.",
            },
        )  # fmt: skip
        await author.go(f"{form}/part/involvement", {"scoping.involvement": "Two repairs."})
        await author.go(
            f"{form}/part/child",
            {"scoping.lived_experience": "He likes buses.", "scoping.identity_and_context": "Asked."},
        )  # fmt: skip
        signed = {"scoping.signed_by_role": "Head of housing"}
        await author.go(
            f"{form}/part/sign-off", signed | day("scoping.signed_on") | day("returned_on")
        )
        await author.go(f"{form}/check", {})

        await coordinator.until_moved_on(review, half_filled)
        # The review has heard of the return; what was half filled is taken all the same, and once (ADR 22).
        for _ in range(2):
            await press(coordinator, review, planned, do="send", page=half_filled)
        await press(coordinator, review, day("meeting_at"), do="send", page=another, status=409)
        page = await coordinator.client.get(address)
        assert "He likes buses." in words_of(page, "dd")
        query = address.replace("/returns/", "/forms/return_query/")
        await coordinator.go(query, {"question": "Which repairs?"}, do="send")

    async with visiting(platform, "ply-housing-author") as author:
        page = await author.client.get(form)
        assert "Which repairs?" in words_of(page, "dd")
        await author.go(
            f"{form}/part/involvement", {"scoping.involvement": "Two repairs: a window, a lock."}
        )
        await author.go(f"{form}/check", {})

    async with visiting(platform, "ply-coordinator") as coordinator:
        acceptance = address.replace("/returns/", "/forms/return_acceptance/")
        await coordinator.go(acceptance, {}, do="send")
        page = await coordinator.client.get(address)
        assert "Accepted" in words_of(page, "dd")
        assert words_of(page, "main .govuk-button") == []
