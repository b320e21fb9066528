"""An event of a history as plain values, as programs and exports have it.

The keys are documented in docs/reference/command-line.md. Keys are added, never renamed.
"""

from __future__ import annotations

import base64
import json
from typing import Any

from google.protobuf.timestamp_pb2 import Timestamp

from chassis.doors.grpc_door import moment_of
from contracts.grpc import history_pb2


def event_json(
    event: history_pb2.HistoricEvent, *, with_words: bool = False, with_seal: bool = False
) -> dict[str, Any]:
    """One event as plain values; the words are null when the case's key was destroyed."""
    content: dict[str, Any] = {
        "id": event.event_id,
        "type": event.topic,
        "version": event.version,
        "time": written(event.occurred_at),
        "recorded_at": written(event.recorded_at),
        "actor": event.actor,
        "case": event.case_id,
        "partnership": event.partnership,
        "service": event.service,
        "stream": event.stream,
        "position": event.position,
        "correlation": event.correlation_id,
        "causation": event.causation_id,
        "previous_hash": event.previous_hash.hex(),
        "hash": event.hash.hex(),
        "erased": event.erased,
    }
    if with_words:
        content["body"] = json.loads(event.body) if event.body else None
    if with_seal:
        content["sealed"] = base64.b64encode(event.sealed).decode("ascii")
    return content


def written(stamp: Timestamp) -> str:
    """A moment in UTC, like 2026-03-02T10:00:00.000000Z."""
    return moment_of(stamp).isoformat(timespec="microseconds").replace("+00:00", "Z")
