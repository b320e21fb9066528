"""The steps of an agency's return: who may take which, and what each records."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from chassis.errors import Refusal
from chassis.fields import FormRefused
from chassis.limits import TextTooLong
from services.submissions.domain.agency_return import AgencyReturn, stream_of
from services.submissions.domain.events import (
    SubmissionAccepted,
    SubmissionDueRestated,
    SubmissionExcused,
    SubmissionQueried,
    SubmissionRequested,
    SubmissionReturned,
)
from services.submissions.domain.refusals import (
    CannotBeExcused,
    ExplanationMissing,
    LeadOnly,
    NoLongerAwaited,
    NothingReturned,
    NothingToShare,
    QuestionMissing,
    SectionUnknown,
    VersionUnknown,
)
from services.submissions.domain.values import SectionQuestion, Status
from tests.support.facts import recorded
from tests.unit.submissions.returns import (
    ASKED_AT,
    AT,
    CASE,
    RULES,
    answer,
    asked,
    improvement,
    in_status,
    nil_answer,
    request,
    row,
)

Step = Callable[[AgencyReturn], object]
STEPS: dict[str, Step] = {
    "hand in": lambda one: one.hand_in(answer(), rules=RULES, at=AT),
    "query": lambda one: one.query("Invented question?", partnership="PLY", at=AT),
    "accept": lambda one: one.accept(partnership="PLY", at=AT),
    "excuse": lambda one: one.excuse("not_required", "Invented.", partnership="PLY", at=AT),
}
REFUSED: list[tuple[str, Status, type[Refusal]]] = [
    ("hand in", Status.ACCEPTED, NoLongerAwaited),
    ("hand in", Status.EXCUSED, NoLongerAwaited),
    *[("query", status, NothingReturned) for status in Status if status is not Status.RETURNED],
    *[("accept", status, NothingReturned) for status in Status if status is not Status.RETURNED],
    ("excuse", Status.RETURNED, CannotBeExcused),
    ("excuse", Status.ACCEPTED, CannotBeExcused),
    ("excuse", Status.EXCUSED, CannotBeExcused),
]
ALLOWED: list[tuple[str, Status, Status, type]] = [
    ("hand in", Status.REQUESTED, Status.RETURNED, SubmissionReturned),
    ("hand in", Status.RETURNED, Status.RETURNED, SubmissionReturned),
    ("hand in", Status.QUERIED, Status.RETURNED, SubmissionReturned),
    ("query", Status.RETURNED, Status.QUERIED, SubmissionQueried),
    ("accept", Status.RETURNED, Status.ACCEPTED, SubmissionAccepted),
    ("excuse", Status.REQUESTED, Status.EXCUSED, SubmissionExcused),
    ("excuse", Status.QUERIED, Status.EXCUSED, SubmissionExcused),
]


def returned(one: AgencyReturn) -> SubmissionReturned:
    """The return that was recorded last."""
    event = one.pending_events[-1]
    assert isinstance(event, SubmissionReturned)
    return event


@pytest.mark.parametrize(("step", "status", "refusal"), REFUSED)
def test_a_step_out_of_order_is_refused(step: str, status: Status, refusal: type[Refusal]) -> None:
    one = in_status(status)

    with pytest.raises(refusal):
        STEPS[step](one)

    assert recorded(one) == []


def test_every_step_is_either_allowed_or_refused_at_every_point() -> None:
    covered = [(step, status) for step, status, *_ in [*REFUSED, *ALLOWED]]

    assert sorted(covered) == sorted((step, status) for step in STEPS for status in Status)


def test_a_refusal_says_where_the_return_stands_without_blame() -> None:
    with pytest.raises(NothingReturned) as refused:
        STEPS["accept"](in_status(Status.QUERIED))

    assert refused.value.message == (
        "This return is with the agency, which was asked for more."
        " Only a return that waits to be read can be accepted or asked about."
    )


@pytest.mark.parametrize("question", ["", " \n"], ids=["empty", "blank"])
def test_a_query_that_asks_nothing_is_refused(question: str) -> None:
    one = in_status(Status.RETURNED)

    with pytest.raises(FormRefused) as refused:
        one.query(question, partnership="PLY", at=AT)

    assert refused.value.code == QuestionMissing.code


def test_a_question_about_a_section_names_a_part_that_the_return_has_and_asks_something() -> None:
    one = asked()
    one.hand_in(answer(row()), rules=RULES, at=AT)
    sections = (
        SectionQuestion(section="lived_experience", question="Invented?"),
        SectionQuestion(section="chronology.R1", question="Invented?"),
        SectionQuestion(section="chronology.R2", question="Invented?"),
        SectionQuestion(section="chronology", question=" "),
    )

    with pytest.raises(FormRefused) as refused:
        one.query("", sections=sections, partnership="PLY", at=AT)

    assert [(problem.field, type(problem.refusal)) for problem in refused.value.problems] == [
        ("sections.2.section", SectionUnknown),
        ("sections.3.question", QuestionMissing),
    ]


def test_questions_are_kept_with_the_version_that_they_are_about() -> None:
    one = in_status(Status.RETURNED)
    section = SectionQuestion(section="strengths", question="Invented?")

    one.query("", sections=(section,), partnership="PLY", at=AT)
    one.hand_in(answer(), rules=RULES, at=AT)
    one.query("Invented question?", partnership="PLY", at=AT)

    assert [(query.return_number, query.question, query.sections) for query in one.queries] == [
        (1, "", (section,)),
        (2, "Invented question?", ()),
    ]


def test_a_version_that_was_never_sent_is_refused() -> None:
    one = in_status(Status.RETURNED)

    assert one.sent(1).event_version == 2
    with pytest.raises(VersionUnknown):
        one.sent(2)


def test_what_was_not_sent_cannot_be_shared() -> None:
    with pytest.raises(NothingToShare):
        asked().shared_on(date(2026, 9, 22))


def test_a_shared_return_names_its_origin_and_has_a_day_of_its_own() -> None:
    sent = in_status(Status.ACCEPTED)
    other = asked(case_id=uuid4(), partnership="DEV", through="DEV", reference="DEV-RR-2026-0001")

    shared, origin = sent.shared_on(date(2026, 9, 22))
    other.hand_in(shared, rules=RULES, at=AT, origin=origin)

    assert (origin.case_id, origin.reference, origin.return_number) == (CASE, sent.reference, 1)
    assert (other.origin, other.versions[0].origin) == (origin, origin)
    assert returned(other).days_late == 1
    assert sent.answer is not None
    assert other.answer == sent.answer.model_copy(update={"returned_on": date(2026, 9, 22)})


@pytest.mark.parametrize("explanation", ["", "\t"], ids=["empty", "blank"])
def test_an_excuse_without_an_explanation_is_refused(explanation: str) -> None:
    one = in_status(Status.REQUESTED)

    with pytest.raises(ExplanationMissing):
        one.excuse("legal_restriction", explanation, partnership="PLY", at=AT)


def test_a_question_and_an_explanation_have_a_limit() -> None:
    in_status(Status.RETURNED).query("?" * 20_000, partnership="PLY", at=AT)
    with pytest.raises(TextTooLong):
        in_status(Status.RETURNED).query("?" * 20_001, partnership="PLY", at=AT)
    with pytest.raises(TextTooLong):
        asked().excuse("not_required", "." * 20_001, partnership="PLY", at=AT)


AS_DEVON: list[tuple[Step, Status]] = [
    (lambda one: one.query("Invented?", partnership="DEV", at=AT), Status.RETURNED),
    (lambda one: one.accept(partnership="DEV", at=AT), Status.RETURNED),
    (lambda one: one.excuse("not_required", ".", partnership="DEV", at=AT), Status.REQUESTED),
]


@pytest.mark.parametrize(("step", "status"), AS_DEVON, ids=["query", "accept", "excuse"])
def test_only_the_leading_partnership_says_whether_a_return_is_enough(
    step: Step, status: Status
) -> None:
    one = in_status(status)

    with pytest.raises(LeadOnly):
        step(one)

    assert recorded(one) == []


def test_an_agency_that_takes_part_through_the_lead_is_open_to_the_lead_alone() -> None:
    one = AgencyReturn.request(request(), at=ASKED_AT)

    assert recorded(one) == [SubmissionRequested]
    assert (one.id, one.status, one.partnership) == (
        stream_of(CASE, "plymouth-schools"),
        Status.REQUESTED,
        "PLY",
    )
    assert (one.is_open_to("PLY"), one.is_open_to("DEV")) == (True, False)


def test_an_agency_of_another_area_is_open_to_its_own_partnership_too() -> None:
    one = asked(agency="devon-schools", through="DEV")

    assert one.partnership == "PLY"
    assert one.contributing == ("DEV",)
    assert (one.is_open_to("PLY"), one.is_open_to("DEV"), one.is_open_to("COR")) == (
        True,
        True,
        False,
    )


def test_each_agency_of_each_case_has_a_stream_of_its_own() -> None:
    other_case = uuid4()

    streams = {stream_of(case, agency) for case in (CASE, other_case) for agency in ("a", "b")}

    assert len(streams) == 4


@pytest.mark.parametrize(("step", "before", "after", "event"), ALLOWED)
def test_a_step_in_order_is_recorded(step: str, before: Status, after: Status, event: type) -> None:
    one = in_status(before)

    STEPS[step](one)

    assert recorded(one) == [event]
    assert one.status is after


def test_a_corrected_return_has_a_higher_number_and_the_older_stays_in_history() -> None:
    one = asked()

    one.hand_in(nil_answer(), rules=RULES, at=AT)
    one.hand_in(answer(row()), rules=RULES, at=AT)
    one.query("Invented question?", partnership="PLY", at=AT)
    one.hand_in(answer(row(), row()), rules=RULES, at=AT)

    events = [event for event in one.pending_events if isinstance(event, SubmissionReturned)]
    assert [(event.return_number, len(event.chronology)) for event in events] == [
        (1, 0),
        (2, 1),
        (3, 2),
    ]
    assert [event.nil_return for event in events] == [True, False, False]
    assert one.answer == answer(row(row_id="R1"), row(row_id="R2"))
    assert [version.event_version for version in one.versions] == [2, 3, 5]


@pytest.mark.parametrize(
    ("due_on", "returned_on", "days_late"),
    [
        (date(2026, 9, 21), date(2026, 9, 18), 0),
        (date(2026, 9, 21), date(2026, 9, 21), 0),
        (date(2026, 9, 21), date(2026, 9, 22), 1),
        (date(2026, 9, 18), date(2026, 9, 20), 0),  # Over the weekend no working day passes.
        (date(2026, 9, 18), date(2026, 9, 21), 1),
        (date(2026, 8, 28), date(2026, 9, 1), 1),  # The summer bank holiday does not count.
        (date(2026, 9, 9), date(2026, 9, 30), 15),
    ],
)
def test_late_is_counted_in_working_days_and_never_blocks(
    due_on: date, returned_on: date, days_late: int
) -> None:
    one = asked(due_on=due_on)

    one.hand_in(answer(returned_on=returned_on, signed_on=date(2026, 8, 1)), rules=RULES, at=AT)

    assert returned(one).days_late == days_late


def test_the_themes_of_a_return_are_each_said_once_in_the_order_of_their_codes() -> None:
    one = asked()
    improvements = [improvement(theme) for theme in ("transitions", "early_help", "transitions")]

    one.hand_in(answer(improvements=improvements), rules=RULES, at=AT)

    assert returned(one).answer.themes == ("early_help", "transitions")


def test_rows_are_kept_as_they_were_sent_with_their_sensitivity() -> None:
    one = asked()
    rows = (
        row(happened_on=date(2026, 5, 6), sensitivity="police_hold"),
        row(happened_on=date(2025, 1, 2), sensitivity="third_party"),
    )

    one.hand_in(answer(*rows, support_offered="A quiet hour."), rules=RULES, at=AT)

    event = returned(one)
    unnumbered = tuple(one.model_copy(update={"row_id": ""}) for one in event.chronology)
    assert unnumbered == rows
    assert event.scoping.support_offered == "A quiet hour."


def test_an_excuse_keeps_its_reason_and_its_words() -> None:
    one = asked()

    one.excuse("duplicate_of_other_agency", "Invented.", partnership="PLY", at=AT)

    excused: Any = one.pending_events[-1]
    assert (excused.agency, excused.reason, excused.explanation) == (
        "plymouth-schools",
        "duplicate_of_other_agency",
        "Invented.",
    )


DUE, SOONER = date(2026, 9, 21), date(2026, 9, 18)


@pytest.mark.parametrize(
    ("status", "due_on", "moves"),
    [
        (Status.REQUESTED, SOONER, True),
        (Status.QUERIED, SOONER, True),
        (Status.RETURNED, SOONER, True),
        (Status.REQUESTED, DUE, False),
        (Status.ACCEPTED, SOONER, False),
        (Status.EXCUSED, SOONER, False),
    ],
)
def test_a_restated_clock_moves_the_day_of_a_return_that_is_not_settled(
    status: Status, due_on: date, moves: bool
) -> None:
    one = in_status(status)

    one.restate_due(due_on, restated_on=SOONER, at=AT)

    assert recorded(one) == ([SubmissionDueRestated] if moves else [])
    assert one.due_on == (due_on if moves else DUE)


def test_a_return_is_late_after_the_day_that_was_restated() -> None:
    one = asked()
    one.restate_due(SOONER, restated_on=SOONER, at=AT)

    one.hand_in(answer(returned_on=DUE), rules=RULES, at=AT)

    assert [version.days_late for version in one.versions] == [1]
