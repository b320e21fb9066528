"""Rule packs and code lists as they are shown to a person, and as JSON to a program."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from rich.table import Table
from rich.text import Text

from chassis.rules.pack_problems import dotted
from rapid_review.show import screen

if TYPE_CHECKING:
    from chassis.rules.code_lists import CodeList, CodeLists
    from chassis.rules.rule_pack import RulePack
    from chassis.rules.rule_packs import RulePacks

OF_THE_WHOLE = frozenset(
    (
        "stands_on",
        "in_force_from",
        "code",
        "name",
        "colour",
        "version",
        "effective_from",
        "region",
        "source",
    )
)
"""What a pack says of itself; everything else is a rule."""


def listed(packs: RulePacks) -> list[dict[str, Any]]:
    """Each pack that is ever in force, and whether it is today's."""
    return [
        {
            "partnership": code,
            "name": pack.name,
            "key": pack.key,
            "in_force_from": pack.in_force_from.isoformat(),
            "today": pack == packs.of(code),
            "layers": [f"{code}@{pack.version}", *pack.stands_on],
        }
        for code in packs.codes()
        for pack in packs.versions(code)
    ]


def whole(pack: RulePack, packs: RulePacks) -> dict[str, Any]:
    """A pack with all that it says, and for each value the layer that says it."""
    return {
        "partnership": pack.code,
        "name": pack.name,
        "key": pack.key,
        "in_force_from": pack.in_force_from.isoformat(),
        "layers": [f"{pack.code}@{pack.version}", *pack.stands_on],
        "values": [
            {"path": dotted(path), "value": value, "layer": packs.origin(pack, path)}
            for path, value in _values(pack)
        ],
    }


def differences(one: RulePack, other: RulePack) -> list[dict[str, Any]]:
    """Every value that one pack has and the other has not, or has otherwise."""
    before = {dotted(path): value for path, value in _values(one)}
    after = {dotted(path): value for path, value in _values(other)}
    return [
        {"path": path, "before": before.get(path), "after": after.get(path)}
        for path in dict.fromkeys([*before, *after])
        if before.get(path) != after.get(path)
    ]


def print_json(content: Any) -> None:
    """One JSON value on standard output."""
    print(json.dumps(content, ensure_ascii=False, indent=2))


def show_list(rows: Sequence[dict[str, Any]]) -> None:
    """One line for each pack; today's have a star."""
    _print_table(
        ("", "Partnership", "In force from", "Key"),
        (("*" if row["today"] else "", row["partnership"], row["in_force_from"], row["key"]) for row in rows),
    )  # fmt: skip


def show_pack(found: dict[str, Any]) -> None:
    """Each value with its layer, table by table."""
    console = screen()
    console.print(found["name"])
    console.print(f"{found['key']}, in force from {found['in_force_from']}")
    _print_table(
        ("Rule", "Value", "Says"),
        ((row["path"], _said(row["value"]), row["layer"]) for row in found["values"]),
    )


def show_differences(one: str, other: str, found: Sequence[dict[str, Any]]) -> None:
    """Each difference: what was, and what is."""
    console = screen()
    console.print(f"from {one}\nto   {other}")
    if not found:
        console.print("They say the same.")
    for row in found:
        console.print(f"\n{row['path']}")
        if row["before"] is not None:
            console.print(f"  - {_said(row['before'])}")
        if row["after"] is not None:
            console.print(f"  + {_said(row['after'])}")


def show_lists(lists: CodeLists) -> None:
    """The lists that there are."""
    _print_table(
        ("List", "Version", "Codes", "Source"),
        (
            (name, found.version, str(len(found.entries)), found.source)
            for name in lists.names()
            for found in [lists.of(name)]
        ),
    )


def show_codes(found: CodeList) -> None:
    """One list with its source, its codes and what other systems call them."""
    console = screen()
    console.print(f"{found.name}, version {found.version}\nSource: {found.source}")
    if found.note:
        console.print(found.note)
    systems = [system for system in found.systems if system != found.system]
    _print_table(
        ("Code", "Label", *(found.systems[system] for system in systems), ""),
        (
            (code, entry.label, *(found.mapped(code, system) for system in systems), rolled_up(entry.rolls_up_to))
            for code, entry in found.entries.items()
        ),
    )  # fmt: skip


def rolled_up(main: str | None) -> str:
    """Where a finer code belongs."""
    return f"part of {main}" if main else ""


def _values(pack: RulePack) -> Iterator[tuple[tuple[str, ...], Any]]:
    content = pack.model_dump(mode="json", exclude_unset=True)
    for table, said in content.items():
        if table not in OF_THE_WHOLE:
            yield from _leaves((table,), said)


def _leaves(path: tuple[str, ...], said: Any) -> Iterator[tuple[tuple[str, ...], Any]]:
    if isinstance(said, dict) and said:
        for key, value in said.items():
            yield from _leaves((*path, key), value)
    else:
        yield path, said


def _said(value: Any) -> str:
    match value:
        case bool():
            return "yes" if value else "no"
        case list():
            return ", ".join(map(str, value)) or "none"
        case dict():
            return "none"
        case _:
            return str(value)


def _print_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    table = Table(*columns, box=None, header_style="bold", pad_edge=False)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    screen().print(table)
