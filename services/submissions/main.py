"""The only file of this service that knows everything: build it on its ground."""

from __future__ import annotations

from typing import Any

from chassis.delivery.handed_over import HandingOver
from chassis.doors.history_door import OfAgencies
from chassis.drafts import Drafts
from chassis.grants import ADD, Grants
from chassis.migrations import Migration
from chassis.rules.rule_packs import RulePacks
from chassis.run import Ground, RunningService, Service
from contracts.grpc import submissions_pb2, submissions_pb2_grpc
from services.submissions.adapters.support_sql import SupportRecords
from services.submissions.application.agency_returns import AgencyReturns, through_whom
from services.submissions.domain.agency_return import AgencyReturn, stream_of
from services.submissions.domain.events import SubmissionRequested
from services.submissions.entrypoints.access import ACCESS, NOT_FOUND
from services.submissions.entrypoints.event_door import listen
from services.submissions.entrypoints.grpc_door import SubmissionsDoor
from services.submissions.entrypoints.own_records import OwnRecords
from services.submissions.entrypoints.relay_door import tell
from services.submissions.readmodel.case_returns import CaseReturns
from services.submissions.readmodel.outstanding_returns import OutstandingReturns
from services.submissions.settings import SubmissionsSettings

NAME = "submissions"
GRANTS: Grants = {"practitioner_support": ADD}
"""What the application may do on tables that are no read model."""
MIGRATIONS = Migration.from_folder("services.submissions.adapters", "schema")


def running(packs: RulePacks, **given: Any) -> RunningService:
    """The service with its settings from the environment; those that are given win."""
    return RunningService(NAME, SubmissionsSettings(**given), build, packs)


def build(ground: Ground) -> Service:
    """The submissions service; it listens to review."""
    returns = AgencyReturns(ground.store, ground.keys, ground.clock, packs=ground.packs)
    handing_over = HandingOver(
        ground.store, ground.keys, ground.clock,
        kinds={SubmissionRequested: AgencyReturn}, keeps=through_whom,
    )  # fmt: skip
    outstanding = OutstandingReturns(ground.pool)
    cases = CaseReturns(ground.pool)
    drafts = Drafts(ground.pool, ground.keys, ground.clock)
    own = OwnRecords(SupportRecords(ground.pool, ground.keys, ground.clock), drafts)
    door = SubmissionsDoor(returns, own, ground.clock, outstanding=outstanding, cases=cases)
    return Service(
        name=NAME,
        apis=(submissions_pb2.DESCRIPTOR.services_by_name["SubmissionsService"].full_name,),
        access=ACCESS,
        not_found=NOT_FOUND,
        register=lambda server: submissions_pb2_grpc.add_SubmissionsServiceServicer_to_server(
            door, server
        ),
        tell=tell,
        migrations=MIGRATIONS,
        projections=(outstanding, cases),
        doors=(listen(returns, handing_over, ground.pool),),
        drafts=drafts,
        of_agencies=OfAgencies(
            own=lambda case_id, agencies: frozenset(
                stream_of(case_id, agency) for agency in agencies
            )
        ),
    )
