"""Every refusal has a code of its own, which looks as if it could stay for ever."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest

from chassis.errors import Refusal
from tests.tidy.sources import PACKAGES, ROOT, loaded_modules

KINDS = "chassis.errors"  # The kinds themselves have plain codes.
CODE = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")


def subclasses(kind: type[Refusal]) -> set[type[Refusal]]:
    direct = set(kind.__subclasses__())
    return direct | {one for child in direct for one in subclasses(child)}


def of_ours(classes: Iterable[type[Refusal]]) -> list[type[Refusal]]:
    return [one for one in classes if one.__module__.partition(".")[0] in PACKAGES]


def unstable(refusals: Iterable[type[Refusal]]) -> list[str]:
    """Every refusal without a code of its own, with the code of another, or with an odd one."""
    refusals = sorted(refusals, key=lambda one: f"{one.__module__}.{one.__qualname__}")
    counted = Counter(one.__dict__.get("code") for one in refusals)
    return [
        f"{one.__module__}.{one.__qualname__}: {one.__dict__.get('code')}"
        for one in refusals
        if counted[one.__dict__.get("code")] > 1 or not _lasting(one)
    ]


def _lasting(refusal: type[Refusal]) -> bool:
    code = refusal.__dict__.get("code", "")
    if refusal.__module__ == KINDS:
        return bool(re.fullmatch(r"[a-z_]+", code))
    return bool(CODE.fullmatch(code))


def test_every_refusal_has_a_lasting_code_of_its_own() -> None:
    list(loaded_modules())

    assert unstable(of_ours(subclasses(Refusal))) == []


def untested(refusals: Iterable[type[Refusal]], tests: str) -> list[str]:
    """Every refusal that no test names, by its class or by its code."""
    return sorted(
        f"{one.__module__}.{one.__qualname__}: {one.code}"
        for one in refusals
        if one.__name__ not in tests and one.code not in tests
    )


def test_every_refusal_is_named_by_a_test() -> None:
    list(loaded_modules())
    here = Path(__file__)
    tests = "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*.py") if path != here
    )

    assert untested(of_ours(subclasses(Refusal)), tests) == []


def test_a_refusal_that_no_test_names_is_caught() -> None:
    assert untested([planted("review.too_late")], "review.too_soon")
    assert untested([planted("review.too_late")], '"review.too_late"') == []


def planted(code: str | None) -> type[Refusal]:
    return type("Planted", (Refusal,), {} if code is None else {"code": code})


@pytest.mark.parametrize("code", [None, "refused", "Review.Late", "review late", "review.", ""])
def test_a_code_that_cannot_last_is_caught(code: str | None) -> None:
    assert unstable([planted(code)])


def test_a_code_used_twice_is_caught() -> None:
    one, two = planted("review.too_late"), planted("review.too_late")

    assert len(unstable([one, two])) == 2


def test_a_lasting_code_is_accepted() -> None:
    assert unstable([planted("review.too_late")]) == []
