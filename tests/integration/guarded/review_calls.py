"""Who may call the review service, call by call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from google.protobuf.message import Message

from contracts.grpc import (
    review_pb2,
)
from services.review import main as review
from tests.integration.guarded.calls import (
    AT,
    CASE,
    CONTRIBUTOR,
    EMPTY,
    HOSPITAL,
    NOT_FOUND,
    OK,
    Guarded,
    Make,
    Row,
    drafts,
    history,
    listing,
    named,
    of_case,
)
from tests.integration.reporting import told_case
from tests.integration.review.journey import Journey, drafted
from tests.support.service import ServiceUnderTest, command_header


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
        Row("CommentOnReport", step(lambda it: it.remark()), LEADS, NOT_FOUND),
        Row("GetReport", of_case, LEADS, NOT_FOUND),
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
        *drafts(),
        *history(OK),
    ),
    has_forms=True,
)  # fmt: skip
