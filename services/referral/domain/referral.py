"""A referral: a serious incident is brought to the partnership, which decides what follows.

    received or notified ──> awaiting decision ──decide──> decided
                                     └──────────withdraw──> withdrawn

A case begins with an agency's referral or with the local authority's Serious Incident Notification;
a notification may also join a referral later. The decision needs the view of all three statutory
partners, dissent included.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date, datetime
from typing import Self
from uuid import UUID, uuid5

from chassis.aggregate import Aggregate, Body, Event, FirstEvent, register_aggregate
from chassis.limits import must_fit, must_say, text_must_fit
from chassis.rules.working_days import london_date
from services.referral.domain.refusals import (
    AgreedAfterwards,
    AgreementMissing,
    AlreadyNotified,
    CriteriaNotAddressed,
    DecidedBeforeIncident,
    NoLongerOpen,
    NotASafeguardingReferral,
    UnknownCriterion,
    ViewsMissing,
)
from services.referral.domain.rules import must_be_in_order, must_be_sound, must_have_happened
from services.referral.domain.values import (
    PARTNERS,
    Account,
    Agreement,
    CaseIdentity,
    Child,
    FindingWord,
    Incident,
    Notification,
    Partner,
    PartnerView,
    Referrer,
    Status,
    WithdrawalReason,
)

INITIATE = "initiate"


class Referral(Aggregate):
    """What brought the case to the partnership, and what the partners decided."""

    TOPIC = "referral.Referral"

    agency: str = ""
    status: Status = Status.AWAITING_DECISION
    children: tuple[Child, ...] = ()
    incident: Incident | None = None
    notification: Notification | None = None
    agencies_involved: tuple[str, ...] = ()
    other_partnerships: tuple[str, ...] = ()
    views: dict[Partner, PartnerView] = field(default_factory=dict)
    outcome: str = ""
    decided_on: date | None = None

    @classmethod
    def receive(
        cls,
        *,
        identity: CaseIdentity,
        agency: str,
        referrer: Referrer,
        agreement: Agreement | None,
        warning_read: bool,
        account: Account,
        at: datetime,
    ) -> Self:
        """Begin a case with a partner agency's referral."""
        if not warning_read:
            raise NotASafeguardingReferral
        if agreement is None:
            raise AgreementMissing
        if agreement.agreed_on > london_date(at):
            raise AgreedAfterwards
        must_fit(referrer, agreement)
        must_say(
            name_of_the_referrer=referrer.name, role_of_the_referrer=referrer.role,
            name_of_the_safeguarding_lead=agreement.lead_name,
            role_of_the_safeguarding_lead=agreement.lead_role,
        )  # fmt: skip
        must_be_sound(account, at)
        return cls._create(
            ReferralReceived, id=stream_of(identity.case_id), **dict(identity), agency=agency,
            referrer=referrer, agreement=agreement, **dict(account), timestamp=at,
        )  # fmt: skip

    @classmethod
    def notify(
        cls, *, identity: CaseIdentity, notification: Notification, account: Account, at: datetime
    ) -> Self:
        """Begin a case with the local authority's Serious Incident Notification."""
        must_be_sound(account, at)
        must_be_in_order(notification, account.incident, at)
        return cls._create(
            IncidentNotified, id=stream_of(identity.case_id), **dict(identity),
            notification=notification, **dict(account), timestamp=at,
        )  # fmt: skip

    def join_notification(
        self, *, notification: Notification, account: Account, at: datetime
    ) -> None:
        """The authority notifies the incident of a case that began with a referral.

        Whom the authority names besides those of the referral takes part, too.
        """
        self._must_be_open()
        if self.notification is not None:
            raise AlreadyNotified
        assert self.incident is not None  # noqa: S101 - every first event brings the incident
        must_be_sound(account, at)
        must_be_in_order(notification, self.incident, at)
        self.record(
            NotificationJoined, at=at, notification=notification, incident=self.incident,
            other_partnerships=_each_once(self.other_partnerships, account.other_partnerships),
            agencies_involved=_each_once(self.agencies_involved, account.agencies_involved),
            account=account,
        )  # fmt: skip

    def give_view(self, *, partner: Partner, view: PartnerView, at: datetime) -> None:
        """One statutory partner says what it thinks; a later view of the same partner replaces it."""
        self._must_be_open()
        must_fit(view)
        must_say(reason=view.reason)
        self.record(PartnerViewRecorded, at=at, partner=partner, view=view)

    def decide(
        self,
        *,
        outcome: str,
        decided_on: date,
        rationale: str,
        findings: Mapping[str, FindingWord],
        criteria: Mapping[str, str],
        at: datetime,
    ) -> None:
        """The partners decide; ``criteria`` are the parts of the serious-case test, with their words."""
        self._must_be_open()
        missing = [name for partner, name in PARTNERS.items() if partner not in self.views]
        if missing:
            raise ViewsMissing(partners=", ".join(missing))
        if unaddressed := [words for code, words in criteria.items() if code not in findings]:
            raise CriteriaNotAddressed(criteria="; ".join(unaddressed))
        if set(findings) - set(criteria):
            raise UnknownCriterion(count=len(criteria))
        text_must_fit("The reasons for the decision", rationale)
        must_say(reasons_for_the_decision=rationale)
        self._must_follow_the_incident(decided_on, at)
        self.record(
            ReferralDecided, at=at, outcome=outcome, decided_on=decided_on, rationale=rationale,
            findings=dict(findings), views=dict(self.views),
            notified_on=self.notification and self.notification.sent_on,
            agencies=self.agencies_involved, other_partnerships=self.other_partnerships,
        )  # fmt: skip

    def withdraw(self, *, reason: WithdrawalReason, explanation: str, at: datetime) -> None:
        """Take the referral back before a decision."""
        self._must_be_open()
        text_must_fit("The explanation", explanation)
        self.record(ReferralWithdrawn, at=at, reason=reason, explanation=explanation)

    def _must_be_open(self) -> None:
        if self.status is not Status.AWAITING_DECISION:
            raise NoLongerOpen(status=self.status)

    def _must_follow_the_incident(self, decided_on: date, at: datetime) -> None:
        must_have_happened("The decision", decided_on, at)
        if self.incident is not None and decided_on < self.incident.occurred_on:
            raise DecidedBeforeIncident(given=decided_on, occurred_on=self.incident.occurred_on)


class ReferralReceived(FirstEvent, topic="referral.ReferralReceived.v1"):
    """A partner agency's referral came in, agreed with its senior safeguarding lead."""

    agency: str
    referrer: Referrer
    agreement: Agreement
    children: tuple[Child, ...]
    incident: Incident
    why_consider: str
    agencies_involved: tuple[str, ...]
    other_partnerships: tuple[str, ...]


class IncidentNotified(FirstEvent, topic="referral.IncidentNotified.v1"):
    """The local authority's notification began the case."""

    notification: Notification
    children: tuple[Child, ...]
    incident: Incident
    why_consider: str
    agencies_involved: tuple[str, ...]
    other_partnerships: tuple[str, ...]


def _without_account(body: Body) -> Body:
    return body | {"agencies_involved": [], "account": None}


class NotificationJoined(
    Event,
    topic="referral.NotificationJoined.v2",
    upcasts={"referral.NotificationJoined.v1": _without_account},
):
    """The local authority notified an incident that had been referred before.

    ``incident`` is that of the referral; ``account`` is what the authority told of it, which the first
    version did not keep.
    """

    notification: Notification
    incident: Incident
    other_partnerships: tuple[str, ...]
    agencies_involved: tuple[str, ...]
    account: Account | None

    def apply(self, referral: Referral) -> None:
        """The referral has a notification, and all whom either of the two names."""
        referral.notification = self.notification
        referral.other_partnerships = self.other_partnerships
        referral.agencies_involved = _each_once(referral.agencies_involved, self.agencies_involved)


class PartnerViewRecorded(Event, topic="referral.PartnerViewRecorded.v1"):
    """One statutory partner gave its view."""

    partner: Partner
    view: PartnerView

    def apply(self, referral: Referral) -> None:
        """The latest view of each partner counts."""
        referral.views[self.partner] = self.view


class ReferralDecided(Event, topic="referral.ReferralDecided.v1"):
    """The statutory partners decided what follows."""

    outcome: str
    decided_on: date
    rationale: str
    findings: dict[str, FindingWord]
    views: dict[Partner, PartnerView]
    notified_on: date | None
    agencies: tuple[str, ...]
    other_partnerships: tuple[str, ...]

    def apply(self, referral: Referral) -> None:
        """Nothing more can be decided here."""
        referral.status = Status.DECIDED
        referral.outcome = self.outcome
        referral.decided_on = self.decided_on


class ReferralWithdrawn(Event, topic="referral.ReferralWithdrawn.v1"):
    """The referral was taken back."""

    reason: WithdrawalReason
    explanation: str

    def apply(self, referral: Referral) -> None:
        """Nothing more can be decided here."""
        referral.status = Status.WITHDRAWN


def stream_of(case_id: UUID) -> UUID:
    """The stream of a case's referral."""
    return uuid5(case_id, "referral")


def _each_once(*codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for some in codes for code in some))


register_aggregate(Referral)
