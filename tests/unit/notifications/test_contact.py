"""Who is told, by which codes, and who may say so."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.errors import Refusal
from chassis.fields import FormRefused
from services.notifications.domain.contact import (
    HERSELF,
    AddressMissing,
    AddressOfAnother,
    ChannelName,
    Chosen,
    Contact,
    ContactForgotten,
    ContactRegistered,
    Membership,
    MembershipsChanged,
    NothingToTell,
    PersonNotACode,
    PreferenceSet,
)
from services.notifications.domain.contact_form import (
    AddressWrong,
    Known,
    problems_of,
    problems_of_preference,
)
from services.notifications.domain.recipients import PARTNERS, recipients_of
from tests.support.facts import kept, recorded, replayed
from tests.unit.notifications.a_message import NOON

POLICE = "devon-and-cornwall-police"
BY_EMAIL = Chosen(channel=ChannelName.SMTP, has_address=True)
IN_THE_MAILBOX = Chosen()
Act = Callable[[Contact], object]


def membership(partnership: str = "PLY", role: str = "agency_author") -> Membership:
    return Membership(partnership=partnership, role=role, agency=POLICE)


def registered(**changes: Any) -> Contact:
    content: dict[str, Any] = {
        "person": "police-author", "memberships": (membership(),), "by": "PLY", "chosen": BY_EMAIL,
        "at": NOON,
    }  # fmt: skip
    return Contact.register(**(content | changes))


@pytest.mark.parametrize("person", ["", "Invented Person", "someone@example.org", "-", "x" * 200])
def test_a_person_is_given_by_a_pseudonym_only(person: str) -> None:
    with pytest.raises(PersonNotACode):
        registered(person=person)


def test_who_is_told_for_nothing_is_refused() -> None:
    with pytest.raises(NothingToTell):
        registered(memberships=())


def test_email_without_an_address_is_refused() -> None:
    with pytest.raises(FormRefused) as refused:
        registered(chosen=Chosen(channel=ChannelName.NOTIFY))

    assert [one.field for one in refused.value.problems] == ["address"]
    assert refused.value.code == AddressMissing.code


@pytest.mark.parametrize(
    "address",
    ["nobody", "a@b", "a b@example.org", "a@example.org\nBcc: b@example.org", "a@@example.org",
     "<a@example.org>, b@example.org", "é@example.org", "a@" + "b" * 300 + ".org"],
)  # fmt: skip
def test_what_cannot_be_written_to_is_refused_and_not_repeated(address: str) -> None:
    (problem,) = problems_of_preference("smtp", address)

    assert isinstance(problem.refusal, AddressWrong)
    assert address not in str(problem.refusal)


@pytest.mark.parametrize(
    "address", ["", "a@example.org", "first.last+tag@sub.example.co.uk", "o'neil@example.org"]
)
def test_a_usual_address_is_taken(address: str) -> None:
    assert not list(problems_of_preference("mailbox", address))


def test_everything_that_is_wrong_with_a_form_is_told_at_once() -> None:
    known = Known(
        roles=frozenset({"coordinator", "agency_author"}),
        roles_of_agencies=frozenset({"agency_author"}),
        agencies=frozenset({POLICE}),
    )
    given = [
        Membership(partnership="PLY", role="agency_author"),
        Membership(partnership="PLY", role="king"),
        Membership(partnership="PLY", role="coordinator", agency="nowhere"),
        membership(),
    ]

    found = problems_of("Invented Person", given, channel="pigeon", address="nobody", known=known)
    nothing = problems_of("a-person", [], channel="mailbox", address="", known=known)

    assert [(one.field, one.refusal.code) for one in found] == [
        ("person", "notifications.person_not_a_code"),
        ("roles.0.agency", "notifications.agency_missing"),
        ("roles.1.role", "notifications.unknown_role"),
        ("roles.2.agency", "rules.unknown_agency"),
        ("channel", "notifications.unknown_channel"),
        ("address", "notifications.address_wrong"),
    ]
    assert [one.field for one in nothing] == ["roles"]


def test_another_partnership_does_not_change_the_address_nor_the_choice() -> None:
    contact = kept(registered())
    theirs = (membership("DEV"),)

    with pytest.raises(AddressOfAnother):
        contact.register_again(memberships=theirs, by="DEV", chosen=BY_EMAIL, at=NOON)
    contact.register_again(memberships=theirs, by="DEV", chosen=IN_THE_MAILBOX, at=NOON)

    assert recorded(contact) == [MembershipsChanged]
    assert contact.memberships == (membership(), membership("DEV"))
    assert (contact.channel, contact.address_from) == (ChannelName.SMTP, "PLY")


def test_the_person_has_the_last_word() -> None:
    contact = registered()
    contact.prefer(by=HERSELF, chosen=Chosen(wants_reminders=False, has_address=True), at=NOON)

    with pytest.raises(AddressOfAnother):
        contact.prefer(by="PLY", chosen=BY_EMAIL, at=NOON)
    contact.register_again(memberships=(membership(),), by="PLY", chosen=IN_THE_MAILBOX, at=NOON)

    assert contact.wants_reminders is False
    assert contact.address_from == HERSELF


def test_a_partnership_takes_back_its_own_part_only_and_the_last_one_forgets_the_person() -> None:
    contact = registered()
    contact.register_again(
        memberships=(membership("DEV"),), by="DEV", chosen=IN_THE_MAILBOX, at=NOON
    )
    contact.leave(by="PLY", at=NOON)
    assert contact.memberships == (membership("DEV"),)

    contact.leave(by="DEV", at=NOON)

    assert recorded(contact) == [
        ContactRegistered, PreferenceSet, MembershipsChanged, MembershipsChanged, ContactForgotten
    ]  # fmt: skip
    assert not contact.memberships
    assert not contact.address_from


def test_the_person_is_forgotten_everywhere_at_their_own_word_and_can_come_back() -> None:
    contact = registered(memberships=(membership(), membership("DEV")))
    contact.leave(by=HERSELF, at=NOON)
    assert contact.is_forgotten

    contact.register_again(memberships=(membership(),), by="DEV", chosen=BY_EMAIL, at=NOON)

    assert (contact.is_forgotten, contact.address_from) == (False, "DEV")


@pytest.mark.parametrize(
    ("role", "agency", "kind", "expected"),
    [
        ("agency_author", POLICE, "police", (POLICE, f"agency_author:{POLICE}")),
        ("agency_lead", POLICE, "police", (POLICE, f"agency_lead:{POLICE}")),
        ("agency_author", "", "", ()),
        ("statutory_partner", POLICE, "police", ("statutory_partner:police",)),
        ("statutory_partner", "plymouth-schools", "education", ()),
        ("statutory_partner", "", "", PARTNERS),
        ("coordinator", "", "", ("coordinator",)),
        ("meeting_member", "plymouth-hospital", "health", ("meeting_member",)),
    ],
)
def test_a_membership_is_written_to_under_these_codes(
    role: str, agency: str, kind: str, expected: tuple[str, ...]
) -> None:
    one = Membership(partnership="PLY", role=role, agency=agency)

    assert recipients_of(one, kind) == expected


def registers(by: str, chosen: Chosen) -> Act:
    def act(contact: Contact) -> None:
        contact.register_again(memberships=(membership(by),), by=by, chosen=chosen, at=NOON)

    return act


def leaves(by: str) -> Act:
    def act(contact: Contact) -> None:
        contact.leave(by=by, at=NOON)

    return act


def prefers(chosen: Chosen) -> Act:
    def act(contact: Contact) -> None:
        contact.prefer(by=HERSELF, chosen=chosen, at=NOON)

    return act


ACTS = st.sampled_from(
    [
        *(registers(by, chosen) for by in ("PLY", "DEV") for chosen in (BY_EMAIL, IN_THE_MAILBOX)),
        *(leaves(by) for by in ("PLY", "DEV", HERSELF)),
        *(prefers(chosen) for chosen in (BY_EMAIL, IN_THE_MAILBOX)),
    ]
)


@given(acts=st.lists(ACTS, max_size=10))
def test_replaying_any_history_gives_an_equal_contact(
    acts: list[Act],
) -> None:
    contact = registered()
    for act in acts:
        with suppress(Refusal):
            act(contact)
    events = contact.collect_events()

    assert replayed(events) == contact
    assert Contact.restore(contact.snapshot()) == contact
    assert contact.channel is ChannelName.MAILBOX or contact.address_from
