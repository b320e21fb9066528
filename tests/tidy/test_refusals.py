"""Every refusal and delay has a code of its own that stays for ever, a sentence, a test, and a line on its page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from chassis.errors import Refusal, Temporary
from tests.tidy.sources import ROOT

Told = type[Refusal] | type[Temporary]
KINDS = "chassis.errors"  # The kinds themselves have plain codes.
CODE = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+|outcome_unknown")


@pytest.fixture(scope="module")
def made() -> ModuleType:
    """What makes the page of the refusals, and knows all of them."""
    spec = spec_from_file_location("make_refusals_page", ROOT / "docs/make_refusals_page.py")
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def unstable(refusals: Iterable[Told]) -> list[str]:
    """Every refusal without a code of its own, with the code of another, or with an odd one."""
    refusals = sorted(refusals, key=lambda one: f"{one.__module__}.{one.__qualname__}")
    counted = Counter(one.__dict__.get("code") for one in refusals)
    return [
        f"{one.__module__}.{one.__qualname__}: {one.__dict__.get('code')}"
        for one in refusals
        if counted[one.__dict__.get("code")] > 1 or not _lasting(one)
    ]


def _lasting(refusal: Told) -> bool:
    code = refusal.__dict__.get("code", "")
    if refusal.__module__ == KINDS:
        return bool(re.fullmatch(r"[a-z_]+", code))
    return bool(CODE.fullmatch(code))


def test_every_refusal_has_a_lasting_code_of_its_own(made: ModuleType) -> None:
    assert unstable(made.refusals()) == []


def without_sentence(refusals: Iterable[Told]) -> list[str]:
    """Every refusal whose sentence does not read like one."""
    return [
        f"{one.code}: {one.sentence}"
        for one in refusals
        if not re.fullmatch(r"[A-Z{].*([.?]|\})", one.sentence, re.DOTALL) or not one.__doc__
    ]


def test_every_refusal_has_a_sentence_and_says_what_it_means(made: ModuleType) -> None:
    assert without_sentence(made.refusals()) == []


@pytest.mark.parametrize("sentence", ["", "no", "Not like this", "review.too_late"])
def test_a_refusal_without_a_sentence_is_caught(sentence: str) -> None:
    one = planted("review.too_late")
    one.__doc__, one.sentence = "It is too late.", sentence

    assert without_sentence([one])


def untested(refusals: Iterable[Told], tests: str) -> list[str]:
    """Every refusal that no test names, by its class or by its code."""
    return sorted(
        f"{one.__module__}.{one.__qualname__}: {one.code}"
        for one in refusals
        if one.__name__ not in tests and one.code not in tests
    )


def test_every_refusal_is_named_by_a_test(made: ModuleType) -> None:
    here = Path(__file__)
    tests = "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*.py") if path != here
    )

    assert untested(made.refusals(), tests) == []


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


# --- The page, and the ledger of released codes ---------------------------------------------------


def test_the_page_says_every_code_with_its_sentence(made: ModuleType) -> None:
    """Run `make reference` when this fails."""
    page = made.PAGE.read_text("utf-8")

    assert page == made.page(made.refusals())
    assert [one.code for one in made.refusals() if f"| `{one.code}` |" not in page] == []


def test_no_code_vanishes_or_changes_its_meaning(made: ModuleType) -> None:
    """Run `make reference` for a new code; say in the ledger, by hand, what has become of an old one."""
    assert made.broken(made.refusals(), made.ledger()) == []


KNOWN = {"review.too_late": "Refusal: It is too late."}


@pytest.mark.parametrize(
    ("codes", "known", "problem"),
    [
        ([], KNOWN, "is gone"),
        (["review.too_late"], {}, "not in the ledger"),
        (["review.too_late"], {"review.too_late": "Refusal: It is too early."}, "meant"),
        (["review.too_late"], {"review.too_late": "Stale: It is too late."}, "meant"),
        (["review.too_late"], {"review.too_late": "Retired: It was too late."}, "is used again"),
    ],
    ids=["gone", "new", "another meaning", "another kind", "back again"],
)
def test_a_code_that_is_not_what_it_was_is_caught(
    made: ModuleType, codes: list[str], known: dict[str, str], problem: str
) -> None:
    every = [planted(code) for code in codes]
    for one in every:
        one.__doc__ = "It is too late."

    (found,) = made.broken(every, known)

    assert problem in found


def test_a_code_that_is_what_it_was_or_was_retired_is_accepted(made: ModuleType) -> None:
    one = planted("review.too_late")
    one.__doc__ = "It is too late."

    assert made.broken([one], KNOWN | {"review.gone": "Retired: It was gone."}) == []


def test_what_is_made_while_the_platform_runs_is_no_refusal_of_its_own(made: ModuleType) -> None:
    type("Answered", (Refusal,), {"code": "x", "__module__": "portal.clients.refusals"})

    assert [one for one in made.refusals() if one.code == "x"] == []
