"""An agency's return: it is asked for, it comes, and the coordinator says whether it is enough.

    requested ──return──> returned ──accept──> accepted
        │                  │  ^  └─return: a newer one takes its place, the older stays in history
        │                query return
        │                  v  │
        └────excuse─────> queried ──excuse──> excused

The partnership through which the agency takes part may return on its behalf; whether a return is
enough, and whether it is needed at all, is for the partnership that leads the review. An agency that
was asked in two cases answers once: it may share what it sent there, which is checked by the rules here.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Self
from uuid import UUID, uuid5

from chassis.aggregate import register_aggregate
from chassis.fields import FieldProblem, must_be_no
from chassis.limits import must_fit, text_must_fit
from chassis.rules.working_days import london_date, working_days_after
from services.submissions.domain import refusals as no
from services.submissions.domain.chronology import numbered
from services.submissions.domain.events import (
    SubmissionAccepted,
    SubmissionDueRestated,
    SubmissionExcused,
    SubmissionQueried,
    SubmissionRequested,
    SubmissionReturned,
)
from services.submissions.domain.return_rules import must_be_complete
from services.submissions.domain.scoping import ScopingDocument
from services.submissions.domain.state import ReturnState
from services.submissions.domain.values import (
    STANDING,
    Answer,
    ExcuseReason,
    Origin,
    Query,
    ReturnRequest,
    ReturnRules,
    SectionQuestion,
    SentVersion,
    Status,
)

AWAITED = (Status.REQUESTED, Status.QUERIED)
CHRONOLOGY = "chronology"


class AgencyReturn(ReturnState):
    """One agency's return in one case."""

    TOPIC = "submissions.AgencyReturn"

    @classmethod
    def request(cls, request: ReturnRequest, *, at: datetime) -> Self:
        """Ask an agency for its return."""
        through_another = request.through != request.partnership
        return cls._create(
            SubmissionRequested, id=stream_of(request.case_id, request.agency), **dict(request),
            contributing=(request.through,) if through_another else (), timestamp=at,
        )  # fmt: skip

    def restate_due(self, due_on: date, *, restated_on: date, at: datetime) -> None:
        """The clock of the review was restated; a return that is settled, or due on that day already, stays."""
        if self.status in {*AWAITED, Status.RETURNED} and due_on != self.due_on:
            self.record(
                SubmissionDueRestated, at=at, agency=self.agency, due_on=due_on,
                restated_on=restated_on, rule_pack=self.rule_pack,
            )  # fmt: skip

    def hand_in(
        self, answer: Answer, *, rules: ReturnRules, at: datetime, origin: Origin | None = None
    ) -> None:
        """The agency returns; until the return is accepted, a newer one takes the place of an older.

        ``rules`` are those of the rule pack that the review pinned; ``origin`` is the return that is shared.
        """
        if self.status not in {*AWAITED, Status.RETURNED}:
            raise no.NoLongerAwaited(standing=STANDING[self.status])
        must_be_complete(answer, rules=rules, today=london_date(at))
        content = dict(answer) | {"chronology": numbered(answer.chronology)}
        self.record(
            SubmissionReturned, at=at, agency=self.agency, return_number=self.return_number + 1,
            days_late=working_days_after(self.due_on, answer.returned_on), origin=origin, **content,
        )  # fmt: skip

    def query(
        self,
        question: str,
        *,
        partnership: str,
        at: datetime,
        sections: tuple[SectionQuestion, ...] = (),
    ) -> None:
        """Ask the agency to add to its return, or to explain it: as a whole or section by section."""
        self._must_be_lead(partnership)
        self._must_be_returned()
        must_be_no(self._problems_of_query(question, sections))
        text_must_fit("The question", question)
        must_fit(
            Query(asked_on=london_date(at), return_number=0, question=question, sections=sections)
        )
        self.record(
            SubmissionQueried,
            at=at,
            agency=self.agency,
            return_number=self.return_number,
            question=question,
            sections=sections,
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
            raise no.CannotBeExcused(standing=STANDING[self.status])
        if not explanation.strip():
            raise no.ExplanationMissing().at("explanation")
        text_must_fit("The explanation", explanation)
        self.record(
            SubmissionExcused, at=at, agency=self.agency, reason=reason, explanation=explanation
        )

    def sent(self, return_number: int) -> SentVersion:
        """Where the words of an earlier version stand. Raises ``VersionUnknown``."""
        for version in self.versions:
            if version.return_number == return_number:
                return version
        raise no.VersionUnknown(number=return_number, count=len(self.versions))

    def shared_on(self, returned_on: date) -> tuple[Answer, Origin]:
        """What this return says, to be handed in elsewhere on a day. Raises ``NothingToShare``."""
        if self.answer is None:
            raise no.NothingToShare
        origin = Origin(
            case_id=self.case_id, reference=self.reference, return_number=self.return_number
        )
        return self.answer.model_copy(update={"returned_on": returned_on}), origin

    def _problems_of_query(
        self, question: str, sections: tuple[SectionQuestion, ...]
    ) -> Iterator[FieldProblem]:
        if not question.strip() and not sections:
            yield FieldProblem("question", no.QuestionMissing())
        rows = self.answer.chronology if self.answer else ()
        known = {*ScopingDocument.model_fields, CHRONOLOGY}
        known |= {f"{CHRONOLOGY}.{row.row_id}" for row in rows}
        for place, one in enumerate(sections):
            if one.section not in known:
                unknown = no.SectionUnknown(number=place + 1)
                yield FieldProblem(f"sections.{place}.section", unknown)
            if not one.question.strip():
                yield FieldProblem(f"sections.{place}.question", no.QuestionMissing())

    def _must_be_lead(self, partnership: str) -> None:
        if partnership != self.partnership:
            raise no.LeadOnly

    def _must_be_returned(self) -> None:
        if self.status is not Status.RETURNED:
            raise no.NothingReturned(standing=STANDING[self.status])


def stream_of(case_id: UUID, agency: str) -> UUID:
    """The stream of an agency's return in a case."""
    return uuid5(case_id, f"return:{agency}")


register_aggregate(AgencyReturn)
