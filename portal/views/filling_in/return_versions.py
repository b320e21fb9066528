"""What changed between two versions of a return: part by part, the earlier text beside the later one.

The service says which parts differ; the words of both are its own, too. What was taken out and what was put in is
marked as that, word by word, so that it is told by more than a colour.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import islice
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from chassis.errors import NotFound
from portal import words
from portal.clients.form_facts import Draft
from portal.forms.agency_return import CHRONOLOGY, PARTS, RETURN
from portal.forms.answers import names_of, typed_of
from portal.forms.fields import Field, Kind
from portal.views.desk import Desk, Visitor
from portal.views.filling_in.filling import Filling
from portal.views.filling_in.form_drawn import said_in_words
from portal.views.filling_in.returns import opened_return

PARTS_MAX = 100
"""So many parts are shown; the others are counted."""
WORDS_MAX = 4_000
"""Longer texts are shown whole, without the single words that changed."""
CHANGES: Mapping[str, tuple[str, str]] = {
    "added": ("Added", "green"), "removed": ("Taken out", "grey"), "changed": ("Changed", "blue"),
}  # fmt: skip
KNOWN, NOTHING_KNOWN = "The family is known", "Nothing is known of the family"
Known = Mapping[str, Any]
Pieces = Sequence[tuple[str, bool]]
"""A text in pieces; each says whether only this version has it."""


@dataclass(frozen=True, slots=True)
class Text:
    """An answer of which the versions say something else."""

    label: str
    before: Pieces
    after: Pieces


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the return that differs."""

    label: str
    change: str
    colour: str
    texts: tuple[Text, ...]


async def changes(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """Two versions of the return of the address side by side: those that were asked for, or the last two."""
    filling, standing = await opened_return(desk, visitor, request)
    numbers = [one["return_number"] for one in standing.known.get("versions", ())]
    if len(numbers) < 2:  # noqa: PLR2004 - one version differs from nothing.
        raise NotFound
    earlier = _number(request, "from", numbers[-2], numbers)
    later = _number(request, "to", numbers[-1], numbers)
    about = {"case_id": str(filling.subject.case_id), "agency": filling.subject.agency}

    async def read(method: str, **asked: int) -> Known:
        return await filling.door.read(visitor.caller, method, {**about, **asked})

    found, before, after = await asyncio.gather(
        read("CompareVersions", earlier=earlier, later=later),
        read("GetSubmission", return_number=earlier), read("GetSubmission", return_number=later),
    )  # fmt: skip
    differ = found.get("changes", ())
    comparing = Comparing(filling, standing.rules, before, after)
    return desk.page(
        visitor, "returns/changes.html", filling=filling, standing=standing, numbers=numbers,
        earlier=earlier, later=later, address=filling.back[0], count=len(differ),
        agency=desk.agency_names.get(filling.subject.agency, filling.subject.agency),
        parts=[comparing.part(one["part"], one["change"]) for one in islice(differ, PARTS_MAX)],
    )  # fmt: skip


def _number(request: Request, name: str, otherwise: int, numbers: Sequence[int]) -> int:
    """The version that the address asks for. Raises ``NotFound`` for one that there is not."""
    asked = request.query_params.get(name, str(otherwise))
    known = {str(one): one for one in numbers}
    if asked not in known:
        raise NotFound
    return known[asked]


@dataclass(frozen=True, slots=True)
class Comparing:
    """Two versions of one return, with the rules that have the words of their codes."""

    filling: Filling
    rules: str
    before: Known
    after: Known

    def part(self, code: str, change: str) -> Part:
        """One part in which they differ."""
        label, colour = CHANGES.get(change, (words.plain(change), "grey"))
        called = PARTS.get(code, words.plain(code))
        if code == "nil_return":
            called = "Whether the family is known"
        elif code.startswith(f"{CHRONOLOGY.path}."):
            called = f"Row {code.partition('.')[2]} of the chronology"
        return Part(called, label, colour, tuple(self._texts(code)))

    def _texts(self, code: str) -> Iterator[Text]:
        before, after = self._answers(code, self.before), self._answers(code, self.after)
        for label in dict.fromkeys((*after, *before)):
            old, new = before.get(label, ""), after.get(label, "")
            if old != new:
                yield Text(label, *side_by_side(old, new))

    def _answers(self, code: str, known: Known) -> dict[str, str]:
        """What a version says in a part, by what each answer is called."""
        if code == "nil_return":
            return {"": NOTHING_KNOWN if known.get("nil_return") else KNOWN}
        fields: Sequence[Field] = [one for one in RETURN.fields if one.path == f"scoping.{code}"]
        if not fields:
            row_id = code.partition(".")[2]
            rows = known.get(CHRONOLOGY.path, ())
            known = next((one for one in rows if one["row_id"] == row_id), {})
            fields = [one for one in CHRONOLOGY.rows if known and one.path != "row_id"]
        draft = Draft(typed=typed_of(fields, known), rules=self.rules)
        return {
            _called(fields, name, field): said
            for name, field in names_of(fields, draft.typed)
            if field.kind is not Kind.ROWS and (said := self._said(name, field, draft))
        }

    def _said(self, name: str, field: Field, draft: Draft) -> str:
        otherwise = "No" if field.kind is Kind.YES_NO else ""  # The wire leaves out what is not so.
        return said_in_words(self.filling, field.at(name), draft, whole=True) or otherwise


def _called(fields: Sequence[Field], name: str, field: Field) -> str:
    """What an answer is called within its part; nothing where it is the whole part."""
    if len(fields) > 1:
        return field.label
    (holder,) = fields
    number = name.removeprefix(f"{holder.path}.").partition(".")[0]
    return (
        ""
        if name == holder.path
        else f"{words.first_upper(holder.one)} {int(number) + 1}: {field.label}"
    )


def side_by_side(before: str, after: str) -> tuple[Pieces, Pieces]:
    """Both texts in pieces, with what only one of them has."""
    old, new = re.findall(r"\S+\s*|\s+", before), re.findall(r"\S+\s*|\s+", after)
    if len(old) + len(new) > WORDS_MAX:
        return [(before, True)], [(after, True)]
    left: list[tuple[str, bool]] = []
    right: list[tuple[str, bool]] = []
    alike = SequenceMatcher(None, [one.strip() for one in old], [one.strip() for one in new])
    for kind, a, b, c, d in alike.get_opcodes():
        for side, piece in ((left, "".join(old[a:b])), (right, "".join(new[c:d]))):
            if piece:
                side.append((piece, kind != "equal"))
    return left, right
