"""Every page of the portal, in the world of ``every_case``: one line a page, with somebody who sees it.

A page that is new needs a line here, or tests/portal/test_every_page.py fails; a form that is new needs none, since
its pages follow from its description in portal/forms.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from chassis.rules.code_lists import CodeLists
from chassis.rules.rule_packs import RulePacks
from portal.clients.forms_door import subject_of
from portal.forms.fields import FormOf
from portal.forms.gates import at_gate
from portal.forms.lists import Lists
from portal.permissions import may_fill
from portal.settings import Person
from portal.views.desk import Visitor
from portal.views.filling_in.filling import roles_for
from portal.views.filling_in.journeys import JOURNEYS
from tests.portal.every_case import ACTION, BEGUN, NOTICE, PROCESS, UNDECIDED, WITHHELD, case_id
from tests.portal.every_door import REFERENCE
from tests.portal.forms_door import AGENCY
from tests.portal.running_portal import PEOPLE

AUDITOR, OPERATOR = "region-observer", "region-operator"
COORDINATOR, AUTHOR, LEAD = "ply-coordinator", "ply-hospital-author", "ply-hospital-lead"
SEE_OTHER, NOT_ALLOWED, NOT_FOUND, CONFLICT, UNPROCESSABLE, AWAY = 303, 403, 404, 409, 422, 503


@dataclass(frozen=True, slots=True)
class Page:
    """How a page is reached, and what its answer is.

    With ``sends`` it is the page that answers when that was typed at the address and the button ``do`` was pressed.
    ``alike`` says that only words tell it from another page of this table, so that a browser need not draw it.
    """

    route: str
    address: str
    by: str = COORDINATOR
    status: int = 200
    sends: Mapping[str, Any] | None = None
    do: str = "send"
    alike: bool = False
    away: str = ""
    """The service that does not answer meanwhile."""

    @property
    def is_drawn(self) -> bool:
        """Whether it is a page, and none that leads to one or is a file."""
        return self.status != SEE_OTHER and self.route not in FILES

    def __str__(self) -> str:
        sent = f" with {dict(self.sends)}" if self.sends is not None else ""
        return f"{self.address}{sent}{f' without {self.away}' if self.away else ''} as {self.by}"


NO_PAGES = {"live": "a stream that does not end", "static": "style sheets and scripts"}
FILES = frozenset({"health", "table", "take_away", "chronology_table", "session"})
CASE, AUDIT = f"/cases/{REFERENCE}", f"/audit/{REFERENCE}"
CHRONOLOGY, NAMES = f"{CASE}/chronology", f"/names/PLY/{case_id(BEGUN)}"
WORKSHEET, UNTOLD = f"/worksheet/PLY/{case_id(BEGUN)}", f"/operations/untold/review/{case_id(8)}"
WORK, RETURN = "/case-work/PLY", f"/returns/PLY/{case_id(BEGUN)}"
PARKED = f"/operations/parked/review/review_access/{case_id(8)}"
UNREADABLE = "/operations/unreadable/review/review/referral/0/17"
REFERRAL = f"/forms/referral/PLY/{case_id(BEGUN)}"
NO_DAY = {"incident.occurred_on-day": "40"}
CLASH = {"why_consider": "My text.", "was": "another text", "window": "another"}
BY_HAND = (
    Page("home", "/"),
    Page("home", "/", "police-author"),
    Page("home", "/", "ply-statutory-partner"),
    Page("home", "/", "ply-scrutineer"),
    Page("home", "/", AUDITOR),
    Page("home", "/", OPERATOR, SEE_OTHER),
    Page("cases", "/cases"),
    Page("cases", "/cases", AUDITOR),
    Page("cases", "/cases?show=closed&sort=case&order=down"),
    Page("cases", "/cases?stage=scrutiny"),
    *(Page("case", f"/cases/PLY-RR-2026-{number:04d}") for number in (2, 5, 7, 8, UNDECIDED, BEGUN)),
    Page("case_people", f"{CASE}/people"),
    Page("case_chronology", CHRONOLOGY),
    Page("case_chronology", f"{CHRONOLOGY}?agency=police&seen=no"),
    Page("chronology_on_paper", f"{CHRONOLOGY}/print"),
    Page("chronology_table", f"{CHRONOLOGY}/table.csv"),
    Page("case_documents", f"{CASE}/documents"),
    Page("case_decisions", f"{CASE}/decisions"),
    Page("case_messages", f"{CASE}/messages"),
    Page("case_history", f"{CASE}/history"),
    Page("tasks", "/tasks"),
    Page("tasks", "/tasks", "police-author"),
    Page("messages", "/messages"),
    Page("messages", "/messages", AUDITOR),
    Page("preference", "/messages/preference"),
    Page("set_preference", "/messages/preference", status=422, sends={"channel": "smtp", "address": "x"}),
    Page("contacts", "/contacts"),
    Page("register_contact", "/contacts", status=422, sends={}),
    Page("forms", "/forms"),
    Page("forms", "/forms?saved=yes", AUTHOR),
    Page("not_agreed", "/not-agreed", AUTHOR),
    Page("not_agreed", "/not-agreed", "police-author"),
    Page("form", f"/forms/referral/PLY/{case_id(WITHHELD)}", AUTHOR),
    Page("refer", "/refer", AUTHOR),
    Page("refer", "/refer", "police-author"),
    Page("refer_now", "/refer", "police-author", 422, sends={}),
    Page("refer_now", "/refer", AUTHOR, sends={"risk": "yes"}),
    Page("notify", "/notify/PLY", status=SEE_OTHER),
    *(Page("one_return", f"{RETURN}.{agency}") for agency in ("police", "health_visiting", AGENCY)),
    Page("one_return", f"{RETURN}.{AGENCY}", AUTHOR),
    Page("return_changes", f"{RETURN}.{AGENCY}/changes"),
    Page("report", f"/reports/PLY/{case_id(BEGUN)}"),
    Page("worksheet", f"{WORKSHEET}.{NOTICE}"),
    Page("worksheet_with_names", f"{WORKSHEET}.{NOTICE}", sends={}),
    Page("names", NAMES),
    Page("names_shown", NAMES, status=422, sends={}),
    Page("names_shown", NAMES, sends={"purpose": "Invented: to tell two siblings apart."}),
    Page("seen_before", f"/seen-before/PLY/{case_id(BEGUN)}"),
    Page("paper", "/refer/paper/PLY", status=SEE_OTHER),
    Page("session", "/session"),
    Page("work", f"{WORK}/{case_id(BEGUN)}"),
    Page("work", f"{WORK}/{case_id(8)}", AUTHOR),
    Page("work", f"{WORK}/{case_id(UNDECIDED)}", "ply-statutory-partner"),
    Page("table", "/forms/agency_return/table", AUTHOR),
    Page("form", f"/forms/scrutiny/PLY/{case_id(8)}"),  # Closed: its case has not come so far.
    Page("form_part_saved", f"{REFERRAL}/part/incident", AUTHOR, 422, sends=NO_DAY, do="next"),
    Page("form_part_saved", f"{REFERRAL}/part/why", AUTHOR, CONFLICT, sends=CLASH, do="next"),
    Page("form_merged", f"{REFERRAL}/merge", AUTHOR, SEE_OTHER),
    Page("form_send", f"{REFERRAL}/check", AUTHOR, 422, sends={}),
    Page("operations", "/operations", OPERATOR),
    Page("operations", "/operations?done=redriven&events=2&left=0&by=", OPERATOR),
    Page("operations", "/operations", AUDITOR),
    Page("parked", PARKED, OPERATOR),
    Page("parked_done", PARKED, OPERATOR, 422, sends={}),
    Page("unreadable", f"{UNREADABLE}?value=shown", OPERATOR),
    Page("unreadable_done", UNREADABLE, OPERATOR, 422, sends={}),
    Page("audit", "/audit", AUDITOR),
    Page("audit", "/audit?stage=gathering", AUDITOR),
    Page("audit", "/audit?begun_from=soon", AUDITOR, 422),
    Page("replay", f"{AUDIT}?step=3", AUDITOR),
    Page("replay", f"{AUDIT}?known_on=2026-09-09&messages=shown", AUDITOR),
    Page("replay", f"{AUDIT}?known_on=soon", AUDITOR, 422),
    Page("verified", f"{AUDIT}/verified", AUDITOR),
    Page("take_away", f"{AUDIT}/events.jsonl", AUDITOR),
    Page("reads", f"/reads?reference={REFERENCE}", "ply-data-protection"),
    Page("reads", "/reads", AUDITOR),
    Page("retention", "/retention", "ply-data-protection"),
    Page("erasure", f"/retention/PLY/{case_id(2)}", "ply-data-protection"),
    Page("erased", f"/retention/PLY/{case_id(2)}", "ply-data-protection", 422, sends={}),
    Page("untold", UNTOLD, OPERATOR),
    Page("told_again", UNTOLD, OPERATOR, 422, sends={"reason": "Invented. " * 300}),
    Page("accessibility", "/accessibility"),
    Page("health", "/health"),
    Page("people", "/people"),
    Page("choose_person", "/people", status=400, sends={"person": "nobody"}),
    Page("", "/nothing", status=NOT_FOUND),
    Page("audit", "/audit", COORDINATOR, NOT_ALLOWED),
    Page("operations", "/operations", OPERATOR, away="learning"),
    Page("case_decisions", f"{CASE}/decisions", away="review"),
    Page("cases", "/cases", status=AWAY, away="reporting"),
)  # fmt: skip
SIGNED_IN = (
    Page("sign_in", "/sign-in", status=SEE_OTHER),
    Page("signed_in", "/signed-in", "", NOT_ALLOWED),
    Page("sign_out", "/sign-out"),
    Page("home", "/"),
    Page("accessibility", "/accessibility", ""),
    Page("signed_out", "/signed-out", ""),
    Page("sign_out_there", "/sign-out/there", "", SEE_OTHER),
)
"""Those of a portal at which people sign in, for somebody who did, or for nobody."""
PARTS = {"action_id": ACTION, "process_id": PROCESS, "notice": NOTICE, "": AGENCY}
"""Which part of a case a form is about, by the name that the form has for it."""
DRAWN = frozenset({"referral", "referral_decision", "partner_view", "agency_return"})
"""Forms of which a browser draws every page; of the others those that are like no page of these."""
OF_A_DECISION = frozenset({"criteria", "views", "present"})
_LISTS = Lists(RulePacks.load(), CodeLists.load())


def every_page() -> tuple[Page, ...]:
    """All of them; those for which a service goes away come last."""
    pages = [*BY_HAND, *(page for form in JOURNEYS for page in pages_of(form))]
    return tuple(sorted(pages, key=lambda one: bool(one.away)))


def pages_of(code: str) -> Iterator[Page]:
    """The pages of a form that was begun, as the first of the example people sees them who may fill it in."""
    form = at_gate(JOURNEYS[code].form, _LISTS.pack("PLY"))
    part = f".{PARTS[form.by_part]}" if form.is_of_a_part else ""
    address = f"/forms/{code}/PLY/{case_id(BEGUN)}{part}"
    by = next(one.id for one in PEOPLE if may_fill_in(form, address, one))
    yield Page("form", address, by, alike=code not in DRAWN)
    if form.is_one_page:
        yield Page("form_sent_in", address, by, UNPROCESSABLE, sends={})
    else:
        for section in form.sections:
            known = section.code in OF_A_DECISION and code not in DRAWN
            yield Page("form_part", f"{address}/part/{section.code}", by, alike=known)
            if any(one.apart for one in section.fields):
                yield Page("form_row", f"{address}/row/{section.code}/0", by)
        yield Page("form_check", f"{address}/check", by, alike=code not in DRAWN)
    yield Page("form_sent", f"{address}/sent", by, alike=code not in DRAWN)
    yield Page("form_drop", f"{address}/drop", by, alike=code not in DRAWN)


def may_fill_in(form: FormOf, address: str, person: Person) -> bool:
    """Whether a person has a role for the form at this address."""
    _, _, code, partnership, about, *_ = address.split("/")
    subject = subject_of(partnership, about)
    assert subject is not None
    visitor = Visitor(person, "", new=False, secure=False)
    return may_fill(code, roles_for(form, visitor, subject))
