"""One form that a person is filling in: what was typed so far, what it is kept as, and what is sent of it.

    page ── answers ── keep ──> draft of the person, at the service        changed in another window ──> Clash
                        send ──> command, once ──> taken; or refused: the draft says which answers, and why

Nothing that was typed is ever overwritten unseen: a page says which text it showed, and its own window.
"""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple
from uuid import UUID, uuid5

from chassis.errors import Stale, Temporary
from portal import words
from portal.clients.form_facts import Command, Draft, Recorded, Standing, Subject
from portal.clients.forms_door import FormsDoor
from portal.clients.refusals import AnswersRefused
from portal.forms.answers import (
    digest,
    names_of,
    only,
    replaced,
    request_of,
    tidied,
    unreadable,
)
from portal.forms.fields import OF_THE_CASE, Field, FormOf, Kind
from portal.forms.given_rows import with_each
from portal.forms.refused import Form
from portal.views.desk import Desk, Visitor

TRIES = 3


class Shown(NamedTuple):
    """A line of what a person should see before they answer."""

    label: str
    text: str


async def _nothing(_filling: Filling, _standing: Standing) -> Mapping[str, str]:
    return {}


@dataclass(frozen=True, slots=True)
class Journey:
    """A form with where its matter stands; ``read`` raises ``NotFound`` for a person who has no part in it.

    ``typed`` are the answers that stand there already, ``shown`` is what to read before answering, and
    ``closed`` says in a sentence why nobody fills it in any more, or not yet. ``at_work`` says that people come to it
    from the page of the case's work.

    ``builds_on`` names the parts of what ``read`` knows on which the form builds: what it shows, begins with and
    changes. What others record of any other part does not stop it (ADR 22). A form that names none is asked about
    whatever was recorded meanwhile.
    """

    form: FormOf
    read: Callable[[Filling], Awaitable[Standing]]
    typed: Callable[[Filling, Standing], Awaitable[Mapping[str, str]]] = _nothing
    shown: Callable[[Standing], Iterable[Shown]] = lambda _standing: ()
    closed: Callable[[Standing], str] = lambda _standing: ""
    at_work: bool = False
    builds_on: tuple[str, ...] = ()


class Clash(Exception):
    """The same answers were changed in another window: both texts are there, and nothing was overwritten."""

    def __init__(
        self, mine: Mapping[str, str], theirs: Mapping[str, str], seen: int = 0, built_on: str = ""
    ) -> None:
        super().__init__("answers were changed elsewhere")
        self.mine, self.theirs, self.seen, self.built_on = mine, theirs, seen, built_on


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says about itself when its form comes back: which text it showed, and which window it was."""

    section: str
    fields: tuple[Field, ...]
    window: str
    was: str
    form_id: UUID


@dataclass(frozen=True, slots=True)
class Filling:
    """One person, one form, one matter."""

    desk: Desk
    visitor: Visitor
    journey: Journey
    form: FormOf
    subject: Subject
    lists: dict[str, Mapping[str, str]] = field(default_factory=dict)
    """Those of the case, once its standing was read."""

    @property
    def door(self) -> FormsDoor:
        """The service that takes it."""
        return self.desk.forms[self.form.service]

    @property
    def roles(self) -> frozenset[str]:
        """The person's roles in this matter."""
        return roles_for(self.form, self.visitor, self.subject)

    @property
    def address(self) -> str:
        """Where the form stands; it names codes and ids only."""
        return f"/forms/{self.form.code}/{self.subject.partnership}/{self.subject.in_address}"

    @property
    def back(self) -> tuple[str, str]:
        """Where the form was come from, and what that is called."""
        if self.form.by_agency:
            return f"/returns/{self.subject.partnership}/{self.subject.in_address}", "the return"
        if self.journey.at_work:
            where = f"/case-work/{self.subject.partnership}/{self.subject.case_id}"
            return where, "the work on this case"
        return "/forms", "your forms"

    async def standing(self) -> Standing:
        """Where its matter stands now."""
        standing = await self.journey.read(self)
        self.lists.update(standing.lists)
        return standing

    async def draft(self, form_id: UUID | None = None) -> Draft:
        """What was typed so far; what stands there already, where nothing was typed yet."""
        kept = await self.door.draft(self.visitor.caller, self.form.code, self.subject)
        if kept is not None:
            if self.form.asks_the_case:
                await self.standing()
            return self._with_each(kept)
        standing = await self.standing()
        typed = {**self.form.begins, **await self.journey.typed(self, standing)}
        built_on = standing.digest_of(self.journey.builds_on)
        begun = self._with_each(
            Draft(typed=typed, seen=standing.version, built_on=built_on, rules=standing.rules)
        )
        return replace(begun, form_id=form_id) if form_id else begun

    def _with_each(self, draft: Draft) -> Draft:
        typed = with_each(self.form.fields, draft.typed, lambda one: self.choices(one, draft.rules))
        return replace(draft, typed=typed)

    async def keep(self, page: Page, answers: Mapping[str, str]) -> Draft:
        """Save the answers of one page. Raises ``Clash`` where another window changed them meanwhile."""
        mine = only(page.fields, answers)
        for _ in range(TRIES):
            draft = await self.draft(page.form_id)
            theirs = only(page.fields, draft.typed)
            is_own = draft.windows.get(page.section) == page.window
            known = {page.was, digest(mine)}
            if digest(theirs) not in known and not is_own:
                raise Clash(mine, theirs)
            if digest(theirs) == digest(mine) and len(theirs) == len(mine) and draft.revision:
                return draft
            typed = replaced(page.fields, draft.typed, mine)
            said = draft.saying(typed, section=page.section, window=page.window)
            try:
                return await self.save(said)
            except Stale:
                continue
        raise Temporary

    async def save(self, draft: Draft) -> Draft:
        """Keep a draft on top of its revision. Raises ``Stale``."""
        return await self.door.save_draft(self.visitor.caller, self.form.code, self.subject, draft)

    async def drop(self) -> None:
        """Throw away what was typed."""
        await self.door.drop_draft(self.visitor.caller, self.form.code, self.subject)

    async def send(self, draft: Draft) -> Recorded:
        """Send what was typed, once. Raises ``AnswersRefused``, ``Clash`` and what services refuse."""
        typed = tidied(self.form.fields, draft.typed)
        if problems := tuple(unreadable(self.form.fields, typed)):
            raise type("Unreadable", (AnswersRefused,), {"fields": problems})
        said = sorted((name, text) for name, text in typed.items() if text)
        command_id = uuid5(draft.form_id, json.dumps([said, draft.seen]))
        seen = 0 if self.form.regardless else draft.seen
        command = Command(command_id, self.subject, seen=seen)
        asked = {**request_of(self.form.fields, typed), **self.form.fixed}
        if self.form.by_part:
            asked[self.form.by_part] = self.subject.agency
        try:
            return await self._taken(command, asked, draft.built_on)
        except Stale:
            now = await self.standing()
            theirs = await self.journey.typed(self, now)
            built_on = now.digest_of(self.journey.builds_on)
            raise Clash(typed, theirs or typed, now.version, built_on) from None

    async def _taken(
        self, command: Command, asked: Mapping[str, object], built_on: str
    ) -> Recorded:
        """Send it; on top of what came meanwhile, if none of that touches what the form builds on (ADR 22).

        The service checks all its rules again, and its version: nothing slips in between. Raises ``Stale``.
        """
        for _ in range(TRIES):
            try:
                return await self._sent(command, asked)
            except Stale:
                if not built_on:
                    raise
                now = await self.standing()
                if now.digest_of(self.journey.builds_on) != built_on:
                    # Was it another click on the same button? Then this is answered as that was.
                    return await self._sent(command, asked)
                command = replace(command, seen=now.version)
        raise Temporary

    async def _sent(self, command: Command, asked: Mapping[str, object]) -> Recorded:
        return await self.door.send(self.visitor.caller, self.form.method, command, asked)

    def choices(self, field: Field, rules: str = "") -> Mapping[str, str]:
        """The answers that a field offers to this person."""
        if field.choices == "own.agencies":
            own = {
                one.agency
                for one in self.visitor.person.memberships
                if one.partnership == self.subject.partnership and one.agency
            }
            said = {code: self.desk.agency_names.get(code, code) for code in sorted(own)}
        elif isinstance(field.choices, str) and field.choices.startswith(OF_THE_CASE):
            said = dict(self.lists.get(field.choices.removeprefix(OF_THE_CASE), {}))
        else:
            said = dict(self.desk.lists.of(field, self.subject.partnership, key=rules))
        return {code: words.curly(text) for code, text in said.items()}

    def filled(self, fields: Iterable[Field], draft: Draft) -> Form:
        """These fields with what was typed, and what was refused of it."""
        fields = tuple(fields)
        form = blank(fields, draft.typed)
        return form.refused([one for one in draft.refused if form.holds(one.field)], status=200)


def roles_in(visitor: Visitor, subject: Subject) -> frozenset[str]:
    """The roles of a person for a matter: in its partnership, and for its agency where it is one agency's."""
    return frozenset(
        one.role
        for one in visitor.person.memberships
        if one.partnership == subject.partnership
        and (not subject.agency or not one.agency or one.agency == subject.agency)
    )


def roles_for(form: FormOf, visitor: Visitor, subject: Subject) -> frozenset[str]:
    """The roles with which a person fills in a form; the part of a case that is no agency's asks for no agency."""
    return roles_in(visitor, replace(subject, agency="") if form.by_part else subject)


def blank(fields: Iterable[Field], typed: Mapping[str, str]) -> Form:
    """Fields as ``Form`` knows them."""
    places = list(names_of(fields, typed))
    leads = {
        name: f"{name.replace('.', '-')}-day"
        for name, one in places
        if one.kind in {Kind.DATE, Kind.MOMENT}
    }
    return Form([name for name, _ in places], typed, leads)
