"""A message: somebody is to be told that a case needs them.

    asked ──> sent
      └─────> failed

The recipient is a role or an agency by its code, never a person; the words come from the template alone.
"""

from __future__ import annotations

import re
from datetime import datetime
from enum import StrEnum
from typing import Self
from uuid import UUID, uuid5

from chassis.aggregate import Aggregate, Event, FirstEvent, Value, register_aggregate
from chassis.errors import Invalid, WrongState
from services.notifications.domain.templates import Template

CODE = re.compile(r"[a-z][a-z0-9_-]*(:[a-z][a-z0-9_-]*)?")


class Status(StrEnum):
    """Where a message stands."""

    ASKED = "asked"
    SENT = "sent"
    FAILED = "failed"


class RecipientNotACode(Invalid):
    """A message was addressed to something that is neither a role nor an agency."""

    code = "notifications.recipient_not_a_code"
    sentence = "A message goes to a role or to an agency, given by its code."


class ReasonNotACode(Invalid):
    """The reason for a failure is not a code, so it might hold words about a case or a person."""

    code = "notifications.reason_not_a_code"
    sentence = "Give the reason why the message could not be sent as a code."


class AlreadySettled(WrongState):
    """The message was sent, or could not be sent, before."""

    code = "notifications.already_settled"
    sentence = "This message has already been {status}."


class CaseIdentity(Value):
    """Which case a message is about."""

    case_id: UUID
    partnership: str
    reference: str


class Message(Aggregate):
    """One message to one recipient, from being asked for to being handed over."""

    TOPIC = "notifications.Message"

    template: Template = Template.REFERRAL_RECEIVED
    recipient: str = ""
    channel: str = ""
    correlation_id: UUID = UUID(int=0)
    status: Status = Status.ASKED
    reason: str = ""

    @classmethod
    def ask(
        cls,
        *,
        message_id: UUID,
        identity: CaseIdentity,
        template: Template,
        recipient: str,
        channel: str,
        correlation_id: UUID,
        at: datetime,
    ) -> Self:
        """Begin a message; ``correlation_id`` ties its sending to what led to it."""
        if not CODE.fullmatch(recipient):
            raise RecipientNotACode
        return cls._create(
            MessageAsked, id=message_id, **dict(identity), template=template, recipient=recipient,
            channel=channel, correlation_id=correlation_id, timestamp=at,
        )  # fmt: skip

    def mark_sent(self, *, at: datetime) -> None:
        """The message was handed over."""
        self._must_be_open()
        self.record(
            MessageSent, at=at, template=self.template, recipient=self.recipient,
            channel=self.channel,
        )  # fmt: skip

    def mark_failed(self, *, reason: str, at: datetime) -> None:
        """The message could not be handed over, for a reason given by its code."""
        self._must_be_open()
        if not CODE.fullmatch(reason):
            raise ReasonNotACode
        self.record(
            MessageFailed, at=at, case_id=self.case_id, partnership=self.partnership,
            template=self.template, recipient=self.recipient, channel=self.channel, reason=reason,
        )  # fmt: skip

    def _must_be_open(self) -> None:
        if self.status is not Status.ASKED:
            raise AlreadySettled(status=self.status)


class MessageAsked(FirstEvent, topic="notifications.MessageAsked.v1"):
    """A told event asks for a message."""

    template: Template
    recipient: str
    channel: str
    correlation_id: UUID


class MessageSent(Event, topic="notifications.MessageSent.v1"):
    """The channel took the message."""

    template: Template
    recipient: str
    channel: str

    def apply(self, message: Message) -> None:
        """Nothing more happens to it."""
        message.status = Status.SENT


class MessageFailed(Event, topic="notifications.MessageFailed.v1"):
    """The channel did not take the message."""

    case_id: UUID
    partnership: str
    template: Template
    recipient: str
    channel: str
    reason: str

    def apply(self, message: Message) -> None:
        """Nothing more happens to it."""
        message.status = Status.FAILED
        message.reason = self.reason


def message_id_of(told_id: UUID, template: Template, recipient: str) -> UUID:
    """The stream of the message that a told event asks for; a repeat asks for the same one."""
    return uuid5(told_id, f"message:{template}:{recipient}")


register_aggregate(Message)
