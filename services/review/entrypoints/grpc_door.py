"""The door for people: translate the request, ask, translate the answer."""

from __future__ import annotations

from typing import Any, TypeVar

from google.protobuf.message import Message

from chassis.access.admission import admitted
from chassis.aggregate import Value
from chassis.clock import Clock
from chassis.doors.decisions_on_the_wire import decision_of
from chassis.doors.grpc_door import (
    caller,
    cause_of,
    date_of,
    moment_of,
    one_of,
    plain,
    recorded,
    uuid_of,
)
from chassis.errors import NotFound
from chassis.fields import Malformed
from contracts.grpc import common_pb2
from contracts.grpc import review_pb2 as wire
from contracts.grpc import review_pb2_grpc as rpc
from services.review.application.after_the_panel import AfterThePanel
from services.review.application.parallel_processes import ParallelProcesses
from services.review.application.reports import Reports
from services.review.application.reviews import Reviews
from services.review.domain.review import RapidReview, stream_of
from services.review.domain.values import Commissioning, Meeting, Publication, Report, Sending
from services.review.entrypoints.on_the_wire import review_on_the_wire
from services.review.entrypoints.parallel_door import ParallelDoor
from services.review.entrypoints.report_door import ReportDoor
from services.review.readmodel.live_reviews import LiveReviews

V = TypeVar("V", bound=Value)


class ReviewDoor(ParallelDoor, ReportDoor, rpc.ReviewServiceServicer):
    """Answers the calls of contracts/grpc/review.proto."""

    def __init__(
        self,
        reviews: Reviews,
        *,
        after: AfterThePanel,
        parallel: ParallelProcesses,
        reports: Reports,
        live: LiveReviews,
        clock: Clock,
    ) -> None:
        ParallelDoor.__init__(self, parallel, clock)
        ReportDoor.__init__(self, reports, clock)
        self._reviews, self._after, self._live = reviews, after, live

    async def InvolveAgency(
        self, request: wire.InvolveAgencyRequest, context: Any
    ) -> common_pb2.Recorded:
        """Ask one more agency for its return, or decide that it need not be asked."""
        cause = cause_of(request, self._clock)
        decision = decision_of(request.decision) if request.HasField("decision") else None
        kept = self._reviews.involve_agency(cause, agency=request.agency, decision=decision)
        return recorded(await kept)

    async def ScheduleMeeting(
        self, request: wire.ScheduleMeetingRequest, context: Any
    ) -> common_pb2.Recorded:
        """Give the meeting a date."""
        cause = cause_of(request, self._clock)
        if not request.HasField("meeting_at"):
            raise Malformed(field="meeting_at", problem="say when the meeting is")
        meeting_at = moment_of(request.meeting_at, "meeting_at")
        return recorded(await self._reviews.schedule_meeting(cause, meeting_at=meeting_at))

    async def HoldMeeting(
        self, request: wire.HoldMeetingRequest, context: Any
    ) -> common_pb2.Recorded:
        """Record the meeting."""
        cause = cause_of(request, self._clock)
        meeting = _said(Meeting, request)
        return recorded(await self._reviews.hold_meeting(cause, meeting=meeting))

    async def FinaliseReport(
        self, request: wire.FinaliseReportRequest, context: Any
    ) -> common_pb2.Recorded:
        """Make the report final."""
        cause = cause_of(request, self._clock)
        report = _said(Report, request)
        return recorded(await self._reviews.finalise_report(cause, report=report))

    async def DecideCSPR(
        self, request: wire.DecideCSPRRequest, context: Any
    ) -> common_pb2.Recorded:
        """Record the subgroup's decision."""
        cause = cause_of(request, self._clock)
        decision = decision_of(request.decision)
        return recorded(await self._reviews.decide_cspr(cause, decision=decision))

    async def ScrutiniseReport(
        self, request: wire.ScrutiniseReportRequest, context: Any
    ) -> common_pb2.Recorded:
        """Record the leaders' scrutiny."""
        cause = cause_of(request, self._clock)
        decision = decision_of(request.decision)
        return recorded(await self._reviews.scrutinise(cause, decision=decision))

    async def SendToPanel(
        self, request: wire.SendToPanelRequest, context: Any
    ) -> common_pb2.Recorded:
        """Record the sending to the National Panel."""
        cause = cause_of(request, self._clock)
        sending = _said(Sending, request)
        return recorded(await self._reviews.send_to_panel(cause, sending=sending))

    async def RecordPanelReply(
        self, request: wire.RecordPanelReplyRequest, context: Any
    ) -> common_pb2.Recorded:
        """Record the National Panel's reply."""
        cause = cause_of(request, self._clock)
        decision = decision_of(request.decision)
        return recorded(await self._reviews.record_panel_reply(cause, decision=decision))

    async def CloseReview(
        self, request: wire.CloseReviewRequest, context: Any
    ) -> common_pb2.Recorded:
        """Close the review, or keep it open for its actions."""
        cause = cause_of(request, self._clock)
        decision = decision_of(request.decision)
        kept = self._reviews.close(cause, decision=decision, override=request.override)
        return recorded(await kept)

    async def CommentAsScrutineer(
        self, request: wire.CommentAsScrutineerRequest, context: Any
    ) -> common_pb2.Recorded:
        """Keep what the independent scrutineer says."""
        cause = cause_of(request, self._clock)
        commented_on = date_of("commented_on", request.commented_on)
        kept = self._after.comment_as_scrutineer(
            cause, comment=request.comment, commented_on=commented_on
        )
        return recorded(await kept)

    async def RespondToPanel(
        self, request: wire.RespondToPanelRequest, context: Any
    ) -> common_pb2.Recorded:
        """Record how the partners respond to the Panel."""
        cause = cause_of(request, self._clock)
        decision = decision_of(request.decision)
        return recorded(await self._after.respond_to_panel(cause, decision=decision))

    async def CommissionLCSPR(
        self, request: wire.CommissionLCSPRRequest, context: Any
    ) -> common_pb2.Recorded:
        """Decide how the local review is undertaken."""
        cause = cause_of(request, self._clock)
        kept = self._after.commission(
            cause, decision=decision_of(request.decision), override=request.override,
            commissioning=_said(Commissioning, request),
        )  # fmt: skip
        return recorded(await kept)

    async def DecidePublication(
        self, request: wire.DecidePublicationRequest, context: Any
    ) -> common_pb2.Recorded:
        """Decide whether the report of the local review is published."""
        cause = cause_of(request, self._clock)
        kept = self._after.decide_publication(
            cause, decision=decision_of(request.decision), override=request.override,
            publication=_said(Publication, request),
        )  # fmt: skip
        return recorded(await kept)

    async def ReopenReview(
        self, request: wire.ReopenReviewRequest, context: Any
    ) -> common_pb2.Recorded:
        """Open a closed review again."""
        cause = cause_of(request, self._clock)
        decision = decision_of(request.decision)
        return recorded(await self._after.reopen(cause, decision=decision))

    async def GetReview(self, request: common_pb2.CaseRequest, context: Any) -> wire.Review:
        """One review: all of it to its leading partnership, to others the part of theirs."""
        partnerships = caller().partnerships

        def read(review: RapidReview) -> wire.Review:
            if not any(review.is_open_to(partnership) for partnership in partnerships):
                raise NotFound
            return review_on_the_wire(review, partnerships, admitted().only_agencies)

        stream = stream_of(uuid_of("case_id", request.case_id))
        return await self._reviews.look(RapidReview, stream, read)

    async def ListLiveReviews(
        self, request: wire.ListLiveReviewsRequest, context: Any
    ) -> wire.LiveReviews:
        """The live reviews that one of the caller's partnerships leads."""
        caller().must_act_for(request.partnership)
        answer = wire.LiveReviews()
        for live in await self._live.of(request.partnership):
            if live.case_id in admitted().left_out:
                continue
            answer.reviews.add(
                case_id=str(live.case_id),
                reference=live.reference,
                stage=live.stage,
                due_on=live.due_on.isoformat(),
            )
        return answer


def _said(kind: type[V], request: Message) -> V:
    """The fields of a request that make up ``kind``; the header is read elsewhere."""
    content = {
        field: value for field, value in plain(request).items() if field in kind.model_fields
    }
    return one_of("", kind, content)
