"""What the portal needs from outside: the doors it asks, its example people, the hosts it answers to."""

from __future__ import annotations

from dataclasses import dataclass

from chassis.settings import WITHOUT_TLS, TlsSettings

LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Doors:
    """Where each service answers: host and port of its gRPC door, and how it is spoken to."""

    reporting: str = "127.0.0.1:8006"
    tls: TlsSettings = WITHOUT_TLS


@dataclass(frozen=True, slots=True)
class ExamplePerson:
    """A role that a visitor of the embedded mode may take on; nobody real."""

    id: str
    label: str
    role: str
    partnerships: tuple[str, ...]
