"""A partnership ends and others follow it: one, where it merges or takes another name, or several, where it splits.

The newest version of its own pack says so:

    [succession]
    from_day = 2027-04-01
    source = "Where the partners said so"

    [succession.to.NOR]
    areas = ["The north"]

    [succession.to.SOU]
    areas = ["The south"]

The areas tell people which case falls to whom; that a case has gone to one of several is a decision of people, and
an event of the case. What has happened stays under the code under which it happened.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Annotated

from pydantic import Field

from chassis.aggregate import Value
from chassis.errors import WrongState

Words = Annotated[str, Field(min_length=1)]


class Successor(Value):
    """A partnership that follows another one, and where it splits the areas that fall to it."""

    areas: tuple[Words, ...] = ()


class Succession(Value):
    """From which day on others stand in the place of a partnership."""

    from_day: date
    source: Words
    to: dict[str, Successor] = Field(min_length=1)


class PartnershipEnded(WrongState):
    """Others have followed a partnership: nothing is begun under it any more."""

    code = "rules.partnership_ended"
    sentence = "{partnership} ended on {day}. Begin this with {successors}."


class Successions:
    """Who follows whom."""

    def __init__(self, said: Mapping[str, Succession]) -> None:
        self._said = said

    def of(self, partnership: str, on: date) -> Succession | None:
        """The succession of a partnership that has ended by a day."""
        said = self._said.get(partnership)
        return said if said and said.from_day <= on else None

    def heirs(self, partnership: str, on: date) -> frozenset[str]:
        """Who stands in the place of a partnership on a day: itself, until others follow, and they are followed."""
        said = self.of(partnership, on)
        if said is None:
            return frozenset({partnership})
        return frozenset[str]().union(*(self.heirs(code, on) for code in said.to))

    def ended(self, on: date) -> Iterator[tuple[str, frozenset[str]]]:
        """Each partnership that has ended by a day, with its heirs."""
        return ((code, self.heirs(code, on)) for code in self._said if self.of(code, on))


NOBODY_ENDED = Successions({})
