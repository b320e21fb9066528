"""What leaves the platform says nothing about a case: canaries in every told event reach no server."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from types import UnionType
from typing import Any, Literal, get_args, get_origin
from uuid import UUID

import pytest
from pydantic import BaseModel

from contracts.events.base import EVENTS, CaseEvent
from contracts.events.learning import ActionAgreed
from contracts.events.review import CaseErased
from contracts.events.submissions import SubmissionRequested
from services.notifications.adapters.notify_channel import NotifyChannel
from services.notifications.adapters.smtp_channel import SmtpChannel
from services.notifications.domain.contact import ChannelName
from tests.integration.notifications.reaching import (
    AT,
    DAY,
    PORTAL,
    MovedClock,
    reaching,
    register,
    settled,
    told,
)
from tests.support.notify_stand_in import notify_stand_in
from tests.support.smtp_servers import smtp_server

pytestmark = pytest.mark.integration
CANARY = "zebedee-quartz"
CASE = UUID(int=0xCA5E)
REFERENCE = "PLY-RR-2026-7777"
AGENCY = "plymouth-schools"
CODES = {
    "agency": AGENCY,
    "owner": AGENCY,
    "through": "PLY",
    "partnership": "PLY",
    "reference": REFERENCE,
}
OUTCOMES = {"PanelReplied": "asks_to_reconsider", "ReportScrutinised": "return"}
HEARD = [kind for kind in EVENTS.values() if kind.SERVICE != "notifications"]


def planted(kind: type[BaseModel]) -> dict[str, Any]:
    """Content for an event with a canary wherever a text may stand."""
    return {name: value(name, field.annotation) for name, field in kind.model_fields.items()}


def value(name: str, wanted: Any) -> Any:  # noqa: PLR0911 - one line for each kind of field
    if name in CODES:
        return CODES[name]
    if name == "case_id":
        return CASE
    if get_origin(wanted) is tuple:
        return [value(name.removesuffix("s"), get_args(wanted)[0])]
    if get_origin(wanted) is Literal:
        return get_args(wanted)[0]
    if isinstance(wanted, type) and issubclass(wanted, BaseModel):
        return planted(wanted)
    plain: dict[Any, Any] = {str: CANARY, int: 1, bool: True}
    if wanted in plain:
        return plain[wanted]
    if get_origin(wanted) is dict:
        return {CANARY: CANARY}
    if get_origin(wanted) is UnionType:
        return value(name, get_args(wanted)[0])
    if "datetime.datetime" in str(wanted):
        return AT
    return DAY if "date" in str(wanted) else CANARY


def event_of(kind: type[CaseEvent]) -> CaseEvent:
    content = planted(kind)
    if kind.NAME in OUTCOMES:
        content["outcome"] = OUTCOMES[kind.NAME]
    return kind.model_validate(content)


def test_the_canary_stands_in_what_is_told() -> None:
    carrying = [kind for kind in HEARD if CANARY in event_of(kind).model_dump_json()]

    assert len(carrying) > len(HEARD) / 2


async def test_no_fact_of_a_case_reaches_a_server_whatever_is_told_and_whichever_reminder(
    tmp_path: Path,
) -> None:
    clock = MovedClock()
    roles = [
        (role, "") for role in ("coordinator", "subgroup_chair", "strategic_leader", "statutory_partner")
    ] + [("agency_author", AGENCY), ("agency_lead", AGENCY)]  # fmt: skip
    with smtp_server(tmp_path) as postbox, notify_stand_in() as notify:
        channels = (SmtpChannel(postbox.server()), NotifyChannel(notify.account()))
        async with reaching(*channels, clock=clock) as service:
            for channel in (ChannelName.SMTP, ChannelName.NOTIFY):
                await register(service, f"reader-by-{channel}", *roles, channel=channel)
            await told(service, *(event_of(kind) for kind in HEARD if kind is not CaseErased))
            await told(service, *(event_of(kind) for kind in (SubmissionRequested, ActionAgreed)))
            for _ in range(9):
                clock.now += timedelta(days=1)
                await settled(service, within_s=60)

            assert await service.running.service.doors[0].parked_count() == 0
            stages = await service.running.ground.pool.fetch("SELECT DISTINCT stage FROM messages")
            assert {"asked", "overdue"} <= {row["stage"] for row in stages}
            await told(
                service, event_of(CaseErased)
            )  # Last: nothing of the case has an effect after it.
            await settled(service, within_s=60)

    emails = [f"{one.items()} {one.get_content()}" for one in postbox.taken]
    requests = [str(one) for one in notify.requests]
    assert len(emails) > 10
    assert len(requests) > 10
    forbidden = (
        CANARY, "zebedee", REFERENCE, "RR-2026", str(CASE), str(CASE)[-8:], AGENCY, "subgroup", "return",
        "panel", "meeting", "referral", "plymouth", "PLY-",
    )  # fmt: skip
    for said in (*emails, *requests):
        without_headers_of_ours = said.replace("reader-by-", "").replace(PORTAL, "")
        assert not [word for word in forbidden if word.lower() in without_headers_of_ours.lower()]
        assert PORTAL in said
