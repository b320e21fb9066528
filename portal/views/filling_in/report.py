"""The report as it was signed: its sections with what was said of each, and what changed since the version before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from chassis.errors import Invalid, NotAllowed, NotFound
from portal import words
from portal.clients.form_facts import Draft
from portal.forms.answers import names_of, typed_of
from portal.forms.fields import Field, Kind
from portal.forms.review import COMMENT_SECTIONS, REPORT
from portal.permissions import may_fill
from portal.views.desk import Desk, Visitor
from portal.views.filling_in.case_states import REVIEW
from portal.views.filling_in.filling import Filling, roles_in
from portal.views.filling_in.form_drawn import said_in_words
from portal.views.filling_in.journeys import JOURNEYS
from portal.views.filling_in.looked_at import looked_at
from portal.views.filling_in.return_versions import Pieces, side_by_side

WHOLE = ""
DONE: Mapping[str, str] = {
    "report_comment": "Comment on the report", "report": "Make it final anew",
}  # fmt: skip
"""What can be done with a signed report, and what that is called here."""
Known = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Comment:
    """What somebody said: in which role, when, and of which version."""

    by: str
    on: str
    version: int
    text: str


@dataclass(frozen=True, slots=True)
class Part:
    """A section as it was signed, with what was said of it; both texts where the version before said another."""

    label: str
    text: str
    comments: Sequence[Comment]
    before: Pieces
    after: Pieces


async def report(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """One version of the report of the address, the last unless another is asked for."""
    subject = looked_at(visitor, request, "GetReport")
    roles = roles_in(visitor, subject)
    filling = Filling(desk, visitor, JOURNEYS[REPORT.code], REPORT, subject)
    try:
        known = await filling.door.read(
            visitor.caller, "GetReport", {"case_id": str(subject.case_id)}
        )
    except (NotAllowed, Invalid):
        raise NotFound from None
    versions: Sequence[Known] = known.get("versions", ())
    asked = request.query_params.get("version", str(len(versions)))
    numbers = {str(one["report_version"]): place for place, one in enumerate(versions)}
    if asked not in numbers:
        raise NotFound
    place = numbers[asked]
    signed = Signed(filling, known, place)
    return desk.page(
        visitor, "reports/index.html", known=known, parts=list(signed.parts()), subject=subject,
        version=versions[place]["report_version"], versions=[one["report_version"] for one in versions],
        signed_by=words.role_words(versions[place]["signed_by_role"]),
        signed_on=words.written_day(versions[place]["words"].get("finalised_on", "")),
        said=signed.comments(WHOLE), address=f"/reports/{subject.partnership}/{subject.case_id}",
        can=[
            (f"/forms/{form}/{subject.partnership}/{subject.case_id}", said)
            for form, said in DONE.items()
            if may_fill(form, roles) and known["stage"] in REVIEW[form][0]
        ],
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Signed:
    """The version at ``place`` among those of a report."""

    filling: Filling
    known: Known
    place: int

    def parts(self) -> Iterator[Part]:
        """The sections that say something, or of which something was said."""
        versions = self.known["versions"]
        now = versions[self.place]["words"]
        then = versions[self.place - 1]["words"] if self.place else now
        for field in REPORT.fields:
            text, earlier = self._text(field, now), self._text(field, then)
            comments = self.comments(field.path)
            if field.path in COMMENT_SECTIONS and (text or earlier or comments):
                before, after = side_by_side(earlier, text) if text != earlier else ((), ())
                yield Part(field.label, text, comments, before, after)

    def comments(self, section: str) -> list[Comment]:
        """What was said of a section up to this version, the newest version first."""
        shown = self.known["versions"][self.place]["report_version"]
        found = [
            Comment(
                words.role_words(one["by_role"]), words.written_day(one["commented_on"]),
                one["report_version"], one["comment"],
            )
            for one in self.known.get("comments", ())
            if one.get("section", WHOLE) == section and one["report_version"] <= shown
        ]  # fmt: skip
        return sorted(found, key=lambda one: -one.version)

    def _text(self, field: Field, signed: Known) -> str:
        draft = Draft(typed=typed_of((field,), signed), rules=self.known.get("rule_pack", ""))
        said = (
            said_in_words(self.filling, one.at(name), draft, whole=True)
            for name, one in names_of((field,), draft.typed)
            if one.kind is not Kind.ROWS
        )
        return "\n".join(filter(None, said))
