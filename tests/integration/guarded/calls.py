"""A call of a service with how each kind of caller is answered, and how to try it.

lead         Plymouth, which leads the case
contributor  Devon, which contributes to it
stranger     a third partnership
auditor      of both partnerships: reads as the lead does, and never writes
nobody       without a token
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import grpc
from google.protobuf.descriptor import MethodDescriptor, ServiceDescriptor
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass

from chassis.doors.door_limits import WATCHING
from chassis.run import Build
from contracts.grpc import (
    common_pb2,
    drafts_pb2,
    history_pb2,
)
from tests.integration.reporting import told_case
from tests.support.service import ServiceUnderTest, command_header

CASE, OTHER_CASE = UUID(int=0xCA5E), UUID(int=0xCA5F)
LEAD, CONTRIBUTOR, STRANGER = "PLY", "DEV", "TOR"
AT = datetime(2026, 9, 8, 10, 0, tzinfo=UTC)
OK, EMPTY = "ok", "nothing of the case"
NOT_MINE, READS_ONLY, NOBODY = (
    "identity.other_partnership",
    "identity.reads_only",
    "identity.not_signed_in",
)
NOT_FOUND, NOT_MY_ROLE = "not_found", "access.role_not_allowed"
UNREACHABLE = "127.0.0.1:1"
"""Where no owner of a history answers: whoever is let in there is told to try again."""

Make = Callable[[str], Message]


@dataclass(frozen=True)
class Row:
    """One call, and how each kind of caller is answered; ``make`` takes the partnership that is named."""

    method: str
    make: Make
    contributor: str
    stranger: str
    lead: str = OK
    id: str = ""
    auditor: str = ""
    """Where it is not what the lead reads."""

    @property
    def writes(self) -> bool:
        return "header" in self.make(LEAD).DESCRIPTOR.fields_by_name

    @property
    def names_a_partnership(self) -> bool:
        return self.writes or "partnership" in self.make(LEAD).DESCRIPTOR.fields_by_name


@dataclass(frozen=True)
class Guarded:
    """One service: how it is built, what has happened in it before, and its rows in order."""

    name: str
    build: Build
    contract: Any
    begin: Callable[[ServiceUnderTest], Awaitable[None]]
    rows: Sequence[Row]
    has_forms: bool = False

    @property
    def apis(self) -> tuple[ServiceDescriptor, ...]:
        shared = (history_pb2, drafts_pb2) if self.has_forms else (history_pb2,)
        return tuple(
            api
            for contract in (self.contract, *shared)
            for api in contract.DESCRIPTOR.services_by_name.values()
        )

    @property
    def methods(self) -> Mapping[str, MethodDescriptor]:
        return {method.name: method for api in self.apis for method in api.methods}


def named(kind: Callable[..., Message], **content: Any) -> Make:
    """A request that names a partnership in its header."""
    return lambda partnership: kind(
        header=command_header(CASE, partnership=partnership, at=AT), **content
    )


def of_case(_partnership: str) -> Message:
    return common_pb2.CaseRequest(case_id=str(CASE))


def listing(kind: Callable[..., Message], **content: Any) -> Make:
    return lambda partnership: kind(partnership=partnership, **content)


def fixed(message: Message) -> Make:
    return lambda _partnership: message


def history(held: str) -> tuple[Row, ...]:
    """What every service answers; ``held`` is what the lead finds of the case there."""
    return (
        Row(
            "EventsOfCase", fixed(history_pb2.HistoryRequest(case_id=str(CASE), with_body=True)),
            lead=held, contributor=EMPTY, stranger=EMPTY,
        ),
        # test_case_reads.py says what auditors find where somebody has read.
        Row(
            "ReadsOfCase", fixed(history_pb2.ReadsRequest(case_id=str(OTHER_CASE))),
            lead=NOT_MY_ROLE, contributor=NOT_MY_ROLE, stranger=NOT_MY_ROLE, auditor=EMPTY,
        ),
        Row("Progress", fixed(history_pb2.ProgressRequest()), lead=EMPTY, contributor=EMPTY, stranger=EMPTY),
    )  # fmt: skip


def drafts() -> tuple[Row, ...]:
    """What every service with forms answers. Each author has drafts of their own, under the same names."""
    key: dict[str, Any] = {"form": "invented", "about": str(CASE)}
    return (
        Row(
            "SaveDraft", named(drafts_pb2.SaveDraftRequest, **key, content="{}"),
            lead=EMPTY, contributor=EMPTY, stranger=EMPTY,
        ),
        Row("GetDraft", listing(drafts_pb2.GetDraftRequest, **key), OK, OK, auditor=NOT_FOUND),
        Row("ListMyDrafts", listing(drafts_pb2.ListMyDraftsRequest), OK, OK, auditor=EMPTY),
        Row("DropDraft", named(drafts_pb2.DropDraftRequest, **key), EMPTY, EMPTY, EMPTY),
    )  # fmt: skip


HOSPITAL, HOUSING = "devon-hospital", "plymouth-housing"


async def call(
    service: ServiceUnderTest, guarded: Guarded, method: str, request: Message, caller: Any
) -> str:
    """How a call ends: ok, nothing of the case, or the code of its refusal."""
    metadata = service.as_person() if caller == LEAD else caller
    found = guarded.methods[method]
    path = f"/{found.containing_service.full_name}/{method}"
    serializer, parser = (
        type(request).SerializeToString,
        GetMessageClass(found.output_type).FromString,
    )
    try:
        if found.server_streaming:
            stream = service.channel.unary_stream(path, serializer, parser)
            answers = await _answers(
                service, stream(request, metadata=metadata, timeout=20), method
            )
        else:
            unary = service.channel.unary_unary(path, serializer, parser)
            answers = [await unary(request, metadata=metadata, timeout=20)]
    except grpc.aio.AioRpcError as error:
        return str(dict(error.trailing_metadata() or ()).get("refusal-code", error.code()))
    return OK if any(tells_of_the_case(answer) for answer in answers) else EMPTY


async def _answers(service: ServiceUnderTest, stream: Any, method: str) -> list[Any]:
    """All answers of a stream; of the endless ones the first, of the cases also until a change was told."""
    if method not in WATCHING:
        return [answer async for answer in stream]
    answers = [await stream.read()]
    if method != "WatchCases":
        stream.cancel()
        return answers
    case = told_case.Case(CASE)
    other = told_case.Case(uuid4(), "TOR-RR-2026-0001", STRANGER)
    await service.teller.tell(
        *(
            service.teller.envelope(told_case.requested(one, HOUSING), at=AT)
            for one in (case, other)
        )
    )
    async with asyncio.timeout(60):
        answers.append(await stream.read())
    stream.cancel()
    return answers


def tells_of_the_case(answer: Any) -> bool:
    written = str(answer)
    return any(str(one) in written for one in (CASE, OTHER_CASE))
