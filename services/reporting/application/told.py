"""What was told of a case, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from services.reporting.domain.merging import Historic
from services.reporting.domain.sentences import AGAIN, ANSWERING, Names, sentence_of


@dataclass(frozen=True, slots=True)
class Told:
    """One entry of a case's timeline: the event as it was told, in a sentence."""

    event_id: UUID
    occurred_at: datetime
    recorded_at: datetime
    service: str
    type: str
    sentence: str
    role: str


def told_in_sentences(events: Iterable[Historic], names: Names) -> Iterator[Told]:
    """Each event in a sentence, which may depend on what came before it."""
    before: set[str] = set()
    replied = ""
    for event in events:
        row = event.told
        assert isinstance(row, dict)  # noqa: S101 - the rows of the timeline, as read
        kind, role = row["type"], row["actor"].partition(":")[0]
        facts = row["facts"] | {AGAIN: kind in before, ANSWERING: replied}
        yield Told(
            event_id=event.event_id,
            occurred_at=event.occurred_at,
            recorded_at=event.recorded_at,
            service=event.service,
            type=kind,
            sentence=sentence_of(kind, facts, names),
            role="system" if role == "service" else role,
        )
        before.add(kind)
        if kind in {"PanelReplied", "SentToPanel"}:
            replied = row["facts"].get("outcome", "")  # What is sent answers the reply before it.
