"""Who may call the notifications service, call by call."""

from __future__ import annotations

from datetime import date

from contracts.envelope import Envelope
from contracts.events.submissions import SubmissionRequested
from contracts.grpc import (
    notifications_pb2,
)
from services.notifications import main as notifications
from services.notifications.domain.message import Addressee, message_id_of
from services.notifications.domain.templates import Stage, Template
from tests.integration.guarded.calls import (
    CASE,
    CONTRIBUTOR,
    EMPTY,
    HOSPITAL,
    LEAD,
    NOT_FOUND,
    NOT_MY_ROLE,
    OK,
    Guarded,
    Make,
    Row,
    call,
    fixed,
    history,
    listing,
    named,
)
from tests.integration.reporting import told_case
from tests.support.service import ServiceUnderTest, command_header


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
        # None of them has failed; test_failures.py says what is found where some have.
        Row(
            "ListFailures", fixed(notifications_pb2.ListFailuresRequest()),
            lead=NOT_MY_ROLE, contributor=NOT_MY_ROLE, stranger=NOT_MY_ROLE, auditor=EMPTY,
        ),
        Row(
            "ResendMessage", named(notifications_pb2.ResendMessageRequest, message_id=str(A_MESSAGE)),
            NOT_FOUND, NOT_FOUND,
        ),
        # No coordinator has a task of their own in this case; test_tasks.py says who sees which.
        Row("ListMyTasks", fixed(notifications_pb2.ListMyTasksRequest()), EMPTY, EMPTY, EMPTY),
        Row("WatchMyTasks", fixed(notifications_pb2.WatchMyTasksRequest()), EMPTY, EMPTY, EMPTY),
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
