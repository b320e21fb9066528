"""Who is behind the pseudonyms of a case: asked why first, recorded, then shown once and kept nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from chassis.errors import Invalid, NotAllowed, NotFound
from portal import words
from portal.clients.form_facts import Command, Subject
from portal.forms import codes
from portal.forms.fields import Kind
from portal.forms.referral import CHILD
from portal.forms.refused import Form
from portal.forms.wrong import wrong
from portal.views.desk import Desk, Visitor
from portal.views.filling_in.looked_at import looked_at
from portal.views.form_sent import COMMAND, command_of, new_command, posted_by, refusal_in

PURPOSE, REVEAL = "purpose", "RevealIdentities"
FORM = Form((PURPOSE,))
IDENTIFYING = frozenset(
    {
        "name", "other_names", "born_on", "expected_on", "nhs_number", "upn", "authority_id",
        "address_at_incident.lines", "usual_address.lines",
    }
)  # fmt: skip
"""What of a child is behind the pseudonym; the rest of the referral is shown without."""
Known = Mapping[str, Any]
Pairs = list[tuple[str, str]]


async def names(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """Why they are needed. Nobody is shown a name for following a link."""
    referral = await _referral(desk, visitor, looked_at(visitor, request, REVEAL))
    return _asking(desk, visitor, request, referral, FORM)


async def names_shown(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """The names, once the service has recorded who asked, and why. They stand in no address and in no cache."""
    typed = await posted_by(desk, visitor, request)
    subject, form = looked_at(visitor, request, REVEAL), FORM.filled(typed)
    referral, found = await _referral(desk, visitor, subject), dict[str, Any]()

    async def reveal() -> None:
        header = Command(command_of(typed), subject).header
        asked = {"header": header, PURPOSE: form.answer(PURPOSE)}
        found.update(await desk.forms["referral"].read(visitor.caller, REVEAL, asked))

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
        subject=looked_at(visitor, request, REVEAL), command=form.answer(COMMAND) or new_command(),
    )  # fmt: skip


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
