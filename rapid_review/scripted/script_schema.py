"""Makes docs/reference/case-script.schema.json from the models of a script and the contracts of its commands.

    python -m rapid_review.scripted.script_schema

An editor that knows the schema completes fields and shows mistakes while a script is being written.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from google.protobuf.descriptor import Descriptor, FieldDescriptor

from rapid_review.scripted.request_fields import (
    HEADER,
    MOMENT,
    WHOLE_NUMBERS,
    is_day,
    request_type,
)
from rapid_review.scripted.script import COMMANDS, DATE, TIME_OF_DAY, Case

FILE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "case-script.schema.json"
DAY = {
    "description": "A date like 2026-03-02, or {day: 3}: the third working day after the beginning.",
    "anyOf": [
        {"type": "string", "pattern": DATE},
        {
            "type": "object",
            "properties": {"day": {"type": "integer"}},
            "required": ["day"],
            "additionalProperties": False,
        },
    ],
}
AT = {
    "description": 'A moment like 2026-03-02T10:00:00Z, or {day: 3, at: "10:00"} in London.',
    "anyOf": [
        {"type": "string", "format": "date-time"},
        {
            "type": "object",
            "properties": {
                "day": {"type": "integer"},
                "at": {"type": "string", "pattern": TIME_OF_DAY},
            },
            "required": ["day", "at"],
            "additionalProperties": False,
        },
    ],
}


def schema() -> dict[str, Any]:
    """The JSON Schema of a scripted case."""
    found = Case.model_json_schema(by_alias=True)
    definitions = found["$defs"]
    definitions |= {"day": DAY, "moment": AT}
    definitions["Step"]["allOf"] = [
        {
            "if": {"properties": {"do": {"const": do}}},
            "then": {"properties": {"with": _message(request_type(do), definitions)}},
        }
        for do in COMMANDS
    ]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Scripted case of Rapid Review",
        **{name: value for name, value in found.items() if name != "title"},
    }


def text() -> str:
    """The schema as it stands in its file."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def _message(descriptor: Descriptor, definitions: dict[str, Any]) -> dict[str, str]:
    # Two services may have messages of one name.
    name = descriptor.full_name.removeprefix("rapidreview.").replace(".v1.", ".")
    if name not in definitions:
        definitions[name] = {}
        definitions[name] |= {
            "type": "object",
            "properties": {
                field.name: _field(field, definitions)
                for field in descriptor.fields
                if field.name != HEADER
            },
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{name}"}


def _field(field: FieldDescriptor, definitions: dict[str, Any]) -> dict[str, Any]:
    one = _value(field, definitions)
    return {"type": "array", "items": one} if field.is_repeated else one


def _value(field: FieldDescriptor, definitions: dict[str, Any]) -> dict[str, Any]:
    if field.message_type is not None:
        is_moment = field.message_type.full_name == MOMENT
        return (
            {"$ref": "#/$defs/moment"} if is_moment else _message(field.message_type, definitions)
        )
    if is_day(field):
        return {"$ref": "#/$defs/day"}
    if field.cpp_type == FieldDescriptor.CPPTYPE_BOOL:
        return {"type": "boolean"}
    return {"type": "integer"} if field.cpp_type in WHOLE_NUMBERS else {"type": "string"}


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
