"""A decision of any gate as people read it: outcome, reasons, criterion by criterion, who took part, who disagreed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from chassis.rules.rule_pack import RulePack
from portal import words
from portal.decision_words import evidence_words
from portal.forms.decisions import BODIES, FINDINGS, HANDLING, PRESENCE, VIEWS


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision in words; ``lines`` are label and text."""

    gate: str
    body: str
    day: str
    outcome: str
    lines: tuple[tuple[str, str], ...]
    superseded: bool


def decided(record: Mapping[str, Any], pack: RulePack) -> Decided:
    """The words of a record; of its gate, as the pack says it."""
    said = record["decision"]
    rule = pack.gate(record["gate"]).rule if record["gate"] in pack.gates else None
    outcome = rule.outcomes.get(said["outcome"]) if rule else None
    return Decided(
        gate=words.curly(rule.label if rule else record["gate"]),
        body=words.curly(record["body"]),
        day=words.written_day(said.get("decided_on", "")),
        outcome=words.curly(outcome.label if outcome else words.plain(said["outcome"])),
        lines=tuple(
            (words.curly(label), words.curly(text)) for label, text in _lines(record, pack)
        ),
        superseded=bool(record.get("superseded")),
    )


def _lines(record: Mapping[str, Any], pack: RulePack) -> Iterator[tuple[str, str]]:
    said = record["decision"]
    bodies = BODIES | dict(pack.roles)

    def who(code: str) -> str:
        return bodies.get(code) or words.plain(code)

    for label, text in (
        ("Question", words.curly(record.get("question", ""))),
        ("Why", said.get("rationale", "")),
        ("Conditions or scope", said.get("conditions", "")),
        ("Route", pack.routes.get(said.get("route", ""), "")),
        ("Looked at again", words.written_day(said.get("review_on", ""))),
    ):
        if text:
            yield label, text
    agencies = {code: one.label for code, one in pack.agencies.items()}
    yield from _found(said, record.get("criteria", {}), agencies)
    yield from _took_part(said, who)


def _found(
    said: Mapping[str, Any], criteria: Mapping[str, str], agencies: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    for one in said.get("findings", ()):
        text = f"{FINDINGS.get(one['finding'], one['finding'])}. {one.get('reason', '')}"
        if one.get("evidence"):
            seen = (evidence_words(code, agencies) for code in one["evidence"])
            text = f"{text}\nSeen in: {', '.join(seen)}"
        yield words.curly(criteria.get(one["criterion"], one["criterion"])), text


def _took_part(said: Mapping[str, Any], who: Callable[[str], str]) -> Iterator[tuple[str, str]]:
    for one in said.get("attendance", ()):
        position = f", {one['position']}" if one.get("position") else ""
        yield f"{who(one['body'])}{position}", PRESENCE.get(one["presence"], one["presence"])
    for one in said.get("views", ()):
        reason = f": {one['reason']}" if one.get("reason") else ""
        yield f"View: {who(one['partner'])}", f"{VIEWS.get(one['view'], one['view'])}{reason}"
    for one in said.get("dissent", ()):
        yield f"Saw it otherwise: {who(one['body'])}", one.get("reason", "")
    for label, name in (
        ("Escalated to", "escalated_to"),
        ("What came of it", "escalation_outcome"),
    ):
        if said.get(name):
            yield label, said[name]
    for one in said.get("conflicts", ()):
        handling = HANDLING.get(one["handling"], one["handling"])
        yield f"Conflict of interest: {who(one['body'])}", f"{one['nature']}. {handling}"
