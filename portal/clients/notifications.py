"""Asks the door of notifications, on behalf of the person who is looking: tasks, messages, how they are told.

Raises the refusals of ``chassis.errors``, and ``Temporary`` when notifications cannot be reached in time.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import aclosing
from uuid import UUID

from chassis.errors import Invalid, NotFound
from chassis.identity import Caller
from contracts.grpc import common_pb2
from contracts.grpc import notifications_pb2 as wire
from portal.clients.dates import date_in, moment_in
from portal.clients.door import Door
from portal.clients.mailbox_facts import (
    Contact,
    Message,
    Messages,
    Preference,
    Task,
    Tasks,
    TasksRevision,
)


class Notifications:
    """The answers of notifications, while its door is connected."""

    def __init__(self, door: Door) -> None:
        self._door = door

    async def tasks(
        self, caller: Caller, *, size: int, page: int = 1, cases_of: Iterable[str] = ()
    ) -> Tasks:
        """A page of what ``caller`` has to do, over all partnerships and agencies, the most urgent first."""
        request = wire.ListMyTasksRequest(page_size=size, page_number=page, cases_of=cases_of)
        answer: wire.Tasks = await self._door.ask(caller, "ListMyTasks", request)
        return Tasks(
            tuple(map(_task, answer.tasks)), answer.found, answer.page_number, answer.late,
            answer.due_today, tuple((one.case_id, one.kind) for one in answer.cases), answer.revision,
        )  # fmt: skip

    async def watch(self, caller: Caller) -> AsyncIterator[TasksRevision]:
        """The revision of the tasks of ``caller`` now, and each new one, until the door closes the stream."""
        request = wire.WatchMyTasksRequest()
        async with aclosing(self._door.watch(caller, "WatchMyTasks", request)) as stream:
            async for told in stream:
                yield TasksRevision(told.revision)

    async def messages(
        self, caller: Caller, *, size: int, page: int = 1, partnership: str = ""
    ) -> Messages:
        """A page of the messages that ``caller`` may see, the newest first."""
        request = wire.ListMessagesRequest(
            partnership=partnership, page_size=size, page_number=page
        )
        answer: wire.Messages = await self._door.ask(caller, "ListMessages", request)
        return Messages(tuple(map(message_of, answer.messages)), answer.found, answer.page_number)

    async def message(self, caller: Caller, message_id: str) -> Message:
        """One message. Raises ``NotFound`` where ``caller`` may see none such, and for what is no id."""
        if not message_id:
            raise NotFound
        request = wire.ListMessagesRequest(message_id=message_id)
        try:
            answer: wire.Messages = await self._door.ask(caller, "ListMessages", request)
        except Invalid:
            raise NotFound from None
        if not answer.messages:
            raise NotFound
        return message_of(answer.messages[0])

    async def failures(self, caller: Caller) -> tuple[Message, ...]:
        """The messages that have failed, the newest first; for operators and auditors."""
        request = wire.ListFailuresRequest()
        answer: wire.Messages = await self._door.ask(caller, "ListFailures", request)
        return tuple(message_of(one) for one in answer.messages)

    async def send_again(self, caller: Caller, message: Message, *, command_id: UUID) -> None:
        """Send ``message`` once more; the same ``command_id`` does it once, however often it comes."""
        header = common_pb2.CommandHeader(
            command_id=str(command_id), case_id=message.case_id, partnership=message.partnership
        )
        request = wire.ResendMessageRequest(header=header, message_id=message.message_id)
        await self._door.ask(caller, "ResendMessage", request)

    async def preference(self, caller: Caller) -> Preference:
        """How ``caller`` is told."""
        request = wire.GetMyPreferenceRequest()
        answer: wire.Preference = await self._door.ask(caller, "GetMyPreference", request)
        return Preference(answer.registered, answer.channel, answer.reminders)

    async def prefer(
        self, caller: Caller, *, channel: str, reminders: bool, address: str, command_id: UUID
    ) -> None:
        """Let ``caller`` be told in this way; an empty address leaves theirs as it is."""
        # The choice holds everywhere; it is made in the name of any one of their partnerships.
        header = common_pb2.CommandHeader(
            command_id=str(command_id), partnership=next(iter(caller.partnerships), "")
        )
        request = wire.SetMyPreferenceRequest(
            header=header, channel=channel, without_reminders=not reminders, address=address
        )
        await self._door.ask(caller, "SetMyPreference", request)

    async def forget(
        self, caller: Caller, *, partnership: str, person: str = "", command_id: UUID
    ) -> None:
        """Tell a person no more on behalf of a partnership; without one, tell the ``caller`` nothing at all."""
        header = common_pb2.CommandHeader(command_id=str(command_id), partnership=partnership)
        request = wire.ForgetContactRequest(header=header, person=person)
        await self._door.ask(caller, "ForgetContact", request)

    async def register(self, caller: Caller, contact: Contact, *, command_id: UUID) -> None:
        """Let a person be told on behalf of a role of a partnership, or of an agency in it."""
        header = common_pb2.CommandHeader(
            command_id=str(command_id), partnership=contact.partnership
        )
        request = wire.RegisterContactRequest(
            header=header,
            person=contact.person,
            channel=contact.channel,
            address=contact.address,
            roles=[
                wire.ContactRole(role=role, agency=agency) for role, agency in contact.memberships
            ],
        )
        await self._door.ask(caller, "RegisterContact", request)


def _task(task: wire.Task) -> Task:
    return Task(
        task_id=task.task_id,
        case_id=task.case_id,
        reference=task.reference,
        partnership=task.partnership,
        recipient=task.recipient,
        kind=task.kind,
        due_on=date_in(task.due_on),
        asked_at=moment_in(task.asked_at),
        stage=task.stage,
        overdue=task.overdue,
    )


def message_of(message: wire.Message) -> Message:
    """A message as it is listed."""
    return Message(
        message_id=message.message_id,
        case_id=message.case_id,
        reference=message.reference,
        partnership=message.partnership,
        recipient=message.recipient,
        template=message.template,
        stage=message.stage,
        status=message.status,
        at=moment_in(message.sent_at),
        channel=message.channel,
        nobody_reachable=message.nobody_reachable,
        attempts=message.attempts,
        reason=message.reason,
    )
