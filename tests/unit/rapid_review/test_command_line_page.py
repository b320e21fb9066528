"""The page of the command line lists each command that there is, and no other."""

from __future__ import annotations

import re
from pathlib import Path

import typer

from rapid_review.cli import app

PAGE = Path(__file__).resolve().parents[3] / "docs/reference/command-line.md"
LINE = re.compile(r"^    rapid-review ([\w|-]+)(?: ([\w|]+))?", re.MULTILINE)


def listed(page: str) -> set[str]:
    """The commands of the list, and those of each group."""
    found = set()
    for first, rest in LINE.findall(page):
        group = [word for word in rest.split("|") if word.islower()]
        found |= {f"{first} {word}" for word in group} or {first}
    return found


def there(cli: typer.Typer) -> set[str]:
    """The commands that a person can run."""
    found = {
        one.name or str(one.callback and one.callback.__name__) for one in cli.registered_commands
    }
    for group in cli.registered_groups:
        inner = group.typer_instance
        assert inner is not None
        found |= {f"{inner.info.name} {name}" for name in there(inner)}
    return found


def test_the_page_lists_what_there_is() -> None:
    assert listed(PAGE.read_text(encoding="utf-8")) == there(app)


def test_a_command_that_is_not_there_is_caught() -> None:
    page = PAGE.read_text(encoding="utf-8") + "\n    rapid-review conjure REF    make it so\n"

    assert listed(page) - there(app) == {"conjure"}
