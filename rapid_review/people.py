"""The example people, in whose name the command line asks."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter

from chassis.aggregate import Value
from chassis.identity import Caller, Membership

PEOPLE_FILE = Path(__file__).resolve().parents[1] / "examples" / "people.toml"
OBSERVER = "region-observer"


class Person(Value):
    """An example person: who it is in each partnership for which it acts."""

    id: str
    label: str
    memberships: Annotated[tuple[Membership, ...], Field(min_length=1)]

    @property
    def partnerships(self) -> tuple[str, ...]:
        """The partnerships for which this person acts."""
        return self.caller.partnerships

    @property
    def caller(self) -> Caller:
        """Who this person is to the platform."""
        return Caller(self.id, self.memberships)


def load_people(file: Path = PEOPLE_FILE) -> Mapping[str, Person]:
    """Every example person by id."""
    content = tomllib.loads(file.read_text(encoding="utf-8"))
    people = TypeAdapter(tuple[Person, ...]).validate_python(content["people"])
    return {person.id: person for person in people}
