"""The referral service as its callers see it: real database, real gRPC, refusals first."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import grpc
import pytest

from chassis.doors.refused_fields import told_in
from contracts.grpc import common_pb2, decision_pb2, drafts_pb2, drafts_pb2_grpc
from contracts.grpc import referral_pb2 as wire
from contracts.grpc import referral_pb2_grpc as rpc
from services.referral.main import NAME, build
from tests.support.service import ServiceUnderTest, command_header, refusal_code, running_service

AT = datetime(2026, 9, 7, 10, 0, tzinfo=UTC)
FINDINGS = [
    decision_pb2.Finding(criterion=f"serious_case.{part}", finding="met", reason="Invented.")
    for part in ("abuse_or_neglect", "death_or_serious_harm")
]
EVERYBODY = [
    decision_pb2.Attendance(body=body, presence="present")
    for body in ("local_authority", "icb", "police")
]
AGENCY = "plymouth-schools"
NOT_FOUND = (grpc.StatusCode.NOT_FOUND, "not_found")


@pytest.fixture
async def service() -> AsyncIterator[ServiceUnderTest]:
    async with running_service(NAME, build) as under_test:
        yield under_test


@pytest.fixture
def stub(service: ServiceUnderTest) -> rpc.ReferralServiceStub:
    return rpc.ReferralServiceStub(service.channel)


def a_referral(case_id: UUID, *, partnership: str = "PLY") -> wire.ReceiveReferralRequest:
    return wire.ReceiveReferralRequest(
        header=command_header(case_id, partnership=partnership, at=AT),
        agency="plymouth-schools",
        referrer_name="Invented Referrer",
        referrer_role="Headteacher",
        agreement=wire.Agreement(
            lead_name="Invented Lead",
            lead_role="Designated safeguarding lead",
            agreed_on="2026-09-04",
        ),
        children=[wire.Child(name="Invented Child", born_on="2021-03-02", sex="F")],
        incident=wire.Incident(
            occurred_on="2026-09-02",
            category="serious_harm",
            abuse_or_neglect="suspected",
            what_happened="An invented account of what happened.",
            why_serious="Invented.",
            immediate_safety="Invented.",
        ),
        agencies_involved=["plymouth-schools", "plymouth-health-visiting"],
        not_a_safeguarding_referral=True,
    )


async def test_a_caller_without_a_token_is_refused(stub: rpc.ReferralServiceStub) -> None:
    refused = await refusal_code(stub.GetReferral(common_pb2.CaseRequest(case_id=str(uuid4()))))

    assert refused == (grpc.StatusCode.PERMISSION_DENIED, "identity.not_signed_in")


async def test_a_referral_without_the_senior_leads_agreement_is_refused(
    service: ServiceUnderTest, stub: rpc.ReferralServiceStub
) -> None:
    request = a_referral(uuid4())
    request.ClearField("agreement")

    refused = await refusal_code(stub.ReceiveReferral(request, metadata=service.as_person()))

    assert refused == (grpc.StatusCode.INVALID_ARGUMENT, "referral.agreement_missing")
    assert await service.running.ground.store.head() == 0


async def test_an_auditor_reads_and_never_writes(
    service: ServiceUnderTest, stub: rpc.ReferralServiceStub
) -> None:
    auditor = service.as_person("region-observer", "auditor", "PLY", "DEV")

    refused = await refusal_code(stub.ReceiveReferral(a_referral(uuid4()), metadata=auditor))

    assert refused == (grpc.StatusCode.PERMISSION_DENIED, "identity.reads_only")


async def test_a_person_of_another_partnership_can_neither_refer_nor_read_here(
    service: ServiceUnderTest, stub: rpc.ReferralServiceStub
) -> None:
    case_id = uuid4()
    await stub.ReceiveReferral(a_referral(case_id), metadata=service.as_person())
    stranger = service.as_person("dev-coordinator", "coordinator", "DEV")

    write = await refusal_code(stub.ReceiveReferral(a_referral(uuid4()), metadata=stranger))
    read = await refusal_code(
        stub.GetReferral(common_pb2.CaseRequest(case_id=str(case_id)), metadata=stranger)
    )

    assert write == (grpc.StatusCode.PERMISSION_DENIED, "identity.other_partnership")
    assert read == (grpc.StatusCode.NOT_FOUND, "not_found")


async def test_the_same_command_sent_twice_is_answered_alike_and_takes_effect_once(
    service: ServiceUnderTest, stub: rpc.ReferralServiceStub
) -> None:
    request = a_referral(uuid4())

    first = await stub.ReceiveReferral(request, metadata=service.as_person())
    second = await stub.ReceiveReferral(request, metadata=service.as_person())

    assert first == second
    assert await service.running.ground.store.head() == 1


async def test_a_command_id_that_comes_back_with_another_content_is_refused(
    service: ServiceUnderTest, stub: rpc.ReferralServiceStub
) -> None:
    request = a_referral(uuid4())
    await stub.ReceiveReferral(request, metadata=service.as_person())
    request.why_consider = "Something else"

    refused = await refusal_code(stub.ReceiveReferral(request, metadata=service.as_person()))

    assert refused == (grpc.StatusCode.INVALID_ARGUMENT, "command.reused")


async def test_a_view_given_on_a_version_that_is_no_longer_true_is_stale(
    service: ServiceUnderTest, stub: rpc.ReferralServiceStub
) -> None:
    case_id = uuid4()
    await stub.ReceiveReferral(a_referral(case_id), metadata=service.as_person())
    views = [
        wire.RecordPartnerViewRequest(
            header=command_header(case_id, at=AT, seen=1), partner=partner, view="criteria_met",
            reason="Invented reason.", findings=FINDINGS,
        )
        for partner in ("icb", "police")
    ]  # fmt: skip
    await stub.RecordPartnerView(views[0], metadata=service.as_person())

    refused = await refusal_code(stub.RecordPartnerView(views[1], metadata=service.as_person()))

    assert refused == (grpc.StatusCode.ABORTED, "stale")


async def test_cases_are_numbered_within_their_partnership(
    service: ServiceUnderTest, stub: rpc.ReferralServiceStub
) -> None:
    plymouth = [
        await stub.ReceiveReferral(a_referral(uuid4()), metadata=service.as_person())
        for _ in range(2)
    ]

    assert [answer.reference for answer in plymouth] == ["PLY-RR-2026-0001", "PLY-RR-2026-0002"]


async def test_a_referral_waits_for_three_views_and_then_a_decision(
    service: ServiceUnderTest, stub: rpc.ReferralServiceStub
) -> None:
    case_id, person = uuid4(), service.as_person()
    await stub.ReceiveReferral(a_referral(case_id), metadata=person)
    await stub.RecordPartnerView(
        wire.RecordPartnerViewRequest(
            header=command_header(case_id, at=AT),
            partner="icb",
            view="criteria_met",
            reason="Invented.",
            findings=FINDINGS,
        ),
        metadata=person,
    )
    await service.settled()

    waiting = await stub.ListAwaitingDecision(
        wire.ListAwaitingDecisionRequest(partnership="PLY"), metadata=person
    )

    assert [list(case.views_missing) for case in waiting.cases] == [["local_authority", "police"]]


async def test_a_child_is_shown_by_a_pseudonym(
    service: ServiceUnderTest, stub: rpc.ReferralServiceStub
) -> None:
    case_id, person = uuid4(), service.as_person()
    await stub.ReceiveReferral(a_referral(case_id), metadata=person)

    shown = await stub.GetReferral(common_pb2.CaseRequest(case_id=str(case_id)), metadata=person)

    assert list(shown.children) == ["Child A"]
    assert "Invented Child" not in str(shown)


def a_notification(case_id: UUID, **changes: Any) -> wire.NotifyIncidentRequest:
    content: dict[str, Any] = {
        "header": command_header(case_id, at=AT), "authority": "plymouth-childrens-social-care",
        "agency_aware_on": "2026-09-02", "authority_aware_on": "2026-09-02", "sent_on": "2026-09-04",
        "children": [wire.Child(name="Invented Child")],
        "incident": wire.Incident(
            occurred_on="2026-09-02", category="serious_harm", abuse_or_neglect="suspected",
            what_happened="An invented account of what happened.",
        ),
    }  # fmt: skip
    return wire.NotifyIncidentRequest(**(content | changes))


@pytest.mark.parametrize("authority", ["Invented City Council", "plymouth-schools", "\0", ""])
async def test_the_authority_is_a_code_because_it_is_published(
    service: ServiceUnderTest, stub: rpc.ReferralServiceStub, authority: str
) -> None:
    request = a_notification(uuid4(), authority=authority)

    refused = await refusal_code(stub.NotifyIncident(request, metadata=service.as_person()))

    assert refused[0] is grpc.StatusCode.INVALID_ARGUMENT
    assert await service.running.ground.store.head() == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"sent_on": "86400"},
        {"sent_on": "9999-12-31", "late_reason": "Mistyped."},
        {"authority_aware_on": "0001-01-01", "late_reason": "Mistyped."},
        {"agency_aware_on": "9999-12-31"},
        {"late_reason": "x" * 3_000_000},
        {"other_partnerships": ["\0"]},
    ],
    ids=["seconds", "far ahead", "long ago", "agency far ahead", "three megabytes", "no code"],
)
async def test_what_cannot_be_right_is_refused_as_the_askers_to_mend(
    service: ServiceUnderTest, stub: rpc.ReferralServiceStub, changes: dict[str, Any]
) -> None:
    request = a_notification(uuid4(), **changes)

    refused = await refusal_code(stub.NotifyIncident(request, metadata=service.as_person()))

    assert refused[0] is grpc.StatusCode.INVALID_ARGUMENT
    assert await service.running.ground.store.head() == 0


async def test_a_refused_date_does_not_repeat_what_was_typed(
    service: ServiceUnderTest, stub: rpc.ReferralServiceStub
) -> None:
    request = a_notification(uuid4(), sent_on="when Zephyrine was found")

    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await stub.NotifyIncident(request, metadata=service.as_person())

    assert str(refused.value.details()).endswith("this is not a date like 2026-09-07")
    assert "Zephyrine" not in str(refused.value.details())


async def test_what_is_refused_uses_up_no_number(
    service: ServiceUnderTest, stub: rpc.ReferralServiceStub
) -> None:
    request = a_referral(uuid4())
    request.not_a_safeguarding_referral = False
    await refusal_code(stub.ReceiveReferral(request, metadata=service.as_person()))

    answer = await stub.ReceiveReferral(a_referral(uuid4()), metadata=service.as_person())

    assert answer.reference == "PLY-RR-2026-0001"


async def test_an_authority_that_the_partnership_does_not_list_is_refused_with_the_choices(
    service: ServiceUnderTest, stub: rpc.ReferralServiceStub
) -> None:
    request = a_notification(uuid4(), authority="plymouth-schools")

    refused = await refusal_code(stub.NotifyIncident(request, metadata=service.as_person()))

    assert refused == (grpc.StatusCode.INVALID_ARGUMENT, "referral.authority_unknown")


async def test_a_decision_that_the_rule_pack_does_not_know_is_refused(
    service: ServiceUnderTest, stub: rpc.ReferralServiceStub
) -> None:
    case_id, person = uuid4(), service.as_person()
    await stub.ReceiveReferral(a_referral(case_id), metadata=person)
    await all_views(stub, case_id, person)
    await stub.NotifyIncident(a_notification(case_id), metadata=person)

    refused = await refusal_code(
        stub.DecideReferral(a_decision(case_id, "investigate"), metadata=person)
    )

    assert refused == (grpc.StatusCode.INVALID_ARGUMENT, "decision.outcome_unknown")
    assert await service.running.ground.store.head() == 5


async def test_agencies_that_only_the_authority_names_are_told_with_the_decision(
    service: ServiceUnderTest, stub: rpc.ReferralServiceStub
) -> None:
    case_id, person = uuid4(), service.as_person()
    await stub.ReceiveReferral(a_referral(case_id), metadata=person)
    request = a_notification(
        case_id, agencies_involved=["devon-hospital"], other_partnerships=["DEV"]
    )

    await stub.NotifyIncident(request, metadata=person)

    shown = await stub.GetReferral(common_pb2.CaseRequest(case_id=str(case_id)), metadata=person)
    assert list(shown.other_partnerships) == ["DEV"]
    assert list(shown.agencies_involved) == [
        "plymouth-schools", "plymouth-health-visiting", "devon-hospital",
    ]  # fmt: skip


async def test_the_thirtieth_child_has_a_pseudonym_of_letters_too(
    service: ServiceUnderTest, stub: rpc.ReferralServiceStub
) -> None:
    request = a_referral(case_id := uuid4())
    request.children.extend(wire.Child(name=f"Invented {number}") for number in range(29))
    await stub.ReceiveReferral(request, metadata=service.as_person())

    shown = await stub.GetReferral(
        common_pb2.CaseRequest(case_id=str(case_id)), metadata=service.as_person()
    )

    assert (shown.children[25], shown.children[26], shown.children[29]) == (
        "Child Z", "Child AA", "Child AD",
    )  # fmt: skip


async def all_views(stub: rpc.ReferralServiceStub, case_id: UUID, person: Any) -> None:
    for partner in ("local_authority", "icb", "police"):
        request = wire.RecordPartnerViewRequest(
            header=command_header(case_id, at=AT), partner=partner, view="criteria_met",
            reason="Invented.", findings=FINDINGS,
        )  # fmt: skip
        await stub.RecordPartnerView(request, metadata=person)


def a_decision(case_id: UUID, outcome: str, **changes: Any) -> wire.DecideReferralRequest:
    given: dict[str, Any] = {
        "outcome": outcome, "decided_on": "2026-09-07", "rationale": "Invented rationale.",
        "findings": FINDINGS, "attendance": EVERYBODY,
    }  # fmt: skip
    return wire.DecideReferralRequest(
        header=command_header(case_id, at=AT), decision=decision_pb2.Decision(**given | changes)
    )


def a_preparation(case_id: UUID) -> wire.PrepareReferralRequest:
    whole = a_referral(case_id)
    return wire.PrepareReferralRequest(
        header=whole.header, agency=whole.agency, referrer_name=whole.referrer_name,
        referrer_role=whole.referrer_role, children=whole.children, incident=whole.incident,
        agencies_involved=whole.agencies_involved, not_a_safeguarding_referral=True,
    )  # fmt: skip


def an_agreement(case_id: UUID, outcome: str = "agree") -> wire.RecordAgreementRequest:
    return wire.RecordAgreementRequest(
        header=command_header(case_id, at=AT), lead_name="Invented Lead", lead_role="Lead",
        decision=decision_pb2.Decision(
            outcome=outcome, decided_on="2026-09-07", rationale="Invented."
        ),
    )  # fmt: skip


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
    restating = wire.RestateNotificationRequest(
        header=command_header(case_id, at=AT), notice="N1", sent_on="2026-09-03", reason="Invented."
    )
    await stub.RestateNotification(restating, metadata=person)
    elsewhere = a_decision(
        case_id, "do_not_initiate", route="learning_from_experience", escalated_to="Nobody: noted."
    )
    await stub.DecideReferral(elsewhere, metadata=person)
    asked = common_pb2.CaseRequest(case_id=str(case_id))
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
        ("G1", False), ("G2", True), ("G2", False),
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
