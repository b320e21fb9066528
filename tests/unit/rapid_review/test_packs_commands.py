"""``rapid-review packs``: what it shows, and how it says that something is wrong."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from chassis.rules.rule_packs import PACKS_FOLDER
from rapid_review.cli import app
from tests.support.pack_files import FILES, LOCAL, dated, put

PLYMOUTH = "PLY@2026.1+south-west@2026.1+national@2023.1"


def run(*arguments: str, folder: Path | None = None) -> Result:
    env = {"COLUMNS": "300", **({"RAPID_REVIEW_PACKS": str(folder)} if folder else {})}
    return CliRunner().invoke(app, ["packs", *arguments], env=env)


def told(*arguments: str, folder: Path | None = None) -> Any:
    result = run(*arguments, "--json", folder=folder)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (["show", "XXX"], 1, "rules.unknown_partnership: There is no partnership with the code XXX."),
        (["show", "PLY@1999.1"], 1, "rules.unknown_pack: There is no rule pack with the key PLY@1999.1 here."),
        (["show", "PLY", "--on", "yesterday"], 2, "yesterday: write a date like 2026-03-02."),
        (["show", "PLY@2026-02-30"], 2, "2026-02-30: write a date like 2026-03-02."),
        (["diff", "PLY"], 2, "Missing argument"),
        (["codes", "colours"], 2, "There is no code list colours; choose one of age-band"),
        (["check", "no-such-folder"], 2, "no-such-folder: there is no such folder."),
    ],
    ids=range(7),
)  # fmt: skip
def test_what_is_not_there_is_said_in_one_sentence(
    arguments: list[str], status: int, said: str
) -> None:
    result = run(*arguments)

    assert (result.exit_code, result.stdout) == (status, "")
    assert said in result.stderr


@pytest.mark.parametrize("command", [["list"], ["show", "TST"], ["diff", "TST", "TST"]], ids=str)
def test_wrong_packs_are_said_by_every_command(tmp_path: Path, command: list[str]) -> None:
    put(tmp_path, {"partnerships/test/2020.2": LOCAL.replace('"health"', '"healthy"')})

    result = run(*command, folder=tmp_path)

    assert (result.exit_code, result.stdout) == (1, "")
    assert "2020.2.toml:11: agencies.invented-agency.kind" in result.stderr


def test_check_names_everything_that_is_wrong(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(PACKS_FOLDER, tmp_path / "packs"))
    for name, before, after in (
        ("national/2023.1.toml", "working_day = 8", "working_day = 18"),
        ("partnerships/kent/2026.1.toml", 'owner = "', 'owner = "x'),
        ("partnerships/kent/2026.1.toml", 'kind = "icb"', 'kind = "icbs"'),
        ("code-lists/sex.toml", "label =", "lable ="),
    ):
        file = folder / name
        file.write_text(file.read_text().replace(before, after))

    result = run("check", str(folder))

    assert result.exit_code == 1
    for said in (
        "national/2023.1.toml: this file was released and has changed since",
        "milestones.returns_due.working_day: 18 lies beyond the 15 days",
        "agencies.kent-icb.kind: choose one of",
        "entries.F.lable: there is no key of this name; did you mean label.",
    ):
        assert said in result.stdout


def test_all_is_well_with_the_packs_that_we_ship() -> None:
    result = run("check")

    assert (result.exit_code, result.stdout) == (
        0,
        "All is well: 5 partnerships, 7 packs that are ever in force.\n",
    )


def test_a_new_file_is_released_once(tmp_path: Path) -> None:
    put(tmp_path, {})

    assert "Not released yet: national/2020.1.toml" in run("check", str(tmp_path)).stdout
    assert run("release", str(tmp_path)).stdout.count(" is released.") == len(FILES)
    assert "released" not in run("release", str(tmp_path)).stdout


def test_packs_that_are_wrong_are_not_released(tmp_path: Path) -> None:
    put(tmp_path, {"partnerships/test/2020.2": LOCAL.replace('"health"', '"healthy"')})

    assert run("release", str(tmp_path)).exit_code == 1
    assert not (tmp_path / "released.toml").exists()


def test_the_list_has_every_pack_that_is_ever_in_force(tmp_path: Path) -> None:
    put(tmp_path, {"partnerships/test/2099.1": dated(LOCAL, "2099.1", "2099-01-01")})

    rows = told("list", folder=tmp_path)

    assert [(row["key"], row["in_force_from"], row["today"]) for row in rows] == [
        ("TST@2020.2+national@2020.1", "2020-06-01", False),
        ("TST@2020.2+north@2021.1+national@2020.1", "2021-01-01", True),
        ("TST@2099.1+north@2021.1+national@2020.1", "2099-01-01", False),
    ]
    assert rows[1]["layers"] == ["TST@2020.2", "north@2021.1", "national@2020.1"]
    assert "*  TST" in run("list", folder=tmp_path).stdout


def test_each_value_is_shown_with_the_layer_that_says_it() -> None:
    shown = told("show", "ply")
    says = {row["path"]: (row["value"], row["layer"]) for row in shown["values"]}

    assert shown["key"] == PLYMOUTH
    assert says["clock.starts"] == ("decision", "PLY@2026.1")
    assert says["clock.working_days"] == (15, "national@2023.1")
    assert says["agencies.devon-icb.kind"] == ("icb", "south-west@2026.1")
    assert says['criteria."lcspr.improvements"'][1] == "national@2023.1"
    assert {layer for _, layer in says.values()} == {
        "PLY@2026.1",
        "south-west@2026.1",
        "national@2023.1",
    }
    assert "clock.starts" in run("show", "PLY").stdout


def test_a_pack_is_shown_as_it_was_on_a_day() -> None:
    assert told("show", "DEV", "--on", "2025-12-31")["key"] == "DEV@2019.1+national@2023.1"
    assert told("show", "DEV@2019.1")["key"] == "DEV@2019.1+national@2018.1"


def test_a_difference_is_shown_with_what_was_and_what_is() -> None:
    found = {
        row["path"]: (row["before"], row["after"]) for row in told("diff", "DEV@2025-12-31", "DEV")
    }

    assert found["clock.day_zero"] == ("clock_start_is_day_0", "clock_start_is_day_1")
    assert found["milestones.notification.working_day"] == (0, None)
    assert found["notification_clock.starts"] == ("authority_notified", "incident")
    shown = run("diff", "DEV@2025-12-31", "DEV").stdout
    assert "notification_clock.starts\n  - authority_notified\n  + incident\n" in shown


def test_a_pack_does_not_differ_from_itself() -> None:
    assert told("diff", "PLY", PLYMOUTH) == []
    assert "They say the same." in run("diff", "PLY", PLYMOUTH).stdout


def test_code_lists_are_shown_with_their_sources_and_other_systems() -> None:
    assert "ethnicity" in run("codes").stdout
    shown = run("codes", "ethnicity").stdout
    assert "Source: Department for Education" in shown
    assert "part of WOTH" in shown
    assert told("codes", "ethnicity")["ethnicity"]["entries"]["WBRI"]["maps"]["nhs"] == "A"
    assert "theme" in told("codes")
