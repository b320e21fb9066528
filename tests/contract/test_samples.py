"""One golden sample per event version: it loads for ever, and holds codes and dates, never words."""

from __future__ import annotations

import json
import re
import types
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Literal, Union, get_args, get_origin
from uuid import UUID

import pytest
from jsonschema import Draft202012Validator
from pydantic import BaseModel

from contracts.events.base import CaseEvent
from contracts.generate import SCHEMAS, published_events, schema_path

SAMPLES = SCHEMAS.parent / "samples"
EVENTS = published_events()
PLAIN = (UUID, date, datetime, int, bool, str, type(None))
TELLING = re.compile(
    r"(^|_)(name|names|forename|surname|born|birth|dob|age|address|postcode|phone|email|nhs|school"
    r"|narrative|text|words|comment|comments|note|notes|summary|description|detail|details|rationale"
    r"|happened|concern|concerns|child|children|family|parent)(_|$)"
)
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:+/-]*|[A-Z]{2,6}(@[0-9.]+(\+[a-z][a-z-]*)?)+")
WORDED = {
    "label"
}  # From the rule pack: how a partnership calls a milestone, the same for every case.


def wordings(model: type[BaseModel], at: str = "") -> Iterator[str]:
    """Every field of ``model`` that could hold a name or a narrative."""
    for field, kind in model.model_fields.items():
        if TELLING.search(field):
            yield f"{at}{field}: its name promises words about a person"
        yield from _loose(kind.annotation, f"{at}{field}")


def _loose(kind: Any, at: str) -> Iterator[str]:
    origin, arguments = get_origin(kind), [one for one in get_args(kind) if one is not ...]
    if origin is Literal:
        return
    if origin in (tuple, Union, types.UnionType) or (origin is dict and arguments[0] is str):
        for argument in arguments:
            yield from _loose(argument, at)
    elif isinstance(kind, type) and issubclass(kind, BaseModel):
        yield from wordings(kind, f"{at}.")
    elif kind not in PLAIN:
        yield f"{at}: {kind} is no id, code, date or count"


def texts(value: Any, at: str = "") -> Iterator[tuple[str, str]]:
    match value:
        case str():
            yield at, value
        case list():
            for item in value:
                yield from texts(item, at)
        case dict():
            for key, item in value.items():
                yield "key", key
                yield from texts(item, key)


@pytest.fixture(params=EVENTS, ids=lambda event: event.TYPE)
def event(request: pytest.FixtureRequest) -> type[CaseEvent]:
    chosen: type[CaseEvent] = request.param
    return chosen


def test_a_sample_loads_and_says_the_same_again(event: type[CaseEvent]) -> None:
    sample = json.loads((SAMPLES / schema_path(event)).read_text(encoding="utf-8"))

    again = json.loads(event.model_validate(sample).model_dump_json())

    assert {field: again[field] for field in sample} == sample


def test_a_sample_fits_its_schema(event: type[CaseEvent]) -> None:
    schema = json.loads((SCHEMAS / schema_path(event)).read_text(encoding="utf-8"))
    sample = json.loads((SAMPLES / schema_path(event)).read_text(encoding="utf-8"))

    assert not list(Draft202012Validator(schema).iter_errors(sample))


def test_a_sample_holds_codes_only(event: type[CaseEvent]) -> None:
    sample = json.loads((SAMPLES / schema_path(event)).read_text(encoding="utf-8"))

    assert not [
        (field, text)
        for field, text in texts(sample)
        if field not in WORDED and not CODE.fullmatch(text)
    ]


def test_no_field_could_hold_a_name_or_a_narrative(event: type[CaseEvent]) -> None:
    assert list(wordings(event)) == []


def test_no_sample_is_left_over() -> None:
    samples = {path.relative_to(SAMPLES) for path in SAMPLES.rglob("*.*")}

    assert samples == {schema_path(event) for event in EVENTS}


class Leaking(BaseModel):
    case_id: UUID
    child_name: str


class Telling(BaseModel):
    what_happened: str


class Loose(BaseModel):
    facts: dict[str, Any]


class Hidden(BaseModel):
    parts: tuple[Leaking, ...]


@pytest.mark.parametrize("planted", [Leaking, Telling, Loose, Hidden])
def test_a_field_that_could_hold_words_is_caught(planted: type[BaseModel]) -> None:
    assert list(wordings(planted))


def test_a_sentence_in_a_sample_is_caught() -> None:
    planted = {"views": {"police": "They said that"}}

    assert [text for _, text in texts(planted) if not CODE.fullmatch(text)] == ["They said that"]


def test_a_sample_without_a_required_field_does_not_load() -> None:
    event = EVENTS[0]
    sample = json.loads((SAMPLES / schema_path(event)).read_text(encoding="utf-8"))
    del sample["case_id"]

    with pytest.raises(ValueError, match="case_id"):
        event.model_validate(sample)
