"""What is kept of the decisions about a case, and who is on its team, as plain frozen objects that pages can show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Attendance:
    """A body that was there: in which position, and how; never a name."""

    body: str
    position: str
    presence: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of a criterion, in the words that it had then."""

    criterion: str
    words: str
    finding: str
    reason: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class View:
    """How one partner saw it, or how one body saw it otherwise."""

    body: str
    view: str
    reason: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A conflict of interest of a body, and how it was handled."""

    body: str
    nature: str
    handling: str


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """A decision at a gate, as it is kept."""

    gate: str
    body: str
    question: str
    decided_on: date | None
    outcome: str
    rationale: str
    conditions: str
    route: str
    review_on: date | None
    attendance: tuple[Attendance, ...]
    findings: tuple[Finding, ...]
    views: tuple[View, ...]
    dissent: tuple[View, ...]
    escalated_to: str
    escalation_outcome: str
    conflicts: tuple[Conflict, ...]
    corrects: bool
    superseded: bool
    event_id: str


@dataclass(frozen=True, slots=True)
class ComingGate:
    """The gate that comes next, and what it still needs, in words."""

    gate: str
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions of one owner, in the order in which they were taken."""

    records: tuple[DecisionRecord, ...] = ()
    coming: ComingGate | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody on the team of a case, by a pseudonym."""

    person: str
    role: str
    agency: str
    until_on: date | None


@dataclass(frozen=True, slots=True)
class Team:
    """The people of one case."""

    members: tuple[Member, ...] = ()
    conflicts: tuple[tuple[str, str], ...] = ()
    broken_glass: tuple[tuple[str, str, datetime], ...] = ()
    returns_released_on: date | None = None


@dataclass(frozen=True, slots=True)
class AwaitingAgreement:
    """A referral that an agency has prepared and that its safeguarding lead has not agreed to yet."""

    case_id: str
    partnership: str
    agency: str
    prepared_on: date | None
    status: str


@dataclass(frozen=True, slots=True)
class WithheldReferral:
    """A referral that was not agreed; whether the person who asks wrote it, and whether they have seen why."""

    case_id: str
    partnership: str
    agency: str
    prepared_on: date | None
    decided_on: date | None
    own: bool
    seen: bool


@dataclass(frozen=True, slots=True)
class AwaitingDecision:
    """A referral of which it is not decided yet what follows, and the partners whose view is still to come."""

    case_id: str
    partnership: str
    reference: str
    received_on: date | None
    views_missing: frozenset[str]
