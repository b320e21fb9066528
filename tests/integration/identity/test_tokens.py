"""Tokens of a provider: everything that is wrong with one, edges of time, and who a good one names.

They are signed by a real provider over HTTP; each row of the table is a fault that is planted in a good token.
"""

from __future__ import annotations

import base64
import hmac
import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any

import pytest
from joserfc import jwt
from joserfc.jws import JWSRegistry
from joserfc.registry import HeaderParameter

from chassis.identity import Caller, Membership, NotSignedIn, token_for
from chassis.openid.identity_provider import IdentityProvider
from chassis.openid.keys import ALGORITHMS, ProviderKeys
from chassis.openid.tokens import NoMembership, OpenIdTokens
from tests.support.identity_provider import AUDIENCE, Issuer, an_issuer

NOW = 1_790_000_000
LEEWAY_S = 30
MAPPING = """
[[membership]]
group = "PLY-coordinators"
role = "coordinator"
partnerships = ["PLY"]
"""


@pytest.fixture
async def issuer() -> AsyncIterator[Issuer]:
    async with an_issuer() as running:
        yield running


@pytest.fixture
async def provider(issuer: Issuer, tmp_path: Path) -> AsyncIterator[IdentityProvider]:
    (tmp_path / "identity.toml").write_text(MAPPING)
    found = IdentityProvider.of(issuer.settings(tmp_path / "identity.toml"), ("PLY", "DEV"))
    assert found is not None
    yield found
    await found.provider.close()


def encoded(content: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(content).encode()).rstrip(b"=").decode()


def unsigned(issuer: Issuer) -> str:
    kid = issuer.published[-1]
    return f"{encoded({'alg': 'none', 'kid': kid})}.{encoded(issuer.claims())}."


def with_the_public_key_as_a_secret(issuer: Issuer) -> str:
    kid = issuer.published[-1]
    secret = issuer.keys[kid][1].as_pem(private=False)
    head, body = encoded({"alg": "HS256", "kid": kid}), encoded(issuer.claims())
    mac = hmac.digest(secret, f"{head}.{body}".encode(), "sha256")
    return f"{head}.{body}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}"


def with_changed_claims(issuer: Issuer) -> str:
    head, _, signature = issuer.token().split(".")
    return f"{head}.{encoded(issuer.claims(groups=['PLY-leaders']))}.{signature}"


def with_changed_header(issuer: Issuer) -> str:
    _, body, signature = issuer.token().split(".")
    return f"{encoded({'alg': 'PS256', 'kid': issuer.published[-1]})}.{body}.{signature}"


def of_an_unpublished_key(issuer: Issuer) -> str:
    return issuer.sign(issuer.claims(), issuer.rotate(publish=False))


def by_another_key_under_a_known_id(issuer: Issuer) -> str:
    known, other = issuer.published[-1], issuer.rotate(publish=False)
    return issuer.sign(issuer.claims(), other, {"kid": known})


def without_key_id(issuer: Issuer) -> str:
    algorithm, key = issuer.keys[issuer.published[-1]]
    return jwt.encode({"alg": algorithm}, issuer.claims(), key)


def with_a_demand_that_nobody_knows(issuer: Issuer) -> str:
    kid = issuer.published[-1]
    known = JWSRegistry(header_registry={"odd": HeaderParameter("odd", "str")})
    said = {"alg": "RS256", "kid": kid, "crit": ["odd"], "odd": "x"}
    return jwt.encode(said, issuer.claims(), issuer.keys[kid][1], registry=known)


Fault = Callable[[Issuer], str]
FAULTS: dict[str, Fault] = {
    "empty": lambda _: "",
    "rubbish": lambda _: "a.b.c",
    "two parts": lambda issuer: issuer.token().rpartition(".")[0],
    "encrypted": lambda issuer: issuer.token() + ".x.y",
    "not an object": lambda issuer: f"{encoded([])}.{encoded([])}.x",
    "too large": lambda issuer: issuer.token(pad="x" * 40_000),
    "other issuer": lambda issuer: issuer.token(iss=issuer.issuer + "/"),
    "other audience": lambda issuer: issuer.token(aud="another"),
    "no audience among several": lambda issuer: issuer.token(aud=["one", "two"]),
    "expired": lambda issuer: issuer.token(exp=1),
    "not yet valid": lambda issuer: issuer.token(nbf=4_000_000_000),
    "issued in the future": lambda issuer: issuer.token(iat=4_000_000_000),
    "expiry is a word": lambda issuer: issuer.token(exp="tomorrow"),
    "expiry is infinite": lambda issuer: issuer.token(exp=float("inf")),
    "expiry is no number": lambda issuer: issuer.token(exp=float("nan")),
    "no issuer": lambda issuer: issuer.token(iss=None),
    "no audience": lambda issuer: issuer.token(aud=None),
    "no subject": lambda issuer: issuer.token(sub=None),
    "empty subject": lambda issuer: issuer.token(sub=""),
    "endless subject": lambda issuer: issuer.token(sub="x" * 300),
    "subject is a number": lambda issuer: issuer.token(sub=7),
    "no expiry": lambda issuer: issuer.token(exp=None),
    "no time of issue": lambda issuer: issuer.token(iat=None),
    "algorithm none": unsigned,
    "HS256 with the public key": with_the_public_key_as_a_secret,
    "algorithm changed": with_changed_header,
    "claims changed": with_changed_claims,
    "signature cut": lambda issuer: issuer.token()[:-6],
    "unknown key id": of_an_unpublished_key,
    "other key under a known id": by_another_key_under_a_known_id,
    "no key id": without_key_id,
    "a token for signing out": lambda issuer: issuer.sign(
        issuer.claims(), header={"typ": "logout+jwt"}
    ),
    "a demand that nobody knows": with_a_demand_that_nobody_knows,
    "a token of the example people": lambda _: token_for(
        Caller.acting("ply-coordinator", "coordinator", "PLY"), b"k" * 32
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_token_with_one_thing_wrong_is_refused(
    fault: str, issuer: Issuer, provider: IdentityProvider
) -> None:
    await provider.people.caller_of(issuer.token())

    with pytest.raises(NotSignedIn):
        await provider.people.caller_of(FAULTS[fault](issuer))


@pytest.mark.parametrize("algorithm", ALGORITHMS)
async def test_a_good_token_of_each_algorithm_names_its_caller(
    algorithm: str, issuer: Issuer, provider: IdentityProvider
) -> None:
    issuer.rotate(algorithm)

    caller = await provider.people.caller_of(issuer.token())

    assert caller.memberships == (Membership("PLY", "coordinator"),)


@pytest.mark.parametrize("typ", ["JWT", "jwt", "at+jwt", "application/at+jwt"])
async def test_the_usual_kinds_of_token_are_taken(
    typ: str, issuer: Issuer, provider: IdentityProvider
) -> None:
    token = issuer.sign(issuer.claims(aud=["another", AUDIENCE]), header={"typ": typ, "x5t": "x"})

    assert (await provider.people.caller_of(token)).partnerships == ("PLY",)


@pytest.mark.parametrize(
    ("claims", "good"),
    [
        ({"exp": NOW - LEEWAY_S + 1}, True),
        ({"exp": NOW - LEEWAY_S}, False),
        ({"nbf": NOW + LEEWAY_S}, True),
        ({"nbf": NOW + LEEWAY_S + 1}, False),
        ({"iat": NOW + LEEWAY_S}, True),
        ({"iat": NOW + LEEWAY_S + 1}, False),
    ],
)
async def test_clocks_may_differ_by_the_leeway_and_no_second_more(
    claims: dict[str, int], good: bool, issuer: Issuer, provider: IdentityProvider
) -> None:
    tokens = OpenIdTokens(
        ProviderKeys(provider.provider), issuer=issuer.issuer, audience=AUDIENCE, leeway_s=LEEWAY_S,
        now=lambda: NOW + 0.9,
    )  # fmt: skip
    token = issuer.token(**({"iat": NOW, "exp": NOW + 60} | claims))

    if good:
        assert await tokens.claims_of(token)
    else:
        with pytest.raises(NotSignedIn):
            await tokens.claims_of(token)


@pytest.mark.parametrize("groups", [[], ["others"], None, {"PLY-coordinators": 1}, [1], 7])
async def test_somebody_without_a_part_in_any_partnership_is_told_so(
    groups: Any, issuer: Issuer, provider: IdentityProvider
) -> None:
    with pytest.raises(NoMembership) as refusal:
        await provider.people.caller_of(issuer.token(groups=groups))

    assert refusal.value.code == "identity.no_membership"
    assert "no part in any partnership" in refusal.value.message


async def test_a_persons_id_is_a_pseudonym_that_stays(
    issuer: Issuer, provider: IdentityProvider, tmp_path: Path
) -> None:
    one = await provider.people.caller_of(issuer.token(email="invented@people.example"))
    again = await provider.people.caller_of(issuer.token(groups=["PLY-coordinators", "more"]))
    other = await provider.people.caller_of(issuer.token(sub="invented-2"))
    settings = issuer.settings(tmp_path / "identity.toml", person_key="cd" * 32)
    keyed = IdentityProvider.of(settings, ("PLY",))

    assert keyed is not None
    assert one.person == again.person == provider.people.person("invented-1")
    assert len({one.person, other.person, keyed.people.person("invented-1")}) == 3
    assert "invented" not in one.person


async def test_without_an_issuer_there_is_no_provider(issuer: Issuer, tmp_path: Path) -> None:
    assert IdentityProvider.of(issuer.settings(tmp_path / "x", issuer=""), ("PLY",)) is None
