"""Who is told, how, and who may say so; addresses stand sealed and can be removed."""

from __future__ import annotations

from datetime import date
from typing import Any

import grpc
import pytest

from contracts.events.review import ReportFinalised
from contracts.events.submissions import SubmissionRequested
from contracts.grpc import notifications_pb2 as wire
from contracts.grpc import notifications_pb2_grpc as rpc
from services.notifications.domain.contact import contact_id_of
from services.notifications.domain.templates import Stage
from tests.integration.notifications.reaching import (
    DAY,
    Invented,
    MovedClock,
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
REQUESTED = event(
    SubmissionRequested, agency="plymouth-schools", requested_on=DAY, due_on=date(2026, 9, 17)
)
CHAIR = "ply-subgroup-chair"
ZEBEDEE = "zebedee.quartz@example.org"


async def prefer(service: ServiceUnderTest, person: str, **chosen: Any) -> Any:
    stub = rpc.NotificationsServiceStub(service.channel)
    request = wire.SetMyPreferenceRequest(header=command_header(contact_id_of(person)), **chosen)
    answer = await stub.SetMyPreference(
        request, metadata=service.as_person(person, "subgroup_chair")
    )
    await service.settled()
    return answer


async def forget(service: ServiceUnderTest, person: str, *who: str) -> Any:
    """Somebody, the coordinator of Plymouth unless another is named, wants a person to be told no more."""
    stub = rpc.NotificationsServiceStub(service.channel)
    request = wire.ForgetContactRequest(header=command_header(contact_id_of(person)), person=person)
    answer = await stub.ForgetContact(request, metadata=service.as_person(*who))
    await service.settled()
    return answer


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"person": "Invented Person"}, "notifications.person_not_a_code"),
        ({"person": ZEBEDEE}, "notifications.person_not_a_code"),
        ({"roles": []}, "notifications.no_membership"),
        ({"channel": "pigeon"}, "notifications.unknown_channel"),
        ({"channel": "smtp", "address": ""}, "notifications.address_missing"),
        ({"address": "zebedee"}, "notifications.address_wrong"),
        (
            {"roles": [wire.ContactRole(role="agency_author")]},
            "notifications.agency_missing",
        ),
        ({"roles": [wire.ContactRole(role="king")]}, "notifications.unknown_role"),
        (
            {"roles": [wire.ContactRole(role="agency_author", agency="nowhere")]},
            "rules.unknown_agency",
        ),
    ],
)
async def test_a_wrong_contact_is_refused_and_nothing_is_kept(
    changes: dict[str, Any], code: str
) -> None:
    content = {
        "person": CHAIR, "roles": [wire.ContactRole(role="subgroup_chair")], "channel": "smtp",
        "address": ZEBEDEE,
    }  # fmt: skip
    async with reaching() as service:
        stub = rpc.NotificationsServiceStub(service.channel)
        request = wire.RegisterContactRequest(
            header=command_header(contact_id_of(CHAIR)), **(content | changes)
        )

        refused = await refusal_code(stub.RegisterContact(request, metadata=service.as_person()))

        assert refused == (grpc.StatusCode.INVALID_ARGUMENT, code)
        assert await service.running.ground.store.head() == 0
        assert not await service.running.ground.pool.fetch("SELECT FROM address_book")


async def test_only_a_coordinator_registers_and_forgets_others() -> None:
    async with reaching() as service:
        await register(service, CHAIR)
        stub = rpc.NotificationsServiceStub(service.channel)
        request = wire.RegisterContactRequest(
            header=command_header(contact_id_of(CHAIR)), person=CHAIR, address=ZEBEDEE,
            roles=[wire.ContactRole(role="subgroup_chair")],
        )  # fmt: skip
        asker = service.as_person("ply-agency", "agency_author")

        registering = await refusal_code(stub.RegisterContact(request, metadata=asker))
        forgetting = await refusal_code(forget(service, CHAIR, "ply-agency", "agency_author"))

        denied = grpc.StatusCode.PERMISSION_DENIED
        assert registering == (denied, "access.role_not_allowed")
        assert forgetting == (denied, "notifications.coordinators_only")


async def test_who_was_never_registered_has_no_preference_and_is_not_forgotten() -> None:
    async with reaching() as service:
        unknown = (grpc.StatusCode.NOT_FOUND, "notifications.no_contact")

        assert await refusal_code(prefer(service, "ply-stranger", channel="mailbox")) == unknown
        assert await refusal_code(forget(service, "ply-stranger")) == unknown


async def test_another_partnership_cannot_change_the_address() -> None:
    async with reaching() as service:
        await register(service, CHAIR)

        refused = await refusal_code(register(service, CHAIR, partnership="DEV", address=ZEBEDEE))

        assert refused[1] == "notifications.address_of_another"


async def test_a_message_to_a_role_goes_to_each_of_its_people_by_the_channel_of_each() -> None:
    smtp, notify = Invented(), Invented(name="notify")
    async with reaching(smtp, notify) as service:
        await register(service, "first-chair")
        await register(service, "second-chair", channel="notify")
        await register(service, "third-chair", channel="mailbox")
        await told(service, FINALISED)

        messages = await listed(service, recipient="subgroup_chair")
        assert [(one.person, one.channel, one.status) for one in messages] == [
            ("first-chair", "smtp", "sent"),
            ("second-chair", "notify", "sent"),
            ("third-chair", "mailbox", "sent"),
        ]
        assert [one.address for one in smtp.taken] == ["first-chair@example.org"]
        assert [one.address for one in notify.taken] == ["second-chair@example.org"]
        assert not any(one.nobody_reachable for one in messages)


async def test_where_nobody_is_registered_the_mailbox_keeps_it_and_says_so() -> None:
    async with reaching(Invented()) as service:
        await register(service, "dev-chair", partnership="DEV")
        await told(service, FINALISED)

        (one,) = await listed(service)
        assert (one.channel, one.status, one.person, one.nobody_reachable) == (
            "mailbox", "sent", "", True
        )  # fmt: skip


async def test_an_agency_is_reached_by_its_people_of_another_partnership_if_there_are_no_others() -> (
    None
):
    channel = Invented()
    requested = REQUESTED.model_copy(update={"agency": "devon-icb"})
    async with reaching(channel) as service:
        await register(service, "dev-nurse", ("agency_lead", "devon-icb"), partnership="DEV")
        await told(service, requested)
        assert [one.address for one in channel.taken] == ["dev-nurse@example.org"]

        await register(service, "ply-nurse", ("agency_lead", "devon-icb"))
        await told(service, requested)
        assert channel.taken[-1].address == "ply-nurse@example.org"
        assert len(channel.taken) == 2


async def test_a_channel_that_the_region_does_not_have_becomes_the_mailbox() -> None:
    async with reaching() as service:
        await register(service, CHAIR)
        await told(service, FINALISED)

        (one,) = await listed(service)
        assert (one.channel, one.person, one.status) == ("mailbox", CHAIR, "sent")


async def test_the_person_chooses_and_the_next_message_goes_there() -> None:
    smtp, notify = Invented(), Invented(name="notify")
    async with reaching(smtp, notify) as service:
        await register(service, CHAIR)
        await prefer(service, CHAIR, channel="notify", address=ZEBEDEE)
        await told(service, FINALISED)

        assert [one.address for one in notify.taken] == [ZEBEDEE]
        assert smtp.taken == []


async def test_who_wants_no_reminders_is_still_asked_and_told_that_it_is_overdue() -> None:
    channel, clock = Invented(), MovedClock()
    async with reaching(channel, clock=clock) as service:
        for person in ("eager-author", "busy-author"):
            await register(service, person, ("agency_author", "plymouth-schools"))
        await prefer(service, "busy-author", channel="smtp", without_reminders=True)
        await told(service, REQUESTED)
        for _ in range(20):
            clock.forward(days=1)
            await settled(service)

        stages = {
            person: [one.stage for one in await listed(service) if one.person == person]
            for person in ("eager-author", "busy-author")
        }
        assert set(stages["eager-author"]) == set(Stage)
        assert set(stages["busy-author"]) == {"asked", "overdue", "escalated"}


async def test_who_is_forgotten_is_written_to_no_more_and_the_address_is_gone() -> None:
    channel = Invented()
    async with reaching(channel) as service:
        pool = service.running.ground.pool
        await register(service, CHAIR, address=ZEBEDEE)
        key_id = await pool.fetchval("SELECT key_id FROM address_book")
        await forget(service, CHAIR, CHAIR, "subgroup_chair")
        await told(service, FINALISED)

        assert channel.taken == []
        assert not await pool.fetch("SELECT FROM address_book")
        wrapped = await pool.fetchval("SELECT wrapped FROM case_keys WHERE case_id = $1", key_id)
        assert wrapped is None
        (one,) = await listed(service)
        assert one.nobody_reachable
        await register(service, CHAIR)  # And can come back.
        assert await pool.fetchval("SELECT count(*) FROM contact_routes") == 1


async def test_a_partnership_takes_its_own_people_back_and_leaves_them_to_others() -> None:
    async with reaching(Invented()) as service:
        pool = service.running.ground.pool
        await register(service, CHAIR)
        stub = rpc.NotificationsServiceStub(service.channel)
        await stub.RegisterContact(
            wire.RegisterContactRequest(
                header=command_header(contact_id_of(CHAIR), partnership="DEV"), person=CHAIR,
                roles=[wire.ContactRole(role="subgroup_chair")],
            ),
            metadata=service.as_person("dev-coordinator", "coordinator", "DEV"),
        )  # fmt: skip
        await service.settled()

        await forget(service, CHAIR)

        left = await pool.fetch("SELECT partnership, channel FROM contact_routes")
        assert [tuple(row) for row in left] == [("DEV", "smtp")]
        assert await pool.fetchval("SELECT count(*) FROM address_book") == 1


async def test_a_message_to_who_was_forgotten_meanwhile_fails_by_a_code() -> None:
    async with reaching(Invented()) as service:
        await register(service, CHAIR)
        await service.running.ground.pool.execute("DELETE FROM address_book")
        await told(service, FINALISED)

        (one,) = await listed(service)
        assert (one.status, one.reason) == ("failed", "no_address")


async def test_an_address_stands_nowhere_in_the_clear() -> None:
    channel = Invented()
    async with reaching(channel) as service:
        await register(service, CHAIR, address=ZEBEDEE)
        await told(service, FINALISED)
        assert [one.address for one in channel.taken] == [ZEBEDEE]
        pool = service.running.ground.pool
        tables = await pool.fetch(
            "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
        )
        held = ""
        for (table,) in tables:
            held += str(await pool.fetch(f"SELECT t::text FROM {table} t"))
        page, _ = await service.running.log.read(after=0, limit=100)
        bodies = await service.bodies(contact_id_of(CHAIR))

        assert "subgroup_chair" in held
        spelt = (ZEBEDEE, ZEBEDEE.encode().hex(), "zebedee")
        for said in (held, str(bodies), str([one.data for one in page])):
            assert not any(one in said for one in spelt)
