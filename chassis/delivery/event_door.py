"""The door for told facts: once in effect, retried if temporary, parked if not, never lost.

    page ──> each event: a repeat? ──yes──> pass over
                 │ no
             its case held up, or an earlier event missing? ──yes──> queue it
                 │ no
             effect and inbox row in one transaction ──refused or broken──> park it; other cases go on

A whole page is tried in one transaction; only when something in it fails are its events taken one by one. Of a door
that is ``side_by_side`` each case of the page goes on by itself, in its order; none begins a transaction of its own.
Whoever takes, parks or redrives events of a case holds its turn, so that neither another replica nor a
redrive can come in between what the inbox says and what follows from it.
An effect that changes an aggregate is stored by the event store before the inbox row is: should the
process die in between, the repeat finds its own causation id in the stream and changes nothing.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

import structlog

from chassis.database import Connection, InTurns, Pool
from chassis.delivery import generations
from chassis.delivery.event_source import PAGE_MAX
from chassis.delivery.failed_effects import EffectHangs, is_temporary, reason_of
from chassis.delivery.inbox import (
    QUEUED_BEHIND,
    WAITING,
    Inbox,
    ParkedEvent,
    Turn,
    parked_events,
)
from chassis.telemetry import metrics, traces
from chassis.use_cases import Cause, together
from contracts.envelope import Envelope, UnknownType
from contracts.events.base import EVENTS, CaseEvent

ATTEMPTS_MAX = 8
FIRST_DELAY_S = 0.05
EFFECT_WITHIN_S = 60.0
"""Longer than a healthy effect ever takes: one that hangs must not hold up the other cases for ever."""

# In the order of the text, which is the same for all, so that two pages cannot wait for each other.
_TAKE_TURNS = (
    "SELECT pg_advisory_xact_lock_shared(hashtextextended($1, 0)) UNION ALL"
    " SELECT pg_advisory_xact_lock(hashtextextended($1 || ':' || case_id, 0))"
    " FROM unnest($2::text[]) AS case_id"
)
_TAKE_ALL_TURNS = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))"

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Told:
    """One told event: what it says, what surrounds it, and the transaction in which it takes effect."""

    event: Any
    envelope: Envelope
    connection: Connection

    def cause(self, actor: str) -> Cause:
        """The cause of what follows from this event; it happened when the event happened."""
        told = self.envelope
        return Cause(
            case_id=told.subject,
            partnership=told.partnership,
            actor=actor,
            causation_id=told.id,
            correlation_id=told.correlationid,
            occurred_at=told.time,
        )


Effect = Callable[[Told], Awaitable[object]]


class EventDoor:
    """Takes the events that one listener is told and lets each have its effect once."""

    rows_only = False
    """Whether its effects are rows and nothing else, so that they can be made anew."""
    page_max = PAGE_MAX
    """How much is taken at once: meanwhile its other sources wait, and its place in this one stays."""
    side_by_side = False
    """Whether the cases of a page wait together: for effects that wait for more than their own transaction."""

    def __init__(
        self,
        listener: str,
        services: Sequence[str],
        effects: Mapping[type[CaseEvent], Effect],
        pool: Pool,
        *,
        attempts_max: int = ATTEMPTS_MAX,
        first_delay_s: float = FIRST_DELAY_S,
        effect_within_s: float = EFFECT_WITHIN_S,
    ) -> None:
        self.listener, self.services = listener, tuple(services)
        self._effects = {event_class.TYPE: effect for event_class, effect in effects.items()}
        self._pool = pool
        self._turn = f"event_door:{listener}"
        self._generations: dict[str, int] = {}
        self._attempts_max, self._first_delay_s = attempts_max, first_delay_s
        self._effect_within_s = effect_within_s
        # An effect may need a connection beside ours: pages that wait for their turn hold none.
        self._one_at_a_time = asyncio.Lock()

    async def take(self, page: Sequence[Envelope]) -> None:
        """Let each event of ``page`` take effect, or park it; afterwards none of it needs to be told again."""
        if not page:
            return
        await self._notice(page)
        with traces.span(
            f"{self.listener} takes a page", kind=traces.CONSUMER,
            links=[envelope.traceparent for envelope in page], events=len(page),
        ):  # fmt: skip
            await self._take_page(page)

    async def _take_page(self, page: Sequence[Envelope]) -> None:
        try:
            async with self.turn_of(envelope.subject for envelope in page) as inbox:
                await self._take_all(inbox, page)
                waiting = inbox.can_go_on()
        except Exception:  # noqa: BLE001 - something in the page fails: find out what, and let the rest through.
            for envelope in page:
                await self._take_alone(envelope)
            waiting = [envelope.subject for envelope in page]
        for case_id in dict.fromkeys(waiting):
            await self.let_go_on(case_id)

    async def _take_all(self, inbox: Inbox, page: Iterable[Envelope]) -> None:
        if not self.side_by_side:
            return await self._take_in_order(inbox, page)
        cases: defaultdict[UUID, list[Envelope]] = defaultdict(list)
        for envelope in page:
            cases[envelope.subject].append(envelope)
        inbox.connection = cast("Connection", InTurns(inbox.connection))
        await together(*(self._take_in_order(inbox, case) for case in cases.values()))
        return None

    async def _take_in_order(self, inbox: Inbox, events: Iterable[Envelope]) -> None:
        for envelope in events:
            await self._take_one(inbox, envelope)

    async def parked(self) -> Sequence[ParkedEvent]:
        """What is parked for this listener, in the order in which it was parked."""
        async with self._pool.acquire() as connection:
            return await parked_events(connection, self.listener)

    async def parked_count(self) -> int:
        """How many events are parked for this listener."""
        count = await self._pool.fetchval(
            "SELECT count(*) FROM parked WHERE listener = $1", self.listener
        )
        return int(count)

    @asynccontextmanager
    async def turn_of(self, cases: Iterable[UUID]) -> AsyncIterator[Inbox]:
        """A transaction in which nobody else changes what this listener made of these cases."""
        ids = sorted(set(cases))
        async with (
            self._one_at_a_time,
            self._pool.acquire() as connection,
            connection.transaction(),
        ):
            await connection.execute(_TAKE_TURNS, self._turn, [str(case_id) for case_id in ids])
            inbox = Inbox(self.listener, connection)
            await inbox.load(ids)
            yield inbox
            await inbox.keep()

    async def all_turns(self, connection: Connection) -> None:
        """Let nobody take, park or redrive anything for this listener until the transaction ends."""
        await connection.execute(_TAKE_ALL_TURNS, self._turn)

    async def redrive(self, case_id: UUID) -> int:
        """Try the parked events of one case again, in order, with today's code; gives how many got through.

        Raises what the first one raises that fails again; it and those behind it stay parked. An event that
        came early stays until the one before it has come.
        """
        through = 0
        while await self.redrive_next(case_id):
            through += 1
        return through

    async def redrive_next(self, case_id: UUID, upto: Mapping[str, int] | None = None) -> bool:
        """Try the next parked event of a case; False when none is left, of those up to a position of each source.

        Raises what the event raises; it stays parked, with today's reason and one attempt more.
        """
        tried: ParkedEvent | None = None
        try:
            async with self.turn_of([case_id]) as inbox:
                tried = await inbox.next_parked(case_id, upto)
                if tried is None:
                    return False
                if inbox.turn_of(tried.envelope) is Turn.NEXT:
                    await self._effect(inbox, tried.envelope)
                await inbox.unpark(tried)
                return True
        except Exception as error:
            if tried is not None:
                await self._park(tried.envelope, reason_of(error), 1)
            raise

    async def _notice(self, page: Sequence[Envelope]) -> None:
        """Before anything of a restored log is taken, remember that it was restored."""
        for service, generation in generations.newer(page, self._generations).items():
            async with self._pool.acquire() as connection, connection.transaction():
                await self.all_turns(connection)
                await generations.notice(
                    connection, self.listener, service, generation, rows_only=self.rows_only
                )
            self._generations[service] = generation

    async def let_go_on(self, case_id: UUID) -> None:
        """Let what came early follow, as far as nothing is missing any more; what fails is parked as usual."""
        while True:
            async with self.turn_of([case_id]) as inbox:
                parked = None if inbox.is_held_up(case_id) else await inbox.next_parked(case_id)
            if parked is None:
                return
            await self._take_alone(parked.envelope, parked)

    async def _take_alone(self, envelope: Envelope, parked: ParkedEvent | None = None) -> None:
        delay_s = self._first_delay_s
        for attempt in range(1, self._attempts_max + 1):
            try:
                async with self.turn_of([envelope.subject]) as inbox:
                    if await self._take_one(inbox, envelope) and parked is not None:
                        await inbox.unpark(parked)
            except Exception as error:  # noqa: BLE001 - a bug, or an unreadable event: it may not stop other cases.
                reason = reason_of(error)
                if not is_temporary(error):
                    return await self._park(envelope, reason, attempt)
            else:
                return None
            await asyncio.sleep(delay_s)
            delay_s *= 2
        return await self._park(envelope, reason, self._attempts_max)

    async def _take_one(self, inbox: Inbox, envelope: Envelope) -> bool:
        """Let an event have its effect, or queue it; whether nothing of it is left to do."""
        turn = inbox.turn_of(envelope)
        if turn is Turn.REPEAT:
            return True
        if inbox.is_held_up(envelope.subject):
            await inbox.park(envelope, QUEUED_BEHIND)
            return False
        if turn is Turn.EARLY:
            await inbox.park(envelope, WAITING)
            return False
        await self._effect(inbox, envelope)
        return True

    async def _effect(self, inbox: Inbox, envelope: Envelope) -> None:
        effect = None if inbox.passes_over(envelope) else self._effects.get(envelope.type)
        if effect is not None:
            with traces.continued(
                envelope.traceparent, f"{self.listener} takes {EVENTS[envelope.type].NAME}",
                case_id=envelope.subject, event_id=envelope.id, position=envelope.position,
            ):  # fmt: skip
                await self._within_time(effect, Told(envelope.event(), envelope, inbox.connection))
        elif envelope.type not in EVENTS:
            raise UnknownType(
                envelope.type
            )  # From code that is newer than ours: it may be meant for us.
        inbox.took(envelope)

    async def _within_time(self, effect: Effect, told: Told) -> None:
        try:
            async with asyncio.timeout(self._effect_within_s) as limit:
                await effect(told)
        except TimeoutError:
            if not limit.expired():
                raise
            metrics.breached(self.listener)
            raise EffectHangs from None

    async def _park(self, envelope: Envelope, reason: str, attempts: int) -> None:
        async with self.turn_of([envelope.subject]) as inbox:
            if inbox.turn_of(envelope) is Turn.REPEAT:
                return  # Another replica got it through meanwhile.
            await inbox.park(envelope, reason, attempts)
        _log.error(
            "listener.parked", listener=self.listener, case_id=str(envelope.subject),
            type=envelope.type, reason=reason, attempts=attempts,
        )  # fmt: skip
