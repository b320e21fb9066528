"""How a session ends: the portal alone decides, pages say when, and a number that was replaced is nobody's."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest
from bs4 import BeautifulSoup

from chassis.settings import SettingsWrong
from portal.clients import sessions as sessions_module
from portal.clients.sessions import Left
from portal.settings import SignInSettings
from portal.views import visitor
from tests.portal.invented_cases import case
from tests.portal.running_portal import RunningPortal
from tests.portal.signing_in import COORDINATOR, SigningIn, signing_in
from tests.support.page_client import words_of

pytestmark = pytest.mark.integration

SESSION = "rapid_review_session"
CASE = "/cases/PLY-RR-2026-0008"
ALONE = {"X-Fragment": "session"}
IDLE_S, LONGEST_S = 3600, 12 * 3600
PATIENCE_S = 60.0
FOLLOWED = 2
"""Streams that the pages of a coordinator follow: the cases, and the tasks."""


class Passing:
    """The clock of this machine, and what a test adds to it."""

    more_s = 0.0

    def __call__(self) -> float:
        return time.time() + self.more_s


@pytest.fixture
def clock() -> Passing:
    return Passing()


@pytest.fixture
async def person(tmp_path: Path, clock: Passing) -> AsyncIterator[SigningIn]:
    async with signing_in(tmp_path, now=clock) as running:
        running.issuer.token_s = 2 * LONGEST_S
        await running.sign_in()
        yield running


async def left(person: SigningIn) -> dict[str, float]:
    answer = await person.http.get("/session", headers=ALONE)
    assert answer.headers["cache-control"] == "no-store"
    return dict(answer.json())


def lasts(said: dict[str, float], left_s: float, longest_s: float) -> bool:
    """Whether a session lasts so long, but for what a slow machine needs to ask."""
    return (
        left_s - PATIENCE_S < said["left"] <= left_s
        and longest_s - PATIENCE_S < said["longest"] <= longest_s
    )


# --- Refusals -------------------------------------------------------------------------------------


async def test_a_session_that_nobody_used_is_nobodys(person: SigningIn, clock: Passing) -> None:
    clock.more_s = IDLE_S

    refused = await person.http.get("/session", headers=ALONE)
    page = await person.http.get(CASE)

    person.portal.client.checked(refused, 403)
    assert page.headers["location"] == "/sign-in?to=%2Fcases%2FPLY-RR-2026-0008"


async def test_what_a_page_asks_by_itself_keeps_nobody_signed_in(
    person: SigningIn, clock: Passing
) -> None:
    clock.more_s = IDLE_S - 100
    await left(person)
    await person.portal.client.fragment("/cases")
    async with person.http.stream("GET", "/live") as stream:
        assert stream.status_code == 200
    clock.more_s = IDLE_S

    assert (await person.http.get("/")).status_code == 303


async def test_staying_needs_a_form_of_this_visit(person: SigningIn, clock: Passing) -> None:
    refused = await person.http.post("/session", data={"form_token": "x"}, headers=ALONE)

    person.portal.client.checked(refused, 403)


async def test_a_long_day_cannot_be_made_longer(person: SigningIn, clock: Passing) -> None:
    while clock.more_s + 1800 < LONGEST_S - 600:
        clock.more_s += 1800
        page = await person.portal.client.get("/")
    stayed = await stay(person, token_of(await person.portal.client.get("/")))
    said = dict(stayed.json())
    clock.more_s = LONGEST_S

    assert said["left"] == said["longest"]
    assert "Then you sign in again." in words_of(page, "footer")[0]
    assert (await person.http.get("/")).status_code == 303


async def test_a_cookie_of_an_example_person_is_refused_after_its_end(
    portal: RunningPortal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(visitor, "CHOICE_LASTS_S", -1)
    page = await portal.client.get("/people")
    sent = {"person": "ply-coordinator", "form_token": token_of(page)}
    answer = await portal.client.http.post("/people", data=sent)
    (cookie,) = (one for one in answer.headers.get_list("set-cookie") if "_person=" in one)

    kept = cookie.partition(";")[0]
    old = await portal.client.http.get("/", headers={"Cookie": kept})

    assert kept.startswith("rapid_review_person=ply-coordinator.")
    assert words_of(portal.client.checked(old, 200), ".rr-example strong")[1] == "Regional observer"


@pytest.mark.parametrize("forged", ["", "x", "ply-coordinator", "ply-coordinator.9999999999"])
async def test_a_cookie_cannot_be_made_to_last(portal: RunningPortal, forged: str) -> None:
    await portal.become("ply-coordinator")
    signature = portal.client.http.cookies["rapid_review_person"].rpartition(".")[2]
    cookie = f"rapid_review_person={forged}.{signature}"
    portal.client.http.cookies.clear()

    page = portal.client.checked(await portal.client.http.get("/", headers={"Cookie": cookie}), 200)

    assert words_of(page, ".rr-example strong")[1] == "Regional observer"


@pytest.mark.parametrize(
    ("name", "value"), [("idle_minutes", "4"), ("longest_minutes", "1441"), ("idle_minutes", "x")]
)
def test_a_session_that_ends_at_once_or_never_stops_the_start(name: str, value: str) -> None:
    given = {"address": "https://review.example", "client_id": "portal", "session_key": "5e" * 32}

    with pytest.raises(SettingsWrong, match=f"{name.upper()} is wrong"):
        SignInSettings(**given, **{name: value})  # type: ignore[arg-type]


# --- Said, and renewed ----------------------------------------------------------------------------


async def test_a_page_says_until_when_the_session_lasts_and_what_its_script_needs(
    person: SigningIn,
) -> None:
    page = await person.portal.client.get("/")

    said = " ".join(words_of(page, "footer p"))
    assert "Each page that you open gives you more time" in said
    (box,) = page.select("dialog[data-left]")
    assert IDLE_S - PATIENCE_S < int(str(box["data-left"])) <= IDLE_S
    assert box["data-warn"] == "300"
    assert box["data-leave"] == "/signed-out"


async def test_an_example_person_is_told_until_when_they_are_it(portal: RunningPortal) -> None:
    before = await portal.client.get("/")
    await portal.become("ply-coordinator")
    page = await portal.client.get("/")

    assert before.select("dialog") == []
    assert "You are this example person until" in " ".join(words_of(page, "footer p"))


async def test_asking_is_no_use_and_staying_is(person: SigningIn, clock: Passing) -> None:
    page = await person.portal.client.get("/")
    clock.more_s = IDLE_S - 240

    asked = await left(person)
    stayed = dict((await stay(person, token_of(page))).json())

    assert lasts(asked, 240, LONGEST_S - IDLE_S + 240)
    assert lasts(stayed, IDLE_S, LONGEST_S - IDLE_S + 240)


async def test_the_ends_are_settings(tmp_path: Path, clock: Passing) -> None:
    async with signing_in(tmp_path, now=clock, idle_minutes=10, longest_minutes=15) as person:
        person.issuer.token_s = 2 * LONGEST_S
        await person.sign_in()

        assert lasts(await left(person), 600, 900)
        clock.more_s = 500
        page = await person.portal.client.get("/")
        assert lasts(await left(person), 400, 400)
        clock.more_s = 900
        assert (await person.http.get("/")).status_code == 303

    assert "Then you sign in again." in " ".join(words_of(page, "footer p"))


@pytest.mark.parametrize(
    ("idle_s", "left_s", "longest_s", "warns_s"),
    [(3600, 3600, 7200, 300), (300, 300, 7200, 150), (3600, 200, 200, 300)],
)
def test_a_page_warns_five_minutes_before_or_after_half_of_a_short_session(
    idle_s: float, left_s: float, longest_s: float, warns_s: float
) -> None:
    assert Left(left_s, longest_s, idle_s).warn_s == warns_s


# --- New numbers ----------------------------------------------------------------------------------


async def test_a_number_that_somebody_planted_is_not_the_one_that_is_signed_in(
    tmp_path: Path,
) -> None:
    planted = "p" * 43
    async with signing_in(tmp_path) as person:
        person.issuer.person = dict(COORDINATOR)
        person.http.cookies.set(SESSION, planted, domain="127.0.0.1", path="/")
        answer = await person.back()
        given = next(one for one in answer.headers.get_list("set-cookie") if SESSION in one)
        theirs = await person.http.get("/", headers={"Cookie": f"{SESSION}={planted}"})

    assert planted not in given
    assert theirs.status_code == 303


async def test_signing_in_again_ends_what_was_there_before(person: SigningIn) -> None:
    old = person.http.cookies[SESSION]

    await person.back("/sign-in")

    assert person.http.cookies[SESSION] != old
    assert (await as_holder_of(person, old)).status_code == 303
    assert (await person.http.get("/")).status_code == 200


async def test_when_rights_change_the_next_page_has_another_number_and_the_old_one_is_refused(
    person: SigningIn,
) -> None:
    person.issuer.token_s = int(sessions_module.RENEW_S) - 1
    await person.back("/sign-in")
    old, form = person.http.cookies[SESSION], await person.portal.client.get("/sign-out")
    for given in person.issuer.refreshing.values():
        given["groups"] = ["auditors"]

    alone = await person.http.get("/session", headers=ALONE)
    turned = await person.http.get(CASE)
    new = person.http.cookies[SESSION]
    page = await person.portal.client.get("/")
    stolen = await as_holder_of(person, old)
    refused = await person.http.post("/sign-out", data={"form_token": token_of(form)})

    assert (alone.status_code, "set-cookie" in alone.headers) == (200, False)
    assert (turned.status_code, turned.headers["location"]) == (303, CASE)
    assert new != old
    assert words_of(page, ".rr-example strong")[1] == "Auditor"
    assert stolen.status_code == 303
    assert refused.status_code == 403


async def test_a_number_stays_while_rights_stay(person: SigningIn) -> None:
    person.issuer.token_s = int(sessions_module.RENEW_S) - 1
    await person.back("/sign-in")
    before, old = person.issuer.asked["/token"], person.http.cookies[SESSION]

    answer = await person.http.get("/")

    assert person.issuer.asked["/token"] > before
    assert (answer.status_code, person.http.cookies[SESSION]) == (200, old)


async def test_a_stream_ends_with_its_session(person: SigningIn, clock: Passing) -> None:
    async with person.http.stream("GET", "/live") as stream:
        lines = stream.aiter_lines()
        async with asyncio.timeout(PATIENCE_S):
            told = 0
            async for line in lines:
                told += line.startswith("data: ")
                if told == FOLLOWED:
                    break
            clock.more_s = IDLE_S
            person.portal.reporting.says.change(case(8, day=10))
            rest = [line async for line in lines]

    assert [line for line in rest if line.startswith("data: ")] == []


async def test_choosing_another_example_person_begins_another_visit(portal: RunningPortal) -> None:
    await portal.become("ply-coordinator")
    old = portal.client.http.cookies["rapid_review_visit"]
    form = token_of(await portal.client.get("/people"))

    await portal.become("ply-scrutineer")
    refused = await portal.client.http.post(
        "/people", data={"person": "ply-coordinator", "form_token": form}
    )

    assert portal.client.http.cookies["rapid_review_visit"] != old
    portal.client.checked(refused, 403)


def token_of(page: BeautifulSoup) -> str:
    """The token of a page: of its form, or of what it asks about its session."""
    found = page.select_one("input[name=form_token]")
    return str(found["value"] if found else page.select("dialog")[0]["data-token"])


async def stay(person: SigningIn, token: str) -> httpx.Response:
    answer = await person.http.post("/session", data={"form_token": token}, headers=ALONE)
    assert answer.status_code == 200
    return answer


async def as_holder_of(person: SigningIn, number: str) -> httpx.Response:
    """What somebody is answered who has taken the number of a session."""
    async with httpx.AsyncClient(base_url=person.portal.address, trust_env=False) as thief:
        return await thief.get("/", headers={"Cookie": f"{SESSION}={number}"})
