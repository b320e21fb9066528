"""What readers of a schema would notice: ``incompatible`` names every broken promise.

A reader of events may rely on each field that was required, on its type, and on each code that a closed
list held. A new field, and a field that becomes required, disturb nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

Schema = dict[str, Any]


def incompatible(old: Schema, new: Schema) -> list[str]:
    """Each way in which an event of ``new`` would surprise a reader of ``old``; empty when in none."""
    return list(_Comparison(old, new).broken(old, new, "event"))


@dataclass(frozen=True)
class _Comparison:
    """Two schemas, in whose definitions the parts of their events are looked up."""

    old: Schema
    new: Schema

    def broken(self, old: Schema, new: Schema, at: str) -> Iterator[str]:
        old, new = _resolved(old, self.old), _resolved(new, self.new)
        if "anyOf" in old or "anyOf" in new:
            yield from self._broken_choice(old, new, at)
            return
        for trait in ("type", "format"):
            if old.get(trait) != new.get(trait):
                yield f"{at}: {trait} was {old.get(trait)}, is {new.get(trait)}"
        yield from _broken_codes(old, new, at)
        yield from self._broken_fields(old, new, at)
        for part in ("items", "additionalProperties"):
            if isinstance(old.get(part), dict) and isinstance(new.get(part), dict):
                yield from self.broken(old[part], new[part], f"{at}[]")

    def _broken_fields(self, old: Schema, new: Schema, at: str) -> Iterator[str]:
        for field, kind in old.get("properties", {}).items():
            if field not in new.get("properties", {}):
                yield f"{at}.{field}: taken away"
                continue
            if field in old.get("required", ()) and field not in new.get("required", ()):
                yield f"{at}.{field}: was always there, is optional"
            yield from self.broken(kind, new["properties"][field], f"{at}.{field}")

    def _broken_choice(self, old: Schema, new: Schema, at: str) -> Iterator[str]:
        known = old.get("anyOf", [old])
        for choice in new.get("anyOf", [new]):
            if all(list(self.broken(one, choice, at)) for one in known):
                yield f"{at}: may now be {choice.get('type', choice)}"


def _broken_codes(old: Schema, new: Schema, at: str) -> Iterator[str]:
    known, said = _codes(old), _codes(new)
    if known and not said:
        yield f"{at}: the list of codes was closed, is open"
    elif said and not known:
        return
    for code in sorted(said - known):
        yield f"{at}: code {code!r} is unknown to readers"


def _codes(schema: Schema) -> set[str]:
    return set(schema.get("enum", [schema["const"]] if "const" in schema else []))


def _resolved(schema: Schema, root: Schema) -> Schema:
    reference = schema.get("$ref")
    if reference is None:
        return schema
    resolved: Schema = root["$defs"][reference.rsplit("/", 1)[1]]
    return resolved
