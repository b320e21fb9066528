"""With the keyboard alone: from choosing a person to a referral that is sent, by Tab, Enter, Space and arrows only."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, Page, expect

from tests.portal.running_portal import PEOPLE, RunningPortal
from tests.support.chromium import PATIENCE_MS

pytestmark = [pytest.mark.browser, pytest.mark.timeout(600)]

AUTHOR = "ply-hospital-author"
TABS_MAX = 120
_FOCUS = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const marked = (style) => style.boxShadow !== "none"
    || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
  const label = one.labels && one.labels[0];
  const {top, bottom, left, right} = (label || one).getBoundingClientRect();
  const before = window.rrBefore;
  window.rrBefore = one;
  return {
    name: (label || one).textContent.trim().replace(/\\s+/g, " ").slice(0, 80) || one.name || one.id,
    id: one.id, field: one.name || "", value: one.value || "", tag: one.tagName,
    isMarked: marked(getComputedStyle(one)) || (!!label && marked(getComputedStyle(label, "::before"))),
    isThere: bottom > 0 && top < innerHeight && right > 0 && left < innerWidth,
    isInOrder: !before || !before.isConnected
      || !!(before.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING),
    isInMain: !!one.closest("main"),
  };
}"""


class Keyboard:
    """Somebody with no mouse, who looks each time where they are."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.way: list[str] = []

    async def tab(self) -> dict[str, object] | None:
        """One Tab further: what has the focus shows it, stands on the screen, and comes after what had it before."""
        await self.page.keyboard.press("Tab")
        focus = await self.page.evaluate(_FOCUS)
        if focus is not None:
            self.way.append(str(focus["name"]))
            seen = {what: focus[what] for what in ("isMarked", "isThere", "isInOrder")}
            assert all(seen.values()), f"{self.page.url}: {focus['name']!r}: {seen}"
        return dict(focus) if focus else None

    async def to(self, *, name: str = "", field: str = "", value: str = "") -> None:
        """Tab to what is called so, or to a field."""
        for _ in range(TABS_MAX):
            focus = await self.tab()
            assert focus is not None, f"{self.page.url} has no {name or field}: {self.way}"
            if field and (focus["field"], value or focus["value"]) == (field, focus["value"]):
                return
            if name and str(focus["name"]).startswith(name):
                return
        pytest.fail(f"{self.page.url}: no way out of {self.way[-4:]}")

    async def press(self, key: str, *, leads_to: str) -> None:
        """Press a key that leads to another page."""
        await self.page.keyboard.press(key)
        await expect(self.page.get_by_role("heading", level=1)).to_have_text(leads_to)
        await self.page.wait_for_load_state("load")

    async def write(self, text: str) -> None:
        """Type into what has the focus."""
        await self.page.keyboard.press("ControlOrMeta+A")
        await self.page.keyboard.type(text)


@pytest.fixture
async def keyboard(portal: RunningPortal, browser: Browser) -> AsyncIterator[Keyboard]:
    context = await browser.new_context(base_url=portal.address)
    context.set_default_timeout(PATIENCE_MS)
    page = await context.new_page()
    await page.goto("/people")
    yield Keyboard(page)
    await context.close()


async def chosen(keyboard: Keyboard) -> None:
    """Become the author, by arrows."""
    await keyboard.to(field="person")
    for _ in range([one.id for one in PEOPLE].index(AUTHOR)):
        await keyboard.page.keyboard.press("ArrowDown")
    await keyboard.to(name="Continue")
    await keyboard.press("Enter", leads_to="Your work")


async def test_the_skip_link_leads_past_the_navigation(keyboard: Keyboard) -> None:
    await chosen(keyboard)

    first = await keyboard.tab()
    assert first is not None
    assert first["name"] == "Skip to main content"
    await keyboard.page.keyboard.press("Enter")

    assert await keyboard.page.evaluate("document.activeElement.id") == "main-content"
    following = await keyboard.tab()
    assert following is not None
    assert following["isInMain"]


async def test_nothing_holds_the_focus(keyboard: Keyboard) -> None:
    await keyboard.page.goto("/accessibility")

    while await keyboard.tab() is not None:
        assert len(keyboard.way) < TABS_MAX, keyboard.way[-4:]

    assert keyboard.way[0] == "Skip to main content"
    assert keyboard.way[-1] == "Accessibility statement"


async def test_an_incident_is_referred_and_an_error_mended_without_a_mouse(
    portal: RunningPortal, keyboard: Keyboard
) -> None:
    await chosen(keyboard)
    await keyboard.to(name="Refer an incident")
    await keyboard.press("Enter", leads_to="Refer an incident")
    await keyboard.to(field="risk")
    await keyboard.page.keyboard.press("ArrowDown")
    await keyboard.to(name="Continue")
    await keyboard.press("Enter", leads_to="Refer an incident")
    await keyboard.to(name="What happened")
    await keyboard.press("Enter", leads_to="What happened")

    await keyboard.to(field="incident.category")
    await keyboard.page.keyboard.press("Space")
    await keyboard.to(field="incident.occurred_on-day")
    await keyboard.write("40")
    await keyboard.to(field="incident.what_happened")
    await keyboard.write("An invented incident.")
    await keyboard.to(name="Save and continue")
    await keyboard.page.keyboard.press("Enter")

    await expect(keyboard.page.locator(".govuk-error-summary")).to_be_focused()
    await keyboard.to(name="Enter a real date")
    await keyboard.page.keyboard.press("Enter")
    await expect(keyboard.page.locator("#incident-occurred_on-day")).to_be_focused()
    await keyboard.write("2")
    await keyboard.to(field="incident.occurred_on-month")
    await keyboard.write("9")
    await keyboard.to(field="incident.occurred_on-year")
    await keyboard.write("2026")
    await keyboard.press("Enter", leads_to="Safety now")

    await keyboard.to(name="Back to all sections")
    await keyboard.press("Enter", leads_to="Refer an incident")
    await keyboard.to(name="See what is missing, and send")
    await keyboard.press("Enter", leads_to="Check your answers")
    await keyboard.to(name="Send to your senior safeguarding lead")
    await keyboard.press("Enter", leads_to="Sent to your senior safeguarding lead")
    assert portal.taken.taken[0].incident.occurred_on == "2026-09-02"
