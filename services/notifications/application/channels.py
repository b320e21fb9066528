"""What a way to reach people must keep to, whatever it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from services.notifications.domain.contact import ChannelName, Route
from services.notifications.domain.templates import Wording

MAILBOX = ChannelName.MAILBOX


@dataclass(frozen=True, slots=True, repr=False)
class Letter:
    """One sending of a message as a channel takes it: no case, no role, only words and where they go.

    ``key`` is the same however often this sending is handed over, and says nothing. It has no ``repr``,
    because it holds an address.
    """

    key: str
    address: str
    wording: Wording


class Arrival(StrEnum):
    """What a channel knows of a letter that it took."""

    PENDING = "pending"
    DELIVERED = "delivered"


class Undeliverable(Exception):
    """A channel does not take a letter, and will not take it later; ``reason`` is a code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Channel(Protocol):
    """A way to reach a person."""

    @property
    def name(self) -> str:
        """What messages say by which they went."""

    async def hand_over(self, letter: Letter, at: datetime) -> str:
        """Take a letter; gives the id by which its arrival can be asked for, or an empty text.

        The same letter handed over again reaches its recipient once, or is recognisable by its key.
        Raises ``Undeliverable``, or ``Temporary`` when a later attempt may succeed.
        """

    async def arrival(self, provider_id: str) -> Arrival:
        """What has become of a letter. Raises ``Undeliverable`` when it came back, or ``Temporary``."""


class Routes(Protocol):
    """Who stands behind a recipient."""

    async def to(self, recipient: str, partnership: str) -> Sequence[Route]:
        """The people of a role in a partnership, or of an agency."""

    async def of(self, person: str) -> Route | None:
        """How one person is told; None when they are not known."""


class AddressBook(Protocol):
    """The addresses of people, sealed; nothing else knows them."""

    async def put(self, contact_id: UUID, address: str) -> None:
        """Keep a person's address in the place of an earlier one."""

    async def of(self, contact_id: UUID) -> str | None:
        """A person's address, or None."""

    async def forget(self, contact_id: UUID) -> None:
        """Remove a person's address for good."""
