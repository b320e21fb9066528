"""What happened, as one plain sentence, written from codes, dates and counts. No blame, no names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from chassis.rules.working_days import LONDON
from services.reporting.domain import notice_sentences
from services.reporting.domain.about_people import ABOUT_PEOPLE
from services.reporting.domain.dates import counted, day_in_words, working_days_late
from services.reporting.domain.gate_sentences import OF_GATES
from services.reporting.domain.lateness import NOTIFICATION_WORKING_DAYS
from services.reporting.domain.learning_sentences import LEARNING
from services.reporting.domain.message_words import FAILURES, MESSAGES, REMINDERS

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Names:
    """The words of the partnership for its codes; a code without words is shown as it is."""

    agencies: Mapping[str, str] = field(default_factory=dict)
    routes: Mapping[str, str] = field(default_factory=dict)
    late_reasons: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)

    def agency(self, code: str) -> str:
        """The name of an agency."""
        return self.agencies.get(code, code)

    def route(self, code: str) -> str:
        """The name of another route."""
        return self.routes.get(code, plain(code))

    def recipient(self, code: str) -> str:
        """The name of an agency, or a role in words, with the part of it that is meant."""
        role, _, part = code.partition(":")
        named = self.agencies.get(part) or PARTNERS.get(part, plain(part).lower())
        of_part = f" ({named})" if part else ""
        return self.agencies.get(code) or f"the {plain(role).lower()}{of_part}"

    def body(self, code: str, otherwise: str) -> str:
        """A body by its local name, as a sentence about it begins: The CSPR subgroup."""
        name = self.words.get(code, otherwise)
        return f"The {name}" if name[:2].isupper() else f"The {name[:1].lower()}{name[1:]}"


Sentence = Callable[[Facts, Names], str]

PANEL_REPLIES = {
    "acknowledges": "acknowledged the report",
    "agrees": "agreed with the decision",
    "asks_to_reconsider": "asked to look at the decision again",
    "asks_for_information": "asked for more information",
    "national_review": "is considering a national review",
    "thematic_review": "is considering the case within a thematic review",
}
PARTNERS = {"icb": "Integrated Care Board"}
WITHDRAWALS = {
    "criteria_not_met": "the criteria are not met",
    "duplicate": "the case was known already",
    "referred_in_error": "it had been sent by mistake",
}
EXCUSES = {
    "not_required": "it is not required",
    "duplicate_of_other_agency": "another agency's return covers it",
    "legal_restriction": "the law does not allow it at present",
    "service_closed": "the service has closed",
}
ANSWERING = "answering"
"""Beside the facts of an event: the Panel's reply to which it answers."""
AGAIN = "again"
"""Beside the facts of an event: whether its like has happened in this case before."""
CSPR_OUTCOMES = {
    "lcspr": "to undertake a Local Child Safeguarding Practice Review",
    "no_lcspr": "not to undertake a Local Child Safeguarding Practice Review",
}
MEETING_OUTCOMES = {
    "recommend_lcspr": "recommended a Local Child Safeguarding Practice Review",
    "recommend_none": "recommended no further review",
    "recommend_national_review": "recommended that a national review be considered",
    "criteria_not_met": "found that the criteria are not met",
}
SCRUTINY_OUTCOMES = {
    "endorse": "endorsed the report",
    "endorse_with_edits": "endorsed the report with edits",
    "return": "asked for changes to the report",
}


def sentence_of(event_type: str, facts: Facts, names: Names) -> str:
    """One sentence about a told event; an event that is not known here is named plainly."""
    sentence = SENTENCES.get(event_type)
    return sentence(facts, names) if sentence else f"{plain(event_type)}."


def plain(code: str) -> str:
    """A code as words: ``early_help`` becomes ``Early help``."""
    words = code.replace("_", " ").replace("-", " ")
    return words[:1].upper() + words[1:]


def _day(facts: Facts, name: str) -> str:
    return day_in_words(date.fromisoformat(facts[name]))


def _received(facts: Facts, names: Names) -> str:
    return f"{names.agency(facts['agency'])} referred an incident of {_day(facts, 'incident_on')}."


def _notified(facts: Facts, names: Names) -> str:
    taken = counted(facts["working_days_taken"], "working day")
    late = facts["working_days_taken"] - NOTIFICATION_WORKING_DAYS
    days_late = f", {working_days_late(late)}" if facts["late"] else ""
    return (
        f"{names.agency(facts['authority'])} sent the Serious Incident Notification,"
        f" {taken} after it became aware{days_late}."
    )


def _referral_decided(facts: Facts, names: Names) -> str:
    if facts["outcome"] == "initiate":
        return "The statutory partners decided to begin a Rapid Review."
    if facts["outcome"] == "no_further_review":
        return "The statutory partners decided that no further review is needed."
    return f"The statutory partners chose another route: {names.route(facts['outcome'])}."


def _withdrawn(facts: Facts, _names: Names) -> str:
    reason = WITHDRAWALS.get(facts["reason"], plain(facts["reason"]).lower())
    return f"The referral was withdrawn, because {reason}."


def _initiated(facts: Facts, _names: Names) -> str:
    return (
        f"The Rapid Review began. Its clock started on {_day(facts, 'clock_started_on')};"
        f" working day {facts['working_days']}, on which it is due, is {_day(facts, 'due_on')}."
    )


def _involved(facts: Facts, names: Names) -> str:
    return f"{names.agency(facts['agency'])} takes part; its return is due on {_day(facts, 'return_due_on')}."


def _meeting_scheduled(facts: Facts, _names: Names) -> str:
    at = datetime.fromisoformat(facts["meeting_at"]).astimezone(LONDON)
    return f"The Rapid Review meeting was set for {day_in_words(at.date())} at {at:%H:%M}."


def _meeting_held(facts: Facts, names: Names) -> str:
    outcome = MEETING_OUTCOMES.get(facts["outcome"], plain(facts["outcome"]).lower())
    agencies = len(facts["agencies_present"])
    present = "1 agency" if agencies == 1 else f"{agencies} agencies"
    missing = [names.agency(code) for code in facts["returns_missing"]]
    without = f" Still without a return: {', '.join(missing)}." if missing else ""
    made = counted(len(facts["recommendations"]), "recommendation")
    return f"The Rapid Review meeting of {present} {outcome} and made {made}.{without}"


def _report_finalised(facts: Facts, _names: Names) -> str:
    return f"The Rapid Review report was finalised (version {facts['report_version']})."


def _cspr_decided(facts: Facts, names: Names) -> str:
    body = names.body("subgroup", "Practice review subgroup")
    looked = " looked at the decision again and" if facts.get(AGAIN) else ""
    outcome = CSPR_OUTCOMES.get(facts["outcome"])
    if outcome is None:
        return f"{body}{looked} decided on another route: {names.route(facts['outcome'])}."
    return f"{body}{looked} decided {outcome}."


def _scrutinised(facts: Facts, names: Names) -> str:
    outcome = SCRUTINY_OUTCOMES.get(facts["outcome"], plain(facts["outcome"]).lower())
    return f"{names.body('leaders', 'Strategic leaders')} {outcome}."


def _sent(facts: Facts, names: Names) -> str:
    if facts.get(ANSWERING) == "asks_for_information":
        return "The information that the National Panel had asked for was sent to it."
    if facts.get(AGAIN):
        return "The report and decision were sent to the National Panel again."
    late = working_days_late(facts["days_late"])
    code = facts.get("late_reason")
    reason = f" ({names.late_reasons.get(code, plain(code))})" if code else ""
    return f"The report was sent to the National Panel on working day {facts['working_day']}, {late}{reason}."


def _replied(facts: Facts, _names: Names) -> str:
    return f"The National Panel {PANEL_REPLIES.get(facts['outcome'], plain(facts['outcome']).lower())}."


def _requested(facts: Facts, names: Names) -> str:
    return f"{names.agency(facts['agency'])} was asked for its return by {_day(facts, 'due_on')}."


def _returned(facts: Facts, names: Names) -> str:
    agency, late = names.agency(facts["agency"]), working_days_late(facts["days_late"])
    if facts["nil_return"]:
        return f"{agency} answered that it holds nothing about the family, {late}."
    rows = counted(facts["chronology_rows"], "chronology row")
    if facts.get("shared"):
        return f"{agency} shared what it had returned in another case: {rows}, {late}."
    verb = "returned" if facts["return_number"] == 1 else "corrected"
    return f"{agency} {verb} its information: {rows}, {late}."


def _queried(facts: Facts, names: Names) -> str:
    return f"{names.agency(facts['agency'])} was asked for more about its return."


def _accepted(facts: Facts, names: Names) -> str:
    return f"The return of {names.agency(facts['agency'])} was accepted."


def _excused(facts: Facts, names: Names) -> str:
    reason = EXCUSES.get(facts["reason"], plain(facts["reason"]).lower())
    return f"{names.agency(facts['agency'])} need not send a return, because {reason}."


def _briefing(verb: str) -> Sentence:
    def sentence(facts: Facts, names: Names) -> str:
        route = "" if facts["kind"] == "rapid_review" else f" ({names.route(facts['kind'])})"
        themes = f", with {counted(len(facts['themes']), 'theme')}" if facts["themes"] else ""
        return f"The learning briefing{route} was {verb}{themes}."

    return sentence


def _action_agreed(facts: Facts, names: Names) -> str:
    owner = names.agency(facts["owner"])
    return f"Action {facts['action_id']} was agreed with {owner}, to be done by {_day(facts, 'due_on')}."


def _message_sent(facts: Facts, names: Names) -> str:
    about = MESSAGES.get(facts["template"], plain(facts["template"]).lower())
    sentence = REMINDERS.get(facts.get("stage", ""), "A message was sent to {recipient}: {about}.")
    return sentence.format(recipient=names.recipient(facts["recipient"]), about=about)


def _message_delivered(facts: Facts, names: Names) -> str:
    return f"A message to {names.recipient(facts['recipient'])} arrived."


def _message_failed(facts: Facts, names: Names) -> str:
    reason = FAILURES.get(facts["reason"], plain(facts["reason"]).lower())
    return f"A message could not be sent to {names.recipient(facts['recipient'])}: {reason}."


def _said(words: str) -> Sentence:
    return lambda _facts, _names: words


SENTENCES: Mapping[str, Sentence] = {
    "ReferralReceived": _received,
    "IncidentNotified": _notified,
    "NotificationRestated": lambda facts, _names: notice_sentences.restated(facts),
    "NotificationWithdrawn": lambda facts, _names: notice_sentences.withdrawn(facts),
    "ThresholdDecided": lambda facts, names: notice_sentences.threshold_decided(
        facts, names.body("local_authority", "Local authority")
    ),
    "ReferralDecided": _referral_decided,
    "ReferralWithdrawn": _withdrawn,
    "ReviewInitiated": _initiated,
    "AgencyInvolved": _involved,
    "MeetingScheduled": _meeting_scheduled,
    "MeetingHeld": _meeting_held,
    "ReportFinalised": _report_finalised,
    "CSPRDecided": _cspr_decided,
    "ReportScrutinised": _scrutinised,
    "SentToPanel": _sent,
    "PanelReplied": _replied,
    "ReviewClosed": lambda _facts, _names: "The Rapid Review was closed.",
    **OF_GATES,
    "SubmissionRequested": _requested,
    "SubmissionReturned": _returned,
    "SubmissionQueried": _queried,
    "SubmissionAccepted": _accepted,
    "SubmissionExcused": _excused,
    "BriefingDrafted": _briefing("begun"),
    "BriefingPublished": _briefing("published"),
    "ActionAgreed": _action_agreed,
    "ActionEvidenced": lambda facts, _names: (
        f"Action {facts['action_id']} was shown to have been carried out."
    ),
    "ActionClosed": lambda facts, _names: (
        f"The impact of action {facts['action_id']} was checked, and the action was closed."
    ),
    **LEARNING,
    "MessageSent": _message_sent,
    "MessageDelivered": _message_delivered,
    "MessageFailed": _message_failed,
} | {name: _said(words) for name, words in ABOUT_PEOPLE.items()}
"""Every told event that has a sentence, by its name."""
