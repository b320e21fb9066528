"""Facts that the review service tells of the people of a case: its team, conflicts of interest, a broken glass."""

from __future__ import annotations

from datetime import date, datetime

from contracts.events.base import CaseEvent


class TeamMemberNamed(CaseEvent, service="review"):
    """A person is on the case's team until the end of a day. ``person`` is a pseudonym, ``role`` that on the case."""

    person: str
    role: str
    agency: str
    until: date


class TeamMemberRemoved(CaseEvent, service="review"):
    """A person is no longer on the case's team."""

    person: str


class ConflictDeclared(CaseEvent, service="review"):
    """A conflict of interest keeps a person from the case; its words stay with the review."""

    person: str
    kind: str


class ConflictCleared(CaseEvent, service="review"):
    """The conflict of interest of a person was looked at and cleared."""

    person: str


class GlassBroken(CaseEvent, service="review"):
    """A person opened the case in an emergency, until a moment. Somebody should look at why."""

    person: str
    role: str
    until: datetime


class ReturnsReleased(CaseEvent, service="review"):
    """The agencies' returns are open to the meeting: to those who are named on the case's team."""

    released_on: date
