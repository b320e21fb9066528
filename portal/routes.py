"""Every page: how it is asked for, at which address, under which name, and the view that answers."""

from __future__ import annotations

from collections.abc import Sequence

from portal.clients.sign_in import BACK, LEFT
from portal.views import (
    accessibility,
    case,
    cases,
    chronology,
    contacts,
    home,
    live,
    machine,
    messages,
    not_agreed,
    people,
    preference,
    sign_in,
    staying,
    tasks,
)
from portal.views.filling_in import (
    case_work,
    form_list,
    form_pages,
    form_sending,
    names,
    referring,
    report,
    return_versions,
    returns,
    seen_before,
    worksheet,
)
from portal.views.oversight import audit, operations, parked, retention, untold
from portal.views.visitor import View

FORM = "/forms/{form}/{partnership}/{subject}"
CHRONOLOGY = "/cases/{reference}/chronology"
WORKSHEET = "/worksheet/{partnership}/{subject}"
PARKED = "/operations/parked/{service}/{listener}/{case_id}"
UNREADABLE = "/operations/unreadable/{service}/{listener}/{source}/{partition:int}/{offset:int}"
UNTOLD = "/operations/untold/{service}/{case_id}"
AUDITING: Sequence[tuple[str, str, str, View]] = (
    ("GET", "/operations", "operations", operations.operations),
    ("POST", "/operations", "send_failed_again", operations.send_again),
    ("GET", PARKED, "parked", parked.parked),
    ("POST", PARKED, "parked_done", parked.act),
    ("GET", UNREADABLE, "unreadable", parked.unreadable),
    ("POST", UNREADABLE, "unreadable_done", parked.act_on_message),
    ("GET", "/audit", "audit", audit.search),
    ("GET", "/audit/{reference}", "replay", audit.replay),
    ("GET", "/audit/{reference}/verified", "verified", audit.verified),
    ("GET", "/audit/{reference}/events.jsonl", "take_away", audit.take_away),
    ("GET", "/reads", "reads", audit.reads),
    ("GET", "/retention", "retention", retention.retention),
    ("GET", "/retention/{partnership}/{case_id}", "erasure", retention.erasure),
    ("POST", "/retention/{partnership}/{case_id}", "erased", retention.erased),
    ("GET", UNTOLD, "untold", untold.untold),
    ("POST", UNTOLD, "told_again", untold.resume),
)
NAMES: Sequence[tuple[str, str, str, View]] = (
    ("GET", "/names/{partnership}/{subject}", "names", names.names),
    ("POST", "/names/{partnership}/{subject}", "names_shown", names.names_shown),
)
PAGES: Sequence[tuple[str, str, str, View]] = (
    ("GET", "/", "home", home.home),
    ("GET", "/cases", "cases", cases.cases),
    ("GET", "/cases/{reference}", "case", case.overview),
    ("GET", "/cases/{reference}/people", "case_people", case.people),
    ("GET", CHRONOLOGY, "case_chronology", chronology.chronology),
    ("GET", f"{CHRONOLOGY}/print", "chronology_on_paper", chronology.on_paper),
    ("GET", f"{CHRONOLOGY}/table.csv", "chronology_table", chronology.as_table),
    ("GET", "/cases/{reference}/documents", "case_documents", case.documents),
    ("GET", "/cases/{reference}/decisions", "case_decisions", case.decisions),
    ("GET", "/cases/{reference}/messages", "case_messages", case.messages),
    ("GET", "/cases/{reference}/history", "case_history", case.history),
    ("GET", "/live", "live", live.live),
    ("GET", "/tasks", "tasks", tasks.tasks),
    ("GET", "/messages", "messages", messages.messages),
    ("POST", "/messages", "send_again", messages.send_again),
    ("GET", "/messages/preference", "preference", preference.preference),
    ("POST", "/messages/preference", "set_preference", preference.set_preference),
    ("GET", "/contacts", "contacts", contacts.contacts),
    ("POST", "/contacts", "register_contact", contacts.register_contact),
    ("GET", "/forms", "forms", form_list.forms),
    ("GET", "/not-agreed", "not_agreed", not_agreed.not_agreed),
    ("GET", "/refer", "refer", referring.refer),
    ("POST", "/refer", "refer_now", referring.answered),
    ("GET", "/notify/{partnership}", "notify", referring.notify),
    ("GET", "/refer/paper/{partnership}", "paper", referring.paper),
    ("GET", "/returns/{partnership}/{subject}", "one_return", returns.one_return),
    ("GET", "/returns/{partnership}/{subject}/changes", "return_changes", return_versions.changes),
    ("GET", "/case-work/{partnership}/{subject}", "work", case_work.work),
    ("GET", "/reports/{partnership}/{subject}", "report", report.report),
    ("GET", WORKSHEET, "worksheet", worksheet.worksheet),
    ("POST", WORKSHEET, "worksheet_with_names", worksheet.worksheet_with_names),
    *NAMES,
    ("GET", "/seen-before/{partnership}/{subject}", "seen_before", seen_before.seen_before),
    ("GET", "/forms/{form}/table", "table", referring.table),
    ("GET", FORM, "form", form_sending.form),
    ("POST", FORM, "form_sent_in", form_sending.sent_in),
    ("GET", f"{FORM}/part/{{section}}", "form_part", form_pages.part),
    ("POST", f"{FORM}/part/{{section}}", "form_part_saved", form_pages.part_saved),
    ("GET", f"{FORM}/row/{{section}}/{{number}}", "form_row", form_pages.part),
    ("POST", f"{FORM}/row/{{section}}/{{number}}", "form_row_saved", form_pages.part_saved),
    ("GET", f"{FORM}/check", "form_check", form_sending.check_answers),
    ("POST", f"{FORM}/check", "form_send", form_sending.send),
    ("GET", f"{FORM}/merge", "form_merged", form_sending.merged),
    ("POST", f"{FORM}/merge", "form_merge", form_sending.merge),
    ("GET", f"{FORM}/sent", "form_sent", form_sending.sent),
    ("GET", f"{FORM}/drop", "form_drop", form_sending.ask_to_drop),
    ("POST", f"{FORM}/drop", "form_dropped", form_sending.drop),
    *AUDITING,
    ("GET", "/session", "session", staying.session),
    ("POST", "/session", "stay", staying.stay),
    ("GET", "/accessibility", "accessibility", accessibility.statement),
    ("GET", "/health", "health", machine.health),
    ("GET", "/static/{digest}/{name:path}", "static", machine.static),
)
EXAMPLE_PEOPLE: Sequence[tuple[str, str, str, View]] = (
    ("GET", "/people", "people", people.people),
    ("POST", "/people", "choose_person", people.choose_person),
)
SIGN_IN: Sequence[tuple[str, str, str, View]] = (
    ("GET", "/sign-in", "sign_in", sign_in.begin),
    ("GET", BACK, "signed_in", sign_in.come_back),
    ("GET", "/sign-out", "sign_out", sign_in.ask_to_leave),
    ("POST", "/sign-out", "sign_out_now", sign_in.leave),
    ("GET", sign_in.THERE, "sign_out_there", sign_in.leave_there),
    ("GET", LEFT, "signed_out", sign_in.left),
)
