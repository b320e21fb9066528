"""Signing in at an identity provider: refusals first, then the way in, renewed tokens, and the way out."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from starlette.responses import JSONResponse, Response
from structlog.testing import capture_logs

from chassis.identity import Caller
from chassis.settings import SettingsWrong
from portal.clients.sign_in import SignInFailed
from portal.forms.sign_in import Sealed, own_address
from portal.settings import SignInSettings
from tests.portal.signing_in import COORDINATOR, SigningIn, signing_in
from tests.support.page_client import words_of

pytestmark = pytest.mark.integration

CASE = "/cases/PLY-RR-2026-0008"
SESSION = "rapid_review_session"
FAILED = "You could not be signed in"


async def changed_state(person: SigningIn) -> httpx.Response:
    back = (await person.to_provider("/")).headers["location"]
    return await person.http.get(re.sub(r"state=.", "state=_", back))


async def changed_end_of_state(person: SigningIn) -> httpx.Response:
    back = (await person.to_provider("/")).headers["location"]
    return await person.http.get(back.replace("&iss=", "_&iss="))


async def another_browser(person: SigningIn) -> httpx.Response:
    back = (await person.to_provider("/")).headers["location"]
    person.http.cookies.clear()
    return await person.http.get(back)


async def used_code(person: SigningIn) -> httpx.Response:
    there = await person.to_provider("/")
    kept_cookies = dict(person.http.cookies)
    await person.http.get(there.headers["location"])
    person.http.cookies.clear()
    cookies = "; ".join(f"{name}={value}" for name, value in kept_cookies.items())
    return await person.http.get(there.headers["location"], headers={"Cookie": cookies})


async def invented_code(person: SigningIn) -> httpx.Response:
    back = (await person.to_provider("/")).headers["location"]
    return await person.http.get(re.sub(r"code=[^&]+", "code=invented", back))


async def other_issuer(person: SigningIn) -> httpx.Response:
    back = (await person.to_provider("/")).headers["location"]
    return await person.http.get(re.sub(r"iss=[^&]+", "iss=https%3A%2F%2Felsewhere", back))


async def no_code(person: SigningIn) -> httpx.Response:
    back = (await person.to_provider("/")).headers["location"]
    return await person.http.get(re.sub(r"code=[^&]+", "x=y", back))


async def nothing_begun(person: SigningIn) -> httpx.Response:
    return await person.http.get("/signed-in?state=a&code=b")


async def code_of_another_sign_in(person: SigningIn) -> httpx.Response:
    """An attacker's code in the victim's browser: the verifier does not fit."""
    other = (await person.to_provider("/")).headers["location"]
    own = (await person.to_provider("/")).headers["location"]
    code = parse_qs(urlsplit(other).query)["code"][0]
    return await person.http.get(re.sub(r"code=[^&]+", f"code={code}", own))


def with_claims(**changed: Any) -> Callable[[SigningIn], Awaitable[httpx.Response]]:
    async def back(person: SigningIn) -> httpx.Response:
        person.issuer.changed = changed
        return await person.back()

    return back


async def refused_there(person: SigningIn) -> httpx.Response:
    person.issuer.refuse = "access_denied"
    return await person.back()


async def a_token_for_another(person: SigningIn) -> httpx.Response:
    person.issuer.person = COORDINATOR | {"aud": "another"}
    return await person.back()


def with_answer(answer: Response) -> Callable[[SigningIn], Awaitable[httpx.Response]]:
    async def back(person: SigningIn) -> httpx.Response:
        person.issuer.rubbish["/token"] = answer
        return await person.back()

    return back


FAILURES: dict[str, Callable[[SigningIn], Awaitable[httpx.Response]]] = {
    "changed state": changed_state,
    "changed end of the state": changed_end_of_state,
    "another browser": another_browser,
    "nothing begun": nothing_begun,
    "a code that was used": used_code,
    "an invented code": invented_code,
    "no code": no_code,
    "the code of another sign-in": code_of_another_sign_in,
    "another issuer": other_issuer,
    "refused by the provider": refused_there,
    "other nonce": with_claims(nonce="x"),
    "no nonce": with_claims(nonce=None),
    "ID token for another client": with_claims(aud="another"),
    "ID token made for another client": with_claims(azp="another"),
    "expired ID token": with_claims(exp=1),
    "access token for another service": a_token_for_another,
    "no tokens": with_answer(JSONResponse({})),
    "tokens that are none": with_answer(JSONResponse({"id_token": 1, "access_token": []})),
}


@pytest.mark.parametrize("failure", FAILURES)
async def test_a_failed_sign_in_is_a_plain_page_and_begins_nothing(
    failure: str, person: SigningIn
) -> None:
    answer = await FAILURES[failure](person)

    page = person.portal.client.checked(answer, 403)
    assert words_of(page, "h1") == [FAILED]
    assert words_of(page, "a[href='/sign-in']") == ["Sign in"]
    assert SESSION not in answer.headers.get("set-cookie", "")


async def test_the_refusal_of_a_sign_in_has_a_code_of_its_own() -> None:
    assert SignInFailed("x").code == "portal.sign_in_failed"


async def test_somebody_without_membership_is_told_so_and_not_signed_in(person: SigningIn) -> None:
    person.issuer.person = COORDINATOR | {"groups": ["others"]}

    answer = await person.back()

    page = person.portal.client.checked(answer, 403)
    assert words_of(page, "h1") == ["You have no part in any partnership here"]
    assert SESSION not in person.http.cookies


@pytest.mark.parametrize("down", ["at the start", "at the end", "with a failure", "with rubbish"])
async def test_a_provider_that_is_away_is_a_page_that_says_try_again(
    down: str, person: SigningIn
) -> None:
    if down == "at the start":
        await person.issuer.close()
        person.identity.provider._document = None
        answer = await person.http.get("/sign-in")
    else:
        there = await person.to_provider("/")
        if down == "at the end":
            await person.issuer.close()
        failure = JSONResponse({}, 503) if down == "with a failure" else Response("<html>")
        person.issuer.rubbish["/token"] = failure
        answer = await person.http.get(there.headers["location"])

    page = person.portal.client.checked(answer, 503)
    assert words_of(page, "h1") == ["This page is not available for the moment"]


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.example/", "//evil.example", "/\\evil.example", "\\\\evil.example", "/\tx",
        "javascript:alert(1)", "evil.example", "", "/ x", "/a\nb", "/x" * 2000, "/sign-out", "/signed-in?a",
        "///evil.example", "/\x00", "http:evil", "/live",
    ],
)  # fmt: skip
def test_nobody_is_sent_to_a_page_that_is_not_ours(wanted: str) -> None:
    assert own_address(wanted) == "/"


@pytest.mark.parametrize("wanted", ["/", CASE, "/?closed=yes&partnership=PLY", "/cases/%C3%A4"])
def test_the_way_back_is_the_page_that_was_wanted(wanted: str) -> None:
    assert own_address(wanted) == wanted


def test_what_a_browser_keeps_cannot_be_changed_and_grows_old(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sealed, other = Sealed(b"k" * 32), Sealed(b"o" * 32)
    cookie = sealed.sealed(["a", "b"])

    assert sealed.opened(cookie) == ["a", "b"]
    for wrong in ("", "x", cookie[:-4], other.sealed(["a", "b"])):
        assert sealed.opened(wrong) is None
    monkeypatch.setattr("portal.forms.sign_in.BEGUN_S", -1)
    assert sealed.opened(cookie) is None


async def test_a_page_sends_to_the_provider_and_comes_back_to_its_own_address(
    person: SigningIn,
) -> None:
    answer = await person.back(f"{CASE}?a=1&b=2")
    page = await person.portal.client.get(answer.headers["location"])

    assert answer.headers["location"] == f"{CASE}?a=1&b=2"
    assert words_of(page, ".rr-example strong") == ["Signed in", "Partnership coordinator"]
    assert "Example people" not in page.text
    assert "example" not in words_of(page, ".rr-example")[0]
    caller = person.portal.reporting.says.callers[-1]
    assert caller == Caller.acting(
        person.identity.people.person("invented-1"), "coordinator", "PLY"
    )


async def test_the_link_in_a_message_leads_through_the_sign_in_to_the_tasks(
    person: SigningIn,
) -> None:
    person.issuer.person = COORDINATOR

    answer = await person.back("/tasks")
    page = await person.portal.client.get(answer.headers["location"])

    assert answer.headers["location"] == "/tasks"
    assert words_of(page, "h1") == ["Tasks"]
    assert len(page.select("tbody tr")) == 3


async def test_who_has_signed_in_chooses_how_they_are_told(person: SigningIn) -> None:
    await person.sign_in()
    chosen = {"channel": "mailbox", "reminders": "no"}

    await person.portal.client.post("/messages/preference", chosen, status=303)

    [preferred] = person.portal.notifications.says.preferred
    assert preferred.header.partnership == "PLY"


async def test_the_browser_gets_a_number_and_no_token(person: SigningIn) -> None:
    answer = await person.back()

    cookies = [one for one in answer.headers.get_list("set-cookie") if SESSION in one]
    assert len(cookies) == 1
    assert re.fullmatch(rf"{SESSION}=[\w-]{{43}}; HttpOnly; Path=/; SameSite=lax", cookies[0]), (
        cookies
    )
    assert "eyJ" not in "".join(person.http.cookies.values())


async def test_over_https_cookies_stay_there_and_with_this_host(tmp_path: Path) -> None:
    async with signing_in(tmp_path, address="https://review.example") as person:
        person.issuer.person = dict(COORDINATOR)
        begun = await person.http.get("/sign-in", headers={"Host": "review.example"})
        async with httpx.AsyncClient(trust_env=False) as browser:
            there = await browser.get(begun.headers["location"])
        back = urlsplit(there.headers["location"])
        cookie = begun.headers["set-cookie"].partition(";")[0]
        answer = await person.http.get(
            f"{back.path}?{back.query}", headers={"Host": "review.example", "Cookie": cookie}
        )

    assert back.netloc == "review.example"
    assert "Secure" in begun.headers["set-cookie"]
    session = next(one for one in answer.headers.get_list("set-cookie") if SESSION in one)
    assert session.startswith("__Host-")
    assert begun.headers["set-cookie"].startswith("__Host-")
    assert session.endswith("; HttpOnly; Path=/; SameSite=lax; Secure")


@pytest.mark.parametrize(
    ("method", "address", "headers"),
    [("GET", "/live", {}), ("GET", "/", {"X-Fragment": "live"}), ("POST", "/sign-out", {})],
)
async def test_what_a_script_or_a_form_asks_without_session_is_refused_and_not_sent_away(
    method: str, address: str, headers: dict[str, str], person: SigningIn
) -> None:
    answer = await person.http.request(method, address, headers=headers)

    page = person.portal.client.checked(answer, 403)
    assert words_of(page, "h1") == ["Sign in again"]
    assert words_of(page, "a[href='/sign-in']") == ["Sign in"]


@pytest.mark.parametrize("cookie", ["", "x", "x" * 43])
async def test_an_invented_number_is_nobodys_session(cookie: str, person: SigningIn) -> None:
    await person.sign_in()
    person.http.cookies.clear()

    answer = await person.http.get("/", headers={"Cookie": f"{SESSION}={cookie}"})

    assert answer.headers["location"] == "/sign-in?to=%2F"


async def test_example_people_cannot_be_chosen_where_people_sign_in(person: SigningIn) -> None:
    await person.sign_in()

    assert (await person.http.get("/people")).status_code == 404
    assert (await person.http.post("/people", data={"person": "x"})).status_code == 404


async def test_signing_out_needs_the_form(person: SigningIn) -> None:
    await person.sign_in()

    refused = await person.http.post("/sign-out", data={"form_token": "x"})

    person.portal.client.checked(refused, 403)
    assert (await person.http.get("/")).status_code == 200


async def test_signing_out_ends_the_session_here_and_at_the_provider(person: SigningIn) -> None:
    await person.sign_in()
    number = person.http.cookies[SESSION]

    await person.portal.client.post("/sign-out", {})
    there = await person.http.get("/sign-out/there")
    async with httpx.AsyncClient(trust_env=False) as browser:
        back = await browser.get(there.headers["location"])
    page = await person.portal.client.get(back.headers["location"])
    again = await person.http.get("/", headers={"Cookie": f"{SESSION}={number}"})

    asked = parse_qs(urlsplit(there.headers["location"]).query)
    assert asked["client_id"] == ["portal"]
    assert asked["id_token_hint"][0].count(".") == 2
    assert words_of(page, "h1") == ["You have signed out"]
    assert again.status_code == 303
    assert SESSION not in person.http.cookies


async def test_signing_out_works_while_the_provider_is_away(person: SigningIn) -> None:
    await person.sign_in()
    await person.issuer.close()
    person.identity.provider._document = None

    await person.portal.client.post("/sign-out", {})
    answer = await person.http.get("/sign-out/there")

    assert answer.headers["location"] == "/signed-out"


async def test_only_the_last_few_sign_ins_of_a_browser_are_remembered(person: SigningIn) -> None:
    first = (await person.to_provider("/")).headers["location"]
    for _ in range(5):
        last = (await person.to_provider(CASE)).headers["location"]

    begun = [name for name in person.http.cookies if "signing_in" in name]
    assert len(begun) == 5
    person.portal.client.checked(await person.http.get(first), 403)
    assert (await person.http.get(last)).headers["location"] == CASE


async def test_two_windows_may_sign_in_at_the_same_time(person: SigningIn) -> None:
    one = (await person.to_provider(CASE)).headers["location"]
    other = (await person.to_provider("/")).headers["location"]

    answers = [await person.http.get(back) for back in (one, other)]

    assert [answer.headers["location"] for answer in answers] == [CASE, "/"]


async def test_nothing_of_a_sign_in_is_logged_but_ids_and_codes(person: SigningIn) -> None:
    canary = "canary-7f3a"
    with capture_logs() as lines:
        await person.sign_in(sub=canary, email=canary, name=canary)
        await person.http.get("/")
        await person.portal.client.post("/sign-out", {})
        await person.http.get(f"/signed-in?state={canary}&code={canary}&error={canary}")
        person.issuer.rubbish["/token"] = JSONResponse({"error": canary, "x": canary}, 400)
        await person.back()

    person_id = person.identity.people.person(canary)
    assert person_id in {line.get("person") for line in lines}
    assert {line.get("why") for line in lines} >= {"not_begun_here", "no_tokens"}
    assert canary not in str(lines)
    assert "eyJ" not in str(lines)


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("address", "http://review.example", "begins with https"),
        ("address", "https://review.example/rr", "without a path"),
        ("address", "https://review.example?x", "without a path"),
        ("session_key", "ab", "SESSION_KEY is wrong"),
        ("session_key", "zz" * 32, "hexadecimal"),
        ("scopes", "email", "openid is missing"),
        ("sends", "both", "SENDS is wrong"),
        ("client_id", None, "CLIENT_ID is missing"),
    ],
)
def test_settings_of_the_sign_in_that_are_wrong_stop_the_start(
    name: str, value: str | None, problem: str
) -> None:
    given = {"address": "https://review.example", "client_id": "portal", "session_key": "5e" * 32}
    changed = {key: one for key, one in (given | {name: value}).items() if one is not None}

    with pytest.raises(SettingsWrong, match=problem):
        SignInSettings(**changed)  # type: ignore[arg-type]
