"""Where something is done: the form for it, by its name. Nothing while there is no such form, or it is not theirs."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from starlette.requests import Request
from starlette.routing import NoMatchFound

from portal import permissions

FORM, REFER = "form", "refer"
FORMS: Mapping[str, str] = {
    "return_requested": "agency_return",
    "return_queried": "agency_return",
    "agreement_awaited": "agreement",
    "view_awaited": "partner_view",
    "report_awaited": "report",
    "decision_awaited": "cspr_decision",
    "scrutiny_awaited": "scrutiny",
    "comment_awaited": "scrutineer_comment",
    "action_due": "action_evidence",
}
"""By what is to be done: the form in which it is done."""
BY_AGENCY = frozenset({"agency_return"})
FILL: Mapping[str, frozenset[str]] = getattr(permissions, "FILL", {})
"""The forms that are there, and which roles fill them in."""


def way_to(
    request: Request,
    what: str,
    roles: Collection[str],
    *,
    case_id: str = "",
    partnership: str = "",
    agency: str = "",
) -> str:
    """The address at which somebody with ``roles`` does ``what``; empty while there is none."""
    form = FORMS.get(what, "")
    if what != REFER and FILL.get(form, frozenset()).isdisjoint(roles):
        return ""
    about = f"{case_id}.{agency}" if form in BY_AGENCY else case_id
    known = {} if what == REFER else {"form": form, "partnership": partnership, "subject": about}
    try:
        return str(request.app.url_path_for(REFER if what == REFER else FORM, **known))
    except NoMatchFound:
        return ""
