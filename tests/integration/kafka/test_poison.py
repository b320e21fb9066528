"""Messages that are made to break a listener: each is kept as unreadable, and the page counts as taken."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from typing import Any
from uuid import uuid4

import pytest
from aiokafka import ConsumerRecord, TopicPartition

from chassis.clock import utc_now
from chassis.database import Pool
from chassis.delivery.unreadable_messages import MessagePlace, UnreadableMessages
from chassis.kafka.source import Subscription
from contracts.envelope import Envelope
from tests.integration.chassis.told_in_order import Sources
from tests.support.publisher import listener_database

pytestmark = pytest.mark.integration


@pytest.fixture
async def pool() -> AsyncIterator[Pool]:
    async with listener_database() as pool:
        yield pool


def record(headers: Sequence[tuple[str, bytes | None]], value: bytes | None, offset: int) -> Any:
    return ConsumerRecord(
        topic="rapid-review.referral.v1", partition=0, offset=offset, timestamp=0, timestamp_type=0,
        key=b"\x00\xff", value=value, checksum=None, serialized_key_size=0,
        serialized_value_size=0, headers=tuple(headers),
    )  # fmt: skip


class NoCommit:
    """The consumer of a subscription; there is no broker to tell anything here."""

    consumer: Any

    def __init__(self) -> None:
        self.consumer = self

    def assignment(self) -> set[TopicPartition]:
        """Nobody assigns anything."""
        return set()


GOOD = Sources().page(uuid4(), "1")[0]


def without(name: str) -> list[tuple[str, bytes | None]]:
    return [(key, value) for key, value in GOOD.headers() if key != name]


@pytest.mark.parametrize(
    "headers",
    [
        [],
        [*without("ce_position"), ("ce_position", b"9" * 30)],
        [*without("ce_position"), ("ce_position", b"9" * 5000)],
        [*without("ce_streamversion"), ("ce_streamversion", b"9" * 30)],
        [*without("ce_source"), ("ce_source", b"/rapid-review/\x00")],
        [*without("ce_type"), ("ce_type", b"\xff")],
        [*without("ce_id"), ("ce_id", None)],
        [("a\x00b", b"\x00"), ("a=b", b"=")],
    ],
    ids=["none", "position", "longest", "version", "nul", "not-utf8", "no-id", "odd-names"],
)
async def test_poison_is_kept_and_what_follows_is_taken(
    pool: Pool, headers: list[tuple[str, bytes | None]]
) -> None:
    taken: list[Envelope] = []

    async def take(page: Sequence[Envelope]) -> None:
        taken.extend(page)

    subscription = Subscription("review", "referral", take, pool)
    subscription._subscriber = NoCommit()

    await subscription._take_page([record(headers, b"\x00\xff", 17)])
    await subscription._take_page([record(GOOD.headers(), GOOD.data, 18)])

    assert [one.id for one in taken] == [GOOD.id]
    messages = UnreadableMessages(pool, None, None, utc_now)  # type: ignore[arg-type]
    found = await messages.one("review", MessagePlace(source="referral", partition=0, offset=17))
    assert (found.key, found.value) == (b"\x00\xff", b"\x00\xff")
    assert [value for _, value in found.headers] == [value for _, value in headers]


async def test_what_is_read_again_has_the_headers_with_which_it_came(pool: Pool) -> None:
    async def take(_page: Sequence[Envelope]) -> None:
        raise AssertionError("it cannot be read")

    headers: list[tuple[str, bytes | None]] = [
        *GOOD.headers(), ("quoted", b"it's \"so\""), ("=", b"="), ("none", None), ("ce_position", b"-"),
    ]  # fmt: skip
    subscription = Subscription("review", "referral", take, pool)
    subscription._subscriber = NoCommit()

    await subscription._take_page([record(headers, GOOD.data, 17)])

    messages = UnreadableMessages(pool, None, None, utc_now)  # type: ignore[arg-type]
    found = await messages.one("review", MessagePlace(source="referral", partition=0, offset=17))
    assert list(found.headers) == headers
