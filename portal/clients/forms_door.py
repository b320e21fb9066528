"""One service that takes forms: its commands and its reads by name, and the drafts of the person who asks.

Requests are given as plain mappings of the contract's fields, and answers come so. Raises the refusals of
``chassis.errors``, ``AnswersRefused`` where single answers are refused, and ``Temporary`` when the service cannot be
reached in time.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4, uuid5

from google.protobuf.json_format import MessageToDict, ParseDict
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass

from chassis.doors.refused_fields import RefusedField
from chassis.errors import NotFound
from chassis.identity import Caller
from contracts.grpc import drafts_pb2 as wire
from contracts.grpc import (
    learning_pb2,
    referral_pb2,
    retention_pb2,
    review_pb2,
    submissions_pb2,
    team_pb2,
)
from portal.clients.dates import moment_in
from portal.clients.door import Door
from portal.clients.form_facts import Command, Draft, MyDraft, Recorded, Subject

CONTRACTS: Mapping[str, tuple[Any, ...]] = {
    "referral": (referral_pb2.DESCRIPTOR,),
    "review": (review_pb2.DESCRIPTOR, team_pb2.DESCRIPTOR, retention_pb2.DESCRIPTOR),
    "submissions": (submissions_pb2.DESCRIPTOR,),
    "learning": (learning_pb2.DESCRIPTOR,),
}
"""Each service with forms, and what it is asked."""


def methods_of(service: str) -> Mapping[str, Any]:
    """The methods of a service with forms, by their names. Raises ``KeyError`` for a service without."""
    return {
        name: method
        for contract in CONTRACTS[service]
        for api in contract.services_by_name.values()
        for name, method in api.methods_by_name.items()
    }


class FormsDoor:
    """What forms ask of one service, while its door is connected."""

    def __init__(self, service: str, door: Door) -> None:
        """Raises ``KeyError`` for a service without forms."""
        self.service, self._door = service, door
        self._methods = methods_of(service)

    async def send(
        self, caller: Caller, method: str, command: Command, asked: Mapping[str, Any]
    ) -> Recorded:
        """Let a command take effect once, however often it is sent."""
        content = {**asked, "header": command.header}
        if command.subject.agency and "agency" in self._methods[method].input_type.fields_by_name:
            content["agency"] = command.subject.agency
        answer = await self._door.ask(caller, method, self._request(method, content))
        said = MessageToDict(answer, preserving_proto_field_name=True)
        return Recorded(
            said.get("case_id", ""), said.get("reference", ""), int(said.get("version", 0))
        )

    async def read(self, caller: Caller, method: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """An answer as a mapping; what is empty is left out."""
        answer = await self._door.ask(caller, method, self._request(method, asked))
        return dict(MessageToDict(answer, preserving_proto_field_name=True))

    async def draft(self, caller: Caller, form: str, subject: Subject) -> Draft | None:
        """The caller's draft; None where there is none."""
        request = wire.GetDraftRequest(
            partnership=subject.partnership, form=form, about=subject.about
        )
        try:
            kept: wire.Draft = await self._door.ask(caller, "GetDraft", request)
        except NotFound:
            return None
        content = json.loads(kept.content)
        return Draft(
            typed=content.get("typed", {}),
            seen=content.get("seen", 0),
            built_on=content.get("built_on", ""),
            form_id=UUID(content["form_id"]) if "form_id" in content else uuid4(),
            refused=tuple(RefusedField(**one) for one in content.get("refused", ())),
            rules=content.get("rules", ""),
            windows=content.get("windows", {}),
            revision=kept.revision,
            saved_at=moment_in(kept.saved_at),
        )

    async def save_draft(self, caller: Caller, form: str, subject: Subject, draft: Draft) -> Draft:
        """Keep what was typed on top of the draft's revision. Raises ``Stale`` where another one was kept meanwhile."""
        content = json.dumps(
            {
                "typed": dict(draft.typed), "seen": draft.seen, "built_on": draft.built_on,
                "form_id": str(draft.form_id), "refused": [dict(one) for one in draft.refused], "rules": draft.rules,
                "windows": dict(draft.windows),
            }
        )  # fmt: skip
        command = Command(uuid5(draft.form_id, f"{draft.revision} {content}"), subject)
        request = wire.SaveDraftRequest(
            form=form, about=subject.about, revision=draft.revision, content=content
        )
        ParseDict(command.header, request.header)
        kept: wire.DraftSaved = await self._door.ask(caller, "SaveDraft", request)
        return replace(draft, revision=kept.revision, saved_at=moment_in(kept.saved_at))

    async def drop_draft(self, caller: Caller, form: str, subject: Subject) -> None:
        """Throw the draft away for good."""
        request = wire.DropDraftRequest(form=form, about=subject.about)
        ParseDict(Command(uuid4(), subject).header, request.header)
        await self._door.ask(caller, "DropDraft", request)

    async def typed_by_others(self, caller: Caller, asked: Mapping[str, Any]) -> Mapping[str, str]:
        """What an author of the caller's agency typed last; nothing where nobody has."""
        found = (await self.read(caller, "GetAgencyDrafts", asked)).get("drafts", ())
        latest = max(found, key=lambda one: one["saved_at"], default=None)
        typed: Mapping[str, str] = json.loads(latest["content"]).get("typed", {}) if latest else {}
        return typed

    async def my_drafts(self, caller: Caller, partnership: str) -> tuple[MyDraft, ...]:
        """What the caller has begun in a partnership, last saved first."""
        request = wire.ListMyDraftsRequest(partnership=partnership)
        answer: wire.MyDrafts = await self._door.ask(caller, "ListMyDrafts", request)
        return tuple(
            MyDraft(one.form, subject, moment_in(one.saved_at))
            for one in answer.drafts
            if (subject := subject_of(partnership, one.about)) is not None
        )

    def _request(self, method: str, content: Mapping[str, Any]) -> Message:
        return ParseDict(dict(content), GetMessageClass(self._methods[method].input_type)())


def subject_of(partnership: str, about: str) -> Subject | None:
    """What a draft or an address is about; None for what names no case."""
    case_id, _, agency = about.replace(".", "/", 1).partition("/")
    try:
        return Subject(partnership, UUID(case_id), agency)
    except ValueError:
        return None
