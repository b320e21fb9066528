"""The form by which a person is registered: everything that is wrong with it is told at once."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from chassis.aggregate import Value
from chassis.errors import Invalid
from chassis.fields import FieldProblem
from chassis.limits import shortened
from chassis.rules.rule_pack import UnknownAgency
from services.notifications.domain.contact import (
    PERSON,
    ChannelName,
    Membership,
    NothingToTell,
    PersonNotACode,
)

ADDRESS = re.compile(r"[!-?A-~]{1,64}@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})\.)+[A-Za-z]{2,63}")
"""Stricter than the standard: printable ASCII, one @, a domain with a dot. No header can be broken by it."""
ADDRESS_MAX = 254


class AddressWrong(Invalid):
    """The address cannot be written to. It is not repeated."""

    code = "notifications.address_wrong"
    sentence = "This is not an e-mail address that can be written to."


class UnknownRole(Invalid):
    """The partnership's rule pack has no such role, so nothing would ever be told to it."""

    code = "notifications.unknown_role"
    sentence = "There is no role with the code {role}."

    def __init__(self, *, role: str) -> None:
        super().__init__(role=shortened(role))


class AgencyMissing(Invalid):
    """A role that is an agency's was given without the agency."""

    code = "notifications.agency_missing"
    sentence = "Say for which agency the person has this role."


class UnknownChannel(Invalid):
    """There is no such way to tell somebody."""

    code = "notifications.unknown_channel"
    sentence = "A person is told by mailbox, smtp or notify."


class Known(Value):
    """What a partnership's rule pack knows."""

    roles: frozenset[str]
    roles_of_agencies: frozenset[str]
    agencies: frozenset[str]


def problems_of(
    person: str,
    memberships: Sequence[Membership],
    *,
    channel: str,
    address: str,
    known: Known,
) -> Iterator[FieldProblem]:
    """Everything that is wrong with the form by which a person is registered."""
    if not PERSON.fullmatch(person):
        yield FieldProblem("person", PersonNotACode())
    if not memberships:
        yield FieldProblem("roles", NothingToTell())
    for place, one in enumerate(memberships):
        if one.role not in known.roles:
            yield FieldProblem(f"roles.{place}.role", UnknownRole(role=one.role))
        elif one.role in known.roles_of_agencies and not one.agency:
            yield FieldProblem(f"roles.{place}.agency", AgencyMissing())
        if one.agency and one.agency not in known.agencies:
            problem = UnknownAgency(agency=one.agency, partnership=one.partnership)
            yield FieldProblem(f"roles.{place}.agency", problem)
    yield from problems_of_preference(channel, address)


def problems_of_preference(channel: str, address: str) -> Iterator[FieldProblem]:
    """Everything that is wrong with how somebody wants to be told."""
    if channel not in set(ChannelName):
        yield FieldProblem("channel", UnknownChannel())
    if address and (len(address) > ADDRESS_MAX or not ADDRESS.fullmatch(address)):
        yield FieldProblem("address", AddressWrong())
