"""Invented partnerships, their agencies and people, and the rule packs that make a platform know them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from chassis.identity import Membership
from chassis.rules import released
from chassis.rules.layers import PARTNERSHIPS, REGIONS
from chassis.rules.rule_packs import PACKS_FOLDER
from rapid_review.people import Person

IN_A_REGION = 4
VERSION, FROM = "2018.1", "2018-06-29"
SOURCE = "Invented, for a simulated region"
BEGINNINGS = (
    "Quell", "Oster", "Vann", "Ybb", "Zell", "Drav", "Fenno", "Orrin", "Tamm", "Ulv", "Wexa", "Ebbra", "Jorr",
    "Kesk", "Luthe", "Myrr", "Nerro", "Pell", "Rask", "Sibb", "Thurr", "Umbra", "Varr", "Wynna", "Xarr", "Yarro",
    "Zinn", "Askel", "Bryth", "Corro",
)  # fmt: skip
ENDINGS = (
    "mere", "vale", "moor", "combe", "stead", "holm", "barrow", "haven", "ridge", "fold", "leigh", "garth",
    "wold", "shaw", "beck", "dene", "croft", "thwaite", "hurst", "worth",
)  # fmt: skip
OWN_AGENCIES = (
    ("childrens-social-care", "children's social care", "local_authority"),
    ("health-visiting", "health visiting", "health"),
    ("hospital", "hospital", "health"),
    ("schools", "schools and early years", "education"),
    ("housing", "housing", "housing"),
    ("family-charity", "family support charity", "voluntary"),
)
SHARED_AGENCIES = (
    ("police", "police", "police"),
    ("icb", "Integrated Care Board", "icb"),
    ("probation", "probation", "probation"),
)
ROLES = (
    ("coordinator", "coordinator"),
    ("notifier", "authority_notifier"),
    ("partner", "statutory_partner"),
    ("chair", "subgroup_chair"),
    ("leader", "strategic_leader"),
    ("observer", "auditor"),
)


@dataclass(frozen=True, slots=True)
class Area:
    """One invented partnership."""

    number: int

    @property
    def code(self) -> str:
        """Three letters after ``SIM``: no partnership of a region has such a code."""
        first, rest = divmod(self.number, 26 * 26)
        return "SIM" + "".join(chr(65 + one) for one in (first, *divmod(rest, 26)))

    @property
    def name(self) -> str:
        """What it is called; no two are called alike, and no place is."""
        place, turn = self.number % len(BEGINNINGS), self.number // len(BEGINNINGS)
        return BEGINNINGS[place] + ENDINGS[(place + turn) % len(ENDINGS)]

    @property
    def region(self) -> str:
        """The region with which it shares its police and its board."""
        return f"simulated-{self.number // IN_A_REGION + 1:03}"

    def agency(self, which: str) -> str:
        """The code of one of its agencies, like ``hospital``."""
        shared = which in {name for name, _, _ in SHARED_AGENCIES}
        return f"{self.region if shared else self.code.lower()}-{which}"

    @property
    def agencies(self) -> tuple[str, ...]:
        """The codes of all its agencies, social care first."""
        return tuple(self.agency(name) for name, _, _ in (*OWN_AGENCIES, *SHARED_AGENCIES))

    def person(self, what: str) -> str:
        """The id of one of its people, like ``coordinator``."""
        return f"{self.code.lower()}-{what}"


def areas(count: int) -> list[Area]:
    """The first ``count`` of them."""
    return [Area(number) for number in range(count)]


def people(of: Sequence[Area]) -> Mapping[str, Person]:
    """Everybody who acts in these partnerships, by id."""
    return {person.id: person for area in of for person in _people_of(area)}


def _people_of(area: Area) -> Iterator[Person]:
    for what, role in ROLES:
        agency = area.agency("childrens-social-care") if role == "authority_notifier" else ""
        held = (Membership(area.code, role, agency),)
        yield Person(id=area.person(what), label=f"{what}, {area.name}", memberships=held)
    authors = tuple(Membership(area.code, "agency_author", agency) for agency in area.agencies)
    yield Person(id=area.person("author"), label=f"Agency author, {area.name}", memberships=authors)


def make_packs(folder: Path, of: Sequence[Area]) -> None:
    """Write the rule packs of these partnerships beside ours into ``folder``; files that are there stay."""
    shutil.copytree(PACKS_FOLDER, folder, dirs_exist_ok=True, copy_function=_copy_new)
    for area in of:
        _write_new(folder / REGIONS / area.region / f"{VERSION}.toml", _region(area))
        _write_new(
            folder / PARTNERSHIPS / area.code.lower() / f"{VERSION}.toml", _partnership(area)
        )
    released.release(folder)


def _copy_new(source: str, to: str) -> str:
    return to if Path(to).exists() else str(shutil.copyfile(source, to))


def _write_new(file: Path, text: str) -> None:
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def _region(area: Area) -> str:
    name = area.region.replace("simulated-", "Simulated region ")
    lines = [f'name = "{name}"', *_header()]
    for which, label, kind in SHARED_AGENCIES:
        lines += _agency(area.agency(which), f"{name}: {label}", kind)
    return "\n".join(lines) + "\n"


def _partnership(area: Area) -> str:
    lines = [
        f'code = "{area.code}"',
        f'name = "{area.name} Safeguarding Children Partnership (invented)"',
        f'region = "{area.region}"',
        *_header(),
    ]
    for which, label, kind in OWN_AGENCIES:
        lines += _agency(area.agency(which), f"{area.name} {label}", kind)
    return "\n".join(lines) + "\n"


def _header() -> list[str]:
    return [f'version = "{VERSION}"', f"effective_from = {FROM}", f'source = "{SOURCE}"']


def _agency(code: str, label: str, kind: str) -> list[str]:
    return ["", f"[agencies.{code}]", f'label = "{label}"', f'kind = "{kind}"']
