"""Facts that the learning service tells."""

from __future__ import annotations

from datetime import date

from contracts.events.base import CaseEvent


class BriefingDrafted(CaseEvent, service="learning"):
    """A learning briefing was begun. ``kind`` is ``rapid_review`` or the code of another route."""

    kind: str
    drafted_on: date
    themes: tuple[str, ...]


class BriefingPublished(CaseEvent, service="learning"):
    """A learning briefing was published, after two people checked that nobody can be recognised."""

    kind: str
    published_on: date
    themes: tuple[str, ...]


class ActionAgreed(CaseEvent, service="learning"):
    """A recommendation became an action with an owner and a date."""

    action_id: str
    recommendation_id: str
    owner: str
    agreed_on: date
    due_on: date


class ActionEvidenced(CaseEvent, service="learning"):
    """The owner showed that the action was carried out."""

    action_id: str
    evidenced_on: date


class ActionClosed(CaseEvent, service="learning"):
    """The impact of the action was checked and it is closed."""

    action_id: str
    closed_on: date
