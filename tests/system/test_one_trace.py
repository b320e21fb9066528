"""From a click or a command to the read models: one trace, and nothing personal in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import pytest

from tests.support.free_ports import free_ports
from tests.support.platform_process import ROOT, Platform, a_platform
from tests.support.spans import NoSuchWay, Span, await_way, read_spans, talkative, way
from tests.system.test_nothing_personal_leaks import canaries

pytestmark = pytest.mark.system

EXAMPLE = ROOT / "examples/01-plymouth-safe-sleeping.yaml"
DECIDE = "rapidreview.referral.v1.ReferralService/DecideReferral"
GET_CASE = "rapidreview.reporting.v1.ReportingService/GetCase"


@dataclass
class Traced:
    """A platform that exports its spans to a file, as do the commands that talk to it."""

    platform: Platform
    file: Path
    metrics_port: int


@pytest.fixture(scope="module")
def traced(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Traced]:
    folder, port = tmp_path_factory.mktemp("traced"), free_ports()
    with pytest.MonkeyPatch.context() as patch, a_platform(folder / "var") as platform:
        patch.setenv("RAPID_REVIEW_TELEMETRY_TRACES_FILE", str(folder / "spans.jsonl"))
        patch.setenv("RAPID_REVIEW_TELEMETRY_METRICS_ADDRESS", str(port))
        platform.start()
        platform.play_to_the_end(EXAMPLE)
        yield Traced(platform, folder / "spans.jsonl", port)


def test_a_command_is_one_trace_through_two_services_to_the_board(traced: Traced) -> None:
    found = await_way(
        traced.file,
        "ask referral DecideReferral", DECIDE, "Referrals.decide", "EventStore.append",
        "review takes ReferralDecided", "Reviews.initiate", "EventStore.append",
        "reporting takes ReviewInitiated", "project the board",
    )  # fmt: skip

    services = ["cli", *["referral"] * 3, *["review"] * 3, *["reporting"] * 2]
    assert [span.service for span in found] == services
    assert [span.kind for span in found] == [
        "CLIENT", "SERVER", "INTERNAL", "INTERNAL", "CONSUMER", "INTERNAL", "INTERNAL", "CONSUMER", "INTERNAL"
    ]  # fmt: skip


def test_an_own_read_model_continues_the_trace(traced: Traced) -> None:
    await_way(
        traced.file,
        "ask referral DecideReferral", DECIDE, "Referrals.decide", "EventStore.append",
        "awaiting_decision takes ReferralDecided",
    )  # fmt: skip


def test_a_page_of_told_events_points_at_each_command_and_each_event_at_its_page(
    traced: Traced,
) -> None:
    (*_, append, taken) = await_way(
        traced.file,
        "ask referral DecideReferral", DECIDE, "Referrals.decide", "EventStore.append",
        "review takes ReferralDecided",
    )  # fmt: skip
    pages = {s.id: s for s in read_spans(traced.file) if s.name == "review takes a page"}

    assert append.id in pages[taken.links[0]].links


def test_a_click_is_one_trace_from_the_portal_to_reporting(traced: Traced) -> None:
    reference = next(iter(traced.platform.references()))
    with urlopen(f"{traced.platform.url}/cases/{reference}") as page:
        assert page.status == 200

    found = await_way(traced.file, "portal case", GET_CASE)

    assert [span.service for span in found] == ["portal", "reporting"]


def test_a_command_finds_its_trace_by_its_correlation_id(traced: Traced) -> None:
    (_, _, decide, append, *_) = await_way(
        traced.file, "ask referral DecideReferral", DECIDE, "Referrals.decide", "EventStore.append"
    )
    reference = next(iter(traced.platform.references()))
    history = traced.platform.json("history", reference)
    correlation = decide.attributes["rapid_review.correlation_id"]

    assert append.trace == decide.trace
    assert [event["id"] for event in history if event["correlation"] == correlation]


def test_no_span_says_more_than_ids_and_codes(traced: Traced) -> None:
    spans = read_spans(traced.file)
    text = traced.file.read_text(encoding="utf-8")

    assert talkative(spans) == []
    assert [canary for canary in canaries() if canary in text] == []
    assert {span.service for span in spans} >= {"cli", "referral", "review", "reporting"}


def a_span(name: str, id_: str, parent: str | None, trace: str = "t", **more: object) -> Span:
    return Span(name, trace, id_, parent, "INTERNAL", "", dict(more), (), ())


@pytest.mark.parametrize(
    "spans",
    [
        [a_span("ask", "1", None), a_span("append", "2", "9")],
        [a_span("ask", "1", None), a_span("append", "2", "1", trace="another")],
        [a_span("append", "1", None), a_span("ask", "2", "1")],
    ],
    ids=["wrong parent", "another trace", "upside down"],
)
def test_a_broken_way_is_caught(spans: list[Span]) -> None:
    with pytest.raises(NoSuchWay):
        way(spans, "ask", "append")


def test_a_talkative_span_is_caught() -> None:
    assert talkative([a_span("ask", "1", None, **{"rapid_review.name": "Invented Child"})])
