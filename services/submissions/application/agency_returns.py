"""What can be asked of an agency's return. One method, one use case."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from typing import TypeVar
from uuid import UUID

from chassis.aggregate import Aggregate
from chassis.clock import Clock
from chassis.errors import NotFound
from chassis.rules.rule_packs import RulePacks, pinned_rules
from chassis.rules.working_days import london_date
from chassis.store.case_keys import CaseKeys
from chassis.store.event_store import EventStore
from chassis.store.seal import KeyDestroyed, KeyMissing, open_body
from chassis.streams import SNAPSHOT_EVERY, decoded
from chassis.use_cases import AlreadyBegun, Cause, Erased, Kept, UseCases
from services.submissions.domain.agency_return import AgencyReturn, stream_of
from services.submissions.domain.events import SubmissionReturned
from services.submissions.domain.refusals import SharedWithItself, ShareNotConfirmed
from services.submissions.domain.values import (
    Answer,
    ExcuseReason,
    Origin,
    ReturnRequest,
    ReturnRules,
    SectionQuestion,
    SentVersion,
    ShareSource,
)

T = TypeVar("T")


class NothingRequested(NotFound):
    """No return was asked of this agency in this case, or the asker may not know that it was."""

    code = "submissions.nothing_requested"
    sentence = "No return has been asked for here. Check the case and the agency."


class AgencyReturns(UseCases):
    """The use cases of the submissions service."""

    def __init__(
        self,
        store: EventStore,
        keys: CaseKeys,
        clock: Clock,
        *,
        packs: RulePacks,
        snapshot_every: int = SNAPSHOT_EVERY,
    ) -> None:
        super().__init__(store, keys, clock, snapshot_every=snapshot_every)
        self._store, self._keys, self._packs = store, keys, packs

    async def request(self, cause: Cause, request: ReturnRequest) -> None:
        """Ask an agency for its return; an agency that was asked before is not asked again."""
        with suppress(AlreadyBegun):
            await self.begin(
                AgencyReturn,
                stream_of(request.case_id, request.agency),
                cause,
                lambda: AgencyReturn.request(request, at=cause.occurred_at),
            )

    async def restate_due(
        self, cause: Cause, agency: str, due_on: date, *, restated_on: date
    ) -> None:
        """The clock of the review was restated, and the agency's return with it."""
        await self._change(
            cause,
            agency,
            lambda asked: asked.restate_due(due_on, restated_on=restated_on, at=cause.occurred_at),
        )

    async def hand_in(
        self, cause: Cause, agency: str, answer: Answer, *, origin: Origin | None = None
    ) -> Kept:
        """The agency returns: for the first time, or a corrected return."""

        def decide(asked: AgencyReturn) -> None:
            rules = rules_of(self._packs, asked)
            asked.hand_in(answer, rules=rules, at=cause.occurred_at, origin=origin)

        return await self._change(cause, agency, decide)

    async def share(
        self, cause: Cause, agency: str, source: ShareSource, *, partnerships: Iterable[str]
    ) -> Kept:
        """What the agency sent in another case answers this request, too.

        It has to be open to one of ``partnerships``, those of the asker, and fit the rules of this case.
        """
        if not source.confirmed:
            raise ShareNotConfirmed().at("confirmed")
        if source.case_id == cause.case_id:
            raise SharedWithItself().at("from_case_id")
        answer, origin = await self.look_into(
            source.case_id, agency, partnerships, lambda asked: asked.shared_on(source.returned_on)
        )
        if source.return_number:
            sent = await self.look_into(
                source.case_id,
                agency,
                partnerships,
                lambda asked: asked.sent(source.return_number),
            )
            words = await self.version(source.case_id, agency, sent)
            answer = words.model_copy(update={"returned_on": source.returned_on})
            origin = origin.model_copy(update={"return_number": source.return_number})
        return await self.hand_in(cause, agency, answer, origin=origin)

    async def query(
        self,
        cause: Cause,
        agency: str,
        question: str,
        sections: tuple[SectionQuestion, ...] = (),
    ) -> Kept:
        """Ask the agency to add to its return, or to explain it."""
        return await self._change(
            cause,
            agency,
            lambda asked: asked.query(
                question, sections=sections, partnership=cause.partnership, at=cause.occurred_at
            ),
        )

    async def accept(self, cause: Cause, agency: str) -> Kept:
        """The return is good enough for the meeting."""
        return await self._change(
            cause,
            agency,
            lambda asked: asked.accept(partnership=cause.partnership, at=cause.occurred_at),
        )

    async def excuse(
        self, cause: Cause, agency: str, *, reason: ExcuseReason, explanation: str
    ) -> Kept:
        """The agency need not send a return."""
        return await self._change(
            cause,
            agency,
            lambda asked: asked.excuse(
                reason, explanation, partnership=cause.partnership, at=cause.occurred_at
            ),
        )

    async def agency_return(
        self, case_id: UUID, agency: str, read: Callable[[AgencyReturn], T]
    ) -> T:
        """What ``read`` makes of an agency's return; it raises ``NotFound`` for who may not see it."""
        try:
            return await self.look(AgencyReturn, stream_of(case_id, agency), read)
        except NotFound as refusal:
            if type(refusal) is NotFound:
                raise NothingRequested from None
            raise

    async def look_into(
        self,
        case_id: UUID,
        agency: str,
        partnerships: Iterable[str],
        read: Callable[[AgencyReturn], T],
    ) -> T:
        """What ``read`` makes of a return that is open to one of ``partnerships``. Raises ``NothingRequested``."""

        def guarded(asked: AgencyReturn) -> T:
            if not any(asked.is_open_to(partnership) for partnership in partnerships):
                raise NotFound
            return read(asked)

        return await self.agency_return(case_id, agency, guarded)

    async def version(self, case_id: UUID, agency: str, sent: SentVersion) -> Answer:
        """The words of an earlier version, from history. Raises ``Erased``."""
        stored, *_ = await self._store.stream(
            stream_of(case_id, agency), after=sent.event_version - 1
        )
        try:
            body = open_body(stored, await self._keys.of(case_id))
        except (KeyDestroyed, KeyMissing):
            raise Erased from None
        event = decoded(stored.header, body)
        assert isinstance(event, SubmissionReturned)  # noqa: S101 - the aggregate says where it stands
        return event.answer

    async def _change(
        self, cause: Cause, agency: str, decide: Callable[[AgencyReturn], object]
    ) -> Kept:
        try:
            return await self.change(AgencyReturn, stream_of(cause.case_id, agency), cause, decide)
        except NotFound:
            raise NothingRequested from None


def rules_of(packs: RulePacks, asked: AgencyReturn) -> ReturnRules:
    """The rules of a return for life: the leading partnership's, as its review pinned them."""
    asked_on = london_date(asked.created_on)
    pack = pinned_rules(packs, asked.rule_pack, asked.partnership, otherwise_on=asked_on)
    return ReturnRules(
        themes=frozenset(pack.themes),
        required=pack.required_fields.get("scoping", ()),
        row_required=pack.required_fields.get("chronology_row", ()),
    )


def through_whom(asked: Aggregate, _former: str, lead: str) -> tuple[str, ...]:
    """Who contributes to a return when another partnership leads: the one through which the agency takes part."""
    assert isinstance(asked, AgencyReturn)  # noqa: S101 - only returns are handed over here
    return (asked.through,) if asked.through != lead else ()
