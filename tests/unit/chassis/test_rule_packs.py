"""Rule packs: what is refused and why, how layers meet, and the packs that we ship."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from chassis.rules.rule_packs import PackError, RulePacks, UnknownAgency, UnknownPartnership

NATIONAL = """
version = "1"
effective_from = 2026-01-01
source = "An invented source"
[clock]
working_days = 15
starts = "notification"
day_zero = "clock_start_is_day_0"
[milestones.meeting]
label = "Meeting"
working_day = 10
[agencies]
[routes]
[late_reasons]
[criteria]
[themes]
[words]
"""
LOCAL = """
extends = "national"
code = "TST"
name = "An invented partnership"
[clock]
day_zero = "clock_start_is_day_1"
[agencies.invented-agency]
label = "An invented agency"
kind = "health"
"""


def packs_of(folder: Path, **files: str) -> RulePacks:
    for name, text in files.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return RulePacks.load(folder)


@pytest.mark.parametrize(
    ("local", "said"),
    [
        ("code = ", "local.toml: this is not valid TOML"),
        (
            LOCAL.replace('"national"', '"nowhere"'),
            'extends = "nowhere" does not name another pack',
        ),
        (LOCAL.replace('"TST"', '"tst"'), "local.toml: code:"),
        (LOCAL.replace('"health"', '"healthy"'), "local.toml: agencies.invented-agency.kind:"),
        (LOCAL + "\n[surprise]\nx = 1\n", "local.toml: surprise:"),
    ],
)
def test_a_wrong_pack_is_refused_by_file_and_field(tmp_path: Path, local: str, said: str) -> None:
    with pytest.raises(PackError) as refusal:
        packs_of(tmp_path, national=NATIONAL, local=local)

    assert said in str(refusal.value)


def test_a_folder_without_a_partnership_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="no rule pack of a partnership"):
        packs_of(tmp_path, national=NATIONAL)


def test_packs_that_extend_each_other_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="extends"):
        packs_of(
            tmp_path,
            national=NATIONAL,
            one='extends = "two"\ncode = "ONE"\n',
            two='extends = "one"\ncode = "TWO"\n',
        )


def test_a_local_pack_overrides_key_by_key(tmp_path: Path) -> None:
    pack = packs_of(tmp_path, national=NATIONAL, local=LOCAL).of("TST")

    assert pack.clock.day_zero == "clock_start_is_day_1"
    assert pack.clock.starts == "notification"
    assert pack.key == "TST@1"


def test_unknown_codes_are_refused_with_a_code_of_their_own(tmp_path: Path) -> None:
    packs = packs_of(tmp_path, national=NATIONAL, local=LOCAL)

    with pytest.raises(UnknownPartnership):
        packs.of("XXX")
    with pytest.raises(UnknownAgency):
        packs.of("TST").agency("no-such-agency")
    with pytest.raises(UnknownAgency):
        packs.agency_for("no-such-agency", ("TST",))


def test_the_shipped_packs_date_their_milestones_differently() -> None:
    packs, start = RulePacks.load(), date(2026, 9, 7)

    plymouth = {code: packs.of("PLY").due_on(code, start) for code in packs.of("PLY").milestones}
    devon = {code: packs.of("DEV").due_on(code, start) for code in packs.of("DEV").milestones}

    assert plymouth["sent_to_panel"] == date(2026, 9, 28)
    assert devon["sent_to_panel"] == date(2026, 9, 25)
    assert devon["scrutiny"] == date(2026, 9, 24)


def test_every_milestone_lies_within_the_clock_in_the_order_of_the_process() -> None:
    for code in RulePacks.load().codes():
        pack = RulePacks.load().of(code)
        order = ("returns_due", "meeting", "decision", "scrutiny", "sent_to_panel")
        days = [pack.milestones[milestone].working_day for milestone in order]
        assert days == sorted(days)
        assert days[-1] == pack.clock.working_days
