"""Rules that differ by place: national < regional < local, as TOML files with a version and an effective date.

A pack is one file. A file that ``extends`` another overrides it key by key. A partnership's pack is the
merged result; a review pins it when it begins and keeps what it pinned for life.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError

from chassis.aggregate import Value
from chassis.errors import Invalid
from chassis.limits import shortened
from chassis.rules.decisions import Gate
from chassis.rules.gates import GateRule
from chassis.rules.working_days import DayZero, date_of_working_day

PACKS_FOLDER = Path(__file__).resolve().parents[2] / "packs"

AgencyKind = Literal[
    "local_authority",
    "icb",
    "police",
    "health",
    "education",
    "housing",
    "probation",
    "voluntary",
    "other",
]


class PackError(Exception):
    """A rule pack file is wrong; the message names the file and what to change."""


class UnknownPartnership(Invalid):
    """No rule pack has this code."""

    code = "rules.unknown_partnership"
    sentence = "There is no partnership with the code {partnership}."

    def __init__(self, *, partnership: str) -> None:
        super().__init__(partnership=shortened(partnership))


class UnknownAgency(Invalid):
    """The partnership has no agency with this code."""

    code = "rules.unknown_agency"
    sentence = "There is no agency with the code {agency} in {partnership}."

    def __init__(self, *, agency: str, partnership: str) -> None:
        super().__init__(agency=shortened(agency), partnership=partnership)


class ClockRule(Value):
    """The fifteen working days: from which fact they run and how their first day is counted."""

    working_days: int = Field(gt=0)
    starts: Literal["decision", "notification"]
    day_zero: DayZero


class MilestoneRule(Value):
    """A step of the clock, in working days."""

    label: str
    working_day: int = Field(ge=0)


class AgencyRule(Value):
    """An agency that works in the partnership's area."""

    label: str
    kind: AgencyKind


class RulePack(Value):
    """The merged rules of one partnership."""

    code: str = Field(pattern=r"^[A-Z]{2,6}$")
    name: str
    version: str
    effective_from: date
    source: str
    clock: ClockRule
    milestones: dict[str, MilestoneRule]
    agencies: dict[str, AgencyRule]
    routes: dict[str, str]
    late_reasons: dict[str, str]
    criteria: dict[str, str]
    themes: dict[str, str]
    words: dict[str, str]
    gates: dict[str, GateRule] = Field(default_factory=dict)

    def gate(self, code: str) -> Gate:
        """A gate with all that its record keeps of this pack."""
        rule = self.gates[code]
        return Gate(
            code=code, rule=rule, body=self.words[rule.body], criteria=rule.criteria_of(self.criteria),
            routes=self.routes, rule_pack=self.key,
        )  # fmt: skip

    @property
    def key(self) -> str:
        """Names this pack in this version, for example ``PLY@2026.1``."""
        return f"{self.code}@{self.version}"

    def agency(self, code: str) -> AgencyRule:
        """The agency with ``code``. Raises ``UnknownAgency``."""
        try:
            return self.agencies[code]
        except KeyError:
            raise UnknownAgency(agency=code, partnership=self.code) from None

    def due_on(self, milestone: str, clock_started_on: date) -> date:
        """The date of a milestone of a clock that started on ``clock_started_on``."""
        return date_of_working_day(
            self.milestones[milestone].working_day, clock_started_on, self.clock.day_zero
        )


class RulePacks:
    """All partnerships that this platform serves."""

    def __init__(self, packs: Mapping[str, RulePack]) -> None:
        self._packs = dict(packs)

    @classmethod
    def load(cls, folder: Path = PACKS_FOLDER) -> RulePacks:
        """Read every pack in ``folder``. Raises ``PackError`` naming the file at fault."""
        layers = {path.stem: _read(path) for path in sorted(folder.glob("*.toml"))}
        packs = {}
        for stem, content in layers.items():
            if "code" in content:
                pack = _pack(folder / f"{stem}.toml", _merged(stem, layers))
                packs[pack.code] = pack
        if not packs:
            raise PackError(f"{folder}: there is no rule pack of a partnership here.")
        return cls(packs)

    def of(self, partnership: str) -> RulePack:
        """The pack of ``partnership``. Raises ``UnknownPartnership``."""
        try:
            return self._packs[partnership]
        except KeyError:
            raise UnknownPartnership(partnership=partnership) from None

    def codes(self) -> tuple[str, ...]:
        """The codes of all partnerships."""
        return tuple(self._packs)

    def agency_for(self, code: str, partnerships: tuple[str, ...]) -> AgencyRule:
        """The agency with ``code`` in the first of ``partnerships`` that has it. Raises ``UnknownAgency``."""
        for partnership in partnerships:
            if code in self.of(partnership).agencies:
                return self.of(partnership).agencies[code]
        raise UnknownAgency(agency=code, partnership=" or ".join(partnerships))


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(f"{path}: this is not valid TOML: {error}") from None


def _merged(
    stem: str, layers: Mapping[str, dict[str, Any]], above: tuple[str, ...] = ()
) -> dict[str, Any]:
    content = layers[stem]
    parent = content.get("extends")
    if parent is None:
        return content
    if parent not in layers or parent in above:
        raise PackError(
            f'{stem}.toml: extends = "{parent}" does not name another pack in this folder.'
        )
    return _overlaid(_merged(parent, layers, (*above, stem)), content)


def _overlaid(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    result = dict(under)
    for key, value in over.items():
        below = result.get(key)
        if isinstance(value, dict) and isinstance(below, dict):
            result[key] = _overlaid(below, value)
        else:
            result[key] = value
    return result


def _pack(path: Path, content: dict[str, Any]) -> RulePack:
    content.pop("extends", None)
    try:
        return RulePack.model_validate(content)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise PackError(f"{path}: {where}: {first['msg']}.") from None
