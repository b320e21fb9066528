"""Sealed events for tests: short ways to make the next events of a stream."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from chassis.store.seal import FIRST_PREVIOUS, CaseKey, Header, SealedEvent, event_id_of, seal

CASE = UUID("11111111-1111-4111-8111-111111111111")
KEY = CaseKey(CASE, AESGCM(bytes(range(32))))
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
# Another value for each field of a header except the case, for those who tamper.
CHANGED: dict[str, object] = {
    "event_id": uuid4(),
    "stream": uuid4(),
    "version": 8,
    "topic": "referral.ReferralWithdrawn.v1",
    "partnership": "devon",
    "actor": "someone else",
    "correlation_id": uuid4(),
    "causation_id": uuid4(),
    "occurred_at": datetime(2026, 1, 6, tzinfo=UTC),
    "recorded_at": datetime(2026, 1, 6, tzinfo=UTC),
}


def header_of(stream: UUID, version: int, *, case_id: UUID = CASE, at: datetime = NOON) -> Header:
    """Give the header of one event."""
    return Header(
        event_id=event_id_of(stream, version),
        stream=stream,
        version=version,
        topic="test.Happened.v1",
        case_id=case_id,
        partnership="plymouth",
        actor="business-unit",
        correlation_id=stream,
        causation_id=stream,
        occurred_at=at,
        recorded_at=at,
    )


def events_of(
    stream: UUID | None = None, *, after: SealedEvent | None = None, count: int = 1
) -> list[SealedEvent]:
    """Seal the next events of a stream: after the given one, or from the beginning."""
    name = after.header.stream if after else stream or uuid4()
    version, previous = (after.header.version, after.hash) if after else (0, FIRST_PREVIOUS)
    events: list[SealedEvent] = []
    for _ in range(count):
        version += 1
        event = seal(header_of(name, version), b"words %d" % version, KEY, previous)
        previous = event.hash
        events.append(event)
    return events
