"""The filter of a merged chronology, as it stands in the address: codes and days, and never a word of a case."""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from portal.forms import codes

CODE_MAX = 60
PAGE_DIGITS_MAX = 5
DAYS = ("since", "until")
SHOWS: Mapping[str, str] = {
    "": "All entries", "meaning": "What it meant for the child", "said": "What the child said or showed",
    "good": "Good practice", "could_improve": "Practice that could be better",
    "not_seen": "The child was not seen",
}  # fmt: skip
ASKED: Mapping[str, tuple[str, str]] = {
    "good": ("practice", "good"), "could_improve": ("practice", "could_improve"),
    "not_seen": ("child_seen", "no"),
}  # fmt: skip
SAID: Mapping[str, str] = {"meaning": "significance", "said": "child_said"}


@dataclass(frozen=True, slots=True)
class ChronologyFilter:
    """Which rows to show. What is empty asks for nothing; a day that is none asks for nothing, too, and is told."""

    agency: str = ""
    kind: str = ""
    show: str = ""
    since: str = ""
    until: str = ""
    page: int = 1

    @property
    def query(self) -> str:
        """What stands behind the address of a page that shows this, with its question mark; nothing for everything."""
        asked = {name: said for name, said in asdict(self).items() if said and said != 1}
        return f"?{urlencode(asked)}" if asked else ""

    def on(self, page: int) -> ChronologyFilter:
        """The same, another page of it."""
        return replace(self, page=page)

    @property
    def wrong_days(self) -> tuple[str, ...]:
        """The names of the days that are none."""
        return tuple(name for name in DAYS if (said := getattr(self, name)) and not day_of(said))

    def takes(self, entry: Mapping[str, Any]) -> bool:
        """Whether an entry of the merged chronology is one of those asked for."""
        row = entry["row"]
        wanted = ASKED.get(self.show)
        return (
            (not self.agency or entry["agency"] == self.agency)
            and (not self.kind or row["kind"] == self.kind)
            and (wanted is None or row.get(wanted[0]) == wanted[1])
            and (self.show not in SAID or bool(row.get(SAID[self.show])))
            and self._is_within(row)
        )

    def _is_within(self, row: Mapping[str, Any]) -> bool:
        """Whether some of the time in which it may have happened lies in the period."""
        first = last = date.fromisoformat(row["happened_on"])
        if row["precision"] == "month":
            first = first.replace(day=1)
            last = last.replace(day=calendar.monthrange(last.year, last.month)[1])
        last = max(last, day_of(row.get("ended_on", "")) or last)
        since, until = day_of(self.since), day_of(self.until)
        return (since is None or last >= since) and (until is None or first <= until)


def chronology_filter(query: Mapping[str, str]) -> ChronologyFilter:
    """The filter that the address asks for; what is no filter of ours is as if it were not there."""
    page = query.get("page", "")
    is_number = page.isascii() and page.isdecimal() and len(page) <= PAGE_DIGITS_MAX
    return ChronologyFilter(
        agency=query.get("agency", "")[:CODE_MAX],
        kind=query.get("kind", "") if query.get("kind") in codes.ROW_KINDS else "",
        show=query.get("show", "") if query.get("show") in SHOWS else "",
        since=query.get("since", "").strip()[:CODE_MAX],
        until=query.get("until", "").strip()[:CODE_MAX],
        page=max(1, int(page)) if is_number else 1,
    )


def day_of(said: str) -> date | None:
    """A day as browsers send it; none where it is none."""
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None
