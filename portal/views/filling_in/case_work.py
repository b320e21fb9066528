"""The work on one case: what this person can do now, and what was said, decided and agreed so far.

Each service is asked once for its part; what the person may not read is not asked for, and what they may not do is
not here.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from chassis.errors import Invalid, NotAllowed, NotFound
from portal.clients.form_facts import Standing, Subject
from portal.clients.forms_door import subject_of
from portal.forms import codes
from portal.forms.decisions import BODIES
from portal.permissions import READ, on_board
from portal.views.decisions_shown import Decided, decided
from portal.views.desk import Desk, Visitor
from portal.views.filling_in.case_states import REVIEW
from portal.views.filling_in.case_steps import (
    Part,
    Step,
    after_the_review,
    of_actions,
    of_referral,
    of_review,
    pages_of,
)
from portal.views.filling_in.filling import roles_in
from portal.views.filling_in.journeys import referral_shown

Known = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """What the services say of a case to this person; a part that is not theirs is empty."""

    referral: Known
    review: Known
    briefing: Known
    actions: tuple[Known, ...]


async def work(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """The case of the address. One that may not be seen is as one that is not there."""
    subject = subject_of(request.path_params["partnership"], request.path_params["subject"])
    if subject is None or subject.agency:
        raise NotFound
    case = await _case(desk, visitor, subject)
    if not (case.referral or case.review):
        raise NotFound
    part = Part(subject, roles_in(visitor, subject))
    steps = [*_steps(part, case)]
    return desk.page(
        visitor, "work/index.html", case=case, subject=subject, partnership_code=subject.partnership,
        reference=case.review.get("reference") or case.referral.get("reference", ""),
        onward=[one for one in steps if one.onward],
        besides=[one for one in steps if not one.onward],
        looks=[*pages_of(part, case.referral, case.review)],
        actions=[(one, [*of_actions(part, one)]) for one in case.actions],
        processes=[(one, [*part.of_process(one)]) for one in case.review.get("processes", ())],
        referred=[*referral_shown(Standing(known=case.referral))],
        notices=[(one, [*part.of_notice(one)]) for one in case.referral.get("notices", ())],
        decisions=[*_decisions(desk, subject, case)],
        may_read_report=_has_report(case) and not READ["GetReport"].isdisjoint(part.roles),
        agency_name=lambda code: desk.agency_names.get(code, code),
        on_board=on_board(part.roles), bodies=BODIES, views=codes.VIEWS, kinds=codes.BESIDE,
    )  # fmt: skip


def _steps(part: Part, case: Case) -> Iterator[Step]:
    if case.referral:
        yield from of_referral(part, case.referral)
    if case.review:
        yield from of_review(part, case.review)
    yield from after_the_review(part, case.review, case.briefing)


def _has_report(case: Case) -> bool:
    """Whether a report was signed in a review that is this person's to read whole."""
    after = {*REVIEW["report_comment"][0], "closed"}
    return bool(case.review.get("decisions")) and case.review.get("stage") in after


def _decisions(desk: Desk, subject: Subject, case: Case) -> Iterator[Decided]:
    for one in [*case.referral.get("decisions", ()), *case.review.get("decisions", ())]:
        yield decided(one, desk.lists.pack(subject.partnership, one.get("rule_pack", "")))


async def _case(desk: Desk, visitor: Visitor, subject: Subject) -> Case:
    roles, of_case = roles_in(visitor, subject), {"case_id": str(subject.case_id)}

    async def read(service: str, method: str, asked: Known) -> Known:
        if READ[method].isdisjoint(roles):
            return {}
        try:
            return await desk.forms[service].read(visitor.caller, method, asked)
        except (NotAllowed, NotFound, Invalid):
            return {}

    review, found = await asyncio.gather(
        read("review", "GetReview", of_case),
        read("learning", "ListOpenActions", {"partnership": subject.partnership}),
    )
    referral: Known = {}
    briefing: Known = {}
    if review.get("partnership", subject.partnership) == subject.partnership:
        referral, briefing = await asyncio.gather(
            read("referral", "GetReferral", of_case), read("learning", "GetBriefing", of_case)
        )
    actions = tuple(one for one in found.get("actions", ()) if one["case_id"] == of_case["case_id"])
    return Case(referral, review, briefing, actions)
