"""The door for people: translate the request, ask, translate the answer."""

from __future__ import annotations

from typing import Any

from chassis.clock import Clock
from chassis.doors.grpc_door import (
    caller,
    cause_of,
    date_of,
    one_of,
    plain,
    recorded,
    uuid_of,
    value_of,
)
from chassis.errors import NotFound
from contracts.grpc import common_pb2
from contracts.grpc import submissions_pb2 as wire
from contracts.grpc import submissions_pb2_grpc as rpc
from services.submissions.application.agency_returns import AgencyReturns
from services.submissions.domain.agency_return import AgencyReturn
from services.submissions.domain.values import (
    Answer,
    ChronologyRow,
    ExcuseReason,
    ScopingDocument,
)
from services.submissions.readmodel.outstanding_returns import OutstandingReturns


class SubmissionsDoor(rpc.SubmissionsServiceServicer):
    """Answers the calls of contracts/grpc/submissions.proto."""

    def __init__(
        self, returns: AgencyReturns, outstanding: OutstandingReturns, clock: Clock
    ) -> None:
        self._returns, self._outstanding, self._clock = returns, outstanding, clock

    async def ReturnSubmission(
        self, request: wire.ReturnSubmissionRequest, context: Any
    ) -> common_pb2.Recorded:
        """An agency sends its return."""
        cause = cause_of(request, self._clock)
        rows = [plain(row) for row in request.chronology]
        answer = Answer(
            returned_on=date_of("returned_on", request.returned_on),
            nil_return=request.nil_return,
            scoping=value_of("scoping", ScopingDocument, request.scoping),
            chronology=one_of("chronology", tuple[ChronologyRow, ...], rows),
        )
        return recorded(await self._returns.hand_in(cause, request.agency, answer))

    async def QuerySubmission(
        self, request: wire.QuerySubmissionRequest, context: Any
    ) -> common_pb2.Recorded:
        """The coordinator asks for more."""
        cause = cause_of(request, self._clock)
        return recorded(await self._returns.query(cause, request.agency, request.question))

    async def AcceptSubmission(
        self, request: wire.AcceptSubmissionRequest, context: Any
    ) -> common_pb2.Recorded:
        """The return is good enough for the meeting."""
        cause = cause_of(request, self._clock)
        return recorded(await self._returns.accept(cause, request.agency))

    async def ExcuseSubmission(
        self, request: wire.ExcuseSubmissionRequest, context: Any
    ) -> common_pb2.Recorded:
        """The agency need not send a return."""
        kept = await self._returns.excuse(
            cause_of(request, self._clock),
            request.agency,
            reason=one_of("reason", ExcuseReason, request.reason),
            explanation=request.explanation,
        )
        return recorded(kept)

    async def GetSubmission(
        self, request: wire.GetSubmissionRequest, context: Any
    ) -> wire.Submission:
        """One return, for the partnership that leads and the one through which the agency takes part."""
        asker = caller()

        def read(asked: AgencyReturn) -> wire.Submission:
            if not any(asked.is_open_to(partnership) for partnership in asker.partnerships):
                raise NotFound
            return _on_the_wire(asked)

        case_id = uuid_of("case_id", request.case_id)
        return await self._returns.agency_return(case_id, request.agency, read)

    async def ListOutstanding(
        self, request: wire.ListOutstandingRequest, context: Any
    ) -> wire.Outstanding:
        """Returns still to come that one of the caller's partnerships waits for or sees to."""
        caller().must_act_for(request.partnership)
        answer = wire.Outstanding()
        for waiting in await self._outstanding.of(request.partnership):
            answer.items.add(
                case_id=str(waiting.case_id),
                reference=waiting.reference,
                agency=waiting.agency,
                status=waiting.status,
                due_on=waiting.due_on.isoformat(),
            )
        return answer


def _on_the_wire(asked: AgencyReturn) -> wire.Submission:
    submission = wire.Submission(
        case_id=str(asked.case_id), reference=asked.reference, partnership=asked.partnership,
        agency=asked.agency, version=asked.version, status=asked.status,
        requested_on=asked.requested_on.isoformat(), due_on=asked.due_on.isoformat(),
        return_number=asked.return_number,
    )  # fmt: skip
    if asked.answer is not None:
        submission.nil_return = asked.answer.nil_return
        scoping = asked.answer.scoping.model_dump(mode="json", exclude_none=True)
        submission.scoping.CopyFrom(wire.ScopingDocument(**scoping))
        for row in asked.answer.chronology:
            submission.chronology.add(**row.model_dump(mode="json"))
    return submission
