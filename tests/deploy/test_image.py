"""The Dockerfile: small, closed, made from what is in the repository, and started with commands that exist."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from fnmatch import fnmatch
from typing import Any

import pytest
import typer.main

from rapid_review.cli import app
from tests.deploy.region import ONCE, PARTS, ROOT, Compose, compose, services, spoilt, volumes

DOCKERFILE = (ROOT / "Dockerfile").read_text("utf-8")
IGNORED = (ROOT / ".dockerignore").read_text("utf-8")


@dataclass
class Stage:
    """One stage of a Dockerfile."""

    image: str
    name: str
    lines: list[tuple[str, str]] = field(default_factory=list)


def stages(text: str) -> list[Stage]:
    found: list[Stage] = []
    for line in re.sub(
        r"\\\n", " ", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE)
    ).splitlines():
        word, _, rest = line.strip().partition(" ")
        if word == "FROM":
            image, _, name = rest.partition(" AS ")
            found.append(Stage(image, name))
        elif word and found:
            found[-1].lines.append((word, rest.strip()))
    return found


def image_problems(text: str, ignored: str = IGNORED) -> list[str]:
    """What a Dockerfile of ours must not do, or cannot do."""
    found = [f"{line} is no comment, and may hold a secret" for line in _secret_lines(text)]
    all_stages = stages(text)
    names = {stage.name for stage in all_stages}
    for stage in all_stages:
        for word, rest in stage.lines:
            if word == "ADD":
                found.append(f"ADD {rest}")
            if word == "COPY":
                found += _copy_problems(rest, names, ignored)
            if word == "RUN" and "pip install" in rest and "--require-hashes" not in rest:
                found.append("pip installs without hashes")
            if re.search(r"\b(curl|wget|apt-get)\b|https?://", rest):
                found.append(f"{word} fetches something by itself")
    users = [rest for word, rest in all_stages[-1].lines if word == "USER"]
    if not users or not re.fullmatch(r"[1-9]\d*:[1-9]\d*", users[-1]):
        found.append("the image runs as root")
    return found


def _secret_lines(text: str) -> Iterator[str]:
    yield from re.findall(
        r"^(?:ENV|ARG) .*(?:PASSWORD|SECRET|TOKEN|_KEY|DSN).*$", text, re.MULTILINE
    )


def _copy_problems(rest: str, names: set[str], ignored: str) -> Iterator[str]:
    words = rest.split()
    if words[0].startswith("--from="):
        if words[0].removeprefix("--from=") not in names:
            yield f"there is no stage {words[0]}"
        return
    for source in words[:-1]:
        if not (ROOT / source).exists():
            yield f"{source} is not there"
        elif not _is_sent(source, ignored):
            yield f"{source} is kept out by .dockerignore"


def _is_sent(source: str, ignored: str) -> bool:
    """Whether .dockerignore lets it through: the last line that fits decides."""
    sent = True
    for line in ignored.splitlines():
        pattern = line.removeprefix("!").strip()
        if not pattern or pattern.startswith("#"):
            continue
        parents = [source, *(source.rsplit("/", n)[0] for n in range(1, source.count("/") + 1))]
        if any(fnmatch(parent, pattern) for parent in parents):
            sent = line.startswith("!")
    return sent


def commands() -> set[str]:
    """The commands of `rapid-review`."""
    group: Any = typer.main.get_command(app)
    return set(group.commands)


def command_problems(region: Compose, there: set[str]) -> list[str]:
    """Containers of ours that are started with a command, or for a part, that does not exist."""
    found = []
    for name, service in services(region):
        if "build" not in service or "entrypoint" in service:
            continue
        called, *rest = service["command"]
        if called not in there:
            found.append(f"{name}: there is no command {called}")
        if called == "serve" and rest != [name]:
            found.append(f"{name} serves {' '.join(rest)}")
        asked = service.get("healthcheck", {}).get("test")
        if called == "serve" and asked != ["CMD", "rapid-review", "healthy", name]:
            found.append(f"{name} is asked by {asked}")
    return found


def test_the_image_is_closed_and_made_from_what_is_there() -> None:
    assert image_problems(DOCKERFILE) == []


def test_the_image_starts_with_the_command_line_of_this_repository() -> None:
    last = dict(stages(DOCKERFILE)[-1].lines)

    assert last["ENTRYPOINT"] == '["rapid-review"]'
    assert "exec python -m rapid_review.cli" in DOCKERFILE


def test_every_container_of_ours_is_started_with_a_command_that_exists() -> None:
    assert command_problems(compose(), commands()) == []


def test_the_image_has_a_folder_for_every_certificate_that_is_made() -> None:
    made = {target for _, target, _ in volumes(compose()["services"]["certificates"])}
    folders = set(re.findall(r"/made/\w+", DOCKERFILE))

    assert folders == {target for target in made if target.startswith("/made/")}


def test_everything_that_is_run_is_copied_into_the_image() -> None:
    copied = {
        source
        for word, rest in stages(DOCKERFILE)[-1].lines
        if word == "COPY"
        for source in shlex.split(rest)[:-1]
    }

    assert {"chassis", "contracts", "portal", "rapid_review", "services", "packs"} <= copied
    assert {*PARTS, *ONCE} == {name for name, one in services(compose()) if "build" in one}


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ("USER 1000:1000\n", "", "the image runs as root"),
        ("USER 1000:1000", "USER 0:0", "the image runs as root"),
        ("COPY packs packs", "COPY pack packs", "pack is not there"),
        ("COPY packs packs", "COPY docs docs", "docs is kept out by .dockerignore"),
        ("--from=packages", "--from=package", "there is no stage --from=package"),
        ("COPY packs packs", "ADD packs packs", "ADD packs packs"),
        (
            "--require-hashes -r requirements/app",
            "-r requirements/app",
            "pip installs without hashes",
        ),
        (
            "RUN python -m compileall",
            "RUN curl x && python -m compileall",
            "RUN fetches something by itself",
        ),
        (
            "WORKDIR /app\nCOPY --from=packages",
            "ENV TOKEN_KEY=1\nCOPY --from=packages",
            "ENV TOKEN_KEY=1 is no comment, and may hold a secret",
        ),
    ],
)
def test_a_fault_of_the_image_is_caught(before: str, after: str, problem: str) -> None:
    assert before in DOCKERFILE
    assert image_problems(DOCKERFILE.replace(before, after)) == [problem]


@pytest.mark.parametrize(
    ("at", "value", "problem"),
    [
        ("services/review/command", ["run", "review"], "review: there is no command run"),
        ("services/review/command", ["serve", "referral"], "review serves referral"),
        (
            "services/review/healthcheck/test",
            ["CMD", "rapid-review", "healthy", "referral"],
            "review is asked by ['CMD', 'rapid-review', 'healthy', 'referral']",
        ),
    ],
)
def test_a_wrong_command_is_caught(at: str, value: Any, problem: str) -> None:
    assert command_problems(spoilt(at, value), commands()) == [problem]
