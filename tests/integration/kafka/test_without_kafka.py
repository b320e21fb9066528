"""Without a Java, the tests that need Kafka are skipped in one line; on the build machine they fail."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.kafka_choice import ADDRESS, ROOT

pytestmark = pytest.mark.integration
FILES = ("test_secured_kafka.py", "test_foreground.py")


def run_without_java(tmp_path: Path, ci: str) -> subprocess.CompletedProcess[str]:
    folder = Path(__file__).parent
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-n", "0", "-p", "no:cacheprovider", "--basetemp",
         tmp_path / "run", *(folder / name for name in FILES)],
        cwd=ROOT, text=True, capture_output=True, check=False,
        env=os.environ | {"JAVA_HOME": str(tmp_path), "CI": ci},
    )  # fmt: skip


def test_on_the_build_machine_the_run_fails(tmp_path: Path) -> None:
    done = run_without_java(tmp_path, ci="true")

    assert done.returncode == 1
    assert "skipped" not in done.stdout
    assert "Kafka tests were not run: Java 17 or newer is missing." in done.stdout


def test_elsewhere_one_line_says_what_was_skipped_and_how_to_get_it(tmp_path: Path) -> None:
    done = run_without_java(tmp_path, ci="")

    said = [line for line in done.stdout.splitlines() if "Kafka tests were not run" in line]
    assert done.returncode == 0
    assert len(said) == 1
    assert said[0].startswith("SKIPPED [8] ")
    assert ADDRESS in said[0]
