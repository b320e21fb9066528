"""What people can do about parked events: redrive, skip, purge. Each is a recorded decision, carried out once.

    turn of the case ──> finish what was decided before ──> record the decision ──> carry it out ──> commit

The decision is durable before it has an effect, and the effect follows from the recorded decision alone. A process
that dies in between leaves a decision that the repeat of the command, or the next one about the case, carries out.
The turn of the case is held from looking to carrying out, so that no listener can come in between.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from chassis.clock import Clock
from chassis.database import Pool
from chassis.delivery.event_door import EventDoor
from chassis.delivery.failed_effects import reason_of
from chassis.delivery.inbox import WAITING, Inbox, ParkedEvent, Turn, parked_events
from chassis.delivery.parked_decisions import (
    Decision,
    NothingParked,
    NotHoldingUp,
    ParkedCase,
    ParkedFacts,
    stream_of,
)
from chassis.errors import NotFound
from chassis.store.case_keys import CaseKeys
from chassis.store.event_store import EventStore
from chassis.use_cases import Cause, UseCases
from contracts.envelope import UnknownType

LISTED_MAX = 10_000
PURGED_MAX = 1_000
"""As many events as one decision may name."""


@dataclass(frozen=True, slots=True)
class Done:
    """What became of a decision: how many events it moved, how many are still parked, and why it stopped."""

    events: int
    still_parked: int
    stopped_by: str = ""


@dataclass(frozen=True, slots=True)
class HeldCase:
    """What is parked of one case for one listener, and which event holds it up; None if a redrive lets it go on."""

    listener: str
    case_id: UUID
    partnership: str
    reference: str
    parked: tuple[ParkedEvent, ...]
    holding_up: ParkedEvent | None


class NoSuchListener(NotFound):
    """The service has no listener of this name."""

    code = "parked.no_listener"
    sentence = "This service has no listener {listener}."


class ParkedEvents(UseCases):
    """Decides about what is parked for the listeners of one service."""

    def __init__(
        self,
        doors: Sequence[EventDoor],
        pool: Pool,
        store: EventStore,
        *,
        keys: CaseKeys,
        clock: Clock,
    ) -> None:
        super().__init__(store, keys, clock)
        self.pool = pool
        self.doors = {door.listener: door for door in doors}

    def door(self, listener: str) -> EventDoor:
        """The door of a listener. Raises ``NoSuchListener``."""
        if listener not in self.doors:
            raise NoSuchListener(listener=listener)
        return self.doors[listener]

    async def listed(
        self, listener: str, partnerships: Collection[str], case_id: UUID | None = None
    ) -> list[HeldCase]:
        """The cases of some partnerships of which something is parked, the one that has waited longest first."""
        cases: dict[UUID, list[ParkedEvent]] = {}
        async with self.pool.acquire() as connection:
            for one in await parked_events(connection, listener, case_id, limit=LISTED_MAX):
                if one.envelope.partnership in partnerships:
                    cases.setdefault(one.case_id, []).append(one)
            inbox = Inbox(listener, connection)
            await inbox.load(cases)
        return [
            HeldCase(
                listener, found, parked[0].envelope.partnership, reference_of(parked[0]), tuple(parked),
                holding_up(inbox, parked),
            )
            for found, parked in cases.items()
        ]  # fmt: skip

    async def redrive(self, listener: str, cause: Cause, *, reason: str = "") -> Done:
        """Try what is parked of a case again, in order, until one fails. Raises ``NothingParked``."""
        door = self.door(listener)
        async with door.turn_of([cause.case_id]) as inbox:
            parked = await self._looked_at(inbox, listener, cause)

            def decide(case: ParkedCase) -> None:
                case.redrive(_facts(parked), reason=reason, at=cause.occurred_at)

            decision = await self._decided(listener, cause, parked, decide)
        through, stopped_by = 0, ""
        try:
            while await door.redrive_next(cause.case_id, decision.upto):
                through += 1
        except Exception as error:  # noqa: BLE001 - why it failed is what the person asked to see
            stopped_by = reason_of(error)
        async with door.turn_of([cause.case_id]) as inbox:
            left = await inbox.parked(cause.case_id)
        if left and not stopped_by and any(one.reason == WAITING for one in left):
            stopped_by = WAITING
        return Done(through, len(left), stopped_by)

    async def skip(self, listener: str, event_id: UUID, cause: Cause, *, reason: str) -> Done:
        """Leave out the event that holds up a case; or, if that one came early, what is missing before it.

        The others stay parked; ``redrive`` lets them follow. Raises ``NothingParked`` or ``NotHoldingUp``.
        """
        async with self.door(listener).turn_of([cause.case_id]) as inbox:
            parked = await self._looked_at(inbox, listener, cause)

            def decide(case: ParkedCase) -> None:
                held = holding_up(inbox, parked)
                if held is None or held.envelope.id != event_id:
                    raise NotHoldingUp
                missing_upto = None if held.failed else held.envelope.previous
                case.skip(
                    ParkedFacts.of(held), missing_upto=missing_upto, reason=reason, at=cause.occurred_at
                )  # fmt: skip

            decision = await self._decided(listener, cause, parked, decide)
            return await _carried_out(inbox, cause.case_id, decision)

    async def purge(self, listener: str, cause: Cause, *, reason: str) -> Done:
        """Leave out what is parked of a case and what is missing before it, at most ``PURGED_MAX`` at once.

        Raises ``NothingParked``.
        """
        async with self.door(listener).turn_of([cause.case_id]) as inbox:
            parked = await self._looked_at(inbox, listener, cause)
            purged = sorted(parked, key=lambda one: one.envelope.position)[:PURGED_MAX]

            def decide(case: ParkedCase) -> None:
                case.purge(_facts(purged), reason=reason, at=cause.occurred_at)

            decision = await self._decided(listener, cause, parked, decide)
            return await _carried_out(inbox, cause.case_id, decision)

    async def carry_on(self, listener: str, case_id: UUID) -> None:
        """Leave out again what was decided to be left out of a case, and let follow what can.

        For a listener that was told everything anew. It decides nothing; what fails, or waits, stays.
        """
        door = self.door(listener)
        left: list[int] | None = None
        while left != []:
            before = left
            async with door.turn_of([case_id]) as inbox:
                for decision in await self._decisions(listener, case_id):
                    if decision.kind != "redriven":
                        await _carried_out(inbox, case_id, decision)
            await door.let_go_on(case_id)
            async with door.turn_of([case_id]) as inbox:
                left = [one.number for one in await inbox.parked(case_id)]
            if left == before:
                return

    async def _looked_at(self, inbox: Inbox, listener: str, cause: Cause) -> list[ParkedEvent]:
        """What is parked of the case, in the partnership in whose name it is asked for.

        First what was decided before and not carried out is carried out.
        """
        for decision in await self._decisions(listener, cause.case_id):
            if decision.kind != "redriven":
                await _carried_out(inbox, cause.case_id, decision)
        parked = await inbox.parked(cause.case_id)
        return [one for one in parked if one.envelope.partnership == cause.partnership]

    async def _decided(
        self,
        listener: str,
        cause: Cause,
        parked: Sequence[ParkedEvent],
        decide: Callable[[ParkedCase], None],
    ) -> Decision:
        """Record a decision, or find the one that this command has recorded before."""

        def decided(present: ParkedCase | None) -> ParkedCase:
            if not parked:
                raise NothingParked(listener=listener)
            case = present or ParkedCase.begun(
                cause.case_id, listener, partnership=cause.partnership,
                reference=reference_of(parked[0]), at=cause.occurred_at,
            )  # fmt: skip
            decide(case)
            return case

        kept = await self._keep(ParkedCase, stream_of(cause.case_id, listener), cause, decided)
        decisions = await self._decisions(listener, cause.case_id)
        return next(one for one in decisions if one.version == kept.version)

    async def _decisions(self, listener: str, case_id: UUID) -> tuple[Decision, ...]:
        try:
            return await self.look(
                ParkedCase, stream_of(case_id, listener), lambda case: case.decisions
            )
        except NotFound:
            return ()


def holding_up(inbox: Inbox, parked: Sequence[ParkedEvent]) -> ParkedEvent | None:
    """The event that holds up its case: the first that failed, or else the lowest of its source that came early."""
    failed = [one for one in parked if one.failed]
    early = [one for one in parked if inbox.turn_of(one.envelope) is Turn.EARLY]
    if failed:
        return failed[0]
    if not early or len(early) < len(parked):
        return None  # Something can go on: a redrive lets it.
    return min(
        (one for one in early if one.source == early[0].source),
        key=lambda one: one.envelope.position,
    )


def reference_of(parked: ParkedEvent) -> str:
    """The reference of the case, if the event can be read."""
    try:
        return parked.envelope.event().reference
    except (UnknownType, ValueError):
        return ""


def _facts(parked: Sequence[ParkedEvent]) -> list[ParkedFacts]:
    return [ParkedFacts.of(one) for one in parked]


async def _carried_out(inbox: Inbox, case_id: UUID, decision: Decision) -> Done:
    """Leave out the events of a decision that are still parked; doing it again changes nothing.

    One behind an event of its source about which nothing was decided stays: a listener that is told everything
    anew, for a rebuild, comes to the earlier ones first.
    """
    left, undecided = 0, set()
    for parked in sorted(await inbox.parked(case_id), key=lambda one: one.envelope.position):
        if inbox.turn_of(parked.envelope) is Turn.REPEAT:
            await inbox.unpark(parked)
            continue
        decided = parked.envelope.id in decision.events and parked.source not in undecided
        if decided and decision.kind != "skipped_missing":
            await inbox.unpark(parked)
            inbox.took(parked.envelope)
            continue
        if decided:
            inbox.reached(parked.source, case_id, decision.upto[parked.source])
        undecided.add(parked.source)
        left += 1
    return Done(len(decision.events), left)
