"""The door for people: translate the request, ask, translate the answer."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from chassis.access.admission import admitted
from chassis.access.roles import COORDINATOR
from chassis.clock import Clock
from chassis.doors.grpc_door import caller, cause_of, one_of, plain, recorded, uuid_of
from chassis.errors import NotFound
from chassis.fields import must_be_no, without
from chassis.rules.working_days import london_date
from chassis.wording import hints_in
from contracts.grpc import common_pb2
from contracts.grpc import submissions_pb2 as wire
from contracts.grpc import submissions_pb2_grpc as rpc
from services.submissions.application.agency_returns import AgencyReturns, NothingRequested
from services.submissions.domain.agency_return import AgencyReturn
from services.submissions.domain.comparing import changes_between
from services.submissions.domain.merging import KEEPERS, merged
from services.submissions.domain.support import SupportOffered
from services.submissions.domain.values import (
    Answer,
    ExcuseReason,
    SectionQuestion,
    Status,
)
from services.submissions.entrypoints.asker import (
    AGENCY_LEAD,
    AGENCY_ROLES,
    agencies_in,
    must_be_of,
    roles_in,
)
from services.submissions.entrypoints.own_records import OwnRecords
from services.submissions.entrypoints.wire_forms import (
    answer_of,
    nil_answer_of,
    put_words,
    row_on_the_wire,
    share_source_of,
    submission_of,
)
from services.submissions.readmodel.case_returns import CaseReturns
from services.submissions.readmodel.outstanding_returns import OutstandingReturns

T = TypeVar("T")


class SubmissionsDoor(rpc.SubmissionsServiceServicer):
    """Answers the calls of contracts/grpc/submissions.proto."""

    def __init__(
        self,
        returns: AgencyReturns,
        own: OwnRecords,
        clock: Clock,
        *,
        outstanding: OutstandingReturns,
        cases: CaseReturns,
    ) -> None:
        self._returns, self._own, self._clock = returns, own, clock
        self._outstanding, self._cases = outstanding, cases

    async def ReturnSubmission(
        self, request: wire.ReturnSubmissionRequest, context: Any
    ) -> common_pb2.Recorded:
        """An agency sends its return."""
        cause = cause_of(request, self._clock)
        kept = await self._returns.hand_in(cause, request.agency, answer_of(request))
        await self._own.drop_draft(request.header, request.agency)
        return recorded(kept, request)

    async def EnterNilReturn(
        self, request: wire.EnterNilReturnRequest, context: Any
    ) -> common_pb2.Recorded:
        """An agency says that it does not know the family."""
        cause = cause_of(request, self._clock)
        with without("scoping."):  # The short form has its answers side by side.
            kept = await self._returns.hand_in(cause, request.agency, nil_answer_of(request))
        await self._own.drop_draft(request.header, request.agency)
        return recorded(kept)

    async def ShareReturn(
        self, request: wire.ShareReturnRequest, context: Any
    ) -> common_pb2.Recorded:
        """An agency answers once: what it sent in another case."""
        cause = cause_of(request, self._clock)
        kept = await self._returns.share(
            cause,
            request.agency,
            share_source_of(request),
            partnerships=_sources(request.agency),
        )
        await self._own.drop_draft(request.header, request.agency)
        return recorded(kept)

    async def QuerySubmission(
        self, request: wire.QuerySubmissionRequest, context: Any
    ) -> common_pb2.Recorded:
        """The coordinator asks for more."""
        cause = cause_of(request, self._clock)
        sections = [plain(section) for section in request.sections]
        kept = await self._returns.query(
            cause,
            request.agency,
            request.question,
            one_of("sections", tuple[SectionQuestion, ...], sections),
        )
        return recorded(kept)

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
        case_id, number = uuid_of("case_id", request.case_id), request.return_number

        def read(asked: AgencyReturn) -> wire.Submission:
            submission = submission_of(asked)
            if asked.answer is not None and number in {0, asked.return_number}:
                put_words(submission, asked.answer)
            return submission

        submission = await self._look(case_id, request.agency, read)
        if number and number != submission.return_number:
            put_words(submission, await self._version(case_id, request.agency, number))
            submission.return_number = number
        return submission

    async def CompareVersions(
        self, request: wire.CompareVersionsRequest, context: Any
    ) -> wire.Comparison:
        """What changed between two versions of a return."""
        case_id = uuid_of("case_id", request.case_id)
        earlier = await self._version(case_id, request.agency, request.earlier)
        later = await self._version(case_id, request.agency, request.later)
        changes = changes_between(earlier, later)
        return wire.Comparison(
            changes=[wire.Comparison.Change(part=one.part, change=one.change) for one in changes]
        )

    async def MergedChronology(
        self, request: wire.MergedChronologyRequest, context: Any
    ) -> wire.Chronology:
        """The chronologies of a case in one: of accepted returns, and for who keeps the review of all that came.

        Agency people see their own agencies' rows.
        """
        asker, case_id = caller(), uuid_of("case_id", request.case_id)
        answer, chronologies, roles = wire.Chronology(), [], frozenset[str]()

        def read(asked: AgencyReturn) -> AgencyReturn:
            if asked.partnership not in asker.partnerships:
                raise NotFound
            return asked

        agencies = await self._cases.agencies(case_id)
        for agency in agencies:
            asked = await self._returns.agency_return(case_id, agency, read)
            roles = roles_in(asker, asked.partnership)
            own_only = not roles - AGENCY_ROLES
            if own_only and agency not in agencies_in(asker, asked.partnership):
                continue
            awaited = asked.status is not Status.ACCEPTED and not roles & KEEPERS
            rows = () if asked.answer is None or awaited else asked.answer.chronology
            answer.sources.add(
                agency=agency,
                status=asked.status,
                return_number=asked.return_number,
                rows=len(rows),
            )
            chronologies.append((agency, rows))
        if not agencies:
            raise NothingRequested
        answer.rows.extend(row_on_the_wire(one) for one in merged(chronologies, roles=roles))
        return answer

    async def ListOutstanding(
        self, request: wire.ListOutstandingRequest, context: Any
    ) -> wire.Outstanding:
        """Returns still to come that the caller's partnerships wait for or see to."""
        asker = caller()
        if request.partnership:
            asker.must_act_for(request.partnership)
        partnerships = (request.partnership,) if request.partnership else asker.partnerships
        answer = wire.Outstanding()
        seen = admitted()
        for waiting in await self._outstanding.of(partnerships, request.agency):
            if waiting.case_id in seen.left_out or not seen.may_see(waiting.agency):
                continue
            answer.items.add(
                case_id=str(waiting.case_id), reference=waiting.reference, agency=waiting.agency,
                status=waiting.status, due_on=waiting.due_on.isoformat(),
                partnership=waiting.partnership, through=waiting.through,
            )  # fmt: skip
        return answer

    async def CheckWords(self, request: wire.CheckWordsRequest, context: Any) -> wire.WordingHints:
        """Words that blame, in texts that nobody keeps."""
        hints = hints_in({one.field: one.text for one in request.texts})
        return wire.WordingHints(hints=[wire.WordingHints.Hint(**dict(hint)) for hint in hints])

    async def NoteSupport(
        self, request: wire.NoteSupportRequest, context: Any
    ) -> wire.SupportNoted:
        """An agency notes for itself what it offered to a practitioner."""
        cause = cause_of(request, self._clock)
        given = {name: getattr(request, name) for name in SupportOffered.model_fields}
        offered: SupportOffered = one_of("", SupportOffered, given)
        await self._must_be_own(cause.case_id, request.agency, cause.partnership)
        offered.must_be_complete(london_date(self._clock()))
        must_be_no(cause.unfit)
        await self._own.support.add(cause.causation_id, cause.case_id, request.agency, offered)
        return wire.SupportNoted()

    async def ListSupport(self, request: wire.ListSupportRequest, context: Any) -> wire.Support:
        """What an agency offered to its practitioners, for its own people."""
        case_id = uuid_of("case_id", request.case_id)
        await self._must_be_own(case_id, request.agency, request.partnership)
        answer = wire.Support()
        for one in await self._own.support.of(case_id, request.agency):
            answer.entries.add(**one.model_dump(mode="json"))
        return answer

    async def GetAgencyDrafts(
        self, request: wire.GetAgencyDraftsRequest, context: Any
    ) -> wire.AgencyDrafts:
        """Drafts of a return, for the safeguarding lead of the same agency to read."""
        case_id = uuid_of("case_id", request.case_id)
        await self._must_be_own(
            case_id, request.agency, request.partnership, roles=frozenset({AGENCY_LEAD})
        )
        answer = wire.AgencyDrafts()
        drafts = await self._own.drafts_of(request.partnership, case_id, request.agency)
        for author, draft in drafts:
            answer.drafts.add(
                author=author, revision=draft.revision, saved_at=draft.saved_at.isoformat(),
                content=draft.content,
            )  # fmt: skip
        return answer

    async def _must_be_own(
        self, case_id: UUID, agency: str, partnership: str, roles: frozenset[str] = AGENCY_ROLES
    ) -> None:
        caller().must_act_for(partnership)
        must_be_of(caller(), agency, partnership, roles=roles)
        await self._returns.look_into(case_id, agency, (partnership,), lambda _asked: None)

    async def _version(self, case_id: UUID, agency: str, number: int) -> Answer:
        sent = await self._look(case_id, agency, lambda asked: asked.sent(number))
        return await self._returns.version(case_id, agency, sent)

    async def _look(self, case_id: UUID, agency: str, read: Callable[[AgencyReturn], T]) -> T:
        # The guard has looked already: nobody reads another agency's words for a mistake there.
        if not admitted().may_see(agency):
            raise NothingRequested
        return await self._returns.look_into(case_id, agency, caller().partnerships, read)


def _sources(agency: str) -> list[str]:
    """The partnerships in whose cases a return of the agency may be read to answer another one with it."""
    asker = admitted().asker or caller()
    return [
        one.partnership
        for one in asker.memberships
        if one.agency == agency or one.role == COORDINATOR
    ]
