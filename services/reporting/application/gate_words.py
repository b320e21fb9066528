"""Where a case stands at its gates, in the words of its rule pack."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from chassis.rules.rule_pack import RulePack
from services.reporting.domain.gates import GateStanding
from services.reporting.domain.sentences import plain


@dataclass(frozen=True, slots=True)
class GateWords:
    """Where a case stands at a gate, in the words of its rule pack."""

    standing: GateStanding
    label: str
    question: str
    body: str
    outcomes: Mapping[str, str]
    quorum: tuple[str, ...]

    @property
    def outcome(self) -> str:
        """What was decided, in words."""
        return self.outcomes.get(self.standing.outcome, "")


def gate_words_of(
    standings: Iterable[GateStanding], pack: RulePack | None
) -> tuple[GateWords, ...]:
    """The gates in words; a gate that the rules do not know is left out."""
    if pack is None:
        return ()
    return tuple(
        GateWords(
            one, rule.label, rule.question, pack.words.get(rule.body, plain(rule.body)),
            {code: outcome.label for code, outcome in rule.outcomes.items()},
            rule.quorum,
        )
        for one in standings
        if (rule := pack.gates.get(one.gate))
    )  # fmt: skip
