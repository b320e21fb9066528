"""What readers of a schema would notice: ``incompatible`` names every broken promise.

A reader of events may rely on each field that was required, on its type, and on each code that a closed
list held. A new field, and a field that becomes required, disturb nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

Schema = dict[str, Any]


def incompatible(old: Schema, new: Schema) -> list[str]:
    """Each way in which an event of ``new`` would surprise a reader of ``old``; empty when in none."""
    return list(_broken(old, new, old, new, "event"))


def _broken(old: Schema, new: Schema, old_root: Schema, new_root: Schema, at: str) -> Iterator[str]:
    old, new = _resolved(old, old_root), _resolved(new, new_root)
    if old.keys() & {"anyOf"} or new.keys() & {"anyOf"}:
        yield from _broken_choice(old, new, old_root, new_root, at)
        return
    for trait in ("type", "format"):
        if old.get(trait) != new.get(trait):
            yield f"{at}: {trait} was {old.get(trait)}, is {new.get(trait)}"
    yield from _broken_codes(old, new, at)
    for field, kind in old.get("properties", {}).items():
        if field not in new.get("properties", {}):
            yield f"{at}.{field}: taken away"
            continue
        if field in old.get("required", ()) and field not in new.get("required", ()):
            yield f"{at}.{field}: was always there, is optional"
        yield from _broken(kind, new["properties"][field], old_root, new_root, f"{at}.{field}")
    for part in ("items", "additionalProperties"):
        if isinstance(old.get(part), dict) and isinstance(new.get(part), dict):
            yield from _broken(old[part], new[part], old_root, new_root, f"{at}[]")


def _broken_codes(old: Schema, new: Schema, at: str) -> Iterator[str]:
    known = set(old.get("enum", [old["const"]] if "const" in old else []))
    said = set(new.get("enum", [new["const"]] if "const" in new else []))
    if known and not said:
        yield f"{at}: the list of codes was closed, is open"
    for code in sorted(said - known if known else said):
        if known:
            yield f"{at}: code {code!r} is unknown to readers"


def _broken_choice(
    old: Schema, new: Schema, old_root: Schema, new_root: Schema, at: str
) -> Iterator[str]:
    known = old.get("anyOf", [old])
    for choice in new.get("anyOf", [new]):
        if all(list(_broken(one, choice, old_root, new_root, at)) for one in known):
            yield f"{at}: may now be {choice.get('type', choice)}"


def _resolved(schema: Schema, root: Schema) -> Schema:
    reference = schema.get("$ref")
    if reference is None:
        return schema
    resolved: Schema = root["$defs"][reference.rsplit("/", 1)[1]]
    return resolved
