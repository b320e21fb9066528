"""``rapid-review packs``: which rules are in force where, what they say, how two differ, and whether all is well.

These read the folder of the rule packs and ask no platform.
Exit status: 0 done; 1 something is wrong with the packs, or there is no such pack; 2 wrong usage.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from rapid_review.options import REFUSED, WRONG, AsJson, stop

if TYPE_CHECKING:
    from chassis.rules.code_lists import CodeLists
    from chassis.rules.rule_pack import RulePack
    from chassis.rules.rule_packs import RulePacks

packs = typer.Typer(
    name="packs",
    no_args_is_help=True,
    help="Rule packs: list, show, compare and check the rules that differ by place.",
)

ON_A_DAY = re.compile(r"([A-Za-z]+)@(\d{4}-\d{2}-\d{2})")
Partnership = Annotated[
    str, typer.Argument(metavar="PARTNERSHIP", help="Its code, like PLY, or the key of a pack.")
]
On = Annotated[
    str | None, typer.Option("--on", metavar="DATE", help="On this day. [default: today]")
]
One = Annotated[
    str,
    typer.Argument(metavar="PACK", help="A key, a partnership, or one on a day: DEV@2025-12-31."),
]
PacksFolder = Annotated[
    Path | None,
    typer.Argument(
        metavar="FOLDER",
        help="The folder of the packs. [env var: RAPID_REVIEW_PACKS; default: packs]",
        show_default=False,
    ),
]


@packs.command(name="list")
def list_packs(*, as_json: AsJson = False) -> None:
    """Every pack that is ever in force, with its layers; today's are marked."""
    from rapid_review import packs_shown  # noqa: PLC0415

    loaded = _loaded()
    if as_json:
        packs_shown.print_json(packs_shown.listed(loaded))
    else:
        packs_shown.show_list(packs_shown.listed(loaded))


@packs.command()
def show(partnership: Partnership, *, on: On = None, as_json: AsJson = False) -> None:
    """The rules of a partnership on a day, each with the layer that says it."""
    from rapid_review import packs_shown  # noqa: PLC0415

    loaded = _loaded()
    pack = _pack(loaded, partnership if on is None else f"{partnership}@{_day(on)}")
    if as_json:
        packs_shown.print_json(packs_shown.whole(pack, loaded))
    else:
        packs_shown.show_pack(packs_shown.whole(pack, loaded))


@packs.command()
def diff(one: One, other: One, *, as_json: AsJson = False) -> None:
    """What differs between two packs."""
    from rapid_review import packs_shown  # noqa: PLC0415

    loaded = _loaded()
    before, after = _pack(loaded, one), _pack(loaded, other)
    found = packs_shown.differences(before, after)
    if as_json:
        packs_shown.print_json(found)
    else:
        packs_shown.show_differences(before.key, after.key, found)


@packs.command()
def check(folder: PacksFolder = None) -> None:
    """Name everything that is wrong with rule packs, code lists and released files, with its line."""
    from chassis.rules.code_lists import code_list_problems  # noqa: PLC0415
    from chassis.rules.released import changed, unreleased  # noqa: PLC0415
    from chassis.rules.rule_packs import PackError, RulePacks  # noqa: PLC0415

    folder = _folder(folder)
    problems = [*changed(folder), *code_list_problems(folder)]
    try:
        found = RulePacks.load(folder)
    except PackError as error:
        problems += error.problems
    for problem in problems:
        print(problem)
    if problems:
        raise typer.Exit(REFUSED)
    versions = sum(len(found.versions(code)) for code in found.codes())
    print(
        f"All is well: {len(found.codes())} partnerships, {versions} packs that are ever in force."
    )
    if still := unreleased(folder):
        print(f"Not released yet: {', '.join(still)}")


@packs.command()
def release(folder: PacksFolder = None) -> None:
    """Write down the files that are new; from now on they never change."""
    from chassis.rules import released  # noqa: PLC0415

    folder = _folder(folder)
    check(folder)
    for name in released.release(folder):
        print(f"{name} is released.")


@packs.command()
def codes(
    name: Annotated[
        str, typer.Argument(metavar="[LIST]", help="A list, such as ethnicity.", show_default=False)
    ] = "",
    *,
    as_json: AsJson = False,
) -> None:
    """The code lists; or the codes of one, with what other systems call them."""
    from rapid_review import packs_shown  # noqa: PLC0415

    lists = _code_lists()
    if name and name not in lists.names():
        stop(WRONG, f"There is no code list {name}; choose one of {', '.join(lists.names())}.")
    names = (name,) if name else lists.names()
    found = {one: lists.of(one).model_dump(exclude_defaults=True) for one in names}
    if as_json:
        packs_shown.print_json(found)
    elif name:
        packs_shown.show_codes(lists.of(name))
    else:
        packs_shown.show_lists(lists)


def _loaded() -> RulePacks:
    from chassis.rules.rule_packs import PackError, RulePacks  # noqa: PLC0415

    try:
        return RulePacks.load()
    except PackError as error:
        stop(REFUSED, str(error))


def _code_lists() -> CodeLists:
    from chassis.rules.code_lists import CodeLists  # noqa: PLC0415
    from chassis.rules.rule_packs import PackError  # noqa: PLC0415

    try:
        return CodeLists.load()
    except PackError as error:
        stop(REFUSED, str(error))


def _folder(given: Path | None) -> Path:
    from chassis.rules.rule_packs import PACKS_FOLDER  # noqa: PLC0415
    from chassis.settings import PacksSettings  # noqa: PLC0415

    folder = given or PacksSettings().packs or PACKS_FOLDER
    if not folder.is_dir():
        stop(WRONG, f"{folder}: there is no such folder.")
    return folder


def _pack(loaded: RulePacks, named: str) -> RulePack:
    """A pack by its key, by its partnership today, or by its partnership on a day."""
    from chassis.errors import Refusal  # noqa: PLC0415

    try:
        if on_a_day := ON_A_DAY.fullmatch(named):
            return loaded.of(on_a_day[1].upper(), _day(on_a_day[2]))
        return loaded.pinned(named) if "@" in named else loaded.of(named.upper())
    except Refusal as refusal:
        stop(REFUSED, str(refusal))


def _day(written: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        stop(WRONG, f"{written}: write a date like 2026-03-02.")
