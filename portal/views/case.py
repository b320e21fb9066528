"""One case: where it stands, what comes next, who has answered, and what has happened."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from chassis.access.roles import WHOLE_READERS
from chassis.errors import Invalid, NotAllowed, NotFound
from portal import words
from portal.clients.case_facts import (
    AgencyProgress,
    CaseDetail,
    CaseSummary,
    MilestoneProgress,
    TimelineEntry,
)
from portal.permissions import may_work
from portal.settings import ExamplePerson
from portal.views.desk import Desk, Visitor
from portal.views.standing import standing_of

REFERENCE = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{2,39}")
RECORDED_LATER = timedelta(hours=1)
MESSAGES = "notifications"


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


async def case(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """The case with the reference of the address. One that may not be seen is as one that is not there."""
    reference = request.path_params["reference"]
    if not REFERENCE.fullmatch(reference):
        raise NotFound
    try:
        found = await desk.reporting.case(visitor.caller, reference)
    except (NotAllowed, Invalid):
        raise NotFound from None
    standing = standing_of(found.summary, words.stage_of(found.summary.stage))
    return desk.live_page(
        request,
        visitor,
        "case",
        standing=standing,
        steps=steps_of(found.summary, standing.stage_label),
        agencies=[(agency, agency_status(agency)) for agency in found.agencies],
        returns={
            one.agency: _return_of(visitor, found.summary, one.agency) for one in found.agencies
        },
        milestones=[(m, milestone_status(m, found.summary)) for m in found.milestones],
        timeline=timeline_of(found, desk.people, messages=False),
        messages=timeline_of(found, desk.people, messages=True),
        work=_work_of(visitor, found.summary),
        revision=found.revision,
        announcement=f"This case has been updated. Stage: {standing.stage_label}.",
    )


def _return_of(visitor: Visitor, case: CaseSummary, agency: str) -> str:
    """The address of a return, for who sees all of them and for the agency itself; nothing for others."""
    through = next(
        (
            one.partnership
            for one in sorted(visitor.person.memberships, key=lambda one: one.partnership != case.partnership)
            if one.role in WHOLE_READERS or one.agency == agency
        ),
        "",
    )  # fmt: skip
    return f"/returns/{through}/{case.case_id}.{agency}" if through else ""


def _work_of(visitor: Visitor, case: CaseSummary) -> str:
    """The address of the work on a case, in the name of the partnership for which the person acts; nothing if none."""
    places = visitor.person.partnerships
    place = case.partnership if case.partnership in places else next(iter(places), "")
    roles = {one.role for one in visitor.person.memberships if one.partnership == place}
    leads = place == case.partnership and not case.contributing
    may = may_work(roles, reviewed=case.clock_started, contributing=not leads)
    return f"/work/{place}/{case.case_id}" if may else ""


def steps_of(summary: CaseSummary, label_now: str) -> list[Step]:
    """The map of stages. A case that left the path has only the stage where it ended."""
    stage = words.stage_of(summary.stage)
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
