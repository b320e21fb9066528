"""Lists of codes with their words, from the rule pack of a partnership or from the code lists.

A field names its list: ``pack.themes`` is a part of the rule pack, ``gate.G0`` the outcomes of a gate, ``criteria.G1``
the criteria of a gate, ``list.ethnicity`` a code list, ``partnerships`` those that this platform serves, ``bodies`` the
statutory partners and the roles of the pack.
"""

from __future__ import annotations

from collections.abc import Mapping

from chassis.rules.code_lists import CodeLists
from chassis.rules.rule_pack import RulePack
from chassis.rules.rule_packs import RulePacks
from portal.forms.decisions import BODIES
from portal.forms.fields import Field, FormOf


class Lists:
    """What the rules of each place say to a form."""

    def __init__(self, packs: RulePacks, code_lists: CodeLists) -> None:
        self._packs, self._lists = packs, code_lists

    def of(self, field: Field, partnership: str, *, key: str = "") -> Mapping[str, str]:
        """The answers that a field offers. ``key`` is that of the rule pack that a review pinned."""
        if not isinstance(field.choices, str):
            return field.choices
        if field.choices == "bodies":
            return BODIES | dict(self.pack(partnership, key).roles)
        kind, _, name = field.choices.partition(".")
        if kind == "list":
            return {code: one.label for code, one in self._lists.of(name).entries.items()}
        if kind == "partnerships":
            return {code: self._packs.of(code).name for code in self._packs.codes()}
        return _in_pack(self.pack(partnership, key), kind, name)

    def pack(self, partnership: str, key: str = "") -> RulePack:
        """The rules of a partnership: those of a key, or of today."""
        return self._packs.pinned(key) if key else self._packs.of(partnership)

    def needed(self, form: FormOf, partnership: str) -> frozenset[str]:
        """The places of a form for which a partnership's rules ask."""
        required = self.pack(partnership).required_fields
        return frozenset(
            f"{place}{code}"
            for name, place in form.rules.items()
            for code in required.get(name, ())  # type: ignore[call-overload]
        )


def _in_pack(pack: RulePack, kind: str, name: str) -> Mapping[str, str]:
    if kind == "gate":
        return {code: one.label for code, one in pack.gate(name).rule.outcomes.items()}
    if kind == "criteria":
        return pack.gate(name).criteria
    if name == "agencies":
        return {code: one.label for code, one in pack.agencies.items()}
    if name == "authorities":
        return {c: one.label for c, one in pack.agencies.items() if one.kind == "local_authority"}
    known: Mapping[str, str] = getattr(pack, name)
    return known
