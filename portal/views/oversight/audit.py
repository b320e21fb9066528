"""The auditor's pages: search by codes, replay a case step by step, who read it, verify it, take it away.

Addresses hold codes, days and references, never a word of a case.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from starlette.requests import Request
from starlette.responses import Response

from chassis.doors.refused_fields import RefusedField
from chassis.errors import Invalid, NotAllowed, NotFound, Temporary
from portal import words
from portal.clients.audit_facts import CaseRead, Found, KeptEvent, Replay, ToldStep, VerifiedStream
from portal.forms.refused import Form
from portal.forms.wrong import wrong
from portal.permissions import may_open
from portal.views.case import REFERENCE
from portal.views.desk import Desk, Visitor
from portal.views.oversight import audit_words as said
from portal.views.oversight.replaying import Step, known_after, steps_of
from portal.views.standing import standing_of

SEARCHED = ("partnership", "reference", "stage", "agency", "theme", "begun_from", "begun_to")
KNOWN_ON, KNOWN_TIME = "known_on", "known_time"
MESSAGES = "notifications"
WITH_MESSAGES = "messages"
PART_OF: Mapping[str, str] = {"EventsOfCase": "CaseHistory"}
TOGETHER = frozenset({"CaseHistory", "ReadsOfCase"})
TIME = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
READS_AT_ONCE = 300
"""So many reads are shown on one page; the command line shows all."""


@dataclass(frozen=True, slots=True)
class Known:
    """As of when a case is shown; ``moment`` is absent for now."""

    form: Form
    moment: datetime | None = None


async def search(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """Cases by their codes; nothing is looked for until the form was used."""
    asked = {name: request.query_params.get(name, "").strip() for name in SEARCHED}
    form, refused = Form(SEARCHED, asked), _wrong_days(asked)
    try:
        found = await desk.audits.search(visitor.caller, {} if refused else asked)
    except Invalid:  # Everything but the days and the reference is chosen from lists.
        refused = [wrong("reference", "portal.no_such_case")]
        found = await desk.audits.search(visitor.caller, {})
    form = form.refused(refused) if refused else form
    return desk.page(
        visitor, "audit/index.html", status=form.status, form=form, said=said,
        has_asked=any(asked.values()) and form.status == 200,  # noqa: PLR2004 - as a page is when nothing is wrong
        found=found, cases=_standings(found),
        partnerships=[(code, desk.partnership_name(code)) for code in visitor.person.partnerships],
        agencies=[(code, said.agency_words(code, desk.agency_names)) for code in found.agencies],
        themes=[(code, words.plain(code)) for code in found.themes],
        stages=[(code, stage.label) for code, stage in {**words.PATH, **words.ASIDE}.items()],
    )  # fmt: skip


async def replay(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """A case step by step; the chosen step in full."""
    known = known_in(request)
    found = await _replay(desk, visitor, request, known.moment)
    kept: Sequence[KeptEvent] = ()
    try:
        kept, complete = (
            await desk.audits.history(visitor.caller, found.case_id, known.moment),
            True,
        )
    except Temporary:
        complete = False
    with_messages = request.query_params.get(WITH_MESSAGES) == "shown"
    steps = steps_of(*_wanted(found.steps, kept, with_messages=with_messages))
    chosen = _chosen(request, len(steps))
    step = steps[chosen - 1] if steps else None
    return desk.page(
        visitor, "audit/replay.html", status=known.form.status, said=said, case=found, steps=steps,
        step=step, complete=complete, form=known.form, known_at=known.moment,
        with_messages=with_messages, part="replay",
        known_query=_known_query(known) + (f"&{WITH_MESSAGES}=shown" if with_messages else ""),
        left_out=len(kept) - sum(one.kept is not None for one in steps),
        before=known_after(steps[: chosen - 1]), after=known_after(steps[:chosen]),
        cause=_cause_of(step, steps), stage=_stage_before(step, steps),
        agency_names=desk.agency_names,
    )  # fmt: skip


async def verified(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """Is the case what was stored? Recomputed now, from what the owners answer."""
    found = await _replay(desk, visitor, request, None)
    streams = await desk.audits.verified(visitor.caller, found.case_id)
    return desk.page(
        visitor, "audit/verified.html", case=found, streams=_by_service(streams), said=said,
        part="verified", count=len(streams),
        wrong=[one for one in streams if one.problem], events=sum(one.events for one in streams),
    )  # fmt: skip


async def take_away(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """Every event with its words and hashes, as a file. That it was taken is a read of the whole history."""
    found = await _replay(desk, visitor, request, None)
    lines = await desk.audits.as_lines(visitor.caller, found.case_id)
    name = f"{found.reference}.events.jsonl"
    return Response(
        lines, media_type="application/x-ndjson",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )  # fmt: skip


async def reads(desk: Desk, visitor: Visitor, request: Request) -> Response:
    """Who read a case."""
    reference = request.query_params.get("reference", "").strip().upper()
    form, found = Form(("reference",), {"reference": reference}), None
    if reference:
        try:
            # What is no reference is not asked about, and answered as one that is not there.
            asked = reference if REFERENCE.fullmatch(reference) else "-"
            found = await desk.audits.reads(visitor.caller, asked)
        except (NotFound, Invalid):
            form = form.refused([wrong("reference", "portal.no_such_case")])
    return desk.page(
        visitor, "audit/reads.html", status=form.status, form=form, reference=reference, found=found,
        shown=_together(found.reads)[:READS_AT_ONCE] if found else (), said=said, part="reads",
        at_once=READS_AT_ONCE, labels={person.id: person.label for person in desk.people},
        is_auditor=may_open("replay", visitor.person.roles),
    )  # fmt: skip


def known_in(request: Request) -> Known:
    """As of when, from the address: a date is the end of that day in England, with a time that minute."""
    typed = {name: request.query_params.get(name, "").strip() for name in (KNOWN_ON, KNOWN_TIME)}
    form = Form((KNOWN_ON, KNOWN_TIME), typed)
    if not typed[KNOWN_ON] and not typed[KNOWN_TIME]:
        return Known(form)
    refused = []
    try:
        day = date.fromisoformat(typed[KNOWN_ON])
    except ValueError:
        day = None
    if day is None or day.year < 1900:  # noqa: PLR2004 - before any case
        refused.append(wrong(KNOWN_ON, "portal.day_wrong"))
    if typed[KNOWN_TIME] and not TIME.fullmatch(typed[KNOWN_TIME]):
        refused.append(wrong(KNOWN_TIME, "portal.time_wrong"))
    if refused or day is None:
        return Known(form.refused(refused))
    if typed[KNOWN_TIME]:
        hour, minute = typed[KNOWN_TIME].split(":")
        begins = datetime.combine(day, time(int(hour), int(minute)), words.ENGLAND)
        return Known(form, begins + timedelta(minutes=1) - timedelta(microseconds=1))
    ends = datetime.combine(day + timedelta(days=1), time(), words.ENGLAND)
    return Known(form, ends - timedelta(microseconds=1))


async def _replay(
    desk: Desk, visitor: Visitor, request: Request, known_at: datetime | None
) -> Replay:
    reference = request.path_params["reference"]
    if not REFERENCE.fullmatch(reference):
        raise NotFound
    try:
        return await desk.audits.replay(visitor.caller, reference, known_at)
    except (NotAllowed, Invalid):
        raise NotFound from None


def _wanted(
    told: Sequence[ToldStep], kept: Sequence[KeptEvent], *, with_messages: bool
) -> tuple[Sequence[ToldStep], Sequence[KeptEvent]]:
    """Messages and tasks are many and change nothing: they stand between the steps only where that is asked for."""
    if with_messages:
        return told, kept
    return (
        [one for one in told if one.service != MESSAGES],
        [one for one in kept if one.service != MESSAGES],
    )


def _together(lines: Sequence[CaseRead]) -> list[tuple[CaseRead, Sequence[str]]]:
    """Each line with the services that answered, where several gave their part of one look.

    A whole history is asked of every owner, and who read the case of every service.
    """
    whole = {_look(one) for one in lines if one.method in TOGETHER}
    services: defaultdict[tuple[str, datetime, str], list[str]] = defaultdict(list)
    shown: list[CaseRead] = []
    seen: set[tuple[str, datetime, str]] = set()
    for one in lines:
        look = _look(one)
        if look not in whole:
            shown.append(one)
            continue
        services[look].append(one.service)
        if one.method in TOGETHER and look not in seen:
            seen.add(look)
            shown.append(one)
    return [(one, sorted(set(services[_look(one)]))) for one in shown]


def _look(one: CaseRead) -> tuple[str, datetime, str]:
    """Who looked when at what: parts of one look have the same."""
    minute = one.first_at.replace(second=0, microsecond=0)
    return one.person, minute, PART_OF.get(one.method, one.method)


def _wrong_days(asked: Mapping[str, str]) -> list[RefusedField]:
    refused = []
    for name in ("begun_from", "begun_to"):
        try:
            if asked[name]:
                date.fromisoformat(asked[name])
        except ValueError:
            refused.append(wrong(name, "portal.day_wrong"))
    return refused


def _by_service(streams: Sequence[VerifiedStream]) -> Mapping[str, Sequence[VerifiedStream]]:
    found: defaultdict[str, list[VerifiedStream]] = defaultdict(list)
    for one in streams:
        found[one.service].append(one)
    return found


def _standings(found: Found) -> list[tuple[object, object]]:
    return [
        (one, standing_of(one.summary, words.stage_of(one.summary.stage))) for one in found.cases
    ]


def _chosen(request: Request, count: int) -> int:
    """The number of the step to show: the first, unless the address names another one that there is."""
    asked = request.query_params.get("step", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 7 else 1  # noqa: PLR2004
    return min(max(number, 1), max(count, 1))


def _known_query(known: Known) -> str:
    """What keeps the moment in the links of the page; only what was understood."""
    if known.moment is None:
        return ""
    typed = known.form.typed
    more = f"&{KNOWN_TIME}={typed[KNOWN_TIME]}" if typed[KNOWN_TIME] else ""
    return f"&{KNOWN_ON}={typed[KNOWN_ON]}{more}"


def _cause_of(step: Step | None, steps: Sequence[Step]) -> Step | None:
    """The step from which a step followed, where it is one of this case."""
    if step is None or step.kept is None:
        return None
    return next((one for one in steps if one.event_id == step.kept.causation_id), None)


def _stage_before(step: Step | None, steps: Sequence[Step]) -> tuple[str, str]:
    """Where the case stood before and after a step; what was told to nobody moves no case."""
    if step is None:
        return "", ""
    if step.told:
        return step.told.stages
    told = [one.told for one in steps[: step.number] if one.told]
    here = told[-1].stages[1] if told else ""
    return here, here
