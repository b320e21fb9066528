"""The Learning from Experience Review: a learning event, a one-page report, and an audit by its own template.

It has no clock and is not sent to the Panel; good practice is as good a reason for it as something that went wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from chassis.errors import Invalid, WrongState
from chassis.fields import FieldProblem
from services.learning.domain.values import AuditAnswer, LearningEvent, SevenBoxes

LEARNING_FROM_EXPERIENCE = "learning_from_experience"
PAGE_CHARACTERS_MAX = 4_000
AGENCIES_NEEDED = 2

AUDIT_TEMPLATE: Mapping[str, str] = MappingProxyType(
    {
        "child_at_the_centre": "The child's days and voice are at the centre of the learning",
        "practitioners_heard": "Those who worked with the family took part and were supported",
        "agencies_together": "Agencies looked at how they worked together, not at one another",
        "identity_considered": "Race, culture, faith and other parts of identity were considered",
        "good_practice_named": "Good practice is named so that others can do it, too",
        "change_followed": "It is said what changes, and how one will know",
    }
)


class OtherRoute(WrongState):
    """A learning event or its audit belongs to the Learning from Experience Review."""

    code = "learning.other_route"
    sentence = "This case does not follow the route of a Learning from Experience Review."


class EventNotHeld(WrongState):
    """The one-page report is to be published, or audited, before the learning event."""

    code = "learning.event_not_held"
    sentence = "Hold the learning event with the agencies first."


class EventHeldBefore(WrongState):
    """The learning event was held."""

    code = "learning.event_held_before"
    sentence = "The learning event of this case was recorded before."


class EventIncomplete(Invalid):
    """A learning event does not say who took part or what came of it."""

    code = "learning.event_incomplete"
    sentence = "Say {what}."


class MoreThanOnePage(Invalid):
    """The report is longer than a page."""

    code = "learning.more_than_one_page"
    sentence = (
        "The report has {count} characters; one page holds {limit}. Keep what others can use."
    )


class AuditUnanswered(Invalid):
    """A question of the audit template is not answered, answered twice, or unknown."""

    code = "learning.audit_unanswered"
    sentence = "Answer once, and say why: {question}."


def problems_of_event(event: LearningEvent) -> Iterator[FieldProblem]:
    """What a learning event still lacks."""
    if len(set(event.agencies)) < AGENCIES_NEEDED:
        yield FieldProblem(
            "agencies", EventIncomplete(what="which agencies took part, at least two")
        )
    if event.practitioners < 1:
        yield FieldProblem(
            "practitioners", EventIncomplete(what="how many practitioners took part")
        )
    for name, what in (("what_worked", "what worked"), ("what_was_learned", "what was learned")):
        if not getattr(event, name).strip():
            yield FieldProblem(name, EventIncomplete(what=what))


def problems_of_audit(answers: Sequence[AuditAnswer]) -> Iterator[FieldProblem]:
    """Each question of the template is answered once, with a reason."""
    given = [one.question for one in answers]
    for code, question in AUDIT_TEMPLATE.items():
        if given.count(code) != 1:
            yield FieldProblem(f"answers.{code}", AuditUnanswered(question=question))
    for place, one in enumerate(answers):
        said = AUDIT_TEMPLATE.get(one.question, "only the questions of the template")
        if one.question not in AUDIT_TEMPLATE or not one.reason.strip():
            yield FieldProblem(f"answers.{place}", AuditUnanswered(question=said))


def problems_of_a_page(boxes: SevenBoxes) -> Iterator[FieldProblem]:
    """What does not fit on one page is told at the longest box."""
    count = sum(len(words) for _, words in boxes)
    if count > PAGE_CHARACTERS_MAX:
        longest = max(SevenBoxes.model_fields, key=lambda name: len(getattr(boxes, name)))
        yield FieldProblem(longest, MoreThanOnePage(count=count, limit=PAGE_CHARACTERS_MAX))
