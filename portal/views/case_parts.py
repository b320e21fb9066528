"""What the pages of a case show, in words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from chassis.access.roles import MEETING_MEMBER
from portal import decision_words, message_words, words
from portal.clients.case_facts import (
    AgencyProgress,
    CaseDetail,
    CaseSummary,
    GateProgress,
    MilestoneProgress,
    TimelineEntry,
)
from portal.clients.decision_facts import ComingGate, DecisionRecord, Finding, Team
from portal.permissions import READ
from portal.settings import ExamplePerson
from portal.views.desk import Desk

RECORDED_LATER = timedelta(hours=1)
MESSAGES = "notifications"
RETURNED = "SubmissionReturned"
RELEASED = "ReturnsReleased"


@dataclass(frozen=True, slots=True)
class Step:
    """A stage on the map: ``done``, ``now`` or ``ahead``."""

    label: str
    meaning: str
    position: str


@dataclass(frozen=True, slots=True)
class Happening:
    """A line of the timeline."""

    entry: TimelineEntry
    by: str
    recorded_later: bool


@dataclass(frozen=True, slots=True)
class Status:
    """A word with the colour of its tag."""

    label: str
    colour: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Gate:
    """A gate in words, with what it still needs where that may be seen."""

    gate: GateProgress
    status: Status
    needs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """Something that was written: what, on which day, by whom."""

    key: str
    label: str
    detail: str
    by: str
    on: date | None
    version: int = 0  # Of a report.


@dataclass(frozen=True, slots=True)
class Shown:
    """A decision record in words, whole."""

    record: DecisionRecord
    label: str
    outcome: str
    findings: Sequence[tuple[str, Status, str, str]]
    attendance: Sequence[tuple[str, str, str]]
    quorum: str
    views: Sequence[tuple[str, str, str]]
    dissent: Sequence[tuple[str, str]]
    conflicts: Sequence[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class People:
    """The team of a case in words."""

    members: Sequence[tuple[str, str, str, date | None]]
    conflicts: Sequence[tuple[str, str]]
    broken_glass: Sequence[tuple[str, str, str]]
    released_on: date | None


def steps_of(summary: CaseSummary, label_now: str) -> list[Step]:
    """The map of stages. A case that left the path has only the stage where it ended."""
    stage = words.stage_of(summary.stage)
    label_now = label_now or stage.label
    if summary.stage not in words.PATH:
        return [Step(label_now, stage.meaning, "now")]
    here = list(words.PATH).index(summary.stage)
    return [
        Step(
            label=label_now if index == here else known.label,
            meaning=known.meaning,
            position="now" if index == here else "done" if index < here else "ahead",
        )
        for index, known in enumerate(words.PATH.values())
    ]


def gates_of(found: CaseDetail, coming: ComingGate | None) -> list[Gate]:
    """The gates of the case, in their order."""
    return [
        Gate(
            gate=one,
            status=Status(*decision_words.gate_state(one.state)),
            needs=coming.needs if coming and coming.gate == one.gate else (),
        )
        for one in found.gates
    ]


def agency_status(agency: AgencyProgress) -> Status:
    """How far a return is; late is said beside it, with the days."""
    label, colour = words.return_status(agency.status)
    if agency.nil_return:
        label = f"{label}, nothing known"
    late = f"{words.working_days(agency.days_late)} late" if agency.days_late else ""
    return Status(label, colour, late)


def milestone_status(milestone: MilestoneProgress, summary: CaseSummary) -> Status:
    """Whether a milestone was reached, is due today, has passed, or lies ahead."""
    if milestone.done_on:
        after = milestone.due_on is not None and milestone.done_on > milestone.due_on
        return Status("Done", "green", "after its day" if after else "")
    running = summary.live and summary.clock_started and not summary.sent_on
    if running and summary.day > milestone.working_day:
        return Status(
            "Not done yet", "red", words.working_days(summary.day - milestone.working_day) + " late"
        )
    if running and summary.day == milestone.working_day:
        return Status("Due today", "yellow")
    return Status("Ahead" if summary.live else "Not recorded", "grey")


def timeline_of(
    found: CaseDetail, people: Sequence[ExamplePerson], *, messages: bool
) -> list[Happening]:
    """What has happened, the newest first: people come back to see what is new.

    Messages to people are a list of their own, because there are many and they change nothing.
    """
    labels = {person.id: person.label for person in people}
    newest_first = reversed(found.timeline)  # So that an effect stands above its cause.
    return [
        Happening(
            entry=entry,
            by=labels.get(entry.actor) or words.role_words(entry.actor),
            recorded_later=entry.recorded_at - entry.occurred_at > RECORDED_LATER,
        )
        for entry in newest_first
        if (entry.service == MESSAGES) is messages
    ]


def has_chronology(found: CaseDetail, roles: Collection[str]) -> bool:
    """Whether ``roles`` in the leading partnership have a merged chronology to look at; the meeting, once released."""
    reads = READ["MergedChronology"].intersection(roles)
    if not any(entry.type == RELEASED for entry in found.timeline):
        reads -= {MEETING_MEMBER}
    rows = any(one.chronology_rows for one in found.agencies)
    return rows and bool(reads) and not found.summary.contributing


def documents_of(found: CaseDetail) -> list[Document]:
    """What has been written, the newest first: reports with their versions, briefings, and the returns that came."""
    reports = 0
    written: list[Document] = []
    for entry in found.timeline:
        if label := decision_words.DOCUMENTS.get(entry.type):
            is_report = entry.type == "ReportFinalised"
            reports += is_report
            version = reports if is_report else 0
            detail = f"Version {version}" if version else ""
            day = entry.occurred_at.astimezone(words.ENGLAND).date()
            by = words.role_words(entry.actor)
            written.append(Document(entry.event_id, label, detail, by, day, version))
    written += _returns(found)
    return sorted(written, key=lambda one: one.on or date.min, reverse=True)


def _returns(found: CaseDetail) -> Iterator[Document]:
    for agency in found.agencies:
        if agency.returned_on is None:
            continue
        rows = agency.chronology_rows
        entries = f"Chronology of {rows} {'entry' if rows == 1 else 'entries'}" if rows else ""
        yield Document(
            key=f"return-{agency.agency}",
            label="Return: nothing known of the family" if agency.nil_return else "Return",
            detail=entries,
            by=agency.agency_name or words.plain(agency.agency),
            on=agency.returned_on,
        )


def decisions_of(
    found: CaseDetail, records: Sequence[DecisionRecord], agencies: Mapping[str, str]
) -> list[Shown]:
    """The decisions, the newest first."""
    gates = {one.gate: one for one in found.gates}
    return [_shown(record, gates.get(record.gate), agencies) for record in reversed(records)]


def _shown(record: DecisionRecord, gate: GateProgress | None, agencies: Mapping[str, str]) -> Shown:
    def body(code: str) -> str:
        return agencies.get(code) or decision_words.body_words(code)

    outcomes = gate.outcomes if gate else {}
    return Shown(
        record=record,
        label=gate.label if gate else record.gate,
        outcome=outcomes.get(record.outcome) or words.outcome_words(record.outcome),
        findings=[_finding(one, agencies) for one in record.findings],
        attendance=[
            (
                body(one.body),
                one.position,
                decision_words.said(decision_words.PRESENCE, one.presence),
            )
            for one in record.attendance
        ],
        quorum=quorum_words(record, gate),
        views=[
            (body(one.body), decision_words.said(decision_words.VIEWS, one.view), one.reason)
            for one in record.views
        ],
        dissent=[(body(one.body), one.reason) for one in record.dissent],
        conflicts=[
            (
                body(one.body),
                one.nature,
                decision_words.said(decision_words.HANDLING, one.handling),
            )
            for one in record.conflicts
        ],
    )


def _finding(one: Finding, agencies: Mapping[str, str]) -> tuple[str, Status, str, str]:
    return (
        one.words or words.plain(one.criterion),
        Status(*decision_words.finding_words(one.finding)),
        one.reason,
        ", ".join(decision_words.evidence_words(code, agencies) for code in one.evidence),
    )


def quorum_words(record: DecisionRecord, gate: GateProgress | None) -> str:
    """Whether everybody was there whom this gate needs; nothing where that cannot be said."""
    if gate is None or not gate.quorum or not record.attendance:
        return ""
    there = {one.body for one in record.attendance if one.presence in decision_words.THERE}
    missing = [decision_words.body_words(code) for code in gate.quorum if code not in there]
    return f"Not there: {', '.join(missing)}" if missing else "Everybody needed was there"


def team_of(team: Team, desk: Desk) -> People:
    """The team in words: pseudonyms, and whom they are there for."""
    labels = {person.id: person.label for person in desk.people}
    return People(
        members=[
            (
                labels.get(one.person, one.person),
                decision_words.said(decision_words.TEAM_ROLES, one.role),
                message_words.recipient_words(one.agency, desk.agency_names) if one.agency else "",
                one.until_on,
            )
            for one in team.members
        ],
        conflicts=[
            (labels.get(person, person), decision_words.said(decision_words.CONFLICTS, kind))
            for person, kind in team.conflicts
        ],
        broken_glass=[
            (labels.get(person, person), reason, words.moment(until))
            for person, reason, until in team.broken_glass
        ],
        released_on=team.returns_released_on,
    )
