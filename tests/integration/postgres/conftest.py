"""Platforms in processes of their own, which are ended with the test whatever it does."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.postgres.platforms import ROOT, SCRIPT, Platform, StartPlatform


@pytest.fixture
def start_platform() -> Iterator[StartPlatform]:
    """Start platforms on data folders; at the end of the test none of them is left."""
    started: list[Platform] = []

    def start(
        folder: Path, *options: str, path: Path = ROOT, prefix: tuple[str, ...] = ()
    ) -> Platform:
        process = subprocess.Popen(
            [*prefix, sys.executable, str(SCRIPT), str(folder), *options],
            env={**os.environ, "PYTHONPATH": str(path)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            process_group=0,
        )
        assert process.stdout is not None
        line = process.stdout.readline()
        platform = Platform(process, json.loads(line or "{}"))
        started.append(platform)
        return platform

    yield start

    for platform in started:
        platform.remove_what_is_left()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A new folder that every user can enter, unlike pytest's own."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)
