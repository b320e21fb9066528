"""One invented case, step by step, as its coordinator and the other services bring it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

from contracts.events.learning import BriefingDrafted
from contracts.events.referral import ReferralDecided
from contracts.events.submissions import SubmissionReturned
from contracts.grpc import common_pb2
from contracts.grpc import decision_pb2 as wire_of_decisions
from contracts.grpc import review_pb2 as wire
from contracts.grpc import review_pb2_grpc as rpc
from tests.support.service import ServiceUnderTest, command_header

CANARY = "Zephyrine Quillfeather"
"""A planted name: it stands in every free text and may not be found outside the event store."""

AT = datetime(2026, 10, 30, 10, 0, tzinfo=UTC)
DECIDED_AT = datetime(2026, 9, 7, 10, 0, tzinfo=UTC)
REFERENCE = "PLY-RR-2026-0001"
SOCIAL_CARE = "plymouth-childrens-social-care"
DEVON_HOSPITAL = "devon-hospital"
PARTNERS = ("local_authority", "icb", "police")
SECTIONS = (
    "facts", "involvement", "lived_experience", "identity_and_context", "immediate_action", "good_practice",
    "learning", "national_learning", "actions_taken", "next_steps", "national_view", "parallel_processes",
    "family_involvement", "returns", "sharing_plan",
)  # fmt: skip
CRITERIA = (
    "lcspr.improvements",
    "lcspr.recurrent_themes",
    "lcspr.working_together",
    "lcspr.panel_prefers_local",
)


def decided(case_id: UUID, **changed: Any) -> ReferralDecided:
    """The partners decided to initiate a review with two agencies, one of them Devon's."""
    content: dict[str, Any] = {
        "case_id": case_id,
        "reference": REFERENCE,
        "partnership": "PLY",
        "outcome": "initiate",
        "decided_on": date(2026, 9, 7),
        "notified_on": date(2026, 9, 4),
        "views": {"icb": "criteria_met"},
        "agencies": (SOCIAL_CARE, DEVON_HOSPITAL),
        "other_partnerships": ("DEV",),
    }
    return ReferralDecided(**(content | changed))


def returned(case_id: UUID, agency: str) -> SubmissionReturned:
    """An agency sent its return."""
    return SubmissionReturned(
        case_id=case_id, reference=REFERENCE, partnership="PLY", agency=agency,
        returned_on=date(2026, 9, 15), return_number=1, nil_return=False, days_late=0,
        chronology_rows=12, themes=("early_help",), completed_with_practitioners=True,
    )  # fmt: skip


def drafted(case_id: UUID, kind: str = "rapid_review") -> BriefingDrafted:
    """A learning briefing was begun."""
    return BriefingDrafted(
        case_id=case_id, reference=REFERENCE, partnership="PLY", kind=kind,
        drafted_on=date(2026, 10, 1), themes=("early_help",),
    )  # fmt: skip


class Journey:
    """A coordinator's steps through one review; each is a call of the real door."""

    def __init__(self, service: ServiceUnderTest, case_id: UUID) -> None:
        self.service, self.case_id = service, case_id
        self.stub = rpc.ReviewServiceStub(service.channel)
        self.person: tuple[tuple[str, str], ...] = service.as_person()
        self.asked: list[Any] = []

    def header(self, **options: Any) -> common_pb2.CommandHeader:
        return command_header(self.case_id, **({"at": AT} | options))

    async def begin(self, **changed: Any) -> None:
        event = decided(self.case_id, **changed)
        await self.service.teller.tell(self.service.teller.envelope(event, at=DECIDED_AT))

    async def tell(self, event: Any) -> None:
        await self.service.teller.tell(self.service.teller.envelope(event, at=AT))

    async def all_returned(self) -> None:
        for agency in (SOCIAL_CARE, DEVON_HOSPITAL):
            await self.tell(returned(self.case_id, agency))

    def decided(self, on: str, outcome: str, **changed: Any) -> wire_of_decisions.Decision:
        """A decision with all that any gate asks for, and the planted name in each of its free texts."""
        of = wire_of_decisions
        words = f"Of {CANARY}."
        findings = [
            of.Finding(criterion=code, finding="not_met", reason=words)
            for code in CRITERIA if outcome in {"lcspr", "no_lcspr", "other_route", "defer"}
        ]  # fmt: skip
        content: dict[str, Any] = {
            "decided_on": on, "outcome": outcome, "rationale": words, "conditions": words,
            "escalated_to": words, "findings": findings,
            "attendance": [of.Attendance(body=one, presence="present") for one in PARTNERS],
            "views": [of.View(partner=one, view="agree", reason=words) for one in PARTNERS],
        }  # fmt: skip
        return of.Decision(**(content | changed))

    def meeting(
        self, on: str = "2026-09-21", outcome: str = "recommend_lcspr", **changed: Any
    ) -> wire.HoldMeetingRequest:
        content: dict[str, Any] = {
            "header": self.header(),
            "decision": self.decided(on, outcome, review_on="2026-10-01" if outcome == "more_work" else ""),
            "agencies_present": [SOCIAL_CARE, DEVON_HOSPITAL],
            "discussion": f"An invented discussion of {CANARY}.",
            "recommendations": [
                wire.Recommendation(
                    recommendation_id="R1", text=f"Tell {CANARY} sooner.", kind="multi_agency",
                    themes=["early_help", "information_sharing"], owner=SOCIAL_CARE,
                ),
                wire.Recommendation(
                    recommendation_id="R2", text=f"Train with {CANARY}.", kind="training",
                    themes=["early_help"], owner=DEVON_HOSPITAL,
                ),
            ],
        }  # fmt: skip
        return wire.HoldMeetingRequest(**(content | changed))

    def report(self, on: str = "2026-09-22", **changed: Any) -> wire.FinaliseReportRequest:
        words = f"Invented words about {CANARY}."
        sections = dict.fromkeys(SECTIONS, words)
        episodes = [wire.PracticeEpisode(episode=words, analysis=words)]
        content: dict[str, Any] = {"key_practice_episodes": episodes, "themes": ["early_help"]}
        return wire.FinaliseReportRequest(
            header=self.header(), finalised_on=on, **(content | sections | changed)
        )

    def decision(
        self, on: str = "2026-09-24", outcome: str = "no_lcspr", **changed: Any
    ) -> wire.DecideCSPRRequest:
        return wire.DecideCSPRRequest(
            header=self.header(), decision=self.decided(on, outcome, **changed)
        )

    def scrutiny(
        self, on: str = "2026-09-25", outcome: str = "endorse", **changed: Any
    ) -> wire.ScrutiniseReportRequest:
        return wire.ScrutiniseReportRequest(
            header=self.header(), decision=self.decided(on, outcome, **changed)
        )

    def comment(self, on: str = "2026-09-25") -> wire.CommentAsScrutineerRequest:
        return wire.CommentAsScrutineerRequest(
            header=self.header(), commented_on=on, comment=f"Of {CANARY}."
        )

    def remark(self, section: str = "facts", on: str = "2026-09-25") -> wire.CommentOnReportRequest:
        return wire.CommentOnReportRequest(
            header=self.header(), commented_on=on, section=section, comment=f"Of {CANARY}."
        )

    def sending(self, on: str = "2026-09-28", **changed: Any) -> wire.SendToPanelRequest:
        return wire.SendToPanelRequest(header=self.header(), sent_on=on, **changed)

    def reply(
        self, on: str = "2026-10-09", outcome: str = "agrees", **changed: Any
    ) -> wire.RecordPanelReplyRequest:
        return wire.RecordPanelReplyRequest(
            header=self.header(), decision=self.decided(on, outcome, **changed)
        )

    def response(
        self, on: str = "2026-10-12", outcome: str = "uphold"
    ) -> wire.RespondToPanelRequest:
        return wire.RespondToPanelRequest(header=self.header(), decision=self.decided(on, outcome))

    def commissioning(
        self, on: str = "2026-10-12", outcome: str = "commission", **changed: Any
    ) -> wire.CommissionLCSPRRequest:
        content: dict[str, Any] = {
            "key_lines_of_enquiry": [f"What would {CANARY} have needed?"], "reviewer_role": "Reviewer",
            "method": f"Talks about {CANARY}.", "panel_told_on": on,
        }  # fmt: skip
        return wire.CommissionLCSPRRequest(
            header=self.header(), decision=self.decided(on, outcome), **(content | changed)
        )

    def publication(
        self, on: str = "2026-10-20", outcome: str = "publish_full", **changed: Any
    ) -> wire.DecidePublicationRequest:
        again = "2026-12-01" if outcome == "delay" else ""
        content: dict[str, Any] = {
            "advance_notice_on": on, "published_on": "2026-10-29", "panel_told_on": on,
            "secretary_of_state_told_on": on,
        }  # fmt: skip
        return wire.DecidePublicationRequest(
            header=self.header(), decision=self.decided(on, outcome, review_on=again),
            **(content | changed),
        )  # fmt: skip

    def closing(
        self, on: str = "2026-10-15", outcome: str = "close", **changed: Any
    ) -> wire.CloseReviewRequest:
        return wire.CloseReviewRequest(
            header=self.header(), decision=self.decided(on, outcome), **changed
        )

    def reopening(self, on: str = "2026-10-29") -> wire.ReopenReviewRequest:
        return wire.ReopenReviewRequest(header=self.header(), decision=self.decided(on, "reopen"))

    def process(self, *restrictions: str, kind: Any = wire.RecordParallelProcessRequest) -> Any:
        words = f"Of {CANARY}"
        process = wire.ParallelProcess(
            kind="inquest", lead_body="HM Coroner", contact_role=words, process_reference=words,
            known_dates=[wire.KnownDate(what=words, falls_on="2027-02-01")], status="under_way",
            last_checked_on="2026-09-14", restrictions=restrictions,
        )  # fmt: skip
        return kind(header=self.header(), process_id="P1", process=process)

    def ending(self, on: str = "2026-10-20") -> wire.EndParallelProcessRequest:
        return wire.EndParallelProcessRequest(
            header=self.header(), process_id="P1", ended_on=on, result=f"Of {CANARY}."
        )

    def hold(self, on: str = "2026-09-14") -> wire.PlaceLegalHoldRequest:
        return wire.PlaceLegalHoldRequest(
            header=self.header(), placed_on=on, reason=f"Of {CANARY}."
        )

    def lifting(self, on: str = "2026-10-20") -> wire.LiftLegalHoldRequest:
        return wire.LiftLegalHoldRequest(header=self.header(), lifted_on=on, reason=f"Of {CANARY}.")

    def family(self, on: str = "2026-09-14", **changed: Any) -> wire.RecordFamilyInvolvementRequest:
        words = f"Of {CANARY}."
        involvement = wire.FamilyInvolvement(
            who=words, told=True, told_by=words, told_on=on, views=words
        )
        return wire.RecordFamilyInvolvementRequest(
            header=self.header(), involvement=involvement, **changed
        )

    def offer(self, to: str = "DEV") -> wire.ProposeTransferRequest:
        return wire.ProposeTransferRequest(
            header=self.header(), to=to, reason=f"{CANARY} moved.", proposed_on="2026-09-14"
        )

    def acceptance(self, partnership: str = "DEV") -> wire.AcceptTransferRequest:
        return wire.AcceptTransferRequest(
            header=self.header(partnership=partnership), transferred_on="2026-09-15"
        )

    def call(self, request: Any, person: Any = None) -> Any:
        """Call the method that takes this request."""
        self.asked.append(request)
        method = getattr(self.stub, type(request).__name__.removesuffix("Request"))
        return method(request, metadata=person or self.person)

    async def do(self, *requests: Any) -> None:
        for request in requests:
            await self.call(request)

    async def held(self) -> None:
        """Begin, gather all returns, hold the meeting."""
        await self.begin()
        await self.all_returned()
        await self.do(self.meeting())

    async def sent(self) -> None:
        """All steps up to the first sending to the Panel."""
        await self.held()
        await self.do(self.report(), self.decision(), self.scrutiny(), self.sending())

    async def shown(self, person: Any = None) -> wire.Review:
        request = common_pb2.CaseRequest(case_id=str(self.case_id))
        review: wire.Review = await self.stub.GetReview(request, metadata=person or self.person)
        return review

    async def live(self, partnership: str = "PLY") -> list[tuple[str, str, str]]:
        await self.service.settled()
        request = wire.ListLiveReviewsRequest(partnership=partnership)
        answer = await self.stub.ListLiveReviews(request, metadata=self.person)
        return [(one.reference, one.stage, one.due_on) for one in answer.reviews]

    async def published(self) -> list[Any]:
        page, _ = await self.service.running.log.read(after=0, limit=1_000)
        return [envelope.event() for envelope in page]
