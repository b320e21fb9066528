"""Real gRPC doors of all that own a part of a case, on one port: decisions, a team, drafts and forms."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import grpc

from contracts.grpc import (
    common_pb2,
    drafts_pb2_grpc,
    learning_pb2,
    learning_pb2_grpc,
    referral_pb2,
    referral_pb2_grpc,
    retention_pb2,
    retention_pb2_grpc,
    review_pb2,
    review_pb2_grpc,
    submissions_pb2,
    submissions_pb2_grpc,
    team_pb2,
    team_pb2_grpc,
)
from tests.portal.forms_door import FormsDoor
from tests.portal.invented_decisions import meeting, superseded_view, the_team
from tests.portal.running_door import RunningDoor, refuse, running

REFERENCE = "PLY-RR-2026-0012"


class OwnersDoor(
    FormsDoor,
    review_pb2_grpc.ReviewServiceServicer,
    learning_pb2_grpc.LearningServiceServicer,
    team_pb2_grpc.CaseTeamsServicer,
    retention_pb2_grpc.RetentionServicer,
):
    """Answers as the contracts say; remembers which of its methods were called."""

    def __init__(self) -> None:
        super().__init__()
        self.begun = True
        self.before = [superseded_view()]
        self.decisions = [meeting()]
        self.next_gate = review_pb2.NextGate(
            gate="G5", label="Decision about a local review", needs=["Findings: all four"]
        )
        self.team = the_team()
        self.review: review_pb2.Review | None = None
        self.is_restless = False
        """Whether something is recorded each time that somebody has looked at the review."""
        self.report = review_pb2.SignedReport()
        self.waiting: list[referral_pb2.AwaitingAgreement.Case] = []
        self.withheld: list[referral_pb2.NotAgreed.Case] = []
        self.support: list[submissions_pb2.Support.Entry] = []
        self.revealed: list[Any] = []
        self.retention = retention_pb2.RetentionList()
        self.themes: list[learning_pb2.ThemeSeen] = []
        self.undecided: list[referral_pb2.AwaitingDecision.Case] = []

    async def GetReferral(
        self, request: common_pb2.CaseRequest, context: Any
    ) -> referral_pb2.Referral:
        if self.referral is not None:
            return await super().GetReferral(request, context)
        await self._heard("GetReferral", context)
        return referral_pb2.Referral(case_id=request.case_id, decisions=self.before)

    async def GetReview(self, request: common_pb2.CaseRequest, context: Any) -> review_pb2.Review:
        await self._heard("GetReview", context)
        if not self.begun:
            await refuse(context, grpc.StatusCode.NOT_FOUND, "not_found", "There is nothing here.")
        if self.review is not None and self.at_version:
            self.review.version = self.at_version
            self.at_version += self.is_restless
        return self.review or review_pb2.Review(
            case_id=request.case_id, decisions=self.decisions, next_gate=self.next_gate
        )

    async def ScheduleMeeting(
        self, request: review_pb2.ScheduleMeetingRequest, context: Any
    ) -> common_pb2.Recorded:
        recorded = await self._take(request, context)
        if self.review is not None:
            self.review.meeting_at.CopyFrom(request.meeting_at)
            self.review.version = recorded.version
        return recorded

    async def GetReport(
        self, request: common_pb2.CaseRequest, context: Any
    ) -> review_pb2.SignedReport:
        await self._heard("GetReport", context)
        return self.report

    async def CommentOnReport(
        self, request: review_pb2.CommentOnReportRequest, context: Any
    ) -> common_pb2.Recorded:
        return await self._take(request, context)

    async def DecideCSPR(
        self, request: review_pb2.DecideCSPRRequest, context: Any
    ) -> common_pb2.Recorded:
        return await self._take(request, context)

    async def GetTeam(self, request: common_pb2.CaseRequest, context: Any) -> team_pb2.Team:
        await self._heard("GetTeam", context)
        return self.team

    async def ListAwaitingAgreement(
        self, request: referral_pb2.ListAwaitingAgreementRequest, context: Any
    ) -> referral_pb2.AwaitingAgreement:
        await self._heard(f"ListAwaitingAgreement {request.partnership}", context)
        return referral_pb2.AwaitingAgreement(cases=self.waiting)

    async def ListNotAgreed(
        self, request: referral_pb2.ListNotAgreedRequest, context: Any
    ) -> referral_pb2.NotAgreed:
        await self._heard(f"ListNotAgreed {request.partnership}", context)
        return referral_pb2.NotAgreed(cases=self.withheld)

    async def NameMember(self, request: Any, context: Any) -> common_pb2.Recorded:
        return await self._take(request, context)

    async def RemoveMember(self, request: Any, context: Any) -> common_pb2.Recorded:
        return await self._take(request, context)

    async def DeclareConflict(self, request: Any, context: Any) -> common_pb2.Recorded:
        return await self._take(request, context)

    async def ClearConflict(self, request: Any, context: Any) -> common_pb2.Recorded:
        return await self._take(request, context)

    async def BreakGlass(self, request: Any, context: Any) -> common_pb2.Recorded:
        return await self._take(request, context)

    async def ReleaseReturns(self, request: Any, context: Any) -> common_pb2.Recorded:
        return await self._take(request, context)

    async def ReceiveReferral(self, request: Any, context: Any) -> common_pb2.Recorded:
        recorded = await self._take(request, context)
        self.referral = referral_pb2.Referral(
            case_id=request.header.case_id,
            version=1,
            status="awaiting_decision",
            reference=REFERENCE,
        )
        return recorded

    async def ShareReturn(self, request: Any, context: Any) -> common_pb2.Recorded:
        return await self._take(request, context)

    async def NoteSupport(self, request: Any, context: Any) -> submissions_pb2.SupportNoted:
        await self._take(request, context)
        return submissions_pb2.SupportNoted()

    async def ListSupport(self, request: Any, context: Any) -> submissions_pb2.Support:
        await self._heard("ListSupport", context)
        return submissions_pb2.Support(entries=self.support)

    async def RevealIdentities(self, request: Any, context: Any) -> referral_pb2.Identities:
        self.revealed.append(request)
        return await super().RevealIdentities(request, context)

    async def SeenBefore(self, request: Any, context: Any) -> learning_pb2.ThemesSeen:
        await self._heard("SeenBefore", context)
        return learning_pb2.ThemesSeen(themes=self.themes)

    async def ListRetention(self, request: Any, context: Any) -> retention_pb2.RetentionList:
        await self._heard("ListRetention", context)
        return self.retention

    async def EraseCase(self, request: Any, context: Any) -> common_pb2.Recorded:
        return await self._take(request, context)

    async def ListAwaitingDecision(
        self, request: referral_pb2.ListAwaitingDecisionRequest, context: Any
    ) -> referral_pb2.AwaitingDecision:
        await self._heard(f"ListAwaitingDecision {request.partnership}", context)
        return referral_pb2.AwaitingDecision(cases=self.undecided)

    async def _heard(self, method: str, context: Any) -> None:
        await self.caller(context)
        self.asked.append(method)


def add_owners(says: OwnersDoor, server: grpc.aio.Server) -> None:
    """Let a server answer for all of them."""
    referral_pb2_grpc.add_ReferralServiceServicer_to_server(says, server)
    submissions_pb2_grpc.add_SubmissionsServiceServicer_to_server(says, server)
    drafts_pb2_grpc.add_DraftsServicer_to_server(says, server)
    learning_pb2_grpc.add_LearningServiceServicer_to_server(says, server)
    retention_pb2_grpc.add_RetentionServicer_to_server(says, server)
    review_pb2_grpc.add_ReviewServiceServicer_to_server(says, server)
    team_pb2_grpc.add_CaseTeamsServicer_to_server(says, server)


@asynccontextmanager
async def owners_door() -> AsyncIterator[RunningDoor[OwnersDoor]]:
    """The doors, open on a port of their own."""
    async with running(OwnersDoor(), add_owners) as opened:
        yield opened
