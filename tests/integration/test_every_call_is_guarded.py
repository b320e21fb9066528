"""Every call of every service, by every kind of caller: what is let in, and how the others are refused.

The calls are read from the contracts, so a new one without a row here fails. Each row holds a request that
would succeed for the partnership that leads the case: first everybody else tries it, each in the name of
their own partnership and, where the request names one, in the name of the leading one; then the lead does it.

    lead         Plymouth, which leads the case
    contributor  Devon, which contributes to it
    stranger     a third partnership
    auditor      of both partnerships: reads as the lead does, and never writes
    nobody       without a token
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import grpc
import pytest
from google.protobuf.descriptor import MethodDescriptor, ServiceDescriptor
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass

from chassis.run import Build
from contracts.envelope import Envelope
from contracts.events.submissions import SubmissionRequested
from contracts.grpc import (
    common_pb2,
    decision_pb2,
    drafts_pb2,
    history_pb2,
    learning_pb2,
    notifications_pb2,
    referral_pb2,
    reporting_pb2,
    review_pb2,
    submissions_pb2,
)
from services.learning import main as learning
from services.notifications import main as notifications
from services.notifications.domain.message import Addressee, message_id_of
from services.notifications.domain.templates import Stage, Template
from services.referral import main as referral
from services.reporting import main as reporting
from services.review import main as review
from services.submissions import main as submissions
from tests.integration.learning import learning_on_the_wire as learned
from tests.integration.reporting import told_case
from tests.integration.review.journey import Journey, drafted
from tests.integration.submissions import returns_on_the_wire as returns
from tests.support.service import ServiceUnderTest, command_header, running_service

pytestmark = pytest.mark.integration

CASE, OTHER_CASE = UUID(int=0xCA5E), UUID(int=0xCA5F)
LEAD, CONTRIBUTOR, STRANGER = "PLY", "DEV", "TOR"
AT = datetime(2026, 9, 8, 10, 0, tzinfo=UTC)
OK, EMPTY = "ok", "nothing of the case"
NOT_MINE, READS_ONLY, NOBODY = (
    "identity.other_partnership",
    "identity.reads_only",
    "identity.not_signed_in",
)
NOT_FOUND = "not_found"
UNREACHABLE = "127.0.0.1:1"
"""Where no owner of a history answers: whoever is let in there is told to try again."""

Make = Callable[[str], Message]


@dataclass(frozen=True)
class Row:
    """One call, and how each kind of caller is answered; ``make`` takes the partnership that is named."""

    method: str
    make: Make
    contributor: str
    stranger: str
    lead: str = OK
    id: str = ""
    auditor: str = ""
    """Where it is not what the lead reads."""

    @property
    def writes(self) -> bool:
        return "header" in self.make(LEAD).DESCRIPTOR.fields_by_name

    @property
    def names_a_partnership(self) -> bool:
        return self.writes or "partnership" in self.make(LEAD).DESCRIPTOR.fields_by_name


@dataclass(frozen=True)
class Guarded:
    """One service: how it is built, what has happened in it before, and its rows in order."""

    name: str
    build: Build
    contract: Any
    begin: Callable[[ServiceUnderTest], Awaitable[None]]
    rows: Sequence[Row]
    has_forms: bool = False

    @property
    def apis(self) -> tuple[ServiceDescriptor, ...]:
        shared = (history_pb2, drafts_pb2) if self.has_forms else (history_pb2,)
        return tuple(
            api
            for contract in (self.contract, *shared)
            for api in contract.DESCRIPTOR.services_by_name.values()
        )

    @property
    def methods(self) -> Mapping[str, MethodDescriptor]:
        return {method.name: method for api in self.apis for method in api.methods}


def named(kind: Callable[..., Message], **content: Any) -> Make:
    """A request that names a partnership in its header."""
    return lambda partnership: kind(
        header=command_header(CASE, partnership=partnership, at=AT), **content
    )


def of_case(_partnership: str) -> Message:
    return common_pb2.CaseRequest(case_id=str(CASE))


def listing(kind: Callable[..., Message], **content: Any) -> Make:
    return lambda partnership: kind(partnership=partnership, **content)


def fixed(message: Message) -> Make:
    return lambda _partnership: message


def history(held: str) -> tuple[Row, ...]:
    """What every service answers; ``held`` is what the lead finds of the case there."""
    return (
        Row(
            "EventsOfCase", fixed(history_pb2.HistoryRequest(case_id=str(CASE), with_body=True)),
            lead=held, contributor=EMPTY, stranger=EMPTY,
        ),
        Row("Progress", fixed(history_pb2.ProgressRequest()), lead=EMPTY, contributor=EMPTY, stranger=EMPTY),
    )  # fmt: skip


def drafts() -> tuple[Row, ...]:
    """What every service with forms answers. Each author has drafts of their own, under the same names."""
    key: dict[str, Any] = {"form": "invented", "about": str(CASE)}
    return (
        Row(
            "SaveDraft", named(drafts_pb2.SaveDraftRequest, **key, content="{}"),
            lead=EMPTY, contributor=EMPTY, stranger=EMPTY,
        ),
        Row("GetDraft", listing(drafts_pb2.GetDraftRequest, **key), OK, OK, auditor=NOT_FOUND),
        Row("ListMyDrafts", listing(drafts_pb2.ListMyDraftsRequest), OK, OK, auditor=EMPTY),
        Row("DropDraft", named(drafts_pb2.DropDraftRequest, **key), EMPTY, EMPTY, EMPTY),
    )  # fmt: skip


# --- Referral -------------------------------------------------------------------------------------

INCIDENT = referral_pb2.Incident(
    occurred_on="2026-09-02", category="serious_harm", abuse_or_neglect="suspected",
    what_happened="An invented account.", why_serious="Invented.", immediate_safety="Invented.",
)  # fmt: skip
ACCOUNT: dict[str, Any] = {
    "children": [referral_pb2.Child(name="Invented Child")], "incident": INCIDENT,
    "other_partnerships": [CONTRIBUTOR],
}  # fmt: skip
OF_AN_AGENCY = "access.role_not_allowed"
AUTHORITIES = {LEAD: "plymouth-childrens-social-care", CONTRIBUTOR: "devon-childrens-social-care"}


def a_referral(partnership: str, case_id: UUID = CASE) -> Message:
    return referral_pb2.ReceiveReferralRequest(
        header=command_header(case_id, partnership=partnership, at=AT),
        agency="devon-and-cornwall-police", referrer_name="Invented", referrer_role="Invented",
        agreement=referral_pb2.Agreement(
            lead_name="Invented", lead_role="Invented", agreed_on="2026-09-04"
        ),
        not_a_safeguarding_referral=True, **ACCOUNT,
    )  # fmt: skip


def a_notification(partnership: str) -> Message:
    return referral_pb2.NotifyIncidentRequest(
        header=command_header(CASE, partnership=partnership, at=AT),
        authority=AUTHORITIES.get(partnership, "invented"), agency_aware_on="2026-09-02",
        authority_aware_on="2026-09-02", sent_on="2026-09-04", **ACCOUNT,
    )  # fmt: skip


def a_withdrawal(partnership: str) -> Message:
    return referral_pb2.WithdrawReferralRequest(
        header=command_header(OTHER_CASE, partnership=partnership, at=AT), reason="duplicate"
    )


FINDINGS = [
    decision_pb2.Finding(criterion=f"serious_case.{part}", finding="met", reason="Invented.")
    for part in ("abuse_or_neglect", "death_or_serious_harm")
]


def a_decision(outcome: str) -> decision_pb2.Decision:
    everybody = [
        decision_pb2.Attendance(body=body, presence="present")
        for body in ("local_authority", "icb", "police")
    ]
    return decision_pb2.Decision(
        outcome=outcome, decided_on="2026-09-08", rationale="Invented.", findings=FINDINGS,
        attendance=everybody,
    )  # fmt: skip


PREPARED_CASE = UUID(int=0xCA60)


def a_preparation(partnership: str) -> Message:
    return referral_pb2.PrepareReferralRequest(
        header=command_header(PREPARED_CASE, partnership=partnership, at=AT),
        agency="devon-and-cornwall-police", referrer_name="Invented", referrer_role="Invented",
        not_a_safeguarding_referral=True, **ACCOUNT,
    )  # fmt: skip


def an_agreement(partnership: str) -> Message:
    return referral_pb2.RecordAgreementRequest(
        header=command_header(PREPARED_CASE, partnership=partnership, at=AT), lead_name="Invented",
        lead_role="Invented", decision=a_decision("agree"),
    )  # fmt: skip


async def begin_referral(service: ServiceUnderTest) -> None:
    await call(service, REFERRAL, "ReceiveReferral", a_referral(LEAD, OTHER_CASE), LEAD)
    await call(service, REFERRAL, "ReceiveReferral", a_referral(LEAD), LEAD)
    author = service.as_person("author", "agency_author", agency="devon-and-cornwall-police")
    await call(service, REFERRAL, "PrepareReferral", a_preparation(LEAD), author)


REFERRAL = Guarded(
    "referral", referral.build, referral_pb2, begin_referral,
    (
        # Of what an agency has not agreed, nobody else knows, the coordinator of the lead included.
        Row("PrepareReferral", a_preparation, OF_AN_AGENCY, OF_AN_AGENCY, OF_AN_AGENCY),
        Row("RecordAgreement", an_agreement, OF_AN_AGENCY, OF_AN_AGENCY, OF_AN_AGENCY),
        Row(
            "ListAwaitingAgreement", listing(referral_pb2.ListAwaitingAgreementRequest),
            OF_AN_AGENCY, OF_AN_AGENCY, OF_AN_AGENCY,
        ),
        # Nobody takes over a case by beginning it again.
        Row(
            "ReceiveReferral", a_referral, lead="case.already_begun",
            contributor=NOT_FOUND, stranger="rules.unknown_partnership",
        ),
        Row(
            "NotifyIncident", a_notification, contributor=NOT_FOUND,
            stranger="rules.unknown_partnership",
        ),
        *(
            Row(
                "RecordPartnerView", id=partner, contributor=NOT_FOUND,
                stranger="rules.unknown_partnership",
                make=named(
                    referral_pb2.RecordPartnerViewRequest, partner=partner, view="criteria_met",
                    reason="Invented.", findings=FINDINGS,
                ),
            )
            for partner in ("local_authority", "icb", "police")
        ),
        Row("ListAwaitingDecision", listing(referral_pb2.ListAwaitingDecisionRequest), EMPTY, EMPTY),
        Row(
            "DecideThreshold", contributor=NOT_FOUND, stranger="rules.unknown_partnership",
            make=named(
                referral_pb2.DecideThresholdRequest, decision=a_decision("notify_serious_incident")
            ),
        ),
        Row(
            "DecideReferral", contributor=NOT_FOUND, stranger="rules.unknown_partnership",
            make=named(
                referral_pb2.DecideReferralRequest, decision=a_decision("initiate_on_notification")
            ),
        ),
        Row(
            "RestateNotification", contributor=NOT_FOUND, stranger="rules.unknown_partnership",
            make=named(
                referral_pb2.RestateNotificationRequest, notice="N1", sent_on="2026-09-03",
                reason="Invented.",
            ),
        ),
        Row(
            "WithdrawNotification", contributor=NOT_FOUND, stranger=NOT_FOUND,
            make=named(
                referral_pb2.WithdrawNotificationRequest, notice="N1", withdrawn_on="2026-09-08",
                reason="duplicate",
            ),
        ),
        Row(
            "RevealIdentities", named(referral_pb2.RevealIdentitiesRequest, purpose="Invented."),
            NOT_FOUND, NOT_FOUND, EMPTY,
        ),
        Row(
            "NotificationWorksheet", named(referral_pb2.NotificationWorksheetRequest),
            NOT_FOUND, NOT_FOUND, EMPTY,
        ),
        Row("WithdrawReferral", a_withdrawal, NOT_FOUND, NOT_FOUND),
        Row("GetReferral", of_case, NOT_FOUND, NOT_FOUND),
        *drafts(),
        *history(OK),
    ),
    has_forms=True,
)  # fmt: skip


# --- Review ---------------------------------------------------------------------------------------


async def begin_review(service: ServiceUnderTest) -> None:
    journey = Journey(service, CASE)
    await journey.begin()
    await journey.all_returned()
    await journey.tell(drafted(CASE))
    case = told_case.Case(CASE)
    begun = [told_case.initiated(case), told_case.involved(case, HOSPITAL, CONTRIBUTOR)]
    await service.teller.tell(*told_case.envelopes(begun))  # As the service hears of itself.


def step(make: Callable[[Journey], Any]) -> Make:
    """A step of the journey in the name of a partnership."""

    def request(partnership: str) -> Message:
        journey = Journey.__new__(Journey)  # Only its requests: it calls nothing.
        journey.case_id = CASE
        message: Any = make(journey)
        message.header.partnership = partnership
        return message  # type: ignore[no-any-return]

    return request


def _scheduling(partnership: str) -> Message:
    message = review_pb2.ScheduleMeetingRequest(
        header=command_header(CASE, partnership=partnership, at=AT)
    )
    message.meeting_at.FromDatetime(AT)
    return message


LEADS = "access.lead_only"
LEADS_ALREADY, NO_TRANSFER = "review.leads_already", "review.no_transfer_proposed"
REVIEW = Guarded(
    "review", review.build, review_pb2, begin_review,
    (
        Row(
            "InvolveAgency", named(review_pb2.InvolveAgencyRequest, agency="plymouth-housing"),
            LEADS, NOT_FOUND,
        ),
        Row("ScheduleMeeting", _scheduling, LEADS, NOT_FOUND),
        Row("HoldMeeting", step(lambda it: it.meeting(missing_returns_reason="Invented.")), LEADS, NOT_FOUND),
        Row("FinaliseReport", step(lambda it: it.report()), LEADS, NOT_FOUND),
        Row("DecideCSPR", step(lambda it: it.decision()), LEADS, NOT_FOUND),
        Row("ScrutiniseReport", step(lambda it: it.scrutiny()), LEADS, NOT_FOUND),
        Row("CommentAsScrutineer", step(lambda it: it.comment()), LEADS, NOT_FOUND),
        Row("SendToPanel", step(lambda it: it.sending()), LEADS, NOT_FOUND),
        Row("RecordPanelReply", step(lambda it: it.reply(outcome="asks_to_reconsider")), LEADS, NOT_FOUND),
        Row("RespondToPanel", step(lambda it: it.response(outcome="change")), LEADS, NOT_FOUND),
        Row("DecideCSPR", step(lambda it: it.decision("2026-10-12", "lcspr")), LEADS, NOT_FOUND, id="again"),
        Row("CommissionLCSPR", step(lambda it: it.commissioning()), LEADS, NOT_FOUND),
        Row("DecidePublication", step(lambda it: it.publication()), LEADS, NOT_FOUND),
        Row("ScrutiniseReport", step(lambda it: it.scrutiny("2026-10-12")), LEADS, NOT_FOUND, id="again"),
        Row("SendToPanel", step(lambda it: it.sending("2026-10-12")), LEADS, NOT_FOUND, id="again"),
        Row("RecordPanelReply", step(lambda it: it.reply("2026-10-12")), LEADS, NOT_FOUND, id="final"),
        Row("ListLiveReviews", listing(review_pb2.ListLiveReviewsRequest), EMPTY, EMPTY),
        Row("CloseReview", step(lambda it: it.closing("2026-10-29")), LEADS, NOT_FOUND),
        Row("ReopenReview", step(lambda it: it.reopening()), LEADS, NOT_FOUND),
        Row("RecordParallelProcess", step(lambda it: it.process()), LEADS, NOT_FOUND),
        Row(
            "UpdateParallelProcess", contributor=LEADS, stranger=NOT_FOUND,
            make=step(lambda it: it.process(kind=review_pb2.UpdateParallelProcessRequest)),
        ),
        Row("EndParallelProcess", step(lambda it: it.ending()), LEADS, NOT_FOUND),
        Row("PlaceLegalHold", step(lambda it: it.hold()), LEADS, NOT_FOUND),
        Row("LiftLegalHold", step(lambda it: it.lifting()), LEADS, NOT_FOUND),
        Row("RecordFamilyInvolvement", step(lambda it: it.family()), LEADS, NOT_FOUND),
        # To itself, so that the table's lead stays the lead: it is refused before anything is decided.
        Row("ProposeTransfer", step(lambda it: it.offer("PLY")), LEADS, NOT_FOUND, lead=LEADS_ALREADY),
        Row(
            "AcceptTransfer", step(lambda it: it.acceptance()), NO_TRANSFER, NOT_FOUND, lead=NO_TRANSFER,
        ),
        Row("GetReview", of_case, OK, NOT_FOUND),
        *history(OK),
    ),
)  # fmt: skip


# --- Submissions ----------------------------------------------------------------------------------

HOSPITAL, HOUSING = "devon-hospital", "plymouth-housing"
CHARITY, PROBATION = "plymouth-family-charity", "probation-south-west"
NOTHING, ONLY_THE_LEAD = "submissions.nothing_requested", "access.lead_only"
OWN_ONLY = "access.role_not_allowed"
NIL: dict[str, Any] = {
    "agency": PROBATION, "returned_on": "2025-09-18", "checked_on": "2025-09-11",
    "systems_searched": ["Invented"], "signed_by_role": "Head", "signed_on": "2025-09-18",
}  # fmt: skip


async def begin_submissions(service: ServiceUnderTest) -> None:
    for agency in (returns.SCHOOLS, HOUSING, CHARITY, PROBATION):
        await returns.asked(service, CASE, agency=agency)
    await returns.asked(service, CASE, agency=HOSPITAL, through=CONTRIBUTOR)
    await returns.asked(service, OTHER_CASE, agency=CHARITY)


def _return(agency: str) -> Make:
    return lambda partnership: returns.a_return(CASE, agency=agency, partnership=partnership)


def _query(agency: str) -> Make:
    return named(submissions_pb2.QuerySubmissionRequest, agency=agency, question="Invented?")


def _get_return(agency: str) -> Make:
    return fixed(submissions_pb2.GetSubmissionRequest(case_id=str(CASE), agency=agency))


SUBMISSIONS = Guarded(
    "submissions", submissions.build, submissions_pb2, begin_submissions,
    (
        Row("ListOutstanding", listing(submissions_pb2.ListOutstandingRequest), OK, EMPTY),
        Row("ReturnSubmission", _return(returns.SCHOOLS), NOTHING, NOTHING, id="of the lead's agency"),
        Row("ReturnSubmission", _return(HOSPITAL), OK, NOTHING, id="of the contributor's agency"),
        Row("QuerySubmission", _query(returns.SCHOOLS), ONLY_THE_LEAD, NOTHING, id="of the lead's agency"),
        Row("QuerySubmission", _query(HOSPITAL), ONLY_THE_LEAD, NOTHING, id="of the contributor's"),
        Row(
            "ExcuseSubmission", contributor=ONLY_THE_LEAD, stranger=NOTHING,
            make=named(
                submissions_pb2.ExcuseSubmissionRequest, agency=HOUSING, reason="not_required",
                explanation="Invented.",
            ),
        ),
        Row(
            "ReturnSubmission", _return(HOSPITAL), OK, NOTHING, id="of the contributor's agency again"
        ),
        Row(
            "AcceptSubmission", named(submissions_pb2.AcceptSubmissionRequest, agency=HOSPITAL),
            ONLY_THE_LEAD, NOTHING,
        ),
        # An earlier case of the same agency: what was sent there answers the second request.
        Row(
            "ReturnSubmission", contributor=NOTHING, stranger=NOTHING, id="in another case",
            make=lambda partnership: returns.a_return(
                OTHER_CASE, agency=CHARITY, partnership=partnership
            ),
        ),
        Row(
            "ShareReturn", contributor=NOTHING, stranger=NOTHING,
            make=named(
                submissions_pb2.ShareReturnRequest, agency=CHARITY, from_case_id=str(OTHER_CASE),
                returned_on="2025-09-22", confirmed=True,
            ),
        ),
        Row("EnterNilReturn", named(submissions_pb2.EnterNilReturnRequest, **NIL), NOTHING, NOTHING),
        Row(
            "MergedChronology", contributor=ONLY_THE_LEAD, stranger=NOTHING, lead=EMPTY,
            make=fixed(submissions_pb2.MergedChronologyRequest(case_id=str(CASE))),
        ),
        Row(
            "CompareVersions", contributor=EMPTY, stranger=NOTHING, lead=EMPTY,
            make=fixed(
                submissions_pb2.CompareVersionsRequest(
                    case_id=str(CASE), agency=HOSPITAL, earlier=1, later=2
                )
            ),
        ),
        Row("CheckWords", fixed(submissions_pb2.CheckWordsRequest()), EMPTY, EMPTY, lead=EMPTY),
        # Not even the lead: what is offered to practitioners is between them and their agency.
        Row(
            "NoteSupport", contributor=OWN_ONLY, stranger=OWN_ONLY, lead=OWN_ONLY,
            make=named(
                submissions_pb2.NoteSupportRequest, agency=HOUSING, practitioner="HO1",
                offered="Invented.", offered_on="2025-09-12",
            ),
        ),
        Row(
            "ListSupport", contributor=OWN_ONLY, stranger=OWN_ONLY, lead=OWN_ONLY,
            make=listing(submissions_pb2.ListSupportRequest, case_id=str(CASE), agency=HOUSING),
        ),
        Row(
            "GetAgencyDrafts", contributor=OWN_ONLY, stranger=OWN_ONLY, lead=OWN_ONLY,
            make=listing(submissions_pb2.GetAgencyDraftsRequest, case_id=str(CASE), agency=HOUSING),
        ),
        Row("GetSubmission", _get_return(returns.SCHOOLS), NOTHING, NOTHING, id="of the lead's agency"),
        Row("GetSubmission", _get_return(HOSPITAL), OK, NOTHING, id="of the contributor's agency"),
        *drafts(),
        *history(OK),
    ),
    has_forms=True,
)  # fmt: skip


# --- Learning -------------------------------------------------------------------------------------


async def begin_learning(service: ServiceUnderTest) -> None:
    await learned.told(service, learned.meeting(CASE, "R1"), at=learned.MEETING_AT)
    await learned.told(service, learned.reply(CASE))


NO_ACTION, NO_BRIEFING = "learning.no_action", "learning.no_briefing"
LEARNING = Guarded(
    "learning", learning.build, learning_pb2, begin_learning,
    (
        Row(
            "AgreeAction", contributor="learning.unknown_recommendation",
            stranger="learning.unknown_recommendation",
            make=named(
                learning_pb2.AgreeActionRequest, action_id="A1", recommendation_id="R1",
                text="Invented.", owner="devon-icb", agreed_on="2026-09-04", due_on="2026-12-04",
            ),
        ),
        Row("ListOpenActions", listing(learning_pb2.ListOpenActionsRequest), EMPTY, EMPTY),
        *(
            Row(
                method, contributor=NO_ACTION, stranger=NO_ACTION,
                make=named(kind, action_id="A1", **content), lead=answer,
            )
            for method, kind, content, answer in (
                ("StartAction", learning_pb2.StartActionRequest, {"started_on": "2026-09-04"}, OK),
                (
                    "ReviseAction", learning_pb2.ReviseActionRequest,
                    {"due_on": "2026-12-24", "reason": "Invented."}, OK,
                ),
            )
        ),
        Row(
            "EvidenceAction", contributor=NO_ACTION, stranger=NO_ACTION,
            make=named(
                learning_pb2.EvidenceActionRequest, action_id="A1", evidenced_on="2026-09-04",
                evidence="Invented.",
            ),
        ),
        *(
            Row(
                method, contributor=NO_ACTION, stranger=NO_ACTION,
                make=named(kind, action_id="A1", **content), lead=answer,
            )
            for method, kind, content, answer in (
                (
                    "DeclineAction", learning_pb2.DeclineActionRequest,
                    {"declined_on": "2026-09-04", "reason": "Invented."}, "learning.already_carried_out",
                ),
                (
                    "MergeAction", learning_pb2.MergeActionRequest,
                    {"into": "A9", "merged_on": "2026-09-04", "reason": "Invented."}, NO_ACTION,
                ),
                (
                    "CheckImpact", learning_pb2.CheckImpactRequest,
                    {"checked_on": "2026-09-04", "result": "improved", "impact": "Invented."}, OK,
                ),
            )
        ),
        Row("SeenBefore", listing(learning_pb2.SeenBeforeRequest), EMPTY, EMPTY, EMPTY),
        Row(
            "CloseAction", contributor=NO_ACTION, stranger=NO_ACTION,
            make=named(
                learning_pb2.CloseActionRequest, action_id="A1", closed_on="2026-09-04",
                impact="Invented.",
            ),
        ),
        # This case had a Rapid Review; these are steps of another route.
        Row(
            "HoldLearningEvent", contributor=NO_BRIEFING, stranger=NO_BRIEFING,
            lead="learning.other_route",
            make=named(learning_pb2.HoldLearningEventRequest, held_on="2026-09-04"),
        ),
        Row(
            "AuditLearning", contributor=NO_BRIEFING, stranger=NO_BRIEFING,
            lead="learning.other_route",
            make=named(learning_pb2.AuditLearningRequest, audited_on="2026-09-04"),
        ),
        Row(
            "PublishBriefing", contributor=NO_BRIEFING, stranger=NO_BRIEFING,
            make=lambda partnership: learned.a_publication(CASE, partnership=partnership),
        ),
        Row("GetBriefing", of_case, NO_BRIEFING, NO_BRIEFING),
        Row(
            "GetAction", fixed(learning_pb2.GetActionRequest(case_id=str(CASE), action_id="A1")),
            NO_ACTION, NO_ACTION,
        ),
        *history(OK),
    ),
)  # fmt: skip


# --- Notifications and reporting ------------------------------------------------------------------


def _told_to_notifications() -> list[Envelope]:
    case = told_case.Case(CASE)
    asked = case(
        SubmissionRequested, agency=HOSPITAL, requested_on=date(2026, 9, 8), due_on=date(2026, 9, 9)
    )
    return told_case.envelopes(
        [told_case.involved(case, HOSPITAL, CONTRIBUTOR), asked, told_case.received(case)]
    )


async def begin_notifications(service: ServiceUnderTest) -> None:
    await service.teller.tell(*_told_to_notifications())
    for person in ("ply-coordinator", "some-author"):
        await call(service, NOTIFICATIONS, "RegisterContact", _contact(person)(LEAD), LEAD)
    await service.settled()


def _contact(person: str) -> Make:
    return lambda partnership: notifications_pb2.RegisterContactRequest(
        header=command_header(CASE, partnership=partnership), person=person,
        roles=[notifications_pb2.ContactRole(role="coordinator")],
    )  # fmt: skip


A_MESSAGE = message_id_of(
    _told_to_notifications()[-1].id, Template.REFERRAL_RECEIVED,
    Addressee(recipient="statutory_partner:icb", channel="mailbox"), Stage.ASKED,
)  # fmt: skip
NO_CONTACT = "notifications.no_contact"
NOTIFICATIONS = Guarded(
    "notifications", notifications.build, notifications_pb2, begin_notifications,
    (
        Row("ListMessages", listing(notifications_pb2.ListMessagesRequest), OK, EMPTY),
        Row("ListMessages", fixed(notifications_pb2.ListMessagesRequest()), OK, EMPTY, id="of all"),
        Row(
            "ListMessages", listing(notifications_pb2.ListMessagesRequest, recipient="coordinator"),
            EMPTY, EMPTY, id="to the lead's coordinator",
        ),
        Row(
            "ResendMessage", named(notifications_pb2.ResendMessageRequest, message_id=str(A_MESSAGE)),
            NOT_FOUND, NOT_FOUND,
        ),
        # No coordinator has a task of their own in this case; test_tasks.py says who sees which.
        Row("ListMyTasks", fixed(notifications_pb2.ListMyTasksRequest()), EMPTY, EMPTY, EMPTY),
        Row("RegisterContact", _contact("another-author"), EMPTY, "rules.unknown_partnership", EMPTY),
        Row("GetMyPreference", fixed(notifications_pb2.GetMyPreferenceRequest()), EMPTY, EMPTY, EMPTY),
        Row(
            "SetMyPreference", named(notifications_pb2.SetMyPreferenceRequest, channel="mailbox"),
            NO_CONTACT, NO_CONTACT, EMPTY,
        ),
        Row(
            "ForgetContact", named(notifications_pb2.ForgetContactRequest, person="some-author"),
            NO_CONTACT, NO_CONTACT, EMPTY,
        ),
        *history(OK),
    ),
)  # fmt: skip


async def begin_reporting(service: ServiceUnderTest) -> None:
    case = told_case.Case(CASE)
    begun = [
        told_case.received(case), told_case.decided(case), told_case.initiated(case),
        told_case.involved(case, HOSPITAL, CONTRIBUTOR),
    ]  # fmt: skip
    await service.teller.tell(*told_case.envelopes(begun))


REFERENCE = told_case.Case().reference
REPORTING = Guarded(
    "reporting", reporting.build_with({"referral": UNREACHABLE}), reporting_pb2, begin_reporting,
    (
        Row("ListCases", listing(reporting_pb2.ListCasesRequest), OK, EMPTY),
        Row("ListCases", fixed(reporting_pb2.ListCasesRequest()), OK, EMPTY, id="of all"),
        Row("GetCase", fixed(reporting_pb2.GetCaseRequest(case_id=str(CASE))), OK, NOT_FOUND),
        Row(
            "GetCase", fixed(reporting_pb2.GetCaseRequest(reference=REFERENCE)), OK, NOT_FOUND,
            id="by its reference",
        ),
        Row("WatchCases", listing(reporting_pb2.ListCasesRequest), OK, EMPTY),
        Row("WatchCases", fixed(reporting_pb2.ListCasesRequest()), OK, EMPTY, id="of all"),
        Row(
            "CaseHistory", fixed(reporting_pb2.CaseHistoryRequest(reference=REFERENCE)),
            lead="temporary", contributor="temporary", stranger=NOT_FOUND,
        ),
        # Asked for by its id, the owners decide, in the name of whoever asks: see EventsOfCase.
        Row(
            "CaseHistory", fixed(reporting_pb2.CaseHistoryRequest(case_id=str(CASE))), id="by its id",
            lead="temporary", contributor="temporary", stranger="temporary",
        ),
        *history(EMPTY),
    ),
)  # fmt: skip

SERVICES = (REFERRAL, REVIEW, SUBMISSIONS, LEARNING, NOTIFICATIONS, REPORTING)


# --- The tests ------------------------------------------------------------------------------------


def without_a_row(guarded: Guarded, rows: Sequence[Row]) -> set[str]:
    return set(guarded.methods) ^ {row.method for row in rows}


@pytest.mark.parametrize("guarded", SERVICES, ids=lambda one: one.name)
def test_every_call_has_a_row_and_every_row_a_call(guarded: Guarded) -> None:
    assert without_a_row(guarded, guarded.rows) == set()


def test_a_call_without_a_row_is_caught() -> None:
    rows = [row for row in REVIEW.rows if row.method != "SendToPanel"]

    assert without_a_row(REVIEW, rows) == {"SendToPanel"}


def test_every_contract_that_has_a_service_is_here() -> None:
    protos = {
        path.stem
        for path in Path(common_pb2.__file__).parent.glob("*.proto")
        if "\nservice " in path.read_text("utf-8")
    }

    # Those of the operations are in test_operations_are_guarded.py, those of a team in access/.
    assert protos == {
        *(guarded.name for guarded in SERVICES), "drafts", "history", "operations", "team",
    }  # fmt: skip


@pytest.fixture(params=SERVICES, ids=lambda one: one.name)
async def begun(request: pytest.FixtureRequest) -> AsyncIterator[tuple[Guarded, ServiceUnderTest]]:
    guarded: Guarded = request.param
    async with running_service(guarded.name, guarded.build) as service:
        await guarded.begin(service)
        await service.settled()
        yield guarded, service


async def test_each_call_answers_each_kind_of_caller_as_its_row_says(
    begun: tuple[Guarded, ServiceUnderTest],
) -> None:
    guarded, service = begun
    found: list[tuple[str, str, str]] = []
    expected: list[tuple[str, str, str]] = []
    for row in guarded.rows:
        name = f"{row.method} {row.id}".strip()
        for who, partnership, metadata, answer in attempts(row, service):
            outcome = await call(service, guarded, row.method, row.make(partnership), metadata)
            found.append((name, who, outcome))
            expected.append((name, who, answer))
        await service.settled()

    assert found == expected


def attempts(row: Row, service: ServiceUnderTest) -> list[tuple[str, str, Any, str]]:
    """Who tries, in whose name, with what token, and how it is to end; the lead comes last."""
    devon = service.as_person("dev-coordinator", "coordinator", CONTRIBUTOR)
    torbay = service.as_person("tor-coordinator", "coordinator", STRANGER)
    auditor = service.as_person("region-observer", "auditor", LEAD, CONTRIBUTOR)
    tried: list[tuple[str, str, Any, str]] = [
        ("nobody", LEAD, None, NOBODY),
        ("stranger", STRANGER, torbay, row.stranger),
        ("contributor", CONTRIBUTOR, devon, row.contributor),
        ("auditor", LEAD, auditor, READS_ONLY if row.writes else row.auditor or row.lead),
    ]
    if row.names_a_partnership and _partnership_of(row.make(LEAD)):
        tried += [
            ("stranger as the lead", LEAD, torbay, NOT_MINE),
            ("contributor as the lead", LEAD, devon, NOT_MINE),
        ]
    return [*tried, ("lead", LEAD, service.as_person(), row.lead)]


def _partnership_of(message: Any) -> str:
    header = getattr(message, "header", None)
    return str(header.partnership if header is not None else message.partnership)


async def call(
    service: ServiceUnderTest, guarded: Guarded, method: str, request: Message, caller: Any
) -> str:
    """How a call ends: ok, nothing of the case, or the code of its refusal."""
    metadata = service.as_person() if caller == LEAD else caller
    found = guarded.methods[method]
    path = f"/{found.containing_service.full_name}/{method}"
    serializer, parser = (
        type(request).SerializeToString,
        GetMessageClass(found.output_type).FromString,
    )
    try:
        if found.server_streaming:
            stream = service.channel.unary_stream(path, serializer, parser)
            answers = await _answers(
                service, stream(request, metadata=metadata, timeout=20), method
            )
        else:
            unary = service.channel.unary_unary(path, serializer, parser)
            answers = [await unary(request, metadata=metadata, timeout=20)]
    except grpc.aio.AioRpcError as error:
        return str(dict(error.trailing_metadata() or ()).get("refusal-code", error.code()))
    return OK if any(tells_of_the_case(answer) for answer in answers) else EMPTY


async def _answers(service: ServiceUnderTest, stream: Any, method: str) -> list[Any]:
    """All answers of a stream; of the endless one, those until a change of the case was told."""
    if method != "WatchCases":
        return [answer async for answer in stream]
    answers = [await stream.read()]
    case = told_case.Case(CASE)
    other = told_case.Case(uuid4(), "TOR-RR-2026-0001", STRANGER)
    await service.teller.tell(
        *(
            service.teller.envelope(told_case.requested(one, HOUSING), at=AT)
            for one in (case, other)
        )
    )
    async with asyncio.timeout(10):
        answers.append(await stream.read())
    stream.cancel()
    return answers


def tells_of_the_case(answer: Any) -> bool:
    written = str(answer)
    return any(str(one) in written for one in (CASE, OTHER_CASE))
