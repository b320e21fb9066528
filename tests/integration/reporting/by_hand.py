"""The list of cases made by hand: all that somebody may see, then filtered, sorted and counted in Python."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from chassis.rules.working_days import london_date
from services.reporting.application.cases import Summary
from services.reporting.domain.listing import OPEN_TO_COMMENT, OWN_STEPS, Listing, OwnSteps
from services.reporting.domain.load import waited_for, weeks_from
from services.reporting.domain.stages import Stage
from services.reporting.domain.viewer import Viewer


@dataclass(frozen=True)
class Known:
    """The rows that say who may see what."""

    access: Mapping[UUID, Sequence[tuple[str, str]]]
    relations: Mapping[UUID, Sequence[tuple[str, str, str]]]

    def sees(self, viewer: Viewer, case_id: UUID) -> bool:
        parts = {partnership for partnership, _ in self.access.get(case_id, ())}
        relations = self.relations.get(case_id, ())
        if not parts or ("conflict", viewer.person, "") in relations:
            return False
        opened = any((kind, viewer.person, "") in relations for kind in ("team", "glass"))
        of_agency = any(
            kind in {"agency", "referrer"} and (who, about) in viewer.agencies
            for kind, who, about in relations
        )
        whole = not parts.isdisjoint(viewer.partnerships)
        return whole or of_agency or (opened and not parts.isdisjoint(viewer.member_of))


def urgency(one: Summary, today: date) -> tuple[Any, ...]:
    case = one.case
    if not one.live:
        return (3, date.min, -case.changed_at.timestamp())
    if case.sent_on is not None or one.stage == Stage.OTHER_ROUTE:
        return (2, case.sent_on or case.referral_decided_on or today, 0)
    if case.due_on is None:
        return (1, case.received_on or case.notified_on or today, 0)
    return (0, case.due_on, 0)


def late_by(one: Summary) -> int:
    return max((late.working_days for late, _ in one.late), default=0)


def something_late(one: Summary) -> bool:
    return one.live and bool(one.late or (one.days_late and not one.case.sent_on))


def due_soon(one: Summary) -> bool:
    running = one.live and one.case.due_on is not None and one.case.sent_on is None
    return running and 0 <= one.of_days - one.day <= 3


def sorts(today: date) -> Mapping[str, Callable[[Summary], tuple[Any, ...]]]:
    return {
        "time": lambda one: urgency(one, today),
        "case": lambda one: (),
        "stage": lambda one: (list(Stage).index(Stage(one.stage)),),
        "late": lambda one: (-late_by(one),),
        "next": lambda one: (one.next_due_on or date.max,),
        "returns": lambda one: (one.returns_in - len(one.case.asked_returns),),
    }


def chosen(found: Iterable[Summary], asked: Listing, today: date) -> list[UUID]:
    """The ids of all cases that the filter finds, in its order."""
    shows: Mapping[str, Callable[[Summary], bool]] = {
        "live": lambda one: one.live,
        "late": something_late,
        "soon": due_soon,
        "closed": lambda one: not one.live,
        "every": lambda one: True,
    }
    some = [
        one
        for one in found
        if shows[asked.show](one)
        and asked.stage in {"", one.stage}
        and (not asked.waiting_for or asked.waiting_for in one.waiting_for)
        and asked.reference in one.case.reference
    ]
    key = sorts(today)[asked.sort]
    some.sort(key=lambda one: (*key(one), one.case.reference), reverse=asked.descending)
    return [one.case.case_id for one in some]


def load(
    found: Iterable[Summary], today: date
) -> tuple[dict[str, list[Any]], dict[date, list[int]]]:
    """Returns still to come by agency: how many, how many late, and the first day; and what falls into which week."""
    agencies: dict[str, list[Any]] = defaultdict(lambda: [0, 0, None])
    weeks = {week.begins_on: [0, 0, 0] for week in weeks_from(today)}

    def count(day: date | None, place: int) -> None:
        if day is not None:
            falls = max(day, today)
            monday = falls - timedelta(days=falls.weekday())
            if monday in weeks:
                weeks[monday][place] += 1

    for case in (one.case for one in found if one.live):
        if case.sent_on is None:
            count(case.due_on, 2)
        if case.meeting_held_on is None:
            count(london_date(case.meeting_at) if case.meeting_at else None, 1)
        for awaited in waited_for(case):
            of_agency = agencies[awaited.agency]
            of_agency[0] += 1
            count(awaited.due_on, 0)
            if awaited.due_on:
                of_agency[1] += awaited.due_on < today
                of_agency[2] = min(awaited.due_on, of_agency[2] or awaited.due_on)
    return dict(agencies), weeks


def steps(found: Iterable[Summary], asked: OwnSteps) -> list[UUID]:
    """The cases in which somebody acts next, what is due first at the beginning."""
    own = [
        one
        for one in found
        if one.live
        and (one.case.case_id, one.stage) not in asked.but
        and (
            (one.next_step.actor in OWN_STEPS and (one.case.partnership, one.next_step.actor) in asked.held)
            or (one.stage in OPEN_TO_COMMENT and (one.case.partnership, "scrutineer") in asked.held)
        )
    ]  # fmt: skip
    own.sort(key=lambda one: (one.next_due_on or date.max, one.case.reference))
    return [one.case.case_id for one in own]
