"""The file that makes memberships of groups: what it gives, and every way in which it can be wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from chassis.access.roles import ROLES
from chassis.identity import Membership
from chassis.openid.memberships import MappingWrong, Memberships
from chassis.openid.settings import IdentitySettings
from chassis.settings import SettingsWrong
from portal.permissions import FIRST_PAGES, READERS

FILE = """
[claims]
groups = "realm_access.roles"
agency = "agency"

[[membership]]
group = "PLY-coordinators"
role = "coordinator"
partnerships = ["PLY"]

[[membership]]
group = "auditors"
role = "auditor"
partnerships = ["PLY", "DEV"]

[[membership]]
group = "police"
role = "agency_author"
partnerships = ["PLY", "DEV"]
agencies = ["police"]

[[membership]]
group = "authors"
role = "agency_lead"
partnerships = ["DEV"]
agency_from_claim = true
"""
ROW = '[[membership]]\ngroup = "a"\nrole = "coordinator"\npartnerships = ["PLY"]\n'


def loaded(folder: Path, text: str) -> Memberships:
    file = folder / "identity.toml"
    file.write_text(text)
    return Memberships.load(file, ("PLY", "DEV"))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("x = ", "identity.toml is not TOML: "),
        ("", "identity.toml: membership: Field required."),
        ("membership = []", "membership: Tuple should have at least 1 item"),
        (ROW.replace("coordinator", "king"), "membership 1: there is no role 'king'."),
        (ROW.replace("PLY", "XYZ"), "membership 1 (a): there is no partnership 'XYZ'."),
        (ROW + ROW, "membership 2 (a): it is there already."),
        (ROW + "grup = 1", "membership 1, grup: Extra inputs are not permitted."),
        (ROW.replace('"a"', '""'), "membership 1, group: String should have at least 1 character."),
        (ROW.replace('["PLY"]', "[]"), "membership 1, partnerships: "),
        (
            ROW + 'agencies = ["police"]\nagency_from_claim = true',
            "there are both agencies and agency_from_claim.",
        ),
        (ROW + 'agencies = ["A B"]', "membership 1, agencies, 0: "),
        (ROW.replace("coordinator", "agency_author"), "needs agencies or agency_from_claim."),
        (
            ROW.replace("coordinator", "agency_lead") + "agency_from_claim = true",
            "membership 1 (a): agency_from_claim needs the name of the claim in [claims].",
        ),
        ("[claims]\nroles = 'x'\n" + ROW, "claims.roles: Extra inputs are not permitted."),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(text: str, problem: str, tmp_path: Path) -> None:
    with pytest.raises(MappingWrong) as refusal:
        loaded(tmp_path, text)

    assert problem in str(refusal.value)
    assert str(tmp_path / "identity.toml") in str(refusal.value)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MappingWrong, match="cannot be read: no such file or directory"):
        Memberships.load(tmp_path / "none.toml", ("PLY",))


@pytest.mark.parametrize(
    ("groups", "agency", "expected"),
    [
        (["PLY-coordinators"], None, [("PLY", "coordinator", "")]),
        (["auditors", "unknown"], None, [("PLY", "auditor", ""), ("DEV", "auditor", "")]),
        (
            ["police", "PLY-coordinators"],
            None,
            [
                ("PLY", "coordinator", ""),
                ("PLY", "agency_author", "police"),
                ("DEV", "agency_author", "police"),
            ],
        ),
        (["authors"], "health", [("DEV", "agency_lead", "health")]),
        (["authors"], None, []),
        ("auditors", None, [("PLY", "auditor", ""), ("DEV", "auditor", "")]),
        (["ply-coordinators", " auditors", 7, None], None, []),
        ({"auditors": True}, None, []),
    ],
)
def test_groups_give_what_the_file_says_and_nothing_else(
    groups: Any, agency: Any, expected: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    claims = {"realm_access": {"roles": groups}, "agency": agency}

    found = loaded(tmp_path, FILE).of(claims)

    assert found == tuple(Membership(*one) for one in expected)


def test_a_claim_whose_name_has_a_dot_is_taken_as_it_is(tmp_path: Path) -> None:
    assert loaded(tmp_path, FILE).of({"realm_access.roles": ["PLY-coordinators"]})


def test_every_role_of_the_platform_can_be_given() -> None:
    assert READERS | FIRST_PAGES.keys() == set(ROLES)


@pytest.mark.parametrize(
    ("name", "value", "problem"),
    [
        ("issuer", "http://identity.example", "begins with https"),
        ("issuer", "identity.example", "begins with https"),
        ("person_key", "ab", "it is not 64 hexadecimal digits"),
        ("person_key", "zz" * 32, "it is not 64 hexadecimal digits"),
        ("person_key", "", "RAPID_REVIEW_IDENTITY_PERSON_KEY"),
        ("audience", "", "RAPID_REVIEW_IDENTITY_AUDIENCE"),
        ("mapping_file", None, "RAPID_REVIEW_IDENTITY_MAPPING_FILE"),
        ("leeway_s", 301, "RAPID_REVIEW_IDENTITY_LEEWAY_S is wrong"),
    ],
)
def test_settings_of_a_provider_that_are_wrong_stop_the_start(
    name: str, value: Any, problem: str
) -> None:
    good: dict[str, Any] = {
        "issuer": "https://identity.example", "audience": "x", "mapping_file": Path("x"),
        "person_key": "ab" * 32,
    }  # fmt: skip
    assert IdentitySettings(**good).issuer

    with pytest.raises(SettingsWrong, match=problem) as refusal:
        IdentitySettings(**(good | {name: value}))
    assert name != "person_key" or not value or value not in str(refusal.value)
