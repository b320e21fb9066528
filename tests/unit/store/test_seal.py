"""The bytes that are stored for ever, and the chain that shows any change."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID, uuid4, uuid5

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from chassis.store.seal import (
    FIRST_PREVIOUS,
    CaseKey,
    Header,
    SealedEvent,
    Unreadable,
    canonical,
    chained_hash,
    event_id_of,
    open_body,
    seal,
)
from tests.support.sealed import CASE, CHANGED, KEY

GOLDEN_HEADER = Header(
    event_id=UUID("a0000000-0000-4000-8000-000000000001"),
    stream=UUID("a0000000-0000-4000-8000-000000000002"),
    version=7,
    topic="referral.ReferralReceived.v1",
    case_id=CASE,
    partnership="plymouth",
    actor="böard",
    correlation_id=UUID("a0000000-0000-4000-8000-000000000003"),
    causation_id=UUID("a0000000-0000-4000-8000-000000000004"),
    occurred_at=datetime(2026, 1, 5, 9, 30, 0, 1, tzinfo=UTC),
    recorded_at=datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC),
)
GOLDEN_CANONICAL = (
    "01"
    "00000010a0000000000040008000000000000001"
    "00000010a0000000000040008000000000000002"
    "000000080000000000000007"
    "0000001c726566657272616c2e526566657272616c52656365697665642e7631"
    "0000001011111111111141118111111111111111"
    "00000008706c796d6f757468"
    "0000000662c3b6617264"
    "00000010a0000000000040008000000000000003"
    "00000010a0000000000040008000000000000004"
    "00000008000647a0b3f85601"
    "00000008ffffffffffffffff"
)
GOLDEN_HASH = "a535f1d8ad1e2ae30afee861098307bc9ed1b12ccfc4c889a796d23c65c67e41"
GOLDEN_STATE = (
    "01000102030405060708090a0b306ab76fe592a368ad32f6e2d5ead2592a84062cfb7a9c2bfba1b4d9c3"
)
GOLDEN_EVENT_ID = "92f0384d-2d79-5b67-a3d6-21b20cc7c384"
moments = st.datetimes(timezones=st.just(UTC))
headers = st.builds(
    Header,
    event_id=st.uuids(),
    stream=st.uuids(),
    version=st.integers(min_value=0, max_value=2**63 - 1),
    topic=st.text(),
    case_id=st.just(CASE),
    partnership=st.text(),
    actor=st.text(),
    correlation_id=st.uuids(),
    causation_id=st.uuids(),
    occurred_at=moments,
    recorded_at=moments,
)


def test_the_stored_header_format_never_changes() -> None:
    assert canonical(GOLDEN_HEADER).hex() == GOLDEN_CANONICAL


def test_the_stored_hash_never_changes() -> None:
    assert chained_hash(FIRST_PREVIOUS, canonical(GOLDEN_HEADER), b"\x01state").hex() == GOLDEN_HASH


def test_an_event_sealed_on_the_first_day_can_be_opened_for_ever() -> None:
    event = SealedEvent(GOLDEN_HEADER, bytes.fromhex(GOLDEN_STATE), FIRST_PREVIOUS, b"")

    assert open_body(event, KEY) == b"what was said"


def test_the_id_of_an_event_is_the_same_in_every_replay() -> None:
    assert event_id_of(CASE, 1) == UUID(GOLDEN_EVENT_ID)


@given(headers, headers)
def test_no_two_headers_share_their_bytes(one: Header, other: Header) -> None:
    assert (canonical(one) == canonical(other)) == (one == other)


@given(st.tuples(st.text(), st.text(), st.text()), st.tuples(st.text(), st.text(), st.text()))
def test_text_cannot_slip_from_one_field_into_the_next(
    one: tuple[str, str, str], other: tuple[str, str, str]
) -> None:
    first, second = (
        canonical(GOLDEN_HEADER._replace(topic=topic, partnership=partnership, actor=actor))
        for topic, partnership, actor in (one, other)
    )

    assert (first == second) == (one == other)


@given(headers, st.binary(max_size=4_096), st.binary(min_size=32, max_size=32))
def test_what_is_sealed_can_be_opened(header: Header, body: bytes, previous: bytes) -> None:
    event = seal(header, body, KEY, previous)

    assert open_body(event, KEY) == body
    assert event.hash == chained_hash(previous, canonical(header), event.state)
    assert len(body) < 4 or body not in event.state


def test_a_moment_means_the_same_in_every_time_zone() -> None:
    summer = timezone(timedelta(hours=1))
    elsewhere = GOLDEN_HEADER._replace(occurred_at=GOLDEN_HEADER.occurred_at.astimezone(summer))

    assert canonical(elsewhere) == canonical(GOLDEN_HEADER)


def test_a_moment_without_a_time_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="time zone"):
        canonical(GOLDEN_HEADER._replace(occurred_at=datetime(2026, 1, 5)))  # noqa: DTZ001


@pytest.mark.parametrize("field", CHANGED)
def test_a_body_cannot_be_moved_under_another_header(field: str) -> None:
    event = seal(GOLDEN_HEADER, b"what was said", KEY, FIRST_PREVIOUS)
    moved = replace(event, header=GOLDEN_HEADER._replace(**{field: CHANGED[field]}))  # type: ignore[arg-type]

    with pytest.raises(Unreadable):
        open_body(moved, KEY)


def test_every_field_of_the_header_is_guarded() -> None:
    assert set(Header._fields) == {*CHANGED, "case_id"}


def test_the_key_of_another_case_is_refused() -> None:
    other = CaseKey(uuid4(), AESGCM(bytes(32)))
    event = seal(GOLDEN_HEADER, b"", KEY, FIRST_PREVIOUS)

    with pytest.raises(Unreadable):
        open_body(event, other)
    with pytest.raises(Unreadable):
        seal(GOLDEN_HEADER, b"", other, FIRST_PREVIOUS)


def test_an_unknown_state_format_is_refused() -> None:
    event = seal(GOLDEN_HEADER, b"", KEY, FIRST_PREVIOUS)

    with pytest.raises(Unreadable, match="format"):
        open_body(replace(event, state=b"\x02" + event.state[1:]), KEY)


def test_the_same_words_never_give_the_same_bytes() -> None:
    one, other = (seal(GOLDEN_HEADER, b"words", KEY, FIRST_PREVIOUS) for _ in range(2))

    assert one.state != other.state


def test_a_key_never_shows_itself() -> None:
    assert repr(KEY) == f"CaseKey(case_id={CASE!r})"


def test_an_event_id_is_the_name_based_uuid_that_it_always_was() -> None:
    for version, generation in ((1, 1), (17, 1), (10**12, 1), (3, 2)):
        name = str(version) if generation == 1 else f"{generation}:{version}"

        assert event_id_of(CASE, version, generation) == uuid5(CASE, name)
