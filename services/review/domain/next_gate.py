"""Which gate comes next in a review, and what it still needs before it can be passed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from chassis.limits import spoken
from chassis.rules.decisions import Gate
from chassis.rules.gates import PARTNERS
from services.review.domain.restrictions import HELD_BY, Restricted, in_order
from services.review.domain.state import ReviewState
from services.review.domain.values import Stage

NEXT: Mapping[Stage, str] = {
    Stage.GATHERING: "G4",
    Stage.MEETING_HELD: "G5",
    Stage.REPORT_FINALISED: "G5",
    Stage.CSPR_DECIDED: "G6",
    Stage.SCRUTINISED: "G7",
    Stage.SENT_TO_PANEL: "G7",
    Stage.PANEL_ASKED: "G8",
    Stage.PANEL_REPLIED: "G11",
}
FIRST: Mapping[Stage, str] = {
    Stage.MEETING_HELD: "The final report",
    Stage.SCRUTINISED: "The report has to be sent to the Panel",
}
HOLDING: Mapping[str, Restricted] = {
    "G9": Restricted.COMMISSIONING,
    "G10": Restricted.PUBLICATION,
    "G11": Restricted.CLOSING,
}


@dataclass(frozen=True, slots=True)
class NextGate:
    """The gate, what it still needs in words, and when it is looked at again if it was put off."""

    gate: Gate
    needs: tuple[str, ...]
    review_on: date | None


def next_gate_of(review: ReviewState) -> NextGate | None:
    """None when the review is closed, or began before gates were rules and has not gone on since."""
    code = _code_of(review)
    gate = review.pinned.gates.get(code)
    if gate is None:
        return None
    open_again = next(
        (one.record.review_on for one in reversed(review.decisions) if one.record.gate == code),
        None,
    )
    return NextGate(gate, tuple(_needs(review, gate)), open_again)


def _code_of(review: ReviewState) -> str:
    code = NEXT.get(review.stage, "")
    local = review.local_review
    if code != "G11" or local is None or local.is_settled:
        return code
    return "G10" if local.is_under_way else "G9"


def _needs(review: ReviewState, gate: Gate) -> Iterator[str]:
    if review.stage in FIRST:
        yield FIRST[review.stage]
    if gate.code == "G4" and (missing := review.returns_missing):
        yield f"Returns, or why the meeting goes ahead without them: {len(missing)}"
    for body in gate.rule.quorum:
        name = next((words for code, words in PARTNERS.items() if code == body), spoken(body))
        yield f"Present, or a deputy: {name}"
    for words in gate.criteria.values():
        yield f"A finding: {words}"
    for name in PARTNERS.values() if gate.rule.views else ():
        yield f"The view of {name}"
    if gate.code == "G11" and not review.learning_drafted:
        yield "The learning briefing has to be begun"
    if gate.code in HOLDING:
        for held in in_order(review.restrictions & HELD_BY[HOLDING[gate.code]]):
            yield f"In force: {spoken(held)}"
