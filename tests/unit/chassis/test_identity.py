"""Tokens: what does not verify is refused, and what does names the caller."""

from __future__ import annotations

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

from chassis.identity import Caller, Membership, NotSignedIn, OtherPartnership, caller_of, token_for

KEY, OTHER_KEY = b"k" * 32, b"o" * 32
CALLER = Caller.acting("ply-coordinator", "coordinator", "PLY")


def unsigned() -> str:
    head, claims, _ = token_for(CALLER, KEY).split(".")
    return f"{head}.{claims}."


def without_expiry() -> str:
    claims = {
        "iss": "rapid-review",
        "sub": "x",
        "memberships": [{"partnership": "PLY", "role": "coordinator"}],
    }
    return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(KEY))


@pytest.mark.parametrize(
    "token",
    [
        "",
        "not a token",
        token_for(CALLER, OTHER_KEY),
        token_for(CALLER, KEY, lifetime_s=-3600),
        unsigned(),
        without_expiry(),
    ],
    ids=["empty", "rubbish", "another key", "expired", "unsigned", "without expiry"],
)
def test_a_token_that_does_not_verify_is_refused(token: str) -> None:
    with pytest.raises(NotSignedIn):
        caller_of(token, KEY)


def test_a_good_token_names_its_caller() -> None:
    assert caller_of(token_for(CALLER, KEY), KEY) == CALLER


def test_a_caller_acts_for_their_own_partnerships_only() -> None:
    CALLER.must_act_for("PLY")

    with pytest.raises(OtherPartnership):
        CALLER.must_act_for("DEV")


@pytest.mark.parametrize("memberships", ["PLY", [{"role": "coordinator"}], [["PLY"]], None])
def test_a_token_whose_memberships_cannot_be_read_is_refused(memberships: object) -> None:
    claims = {"iss": "rapid-review", "sub": "x", "exp": 9_999_999_999, "memberships": memberships}

    with pytest.raises(NotSignedIn):
        caller_of(jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(KEY)), KEY)


def test_a_person_may_be_somebody_else_in_each_partnership() -> None:
    police = "devon-and-cornwall-police"
    memberships = (
        Membership("PLY", "auditor"),
        Membership("PLY", "agency_author", police),
        Membership("DEV", "statutory_partner"),
    )

    found = caller_of(token_for(Caller("police-1", memberships), KEY), KEY)

    assert found.memberships == memberships
    assert found.partnerships == ("PLY", "DEV")
    assert [found.role_in(code) for code in ("PLY", "DEV", "TOR")] == [
        "auditor", "statutory_partner", "",
    ]  # fmt: skip
