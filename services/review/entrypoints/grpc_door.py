"""The door for people: translate the request, ask, translate the answer."""

from __future__ import annotations

from typing import Any, TypeVar

from google.protobuf.message import Message

from chassis.aggregate import Value
from chassis.clock import Clock
from chassis.doors.grpc_door import (
    Malformed,
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
from contracts.grpc import common_pb2
from contracts.grpc import review_pb2 as wire
from contracts.grpc import review_pb2_grpc as rpc
from services.review.application.reviews import Reviews
from services.review.domain.review import RapidReview, stream_of
from services.review.domain.values import (
    CSPRDecision,
    Meeting,
    PanelReply,
    Recommendation,
    Report,
    Scrutiny,
    Sending,
)
from services.review.readmodel.live_reviews import LiveReviews

V = TypeVar("V", bound=Value)


class ReviewDoor(rpc.ReviewServiceServicer):
    """Answers the calls of contracts/grpc/review.proto."""

    def __init__(self, reviews: Reviews, live: LiveReviews, clock: Clock) -> None:
        self._reviews, self._live, self._clock = reviews, live, clock

    async def InvolveAgency(
        self, request: wire.InvolveAgencyRequest, context: Any
    ) -> common_pb2.Recorded:
        """Ask one more agency for its return."""
        cause = cause_of(request, self._clock)
        return recorded(await self._reviews.involve_agency(cause, agency=request.agency))

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
        meeting = _said("meeting", Meeting, request)
        return recorded(await self._reviews.hold_meeting(cause, meeting=meeting))

    async def FinaliseReport(
        self, request: wire.FinaliseReportRequest, context: Any
    ) -> common_pb2.Recorded:
        """Make the report final."""
        cause = cause_of(request, self._clock)
        report = _said("report", Report, request)
        return recorded(await self._reviews.finalise_report(cause, report=report))

    async def DecideCSPR(
        self, request: wire.DecideCSPRRequest, context: Any
    ) -> common_pb2.Recorded:
        """Record the subgroup's decision."""
        cause = cause_of(request, self._clock)
        decision = _said("decision", CSPRDecision, request)
        return recorded(await self._reviews.decide_cspr(cause, decision=decision))

    async def ScrutiniseReport(
        self, request: wire.ScrutiniseReportRequest, context: Any
    ) -> common_pb2.Recorded:
        """Record the leaders' scrutiny."""
        cause = cause_of(request, self._clock)
        scrutiny = _said("scrutiny", Scrutiny, request)
        return recorded(await self._reviews.scrutinise(cause, scrutiny=scrutiny))

    async def SendToPanel(
        self, request: wire.SendToPanelRequest, context: Any
    ) -> common_pb2.Recorded:
        """Record the sending to the National Panel."""
        cause = cause_of(request, self._clock)
        sending = _said("sending", Sending, request)
        return recorded(await self._reviews.send_to_panel(cause, sending=sending))

    async def RecordPanelReply(
        self, request: wire.RecordPanelReplyRequest, context: Any
    ) -> common_pb2.Recorded:
        """Record the National Panel's reply."""
        cause = cause_of(request, self._clock)
        reply = _said("reply", PanelReply, request)
        return recorded(await self._reviews.record_panel_reply(cause, reply=reply))

    async def CloseReview(
        self, request: wire.CloseReviewRequest, context: Any
    ) -> common_pb2.Recorded:
        """Close the review."""
        cause = cause_of(request, self._clock)
        closed_on = date_of("closed_on", request.closed_on)
        return recorded(await self._reviews.close(cause, closed_on=closed_on))

    async def GetReview(self, request: common_pb2.CaseRequest, context: Any) -> wire.Review:
        """One review: all of it to its leading partnership, its own part to one that contributes."""
        partnerships = caller().partnerships

        def read(review: RapidReview) -> wire.Review:
            if not any(review.is_open_to(partnership) for partnership in partnerships):
                raise NotFound
            leads = review.partnership in partnerships
            return _on_the_wire(review, review.partnerships if leads else partnerships)

        stream = stream_of(uuid_of("case_id", request.case_id))
        return await self._reviews.look(RapidReview, stream, read)

    async def ListLiveReviews(
        self, request: wire.ListLiveReviewsRequest, context: Any
    ) -> wire.LiveReviews:
        """The live reviews that one of the caller's partnerships leads."""
        caller().must_act_for(request.partnership)
        answer = wire.LiveReviews()
        for live in await self._live.of(request.partnership):
            answer.reviews.add(
                case_id=str(live.case_id),
                reference=live.reference,
                stage=live.stage,
                due_on=live.due_on.isoformat(),
            )
        return answer


def _said(name: str, kind: type[V], request: Message) -> V:
    """The fields of a request that make up ``kind``; the header is read elsewhere."""
    content = {
        field: value for field, value in plain(request).items() if field in kind.model_fields
    }
    return one_of(name, kind, content)


def _on_the_wire(review: RapidReview, partnerships: tuple[str, ...]) -> wire.Review:
    """The review as far as it concerns ``partnerships``: their agencies, and what those are to do."""
    rules = review.pinned
    answer = wire.Review(
        case_id=str(review.case_id), reference=review.reference, partnership=review.partnership,
        version=review.version, stage=review.stage, rule_pack=rules.rule_pack, round=review.round,
        clock_started_on=rules.clock_started_on.isoformat(), due_on=rules.due_on.isoformat(),
        contributing_partnerships=review.contributing, learning_drafted=review.learning_drafted,
    )  # fmt: skip
    for milestone in rules.milestones:
        answer.milestones.add(**milestone.model_dump(mode="json"))
    for code, agency in review.agencies.items():
        if agency.through in partnerships:
            answer.agencies.add(agency=code, return_status=agency.return_status)
    for one in review.recommendations:
        if _concerns(one, review, partnerships):
            answer.recommendations.add(**one.model_dump(mode="json"))
    return answer


def _concerns(one: Recommendation, review: RapidReview, partnerships: tuple[str, ...]) -> bool:
    if review.partnership in partnerships:
        return True
    owner = review.agencies.get(one.owner)
    return owner is not None and owner.through in partnerships
