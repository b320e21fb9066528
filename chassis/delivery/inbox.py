"""What a listener remembers of each case: up to which position its events had their effect, and what waits.

    position not beyond the inbox      a repeat
    previous beyond the inbox          early: something of its case has not arrived yet
    told under an older generation     a repeat, or lost: it has no effect (generations.py)
    otherwise                          next in turn

Of an erased case nothing has an effect any more but what says that it was erased, so that no row comes back.
An event that failed is parked, and whatever comes of its case, from any source, queues behind it. An early event
waits until the one before it has come; events of other sources need not wait for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from chassis.database import Connection
from chassis.delivery import generations
from contracts.envelope import Envelope
from contracts.events.review import CaseErased
from contracts.topics import generation_of

Key: TypeAlias = tuple[str, UUID]

QUEUED_BEHIND = "queued_behind"
WAITING = "waiting_for_earlier"
NOT_TRIED = (QUEUED_BEHIND, WAITING)

_FIELDS = (
    "number",
    "listener",
    "case_id",
    "source",
    "type",
    "stream",
    "version",
    "reason",
    "attempts",
    "parked_at",
)
_COLUMNS = ", ".join((*_FIELDS, "envelope"))
_UPSERT = (
    "INSERT INTO inbox (listener, source, case_id, position)"
    " SELECT $1, * FROM unnest($2::text[], $3::uuid[], $4::bigint[])"
    " ON CONFLICT (listener, source, case_id) DO UPDATE SET position = excluded.position"
    " WHERE inbox.position < excluded.position"
)
_KNOWN = (
    "SELECT 'generation' AS what, service AS name, NULL::uuid AS case_id, generation::bigint AS number"
    " FROM listener_generations WHERE listener = $1"
    " UNION ALL SELECT 'position', source, case_id, position FROM inbox"
    " WHERE listener = $1 AND case_id = ANY($2::uuid[])"
    " UNION ALL SELECT 'parked', reason, case_id, NULL FROM parked"
    " WHERE listener = $1 AND case_id = ANY($2::uuid[])"
    " UNION ALL SELECT 'erased', NULL, case_id, NULL FROM case_keys"
    " WHERE case_id = ANY($2::uuid[]) AND destroyed_at IS NOT NULL"
)
"""All in one question: each page asks it."""
_WHOLE = (
    "DELETE FROM restored_cases WHERE listener = $1 AND (service, case_id) IN"
    " (SELECT * FROM unnest($2::text[], $3::uuid[]))"
)
_PARK = (
    "INSERT INTO parked (listener, case_id, source, stream, version, type, envelope, reason, attempts)"
    " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    " ON CONFLICT (listener, source, stream, version) DO UPDATE"
    " SET reason = excluded.reason, attempts = parked.attempts + excluded.attempts"
    " WHERE excluded.attempts > 0"
)


class Turn(StrEnum):
    """Whether an event is to have its effect now."""

    REPEAT = "repeat"
    NEXT = "next"
    EARLY = "early"


@dataclass(frozen=True, slots=True)
class ParkedEvent:
    """A told event that waits: why, since when, and where it stands in its case's queue."""

    number: int
    listener: str
    case_id: UUID
    source: str
    type: str
    stream: UUID
    version: int
    reason: str
    attempts: int
    parked_at: datetime
    envelope: Envelope

    @property
    def failed(self) -> bool:
        """Whether it was tried in vain, and so holds up its case."""
        return self.reason not in NOT_TRIED


class Inbox:
    """The memory of one listener about some cases, inside one transaction that holds their turn."""

    def __init__(self, listener: str, connection: Connection) -> None:
        self._listener, self.connection = listener, connection
        self._positions: dict[Key, int] = {}
        self._changed: dict[Key, int] = {}
        self._reasons: dict[UUID, set[str]] = {}
        self._generations: dict[str, int] = {}
        self._whole: set[Key] = set()
        self._erased: set[UUID] = set()

    async def load(self, cases: Iterable[UUID]) -> None:
        """Look up what is known of these cases."""
        for what, name, case_id, number in await self.connection.fetch(
            _KNOWN, self._listener, list(set(cases))
        ):
            if what == "generation":
                self._generations[name] = number
            elif what == "position":
                self._positions[name, case_id] = number
            elif what == "parked":
                self._reasons.setdefault(case_id, set()).add(name)
            else:
                self._erased.add(case_id)

    def passes_over(self, envelope: Envelope) -> bool:
        """Whether the words of the case are gone, so that only what says so may have an effect."""
        return envelope.subject in self._erased and envelope.type != CaseErased.TYPE

    def turn_of(self, envelope: Envelope) -> Turn:
        """Whether an event is a repeat, the next one of its case, or early."""
        service, generation = generation_of(envelope.source)
        last = self._positions.get((envelope.source, envelope.subject), 0)
        if envelope.position <= last or generation < self._generations.get(service, 1):
            return Turn.REPEAT
        return Turn.EARLY if envelope.previous > last else Turn.NEXT

    def is_held_up(self, case_id: UUID) -> bool:
        """Whether something of the case has failed."""
        return any(reason not in NOT_TRIED for reason in self._reasons.get(case_id, ()))

    def can_go_on(self) -> list[UUID]:
        """The cases of which something waits and nothing has failed.

        What queued behind a failed event may have to wait for an earlier one once that has got through.
        """
        return [case_id for case_id in self._reasons if not self.is_held_up(case_id)]

    def took(self, envelope: Envelope) -> None:
        """Remember that an event has had its effect."""
        self.reached(envelope.source, envelope.subject, envelope.position)
        service, generation = generation_of(envelope.source)
        if generation > 1 and generations.is_same_as_before(envelope, self._of(envelope.subject)):
            self._whole.add((service, envelope.subject))

    def reached(self, source: str, case_id: UUID, position: int) -> None:
        """Remember that nothing up to a position is missing any more."""
        if position > self._positions.get((source, case_id), 0):
            self._positions[source, case_id] = self._changed[source, case_id] = position

    async def keep(self) -> None:
        """Write down what was remembered."""
        if self._changed:
            sources, cases = zip(*self._changed, strict=True)
            await self.connection.execute(
                _UPSERT, self._listener, list(sources), list(cases), list(self._changed.values())
            )
            self._changed.clear()
        if self._whole:
            services, cases = zip(*self._whole, strict=True)
            await self.connection.execute(_WHOLE, self._listener, list(services), list(cases))
            self._whole.clear()

    def _of(self, case_id: UUID) -> dict[str, int]:
        """The last position of a case under each source."""
        return {
            source: position
            for (source, case), position in self._positions.items()
            if case == case_id
        }

    async def park(self, envelope: Envelope, reason: str, attempts: int = 0) -> None:
        """Put an event at the end of its case's queue; one that is there stays where it is."""
        await self.connection.execute(
            _PARK, self._listener, envelope.subject, envelope.source, envelope.stream,
            envelope.streamversion, envelope.type, _as_text(envelope), reason, attempts,
        )  # fmt: skip
        self._reasons.setdefault(envelope.subject, set()).add(reason)

    async def parked(self, case_id: UUID) -> Sequence[ParkedEvent]:
        """What is parked of a case, in the order in which it was parked."""
        return await parked_events(self.connection, self._listener, case_id)

    async def next_parked(
        self, case_id: UUID, upto: Mapping[str, int] | None = None
    ) -> ParkedEvent | None:
        """The first parked event of a case that is not early; None if all that wait are early, or none does.

        With ``upto``, only events up to that position of their source are looked at.
        """
        for parked in await self.parked(case_id):
            envelope = parked.envelope
            if upto is not None and envelope.position > upto.get(envelope.source, 0):
                continue
            if self.turn_of(envelope) is not Turn.EARLY:
                return parked
        return None

    async def unpark(self, parked: ParkedEvent) -> None:
        """Take an event out of the queue."""
        await self.connection.execute("DELETE FROM parked WHERE number = $1", parked.number)


async def parked_events(
    connection: Connection, listener: str, case_id: UUID | None = None, limit: int | None = None
) -> Sequence[ParkedEvent]:
    """What is parked for a listener, of one case or of all, in the order in which it was parked."""
    rows = await connection.fetch(
        f"SELECT {_COLUMNS} FROM parked"  # noqa: S608 - a constant of this file
        " WHERE listener = $1 AND ($2::uuid IS NULL OR case_id = $2) ORDER BY number LIMIT $3",
        listener, case_id, limit,
    )  # fmt: skip
    return [
        ParkedEvent(
            **{name: row[name] for name in _FIELDS},
            envelope=Envelope.model_validate_json(row["envelope"]),
        )
        for row in rows
    ]


def _as_text(envelope: Envelope) -> str:
    """The envelope as JSON, also when its data are no text: they stay unreadable, and can be looked at."""
    data = envelope.data.decode("utf-8", "backslashreplace").encode()
    return envelope.model_copy(update={"data": data}).model_dump_json()
