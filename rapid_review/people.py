"""The example people, in whose name the command line asks."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

from pydantic import TypeAdapter

from chassis.aggregate import Value
from chassis.identity import Caller

PEOPLE_FILE = Path(__file__).resolve().parents[1] / "examples" / "people.toml"
OBSERVER = "region-observer"


class Person(Value):
    """An example person: a role, and the partnerships for which it acts."""

    id: str
    label: str
    role: str
    partnerships: tuple[str, ...]

    @property
    def caller(self) -> Caller:
        """Who this person is to the platform."""
        return Caller(self.id, self.role, self.partnerships)


def load_people(file: Path = PEOPLE_FILE) -> Mapping[str, Person]:
    """Every example person by id."""
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    people = TypeAdapter(tuple[Person, ...]).validate_python(content["people"])
    return {person.id: person for person in people}
