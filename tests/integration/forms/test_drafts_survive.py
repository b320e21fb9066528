"""What was typed into a form is kept when the form is refused, and goes when it was taken.

Each form of a service with drafts is sent twice, once with every answer bad and once good; beside it lies a draft of
every kind that the service has. A refusal leaves all of them as they were; of the forms that have drafts, the good one
takes its own away.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import grpc
import pytest

from contracts.grpc import drafts_pb2, drafts_pb2_grpc
from services.referral.entrypoints.grpc_door import NOTICE_FORM, REFERRAL_FORM
from services.submissions.entrypoints.own_records import RETURN_FORM
from tests.integration.forms.every_form import EVERY_FORM, Form, Forms
from tests.integration.forms.spoiled import all_spoiled
from tests.integration.forms.test_every_form_refuses import TAKEN, send
from tests.support.service import ServiceUnderTest, command_header, running_service

pytestmark = [pytest.mark.integration, pytest.mark.timeout(600)]

TYPED = '{"why": "Half a sentence that nobody"}'
DRAFT_OF: Mapping[str, str] = {
    "ReceiveReferral": REFERRAL_FORM, "PrepareReferral": REFERRAL_FORM, "NotifyIncident": NOTICE_FORM,
    "ReturnSubmission": RETURN_FORM, "EnterNilReturn": RETURN_FORM, "ShareReturn": RETURN_FORM,
}  # fmt: skip
"""The forms that have drafts, and what kind these are."""
LEFT_TO_THE_PORTAL = frozenset({"review", "learning"})
"""These keep what was typed into any form of the portal, which takes it away itself once the form was taken."""


class Author:
    """Whoever sends a form, and what they had typed before."""

    def __init__(self, service: ServiceUnderTest, form: Form) -> None:
        self.form = form
        self.stub = drafts_pb2_grpc.DraftsStub(service.channel)
        person = f"{form.partnership.lower()}-{form.role}"
        self.who = service.as_person(person, form.role, form.partnership, agency=form.agency)

    def keys(self, kind: str) -> dict[str, Any]:
        request: Any = self.form.request
        case_id = request.header.case_id
        about = f"{case_id}/{request.agency}" if kind == RETURN_FORM else case_id
        return {"form": kind, "about": about}

    async def type(self, kind: str) -> None:
        request: Any = self.form.request
        header = command_header(request.header.case_id, partnership=self.form.partnership)
        draft = drafts_pb2.SaveDraftRequest(header=header, **self.keys(kind), content=TYPED)
        await self.stub.SaveDraft(draft, metadata=self.who)

    async def typed(self, kind: str) -> str:
        request = drafts_pb2.GetDraftRequest(
            partnership=self.form.partnership, **self.keys(kind)
        )  # fmt: skip
        try:
            return str((await self.stub.GetDraft(request, metadata=self.who)).content)
        except grpc.aio.AioRpcError as error:
            if error.code() is not grpc.StatusCode.NOT_FOUND:
                raise
            return ""


WITH_DRAFTS = [one for one in EVERY_FORM if DRAFT_OF.keys() & one.methods.keys()]


@pytest.mark.parametrize("forms", WITH_DRAFTS, ids=lambda one: one.name)
async def test_a_refused_form_leaves_what_was_typed_and_a_form_that_was_taken_needs_it_no_more(
    forms: Forms,
) -> None:
    async with running_service(forms.name, forms.build) as service:
        await forms.begin(service)
        for form in forms.forms():
            kind, author = DRAFT_OF.get(form.method, ""), Author(service, form)
            if kind:
                await author.type(kind)
            bad, _ = all_spoiled(form.request)
            assert (await send(service, forms, form, bad)).status != TAKEN, form.method
            if kind:
                assert await author.typed(kind) == TYPED, form.method
            assert (await send(service, forms, form, form.request)).status == TAKEN, form.method
            if kind:
                assert await author.typed(kind) == "", form.method
            await service.settled()


def test_every_service_that_keeps_drafts_has_forms_with_drafts() -> None:
    keeping = {one.name for one in EVERY_FORM if "SaveDraft" in one.methods}

    assert {one.name for one in WITH_DRAFTS} | LEFT_TO_THE_PORTAL == keeping
