"""An invented message, and what can be done to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from services.notifications.domain.message import Addressee, CaseIdentity, Message, message_id_of
from services.notifications.domain.templates import Stage, Template

NOON = datetime(2026, 9, 7, 12, 0, tzinfo=UTC)
CASE = UUID("6f1c2f0e-5a3d-5c1b-9e47-0d2a8b7c4e11")
TOLD = UUID("0d2a8b7c-4e11-5c1b-9e47-6f1c2f0e5a3d")
IDENTITY = CaseIdentity(case_id=CASE, partnership="PLY", reference="PLY-RR-2026-0007")
SCHOOLS = Addressee(recipient="plymouth-schools", channel="mailbox")
AUTHOR = Addressee(recipient="plymouth-schools", person="ply-schools-author", channel="smtp")

Act = Callable[[Message], object]


def asked(**changes: Any) -> Message:
    content: dict[str, Any] = {
        "message_id": message_id_of(TOLD, Template.RETURN_REQUESTED, SCHOOLS, Stage.ASKED),
        "identity": IDENTITY, "template": Template.RETURN_REQUESTED, "stage": Stage.ASKED,
        "to": SCHOOLS, "correlation_id": CASE, "at": NOON,
    }  # fmt: skip
    return Message.ask(**(content | changes))


ACTS: st.SearchStrategy[Act] = st.one_of(
    st.just(lambda message: message.mark_sent(at=NOON)),
    st.just(lambda message: message.mark_sent(at=NOON, provider_id="an-id-of-theirs")),
    st.just(lambda message: message.mark_delivered(at=NOON)),
    st.just(lambda message: message.mark_delayed(reason="channel_unavailable", at=NOON)),
    st.just(lambda message: message.resend(channel="notify", at=NOON)),
    st.builds(
        lambda reason: lambda message: message.mark_failed(reason=reason, at=NOON),
        st.sampled_from(["channel_unavailable", "not known here", ""]),
    ),
)
TEMPLATES = st.sampled_from(Template)
RECIPIENTS = st.sampled_from(["coordinator", "statutory_partner:icb", "devon-hospital"])
