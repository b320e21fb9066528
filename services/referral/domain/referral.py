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

from chassis.aggregate import Aggregate, Event, FirstEvent, register_aggregate
from chassis.working_days import london_date, working_days_after
from services.referral.domain.refusals import (
    AgreedAfterwards,
    AgreementMissing,
    AlreadyNotified,
    CriteriaNotAddressed,
    LateReasonMissing,
    NoLongerOpen,
    NotASafeguardingReferral,
    NotifiedBeforeAware,
    ViewsMissing,
)
from services.referral.domain.values import (
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

NOTIFICATION_WORKING_DAYS = 5
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
        return cls._create(
            ReferralReceived, id=stream_of(identity.case_id), **dict(identity), agency=agency,
            referrer=referrer, agreement=agreement, **dict(account), timestamp=at,
        )  # fmt: skip

    @classmethod
    def notify(
        cls, *, identity: CaseIdentity, notification: Notification, account: Account, at: datetime
    ) -> Self:
        """Begin a case with the local authority's Serious Incident Notification."""
        _must_be_in_order(notification, account.incident)
        return cls._create(
            IncidentNotified, id=stream_of(identity.case_id), **dict(identity),
            notification=notification, **dict(account), timestamp=at,
        )  # fmt: skip

    def join_notification(self, *, notification: Notification, at: datetime) -> None:
        """The authority notifies the incident of a case that began with a referral."""
        self._must_be_open()
        if self.notification is not None:
            raise AlreadyNotified
        assert self.incident is not None  # noqa: S101 - every first event brings the incident
        _must_be_in_order(notification, self.incident)
        self.record(
            NotificationJoined, at=at, notification=notification, incident=self.incident,
            other_partnerships=self.other_partnerships,
        )  # fmt: skip

    def give_view(self, *, partner: Partner, view: PartnerView, at: datetime) -> None:
        """One statutory partner says what it thinks; a later view of the same partner replaces it."""
        self._must_be_open()
        self.record(PartnerViewRecorded, at=at, partner=partner, view=view)

    def decide(
        self,
        *,
        outcome: str,
        decided_on: date,
        rationale: str,
        findings: Mapping[str, FindingWord],
        criteria: frozenset[str],
        at: datetime,
    ) -> None:
        """The partners decide; ``criteria`` are the parts of the serious-case test in the rule pack."""
        self._must_be_open()
        missing = [partner for partner in Partner if partner not in self.views]
        if missing:
            raise ViewsMissing(partners=", ".join(missing))
        if unaddressed := sorted(criteria - set(findings)):
            raise CriteriaNotAddressed(criteria=", ".join(unaddressed))
        self.record(
            ReferralDecided, at=at, outcome=outcome, decided_on=decided_on, rationale=rationale,
            findings=dict(findings), views=dict(self.views),
            notified_on=self.notification and self.notification.sent_on,
            agencies=self.agencies_involved, other_partnerships=self.other_partnerships,
        )  # fmt: skip

    def withdraw(self, *, reason: WithdrawalReason, explanation: str, at: datetime) -> None:
        """Take the referral back before a decision."""
        self._must_be_open()
        self.record(ReferralWithdrawn, at=at, reason=reason, explanation=explanation)

    def _must_be_open(self) -> None:
        if self.status is not Status.AWAITING_DECISION:
            raise NoLongerOpen(status=self.status)


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


class NotificationJoined(Event, topic="referral.NotificationJoined.v1"):
    """The local authority notified an incident that had been referred before."""

    notification: Notification
    incident: Incident
    other_partnerships: tuple[str, ...]

    def apply(self, referral: Referral) -> None:
        """The referral has a notification."""
        referral.notification = self.notification


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


def working_days_taken(notification: Notification) -> int:
    """How many working days passed from the authority's awareness to the sending."""
    return working_days_after(notification.authority_aware_on, notification.sent_on)


def _must_be_in_order(notification: Notification, incident: Incident) -> None:
    if not incident.occurred_on <= notification.authority_aware_on <= notification.sent_on:
        raise NotifiedBeforeAware
    taken = working_days_taken(notification)
    if taken > NOTIFICATION_WORKING_DAYS and not notification.late_reason:
        raise LateReasonMissing(working_days=taken)


register_aggregate(Referral)
