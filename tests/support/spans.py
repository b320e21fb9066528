"""Reads the spans that a process wrote to RAPID_REVIEW_TELEMETRY_TRACES_FILE, and finds ways through them."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from chassis.telemetry import traces

PATIENCE_S = 60.0
EXPECTED_ATTRIBUTES = {
    "service", "case_id", "partnership", "stream", "correlation_id", "causation_id", "event_id",
    "position", "events", "outcome", "refusal",
}  # fmt: skip
"""What a span may say, each under ``rapid_review.``; besides only ``error.type``."""


@dataclass(frozen=True)
class Span:
    """One step of a trace; ``text`` is all of it."""

    name: str
    trace: str
    id: str
    parent: str | None
    kind: str
    service: str
    attributes: dict[str, Any]
    links: tuple[str, ...]
    events: tuple[Any, ...]
    error: bool = False
    text: str = ""


class NoSuchWay(AssertionError):
    """No trace leads through these names; the message says how far the longest way came."""


def read_spans(*files: Path) -> list[Span]:
    """The spans in ``files``; a line that is still being written is left out."""
    return [
        _span(json.loads(line))
        for file in files
        if file.exists()
        for line in file.read_text(encoding="utf-8").splitlines(keepends=True)
        if line.endswith("\n")
    ]


def way(spans: Sequence[Span], *names: str) -> list[Span]:
    """Spans of one trace with these names, each a descendant of the one before. Raises ``NoSuchWay``."""
    longest = 0
    for first in spans:
        if first.name == names[0] and first.parent is None:
            found, reached = _down(
                first, names[1:], [one for one in spans if one.trace == first.trace]
            )
            if found:
                return found
            longest = max(longest, reached + 1)
    raise NoSuchWay(f"after {names[:longest]} comes no {names[longest]}")


@contextmanager
def recorded_spans() -> Iterator[Callable[[], list[Span]]]:
    """What this process does inside the block is traced; gives a way to ask for the spans so far."""
    exporter = InMemorySpanExporter()
    provider = TracerProvider(shutdown_on_exit=False)
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    with traces.traced_by(provider.get_tracer("test")):
        yield lambda: [_span(json.loads(one.to_json())) for one in exporter.get_finished_spans()]
    provider.shutdown()


def await_way(file: Path | Sequence[Path], *names: str) -> list[Span]:
    """As ``way``, but waits for spans that are still to be exported, or for listeners that are still behind."""
    until = time.monotonic() + PATIENCE_S
    files = [file] if isinstance(file, Path) else file
    while True:
        try:
            return way(read_spans(*files), *names)
        except NoSuchWay:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def talkative(spans: Iterable[Span]) -> list[str]:
    """Spans that say more than ids and codes, or that recorded an exception, whose text could hold a name."""
    allowed = {f"rapid_review.{name}" for name in EXPECTED_ATTRIBUTES} | {"error.type"}
    return [
        f"{span.name}: {sorted(set(span.attributes) - allowed)} {span.events}"
        for span in spans
        if set(span.attributes) - allowed or span.events
    ]


def _down(above: Span, names: Sequence[str], spans: Sequence[Span]) -> tuple[list[Span], int]:
    if not names:
        return [above], 0
    longest = 0
    for span in _below(above, spans):
        if span.name == names[0]:
            found, reached = _down(span, names[1:], spans)
            if found:
                return [above, *found], reached + 1
            longest = max(longest, reached + 1)
    return [], longest


def _below(above: Span, spans: Sequence[Span]) -> list[Span]:
    children = [span for span in spans if span.parent == above.id]
    return children + [one for child in children for one in _below(child, spans)]


def _span(line: dict[str, Any]) -> Span:
    return Span(
        name=line["name"], trace=line["context"]["trace_id"], id=line["context"]["span_id"],
        parent=line["parent_id"], kind=line["kind"].removeprefix("SpanKind."),
        service=line["attributes"].get("rapid_review.service", ""), attributes=line["attributes"],
        links=tuple(link["context"]["span_id"] for link in line["links"]), events=tuple(line["events"]),
        error=line["status"]["status_code"] == "ERROR", text=json.dumps(line),
    )  # fmt: skip
