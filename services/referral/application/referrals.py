"""What can be asked of a referral. One method, one use case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Protocol, TypeVar
from uuid import UUID

from chassis.clock import Clock
from chassis.errors import Invalid, NotFound
from chassis.rules.rule_packs import RulePack, RulePacks
from chassis.rules.working_days import london_date
from chassis.store.event_store import EventStore
from chassis.store.seal import CaseKeys
from chassis.use_cases import Cause, Kept, UseCases
from services.referral.domain.referral import INITIATE, Referral, stream_of
from services.referral.domain.refusals import AuthorityUnknown
from services.referral.domain.values import (
    Account,
    Agreement,
    CaseIdentity,
    FindingWord,
    Notification,
    Partner,
    PartnerView,
    Referrer,
    WithdrawalReason,
)

T = TypeVar("T")
SERIOUS_CASE = "serious_case."


class References(Protocol):
    """Numbers cases within their partnership and year, like PLY-RR-2026-0007."""

    async def allot(self, *, case_id: UUID, partnership: str, year: int) -> str:
        """The reference of a case; the same case always gets the same one. Numbers are never used twice."""


class UnknownOutcome(Invalid):
    """The decision is neither to initiate nor a route of the rule pack."""

    code = "referral.unknown_outcome"
    sentence = "{partnership} does not know this decision. Choose one of: {choices}."


class Referrals(UseCases):
    """The use cases of the referral service."""

    def __init__(
        self,
        store: EventStore,
        keys: CaseKeys,
        clock: Clock,
        *,
        references: References,
        packs: RulePacks,
    ) -> None:
        super().__init__(store, keys, clock)
        self._references, self._packs = references, packs

    async def receive(
        self,
        cause: Cause,
        *,
        agency: str,
        referrer: Referrer,
        agreement: Agreement | None,
        warning_read: bool,
        account: Account,
    ) -> Kept:
        """A partner agency refers an incident."""
        self._packs.of(cause.partnership).agency(agency)
        self._must_know(cause.partnership, account)

        def make(identity: CaseIdentity) -> Referral:
            return Referral.receive(
                identity=identity, agency=agency, referrer=referrer, agreement=agreement,
                warning_read=warning_read, account=account, at=cause.occurred_at,
            )  # fmt: skip

        return await self._begin_case(cause, make)

    async def notify(self, cause: Cause, *, notification: Notification, account: Account) -> Kept:
        """The local authority notifies: of a new case, or of one that was referred before."""
        _must_be_an_authority(notification.authority, self._packs.of(cause.partnership))
        self._must_know(cause.partnership, account)
        try:
            return await self.change(
                Referral,
                stream_of(cause.case_id),
                cause,
                lambda referral: referral.join_notification(
                    notification=notification, account=account, at=cause.occurred_at
                ),
            )
        except NotFound:
            return await self._begin_case(
                cause,
                lambda identity: Referral.notify(
                    identity=identity,
                    notification=notification,
                    account=account,
                    at=cause.occurred_at,
                ),
            )

    async def give_view(self, cause: Cause, *, partner: Partner, view: PartnerView) -> Kept:
        """One statutory partner gives its view."""
        return await self._change(
            cause,
            lambda referral: referral.give_view(partner=partner, view=view, at=cause.occurred_at),
        )

    async def decide(
        self,
        cause: Cause,
        *,
        outcome: str,
        decided_on: date,
        rationale: str,
        findings: Mapping[str, FindingWord],
    ) -> Kept:
        """The partners decide what follows."""
        pack = self._packs.of(cause.partnership, decided_on)
        _must_be_known(outcome, pack)
        criteria = {
            code: words for code, words in pack.criteria.items() if code.startswith(SERIOUS_CASE)
        }
        return await self._change(
            cause,
            lambda referral: referral.decide(
                outcome=outcome,
                decided_on=decided_on,
                rationale=rationale,
                findings=findings,
                criteria=criteria,
                at=cause.occurred_at,
            ),
        )

    async def withdraw(self, cause: Cause, *, reason: WithdrawalReason, explanation: str) -> Kept:
        """Take a referral back before a decision."""
        return await self._change(
            cause,
            lambda referral: referral.withdraw(
                reason=reason, explanation=explanation, at=cause.occurred_at
            ),
        )

    async def referral(self, case_id: UUID, read: Callable[[Referral], T]) -> T:
        """What ``read`` makes of a case's referral."""
        return await self.look(Referral, stream_of(case_id), read)

    async def _change(self, cause: Cause, decide: Callable[[Referral], object]) -> Kept:
        return await self.change(Referral, stream_of(cause.case_id), cause, decide)

    async def _begin_case(self, cause: Cause, make: Callable[[CaseIdentity], Referral]) -> Kept:
        unnumbered = CaseIdentity(
            case_id=cause.case_id, partnership=cause.partnership, reference=""
        )
        make(unnumbered)  # What the rules refuse uses up no number.
        reference = await self._references.allot(
            case_id=cause.case_id,
            partnership=cause.partnership,
            year=london_date(cause.occurred_at).year,
        )
        identity = unnumbered.model_copy(update={"reference": reference})
        return await self.begin(Referral, stream_of(cause.case_id), cause, lambda: make(identity))

    def _must_know(self, partnership: str, account: Account) -> None:
        partnerships = (partnership, *account.other_partnerships)
        for code in account.agencies_involved:
            self._packs.agency_for(code, partnerships)


def _must_be_an_authority(code: str, pack: RulePack) -> None:
    authorities = {
        known: rule.label for known, rule in pack.agencies.items() if rule.kind == "local_authority"
    }
    if code not in authorities:
        raise AuthorityUnknown(partnership=pack.name, choices=", ".join(authorities.values()))


def _must_be_known(outcome: str, pack: RulePack) -> None:
    if outcome not in (INITIATE, *pack.routes):
        choices = ("begin a Rapid Review", *pack.routes.values())
        raise UnknownOutcome(partnership=pack.name, choices=", ".join(choices))
