"""What a browser can say about a page: axe-core's rules, what is cut off, and what makes it scroll sideways.

The pages' policy allows no script of others. The debugger, through which the browser is asked here, is not bound by
it, so nothing of the policy is loosened for a test.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from playwright.async_api import Page, ViewportSize

from portal.build_static import PORTAL
from tests.support.chromium import missing

AXE = PORTAL / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
NARROW: ViewportSize = {"width": 320, "height": 512}
"""A window of 1280 pixels, of which everything is enlarged to 400 %."""
WIDE: ViewportSize = {"width": 1280, "height": 900}
SPACED = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }
"""
"""The text spacing of success criterion 1.4.12."""

_RULES = """async (tags) => {
  for (const one of document.querySelectorAll("details")) one.open = true;
  const found = await axe.run(document, {
    runOnly: {type: "tag", values: tags}, resultTypes: ["violations"],
    rules: {"target-size": {enabled: true}},
  });
  return found.violations.flatMap((rule) => rule.nodes.map((node) =>
    `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary.split("\\n").slice(1, 3).join(" ").trim()}`));
}"""
_TOO_SMALL = """async () => {
  const found = await axe.run(document, {runOnly: {type: "rule", values: ["target-size"]}});
  return found.violations.flatMap((rule) => rule.nodes.map((node) => `too small: ${node.target.join(" ")}`));
}"""
_CUT_OFF = """() => {
  const seen = (one) => {
    const box = one.getBoundingClientRect();
    return box.width > 1 && box.height > 1 && one.checkVisibility({checkVisibilityCSS: true});
  };
  const hidden = (one) => one && one !== document.body
    && (getComputedStyle(one).clipPath === "inset(50%)" || hidden(one.parentElement));
  const scrolls = (one) => one.closest(
    "[role=region][tabindex='0']:is([aria-label], [aria-labelledby])");
  const named = (one) => one.tagName.toLowerCase() + (one.id ? `#${one.id}` : "")
    + [...one.classList].map((name) => `.${name}`).join("") + ` "${one.textContent.trim().slice(0, 40)}"`;
  const found = [];
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > width) {
    found.push(`scrolls sideways: ${document.documentElement.scrollWidth} of ${width}`);
  }
  for (const one of document.querySelectorAll("body *")) {
    if (one.closest("svg") || !seen(one) || scrolls(one)) continue;
    if (hidden(one)) {
      if (one.matches("a[href], button, input, select, textarea, summary") && one.tabIndex >= 0
          && !one.matches(".govuk-skip-link")) found.push(`takes the focus and is not seen: ${named(one)}`);
      continue;
    }
    const {overflowX, overflowY, position} = getComputedStyle(one);
    const clips = [overflowX, overflowY].some((how) => how === "hidden" || how === "clip");
    const lost = one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1;
    if (clips && lost) found.push(`cut off: ${named(one)}`);
    if (one.getBoundingClientRect().right > width + 1 && position !== "absolute") {
      found.push(`beyond the edge: ${named(one)}`);
    }
  }
  return found;
}"""
_SPACE = """(rules) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets = [sheet];
}"""
_TYPE = """([typed, button]) => {
  const form = document.querySelector("main form");
  for (const [name, said] of Object.entries(typed)) {
    for (const field of form.querySelectorAll(`[name="${name}"]`)) {
      if (field.type === "radio" || field.type === "checkbox") field.checked = field.value === said;
      else field.value = said;
    }
  }
  const named = form.querySelector(`button[name="do"][value="${button}"]:not(.rr-enter)`);
  (named || form.querySelector("button:not(.rr-enter)")).click();
}"""


def axe_core() -> str:
    """The rules, as they came from npm with the page's style sheets."""
    if not AXE.is_file():
        missing("axe-core (run python -m portal.build_static)")
    return AXE.read_text(encoding="utf-8")


async def sent(page: Page, typed: Mapping[str, Any], button: str) -> int:
    """Type this into the page's form and press a button; the status of the page that answers."""
    async with page.expect_navigation() as answered:
        await page.evaluate(_TYPE, [dict(typed), button])
    return (await answered.value).status


async def broken_rules(page: Page, axe: str) -> list[str]:
    """Every rule that an element of the page breaks, with hidden parts opened."""
    await page.evaluate(axe)
    return list(await page.evaluate(_RULES, list(TAGS)))


async def lost_when_spaced(page: Page) -> list[str]:
    """What is cut off at a width of 1280 pixels when text is spaced out."""
    await page.evaluate(_SPACE, SPACED)
    found = await page.evaluate(_CUT_OFF)
    await page.evaluate(_SPACE, "")
    return [f"with text spacing {one}" for one in found]


async def lost_when_enlarged(page: Page) -> list[str]:
    """What is cut off, too small to be met or makes the page scroll sideways, when it is enlarged to 400 %.

    ``broken_rules`` has to have been asked before.
    """
    await page.set_viewport_size(NARROW)
    found = [*await page.evaluate(_CUT_OFF), *await page.evaluate(_TOO_SMALL)]
    await page.set_viewport_size(WIDE)
    return [f"at 400 % {one}" for one in found]
