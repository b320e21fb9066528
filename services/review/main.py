"""The only file of this service that knows everything: build it on its ground."""

from __future__ import annotations

from typing import Any

from chassis.migrations import Migration
from chassis.rules.rule_packs import RulePacks
from chassis.run import Ground, RunningService, Service
from contracts.grpc import review_pb2, review_pb2_grpc
from services.review.application.after_the_panel import AfterThePanel
from services.review.application.beside_the_way import BesideTheWay
from services.review.application.reviews import Reviews
from services.review.entrypoints.event_door import listening
from services.review.entrypoints.grpc_door import ReviewDoor
from services.review.entrypoints.relay_door import tell
from services.review.readmodel.live_reviews import LiveReviews
from services.review.settings import ReviewSettings

NAME = "review"
MIGRATIONS = Migration.from_folder("services.review.adapters", "schema")


def running(packs: RulePacks, **given: Any) -> RunningService:
    """The service with its settings from the environment; those that are given win."""
    return RunningService(NAME, ReviewSettings(**given), build, packs)


def build(ground: Ground) -> Service:
    """The review service; it listens to referral, submissions and learning."""
    ground_of_cases = (ground.store, ground.keys, ground.clock)
    reviews = Reviews(*ground_of_cases, packs=ground.packs)
    after = AfterThePanel(*ground_of_cases, packs=ground.packs)
    beside = BesideTheWay(*ground_of_cases, packs=ground.packs)
    live = LiveReviews(ground.pool)
    door = ReviewDoor(reviews, after=after, beside=beside, live=live, clock=ground.clock)
    return Service(
        name=NAME,
        api=review_pb2.DESCRIPTOR.services_by_name["ReviewService"].full_name,
        register=lambda server: review_pb2_grpc.add_ReviewServiceServicer_to_server(door, server),
        tell=tell,
        migrations=MIGRATIONS,
        projections=(live,),
        doors=(listening(reviews, ground.pool),),
    )
