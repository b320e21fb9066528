"""What auditors look at, as plain objects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.clients.case_facts import CaseSummary


@dataclass(frozen=True, slots=True)
class FoundCase:
    """A case that has the codes that were looked for."""

    summary: CaseSummary
    begun_at: datetime
    themes: Sequence[str]


@dataclass(frozen=True, slots=True)
class Found:
    """The cases, and what can be looked for."""

    cases: Sequence[FoundCase]
    more: bool
    agencies: Sequence[str]
    themes: Sequence[str]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is otherwise after an event than before."""

    what: str
    who: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ToldStep:
    """A told event with what it changed."""

    event_id: str
    service: str
    type: str
    sentence: str
    role: str
    occurred_at: datetime
    recorded_at: datetime
    stages: tuple[str, str]
    changes: Sequence[Change]


@dataclass(frozen=True, slots=True)
class Replay:
    """A case as the board has it, step by step."""

    case_id: str
    reference: str
    partnership: str
    partnership_name: str
    steps: Sequence[ToldStep]


@dataclass(frozen=True, slots=True)
class KeptEvent:
    """A stored event of one service, with its words where they are not erased."""

    event_id: str
    service: str
    stream: str
    version: int
    topic: str
    actor: str
    causation_id: str
    occurred_at: datetime
    recorded_at: datetime
    position: int
    hash: str
    body: Mapping[str, Any] | None
    erased: bool


@dataclass(frozen=True, slots=True)
class VerifiedStream:
    """One stream of a case; ``problem`` names what does not fit, and is empty where all fits."""

    service: str
    stream: str
    topic: str
    events: int
    last_hash: str
    problem: str


@dataclass(frozen=True, slots=True)
class CaseRead:
    """What one person read of a case within a minute."""

    service: str
    person: str
    role: str
    partnership: str
    method: str
    first_at: datetime
    last_at: datetime
    times: int
    with_words: bool
    glass: bool


@dataclass(frozen=True, slots=True)
class Reads:
    """Who read a case, the latest first; which services did not answer, and which have more than they told."""

    reads: Sequence[CaseRead]
    away: Sequence[str]
    more: Sequence[str]
