"""Everything that a person can read of a case: each method of each service that only reads, read from the contracts."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from google.protobuf.descriptor import MethodDescriptor
from google.protobuf.message import Message
from google.protobuf.message_factory import GetMessageClass

from contracts.grpc import reporting_pb2
from rapid_review.settings import SERVICES
from tests.integration.walk.cases import Case
from tests.integration.walk.people import PEOPLE
from tests.support.service import command_header
from tests.support.whole_platform import Refused, WholePlatform

KINDS = [
    "return_requested", "return_queried", "view_awaited", "report_awaited", "decision_awaited", "scrutiny_awaited",
    "panel_reply_awaited", "action_due",
]  # fmt: skip
ALSO_READ = frozenset({"NotificationWorksheet", "RevealIdentities"})
"""They have the header of a command, because that they were asked is a fact; what they answer is read."""


@dataclass(frozen=True)
class Looking:
    """Who reads, of which case and of which agency in it."""

    person: str
    case: Case
    agency: str

    @property
    def partnership(self) -> str:
        """One in whose name they may ask: of the case, if they are of it."""
        own = PEOPLE[self.person].partnerships
        return next((code for code in own if code in self.case.related), own[0])


FILLED: Mapping[str, Callable[[Looking], Any]] = {
    "header": lambda one: command_header(one.case.case_id, partnership=one.partnership),
    "case_id": lambda one: str(one.case.case_id),
    "partnership": lambda one: one.partnership,
    "agency": lambda one: one.agency,
    "about": lambda one: f"{one.case.case_id}/{one.agency}",
    "form": lambda _: "return",
    "action_id": lambda _: "A1",
    "earlier": lambda _: 1, "later": lambda _: 1,
    "include_closed": lambda _: True, "with_load": lambda _: True,
    "with_body": lambda _: True, "with_seal": lambda _: False,
    "with_identities": lambda _: True, "with_value": lambda _: True,
    "purpose": lambda _: "To see what can be seen.",
    "listener": lambda _: "review_returns",
    "page": lambda _: reporting_pb2.CasePage(size=200, show="every"),
    "my_steps": lambda _: reporting_pb2.MySteps(size=200),
    "case_ids": lambda one: [str(one.case.case_id)], "cases_of": lambda _: KINDS,
}  # fmt: skip
LEFT_OUT = frozenset(
    {
        "known_at",
        "return_number",
        "recipient",
        "themes",
        "texts",
        "notice",
        "event_id",
        "place",
        "reference",
        "before",
        "stage",
        "theme",
        "begun_from",
        "begun_to",
        "page_size",
        "page_number",
        "message_id",
    }
)
"""What narrows an answer down. The reference of a case is another name for its id, and one of the two is enough."""


def reads(platform: WholePlatform) -> Mapping[tuple[str, str], MethodDescriptor]:
    """Every method that reads, by its service and name."""
    return {
        (service, name): method
        for service in SERVICES
        for name, method in platform.methods(service).items()
        if "header" not in method.input_type.fields_by_name or name in ALSO_READ
    }


def unknown_fields(methods: Mapping[tuple[str, str], MethodDescriptor]) -> set[str]:
    """The fields of requests of which nothing here says how a walk fills them."""
    fields = {name for method in methods.values() for name in method.input_type.fields_by_name}
    return fields - FILLED.keys() - LEFT_OUT


async def seen_by(platform: WholePlatform, looking: Looking) -> Mapping[tuple[str, str], str]:
    """All that a person is given when they ask for everything, by the method that gave it."""
    methods = reads(platform)
    answers = await asyncio.gather(
        *(_read(platform, service, method, looking) for (service, _), method in methods.items())
    )
    return dict(zip(methods, answers, strict=True))


async def _read(
    platform: WholePlatform, service: str, method: MethodDescriptor, looking: Looking
) -> str:
    request: Any = GetMessageClass(method.input_type)()
    for field in method.input_type.fields_by_name.keys() & FILLED.keys():
        _fill(request, field, FILLED[field](looking))
    try:
        return str(await platform.ask(service, method.name, request, by=looking.person))
    except Refused as refused:
        must_be_said(refused, (service, method.name))
        return ""


def must_be_said(refused: Refused, where: object) -> None:
    """A refusal has a stable code and a sentence, and is no fault of ours."""
    faults = {"UNKNOWN", "INTERNAL", "UNAVAILABLE", "DEADLINE_EXCEEDED", "UNIMPLEMENTED"}
    assert refused.status.name not in faults, (where, str(refused))
    assert refused.code, (where, str(refused))
    assert refused.sentence.endswith((".", "?")), (where, str(refused))


def _fill(request: Any, field: str, value: Any) -> None:
    match value:
        case Message():
            getattr(request, field).CopyFrom(value)
        case list():
            getattr(request, field).extend(value)
        case _:
            setattr(request, field, value)
