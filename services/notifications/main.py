"""The only file of this service that knows everything: build it on its ground."""

from __future__ import annotations

from typing import Any

from chassis.grants import ADD, Grants
from chassis.migrations import Migration
from chassis.rules.rule_packs import RulePacks
from chassis.run import Ground, RunningService, Service
from contracts.grpc import notifications_pb2, notifications_pb2_grpc
from services.notifications.adapters.mailbox_channel import MailboxChannel
from services.notifications.application.messages import Channel, Messages
from services.notifications.entrypoints.delivery_door import Delivery
from services.notifications.entrypoints.event_door import MessageDoor
from services.notifications.entrypoints.grpc_door import NotificationsDoor
from services.notifications.entrypoints.relay_door import tell
from services.notifications.readmodel.mailbox import Mailbox
from services.notifications.settings import NotificationsSettings

NAME = "notifications"
MIGRATIONS = Migration.from_folder("services.notifications.adapters", "schema")
GRANTS: Grants = {"mailbox": ADD}
"""What the application may do on tables that are no read model."""


def running(packs: RulePacks, **given: Any) -> RunningService:
    """The service with its settings from the environment; those that are given win."""
    return RunningService(NAME, NotificationsSettings(**given), build, packs)


def build(ground: Ground, channel: Channel | None = None) -> Service:
    """The notifications service; without another channel, messages go to the platform's mailbox."""
    messages = Messages(
        ground.store,
        ground.keys,
        ground.clock,
        channel=channel or MailboxChannel(ground.pool),
    )
    mailbox = Mailbox(ground.pool)
    door = NotificationsDoor(mailbox)
    return Service(
        name=NAME,
        api=notifications_pb2.DESCRIPTOR.services_by_name["NotificationsService"].full_name,
        register=lambda server: notifications_pb2_grpc.add_NotificationsServiceServicer_to_server(
            door, server
        ),
        tell=tell,
        migrations=MIGRATIONS,
        projections=(Delivery(messages), mailbox),
        doors=(MessageDoor(messages, ground.pool),),
    )
