"""What happens to a return, as it is stored for ever."""

from __future__ import annotations

from datetime import date

from chassis.aggregate import Body, Event, FirstEvent
from chassis.limits import Day
from chassis.rules.working_days import london_date
from services.submissions.domain.chronology import ChronologyRow
from services.submissions.domain.scoping import ScopingDocument
from services.submissions.domain.state import ReturnState
from services.submissions.domain.values import (
    Answer,
    ExcuseReason,
    Origin,
    Query,
    SectionQuestion,
    SentVersion,
    Status,
)


def _without_pack(body: Body) -> Body:
    return body | {"rule_pack": ""}


def _without_sections(body: Body) -> Body:
    return body | {"sections": ()}


def _with_actions_in_words_only(body: Body) -> Body:
    """Who took an immediate action and when was not asked in the first version, and rows had no ids."""
    actions = [{"text": text} for text in body["scoping"]["immediate_actions"]]
    rows = [{"row_id": f"R{number}"} | row for number, row in enumerate(body["chronology"], 1)]
    scoping = body["scoping"] | {"immediate_actions": actions}
    return body | {"scoping": scoping, "chronology": rows, "origin": None}


class SubmissionRequested(
    FirstEvent,
    topic="submissions.SubmissionRequested.v2",
    upcasts={"submissions.SubmissionRequested.v1": _without_pack},
):
    """An agency was asked for its return; ``contributing`` may answer on its behalf, too."""

    agency: str
    through: str
    contributing: tuple[str, ...]
    requested_on: date
    due_on: date
    rule_pack: str


class SubmissionDueRestated(Event, topic="submissions.SubmissionDueRestated.v1"):
    """The clock of the review was restated, and the return is due on another day."""

    agency: str
    due_on: date
    restated_on: date
    rule_pack: str

    def apply(self, asked: ReturnState) -> None:
        """Whether a return comes late is counted from this day; what was counted before stays."""
        asked.due_on = self.due_on


class SubmissionReturned(
    Event,
    topic="submissions.SubmissionReturned.v2",
    upcasts={"submissions.SubmissionReturned.v1": _with_actions_in_words_only},
):
    """A return came in. ``days_late`` is in working days after the due date; zero is on time."""

    agency: str
    return_number: int
    days_late: int
    returned_on: Day
    nil_return: bool
    scoping: ScopingDocument
    chronology: tuple[ChronologyRow, ...]
    origin: Origin | None

    @property
    def answer(self) -> Answer:
        """What the agency sent."""
        return Answer(
            returned_on=self.returned_on,
            nil_return=self.nil_return,
            scoping=self.scoping,
            chronology=self.chronology,
        )

    def apply(self, asked: ReturnState) -> None:
        """The newest return counts; of the older ones it is known where they stand."""
        asked.status = Status.RETURNED
        asked.return_number = self.return_number
        asked.answer, asked.origin = self.answer, self.origin
        sent = SentVersion(
            return_number=self.return_number, returned_on=self.returned_on, days_late=self.days_late,
            nil_return=self.nil_return, event_version=self.originator_version, origin=self.origin,
        )  # fmt: skip
        asked.versions = (*asked.versions, sent)


class SubmissionQueried(
    Event,
    topic="submissions.SubmissionQueried.v2",
    upcasts={"submissions.SubmissionQueried.v1": _without_sections},
):
    """The coordinator asked the agency for more, about the whole or about sections."""

    agency: str
    return_number: int
    question: str
    sections: tuple[SectionQuestion, ...]

    def apply(self, asked: ReturnState) -> None:
        """The agency is to return again."""
        asked.status = Status.QUERIED
        query = Query(
            asked_on=london_date(self.timestamp), return_number=self.return_number,
            question=self.question, sections=self.sections,
        )  # fmt: skip
        asked.queries = (*asked.queries, query)


class SubmissionAccepted(Event, topic="submissions.SubmissionAccepted.v1"):
    """The return is good enough for the meeting."""

    agency: str
    return_number: int

    def apply(self, asked: ReturnState) -> None:
        """Nothing more is asked of the agency."""
        asked.status = Status.ACCEPTED


class SubmissionExcused(Event, topic="submissions.SubmissionExcused.v1"):
    """The agency need not send a return."""

    agency: str
    reason: ExcuseReason
    explanation: str

    def apply(self, asked: ReturnState) -> None:
        """Nothing more is asked of the agency."""
        asked.status = Status.EXCUSED
