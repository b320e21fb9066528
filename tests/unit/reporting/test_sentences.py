"""Each told event in one plain sentence."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import get_args

import pytest

import contracts.events.learning
import contracts.events.notifications
import contracts.events.referral
import contracts.events.review
import contracts.events.submissions
from chassis.rules.rule_packs import RulePacks
from contracts.events.base import EVENTS
from services.notifications.adapters import notify_channel, smtp_channel
from services.notifications.application import messages
from services.notifications.domain.templates import Template
from services.referral.domain.notices import NoticeReason
from services.referral.domain.values import WithdrawalReason
from services.reporting.domain import gate_sentences, message_words, notice_sentences, sentences
from services.reporting.domain.sentences import SENTENCES, Names, sentence_of
from services.review.domain.restrictions import Restriction
from services.review.domain.review import LEAVES_OPEN, MORE_WORK
from services.submissions.domain.values import ExcuseReason

NAMES = Names(
    agencies={"plymouth-health-visiting": "Health visiting, Plymouth", "devon-icb": "NHS Devon"},
    routes={"learning_from_experience": "Learning from Experience Review"},
    late_reasons={"returns_late": "Agency returns came late"},
    words={"subgroup": "CSPR subgroup"},
)
SAMPLES = Path(contracts.events.review.__file__).parents[1] / "samples"
THRESHOLD_OUTCOMES = tuple(RulePacks.load().of("PLY").gates["G1"].outcomes)
RETURN = {
    "agency": "plymouth-health-visiting", "return_number": 1, "nil_return": False, "days_late": 0,
    "chronology_rows": 12,
}  # fmt: skip
FAILURES = (
    messages.UNAVAILABLE, messages.BROKEN, messages.NO_ADDRESS, messages.UNKNOWN_ARRIVAL,
    smtp_channel.RECIPIENT_REFUSED, smtp_channel.MESSAGE_REFUSED, *notify_channel.CAME_BACK.values(),
)  # fmt: skip
SENT = {"working_day": 15, "days_late": 0, "late_reason": None, "round": 1}


def test_an_event_that_is_not_known_yet_is_named_plainly() -> None:
    assert sentence_of("SomethingNew", {}, NAMES) == "SomethingNew."


def test_every_published_event_has_a_sentence() -> None:
    assert set(SENTENCES) == {kind.NAME for kind in EVENTS.values()}


@pytest.mark.parametrize("kind", EVENTS.values(), ids=lambda kind: kind.NAME)
def test_a_sentence_is_written_from_the_published_sample(kind: type) -> None:
    name = f"{kind.NAME}.v{kind.VERSION}.json"  # type: ignore[attr-defined]
    facts = json.loads((SAMPLES / kind.SERVICE / name).read_bytes())  # type: ignore[attr-defined]

    sentence = sentence_of(kind.NAME, facts, NAMES)  # type: ignore[attr-defined]

    assert re.fullmatch(r"[A-Z0-9a-z].*\.", sentence)
    assert "None" not in sentence
    assert "_" not in sentence


@pytest.mark.parametrize(
    ("kind", "facts", "sentence"),
    [
        (
            "SubmissionReturned", RETURN,
            "Health visiting, Plymouth returned its information: 12 chronology rows, on time.",
        ),
        (
            "SubmissionReturned", RETURN | {"return_number": 2, "chronology_rows": 1},
            "Health visiting, Plymouth corrected its information: 1 chronology row, on time.",
        ),
        (
            "SubmissionReturned", RETURN | {"nil_return": True, "days_late": 2},
            "Health visiting, Plymouth answered that it holds nothing about the family, 2 working days late.",
        ),
        (
            "ReferralDecided", {"outcome": "learning_from_experience"},
            "The statutory partners chose another route: Learning from Experience Review.",
        ),
        (
            "CSPRDecided", {"outcome": "lcspr", "round": 2, "again": True},
            "The CSPR subgroup looked at the decision again and decided"  # noqa: ISC004 - one sentence
            " to undertake a Local Child Safeguarding Practice Review.",
        ),
        (
            "CSPRDecided", {"outcome": "learning_from_experience", "round": 1},
            "The CSPR subgroup decided on another route: Learning from Experience Review.",
        ),
        ("SentToPanel", SENT, "The report was sent to the National Panel on working day 15, on time."),
        (
            "SentToPanel", SENT | {"working_day": 17, "days_late": 2, "late_reason": "returns_late"},
            "The report was sent to the National Panel on working day 17,"  # noqa: ISC004 - one sentence
            " 2 working days late (Agency returns came late).",
        ),
        (
            "SentToPanel", SENT | {"working_day": 22, "days_late": 7, "answering": "asks_for_information"},
            "The information that the National Panel had asked for was sent to it.",
        ),
        (
            "SentToPanel", SENT | {"working_day": 30, "again": True, "answering": "asks_to_reconsider"},
            "The report and decision were sent to the National Panel again.",
        ),
        (
            "DecisionDeferred", {"gate": "G5", "outcome": "defer", "review_on": "2026-09-25"},
            "The CSPR subgroup put its decision off until 25 September 2026.",
        ),
        (
            "DecisionDeferred", {"gate": "G6", "outcome": "disagree", "review_on": None},
            "The strategic leaders disagreed with the decision and escalated it.",
        ),
        (
            "DecisionDeferred", {"gate": "G4", "outcome": "more_work", "review_on": "2026-09-25"},
            "The Rapid Review meeting found that more work is needed;"  # noqa: ISC004 - one sentence
            " it is looked at again on 25 September 2026.",
        ),
        (
            "RespondedToPanel", {"outcome": "uphold", "round": 1},
            "The statutory partners upheld the decision in their answer to the National Panel.",
        ),
        (
            "CommissioningDecided", {"outcome": "commission", "due_on": "2027-03-24"},
            "The statutory partners commissioned the Local Child Safeguarding Practice Review,"  # noqa: ISC004 - one
            " due by 24 March 2027.",
        ),
        (
            "PublicationDecided", {"outcome": "publish_part", "published_on": "2027-03-23", "review_on": None},
            "The report of the local review will be published in part on 23 March 2027.",
        ),
        (
            "PublicationDecided", {"outcome": "delay", "published_on": None, "review_on": "2027-05-03"},
            "The report of the local review is put off until 3 May 2027.",
        ),
        (
            "ParallelProcessRecorded", {"kind": "criminal_investigation", "in_force": ["hold_publication"]},
            "A criminal investigation runs beside the review. For now: nothing is published.",
        ),
        ("LegalHoldLifted", {"in_force": []}, "A legal hold was lifted."),
        (
            "FamilyInvolvementRecorded", {"told": True, "declined": True},
            "A member of the family was told of the review, and wished to take no part.",
        ),
        (
            "LeadTransferred", {"former": "PLY"},
            "The lead of the case went from PLY to another partnership.",
        ),
        (
            "ReferralDecided", {"outcome": "no_further_review"},
            "The statutory partners decided that no further review is needed.",
        ),
        (
            "ReferralWithdrawn", {"reason": "duplicate"},
            "The referral was withdrawn, because the case was known already.",
        ),
        (
            "SubmissionDueRestated", {"agency": "devon-icb", "due_on": "2026-09-25"},
            "The return of NHS Devon is now due on 25 September 2026.",
        ),
        (
            "SubmissionExcused", {"agency": "devon-icb", "reason": "not_required"},
            "NHS Devon need not send a return, because it is not required.",
        ),
        (
            "IncidentNotified", {"authority": "devon-icb", "working_days_taken": 6, "late": True},
            "NHS Devon sent the Serious Incident Notification,"  # noqa: ISC004 - one sentence
            " 6 working days after it became aware, 1 working day late.",
        ),
        (
            "ReportScrutinised", {"outcome": "return", "round": 1},
            "The strategic leaders asked for changes to the report.",
        ),
        ("BriefingDrafted", {"kind": "rapid_review", "themes": []}, "The learning briefing was begun."),
        (
            "BriefingPublished", {"kind": "rapid_review", "themes": ["early_help"]},
            "The learning briefing was published, with 1 theme.",
        ),
        (
            "ThresholdDecided", {"outcome": "transfer", "transferred_to": "DEV", "dissent": True},
            "The local authority decided on the threshold: another area leads (DEV); not everybody agreed.",
        ),
        (
            "NotificationWithdrawn", {"notice": "N2", "reason": "duplicate"},
            "Notice N2 was withdrawn, because another notice says the same.",
        ),
        (
            "MeetingScheduled", {"meeting_at": "2026-09-23T09:30:00Z"},
            "The Rapid Review meeting was set for 23 September 2026 at 10:30.",
        ),
        (
            "MessageSent", {"recipient": "subgroup_chair", "template": "decision_awaited"},
            "A message was sent to the subgroup chair: a decision is awaited.",
        ),
        (
            "MessageSent",
            {"recipient": "devon-icb", "template": "return_requested", "stage": "overdue"},
            "A reminder was sent to NHS Devon because the day has passed: its return is asked for.",
        ),
        (
            "MessageSent",
            {"recipient": "agency_lead:devon-icb", "template": "return_requested", "stage": "escalated"},
            "It was escalated to the agency lead (NHS Devon) that its return is asked for.",
        ),
        (
            "MessageSent", {"recipient": "statutory_partner:icb", "template": "referral_received"},
            "A message was sent to the statutory partner (Integrated Care Board): a new case has come in.",
        ),
    ],
)  # fmt: skip
def test_the_words_say_what_happened(kind: str, facts: dict[str, object], sentence: str) -> None:
    assert sentence_of(kind, facts, NAMES) == sentence


def outcomes(gate: str, *apart: str) -> tuple[str, ...]:
    """The outcomes of a national gate that are told by an event of their own."""
    told_otherwise = {*LEAVES_OPEN, MORE_WORK, *apart}
    national = RulePacks.load().national().gates[gate].outcomes
    return tuple(code for code in national if code not in told_otherwise)


CODES = {
    "NotificationWithdrawn": ("reason", get_args(NoticeReason), notice_sentences.WITHDRAWALS),
    "ThresholdDecided": ("outcome", THRESHOLD_OUTCOMES, notice_sentences.THRESHOLDS),
    "ReferralWithdrawn": ("reason", get_args(WithdrawalReason), sentences.WITHDRAWALS),
    "SubmissionExcused": ("reason", get_args(ExcuseReason), sentences.EXCUSES),
    "MessageSent": ("template", tuple(Template), message_words.MESSAGES),
    "MessageFailed": ("reason", FAILURES, message_words.FAILURES),
    "MeetingHeld": ("outcome", outcomes("G4"), sentences.MEETING_OUTCOMES),
    "ReportScrutinised": ("outcome", outcomes("G6"), sentences.SCRUTINY_OUTCOMES),
    "PanelReplied": ("outcome", outcomes("G7"), sentences.PANEL_REPLIES),
    # Another route is told by the name that the pack gives it.
    "CSPRDecided": ("outcome", outcomes("G5", "other_route"), sentences.CSPR_OUTCOMES),
    "RespondedToPanel": ("outcome", outcomes("G8"), gate_sentences.RESPONSES),
    "CommissioningDecided": ("outcome", outcomes("G9"), gate_sentences.COMMISSIONINGS),
    "PublicationDecided": ("outcome", outcomes("G10"), gate_sentences.PUBLICATIONS),
}


def test_every_restriction_has_words() -> None:
    assert set(gate_sentences.RESTRICTIONS) == set(Restriction)


@pytest.mark.parametrize("event", CODES)
def test_every_code_that_a_service_sends_has_words(event: str) -> None:
    _, sent, words = CODES[event]

    assert set(words) == set(sent)


@pytest.mark.parametrize("event", CODES)
def test_no_sample_holds_a_code_that_no_service_sends(event: str) -> None:
    field, sent, _ = CODES[event]
    (sample,) = SAMPLES.rglob(f"{event}.v1.json")

    assert json.loads(sample.read_bytes())[field] in set(sent)
