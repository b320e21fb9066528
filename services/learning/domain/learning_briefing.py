"""A learning briefing: what was learned, in seven boxes, with nobody to be recognised in it.

    drafted ──publish──> published
    drafted ──learning event──> held ──publish──> published ──audit      (Learning from Experience Review)

A briefing is drafted by itself when the Panel's last reply has come, or when the statutory partners
chose another route than a Rapid Review. It is published once, after two people checked it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime
from typing import Literal, Self, TypeAlias
from uuid import UUID, uuid5

from chassis.aggregate import Aggregate, Event, FirstEvent, register_aggregate
from chassis.errors import Invalid, WrongState
from chassis.fields import FieldProblem, must_be_no
from chassis.limits import Day, listed, must_fit, spoken, text_problem
from chassis.rules.working_days import london_date
from services.learning.domain.local_learning import (
    LEARNING_FROM_EXPERIENCE,
    EventHeldBefore,
    EventNotHeld,
    OtherRoute,
    problems_of_a_page,
    problems_of_audit,
    problems_of_event,
)
from services.learning.domain.rules import Dated
from services.learning.domain.values import (
    AuditAnswer,
    BriefingStatus,
    CaseIdentity,
    LearningEvent,
    SevenBoxes,
)

RAPID_REVIEW = "rapid_review"
BriefingForm: TypeAlias = Literal["briefing", "one_page_report"]
ALL_BOXES = tuple(SevenBoxes.model_fields)
CHECKS_NEEDED = 2
CHECKS_MAX = 20


class BoxesEmpty(Invalid):
    """A box of the briefing has no words."""

    code = "learning.boxes_empty"
    sentence = "This box of the briefing still needs words: {boxes}."


class DisclosureNotChecked(Invalid):
    """Fewer than two different people checked that nobody can be recognised."""

    code = "learning.disclosure_not_checked"
    sentence = (
        "Before a briefing is published, two different people check that nobody can be recognised."
        " Say who they were."
    )


class TooManyChecks(Invalid):
    """More people checked than anybody can name."""

    code = "learning.too_many_checks"
    sentence = "{count} people are said to have checked the briefing; at most {limit} can be named."


class AlreadyPublished(WrongState):
    """The briefing has been published."""

    code = "learning.already_published"
    sentence = "This briefing has already been published."


class PublicationHeld(WrongState):
    """Another process holds back what is published about the case."""

    code = "learning.publication_held"
    sentence = (
        "Another process holds back what is published about this case: {restrictions}."
        " If the briefing has to be shared nonetheless, say why."
    )


class LearningBriefing(Aggregate):
    """The briefing of one case. Its words stay in its history; this is where it stands."""

    TOPIC = "learning.LearningBriefing"

    kind: str = ""
    status: BriefingStatus = BriefingStatus.DRAFTED
    themes: tuple[str, ...] = ()
    drafted_on: date = date.min
    published_on: date | None = None
    event_held_on: date | None = None
    audited_on: date | None = None

    @classmethod
    def draft(
        cls,
        identity: CaseIdentity,
        *,
        kind: str,
        drafted_on: date,
        themes: tuple[str, ...],
        at: datetime,
    ) -> Self:
        """Begin a briefing; ``kind`` is ``rapid_review`` or the code of another route."""
        return cls._create(
            BriefingDrafted, id=stream_of(identity.case_id), **dict(identity), kind=kind,
            drafted_on=drafted_on, themes=themes, timestamp=at,
        )  # fmt: skip

    def publish(
        self,
        boxes: SevenBoxes,
        *,
        published_on: date,
        checked_by: Iterable[str],
        at: datetime,
        held_by: tuple[str, ...] = (),
        override: str = "",
        needed: tuple[str, ...] = ALL_BOXES,
    ) -> None:
        """Share the briefing, once two people have checked that nobody can be recognised.

        Raises ``PublicationHeld`` while other processes hold it back and nobody says why it is shared nonetheless.
        """
        if self.status is not BriefingStatus.DRAFTED:
            raise AlreadyPublished
        if held_by and not override.strip():
            raise PublicationHeld(restrictions=listed(spoken(one) for one in held_by))
        checkers = _different_people(checked_by)
        if self.kind == LEARNING_FROM_EXPERIENCE and self.event_held_on is None:
            raise EventNotHeld
        published = Dated("published_on", published_on, "The publication")
        must_be_no([
            *self._problems_of_boxes(boxes, needed), *_problems_of_checkers(checkers),
            *self._on_time(published, at),
        ])  # fmt: skip
        must_fit(boxes)
        self.record(
            BriefingPublished, at=at, kind=self.kind, published_on=published_on, themes=self.themes,
            boxes=boxes, disclosure_checked_by=checkers, held_by=held_by,
            override=override if held_by else "",
        )  # fmt: skip

    def hold_event(self, held: LearningEvent, *, at: datetime) -> None:
        """Practitioners of several agencies looked at what happened together."""
        self._must_be_from_experience()
        if self.event_held_on is not None:
            raise EventHeldBefore
        on = Dated("held_on", held.held_on, "The learning event")
        must_be_no([*problems_of_event(held), *self._on_time(on, at)])
        must_fit(held)
        self.record(LearningEventHeld, at=at, kind=self.kind, **dict(held))

    def audit(self, answers: tuple[AuditAnswer, ...], *, audited_on: date, at: datetime) -> None:
        """Look, by the template of this route, at how the learning was done."""
        self._must_be_from_experience()
        if self.event_held_on is None:
            raise EventNotHeld
        on = Dated("audited_on", audited_on, "The audit")
        must_be_no([*problems_of_audit(answers), *self._on_time(on, at)])
        must_fit(*answers)
        self.record(LearningAudited, at=at, kind=self.kind, audited_on=audited_on, answers=answers)

    @property
    def form(self) -> BriefingForm:
        """Which form of the rule pack it is."""
        return "one_page_report" if self.kind == LEARNING_FROM_EXPERIENCE else "briefing"

    def _problems_of_boxes(
        self, boxes: SevenBoxes, needed: Collection[str]
    ) -> Iterator[FieldProblem]:
        """The rule pack says which boxes need words; a one-page report has to fit on its page, too."""
        for name, words in boxes:
            if name in needed and not words.strip():
                yield FieldProblem(name, BoxesEmpty(boxes=spoken(name)))
        if self.kind == LEARNING_FROM_EXPERIENCE:
            yield from problems_of_a_page(boxes)

    def _on_time(self, step: Dated, at: datetime) -> Iterator[FieldProblem]:
        earliest, before = self.drafted_on, "the draft was begun"
        if self.event_held_on is not None:
            earliest, before = self.event_held_on, "the learning event"
        return step.after(earliest, before, today=london_date(at))

    def _must_be_from_experience(self) -> None:
        if self.kind != LEARNING_FROM_EXPERIENCE:
            raise OtherRoute


class BriefingDrafted(FirstEvent, topic="learning.BriefingDrafted.v1"):
    """A briefing was begun."""

    kind: str
    drafted_on: date
    themes: tuple[str, ...]


class BriefingPublished(
    Event,
    topic="learning.BriefingPublished.v2",
    upcasts={"learning.BriefingPublished.v1": lambda body: body | {"held_by": [], "override": ""}},
):
    """A briefing was published. Who checked it are staff ids, which stay private.

    ``held_by`` are restrictions of other processes that were in force, ``override`` why it was shared nonetheless.
    """

    kind: str
    published_on: date
    themes: tuple[str, ...]
    boxes: SevenBoxes
    disclosure_checked_by: tuple[str, ...]
    held_by: tuple[str, ...]
    override: str

    def apply(self, briefing: LearningBriefing) -> None:
        """It is published for good."""
        briefing.status = BriefingStatus.PUBLISHED
        briefing.published_on = self.published_on


class LearningEventHeld(Event, topic="learning.LearningEventHeld.v1"):
    """The learning event of a Learning from Experience Review was held."""

    kind: str
    held_on: Day
    agencies: tuple[str, ...]
    practitioners: int
    what_worked: str
    what_was_learned: str

    def apply(self, briefing: LearningBriefing) -> None:
        """The report may follow."""
        briefing.event_held_on = self.held_on


class LearningAudited(Event, topic="learning.LearningAudited.v1"):
    """How the learning was done was looked at by the template of its route."""

    kind: str
    audited_on: date
    answers: tuple[AuditAnswer, ...]

    def apply(self, briefing: LearningBriefing) -> None:
        """The newest audit counts."""
        briefing.audited_on = self.audited_on


def stream_of(case_id: UUID) -> UUID:
    """The stream of a case's briefing."""
    return uuid5(case_id, "briefing")


def _problems_of_checkers(checkers: tuple[str, ...]) -> Iterator[FieldProblem]:
    if len(checkers) < CHECKS_NEEDED:
        yield FieldProblem("disclosure_checked_by", DisclosureNotChecked())
    if len(checkers) > CHECKS_MAX:
        many = TooManyChecks(count=len(checkers), limit=CHECKS_MAX)
        yield FieldProblem("disclosure_checked_by", many)
    for checker in checkers:
        if problem := text_problem("The list of those who checked", checker):
            yield FieldProblem("disclosure_checked_by", problem)


def _different_people(named: Iterable[str]) -> tuple[str, ...]:
    """Each person once; the same id in capitals or with a blank at its end is the same person."""
    people = {person.strip().casefold(): person.strip() for person in named if person.strip()}
    return tuple(people.values())


register_aggregate(LearningBriefing)
