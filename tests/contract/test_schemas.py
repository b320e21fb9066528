"""The JSON Schemas of the published events are up to date, and no promise is taken back."""

from __future__ import annotations

import copy
import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from contracts.generate import (
    ASYNCAPI,
    SCHEMAS,
    asyncapi_text,
    published_events,
    schema_path,
    schema_text,
    write_schemas,
)
from contracts.topics import TOPICS
from tests.contract.compatibility import Schema, incompatible

ROOT = SCHEMAS.parents[1]


def contents(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*.json")
    }


def test_the_committed_schemas_are_those_of_the_events(tmp_path: Path) -> None:
    write_schemas(tmp_path)

    assert contents(SCHEMAS) == contents(tmp_path), "run `make contracts` and commit what changed"


def test_the_committed_asyncapi_document_is_that_of_the_events() -> None:
    assert ASYNCAPI.read_text(encoding="utf-8") == asyncapi_text(), "run `make contracts`"


def test_every_event_stands_in_the_channel_of_its_publisher() -> None:
    document = json.loads(ASYNCAPI.read_text(encoding="utf-8"))
    channels = document["channels"]

    told = {name for channel in channels.values() for name in channel["messages"]}

    assert told == set(document["components"]["messages"])
    assert len(told) == len(published_events())
    assert {channel["address"] for channel in channels.values()} == {
        topic.name for topic in TOPICS.values()
    }
    for message in document["components"]["messages"].values():
        assert (ASYNCAPI.parent / message["payload"]["schema"]["$ref"]).exists()


def test_the_schema_of_an_event_that_is_no_more_is_removed(tmp_path: Path) -> None:
    stray = tmp_path / "review" / "Gone.v1.json"
    stray.parent.mkdir()
    stray.write_text("{}")

    write_schemas(tmp_path)

    assert not stray.exists()


def released_schemas() -> dict[str, Schema]:
    """The schemas at the newest release tag; none before the first release."""
    git = ["git", "-C", str(ROOT)]
    tag = subprocess.run(
        [*git, "describe", "--tags", "--abbrev=0", "--match=v*"],
        capture_output=True,
        text=True,
        check=False,
    ).stdout.strip()
    if not tag:
        return {}
    folder = SCHEMAS.relative_to(ROOT).as_posix()
    paths = subprocess.run(
        [*git, "ls-tree", "-r", "--name-only", tag, folder],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    return {path: json.loads(_at_tag(tag, path)) for path in paths}


def _at_tag(tag: str, path: str) -> str:
    return subprocess.run(
        ["git", "-C", str(ROOT), "show", f"{tag}:{path}"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def test_no_promise_of_the_last_release_is_taken_back() -> None:
    broken = {
        path: incompatible(old, json.loads((ROOT / path).read_text()))
        if (ROOT / path).exists()
        else ["the event is no longer published"]
        for path, old in released_schemas().items()
    }

    assert not {path: why for path, why in broken.items() if why}


def schema_of(name: str) -> Schema:
    [event] = [event for event in published_events() if name == event.NAME]
    schema: Schema = json.loads(schema_text(event))
    return schema


def take_away(schema: Schema) -> None:
    del schema["properties"]["incident_on"]


def rename(schema: Schema) -> None:
    schema["properties"]["occurred_on"] = schema["properties"].pop("incident_on")


def change_type(schema: Schema) -> None:
    schema["properties"]["agency"] = {"type": "integer"}


def change_format(schema: Schema) -> None:
    schema["properties"]["received_on"]["format"] = "date-time"


def loosen(schema: Schema) -> None:
    schema["required"].remove("agency")


def allow_nothing(schema: Schema) -> None:
    schema["properties"]["agency"] = {"anyOf": [{"type": "string"}, {"type": "null"}]}


def add_code(schema: Schema) -> None:
    schema["properties"]["category"]["enum"].append("missing")


def open_codes(schema: Schema) -> None:
    del schema["properties"]["category"]["enum"]


def change_items(schema: Schema) -> None:
    schema["properties"]["other_partnerships"]["items"] = {"type": "integer"}


@pytest.mark.parametrize(
    "alter",
    [
        take_away,
        rename,
        change_type,
        change_format,
        loosen,
        allow_nothing,
        add_code,
        open_codes,
        change_items,
    ],
)
def test_an_incompatible_change_is_refused(alter: Callable[[Schema], None]) -> None:
    old = schema_of("ReferralReceived")
    new = copy.deepcopy(old)

    alter(new)

    assert incompatible(old, new)


def test_an_incompatible_change_of_a_part_is_refused() -> None:
    old = schema_of("MeetingHeld")
    new = copy.deepcopy(old)

    del new["$defs"]["RecommendationMade"]["properties"]["owner"]

    assert incompatible(old, new) == ["event.recommendations[].owner: taken away"]


def add_optional(schema: Schema) -> None:
    schema["properties"]["route"] = {"type": "string", "default": ""}


def add_required(schema: Schema) -> None:
    add_optional(schema)
    schema["required"].append("route")


def say_less(schema: Schema) -> None:
    schema["properties"]["category"]["enum"].remove("other")


def reword(schema: Schema) -> None:
    schema["description"] = "Said better."


@pytest.mark.parametrize("alter", [add_optional, add_required, say_less, reword])
def test_a_change_that_disturbs_no_reader_is_accepted(alter: Callable[[Schema], None]) -> None:
    old = schema_of("ReferralReceived")
    new: dict[str, Any] = copy.deepcopy(old)

    alter(new)

    assert incompatible(old, new) == []


def test_every_event_has_a_schema_of_its_own() -> None:
    paths = [schema_path(event) for event in published_events()]

    assert len(set(paths)) == len(paths) > 0
