"""A read model that says ``by_stream`` speaks about rows of its event's stream only, and asks nothing back."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast
from uuid import UUID

import pytest

import services
from chassis.aggregate import Event, event_from, known_topics

GOLDEN = Path(__file__).parents[1] / "golden"
STREAM = UUID(int=7)
AT = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)


class Recorder:
    """What a page is gathered on: it can be told, and not asked."""

    def __init__(self) -> None:
        self.said: list[tuple[str, tuple[Any, ...]]] = []

    async def execute(self, statement: str, *values: Any) -> None:
        self.said.append((statement, values))


def read_models() -> Iterator[Any]:
    for service in pkgutil.iter_modules(services.__path__):
        room = importlib.import_module(f"services.{service.name}.readmodel")
        for module in pkgutil.iter_modules(room.__path__):
            loaded = importlib.import_module(f"{room.__name__}.{module.name}")
            for _, found in inspect.getmembers(loaded, inspect.isclass):
                if found.__module__ == loaded.__name__ and getattr(found, "by_stream", False):
                    yield cast("Any", found)(None)


def events_of(read_model: Any) -> Iterator[Event]:
    """Each of its events as it was ever stored."""
    known = known_topics()
    for sample in sorted(GOLDEN.glob("*/*.json")):
        if known.get(sample.stem) in read_model.events:
            yield event_from(
                sample.stem, sample.read_bytes(), stream=STREAM, version=3, occurred_at=AT
            )


async def strays(read_model: Any) -> list[str]:
    """What it says that is not about the stream of its event."""
    recorder = Recorder()
    for event in events_of(read_model):
        await read_model.apply(event, recorder)
    assert recorder.said, read_model.name
    return [statement for statement, values in recorder.said if values[0] != STREAM]


@pytest.mark.parametrize("read_model", [*read_models()], ids=lambda one: str(one.name))
async def test_each_statement_is_about_the_stream_of_its_event(read_model: Any) -> None:
    assert await strays(read_model) == []


async def test_most_read_models_say_so() -> None:
    assert len([*read_models()]) >= 8


async def test_a_statement_about_another_row_is_caught() -> None:
    first = next(read_models())

    class Stray:
        name, events = "stray", first.events

        async def apply(self, event: Event, connection: Any) -> None:
            await connection.execute("DELETE FROM rows WHERE reference = $1", event.reference)

    assert await strays(Stray()) != []


async def test_a_read_model_that_asks_back_is_caught() -> None:
    first = next(read_models())

    class Asking:
        name, events = "asking", first.events

        async def apply(self, event: Event, connection: Any) -> None:
            await connection.fetchrow("SELECT 1")

    with pytest.raises(AttributeError):
        await strays(Asking())
