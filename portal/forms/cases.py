"""The filter of the list of cases, as it stands in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chassis.identity import OtherPartnership


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which cases to show. An empty partnership means all of the person's own."""

    partnership: str = ""
    closed: bool = False


def case_filter(query: Mapping[str, str], partnerships: Sequence[str]) -> CaseFilter:
    """The filter that the address asks for. Raises ``OtherPartnership`` for one that is not theirs."""
    partnership = query.get("partnership", "")
    if partnership and partnership not in partnerships:
        raise OtherPartnership(partnership=partnership[:12])
    return CaseFilter(partnership, query.get("closed") == "yes")
