"""Messages that are no envelope: looked at, read again with today's code, or purged. Each is a recorded decision.

Nobody knows to which case such a message belongs, nor whose it is: the decisions stand in a stream of their own
for each listener and partnership in whose name one decides.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Self
from uuid import UUID, uuid5

from chassis.aggregate import NO_CASE, Aggregate, Event, FirstEvent, Value, register_aggregate
from chassis.clock import Clock
from chassis.database import Pool
from chassis.delivery.event_door import EventDoor
from chassis.errors import NotFound
from chassis.store.case_keys import CaseKeys
from chassis.store.event_store import EventStore
from chassis.use_cases import Cause, UseCases
from contracts.envelope import Envelope, NotAnEnvelope

LISTED_MAX = 1_000
REMEMBERED = 100
"""As many decisions as can be repeated: those before were carried out long ago."""
_HEADER = re.compile(r"(?s)(.*?)=(None|b['\"].*)")


class NothingUnreadable(NotFound):
    """No unreadable message is kept from this place of the topic."""

    code = "parked.nothing_unreadable"
    sentence = "There is no unreadable message of this place here."


class MessagePlace(Value):
    """Where a message stood in a topic."""

    source: str
    partition: int
    offset: int


@dataclass(frozen=True, slots=True)
class UnreadableMessage:
    """A message as it came, and what is wrong with it."""

    listener: str
    place: MessagePlace
    key: bytes | None
    headers: tuple[tuple[str, bytes | None], ...]
    value: bytes | None
    problem: str
    arrived_at: datetime


class MessageDecision(Value):
    """What was decided about a message at a version of the stream."""

    version: int
    place: MessagePlace
    arrived_at: datetime
    purged: bool


class UnreadableDecisions(Aggregate):
    """The decisions of one partnership's people about unreadable messages for one listener."""

    TOPIC = "chassis.UnreadableDecisions"

    listener: str = ""
    decisions: tuple[MessageDecision, ...] = ()

    @classmethod
    def begun(cls, listener: str, *, partnership: str, at: datetime) -> Self:
        """Nothing was decided yet."""
        stream = decisions_of(listener, partnership)
        return cls._create(
            UnreadableBegun, id=stream, case_id=stream, listener=listener,
            partnership=partnership, reference="", timestamp=at,
        )  # fmt: skip

    def decide(
        self, what: Literal["redriven", "purged"], about: UnreadableMessage, *, reason: str, at: datetime
    ) -> None:  # fmt: skip
        """Read a message again, or leave it out for ever."""
        self.record(
            UnreadablePurged if what == "purged" else UnreadableRedriven, at=at, listener=self.listener,
            place=about.place, arrived_at=about.arrived_at, problem=about.problem,
            bytes=len(about.value or b""), reason=reason,
        )  # fmt: skip


class UnreadableBegun(FirstEvent, topic="chassis.UnreadableBegun.v1"):
    """The first decision is about to follow."""

    listener: str


class _Decided(Event):
    listener: str
    place: MessagePlace
    arrived_at: datetime
    problem: str
    bytes: int
    reason: str

    def apply(self, decisions: UnreadableDecisions) -> None:
        """One more decision."""
        decision = MessageDecision(
            version=self.originator_version, place=self.place, arrived_at=self.arrived_at,
            purged=isinstance(self, UnreadablePurged),
        )  # fmt: skip
        decisions.decisions = (*decisions.decisions, decision)[-REMEMBERED:]


class UnreadableRedriven(_Decided, topic="chassis.UnreadableRedriven.v1"):
    """Somebody let an unreadable message be read again."""


class UnreadablePurged(_Decided, topic="chassis.UnreadablePurged.v1"):
    """Somebody left out an unreadable message."""


register_aggregate(UnreadableDecisions)


def decisions_of(listener: str, partnership: str) -> UUID:
    """The stream of decisions about unreadable messages, which is also the case under which they are kept."""
    return uuid5(NO_CASE, f"unreadable:{listener}:{partnership}")


class UnreadableMessages(UseCases):
    """Looks at unreadable messages, and decides about them."""

    def __init__(self, pool: Pool, store: EventStore, keys: CaseKeys, clock: Clock) -> None:
        super().__init__(store, keys, clock)
        self._pool = pool

    async def listed(self, listener: str) -> Sequence[UnreadableMessage]:
        """The messages that ``listener`` could not read, the oldest first."""
        rows = await self._pool.fetch(
            "SELECT * FROM unreadable WHERE listener = $1 ORDER BY arrived_at LIMIT $2",
            listener, LISTED_MAX,
        )  # fmt: skip
        return [_message(row) for row in rows]

    async def one(self, listener: str, place: MessagePlace) -> UnreadableMessage:
        """One message. Raises ``NothingUnreadable``."""
        row = await self._pool.fetchrow(
            "SELECT * FROM unreadable WHERE listener = $1 AND source = $2 AND partition = $3"
            " AND record_offset = $4",
            listener, place.source, place.partition, place.offset,
        )  # fmt: skip
        if row is None:
            raise NothingUnreadable
        return _message(row)

    async def redrive(
        self, door: EventDoor, place: MessagePlace, cause: Cause, *, reason: str
    ) -> str:
        """Read a message again and let it take effect; gives the problem, if it still cannot be read."""
        found = await self._decided("redriven", door.listener, place, cause, reason=reason)
        if found is None:
            return ""
        try:
            envelope = Envelope.from_message(found.headers, found.value)
        except NotAnEnvelope as problem:
            return str(problem)
        await door.take([envelope])
        await self._forget(found.listener, place, found.arrived_at)
        return ""

    async def purge(
        self, door: EventDoor, place: MessagePlace, cause: Cause, *, reason: str
    ) -> None:
        """Leave out a message for ever. Raises ``NothingUnreadable``."""
        found = await self._decided("purged", door.listener, place, cause, reason=reason)
        if found is not None:
            await self._forget(found.listener, place, found.arrived_at)

    async def _decided(
        self, what: Literal["redriven", "purged"], listener: str, place: MessagePlace, cause: Cause, *, reason: str
    ) -> UnreadableMessage | None:  # fmt: skip
        """Record a decision, or find that this command has recorded it; gives the message if it is still there."""
        await self._finish(listener, cause.partnership)
        try:
            found = await self.one(listener, place)
        except NothingUnreadable:
            found = None

        def decided(present: UnreadableDecisions | None) -> UnreadableDecisions:
            if found is None:
                raise NothingUnreadable
            decisions = present or UnreadableDecisions.begun(
                listener, partnership=cause.partnership, at=cause.occurred_at
            )
            decisions.decide(what, found, reason=reason, at=cause.occurred_at)
            return decisions

        await self._keep(
            UnreadableDecisions, decisions_of(listener, cause.partnership), cause, decided
        )
        return found

    async def _finish(self, listener: str, partnership: str) -> None:
        """Carry out what was decided before, should a process have died in between."""
        try:
            decisions = await self.look(
                UnreadableDecisions, decisions_of(listener, partnership), lambda it: it.decisions
            )
        except NotFound:
            return
        for one in decisions:
            if one.purged:
                await self._forget(listener, one.place, one.arrived_at)

    async def _forget(self, listener: str, place: MessagePlace, arrived_at: datetime) -> None:
        await self._pool.execute(
            "DELETE FROM unreadable WHERE listener = $1 AND source = $2 AND partition = $3"
            " AND record_offset = $4 AND arrived_at = $5",
            listener, place.source, place.partition, place.offset, arrived_at,
        )  # fmt: skip


def _message(row: object) -> UnreadableMessage:
    given: dict[str, object] = dict(row)  # type: ignore[call-overload]
    return UnreadableMessage(
        listener=str(given["listener"]),
        place=MessagePlace(
            source=given["source"], partition=given["partition"], offset=given["record_offset"]
        ),
        key=given["key"], headers=tuple(_header(text) for text in given["headers"]),  # type: ignore[arg-type, attr-defined]
        value=given["value"], problem=str(given["problem"]), arrived_at=given["arrived_at"],  # type: ignore[arg-type]
    )  # fmt: skip


def _header(text: str) -> tuple[str, bytes | None]:
    """A header as the source wrote it down: its name, and its value as Python writes it."""
    found = _HEADER.fullmatch(text)
    if found is None:
        return text, None
    return found[1], ast.literal_eval(found[2])
