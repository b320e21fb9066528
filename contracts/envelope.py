"""What every published event carries, whatever it says: CloudEvents 1.0 attributes and our extensions.

The attributes are codes, ids and times. ``subject`` is the case id and the key of the message, so the
events of one case arrive in order.

    position    where the event stands in the log of its source: the higher one came later
    previous    the position of the event of this case that was told before it; 0 for the first

A reader who remembers, for each source and case, the highest position that it has handled knows a repeat
(``position`` is not higher) and a gap (``previous`` is higher: something has not arrived yet).
On Kafka an envelope travels in CloudEvents' binary mode: attributes as headers, data as the value.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Self
from uuid import UUID

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from contracts.events.base import EVENTS, CaseEvent

SPEC_VERSION = "1.0"
CONTENT_TYPE = "application/json"
PREFIX = "ce_"
APART = frozenset({"data", "traceparent"})
"""What is not an attribute: the value of the message, and the trace, which has a header of its own."""

Headers = list[tuple[str, bytes]]


def _must_be_keepable(text: str) -> str:
    if "\x00" in text:
        raise ValueError("holds a NUL, which no database keeps as text")
    return text


Text = Annotated[str, AfterValidator(_must_be_keepable)]
Number = Annotated[int, Field(ge=0, lt=2**63)]
"""A place in a log; beyond, no log can reach and no database can count."""


class Envelope(BaseModel):
    """The attributes of one published event, and its data as JSON.

    ``hash`` is the hash under which the owner stored the event, as hexadecimal digits: whoever keeps it can
    tell later whether the owner's history is still the one that was told. ``traceparent`` is the W3C trace
    context of the command, if it was traced.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: UUID
    source: Text
    type: Text
    subject: UUID
    time: datetime
    recordedtime: datetime
    partnership: Text
    actor: Text
    stream: UUID
    streamversion: Number
    position: Number
    previous: Number = 0
    correlationid: UUID
    causationid: UUID
    hash: Text = ""
    traceparent: Text | None = None
    data: bytes

    def event(self) -> CaseEvent:
        """The event that this envelope carries.

        Raises ``UnknownType`` for a type that these contracts do not know, and pydantic's
        ``ValidationError`` when the data do not fit the contract.
        """
        try:
            event_class = EVENTS[self.type]
        except KeyError:
            raise UnknownType(self.type) from None
        return event_class.model_validate_json(self.data)

    def headers(self, *, source: str | None = None, previous: int | None = None) -> Headers:
        """The headers of the Kafka message; its key is the case id and its value the data.

        ``source`` and ``previous`` as they are told, where they stand here otherwise: cheaper than a changed copy.
        Each is written by hand, because pydantic takes thrice as long for the ids of a database's driver.
        """
        headers = [
            *_ALWAYS,
            ("ce_id", str(self.id).encode()),
            ("ce_source", (self.source if source is None else source).encode()),
            ("ce_type", self.type.encode()),
            ("ce_subject", str(self.subject).encode()),
            ("ce_time", _utc(self.time)),
            ("ce_recordedtime", _utc(self.recordedtime)),
            ("ce_partnership", self.partnership.encode()),
            ("ce_actor", self.actor.encode()),
            ("ce_stream", str(self.stream).encode()),
            ("ce_streamversion", b"%d" % self.streamversion),
            ("ce_position", b"%d" % self.position),
            ("ce_previous", b"%d" % (self.previous if previous is None else previous)),
            ("ce_correlationid", str(self.correlationid).encode()),
            ("ce_causationid", str(self.causationid).encode()),
            ("ce_hash", self.hash.encode()),
        ]
        if self.traceparent:
            headers.append(("traceparent", self.traceparent.encode()))
        return headers

    @classmethod
    def from_message(cls, headers: Iterable[tuple[str, bytes | None]], value: bytes | None) -> Self:
        """The envelope of a Kafka message. Attributes that it does not know are ignored.

        Raises ``NotAnEnvelope`` when what every published event carries is missing or unreadable.
        """
        given: dict[str, bytes | None] = dict(headers)
        known = {
            name: given.get(f"{PREFIX}{name}") for name in cls.model_fields if name not in APART
        }
        fields: dict[str, bytes | str] = {
            name: text for name, text in known.items() if text is not None
        }
        if trace := given.get("traceparent"):
            fields["traceparent"] = trace
        try:
            read = {name: _text(text) for name, text in fields.items()}
            return cls.model_validate(read | {"data": value or b""})
        except (UnicodeDecodeError, ValidationError) as error:
            raise NotAnEnvelope(_places(error)) from None


_ALWAYS: Headers = [
    ("content-type", CONTENT_TYPE.encode()),
    (f"{PREFIX}specversion", SPEC_VERSION.encode()),
]


def _utc(moment: datetime) -> bytes:
    return moment.isoformat().replace("+00:00", "Z").encode()


def _text(value: bytes | str) -> str:
    return value.decode("utf-8") if isinstance(value, bytes) else value


def _places(error: Exception) -> str:
    """Which attributes are to blame, never what they hold."""
    if isinstance(error, ValidationError):
        return ", ".join(str(one["loc"][0]) for one in error.errors(include_input=False))
    return "an attribute that is not UTF-8"


class UnknownType(Exception):
    """A published event of a type that these contracts do not know."""


class NotAnEnvelope(Exception):
    """A message that does not carry what every published event carries; it says which attributes are wrong."""
