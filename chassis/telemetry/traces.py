"""Traces: who caused what, from the click to the read model, over processes and over time.

    call ──> use case ──> append ── traceparent, stored with the event ──> taken by each listener ──> …

A span holds ids and codes. The text of an error could hold a name, so it is written nowhere: an error is told
by its type, a refusal by its code. Without an exporter (export.py) nothing is done, except that a trace which
comes in from outside is handed on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from typing import Any, Final, TypeAlias

from opentelemetry import trace
from opentelemetry.context import Context, attach, detach
from opentelemetry.trace import Link, SpanContext, SpanKind
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from chassis.errors import Refusal, Temporary

PREFIX: Final = "rapid_review."
CLIENT, SERVER = SpanKind.CLIENT, SpanKind.SERVER
PRODUCER, CONSUMER = SpanKind.PRODUCER, SpanKind.CONSUMER
Id: TypeAlias = Any
"""Written as its text: an id, a code or a number."""

_w3c = TraceContextTextMapPropagator()
_service: ContextVar[str] = ContextVar("service", default="")
_tracers: list[trace.Tracer] = []
_NO_STEP = nullcontext()


@contextmanager
def traced_by(tracer: trace.Tracer) -> Iterator[None]:
    """Everything in this process is traced by ``tracer`` until the block ends."""
    _tracers.append(tracer)
    try:
        yield
    finally:
        _tracers.remove(tracer)


def service() -> str:
    """Which service (or the portal, or the command line) this piece of work belongs to."""
    return _service.get()


@contextmanager
def speaking_as(name: str) -> Iterator[None]:
    """What begins inside the block, tasks included, speaks as ``name`` in logs, spans and metrics."""
    before = _service.set(name)
    try:
        yield
    finally:
        _service.reset(before)


def span(
    name: str,
    *,
    kind: SpanKind = SpanKind.INTERNAL,
    parent: Context | None = None,
    links: Iterable[str | None] = (),
    answers: tuple[type[Exception], ...] = (),
    **ids: Id,
) -> AbstractContextManager[None]:
    """A step of the current trace, or of ``parent``.

    ``links`` are the contexts of the events of a batch; ``answers`` are exceptions that are no faults here.
    """
    if _tracers:
        return _span(name, ids, kind=kind, parent=parent, links=links, answers=answers)
    # Each append passes here, traced or not: where nobody traces, it costs next to nothing.
    return _NO_STEP if parent is None else _handed_on(parent)


@contextmanager
def _span(
    name: str,
    ids: Mapping[str, Id],
    *,
    kind: SpanKind,
    parent: Context | None,
    links: Iterable[str | None],
    answers: tuple[type[Exception], ...],
) -> Iterator[None]:
    linked = [Link(_span_of(context)) for link in links if (context := context_of(link))]
    with _tracers[-1].start_as_current_span(
        name, context=parent, kind=kind, links=linked,
        # The library would write the error's message, and with it, perhaps, a name.
        record_exception=False, set_status_on_exception=False,
    ) as current:  # fmt: skip
        note(service=service(), **ids)
        try:
            yield
        except answers:
            raise
        except (Refusal, Temporary) as refusal:
            current.set_attribute(f"{PREFIX}refusal", refusal.code)
            raise
        except Exception as error:
            current.set_status(trace.StatusCode.ERROR)
            current.set_attribute("error.type", type(error).__name__)
            raise


@contextmanager
def _handed_on(parent: Context) -> Iterator[None]:
    token = attach(parent)
    try:
        yield
    finally:
        detach(token)


def continued(traceparent: str | None, name: str, **ids: Id) -> AbstractContextManager[object]:
    """A step of the trace of the command that led to an event; it points at the batch that it came with.

    Events that were not traced get no step: following a long log must not begin a trace for each.
    """
    parent = context_of(traceparent)
    if parent is None:
        return nullcontext()
    return span(name, kind=CONSUMER, parent=parent, links=[traceparent_here()], **ids)


def note(**ids: Id) -> None:
    """Add ids or codes to the current span."""
    if not _tracers:
        return
    current = trace.get_current_span()
    if current.is_recording():
        for name, value in ids.items():
            written = value if isinstance(value, bool | int) else str(value)
            current.set_attribute(f"{PREFIX}{name}", written)


def traceparent_here() -> str | None:
    """The current span as W3C writes it."""
    here = trace.get_current_span().get_span_context()
    if not here.is_valid:
        return None
    return f"00-{here.trace_id:032x}-{here.span_id:016x}-{here.trace_flags:02x}"


def carried() -> tuple[tuple[str, str], ...]:
    """The current span as the metadata of a call, which continues it."""
    here = traceparent_here()
    return () if here is None else (("traceparent", here),)


def context_of(traceparent: str | None) -> Context | None:
    """The context to continue; None if there is none, or none that can be read."""
    if not traceparent:
        return None
    # The state that may come with it is free text of strangers, and is left behind.
    context = _w3c.extract({"traceparent": traceparent}, Context())
    return context if _span_of(context).is_valid else None


def _span_of(context: Context) -> SpanContext:
    return trace.get_current_span(context).get_span_context()
