"""A step of a schema that was landed may stand in somebody's database, which then takes no other text of it."""

from __future__ import annotations

from pathlib import Path

from rapid_review.starts import SCHEMAS

KNOWN = Path(__file__).parents[1] / "golden/schema_steps.txt"


def steps() -> set[str]:
    """Every step of every service, with the fingerprint of its text."""
    return {
        f"{step.name} {step.sha256}"
        for schema in SCHEMAS.values()
        for part in schema.series
        for step in part
    }


def test_a_step_is_written_once_and_never_changed() -> None:
    known = set(KNOWN.read_text("utf-8").splitlines())

    changed, unknown = known - steps(), steps() - known

    assert not changed, f"restore their text, and write a new step: {sorted(changed)}"
    assert not unknown, f"new ones belong into {KNOWN.name}: {sorted(unknown)}"
