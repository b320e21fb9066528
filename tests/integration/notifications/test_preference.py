"""How a person is told: the form in the portal sees how it stands, and which field is refused."""

from __future__ import annotations

from collections.abc import AsyncIterator
from uuid import uuid4

import grpc
import pytest

from chassis.doors.refused_fields import told_in
from contracts.grpc import common_pb2
from contracts.grpc import notifications_pb2 as wire
from contracts.grpc import notifications_pb2_grpc as rpc
from services.notifications.main import NAME, build
from tests.support.service import ServiceUnderTest, refusal_code, running_service

pytestmark = pytest.mark.integration

PERSON = "ply-subgroup-chair"


@pytest.fixture
async def service() -> AsyncIterator[ServiceUnderTest]:
    async with running_service(NAME, build) as under_test:
        yield under_test


@pytest.fixture
def stub(service: ServiceUnderTest) -> rpc.NotificationsServiceStub:
    return rpc.NotificationsServiceStub(service.channel)


def header() -> common_pb2.CommandHeader:
    return common_pb2.CommandHeader(command_id=str(uuid4()), partnership="PLY")


async def register(service: ServiceUnderTest, stub: rpc.NotificationsServiceStub) -> None:
    role = wire.ContactRole(role="subgroup_chair")
    request = wire.RegisterContactRequest(header=header(), person=PERSON, roles=[role])
    await stub.RegisterContact(request, metadata=service.as_person("a-coordinator", "coordinator"))
    await service.settled()


def preference(**chosen: object) -> wire.SetMyPreferenceRequest:
    return wire.SetMyPreferenceRequest(header=header(), **chosen)  # type: ignore[arg-type]


async def test_who_is_not_registered_has_nothing_to_choose(
    service: ServiceUnderTest, stub: rpc.NotificationsServiceStub
) -> None:
    me = service.as_person(PERSON, "subgroup_chair")

    how = await stub.GetMyPreference(wire.GetMyPreferenceRequest(), metadata=me)
    refused = await refusal_code(stub.SetMyPreference(preference(channel="mailbox"), metadata=me))

    assert how == wire.Preference(registered=False, channel="mailbox", reminders=True)
    assert refused == (grpc.StatusCode.NOT_FOUND, "notifications.no_contact")


@pytest.mark.parametrize(
    ("address", "code"),
    [
        ("", "notifications.address_missing"),
        ("somebody at example", "notifications.address_wrong"),
    ],
)
async def test_what_is_wrong_with_an_address_is_told_at_its_field(
    service: ServiceUnderTest, stub: rpc.NotificationsServiceStub, address: str, code: str
) -> None:
    await register(service, stub)
    me = service.as_person(PERSON, "subgroup_chair")

    with pytest.raises(grpc.aio.AioRpcError) as refused:
        await stub.SetMyPreference(preference(channel="smtp", address=address), metadata=me)

    assert refused.value.code() is grpc.StatusCode.INVALID_ARGUMENT
    told = told_in(refused.value.trailing_metadata() or ())
    assert [(one.field, one.code) for one in told] == [("address", code)]
    assert not address or address not in str(refused.value)


async def test_a_person_sees_what_they_chose(
    service: ServiceUnderTest, stub: rpc.NotificationsServiceStub
) -> None:
    await register(service, stub)
    me = service.as_person(PERSON, "subgroup_chair")

    await stub.SetMyPreference(
        preference(channel="smtp", address="somebody@example.org", without_reminders=True),
        metadata=me,
    )
    await service.settled()

    how = await stub.GetMyPreference(wire.GetMyPreferenceRequest(), metadata=me)
    assert how == wire.Preference(registered=True, channel="smtp", reminders=False)
