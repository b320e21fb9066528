"""The list of cases on the wire: what is asked of it, and one page with what was counted."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from chassis.doors.grpc_door import uuid_of
from chassis.fields import Malformed
from chassis.identity import Caller
from contracts.grpc import reporting_pb2 as wire
from services.reporting.application.listings import Listed
from services.reporting.domain.listing import EVERY, LIVE, SHOWS, SORTS, TIME, Listing, OwnSteps
from services.reporting.entrypoints.case_answers import day_text, summary_answer

SIZE_MAX, IDS_MAX, PAGE_MAX = 200, 1_000, 1_000_000
CODE_MAX = 100


def listing_of(request: wire.ListCasesRequest) -> Listing:
    """Which cases are asked for. Raises ``Malformed`` for what can be no page of them."""
    if not request.HasField("page"):
        return Listing(show=EVERY if request.include_closed else LIVE)
    page = request.page
    show, sort = page.show or LIVE, page.sort or TIME
    if show not in SHOWS:
        raise Malformed(field="show", problem="there is no such choice of cases")
    if sort not in SORTS:
        raise Malformed(field="sort", problem="the list is not sorted by this")
    if not (0 < page.size <= SIZE_MAX and 0 <= page.number <= PAGE_MAX):
        raise Malformed(field="page", problem="there is no such page")
    for field in ("stage", "waiting_for", "reference"):
        if len(getattr(page, field)) > CODE_MAX or "\0" in getattr(page, field):
            raise Malformed(field=field, problem="this is not a code")
    return Listing(
        show=show, stage=page.stage, waiting_for=page.waiting_for, reference=page.reference.upper(),
        sort=sort, descending=page.descending, size=page.size, number=max(1, page.number),
    )  # fmt: skip


def steps_of(request: wire.ListCasesRequest, caller: Caller) -> OwnSteps:
    """Whose next steps are asked for: those of the caller's roles."""
    asked = request.my_steps
    if not 0 <= asked.size <= SIZE_MAX or len(asked.but) > IDS_MAX:
        raise Malformed(field="my_steps", problem="this is too much at once")
    return OwnSteps(
        held=tuple((one.partnership, one.role) for one in caller.memberships),
        but=tuple((uuid_of("my_steps.but", one.case_id), one.stage) for one in asked.but),
        size=asked.size,
    )


def case_ids_of(asked: Iterable[str]) -> list[UUID]:
    """Ids of cases. Raises ``Malformed`` for what is none, and for too many."""
    ids = [uuid_of("case_ids", one) for one in asked]
    if len(ids) > IDS_MAX:
        raise Malformed(field="case_ids", problem="this is too much at once")
    return ids


def listed(found: Listed, *, revision: int, today: str, load: bool) -> wire.Cases:
    """One page, and what was counted."""
    counted, figures, steps = found.counted, found.counted.figures, found.counted.steps
    answer = wire.Cases(
        cases=map(summary_answer, found.cases), revision=revision, today=today,
        found=counted.page.found, page_number=counted.page.number,
        figures=wire.Figures(live=figures.live, late=figures.late, due_soon=figures.due_soon),
        my_steps=wire.Steps(
            cases=map(summary_answer, found.steps), found=steps.found, late=steps.late,
            due_today=steps.due_today,
        ),
    )  # fmt: skip
    if load:
        _add_load(answer, found)
    return answer


def _add_load(answer: wire.Cases, found: Listed) -> None:
    for one in found.counted.load.agencies:
        answer.agencies.add(
            agency=one.agency, agency_name=found.agency_names[one.agency],
            outstanding=one.outstanding, late=one.late, first_due_on=day_text(one.first_due_on),
        )  # fmt: skip
    for week in found.counted.load.weeks:
        answer.weeks.add(
            begins_on=week.begins_on.isoformat(), returns=week.returns, meetings=week.meetings,
            reports=week.reports,
        )  # fmt: skip
