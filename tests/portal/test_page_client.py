"""The checks are checked: each fault is planted in a good page, and must be named."""

from __future__ import annotations

import httpx
import pytest

from tests.support.page_client import HEADERS, faults_of, header_faults_of

GOOD = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>Cases, Rapid Review</title>
<script src="/static/live.js"></script></head>
<body><a href="#main-content">Skip</a><main id="main-content"><h1>Cases</h1><h2>Late</h2>
<form method="post" action="/people"><input type="hidden" name="form_token" value="t">
<fieldset><legend>Who</legend>
<label for="who">Who</label><input id="who" name="who" type="radio"></fieldset></form>
<table aria-labelledby="main-content"><tr><th scope="col">Case</th></tr></table>
<img src="/static/a.svg" alt="A chart"><svg aria-hidden="true"></svg>
<a href="/people">People</a></main></body></html>"""

PLANTS = [
    ("<h2>Late</h2>", "<h2>Late</h3>", "not valid"),
    ("<h2>Late</h2>", "<p><div>Late</div></p>", "not valid"),
    ("<!DOCTYPE html>", "", "not valid"),
    ("<h1>Cases</h1>", "", "0 h1"),
    ("<h2>Late</h2>", "<h1>Late</h1>", "2 h1"),
    ("<title>Cases", "<title>Home", "does not begin with the h1"),
    ("<h2>Late</h2>", "<h3>Late</h3>", "heading level skipped"),
    ('<a href="#main-content">Skip</a>', "", "no skip link"),
    ("<h2>", '<h2 id="who">', "id 'who' is used 2 times"),
    ('aria-labelledby="main-content"', 'aria-labelledby="gone"', "points nowhere: gone"),
    ('<label for="who">', '<label for="other">', "no label for who"),
    ('<label for="who">Who</label>', '<label for="who"></label>', "no label for who"),
    ("<legend>Who</legend>", "", "choices without a legend"),
    ('method="post" ', "", "form without method"),
    (' action="/people"', "", "form without method and action"),
    ('name="form_token" value="t"', 'name="other" value="t"', "form without token"),
    ('name="form_token" value="t"', 'name="form_token" value=""', "form without token"),
    ("</form>", '</form><form method="get" action="/people"></form>', "more than one form"),
    (' alt="A chart"', "", "image without alt"),
    ('<svg aria-hidden="true">', "<svg>", "neither named nor hidden"),
    (' aria-labelledby="main-content"', "", "table without a name"),
    ('scope="col"', "", "table header without scope"),
    ('lang="en-GB"', 'lang="en"', "language"),
    ("<h2>", '<h2 style="color: red">', "inline style"),
    ("</head>", "<style>h1 {}</style></head>", "inline style"),
    ("</head>", "<script>go()</script></head>", "inline script"),
    ("<h2>", '<h2 onclick="go()">', "inline onclick"),
    ('href="/people"', 'href="javascript:go()"', "script in an address"),
    ('href="/people"', 'href="/gone"', "dead link: /gone"),
    ('href="/people"', 'href="#gone"', "dead link: #gone"),
    ('src="/static/live.js"', 'src="https://elsewhere.example/a.js"', "leads elsewhere"),
    (">People</a>", "></a>", "link without words"),
    ('href="/people"', 'href="/people?name=Ada+Invented"', "address with more than codes"),
    ('href="/people"', 'href="/people/Ada%20Invented"', "address with more than codes"),
    ('href="/people"', 'href="/people?x=ada@example.org"', "address with more than codes"),
    (
        "</form>",
        '</form><form method="get" action="/people"><label for="q">Q</label><input id="q" name="q"></form>',
        "words are typed into an address: q",
    ),
    ("<h2>Late</h2>", "<h2>Who's late</h2>", "typewriter quotes"),
    ("<h2>Late</h2>", "<h2>None</h2>", "None on the page"),
]


def test_a_good_page_has_no_faults() -> None:
    assert faults_of(GOOD, known) == []


@pytest.mark.parametrize(("good", "bad", "fault"), PLANTS)
def test_every_planted_fault_is_named(good: str, bad: str, fault: str) -> None:
    assert good in GOOD

    found = faults_of(GOOD.replace(good, bad, 1), known)

    assert any(fault in one for one in found), found


def test_protected_answers_have_no_faults() -> None:
    assert header_faults_of(answer()) == []


@pytest.mark.parametrize("name", [*HEADERS, "cache-control"])
def test_every_missing_header_is_named(name: str) -> None:
    assert header_faults_of(answer(**{name: ""}))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("content-security-policy", HEADERS["content-security-policy"] + "img-src *"),
        ("content-security-policy", HEADERS["content-security-policy"] + "img-src 'unsafe-inline'"),
        ("set-cookie", "a=b; HttpOnly"),
        ("set-cookie", "a=b; SameSite=Lax"),
        ("cache-control", "public"),
    ],
)
def test_every_weak_header_is_named(name: str, value: str) -> None:
    assert header_faults_of(answer(**{name: value}))


def answer(**changed: str) -> httpx.Response:
    return httpx.Response(200, headers=dict(HEADERS) | {"cache-control": "no-store"} | changed)


def known(path: str) -> bool:
    return path in {"/people", "/static/live.js", "/static/a.svg"}
