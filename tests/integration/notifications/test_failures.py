"""Who runs the platform sees which messages did not go out, as codes, and lets them go once more."""

from __future__ import annotations

from typing import Any

import pytest

from contracts.events.review import ReportFinalised
from contracts.grpc import notifications_pb2 as wire
from contracts.grpc import notifications_pb2_grpc as rpc
from services.notifications.application.channels import Undeliverable
from tests.integration.notifications.reaching import (
    CASE,
    DAY,
    Invented,
    event,
    listed,
    reaching,
    register,
    settled,
    told,
)
from tests.support.service import ServiceUnderTest, command_header, refusal_code

pytestmark = pytest.mark.integration
FINALISED = event(ReportFinalised, finalised_on=DAY, report_version=1)
OPERATOR = ("region-operator", "operator", "PLY", "DEV")


async def failures(service: ServiceUnderTest, *who: str) -> Any:
    stub = rpc.NotificationsServiceStub(service.channel)
    metadata = service.as_person(*(who or OPERATOR))
    return (await stub.ListFailures(wire.ListFailuresRequest(), metadata=metadata)).messages


def resend(service: ServiceUnderTest, message_id: str, *who: str) -> Any:
    stub = rpc.NotificationsServiceStub(service.channel)
    request = wire.ResendMessageRequest(header=command_header(CASE), message_id=message_id)
    return stub.ResendMessage(request, metadata=service.as_person(*(who or OPERATOR)))


async def test_an_operator_of_another_partnership_sees_no_failure_and_sends_nothing_again() -> None:
    async with reaching(Invented(Undeliverable("recipient_refused"))) as service:
        await register(service, "ply-subgroup-chair")
        await told(service, FINALISED)
        (failed,) = await failures(service)
        torbay = ("tor-operator", "operator", "TOR")

        assert list(await failures(service, *torbay)) == []
        refused = await refusal_code(resend(service, failed.message_id, *torbay))
        assert refused[1] == "identity.other_partnership"
        refused = await refusal_code(
            resend(service, failed.message_id, "an-auditor", "auditor", "PLY")
        )
        assert refused[1] == "identity.reads_only"


async def test_a_failure_is_shown_as_codes_and_gone_when_it_was_sent_again() -> None:
    channel = Invented(Undeliverable("recipient_refused"))
    async with reaching(channel) as service:
        await register(service, "ply-subgroup-chair")
        await told(service, FINALISED)
        (failed,) = await failures(service)
        await resend(service, failed.message_id)
        await settled(service)
        status = {one.message_id: one.status for one in await listed(service)}

        assert (failed.reason, failed.status, failed.channel) == (
            "recipient_refused",
            "failed",
            "smtp",
        )
        assert (failed.subject, failed.text) == ("", "")
        assert list(await failures(service)) == []
        assert status[failed.message_id] == "sent"
        assert len(channel.taken) >= 1
