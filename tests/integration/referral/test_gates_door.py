"""The forms and gates of a referral through the real door: prepared, agreed, decided, notified, and what is shown."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import grpc
import pytest

from chassis.doors.refused_fields import told_in
from contracts.grpc import common_pb2, decision_pb2, drafts_pb2, drafts_pb2_grpc
from contracts.grpc import referral_pb2 as wire
from contracts.grpc import referral_pb2_grpc as rpc
from tests.integration.referral.referrals_on_the_wire import (
    AGENCY,
    AT,
    EVERYBODY,
    FINDINGS,
    NOT_FOUND,
    a_decision,
    a_notification,
    a_preparation,
    a_referral,
    all_views,
    an_agreement,
)
from tests.support.service import ServiceUnderTest, command_header, refusal_code

pytestmark = pytest.mark.integration


async def test_what_could_not_be_read_is_told_with_what_is_wrong_otherwise(
    service: ServiceUnderTest, stub: rpc.ReferralServiceStub
) -> None:
    request = a_referral(uuid4())
    request.children[0].born_on = "last spring"
    request.children.add(nhs_number="943 476 5918")
    request.agreement.lead_name = ""
    request.not_a_safeguarding_referral = False

    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await stub.ReceiveReferral(request, metadata=service.as_person())

    fields = told_in(tuple(refused.value.trailing_metadata() or ()))
    assert [(one.field, one.code) for one in fields] == [
        ("children.0.born_on", "request.malformed"),
        ("not_a_safeguarding_referral", "referral.warning_not_read"),
        ("children.1.name", "referral.missing"),
        ("children.1.nhs_number", "referral.nhs_number"),
        ("agreement.lead_name", "referral.missing"),
    ]


async def test_what_is_needed_and_cannot_be_read_is_refused_by_its_name_in_the_form(
    service: ServiceUnderTest, stub: rpc.ReferralServiceStub
) -> None:
    request = a_notification(uuid4(), sent_on="soon", authority_aware_on="")
    request.incident.category = "accident"

    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await stub.NotifyIncident(request, metadata=service.as_person())

    fields = told_in(tuple(refused.value.trailing_metadata() or ()))
    assert [one.field for one in fields] == ["authority_aware_on", "sent_on", "incident.category"]


async def test_only_people_of_the_agency_prepare_its_referral(
    service: ServiceUnderTest, stub: rpc.ReferralServiceStub
) -> None:
    other = service.as_person("other", "agency_author", agency="plymouth-housing")
    refusals = [
        await refusal_code(stub.PrepareReferral(a_preparation(uuid4()), metadata=person))
        for person in (service.as_person(), other)
    ]

    assert [status for status, _ in refusals] == [grpc.StatusCode.PERMISSION_DENIED] * 2
    assert await service.running.ground.store.head() == 0


async def test_until_it_is_agreed_only_the_agency_knows_of_a_referral(
    service: ServiceUnderTest, stub: rpc.ReferralServiceStub
) -> None:
    case_id = uuid4()
    author = service.as_person("author", "agency_author", agency=AGENCY)
    await stub.PrepareReferral(a_preparation(case_id), metadata=author)
    await service.settled()
    asked = common_pb2.CaseRequest(case_id=str(case_id))
    coordinator, listing = service.as_person(), wire.ListAwaitingAgreementRequest(partnership="PLY")
    other = service.as_person("other", "agency_lead", agency="plymouth-housing")

    for stranger in (coordinator, other):
        assert await refusal_code(stub.GetReferral(asked, metadata=stranger)) == NOT_FOUND
    assert (
        await refusal_code(stub.RecordAgreement(an_agreement(case_id), metadata=other)) == NOT_FOUND
    )
    assert not (await stub.ListAwaitingAgreement(listing, metadata=other)).cases
    for asking in (
        stub.RecordAgreement(an_agreement(case_id), metadata=coordinator),
        stub.ListAwaitingAgreement(listing, metadata=coordinator),
    ):
        assert (await refusal_code(asking))[1] == "access.role_not_allowed"
    assert (await stub.GetReferral(asked, metadata=author)).status == "awaiting_agreement"
    (waiting,) = (await stub.ListAwaitingAgreement(listing, metadata=author)).cases
    assert (waiting.agency, waiting.status) == (AGENCY, "awaiting_agreement")
    waits = wire.ListAwaitingDecisionRequest(partnership="PLY")
    assert not (await stub.ListAwaitingDecision(waits, metadata=coordinator)).cases


async def test_with_the_agreement_the_case_gets_its_number_and_is_known(
    service: ServiceUnderTest, stub: rpc.ReferralServiceStub
) -> None:
    case_id = uuid4()
    author = service.as_person("author", "agency_author", agency=AGENCY)
    lead = service.as_person("lead", "agency_lead", agency=AGENCY)
    assert (await stub.PrepareReferral(a_preparation(case_id), metadata=author)).reference == ""
    request = an_agreement(case_id)

    first = await stub.RecordAgreement(request, metadata=lead)
    again = await stub.RecordAgreement(request, metadata=lead)
    await service.settled()

    assert (first, first.reference) == (again, "PLY-RR-2026-0001")
    waits = wire.ListAwaitingDecisionRequest(partnership="PLY")
    (waiting,) = (await stub.ListAwaitingDecision(waits, metadata=service.as_person())).cases
    assert waiting.reference == "PLY-RR-2026-0001"
    shown = await stub.GetReferral(
        common_pb2.CaseRequest(case_id=str(case_id)), metadata=service.as_person()
    )
    assert [one.gate for one in shown.decisions] == ["G0"]
    assert "Invented Lead" not in str(shown)


async def test_what_is_not_agreed_uses_up_no_number(
    service: ServiceUnderTest, stub: rpc.ReferralServiceStub
) -> None:
    case_id = uuid4()
    person = service.as_person("lead", "agency_lead", agency=AGENCY)
    await stub.PrepareReferral(a_preparation(case_id), metadata=person)
    await stub.RecordAgreement(an_agreement(case_id, "do_not_agree"), metadata=person)

    answer = await stub.ReceiveReferral(a_referral(uuid4()), metadata=service.as_person())

    assert answer.reference == "PLY-RR-2026-0001"


async def test_who_wrote_a_referral_that_was_not_agreed_finds_it_until_they_have_looked(
    service: ServiceUnderTest, stub: rpc.ReferralServiceStub
) -> None:
    case_id, listing = uuid4(), wire.ListNotAgreedRequest(partnership="PLY")
    author = service.as_person("author", "agency_author", agency=AGENCY)
    lead = service.as_person("lead", "agency_lead", agency=AGENCY)
    other = service.as_person("other", "agency_lead", agency="plymouth-housing")
    asked = common_pb2.CaseRequest(case_id=str(case_id))
    await stub.PrepareReferral(a_preparation(case_id), metadata=author)
    await stub.PrepareReferral(a_preparation(uuid4()), metadata=author)
    await stub.GetReferral(
        asked, metadata=author
    )  # Before the decision: that is not having seen it.
    await stub.RecordAgreement(
        an_agreement(case_id, "do_not_agree", rationale="It is below the threshold."), metadata=lead
    )
    await service.settled()

    assert (await refusal_code(stub.ListNotAgreed(listing, metadata=service.as_person())))[1] == (
        "access.role_not_allowed"
    )
    assert not (await stub.ListNotAgreed(listing, metadata=other)).cases
    assert await refusal_code(stub.GetReferral(asked, metadata=other)) == NOT_FOUND
    (found,) = (await stub.ListNotAgreed(listing, metadata=author)).cases
    assert (found.case_id, found.agency) == (str(case_id), AGENCY)
    assert (found.own, found.seen) == (True, False)
    (of_lead,) = (await stub.ListNotAgreed(listing, metadata=lead)).cases
    assert (of_lead.own, of_lead.decided_on) == (False, "2026-09-07")

    shown = await stub.GetReferral(asked, metadata=author)
    await service.running.reads.close()  # What was noted is kept by now.

    assert shown.decisions[-1].decision.rationale == "It is below the threshold."
    assert (shown.status, shown.lead_role, shown.agreed_on) == ("not_agreed", "Lead", "")
    (kept,) = (await stub.ListNotAgreed(listing, metadata=author)).cases
    assert (kept.own, kept.seen) == (True, True)
    (of_lead,) = (await stub.ListNotAgreed(listing, metadata=lead)).cases
    assert not of_lead.seen


async def test_a_sent_form_drops_its_draft_and_a_refused_one_keeps_it(
    service: ServiceUnderTest, stub: rpc.ReferralServiceStub
) -> None:
    case_id, person = uuid4(), service.as_person()
    drafts: Any = drafts_pb2_grpc.DraftsStub(service.channel)
    key: dict[str, Any] = {"form": "referral", "about": str(case_id)}
    saving = drafts_pb2.SaveDraftRequest(
        header=command_header(case_id), content='{"what_happened": "Invented."}', **key
    )
    await drafts.SaveDraft(saving, metadata=person)
    asking = drafts_pb2.GetDraftRequest(partnership="PLY", **key)
    request = a_referral(case_id)
    request.not_a_safeguarding_referral = False

    await refusal_code(stub.ReceiveReferral(request, metadata=person))
    assert (await drafts.GetDraft(asking, metadata=person)).content == saving.content
    await stub.ReceiveReferral(a_referral(case_id), metadata=person)

    assert await refusal_code(drafts.GetDraft(asking, metadata=person)) == (
        grpc.StatusCode.NOT_FOUND, "not_found",
    )  # fmt: skip


async def test_names_are_revealed_once_it_is_recorded_who_asked_and_why(
    service: ServiceUnderTest, stub: rpc.ReferralServiceStub
) -> None:
    case_id, person = uuid4(), service.as_person()
    await stub.ReceiveReferral(a_referral(case_id), metadata=person)
    asking = wire.RevealIdentitiesRequest(header=command_header(case_id, at=AT), purpose=" ")

    refused = await refusal_code(stub.RevealIdentities(asking, metadata=person))
    assert refused == (grpc.StatusCode.INVALID_ARGUMENT, "words.missing")
    for purpose in ("Invented purpose.", "Invented again."):
        asking = wire.RevealIdentitiesRequest(
            header=command_header(case_id, at=AT), purpose=purpose
        )
        found = await stub.RevealIdentities(asking, metadata=person)
        assert await stub.RevealIdentities(asking, metadata=person) == found

    assert [one.name for one in found.children] == ["Invented Child"]
    assert [topic for topic, _ in await service.bodies(case_id)] == [
        "referral.ReferralReceived.v2", "referral.RevealsBegun.v1", "referral.IdentitiesRevealed.v1",
    ]  # fmt: skip


async def test_a_worksheet_withholds_names_unless_they_are_asked_for(
    service: ServiceUnderTest, stub: rpc.ReferralServiceStub
) -> None:
    case_id, person = uuid4(), service.as_person()
    await stub.NotifyIncident(a_notification(case_id), metadata=person)
    requests = [
        wire.NotificationWorksheetRequest(
            header=command_header(case_id, at=AT), with_identities=asked
        )
        for asked in (False, True)
    ]
    plain, whole = [
        await stub.NotificationWorksheet(request, metadata=person) for request in requests
    ]
    unknown = wire.NotificationWorksheetRequest(header=command_header(case_id), notice="N7")

    assert "Invented Child" not in str(plain)
    assert "Invented Child" in str(whole)
    assert (plain.notice, plain.missing) == ("N1", whole.missing)
    assert await refusal_code(stub.NotificationWorksheet(unknown, metadata=person)) == (
        grpc.StatusCode.FAILED_PRECONDITION, "referral.no_notice",
    )  # fmt: skip
    assert len(await service.bodies(case_id)) == 2


async def test_a_case_goes_through_its_gates_and_shows_each_with_its_evidence(
    service: ServiceUnderTest, stub: rpc.ReferralServiceStub
) -> None:
    case_id, person = uuid4(), service.as_person()
    await stub.ReceiveReferral(a_referral(case_id), metadata=person)
    await stub.NotifyIncident(a_notification(case_id), metadata=person)
    await all_views(stub, case_id, person)
    threshold = wire.DecideThresholdRequest(
        header=command_header(case_id, at=AT),
        decision=decision_pb2.Decision(
            outcome="notify_serious_incident", decided_on="2026-09-04", rationale="Invented.",
            findings=FINDINGS, attendance=EVERYBODY[:1],
        ),
    )  # fmt: skip
    await stub.DecideThreshold(threshold, metadata=person)
    threshold.header.command_id = str(uuid4())
    threshold.decision.supersedes = str(uuid4())
    assert (await refusal_code(stub.DecideThreshold(threshold, metadata=person)))[1] == (
        "referral.not_the_last_decision"
    )
    asked = common_pb2.CaseRequest(case_id=str(case_id))
    (first,) = (await stub.GetReferral(asked, metadata=person)).decisions
    threshold.header.command_id, threshold.decision.supersedes = str(uuid4()), first.event_id
    await stub.DecideThreshold(threshold, metadata=person)
    restating = wire.RestateNotificationRequest(
        header=command_header(case_id, at=AT), notice="N1", sent_on="2026-09-03", reason="Invented."
    )
    await stub.RestateNotification(restating, metadata=person)
    elsewhere = a_decision(
        case_id, "do_not_initiate", route="learning_from_experience", escalated_to="Nobody: noted."
    )
    await stub.DecideReferral(elsewhere, metadata=person)
    before = await stub.GetReferral(asked, metadata=person)
    wrong = a_decision(case_id, "initiate_on_notification", supersedes=str(uuid4()))
    assert (await refusal_code(stub.DecideReferral(wrong, metadata=person)))[1] == (
        "referral.not_the_last_decision"
    )

    right = a_decision(
        case_id, "initiate_on_notification", supersedes=before.decisions[-1].event_id
    )
    await stub.DecideReferral(right, metadata=person)

    shown = await stub.GetReferral(asked, metadata=person)
    assert (before.outcome, shown.outcome) == ("learning_from_experience", "initiate")
    assert [(one.gate, one.superseded) for one in shown.decisions] == [
        ("G1", True), ("G1", False), ("G2", True), ("G2", False),
    ]  # fmt: skip
    assert [one.view for one in shown.decisions[-1].decision.views] == ["agree"] * 3
    (notice,) = shown.notices
    assert (notice.track, notice.sent.on, notice.days_from_awareness) == ("A", "2026-09-03", 1)
    assert (notice.sent.recorded_by, notice.clock.starts) == ("coordinator", "authority_aware")
    assert shown.described[0].age == 5


async def test_a_notice_is_withdrawn_and_the_case_ends(
    service: ServiceUnderTest, stub: rpc.ReferralServiceStub
) -> None:
    case_id, person = uuid4(), service.as_person()
    await stub.NotifyIncident(a_notification(case_id), metadata=person)
    await all_views(stub, case_id, person)
    gone = wire.WithdrawNotificationRequest(
        header=command_header(case_id, at=AT), notice="N1", withdrawn_on="2026-09-07",
        reason="criteria_not_met",
    )  # fmt: skip
    await stub.WithdrawNotification(gone, metadata=person)

    await stub.DecideReferral(
        a_decision(case_id, "notification_withdrawn", escalated_to="Nobody: noted."),
        metadata=person,
    )

    asked = common_pb2.CaseRequest(case_id=str(case_id))
    shown = await stub.GetReferral(asked, metadata=person)
    assert (shown.outcome, shown.notified_on, shown.track) == ("no_further_review", "", "")
