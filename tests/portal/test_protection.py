from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from starlette.datastructures import Headers

from portal import permissions
from portal.main import Doors, build
from portal.routes import EXAMPLE_PEOPLE, PAGES, SIGN_IN
from portal.views.headers import host_of, is_from_elsewhere
from tests.portal.forms_door import CASE
from tests.portal.running_portal import NAMES, PEOPLE, RunningPortal
from tests.portal.signing_in import signing_in
from tests.support.chromium import missing
from tests.support.page_client import header_faults_of, words_of

EVERY_ADDRESS = [
    "/",
    "/cases/PLY-RR-2026-0008",
    "/tasks",
    "/messages",
    "/messages/preference",
    "/people",
    "/health",
    "/nothing",
    "/static/x/y.css",
]


async def test_every_answer_is_protected(portal: RunningPortal) -> None:
    for method in ("GET", "HEAD", "POST", "DELETE"):
        for address in EVERY_ADDRESS:
            answer = await portal.client.http.request(method, address)

            assert header_faults_of(answer) == [], f"{method} {address}"


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", ""]
)
async def test_foreign_host_names_reach_nothing(portal: RunningPortal, host: str) -> None:
    answer = await portal.client.http.get("/", headers={"Host": host})

    assert answer.status_code == 400
    assert portal.reporting.says.callers == []
    assert header_faults_of(answer) == []


@pytest.mark.parametrize(
    ("said", "host"),
    [
        ("localhost", "localhost"),
        ("LOCALHOST:8000", "localhost"),
        ("127.0.0.1:8000", "127.0.0.1"),
        ("[::1]:8000", "::1"),
        ("localhost.", "localhost"),
    ],
)
def test_a_host_is_known_without_its_port(said: str, host: str) -> None:
    assert host_of(Headers({"host": said})) == host


PARTS = {
    "reference": "PLY-RR-2026-0008", "partnership": "PLY", "subject": CASE, "form": "referral",
    "section": "why", "number": "0", "service": "review", "listener": "review.listener", "case_id": CASE,
    "source": "referral", "partition": "0", "offset": "1", "digest": "0", "name": "frame.js",
}  # fmt: skip
"""All that an address of ours may hold: a code, a reference, an id or a number. Nothing else has a place in one."""
ROUTES = (*PAGES, *EXAMPLE_PEOPLE, *SIGN_IN)


def parts_of(path: str) -> list[str]:
    return [part.partition(":")[0] for part in re.findall(r"{([^}]+)}", path)]


def test_addresses_hold_references_codes_ids_and_numbers_only() -> None:
    assert {part for _, path, *_ in ROUTES for part in parts_of(path)} == set(PARTS)


@pytest.mark.parametrize("person", ["region-observer", "ply-coordinator", "ply-hospital-author"])
async def test_no_page_may_be_kept_by_a_cache_whoever_asks(
    portal: RunningPortal, person: str
) -> None:
    await portal.become(person)
    for verb, path, page, _ in (*PAGES, *EXAMPLE_PEOPLE):
        if page in {"static", "live"}:
            continue
        address = re.sub(r"{(\w+)(:\w+)?}", lambda part: PARTS[part[1]], path)
        answer = await portal.client.http.request(verb, address, headers={"X-Fragment": "x"})

        assert header_faults_of(answer) == [], f"{verb} {address}"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site", "Origin": "http://127.0.0.1:3000"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://["}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 303),
        ({"Sec-Fetch-Site": "none"}, 303),
        ({}, 303),
    ],
)
async def test_a_form_that_another_site_sends_is_refused_even_with_its_token(
    portal: RunningPortal, headers: dict[str, str], status: int
) -> None:
    page = await portal.client.get("/people")
    token = str(page.select("input[name=form_token]")[0]["value"])
    sent = {"person": "ply-coordinator", "form_token": token}

    answer = await portal.client.http.post("/people", data=sent, headers=headers)

    portal.client.checked(answer, status)


async def test_what_another_site_sends_is_not_shown_on_a_page_of_ours(
    portal: RunningPortal,
) -> None:
    address = f"/forms/referral/PLY/{CASE}/part/why"
    planted = {"why_consider": "planted", "written_as": "0" * 32}

    answer = await portal.client.http.post(
        address, data=planted, headers={"Sec-Fetch-Site": "cross-site"}
    )

    portal.client.checked(answer, 403)
    assert "planted" not in answer.text


@pytest.mark.parametrize(
    ("origin", "elsewhere"),
    [
        ("https://review.example", False),
        ("https://portal.example", False),
        ("https://portal.example.evil.example", True),
    ],
)
def test_a_form_may_come_from_each_name_of_ours(origin: str, elsewhere: bool) -> None:
    headers = Headers({"host": "review.example", "origin": origin})

    assert is_from_elsewhere(headers, {"portal.example"}) is elsewhere


async def test_over_https_every_answer_says_to_come_back_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with signing_in(tmp_path, address="https://review.example") as person:
        host = {"Host": "review.example"}
        answers = {
            status: await person.http.request(verb, address, headers=host | more)
            for status, verb, address, more in (
                (303, "GET", "/", {}),
                (403, "POST", "/sign-out", {}),
                (404, "GET", "/nothing", {}),
                (405, "POST", "/", {}),
                (400, "GET", "/", {"Host": "evil.example"}),
                (200, "GET", "/signed-out", {}),
            )
        }
        monkeypatch.setattr(
            person.portal.app.state.sign_in.sealed, "opened", lambda _cookie: 1 // 0
        )
        answers[500] = await person.http.get("/signed-in", headers=host)

    for status, answer in answers.items():
        assert answer.status_code == status
        assert answer.headers["strict-transport-security"] == "max-age=31536000"
        assert header_faults_of(answer) == [], status


async def test_over_http_nothing_is_said_of_https(portal: RunningPortal) -> None:
    answer = await portal.client.http.get("/people")

    assert "strict-transport-security" not in answer.headers


async def test_pages_and_methods_that_do_not_exist_have_a_page(portal: RunningPortal) -> None:
    await portal.client.get("/nothing", status=404)
    wrong_method = await portal.client.http.post("/")

    portal.client.checked(wrong_method, 405)


async def test_assets_may_be_kept_for_ever_at_their_own_address(portal: RunningPortal) -> None:
    page = await portal.client.get("/")
    sheets_and_scripts = [
        str(tag.get("href") or tag.get("src")) for tag in page.select("link, script")
    ]
    if not (await portal.client.http.get(sheets_and_scripts[1])).is_success:
        missing("the built style sheet (python -m portal.build_static)")

    for address in sheets_and_scripts:
        answer = await portal.client.http.get(address)
        assert answer.status_code == 200, address
        assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
        older = await portal.client.http.get(address.replace("/static/", "/static/0"))
        assert older.headers["cache-control"] == "no-cache"


async def test_the_pages_of_a_partnership_have_its_own_name_and_colour(
    portal: RunningPortal,
) -> None:
    await portal.become("dev-coordinator")
    page = await portal.client.get("/")
    sheet = page.select_one("link[href$='partnerships.css']")
    assert sheet
    rules = await portal.client.http.get(str(sheet["href"]))

    assert page.body
    assert "rr-of-DEV" in page.body["class"]
    assert rules.text == ".rr-of-DEV { --rr-header: #4c2a63; }"
    assert NAMES["DEV"] in words_of(page, "header .rr-partnership")


async def test_who_acts_for_several_partnerships_sees_the_colours_of_none(
    portal: RunningPortal,
) -> None:
    await portal.become("police-author")
    page = await portal.client.get("/")

    assert page.body
    assert not [name for name in page.body["class"] if name.startswith("rr-of-")]


@pytest.mark.parametrize(
    "name", ["../main.py", "..%2fmain.py", "govuk/stamp", "%2e%2e/words.py", ""]
)
async def test_nothing_but_assets_is_served(portal: RunningPortal, name: str) -> None:
    answer = await portal.client.http.get(f"/static/0/{name}")

    assert answer.status_code == 404


async def test_health_says_whether_reporting_answers(portal: RunningPortal) -> None:
    well = await portal.client.http.get("/health", headers={"Host": "10.0.0.7"})
    await portal.reporting.close()
    ill = await portal.client.http.get("/health")

    assert (well.status_code, well.text) == (200, "The portal is ready.\n")
    assert ill.status_code == 503
    assert ill.text == "The portal is running, but reporting does not answer.\n"


def test_a_page_without_a_row_in_the_table_stops_the_portal_from_starting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    table = {page: roles for page, roles in permissions.PAGES.items() if page != "case"}
    monkeypatch.setattr(permissions, "PAGES", table)

    with pytest.raises(permissions.UnlistedPage, match="case"):
        build(doors=Doors(), people=PEOPLE, token_key=b"k" * 32, partnership_names={})


def test_the_table_lists_no_page_that_is_not_there() -> None:
    pages: Sequence[str] = [name for _, _, name, _ in (*PAGES, *EXAMPLE_PEOPLE, *SIGN_IN)]

    assert set(permissions.PAGES) == set(pages)


def test_every_example_person_has_a_use_for_the_pages() -> None:
    idle = [person.roles for person in PEOPLE if not permissions.may_open("cases", person.roles)]

    assert idle
    assert all(permissions.first_page(roles) for roles in idle)
