"""A session of somebody who has signed in: renewed while it is used, ended when it is not."""

from __future__ import annotations

import asyncio
import time

import pytest

from chassis.identity import Caller, NotSignedIn
from portal.clients import sessions as sessions_module
from portal.clients.sessions import Sessions
from portal.clients.sign_in import SignedIn, SignInClient
from portal.settings import SignInSettings
from tests.portal.signing_in import SigningIn
from tests.support.identity_provider import SECRET

CASE = "/cases/PLY-RR-2026-0008"

pytestmark = pytest.mark.integration


async def test_a_token_is_renewed_before_it_expires_once_for_all_who_wait(
    person: SigningIn,
) -> None:
    person.issuer.token_s = int(sessions_module.RENEW_S) - 1
    await person.sign_in()
    person.issuer.token_s = 300
    before = person.issuer.asked["/token"]

    answers = await asyncio.gather(*(person.http.get("/") for _ in range(10)))

    assert {answer.status_code for answer in answers} == {200}
    assert person.issuer.asked["/token"] == before + 1


async def test_a_person_whose_account_was_closed_has_to_sign_in_again(person: SigningIn) -> None:
    person.issuer.token_s = int(sessions_module.RENEW_S) - 1
    await person.sign_in()
    person.issuer.refuse = "invalid_grant"

    answer = await person.http.get(CASE)

    assert answer.headers["location"] == "/sign-in?to=%2Fcases%2FPLY-RR-2026-0008"


async def test_a_person_who_lost_every_membership_has_to_sign_in_again(person: SigningIn) -> None:
    person.issuer.token_s = int(sessions_module.RENEW_S) - 1
    await person.sign_in()
    for given in person.issuer.refreshing.values():
        given["groups"] = []

    assert (await person.http.get("/")).status_code == 303


async def test_a_renewed_token_of_somebody_else_ends_the_session(person: SigningIn) -> None:
    person.issuer.token_s = int(sessions_module.RENEW_S) - 1
    await person.sign_in()
    for given in person.issuer.refreshing.values():
        given["sub"] = "invented-2"

    assert (await person.http.get("/")).status_code == 303


async def test_a_provider_that_is_away_ends_no_session_whose_token_is_still_good(
    person: SigningIn,
) -> None:
    person.issuer.token_s = int(sessions_module.RENEW_S) - 1
    await person.sign_in()
    await person.issuer.close()

    assert (await person.http.get("/")).status_code == 200


async def test_a_person_whose_token_expires_while_the_provider_is_away_is_asked_for_patience(
    person: SigningIn,
) -> None:
    person.issuer.token_s = -20  # Good for the leeway, and not a second longer.
    await person.sign_in()
    await person.issuer.close()

    person.portal.client.checked(await person.http.get("/"), 503)
    await person.issuer.open()
    person.issuer.token_s = 300
    assert (await person.http.get("/")).status_code == 200


async def test_a_browser_that_goes_away_does_not_spend_the_refresh_token(
    person: SigningIn,
) -> None:
    person.issuer.token_s = int(sessions_module.RENEW_S) - 1
    await person.sign_in()
    person.issuer.token_s = 300
    person.issuer.slow.clear()
    before = person.issuer.asked["/token"]
    sessions = Sessions(client_of(person))
    again = await renewing_soon(person)
    number = sessions.begin(again)
    gone = asyncio.create_task(sessions.use(number))
    while person.issuer.asked["/token"] == before:
        await asyncio.sleep(0)
    gone.cancel()
    await asyncio.wait([gone])
    person.issuer.slow.set()

    assert (await sessions.use(number)).signed_in.expires_at > again.expires_at
    assert person.issuer.asked["/token"] == before + 1


async def renewing_soon(person: SigningIn) -> SignedIn:
    """Somebody with a refresh token that the provider takes once, and a token that expires soon."""
    me = await person.identity.people.caller_of(person.issuer.token())
    refresh = next(iter(person.issuer.refreshing))
    return SignedIn(me, "a token", time.time() + 30, refresh, person.issuer.token())


class Seconds:
    """A clock that a test moves."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


def known_until(moment: float, refresh_token: str = "") -> SignedIn:
    caller = Caller.acting("one", "coordinator", "PLY")
    return SignedIn(caller, "a token", moment, refresh_token, "an ID token")


@pytest.mark.parametrize(
    ("passes_s", "alive"),
    [
        (sessions_module.IDLE_S - 1, True),
        (sessions_module.IDLE_S, False),
    ],
)
async def test_a_session_that_nobody_uses_ends(
    passes_s: float, alive: bool, person: SigningIn
) -> None:
    clock = Seconds()
    sessions = Sessions(client_of(person), clock)
    number = sessions.begin(known_until(float("inf")))

    clock.now += passes_s

    assert (sessions.known(number) is not None) == alive


async def test_a_session_ends_after_a_working_day_however_it_is_used(person: SigningIn) -> None:
    clock = Seconds()
    sessions = Sessions(client_of(person), clock)
    number = sessions.begin(known_until(float("inf")))
    while clock.now + 1800 < 1000 + sessions_module.LONGEST_S:
        clock.now += 1800
        await sessions.use(number)
    clock.now += 1800

    with pytest.raises(NotSignedIn):
        await sessions.use(number)


async def test_without_a_refresh_token_a_session_ends_with_its_token(person: SigningIn) -> None:
    clock = Seconds()
    sessions = Sessions(client_of(person), clock)
    number = sessions.begin(known_until(1100))
    caller = (await sessions.use(number)).caller

    clock.now = 1100

    with pytest.raises(NotSignedIn):
        await sessions.use(number)
    with pytest.raises(NotSignedIn):
        await sessions.bearer(caller)


async def test_there_is_a_largest_number_of_sessions(
    person: SigningIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions_module, "SESSIONS_MAX", 3)
    clock = Seconds()
    sessions = Sessions(client_of(person), clock)
    numbers = []
    for _ in range(5):
        clock.now += 1
        numbers.append(sessions.begin(known_until(float("inf"))))

    assert [sessions.known(number) is not None for number in numbers] == [0, 0, 1, 1, 1]


def client_of(person: SigningIn) -> SignInClient:
    given = {
        "address": "https://review.example", "client_id": "portal", "client_secret": SECRET,
        "session_key": "5e" * 32,
    }  # fmt: skip
    return SignInClient(person.identity, SignInSettings.model_validate(given))
