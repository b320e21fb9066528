"""Answers that no form takes are found in any message, each at its place, and told with what the rules refuse."""

from __future__ import annotations

from typing import Any

import pytest

from chassis.doors.unfit_answers import unfit, with_unfit
from chassis.errors import NotFound
from chassis.fields import FieldProblem, FormRefused, Malformed
from chassis.limits import (
    CHRONOLOGY_ROWS_MAX,
    ControlCharacters,
    TextTooLong,
    TooMany,
    WordsMissing,
    YearUnlikely,
)
from contracts.grpc import common_pb2, drafts_pb2, learning_pb2
from contracts.grpc import submissions_pb2 as wire

LONG = "x" * 20_001


def found_in(request: Any) -> list[tuple[str, type]]:
    return [(one.field, type(one.refusal)) for one in unfit(request)]


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (LONG, TextTooLong),
        ("a\x00b", ControlCharacters),
        ("a\x1bb", ControlCharacters),
        ("a\x85b", ControlCharacters),
    ],
    ids=["too long", "null", "escape", "next line"],
)
def test_an_unfit_answer_is_told_at_its_place(answer: str, kind: type) -> None:
    request = wire.ReturnSubmissionRequest(agency=answer)
    request.scoping.strengths.extend(["Invented.", answer])
    request.chronology.add(what_happened=answer)

    assert found_in(request) == [
        ("agency", kind),
        ("scoping.strengths.1", kind),
        ("chronology.0.what_happened", kind),
    ]


def test_lines_tabs_and_any_language_are_words() -> None:
    request = learning_pb2.DeclineActionRequest(
        reason="a\tb\r\nc \u05d0\u200f \U0001f469\u200d\U0001f467"
    )

    assert unfit(request) == ()


@pytest.mark.parametrize(
    ("day", "kind"),
    [
        ("31/12/2026", Malformed),
        ("2026-02-30", Malformed),
        ("1899-12-31", YearUnlikely),
        ("2100-01-01", YearUnlikely),
    ],
)
def test_a_day_is_one_and_of_our_time(day: str, kind: type) -> None:
    request = wire.ReturnSubmissionRequest(returned_on=day)
    request.chronology.add(happened_on="2026-09-07", ended_on=day)

    assert found_in(request) == [("returned_on", kind), ("chronology.0.ended_on", kind)]
    assert day not in str(Malformed(field="returned_on", problem="no day"))


def test_a_list_is_too_long_as_a_whole() -> None:
    request = wire.ReturnSubmissionRequest()
    request.scoping.areas.extend([LONG] * 201)
    request.chronology.extend([wire.ChronologyRow()] * CHRONOLOGY_ROWS_MAX)
    assert found_in(request) == [("scoping.areas", TooMany)]

    request.chronology.add()
    assert ("chronology", TooMany) in found_in(request)


def test_the_header_and_what_a_draft_holds_are_not_looked_at() -> None:
    header = common_pb2.CommandHeader(partnership="\x00")

    assert unfit(drafts_pb2.SaveDraftRequest(header=header, content=LONG)) == ()


def test_what_is_unfit_is_told_together_with_what_the_rules_refuse() -> None:
    request = learning_pb2.DeclineActionRequest(declined_on="no day", reason=LONG)
    rule = FieldProblem("action_id", WordsMissing(parts="Action"))
    said = FieldProblem("reason", TextTooLong(part="Reason", count=20_001, limit=20_000))

    told = with_unfit(FormRefused((rule, said)), request)

    assert isinstance(told, FormRefused)
    assert [one.field for one in told.problems] == ["action_id", "reason", "declined_on"]
    assert told.code == "words.missing"


def test_a_limit_that_a_rule_tells_without_its_field_is_told_once_and_with_it() -> None:
    request = learning_pb2.DeclineActionRequest(reason=LONG)

    told = with_unfit(TextTooLong(part="Reason", count=20_001, limit=20_000), request)

    assert isinstance(told, FormRefused)
    assert [one.field for one in told.problems] == ["reason"]


def test_a_refusal_that_is_about_no_answer_stays_as_it_is() -> None:
    request, gone = learning_pb2.DeclineActionRequest(reason=LONG), NotFound()
    alone = WordsMissing(parts="Reason").at("reason")

    assert with_unfit(gone, request) is gone
    assert with_unfit(alone, learning_pb2.DeclineActionRequest()) is alone
