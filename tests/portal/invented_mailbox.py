"""Invented tasks and messages for pages to show, of the invented cases. Nobody and nothing here is real."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from google.protobuf.timestamp_pb2 import Timestamp

from contracts.grpc import notifications_pb2 as wire

POLICE = "devon-and-cornwall-police"
SIGN_IN = "You have something to do. Sign in to see it."


def case_id(number: int) -> str:
    """The id of an invented case."""
    return f"00000000-0000-4000-8000-{number:012d}"


def moment(day: int, hour: int = 9) -> Timestamp:
    """A moment of September 2026."""
    stamp = Timestamp()
    stamp.FromDatetime(datetime(2026, 9, day, hour, 0, tzinfo=UTC))
    return stamp


def task(number: int, case: int, partnership: str = "PLY", **fields: Any) -> wire.Task:
    """An invented task: the police are to send a return."""
    told: dict[str, Any] = {
        "task_id": f"task-{number}",
        "case_id": case_id(case),
        "reference": f"{partnership}-RR-2026-{case:04d}",
        "partnership": partnership,
        "recipient": POLICE,
        "kind": "return_requested",
        "asked_at": moment(2),
        "stage": "asked",
    }
    return wire.Task(**(told | fields))


def the_tasks() -> list[wire.Task]:
    """Tasks of two partnerships, the most urgent first: one late, one some day, one of a case not to be seen."""
    return [
        task(1, 8, due_on="2026-09-10", overdue=True, stage="escalated"),
        task(2, 9, "DEV", due_on="2099-09-16", kind="return_queried", stage="half_way"),
        task(3, 99, kind="action_due", recipient="plymouth-childrens-social-care"),
    ]


def message(number: int, case: int, partnership: str = "PLY", **fields: Any) -> wire.Message:
    """An invented message that was sent to the police's mailbox."""
    told: dict[str, Any] = {
        "message_id": f"message-{number}",
        "case_id": case_id(case),
        "reference": f"{partnership}-RR-2026-{case:04d}",
        "partnership": partnership,
        "recipient": POLICE,
        "template": "return_requested",
        "stage": "asked",
        "subject": "Something to do in Rapid Review",
        "text": SIGN_IN,
        "status": "sent",
        "sent_at": moment(11),
        "channel": "mailbox",
        "person": "police-author",
        "attempts": 1,
    }
    return wire.Message(**(told | fields))


def the_messages() -> list[wire.Message]:
    """Messages of two partnerships, the newest first, one for each way in which a message can stand."""
    return [
        message(1, 8, status="asked", channel="smtp", attempts=3, reason="channel_unavailable"),
        message(2, 9, "DEV", status="delivered", channel="notify", stage="due_tomorrow"),
        message(3, 8, recipient="statutory_partner:police", person="", nobody_reachable=True),
        message(
            4, 99, status="failed", channel="smtp", reason="no_address", recipient="coordinator"
        ),
    ]
