"""Choosing an example person: one field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from portal.settings import ExamplePerson

FIELD = "person"
NOTHING_CHOSEN = "Choose who you are"


def chosen(fields: Mapping[str, str], people: Sequence[ExamplePerson]) -> ExamplePerson | None:
    """The person that was chosen; none where nothing, or nobody of the list, was chosen."""
    wanted = fields.get(FIELD, "")
    return next((person for person in people if person.id == wanted), None)
