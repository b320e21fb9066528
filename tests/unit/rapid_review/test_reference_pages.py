"""The pages that are made from the rule packs say what the packs say."""

from __future__ import annotations

from datetime import date

import pytest

from chassis.rules.code_lists import CodeLists
from chassis.rules.rule_packs import PACKS_FOLDER, RulePacks
from rapid_review.reference_pages import FOLDER, PAGES


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_what_the_packs_say_today(page: str) -> None:
    """Run `make reference` when this fails."""
    assert (FOLDER / page).read_text(encoding="utf-8") == PAGES[page]()


def test_every_gate_has_its_question_its_criteria_and_its_outcomes() -> None:
    page, pack = PAGES["gates.md"](), RulePacks.load(PACKS_FOLDER).national(date.max)

    for code, gate in pack.gates.items():
        section = page.partition(f"## {code} {gate.label}\n")[2].partition("\n## ")[0]
        said = [gate.question, gate.source, pack.words[gate.body]]
        said += gate.criteria_of(pack.criteria).values()
        said += [text for one, rule in gate.outcomes.items() for text in (f"`{one}`", rule.label)]
        assert [text for text in said if text not in section] == []


def test_every_code_is_listed() -> None:
    page, lists = PAGES["code-lists.md"](), CodeLists.load(PACKS_FOLDER)

    for name in lists.names():
        section = page.partition(f"\n`{name}`, version")[2].partition("\n## ")[0]
        assert [code for code in lists.of(name).entries if f"| `{code}` |" not in section] == []
