"""A message goes to a role or an agency, once, and says nothing about the case."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.errors import Refusal
from services.notifications.domain.message import (
    AlreadySettled,
    Message,
    MessageAsked,
    MessageFailed,
    MessageSent,
    ReasonNotACode,
    RecipientNotACode,
    Status,
    message_id_of,
)
from services.notifications.domain.templates import NEWS, Template, wording_of
from tests.support.facts import kept, recorded, replayed
from tests.unit.notifications.a_message import (
    ACTS,
    NOON,
    RECIPIENTS,
    TEMPLATES,
    TOLD,
    Act,
    asked,
)


@pytest.mark.parametrize(
    "recipient",
    ["", "Invented Person", "j.lee@example.org", "07700 900123", "role:a:b", "Coordinator"],
)
def test_a_message_to_a_person_is_refused(recipient: str) -> None:
    with pytest.raises(RecipientNotACode):
        asked(recipient=recipient)


@pytest.mark.parametrize("reason", ["", "The mother answered", "SMTP 550"])
def test_a_failure_is_explained_by_a_code_and_not_in_words(reason: str) -> None:
    message = kept(asked())

    with pytest.raises(ReasonNotACode):
        message.mark_failed(reason=reason, at=NOON)

    assert recorded(message) == []


def test_a_message_that_was_sent_is_settled() -> None:
    message = asked()
    message.mark_sent(at=NOON)
    kept(message)

    with pytest.raises(AlreadySettled):
        message.mark_sent(at=NOON)
    with pytest.raises(AlreadySettled):
        message.mark_failed(reason="channel_unavailable", at=NOON)

    assert recorded(message) == []


def test_a_message_that_failed_is_settled_and_keeps_its_reason() -> None:
    message = asked()
    message.mark_failed(reason="channel_unavailable", at=NOON)

    with pytest.raises(AlreadySettled):
        message.mark_sent(at=NOON)

    assert recorded(message) == [MessageAsked, MessageFailed]
    assert (message.status, message.reason) == (Status.FAILED, "channel_unavailable")


def test_a_message_is_asked_for_and_sent() -> None:
    message = asked()

    message.mark_sent(at=NOON)

    assert recorded(message) == [MessageAsked, MessageSent]
    assert message.status is Status.SENT


def test_each_recipient_of_a_told_event_has_a_message_of_its_own_and_always_the_same_one() -> None:
    first = message_id_of(TOLD, Template.MEETING_SCHEDULED, "plymouth-schools")

    assert first == message_id_of(TOLD, Template.MEETING_SCHEDULED, "plymouth-schools")
    assert first != message_id_of(TOLD, Template.MEETING_SCHEDULED, "plymouth-housing")
    assert first != message_id_of(TOLD, Template.BRIEFING_PUBLISHED, "plymouth-schools")


@pytest.mark.parametrize("template", Template)
def test_the_words_name_the_case_and_say_nothing_about_it(template: Template) -> None:
    wording = wording_of(template, "PLY-RR-2026-0007")

    kind = "news" if template in NEWS else "something to do"
    assert kind in wording.text
    assert "Sign in to see it." in wording.text
    assert wording.subject.endswith("PLY-RR-2026-0007")
    said = f"{wording.subject} {wording.text}".lower()
    assert not any(word in said for word in ("meeting", "return", "panel", "briefing", "child"))


@given(template=TEMPLATES, recipient=RECIPIENTS, acts=st.lists(ACTS, max_size=6))
def test_replaying_any_history_gives_an_equal_message(
    template: Template, recipient: str, acts: list[Act]
) -> None:
    message = asked(template=template, recipient=recipient)
    for act in acts:
        with suppress(Refusal):
            act(message)
    events = message.collect_events()

    assert replayed(events) == message
    assert Message.restore(message.snapshot()) == message
