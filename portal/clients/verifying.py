"""Is what the owners tell of a case what was stored? Recomputed from headers and sealed bytes; no key is needed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from chassis.store.seal import Header, StoredEvent
from chassis.store.verify import Tampered, verify_stream
from contracts.grpc import history_pb2
from portal.clients.audit_facts import VerifiedStream
from portal.clients.dates import moment_in

GENERATIONS_MAX = 99
"""How often a log may have been restored from an older backup: the ids of its events say in which life they came."""


def verified(events: Iterable[history_pb2.HistoricEvent]) -> list[VerifiedStream]:
    """Each stream of a history, in the order in which they begin, and what does not fit in it."""
    streams: dict[tuple[str, str], list[history_pb2.HistoricEvent]] = {}
    for event in events:
        streams.setdefault((event.service, event.stream), []).append(event)
    return [_stream(service, found) for (service, _), found in streams.items()]


def _stream(service: str, events: Sequence[history_pb2.HistoricEvent]) -> VerifiedStream:
    ordered = sorted(events, key=lambda one: one.version)
    problem = ""
    try:
        verify_stream([_stored(one) for one in ordered], GENERATIONS_MAX)
    except Tampered as found:
        problem = f"version {found.version}, position {found.position}: {found.problem}"
    first, last = ordered[0], ordered[-1]
    return VerifiedStream(
        service, first.stream, first.topic, len(ordered), last.hash.hex(), problem
    )


def _stored(event: history_pb2.HistoricEvent) -> StoredEvent:
    header = Header(
        event_id=UUID(event.event_id), stream=UUID(event.stream), version=event.version,
        topic=event.topic, case_id=UUID(event.case_id), partnership=event.partnership,
        actor=event.actor, correlation_id=UUID(event.correlation_id),
        causation_id=UUID(event.causation_id), occurred_at=moment_in(event.occurred_at),
        recorded_at=moment_in(event.recorded_at),
    )  # fmt: skip
    return StoredEvent(header, event.sealed, event.previous_hash, event.hash, event.position)
