"""A message: somebody is to be told that a case needs them.

    asked ──> sent ──> delivered        sent: the channel took it; delivered: the channel says that it arrived
     │ ↑        └────> failed
     │ └ delayed: tried in vain, and tried again later
     └───────────────> failed           sent, delivered and failed can be sent again: asked

The recipient is a role or an agency by its code; ``person`` is the pseudonym of one of its contacts, or empty
when nobody is reachable and the message waits in the mailbox. The words come from the template alone.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Self
from uuid import UUID, uuid5

from chassis.aggregate import Aggregate, Event, FirstEvent, Value, register_aggregate
from chassis.errors import Invalid, WrongState
from services.notifications.domain.templates import Stage, Template
from services.notifications.domain.upcasts import asked_v1_v2, sent_v1_v2, tried_once

CODE = re.compile(r"[a-z][a-z0-9_-]*(:[a-z][a-z0-9_-]*)?")
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 4, 15, 60, 240, 240, 240))
"""How long is waited after each attempt in vain; after the last of them there is one more attempt."""


class Status(StrEnum):
    """Where a message stands."""

    ASKED = "asked"
    SENT = "sent"
    DELIVERED = "delivered"
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


class StillOnItsWay(WrongState):
    """The message is still being sent, so it is not sent once more."""

    code = "notifications.still_on_its_way"
    sentence = "This message is still being sent. Wait until it has been sent or has failed."


class CaseIdentity(Value):
    """Which case a message is about."""

    case_id: UUID
    partnership: str
    reference: str


class Addressee(Value):
    """Who gets a message: a role or an agency, and, where one is reachable, a person of it."""

    recipient: str
    person: str = ""
    channel: str


class Message(Aggregate):
    """One message to one recipient, from being asked for to arriving."""

    TOPIC = "notifications.Message"

    template: Template = Template.REFERRAL_RECEIVED
    stage: Stage = Stage.ASKED
    recipient: str = ""
    person: str = ""
    channel: str = ""
    correlation_id: UUID = UUID(int=0)
    status: Status = Status.ASKED
    reason: str = ""
    attempt: int = 0
    sending: int = 1
    attempts_before: int = 0
    provider_id: str = ""

    @classmethod
    def ask(
        cls,
        *,
        message_id: UUID,
        identity: CaseIdentity,
        template: Template,
        stage: Stage,
        to: Addressee,
        correlation_id: UUID,
        at: datetime,
    ) -> Self:
        """Begin a message; ``correlation_id`` ties its sending to what led to it."""
        if not CODE.fullmatch(to.recipient):
            raise RecipientNotACode
        return cls._create(
            MessageAsked, id=message_id, **dict(identity), template=template, stage=stage, **dict(to),
            correlation_id=correlation_id, timestamp=at,
        )  # fmt: skip

    @property
    def key(self) -> str:
        """By which a channel and its recipient recognise one sending of the message."""
        return str(self.id) if self.sending == 1 else f"{self.id}.{self.sending}"

    def mark_sent(self, *, at: datetime, provider_id: str = "") -> None:
        """The channel took the message; ``provider_id`` is how it calls it, if it can be asked about it."""
        self._must_be(Status.ASKED)
        self.record(MessageSent, at=at, **self._said(), provider_id=provider_id)

    def mark_delayed(self, *, reason: str, at: datetime) -> None:
        """The channel may take it later; after the last attempt the message has failed."""
        self._must_be(Status.ASKED)
        tried = self.attempt - self.attempts_before
        if tried >= len(WAITS):
            return self.mark_failed(reason=reason, at=at)
        _must_be_code(reason)
        return self.record(
            MessageDelayed, at=at, attempt=self.attempt + 1, channel=self.channel, reason=reason,
            next_attempt_at=at + WAITS[tried],
        )  # fmt: skip

    def mark_delivered(self, *, at: datetime) -> None:
        """The channel says that the message has arrived."""
        self._must_be(Status.SENT)
        self.record(MessageDelivered, at=at, **self._said(attempt=self.attempt))

    def mark_failed(self, *, reason: str, at: datetime) -> None:
        """The channel did not take the message, or took it in vain, for a reason given by its code."""
        self._must_be(Status.ASKED, Status.SENT)
        _must_be_code(reason)
        attempt = self.attempt + (self.status is Status.ASKED)
        self.record(
            MessageFailed, at=at, case_id=self.case_id, partnership=self.partnership,
            **self._said(attempt=attempt), reason=reason,
        )  # fmt: skip

    def resend(self, *, channel: str, at: datetime) -> None:
        """Send it once more, by the channel by which its recipient is reached now."""
        if self.status is Status.ASKED:
            raise StillOnItsWay
        self.record(
            MessageResent, at=at, channel=channel, sending=self.sending + 1, attempts=self.attempt
        )

    def _said(self, attempt: int = 0) -> dict[str, object]:
        return {
            "template": self.template, "stage": self.stage, "recipient": self.recipient,
            "channel": self.channel, "attempt": attempt or self.attempt + 1,
        }  # fmt: skip

    def _must_be(self, *allowed: Status) -> None:
        if self.status not in allowed:
            raise AlreadySettled(status=self.status)


def _must_be_code(reason: str) -> None:
    if not CODE.fullmatch(reason):
        raise ReasonNotACode


class MessageAsked(
    FirstEvent,
    topic="notifications.MessageAsked.v2",
    upcasts={"notifications.MessageAsked.v1": asked_v1_v2},
):
    """A told event, or a timer, asks for a message."""

    template: Template
    stage: Stage
    recipient: str
    person: str
    channel: str
    correlation_id: UUID


class MessageDelayed(Event, topic="notifications.MessageDelayed.v1"):
    """The channel did not take the message, and may later."""

    attempt: int
    channel: str
    reason: str
    next_attempt_at: datetime

    def apply(self, message: Message) -> None:
        """It is still to be sent."""
        message.attempt = self.attempt
        message.reason = self.reason


class MessageSent(
    Event,
    topic="notifications.MessageSent.v2",
    upcasts={"notifications.MessageSent.v1": sent_v1_v2},
):
    """The channel took the message."""

    template: Template
    stage: Stage
    recipient: str
    channel: str
    attempt: int
    provider_id: str

    def apply(self, message: Message) -> None:
        """Whether it arrives is for the channel to say, if it can."""
        message.status = Status.SENT
        message.reason = ""
        message.attempt = self.attempt
        message.provider_id = self.provider_id


class MessageDelivered(Event, topic="notifications.MessageDelivered.v1"):
    """The channel says that the message arrived."""

    template: Template
    stage: Stage
    recipient: str
    channel: str
    attempt: int

    def apply(self, message: Message) -> None:
        """Nothing more happens to it, unless it is sent again."""
        message.status = Status.DELIVERED


class MessageFailed(
    Event,
    topic="notifications.MessageFailed.v2",
    upcasts={"notifications.MessageFailed.v1": tried_once},
):
    """The channel did not take the message, or could not bring it to its recipient."""

    case_id: UUID
    partnership: str
    template: Template
    stage: Stage
    recipient: str
    channel: str
    attempt: int
    reason: str

    def apply(self, message: Message) -> None:
        """Nothing more happens to it, unless it is sent again."""
        message.status = Status.FAILED
        message.attempt = self.attempt
        message.reason = self.reason


class MessageResent(Event, topic="notifications.MessageResent.v1"):
    """Somebody asked that the message be sent once more; ``attempts`` is how often it was tried before."""

    channel: str
    sending: int
    attempts: int

    def apply(self, message: Message) -> None:
        """It is to be sent, as if it had just been asked for."""
        message.status = Status.ASKED
        message.reason = message.provider_id = ""
        message.channel = self.channel
        message.sending = self.sending
        message.attempts_before = self.attempts


def message_id_of(told_id: UUID, template: Template, to: Addressee, stage: Stage) -> UUID:
    """The stream of the message that a told event or a task asks for; a repeat asks for the same one."""
    more = "" if stage is Stage.ASKED and not to.person else f":{stage}:{to.person}"
    return uuid5(told_id, f"message:{template}:{to.recipient}{more}")


register_aggregate(Message)
