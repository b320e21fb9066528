"""What one piece of news asks for is kept in one commit, and completed when a part of it could not be kept."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

import pytest

from chassis.errors import Temporary
from chassis.store.append_queue import Command
from chassis.store.seal import SealedEvent
from chassis.store.writer_session import WriterSession
from contracts.events.base import CaseEvent
from contracts.events.referral import ReferralReceived
from services.notifications.domain.message import MessageAsked
from services.notifications.domain.recipients import COORDINATOR, PARTNERS
from services.notifications.domain.task import TaskOpened
from tests.integration.notifications.reaching import CASE, DAY, event, listed, reaching, told
from tests.support.service import ServiceUnderTest

pytestmark = pytest.mark.integration


def received() -> CaseEvent:
    return event(
        ReferralReceived, agency="plymouth-schools", received_on=DAY, agreed_on=DAY, incident_on=DAY,
        category="serious_harm",
    )  # fmt: skip


async def recipients(service: ServiceUnderTest, topic: str) -> list[str]:
    """To whom events of a kind were kept, in the order of the log."""
    return [body["recipient"] for kind, body in await service.bodies(CASE) if kind == topic]


async def test_the_messages_of_a_piece_of_news_are_one_commit_in_the_order_of_their_recipients(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    batches, append = list[list[str]](), WriterSession.append

    async def noted(session: WriterSession, commands: Sequence[Command]) -> dict[UUID, int]:
        batches.append([command.events[0].header.topic for command in commands])
        return await append(session, commands)

    monkeypatch.setattr(WriterSession, "append", noted)
    async with reaching() as service:
        await told(service, received())

        asked = [batch for batch in batches if MessageAsked.TOPIC in batch]
        opened = [batch for batch in batches if TaskOpened.TOPIC in batch]
        assert [batch.count(MessageAsked.TOPIC) for batch in asked] == [4]
        assert [batch.count(TaskOpened.TOPIC) for batch in opened] == [3]
        assert await recipients(service, MessageAsked.TOPIC) == [COORDINATOR, *PARTNERS]
        assert await recipients(service, TaskOpened.TOPIC) == [*PARTNERS]


async def test_a_message_that_cannot_be_kept_now_leaves_the_others_and_follows_without_doubling(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with reaching() as service:
        append, refused = service.running.ground.store.append, list[str]()

        async def busy_once(events: Sequence[SealedEvent], *, expected: int) -> int:
            if events[0].header.topic == MessageAsked.TOPIC and not refused:
                refused.append(events[0].header.topic)
                raise Temporary
            return await append(events, expected=expected)

        monkeypatch.setattr(service.running.ground.store, "append", busy_once)
        await told(service, received())

        asked = await recipients(service, MessageAsked.TOPIC)
        assert refused == [MessageAsked.TOPIC]
        assert asked == [
            *PARTNERS,
            COORDINATOR,
        ]  # The others went on; the first came with the retelling.
        assert sorted(one.recipient for one in await listed(service)) == sorted(asked)
        assert await recipients(service, TaskOpened.TOPIC) == [*PARTNERS]
