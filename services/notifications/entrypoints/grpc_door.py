"""The door for people: their mailbox."""

from __future__ import annotations

from typing import Any

from chassis.doors.grpc_door import caller, stamp_of
from contracts.grpc import notifications_pb2 as wire
from contracts.grpc import notifications_pb2_grpc as rpc
from services.notifications.domain.message import CODE
from services.notifications.readmodel.mailbox import Mailbox


class NotificationsDoor(rpc.NotificationsServiceServicer):
    """Answers the calls of contracts/grpc/notifications.proto."""

    def __init__(self, mailbox: Mailbox) -> None:
        self._mailbox = mailbox

    async def ListMessages(self, request: wire.ListMessagesRequest, context: Any) -> wire.Messages:
        """The messages of one recipient in the caller's partnerships, newest first."""
        partnerships = caller().partnerships
        if request.partnership:
            caller().must_act_for(request.partnership)
            partnerships = (request.partnership,)
        answer = wire.Messages()
        if request.recipient and not CODE.fullmatch(request.recipient):
            return answer  # Messages go to codes only.
        for one in await self._mailbox.of(partnerships, request.recipient):
            answer.messages.add(
                message_id=str(one.message_id), case_id=str(one.case_id), reference=one.reference,
                partnership=one.partnership, recipient=one.recipient, template=one.template,
                subject=one.subject, text=one.text, status=one.status, sent_at=stamp_of(one.sent_at),
            )  # fmt: skip
        return answer
