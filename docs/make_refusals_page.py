"""Makes docs/reference/refusals.md, and adds new codes to contracts/refusals.toml; run by `make reference`.

Tests keep both fresh. What the ledger says of a code is never changed here: a code that vanishes, or comes to mean
something else, breaks those who go by it, so somebody has to say so by hand.
"""

from __future__ import annotations

import pkgutil
import sys
import tomllib
from collections.abc import Iterator, Mapping
from importlib import import_module
from itertools import groupby
from pathlib import Path

from chassis.errors import Refusal, Temporary

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reference" / "refusals.md"
LEDGER = ROOT / "contracts" / "refusals.toml"
PACKAGES = ("chassis", "services", "portal", "rapid_review")
RETIRED = "Retired: "
TITLE = """\
# What each code of a refusal means: its kind, and its meaning. `make reference` adds new ones.
# A code whose refusal is gone stays, marked as "Retired: ...": nothing else may ever be called like it.
"""
ABOUT = """\
<!-- Made from the classes of the refusals by `make reference`; a test keeps it fresh. -->

Every way in which the platform says no: a stable code, and a sentence for a person, in which braces stand for facts.
Over gRPC the code is the trailer `refusal-code`, the sentence the details of the status. A form of which single answers
are refused says, for each of them, its field, code and sentence (`google.rpc.BadRequest`). A service may answer to
whoever may not know of a thing that it is not there.

A code never changes its meaning and never vanishes unseen: `contracts/refusals.toml` remembers all of them. The
sentence may be reworded."""
STATUSES: Mapping[str, str] = {
    "Invalid": "INVALID_ARGUMENT", "NotFound": "NOT_FOUND", "NotAllowed": "PERMISSION_DENIED",
    "WrongState": "FAILED_PRECONDITION", "Stale": "ABORTED", "Temporary": "UNAVAILABLE",
    "Refusal": "never told",
}  # fmt: skip
Told = type[Refusal] | type[Temporary]


def refusals() -> list[Told]:
    """Every refusal and delay of the platform, by its code; those that are made while it runs are none of them."""
    for package in PACKAGES:
        for module in pkgutil.walk_packages(import_module(package).__path__, f"{package}."):
            if not module.name.endswith("__main__"):
                import_module(module.name)
    every = {kind for root in (Refusal, Temporary) for kind in _with_subclasses(root)}
    return sorted((kind for kind in every if _is_written(kind)), key=lambda kind: kind.code)


def kind_of(told: Told) -> str:
    """Which of the five refusals it is, or the delay."""
    return next(base.__name__ for base in told.__mro__ if base.__module__ == "chassis.errors")


def meaning_of(told: Told) -> str:
    """What the ledger says of a code."""
    said = (told.__doc__ or "").partition("\n")[0].strip()
    return f"{kind_of(told)}: {said}"


def ledger() -> dict[str, str]:
    """What each code means that was ever released."""
    return tomllib.loads(LEDGER.read_text("utf-8")) if LEDGER.exists() else {}


def broken(every: list[Told], known: Mapping[str, str]) -> list[str]:
    """Every code that vanished, came to mean something else, came back, or is not in the ledger."""
    meanings = {told.code: meaning_of(told) for told in every}
    found = [f"{code}: not in the ledger; run make reference" for code in meanings.keys() - known]
    for code, meaning in known.items():
        if meaning.startswith(RETIRED):
            found += [f"{code}: was retired, and is used again"] if code in meanings else []
        elif code not in meanings:
            found.append(f"{code}: is gone; bring it back, or mark it in the ledger as retired")
        elif meanings[code] != meaning:
            found.append(f"{code}: meant {meaning!r} and means {meanings[code]!r}")
    return sorted(found)


def page(every: list[Told]) -> str:
    """The page."""
    return "\n".join(_lines(every)) + "\n"


def _lines(every: list[Told]) -> Iterator[str]:
    yield from ("# Refusals", "", ABOUT)
    for area, some in groupby(every, key=lambda told: told.code.rpartition(".")[0]):
        title = f"`{area}.*`" if area else "The kinds themselves"
        yield from (
            "",
            f"## {title}",
            "",
            "| code | status | sentence | where |",
            "| --- | --- | --- | --- |",
        )
        for told in some:
            sentence = told.sentence.replace("|", "\\|")
            yield f"| `{told.code}` | {_status(told)} | {sentence} | `{told.__module__}` |"


def _status(told: Told) -> str:
    own = {"door.full": "RESOURCE_EXHAUSTED", "door.took_too_long": "DEADLINE_EXCEEDED"}
    return own.get(told.code, STATUSES[kind_of(told)])


def _with_subclasses(kind: Told) -> Iterator[Told]:
    yield kind
    for one in kind.__subclasses__():
        yield from _with_subclasses(one)


def _is_written(kind: Told) -> bool:
    module = sys.modules.get(kind.__module__)
    ours = kind.__module__.partition(".")[0] in PACKAGES
    return ours and getattr(module, kind.__qualname__, None) is kind


def main() -> None:
    """Write both."""
    every, known = refusals(), ledger()
    lines = [
        f'"{told.code}" = {_quoted(meaning_of(told))}\n' for told in every if told.code not in known
    ]
    text = LEDGER.read_text("utf-8") if LEDGER.exists() else TITLE
    LEDGER.write_text(text + "".join(lines), "utf-8")
    PAGE.write_text(page(every), "utf-8")


def _quoted(words: str) -> str:
    return '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'


if __name__ == "__main__":
    main()
