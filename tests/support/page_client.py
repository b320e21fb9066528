"""A page client that checks every page it fetches, so that no test has to think of it.

Whatever a test asks about, the page must also be valid, accessible in the ways that a program can see,
free of inline script and style, and without dead links; and its answer must carry the headers that
protect it. ``faults_of`` and ``header_faults_of`` are the checks; ``tests/portal/test_page_client.py``
plants each fault and sees it caught.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

import html5lib
import httpx
from bs4 import BeautifulSoup, Tag
from bs4.builder._html5lib import HTML5TreeBuilder
from html5lib.constants import E
from html5lib.html5parser import ParseError
from starlette.routing import BaseRoute, Match

ABOVE = ["govuk-error-summary", "govuk-notification-banner"]
"""What stands above the h1 by design, with a heading of its own."""
Exists = Callable[[str], bool]

TOKEN_FIELD = "form_token"
UNLABELLED = frozenset({"hidden", "submit", "button", "image", "reset"})
POINTERS = ("aria-labelledby", "aria-describedby", "aria-controls")
HEADERS: Mapping[str, str] = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; ",
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}
UNSAFE = ("unsafe-inline", "unsafe-eval", "http:", "https:", " *")


class PageClient:
    """Fetches pages over HTTP. Every page and every answer is checked."""

    def __init__(self, http: httpx.AsyncClient, routes: Sequence[BaseRoute]) -> None:
        self.http = http
        self._exists = exists_in(routes)

    async def get(self, address: str, *, status: int = 200) -> BeautifulSoup:
        """The page at ``address``, checked."""
        return self.checked(await self.http.get(address), status)

    async def post(
        self, address: str, fields: Mapping[str, str], *, status: int = 200
    ) -> BeautifulSoup:
        """The page that answers a form, checked. The form's token is fetched first."""
        page = await self.get(address)
        token = page.select_one(f"input[name={TOKEN_FIELD}]")
        sent = {TOKEN_FIELD: str(token["value"]) if token else ""} | dict(fields)
        return self.checked(await self.http.post(address, data=sent), status)

    async def fragment(self, address: str) -> BeautifulSoup:
        """The live part alone, as a script asks for it."""
        answer = await self.http.get(address, headers={"X-Fragment": "live"})
        assert answer.status_code == 200, answer.text
        found = header_faults_of(answer) + list(_fragment_faults(answer.text))
        assert not found, f"{address}: {found}"
        return BeautifulSoup(answer.text, "html5lib")

    def checked(self, answer: httpx.Response, status: int) -> BeautifulSoup:
        """The page of ``answer``. Fails with a list of everything that is wrong with it."""
        assert answer.status_code == status, f"{answer.status_code}: {answer.text[:2000]}"
        found = header_faults_of(answer)
        if not answer.is_redirect:
            found += faults_of(answer.text, self._exists)
        assert not found, f"{answer.request.method} {answer.request.url}: {found}"
        return BeautifulSoup(answer.text, "html5lib")


def words_of(page: Tag, selector: str) -> list[str]:
    """The words of each thing that ``selector`` finds, with single spaces."""
    return [_text(tag) for tag in page.select(selector)]


def exists_in(routes: Sequence[BaseRoute]) -> Exists:
    """Whether a path of ours is answered by one of ``routes``."""

    def exists(path: str) -> bool:
        scope = {"type": "http", "path": path, "method": "GET", "root_path": ""}
        return any(route.matches(scope)[0] is Match.FULL for route in routes)

    return exists


def header_faults_of(answer: httpx.Response) -> list[str]:
    """What is wrong with the headers of a page's answer."""
    found = [
        f"header {name} is {answer.headers.get(name)!r}"
        for name, start in HEADERS.items()
        if not answer.headers.get(name, "").startswith(start)
    ]
    policy = answer.headers.get("content-security-policy", "")
    found += [f"policy allows {mark}" for mark in UNSAFE if mark in policy]
    if answer.headers.get("cache-control") != "no-store":
        found.append("may be kept by a cache")
    for cookie in answer.headers.get_list("set-cookie"):
        flags = cookie.lower()
        if "httponly" not in flags or "samesite=lax" not in flags:
            found.append(f"cookie without its flags: {cookie.partition('=')[0]}")
    return found


def faults_of(text: str, exists: Exists) -> list[str]:
    """Everything that is wrong with a page."""
    parsing = _Parsing()
    page = BeautifulSoup(text, builder=parsing)
    checks = (
        _validity(parsing),
        _frame(page),
        _ids(page),
        _fields(page),
        _forms(page),
        _inline(page),
        _pictures_and_tables(page),
        _links(page, exists),
        _words(page),
    )
    return [fault for check in checks for fault in check]


def _fragment_faults(text: str) -> Iterator[str]:
    try:
        html5lib.HTMLParser(strict=True).parseFragment(text)
    except ParseError as error:
        yield f"not valid: {error}"
    page = BeautifulSoup(text, "html5lib")
    if len(page.select("[data-live]")) != 1:
        yield "not one live part"
    if page.select("h1, title, header, footer"):
        yield "holds more than the live part"
    yield from _ids(page)
    yield from _inline(page)


class _Parsing(HTML5TreeBuilder):
    """Parses as browsers do and keeps what they would have to guess, so that a page is read once and not twice."""

    errors: Sequence[tuple[object, str, Mapping[str, object]]] = ()

    def feed(self, markup: Any) -> None:
        tree: Any = self.create_treebuilder
        parser = html5lib.HTMLParser(tree=tree)
        parser.parse(markup)
        self.errors = parser.errors


def _validity(parsing: _Parsing) -> Iterator[str]:
    for _, code, told in parsing.errors:
        yield f"not valid: {E[code] % told}"


def _frame(page: BeautifulSoup) -> Iterator[str]:
    if page.html is None or page.html.get("lang") != "en-GB":
        yield "language is not en-GB"
    headings = [_text(heading) for heading in page.select("h1")]
    if len(headings) != 1:
        yield f"{len(headings)} h1"
    title = _text(page.title) if page.title else ""
    if headings and not title.removeprefix("Error: ").startswith(headings[0]):
        yield f"title {title!r} does not begin with the h1"
    level = 0
    for heading in page.select("h1, h2, h3, h4, h5, h6"):
        if heading.find_parent(class_=ABOVE):
            continue
        if int(heading.name[1]) > level + 1:
            yield f"heading level skipped before {_text(heading)!r}"
        level = int(heading.name[1])
    if not page.select_one("main#main-content") or not page.select_one("a[href='#main-content']"):
        yield "no skip link to the main content"


def _ids(page: BeautifulSoup) -> Iterator[str]:
    for value, times in Counter(str(tag["id"]) for tag in page.select("[id]")).items():
        if times > 1:
            yield f"id {value!r} is used {times} times"
    for pointer in POINTERS:
        for tag in page.select(f"[{pointer}]"):
            for value in str(tag[pointer]).split():
                if not page.find(id=value):
                    yield f"{pointer} points nowhere: {value}"


def _fields(page: BeautifulSoup) -> Iterator[str]:
    for field in page.select("input, select, textarea"):
        if field.name == "input" and field.get("type", "text") in UNLABELLED:
            continue
        label = page.find("label", attrs={"for": field.get("id") or "-"})
        if not label or not _text(label):
            yield f"no label for {field.get('name')}"
    choices = page.select("input[type=radio], input[type=checkbox]")
    together = Counter(str(one.get("name")) for one in choices)
    for one in choices:
        within = one.find_parent("fieldset")
        alone = one.get("type") == "checkbox" and together[str(one.get("name"))] == 1
        if not alone and not (within and within.legend):
            yield f"choices without a legend: {one.get('name')}"


def _forms(page: BeautifulSoup) -> Iterator[str]:
    for form in page.select("form"):
        method = str(form.get("method", "")).lower()
        if method not in {"get", "post"} or not form.get("action"):
            yield "form without method and action"
        if method == "post" and not form.select_one(
            f"input[name={TOKEN_FIELD}][value]:not([value=''])"
        ):
            yield "form without token"
    if len(page.select("form")) > 1:
        yield "more than one form"


def _inline(page: BeautifulSoup) -> Iterator[str]:
    for tag in page.find_all(True):
        if tag.name == "style" or (tag.name == "script" and not tag.get("src")):
            yield f"inline {tag.name}"
        for name, value in tag.attrs.items():
            if name == "style" or name.startswith("on"):
                yield f"inline {name}"
            if name in {"href", "src", "action"} and str(value).lower().startswith("javascript:"):
                yield "script in an address"


def _pictures_and_tables(page: BeautifulSoup) -> Iterator[str]:
    for picture in page.select("img"):
        if picture.get("alt") is None:
            yield "image without alt"
    for drawing in page.select("svg"):
        if drawing.get("aria-hidden") != "true" and not drawing.get("aria-label"):
            yield "drawing that is neither named nor hidden"
    for table in page.select("table"):
        if not table.caption and not table.get("aria-labelledby"):
            yield "table without a name"
    for header in page.select("th"):
        if header.get("scope") not in {"col", "row"}:
            yield f"table header without scope: {_text(header)!r}"


def _links(page: BeautifulSoup, exists: Exists) -> Iterator[str]:
    for tag in page.select("[href], [src], [action]"):
        address = str(tag.get("href") or tag.get("src") or tag.get("action"))
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            yield f"leads elsewhere: {address}"
        elif not (exists(parts.path) if parts.path else page.find(id=parts.fragment)):
            yield f"dead link: {address}"
        if tag.name == "a" and not _text(tag):
            yield f"link without words: {address}"


def _words(page: BeautifulSoup) -> Iterator[str]:
    text = _text(page.body) if page.body else ""
    if "'" in text or '"' in text:
        yield "typewriter quotes"
    for piece in page.body.stripped_strings if page.body else ():
        if piece in {"None", "Undefined"} or "{{" in piece or "{%" in piece:
            yield f"{piece} on the page"


def _text(tag: Tag) -> str:
    return " ".join(tag.get_text(" ", strip=True).split())
