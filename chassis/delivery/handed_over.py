"""Another partnership leads a case: what a service keeps of the case follows, stream by stream.

    told that the lead was transferred ──each stream of the case──> the new lead decides, the former one keeps its part

Number and history stay. Which part the former lead keeps differs from aggregate to aggregate, so a service says it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from dataclasses import replace
from uuid import UUID

from chassis.aggregate import Aggregate, Event, class_for
from chassis.clock import Clock
from chassis.errors import NotFound
from chassis.store.case_keys import CaseKeys
from chassis.store.event_store import EventStore
from chassis.use_cases import Cause, UseCases

Keeps = Callable[[Aggregate, str, str], tuple[str, ...]]
"""Who contributes to an aggregate when its lead goes from one partnership to another."""


def nobody(_aggregate: Aggregate, _former: str, _lead: str) -> tuple[str, ...]:
    """Where the former lead keeps no part."""
    return ()


class LeadChanged(Event, topic="chassis.LeadChanged.v1"):
    """Another partnership leads from now on."""

    lead: str
    contributing: tuple[str, ...]

    def apply(self, aggregate: Aggregate) -> None:
        """The new lead decides."""
        aggregate.partnership = self.lead
        aggregate.contributing = self.contributing


class HandingOver(UseCases):
    """Lets a service's aggregates follow the lead; ``kinds`` are they, by the events with which they begin."""

    def __init__(
        self,
        store: EventStore,
        keys: CaseKeys,
        clock: Clock,
        *,
        kinds: Mapping[type[Event], type[Aggregate]],
        keeps: Keeps = nobody,
    ) -> None:
        super().__init__(store, keys, clock)
        self._store, self._kinds, self._keeps = store, kinds, keeps

    async def follow(self, cause: Cause, *, former: str, lead: str, parts: Collection[str]) -> None:
        """Each aggregate of the case that the former lead led is led by the new one; safe to repeat.

        A former lead that is not among ``parts``, the partnerships that go on contributing, keeps nothing.
        """
        for stream, kind in (await self._led_in(cause.case_id)).items():

            def change(aggregate: Aggregate) -> None:
                if aggregate.partnership == former:
                    kept = self._keeps(aggregate, former, lead)
                    contributing = tuple(one for one in kept if one != former or one in parts)
                    aggregate.record(
                        LeadChanged, at=cause.occurred_at, lead=lead, contributing=contributing
                    )

            with suppress(NotFound):  # It has gone to another lead since.
                await self.change(kind, stream, replace(cause, partnership=former), change)

    async def _led_in(self, case_id: UUID) -> dict[UUID, type[Aggregate]]:
        found: dict[UUID, type[Aggregate]] = {}
        for stored in await self._store.case(case_id):
            kind = self._kinds.get(class_for(stored.header.topic) or Event)
            if kind is not None:
                found[stored.header.stream] = kind
        return found
