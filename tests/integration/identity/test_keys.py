"""The keys of a provider that rotates, takes keys back, goes away, is slow and talks rubbish."""

from __future__ import annotations

import asyncio
import base64
from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from joserfc.jwk import OctKey, RSAKey
from starlette.responses import JSONResponse, RedirectResponse, Response

from chassis.identity import NotSignedIn
from chassis.openid import keys as kept
from chassis.openid import provider as asked
from chassis.openid.keys import ProviderAway, ProviderKeys, keys_in
from chassis.openid.provider import Provider, ProviderFault
from chassis.openid.tokens import OpenIdTokens
from tests.support.identity_provider import AUDIENCE, Issuer, an_issuer

KEYS, DISCOVERY = "/keys", "/.well-known/openid-configuration"


class Seconds:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
async def issuer() -> AsyncIterator[Issuer]:
    async with an_issuer() as running:
        yield running


@pytest.fixture
def clock() -> Seconds:
    return Seconds()


@pytest.fixture
async def tokens(issuer: Issuer, clock: Seconds) -> AsyncIterator[OpenIdTokens]:
    provider = Provider(issuer.issuer)
    keys = ProviderKeys(provider, clock)
    yield OpenIdTokens(keys, issuer=issuer.issuer, audience=AUDIENCE, leeway_s=30)
    await provider.close()


async def test_a_new_key_is_fetched_by_the_first_token_that_it_signed(
    issuer: Issuer, tokens: OpenIdTokens, clock: Seconds
) -> None:
    old = issuer.token()
    await tokens.claims_of(old)
    clock.now += kept.AGAIN_S
    issuer.rotate()

    for token in (issuer.token(), old, issuer.token()):
        assert await tokens.claims_of(token)

    assert issuer.asked[KEYS] == 2


async def test_a_key_that_was_taken_back_is_good_for_nothing_after_the_next_fetch(
    issuer: Issuer, tokens: OpenIdTokens, clock: Seconds
) -> None:
    old = issuer.token()
    await tokens.claims_of(old)
    issuer.published.remove(issuer.published[0])
    issuer.rotate()
    clock.now += kept.AGAIN_S
    await tokens.claims_of(issuer.token())

    with pytest.raises(NotSignedIn):
        await tokens.claims_of(old)


async def test_a_flood_of_invented_keys_asks_the_provider_once_in_a_while(
    issuer: Issuer, tokens: OpenIdTokens, clock: Seconds
) -> None:
    await tokens.claims_of(issuer.token())
    invented = [issuer.sign(issuer.claims(), header={"kid": f"invented-{n}"}) for n in range(50)]

    for flood in range(1, 4):
        clock.now += kept.AGAIN_S
        told = await asyncio.gather(
            *(tokens.claims_of(token) for token in invented), return_exceptions=True
        )
        assert {type(one) for one in told} == {NotSignedIn}
        clock.now += kept.AGAIN_S - 1
        with pytest.raises(NotSignedIn):
            await tokens.claims_of(invented[0])
        assert issuer.asked[KEYS] == 1 + flood


async def test_a_flood_that_waits_for_a_slow_provider_asks_it_once_too(
    issuer: Issuer, tokens: OpenIdTokens, clock: Seconds
) -> None:
    await tokens.claims_of(issuer.token())
    clock.now += kept.AGAIN_S
    issuer.slow.clear()
    flood = [
        asyncio.create_task(
            tokens.claims_of(issuer.sign(issuer.claims(), header={"kid": f"invented-{n}"}))
        )
        for n in range(50)
    ]
    while issuer.asked[DISCOVERY] < 2:
        await asyncio.sleep(0)
    clock.now += 10 * kept.AGAIN_S
    issuer.slow.set()

    told = await asyncio.gather(*flood, return_exceptions=True)

    assert {type(one) for one in told} == {NotSignedIn}
    assert issuer.asked[KEYS] == 2


async def test_a_caller_who_goes_away_while_keys_are_fetched_takes_them_from_nobody(
    issuer: Issuer, tokens: OpenIdTokens
) -> None:
    issuer.slow.clear()
    gone = asyncio.create_task(tokens.claims_of(issuer.token()))
    while not issuer.asked[DISCOVERY]:
        await asyncio.sleep(0)
    waits = asyncio.create_task(tokens.claims_of(issuer.token()))
    await asyncio.sleep(0)
    gone.cancel()
    await asyncio.wait([gone])
    issuer.slow.set()

    assert await waits
    assert issuer.asked[KEYS] == 1


@pytest.mark.parametrize(
    "spoilt", [{"iss": "https://elsewhere.example"}, {"aud": "another"}, {"exp": 1}]
)
async def test_a_token_that_is_bad_anyway_asks_the_provider_nothing(
    spoilt: dict[str, Any], issuer: Issuer, tokens: OpenIdTokens
) -> None:
    with pytest.raises(NotSignedIn):
        await tokens.claims_of(issuer.token(**spoilt))

    assert not issuer.asked


async def test_many_first_tokens_at_once_fetch_the_keys_once(
    issuer: Issuer, tokens: OpenIdTokens
) -> None:
    issuer.slow.clear()
    asking = [asyncio.create_task(tokens.claims_of(issuer.token())) for _ in range(20)]
    while not issuer.asked[DISCOVERY]:
        await asyncio.sleep(0)
    issuer.slow.set()

    assert len(await asyncio.gather(*asking)) == 20
    assert issuer.asked[KEYS] == 1


async def test_a_slow_provider_keeps_nobody_waiting_whose_key_is_known(
    issuer: Issuer, tokens: OpenIdTokens, clock: Seconds
) -> None:
    known = issuer.token()
    await tokens.claims_of(known)
    issuer.rotate()
    clock.now += kept.AGAIN_S
    issuer.slow.clear()
    waits = asyncio.create_task(tokens.claims_of(issuer.token()))
    while issuer.asked[DISCOVERY] < 2:
        await asyncio.sleep(0)

    assert await tokens.claims_of(known)
    assert not waits.done()
    issuer.slow.set()
    assert await waits


async def test_keys_go_on_being_used_while_the_provider_is_away_and_not_for_ever(
    issuer: Issuer, tokens: OpenIdTokens, clock: Seconds
) -> None:
    token = issuer.token()
    await tokens.claims_of(token)
    await issuer.close()

    clock.now += kept.KEPT_S - 1
    assert await tokens.claims_of(token)
    clock.now += 1
    with pytest.raises(ProviderAway) as delay:
        await tokens.claims_of(token)
    assert delay.value.code == "identity.provider_away"


async def test_a_new_key_of_a_provider_that_is_away_is_a_delay_and_no_refusal(
    issuer: Issuer, tokens: OpenIdTokens, clock: Seconds
) -> None:
    await tokens.claims_of(issuer.token())
    issuer.rotate()
    await issuer.close()
    clock.now += kept.AGAIN_S
    token = issuer.token()

    for _ in range(2):
        with pytest.raises(ProviderAway):
            await tokens.claims_of(token)
    await issuer.open()
    clock.now += kept.AGAIN_S

    assert await tokens.claims_of(token)


Spoil = Callable[[Issuer], Response]
RUBBISH: dict[str, tuple[str, Spoil]] = {
    "not JSON": (KEYS, lambda _: Response("<html>")),
    "not an object": (KEYS, lambda _: JSONResponse([])),
    "no list": (KEYS, lambda _: JSONResponse({"keys": 7})),
    "no keys": (KEYS, lambda _: JSONResponse({"keys": []})),
    "odd keys": (KEYS, lambda _: JSONResponse({"keys": [7, {}, {"kid": 1}, {"kid": "a"}]})),
    "too large": (KEYS, lambda issuer: issuer.key_set(pad="x" * asked.ANSWER_BYTES)),
    "a redirect": (KEYS, lambda issuer: RedirectResponse(f"{issuer.issuer}/other-keys")),
    "a failure": (KEYS, lambda issuer: JSONResponse({"keys": []}, 500)),
    "nested": (KEYS, lambda _: Response("[" * 100_000)),
    "another issuer": (
        DISCOVERY,
        lambda issuer: issuer.document(issuer="https://elsewhere.example"),
    ),
    "no address of keys": (DISCOVERY, lambda issuer: issuer.document(jwks_uri=None)),
}


@pytest.mark.parametrize("rubbish", RUBBISH)
async def test_rubbish_in_place_of_keys_leaves_the_good_ones_in_use(
    rubbish: str, issuer: Issuer, tokens: OpenIdTokens, clock: Seconds
) -> None:
    known = issuer.token()
    await tokens.claims_of(known)
    clock.now += kept.AGAIN_S
    new = issuer.sign(issuer.claims(), issuer.rotate())
    path, spoil = RUBBISH[rubbish]
    issuer.rubbish[path] = spoil(issuer)

    with pytest.raises(ProviderAway):
        await tokens.claims_of(new)
    assert await tokens.claims_of(known)


@pytest.mark.parametrize("address", ["http://elsewhere.example/keys", "ftp://x", "keys", 7])
async def test_addresses_in_the_open_are_never_asked(address: Any, issuer: Issuer) -> None:
    said = {"issuer": issuer.issuer, "jwks_uri": address}
    issuer.rubbish[DISCOVERY] = JSONResponse(said)
    provider = Provider(issuer.issuer)

    with pytest.raises(ProviderFault, match="open_address"):
        await provider.address("jwks_uri")
    with pytest.raises(ProviderFault, match="open_address"):
        await provider.fetch(str(address))
    await provider.close()


async def test_the_keys_are_fetched_in_the_background_until_the_end(
    issuer: Issuer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "REFRESH_S", 0.01)
    monkeypatch.setattr(kept, "RETRY_S", 0.01)
    provider = Provider(issuer.issuer)
    keys = ProviderKeys(provider)
    fetching = asyncio.create_task(keys.run())
    async with asyncio.timeout(60):
        while issuer.asked[KEYS] < 3:
            await asyncio.sleep(0.01)
        issuer.rubbish[KEYS] = Response("<html>")
        seen = issuer.asked[KEYS]
        while issuer.asked[KEYS] < seen + 3:
            await asyncio.sleep(0.01)
        del issuer.rubbish[KEYS]
        new = issuer.rotate()
        while new not in keys._keys:
            await asyncio.sleep(0.01)
    fetching.cancel()
    await provider.close()


def public(key: RSAKey, **more: Any) -> dict[str, Any]:
    return {**key.as_dict(private=False), "kid": "one", **more}


def short_modulus() -> str:
    """That of a good key of 1,024 bits, which joserfc would not make."""
    key = rsa.generate_private_key(65537, 1024)  # noqa: S505 - to be refused
    number = key.public_key().public_numbers().n
    return base64.urlsafe_b64encode(number.to_bytes(128)).rstrip(b"=").decode()


GOOD = RSAKey.generate_key(2048)


@pytest.mark.parametrize(
    "published",
    [
        public(GOOD, use="enc"),
        public(GOOD, kid=None),
        public(GOOD, n=7),
        {**GOOD.as_dict(private=True), "kid": "one"},
        {**OctKey.generate_key(256).as_dict(), "kid": "one"},
        {"kty": "RSA", "e": "AQAB", "kid": "one", "n": short_modulus()},
    ],
    ids=["for encryption", "no id", "no key", "private", "shared secret", "short"],
)
def test_what_is_no_public_key_for_signatures_is_left_out(published: dict[str, Any]) -> None:
    good = public(GOOD, kid="good", use="sig", alg="RS256")

    assert list(keys_in([published, good])) == ["good"]


async def test_a_key_serves_the_algorithm_that_it_names_and_no_other(
    issuer: Issuer, tokens: OpenIdTokens
) -> None:
    kid = issuer.published[0]
    key = issuer.keys[kid][1].as_dict(private=False) | {"alg": "PS256"}
    issuer.rubbish[KEYS] = JSONResponse({"keys": [key]})

    with pytest.raises(NotSignedIn):
        await tokens.claims_of(issuer.token())
