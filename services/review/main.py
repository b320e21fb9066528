"""The only file of this service that knows everything: build it on its ground."""

from __future__ import annotations

from typing import Any

import grpc

from chassis.access.relations import Relations
from chassis.drafts import Drafts
from chassis.migrations import Migration
from chassis.rules.rule_packs import RulePacks
from chassis.run import Ground, RunningService, Service
from contracts.grpc import (
    retention_pb2,
    retention_pb2_grpc,
    review_pb2,
    review_pb2_grpc,
    team_pb2,
    team_pb2_grpc,
)
from services.review.application.after_the_panel import AfterThePanel
from services.review.application.case_teams import CaseTeams
from services.review.application.erasures import Erasures
from services.review.application.parallel_processes import ParallelProcesses
from services.review.application.reports import Reports
from services.review.application.reviews import Reviews
from services.review.entrypoints.access import ACCESS
from services.review.entrypoints.event_door import listening
from services.review.entrypoints.grpc_door import ReviewDoor
from services.review.entrypoints.relay_door import tell
from services.review.entrypoints.retention_door import RetentionDoor
from services.review.entrypoints.team_door import TeamDoor
from services.review.readmodel.kept_cases import WITHOUT_REVIEW, KeptCases
from services.review.readmodel.live_reviews import LiveReviews
from services.review.settings import ReviewSettings

NAME = "review"
APIS = (
    review_pb2.DESCRIPTOR.services_by_name["ReviewService"].full_name,
    team_pb2.DESCRIPTOR.services_by_name["CaseTeams"].full_name,
    retention_pb2.DESCRIPTOR.services_by_name["Retention"].full_name,
)
MIGRATIONS = Migration.from_folder("services.review.adapters", "schema")


def running(packs: RulePacks, **given: Any) -> RunningService:
    """The service with its settings from the environment; those that are given win."""
    return RunningService(NAME, ReviewSettings(**given), build, packs)


def build(ground: Ground) -> Service:
    """The review service; it listens to referral, submissions and learning."""
    ground_of_cases = (ground.store, ground.keys, ground.clock)
    reviews = Reviews(*ground_of_cases, packs=ground.packs)
    after = AfterThePanel(*ground_of_cases, packs=ground.packs)
    parallel = ParallelProcesses(*ground_of_cases, packs=ground.packs)
    reports = Reports(*ground_of_cases, packs=ground.packs)
    live, kept = LiveReviews(ground.pool), KeptCases(ground.pool)
    erasures = Erasures(*ground_of_cases, packs=ground.packs, kept=kept)
    teams = CaseTeams(*ground_of_cases, known=Relations(ground.pool))
    door = ReviewDoor(
        reviews, after=after, parallel=parallel, reports=reports, live=live, clock=ground.clock
    )
    team_door = TeamDoor(teams, ground.clock)
    retention_door = RetentionDoor(erasures, kept, ground.clock)

    def register(server: grpc.aio.Server) -> None:
        review_pb2_grpc.add_ReviewServiceServicer_to_server(door, server)
        team_pb2_grpc.add_CaseTeamsServicer_to_server(team_door, server)
        retention_pb2_grpc.add_RetentionServicer_to_server(retention_door, server)

    return Service(
        name=NAME,
        apis=APIS,
        access=ACCESS,
        register=register,
        tell=tell,
        migrations=MIGRATIONS,
        projections=(live, kept),
        case_rows=(WITHOUT_REVIEW,),
        doors=(listening(reviews, parallel, ground.pool),),
        drafts=Drafts(ground.pool, ground.keys, ground.clock),
    )
