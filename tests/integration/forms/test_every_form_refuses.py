"""Every form refuses bad answers field by field, all at once, in a sentence; and nothing of it is stored.

The commands and their fields are read from the contracts. Each answer of each form is spoiled in every way that fits
it and sent to the real service, whose store lets nothing in while that goes on: an append that is tried says that the
form was taken. What may be taken is only what the contract leaves open: an answer that was left out, or words where
no list of codes stands above the field.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import grpc
import pytest
from google.protobuf.message_factory import GetMessageClass

from chassis.doors.refused_fields import RefusedField, told_in
from chassis.errors import WrongState
from chassis.fields import PROBLEMS_MAX
from tests.integration.forms.every_form import EVERY_FORM, Form, Forms
from tests.integration.forms.spoiled import Spoiled, all_spoiled, names, spoiled
from tests.support.service import ServiceUnderTest, running_service

pytestmark = [pytest.mark.integration, pytest.mark.timeout(600)]

TAKEN, INVALID = "taken", "INVALID_ARGUMENT"
NAMES_A_THING = frozenset(
    {
        "agency", "authority", "action_id", "recommendation_id", "into", "notice", "process_id",
        "from_case_id", "from_return_number", "message_id", "person",
    }
)  # fmt: skip
"""Such a field says what a command is about: what is not there, or not the asker's, is refused as such."""
NO_SUCH_THING = frozenset({"NOT_FOUND", "PERMISSION_DENIED", "FAILED_PRECONDITION"})
ABOUT_THE_WHOLE = frozenset({"referral.nothing_restated"})
"""These are about no single answer."""


class WouldBeStored(WrongState):
    """The form was taken; this store keeps nothing."""

    code = "tests.would_be_stored"


@dataclass(frozen=True)
class Answered:
    """How a form was answered."""

    status: str
    code: str = ""
    fields: tuple[RefusedField, ...] = ()

    @property
    def names(self) -> list[str]:
        return [one.field for one in self.fields]


async def send(service: ServiceUnderTest, forms: Forms, form: Form, request: Any) -> Answered:
    """Send a form, each time as a new command."""
    method = forms.methods[form.method]
    request.header.command_id = str(uuid4())
    call = service.channel.unary_unary(
        f"/{method.containing_service.full_name}/{method.name}",
        type(request).SerializeToString,
        GetMessageClass(method.output_type).FromString,
    )
    person = f"{form.partnership.lower()}-{form.role}"
    who = service.as_person(person, form.role, form.partnership, agency=form.agency)
    try:
        await call(request, metadata=who, timeout=60)
    except grpc.aio.AioRpcError as error:
        metadata = tuple(error.trailing_metadata() or ())
        code = str(dict(metadata).get("refusal-code", ""))
        status = TAKEN if code == WouldBeStored.code else error.code().name
        return Answered(status, code, told_in(metadata))
    return Answered(TAKEN)


@asynccontextmanager
async def storing_nothing(service: ServiceUnderTest) -> AsyncIterator[None]:
    """Inside, every append is refused."""

    async def refuse(*_events: Any, **_options: Any) -> int:
        raise WouldBeStored

    store: Any = service.running.ground.store
    store.append = refuse
    try:
        yield
    finally:
        del store.append


def wrong(one: Spoiled, answered: Answered) -> str:
    """What is wrong with the answer to a spoiled form; empty if nothing is."""
    if answered.status == TAKEN:
        return "" if one.may_be_taken else "taken"
    if answered.status in NO_SUCH_THING:
        about = one.field.rpartition(".")[2]
        return "" if about in NAMES_A_THING else "refused as if the form were good"
    if answered.status != INVALID:
        return "a fault"
    if answered.code in ABOUT_THE_WHOLE or (one.may_miss_others and answered.fields):
        return ""
    if not names(answered.names, one.field):
        return "another field is named, or none"
    unsaid = [field for field in answered.fields if not (field.code and field.sentence)]
    return "without code or sentence" if unsaid else ""


@pytest.fixture(params=EVERY_FORM, ids=lambda one: one.name)
def forms(request: pytest.FixtureRequest) -> Forms:
    every: Forms = request.param
    return every


def test_every_command_has_a_form_here(forms: Forms) -> None:
    assert {form.method for form in forms.forms()} == forms.commands


async def test_each_bad_answer_is_refused_at_its_field_and_nothing_is_stored(forms: Forms) -> None:
    found: list[tuple[str, str, str, str, Answered]] = []
    async with running_service(forms.name, forms.build) as service:
        await forms.begin(service)
        await service.settled()
        for form in forms.forms():
            async with storing_nothing(service):
                taken = await send(service, forms, form, form.request)
                assert taken.status == TAKEN, (form.method, taken)
                for one in spoiled(form.request):
                    answered = await send(service, forms, form, one.request)
                    if problem := wrong(one, answered):
                        found.append((form.method, one.field, one.how, problem, answered))
                found.extend(
                    (form.method, field, "all at once", "not named", answered)
                    for field, answered in await unnamed(service, forms, form)
                )
            assert (await send(service, forms, form, form.request)).status == TAKEN, form.method
            await service.settled()

    assert found == []


async def unnamed(
    service: ServiceUnderTest, forms: Forms, form: Form
) -> list[tuple[str, Answered]]:
    """The fields that a refusal leaves out when every answer of the form is bad."""
    request, fields = all_spoiled(form.request)
    for name in NAMES_A_THING & {one.name for one in request.DESCRIPTOR.fields}:
        setattr(request, name, getattr(form.request, name))
    wanted = [one for one in fields if one not in NAMES_A_THING]
    answered = await send(service, forms, form, request)
    if len(wanted) > PROBLEMS_MAX:
        return [] if len(answered.fields) == PROBLEMS_MAX else [("so many", answered)]
    return [(one, answered) for one in wanted if not names(answered.names, one)]


def a_spoiled(how: str, *, may_be_taken: bool = False) -> Spoiled:
    return Spoiled("scoping.checked_on", how, None, may_be_taken, may_miss_others=False)


@pytest.mark.parametrize(
    ("answered", "problem"),
    [
        (Answered(TAKEN), "taken"),
        (Answered("INTERNAL"), "a fault"),
        (Answered("UNKNOWN"), "a fault"),
        (Answered("FAILED_PRECONDITION", "review.closed"), "refused as if the form were good"),
        (Answered(INVALID, "text.too_long"), "another field is named, or none"),
        (
            Answered(INVALID, "x.y", (RefusedField(field="scoping.signed_on", code="x.y", sentence="S."),)),
            "another field is named, or none",
        ),
        (
            Answered(INVALID, "x.y", (RefusedField(field="scoping.checked_on", code="x.y", sentence=""),)),
            "without code or sentence",
        ),
    ],
)  # fmt: skip
def test_an_answer_that_does_not_say_which_field_is_caught(
    answered: Answered, problem: str
) -> None:
    assert wrong(a_spoiled("no day"), answered) == problem


def test_an_answer_that_names_the_field_is_good() -> None:
    told = RefusedField(field="scoping.checked_on", code="request.malformed", sentence="Invented.")

    assert wrong(a_spoiled("no day"), Answered(INVALID, told.code, (told,))) == ""
    assert wrong(a_spoiled("missing", may_be_taken=True), Answered(TAKEN)) == ""
