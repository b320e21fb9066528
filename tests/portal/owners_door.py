"""Real gRPC doors of all that own a part of a case, on one port: decisions, a team, drafts and forms."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import grpc

from contracts.grpc import (
    common_pb2,
    drafts_pb2_grpc,
    learning_pb2_grpc,
    referral_pb2,
    referral_pb2_grpc,
    review_pb2,
    review_pb2_grpc,
    submissions_pb2_grpc,
    team_pb2,
    team_pb2_grpc,
)
from tests.portal.forms_door import FormsDoor
from tests.portal.invented_decisions import meeting, superseded_view, the_team
from tests.portal.running_door import RunningDoor, refuse, running


class OwnersDoor(
    FormsDoor,
    review_pb2_grpc.ReviewServiceServicer,
    learning_pb2_grpc.LearningServiceServicer,
    team_pb2_grpc.CaseTeamsServicer,
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
        self.waiting: list[referral_pb2.AwaitingAgreement.Case] = []

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
        return review_pb2.Review(
            case_id=request.case_id, decisions=self.decisions, next_gate=self.next_gate
        )

    async def GetTeam(self, request: common_pb2.CaseRequest, context: Any) -> team_pb2.Team:
        await self._heard("GetTeam", context)
        return self.team

    async def ListAwaitingAgreement(
        self, request: referral_pb2.ListAwaitingAgreementRequest, context: Any
    ) -> referral_pb2.AwaitingAgreement:
        await self._heard(f"ListAwaitingAgreement {request.partnership}", context)
        return referral_pb2.AwaitingAgreement(cases=self.waiting)

    async def _heard(self, method: str, context: Any) -> None:
        await self.caller(context)
        self.asked.append(method)


def add_owners(says: OwnersDoor, server: grpc.aio.Server) -> None:
    """Let a server answer for all of them."""
    referral_pb2_grpc.add_ReferralServiceServicer_to_server(says, server)
    submissions_pb2_grpc.add_SubmissionsServiceServicer_to_server(says, server)
    drafts_pb2_grpc.add_DraftsServicer_to_server(says, server)
    learning_pb2_grpc.add_LearningServiceServicer_to_server(says, server)
    review_pb2_grpc.add_ReviewServiceServicer_to_server(says, server)
    team_pb2_grpc.add_CaseTeamsServicer_to_server(says, server)


@asynccontextmanager
async def owners_door() -> AsyncIterator[RunningDoor[OwnersDoor]]:
    """The doors, open on a port of their own."""
    async with running(OwnersDoor(), add_owners) as opened:
        yield opened
