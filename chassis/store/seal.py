"""Sealed events: the words of a case under its key, and a chain that shows any change.

    body --AES-GCM under the case's key, header as associated data--> state
    hash = SHA-256(previous hash, canonical header, state)

A body cannot be read without the key of its case, nor be moved under another header.
Whoever changes, removes or exchanges a stored event breaks the chain at that event.
The end of a stream can still be cut off unseen; signed checkpoints of the log guard against that.

The bytes defined here are stored for ever. A new layout gets a new leading format byte; this one stays readable.
"""

from __future__ import annotations

import os
import struct
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache, lru_cache
from hashlib import sha1, sha256
from typing import Final, NamedTuple
from uuid import UUID, uuid5

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from chassis.database import DriverUuid

HEADER_FORMAT: Final = b"\x01"
STATE_FORMAT: Final = b"\x01"
NONCE_BYTES: Final = 12
FIRST_PREVIOUS: Final = bytes(32)
ERASED: Final = "CaseErased"
"""The name of the event, of whichever service, that says that the words of its case were erased."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)
_LENGTH: Final = struct.Struct(">I")
_ID: Final = struct.Struct(">I16s")
_IDS_AND_VERSION: Final = struct.Struct(">I16sI16sIq")
_TWO_IDS_AND_TIMES: Final = struct.Struct(">I16sI16sIqIq")


class Header(NamedTuple):
    """What is known about an event without its key: it never holds a name or a narrative.

    A tuple, because each event that is read or written has one, and a frozen class takes several times as long to make.
    """

    event_id: UUID
    stream: UUID
    version: int
    topic: str
    case_id: UUID
    partnership: str
    actor: str
    correlation_id: UUID
    causation_id: UUID
    occurred_at: datetime
    recorded_at: datetime


@dataclass(frozen=True, slots=True)
class SealedEvent:
    """An event that is ready to be stored: nothing about it can change unseen any more."""

    header: Header
    state: bytes
    previous: bytes
    hash: bytes


@dataclass(frozen=True, slots=True)
class StoredEvent(SealedEvent):
    """An event as read back, with its place in the log of its service.

    ``traceparent`` is where its command stood in its trace, if it was traced; no hash covers it.
    """

    position: int
    traceparent: str | None = None


class KeyMissing(LookupError):
    """The case has no key yet."""


class KeyDestroyed(Exception):
    """The key of the case was destroyed: its words are gone for good."""


class Unreadable(Exception):
    """The key does not open this: it belongs to another case, or the bytes were changed."""


def event_id_of(stream: UUID, version: int, generation: int = 1) -> UUID:
    """Give the id that the same event has in every replay.

    A log that was restored from an older backup is in a new generation: what is appended then gets other ids
    than the events that were lost, which listeners may have handled.
    """
    name = str(version) if generation == 1 else f"{generation}:{version}"
    # What uuid5 gives, in two thirds of its time: each event has one.
    digest = bytearray(sha1(stream.bytes + name.encode(), usedforsecurity=False).digest()[:16])
    digest[6] = digest[6] & 0x0F | 0x50  # Version 5 …
    digest[8] = digest[8] & 0x3F | 0x80  # … of RFC 9562.
    return DriverUuid(bytes(digest))


def generation_of_id(event_id: UUID, stream: UUID, version: int, upto: int) -> int:
    """The generation in which an event was appended, of those up to one; 0 if it is none of them."""
    for generation in range(1, upto + 1):
        if event_id == event_id_of(stream, version, generation):
            return generation
    return 0


def canonical(header: Header) -> bytes:
    """Give the one byte string that stands for this header; no two headers share one.

    A format byte, then the fields in the order of the class, each as a four-byte big-endian length and its bytes:
    ids 16 bytes, text UTF-8, the version and the times (microseconds since 1970 UTC) 8 bytes signed big-endian.
    """
    return b"".join(
        (
            HEADER_FORMAT,
            _IDS_AND_VERSION.pack(
                16, header.event_id.bytes, 16, header.stream.bytes, 8, header.version
            ),
            _prefixed(header.topic),
            _ID.pack(16, header.case_id.bytes),
            _prefixed(header.partnership),
            _prefixed(header.actor),
            _TWO_IDS_AND_TIMES.pack(
                16,
                header.correlation_id.bytes,
                16,
                header.causation_id.bytes,
                8,
                _microseconds(header.occurred_at),
                8,
                _microseconds(header.recorded_at),
            ),
        )
    )


@lru_cache(maxsize=4_096)  # There are few topics, partnerships and actors.
def _prefixed(text: str) -> bytes:
    value = text.encode()
    return _LENGTH.pack(len(value)) + value


def _microseconds(moment: datetime) -> int:
    if moment.tzinfo is None:
        raise ValueError("a moment without a time zone is not a moment")
    return (moment - _EPOCH) // _MICROSECOND


def key_id_of(header: Header) -> UUID:
    """Whose key seals an event: its case's. What says that the case was erased has one that stays."""
    return uuid5(header.case_id, ERASED) if _erases(header.topic) else header.case_id


@cache
def _erases(topic: str) -> bool:
    return topic.split(".")[1:2] == [ERASED]


def chained_hash(previous: bytes, header: bytes, state: bytes) -> bytes:
    """Hash an event onto its predecessor; ``header`` is canonical."""
    if len(previous) != len(FIRST_PREVIOUS):
        raise ValueError("a previous hash has 32 bytes")
    return sha256(previous + header + state).digest()


def seal(header: Header, body: bytes, key: CaseKey, previous: bytes) -> SealedEvent:
    """Encrypt a body under its case's key and chain it to its predecessor; never twice the same bytes."""
    key.must_belong_to(key_id_of(header))
    clear = canonical(header)
    nonce = os.urandom(NONCE_BYTES)
    state = b"".join((STATE_FORMAT, nonce, key.cipher.encrypt(nonce, body, clear)))
    return SealedEvent(header, state, previous, chained_hash(previous, clear, state))


def open_body(event: SealedEvent, key: CaseKey) -> bytes:
    """Give back the sealed body; raises Unreadable if the header or the state is not the sealed one."""
    key.must_belong_to(key_id_of(event.header))
    if event.state[:1] != STATE_FORMAT:
        raise Unreadable(
            f"unknown state format in stream {event.header.stream} version {event.header.version}"
        )
    nonce, sealed = event.state[1 : 1 + NONCE_BYTES], event.state[1 + NONCE_BYTES :]
    try:
        return key.cipher.decrypt(nonce, sealed, canonical(event.header))
    except (InvalidTag, ValueError):
        raise Unreadable(
            f"the key does not open stream {event.header.stream} version {event.header.version}"
        ) from None


@dataclass(frozen=True, slots=True)
class CaseKey:
    """The data key of one case; it never shows itself."""

    case_id: UUID
    cipher: AESGCM = field(repr=False)

    def must_belong_to(self, case_id: UUID) -> None:
        """Refuse to work for another case."""
        if case_id != self.case_id:
            raise Unreadable(f"the key of case {self.case_id} is not the key of case {case_id}")
