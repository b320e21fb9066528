"""What a command changes is named by its form, so that two who do the same never pass each other unseen (ADR 22).

Each form that names what it builds on is sent to the real service, in an order in which it is taken; what the service
says of the matter is read before and after. What a form shows is in tests/portal/test_builds_on.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from uuid import uuid4

import grpc
import pytest
from google.protobuf.json_format import MessageToDict
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass

from contracts.grpc import common_pb2, submissions_pb2
from portal.views.filling_in.filling import Journey
from portal.views.filling_in.journeys import JOURNEYS
from services.review.main import NAME as REVIEW
from services.review.main import build as build_review
from tests.integration.forms.every_form import EVERY_FORM, Form, Forms
from tests.integration.guarded.calls import CONTRIBUTOR, LEAD
from tests.integration.review.journey import SOCIAL_CARE, returned
from tests.integration.review.journey import Journey as ACase
from tests.support.service import ServiceUnderTest, running_service

pytestmark = [pytest.mark.integration, pytest.mark.timeout(600)]

FOLLOWS = frozenset(
    {
        "version", "next_gate", "learning_drafted", "due_on", "milestones",
        "track", "notified_on", "decided_on", "outcome",
    }
)  # fmt: skip
"""What follows from the parts that are named, and what other services do then."""
NOT_THERE = {grpc.StatusCode.NOT_FOUND, grpc.StatusCode.PERMISSION_DENIED}
NAMING = {one.form.service for one in JOURNEYS.values() if one.builds_on}


async def asked(
    service: ServiceUnderTest, forms: Forms, name: str, request: Message, who: Any
) -> Any:
    method = forms.methods[name]
    call = service.channel.unary_unary(
        f"/{method.containing_service.full_name}/{name}",
        type(request).SerializeToString,
        GetMessageClass(method.output_type).FromString,
    )
    return await call(request, metadata=who, timeout=60)


async def known(service: ServiceUnderTest, forms: Forms, form: Form) -> dict[str, Any]:
    """What the service says of the matter of a form; nothing where it is not there yet."""
    case: Any = common_pb2.CaseRequest(case_id=form.request.header.case_id)  # type: ignore[attr-defined]
    methods = {"review": ("GetReview", "GetReport"), "referral": ("GetReferral",)}
    if forms.name == "submissions":
        case = submissions_pb2.GetSubmissionRequest(
            case_id=case.case_id,
            agency=form.request.agency,  # type: ignore[attr-defined]
        )
    said: dict[str, Any] = {}
    who = service.as_person("ply-coordinator", "coordinator", LEAD, CONTRIBUTOR)
    for name in methods.get(forms.name, ("GetSubmission",)):
        try:
            answer = await asked(service, forms, name, case, who)
        except grpc.aio.AioRpcError as refused:
            if refused.code() not in NOT_THERE:
                raise
            continue
        told = dict(MessageToDict(answer, preserving_proto_field_name=True))
        if name == "GetReport":  # As the portal reads it.
            told = {"signed": {part: told.get(part, []) for part in ("versions", "comments")}}
        said |= told
    return said


def changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> set[str]:
    """The parts that say something else now; the report is not read any more by who gave the lead away."""
    found = {one for one in {*before, *after} if before.get(one) != after.get(one)} - FOLLOWS
    return found if "signed" in after else found - {"signed"}


def overwritten(journeys: Iterable[Journey], method: str, parts: set[str]) -> list[str]:
    """What of the parts that a command changes its forms do not name."""
    return sorted(
        f"{one.form.code}: {part}"
        for one in journeys
        if one.builds_on and one.form.method == method
        for part in parts - {*one.builds_on}
    )


@pytest.mark.parametrize(
    "forms", [one for one in EVERY_FORM if one.name in NAMING], ids=lambda one: one.name
)
async def test_each_command_changes_only_what_its_form_names(forms: Forms) -> None:
    named = [
        one
        for one in JOURNEYS.values()
        if one.builds_on and one.form.service == forms.name and not one.form.regardless
    ]
    did: dict[str, set[str]] = {}
    async with running_service(forms.name, forms.build) as service:
        await forms.begin(service)
        for form in forms.forms():
            request: Any = form.request
            request.header.command_id = str(uuid4())
            before = await known(service, forms, form)
            person = f"{form.partnership.lower()}-{form.role}"
            who = service.as_person(person, form.role, form.partnership, agency=form.agency)
            await asked(service, forms, form.method, request, who)
            if any(one.form.method == form.method for one in named):
                parts = changed(before, await known(service, forms, form))
                did[form.method] = did.get(form.method, set()) | parts

    assert [one for method, parts in did.items() for one in overwritten(named, method, parts)] == []
    assert {one.form.method for one in named} == {method for method, parts in did.items() if parts}
    # Planted: each part that a command changes is missed where its form does not name it.
    for one in named:
        for part in did[one.form.method]:
            less = replace(one, builds_on=tuple(name for name in one.builds_on if name != part))
            assert overwritten([less], one.form.method, did[one.form.method]) == [
                f"{one.form.code}: {part}"
            ]


async def test_what_others_bring_meanwhile_touches_no_step_of_a_review() -> None:
    forms = next(one for one in EVERY_FORM if one.name == REVIEW)
    async with running_service(REVIEW, build_review) as service:
        case = ACase(service, uuid4())
        await case.begin()
        about = Form("HoldMeeting", case.meeting())
        before = await known(service, forms, about)
        await case.tell(returned(case.case_id, SOCIAL_CARE))
        await case.do(case.process(), case.family())
        after = await known(service, forms, about)

    assert before["version"] != after["version"]
    touched = changed(before, after)
    assert touched == {"agencies", "processes"}
    for journey in JOURNEYS.values():
        if journey.builds_on and journey.form.service == REVIEW:
            assert touched.isdisjoint(journey.builds_on), journey.form.code
