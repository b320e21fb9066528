"""Where something is done: the form for it, by its name. Nothing while there is no such page, or it is not theirs."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from starlette.requests import Request
from starlette.routing import NoMatchFound

from chassis.access import roles as known
from portal import role_words
from portal.clients.case_facts import CaseSummary
from portal.permissions import FILL, READ, may_work
from portal.settings import Person

FORM, REFER, NOTIFY, PAPER, RETURN, WORK = "form", "refer", "notify", "paper", "one_return", "work"
REPORT = "report"
"""Routes of pages on which something is done."""
REFERRAL_AWAITED = "referral_awaited"
FORMS: Mapping[str, str] = {
    "return_requested": "agency_return",
    "return_queried": "agency_return",
    "agreement_awaited": "agreement",
    REFERRAL_AWAITED: "referral",
    "view_awaited": "partner_view",
    "beginning_awaited": "referral_decision",
    "report_awaited": "report",
    "decision_awaited": "cspr_decision",
    "scrutiny_awaited": "scrutiny",
    "comment_awaited": "scrutineer_comment",
    "action_due": "action_evidence",
    "notice_awaited": "notification",
}
"""By what is to be done: the form in which it is done."""
BY_AGENCY = frozenset({"agency_return"})
AT_WORK = frozenset({"action_due", "notice_awaited"})
"""Where there is more than one thing to do, or more than one action: the page of the case's work lists them."""
REFERS = frozenset({known.REFERRER, known.AGENCY_AUTHOR, known.AGENCY_LEAD})


def way_to(
    request: Request,
    what: str,
    roles: Collection[str],
    *,
    case_id: str,
    partnership: str,
    agency: str = "",
) -> str:
    """The address at which somebody with ``roles`` does ``what``; empty while there is none."""
    form = FORMS.get(what, "")
    if FILL.get(form, frozenset()).isdisjoint(roles):
        return ""
    if what in AT_WORK:
        return _address(request, WORK, partnership=partnership, subject=case_id)
    about = f"{case_id}.{agency}" if form in BY_AGENCY else case_id
    return _address(request, FORM, form=form, partnership=partnership, subject=about)


def ways_to_begin(request: Request, person: Person) -> list[tuple[str, str]]:
    """What somebody may begin: addresses and words."""
    found = [(_address(request, REFER), role_words.REFER)] if person.roles & REFERS else []
    found += [
        (_address(request, route, partnership=one.partnership), said)
        for role, route, said in (
            (known.AUTHORITY_NOTIFIER, NOTIFY, role_words.NOTIFY),
            (known.COORDINATOR, PAPER, role_words.PAPER),
        )
        for one in person.memberships
        if one.role == role
    ]
    return [one for one in found if one[0]]


def way_to_return(request: Request, person: Person, case: CaseSummary, agency: str) -> str:
    """The address of an agency's return, for whoever sees all of them and for the agency itself."""
    through = [
        one.partnership
        for one in person.memberships
        if one.role in known.WHOLE_READERS or one.agency == agency
    ]
    if not through:
        return ""
    partnership = case.partnership if case.partnership in through else through[0]
    return _address(request, RETURN, partnership=partnership, subject=f"{case.case_id}.{agency}")


def way_to_work(request: Request, person: Person, case: CaseSummary) -> str:
    """The address of the work on a case, in the name of the partnership for which the person acts; empty if none."""
    places = person.partnerships
    place = case.partnership if case.partnership in places else next(iter(places), "")
    roles = {one.role for one in person.memberships if one.partnership == place}
    leads = place == case.partnership and not case.contributing
    if not may_work(roles, reviewed=case.clock_started, contributing=not leads):
        return ""
    return _address(request, WORK, partnership=place, subject=case.case_id)


def way_to_report(request: Request, person: Person, case: CaseSummary) -> str:
    """The address of the report of a case, for whoever reads it in the partnership that leads; empty for others."""
    roles = {one.role for one in person.memberships if one.partnership == case.partnership}
    if case.contributing or READ["GetReport"].isdisjoint(roles):
        return ""
    return _address(request, REPORT, partnership=case.partnership, subject=case.case_id)


def _address(request: Request, route: str, **parts: str) -> str:
    try:
        return str(request.app.url_path_for(route, **parts))
    except NoMatchFound:
        return ""
