"""The only file of this service that knows everything: build it on its ground."""

from __future__ import annotations

from chassis.migrations import Migration
from chassis.run import Ground, Service
from contracts.grpc import review_pb2, review_pb2_grpc
from services.review.application.reviews import Reviews
from services.review.entrypoints.event_door import listening
from services.review.entrypoints.grpc_door import ReviewDoor
from services.review.entrypoints.relay_door import tell
from services.review.readmodel.live_reviews import LiveReviews

NAME = "review"


def build(ground: Ground) -> Service:
    """The review service; it listens to referral, submissions and learning."""
    reviews = Reviews(ground.store, ground.keys, ground.clock, packs=ground.packs)
    live = LiveReviews(ground.pool)
    door = ReviewDoor(reviews, live, ground.clock)
    return Service(
        name=NAME,
        api=review_pb2.DESCRIPTOR.services_by_name["ReviewService"].full_name,
        register=lambda server: review_pb2_grpc.add_ReviewServiceServicer_to_server(door, server),
        tell=tell,
        migrations=Migration.from_folder("services.review.adapters", "schema"),
        projections=(live,),
        doors=(listening(reviews, ground.pool),),
    )
