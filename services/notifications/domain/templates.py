"""The words of messages. They are fixed and say nothing about a case, not even which one it is.

A reference names a partnership, a year and, to who can count, a family: it is a case fact. So a message says that
there is something to do, or news, and where to sign in; what it is about is seen there.
"""

from __future__ import annotations

from enum import StrEnum

from chassis.aggregate import Value


class Template(StrEnum):
    """Why somebody is written to; known to us and to operators, and not told in the message."""

    REFERRAL_RECEIVED = "referral_received"
    RETURN_REQUESTED = "return_requested"
    RETURN_QUERIED = "return_queried"
    MEETING_SCHEDULED = "meeting_scheduled"
    REPORT_AWAITED = "report_awaited"
    DECISION_AWAITED = "decision_awaited"
    SCRUTINY_AWAITED = "scrutiny_awaited"
    PANEL_REPLIED = "panel_replied"
    BRIEFING_PUBLISHED = "briefing_published"
    VIEW_AWAITED = "view_awaited"
    ACTION_DUE = "action_due"
    PANEL_REPLY_AWAITED = "panel_reply_awaited"


NEWS = frozenset({Template.MEETING_SCHEDULED, Template.PANEL_REPLIED, Template.BRIEFING_PUBLISHED})
"""What is to be known; everything else is to be done."""


class Stage(StrEnum):
    """How often somebody has been told: asked first, then reminded, at last somebody else hears of it."""

    ASKED = "asked"
    HALF_WAY = "half_way"
    DUE_TOMORROW = "due_tomorrow"
    OVERDUE = "overdue"
    ESCALATED = "escalated"


OPTIONAL = frozenset({Stage.HALF_WAY, Stage.DUE_TOMORROW})
"""Reminders that a person may do without; everything else always goes."""


class Wording(Value):
    """What the recipient reads."""

    subject: str
    text: str


def wording_of(template: Template, stage: Stage, portal: str) -> Wording:
    """The words of a message; ``portal`` is where the web page stands, or empty for who is there already."""
    if template in NEWS:
        return Wording(subject="News in Rapid Review", text=f"There is news. {_sign_in(portal)}")
    still = "" if stage is Stage.ASKED else "still "
    return Wording(
        subject="Something to do in Rapid Review",
        text=f"You {still}have something to do. {_sign_in(portal and f'{portal}/tasks')}",
    )


def _sign_in(link: str) -> str:
    return f"Sign in to see it: {link}" if link else "Sign in to see it."
