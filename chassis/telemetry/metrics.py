"""Metrics: what operators watch. The table in docs/reference/metrics.md says what each means and when to alarm.

Labels name services, parts and methods, never a case or a person. Without a reader (export.py) nothing is kept.
"""

from __future__ import annotations

import asyncio
import time
from typing import Final

from opentelemetry import metrics

from chassis.telemetry.traces import service

QUICK_S: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
ANSWERS: Final = {"Conflict": "conflict", "Temporary": "temporary", "OutcomeUnknown": "unknown"}
BATCHES: Final = (1, 2, 4, 8, 16, 32, 64, 128, 256)

_meter = metrics.get_meter("rapid_review")

head = _meter.create_gauge("rapid_review_log_head")
position = _meter.create_gauge("rapid_review_position")
lag = _meter.create_gauge("rapid_review_lag_events")
stalled = _meter.create_gauge("rapid_review_stalled")
relay_leads = _meter.create_gauge("rapid_review_relay_leads")
parked = _meter.create_gauge("rapid_review_parked_events")
parked_age = _meter.create_gauge("rapid_review_parked_oldest_age", unit="s")
untold = _meter.create_gauge("rapid_review_untold_cases")
unreadable = _meter.create_gauge("rapid_review_unreadable_events")
looked_at = _meter.create_gauge("rapid_review_looked_at", unit="s")
loop_lag = _meter.create_gauge("rapid_review_event_loop_lag", unit="s")
watched_s = {
    name: _meter.create_gauge(f"rapid_review_{name}", unit="s")
    for name in ("oldest_transaction", "gate_wait", "oldest_timer", "oldest_unkept_read")
}

restarts = _meter.create_counter("rapid_review_restarts")
refusals = _meter.create_counter("rapid_review_access_refused")
glasses = _meter.create_counter("rapid_review_glass_broken")
reads_refused = _meter.create_counter("rapid_review_reads_refused")
deadline_breaches = _meter.create_counter("rapid_review_deadline_breaches")

requests = _meter.create_histogram(
    "rapid_review_grpc_request_duration", unit="s", explicit_bucket_boundaries_advisory=QUICK_S
)
appends = _meter.create_histogram(
    "rapid_review_append_duration", unit="s", explicit_bucket_boundaries_advisory=QUICK_S
)
batches = _meter.create_histogram(
    "rapid_review_append_batch_commands", explicit_bucket_boundaries_advisory=BATCHES
)


def access_refused(method: str, code: str) -> None:
    """Somebody was refused by the guard."""
    refusals.add(1, {"service": service(), "method": method.lstrip("/"), "code": code})


def glass_broken() -> None:
    """Somebody has opened a case in an emergency."""
    glasses.add(1, {"service": service()})


def read_refused() -> None:
    """Somebody was not shown a case, because that could not be recorded."""
    reads_refused.add(1, {"service": service()})


def restarted(part: str) -> None:
    """A part has failed and is trying again."""
    restarts.add(1, {"service": service(), "part": part})


def breached(at: str) -> None:
    """Something took longer than it may: a call past its deadline, or an effect past its time."""
    deadline_breaches.add(1, {"service": service(), "at": at})


class timed_append:  # noqa: N801 - used like a function; a class, because each append passes here
    """How long a command waited for its answer from the event store, and what the answer was."""

    __slots__ = ("_began",)

    def __enter__(self) -> None:
        self._began = time.perf_counter()

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        took = time.perf_counter() - self._began
        appends.record(took, {"service": service(), "outcome": _outcome(kind)})


def _outcome(kind: type[BaseException] | None) -> str:
    if kind is None:
        return "stored"
    if issubclass(kind, Exception):
        return ANSWERS.get(kind.__name__, "failed")
    return "cancelled" if issubclass(kind, asyncio.CancelledError) else "stored"
