"""How often somebody may sign in: by address and by session, in bounded memory, and believing no stranger's proxy."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from chassis.settings import SettingsWrong
from portal.main import SignInLimits
from portal.settings import PortalSettings
from portal.views.sign_in_limits import Tries, network_of
from tests.portal.running_portal import RunningPortal, running_portal
from tests.portal.signing_in import COORDINATOR, signing_in
from tests.support.page_client import words_of

TOO_MANY = ["Too many attempts to sign in"]


class Seconds:
    """A clock that a test moves."""

    now = 1000.0

    def __call__(self) -> float:
        return self.now


async def chosen(portal: RunningPortal, **headers: str) -> httpx.Response:
    """What a browser without cookies is answered that sends the form of example people."""
    portal.client.http.cookies.clear()
    return await portal.client.http.post(
        "/people", data={"person": "ply-coordinator"}, headers=headers
    )


# --- By address -----------------------------------------------------------------------------------


async def test_who_tries_too_often_is_told_when_to_come_again() -> None:
    clock = Seconds()
    async with running_portal(limits=SignInLimits(from_address=2, now=clock)) as portal:
        tried = [(await chosen(portal)).status_code for _ in range(2)]
        refused = await chosen(portal)
        page = portal.client.checked(refused, 429)
        clock.now += int(refused.headers["retry-after"])
        again = await chosen(portal)

    assert tried == [403, 403]
    assert words_of(page, "h1") == TOO_MANY
    assert refused.headers["retry-after"] == "30"
    assert again.status_code == 403


async def test_pages_that_sign_nobody_in_are_not_counted() -> None:
    async with running_portal(limits=SignInLimits(from_address=1, now=Seconds())) as portal:
        for _ in range(5):
            await portal.client.get("/people")
            await portal.client.get("/")

        await portal.become("ply-coordinator")


async def test_what_a_stranger_says_of_their_address_is_not_read() -> None:
    async with running_portal(limits=SignInLimits(from_address=1, now=Seconds())) as portal:
        first = await chosen(portal, **{"X-Forwarded-For": "192.0.2.1"})
        second = await chosen(
            portal, **{"X-Forwarded-For": "192.0.2.2", "Forwarded": "for=1.2.3.4"}
        )

    assert (first.status_code, second.status_code) == (403, 429)


async def test_a_proxy_of_ours_is_believed_and_what_came_to_it_from_outside_is_not() -> None:
    limits = SignInLimits(from_address=1, now=Seconds())
    async with running_portal(limits=limits, proxies=["127.0.0.0/8"]) as portal:
        one = await chosen(portal, **{"X-Forwarded-For": "192.0.2.1"})
        other = await chosen(portal, **{"X-Forwarded-For": "192.0.2.2"})
        invented = await chosen(portal, **{"X-Forwarded-For": "198.51.100.7, 192.0.2.1"})

    assert (one.status_code, other.status_code, invented.status_code) == (403, 403, 429)


async def test_only_a_proxy_of_ours_says_that_people_come_over_https() -> None:
    said = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.1"}
    async with running_portal() as portal, running_portal(proxies=["127.0.0.1"]) as behind:
        strange = await portal.client.http.get("/people", headers=said)
        ours = await behind.client.http.get("/people", headers=said)

    assert "Secure" not in strange.headers["set-cookie"]
    assert "strict-transport-security" not in strange.headers
    assert ours.headers["set-cookie"].startswith("__Host-rapid_review_visit=")
    assert "Secure" in ours.headers["set-cookie"]
    assert ours.headers["strict-transport-security"] == "max-age=31536000"


@pytest.mark.parametrize(
    ("host", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", "fe80::/64"),
    ],
)
def test_an_address_counts_with_all_that_one_customer_has(host: str, network: str) -> None:
    assert network_of(host) == network


def test_what_is_no_address_is_remembered_in_few_bytes() -> None:
    assert len(network_of("x" * 100_000)) == 64


# --- By session -----------------------------------------------------------------------------------


async def test_a_browser_that_goes_round_in_circles_is_stopped_before_its_neighbours(
    tmp_path: Path,
) -> None:
    limits = SignInLimits(from_address=100, in_session=5, now=Seconds())
    async with signing_in(tmp_path, limits=limits) as person:
        person.issuer.person = dict(COORDINATOR)
        for _ in range(3):  # Each but the first comes with a session: begin, and come back.
            await person.back("/sign-in")
        await person.http.get("/sign-in")
        refused = await person.http.get("/sign-in")
        page = person.portal.client.checked(refused, 429)
        session = dict(person.http.cookies)
        person.http.cookies.clear()
        neighbour = await person.http.get("/sign-in")

    assert session
    assert words_of(page, "h1") == TOO_MANY
    assert refused.headers["retry-after"] == "12"
    assert neighbour.status_code == 303


@pytest.mark.parametrize("address", ["/sign-in", "/signed-in?state=a&code=b"])
async def test_both_halves_of_signing_in_are_counted(address: str, tmp_path: Path) -> None:
    async with signing_in(tmp_path, limits=SignInLimits(from_address=1, now=Seconds())) as person:
        await person.http.get(address)
        refused = await person.http.get(address)
        asked = dict(person.issuer.asked)

    assert refused.status_code == 429
    assert asked.get("/token", 0) == 0


async def test_a_choice_of_another_person_gives_no_new_tries() -> None:
    limits = SignInLimits(from_address=100, in_session=2, now=Seconds())
    async with running_portal(limits=limits) as portal:
        await portal.become("ply-coordinator")
        await portal.become("ply-scrutineer")
        refused = await portal.client.post("/people", {"person": "ply-coordinator"}, status=429)

    assert words_of(refused, "h1") == TOO_MANY


# --- Memory, and settings -------------------------------------------------------------------------


def test_tries_fill_up_again_with_time_and_never_beyond_their_number() -> None:
    clock = Seconds()
    tries = Tries(60, clock, most=10)
    first = [tries.take("a") for _ in range(61)]
    clock.now += 1
    one_more = [tries.take("a"), tries.take("a")]
    clock.now += 10_000
    full = [tries.take("a") for _ in range(61)]

    assert (first.count(0.0), first[-1]) == (60, 1.0)
    assert one_more == [0.0, 1.0]
    assert full.count(0.0) == 60


def test_only_so_many_addresses_are_remembered_and_the_longest_unused_is_forgotten() -> None:
    tries = Tries(1, Seconds(), most=3)
    for key in ("a", "b", "c"):
        tries.take(key)

    assert tries.take("a") > 0  # Whoever goes on trying stays remembered.
    for key in ("d", "e"):
        tries.take(key)
    assert len(tries) == 3
    assert tries.take("a") > 0
    assert tries.take("b") == 0


@pytest.mark.parametrize("proxies", ["0.0.0.0/0", "::/0", "*", "proxy.example", "10.0.0.1/8"])
def test_trusting_everybody_or_nobody_that_can_be_checked_stops_the_start(proxies: str) -> None:
    with pytest.raises(SettingsWrong, match="PROXIES is wrong"):
        PortalSettings(reporting="a:1", notifications="a:2", proxies=proxies)


def test_proxies_are_named_with_commas_between_them() -> None:
    given = PortalSettings(
        reporting="a:1",
        notifications="a:2",
        proxies="127.0.0.1, 10.0.0.0/8,::1",
    )

    assert given.proxies == ("127.0.0.1", "10.0.0.0/8", "::1")


def test_the_limits_are_those_of_the_settings_unless_something_else_is_said() -> None:
    given, limits = PortalSettings(reporting="a:1", notifications="a:2"), SignInLimits()

    assert given.sign_ins_from_address == limits.from_address
    assert given.sign_ins_in_session == limits.in_session
