"""The worked examples, as people find them after the first start."""

from __future__ import annotations

from typing import Any

import pytest

from chassis.rules.rule_packs import RulePacks
from rapid_review.people import load_people
from rapid_review.scripted.script_file import read_scripts
from tests.support.platform_process import ROOT, Platform

pytestmark = pytest.mark.system

SPINE = [
    "referral.ReferralReceived",
    "review.ReviewInitiated",
    "submissions.SubmissionReturned",
    "review.MeetingHeld",
    "review.CSPRDecided",
    "review.SentToPanel",
]
KEYS = {"id", "type", "version", "actor", "case", "partnership", "time", "recorded_at"}


def cases_by_key(platform: Platform) -> dict[str, dict[str, Any]]:
    """Each example's summary by the key of its script."""
    summaries = {case["case_id"]: case for case in platform.json("cases", "--all")["cases"]}
    files = sorted((ROOT / "examples").glob("*.yaml"))
    scripts = read_scripts(files, load_people(), RulePacks.load())
    return {script.case.key: summaries[str(script.case.case_id)] for script in scripts}


def types(platform: Platform, reference: str) -> list[str]:
    """The kinds of a case's events in order, without their versions."""
    return [event["type"].rsplit(".v", 1)[0] for event in platform.json("history", reference)]


def test_all_examples_are_there_in_two_partnerships(examples: Platform) -> None:
    cases = cases_by_key(examples)

    assert len(cases) >= 8
    assert {case["partnership"] for case in cases.values()} == {"PLY", "DEV"}


def test_every_event_says_what_when_who_and_where(examples: Platform) -> None:
    for reference in examples.references():
        events = examples.json("history", reference)
        assert events
        for event in events:
            assert set(event) >= KEYS, event
            assert event["case"] == events[0]["case"]


def test_the_spine_of_each_case_that_reached_the_panel_is_complete_and_in_order(
    examples: Platform,
) -> None:
    complete = 0
    for reference in examples.references():
        kinds = types(examples, reference)
        if "review.ReviewClosed" in kinds:
            spine = [kind for kind in SPINE if kind in kinds]
            begins_with_referral = kinds[0] == SPINE[0]
            assert spine == (SPINE if begins_with_referral else SPINE[1:])
            assert [kinds.index(kind) for kind in spine] == sorted(map(kinds.index, spine))
            complete += 1
    assert complete >= 4


def test_an_event_never_stands_before_its_cause(examples: Platform) -> None:
    for reference in examples.references():
        events = examples.json("history", reference)
        place = {event["id"]: number for number, event in enumerate(events)}
        for number, event in enumerate(events):
            assert place.get(event["causation"], -1) < number


def test_a_plain_case_was_sent_on_day_fifteen(examples: Platform) -> None:
    sent_on_the_day = [
        case
        for case in cases_by_key(examples).values()
        if case["sent_on"] and case["day"] == 15 and case["days_late"] == 0
    ]

    assert sent_on_the_day


def test_a_late_case_gives_its_reason(examples: Platform) -> None:
    late = [case for case in cases_by_key(examples).values() if case["days_late"] > 0]

    assert late
    for case in late:
        sent = [
            event
            for event in examples.json("history", case["reference"], "--with-words")
            if event["type"].startswith("review.SentToPanel")
        ]
        assert any(event["body"]["late_reason"] for event in sent)


@pytest.mark.parametrize(
    "kind",
    [
        "submissions.SubmissionExcused",
        "learning.BriefingPublished",
        "learning.ActionClosed",
        "review.ReviewClosed",
        "referral.IncidentNotified",
    ],
)
def test_the_examples_cover_the_process(examples: Platform, kind: str) -> None:
    assert any(kind in types(examples, reference) for reference in examples.references())


def test_one_case_took_another_route(examples: Platform) -> None:
    elsewhere = [
        case
        for case in cases_by_key(examples).values()
        if case["outcome"] == "learning_from_experience"
    ]

    assert elsewhere
    assert "review.ReviewInitiated" not in types(examples, elsewhere[0]["reference"])


def test_one_case_went_a_second_round_after_the_panel_asked_to_reconsider(
    examples: Platform,
) -> None:
    assert any(
        types(examples, reference).count("review.CSPRDecided") == 2
        and types(examples, reference).count("review.SentToPanel") == 2
        for reference in examples.references()
    )


def test_a_contributing_partnership_sees_the_case_and_answers(examples: Platform) -> None:
    shared = [
        case
        for case in examples.json(
            "cases", "--all", "--partnership", "DEV", "--as", "dev-coordinator"
        )["cases"]
        if case["contributing"]
    ]

    assert shared
    assert shared[0]["partnership"] == "PLY"
    actors = {event["actor"] for event in examples.json("history", shared[0]["reference"])}
    assert "agency_author:dev-agency" in actors


def test_playing_the_examples_again_changes_nothing(examples: Platform) -> None:
    before = {ref: examples.json("history", ref) for ref in examples.references()}

    examples.play_to_the_end("examples")

    assert {ref: examples.json("history", ref) for ref in examples.references()} == before


def test_as_it_was_known_then_shows_nothing_that_was_recorded_later(examples: Platform) -> None:
    reference = next(iter(examples.references()))
    events = examples.json("history", reference)
    middle = sorted(event["recorded_at"] for event in events)[len(events) // 2]

    known = examples.json("history", reference, "--as-at", middle)

    assert 0 < len(known) < len(events)
    assert all(event["recorded_at"] <= middle for event in known)
    assert examples.json("history", reference, "--as-at", "2020-01-01") == []
