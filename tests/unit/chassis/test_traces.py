"""Spans hold ids and codes: an error is told by its type, a refusal by its code, and strangers add nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from chassis.errors import Invalid
from chassis.telemetry import traces
from tests.support.spans import Span, recorded_spans

STORED = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"


Recorded = Callable[[], list[Span]]


@pytest.fixture
def recorded() -> Iterator[Recorded]:
    with recorded_spans() as recorded:
        yield recorded


def fail(error: Exception) -> None:
    with traces.span("a step"):
        raise error


def test_an_error_is_told_by_its_type_and_never_by_its_message(
    recorded: Recorded,
) -> None:
    with pytest.raises(ValueError, match="Invented"):
        fail(ValueError("Invented Child was seen"))

    (span,) = recorded()
    assert span.attributes["error.type"] == "ValueError"
    assert span.error
    assert "Invented" not in span.text


def test_a_refusal_is_no_error_and_told_by_its_code(recorded: Recorded) -> None:
    with pytest.raises(Invalid):
        fail(Invalid(field="name", problem="Invented Child"))

    (span,) = recorded()
    assert span.attributes["rapid_review.refusal"] == "invalid"
    assert not span.error
    assert "Invented" not in span.text


def test_an_event_continues_the_trace_of_its_command(recorded: Recorded) -> None:
    with traces.continued(STORED, "review takes ReferralDecided", position=7):
        inner = traces.traceparent_here()

    (span,) = recorded()
    assert inner == f"00-{span.trace[2:]}-{span.id[2:]}-01"
    assert (span.trace[2:], (span.parent or "")[2:]) == tuple(STORED.split("-")[1:3])


@pytest.mark.parametrize(
    "written",
    [None, "", "Invented Child", STORED.upper(), STORED[:-3], "00-" + "0" * 32 + STORED[35:]],
)
def test_what_is_no_trace_begins_none(recorded: Recorded, written: str | None) -> None:
    with traces.continued(written, "review takes ReferralDecided"):
        assert traces.traceparent_here() is None
    with traces.span("a page", links=[written]):
        pass

    assert [span.links for span in recorded()] == [()]


def test_a_trace_that_is_not_sampled_stays_so(recorded: Recorded) -> None:
    with traces.continued(STORED[:-1] + "0", "review takes ReferralDecided"):
        assert (traces.traceparent_here() or "").endswith("-00")

    assert recorded() == []


def test_who_speaks_is_said_in_every_span(recorded: Recorded) -> None:
    with traces.speaking_as("review"), traces.span("a step"):
        pass

    assert [span.service for span in recorded()] == ["review"]
    assert traces.service() == ""


def test_without_an_exporter_no_trace_begins() -> None:
    with traces.span("a step"):
        assert traces.traceparent_here() is None
        assert traces.carried() == ()


def test_without_an_exporter_a_trace_from_outside_is_handed_on() -> None:
    with traces.continued(STORED, "a step"), traces.span("another"):
        assert traces.carried() == (("traceparent", STORED),)
