"""The questions of a decision at a gate, the same for every gate; its outcomes and criteria come from the rule pack."""

from __future__ import annotations

from collections.abc import Mapping

from portal.forms.fields import Field, Kind

BODIES: dict[str, str] = {
    "local_authority": "Local authority", "icb": "Integrated Care Board", "police": "Police",
}  # fmt: skip
PRESENCE: Mapping[str, str] = {
    "present": "Present", "deputy": "A deputy was present", "apologies": "Apologies",
}  # fmt: skip
FINDINGS: Mapping[str, str] = {"met": "Met", "not_met": "Not met", "not_known": "Not known"}
VIEWS: Mapping[str, str] = {
    "agree": "Agrees",
    "disagree": "Does not agree",
    "abstain": "Gives no view",
}
HANDLING: Mapping[str, str] = {
    "took_no_part": "Took no part", "left_for_this_item": "Left for this item",
    "noted_and_stayed": "Noted, and stayed",
}  # fmt: skip


def decision(gate: str, question: str) -> tuple[Field, ...]:
    """What is asked at every gate: the outcome, when, and why. A gate that needs more adds the groups below."""
    return (
        Field("decision.outcome", question, Kind.ONE, needed=True, choices=f"gate.{gate}"),
        Field("decision.decided_on", "When was it decided?", Kind.DATE, needed=True),
        Field("decision.rationale", "Why?", Kind.LONG, hint="So that somebody who was not there understands it."),
        Field("decision.conditions", "Conditions, or the scope of what was commissioned", Kind.LONG, longest=4000,
              hint="Only where there are some.",
              example="Sent as soon as the safety of the older brother is clear."),
        Field("decision.route", "Another route, where the outcome is that something else happens", Kind.ONE,
              choices="pack.routes"),
        Field("decision.review_on", "When is it looked at again?", Kind.DATE,
              hint="Where more information is awaited, or the decision was put off."),
    )  # fmt: skip


def findings(gate: str) -> Field:
    """Criterion by criterion. ``each_criterion`` puts one row for each into an empty form."""
    return Field("decision.findings", "Criterion by criterion", Kind.ROWS, one="criterion", rows=(
        Field("criterion", "Criterion", Kind.ONE, needed=True, choices=f"criteria.{gate}"),
        Field("finding", "Finding", Kind.ONE, needed=True, choices=FINDINGS),
        Field("reason", "What it rests on", Kind.LONG, needed=True, longest=4000),
    ))  # fmt: skip


def each_criterion(codes: Mapping[str, str]) -> Mapping[str, str]:
    """What an empty form says: a row for each criterion, without a finding."""
    return {f"decision.findings.{n}.criterion": code for n, code in enumerate(codes)}


ATTENDANCE = Field("decision.attendance", "Who was there", Kind.ROWS, one="body", rows=(
    Field("body", "Statutory partner", Kind.ONE, needed=True, choices=BODIES),
    Field("position", "Position", hint="For example, Head of service. Never a name."),
    Field("presence", "Presence", Kind.ONE, needed=True, choices=PRESENCE),
))  # fmt: skip
PARTNER_VIEWS = Field("decision.views", "The view of each statutory partner", Kind.ROWS, one="view", rows=(
    Field("partner", "Partner", Kind.ONE, needed=True, choices=BODIES),
    Field("view", "View", Kind.ONE, needed=True, choices=VIEWS),
    Field("reason", "Reason", Kind.LONG, longest=4000),
))  # fmt: skip
DISSENT = (
    Field("decision.dissent", "Who did not agree", Kind.ROWS, one="dissent", rows=(
        Field("body", "Statutory partner", Kind.ONE, needed=True, choices=BODIES),
        Field("reason", "Reason", Kind.LONG, needed=True, longest=4000),
    )),
    Field("decision.escalated_to", "To whom was it escalated, or why not?"),
    Field("decision.escalation_outcome", "What came of it?", Kind.LONG, longest=4000),
)  # fmt: skip
CONFLICTS = Field("decision.conflicts", "Conflicts of interest", Kind.ROWS, one="conflict", rows=(
    Field("body", "Who (a role)", needed=True),
    Field("nature", "Which conflict", needed=True),
    Field("handling", "How it was handled", Kind.ONE, needed=True, choices=HANDLING),
))  # fmt: skip
