"""The referral service as its callers see it: real database, real gRPC, refusals first."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import grpc
import pytest

from contracts.grpc import common_pb2
from contracts.grpc import referral_pb2 as wire
from contracts.grpc import referral_pb2_grpc as rpc
from tests.integration.referral.referrals_on_the_wire import (
    AT,
    FINDINGS,
    a_decision,
    a_notification,
    a_referral,
    all_views,
)
from tests.support.service import ServiceUnderTest, command_header, refusal_code

pytestmark = pytest.mark.integration


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


async def test_a_stale_command_that_comes_again_on_a_later_version_takes_effect_once(
    service: ServiceUnderTest, stub: rpc.ReferralServiceStub
) -> None:
    """Which version was seen is a condition, not content: both are the same command, in whatever order they come."""
    case_id, person = uuid4(), service.as_person()
    await stub.ReceiveReferral(a_referral(case_id), metadata=person)
    views = [
        wire.RecordPartnerViewRequest(
            header=command_header(case_id, at=AT, seen=1), partner=partner, view="criteria_met",
            reason="Invented reason.", findings=FINDINGS,
        )
        for partner in ("icb", "police")
    ]  # fmt: skip
    await stub.RecordPartnerView(views[0], metadata=person)
    refused = await refusal_code(stub.RecordPartnerView(views[1], metadata=person))
    views[1].header.seen_version = 2

    taken = await stub.RecordPartnerView(views[1], metadata=person)
    views[1].header.seen_version = 1
    late = await stub.RecordPartnerView(views[1], metadata=person)
    views[1].header.ClearField("seen_version")
    later = await stub.RecordPartnerView(views[1], metadata=person)

    assert refused == (grpc.StatusCode.ABORTED, "stale")
    assert taken == late == later
    assert await service.running.ground.store.head() == 3
    views[1].reason = "Another reason."
    reused = await refusal_code(stub.RecordPartnerView(views[1], metadata=person))
    assert reused == (grpc.StatusCode.INVALID_ARGUMENT, "command.reused")


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
