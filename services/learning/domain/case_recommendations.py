"""What the learning service knows of a case's recommendations, so that actions can follow them.

Only a recommendation that a Rapid Review meeting made can become an action. That is a rule, and a rule
needs sound ground: a read model may lag or be rebuilt at any moment, so the recommendations are kept
as events of a small aggregate of their own, private to this service.

Recommendations are only ever added; when a later meeting says one again, the later one counts. What
was known once is therefore known for ever, and an action may be agreed in a transaction of its own
after looking here: nothing that happens in between can make it wrong.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from datetime import date, datetime
from typing import Self
from uuid import UUID, uuid5

from chassis.aggregate import Aggregate, Event, FirstEvent, register_aggregate
from services.learning.domain.values import CaseIdentity, Recommendation, RepeatedTheme


class CaseRecommendations(Aggregate):
    """The recommendations of one case, by their ids."""

    TOPIC = "learning.CaseRecommendations"

    recommendations: dict[str, Recommendation] = field(default_factory=dict)
    repeated: tuple[str, ...] = ()

    @classmethod
    def note(
        cls,
        identity: CaseIdentity,
        recommended: Iterable[Recommendation],
        *,
        held_on: date,
        at: datetime,
    ) -> Self:
        """Note what the first meeting recommended."""
        return cls._create(
            RecommendationsNoted, id=stream_of(identity.case_id), **dict(identity),
            held_on=held_on, recommended=tuple(recommended), timestamp=at,
        )  # fmt: skip

    def add(self, recommended: Iterable[Recommendation], *, held_on: date, at: datetime) -> None:
        """Note what a later meeting recommended."""
        self.record(RecommendationsAdded, at=at, held_on=held_on, recommended=tuple(recommended))

    def note_repeats(self, repeats: Iterable[RepeatedTheme], *, at: datetime) -> None:
        """Note that themes of this case were seen before; each is noted once."""
        for one in repeats:
            if one.earlier_cases and one.theme not in self.repeated:
                self.record(ThemeRepeated, at=at, **dict(one))


class ThemeRepeated(Event, topic="learning.ThemeRepeated.v1"):
    """The partnership had learned this before: so many earlier cases, and so many actions still open from them."""

    theme: str
    earlier_cases: int
    open_actions: int
    unchecked_actions: int
    since: date

    def apply(self, known: CaseRecommendations) -> None:
        """It is not noted again."""
        known.repeated = (*known.repeated, self.theme)


class RecommendationsNoted(FirstEvent, topic="learning.RecommendationsNoted.v1"):
    """A meeting made the first recommendations of the case."""

    held_on: date
    recommended: tuple[Recommendation, ...]

    def apply(self, known: CaseRecommendations) -> None:
        """They are known from now on."""
        known.recommendations |= _by_id(self.recommended)


class RecommendationsAdded(Event, topic="learning.RecommendationsAdded.v1"):
    """A later meeting made recommendations."""

    held_on: date
    recommended: tuple[Recommendation, ...]

    def apply(self, known: CaseRecommendations) -> None:
        """The later word on each counts."""
        known.recommendations |= _by_id(self.recommended)


def stream_of(case_id: UUID) -> UUID:
    """The stream of what is known of a case's recommendations."""
    return uuid5(case_id, "recommendations")


def _by_id(recommended: Iterable[Recommendation]) -> dict[str, Recommendation]:
    return {one.recommendation_id: one for one in recommended}


register_aggregate(CaseRecommendations)
