"""An agency's return: it is asked for, it comes, and the coordinator says whether it is enough.

    requested ──return──> returned ──accept──> accepted
        │                  │  ^  └─return: a newer one takes its place, the older stays in history
        │                query return
        │                  v  │
        └────excuse─────> queried ──excuse──> excused

The partnership through which the agency takes part may return on its behalf; whether a return is
enough, and whether it is needed at all, is for the partnership that leads the review.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Self
from uuid import UUID, uuid5

from chassis.aggregate import Aggregate, Event, FirstEvent, register_aggregate
from chassis.errors import Invalid, NotAllowed, WrongState
from chassis.limits import Day, text_must_fit
from chassis.rules.working_days import london_date, working_days_after
from services.submissions.domain.return_rules import must_be_complete
from services.submissions.domain.values import (
    STANDING,
    Answer,
    ChronologyRow,
    ExcuseReason,
    ReturnRequest,
    ScopingDocument,
    Status,
)

AWAITED = (Status.REQUESTED, Status.QUERIED)


class NoLongerAwaited(WrongState):
    """The agency was told that its return is accepted, or not needed."""

    code = "submissions.no_longer_awaited"
    sentence = "This return {standing}. Ask the coordinator if something must be added."


class NothingReturned(WrongState):
    """There is no return that waits to be looked at."""

    code = "submissions.nothing_returned"
    sentence = "This return {standing}. Only a return that waits to be read can be accepted or asked about."


class CannotBeExcused(WrongState):
    """The return has come in, or nothing more is asked of the agency."""

    code = "submissions.cannot_be_excused"
    sentence = (
        "This return {standing}. Only an agency whose return is still to come can be excused."
    )


class QuestionMissing(Invalid):
    """A query asks nothing."""

    code = "submissions.question_missing"
    sentence = "Write what you would like the agency to add or explain."


class ExplanationMissing(Invalid):
    """An agency is excused without an explanation."""

    code = "submissions.explanation_missing"
    sentence = "Explain in a few words why no return is needed from this agency."


class LeadOnly(NotAllowed):
    """A partnership that does not lead the review asked for what only the leading one can do."""

    code = "submissions.lead_only"
    sentence = "Only the partnership that leads the review can query, accept or excuse a return."


class AgencyReturn(Aggregate):
    """One agency's return in one case."""

    TOPIC = "submissions.AgencyReturn"

    agency: str = ""
    through: str = ""
    requested_on: date = date.min
    due_on: date = date.max
    status: Status = Status.REQUESTED
    return_number: int = 0
    answer: Answer | None = None

    @classmethod
    def request(cls, request: ReturnRequest, *, at: datetime) -> Self:
        """Ask an agency for its return."""
        through_another = request.through != request.partnership
        return cls._create(
            SubmissionRequested, id=stream_of(request.case_id, request.agency), **dict(request),
            contributing=(request.through,) if through_another else (), timestamp=at,
        )  # fmt: skip

    def hand_in(self, answer: Answer, *, themes: frozenset[str], at: datetime) -> None:
        """The agency returns; until the return is accepted, a newer one takes the place of an older.

        ``themes`` are the codes of the leading partnership's rule pack.
        """
        if self.status not in {*AWAITED, Status.RETURNED}:
            raise NoLongerAwaited(standing=STANDING[self.status])
        must_be_complete(answer, themes=themes, today=london_date(at))
        self.record(
            SubmissionReturned, at=at, agency=self.agency, return_number=self.return_number + 1,
            days_late=working_days_after(self.due_on, answer.returned_on), **dict(answer),
        )  # fmt: skip

    def query(self, question: str, *, partnership: str, at: datetime) -> None:
        """Ask the agency to add to its return, or to explain it."""
        self._must_be_lead(partnership)
        self._must_be_returned()
        _must_say(question, "The question", QuestionMissing)
        self.record(
            SubmissionQueried,
            at=at,
            agency=self.agency,
            return_number=self.return_number,
            question=question,
        )

    def accept(self, *, partnership: str, at: datetime) -> None:
        """The return is good enough for the meeting."""
        self._must_be_lead(partnership)
        self._must_be_returned()
        self.record(SubmissionAccepted, at=at, agency=self.agency, return_number=self.return_number)

    def excuse(
        self, reason: ExcuseReason, explanation: str, *, partnership: str, at: datetime
    ) -> None:
        """The agency need not send a return, or no more than it has sent."""
        self._must_be_lead(partnership)
        if self.status not in AWAITED:
            raise CannotBeExcused(standing=STANDING[self.status])
        _must_say(explanation, "The explanation", ExplanationMissing)
        self.record(
            SubmissionExcused, at=at, agency=self.agency, reason=reason, explanation=explanation
        )

    def _must_be_lead(self, partnership: str) -> None:
        if partnership != self.partnership:
            raise LeadOnly

    def _must_be_returned(self) -> None:
        if self.status is not Status.RETURNED:
            raise NothingReturned(standing=STANDING[self.status])


class SubmissionRequested(FirstEvent, topic="submissions.SubmissionRequested.v1"):
    """An agency was asked for its return; ``contributing`` may answer on its behalf, too."""

    agency: str
    through: str
    contributing: tuple[str, ...]
    requested_on: date
    due_on: date


class SubmissionReturned(Event, topic="submissions.SubmissionReturned.v1"):
    """A return came in. ``days_late`` is in working days after the due date; zero is on time."""

    agency: str
    return_number: int
    days_late: int
    returned_on: Day
    nil_return: bool
    scoping: ScopingDocument
    chronology: tuple[ChronologyRow, ...]

    @property
    def answer(self) -> Answer:
        """What the agency sent."""
        return Answer(
            returned_on=self.returned_on,
            nil_return=self.nil_return,
            scoping=self.scoping,
            chronology=self.chronology,
        )

    def apply(self, asked: AgencyReturn) -> None:
        """The newest return counts."""
        asked.status = Status.RETURNED
        asked.return_number = self.return_number
        asked.answer = self.answer


class SubmissionQueried(Event, topic="submissions.SubmissionQueried.v1"):
    """The coordinator asked the agency for more."""

    agency: str
    return_number: int
    question: str

    def apply(self, asked: AgencyReturn) -> None:
        """The agency is to return again."""
        asked.status = Status.QUERIED


class SubmissionAccepted(Event, topic="submissions.SubmissionAccepted.v1"):
    """The return is good enough for the meeting."""

    agency: str
    return_number: int

    def apply(self, asked: AgencyReturn) -> None:
        """Nothing more is asked of the agency."""
        asked.status = Status.ACCEPTED


class SubmissionExcused(Event, topic="submissions.SubmissionExcused.v1"):
    """The agency need not send a return."""

    agency: str
    reason: ExcuseReason
    explanation: str

    def apply(self, asked: AgencyReturn) -> None:
        """Nothing more is asked of the agency."""
        asked.status = Status.EXCUSED


def stream_of(case_id: UUID, agency: str) -> UUID:
    """The stream of an agency's return in a case."""
    return uuid5(case_id, f"return:{agency}")


def _must_say(words: str, part: str, missing: type[Invalid]) -> None:
    if not words.strip():
        raise missing
    text_must_fit(part, words)


register_aggregate(AgencyReturn)
