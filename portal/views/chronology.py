"""The chronologies of all agencies of a case in one: filtered, in pages, on paper, and as a table to take away.

The service says which rows a person sees and how much of each; here nothing is added to that, and nothing hidden.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from chassis.errors import Invalid, NotAllowed, NotFound
from portal import words
from portal.clients.case_facts import CaseSummary
from portal.forms import codes
from portal.forms.agency_return import ROW
from portal.forms.chronology import DAYS, SHOWS, ChronologyFilter, chronology_filter
from portal.forms.fields import Field, Kind
from portal.forms.refused import Form
from portal.forms.tables import table_of
from portal.forms.wrong import wrong
from portal.views.case import Found, case_page, found_of
from portal.views.desk import Desk, Visitor

ON_A_PAGE = 50
ON_PAPER = 2_000
"""So many rows stand on the page to print; a period makes it fewer."""
SUBMISSIONS = "submissions"
HEAD = frozenset(
    {"source", "happened_on", "precision", "at_time", "ended_on", "kind", "what_happened"}
)
"""What stands above the other answers of a row."""
ASIDE = frozenset({"row_id", "entered_by_role", "recorded_on", "source_reference", "sensitivity"})
"""What only the table to take away says."""
UNSAID = ("not_applicable", "expected")  # No set: some answers are lists.
IN_OUR_WORDS: Mapping[str, str] = {
    "agency_response": "What the agency did or decided", "response_by_role": "By whom",
    "source": "Record", "entered_by_role": "Entered by",
}  # fmt: skip
HELD_BACK: Mapping[str, str] = {
    "police_hold": "Held back for the police. The words of this entry are for the agency alone.",
    "third_party": "About somebody else. The words of this entry are for the coordinator.",
    "restricted": "Restricted. The words of this entry are for the coordinator.",
}
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """A row in words."""

    key: str
    day: str
    when: str
    agency: str
    source: str
    kind: str
    what: str
    held_back: str
    facts: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Merged:
    """What was asked for of a merged chronology, and from which returns it comes."""

    found: Found
    asked: ChronologyFilter
    entries: Sequence[Row]
    count: int
    sources: Sequence[tuple[str, str, str, str]]
    agency_names: Mapping[str, str]
    themes: Mapping[str, str]

    @property
    def pages(self) -> int:
        """How many pages there are; the first is there even when it is empty."""
        return max(1, -(-len(self.entries) // ON_A_PAGE))

    @property
    def page(self) -> int:
        """The page that is shown: the last, where one beyond it was asked for."""
        return min(self.asked.page, self.pages)

    def shown(self, first: int, count: int) -> list[Entry]:
        """Some of the rows, in words."""
        return [self._in_words(one) for one in self.entries[first : first + count]]

    def table(self) -> Iterator[list[str]]:
        """All rows, with every answer."""
        yield ["Agency", *(IN_OUR_WORDS.get(one.path, one.label) for one in ROW), "Held back"]
        for one in self.entries:
            answers = (self._said(field, one["row"]) for field in ROW)
            yield [self._agency(one), *answers, "Yes" if one.get("held_back") else ""]

    def _in_words(self, entry: Row) -> Entry:
        row = entry["row"]
        held_back = HELD_BACK.get(row["sensitivity"], "") if entry.get("held_back") else ""
        return Entry(
            key=f"{entry['agency']}.{row['row_id']}", day=row["happened_on"], when=when_of(row),
            agency=self._agency(entry), source=row.get("source", ""),
            kind=codes.ROW_KINDS.get(row["kind"], row["kind"]),
            what=row.get("what_happened", ""), held_back=held_back,
            facts=() if held_back else tuple(self._facts(row)),
        )  # fmt: skip

    def _facts(self, row: Row) -> Iterator[tuple[str, str]]:
        for field in ROW:
            if field.path in HEAD | ASIDE or row.get(field.path) in UNSAID:
                continue
            if said := self._said(field, row):
                yield IN_OUR_WORDS.get(field.path, field.label), said

    def _said(self, field: Field, row: Row) -> str:
        said = row.get(field.path, "")
        if field.kind is Kind.DATE:
            return words.written_day(said)
        known = self.themes if field.choices == "pack.themes" else field.choices
        if isinstance(known, Mapping):
            said = [known.get(code, code) for code in ([said] if isinstance(said, str) else said)]
        return said if isinstance(said, str) else ", ".join(said)

    def _agency(self, entry: Row) -> str:
        return self.agency_names.get(entry["agency"], words.plain(entry["agency"]))


async def chronology(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """One page of it."""
    merged = await _merged(desk, visitor, request)
    asked = merged.asked
    form = Form(DAYS, {name: getattr(asked, name) for name in DAYS})
    if asked.wrong_days:
        form = form.refused(wrong(name, "portal.day_wrong") for name in asked.wrong_days)
    first = (merged.page - 1) * ON_A_PAGE
    return case_page(
        desk, visitor, request, merged.found, "chronology", status=form.status, merged=merged,
        filter=asked, form=form, entries=merged.shown(first, ON_A_PAGE), first=first + 1, shows=SHOWS,
        kinds=codes.ROW_KINDS, address=_address(merged.found.detail.summary),
    )  # fmt: skip


async def on_paper(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """All of what was asked for, on one page to be printed."""
    merged = await _merged(desk, visitor, request)
    return desk.page(
        visitor, "case/chronology_on_paper.html", merged=merged, case=merged.found.detail.summary,
        entries=merged.shown(0, ON_PAPER), address=_address(merged.found.detail.summary),
        left_out=max(0, len(merged.entries) - ON_PAPER), asked=list(_asked(merged)),
    )  # fmt: skip


async def as_table(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """All of what was asked for, as comma-separated values that no spreadsheet takes for formulas."""
    merged = await _merged(desk, visitor, request)
    name = f"{merged.found.detail.summary.reference}.chronology.csv"
    return Response(
        table_of(merged.table()), media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )  # fmt: skip


async def _merged(desk: Desk, visitor: Visitor, request: Request) -> Merged:
    """Raises ``NotFound`` where there is no such page for this person."""
    found = await found_of(desk, visitor, request)
    if not found.has_chronology:
        raise NotFound
    summary, asked = found.detail.summary, chronology_filter(request.query_params)
    try:
        told = await desk.forms[SUBMISSIONS].read(
            visitor.caller, "MergedChronology", {"case_id": summary.case_id}
        )
    except (NotAllowed, Invalid):
        raise NotFound from None
    rows = told.get("rows", ())
    named = {one.agency: one.agency_name for one in found.detail.agencies if one.agency_name}
    names = {**desk.agency_names, **named}
    return Merged(
        found=found, asked=asked, entries=[one for one in rows if asked.takes(one)], count=len(rows),
        sources=[_source(one, names) for one in told.get("sources", ())],
        agency_names=names, themes=desk.lists.pack(summary.partnership).themes,
    )  # fmt: skip


def _source(source: Row, names: Mapping[str, str]) -> tuple[str, str, str, str]:
    code, rows = source["agency"], source.get("rows", 0)
    status, _colour = words.return_status(source["status"])
    number = source.get("return_number", 0)
    came = f"{status}, version {number}" if number else status
    said = f"{rows} {'entry' if rows == 1 else 'entries'}" if rows else "No entries here"
    return code, names.get(code, words.plain(code)), came, said


def _asked(merged: Merged) -> Iterator[tuple[str, str]]:
    asked = merged.asked
    agency = merged.agency_names.get(asked.agency, words.plain(asked.agency))
    for label, said in (
        ("Agency", agency), ("Kind of event", codes.ROW_KINDS.get(asked.kind, "")),
        ("Show", SHOWS[asked.show] if asked.show else ""), ("From", _day(asked, "since")), ("To", _day(asked, "until")),
    ):  # fmt: skip
        if said:
            yield label, said


def _day(asked: ChronologyFilter, name: str) -> str:
    return "" if name in asked.wrong_days else words.written_day(getattr(asked, name))


def _address(summary: CaseSummary) -> str:
    return f"/cases/{summary.reference}/chronology"


def when_of(row: Row) -> str:
    """When it happened, as exactly as it is known."""
    day, ended_on = date.fromisoformat(row["happened_on"]), row.get("ended_on", "")
    if row["precision"] == "month":
        said = f"{day:%B %Y}"
    else:
        said = f"{'About ' if row['precision'] == 'about' else ''}{words.day(day)}"
    if row.get("at_time"):
        said = f"{said} at {row['at_time']}"
    return f"{said} to {words.written_day(ended_on)}" if ended_on else said
