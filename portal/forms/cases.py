"""The filter of the list of cases, as it stands in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from urllib.parse import urlencode

from chassis.identity import OtherPartnership
from portal.forms.paging import Pages, page_asked

SHOWS: Mapping[str, str] = {
    "": "Live cases",
    "late": "Live cases with something late",
    "soon": "Live cases due within 3 working days",
    "closed": "Closed cases",
}
SORTS = ("time", "case", "stage", "late", "next", "returns")
ADDRESS = "/cases"
CODE_MAX = 60


@dataclass(frozen=True, slots=True)
class CaseFilter:
    """Which cases to show, and in which order. What is empty is as it is for everybody.

    An empty partnership means all of the person's own; ``waiting`` is an agency whose return has not come.
    """

    partnership: str = ""
    show: str = ""
    stage: str = ""
    waiting: str = ""
    reference: str = ""
    sort: str = ""
    order: str = ""
    page: int = 1

    @property
    def closed(self) -> bool:
        """Whether closed cases are shown instead of live ones."""
        return self.show == "closed"

    @property
    def sorted_by(self) -> str:
        """The column by which the list is sorted."""
        return self.sort or SORTS[0]

    @property
    def address(self) -> str:
        """Where the list stands that this asks for."""
        asked = {name: value for name, value in asdict(self).items() if value and value != 1}
        return f"{ADDRESS}?{urlencode(asked)}" if asked else ADDRESS

    @property
    def filtered(self) -> bool:
        """Whether more is asked than which partnership, and in which order."""
        return bool(self.show or self.stage or self.waiting or self.reference)

    def pages(self, *, number: int, found: int) -> Pages:
        """The page that was found, with the addresses of its neighbours."""
        asked = {name: str(value) for name, value in asdict(self).items() if name != "page"}
        return Pages(number, found, ADDRESS, asked)

    def but(self, **changed: str | int) -> CaseFilter:
        """The same filter with something else in it, from the first page on."""
        return replace(self, **{"page": 1, **changed})  # type: ignore[arg-type]

    def sorting(self, column: str) -> CaseFilter:
        """Sorted by ``column``; the other way round where it is sorted by it already."""
        down = self.sorted_by == column and not self.order
        return self.but(sort="" if column == SORTS[0] else column, order="down" if down else "")


def case_filter(query: Mapping[str, str], partnerships: Sequence[str]) -> CaseFilter:
    """The filter that the address asks for. Raises ``OtherPartnership`` for a partnership that is not theirs.

    What is no filter of ours is as if it were not there.
    """
    partnership = query.get("partnership", "")
    if partnership and partnership not in partnerships:
        raise OtherPartnership(partnership=partnership[:12])
    return CaseFilter(
        partnership=partnership,
        show=_one_of(query.get("show", ""), SHOWS),
        stage=query.get("stage", "")[:CODE_MAX],
        waiting=query.get("waiting", "")[:CODE_MAX],
        reference=query.get("reference", "").strip()[:CODE_MAX],
        sort=_one_of(query.get("sort", ""), SORTS[1:]),
        order=_one_of(query.get("order", ""), ("down",)),
        page=page_asked(query),
    )


def _one_of(said: str, known: Sequence[str] | Mapping[str, str]) -> str:
    return said if said in known else ""
