"""How refused fields are shown: at their fields, in the order of the page, and never lost."""

from __future__ import annotations

import grpc
import pytest
from grpc.aio import AioRpcError, Metadata

from chassis.doors.refused_fields import RefusedField, carried
from chassis.errors import Invalid, NotAllowed, NotFound, Refusal, Stale, Temporary, WrongState
from chassis.fields import FieldProblem
from portal.clients.refusals import AnswersRefused, refusal_of
from portal.forms.refused import Form
from portal.views.form_sent import command_of, new_command, refusal_in

FORM = Form(("name", "children.0.born_on", "themes"), leads_to={"children.0.born_on": "born-day"})


class Unreadable(Invalid):
    code = "portal.test_unreadable"
    sentence = "This cannot be read."


def refused(field: str, sentence: str = "Wrong.") -> RefusedField:
    return RefusedField(field=field, code="some.code", sentence=sentence)


def told(status: grpc.StatusCode, *problems: FieldProblem, code: str = "a.code") -> AioRpcError:
    """A refusal as it comes over the wire."""
    fields = carried(status, "No.", problems) if problems else ()
    metadata = Metadata(("refusal-code", code), *fields)
    return AioRpcError(status, Metadata(), metadata, "No {braces}.")


async def failing(error: BaseException) -> None:
    raise error


def test_the_fields_of_a_refusal_reach_the_form() -> None:
    error = told(grpc.StatusCode.INVALID_ARGUMENT, FieldProblem("name", Unreadable()))

    refusal = refusal_of(error)

    assert isinstance(refusal, AnswersRefused)
    assert (refusal.code, refusal.message) == ("a.code", "No {braces}.")
    assert refusal.fields == (
        RefusedField(field="name", code="portal.test_unreadable", sentence="This cannot be read."),
    )


@pytest.mark.parametrize("status", [grpc.StatusCode.INVALID_ARGUMENT, grpc.StatusCode.ABORTED])
def test_a_refusal_without_fields_is_no_refused_form(status: grpc.StatusCode) -> None:
    refusal = refusal_of(told(status))

    assert isinstance(refusal, Refusal)
    assert not isinstance(refusal, AnswersRefused)


def test_a_form_of_which_nothing_was_refused_says_nothing() -> None:
    form = FORM.filled({"name": "typed"})

    assert form.status == 200
    assert form.summary == []
    assert form.error("name") is None


def test_problems_stand_in_the_order_of_the_page_whatever_order_they_came_in() -> None:
    form = FORM.refused(
        [refused("themes", "C"), refused("children.0.born_on", "B"), refused("name", "A")]
    )

    assert form.status == 422
    assert form.summary == [
        {"text": "A", "href": "#name"},
        {"text": "B", "href": "#born-day"},
        {"text": "C", "href": "#themes"},
    ]


def test_a_place_inside_a_field_is_shown_at_the_field() -> None:
    form = FORM.refused(
        [refused("themes.3"), refused("themes.4.code", "Other."), refused("themes.5")]
    )

    assert form.error("themes") == {"html": "Wrong.<br>Other."}


@pytest.mark.parametrize("place", ["header.case_id", "elsewhere", "names", ""])
def test_a_place_that_the_page_does_not_have_is_told_in_the_summary_alone(place: str) -> None:
    assert FORM.refused([refused(place)]).summary == [{"text": "Wrong."}]


def test_the_words_of_a_service_cannot_become_part_of_the_page() -> None:
    form = FORM.refused([refused("name", "<script>")])

    assert form.error("name") == {"html": "&lt;script&gt;"}


def test_what_was_typed_stays() -> None:
    typed = {"name": "  As <typed>  "}

    assert FORM.filled(typed).refused([refused("name")]).answer("name") == typed["name"]


def test_a_field_of_a_list_has_an_id_that_a_link_can_lead_to() -> None:
    assert Form(("children.0.name",)).element_id("children.0.name") == "children-0-name"


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (Unreadable(), 422),
        (NotFound(), 422),
        (WrongState(), 409),
        (Stale(), 409),
        (Temporary(), 503),
    ],
)
async def test_whatever_prevents_it_the_form_is_shown_again(error: Exception, status: int) -> None:
    form = await refusal_in(FORM.filled({"name": "typed"}), failing(error))

    assert form is not None
    assert (form.status, form.answer("name"), len(form.summary)) == (status, "typed", 1)


async def test_what_may_not_be_done_at_all_is_no_matter_of_the_form() -> None:
    with pytest.raises(NotAllowed):
        await refusal_in(FORM, failing(NotAllowed()))


async def test_a_form_that_is_taken_leaves_nothing_to_show() -> None:
    async def taken() -> None: ...

    assert await refusal_in(FORM, taken()) is None


def test_the_same_answers_are_the_same_command_and_others_another() -> None:
    form = {"command_id": new_command(), "form_token": "one", "name": "a"}

    assert command_of(form) == command_of(form | {"form_token": "two"})
    assert command_of(form) != command_of(form | {"name": "b"})
    assert command_of({"command_id": "not an id"}) != command_of({})
