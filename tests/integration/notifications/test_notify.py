"""E-mail by GOV.UK Notify, against a stand-in that keeps to its published contract."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import timedelta

import pytest
from pydantic import SecretStr

from chassis.errors import Temporary
from contracts.events.review import ReportFinalised
from services.notifications.adapters.notify_channel import NotifyChannel
from services.notifications.application.channels import Arrival, Letter, Undeliverable
from services.notifications.domain.templates import Stage, Template, wording_of
from services.notifications.entrypoints.delivery_door import LOOKS
from tests.integration.notifications.reaching import (
    AT,
    DAY,
    PORTAL,
    MovedClock,
    event,
    listed,
    reaching,
    register,
    settled,
    told,
)
from tests.support.notify_stand_in import (
    API_KEY,
    REPLY_TO,
    SECRET,
    TEMPLATE,
    Notify,
    notify_stand_in,
)

pytestmark = pytest.mark.integration
FINALISED = event(ReportFinalised, finalised_on=DAY, report_version=1)
LETTER = Letter(
    "8a1f7c52-3f0e-5d24-9a6b-2f4f6c1f0b42",
    "zebedee.quartz@example.org",
    wording_of(Template.RETURN_REQUESTED, Stage.ASKED, PORTAL),
)


@pytest.fixture
def notify() -> Iterator[Notify]:
    with notify_stand_in() as stand_in:
        yield stand_in


@pytest.mark.parametrize("status", [403, 429, 500, 503])
async def test_a_limit_a_key_and_an_outage_delay_the_message(notify: Notify, status: int) -> None:
    notify.answers.append(status)

    with pytest.raises(Temporary):
        await NotifyChannel(notify.account()).hand_over(LETTER, AT)


@pytest.mark.parametrize("wrong", ["team_key", "address", "template"])
async def test_a_request_that_is_wrong_in_itself_fails_by_a_code(
    notify: Notify, wrong: str, caplog: pytest.LogCaptureFixture
) -> None:
    account, letter = notify.account(), LETTER
    match wrong:
        case "team_key":
            notify.answers.append(400)
        case "address":
            letter = Letter(LETTER.key, "zebedee@quartz", LETTER.wording)
        case "template":
            account = notify.account(template_id=REPLY_TO)
    with caplog.at_level(logging.DEBUG), pytest.raises(Undeliverable) as refused:
        await NotifyChannel(account).hand_over(letter, AT)

    assert refused.value.reason == "message_refused"
    assert "zebedee" not in caplog.text
    assert SECRET not in caplog.text


async def test_a_key_of_somebody_else_is_for_an_operator_to_mend(notify: Notify) -> None:
    key = SecretStr(API_KEY[:-1] + ("0" if API_KEY[-1] != "0" else "1"))

    with pytest.raises(Temporary):
        await NotifyChannel(notify.account(api_key=key)).hand_over(LETTER, AT)

    assert notify.requests == []


async def test_nobody_listens_there(notify: Notify) -> None:
    account = notify.account(base_url="http://127.0.0.1:1", timeout_s=1.0)

    with pytest.raises(Temporary):
        await NotifyChannel(account).hand_over(LETTER, AT)


async def test_an_email_is_sent_as_the_contract_wants_it_and_a_repeat_reaches_nobody_twice(
    notify: Notify,
) -> None:
    channel = NotifyChannel(notify.account())
    first = await channel.hand_over(LETTER, AT)
    again = await channel.hand_over(LETTER, AT)

    assert first == again == notify.notifications[0]["id"]
    assert notify.requests == [
        {
            "email_address": LETTER.address,
            "template_id": TEMPLATE,
            "personalisation": {
                "subject": "Something to do in Rapid Review",
                "text": f"You have something to do. Sign in to see it: {PORTAL}/tasks",
            },
            "reference": LETTER.key,
            "email_reply_to_id": REPLY_TO,
        }
    ]


async def test_an_answer_that_was_lost_is_asked_for_and_not_sent_again(notify: Notify) -> None:
    channel = NotifyChannel(notify.account())
    notify.dies_after_taking = 1
    with pytest.raises(Temporary):
        await channel.hand_over(LETTER, AT)

    assert await channel.hand_over(LETTER, AT) == notify.notifications[0]["id"]
    assert len(notify.notifications) == 1


@pytest.mark.parametrize("status", ["created", "sending", "pending", "delivered"])
async def test_what_is_on_its_way_or_there_is_told_apart(notify: Notify, status: str) -> None:
    channel = NotifyChannel(notify.account())
    its_id = await channel.hand_over(LETTER, AT)
    notify.status = status

    arrival = await channel.arrival(its_id)

    assert arrival is (Arrival.DELIVERED if status == "delivered" else Arrival.PENDING)


@pytest.mark.parametrize("status", ["permanent-failure", "temporary-failure", "technical-failure"])
async def test_what_came_back_makes_the_message_fail_by_a_code(notify: Notify, status: str) -> None:
    clock = MovedClock()
    notify.status = status
    async with reaching(NotifyChannel(notify.account()), clock=clock) as service:
        await register(service, "ply-subgroup-chair", channel="notify")
        await told(service, FINALISED)
        assert [one.status for one in await listed(service)] == ["sent"]
        clock.forward(seconds=30)
        await settled(service)

        (one,) = await listed(service)
        assert (one.status, one.reason) == ("failed", status.replace("-", "_"))


async def test_it_is_asked_until_the_message_has_arrived(notify: Notify) -> None:
    clock = MovedClock()
    notify.status = "sending"
    async with reaching(NotifyChannel(notify.account()), clock=clock) as service:
        await register(service, "ply-subgroup-chair", channel="notify")
        await told(service, FINALISED)
        clock.now += LOOKS[0]
        await settled(service)
        notify.status = "delivered"
        assert [one.status for one in await listed(service)] == ["sent"]
        clock.now += LOOKS[1]
        await settled(service)

        assert [one.status for one in await listed(service)] == ["delivered"]
        page, _ = await service.running.log.read(after=0, limit=100)
        kinds = [envelope.type.split(".")[2] for envelope in page]
        assert kinds == ["MessageSent", "MessageDelivered"]


async def test_after_the_last_look_a_message_that_never_arrived_has_failed(
    notify: Notify,
) -> None:
    clock = MovedClock()
    notify.status = "sending"
    async with reaching(NotifyChannel(notify.account()), clock=clock) as service:
        await register(service, "ply-subgroup-chair", channel="notify")
        await told(service, FINALISED)
        for wait in LOOKS:
            clock.now += wait
            await settled(service)

        (one,) = await listed(service)
        assert (one.status, one.reason) == ("failed", "arrival_unknown")
        assert sum(LOOKS, timedelta()) > timedelta(hours=72)
