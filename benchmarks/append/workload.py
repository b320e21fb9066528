"""The command that every store is given: one event of about 150 bytes, under an expected version."""

from __future__ import annotations

from datetime import UTC, datetime

from chassis.aggregate import Event

STREAM_EVENTS = 20
CALLERS = (1, 16, 64, 256)
CONFLICTS = 100
"""One command in so many expects a version that has passed."""
AT = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
CONTENT = {
    "reference": "PLY-RR-2026-0001",
    "agency": "health",
    "view": "agree",
    "reason_code": "serious_harm",
    "received_by": "coordinator:ply-coordinator",
}


class ViewRecorded(Event, topic="benchmarks.ViewRecorded.v1"):
    """As large as most of ours."""

    agency: str
    view: str
    reason_code: str
    received_by: str
