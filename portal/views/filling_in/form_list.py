"""What a person can begin, what they have begun, and which referrals wait for their agreement."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response

from chassis.errors import NotAllowed
from portal.clients.dates import date_in
from portal.clients.form_facts import Subject
from portal.permissions import FILL, may_fill
from portal.views.desk import Desk, Visitor
from portal.views.filling_in.journeys import JOURNEYS


@dataclass(frozen=True, slots=True)
class Begun:
    """A form that was begun and not sent."""

    title: str
    about: str
    address: str
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for this person."""

    title: str
    about: str
    address: str
    since: date | None


async def forms(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """The list. It asks each service once for each partnership of the person, whatever there is."""
    begun, agree, owed = await asyncio.gather(
        _begun(desk, visitor), _to_agree(desk, visitor), _owed(desk, visitor)
    )
    return desk.page(
        visitor,
        "forms/index.html",
        may_refer=may_fill("referral", visitor.person.roles),
        notify={code: desk.partnership_name(code) for code in _places(visitor, "notification")},
        begun=begun,
        agree=agree,
        owed=owed,
        said=_said(request.query_params),
    )


def _said(query: Mapping[str, str]) -> str:
    if query.get("saved") == "yes":
        return "What you typed is saved. Come back at any time."
    return "What you typed was thrown away." if query.get("dropped") == "yes" else ""


async def _begun(desk: Desk, visitor: Visitor) -> list[Begun]:
    asked = [
        door.my_drafts(visitor.caller, partnership)
        for door in desk.forms.values()
        for partnership in visitor.person.partnerships
    ]
    found = [one for some in await asyncio.gather(*asked) for one in some if one.form in JOURNEYS]
    found.sort(key=lambda one: one.saved_at, reverse=True)
    return [
        Begun(
            JOURNEYS[one.form].form.title, _about(desk, one.subject),
            f"/forms/{one.form}/{one.subject.partnership}/{one.subject.in_address}", one.saved_at,
        )
        for one in found
    ]  # fmt: skip


async def _to_agree(desk: Desk, visitor: Visitor) -> list[Waiting]:
    places = _places(visitor, "referral")
    asked = [
        desk.forms["referral"].read(visitor.caller, "ListAwaitingAgreement", {"partnership": place})
        for place in places
    ]
    answers = await asyncio.gather(*asked)
    leads = _places(visitor, "agreement")
    return [
        Waiting(
            "Agree to a referral" if place in leads else "Referral that waits for your senior lead",
            desk.agency_names.get(one["agency"], one["agency"]),
            f"/forms/{'agreement' if place in leads else 'referral'}/{place}/{one['case_id']}",
            date_in(one.get("prepared_on", "")),
        )
        for place, answer in zip(places, answers, strict=True)
        for one in answer.get("cases", ())
    ]  # fmt: skip


async def _owed(desk: Desk, visitor: Visitor) -> list[Waiting]:
    own = {one.agency for one in visitor.person.memberships if one.agency}
    if not _places(visitor, "agency_return"):
        return []
    try:
        answer = await desk.forms["submissions"].read(visitor.caller, "ListOutstanding", {})
    except NotAllowed:
        return []
    return [
        Waiting(
            f"Return for {one['reference']}", desk.agency_names.get(one["agency"], one["agency"]),
            f"/returns/{one.get('through') or one['partnership']}/{one['case_id']}.{one['agency']}",
            date_in(one.get("due_on", "")),
        )
        for one in answer.get("items", ())
        if one["agency"] in own or not own
    ]  # fmt: skip


def _places(visitor: Visitor, form: str) -> list[str]:
    places = (one.partnership for one in visitor.person.memberships if one.role in FILL[form])
    return list(dict.fromkeys(places))


def _about(desk: Desk, subject: Subject) -> str:
    place = desk.partnership_name(subject.partnership)
    agency = desk.agency_names.get(subject.agency, subject.agency)
    return f"{agency}, {place}" if agency else f"{place}, begun as {short(subject.case_id)}"


def short(case_id: UUID) -> str:
    """Tells two forms apart that have no case number yet."""
    return str(case_id)[:4].upper()
