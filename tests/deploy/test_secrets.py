"""deploy/make_secrets.py makes each secret once, for its owner only; and the example people can sign in."""

from __future__ import annotations

import re
import stat
import subprocess
from pathlib import Path

import yaml

from deploy import make_secrets
from rapid_review.people import load_people
from tests.deploy.region import DEPLOY, ROOT, compose, secrets


def test_secrets_that_are_there_stay_as_they_are_and_only_missing_ones_are_made(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "secrets"
    made = make_secrets.make(folder)
    before = {file.name: file.read_text() for file in folder.iterdir()}
    (folder / "review_master_key").unlink()

    assert make_secrets.make(folder) == 1
    after = {file.name: file.read_text() for file in folder.iterdir()}

    assert made == len(before)
    assert after.pop("review_master_key") != before.pop("review_master_key")
    assert after == before


def test_nobody_but_the_owner_comes_to_the_secrets_and_nobody_changes_them(tmp_path: Path) -> None:
    folder = tmp_path / "secrets"
    make_secrets.make(folder)

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o444}


def test_every_secret_is_another_and_an_address_holds_the_password_of_its_role(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "secrets"
    make_secrets.make(folder)
    values = [file.read_text() for file in folder.iterdir()]

    assert len(set(values)) == len(values)
    password = (folder / "postgres_review_owner_password").read_text()
    dsn = (folder / "review_owner_dsn").read_text()
    assert f"//review_owner:{password}@postgres:5432/review?sslmode=verify-full" in dsn


def test_git_keeps_no_secret() -> None:
    done = subprocess.run(
        ["git", "-C", ROOT, "check-ignore", "deploy/secrets/token_key"], check=False
    )

    assert done.returncode == 0


def test_every_example_person_can_sign_in_and_nobody_else() -> None:
    settings = yaml.safe_load((DEPLOY / "identity.yaml").read_text("utf-8"))

    assert [one["username"] for one in settings["staticPasswords"]] == list(load_people())
    assert len({one["userID"] for one in settings["staticPasswords"]}) == len(load_people())


def test_the_identity_provider_reads_its_secrets_from_files_that_it_is_given() -> None:
    text = (DEPLOY / "identity.yaml").read_text("utf-8")
    read = re.findall(r'file\.Read "/run/secrets/(\w+)"', text)

    assert set(read) == set(secrets(compose()["services"]["identity"]))
    assert not re.search(r"\$2[aby]\$|secret: \w", text)
