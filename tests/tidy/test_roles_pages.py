"""Everybody who can be let in finds a page that says what to do, and it speaks of what there is."""

from __future__ import annotations

import re
from pathlib import Path

from chassis.access.roles import ROLES
from chassis.rules.rule_packs import RulePacks
from tests.tidy.sources import ROOT

PAGES = ROOT / "docs/roles"
LINK = re.compile(r"\]\(([^)#]+)")
COMMAND = re.compile(r"`rapid-review ([a-z]+)")
GATE = re.compile(r"\b(G\d+)\b")


def test_every_role_has_a_page_and_no_other_role_is_named() -> None:
    rows = [line for line in (PAGES / "README.md").read_text().splitlines() if "](" in line]
    named = [code for line in rows for code in re.findall(r"`([a-z_]+)`", line)]

    assert sorted(named) == sorted(ROLES)


def test_every_page_is_in_the_list() -> None:
    listed = set(LINK.findall((PAGES / "README.md").read_text()))

    assert {page.name for page in PAGES.glob("*.md")} - {"README.md"} == {
        link for link in listed if "/" not in link
    }


def test_the_pages_name_gates_commands_and_files_that_there_are() -> None:
    gates, commands = RulePacks.load().national().gates, known_commands()
    for page in PAGES.glob("*.md"):
        text = page.read_text()
        assert set(GATE.findall(text)) <= gates.keys(), page.name
        assert set(COMMAND.findall(text)) <= commands, page.name
        assert [link for link in LINK.findall(text) if not (PAGES / link).exists()] == [], page.name


def test_all_gates_are_somebodys_work() -> None:
    told = {gate for page in PAGES.glob("*.md") for gate in GATE.findall(page.read_text())}

    assert set(RulePacks.load().national().gates) - told <= {"G0"}, (
        "G0 is the agreement in the agency"
    )


def known_commands() -> set[str]:
    page = Path(ROOT / "docs/reference/command-line.md").read_text()
    return set(re.findall(r"rapid-review ([a-z]+)", page))
