"""The gates of the process: who decides, on which question, with which outcomes. They are data of the rule pack."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from chassis.aggregate import Value

PartnerCode = Literal["local_authority", "icb", "police"]
Need = Literal["rationale", "review_on", "route", "escalation", "conditions"]
"""What an outcome needs besides its name: reasons, a day to look again, another route, where dissent goes, terms."""

PARTNERS: dict[PartnerCode, str] = {
    "local_authority": "the local authority", "icb": "the integrated care board", "police": "the police",
}  # fmt: skip
"""The statutory safeguarding partners (Children Act 2004, section 16E)."""


class OutcomeRule(Value):
    """One outcome that a gate allows, and what has to be said with it."""

    label: str
    needs: tuple[Need, ...] = ("rationale",)


class GateRule(Value):
    """One gate: a question that a body decides, and what its record has to hold.

    ``body`` is a code whose local name is one of the pack's words. ``criteria`` are prefixes of the pack's
    criteria of which each needs a finding. ``views`` says that each statutory partner's view is needed, and
    ``quorum`` which of those present or their deputies make the body able to decide.
    """

    label: str
    question: str
    body: str
    decided_by: tuple[str, ...] = Field(min_length=1)
    outcomes: dict[str, OutcomeRule] = Field(min_length=1)
    criteria: tuple[str, ...] = ()
    views: bool = False
    quorum: tuple[str, ...] = ()
    source: str = ""

    def criteria_of(self, every: dict[str, str]) -> dict[str, str]:
        """The criteria of this gate with their words, out of all that the pack has."""
        return {code: words for code, words in every.items() if code.startswith(self.criteria)}
