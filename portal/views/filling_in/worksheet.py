"""The worksheet of a notice: what the national form asks, in its order, with what is known and what is missing.

Without names it is read like any page. With names it is asked for by a button, because that is recorded on the case.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any
from uuid import uuid4

from starlette.requests import Request
from starlette.responses import Response

from chassis.errors import Invalid, NotAllowed, NotFound
from portal import words
from portal.clients.form_facts import Command
from portal.forms import codes
from portal.views.desk import Desk, Visitor
from portal.views.filling_in.looked_at import looked_at
from portal.views.form_sent import posted_by

REFERRAL = "referral"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
Known = Mapping[str, Any]


async def worksheet(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """The worksheet without what would tell who somebody is."""
    return await _page(desk, visitor, request, with_identities=False)


async def worksheet_with_names(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """The same with names, days of birth and addresses. It is not kept anywhere, and not by the browser."""
    await posted_by(desk, visitor, request)
    return await _page(desk, visitor, request, with_identities=True)


async def _page(
    desk: Desk, visitor: Visitor, request: Request, *, with_identities: bool
) -> Response:
    """Raises ``NotFound`` where there is no such notice for this person."""
    subject = looked_at(visitor, request, "NotificationWorksheet", in_part=True)
    header = Command(uuid4(), subject).header
    asked = {"header": header, "notice": subject.agency, "with_identities": with_identities}
    try:
        found = await desk.forms[REFERRAL].read(visitor.caller, "NotificationWorksheet", asked)
    except (NotAllowed, Invalid):
        raise NotFound from None
    return desk.page(
        visitor, "work/worksheet.html", found=found, missing=found.get("missing", 0), subject=subject,
        sections=list(_sections(desk, subject.partnership, found.get("fields", ()))), with_identities=with_identities,
    )  # fmt: skip


def _sections(
    desk: Desk, partnership: str, fields: Sequence[Known]
) -> Iterator[tuple[str, Sequence[Known]]]:
    """The fields by their section, with the words of their codes."""
    pack = desk.lists.pack(partnership)
    known = {**pack.harm_types, **desk.agency_names, **codes.SEX, **words.ROLES}
    for section, lines in groupby(fields, key=lambda one: one["section"]):
        yield section, [{**one, "value": _in_words(one.get("value", ""), known)} for one in lines]


def _in_words(value: str, known: Mapping[str, str]) -> str:
    """Days and codes in words; every other text as it was typed."""
    if all(part in known for part in value.split(", ")):
        return ", ".join(known[part] for part in value.split(", "))
    if value.islower() and " " not in value:
        return words.plain(value)
    return DAY.sub(lambda found: words.written_day(found[0]), value) if DAY.match(value) else value
