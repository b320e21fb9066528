"""No tracked file names a package registry or a path of somebody's machine, and none is what a tool has left behind."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.tidy.sources import ROOT, plant

# In pieces, so that this file names none of them either.
HOSTS = tuple(
    "".join(pieces)
    for pieces in (
        ("py", "pi.org"),
        ("python", "hosted."),
        ("registry.", "npm", "js"),
        ("registry.", "yarn", "pkg"),
        ("npm.", "pkg."),
        ("deb.", "debian.org"),
        ("security.", "debian.org"),
        ("maven.", "apache.org"),
        ("repo.", "maven"),
        ("repo1.", "maven"),
    )
)
REGISTRY = re.compile(
    "|".join(re.escape(host) for host in HOSTS)
    + r"|https?://[^\s\"']*/simple\b|(index-url|registry)\s*[=:]\s*[\"']?https?:"
    r"|artifactory|\bnexus\b|\"resolved\":\s*\"http",
    re.IGNORECASE,
)
MACHINE = re.compile(r"(?<![\w.$}])/(work|root|opt/wheels|Users|home)/(?!nonroot\b)\w+")
LARGEST_KB = 400
"""A picture of a long page. What is larger was downloaded or built, and stays in the history for ever."""
HERE = Path(__file__).relative_to(ROOT).as_posix()  # Shows what such a line looks like.


def leaks(root: Path, files: Iterable[str]) -> list[str]:
    """Every line that sends a reader to a registry or to a folder that only one machine has."""
    return [
        f"{file}:{number}: {line.strip()[:80]}"
        for file in files
        if file != HERE and (root / file).is_file()
        for number, line in enumerate(_lines(root / file), 1)
        if REGISTRY.search(line) or MACHINE.search(line)
    ]


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError:
        return []  # A picture.


def tracked() -> list[str]:
    done = subprocess.run(
        ["git", "-C", str(ROOT), "ls-files", "-z"], capture_output=True, text=True, check=True
    )
    return [file for file in done.stdout.split("\0") if file]


def too_large(root: Path, files: Iterable[str]) -> list[str]:
    """Every file that nobody here wrote, by its size."""
    return [
        file
        for file in files
        if (root / file).is_file() and (root / file).stat().st_size > LARGEST_KB * 1024
    ]


def test_no_download_is_tracked() -> None:
    assert too_large(ROOT, tracked()) == []


def test_a_download_is_caught(tmp_path: Path) -> None:
    (tmp_path / "tool-1.0.whl").write_bytes(bytes(LARGEST_KB * 1024 + 1))

    assert too_large(tmp_path, ["tool-1.0.whl"]) == ["tool-1.0.whl"]


def test_no_registry_and_no_machine_is_named() -> None:
    assert leaks(ROOT, tracked()) == []


@pytest.mark.parametrize(
    "line",
    [
        f"--index-url https://{HOSTS[0]}/simple",
        f'"resolved": "https://{HOSTS[2]}.org/sass/-/sass-1.tgz",',
        "registry=https://packages.example/",
        f"files.{HOSTS[1]}org",
        f"RUN sed -i s/{HOSTS[5]}/mirror/ sources.list",
        f'<project xmlns="http://{HOSTS[7]}/POM/4.0.0">',
        'DATA = "/{}/rapid-review"'.format("root"),
        "cd /{}/main".format("work"),
        "see /{}/alice/notes".format("home"),
    ],
)
def test_a_registry_or_a_machine_is_caught(line: str, tmp_path: Path) -> None:
    plant(tmp_path, "notes.txt", line)

    assert leaks(tmp_path, ["notes.txt"])


@pytest.mark.parametrize(
    "line",
    [
        "https://www.gov.uk/government/publications",
        "pytest==9.2.0 --hash=sha256:abc",
        "a/work/b and framework/root/x",
        "the registry of services",
    ],
)
def test_an_ordinary_line_is_accepted(line: str, tmp_path: Path) -> None:
    plant(tmp_path, "notes.txt", line)

    assert leaks(tmp_path, ["notes.txt"]) == []
