"""deploy/certificates.sh gives each part its own certificate and no other, once, and keeps no authority's key."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.deploy.region import DEPLOY, ROOT

PARTS = ("cli", "kafka", "review")


@pytest.fixture
def run(tmp_path: Path) -> Path:
    """Run the script as the container does, with `rapid-review` on the path; gives the folder."""
    program = tmp_path / "bin/rapid-review"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m rapid_review.cli "$@"\n')
    program.chmod(0o755)
    for part in PARTS:
        (tmp_path / "made" / part).mkdir(parents=True)
    make(tmp_path)
    return tmp_path


def make(folder: Path) -> None:
    environment = {
        **os.environ,
        "PATH": f"{folder / 'bin'}:{os.environ['PATH']}",
        "PYTHONPATH": ".",
    }
    subprocess.run(
        ["sh", DEPLOY / "certificates.sh", folder / "made"], cwd=ROOT, env=environment, check=True
    )


def files(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder / "made").as_posix(): file.read_bytes()
        for file in (folder / "made").rglob("*")
        if file.is_file()
    }


def test_each_part_has_its_own_pair_and_nobody_has_the_key_of_the_authority(run: Path) -> None:
    wanted = {
        f"{part}/{name}" for part in PARTS for name in ("ca.crt", f"{part}.crt", f"{part}.key")
    }

    assert set(files(run)) == wanted | {"cli/complete"}
    assert {(run / "made" / part / f"{part}.key").stat().st_mode & 0o777 for part in PARTS} == {
        0o600
    }
    assert b"BEGIN PRIVATE KEY" in files(run)["kafka/kafka.key"]  # Kafka reads no other form.


def test_certificates_that_are_there_stay_as_they_are(run: Path) -> None:
    before = files(run)

    make(run)

    assert files(run) == before


def test_what_was_half_made_is_made_anew_for_all(run: Path) -> None:
    before = files(run)
    (run / "made/cli/complete").unlink()

    make(run)

    after = files(run)
    assert set(after) == set(before)
    assert len({after[f"{part}/ca.crt"] for part in PARTS}) == 1
    assert after["kafka/ca.crt"] != before["kafka/ca.crt"]
