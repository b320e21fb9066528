"""A case replayed: every stored event in the order in which it became known, each with what it changed.

What the board was told has a sentence and changes; the rest of what the owners keep stands between, where its
service's log and the moments of recording put it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.clients.audit_facts import Change, KeptEvent, ToldStep

DECISION = "decision"


@dataclass(frozen=True, slots=True)
class Step:
    """One event; ``told`` is absent for what was told to nobody, ``kept`` where the owners could not be asked."""

    number: int
    told: ToldStep | None
    kept: KeptEvent | None

    @property
    def event_id(self) -> str:
        """The id of the event."""
        return self.kept.event_id if self.kept else self.told.event_id if self.told else ""

    @property
    def service(self) -> str:
        """The service that owns it."""
        return self.kept.service if self.kept else self.told.service if self.told else ""

    @property
    def occurred_at(self) -> datetime:
        """When it happened."""
        return self._any.occurred_at

    @property
    def recorded_at(self) -> datetime:
        """When it was recorded."""
        return self._any.recorded_at

    @property
    def actor(self) -> tuple[str, str]:
        """The role and the pseudonym of who did it."""
        if self.kept:
            role, _, person = self.kept.actor.partition(":")
            return ("system" if role == "service" else role), person
        return (self.told.role if self.told else ""), ""

    @property
    def changes(self) -> Sequence[Change]:
        """What is otherwise after it than before."""
        return self.told.changes if self.told else ()

    @property
    def decision(self) -> Mapping[str, Any] | None:
        """The decision record, where the event is one."""
        found = (self.kept.body or {}).get(DECISION) if self.kept else None
        return found if isinstance(found, Mapping) else None

    @property
    def rest(self) -> Mapping[str, Any]:
        """What else was recorded with it."""
        body = (self.kept.body or {}) if self.kept else {}
        return {
            name: value for name, value in body.items() if name != DECISION or not self.decision
        }

    @property
    def _any(self) -> KeptEvent | ToldStep:
        found = self.kept or self.told
        assert found is not None  # noqa: S101 - a step is made from one of them
        return found


def steps_of(told: Sequence[ToldStep], kept: Sequence[KeptEvent]) -> list[Step]:
    """The steps from first to last, numbered from one."""
    by_id = {one.event_id: one for one in kept}
    place_of = {one.event_id: place for place, one in enumerate(told)}
    placed: list[tuple[tuple[int, datetime, str, int], ToldStep | None, KeptEvent | None]] = [
        ((place, one.recorded_at, "", 0), one, by_id.get(one.event_id))
        for place, one in enumerate(told)
    ]
    for service, log in _logs(kept).items():
        lowest = 0
        for event, next_told in _with_next_told(log, place_of):
            if event.event_id in place_of:
                lowest = place_of[event.event_id] + 1
                continue
            highest = place_of[next_told] if next_told else len(told)
            place = lowest
            while place < highest and told[place].recorded_at <= event.recorded_at:
                place += 1
            lowest = place
            # Before the told event of this place: what is told has no service here, and stands last.
            placed.append(
                (
                    (
                        place,
                        datetime.min.replace(tzinfo=event.recorded_at.tzinfo),
                        service,
                        event.position,
                    ),
                    None,
                    event,
                )
            )
    placed.sort(key=lambda one: one[0])
    return [Step(number, one, event) for number, (_, one, event) in enumerate(placed, 1)]


def known_after(steps: Sequence[Step]) -> list[Change]:
    """Everything that is known of the case after some steps."""
    known: dict[tuple[str, str], str] = {}
    for step in steps:
        known |= {(one.what, one.who): one.after for one in step.changes}
    return [Change(what, who, "", after) for (what, who), after in known.items() if after]


def _logs(kept: Sequence[KeptEvent]) -> Mapping[str, Sequence[KeptEvent]]:
    logs: defaultdict[str, list[KeptEvent]] = defaultdict(list)
    for event in sorted(kept, key=lambda one: one.position):
        logs[event.service].append(event)
    return logs


def _with_next_told(
    log: Sequence[KeptEvent], places: Mapping[str, int]
) -> list[tuple[KeptEvent, str]]:
    """Each event of a log with the next one of it that was told."""
    found: list[tuple[KeptEvent, str]] = []
    following = ""
    for event in reversed(log):
        found.append((event, following))
        if event.event_id in places:
            following = event.event_id
    return found[::-1]
