"""Every import rule bites: each is broken once in a skeleton of the platform, and caught."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from tests.tidy.sources import ROOT, Source, plant, sources

PYPROJECT = ROOT / "pyproject.toml"
RULES = {
    rule["id"]: rule["name"]
    for rule in tomllib.loads(PYPROJECT.read_text())["tool"]["importlinter"]["contracts"]
}

# Rule, where the fault is planted, the fault.
PLANTS: tuple[tuple[str, str, str], ...] = (
    ("ground", "chassis.errors", "import services.review.domain"),
    ("ground", "chassis.errors", "import portal.words"),
    ("ground", "portal.clients", "import services.review.application"),
    ("ground", "services.review.main", "import portal.settings"),
    ("ground", "services.review.main", "import rapid_review"),
    ("ground", "contracts.events", "import chassis.errors"),
    ("neighbours", "services.review.entrypoints", "import services.referral.application"),
    ("neighbours", "services.review.main", "import services.referral.main"),
    ("rooms", "services.review.domain", "import services.review.application"),
    ("rooms", "services.review.readmodel", "import services.review.application"),
    ("rooms", "services.review.application", "import services.review.readmodel"),
    ("rooms", "services.review.application", "import services.review.adapters"),
    ("rooms", "services.review.adapters", "import services.review.entrypoints"),
    ("rooms", "services.review.entrypoints", "import services.review.adapters"),
    ("rooms", "services.review.entrypoints", "import services.review.main"),
    ("portal-rooms", "portal.forms", "import portal.clients"),
    ("portal-rooms", "portal.clients", "import portal.views"),
    ("portal-rooms", "portal.words", "import portal.forms"),
    ("portal-rooms", "portal.views", "import portal.main"),
    ("wire", "services.review.domain", "import contracts.events"),
    ("wire", "services.review.application", "import contracts.envelope"),
    ("wire", "services.review.adapters", "import contracts.grpc"),
    ("wire", "portal.views", "import contracts.grpc"),
    ("wire", "chassis.store.event_store", "import contracts.envelope"),
    ("pure", "services.review.domain", "import grpc"),
    ("pure", "services.review.domain", "import asyncpg"),
    ("pure", "services.review.domain", "import structlog"),
    ("pure", "services.review.domain", "import chassis.doors.grpc_door"),
    ("pure", "chassis.errors", "import asyncpg"),
    ("use-cases", "services.review.application", "import grpc"),
    ("use-cases", "services.review.application", "import aiokafka"),
    ("use-cases", "services.review.readmodel", "import chassis.delivery.relay"),
    ("assembly", "rapid_review.cli", "import services.review.application"),
    ("no-cycles", "chassis.errors", "import chassis.doors.grpc_door"),
)
# Rooms that are too many, and rooms that are not there.
MISSHAPEN: tuple[tuple[str, str | None, str], ...] = (
    ("services.review.helpers", "", RULES["rooms"]),
    ("portal.helpers", "", RULES["portal-rooms"]),
    ("services.review.readmodel", None, "services.review.readmodel does not exist"),
    ("portal.build_static", None, "portal.build_static does not exist"),
)


@cache
def answers() -> tuple[list[str], ...]:
    """What the linter says to the bare skeleton, to each plant and to each misshapen tree."""
    planted: list[tuple[str, str | None]] = [(module, line) for _, module, line in PLANTS]
    planted += [(module, line) for module, line, _ in MISSHAPEN]
    with TemporaryDirectory() as root:
        done = subprocess.run(
            [sys.executable, Path(__file__).with_name("lint_plants.py"), root, PYPROJECT],
            input=json.dumps(planted),
            capture_output=True,
            text=True,
            check=True,
        )
    return tuple(json.loads(done.stdout))


def test_a_tree_without_faults_is_accepted() -> None:
    assert answers()[0] == []


@pytest.mark.parametrize(
    ("number", "rule"),
    [pytest.param(n, rule, id=f"{m}: {line}") for n, (rule, m, line) in enumerate(PLANTS, 1)],
)
def test_a_forbidden_import_is_caught(number: int, rule: str) -> None:
    assert RULES[rule] in answers()[number]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        pytest.param(n, said, id=f"{module} {'missing' if line is None else 'extra'}")
        for n, (module, line, said) in enumerate(MISSHAPEN, len(PLANTS) + 1)
    ],
)
def test_an_extra_and_a_missing_room_are_caught(number: int, said: str) -> None:
    assert said in " ".join(answers()[number])


def test_every_rule_has_a_plant() -> None:
    assert {rule for rule, _, _ in PLANTS} == set(RULES)


# --- What the linter cannot say -----------------------------------------------------------------

# Rules know the stdlib, pydantic, their own room, and these of the chassis: pure, all of them.
PURE = {
    "chassis",
    "chassis.aggregate",
    "chassis.errors",
    "chassis.fields",
    "chassis.limits",
    "chassis.rules",
    "chassis.rules.clock_rules",
    "chassis.rules.decisions",
    "chassis.rules.gates",
    "chassis.rules.rule_pack",
    "chassis.rules.working_days",
}
IMPURE_STDLIB = {"asyncio", "logging", "os", "pathlib", "random", "secrets", "socket", "time"}


def impure(found: Iterable[Source]) -> list[str]:
    """Every import by which a rule would know more than rules may."""
    return [
        f"{source.module} imports {name}"
        for source in found
        if source.module.split(".")[2:3] == ["domain"]
        for name in sorted(source.imports())
        if not _pure(name, own=".".join(source.module.split(".")[:3]))
    ]


def _pure(name: str, own: str) -> bool:
    top = name.partition(".")[0]
    if top == "services":
        return name in {"services", own.rpartition(".")[0]} or f"{name}.".startswith(f"{own}.")
    if top == "chassis":
        return name in PURE or name.rpartition(".")[0] in PURE - {"chassis", "chassis.rules"}
    return top == "pydantic" or (top in sys.stdlib_module_names and top not in IMPURE_STDLIB)


def foreign_doors(found: Iterable[Source]) -> list[str]:
    """Every import of another service's door. Reporting may: it asks the owners for words to render."""
    shared = {"common", "decision", "drafts", "history"}
    hosted = {("review", "team"), ("review", "retention")}  # The people of a case, and its end.
    return [
        f"{source.module} imports {name}"
        for source in found
        if (service := source.module.split(".")[1:2]) and source.module.startswith("services.")
        for name in sorted(source.imports())
        if name.startswith("contracts.grpc.")
        and name.split(".")[2].partition("_pb2")[0] not in {*service, *shared}
        and service != ["reporting"]
        and (service[0], name.split(".")[2].partition("_pb2")[0]) not in hosted
    ]


def importing_tests(found: Iterable[Source]) -> list[str]:
    """Every import of a test by what it tests."""
    return [
        f"{source.module} imports {name}"
        for source in found
        for name in sorted(source.imports())
        if name.partition(".")[0] == "tests"
    ]


def test_rules_import_only_what_is_pure() -> None:
    assert impure(sources()) == []


def test_services_do_not_ask_one_another() -> None:
    assert foreign_doors(sources()) == []


def test_nothing_imports_tests() -> None:
    assert importing_tests(sources()) == []


@pytest.mark.parametrize(
    "line",
    [
        "import random",
        "from time import time",
        "import eventsourcing.domain",
        "from chassis.store.event_store import EventStore",
        "from chassis import seal",
        "from contracts.events import referral",
        "from services.referral.domain import values",
        "from services.review.application import reviews",
    ],
)
def test_an_impure_import_of_a_rule_is_caught(line: str, tmp_path: Path) -> None:
    plant(tmp_path, "services/review/domain/rules.py", line)

    assert impure(sources(tmp_path))


@pytest.mark.parametrize(
    "line",
    [
        "from datetime import date",
        "from pydantic import Field",
        "from chassis.errors import WrongState",
        "from services.review.domain import values",
        "from services.review.domain.values import Outcome",
    ],
)
def test_a_pure_import_of_a_rule_is_accepted(line: str, tmp_path: Path) -> None:
    plant(tmp_path, "services/review/domain/rules.py", line)

    assert impure(sources(tmp_path)) == []


def test_asking_another_service_is_caught(tmp_path: Path) -> None:
    line = "from contracts.grpc import referral_pb2_grpc, review_pb2, history_pb2"
    plant(tmp_path, "services/review/entrypoints/event_door.py", line)
    plant(tmp_path, "services/reporting/adapters/words_grpc.py", line)

    assert foreign_doors(sources(tmp_path)) == [
        "services.review.entrypoints.event_door imports contracts.grpc.referral_pb2_grpc"
    ]


def test_importing_a_test_is_caught(tmp_path: Path) -> None:
    plant(tmp_path, "chassis/clock.py", "from tests.support import facts")

    assert importing_tests(sources(tmp_path))
