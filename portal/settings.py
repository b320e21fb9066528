"""What the portal needs from outside: the doors it asks, its example people, the hosts it answers to."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

EXAMPLE_PARTNERSHIPS: Mapping[str, str] = {
    "PLY": "Plymouth Safeguarding Children Partnership",
    "DEV": "Devon Safeguarding Children Partnership",
}
LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Doors:
    """Where each service answers: host and port of its gRPC door."""

    reporting: str = "127.0.0.1:8006"


@dataclass(frozen=True, slots=True)
class ExamplePerson:
    """A role that a visitor of the embedded mode may take on; nobody real."""

    id: str
    label: str
    role: str
    partnerships: tuple[str, ...]


def example_people(path: Path) -> tuple[ExamplePerson, ...]:
    """The people of a file such as ``examples/people.toml``, in its order."""
    people: Sequence[Mapping[str, object]] = tomllib.loads(path.read_text("utf-8"))["people"]
    return tuple(_person(fields) for fields in people)


def _person(fields: Mapping[str, object]) -> ExamplePerson:
    partnerships = fields["partnerships"]
    if not isinstance(partnerships, list):
        raise TypeError(f"partnerships of {fields['id']} must be a list of codes")
    return ExamplePerson(
        id=str(fields["id"]),
        label=str(fields["label"]),
        role=str(fields["role"]),
        partnerships=tuple(str(code) for code in partnerships),
    )
