"""The words of messages. They are fixed: a message names the case by its reference and says nothing about it."""

from __future__ import annotations

from enum import StrEnum

from chassis.aggregate import Value


class Template(StrEnum):
    """Why somebody is written to; known to us and to operators, and not told in the message."""

    REFERRAL_RECEIVED = "referral_received"
    RETURN_REQUESTED = "return_requested"
    RETURN_QUERIED = "return_queried"
    MEETING_SCHEDULED = "meeting_scheduled"
    DECISION_AWAITED = "decision_awaited"
    SCRUTINY_AWAITED = "scrutiny_awaited"
    PANEL_REPLIED = "panel_replied"
    BRIEFING_PUBLISHED = "briefing_published"


NEWS = frozenset({Template.MEETING_SCHEDULED, Template.PANEL_REPLIED, Template.BRIEFING_PUBLISHED})
"""What is to be known; everything else is to be done."""


class Wording(Value):
    """What the recipient reads."""

    subject: str
    text: str


def wording_of(template: Template, reference: str) -> Wording:
    """The words of a message about a case."""
    if template in NEWS:
        return Wording(
            subject=f"News about case {reference}",
            text=f"There is news about case {reference}. Sign in to see it.",
        )
    return Wording(
        subject=f"Something to do for case {reference}",
        text=f"You have something to do for case {reference}. Sign in to see it.",
    )
