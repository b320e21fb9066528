"""How the bodies of older events are read today: what was not recorded then stays empty."""

from __future__ import annotations

from collections.abc import Callable

from chassis.aggregate import Body, Upcast

LCSPR, NO_LCSPR, OTHER_ROUTE = "lcspr", "no_lcspr", "other_route"


def decided(gate: str, day: str, words: str = "") -> Upcast:
    """Of a step that named its day, its outcome and perhaps its words, before decisions were kept in full."""

    def upcast(body: Body) -> Body:
        rest = {name: value for name, value in body.items() if name not in {day, "outcome", words}}
        outcome = body.get("outcome", "close")
        return rest | {"decision": _record(gate, body[day], outcome, rationale=body.get(words, ""))}

    return upcast


def cspr_decided(body: Body) -> Body:
    """A route of the pack was an outcome of its own then."""
    outcome = body["outcome"]
    elsewhere = outcome not in {LCSPR, NO_LCSPR}
    record = _record(
        "G5", body["decided_on"], OTHER_ROUTE if elsewhere else outcome,
        rationale=body["rationale"], findings=body["findings"], route=outcome if elsewhere else "",
    )  # fmt: skip
    return {"reference": body["reference"], "round": body["round"], "decision": record}


def with_defaults(**defaults: object) -> Callable[[Body], Body]:
    """A body that lacks these fields."""
    return lambda body: defaults | body


def _record(gate: str, decided_on: str, outcome: str, **more: object) -> Body:
    return {
        "gate": gate, "decided_on": decided_on, "outcome": outcome,
        "body": "", "rule_pack": "", "question": "", "criteria": {}, **more,
    }  # fmt: skip
