"""What can be asked of a referral. One method, one use case."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from chassis.clock import Clock
from chassis.errors import NotFound, Refusal
from chassis.fields import FieldProblem, about, must_be_no
from chassis.rules.code_lists import CodeLists
from chassis.rules.decisions import DecisionGiven
from chassis.rules.rule_pack import Form, RulePack
from chassis.rules.rule_packs import RulePacks
from chassis.rules.working_days import london_date
from chassis.store.case_keys import CaseKeys
from chassis.store.event_store import EventStore
from chassis.use_cases import Cause, Kept, UseCases
from services.referral.application.labels import labels_of
from services.referral.application.numbers import References
from services.referral.domain.notice_rules import NoticeForm, must_be_an_authority
from services.referral.domain.notices import NoticeGiven, Restatement, Withdrawal
from services.referral.domain.referral import Referral, stream_of
from services.referral.domain.rules import FormRules, ReferralForm
from services.referral.domain.values import (
    IN_THE_AGENCY,
    Account,
    Agreement,
    CaseIdentity,
    Lead,
    Partner,
    PartnerView,
    Referrer,
    WithdrawalReason,
)

T = TypeVar("T")
Problems = tuple[FieldProblem, ...]
AGREED = frozenset({"agree", "agree_with_edits"})


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
        code_lists: CodeLists,
    ) -> None:
        super().__init__(store, keys, clock)
        self._store, self._references, self._packs = store, references, packs
        self.labels = labels_of(code_lists)

    async def receive(
        self, cause: Cause, *, agency: str, referrer: Referrer, agreement: Agreement | None,
        warning_read: bool, account: Account, also: Problems = (),
    ) -> Kept:  # fmt: skip
        """A partner agency refers an incident."""
        form = self._form(cause, agency, referrer, account, warning_read=warning_read, also=also)

        def make(identity: CaseIdentity) -> Referral:
            return Referral.receive(
                identity=identity, form=form, agreement=agreement, at=cause.occurred_at
            )

        return await self._begin_case(cause, make)

    async def prepare(
        self, cause: Cause, *, agency: str, referrer: Referrer, warning_read: bool, account: Account,
        also: Problems = (),
    ) -> Kept:  # fmt: skip
        """An agency's author fills in a referral, or changes one that was not agreed yet."""
        form = self._form(cause, agency, referrer, account, warning_read=warning_read, also=also)
        # Its number comes with the agreement: a gap in the numbers would tell of it.
        try:
            return await self._change(
                cause,
                lambda referral: referral.prepare_again(form=form, at=cause.occurred_at),
                agencies=frozenset({agency}),
            )
        except NotFound:
            await self._must_go_on(cause)
            return await self.begin(
                Referral, stream_of(cause.case_id), cause,
                lambda: Referral.prepare(identity=_unnumbered(cause), form=form, at=cause.occurred_at),
            )  # fmt: skip

    async def agree(
        self, cause: Cause, *, given: DecisionGiven, lead: Lead, agencies: frozenset[str],
        edited: Account | None = None, also: Problems = (),
    ) -> Kept:  # fmt: skip
        """The senior lead of the agency agrees, or does not; ``agencies`` are those for which the asker acts."""
        pack = self._packs.of(cause.partnership, given.decided_on)
        if edited is not None:
            self._must_know(cause.partnership, edited)

        def decided(referral: Referral, reference: str) -> None:
            referral.record_agreement(
                given=given, gate=pack.gate("G0"), lead=lead, reference=reference, edited=edited,
                rules=self._rules(pack), also=also, at=cause.occurred_at,
            )  # fmt: skip

        refused = await self._refusal(cause, decided)
        agreed = refused is None and given.outcome in AGREED
        reference = await self._allot(cause) if agreed else ""

        def decide(referral: Referral) -> None:
            if refused is not None:
                raise refused
            decided(referral, reference)

        return await self._change(cause, decide, agencies=agencies)

    async def notify(
        self, cause: Cause, *, given: NoticeGiven, account: Account, notice: str = "",
        also: Problems = (),
    ) -> Kept:  # fmt: skip
        """The local authority notifies: of a new case, or of one that is there."""
        pack = self._packs.of(cause.partnership, given.sent.on)
        must_be_an_authority(given.authority, pack)
        self._must_know(cause.partnership, account)
        form = NoticeForm(
            given, account, notice, clock=pack.notification_clock, rules=self._rules(pack, "notification"),
            also=also,
        )  # fmt: skip
        try:
            return await self._change(
                cause, lambda referral: referral.join(form=form, at=cause.occurred_at)
            )
        except NotFound:
            return await self._begin_case(
                cause,
                lambda identity: Referral.notify(
                    identity=identity, form=form, at=cause.occurred_at
                ),
            )

    async def restate(self, cause: Cause, *, notice: str, given: Restatement, reason: str) -> Kept:
        """The authority says a day of a notice otherwise."""
        pack = self._packs.of(cause.partnership)
        return await self._change(
            cause,
            lambda referral: referral.restate(
                notice=notice, given=given, reason=reason, at=cause.occurred_at,
                clock=pack.notification_clock,
            ),
        )  # fmt: skip

    async def withdraw_notice(self, cause: Cause, *, notice: str, withdrawal: Withdrawal) -> Kept:
        """The authority takes a notice back."""
        return await self._change(
            cause,
            lambda referral: referral.withdraw_notice(
                notice=notice, withdrawal=withdrawal, at=cause.occurred_at
            ),
        )

    async def give_view(self, cause: Cause, *, partner: Partner, view: PartnerView) -> Kept:
        """One statutory partner gives its view."""
        criteria = self._packs.of(cause.partnership).gate("G1").criteria
        return await self._change(
            cause,
            lambda referral: referral.give_view(
                partner=partner, view=view, criteria=criteria, at=cause.occurred_at
            ),
        )

    async def decide_threshold(
        self, cause: Cause, *, given: DecisionGiven, transferred_to: str
    ) -> Kept:
        """The local authority decides on the threshold."""
        gate = self._packs.of(cause.partnership, given.decided_on).gate("G1")
        gate.must_be_recorded_by(cause.actor)
        corrected = await self._corrected(cause, given)
        return await self._change(
            cause,
            lambda referral: referral.decide_threshold(
                given=given, gate=gate, at=cause.occurred_at, transferred_to=transferred_to,
                corrected=corrected,
            ),
        )  # fmt: skip

    async def decide(self, cause: Cause, *, given: DecisionGiven) -> Kept:
        """The partners decide what follows."""
        pack = self._packs.of(cause.partnership, given.decided_on)
        gate = pack.gate("G2")
        gate.must_be_recorded_by(cause.actor)
        reviewed, corrected = pack.reviewed_tracks, await self._corrected(cause, given)
        return await self._change(
            cause,
            lambda referral: referral.decide(
                given=given, gate=gate, at=cause.occurred_at, corrected=corrected, reviewed=reviewed
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

    async def event_ids(self, case_id: UUID) -> dict[int, UUID]:
        """The id of each event of a case's referral, by its version."""
        stored = await self._store.stream(stream_of(case_id))
        return {one.header.version: one.header.event_id for one in stored}

    async def _corrected(self, cause: Cause, given: DecisionGiven) -> int | None:
        """The version of the decision that this one takes the place of; None for a new one."""
        if given.supersedes is None:
            return None
        known = {event_id: at for at, event_id in (await self.event_ids(cause.case_id)).items()}
        return known.get(given.supersedes, 0)  # No event has this version.

    async def _change(
        self, cause: Cause, decide: Callable[[Referral], object],
        agencies: frozenset[str] = frozenset(),
    ) -> Kept:  # fmt: skip
        def known(referral: Referral) -> None:
            if not is_known_to(referral, agencies):
                raise NotFound
            decide(referral)

        return await self.change(Referral, stream_of(cause.case_id), cause, known)

    async def _refusal(
        self, cause: Cause, decide: Callable[[Referral, str], None]
    ) -> Refusal | None:
        """Why a decision would be refused, found on a copy: what is refused uses up no number."""

        def tried(referral: Referral) -> None:
            decide(Referral.restore(referral.snapshot()), "")
            must_be_no(cause.unfit)

        try:
            await self.look(Referral, stream_of(cause.case_id), tried)
        except Refusal as refusal:
            return refusal
        return None

    async def _begin_case(self, cause: Cause, make: Callable[[CaseIdentity], Referral]) -> Kept:
        await self._must_go_on(cause)
        unnumbered = _unnumbered(cause)
        make(unnumbered)  # What is refused uses up no number.
        must_be_no(cause.unfit)
        identity = unnumbered.model_copy(update={"reference": await self._allot(cause)})
        return await self.begin(Referral, stream_of(cause.case_id), cause, lambda: make(identity))

    async def _must_go_on(self, cause: Cause) -> None:
        """No case begins under a partnership that others have followed; what had begun is answered as before."""
        code, on = cause.partnership, london_date(cause.occurred_at)
        if self._packs.successions.of(code, on) and not await self.event_ids(cause.case_id):
            self._packs.must_go_on(code, on)

    async def _allot(self, cause: Cause) -> str:
        return await self._references.allot(
            case_id=cause.case_id,
            partnership=cause.partnership,
            year=london_date(cause.occurred_at).year,
        )

    def _form(
        self, cause: Cause, agency: str, referrer: Referrer, account: Account, *, warning_read: bool,
        also: Problems,
    ) -> ReferralForm:  # fmt: skip
        pack = self._packs.of(cause.partnership)
        with about("agency"):
            pack.agency(agency)
        self._must_know(cause.partnership, account)
        return ReferralForm(agency, referrer, warning_read, account, self._rules(pack), also)

    def _rules(self, pack: RulePack, form: Form = "referral") -> FormRules:
        codes = self.labels | {"criteria": pack.criteria, "harm-type": pack.harm_types}
        return FormRules(codes=codes, needed=pack.required_fields.get(form, ()))

    def _must_know(self, partnership: str, account: Account) -> None:
        with about("agencies_involved"):
            for code in account.agencies_involved:
                self._packs.agency_for(code, (partnership, *account.other_partnerships))


def is_known_to(referral: Referral, agencies: frozenset[str]) -> bool:
    """Until it is received, only the people of the referring agency know of a referral."""
    return referral.status not in IN_THE_AGENCY or referral.agency in agencies


def _unnumbered(cause: Cause) -> CaseIdentity:
    return CaseIdentity(case_id=cause.case_id, partnership=cause.partnership, reference="")
