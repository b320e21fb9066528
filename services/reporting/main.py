"""The only file of this service that knows everything: build it on its ground."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chassis.grants import KEEP, Grants
from chassis.migrations import Migration
from chassis.rules.rule_packs import RulePacks
from chassis.run import Build, Ground, RunningService, Service
from contracts.grpc import reporting_pb2, reporting_pb2_grpc
from services.reporting.application.cases import Cases
from services.reporting.application.histories import Histories
from services.reporting.application.listings import Listings
from services.reporting.entrypoints.access import ACCESS
from services.reporting.entrypoints.event_door import BoardDoor
from services.reporting.entrypoints.grpc_door import ReportingDoor
from services.reporting.entrypoints.owners_door import owners_at
from services.reporting.entrypoints.relay_door import tell
from services.reporting.readmodel.case_board import TABLES
from services.reporting.readmodel.case_pages import CasePages
from services.reporting.readmodel.revisions import Revisions
from services.reporting.readmodel.visible_cases import VisibleCases
from services.reporting.settings import ReportingSettings

NAME = "reporting"
MIGRATIONS = Migration.from_folder("services.reporting.adapters", "schema")
GRANTS: Grants = {"board_revision": frozenset({"SELECT", "UPDATE"}), "case_revisions": KEEP}
"""What the application may do on tables that are no read model."""


def running(packs: RulePacks, **given: Any) -> RunningService:
    """The service with its settings from the environment; those that are given win."""
    settings = ReportingSettings(**given)
    return RunningService(NAME, settings, build_with(settings.owners), packs)


def build_with(owners: Mapping[str, str]) -> Build:
    """How to build the service, given the address of each service that owns a part of a case."""
    return lambda ground: build(ground, owners)


def build(ground: Ground, owners: Mapping[str, str]) -> Service:
    """The reporting service; it listens to everybody and owns no fact."""
    revisions = Revisions(ground.pool)
    cases = Cases(VisibleCases(ground.pool), ground.packs, ground.clock)
    histories = Histories(owners_at(owners, ground.certificates))
    door = ReportingDoor(cases, Listings(cases, CasePages(ground.pool)), revisions, histories)
    return Service(
        name=NAME,
        apis=(reporting_pb2.DESCRIPTOR.services_by_name["ReportingService"].full_name,),
        access=ACCESS,
        register=lambda server: reporting_pb2_grpc.add_ReportingServiceServicer_to_server(
            door, server
        ),
        tell=tell,
        migrations=MIGRATIONS,
        doors=(BoardDoor(ground.pool, revisions.ring),),
        case_rows=TABLES,
        ending=revisions.end,
    )
