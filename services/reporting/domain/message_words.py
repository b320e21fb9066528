"""What messages were about, which reminder each was, and why one failed, in words."""

from __future__ import annotations

MESSAGES = {
    "referral_received": "a new case has come in",
    "return_requested": "its return is asked for",
    "return_queried": "more is asked about its return",
    "meeting_scheduled": "the Rapid Review meeting has a date",
    "decision_awaited": "a decision is awaited",
    "scrutiny_awaited": "the report is ready for scrutiny",
    "report_awaited": "the report is awaited",
    "panel_replied": "the National Panel has replied",
    "briefing_published": "the learning briefing is published",
    "view_awaited": "a view is awaited",
    "panel_reply_awaited": "the National Panel's reply is awaited",
    "action_due": "an action is to be carried out",
}
REMINDERS = {
    "half_way": "A reminder was sent to {recipient}: {about}.",
    "due_tomorrow": "A reminder was sent to {recipient} on the eve of the day: {about}.",
    "overdue": "A reminder was sent to {recipient} because the day has passed: {about}.",
    "escalated": "It was escalated to {recipient} that {about}.",
}
FAILURES = {
    "channel_unavailable": "the mail service did not answer",
    "channel_broken": "the mail service did not work",
    "no_address": "the person has no address any more",
    "recipient_refused": "the mail service does not know the address",
    "message_refused": "the mail service refused it",
    "permanent_failure": "the address does not exist",
    "temporary_failure": "the inbox could not be reached",
    "technical_failure": "the mail service did not work",
    "arrival_unknown": "the mail service never said that it arrived",
}
