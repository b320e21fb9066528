"""deploy/sign-in.yaml over the compose file: every part takes the provider's tokens, and no key of ours signs any."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from chassis.identity import Membership
from chassis.openid.memberships import Memberships
from chassis.openid.settings import IdentitySettings
from chassis.rules.rule_packs import RulePacks
from chassis.settings import SECRETS_FOLDER
from deploy import make_secrets
from portal.settings import SignInSettings
from rapid_review.people import load_people
from tests.deploy.region import (
    DEPLOY,
    PARTS,
    Compose,
    compose,
    environment,
    laid_over,
    overlay,
    secrets,
    volumes,
)
from tests.deploy.test_compose import name_problems, schema_problems


def filled(value: str) -> str:
    """A value with the defaults of its variables."""
    return re.sub(r"\$\{\w+:?-([^}]*)\}", r"\1", value)


def region() -> Compose:
    joined: Compose = laid_over(compose(), overlay())
    return joined


def test_the_joined_file_follows_the_schema_and_names_what_is_there() -> None:
    assert schema_problems(region()) == []
    assert name_problems(region()) == ["secrets: token_key is used by nobody"]


@pytest.mark.parametrize("part", PARTS)
def test_no_part_holds_a_key_that_signs_for_people(part: str) -> None:
    assert "token_key" in secrets(compose()["services"][part]).values()
    assert "token_key" not in secrets(region()["services"][part]).values()


@pytest.mark.parametrize("part", PARTS)
def test_every_other_secret_of_a_part_is_still_given(part: str) -> None:
    before, after = (set(secrets(one["services"][part]).values()) for one in (compose(), region()))

    assert before - {"token_key"} <= after


@pytest.mark.parametrize("part", PARTS)
def test_every_part_can_start_with_what_it_is_told(
    part: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, mine = tmp_path / "made", tmp_path / "mine"
    make_secrets.make(made)
    mine.mkdir()
    service = region()["services"][part]
    for target, source in secrets(service).items():
        (mine / target).write_text((made / source).read_text())
    for name, value in environment(service).items():
        monkeypatch.setenv(name, filled(value))
    monkeypatch.setenv(SECRETS_FOLDER, str(mine))

    identity = IdentitySettings()
    assert identity.issuer == "https://identity:5554"
    assert ("./deploy/memberships.toml", str(identity.mapping_file), True) in volumes(service)
    assert part != "portal" or SignInSettings().client_id == identity.audience


def test_the_provider_lets_the_portal_come_back_to_where_it_listens() -> None:
    provider = yaml.safe_load((DEPLOY / "identity.yaml").read_text("utf-8"))
    portal = environment(region()["services"]["portal"])
    client = provider["staticClients"][0]

    assert provider["issuer"] == filled(portal["RAPID_REVIEW_IDENTITY_ISSUER"])
    assert client["id"] == filled(portal["RAPID_REVIEW_SIGN_IN_CLIENT_ID"])
    address = filled(portal["RAPID_REVIEW_SIGN_IN_ADDRESS"])
    assert client["redirectURIs"] == [f"{address}/signed-in"]


def test_every_example_person_is_who_the_embedded_platform_says() -> None:
    mapping = Memberships.load(DEPLOY / "memberships.toml", RulePacks.load().codes())
    provider = yaml.safe_load((DEPLOY / "identity.yaml").read_text("utf-8"))
    people = load_people()

    for one in provider["staticPasswords"]:
        known: tuple[Membership, ...] = mapping.of({"email": one["email"]})
        assert set(known) == set(people[one["username"]].memberships), one["username"]


def test_an_overlay_that_keeps_the_signing_key_is_caught() -> None:
    kept = overlay()
    kept["services"]["portal"]["secrets"] = list(kept["services"]["portal"]["secrets"])

    joined = laid_over(compose(), kept)

    assert "token_key" in secrets(joined["services"]["portal"]).values()
