"""What can be asked of messages: that there be one, and that it be handed over."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from chassis.clock import Clock
from chassis.errors import Temporary
from chassis.store.event_store import EventStore
from chassis.store.seal import CaseKeys
from chassis.use_cases import AlreadyBegun, Cause, Erased, UseCases
from services.notifications.domain.message import (
    AlreadySettled,
    CaseIdentity,
    Message,
    Status,
    message_id_of,
)
from services.notifications.domain.templates import Template, Wording, wording_of

ACTOR = "service:notifications"
ATTEMPTS_MAX = 5
FIRST_DELAY_S = 0.1
UNAVAILABLE = "channel_unavailable"
BROKEN = "channel_broken"


@dataclass(frozen=True, slots=True)
class Letter:
    """A message as a channel takes it. ``message_id`` is the same however often it is handed over."""

    message_id: UUID
    identity: CaseIdentity
    recipient: str
    template: Template
    wording: Wording


class Undeliverable(Exception):
    """A channel does not take a letter, and will not take it later; ``reason`` is a code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Channel(Protocol):
    """A way to reach a recipient."""

    name: str

    async def hand_over(self, letter: Letter, at: datetime) -> None:
        """Take a letter; the same letter handed over again reaches its recipient once.

        Raises ``Undeliverable``, or ``Temporary`` when a later attempt may succeed.
        """


class Messages(UseCases):
    """The use cases of the notifications service."""

    def __init__(
        self,
        store: EventStore,
        keys: CaseKeys,
        clock: Clock,
        *,
        channel: Channel,
        first_delay_s: float = FIRST_DELAY_S,
    ) -> None:
        super().__init__(store, keys, clock)
        self._store, self._channel, self._first_delay_s = store, channel, first_delay_s

    async def ask(
        self,
        cause: Cause,
        identity: CaseIdentity,
        *,
        template: Template,
        recipient: str,
        told_id: UUID,
    ) -> None:
        """Let there be a message about what ``told_id`` told; if there is one already, nothing changes."""
        message_id = message_id_of(told_id, template, recipient)

        def make() -> Message:
            return Message.ask(
                message_id=message_id, identity=identity, template=template, recipient=recipient,
                channel=self._channel.name, correlation_id=cause.correlation_id, at=cause.occurred_at,
            )  # fmt: skip

        try:
            await self.begin(Message, message_id, cause, make)
        except AlreadyBegun:
            return  # Another event has asked for the same message: an agency, and news that waited for it.
        except Erased:
            return  # The case was erased; there is nothing left for anybody to see.

    async def deliver(self, message_id: UUID) -> None:
        """Hand a message over and record what came of it; a message that is settled stays as it is.

        Should the process die in between, the repeat hands over the same letter, which the channel
        takes once, and records it.
        """
        letter, status, correlation_id = await self.look(Message, message_id, _letter)
        if status is not Status.ASKED:
            return
        reason = await self._handed_over(letter)
        now = self._clock()
        cause = Cause(
            case_id=letter.identity.case_id, partnership=letter.identity.partnership, actor=ACTOR,
            causation_id=await self._asked_by(message_id), correlation_id=correlation_id, occurred_at=now,
        )  # fmt: skip

        def settle(message: Message) -> None:
            if reason:
                message.mark_failed(reason=reason, at=now)
            else:
                message.mark_sent(at=now)

        try:
            await self.change(Message, message_id, cause, settle)
        except AlreadySettled:
            return  # Another process delivered it meanwhile; the channel took it once.

    async def _asked_by(self, message_id: UUID) -> UUID:
        """The id of the event that asked for a message."""
        (asked,) = await self._store.stream(message_id, upto=1)
        return asked.header.event_id

    async def _handed_over(self, letter: Letter) -> str:
        """Empty when the channel took the letter; otherwise the code of the reason why it did not."""
        delay_s = self._first_delay_s
        for attempt in range(1, ATTEMPTS_MAX + 1):
            try:
                await self._channel.hand_over(letter, self._clock())
            except Undeliverable as error:
                return error.reason
            except Temporary:
                if attempt < ATTEMPTS_MAX:
                    await asyncio.sleep(delay_s)
                    delay_s *= 2
            except Exception:  # noqa: BLE001 - whatever is wrong with a channel, other messages go on
                return BROKEN
            else:
                return ""
        return UNAVAILABLE


def _letter(message: Message) -> tuple[Letter, Status, UUID]:
    identity = CaseIdentity(
        case_id=message.case_id, partnership=message.partnership, reference=message.reference
    )
    wording = wording_of(message.template, message.reference)
    letter = Letter(message.id, identity, message.recipient, message.template, wording)
    return letter, message.status, message.correlation_id
