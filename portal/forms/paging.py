"""Which page of a list the address asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

ON_A_PAGE = 50
DIGITS_MAX = 5


@dataclass(frozen=True, slots=True)
class Pages:
    """One page of a list, of how many; ``address`` says where the list stands, ``asked`` what else is asked of it."""

    number: int
    found: int
    address: str
    asked: Mapping[str, str]

    @property
    def count(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.found // ON_A_PAGE))

    @property
    def previous(self) -> str:
        """The address of the page before; empty for the first."""
        return self._at(self.number - 1) if self.number > 1 else ""

    @property
    def next(self) -> str:
        """The address of the page after; empty for the last."""
        return self._at(self.number + 1) if self.number < self.count else ""

    def _at(self, number: int) -> str:
        asked = {name: said for name, said in self.asked.items() if said}
        if number > 1:
            asked["page"] = str(number)
        return f"{self.address}?{urlencode(asked)}" if asked else self.address


def page_asked(query: Mapping[str, str]) -> int:
    """The number of the page; what is no number of ours is as if it were not there."""
    said = query.get("page", "")
    return max(1, int(said)) if said.isascii() and said.isdigit() and len(said) <= DIGITS_MAX else 1
