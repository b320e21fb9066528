"""The shipped rule packs, and invented partnerships that follow Plymouth in October 2026: one (NEW), or NOR and SOU."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from chassis.clock import Clock
from chassis.rules.rule_packs import PACKS_FOLDER, RulePacks

BEFORE = datetime(2026, 9, 25, 10, tzinfo=UTC)
AFTER = datetime(2026, 10, 15, 10, tzinfo=UTC)
SAID = """\
code = "PLY"
name = "Plymouth Safeguarding Children Partnership"
region = "south-west"
version = "2026.2"
like = "2026.1"
effective_from = 2026-09-20
source = "Invented: the partners said so"

[succession]
from_day = 2026-10-01
source = "Invented: the partners said so"
"""
AREAS = {"NOR": "The north", "SOU": "The south"}


class Moment:
    """A clock that stands where a test puts it."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


def packs_with(folder: Path, successors: Iterable[str], clock: Clock) -> RulePacks:
    """The packs in which these partnerships follow Plymouth; with several, each has an area."""
    shutil.copytree(PACKS_FOLDER, folder, dirs_exist_ok=True)
    plymouth = folder / "partnerships/plymouth"
    codes, said = tuple(successors), SAID
    for code in codes:
        said += f"\n[succession.to.{code}]\n"
        said += f'areas = ["{AREAS[code]}"]\n' if len(codes) > 1 else ""
        text = (plymouth / "2026.1.toml").read_text("utf-8")
        for old, new in (
            ('code = "PLY"', f'code = "{code}"'),
            ('name = "Plymouth Safeguarding Children Partnership"', f'name = "Invented {code}"'),
        ):
            assert old in text
            text = text.replace(old, new)
        file = folder / f"partnerships/invented-{code.lower()}/2026.1.toml"
        file.parent.mkdir()
        file.write_text(text, "utf-8")
    (plymouth / "2026.2.toml").write_text(said, "utf-8")
    return RulePacks.load(folder, clock=clock)
