"""The JSON Schema of scripts is up to date, and agrees with what is read."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from rapid_review.scripted.script_schema import FILE, text
from rapid_review.scripted.yaml_lines import read
from tests.unit.rapid_review.scripts import SCRIPT

EXAMPLES = sorted((Path(__file__).resolve().parents[3] / "examples").glob("*.yaml"))


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads(text()))


def test_the_schema_is_up_to_date() -> None:
    assert FILE.read_text(encoding="utf-8") == text(), (
        "run python -m rapid_review.scripted.script_schema"
    )


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(text()))


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_every_example_follows_the_schema(
    file: Path, validator: jsonschema.Draft202012Validator
) -> None:
    assert list(validator.iter_errors(read(file.read_text(encoding="utf-8")).content)) == []


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("partner: police", "partnr: police"),
        ("{day: -2}", "{days: -2}"),
        ("do: record_view", "do: record_opinion"),
        ("key: otter-lane", "key: Otter Lane"),
        ("referral: true", "referral: yes"),
    ],
)
def test_a_mistake_breaks_the_schema(
    written: str, instead: str, validator: jsonschema.Draft202012Validator
) -> None:
    assert validator.is_valid(read(SCRIPT).content)
    assert not validator.is_valid(read(SCRIPT.replace(written, instead)).content)
