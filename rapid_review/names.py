"""The names by which pages call partnerships and agencies, and their colours, from the newest rule packs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from chassis.rules.rule_packs import RulePacks


class Names(TypedDict):
    """What the portal is told of them, by code."""

    partnership_names: Mapping[str, str]
    agency_names: Mapping[str, str]
    partnership_colours: Mapping[str, str]


def names_in(packs: RulePacks) -> Names:
    """The names of every partnership and of every agency that works with one."""
    newest = {code: packs.of(code) for code in packs.codes()}
    agencies = {
        agency: rule.label for pack in newest.values() for agency, rule in pack.agencies.items()
    }
    return Names(
        partnership_names={code: pack.name for code, pack in newest.items()},
        agency_names=agencies,
        partnership_colours={code: pack.colour for code, pack in newest.items() if pack.colour},
    )
