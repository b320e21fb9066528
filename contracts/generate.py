"""Writes what readers in other languages need; ``make contracts`` runs it.

    contracts/schemas/<service>/<Name>.v<version>.json    a JSON Schema of every published event
    contracts/asyncapi.json                               topics, messages and headers, as AsyncAPI 3

A schema says what a reader may rely on. It describes history, too: a field that was added later has a
default and is not required.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from contracts.envelope import APART, Envelope
from contracts.events.base import EVENTS, CaseEvent
from contracts.topics import TOPICS, Topic

SCHEMAS = Path(__file__).parent / "schemas"
ASYNCAPI = Path(__file__).parent / "asyncapi.json"
HEADERS = "#/components/schemas/headers"


def published_events() -> tuple[type[CaseEvent], ...]:
    """Every event of every service, in the order of their types."""
    return tuple(EVENTS[type_] for type_ in sorted(EVENTS))


def schema_path(event: type[CaseEvent]) -> Path:
    """Where the schema of ``event`` stands, below the folder of schemas or of samples."""
    return Path(event.SERVICE) / f"{event.NAME}.v{event.VERSION}.json"


def schema_text(event: type[CaseEvent]) -> str:
    """The JSON Schema of ``event``, always written in the same way."""
    dialect = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": event.TYPE}
    return json.dumps(dialect | event.model_json_schema(), indent=2, ensure_ascii=False) + "\n"


def write_schemas(folder: Path) -> None:
    """Write every schema below ``folder`` and remove those of events that are no more."""
    written = {folder / schema_path(event): schema_text(event) for event in published_events()}
    for path in set(folder.glob("*/*.json")) - written.keys():
        path.unlink()
    for path, text in written.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def asyncapi_text() -> str:
    """The AsyncAPI 3 document of everything that is published, always written in the same way."""
    events = published_events()
    document = {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Rapid Review, published events",
            "version": "1",
            "description": "CloudEvents 1.0 in binary mode, keyed by case id; in order within a case."
            " Ids, codes, dates and counts only: no name and no narrative.",
            "license": {"name": "MIT"},
        },
        "defaultContentType": "application/json",
        "channels": {topic.owner: _channel(topic, events) for topic in TOPICS.values()},
        "operations": {
            f"publish_{topic.owner}": {
                "action": "send",
                "channel": {"$ref": f"#/channels/{topic.owner}"},
            }
            for topic in TOPICS.values()
        },
        "components": {
            "messages": {_message_name(event): _message(event) for event in events},
            "schemas": {"headers": _headers()},
        },
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _channel(topic: Topic, events: tuple[type[CaseEvent], ...]) -> dict[str, Any]:
    names = [_message_name(event) for event in events if topic.owner == event.SERVICE]
    return {
        "address": topic.name,
        "messages": {name: {"$ref": f"#/components/messages/{name}"} for name in names},
    }


def _message_name(event: type[CaseEvent]) -> str:
    return f"{event.NAME}.v{event.VERSION}"


def _message(event: type[CaseEvent]) -> dict[str, Any]:
    return {
        "name": event.TYPE,
        "title": event.NAME,
        "summary": (event.__doc__ or "").strip().splitlines()[0],
        "headers": {"$ref": HEADERS},
        "payload": {
            "schemaFormat": "application/schema+json;version=draft-07",
            "schema": {"$ref": f"./schemas/{schema_path(event).as_posix()}"},
        },
    }


def _headers() -> dict[str, Any]:
    fields = [name for name in Envelope.model_fields if name not in APART]
    names = ["ce_specversion", *(f"ce_{name}" for name in fields), "content-type"]
    return {
        "type": "object",
        "description": (Envelope.__doc__ or "").strip(),
        "required": names,
        "properties": {name: {"type": "string"} for name in (*names, "traceparent")},
    }


if __name__ == "__main__":
    write_schemas(SCHEMAS)
    ASYNCAPI.write_text(asyncapi_text(), encoding="utf-8")
