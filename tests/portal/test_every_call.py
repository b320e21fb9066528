"""Every call of the services' contracts has a place in the portal, or a reason why it has none."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import portal
from contracts.grpc import (
    drafts_pb2,
    history_pb2,
    learning_pb2,
    notifications_pb2,
    operations_pb2,
    referral_pb2,
    reporting_pb2,
    retention_pb2,
    review_pb2,
    submissions_pb2,
    team_pb2,
)

CONTRACTS = (
    drafts_pb2, history_pb2, learning_pb2, notifications_pb2, operations_pb2, referral_pb2,
    reporting_pb2, retention_pb2, review_pb2, submissions_pb2, team_pb2,
)  # fmt: skip
CODE = Path(portal.__file__).parent
NOT_ASKED = frozenset({CODE / "permissions.py"})
"""Names calls without asking anything."""
ELSEWHERE: Mapping[str, str] = {
    "ListLiveReviews": "the list of cases shows them by days left, from reporting's ListCases",
    "Progress": "for programs that wait until one service has heard of another; people see the live page",
}
"""Calls for which no page asks, each with why."""


def test_every_call_has_a_place_in_the_portal_or_a_reason() -> None:
    assert list(faults(calls(), called(sources()), ELSEWHERE)) == []


def test_a_call_that_nobody_asks_and_a_reason_that_is_not_true_any_more_are_caught() -> None:
    found = called(['await door.ask(caller, "GetReview", request)', "stub.WatchCases(request)"])

    assert list(faults(["GetReview", "WatchCases", "NewCall"], found, {})) == [
        "NewCall has no place in the portal, and no reason"
    ]
    assert list(faults(["GetReview"], found, {"GetReview": "", "OldCall": "gone"})) == [
        "GetReview is asked, so it needs no reason",
        "GetReview says no reason",
        "OldCall is no call of a contract",
    ]


def calls() -> list[str]:
    """Each call that a service answers."""
    apis = [api for one in CONTRACTS for api in one.DESCRIPTOR.services_by_name.values()]
    return sorted(name for api in apis for name in api.methods_by_name)


def test_every_contract_is_looked_at() -> None:
    there = {path.stem for path in Path(drafts_pb2.__file__).parent.glob("*.proto")}
    messages_alone = {"common", "decision"}

    assert {one.__name__.rpartition(".")[2] for one in CONTRACTS} == {
        f"{name}_pb2" for name in there - messages_alone
    }


def sources() -> Iterator[str]:
    for path in CODE.rglob("*.py"):
        if path not in NOT_ASKED and "node_modules" not in path.parts:
            yield path.read_text()


def called(texts: Iterable[str]) -> frozenset[str]:
    """The names by which calls are asked: a text of its own, or an attribute of a stub."""
    nodes = [node for text in texts for node in ast.walk(ast.parse(text))]
    named = {str(one.value) for one in nodes if isinstance(one, ast.Constant)}
    return frozenset(named | {one.attr for one in nodes if isinstance(one, ast.Attribute)})


def faults(
    every: Iterable[str], found: frozenset[str], reasons: Mapping[str, str]
) -> Iterator[str]:
    every = list(every)
    for name in every:
        if name not in found and name not in reasons:
            yield f"{name} has no place in the portal, and no reason"
        if name in reasons and name in found:
            yield f"{name} is asked, so it needs no reason"
        if name in reasons and not reasons[name]:
            yield f"{name} says no reason"
    for name in reasons:
        if name not in every:
            yield f"{name} is no call of a contract"
