"""A world in which every page has something to show: a case in each stage, each part of it, and something that failed.

Its doors let each role ask what the tables of the services allow, so that a page which a role may open and a link on
it that leads nowhere are found as they would be on the platform.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

import grpc
from google.protobuf import descriptor_pool

from chassis.access.roles import (
    AGENCY_AUTHOR,
    AGENCY_LEAD,
    MEETING_MEMBER,
    REVIEWER,
    WHOLE_READERS,
    Table,
)
from chassis.access.table import DRAFTS, HISTORY, OPERATIONS
from chassis.errors import Refusal
from chassis.identity import Caller
from chassis.tokens import ExampleTokens
from contracts.grpc import (
    decision_pb2,
    drafts_pb2,
    history_pb2,
    learning_pb2,
    operations_pb2,
    reporting_pb2,
    retention_pb2,
)
from contracts.grpc import referral_pb2 as referral
from contracts.grpc import review_pb2 as review
from contracts.grpc import submissions_pb2 as submissions
from portal.forms.fields import Kind
from portal.views.filling_in.journeys import JOURNEYS
from tests.portal.every_door import AT, CASE_ID, EVENT_ID, EveryService, every_service, stamped
from tests.portal.every_part import an_untold_case, put_parts
from tests.portal.forms_door import AGENCY, SAVED_AT
from tests.portal.invented_cases import case
from tests.portal.invented_decisions import meeting, superseded_view
from tests.portal.owners_door import OwnersDoor
from tests.portal.running_door import TOKEN_KEY, refuse

ACTION, PROCESS, NOTICE, PANEL = "A1", "P1", "N1", "panel"
BEGUN = 31
"""The case of which every form has been begun."""
UNDECIDED, WITHHELD, NOT_THERE = 12, 13, 99
STAGES = {2: "closed", 5: "sent_to_panel", 7: "scrutinised", 8: "gathering", BEGUN: "panel_replied"}
DEVON = frozenset({9, 11})
RETURNS = {
    "police": "requested", "health_visiting": "queried", "school": "accepted",
    "housing": "excused",
}  # fmt: skip


OPENED_TO = frozenset({AGENCY_LEAD, MEETING_MEMBER, REVIEWER})
"""To whom the coordinator has opened the returns of all agencies."""
NOT_ALLOWED = grpc.StatusCode.PERMISSION_DENIED, "access.role_not_allowed", "Not for this role."
UNREADABLE = grpc.StatusCode.INVALID_ARGUMENT, "request.malformed", "This cannot be read."


def case_id(number: int) -> str:
    """The id of an invented case."""
    return f"00000000-0000-4000-8000-{number:012d}"


def _number(request: Any) -> int:
    return int(request.case_id.rpartition("-")[2]) if request.case_id.startswith("0000") else 0


def _place(number: int) -> str:
    return "DEV" if number in DEVON else "PLY"


def _acts_for(caller: Caller, agency: str) -> bool:
    """Whether somebody sees the returns of all agencies, or is of this one."""
    sees_all = not caller.roles.isdisjoint(WHOLE_READERS)
    return sees_all or agency in {one.agency for one in caller.memberships}


class EveryCase(OwnersDoor):
    """The owners of all cases of the world."""

    def __init__(self) -> None:
        super().__init__()
        put_parts(self, case_id(2))

    async def GetDraft(self, request: Any, context: Any) -> drafts_pb2.Draft:
        await self.caller(context)
        if not request.about.startswith(case_id(BEGUN)):
            await refuse(context, grpc.StatusCode.NOT_FOUND, "not_found", "There is no draft.")
        return a_draft(request.form, request.about)

    async def SaveDraft(self, request: Any, context: Any) -> drafts_pb2.DraftSaved:
        await self.caller(context)  # Nothing is kept: this world is the same for every page.
        saved = drafts_pb2.DraftSaved(revision=request.revision + 1)
        saved.saved_at.FromDatetime(SAVED_AT)
        return saved

    async def ListMyDrafts(self, request: Any, context: Any) -> drafts_pb2.MyDrafts:
        caller = await self.caller(context)
        begun = [a_draft("agency_return", f"{case_id(BEGUN)}/{AGENCY}")]
        own = AGENCY in {one.agency for one in caller.memberships}
        return drafts_pb2.MyDrafts(drafts=begun if own else [])

    async def GetReferral(self, request: Any, context: Any) -> referral.Referral:
        number = _number(request)
        if number not in {*STAGES, *DEVON, UNDECIDED, WITHHELD}:
            await refuse(context, grpc.StatusCode.NOT_FOUND, "not_found", "There is nothing here.")
        return a_referral(number) if number != WITHHELD else a_withheld_referral()

    async def ListNotAgreed(self, request: Any, context: Any) -> referral.NotAgreed:
        caller, told = await self.caller(context), referral.NotAgreed()
        if request.partnership == "PLY" and _acts_for(caller, AGENCY):
            for number, seen in ((WITHHELD, False), (2, True)):
                told.cases.add(
                    case_id=case_id(number), agency=AGENCY, prepared_on="2026-09-03",
                    decided_on="2026-09-08", own=True, seen=seen,
                )  # fmt: skip
        return told

    async def GetReview(self, request: Any, context: Any) -> review.Review:
        number = _number(request)
        if number not in {*STAGES, *DEVON}:
            await refuse(context, grpc.StatusCode.NOT_FOUND, "not_found", "There is nothing here.")
        told, caller = a_review(number), await self.caller(context)
        if caller.roles <= {AGENCY_AUTHOR}:  # Their own agency's part.
            own = [one for one in told.agencies if _acts_for(caller, one.agency)]
            del told.agencies[:]
            told.agencies.extend(own)
        return told

    async def ListRetention(self, request: Any, context: Any) -> retention_pb2.RetentionList:
        told, caller = retention_pb2.RetentionList(), await self.caller(context)
        told.cases.extend(
            one for one in self.retention.cases if one.partnership in caller.partnerships
        )
        return told

    async def GetBriefing(self, request: Any, context: Any) -> learning_pb2.Briefing:
        return learning_pb2.Briefing(
            case_id=request.case_id, partnership="PLY", version=1, kind="learning_from_experience",
            status="drafted", reference=f"PLY-RR-2026-{_number(request):04d}",
            seen_before=[
                learning_pb2.ThemeSeen(theme="safe_sleeping", earlier_cases=2, since="2024-03-01")
            ],
        )  # fmt: skip

    async def GetAction(self, request: Any, context: Any) -> learning_pb2.Action:
        return an_action(request.case_id, request.action_id)

    async def ListOpenActions(self, request: Any, context: Any) -> learning_pb2.OpenActions:
        actions = [an_action(case_id(BEGUN), one) for one in (ACTION, "A2")]
        return learning_pb2.OpenActions(actions=actions)

    async def GetSubmission(self, request: Any, context: Any) -> submissions.Submission:
        caller, number = await self.caller(context), _number(request)
        opened = not caller.roles.isdisjoint(OPENED_TO) or _acts_for(caller, request.agency)
        if _place(number) not in caller.partnerships or not opened:
            await refuse(context, grpc.StatusCode.NOT_FOUND, "not_found", "There is nothing here.")
        return a_return(number, request.agency)

    async def ListOutstanding(self, request: Any, context: Any) -> submissions.Outstanding:
        caller = await self.caller(context)
        item = submissions.Outstanding.Item(
            case_id=case_id(8), reference="PLY-RR-2026-0008", agency=AGENCY, status="requested",
            due_on="2026-11-20", partnership="PLY", through="PLY",
        )  # fmt: skip
        is_theirs = request.partnership == "PLY" and _acts_for(caller, AGENCY)
        return submissions.Outstanding(items=[item] if is_theirs else [])


def a_referral(number: int) -> referral.Referral:
    """What an agency referred, with a view and a notice."""
    return referral.Referral(
        case_id=case_id(number), reference=f"{_place(number)}-RR-2026-{number:04d}",
        partnership=_place(number), version=2,
        status="awaiting_decision" if number == UNDECIDED else "decided", agency=AGENCY,
        children=["Child A"], decisions=[superseded_view()], why_consider="Four agencies knew them.",
        incident=referral.Incident(
            occurred_on="2026-09-01", what_happened="An invented incident.", why_serious="A baby died.",
        ),
        views=[referral.PartnerView(partner="police", view="criteria_met", reason="Invented.")],
        notices=[referral.Notice(notice=NOTICE, sent=referral.TimeFact(on="2026-09-03"))],
    )  # fmt: skip


def a_withheld_referral() -> referral.Referral:
    """What an agency's safeguarding lead did not agree."""
    told = a_referral(WITHHELD)
    told.status, told.lead_role, told.reference = "not_agreed", "Head of safeguarding", ""
    del told.views[:], told.notices[:], told.decisions[:]
    told.decisions.add(
        gate="G0",
        decision=decision_pb2.Decision(
            outcome="do_not_agree", decided_on="2026-09-08",
            rationale="The injury was explained, and is treated. The plan of the child is followed.",
        ),
    )  # fmt: skip
    return told


def a_review(number: int) -> review.Review:
    """A review in its stage, with everything that can stand in one."""
    running = review.ParallelProcess(
        kind="inquest", lead_body="Coroner", status="under_way", last_checked_on="2026-09-05"
    )
    advice = review.Recommendation(
        recommendation_id="R1", text="The same advice from everybody.", kind="multi_agency",
        owner=AGENCY,
    )  # fmt: skip
    return review.Review(
        case_id=case_id(number), reference=f"{_place(number)}-RR-2026-{number:04d}",
        partnership=_place(number), version=3, stage=STAGES.get(number, "gathering"),
        due_on="2026-09-24", recommendations=[advice], decisions=[meeting()],
        agencies=[
            review.InvolvedAgency(agency=agency, return_status=status)
            for agency, status in {**RETURNS, AGENCY: "returned"}.items()
        ],
        next_gate=review.NextGate(
            gate="G9", label="Commissioning", question="Is it commissioned?", body="Partners",
            needs=["Findings: all four"],
        ),
        processes=[review.RunningProcess(process_id=PROCESS, process=running)],
        contributing_partnerships=["DEV"] if _place(number) == "PLY" else [],
        restrictions=["hold_publication"], local_review=review.LocalReview(due_on="2027-03-25"),
    )  # fmt: skip


def an_action(of: str, action: str) -> learning_pb2.Action:
    """An action that was carried out and not looked at yet."""
    return learning_pb2.Action(
        case_id=of, reference=f"PLY-RR-2026-{int(of[-4:]):04d}", partnership="PLY", version=2,
        action_id=action, status="evidenced", owner=AGENCY, due_on="2026-12-01",
    )  # fmt: skip


def a_return(number: int, agency: str) -> submissions.Submission:
    """The return of an agency, which it was asked about once."""
    status = RETURNS.get(agency, "returned")
    sent: dict[str, Any] = {
        "return_number": 2, "returned_on": "2026-09-12",
        "scoping": submissions.ScopingDocument(
            checked_on="2026-09-08", systems_searched=["Patient record"], lived_experience="Invented.",
        ),
        "chronology": [
            submissions.ChronologyRow(
                row_id="R1", happened_on="2026-01-05", kind="visit", what_happened="A visit."
            )
        ],
        "versions": [
            submissions.SentVersion(return_number=one, returned_on=f"2026-09-1{one}") for one in (1, 2)
        ],
    }  # fmt: skip
    return submissions.Submission(
        case_id=case_id(number), reference=f"{_place(number)}-RR-2026-{number:04d}",
        partnership=_place(number), agency=agency, version=3, status=status, due_on="2026-09-14",
        queries=[submissions.Query(asked_on="2026-09-11", question="What of the second child?")],
        **(sent if status != "requested" else {}),
    )  # fmt: skip


def a_draft(form: str, about: str) -> drafts_pb2.Draft:
    """A form that was begun: the first text of each part is there, and one row of each list."""
    typed: dict[str, str] = {}
    for one in JOURNEYS[form].form.fields:
        if one.kind is Kind.ROWS and one.rows and not one.each:
            typed |= {f"{one.path}.0.{inner.path}": "" for inner in one.rows}
            typed[f"{one.path}.0.{one.rows[0].path}"] = "Invented"
        elif one.kind is Kind.LONG:
            typed[one.path] = "An invented answer. Nobody failed to come."
    content = {"typed": typed, "seen": 2}
    kept = drafts_pb2.Draft(form=form, about=about, revision=1, content=json.dumps(content))
    kept.saved_at.FromDatetime(SAVED_AT)
    return kept


class AsTheTablesSay(grpc.aio.ServerInterceptor):
    """Refuses a role that has no row for a method in the table of its service, and every command as unreadable."""

    def __init__(self, service: str) -> None:
        own: Table = importlib.import_module(f"services.{service}.entrypoints.access").ACCESS
        self._rows: Mapping[str, Any] = {**HISTORY, **DRAFTS, **OPERATIONS, **own}

    async def intercept_service(
        self, continuation: Callable[[Any], Awaitable[Any]], details: Any
    ) -> Any:
        """The method, or its refusal."""
        handler = await continuation(details)
        bearer = dict(details.invocation_metadata).get("authorization", "")
        row = self._rows.get(details.method.rpartition("/")[2])
        try:
            caller = await ExampleTokens(TOKEN_KEY).caller_of(bearer.removeprefix("Bearer "))
        except Refusal:
            return handler
        if row is None or handler is None:
            return handler
        if caller.roles.isdisjoint(row):
            return _refusing(handler, *NOT_ALLOWED)
        return _refusing(handler, *UNREADABLE) if _records(details.method) else handler


def _records(method: str) -> bool:
    service, _, name = method.removeprefix("/").partition("/")
    found = descriptor_pool.Default().FindServiceByName(service).methods_by_name[name]
    return str(found.output_type.name) in {"Recorded", "SupportNoted"}


def _refusing(handler: Any, *refused: Any) -> Any:

    async def once(_request: Any, context: Any) -> None:
        await refuse(context, *refused)

    async def streaming(_request: Any, context: Any) -> AsyncIterator[None]:
        await refuse(context, *refused)
        yield  # Never come to: it makes this a stream.

    made = grpc.unary_stream_rpc_method_handler if handler.response_streaming else None
    return made(streaming) if made else grpc.unary_unary_rpc_method_handler(once)


@asynccontextmanager
async def every_case() -> AsyncIterator[EveryService]:
    """The portal of this world, for as long as the block lasts."""
    async with every_service(EveryCase(), lambda name: (AsTheTablesSay(name),)) as services:
        reporting = services.reporting
        reporting.cases += [case(BEGUN, stage="learning", stage_label="Learning")]
        told = services.notifications
        told.only_own = True
        told.tasks = [one for one in told.tasks if one.case_id != case_id(NOT_THERE)]
        reporting.loads = [
            reporting_pb2.AgencyLoad(
                agency="police", agency_name="Devon and Cornwall Police", outstanding=2, late=1,
                first_due_on="2026-09-10",
            )
        ]  # fmt: skip
        reporting.weeks = [
            reporting_pb2.WeekLoad(begins_on="2026-09-14", returns=3, meetings=1, reports=2)
        ]
        _something_failed(services)
        yield services


def _something_failed(services: EveryService) -> None:
    door = services.door("review")
    parked = operations_pb2.ParkedCase(
        listener="review_access", case_id=CASE_ID, partnership="PLY", reference="PLY-RR-2026-0008",
        events=2, holding_up=operations_pb2.ParkedEvent(event_id=EVENT_ID),
        reasons=[operations_pb2.ReasonCount(reason="test.not_yet", events=1)],
    )  # fmt: skip
    place = operations_pb2.MessagePlace(source="referral", partition=0, offset=17)
    unreadable = operations_pb2.UnreadableMessage(
        listener="review", place=place, problem="position", size=14, headers=["ce_id"]
    )
    door.parked = operations_pb2.ParkedList(
        cases=[stamped(parked, oldest_at=AT)], unreadable=[stamped(unreadable, arrived_at=AT)]
    )
    timer = operations_pb2.TimerStanding(kind="reminder", waiting=3, late=1, attempts=2)
    door.timers = [stamped(timer, oldest_at=AT)]
    door.unkept_s = 90
    door.untold = [stamped(an_untold_case(CASE_ID), noted_at=AT)]
    read = history_pb2.CaseRead(
        person="ply-coordinator", role="coordinator", partnership="PLY", method="GetCase", times=2
    )
    services.door("reporting").reads = [stamped(read, first_at=AT, last_at=AT)]
