"""Writes the JSON Schema of every published event; ``make contracts`` runs it.

    contracts/schemas/<service>/<Name>.v<version>.json

A schema says what a reader may rely on. It describes history, too: a field that was added later has a
default and is not required.
"""

from __future__ import annotations

import json
import pkgutil
from importlib import import_module
from pathlib import Path

import contracts.events
from contracts.events.base import EVENTS, CaseEvent

SCHEMAS = Path(__file__).parent / "schemas"


def published_events() -> tuple[type[CaseEvent], ...]:
    """Every event of every service, in the order of their types."""
    for module in pkgutil.iter_modules(contracts.events.__path__, "contracts.events."):
        import_module(module.name)
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


if __name__ == "__main__":
    write_schemas(SCHEMAS)
