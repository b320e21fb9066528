"""What is wrong with a form comes back whole, field by field, and survives the wire."""

from __future__ import annotations

import grpc

from chassis.doors import refused_fields
from chassis.doors.refused_fields import RefusedField
from chassis.errors import Invalid
from chassis.fields import PROBLEMS_MAX, FieldProblem, FormRefused, inside, must_be_no


class Missing(Invalid):
    code = "test.missing"
    sentence = "Say {what}."


def refused(*fields: str) -> FormRefused:
    return FormRefused(tuple(FieldProblem(field, Missing(what=field)) for field in fields))


def test_a_form_without_a_problem_is_taken() -> None:
    must_be_no([])


def test_the_first_problem_gives_the_code_and_the_sentence_and_says_how_many_there_are() -> None:
    assert (refused("born_on").code, refused("born_on").message) == ("test.missing", "Say born_on.")
    assert refused("a", "b", "c").message == "Say a. Answers to check besides: 2."


def test_two_refused_forms_do_not_share_their_codes() -> None:
    class Other(Invalid):
        code = "test.other"

    other = FormRefused((FieldProblem("a", Other()),))
    assert (other.code, refused("a").code, FormRefused.code) == (
        "test.other", "test.missing", "form.refused",
    )  # fmt: skip


def test_the_problems_of_a_part_are_placed_in_the_whole() -> None:
    found = inside("children.1", refused("born_on").problems)

    assert [problem.field for problem in found] == ["children.1.born_on"]


def test_refused_fields_survive_the_wire() -> None:
    problems = refused("children.0.name", "incident.place").problems

    metadata = refused_fields.carried(grpc.StatusCode.INVALID_ARGUMENT, "Check two.", problems)

    assert refused_fields.told_in([("refusal-code", "x"), *metadata]) == tuple(
        RefusedField(field=field, code="test.missing", sentence=f"Say {field}.")
        for field in ("children.0.name", "incident.place")
    )


def test_the_longest_answer_fits_into_the_header_of_a_status() -> None:
    problems = refused(*["x" * 500] * 100).problems

    ((_, value),) = refused_fields.carried(grpc.StatusCode.INVALID_ARGUMENT, "x" * 160, problems)

    assert len(refused_fields.told_in([("grpc-status-details-bin", value)])) == PROBLEMS_MAX
    assert len(value) * 4 / 3 < 7_500


def test_rubbish_tells_of_no_fields() -> None:
    assert refused_fields.told_in([("grpc-status-details-bin", b"\xff\xff\xff")]) == ()
    assert refused_fields.told_in([]) == ()
