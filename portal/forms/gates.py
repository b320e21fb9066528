"""The form of a decision at any gate, made of the gate's rule: what it asks, what it can end with, and what it needs.

    form with its own sections, and a place for the decision ──rule pack──> the decision, criterion by criterion,
                                                                     who was there, what each partner thinks

Nothing is asked that the gate does not ask: without criteria there are none, and a route only where one may be taken.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from chassis.rules.gates import PARTNERS, GateRule, Need
from chassis.rules.rule_pack import RulePack
from portal.forms.decisions import BODIES, CONFLICTS, FINDINGS, PRESENCE, VIEWS
from portal.forms.fields import Field, FormOf, Kind, Section
from portal.words import curly

DECISION = Section("decision", "The decision", ())
"""The place of a decision in a form; what stands in it is asked before the outcome."""
VIEWS_KNOWN = frozenset({"G1", "G2"})
"""Gates at which a partner whose view was recorded before need not say it again."""


def at_gate(form: FormOf, pack: RulePack) -> FormOf:
    """The same form with the questions of its gate; a form of no gate stays as it is."""
    if not form.gate:
        return form
    rule = pack.gate(form.gate).rule
    sections: list[Section] = []
    for one in form.sections:
        if one.code == DECISION.code:
            sections += _decision(one, form, rule)
        else:
            sections.append(one)
    if len(sections) == 1:  # One page has room for conflicts of interest, too.
        sections = [replace(sections[0], fields=(*sections[0].fields, CONFLICTS))]
    begins = {f"decision.attendance.{n}.body": body for n, body in enumerate(rule.quorum)}
    return replace(form, sections=tuple(sections), begins={**begins, **form.begins})


def _decision(section: Section, form: FormOf, rule: GateRule) -> Iterator[Section]:
    yield replace(section, fields=(*section.fields, *_outcome(form, rule)))
    if rule.criteria:
        yield Section("criteria", "Criterion by criterion", (findings(form.gate),))
    if rule.views:
        yield Section("views", "What each statutory partner thinks", tuple(_views(form.gate)))
    if rule.quorum or rule.views:
        yield Section("present", "Who took part", tuple(_present(rule)))


def _outcome(form: FormOf, rule: GateRule) -> Iterator[Field]:
    offered = {
        code: one
        for code, one in rule.outcomes.items()
        if not form.outcomes or code in form.outcomes
    }
    choices = (
        {code: one.label for code, one in offered.items()} if form.outcomes else f"gate.{form.gate}"
    )
    yield Field("decision.outcome", curly(rule.question), Kind.ONE, needed=True, choices=choices)
    yield Field("decision.decided_on", "When was it decided?", Kind.DATE, needed=True)
    for need, field in WHERE_NEEDED.items():
        asking = [one.label for one in offered.values() if need in one.needs]
        if need != "rationale" and not asking:
            continue
        always = len(asking) == len(offered)
        only = "" if always or not asking else f"Needed for: {'; '.join(asking)}."
        yield replace(field, needed=always, hint=" ".join(filter(None, (field.hint, only))))


WHERE_NEEDED: dict[Need, Field] = {
    "rationale": Field(
        "decision.rationale", "Why?", Kind.LONG,
        hint="So that somebody who was not there understands it.",
    ),
    "route": Field("decision.route", "Which other route?", Kind.ONE, choices="pack.routes"),
    "conditions": Field("decision.conditions", "On what conditions, or with what scope?", Kind.LONG, longest=4000),
    "review_on": Field("decision.review_on", "When is it looked at again?", Kind.DATE),
    "escalation": Field("decision.escalated_to", "Who is it escalated to?"),
}  # fmt: skip


def findings(gate: str, path: str = "decision.findings") -> Field:
    """Whether each criterion is met, and on what that rests."""
    list_of = f"criteria.{gate}"
    return Field(path, "Is each of these met?", Kind.ROWS, needed=True, one="criterion", each=list_of, rows=(
        Field("criterion", "Criterion", Kind.ONE, needed=True, choices=list_of),
        Field("finding", "Finding", Kind.ONE, needed=True, choices=FINDINGS),
        Field("reason", "What this rests on", Kind.LONG, needed=True, longest=4000),
    ))  # fmt: skip


def _views(gate: str) -> Iterator[Field]:
    known = gate in VIEWS_KNOWN
    hint = "A partner’s own view is taken over where you leave this empty." if known else ""  # noqa: RUF001
    yield Field("decision.views", "Does each partner agree with the outcome?", Kind.ROWS, hint=hint,
        needed=not known, one="partner", each=BODIES, rows=(
            Field("partner", "Partner", Kind.ONE, needed=True, choices=BODIES),
            Field("view", "View", Kind.ONE, needed=not known, choices=VIEWS),
            Field("reason", "Reason", Kind.LONG, longest=4000, hint="Needed unless the partner agrees."),
        ))  # fmt: skip


def _present(rule: GateRule) -> Iterator[Field]:
    needed = [PARTNERS.get(body, body) for body in rule.quorum]  # type: ignore[call-overload]
    hint = f"For this decision, these have to be there, or a deputy for each: {', '.join(needed)}."
    yield Field("decision.attendance", "Who was asked to decide?", Kind.ROWS, hint=hint if needed else "",
        one="body", rows=(
            Field("body", "Statutory partner or role", Kind.ONE, needed=True, choices="bodies"),
            Field("position", "Position", hint="For example, Head of service. Never a name."),
            Field("presence", "Were they there?", Kind.ONE, needed=True, choices=PRESENCE),
        ))  # fmt: skip
    yield Field("decision.dissent", "Did anybody else see it differently?", Kind.ROWS, one="disagreement", rows=(
        Field("body", "Who (a body or a role)", needed=True),
        Field("reason", "Why", Kind.LONG, needed=True, longest=4000),
    ))  # fmt: skip
    if not any("escalation" in one.needs for one in rule.outcomes.values()):
        yield Field("decision.escalated_to", "Who was a disagreement escalated to, or why was it not?",
                    hint="Needed where somebody does not agree.")  # fmt: skip
    yield Field(
        "decision.escalation_outcome", "What came of the escalation?", Kind.LONG, longest=4000
    )
    yield CONFLICTS
