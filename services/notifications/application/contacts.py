"""What can be asked of contacts: that a person be told, how, and that they be forgotten."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from chassis.clock import Clock
from chassis.errors import NotFound
from chassis.store.case_keys import CaseKeys
from chassis.store.event_store import EventStore
from chassis.use_cases import AlreadyBegun, Cause, Kept, UseCases
from services.notifications.application.channels import AddressBook
from services.notifications.domain.contact import (
    HERSELF,
    Chosen,
    Contact,
    Membership,
    contact_id_of,
)

Decide: TypeAlias = Callable[[Contact], object]


class NoContact(NotFound):
    """Nobody of this id is told anything."""

    code = "notifications.no_contact"
    sentence = "This person has not been registered to be told anything."


class Contacts(UseCases):
    """The use cases of contacts. An address is kept after the event that says that there is one."""

    def __init__(self, store: EventStore, keys: CaseKeys, clock: Clock, book: AddressBook) -> None:
        super().__init__(store, keys, clock)
        self._book = book

    async def register(
        self,
        cause: Cause,
        person: str,
        memberships: tuple[Membership, ...],
        *,
        chosen: Chosen,
        address: str,
    ) -> Kept:
        """A partnership says for what a person is told, anew if it had said so before."""
        chosen = _with(chosen, address)

        def make() -> Contact:
            return Contact.register(
                person=person, memberships=memberships, by=cause.partnership, chosen=chosen,
                at=cause.occurred_at,
            )  # fmt: skip

        def again(contact: Contact) -> None:
            contact.register_again(
                memberships=memberships, by=cause.partnership, chosen=chosen, at=cause.occurred_at
            )

        try:
            kept = await self.begin(Contact, contact_id_of(person), cause, make)
        except AlreadyBegun:
            kept = await self.change(Contact, contact_id_of(person), cause, again)
        await self._write_down(person, address)
        return kept

    async def prefer(self, cause: Cause, person: str, *, chosen: Chosen, address: str) -> Kept:
        """The person says how they want to be told."""
        chosen = _with(chosen, address)
        kept = await self._change(
            cause, person, lambda one: one.prefer(by=HERSELF, chosen=chosen, at=cause.occurred_at)
        )
        await self._write_down(person, address)
        return kept

    async def forget(self, cause: Cause, person: str, *, by_themselves: bool) -> Kept:
        """A partnership, or the person, wants no more messages; who is told for nobody is forgotten.

        The address goes first: whatever dies then, it is gone.
        """
        by = HERSELF if by_themselves else cause.partnership

        def theirs_and_others(contact: Contact) -> tuple[bool, bool]:
            others = contact.others_than(by)
            return by == HERSELF or others != contact.memberships, bool(others)

        try:
            theirs, others = await self.look(Contact, contact_id_of(person), theirs_and_others)
        except NotFound:
            raise NoContact from None
        if others and not theirs:
            raise NoContact  # Of others, of whom they need not know.
        if not others:
            await self._book.forget(contact_id_of(person))
        return await self._change(cause, person, lambda one: one.leave(by=by, at=cause.occurred_at))

    async def _change(self, cause: Cause, person: str, decide: Decide) -> Kept:
        def known(contact: Contact) -> None:
            if contact.is_forgotten:
                raise NoContact
            decide(contact)

        try:
            return await self.change(Contact, contact_id_of(person), cause, known)
        except NotFound:
            raise NoContact from None

    async def _write_down(self, person: str, address: str) -> None:
        if address:
            await self._book.put(contact_id_of(person), address)


def _with(chosen: Chosen, address: str) -> Chosen:
    return chosen.model_copy(update={"has_address": bool(address)})
