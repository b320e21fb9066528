"""A real gRPC door with invented tasks and messages."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import grpc

from chassis.errors import Invalid
from chassis.fields import FieldProblem
from contracts.grpc import common_pb2
from contracts.grpc import notifications_pb2 as wire
from contracts.grpc import notifications_pb2_grpc as rpc
from tests.portal.invented_mailbox import the_messages, the_tasks
from tests.portal.listed_cases import page_of
from tests.portal.reporting_door import TODAY
from tests.portal.running_door import Answering, RunningDoor, refuse, running


class NotificationsDoor(Answering, rpc.NotificationsServiceServicer):
    """Answers as the contract says; remembers what it was asked to do."""

    def __init__(self) -> None:
        super().__init__()
        self.tasks = the_tasks()
        self.messages = the_messages()
        self.preference = wire.Preference(registered=True, channel="mailbox", reminders=True)
        self.only_own = False
        self.problems: list[FieldProblem] = []
        self.watchers: set[asyncio.Queue[wire.TasksRevision]] = set()
        self.refuse_commands_with: tuple[grpc.StatusCode, str, str] | None = None
        self.resent: list[wire.ResendMessageRequest] = []
        self.preferred: list[wire.SetMyPreferenceRequest] = []
        self.registered: list[wire.RegisterContactRequest] = []
        self.forgotten: list[wire.ForgetContactRequest] = []

    async def ListMyTasks(self, request: wire.ListMyTasksRequest, context: Any) -> wire.Tasks:
        caller = await self.caller(context)
        own = {one.agency for one in caller.memberships}
        theirs = [one for one in self.tasks if not self.only_own or one.recipient in own]
        number, shown = page_of(theirs, request.page_size, request.page_number)
        kinds = {(one.case_id, one.kind) for one in theirs if one.kind in request.cases_of}
        return wire.Tasks(
            tasks=shown, found=len(theirs), page_number=number,
            late=sum(one.overdue for one in theirs),
            due_today=sum(one.due_on == TODAY for one in theirs),
            cases=[wire.TaskedCase(case_id=one, kind=kind) for one, kind in sorted(kinds)],
            revision=self.revision,
        )  # fmt: skip

    @property
    def revision(self) -> str:
        """Another one for other tasks."""
        return "-".join(sorted(one.task_id for one in self.tasks))

    def give(self, task: wire.Task) -> None:
        """There is one more task; everybody who watches hears of it."""
        self.tasks.append(task)
        for queue in self.watchers:
            queue.put_nowait(wire.TasksRevision(revision=self.revision))

    async def WatchMyTasks(
        self, request: wire.WatchMyTasksRequest, context: Any
    ) -> AsyncIterator[wire.TasksRevision]:
        await self.caller(context)
        queue: asyncio.Queue[wire.TasksRevision] = asyncio.Queue()
        self.watchers.add(queue)
        try:
            yield wire.TasksRevision(revision=self.revision)
            while True:
                yield await queue.get()
        finally:
            self.watchers.discard(queue)

    async def ListMessages(self, request: wire.ListMessagesRequest, context: Any) -> wire.Messages:
        caller = await self.caller(context)
        wanted = [request.partnership] if request.partnership else list(caller.partnerships)
        found = [
            one
            for one in self.messages
            if one.partnership in wanted and request.message_id in {"", one.message_id}
        ]
        number, shown = page_of(found, request.page_size, request.page_number)
        return wire.Messages(messages=shown, found=len(found), page_number=number)

    async def ResendMessage(
        self, request: wire.ResendMessageRequest, context: Any
    ) -> common_pb2.Recorded:
        await self._take(context)
        self.resent.append(request)
        return common_pb2.Recorded()

    async def GetMyPreference(
        self, request: wire.GetMyPreferenceRequest, context: Any
    ) -> wire.Preference:
        await self.caller(context)
        return self.preference

    async def SetMyPreference(
        self, request: wire.SetMyPreferenceRequest, context: Any
    ) -> common_pb2.Recorded:
        await self._take(context)
        self.preferred.append(request)
        return common_pb2.Recorded()

    async def RegisterContact(
        self, request: wire.RegisterContactRequest, context: Any
    ) -> common_pb2.Recorded:
        await self._take(context)
        self.registered.append(request)
        return common_pb2.Recorded()

    async def ForgetContact(
        self, request: wire.ForgetContactRequest, context: Any
    ) -> common_pb2.Recorded:
        await self._take(context)
        self.forgotten.append(request)
        return common_pb2.Recorded()

    async def _take(self, context: Any) -> None:
        await self.caller(context)
        if self.refuse_commands_with:
            await refuse(context, *self.refuse_commands_with)
        if self.problems:
            first = self.problems[0].refusal
            await refuse(
                context,
                grpc.StatusCode.INVALID_ARGUMENT,
                first.code,
                first.message,
                self.problems,
            )


def problem(field: str, code: str, sentence: str = "This cannot be taken.") -> FieldProblem:
    """A refused field as a service tells of it."""
    return FieldProblem(field, type("Told", (Invalid,), {"code": code, "sentence": sentence})())


@asynccontextmanager
async def notifications_door() -> AsyncIterator[RunningDoor[NotificationsDoor]]:
    """The door, open on a port of its own."""
    add = rpc.add_NotificationsServiceServicer_to_server
    async with running(NotificationsDoor(), add) as opened:
        yield opened
