"""Spans hold ids and codes: an error is told by its type, a refusal by its code, and strangers add nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import StatusCode

from chassis.errors import Invalid
from chassis.telemetry import traces

STORED = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


@pytest.fixture
def exported() -> Iterator[InMemorySpanExporter]:
    exporter = InMemorySpanExporter()
    provider = TracerProvider(shutdown_on_exit=False)
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    with traces.traced_by(provider.get_tracer("test")):
        yield exporter
    provider.shutdown()


def only(exporter: InMemorySpanExporter) -> ReadableSpan:
    (span,) = exporter.get_finished_spans()
    return span


def fail(error: Exception) -> None:
    with traces.span("a step"):
        raise error


def test_an_error_is_told_by_its_type_and_never_by_its_message(
    exported: InMemorySpanExporter,
) -> None:
    with pytest.raises(ValueError, match="Invented"):
        fail(ValueError("Invented Child was seen"))

    span = only(exported)
    assert span.attributes is not None
    assert span.attributes["error.type"] == "ValueError"
    assert (span.status.status_code, span.status.description) == (StatusCode.ERROR, None)
    assert "Invented" not in span.to_json()


def test_a_refusal_is_no_error_and_told_by_its_code(exported: InMemorySpanExporter) -> None:
    with pytest.raises(Invalid):
        fail(Invalid(field="name", problem="Invented Child"))

    span = only(exported)
    assert span.attributes is not None
    assert span.attributes["rapid_review.refusal"] == "invalid"
    assert span.status.status_code is StatusCode.UNSET
    assert "Invented" not in span.to_json()


def test_an_event_continues_the_trace_of_its_command(exported: InMemorySpanExporter) -> None:
    with traces.continued(STORED, "review takes ReferralDecided", position=7):
        inner = traces.traceparent_here()

    span = only(exported)
    assert inner is not None
    assert inner.split("-")[1] == STORED.split("-")[1]
    assert span.parent is not None
    assert f"{span.parent.span_id:016x}" == STORED.split("-")[2]


@pytest.mark.parametrize(
    "written",
    [None, "", "Invented Child", STORED.upper(), STORED[:-3], "00-" + "0" * 32 + STORED[35:]],
)
def test_what_is_no_trace_begins_none(exported: InMemorySpanExporter, written: str | None) -> None:
    with traces.continued(written, "review takes ReferralDecided"):
        assert traces.traceparent_here() is None
    with traces.span("a page", links=[written]):
        pass

    assert only(exported).links == ()


def test_a_trace_that_is_not_sampled_stays_so(exported: InMemorySpanExporter) -> None:
    with traces.continued(STORED[:-1] + "0", "review takes ReferralDecided"):
        assert (traces.traceparent_here() or "").endswith("-00")

    assert exported.get_finished_spans() == ()


def test_who_speaks_is_said_in_every_span(exported: InMemorySpanExporter) -> None:
    with traces.speaking_as("review"), traces.span("a step"):
        pass

    assert (only(exported).attributes or {})["rapid_review.service"] == "review"
    assert traces.service() == ""


def test_without_an_exporter_no_trace_begins() -> None:
    with traces.span("a step"):
        assert traces.traceparent_here() is None
        assert traces.carried() == ()


def test_without_an_exporter_a_trace_from_outside_is_handed_on() -> None:
    with traces.continued(STORED, "a step"), traces.span("another"):
        assert traces.carried() == (("traceparent", STORED),)
