"""What a person does with a form: open a page, type, press a button. Hidden fields go along, as in a browser."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from bs4 import BeautifulSoup, Tag

from tests.support.page_client import PageClient


class Visited(Protocol):
    """A portal and the browser of one person."""

    @property
    def client(self) -> PageClient:
        """The browser."""


def inputs_of(page: BeautifulSoup) -> dict[str, Any]:
    """What a browser would send of the form as it stands, without a button."""
    sent: dict[str, Any] = {}
    form = page.select_one("main form")
    assert form is not None, "no form on this page"
    for one in form.select("input, textarea, select"):
        name = str(one.get("name", ""))
        if not name or one.get("type") == "file":
            continue
        if one.get("type") in {"radio", "checkbox"}:
            if one.has_attr("checked"):
                sent.setdefault(name, []).append(one["value"])
        else:
            sent[name] = _said(one)
    return sent


def _said(one: Tag) -> str:
    if one.name == "textarea":
        return one.text.removeprefix("\n")
    if one.name == "select":
        chosen = one.select_one("option[selected]")
        return str(chosen["value"]) if chosen else ""
    return str(one.get("value", ""))


async def press(
    portal: Visited,
    address: str,
    typed: Mapping[str, Any],
    *,
    do: str = "next",
    status: int = 303,
    page: BeautifulSoup | None = None,
) -> BeautifulSoup:
    """Type into the page at ``address`` (or into one that was opened before), press a button, and look."""
    page = page or await portal.client.get(address)
    sent = {**inputs_of(page), **typed, "do": do}
    return portal.client.checked(await portal.client.http.post(address, data=sent), status)
