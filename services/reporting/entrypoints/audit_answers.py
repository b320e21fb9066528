"""What auditors ask and are answered, on the wire: a search by codes, and a case replayed."""

from __future__ import annotations

from chassis.doors.grpc_door import optional_date_of, stamp_of
from chassis.fields import Malformed
from contracts.grpc import reporting_pb2 as wire
from services.reporting.application.shown_cases import Replay, Told
from services.reporting.domain.searching import Wanted
from services.reporting.domain.stages import Stage
from services.reporting.entrypoints.replay import Changed, Replayed

CODES_MAX = 100


def wanted_of(request: wire.SearchCasesRequest) -> Wanted:
    """What is looked for. Raises ``Malformed`` for what can be no code or no day."""
    codes = {
        name: getattr(request, name).strip()
        for name in ("partnership", "reference", "stage", "agency", "theme")
    }
    for name, code in codes.items():
        if len(code) > CODES_MAX or not code.isprintable():
            raise Malformed(field=name, problem="this is not a code")
    if codes["stage"] and codes["stage"] not in set(Stage):
        raise Malformed(field="stage", problem="there is no such stage")
    return Wanted(
        **codes | {"reference": codes["reference"].upper()},
        begun_from=optional_date_of("begun_from", request.begun_from),
        begun_to=optional_date_of("begun_to", request.begun_to),
    )


def replayed(found: Replay) -> wire.CaseReplay:
    """Each step of a case, and everything that is known after the last."""
    case = found.case
    answer = wire.CaseReplay(
        case_id=str(case.case_id), reference=case.reference, partnership=case.partnership,
        partnership_name=found.partnership_name,
    )  # fmt: skip
    replay = Replayed(case)
    for event, told in found.steps:
        route_before = replay.route
        step = replay.step(event)
        answer.steps.add(
            entry=entry_of(told), stage_before=step.stage_before, stage_after=step.stage_after,
            stage_label_before=found.label_of(step.stage_before, route_before),
            stage_label_after=found.label_of(step.stage_after, replay.route),
            changes=map(_change, step.changes),
        )  # fmt: skip
    answer.standing.extend(map(_change, replay.standing()))
    return answer


def entry_of(told: Told) -> wire.TimelineEntry:
    """One entry of a timeline."""
    return wire.TimelineEntry(
        occurred_at=stamp_of(told.occurred_at), recorded_at=stamp_of(told.recorded_at),
        service=told.service, type=told.type, sentence=told.sentence, actor=told.role,
        event_id=str(told.event_id),
    )  # fmt: skip


def _change(one: Changed) -> wire.Change:
    return wire.Change(what=one.what, who=one.who, before=one.before, after=one.after)
