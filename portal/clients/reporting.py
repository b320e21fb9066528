"""Asks reporting's door, on behalf of the person who is looking, and answers with plain objects.

Raises the refusals of ``chassis.errors``, and ``Temporary`` when reporting cannot be reached in time.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import aclosing
from dataclasses import asdict

from chassis.identity import Caller
from contracts.grpc import reporting_pb2 as wire
from portal.clients.case_facts import (
    AgencyLoad,
    AgencyProgress,
    CaseDetail,
    Cases,
    CaseSummary,
    Figures,
    GateProgress,
    Late,
    MilestoneProgress,
    Revision,
    Steps,
    StepsWanted,
    TimelineEntry,
    Wanted,
    WeekLoad,
)
from portal.clients.dates import date_in, moment_in
from portal.clients.door import Door


class Reporting:
    """Reporting's answers, while its door is connected."""

    def __init__(self, door: Door) -> None:
        self._door = door

    async def cases(
        self,
        caller: Caller,
        wanted: Wanted,
        *,
        partnership: str = "",
        load: bool = False,
        steps: StepsWanted | None = None,
    ) -> Cases:
        """A page of the cases that ``caller`` may see; with ``load``, also what is to come of all of them."""
        request = wire.ListCasesRequest(
            partnership=partnership, with_load=load, page=wire.CasePage(**asdict(wanted))
        )
        if steps is not None:
            but = [wire.StageOfCase(case_id=one, stage=stage) for one, stage in steps.but]
            request.my_steps.CopyFrom(wire.MySteps(size=steps.size, but=but))
        answer: wire.Cases = await self._door.ask(caller, "ListCases", request)
        return _cases(answer)

    async def which(self, caller: Caller, case_ids: Iterable[str]) -> frozenset[str]:
        """Which of some cases ``caller`` may open."""
        asked = list(dict.fromkeys(case_ids))
        if not asked:
            return frozenset()
        request = wire.WhichCasesRequest(case_ids=asked)
        answer: wire.WhichCasesAnswer = await self._door.ask(caller, "WhichCases", request)
        return frozenset(answer.case_ids)

    async def case(self, caller: Caller, reference: str) -> CaseDetail:
        """The case with this reference."""
        request = wire.GetCaseRequest(reference=reference)
        answer: wire.CaseDetail = await self._door.ask(caller, "GetCase", request)
        return CaseDetail(
            summary=summary_of(answer.summary),
            timeline=tuple(_entry(entry) for entry in answer.timeline),
            agencies=tuple(_agency(agency) for agency in answer.agencies),
            milestones=tuple(_milestone(milestone) for milestone in answer.milestones),
            gates=tuple(_gate(gate) for gate in answer.gates),
            revision=answer.revision,
        )

    async def watch(self, caller: Caller) -> AsyncIterator[Revision]:
        """The revision now, and each new one, until the door closes the stream."""
        request = wire.ListCasesRequest(include_closed=True)
        async with aclosing(self._door.watch(caller, "WatchCases", request)) as stream:
            async for told in stream:
                yield Revision(told.revision, frozenset(told.case_ids))

    async def answers(self) -> bool:
        """Whether reporting's door answers."""
        return await self._door.answers()


def _cases(answer: wire.Cases) -> Cases:
    figures, steps = answer.figures, answer.my_steps
    return Cases(
        cases=tuple(map(summary_of, answer.cases)),
        revision=answer.revision,
        today=date_in(answer.today),
        found=answer.found,
        page=answer.page_number,
        figures=Figures(figures.live, figures.late, figures.due_soon),
        steps=Steps(tuple(map(summary_of, steps.cases)), steps.found, steps.late, steps.due_today),
        agencies=tuple(
            AgencyLoad(
                one.agency, one.agency_name, one.outstanding, one.late, date_in(one.first_due_on)
            )
            for one in answer.agencies
        ),
        weeks=tuple(
            WeekLoad(date_in(one.begins_on), one.returns, one.meetings, one.reports)
            for one in answer.weeks
        ),
    )


def summary_of(case: wire.CaseSummary) -> CaseSummary:
    """A case as the dashboard shows it."""
    return CaseSummary(
        case_id=case.case_id,
        reference=case.reference,
        partnership=case.partnership,
        partnership_name=case.partnership_name,
        stage=case.stage,
        stage_label=case.stage_label,
        day=case.day,
        of_days=case.of_days,
        due_on=date_in(case.due_on),
        sent_on=date_in(case.sent_on),
        days_late=case.days_late,
        late=tuple(Late(x.what, x.who, date_in(x.due_on), x.working_days) for x in case.late),
        next_step=case.next_step,
        next_actor=case.next_actor,
        outcome=case.outcome,
        live=case.live,
        contributing=case.contributing,
        returns_in=case.returns_in,
        returns_asked=case.returns_asked,
        changed_at=moment_in(case.changed_at) if case.HasField("changed_at") else None,
        next_due_on=date_in(case.next_due_on),
        waiting_for=tuple(case.waiting_for),
    )


def _entry(entry: wire.TimelineEntry) -> TimelineEntry:
    return TimelineEntry(
        occurred_at=moment_in(entry.occurred_at),
        recorded_at=moment_in(entry.recorded_at),
        service=entry.service,
        type=entry.type,
        sentence=entry.sentence,
        actor=entry.actor,
        event_id=entry.event_id,
    )


def _agency(agency: wire.AgencyProgress) -> AgencyProgress:
    return AgencyProgress(
        agency=agency.agency,
        agency_name=agency.agency_name,
        status=agency.status,
        due_on=date_in(agency.due_on),
        returned_on=date_in(agency.returned_on),
        nil_return=agency.nil_return,
        chronology_rows=agency.chronology_rows,
        days_late=agency.days_late,
    )


def _milestone(milestone: wire.MilestoneProgress) -> MilestoneProgress:
    return MilestoneProgress(
        code=milestone.code,
        label=milestone.label,
        working_day=milestone.working_day,
        due_on=date_in(milestone.due_on),
        done_on=date_in(milestone.done_on),
    )


def _gate(gate: wire.GateProgress) -> GateProgress:
    return GateProgress(
        gate=gate.gate,
        label=gate.label,
        question=gate.question,
        body=gate.body,
        state=gate.state,
        decided_on=date_in(gate.decided_on),
        outcome=gate.outcome,
        review_on=date_in(gate.review_on),
        outcomes=dict(gate.outcomes),
        quorum=tuple(gate.quorum),
    )
