"""The door for people: their mailbox, what they have to do, and who is told how."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

from chassis.access.admission import admitted
from chassis.clock import Clock
from chassis.doors.grpc_door import caller, cause_of, recorded, stamp_of, uuid_of
from chassis.fields import must_be_no
from chassis.rules.rule_packs import RulePacks
from chassis.rules.working_days import london_date
from contracts.grpc import common_pb2
from contracts.grpc import notifications_pb2 as wire
from contracts.grpc import notifications_pb2_grpc as rpc
from services.notifications.application.contacts import Contacts
from services.notifications.application.messages import Messages
from services.notifications.domain.contact import (
    ChannelName,
    Chosen,
    Membership,
    contact_id_of,
    must_be_a_person,
)
from services.notifications.domain.contact_form import Known, problems_of, problems_of_preference
from services.notifications.domain.message import CODE
from services.notifications.domain.recipients import AGENCY_ROLES
from services.notifications.entrypoints.asking import must_coordinate, readers, recipients
from services.notifications.entrypoints.places import place_of
from services.notifications.readmodel import message_list, task_list
from services.notifications.readmodel.contact_routes import ContactRoutes
from services.notifications.readmodel.message_list import Listed, MessageList, Wanted
from services.notifications.readmodel.task_list import Mine, TaskList

MAILBOX = ChannelName.MAILBOX


@dataclass(frozen=True, slots=True)
class Asked:
    """What the door asks in turn."""

    messages: Messages
    contacts: Contacts
    routes: ContactRoutes
    message_list: MessageList
    task_list: TaskList
    packs: RulePacks
    clock: Clock


class NotificationsDoor(rpc.NotificationsServiceServicer):
    """Answers the calls of contracts/grpc/notifications.proto."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked

    async def ListMessages(self, request: wire.ListMessagesRequest, context: Any) -> wire.Messages:
        """The messages that the caller may see, newest first."""
        asked = self._asked
        if request.partnership:
            caller().must_act_for(request.partnership)
        answer = wire.Messages()
        if request.recipient and not CODE.fullmatch(request.recipient):
            return answer  # Messages go to codes only.
        views = [
            (partnership, reader)
            for partnership, reader in readers(caller(), asked.packs)
            if request.partnership in {"", partnership}
        ]
        message_id = uuid_of("message_id", request.message_id) if request.message_id else None
        wanted = Wanted(views, request.recipient, message_id, admitted().left_out)
        place = place_of(request, message_list.LISTED_MAX)
        answer.found = await asked.message_list.count(wanted)
        answer.page_number, first = place.among(answer.found)
        found = await asked.message_list.of(wanted, first=first, size=place.size)
        answer.messages.extend(map(_message, found))
        return answer

    async def ListFailures(self, request: wire.ListFailuresRequest, context: Any) -> wire.Messages:
        """The messages that have failed: who runs the platform sees codes, not even what they say."""
        found = await self._asked.message_list.failed(caller().partnerships)
        answer = wire.Messages(messages=[_message(one) for one in found])
        for message in answer.messages:
            message.subject = message.text = ""
        return answer

    async def ResendMessage(
        self, request: wire.ResendMessageRequest, context: Any
    ) -> common_pb2.Recorded:
        """Send a message once more."""
        cause = cause_of(request, self._asked.clock)
        message_id = uuid_of("message_id", request.message_id)
        return recorded(await self._asked.messages.resend(cause, message_id))

    async def ListMyTasks(self, request: wire.ListMyTasksRequest, context: Any) -> wire.Tasks:
        """What the caller has to do, wherever that is."""
        asked = self._asked
        today, place = london_date(asked.clock()), place_of(request, task_list.LISTED_MAX)
        mine = Mine(recipients(caller(), asked.packs), admitted().left_out)
        counted = await asked.task_list.counted(mine, today)
        number, first = place.among(counted.found)
        answer = wire.Tasks(
            found=counted.found, page_number=number, late=counted.late, due_today=counted.today,
            revision=counted.revision,
        )  # fmt: skip
        for case_id, kind in await asked.task_list.cases(mine, list(request.cases_of)):
            answer.cases.add(case_id=str(case_id), kind=kind)
        for one in await asked.task_list.of(mine, first=first, size=place.size):
            answer.tasks.add(
                task_id=str(one.task_id), case_id=str(one.case_id), reference=one.reference,
                partnership=one.partnership, recipient=one.recipient, kind=one.kind, detail=one.detail,
                due_on=one.due_on.isoformat() if one.due_on else "", asked_at=stamp_of(one.asked_at),
                stage=one.stage, overdue=one.due_on is not None and one.due_on < today,
            )  # fmt: skip
        return answer

    async def WatchMyTasks(
        self, request: wire.WatchMyTasksRequest, context: Any
    ) -> AsyncIterator[wire.TasksRevision]:
        """The revision of the caller's tasks at once, then each new one."""
        tasks, told = self._asked.task_list, ""
        mine = Mine(recipients(caller(), self._asked.packs), admitted().left_out)
        # The number before the rows: they may be newer than it says, never older.
        number = await tasks.changes.current()
        while True:
            if (revision := await tasks.revision(mine)) != told:
                told = revision
                yield wire.TasksRevision(revision=told)
            if not (number := await tasks.changes.beyond(number)):
                return

    async def RegisterContact(
        self, request: wire.RegisterContactRequest, context: Any
    ) -> common_pb2.Recorded:
        """Say for which roles and agencies of a partnership a person is told."""
        cause = cause_of(request, self._asked.clock, case_id=contact_id_of(request.person))
        memberships = tuple(
            Membership(partnership=cause.partnership, role=one.role, agency=one.agency)
            for one in request.roles
        )
        pack, channel = self._asked.packs.of(cause.partnership), request.channel or MAILBOX
        known = Known(
            roles=frozenset(pack.roles), roles_of_agencies=AGENCY_ROLES,
            agencies=frozenset(pack.agencies),
        )  # fmt: skip
        must_be_no(
            problems_of(
                request.person, memberships, channel=channel, address=request.address, known=known
            )
        )
        chosen = Chosen(channel=ChannelName(channel))
        kept = await self._asked.contacts.register(
            cause, request.person, memberships, chosen=chosen, address=request.address
        )
        return recorded(kept)

    async def GetMyPreference(
        self, request: wire.GetMyPreferenceRequest, context: Any
    ) -> wire.Preference:
        """How the caller is told."""
        route = await self._asked.routes.of(caller().person)
        if route is None:
            return wire.Preference(channel=ChannelName.MAILBOX, reminders=True)
        return wire.Preference(
            registered=True, channel=route.channel, reminders=route.wants_reminders
        )

    async def SetMyPreference(
        self, request: wire.SetMyPreferenceRequest, context: Any
    ) -> common_pb2.Recorded:
        """The caller says how they want to be told."""
        person = caller().person
        cause = cause_of(request, self._asked.clock, case_id=contact_id_of(person))
        channel = request.channel or MAILBOX
        must_be_no(problems_of_preference(channel, request.address))
        chosen = Chosen(channel=ChannelName(channel), wants_reminders=not request.without_reminders)
        kept = await self._asked.contacts.prefer(
            cause, person, chosen=chosen, address=request.address
        )
        return recorded(kept)

    async def ForgetContact(
        self, request: wire.ForgetContactRequest, context: Any
    ) -> common_pb2.Recorded:
        """A person is told no more; others than the person need to be coordinators."""
        person = request.person or caller().person
        must_be_a_person(person)
        cause = cause_of(request, self._asked.clock, case_id=contact_id_of(person))
        themselves = person == caller().person
        if not themselves:
            must_coordinate(caller(), cause.partnership)
        kept = await self._asked.contacts.forget(cause, person, by_themselves=themselves)
        return recorded(kept)


def _message(one: Listed) -> wire.Message:
    return wire.Message(
        message_id=str(one.message_id), case_id=str(one.case_id), reference=one.reference,
        partnership=one.partnership, recipient=one.recipient, template=one.template,
        subject=one.wording.subject, text=one.wording.text, status=one.status,
        sent_at=stamp_of(one.changed_at), channel=one.channel, stage=one.stage, person=one.person,
        nobody_reachable=not one.person, attempts=one.attempts, reason=one.reason,
    )  # fmt: skip
