"""The page of access is what the tables say."""

from __future__ import annotations

import importlib.util
from types import ModuleType

from chassis.access.roles import MEANINGS, ROLES, Relation
from tests.tidy.sources import ROOT


def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location(
        "make_access_page", ROOT / "docs/make_access_page.py"
    )
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_is_what_the_tables_say_today() -> None:
    """Run `make reference` when this fails."""
    made = maker()

    assert made.PAGE.read_text(encoding="utf-8") == made.page()


def test_every_method_role_and_relation_is_on_it() -> None:
    made = maker()
    page = made.page()

    assert [role for role in ROLES if f"| `{role}` |" not in page] == []
    assert set(MEANINGS) == set(Relation)
    methods = {method for table in made.TABLES.values() for method in table}
    assert [method for method in methods if f"| {method} |" not in page] == []
