"""What comes next in a case and who does it, in words for a coordinator."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from chassis.rules.working_days import london_date
from services.reporting.domain.dates import counted, day_in_words, short_day
from services.reporting.domain.lateness import return_days_late
from services.reporting.domain.stages import Stage
from services.reporting.domain.standing import Standing

COORDINATOR = "coordinator"
AGENCIES = "agency_author"
LCSPR = "lcspr"
TO_DECIDE_NEXT: Mapping[str | None, str] = {
    None: "Decide how the local review is undertaken",
    "commission": "Decide whether the report of the local review is published",
    "delay": "Decide whether the report of the local review is published",
}
"""By what was decided last about the local review."""

STEPS_OF_THE_CLOCK: Mapping[Stage, str] = {
    Stage.MEETING: "meeting",
    Stage.REPORT: "decision",
    Stage.CSPR_DECISION: "decision",
    Stage.SCRUTINY: "scrutiny",
}
"""The report is ready when the subgroup decides about it."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """What comes next, and the role that does it; nobody of ours when we wait for the Panel."""

    words: str = ""
    actor: str = ""


def next_step_of(case: Standing, stage: Stage, today: date, *, route: str) -> NextStep:
    """The next step of a case at a stage; ``route`` is the name of another route taken."""
    if stage in _FIXED:
        return _FIXED[stage]
    if stage is Stage.OTHER_ROUTE:
        return NextStep(f"{route or 'Another route'}: publish its briefing", COORDINATOR)
    return _STEPS[stage](case, today)


def next_due_on(case: Standing, stage: Stage) -> date | None:
    """By when the next step is to be done, as the clock says; none once the report was sent."""
    if case.sent_on is not None:
        return None
    match stage:
        case Stage.GATHERING:
            waiting = [one.due_on for one in case.returns if one.outstanding and one.due_on]
            return min(waiting, default=case.days.get("returns_due"))
        case Stage.MEETING if case.meeting_at is not None:
            return london_date(case.meeting_at)
        case Stage.SENDING:
            return case.due_on
        case _:
            return case.days.get(STEPS_OF_THE_CLOCK.get(stage, ""))


def _gathering(case: Standing, today: date) -> NextStep:
    waiting = [one for one in case.returns if one.outstanding]
    late = [one for one in waiting if return_days_late(one, today)]
    to_read = sum(one.status == "returned" for one in case.returns)
    queried = sum(one.status == "queried" for one in case.returns)
    if not case.returns:
        return NextStep("Ask the agencies that know the family for their returns", COORDINATOR)
    if late:
        return NextStep(f"Ask again for {counted(len(late), 'late return')}", COORDINATOR)
    if to_read:
        return NextStep(f"Read {_returns(to_read)} and accept or ask for more", COORDINATOR)
    if waiting:
        due = min((one.due_on for one in waiting if one.due_on), default=None)
        by = f", due by {short_day(due)}" if due else ""
        return NextStep(f"Wait for {_returns(len(waiting))}{by}", AGENCIES)
    return NextStep(f"Answer what was asked about {_returns(queried)}", AGENCIES)


def _meeting(case: Standing, today: date) -> NextStep:
    if case.meeting_at is None:
        return NextStep("Set a date for the Rapid Review meeting", COORDINATOR)
    on = london_date(case.meeting_at)
    if on < today:
        return NextStep("Record the Rapid Review meeting and its recommendations", COORDINATOR)
    return NextStep(f"Hold the Rapid Review meeting on {day_in_words(on)}", COORDINATOR)


def _report(case: Standing, _today: date) -> NextStep:
    if case.review_step == "ReportScrutinised":
        return NextStep("Revise the report as the strategic leaders asked", COORDINATOR)
    return NextStep("Finalise the Rapid Review report", COORDINATOR)


def _cspr_decision(case: Standing, _today: date) -> NextStep:
    if case.panel_outcome == "asks_to_reconsider":
        return NextStep("Look at the decision again, as the National Panel asked", "subgroup_chair")
    return NextStep(
        "Decide whether to undertake a Local Child Safeguarding Practice Review", "subgroup_chair"
    )


def _sending(case: Standing, _today: date) -> NextStep:
    if case.panel_outcome == "asks_for_information":
        return NextStep("Send the National Panel the information that it asked for", COORDINATOR)
    due = f" by {day_in_words(case.due_on)}" if case.due_on and not case.sent_on else ""
    return NextStep(f"Send the report to the National Panel{due}", COORDINATOR)


def _panel(case: Standing, _today: date) -> NextStep:
    if case.review_step == "PanelReplied":
        return NextStep("Answer what the National Panel asked", "statutory_partner")
    return NextStep("Wait for the National Panel's reply")


def _learning(case: Standing, _today: date) -> NextStep:
    if case.briefing_drafted_on is None and case.briefing_published_on is None:
        return NextStep("Draft the learning briefing", COORDINATOR)
    if case.briefing_published_on is None:
        return NextStep("Check and publish the learning briefing", COORDINATOR)
    if case.cspr_outcome == LCSPR and case.local_review in TO_DECIDE_NEXT:
        return NextStep(TO_DECIDE_NEXT[case.local_review], "statutory_partner")
    if case.actions_open:
        count = counted(case.actions_open, "action")
        return NextStep(f"Close the Rapid Review; {count} may go on", COORDINATOR)
    return NextStep("Close the Rapid Review", COORDINATOR)


def _returns(count: int) -> str:
    return counted(count, "return")


_FIXED: Mapping[Stage, NextStep] = {
    Stage.REFERRAL: NextStep(
        "Give the views of the three statutory partners and decide whether to begin a Rapid Review",
        "statutory_partner",
    ),
    Stage.DECISION: NextStep("The Rapid Review is being opened", "system"),
    Stage.SCRUTINY: NextStep("Scrutinise the report and the decision", "strategic_leader"),
    Stage.CLOSED: NextStep(),
    Stage.WITHDRAWN: NextStep(),
    Stage.TRANSFERRED: NextStep(),
}
_STEPS: Mapping[Stage, Callable[[Standing, date], NextStep]] = {
    Stage.GATHERING: _gathering,
    Stage.MEETING: _meeting,
    Stage.REPORT: _report,
    Stage.CSPR_DECISION: _cspr_decision,
    Stage.SENDING: _sending,
    Stage.PANEL: _panel,
    Stage.LEARNING: _learning,
}
