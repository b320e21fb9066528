# ruff: noqa: RUF001 - people read typographic apostrophes, not typewriter ones.
"""What the statutory partners and the local authority say of a referral: views, the threshold, and what follows."""

from __future__ import annotations

from portal.forms import codes
from portal.forms.decisions import BODIES
from portal.forms.fields import Field, FormOf, Kind, Section
from portal.forms.gates import DECISION, findings

PARTNER_VIEW = FormOf(
    code="partner_view", title="Record a partner’s view", service="referral", method="RecordPartnerView",
    regardless=True,
    sections=(Section("view", "The view", (
        Field("partner", "Whose view is it?", Kind.ONE, needed=True, choices=BODIES),
        Field("view", "Is this a serious child safeguarding case?", Kind.ONE, needed=True, choices=codes.VIEWS),
        findings("G1", "findings"),
        Field("reason", "Why?", Kind.LONG, needed=True,
              example="Neglect is suspected: three agencies had written of missed appointments before. He died, so "
                      "both parts of the test are met.",
              hint="Which parts of the test you think are met, and on what that rests."),
    )),),
    send="Record the view", sent_title="The view is recorded",
    sent_text="When all three statutory partners have said what they think, it can be decided whether a Rapid Review "
              "begins.",
)  # fmt: skip
THRESHOLD = FormOf(
    code="threshold", title="Decide on the threshold", service="referral", method="DecideThreshold", gate="G1",
    sections=(
        DECISION,
        Section("transfer", "Another area", (
            Field("transferred_to", "Which partnership leads instead?", Kind.ONE, choices="partnerships",
                  hint="Only where the outcome is that another area leads."),
        )),
    ),
    send="Record the decision", sent_title="The decision is recorded",
    sent_text="It stands in the record of the case with everything that was said. The partners decide next whether a "
              "Rapid Review begins.",
)  # fmt: skip
BEGINNING = FormOf(
    code="referral_decision", title="Decide whether a Rapid Review begins", service="referral",
    method="DecideReferral", gate="G2", sections=(DECISION,),
    send="Record the decision", sent_title="The decision is recorded",
    sent_text="Where a Rapid Review begins, the agencies that are known are asked for their returns at once, and the "
              "working days count. Where another route is taken, its learning is begun.",
)  # fmt: skip
REFERRAL_WITHDRAWAL = FormOf(
    code="referral_withdrawal", title="Withdraw the referral", service="referral", method="WithdrawReferral",
    sections=(Section("withdrawal", "Why", (
        Field("reason", "Reason", Kind.ONE, needed=True, choices=codes.REFERRAL_WITHDRAWALS),
        Field("explanation", "Explanation", Kind.LONG, longest=4000,
              hint="What is known now that was not known before.",
              example="It was referred twice: the hospital and the school wrote of the same incident."),
    )),),
    send="Withdraw the referral", sent_title="The referral is withdrawn",
    sent_text="The case stays on record, with the reason.",
)  # fmt: skip
NOTICE_RESTATEMENT = FormOf(
    code="notice_restatement", title="Restate a notice", service="referral", method="RestateNotification",
    by_part="notice",
    sections=(Section("restatement", "What it says now", (
        Field("occurred_on", "When did it happen?", Kind.DATE),
        Field("agency_aware_on", "When did the first agency know of it?", Kind.DATE),
        Field("authority_aware_on", "When did the local authority know of it?", Kind.DATE),
        Field("sent_on", "When was the notice sent?", Kind.DATE),
        Field("late_reason", "Why was it sent later than the working days allow?", Kind.LONG, longest=4000,
              hint="Only if it was. Late is a fact with a reason.",
              example="The authority was told on a Friday evening, and the notice was sent on the sixth working day."),
        Field("national_reference", "Reference of the national system"),
        Field("reason", "Why is it restated?", Kind.LONG, needed=True, longest=4000,
              hint="What was wrong, and how you know what is right.",
              example="The hospital’s record shows that she was brought in on the evening before."),
    ), before="Write only what is different; the rest stays. What it said before stays known."),),
    send="Restate the notice", sent_title="The notice is restated",
    sent_text="The clock of the notice counts from what it says now. What it said before stands in the history.",
)  # fmt: skip
NOTICE_WITHDRAWAL = FormOf(
    code="notice_withdrawal", title="Withdraw a notice", service="referral", method="WithdrawNotification",
    by_part="notice",
    sections=(Section("withdrawal", "Why", (
        Field("withdrawn_on", "When was it withdrawn?", Kind.DATE, needed=True),
        Field("reason", "Reason", Kind.ONE, needed=True, choices=codes.NOTICE_WITHDRAWALS),
        Field("explanation", "Explanation", Kind.LONG, longest=4000,
              hint="What is known now that was not known before.",
              example="It was referred twice: the hospital and the school wrote of the same incident."),
    )),),
    send="Withdraw the notice", sent_title="The notice is withdrawn",
    sent_text="What it said stays on record.",
)  # fmt: skip
