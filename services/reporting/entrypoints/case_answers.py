"""A case on the wire: as the list shows it, and with everything that its page shows."""

from __future__ import annotations

from datetime import date

from chassis.doors.grpc_door import stamp_of
from contracts.grpc import reporting_pb2 as wire
from services.reporting.application.cases import Detail, Summary
from services.reporting.entrypoints.audit_answers import entry_of


def summary_answer(summary: Summary) -> wire.CaseSummary:
    """A case as the list shows it."""
    case = summary.case
    answer = wire.CaseSummary(
        case_id=str(case.case_id), reference=case.reference, partnership=case.partnership,
        partnership_name=summary.partnership_name, stage=summary.stage,
        stage_label=summary.stage_label, day=summary.day, of_days=summary.of_days,
        due_on=day_text(case.due_on), sent_on=day_text(case.sent_on), days_late=summary.days_late,
        next_step=summary.next_step.words, next_actor=summary.next_step.actor,
        outcome=summary.outcome, live=summary.live, contributing=summary.contributing,
        returns_in=summary.returns_in, returns_asked=len(case.asked_returns),
        changed_at=stamp_of(case.changed_at), next_due_on=day_text(summary.next_due_on),
        waiting_for=summary.waiting_for,
    )  # fmt: skip
    for late, who in summary.late:
        answer.late.add(
            what=late.what, who=who, due_on=day_text(late.due_on), working_days=late.working_days
        )
    return answer


def detail_answer(detail: Detail, revision: int) -> wire.CaseDetail:
    """A case as its page shows it."""
    answer = wire.CaseDetail(summary=summary_answer(detail.summary), revision=revision)
    answer.timeline.extend(map(entry_of, detail.timeline))
    for one, name, days_late in detail.agencies:
        answer.agencies.add(
            agency=one.agency, agency_name=name, status=one.status, due_on=day_text(one.due_on),
            returned_on=day_text(one.returned_on), nil_return=one.nil_return,
            chronology_rows=one.chronology_rows, days_late=days_late,
        )  # fmt: skip
    for milestone, done in detail.milestones:
        answer.milestones.add(
            code=milestone.code, label=milestone.label, working_day=milestone.working_day,
            due_on=day_text(milestone.due_on), done_on=day_text(done),
        )  # fmt: skip
    for gate in detail.gates:
        answer.gates.add(
            gate=gate.standing.gate, label=gate.label, question=gate.question, body=gate.body,
            state=gate.standing.state, decided_on=day_text(gate.standing.decided_on),
            outcome=gate.outcome, review_on=day_text(gate.standing.review_on),
            outcomes=gate.outcomes, quorum=gate.quorum,
        )  # fmt: skip
    return answer


def day_text(day: date | None) -> str:
    """A day as text; empty where there is none."""
    return day.isoformat() if day else ""
