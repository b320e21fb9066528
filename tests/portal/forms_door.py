"""A real gRPC door that takes forms: drafts as every service keeps them, and the commands that tests send."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import grpc

from chassis.fields import FieldProblem
from contracts.grpc import (
    common_pb2,
    drafts_pb2_grpc,
    referral_pb2_grpc,
    submissions_pb2_grpc,
)
from contracts.grpc import drafts_pb2 as drafts
from contracts.grpc import referral_pb2 as referral
from contracts.grpc import submissions_pb2 as submissions
from tests.portal.running_door import Answering, refuse

CASE = "1b4e28ba-2fa1-41d2-883f-0016d3cca427"
AGENCY = "plymouth-hospital"
SAVED_AT = datetime(2026, 9, 7, 13, 3, tzinfo=UTC)
MOVED_ON = (grpc.StatusCode.ABORTED, "stale", "Changed meanwhile.")
STALE = (grpc.StatusCode.ABORTED, "draft.saved_elsewhere", "Saved in another window.")


class FormsDoor(
    Answering,
    referral_pb2_grpc.ReferralServiceServicer,
    submissions_pb2_grpc.SubmissionsServiceServicer,
    drafts_pb2_grpc.DraftsServicer,
):
    """Answers as the contracts say; remembers what it was asked to do."""

    def __init__(self) -> None:
        super().__init__()
        self.drafts: dict[tuple[str, str, str], drafts.Draft] = {}
        self.commands: dict[str, Any] = {}
        self.asked: list[str] = []
        self.problems: list[FieldProblem] = []
        self.refuse_commands_with: tuple[grpc.StatusCode, str, str] | None = None
        self.at_version = 0
        """The version that a new command must have seen; each that is taken makes it one more. 0: any will do."""
        self.referral: referral.Referral | None = None
        self.submission = submissions.Submission(
            case_id=CASE, reference="PLY-RR-2026-0007", partnership="PLY", agency=AGENCY, version=1,
            status="requested", due_on="2026-11-20",
        )  # fmt: skip
        self.chronology = submissions.Chronology()
        self.versions: dict[int, submissions.Submission] = {}
        self.comparison = submissions.Comparison()
        self.worksheets: list[referral.NotificationWorksheetRequest] = []

    async def SaveDraft(self, request: drafts.SaveDraftRequest, context: Any) -> drafts.DraftSaved:
        key = await self._key(request.form, request.about, context)
        kept = self.drafts.get(key)
        if (kept.revision if kept else 0) != request.revision:
            await refuse(context, *STALE)
        saved = drafts.Draft(
            form=request.form, about=request.about, revision=request.revision + 1,
            content=request.content,
        )  # fmt: skip
        saved.saved_at.FromDatetime(SAVED_AT)
        self.drafts[key] = saved
        return drafts.DraftSaved(revision=saved.revision, saved_at=saved.saved_at)

    async def GetDraft(self, request: drafts.GetDraftRequest, context: Any) -> drafts.Draft:
        key = await self._key(request.form, request.about, context)
        if key not in self.drafts:
            await refuse(context, grpc.StatusCode.NOT_FOUND, "not_found", "There is no draft.")
        return self.drafts[key]

    async def ListMyDrafts(
        self, request: drafts.ListMyDraftsRequest, context: Any
    ) -> drafts.MyDrafts:
        caller = await self.caller(context)
        self.asked.append("ListMyDrafts")
        mine = [one for (person, _, _), one in self.drafts.items() if person == caller.person]
        return drafts.MyDrafts(drafts=mine)

    async def DropDraft(
        self, request: drafts.DropDraftRequest, context: Any
    ) -> drafts.DraftDropped:
        self.drafts.pop(await self._key(request.form, request.about, context), None)
        return drafts.DraftDropped()

    async def GetReferral(self, request: common_pb2.CaseRequest, context: Any) -> referral.Referral:
        await self.caller(context)
        self.asked.append("GetReferral")
        if self.referral is None:
            await refuse(context, grpc.StatusCode.NOT_FOUND, "not_found", "There is no such case.")
        return self.referral or referral.Referral()

    async def RevealIdentities(
        self, request: referral.RevealIdentitiesRequest, context: Any
    ) -> referral.Identities:
        await self.caller(context)
        return referral.Identities(
            children=[referral.Child(name="Ada Invented")], referrer_name="Nadia Example"
        )

    async def ListAwaitingAgreement(
        self, request: referral.ListAwaitingAgreementRequest, context: Any
    ) -> referral.AwaitingAgreement:
        await self.caller(context)
        self.asked.append("ListAwaitingAgreement")
        return referral.AwaitingAgreement()

    async def ListOutstanding(
        self, request: submissions.ListOutstandingRequest, context: Any
    ) -> submissions.Outstanding:
        await self.caller(context)
        self.asked.append("ListOutstanding")
        return submissions.Outstanding()

    async def GetSubmission(
        self, request: submissions.GetSubmissionRequest, context: Any
    ) -> submissions.Submission:
        await self.caller(context)
        self.asked.append("GetSubmission")
        return self.versions.get(request.return_number, self.submission)

    async def CompareVersions(
        self, request: submissions.CompareVersionsRequest, context: Any
    ) -> submissions.Comparison:
        await self.caller(context)
        self.asked.append(f"CompareVersions {request.earlier} {request.later}")
        return self.comparison

    async def MergedChronology(
        self, request: submissions.MergedChronologyRequest, context: Any
    ) -> submissions.Chronology:
        await self.caller(context)
        self.asked.append("MergedChronology")
        return self.chronology

    async def GetAgencyDrafts(
        self, request: submissions.GetAgencyDraftsRequest, context: Any
    ) -> submissions.AgencyDrafts:
        await self.caller(context)
        answer = submissions.AgencyDrafts()
        for (person, form, _), one in self.drafts.items():
            if form == "agency_return":
                answer.drafts.add(author=person, saved_at="2026-09-07", content=one.content)
        return answer

    async def CheckWords(
        self, request: submissions.CheckWordsRequest, context: Any
    ) -> submissions.WordingHints:
        await self.caller(context)
        answer = submissions.WordingHints()
        for one in request.texts:
            if "failed to" in one.text:
                answer.hints.add(
                    field=one.field, word="failed to", suggestion="say what stood in the way"
                )
        return answer

    async def NotificationWorksheet(
        self, request: referral.NotificationWorksheetRequest, context: Any
    ) -> referral.Worksheet:
        await self.caller(context)
        self.asked.append("NotificationWorksheet")
        self.worksheets.append(request)
        name = "Ada Invented" if request.with_identities else "(asked for with the identities)"
        told = referral.Worksheet(reference="PLY-RR-2026-0007", notice=request.notice, missing=1)
        told.fields.add(section="Notice", code="authority", label="Local authority", missing=True)
        told.fields.add(section="Notice", code="sent", label="Sent", value="2026-09-07 09:30")
        told.fields.add(
            section="Notice",
            code="agencies",
            label="Agencies",
            value="devon-and-cornwall-police, plymouth-childrens-social-care",
        )
        told.fields.add(section="Child A", code="name", label="Name", value=name)
        return told

    async def PrepareReferral(
        self, request: referral.PrepareReferralRequest, context: Any
    ) -> common_pb2.Recorded:
        recorded = await self._take(request, context)
        self.referral = referral.Referral(
            case_id=request.header.case_id, version=recorded.version, status="awaiting_agreement"
        )
        return recorded

    async def RecordAgreement(
        self, request: referral.RecordAgreementRequest, context: Any
    ) -> common_pb2.Recorded:
        return await self._take(request, context)

    async def ReturnSubmission(
        self, request: submissions.ReturnSubmissionRequest, context: Any
    ) -> common_pb2.Recorded:
        return await self._take(request, context)

    async def QuerySubmission(
        self, request: submissions.QuerySubmissionRequest, context: Any
    ) -> common_pb2.Recorded:
        return await self._take(request, context)

    async def AcceptSubmission(
        self, request: submissions.AcceptSubmissionRequest, context: Any
    ) -> common_pb2.Recorded:
        return await self._take(request, context)

    async def _take(self, request: Any, context: Any) -> common_pb2.Recorded:
        await self.caller(context)
        if self.refuse_commands_with:
            await refuse(context, *self.refuse_commands_with)
        if self.problems:
            first = self.problems[0].refusal
            await refuse(
                context, grpc.StatusCode.INVALID_ARGUMENT, first.code, first.message, self.problems
            )
        is_new = request.header.command_id not in self.commands
        if self.at_version and is_new:
            if request.header.seen_version != self.at_version:
                await refuse(context, *MOVED_ON)
            self.at_version += 1
        self.commands.setdefault(request.header.command_id, request)
        return common_pb2.Recorded(case_id=request.header.case_id, version=self.at_version or 1)

    async def _key(self, form: str, about: str, context: Any) -> tuple[str, str, str]:
        caller = await self.caller(context)
        self.asked.append("draft")
        return caller.person, form, about

    @property
    def taken(self) -> list[Any]:
        """The commands that took effect, each once."""
        return list(self.commands.values())
