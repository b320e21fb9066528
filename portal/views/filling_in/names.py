"""Who is behind the pseudonyms of a case: asked why first, recorded by the service, then shown once and kept nowhere.

The worksheet of a notice stands here, too, because it can be asked for with the names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any
from uuid import UUID, uuid4

from starlette.requests import Request
from starlette.responses import Response

from chassis.errors import Invalid, NotAllowed, NotFound
from portal import words
from portal.clients.form_facts import Subject
from portal.clients.forms_door import subject_of
from portal.forms import codes
from portal.forms.fields import Kind
from portal.forms.referral import CHILD
from portal.forms.refused import Form
from portal.forms.wrong import wrong
from portal.views.desk import Desk, Visitor
from portal.views.form_sent import COMMAND, command_of, new_command, posted_by, refusal_in

PURPOSE = "purpose"
FORM = Form((PURPOSE,))
IDENTIFYING = frozenset(
    {
        "name", "other_names", "born_on", "expected_on", "nhs_number", "upn", "authority_id",
        "address_at_incident.lines", "usual_address.lines",
    }
)  # fmt: skip
"""What of a child is behind the pseudonym; the rest of the referral is shown without."""
OF_AGENCIES = ("authority", "agencies")
WORKSHEET_WORDS: Mapping[str, Mapping[str, str]] = {
    "threshold_met": codes.YES_NO_NOT_KNOWN, "known_to_agencies": codes.YES_NO_NOT_KNOWN,
    "looked_after": codes.YES_NO_NOT_KNOWN, "care_leaver": codes.YES_NO_NOT_KNOWN,
    "sex": codes.SEX, "media": codes.INTEREST, "plan": codes.PLAN_STATUS,
    "abuse_or_neglect": {code.replace("_", " "): said for code, said in codes.ABUSE.items()},
}  # fmt: skip
"""Words for what the worksheet gives as a code."""
WITHHELD = frozenset({"name", "born_on", "usual_address"})
DAYS = frozenset(
    {"sent", "occurred", "authority_aware", "agency_aware", "partners_told", "born_on"}
)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
Known = Mapping[str, Any]
Pairs = list[tuple[str, str]]


async def names(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """Why they are needed. Nobody is shown a name for following a link."""
    referral = await _referral(desk, visitor, _subject(request))
    return _asking(desk, visitor, request, referral, FORM)


async def names_shown(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """The names, once the service has recorded who asked, and why. They stand in no address and in no cache."""
    typed = await posted_by(desk, visitor, request)
    subject, form = _subject(request), FORM.filled(typed)
    referral, found = await _referral(desk, visitor, subject), dict[str, Any]()

    async def reveal() -> None:
        asked = _header(subject, command_of(typed)) | {PURPOSE: form.answer(PURPOSE)}
        found.update(await desk.forms["referral"].read(visitor.caller, "RevealIdentities", asked))

    if not form.answer(PURPOSE).strip():
        form = form.refused([wrong(PURPOSE, "portal.reason_missing")])
        return _asking(desk, visitor, request, referral, form)
    if refused := await refusal_in(form, reveal()):
        return _asking(desk, visitor, request, referral, refused)
    return desk.page(
        visitor, "names/shown.html", reference=referral.get("reference", ""), subject=subject,
        children=list(_children(referral, found)), family=list(_family(found)),
        others=list(_others(found)),
    )  # fmt: skip


async def worksheet(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """What the national form asks about a notice, without names."""
    return await _worksheet(desk, visitor, request, uuid4(), with_names=False)


async def worksheet_named(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """The same with names and addresses; that they were asked for is recorded."""
    typed = await posted_by(desk, visitor, request)
    return await _worksheet(desk, visitor, request, command_of(typed), with_names=True)


async def _worksheet(
    desk: Desk, visitor: Visitor, request: Request, command_id: UUID, *, with_names: bool
) -> Response:
    subject = _subject(request, of_a_notice=True)
    asked = _header(subject, command_id) | {
        "notice": subject.agency, "with_identities": with_names,
    }  # fmt: skip
    try:
        found = await desk.forms["referral"].read(visitor.caller, "NotificationWorksheet", asked)
    except (NotAllowed, Invalid):
        raise NotFound from None
    sections = groupby(found.get("fields", ()), key=lambda one: one["section"])
    harm = desk.lists.pack(subject.partnership).harm_types
    known = {**WORKSHEET_WORDS, "harm_types": harm, **dict.fromkeys(OF_AGENCIES, desk.agency_names)}
    return desk.page(
        visitor, "names/worksheet.html", subject=subject, reference=found.get("reference", ""),
        notice=found.get("notice", ""), missing=found.get("missing", 0), with_names=with_names,
        sections=[
            (name, [(one, _in_words(one, known, with_names=with_names)) for one in fields])
            for name, fields in sections
        ],
        command=new_command(),
    )  # fmt: skip


def _in_words(field: Known, known: Mapping[str, Mapping[str, str]], *, with_names: bool) -> str:
    """An answer of the worksheet as people read it; what is no code or day stays as the service says it."""
    said, code = str(field.get("value", "")), field["code"]
    if said and code in WITHHELD and not with_names:
        return "Left out"
    if code == "sent_by":
        return words.role_words(said) if said else ""
    if code in known:
        return "; ".join(known[code].get(one, one) for one in said.split(", "))
    return DAY.sub(lambda day: words.written_day(day[0]), said) if code in DAYS else said


def _subject(request: Request, *, of_a_notice: bool = False) -> Subject:
    found = subject_of(request.path_params["partnership"], request.path_params["subject"])
    if found is None or (found.agency and not of_a_notice):
        raise NotFound
    return found


async def _referral(desk: Desk, visitor: Visitor, subject: Subject) -> Known:
    """A case that may not be seen is as one that is not there."""
    asked = {"case_id": str(subject.case_id)}
    try:
        return await desk.forms["referral"].read(visitor.caller, "GetReferral", asked)
    except (NotAllowed, Invalid):
        raise NotFound from None


def _asking(  # noqa: PLR0917 - what every page is drawn with, and the form
    desk: Desk, visitor: Visitor, request: Request, referral: Known, form: Form
) -> Response:
    return desk.page(
        visitor, "names/index.html", status=form.status, form=form, here_at=request.url.path,
        reference=referral.get("reference", ""), children=referral.get("children", ()),
        subject=_subject(request), command=form.answer(COMMAND) or new_command(),
    )  # fmt: skip


def _header(subject: Subject, command_id: UUID) -> dict[str, Any]:
    return {
        "header": {
            "command_id": str(command_id), "case_id": str(subject.case_id),
            "partnership": subject.partnership,
        },
    }  # fmt: skip


def _children(referral: Known, found: Known) -> Iterator[tuple[str, Pairs]]:
    pseudonyms = referral.get("children", ())
    for number, child in enumerate(found.get("children", ())):
        called = pseudonyms[number] if number < len(pseudonyms) else f"Child {number + 1}"
        said = []
        for field in CHILD:
            text = _at(child, field.path) if field.path in IDENTIFYING else ""
            if text:
                said.append(
                    (field.label, words.written_day(text) if field.kind is Kind.DATE else text)
                )
        yield called, said or [("Name", "Not known yet")]


def _at(child: Known, path: str) -> str:
    outer, _, inner = path.partition(".")
    found = child.get(outer, "")
    return str(found.get(inner, "")) if inner and isinstance(found, dict) else str(found)


def _family(found: Known) -> Iterator[tuple[str, str]]:
    for one in found.get("family", ()):
        born = words.written_day(one.get("born_on", ""))
        said = f"{one.get('name') or 'Not known'}{f', born {born}' if born else ''}"
        yield codes.RELATIONS.get(one.get("relation", ""), "Somebody else"), said


def _others(found: Known) -> Iterator[tuple[str, str]]:
    for label, name in (
        ("Referred by", "referrer_name"), ("How to reach them", "referrer_contact"),
        ("Senior safeguarding lead who agreed", "lead_name"),
    ):  # fmt: skip
        if found.get(name):
            yield label, found[name]
