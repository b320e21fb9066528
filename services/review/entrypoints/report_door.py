"""The door of a report that was made final: its versions with their signatures, and what is said of them."""

from __future__ import annotations

from typing import Any

from chassis.clock import Clock
from chassis.doors.grpc_door import caller, cause_of, date_of, recorded, uuid_of
from chassis.errors import NotFound
from contracts.grpc import common_pb2
from contracts.grpc import review_pb2 as wire
from contracts.grpc import review_pb2_grpc as rpc
from services.review.application.reports import Reports
from services.review.domain.events import ReportFinalised
from services.review.domain.parallel_events import ReportCommented, ScrutineerCommented
from services.review.domain.review import RapidReview, stream_of
from services.review.domain.values import Report


class ReportDoor(rpc.ReviewServiceServicer):
    """Answers the calls about a report."""

    def __init__(self, reports: Reports, clock: Clock) -> None:
        self._reports, self._clock = reports, clock

    async def CommentOnReport(
        self, request: wire.CommentOnReportRequest, context: Any
    ) -> common_pb2.Recorded:
        """Keep what is said of a section."""
        kept = self._reports.comment(
            cause_of(request, self._clock), section=request.section, comment=request.comment,
            commented_on=date_of("commented_on", request.commented_on),
        )  # fmt: skip
        return recorded(await kept)

    async def GetReport(self, request: common_pb2.CaseRequest, context: Any) -> wire.SignedReport:
        """The report in all its versions, to the partnership that leads."""
        case_id, partnerships = uuid_of("case_id", request.case_id), caller().partnerships

        def read(review: RapidReview) -> wire.SignedReport:
            if review.partnership not in partnerships:
                raise NotFound
            return wire.SignedReport(
                case_id=str(case_id), reference=review.reference, stage=review.stage,
                version=review.version, rule_pack=review.pinned.rule_pack,
            )  # fmt: skip

        answer = await self._reports.look(RapidReview, stream_of(case_id), read)
        for role, event in await self._reports.written(case_id):
            match event:
                case ReportFinalised():
                    _put_version(answer, role, event)
                case ReportCommented() | ScrutineerCommented():
                    _put_comment(answer, role, event)
        return answer


def _put_version(answer: wire.SignedReport, role: str, event: ReportFinalised) -> None:
    known = event.model_dump(mode="json", include=set(Report.model_fields))
    words = wire.FinaliseReportRequest(**known)
    answer.versions.add(report_version=event.report_version, signed_by_role=role, words=words)


def _put_comment(
    answer: wire.SignedReport, role: str, event: ReportCommented | ScrutineerCommented
) -> None:
    """A comment belongs to the version that stood when it was made."""
    section = event.section if isinstance(event, ReportCommented) else ""
    answer.comments.add(
        section=section, comment=event.comment, commented_on=event.commented_on.isoformat(), by_role=role,
        report_version=len(answer.versions),
    )  # fmt: skip
