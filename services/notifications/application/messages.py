"""What can be asked of messages: that there be one, that it be handed over, that it be sent again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias
from uuid import UUID

from chassis.clock import Clock
from chassis.errors import NotFound, Temporary
from chassis.store.case_keys import CaseKeys
from chassis.store.event_store import EventStore
from chassis.use_cases import AlreadyBegun, Cause, Erased, Kept, UseCases, together
from services.notifications.application.channels import (
    MAILBOX,
    AddressBook,
    Arrival,
    Channel,
    Letter,
    Routes,
    Undeliverable,
)
from services.notifications.domain.contact import contact_id_of
from services.notifications.domain.message import (
    Addressee,
    AlreadySettled,
    CaseIdentity,
    Message,
    Status,
    message_id_of,
)
from services.notifications.domain.templates import OPTIONAL, Stage, Template, wording_of

ACTOR = "service:notifications"
UNAVAILABLE = "channel_unavailable"
BROKEN = "channel_broken"
NO_ADDRESS = "no_address"
UNKNOWN_ARRIVAL = "arrival_unknown"
HANDED_OVER_WITHIN_S = 45.0
"""Less than a timer's effect may take: an attempt that hangs is one that is counted."""

Decide: TypeAlias = Callable[[Message], object]


@dataclass(frozen=True, slots=True)
class Ways:
    """How people are reached: who they are, where they are, by what, and where they sign in."""

    routes: Routes
    book: AddressBook
    channels: Mapping[str, Channel]
    portal: str = ""


@dataclass(frozen=True, slots=True)
class _Sending:
    """A message as it stands, and the event that asks for what is done next."""

    message: Message
    cause: Cause


class Messages(UseCases):
    """The use cases of messages."""

    def __init__(self, store: EventStore, keys: CaseKeys, clock: Clock, ways: Ways) -> None:
        super().__init__(store, keys, clock)
        self._store, self._ways = store, ways

    async def ask(
        self,
        cause: Cause,
        identity: CaseIdentity,
        *,
        template: Template,
        recipients: Iterable[str],
        told_id: UUID,
        stage: Stage = Stage.ASKED,
    ) -> None:
        """Let everybody behind some recipients be told what ``told_id`` is about; a repeat changes nothing.

        When nobody is known there, the message waits in the mailbox of the role or agency. The messages are kept
        together, in the order of the recipients; one that cannot be kept leaves the others, and a repeat brings it.
        """
        behind = await together(*(self._addressees(identity, one, stage) for one in recipients))
        await self._have_key(cause.case_id)
        await together(
            *(
                self._begin(cause, identity, template=template, to=to, told_id=told_id, stage=stage)
                for addressees in behind
                for to in addressees
            )
        )

    async def deliver(self, message_id: UUID) -> None:
        """Hand a message over and record what came of it; a message that is settled stays as it is.

        Should the process die in between, the repeat hands over the same letter, which its channel
        takes once or makes recognisable, and records it.
        """
        sending = await self._sending(message_id)
        if sending is None or sending.message.status is not Status.ASKED:
            return
        message, at = sending.message, sending.cause.occurred_at
        try:
            provider_id = await self._handed_over(message, sending.cause)
        except Undeliverable as error:
            reason = error.reason
            await self._settle(sending, lambda it: it.mark_failed(reason=reason, at=at))
        except Temporary:
            await self._settle(sending, lambda it: it.mark_delayed(reason=UNAVAILABLE, at=at))
        except Exception:  # noqa: BLE001 - whatever is wrong with a channel, other messages go on
            await self._settle(sending, lambda it: it.mark_failed(reason=BROKEN, at=at))
        else:
            await self._settle(sending, lambda it: it.mark_sent(at=at, provider_id=provider_id))

    async def look_after(self, message_id: UUID, *, is_last: bool) -> bool:
        """Ask the channel whether a message has arrived; whether that is known now, for good.

        With the last look a message whose arrival is still unknown has failed.
        """
        sending = await self._sending(message_id)
        if sending is None or sending.message.status is not Status.SENT:
            return True
        message, at = sending.message, sending.cause.occurred_at
        try:
            arrival = await self._channel(message.channel).arrival(message.provider_id)
        except Undeliverable as error:
            reason = error.reason
            await self._settle(sending, lambda it: it.mark_failed(reason=reason, at=at))
            return True
        if arrival is Arrival.DELIVERED:
            await self._settle(sending, lambda it: it.mark_delivered(at=at))
        elif is_last:
            await self._settle(sending, lambda it: it.mark_failed(reason=UNKNOWN_ARRIVAL, at=at))
        return is_last or arrival is Arrival.DELIVERED

    async def resend(self, cause: Cause, message_id: UUID) -> Kept:
        """Send a message once more, by the way in which its person is reached now."""
        person = await self.look(Message, message_id, lambda message: message.person)
        route = await self._ways.routes.of(person) if person else None
        channel = self._open(route.channel) if route else MAILBOX

        def again(message: Message) -> None:
            if message.case_id != cause.case_id:
                raise NotFound
            message.resend(channel=channel, at=cause.occurred_at)

        return await self.change(Message, message_id, cause, again)

    async def _addressees(
        self, identity: CaseIdentity, recipient: str, stage: Stage
    ) -> Sequence[Addressee]:
        routes = await self._ways.routes.to(recipient, identity.partnership)
        if not routes:
            return (Addressee(recipient=recipient, channel=MAILBOX),)
        return [
            Addressee(recipient=recipient, person=one.person, channel=self._open(one.channel))
            for one in routes
            if one.wants_reminders or stage not in OPTIONAL
        ]

    async def _begin(
        self,
        cause: Cause,
        identity: CaseIdentity,
        *,
        template: Template,
        to: Addressee,
        told_id: UUID,
        stage: Stage,
    ) -> None:
        message_id = message_id_of(told_id, template, to, stage)

        def make() -> Message:
            return Message.ask(
                message_id=message_id, identity=identity, template=template, stage=stage, to=to,
                correlation_id=cause.correlation_id, at=cause.occurred_at,
            )  # fmt: skip

        try:
            await self.begin(Message, message_id, cause, make)
        except AlreadyBegun:
            return  # Another event has asked for the same message: an agency, and news that waited for it.
        except Erased:
            return  # The case was erased; there is nothing left for anybody to see.

    async def _handed_over(self, message: Message, cause: Cause) -> str:
        address = ""
        if message.channel != MAILBOX:
            found = await self._ways.book.of(contact_id_of(message.person))
            if found is None:
                raise Undeliverable(NO_ADDRESS)
            address = found
        wording = wording_of(message.template, message.stage, self._ways.portal)
        letter = Letter(message.key, address, wording)
        try:
            async with asyncio.timeout(HANDED_OVER_WITHIN_S):
                return await self._channel(message.channel).hand_over(letter, cause.occurred_at)
        except TimeoutError:
            raise Temporary from None

    async def _sending(self, message_id: UUID) -> _Sending | None:
        """A message and the cause of what is done to it next: the last event of its stream."""
        try:
            message = await self.look(
                Message, message_id, lambda message: Message.restore(message.snapshot())
            )
        except Erased:
            return None
        (last,) = await self._store.stream(
            message_id, after=message.version - 1, upto=message.version
        )
        cause = Cause(
            case_id=message.case_id, partnership=message.partnership, actor=ACTOR,
            causation_id=last.header.event_id, correlation_id=message.correlation_id,
            occurred_at=self._clock(),
        )  # fmt: skip
        return _Sending(message, cause)

    async def _settle(self, sending: _Sending, decide: Decide) -> None:
        try:
            await self.change(Message, sending.message.id, sending.cause, decide)
        except AlreadySettled:
            return  # Another process was quicker.

    def _open(self, channel: str) -> str:
        """The channel that a person wants, where this region has it; otherwise the mailbox."""
        return channel if channel in self._ways.channels else MAILBOX

    def _channel(self, name: str) -> Channel:
        try:
            return self._ways.channels[name]
        except KeyError:
            raise Temporary from None  # It was there when the message was asked for.
