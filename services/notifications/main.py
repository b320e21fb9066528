"""The only file of this service that knows everything: build it on its ground."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chassis.grants import ADD, ALL, Grants
from chassis.migrations import Migration
from chassis.rules.rule_packs import RulePacks
from chassis.run import Build, Ground, RunningService, Service
from contracts.grpc import notifications_pb2, notifications_pb2_grpc
from services.notifications.adapters.address_book import SealedAddressBook
from services.notifications.adapters.mailbox_channel import MailboxChannel
from services.notifications.adapters.notify_channel import NotifyAccount, NotifyChannel
from services.notifications.adapters.smtp_channel import SmtpChannel, SmtpServer
from services.notifications.application.channels import Channel
from services.notifications.application.contacts import Contacts
from services.notifications.application.messages import Messages, Ways
from services.notifications.application.tasks import Tasks
from services.notifications.entrypoints import timer_door
from services.notifications.entrypoints.access import ACCESS
from services.notifications.entrypoints.delivery_door import Delivery, Reminding
from services.notifications.entrypoints.event_door import MessageDoor
from services.notifications.entrypoints.grpc_door import Asked, NotificationsDoor
from services.notifications.entrypoints.relay_door import tell
from services.notifications.readmodel.contact_routes import ContactRoutes
from services.notifications.readmodel.message_list import MessageList
from services.notifications.readmodel.task_list import TaskList
from services.notifications.settings import NotificationsSettings

NAME = "notifications"
MIGRATIONS = Migration.from_folder("services.notifications.adapters", "schema")
GRANTS: Grants = {"mailbox": ADD, "address_book": ALL}
"""What the application may do on tables that are no read model."""


def running(packs: RulePacks, **given: Any) -> RunningService:
    """The service with its settings from the environment; those that are given win."""
    settings = NotificationsSettings(**given)
    return RunningService(NAME, settings, build_with(settings), packs)


def build_with(settings: NotificationsSettings) -> Build:
    """How to build the service, given the ways to reach people that a region has."""
    return lambda ground: build(ground, channels_of(settings), portal=settings.portal_url)


def channels_of(settings: NotificationsSettings) -> Sequence[Channel]:
    """The channels that the settings describe, besides the mailbox."""
    found: list[Channel] = []
    if settings.smtp_host:
        found.append(
            SmtpChannel(
                SmtpServer(
                    host=settings.smtp_host, port=settings.smtp_port, security=settings.smtp_security,
                    username=settings.smtp_username, password=settings.smtp_password,
                    sender=settings.smtp_sender, ca_file=settings.smtp_ca_file,
                )
            )
        )  # fmt: skip
    if settings.notify_api_key.get_secret_value():
        found.append(
            NotifyChannel(
                NotifyAccount(
                    api_key=settings.notify_api_key, template_id=settings.notify_template_id,
                    base_url=settings.notify_url, reply_to_id=settings.notify_reply_to_id,
                )
            )
        )  # fmt: skip
    return found


def build(ground: Ground, channels: Sequence[Channel] = (), *, portal: str = "") -> Service:
    """The notifications service; without other channels, messages go to the platform's mailbox."""
    message_list, task_list = MessageList(ground.pool), TaskList(ground.pool)
    routes = ContactRoutes(ground.pool, ground.packs)
    book = SealedAddressBook(ground.pool, ground.keys)
    by_name = {channel.name: channel for channel in (MailboxChannel(), *channels)}
    ways = Ways(routes, book, by_name, portal)
    messages = Messages(ground.store, ground.keys, ground.clock, ways)
    tasks = Tasks(ground.store, ground.keys, ground.clock, packs=ground.packs, messages=messages)
    contacts = Contacts(ground.store, ground.keys, ground.clock, book)
    door = NotificationsDoor(
        Asked(messages, contacts, routes, message_list, task_list, ground.packs, ground.clock)
    )
    return Service(
        name=NAME,
        apis=(notifications_pb2.DESCRIPTOR.services_by_name["NotificationsService"].full_name,),
        access=ACCESS,
        register=lambda server: notifications_pb2_grpc.add_NotificationsServiceServicer_to_server(
            door, server
        ),
        tell=tell,
        migrations=MIGRATIONS,
        projections=(
            routes, Delivery(messages, ground.timers), Reminding(ground.timers, ground.clock),
            message_list, task_list,
        ),
        doors=(MessageDoor(messages, tasks, ground.pool),),
        case_rows=("involved_agencies", "announcements", "milestone_days", "pinned_packs"),
        timers=timer_door.effects(messages, tasks, ground.timers, ground.clock),
        ending=task_list.changes.end,
    )  # fmt: skip
