"""Which rules a case keeps for life: those of the pack that its review pinned."""

from __future__ import annotations

from datetime import date

from chassis.rules.rule_pack import RulePack
from chassis.rules.rule_packs import RulePacks


def pinned_rules(packs: RulePacks, key: str, partnership: str, *, otherwise_on: date) -> RulePack:
    """The pack with ``key``; without one, because it began before keys were told, the partnership's of a day."""
    return packs.pinned(key) if key else packs.of(partnership, otherwise_on)
