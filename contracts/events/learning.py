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


class ActionStarted(CaseEvent, service="learning"):
    """The owner has begun to carry the action out."""

    action_id: str
    started_on: date


class ActionRevised(CaseEvent, service="learning"):
    """The action has another due date."""

    action_id: str
    due_on: date


class ActionDeclined(CaseEvent, service="learning"):
    """The owner does not accept the action."""

    action_id: str
    declined_on: date


class ActionMerged(CaseEvent, service="learning"):
    """Another action of the case, ``into``, takes this one up."""

    action_id: str
    into: str
    merged_on: date


class ActionImpactChecked(CaseEvent, service="learning"):
    """Somebody looked at what the action has changed: ``improved``, ``no_change`` or ``too_early`` to say."""

    action_id: str
    checked_on: date
    result: str


class ThemeRepeated(CaseEvent, service="learning"):
    """The meeting of a case recommended what its partnership had learned before, ``since`` the first such case.

    ``open_actions`` from those cases are still to be carried out, ``unchecked_actions`` were, and nobody has looked
    at what they changed.
    """

    theme: str
    earlier_cases: int
    open_actions: int
    unchecked_actions: int
    since: date


class LearningEventHeld(CaseEvent, service="learning"):
    """Practitioners of these agencies looked together at a case that follows another route."""

    kind: str
    held_on: date
    agencies: tuple[str, ...]
    practitioners: int


class LearningAudited(CaseEvent, service="learning"):
    """How the learning was done was audited: so many questions of the template are met, partly met, not met."""

    audited_on: date
    met: int
    partly_met: int
    not_met: int
