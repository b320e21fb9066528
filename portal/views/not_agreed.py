"""The referrals that an agency's safeguarding lead did not agree: of which nobody outside the agency knows."""

from __future__ import annotations

import asyncio

from starlette.requests import Request
from starlette.responses import Response

from portal import message_words
from portal.clients.decision_facts import WithheldReferral
from portal.views.desk import Desk, Visitor
from portal.views.ways import REFERRAL_AWAITED, REFERS, way_to


async def not_agreed(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """The list, the latest first; each leads to the referral with who decided, and why."""
    return desk.page(
        visitor, "forms/not_agreed.html", several=len(visitor.person.partnerships) > 1,
        referrals=[
            (
                one, way_to_read(request, visitor, one),
                message_words.recipient_words(one.agency, desk.agency_names),
                desk.partnership_name(one.partnership),
            )
            for one in await withheld_from(desk, visitor)
        ],
    )  # fmt: skip


async def withheld_from(desk: Desk, visitor: Visitor) -> tuple[WithheldReferral, ...]:
    """Those of the agencies for which the visitor refers; each of their partnerships is asked once."""
    asked = dict.fromkeys(
        one.partnership for one in visitor.person.memberships if one.role in REFERS
    )
    answers = await asyncio.gather(
        *(desk.owners.not_agreed(visitor.caller, code) for code in asked)
    )
    return tuple(one for answer in answers for one in answer)


def way_to_read(request: Request, visitor: Visitor, one: WithheldReferral) -> str:
    """Where it stands who did not agree, and why."""
    return way_to(
        request, REFERRAL_AWAITED, visitor.person.roles, case_id=one.case_id,
        partnership=one.partnership,
    )  # fmt: skip
