"""The list of cases as reporting gives it: invented cases filtered, sorted and cut as the contract says."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from contracts.grpc import reporting_pb2 as wire

OWN_STEPS = ("coordinator", "statutory_partner", "subgroup_chair", "strategic_leader")
OPEN_TO_COMMENT = ("cspr_decision", "scrutiny", "sending")
STAGES = (
    "referral",
    "decision",
    "gathering",
    "meeting",
    "report",
    "cspr_decision",
    "scrutiny",
    "sending",
    "panel",
)
SORTED: Mapping[str, Callable[[wire.CaseSummary], tuple[Any, ...]]] = {
    "case": lambda case: (case.reference,),
    "stage": lambda case: (
        STAGES.index(case.stage) if case.stage in STAGES else len(STAGES),
        case.reference,
    ),
    "late": lambda case: (-max((one.working_days for one in case.late), default=0), case.reference),
    "next": lambda case: (case.next_due_on or "9999", case.reference),
    "returns": lambda case: (case.returns_in - case.returns_asked, case.reference),
}
"""How each column sorts; time is the order in which a test gives the cases."""


def is_late(case: wire.CaseSummary) -> bool:
    return case.live and bool(case.late or (case.days_late and not case.sent_on))


def is_due_soon(case: wire.CaseSummary) -> bool:
    running = case.live and case.due_on and not case.sent_on
    return bool(running) and 0 <= case.of_days - case.day <= 3


def chosen(found: Iterable[wire.CaseSummary], asked: wire.CasePage) -> list[wire.CaseSummary]:
    some = [
        case
        for case in found
        if case.live is (asked.show != "closed")
        and asked.stage in {"", case.stage}
        and (not asked.waiting_for or asked.waiting_for in case.waiting_for)
        and asked.reference.upper() in case.reference
        and (asked.show != "late" or is_late(case))
        and (asked.show != "soon" or is_due_soon(case))
    ]
    if key := SORTED.get(asked.sort):
        some.sort(key=key)
    return some[::-1] if asked.descending else some


def page_of(found: Sequence[Any], size: int, number: int) -> tuple[int, Sequence[Any]]:
    """The number of the page, the last one at most, and what is on it."""
    size = size or max(1, len(found))
    number = min(max(1, number), max(1, -(-len(found) // size)))
    return number, found[(number - 1) * size : number * size]


def figures_of(found: Iterable[wire.CaseSummary]) -> wire.Figures:
    live = [case for case in found if case.live]
    return wire.Figures(
        live=len(live), late=sum(map(is_late, live)), due_soon=sum(map(is_due_soon, live))
    )


def steps_of(
    found: Iterable[wire.CaseSummary],
    held: Collection[tuple[str, str]],
    asked: wire.MySteps,
    today: str,
) -> wire.Steps:
    but = {(one.case_id, one.stage) for one in asked.but}
    own = [
        case
        for case in found
        if case.live and not case.contributing and (case.case_id, case.stage) not in but
        and (
            (case.next_actor in OWN_STEPS and (case.partnership, case.next_actor) in held)
            or (case.stage in OPEN_TO_COMMENT and (case.partnership, "scrutineer") in held)
        )
    ]  # fmt: skip
    own.sort(key=lambda case: (case.next_due_on or "9999", case.reference))
    return wire.Steps(
        cases=own[: asked.size], found=len(own),
        late=sum(bool(case.next_due_on) and case.next_due_on < today for case in own),
        due_today=sum(case.next_due_on == today for case in own),
    )  # fmt: skip
