"""What the reading commands ask of the platform, and their answers as plain values for ``--json``.

The keys are documented in docs/reference/command-line.md. Keys are added, never renamed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from google.protobuf.message import Message
from google.protobuf.timestamp_pb2 import Timestamp

from chassis.doors.events_as_json import written
from chassis.doors.grpc_door import stamp_of
from chassis.rules.working_days import LONDON
from contracts.grpc import history_pb2, learning_pb2, notifications_pb2, reporting_pb2
from rapid_review.doors import Doors, Refused

ONE_DAY, ONE_MICROSECOND = timedelta(days=1), timedelta(microseconds=1)


async def cases(doors: Doors, by: str, *, partnership: str, closed: bool) -> reporting_pb2.Cases:
    """The cases that ``by`` may see, the most urgent first."""
    request = reporting_pb2.ListCasesRequest(partnership=partnership, include_closed=closed)
    answer: reporting_pb2.Cases = await doors.ask("reporting", "ListCases", request, by=by)
    return answer


async def themes(doors: Doors, by: str, *, partnership: str) -> learning_pb2.ThemesSeen:
    """The themes of a partnership's cases, most often seen first, and what became of them."""
    request = learning_pb2.SeenBeforeRequest(partnership=partnership)
    answer: learning_pb2.ThemesSeen = await doors.ask("learning", "SeenBefore", request, by=by)
    return answer


async def tasks(doors: Doors, by: str) -> notifications_pb2.Tasks:
    """What ``by`` has to do, over all partnerships and agencies for which they act."""
    request = notifications_pb2.ListMyTasksRequest()
    answer: notifications_pb2.Tasks = await doors.ask(
        "notifications", "ListMyTasks", request, by=by
    )
    return answer


async def one_case(doors: Doors, by: str, ref: str) -> reporting_pb2.CaseDetail:
    """One case by its reference or its id."""
    request = reporting_pb2.GetCaseRequest(**named(ref))
    answer: reporting_pb2.CaseDetail = await doors.ask("reporting", "GetCase", request, by=by)
    return answer


async def history(
    doors: Doors,
    by: str,
    ref: str,
    *,
    as_at: datetime | None = None,
    with_words: bool = False,
    with_seal: bool = False,
) -> list[history_pb2.HistoricEvent]:
    """Every event of a case from every service, in the order in which things happened.

    As at a moment before the case was known, that is none.
    """
    request = reporting_pb2.CaseHistoryRequest(
        **named(ref),
        known_at=None if as_at is None else stamp_of(as_at),
        with_body=with_words,
        with_seal=with_seal,
    )
    events: list[history_pb2.HistoricEvent] = []
    try:
        events = await doors.ask("reporting", "CaseHistory", request, by=by)
    except Refused as refused:
        if as_at is None or refused.code != "not_found":
            raise
        await one_case(doors, by, ref)  # Refused, if there is no such case even now.
    return events


def moment_from(written: str) -> datetime:
    """A moment as a person writes it: a date is the end of that day in London, a time without zone is London's.

    Raises ``ValueError``.
    """
    try:
        day = date.fromisoformat(written)
    except ValueError:
        moment = datetime.fromisoformat(written)
        return (moment if moment.tzinfo else moment.replace(tzinfo=LONDON)).astimezone(UTC)
    return datetime.combine(day + ONE_DAY, time(), LONDON).astimezone(UTC) - ONE_MICROSECOND


def plain(message: Message) -> dict[str, Any]:
    """An answer as plain values under the names of the contract; a moment that is not set is null."""
    return {
        field.name: (
            [_plain_value(entry) for entry in getattr(message, field.name)]
            if field.is_repeated
            else _plain_value(getattr(message, field.name))
        )
        for field in message.DESCRIPTOR.fields
    }


def dumped(content: Any) -> str:
    """Plain values as JSON for a person's eye and for programs."""
    return json.dumps(content, ensure_ascii=False, indent=2)


def counted(events: Sequence[history_pb2.HistoricEvent]) -> dict[str, int]:
    """How many events came from each service."""
    services = [event.service for event in events]
    return {service: services.count(service) for service in dict.fromkeys(services)}


def named(ref: str) -> dict[str, str]:
    """A case as a request names it: by its id, or by its reference."""
    try:
        return {"case_id": str(UUID(ref))}
    except ValueError:
        return {"reference": ref.strip().upper()}


def _plain_value(value: Any) -> Any:
    if isinstance(value, Timestamp):
        return written(value) if value.ByteSize() else None
    return plain(value) if isinstance(value, Message) else value
