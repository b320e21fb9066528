"""A contact: a person who is told on behalf of a role or an agency, and how they want to be told.

    registered ──> registered for another partnership, preference set ──> forgotten ──> registered anew

The person is a pseudonym. The address is in no event: it stands sealed in the address book, from which it is
removed when the person is forgotten. A contact belongs to no case, and to every partnership that registered it.
"""

from __future__ import annotations

import re
from datetime import datetime
from enum import StrEnum
from typing import Self
from uuid import UUID, uuid5

from chassis.aggregate import Aggregate, Event, FirstEvent, Value, register_aggregate
from chassis.errors import Invalid, NotAllowed
from chassis.fields import FieldProblem, must_be_no

PERSON = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,127}")
HERSELF = "self"
_CONTACTS = UUID("5a9d3c7e-1f6b-5d2a-8e40-7b2f9c1d6a38")


class ChannelName(StrEnum):
    """The ways in which a person can be told."""

    MAILBOX = "mailbox"
    SMTP = "smtp"
    NOTIFY = "notify"


class PersonNotACode(Invalid):
    """A person is given by the pseudonym with which they sign in, never by a name or an address."""

    code = "notifications.person_not_a_code"
    sentence = "Give the person by the id with which they sign in: letters, digits, dots, dashes."


class AddressMissing(Invalid):
    """A channel that needs an address was chosen without one."""

    code = "notifications.address_missing"
    sentence = "To be told by e-mail, a person needs an address."


class NothingToTell(Invalid):
    """A person was registered for no role and no agency."""

    code = "notifications.no_membership"
    sentence = "Say for which role or agency the person is told."


class AddressOfAnother(NotAllowed):
    """Another partnership, or the person, has given the address: this one may not change it."""

    code = "notifications.address_of_another"
    sentence = (
        "This person's address was given by somebody else. Only they or the person can change it."
    )


class Membership(Value):
    """For whom somebody acts: a role of a partnership and, where the role is an agency's, the agency."""

    partnership: str
    role: str
    agency: str = ""


class Route(Value):
    """One person behind a recipient, and how they want to be told."""

    person: str
    channel: str
    wants_reminders: bool


class Contact(Aggregate):
    """A person who can be told something."""

    TOPIC = "notifications.Contact"

    person: str = ""
    memberships: tuple[Membership, ...] = ()
    channel: ChannelName = ChannelName.MAILBOX
    wants_reminders: bool = True
    address_from: str = ""
    """The partnership that gave the address, ``self``, or empty when there is none."""
    is_forgotten: bool = False

    def is_open_to(self, partnership: str) -> bool:  # noqa: ARG002 - a person works for several
        """Every partnership may register a person whom another one knows already."""
        return True

    @classmethod
    def register(
        cls,
        *,
        person: str,
        memberships: tuple[Membership, ...],
        by: str,
        chosen: Chosen,
        at: datetime,
    ) -> Self:
        """A partnership, ``by``, names a person who is told for it."""
        must_be_a_person(person)
        _must_tell(memberships)
        contact_id = contact_id_of(person)
        contact = cls._create(
            ContactRegistered, id=contact_id, case_id=contact_id, partnership=by, reference=person,
            person=person, memberships=memberships, timestamp=at,
        )  # fmt: skip
        contact.prefer(by=by, chosen=chosen, at=at)
        return contact

    def register_again(
        self, *, memberships: tuple[Membership, ...], by: str, chosen: Chosen, at: datetime
    ) -> None:
        """A partnership says anew for what a person is told; what others said stays."""
        _must_tell(memberships)
        self._must_own_address(by, chosen)
        everything = (*self.others_than(by), *memberships)
        self.record(MembershipsChanged, at=at, memberships=everything)
        self.prefer(by=by, chosen=chosen, at=at)

    def prefer(self, *, by: str, chosen: Chosen, at: datetime) -> None:
        """Say how the person is told; the person's own word is not changed by a partnership."""
        self._must_own_address(by, chosen)
        if by not in {HERSELF, self.address_from} and self.address_from:
            return
        has_address = chosen.has_address or bool(self.address_from)
        if chosen.channel is not ChannelName.MAILBOX and not has_address:
            must_be_no([FieldProblem("address", AddressMissing())])
        self.record(
            PreferenceSet, at=at, channel=chosen.channel, wants_reminders=chosen.wants_reminders,
            address_from=by if chosen.has_address else self.address_from,
        )  # fmt: skip

    def leave(self, *, by: str, at: datetime) -> None:
        """A partnership, or the person, wants no more messages; who is told for nobody is forgotten."""
        if others := self.others_than(by):
            self.record(MembershipsChanged, at=at, memberships=others)
        else:
            self.record(ContactForgotten, at=at)

    def others_than(self, by: str) -> tuple[Membership, ...]:
        """The memberships that do not end when ``by`` wants them to; none outlives the person's own word."""
        if by == HERSELF:
            return ()
        return tuple(one for one in self.memberships if one.partnership != by)

    def _must_own_address(self, by: str, chosen: Chosen) -> None:
        if chosen.has_address and by != HERSELF and self.address_from not in {"", by}:
            raise AddressOfAnother


class Chosen(Value):
    """How a person is told, as somebody chose it; the address itself goes another way."""

    channel: ChannelName = ChannelName.MAILBOX
    wants_reminders: bool = True
    has_address: bool = False


class ContactRegistered(FirstEvent, topic="notifications.ContactRegistered.v1"):
    """A partnership named a person who is told for a role or an agency."""

    person: str
    memberships: tuple[Membership, ...]


class MembershipsChanged(Event, topic="notifications.MembershipsChanged.v1"):
    """A partnership said anew for what the person is told; all memberships, also those of others."""

    memberships: tuple[Membership, ...]

    def apply(self, contact: Contact) -> None:
        """Who was forgotten is known again."""
        contact.memberships = self.memberships
        contact.is_forgotten = False


class PreferenceSet(Event, topic="notifications.PreferenceSet.v1"):
    """How the person is told."""

    channel: ChannelName
    wants_reminders: bool
    address_from: str

    def apply(self, contact: Contact) -> None:
        """It holds from the next message on."""
        contact.channel = self.channel
        contact.wants_reminders = self.wants_reminders
        contact.address_from = self.address_from


class ContactForgotten(Event, topic="notifications.ContactForgotten.v1"):
    """The person is told no more, and the address is gone."""

    def apply(self, contact: Contact) -> None:
        """As if the person had never been registered."""
        contact.memberships = ()
        contact.channel = ChannelName.MAILBOX
        contact.wants_reminders = True
        contact.address_from = ""
        contact.is_forgotten = True


def must_be_a_person(person: str) -> None:
    """Raises ``PersonNotACode``."""
    if not PERSON.fullmatch(person):
        raise PersonNotACode().at("person")


def contact_id_of(person: str) -> UUID:
    """The stream of a person, the same in every partnership."""
    return uuid5(_CONTACTS, person)


def _must_tell(memberships: tuple[Membership, ...]) -> None:
    if not memberships:
        raise NothingToTell


register_aggregate(Contact)
