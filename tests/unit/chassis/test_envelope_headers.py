"""The headers of a message, written out by hand, are those that pydantic would write."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from contracts.envelope import APART, PREFIX, Envelope

MOMENTS = st.datetimes(
    min_value=datetime(1990, 1, 1),  # noqa: DTZ001 - the strategy adds the time zone
    timezones=st.sampled_from(
        [UTC, timezone(timedelta(hours=1)), timezone(timedelta(hours=-5, minutes=-30))]
    ),
)
ENVELOPES = st.builds(
    Envelope, time=MOMENTS, recordedtime=MOMENTS, source=st.text("abc/é", min_size=1),
    type=st.text("abc.é"), partnership=st.text("ABé"), actor=st.text("a:é"), hash=st.text("0f"),
    traceparent=st.none() | st.text("0f-", min_size=1), data=st.binary(),
)  # fmt: skip


@given(envelope=ENVELOPES)
def test_each_attribute_is_written_as_json_has_it_and_in_the_same_order(envelope: Envelope) -> None:
    content = envelope.model_dump(mode="json", exclude=set(APART))
    expected = [(f"{PREFIX}{name}", str(value).encode()) for name, value in content.items()]

    written = [one for one in envelope.headers() if one[0].startswith(PREFIX)]

    assert written[1:] == expected


@given(envelope=ENVELOPES)
def test_what_is_written_is_read_as_the_same_envelope(envelope: Envelope) -> None:
    assert Envelope.from_message(envelope.headers(), envelope.data) == envelope


def test_a_moment_of_another_time_zone_keeps_it() -> None:
    moment = datetime(2026, 9, 7, 9, 0, tzinfo=timezone(timedelta(hours=1)))
    some_id = UUID(int=1)
    envelope = Envelope(
        id=some_id, source="a", type="b", subject=some_id, time=moment, recordedtime=moment, partnership="PLY",
        actor="a", stream=some_id, streamversion=1, position=1, correlationid=some_id, causationid=some_id, data=b"",
    )  # fmt: skip

    assert dict(envelope.headers())[f"{PREFIX}time"] == b"2026-09-07T09:00:00+01:00"
