"""The gRPC doors of the running platform, as a client of theirs: ask one method in somebody's name.

A refusal comes back as ``Refused`` with its sentence and code. A door that does not answer is asked
again for as long as the asker is patient, then it is ``NotRunning``. The same command may be asked
again at any time: the platform answers it as it did the first time.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol, Self

import grpc
from google.protobuf.descriptor import MethodDescriptor
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass

from chassis.doors import refused_fields
from chassis.doors.door_limits import LIMITS, DoorFull
from chassis.doors.refused_fields import RefusedField
from chassis.identity import token_for
from chassis.settings import WITHOUT_TLS, TlsSettings
from chassis.telemetry import traces
from chassis.tls import Certificates
from contracts.grpc import (
    drafts_pb2,
    history_pb2,
    learning_pb2,
    notifications_pb2,
    operations_pb2,
    referral_pb2,
    reporting_pb2,
    retention_pb2,
    review_pb2,
    submissions_pb2,
    team_pb2,
)
from rapid_review.people import Person
from rapid_review.settings import LOOPBACK, PlatformSettings

CONTRACTS: Mapping[str, Any] = {
    "referral": referral_pb2,
    "review": review_pb2,
    "submissions": submissions_pb2,
    "learning": learning_pb2,
    "notifications": notifications_pb2,
    "reporting": reporting_pb2,
}
"""What each service can be asked."""
ALSO: Mapping[str, Sequence[Any]] = {"review": (team_pb2, retention_pb2)}
"""What a service can be asked besides."""

POLLED = "Progress"
"""Asked again and again while something settles: no trace is begun for it."""

KEY_BYTES = 32
UNARY_S, STREAM_S = 20.0, 120.0
TOKEN_S = 3600
FIRST_DELAY_S, DELAY_MAX_S = 0.1, 3.0
SILENT = (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED, grpc.StatusCode.CANCELLED)
OPTIONS = (
    ("grpc.max_receive_message_length", LIMITS.message_bytes),
    ("grpc.initial_reconnect_backoff_ms", 100),
    (
        "grpc.min_reconnect_backoff_ms",
        5_000,
    ),  # How long one attempt may take, its TLS handshake included.
    ("grpc.max_reconnect_backoff_ms", 1000),
)


class Unanswered(Exception):
    """The platform cannot be asked; the sentence says why and what to do."""


class NotRunning(Unanswered):
    """No answer came from a door."""

    def __init__(self, settings: PlatformSettings, service: str) -> None:
        super().__init__(
            f"Rapid Review is not running at {LOOPBACK}:{settings.port}"
            f" (its {service} door, {settings.doors[service]}, does not answer); start it with make up."
        )


class KeyUnreadable(Unanswered):
    """The key with which the command line signs is not there, or may not be read."""

    def __init__(self, file: Path, problem: str) -> None:
        super().__init__(
            f"Rapid Review cannot be asked, because the key in {file} cannot be read ({problem})."
            " Start it with make up, or name the data folder of the running platform with --data or DATA."
        )


class TokenUnreadable(Unanswered):
    """The token with which the command line asks is not there, or may not be read."""

    def __init__(self, file: Path, problem: str) -> None:
        super().__init__(
            f"The token in {file}, which TOKEN_FILE names, cannot be read ({problem})."
        )


class Refused(Exception):
    """The platform refused; nothing was changed. ``fields`` are those of a form, where it was one."""

    def __init__(self, code: str, sentence: str, fields: tuple[RefusedField, ...] = ()) -> None:
        super().__init__(f"{sentence} ({code})")
        self.code, self.sentence, self.fields = code, sentence, fields


@dataclass(frozen=True, slots=True)
class _Method:
    path: str
    answer: type[Message]
    streams: bool


class Asked(Protocol):
    """What can be asked in the name of people."""

    @property
    def people(self) -> Mapping[str, Person]:
        """In whose name."""

    async def ask(
        self, service: str, method: str, request: Message, *, by: str, patience_s: float = 0.0
    ) -> Any:
        """The answer of one method, or all answers of a streaming one. Raises ``Refused``, ``NotRunning``."""


class Doors:
    """The doors of one running platform; use it as ``async with``."""

    def __init__(
        self,
        settings: PlatformSettings,
        people: Mapping[str, Person],
        tls: TlsSettings = WITHOUT_TLS,
    ) -> None:
        """Raises ``KeyUnreadable`` when no token can be had for the platform of ``settings``."""
        self.settings, self.people = settings, people
        self._certificates = Certificates(tls)
        file = settings.token_file
        self._given = _token_in(file) if file else ""
        self._token_key = b"" if file else _key_in(settings.token_key_file)
        self._channels: dict[str, grpc.aio.Channel] = {}
        self._tokens: dict[str, tuple[float, str]] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await asyncio.gather(*(channel.close() for channel in self._channels.values()))

    async def ask(
        self, service: str, method: str, request: Message, *, by: str, patience_s: float = 0.0
    ) -> Any:
        """The answer of one method, or all answers of a streaming one, to the example person ``by``.

        Raises ``Refused``; or ``NotRunning``, when no answer came for ``patience_s`` seconds.
        """
        if method == POLLED:
            return await self._ask(service, method, request, by, patience_s=patience_s)
        with (
            traces.speaking_as("cli"),
            traces.span(f"ask {service} {method}", kind=traces.CLIENT),
        ):
            return await self._ask(service, method, request, by, patience_s=patience_s)

    async def _ask(
        self, service: str, method: str, request: Message, by: str, *, patience_s: float
    ) -> Any:
        until, delay_s = time.monotonic() + patience_s, FIRST_DELAY_S
        while True:
            try:
                return await self._ask_once(service, method, request, by)
            except grpc.aio.AioRpcError as error:
                if error.code() not in SILENT and _refusal(error).code != DoorFull.code:
                    raise _refusal(error) from None
            if time.monotonic() + delay_s > until:
                raise NotRunning(self.settings, service)
            await asyncio.sleep(delay_s)
            delay_s = min(DELAY_MAX_S, delay_s * 2)

    async def _ask_once(self, service: str, method: str, request: Message, by: str) -> Any:
        found, channel = _method(service, method), self._channel(service)
        metadata = (("authorization", f"Bearer {self._token(by)}"), *traces.carried())
        serializer, parser = type(request).SerializeToString, found.answer.FromString
        if found.streams:
            stream = channel.unary_stream(found.path, serializer, parser)
            return [answer async for answer in stream(request, timeout=STREAM_S, metadata=metadata)]
        unary = channel.unary_unary(found.path, serializer, parser)
        return await unary(request, timeout=UNARY_S, metadata=metadata)

    def _channel(self, service: str) -> grpc.aio.Channel:
        if service not in self._channels:
            address = self.settings.doors[service]
            self._channels[service] = self._certificates.channel(address, OPTIONS)
        return self._channels[service]

    def _token(self, by: str) -> str:
        if self._given:
            return self._given
        made_at, token = self._tokens.get(by, (float("-inf"), ""))
        if time.monotonic() > made_at + TOKEN_S / 2:
            made_at, token = (
                time.monotonic(),
                token_for(self.people[by].caller, self._token_key, lifetime_s=TOKEN_S),
            )
            self._tokens[by] = (made_at, token)
        return token


def method_of(service: str, name: str) -> MethodDescriptor:
    """The contract of one method: of the service itself, or of what every service answers."""
    shared = (history_pb2, operations_pb2, drafts_pb2)
    for contract in (CONTRACTS[service], *ALSO.get(service, ()), *shared):
        for api in contract.DESCRIPTOR.services_by_name.values():
            if found := api.methods_by_name.get(name):
                assert isinstance(found, MethodDescriptor)  # noqa: S101 - its types say too little
                return found
    raise KeyError(name)


@cache
def _method(service: str, name: str) -> _Method:
    found = method_of(service, name)
    path = f"/{found.containing_service.full_name}/{found.name}"
    return _Method(path, GetMessageClass(found.output_type), bool(found.server_streaming))


def _refusal(error: grpc.aio.AioRpcError) -> Refused:
    metadata = dict(error.trailing_metadata() or ())
    code = str(metadata.get("refusal-code", "")) or error.code().name.lower()
    sentence = error.details() or "The platform gave no reason."
    return Refused(code, sentence, refused_fields.told_in(metadata.items()))


def _token_in(file: Path) -> str:
    try:
        token = file.read_text(encoding="ascii").strip()
    except OSError as error:
        raise TokenUnreadable(file, (error.strerror or type(error).__name__).lower()) from None
    except ValueError:
        token = ""
    if not token or not token.isprintable():
        raise TokenUnreadable(file, "it does not hold a token")
    return token


def _key_in(file: Path) -> bytes:
    try:
        key = bytes.fromhex(file.read_text(encoding="ascii").strip())
    except OSError as error:
        raise KeyUnreadable(file, (error.strerror or type(error).__name__).lower()) from None
    except ValueError:
        raise KeyUnreadable(file, "it does not hold a key") from None
    if len(key) != KEY_BYTES:
        raise KeyUnreadable(file, f"it does not hold a key of {KEY_BYTES} bytes")
    return key
