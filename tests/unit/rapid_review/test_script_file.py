"""Reading scripts: every mistake of every file is found at once, with its line and what to change."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from chassis.rules.rule_packs import RulePacks
from rapid_review.people import load_people
from rapid_review.scripted.script_file import Script, read_scripts
from rapid_review.scripted.stops import ScriptMistakes
from tests.unit.rapid_review.scripts import SCRIPT

ROOT = Path(__file__).resolve().parents[3]


def scripts_of(tmp_path: Path, *texts: str) -> list[Script]:
    files = []
    for number, text in enumerate(texts):
        files.append(tmp_path / f"{number}.yaml")
        files[-1].write_text(text, encoding="utf-8")
    return read_scripts(files, load_people(), RulePacks.load())


def mistakes_of(tmp_path: Path, *texts: str) -> list[str]:
    with pytest.raises(ScriptMistakes) as refused:
        scripts_of(tmp_path, *texts)
    return [str(mistake).removeprefix(f"{tmp_path}/") for mistake in refused.value.mistakes]


@pytest.mark.parametrize(
    ("written", "instead", "line", "words"),
    [
        ("key: otter-lane", "key: Otter Lane", 1, "key: use small letters, digits and hyphens"),
        ("key: otter-lane\n", "", 1, "key: this is missing"),
        ("title: A", "titel: A", 2, "titel: there is no field of this name; did you mean title?"),
        ("partnership: PLY", "partnership: XYZ", 3, "partnership: choose one of CAM, DEV"),
        ("2026-03-02", "2026-02-30", 4, "begins: write a date like 2026-03-02"),
        ("2026-03-02", "last week", 4, "begins: write a date like 2026-03-02"),
        ("on: 1", "on: soon", 16, "on: write how many working days"),
        ("on: 1", "on: 2026-02-31", 16, "on: write how many working days"),
        ("on: 1", "on: true", 16, "on: write how many working days"),
        ("on: 1", "on: -1", 16, "on: this is before step 1"),
        ("on: 0", "on: 1", 6, "on: the first step stands on the day"),
        ('at: "10:00"', "at: 25:00", 17, "at: write a time like 09:30"),
        ("by: ply-agency", "by: nobody", 8, "by: there is no such person"),
        ("do: receive_referral", "do: record_view", 9, "do: the first step of a case"),
        ("do: record_view", "do: record_opinion", 19, "do: there is no such command; did you mean record_view?"),
        ("partner: police", "partnr: police", 20, "with.partnr: there is no field of this name; did you mean partner?"),
        ("partner: police", "header: {case_id: x}", 20, "with.header: the header is filled in"),
        ("reason: Invented.", "reason: 5", 20, "with.reason: this is a text; put it in quotes"),
        ("reason: Invented.", "reason: [a]", 20, "with.reason: this is a text, not a list"),
        ("[{name: Invented Child}]", "{name: X}", 12, "with.children: this is a list"),
        ("name: Invented Child", "nam: X", 12, "with.children.1.nam: there is no field"),
        ("incident: {occurred_on: {day: -2}, category: serious_harm}", "incident: a fall",
         13, "with.incident: give its fields here"),
        ("{day: -2}", "{days: -2}", 13, "with.incident.occurred_on: this is a date"),
        ("{day: -2}", "20260302", 13, "with.incident.occurred_on: this is a date"),
        ("referral: true", "referral: yes", 15, "with.not_a_safeguarding_referral: write true"),
        ("plymouth-schools", "plymouth-shcools", 11, "with.agency: There is no agency"),
        ("with: {partner", "expect: {refused: [x]}\n    with: {partner", 20, "expect.refused: write the dotted code"),
        ("with: {partner", "partnership: ABC\n    with: {partner", 20, "partnership: choose one of"),
        ("with: {partner", "partnership: DEV\n    with: {partner", 20, "ply-statutory-partner does not act for DEV"),
        ("with: {partner", 'name: "1"\n    with: {partner', 20, "name: step 1 has this name already"),
        ("steps:", "steps: []\nother:", 5, "steps: give at least one step"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_line_and_what_to_change(
    tmp_path: Path, written: str, instead: str, line: int, words: str
) -> None:
    text = SCRIPT.replace(written, instead)
    assert text != SCRIPT

    found = mistakes_of(tmp_path, text)

    assert [one for one in found if one.startswith(f"0.yaml:{line}: ") and words in one], found


def test_a_moment_is_written_with_day_and_time(tmp_path: Path) -> None:
    step = (
        '  - {on: 2, at: "10:00", by: ply-coordinator, do: schedule_meeting,'
        " with: {meeting_at: %s}}\n"
    )

    assert scripts_of(tmp_path, SCRIPT + step % '{day: 9, at: "10:00"}')
    assert scripts_of(tmp_path, SCRIPT + step % '"2026-03-12T10:00:00Z"')
    for wrong in ("{day: 9}", "{day: 9, at: noon}", "2026-03-12", '"2026-03-12T10:00:00"'):
        assert "this is a moment" in mistakes_of(tmp_path, SCRIPT + step % wrong)[0]


def test_a_person_of_a_partnership_without_a_part_in_the_case_is_named(tmp_path: Path) -> None:
    alone = SCRIPT.replace("      other_partnerships: [DEV]\n", "")

    found = mistakes_of(tmp_path, alone.replace("by: ply-stat", "by: dev-stat"))

    assert "dev-statutory-partner acts for DEV, which has no part in this case" in found[0]


def test_all_mistakes_of_all_files_are_named_at_once(tmp_path: Path) -> None:
    first = SCRIPT.replace("by: ply-agency", "by: nobody").replace("police", "[police]")

    found = mistakes_of(tmp_path, first, "a: [")

    assert [one.split(": ")[0] for one in found] == ["0.yaml:8", "0.yaml:20", "1.yaml:2"]


def test_mistakes_in_fields_are_named_also_when_the_shape_is_wrong(tmp_path: Path) -> None:
    text = SCRIPT.replace("title: A", "titel: A").replace("partner: police", "partnr: police")

    assert len(mistakes_of(tmp_path, text)) == 3


def test_two_files_cannot_share_a_key(tmp_path: Path) -> None:
    found = mistakes_of(tmp_path, SCRIPT, SCRIPT)

    assert re.match(r"1\.yaml:1: key: .*0\.yaml has the same key", found[0])


def test_a_file_that_is_not_there_or_no_text_is_named(tmp_path: Path) -> None:
    (tmp_path / "bytes.yaml").write_bytes(b"\xff\xfe\xfd")

    with pytest.raises(ScriptMistakes) as refused:
        read_scripts(
            [tmp_path / "none.yaml", tmp_path / "bytes.yaml", tmp_path],
            load_people(),
            RulePacks.load(),
        )

    assert [mistake.problem for mistake in refused.value.mistakes] == [
        "this file cannot be read: is a directory",
        "this is not a text in UTF-8",
        "this file cannot be read: no such file or directory",
    ]


def test_a_list_is_no_case(tmp_path: Path) -> None:
    assert "a case is written as fields: key, title" in mistakes_of(tmp_path, "- a\n- b\n")[0]


def test_a_step_in_the_future_is_named(tmp_path: Path) -> None:
    script = scripts_of(tmp_path, SCRIPT)[0]
    now = datetime(2026, 3, 2, 12, tzinfo=UTC)

    found = list(script.still_to_come(script.case.begins_on(now.date()), now))

    assert [(one.line, "still to come" in one.problem) for one in found] == [(16, True)]


def test_a_step_is_done_for_the_leading_partnership_where_its_person_may(tmp_path: Path) -> None:
    script = scripts_of(tmp_path, SCRIPT)[0]
    people, step = load_people(), script.case.steps[1]

    acting = [
        script.acts_for(step.model_copy(update={"by": by}), people)
        for by in ("ply-coordinator", "dev-agency", "police-author")
    ]

    assert acting == ["PLY", "DEV", "PLY"]


def test_every_example_can_be_read() -> None:
    files = sorted((ROOT / "examples").glob("*.yaml"))

    assert len(read_scripts(files, load_people(), RulePacks.load())) == len(files) >= 9


def test_the_script_of_the_guide_can_be_read(tmp_path: Path) -> None:
    guide = (ROOT / "docs" / "how-to" / "write-a-case-script.md").read_text(encoding="utf-8")
    block = re.search(r"```yaml\n(.*?)```", guide, re.DOTALL)

    assert block is not None
    assert len(scripts_of(tmp_path, block[1])[0].case.steps) == 2
