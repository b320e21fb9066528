"""The rule packs that we ship are whole, and a released one is what it was."""

from __future__ import annotations

import shutil
from pathlib import Path

from chassis.rules.code_lists import code_list_problems
from chassis.rules.released import changed, unreleased
from chassis.rules.rule_packs import PACKS_FOLDER, RulePacks


def test_no_released_file_has_changed() -> None:
    assert [str(problem) for problem in changed(PACKS_FOLDER)] == []


def test_every_file_is_released() -> None:
    assert unreleased(PACKS_FOLDER) == []


def test_all_packs_and_code_lists_are_whole() -> None:
    assert RulePacks.load(PACKS_FOLDER).codes()
    assert code_list_problems(PACKS_FOLDER) == []


def test_a_planted_change_of_one_day_is_caught(tmp_path: Path) -> None:
    packs = Path(shutil.copytree(PACKS_FOLDER, tmp_path / "packs"))
    file = packs / "partnerships" / "devon" / "2019.1.toml"
    file.write_text(file.read_text().replace("working_day = 16", "working_day = 17"))

    (problem,) = changed(packs)

    assert (problem.file, "make a new version" in problem.message) == (file, True)
