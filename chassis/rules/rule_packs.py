"""Rules that differ by place: national < regional < local, as TOML files with a version and an effective date.

A partnership's pack on a day is the merge of the newest national, regional and local version that is in force on
that day. Its key names all of them, and their files never change: a key determines the rules for ever. A review
pins the pack of the day on which it was decided on and keeps it for life.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from chassis.clock import Clock, utc_now
from chassis.errors import Invalid
from chassis.limits import shortened
from chassis.rules.layers import (
    NATIONAL,
    PARTNERSHIPS,
    REGIONS,
    Layer,
    LocalHeader,
    Shelf,
    dropped_in_vain,
    merged,
    newest,
    origin,
)
from chassis.rules.pack_problems import PackError, Problem, Wrong, has, wrongs_of
from chassis.rules.pack_sense import not_national, senseless, unfit_successions
from chassis.rules.rule_pack import AgencyRule, RulePack, UnknownAgency
from chassis.rules.succession import PartnershipEnded, Successions
from chassis.rules.working_days import london_date
from chassis.settings import PacksSettings

__all__ = [
    "PACKS_FOLDER", "AgencyRule", "PackError", "RulePack", "RulePacks", "UnknownAgency", "UnknownPartnership",
    "UnknownRulePack",
]  # fmt: skip

PACKS_FOLDER = Path(__file__).resolve().parents[2] / "packs"
NOBODY = {"code": "XX", "name": "-"}
"""Stands in for a partnership where the layers below it are looked at by themselves."""


class UnknownPartnership(Invalid):
    """No rule pack has this code."""

    code = "rules.unknown_partnership"
    sentence = "There is no partnership with the code {partnership}."

    def __init__(self, *, partnership: str) -> None:
        super().__init__(partnership=shortened(partnership))


class UnknownRulePack(Invalid):
    """A key names a version that is not in the packs' folder."""

    code = "rules.unknown_pack"
    sentence = "There is no rule pack with the key {key} here. Its files belong into the folder of the rule packs."

    def __init__(self, *, key: str) -> None:
        super().__init__(key=shortened(key))


class RulePacks:
    """The packs of all partnerships that this platform serves, from their first day on.

    A day before a partnership's first pack has that first pack: a case from before is entered by the nearest rules,
    and its key says so.
    """

    def __init__(
        self,
        packs: Mapping[str, RulePack | Iterable[RulePack]],
        shelf: Shelf | None = None,
        clock: Clock = utc_now,
    ) -> None:
        self._packs = {
            code: (given,) if isinstance(given, RulePack) else tuple(given)
            for code, given in packs.items()
        }
        self._shelf, self._clock = shelf, clock
        self._others: dict[str, RulePack] = {}  # Of keys that were never the pack of a day.
        newest = {code: found[-1].succession for code, found in self._packs.items() if found}
        self.successions = Successions({code: said for code, said in newest.items() if said})

    @classmethod
    def load(cls, folder: Path | None = None, *, clock: Clock = utc_now) -> RulePacks:
        """Read and check every layer in ``folder``, or in that of the settings. Raises ``PackError``."""
        shelf = Shelf(folder or PacksSettings().packs or PACKS_FOLDER)
        if not shelf.groups(PARTNERSHIPS):
            nobody = "there is no rule pack of a partnership here."
            raise PackError([Problem(shelf.folder, 0, nobody)])
        problems: list[Problem] = [*unfit_successions(shelf)]
        for chain in _below_partnerships(shelf):
            _composed(shelf, chain, problems)
        packs = {
            code: [
                pack
                for chain in _in_turn(shelf, code, problems)
                if (pack := _composed(shelf, chain, problems))
            ]
            for code in shelf.groups(PARTNERSHIPS)
        }
        if problems:
            raise PackError(problems)
        return cls(packs, shelf, clock)

    def of(self, partnership: str, on: date | None = None) -> RulePack:
        """The pack of ``partnership`` on a day, or today in London. Raises ``UnknownPartnership``."""
        on = on or london_date(self._clock())
        versions = self.versions(partnership)
        in_force = [pack for pack in versions if pack.in_force_from <= on]
        return in_force[-1] if in_force else versions[0]

    def national(self, on: date | None = None) -> RulePack:
        """The national rules alone, on a day or today. Raises ``UnknownRulePack`` where none were in force."""
        on = on or london_date(self._clock())
        layer = newest(self._shelf.versions(NATIONAL, NATIONAL), on) if self._shelf else None
        pack = _composed(self._shelf, (layer,), []) if self._shelf and layer else None
        if pack is None:
            raise UnknownRulePack(key=NATIONAL)
        return pack

    def versions(self, partnership: str) -> tuple[RulePack, ...]:
        """Every pack that is ever in force, the oldest first. Raises ``UnknownPartnership``."""
        try:
            return self._packs[partnership]
        except KeyError:
            raise UnknownPartnership(partnership=partnership) from None

    def pinned(self, key: str) -> RulePack:
        """The pack of a key. Raises ``UnknownRulePack``.

        A key of the local version alone, as they were before there were layers, is that version with the layers of
        its first day.
        """
        code, _, rest = key.partition("@")
        for pack in self._packs.get(code, ()):
            if key == pack.key or (pack.version == rest and "+" not in rest):
                return pack
        if key not in self._others:
            chain = _chain_of(self._shelf, key) if self._shelf else None
            composed = _composed(self._shelf, chain, []) if self._shelf and chain else None
            if composed is None:
                raise UnknownRulePack(key=key)
            self._others[key] = composed
        return self._others[key]

    def origin(self, pack: RulePack, path: tuple[str, ...]) -> str:
        """The label of the layer of ``pack`` that says what stands at ``path``; empty when none does."""
        chain = _chain_of(self._shelf, pack.key) if self._shelf else None
        if self._shelf is None or chain is None:
            return ""
        files = [file for layer in chain for file in self._shelf.chain(layer)]
        found = origin(files, path)
        return found.label if has(found.content, path[:1]) else ""

    def codes(self) -> tuple[str, ...]:
        """The codes of all partnerships."""
        return tuple(self._packs)

    def heirs(self, partnership: str) -> frozenset[str]:
        """Who stands in the place of a partnership today; itself, unless it has ended."""
        return self.successions.heirs(partnership, london_date(self._clock()))

    def inherited(self, partnership: str) -> list[str]:
        """The partnerships that have ended and in whose place this one alone stands today."""
        ended = self.successions.ended(london_date(self._clock()))
        return [code for code, heirs in ended if heirs == {partnership}]

    def must_go_on(self, partnership: str, on: date) -> None:
        """Raises ``PartnershipEnded``, which names who follows, for a partnership that has ended by a day."""
        said = self.successions.of(partnership, on)
        if said is None:
            return
        successors = [
            " ".join((self.of(code, on).name, *([f"({', '.join(to.areas)})"] if to.areas else [])))
            for code, to in said.to.items()
        ]
        raise PartnershipEnded(
            partnership=self.of(partnership, on).name, day=said.from_day,
            successors=" or ".join(successors),
        )  # fmt: skip

    def agency_for(self, code: str, partnerships: tuple[str, ...]) -> AgencyRule:
        """The agency with ``code`` in the first of ``partnerships`` that has it today. Raises ``UnknownAgency``."""
        for partnership in partnerships:
            if code in self.of(partnership).agencies:
                return self.of(partnership).agencies[code]
        raise UnknownAgency(agency=code, partnership=" or ".join(partnerships))


def pinned_rules(packs: RulePacks, key: str, partnership: str, *, otherwise_on: date) -> RulePack:
    """Which rules a case keeps for life: the pack with ``key``, which its review pinned.

    Without one, because it began before keys were told, the partnership's of a day.
    """
    return packs.pinned(key) if key else packs.of(partnership, otherwise_on)


def _below_partnerships(shelf: Shelf) -> Iterator[tuple[Layer, ...]]:
    """What is looked at although it may be nobody's: each national version, and each region on it."""
    nationals = shelf.versions(NATIONAL, NATIONAL)
    yield from ((national,) for national in nationals)
    for region in shelf.groups(REGIONS):
        for layer in shelf.versions(REGIONS, region):
            if below := newest(nationals, layer.header.effective_from):
                yield below, layer


def _in_turn(shelf: Shelf, code: str, problems: list[Problem]) -> Iterator[tuple[Layer, ...]]:
    """The layers that are in force together, for each day on which that changes."""
    versions = shelf.versions(PARTNERSHIPS, code)
    nationals = shelf.versions(NATIONAL, NATIONAL)
    regions = {layer.header.region for layer in versions if isinstance(layer.header, LocalHeader)}
    others = [
        *nationals,
        *(one for name in regions if name for one in shelf.versions(REGIONS, name)),
    ]
    begin = versions[0].header.effective_from
    days = {layer.header.effective_from for layer in (*versions, *others)}
    before: tuple[Layer, ...] = ()
    for day in sorted(day for day in days if day >= begin):
        local, national = newest(versions, day), newest(nationals, day)
        assert local is not None and isinstance(local.header, LocalHeader)  # noqa: S101, PT018 - it began
        if national is None:
            wrong = Wrong(("effective_from",), "no national rules are in force on this day")
            problems.append(local.problem(("effective_from",), wrong))
            continue
        region = newest(shelf.versions(REGIONS, local.header.region or ""), day)
        chain = (national, *([region] if region else []), local)
        if chain != before:
            yield chain
        before = chain


def _chain_of(shelf: Shelf, key: str) -> tuple[Layer, ...] | None:
    """The layers that a whole key names, the lowest first."""
    local, *below = key.split("+")
    kinds = (*([REGIONS] * (len(below) - 1)), NATIONAL)
    found = (
        [shelf.labelled(label, kind) for label, kind in zip(below, kinds, strict=True)]
        if below
        else []
    )
    found = [shelf.labelled(local, PARTNERSHIPS), *found]
    layers = [layer for layer in reversed(found) if layer is not None]
    return tuple(layers) if below and len(layers) == len(found) else None


def _composed(shelf: Shelf, chain: tuple[Layer, ...], problems: list[Problem]) -> RulePack | None:
    """The merged pack of layers, or None with its problems."""
    files = [file for layer in chain for file in shelf.chain(layer)]
    top = chain[-1]
    said = top.header.model_dump(exclude={"like", "drops"}, exclude_none=True)
    begins = max(layer.header.effective_from for layer in chain)
    below = tuple(layer.label for layer in reversed(chain[:-1]))
    content = merged(files) | NOBODY | said | {"stands_on": below, "in_force_from": begins}
    pack: RulePack | None = None
    try:
        pack = RulePack.model_validate(content)
        wrong = list(senseless(pack))
    except ValidationError as error:
        wrong = wrongs_of(error, RulePack)
    found = [_located(files, one) for one in wrong]
    found += [*dropped_in_vain(files), *not_national(files)]
    problems += found
    return None if found else pack


def _located(files: list[Layer], wrong: Wrong) -> Problem:
    return origin(files, wrong.path).problem(wrong.path, wrong)
