"""A message goes to a role or an agency, or a person of it, and says nothing about the case."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.errors import Refusal
from services.notifications.domain.message import (
    WAITS,
    Addressee,
    AlreadySettled,
    Message,
    MessageAsked,
    MessageDelayed,
    MessageDelivered,
    MessageFailed,
    MessageResent,
    MessageSent,
    ReasonNotACode,
    RecipientNotACode,
    Status,
    StillOnItsWay,
    message_id_of,
)
from services.notifications.domain.templates import NEWS, Stage, Template, wording_of
from tests.support.facts import kept, recorded, replayed
from tests.unit.notifications.a_message import (
    ACTS,
    AUTHOR,
    NOON,
    RECIPIENTS,
    SCHOOLS,
    TEMPLATES,
    TOLD,
    Act,
    asked,
)


@pytest.mark.parametrize(
    "recipient",
    ["", "Invented Person", "j.lee@example.org", "07700 900123", "role:a:b", "Coordinator"],
)
def test_a_message_to_a_person_by_name_is_refused(recipient: str) -> None:
    with pytest.raises(RecipientNotACode):
        asked(to=Addressee(recipient=recipient, channel="mailbox"))


@pytest.mark.parametrize("reason", ["", "The mother answered", "SMTP 550"])
def test_a_failure_or_a_delay_is_explained_by_a_code_and_not_in_words(reason: str) -> None:
    message = kept(asked())

    with pytest.raises(ReasonNotACode):
        message.mark_failed(reason=reason, at=NOON)
    with pytest.raises(ReasonNotACode):
        message.mark_delayed(reason=reason, at=NOON)

    assert recorded(message) == []


def test_a_message_that_was_sent_is_not_sent_by_itself_again() -> None:
    message = asked()
    message.mark_sent(at=NOON)
    kept(message)

    with pytest.raises(AlreadySettled):
        message.mark_sent(at=NOON)
    with pytest.raises(AlreadySettled):
        message.mark_delayed(reason="channel_unavailable", at=NOON)

    assert recorded(message) == []


@pytest.mark.parametrize("settled", ["failed", "delivered"])
def test_a_message_that_is_settled_stays_as_it_is(settled: str) -> None:
    message = asked()
    message.mark_sent(at=NOON)
    if settled == "failed":
        message.mark_failed(reason="permanent_failure", at=NOON)
    else:
        message.mark_delivered(at=NOON)
    kept(message)

    with pytest.raises(AlreadySettled):
        message.mark_delivered(at=NOON)
    with pytest.raises(AlreadySettled):
        message.mark_failed(reason="channel_unavailable", at=NOON)

    assert recorded(message) == []
    assert message.status == settled


def test_a_message_that_never_went_cannot_have_arrived() -> None:
    with pytest.raises(AlreadySettled):
        asked().mark_delivered(at=NOON)


def test_a_message_on_its_way_is_not_sent_once_more() -> None:
    with pytest.raises(StillOnItsWay):
        asked().resend(channel="smtp", at=NOON)


def test_a_message_is_asked_for_sent_and_arrives() -> None:
    message = asked()

    message.mark_sent(at=NOON, provider_id="theirs")
    message.mark_delivered(at=NOON)

    assert recorded(message) == [MessageAsked, MessageSent, MessageDelivered]
    assert (message.status, message.attempt) == (Status.DELIVERED, 1)


def test_each_attempt_in_vain_waits_longer_and_the_last_one_fails() -> None:
    message = asked()
    for _ in range(len(WAITS) + 1):
        message.mark_delayed(reason="channel_unavailable", at=NOON)
    delayed = [one for one in message.pending_events if isinstance(one, MessageDelayed)]
    waits = [event.next_attempt_at - NOON for event in delayed]

    assert waits == list(WAITS) == sorted(WAITS)
    assert waits[0] >= timedelta(minutes=1)
    assert recorded(message)[-1] is MessageFailed
    assert (message.status, message.attempt) == (Status.FAILED, len(WAITS) + 1)


def test_what_is_sent_once_more_gets_all_its_attempts_again_and_another_key() -> None:
    message = asked(to=AUTHOR)
    first = message.key
    for _ in range(len(WAITS) + 1):
        message.mark_delayed(reason="channel_unavailable", at=NOON)

    message.resend(channel="notify", at=NOON)
    message.mark_delayed(reason="channel_unavailable", at=NOON)

    assert recorded(message)[-2:] == [MessageResent, MessageDelayed]
    assert (first, message.key) == (str(message.id), f"{message.id}.2")
    assert (message.status, message.channel) == (Status.ASKED, "notify")


def test_each_recipient_and_person_has_a_message_of_its_own_and_always_the_same_one() -> None:
    first = message_id_of(TOLD, Template.MEETING_SCHEDULED, SCHOOLS, Stage.ASKED)
    housing = Addressee(recipient="plymouth-housing", channel="mailbox")

    assert first == message_id_of(TOLD, Template.MEETING_SCHEDULED, SCHOOLS, Stage.ASKED)
    others = {
        message_id_of(TOLD, Template.MEETING_SCHEDULED, housing, Stage.ASKED),
        message_id_of(TOLD, Template.BRIEFING_PUBLISHED, SCHOOLS, Stage.ASKED),
        message_id_of(TOLD, Template.MEETING_SCHEDULED, AUTHOR, Stage.ASKED),
        message_id_of(TOLD, Template.MEETING_SCHEDULED, SCHOOLS, Stage.OVERDUE),
    }
    assert len(others | {first}) == 5


@pytest.mark.parametrize("stage", Stage)
@pytest.mark.parametrize("template", Template)
def test_the_words_say_that_there_is_something_and_where_and_nothing_else(
    template: Template, stage: Stage
) -> None:
    wording = wording_of(template, stage, "https://reviews.example.org")

    said = f"{wording.subject} {wording.text}".lower()
    assert ("news" if template in NEWS else "something to do") in said
    assert "https://reviews.example.org" in said
    forbidden = ("meeting", "return", "panel", "briefing", "child", "case", "ply", template.value)
    assert not any(word in said for word in forbidden)
    assert len({wording_of(template, stage, "").text}) == 1


def test_all_things_to_do_are_said_in_the_same_words() -> None:
    said = {wording_of(one, Stage.OVERDUE, "") for one in Template if one not in NEWS}

    assert len(said) == 1


@given(template=TEMPLATES, recipient=RECIPIENTS, acts=st.lists(ACTS, max_size=12))
def test_replaying_any_history_gives_an_equal_message(
    template: Template, recipient: str, acts: list[Act]
) -> None:
    message = asked(template=template, to=Addressee(recipient=recipient, channel="smtp"))
    for act in acts:
        with suppress(Refusal):
            act(message)
    events = message.collect_events()

    assert replayed(events) == message
    assert Message.restore(message.snapshot()) == message
