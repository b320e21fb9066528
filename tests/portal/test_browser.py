"""Pages in a real browser: what changes by itself, and what works without scripts and on a phone."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.async_api import Browser, Page, Route, expect

from tests.portal.invented_cases import case
from tests.portal.invented_mailbox import task
from tests.portal.notifications_door import problem
from tests.portal.running_portal import RunningPortal

pytestmark = pytest.mark.browser

CASE = "/cases/PLY-RR-2026-0008"
PAGES = [
    "/", "/cases", "/cases?show=closed", CASE, f"{CASE}/people", f"{CASE}/documents",
    f"{CASE}/decisions", f"{CASE}/messages", f"{CASE}/history", "/tasks", "/messages", "/people",
    "/nothing",
]  # fmt: skip
CHANGED = case(
    8, day=10, next_step="Hold the meeting", stage="meeting", stage_label="Review meeting"
)
SLOW_MS = 15_000


async def opened(
    browser: Browser, portal: RunningPortal, **options: object
) -> tuple[Page, list[str]]:
    """A page, and what the browser complains of."""
    context = await browser.new_context(base_url=portal.address, **options)  # type: ignore[arg-type]
    page = await context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    return page, complaints


async def test_the_list_changes_without_being_loaded_again(
    portal: RunningPortal, browser: Browser
) -> None:
    page, complaints = await opened(browser, portal, viewport={"width": 1000, "height": 500})
    await page.goto("/cases")
    await expect(page.locator("[data-live-note]")).to_contain_text("updates by itself")
    link = page.get_by_role("link", name="PLY-RR-2026-0008")
    await link.focus()
    await page.evaluate("window.stays = true")
    before = await page.evaluate("window.scrollY")

    portal.reporting.says.change(CHANGED)

    row = page.get_by_role("row", name="PLY-RR-2026-0008")
    await expect(row).to_contain_text("Hold the meeting")
    await expect(row).to_contain_text("Day 10 of 15")
    await expect(link).to_be_focused()
    await expect(page.get_by_role("status")).to_contain_text("The list has been updated")
    assert await page.evaluate("window.stays")
    assert await page.evaluate("window.scrollY") == before > 0
    assert complaints == []


async def test_a_case_page_changes_with_its_own_case_only(
    portal: RunningPortal, browser: Browser
) -> None:
    page, _ = await opened(browser, portal)
    await page.goto(CASE)
    await expect(page.locator("[data-live-note]")).to_contain_text("updates by itself")
    asked = len(portal.reporting.says.callers)

    portal.reporting.says.change(case(9, "DEV", day=14))
    portal.reporting.says.change(CHANGED)

    await expect(page.locator("[aria-current=step]")).to_have_text("Review meeting")
    assert len(portal.reporting.says.callers) == asked + 1


@pytest.mark.parametrize("address", ["/", "/tasks"])
async def test_a_task_arrives_on_a_page_that_is_not_loaded_again(
    portal: RunningPortal, browser: Browser, address: str
) -> None:
    page, complaints = await opened(browser, portal)
    await page.goto(address)
    await expect(page.locator("[data-live-note]")).to_contain_text("updates by itself")
    await page.evaluate("window.stays = true")
    rows = page.locator("[data-item^=task-]")
    await expect(rows).to_have_count(3)

    portal.notifications.says.give(task(4, 8, kind="report_awaited"))

    await expect(page.locator("[data-item=task-4]")).to_contain_text("Finish the report")
    await expect(rows).to_have_count(4)
    await expect(page.get_by_role("status")).to_contain_text("updated")
    assert await page.evaluate("window.stays")
    assert complaints == []


@pytest.mark.parametrize("address", ["/", "/tasks"])
async def test_a_task_that_arrives_between_drawing_and_listening_is_caught_up(
    portal: RunningPortal, browser: Browser, address: str
) -> None:
    page, _ = await opened(browser, portal)

    async def give_first(route: Route) -> None:
        portal.notifications.says.give(task(4, 8))
        await route.continue_()

    await page.route("**/live", give_first)
    await page.goto(address)

    await expect(page.locator("[data-item=task-4]")).to_have_count(1)


async def test_a_task_is_no_news_for_a_page_that_shows_none(
    portal: RunningPortal, browser: Browser
) -> None:
    page, _ = await opened(browser, portal)
    await page.goto("/cases")
    await expect(page.locator("[data-live-note]")).to_contain_text("updates by itself")
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))

    portal.notifications.says.give(task(4, 8))
    # Whichever of the two is told first, only the second is a reason to ask again.
    portal.reporting.says.change(CHANGED)

    row = page.get_by_role("row", name="PLY-RR-2026-0008")
    await expect(row).to_contain_text("Hold the meeting")
    assert [urlsplit(one).path for one in fetched] == ["/cases"]


async def test_a_change_between_drawing_and_listening_is_caught_up(
    portal: RunningPortal, browser: Browser
) -> None:
    page, _ = await opened(browser, portal)
    hold = portal.reporting.says

    async def change_first(route: object) -> None:
        hold.change(CHANGED)
        await route.continue_()  # type: ignore[attr-defined]

    await page.route("**/live", change_first)
    await page.goto("/cases")

    await expect(page.get_by_role("row", name="PLY-RR-2026-0008")).to_contain_text(
        "Hold the meeting"
    )


async def test_a_page_survives_reporting_and_catches_up(
    portal: RunningPortal, browser: Browser
) -> None:
    page, _ = await opened(browser, portal)
    await page.goto("/cases")
    await expect(page.locator("[data-live-note]")).to_contain_text("updates by itself")

    await portal.reporting.close()
    await expect(page.locator("[data-live-note]")).to_contain_text("paused", timeout=SLOW_MS)
    await expect(page.get_by_role("row")).to_have_count(7)
    portal.reporting.says.change(CHANGED)
    await portal.reporting.open()

    row = page.get_by_role("row", name="PLY-RR-2026-0008")
    await expect(row).to_contain_text("Hold the meeting", timeout=SLOW_MS)
    await expect(page.locator("[data-live-note]")).to_contain_text("updates by itself")


async def test_a_page_that_is_left_gives_its_stream_back(
    portal: RunningPortal, browser: Browser
) -> None:
    page, _ = await opened(browser, portal)
    await page.goto("/cases")
    await expect(page.locator("[data-live-note]")).to_contain_text("updates by itself")

    await page.goto("/people")

    await page.wait_for_timeout(300)
    assert portal.app.state.watching.streams == 0


async def test_the_journey_works_without_scripts(portal: RunningPortal, browser: Browser) -> None:
    page, _ = await opened(browser, portal, java_script_enabled=False)
    await page.goto("/people")
    await page.get_by_label("Coordinator, Plymouth").check()
    await page.get_by_role("button", name="Continue").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("Your work")
    await expect(page.locator(".rr-partnership")).to_contain_text("Plymouth")
    await page.get_by_role("link", name="Cases", exact=True).click()
    await page.get_by_role("link", name="Next step").click()
    await page.get_by_label("Which cases").select_option("Live cases with something late")
    await page.get_by_role("button", name="Show").click()
    assert dict(parse_qsl(urlsplit(page.url).query)) == {"show": "late", "sort": "next"}
    await page.get_by_role("link", name="PLY-RR-2026-0008").click()
    await page.get_by_role("link", name="Decisions", exact=True).click()
    await expect(page.get_by_role("heading", level=3).first).to_contain_text("G4")


async def test_a_list_is_sorted_and_filtered_in_place(
    portal: RunningPortal, browser: Browser
) -> None:
    page, complaints = await opened(browser, portal)
    await page.goto("/cases")
    await page.evaluate("window.stays = true")

    await page.get_by_role("link", name="Case", exact=True).click()
    await expect(page.locator("th[aria-sort=ascending]")).to_contain_text("Case")
    assert page.url.endswith("/cases?sort=case")
    await expect(page.locator("th[aria-sort] a")).to_be_focused()
    await page.get_by_label("Stage").select_option("Decision to review")
    await page.get_by_role("button", name="Show").click()
    await expect(page.locator("tbody tr")).to_have_count(1)
    assert page.url.endswith("/cases?stage=decision&sort=case")
    await expect(page.get_by_role("status")).to_contain_text("Cases found: 1 case")

    await page.go_back()
    await expect(page.locator("tbody tr")).to_have_count(6)
    await expect(page.get_by_label("Stage")).to_have_value("")
    assert await page.evaluate("window.stays")
    assert complaints == []


async def test_what_cannot_be_fetched_in_place_is_gone_to(
    portal: RunningPortal, browser: Browser
) -> None:
    page, _ = await opened(browser, portal)
    await page.goto("/cases")
    await portal.reporting.close()

    await page.get_by_role("link", name="Case", exact=True).click()

    await expect(page.get_by_role("heading", level=1)).to_have_text(
        "This page is not available for the moment"
    )


@pytest.mark.parametrize("address", PAGES)
async def test_nothing_scrolls_sideways_on_a_narrow_screen(
    portal: RunningPortal, browser: Browser, address: str
) -> None:
    page, _ = await opened(browser, portal, viewport={"width": 320, "height": 600})

    await page.goto(address)

    assert await page.evaluate("document.documentElement.scrollWidth") == 320


@pytest.mark.parametrize("address", PAGES)
async def test_the_policy_blocks_nothing_of_ours(
    portal: RunningPortal, browser: Browser, address: str
) -> None:
    page, complaints = await opened(browser, portal)

    await page.goto(address)
    await page.wait_for_load_state("load")

    assert [said for said in complaints if "404" not in said] == []


async def test_an_error_takes_the_focus(portal: RunningPortal, browser: Browser) -> None:
    page, _ = await opened(browser, portal)
    await page.goto("/people")
    await page.evaluate("document.querySelector('input[checked]').checked = false")

    await page.get_by_role("button", name="Continue").click()

    await expect(page.get_by_role("alert")).to_contain_text("Choose who you are")
    await expect(page.locator(".govuk-error-summary")).to_be_focused()


async def test_a_refused_field_is_reached_from_the_summary_and_keeps_what_was_typed(
    portal: RunningPortal, browser: Browser
) -> None:
    narrow = {"width": 320, "height": 600}
    page, _ = await opened(browser, portal, viewport=narrow, java_script_enabled=False)
    await page.goto("/people")
    await page.get_by_label("Coordinator, Plymouth").check()
    await page.get_by_role("button", name="Continue").click()
    portal.notifications.says.problems = [problem("address", "notifications.address_wrong")]
    await page.goto("/messages/preference")
    await page.get_by_label("By e-mail", exact=True).check()
    await page.get_by_label("E-mail address").fill("somebody at example")

    await page.get_by_role("button", name="Save").click()
    await page.get_by_role("link", name="Enter an e-mail address").click()

    assert page.url.endswith("#address")
    await expect(page.get_by_label("E-mail address")).to_have_value("somebody at example")
    await expect(page.get_by_label("By e-mail", exact=True)).to_be_checked()
    assert await page.evaluate("document.documentElement.scrollWidth") == 320
