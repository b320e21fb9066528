"""The operations and the audit pages in a real browser, without scripts, on the narrowest screen."""

from __future__ import annotations

import pytest
from playwright.async_api import Browser, expect

from contracts.grpc import history_pb2
from contracts.grpc import operations_pb2 as wire
from tests.portal.every_door import AT, CASE_ID, EVENT_ID, REFERENCE, every_service, stamped
from tests.portal.test_browser import opened

pytestmark = pytest.mark.browser

PARKED = f"/operations/parked/review/review_access/{CASE_ID}"
PAGES = {
    "Regional operator": ("/operations", PARKED),
    "Regional observer": ("/audit", f"/audit/{REFERENCE}?step=3", f"/audit/{REFERENCE}/verified"),
    "Data protection officer, Plymouth": (f"/reads?reference={REFERENCE}",),
}


async def test_nothing_scrolls_sideways_and_an_operator_gets_by_without_scripts(
    browser: Browser,
) -> None:
    async with every_service() as services:
        review = services.door("review")
        case = wire.ParkedCase(
            listener="review_access", case_id=CASE_ID, partnership="PLY", reference=REFERENCE, events=1,
            holding_up=wire.ParkedEvent(event_id=EVENT_ID),
        )  # fmt: skip
        review.parked.cases.append(stamped(case, oldest_at=AT))
        read = history_pb2.CaseRead(person="ply-coordinator", role="coordinator", times=1)
        review.reads = [stamped(read, first_at=AT, last_at=AT)]
        narrow = {"width": 320, "height": 600}
        page, complaints = await opened(
            browser, services.portal, viewport=narrow, java_script_enabled=False
        )
        for person, addresses in PAGES.items():
            await page.goto("/people")
            await page.get_by_label(person, exact=True).check()
            await page.get_by_role("button", name="Continue").click()
            for address in addresses:
                await page.goto(address)
                width = await page.evaluate("document.documentElement.scrollWidth")
                assert (address, width) == (address, 320)
        await page.goto("/people")
        await page.get_by_label("Regional operator", exact=True).check()
        await page.get_by_role("button", name="Continue").click()
        await page.get_by_role("link", name=REFERENCE).click()
        await page.get_by_label("Try again").check()
        await page.get_by_role("button", name="Do this").click()

        await expect(page.locator(".govuk-notification-banner")).to_contain_text("Tried again")
        assert len(review.commands) == 1
        assert complaints == []
