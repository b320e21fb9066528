"""A referral: a serious incident is brought to the partnership, which decides what follows.

    prepared ──agreed by the senior lead (G0)──┐
       ^  └──safeguarding referral first       v
       └───────────────┘          received or notified ──> awaiting decision ──threshold (G1)──> decided (G2)
                                                                 ├──────transferred to another area
                                                                 └──────withdrawn

A case begins with an agency's referral or with the local authority's Serious Incident Notification; further
notices may join it. Until a referral is agreed, only its agency knows of it. The decision needs the view of all
three statutory partners, dissent included, and the threshold decided or the incident notified.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Self
from uuid import UUID, uuid5

from chassis.aggregate import register_aggregate
from chassis.fields import FieldProblem, must_be_no
from chassis.limits import must_fit, text_must_fit, unsaid
from chassis.rules.clock_rules import NotificationClockRule
from chassis.rules.decisions import DecisionGiven, Gate
from chassis.rules.working_days import london_date
from services.referral.domain import events as happened
from services.referral.domain import gate_rules as gates
from services.referral.domain import refusals as no
from services.referral.domain.notice_refusals import NoNotice, NothingRestated
from services.referral.domain.notice_rules import (
    NATIONAL_CLOCK,
    NoticeForm,
    problems_of_times,
    restated,
)
from services.referral.domain.notices import Notice, Restatement, Withdrawal
from services.referral.domain.rules import (
    PARTNERSHIP_CODE,
    PLAIN_FORM,
    FormRules,
    ReferralForm,
    problems_of_account,
    problems_of_agreement,
    problems_of_findings,
    problems_of_lead,
)
from services.referral.domain.state import ReferralState
from services.referral.domain.values import (
    IN_THE_AGENCY,
    Account,
    Agreement,
    CaseIdentity,
    Decided,
    Lead,
    Partner,
    PartnerView,
    Status,
    WithdrawalReason,
)

Problems = Iterable[FieldProblem]


class Referral(ReferralState):
    """What brought the case to the partnership, and what the partners decided."""

    TOPIC = "referral.Referral"

    @classmethod
    def receive(
        cls, *, identity: CaseIdentity, form: ReferralForm, agreement: Agreement | None, at: datetime
    ) -> Self:  # fmt: skip
        """Begin a case with a partner agency's referral, its agreement in hand."""
        today = london_date(at)
        must_be_no((*form.problems(today), *problems_of_agreement(agreement, today)))
        assert agreement is not None  # noqa: S101 - else it was refused
        must_fit(form.referrer, agreement, form.account)
        return cls._create(
            happened.ReferralReceived, id=stream_of(identity.case_id), **dict(identity),
            agency=form.agency, referrer=form.referrer, agreement=agreement, account=form.account,
            timestamp=at,
        )  # fmt: skip

    @classmethod
    def prepare(cls, *, identity: CaseIdentity, form: ReferralForm, at: datetime) -> Self:
        """Begin a case of which only the agency knows until its senior lead agrees."""
        must_be_no(form.problems(london_date(at)))
        must_fit(form.referrer, form.account)
        return cls._create(
            happened.ReferralPrepared, id=stream_of(identity.case_id), **dict(identity),
            agency=form.agency, referrer=form.referrer, account=form.account, timestamp=at,
        )  # fmt: skip

    def prepare_again(self, *, form: ReferralForm, at: datetime) -> None:
        """The author changes what was not agreed yet."""
        if self.status not in {Status.AWAITING_AGREEMENT, Status.SAFEGUARDING_FIRST}:
            raise no.NotAwaitingAgreement
        if form.agency != self.agency:
            raise no.OtherAgency
        must_be_no(form.problems(london_date(at)))
        must_fit(form.referrer, form.account)
        self.record(
            happened.ReferralPreparedAgain, at=at, referrer=form.referrer, account=form.account
        )

    def record_agreement(
        self, *, given: DecisionGiven, gate: Gate, lead: Lead, reference: str, at: datetime,
        edited: Account | None = None, rules: FormRules = PLAIN_FORM, also: Problems = (),
    ) -> None:  # fmt: skip
        """The senior lead agrees, with changes or without; or not, or wants a safeguarding referral first (G0)."""
        if self.status is not Status.AWAITING_AGREEMENT:
            raise no.NotAwaitingAgreement
        today, account = london_date(at), edited or self.account
        problems = (
            *also, *problems_of_lead(lead.name, lead.role), *problems_of_account(account, rules, today),
        )  # fmt: skip
        record = gates.recorded(gate, given, today, problems)
        must_fit(account, lead)
        if record.outcome not in {"agree", "agree_with_edits"}:
            self.record(happened.AgreementWithheld, at=at, record=record, lead=lead)
            return
        self.trigger_event(
            happened.ReferralAgreed, timestamp=at, reference=reference, case_id=self.case_id,
            partnership=self.partnership, agency=self.agency, referrer=self.referrer, record=record,
            agreement=Agreement(
                lead_name=lead.name, lead_role=lead.role, agreed_on=record.decided_on
            ),
            account=account,
        )  # fmt: skip

    @classmethod
    def notify(cls, *, identity: CaseIdentity, form: NoticeForm, at: datetime) -> Self:
        """Begin a case with the local authority's Serious Incident Notification."""
        notice, children = form.joining((), {}, london_date(at))
        return cls._create(
            happened.IncidentNotified, id=stream_of(identity.case_id), **dict(identity),
            notices={notice.notice: notice}, timestamp=at,
            account=form.account.model_copy(update={"children": children}),
        )  # fmt: skip

    def join(self, *, form: NoticeForm, at: datetime) -> None:
        """The authority sends a notice about a case that is there: of a referral, or one more.

        Whom the authority names besides those of the case takes part, too.
        """
        self._must_be_open()
        notice, children = form.joining(self.account.children, self.notices, london_date(at))
        own, told = self.account, form.account
        self.record(
            happened.NotificationJoined, at=at, notice=notice, category=told.incident.category,
            children=children, told=told,
            other_partnerships=_each_once(own.other_partnerships, told.other_partnerships),
            agencies_involved=_each_once(own.agencies_involved, told.agencies_involved),
        )  # fmt: skip

    def restate(
        self, *, notice: str, given: Restatement, reason: str, at: datetime,
        clock: NotificationClockRule = NATIONAL_CLOCK,
    ) -> None:  # fmt: skip
        """A notice said a wrong day: what it says now is a fact of its own; what it said stays known."""
        before = self._standing(notice)
        now = restated(before, given, clock)
        if now == before:
            raise NothingRestated
        must_be_no([*unsaid(reason=reason), *problems_of_times(now, london_date(at))])
        must_fit(now)
        self.record(happened.NotificationRestated, at=at, notice=now, before=before, reason=reason)

    def withdraw_notice(self, *, notice: str, withdrawal: Withdrawal, at: datetime) -> None:
        """The authority takes a notice back."""
        before = self._standing(notice)
        if not before.sent.on <= withdrawal.withdrawn_on <= london_date(at):
            refusal = no.StillToCome(part="The withdrawal", given=withdrawal.withdrawn_on)
            must_be_no((FieldProblem("withdrawn_on", refusal),))
        must_fit(withdrawal)
        self.record(
            happened.NotificationWithdrawn, at=at,
            notice=before.model_copy(update={"withdrawn": withdrawal}),
            standing=sum(one.stands for one in self.notices.values()) - 1,
        )  # fmt: skip

    def give_view(
        self, *, partner: Partner, view: PartnerView, criteria: Mapping[str, str], at: datetime
    ) -> None:
        """One statutory partner says what it thinks; a later view of the same partner replaces it."""
        self._must_be_open()
        problems = list(problems_of_findings(view.findings, criteria))
        if not view.reason.strip():
            problems.insert(0, FieldProblem("reason", no.Missing(what="why you see it like this")))
        must_be_no(problems)
        must_fit(view)
        self.record(happened.PartnerViewRecorded, at=at, partner=partner, view=view)

    def decide_threshold(
        self, *, given: DecisionGiven, gate: Gate, at: datetime, transferred_to: str = "",
        corrected: int | None = None,
    ) -> None:  # fmt: skip
        """The local authority decides (G1). A partner's dissent is recorded and never stops it."""
        self._must_be_open()
        if corrected is not None:
            self._must_be_the_last("G1", corrected)
        problems = list(self._before_incident(given))
        if (given.outcome == "transfer") != bool(PARTNERSHIP_CODE.fullmatch(transferred_to)):
            problems.append(FieldProblem("transferred_to", no.AreaMissing()))
        record = gates.recorded(
            gate, gates.with_views(given, self.views), london_date(at), problems
        )
        self.record(happened.ThresholdDecided, at=at, record=record, transferred_to=transferred_to)

    def decide(
        self, *, given: DecisionGiven, gate: Gate, at: datetime, corrected: int | None = None,
        reviewed: frozenset[str] = gates.OF_A_REVIEW,
    ) -> None:  # fmt: skip
        """The partners decide (G2); ``corrected`` is the version of the decision that this one takes the place of.

        ``reviewed`` are the tracks of notices that a Rapid Review follows, by the rule pack.
        """
        if corrected is None:
            self._must_be_open()
        else:
            self._must_be_correctable(corrected)
        threshold = self._last("G1")
        gates.must_be_ready(
            given.outcome, threshold=threshold.record.outcome if threshold else "",
            notices=self.notices.values(), is_referred=bool(self.agency), views=self.views,
            reviewed=reviewed,
        )  # fmt: skip
        record = gates.recorded(
            gate, gates.with_views(given, self.views), london_date(at), self._before_incident(given)
        )
        sent = [one.sent.on for one in self.notices.values() if one.stands]
        self.record(
            happened.ReferralDecided, at=at, outcome=gates.told_outcome(record), record=record,
            views=dict(self.views), notified_on=min(sent, default=None),
            agencies=self.account.agencies_involved,
            other_partnerships=self.account.other_partnerships,
        )  # fmt: skip

    def withdraw(self, *, reason: WithdrawalReason, explanation: str, at: datetime) -> None:
        """Take the referral back before a decision."""
        self._must_be_open()
        text_must_fit("The explanation", explanation)
        self.record(happened.ReferralWithdrawn, at=at, reason=reason, explanation=explanation)

    def _must_be_open(self) -> None:
        if self.status in IN_THE_AGENCY:
            raise no.NotYetReceived
        if self.status is not Status.AWAITING_DECISION:
            raise no.NoLongerOpen(status=self.status)

    def _must_be_correctable(self, version: int) -> None:
        if self.status is not Status.DECIDED:
            raise no.NotTheLastDecision
        self._must_be_the_last("G2", version)
        if self.outcome == gates.INITIATE:
            raise no.ReviewBegun

    def _must_be_the_last(self, gate: str, version: int) -> None:
        last = self._last(gate)
        if last is None or last.version != version:
            raise no.NotTheLastDecision

    def _standing(self, notice: str) -> Notice:
        found = self.notices.get(notice)
        if found is None or not found.stands:
            raise NoNotice
        return found

    def _last(self, gate: str) -> Decided | None:
        return next((one for one in reversed(self.decisions) if one.record.gate == gate), None)

    def _before_incident(self, given: DecisionGiven) -> Problems:
        occurred_on = self.account.incident.occurred_on
        if given.decided_on >= occurred_on:
            return []
        refusal = no.DecidedBeforeIncident(given=given.decided_on, occurred_on=occurred_on)
        return [FieldProblem("decision.decided_on", refusal)]


def stream_of(case_id: UUID) -> UUID:
    """The stream of a case's referral."""
    return uuid5(case_id, "referral")


def _each_once(*codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for some in codes for code in some))


register_aggregate(Referral)
