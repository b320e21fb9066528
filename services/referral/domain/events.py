"""What has happened to a referral; every version that was ever stored can be read."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from chassis.aggregate import Event, FirstEvent
from chassis.rules.decisions import DecisionRecord
from services.referral.domain.notices import Notice
from services.referral.domain.state import ReferralState
from services.referral.domain.stored_before import (
    decided_v1,
    joined_v1,
    joined_v2,
    notified_v1,
    received_v1,
    viewed_v1,
)
from services.referral.domain.values import (
    Account,
    Agreement,
    Category,
    Child,
    Lead,
    Partner,
    PartnerView,
    Referrer,
    Status,
    WithdrawalReason,
)


class ReferralPrepared(FirstEvent, topic="referral.ReferralPrepared.v1"):
    """An agency's author filled in a referral; nobody else knows of it until it is agreed."""

    agency: str
    referrer: Referrer
    account: Account
    status: Status = Status.AWAITING_AGREEMENT


class ReferralPreparedAgain(Event, topic="referral.ReferralPreparedAgain.v1"):
    """The author changed a referral that was not agreed yet."""

    referrer: Referrer
    account: Account

    def apply(self, referral: ReferralState) -> None:
        """It waits for the agreement again."""
        referral.referrer, referral.account = self.referrer, self.account
        referral.status = Status.AWAITING_AGREEMENT


class AgreementWithheld(Event, topic="referral.AgreementWithheld.v1"):
    """The senior lead did not agree, or wants a safeguarding referral to be made first."""

    record: DecisionRecord
    lead: Lead

    def apply(self, referral: ReferralState) -> None:
        """It ends here, or goes back to its author."""
        is_back = self.record.outcome == "safeguarding_referral_first"
        referral.status = Status.SAFEGUARDING_FIRST if is_back else Status.NOT_AGREED
        referral.withheld_by = self.lead
        referral.keep(self.record, self.originator_version)


class ReferralAgreed(Event, topic="referral.ReferralAgreed.v1"):
    """The senior lead agreed: the partnership has received the referral, and the case has its number."""

    case_id: UUID
    partnership: str
    agency: str
    referrer: Referrer
    agreement: Agreement
    record: DecisionRecord
    account: Account

    def apply(self, referral: ReferralState) -> None:
        """The partners decide next."""
        referral.reference, referral.account = self.reference, self.account
        referral.agreement, referral.status = self.agreement, Status.AWAITING_DECISION
        referral.keep(self.record, self.originator_version)


class ReferralReceived(
    FirstEvent,
    topic="referral.ReferralReceived.v2",
    upcasts={"referral.ReferralReceived.v1": received_v1},
):
    """A partner agency's referral came in, agreed with its senior safeguarding lead."""

    agency: str
    referrer: Referrer
    agreement: Agreement
    account: Account


class IncidentNotified(
    FirstEvent,
    topic="referral.IncidentNotified.v2",
    upcasts={"referral.IncidentNotified.v1": notified_v1},
):
    """The local authority's notification began the case."""

    notices: dict[str, Notice]
    account: Account

    @property
    def notice(self) -> Notice:
        """The one with which the case began."""
        return next(iter(self.notices.values()))


class NotificationJoined(
    Event,
    topic="referral.NotificationJoined.v3",
    upcasts={
        "referral.NotificationJoined.v1": lambda body: joined_v2(joined_v1(body)),
        "referral.NotificationJoined.v2": joined_v2,
    },
):
    """The local authority sent a notice about a case that was there before.

    ``told`` is what the authority told of it, which the first version did not keep; ``children`` and the
    two lists are those of the case from now on. An empty list of children is that of the case before.
    """

    notice: Notice
    category: Category
    children: tuple[Child, ...]
    other_partnerships: tuple[str, ...]
    agencies_involved: tuple[str, ...]
    told: Account | None

    def apply(self, referral: ReferralState) -> None:
        """The case has one more notice, and all whom the authority names besides."""
        referral.notices = referral.notices | {self.notice.notice: self.notice}
        agencies = dict.fromkeys((*referral.account.agencies_involved, *self.agencies_involved))
        changed: dict[str, object] = {
            "other_partnerships": self.other_partnerships, "agencies_involved": tuple(agencies),
        }  # fmt: skip
        if self.children:
            changed["children"] = self.children
        referral.account = referral.account.model_copy(update=changed)


class NotificationRestated(Event, topic="referral.NotificationRestated.v1"):
    """A notice said something wrong; what it says now takes its place, and what it said is kept."""

    notice: Notice
    before: Notice
    reason: str

    def apply(self, referral: ReferralState) -> None:
        """What was restated counts."""
        referral.notices = referral.notices | {self.notice.notice: self.notice}


class NotificationWithdrawn(Event, topic="referral.NotificationWithdrawn.v1"):
    """The local authority took a notice back; ``standing`` is how many of the case still stand."""

    notice: Notice
    standing: int

    def apply(self, referral: ReferralState) -> None:
        """It no longer stands; it stays known."""
        referral.notices = referral.notices | {self.notice.notice: self.notice}


class PartnerViewRecorded(
    Event,
    topic="referral.PartnerViewRecorded.v2",
    upcasts={"referral.PartnerViewRecorded.v1": viewed_v1},
):
    """One statutory partner gave its view."""

    partner: Partner
    view: PartnerView

    def apply(self, referral: ReferralState) -> None:
        """The latest view of each partner counts."""
        referral.views[self.partner] = self.view


class ThresholdDecided(Event, topic="referral.ThresholdDecided.v1"):
    """The local authority decided whether this is a serious case that it notifies."""

    record: DecisionRecord
    transferred_to: str = ""

    def apply(self, referral: ReferralState) -> None:
        """The latest decision counts; a case that another area leads ends here."""
        referral.keep(self.record, self.originator_version)
        if self.transferred_to:
            referral.status = Status.TRANSFERRED


class ReferralDecided(
    Event,
    topic="referral.ReferralDecided.v2",
    upcasts={"referral.ReferralDecided.v1": decided_v1},
):
    """The statutory partners decided what follows: ``outcome`` is ``initiate`` or the code of a route."""

    outcome: str
    record: DecisionRecord
    views: dict[Partner, PartnerView]
    notified_on: date | None
    agencies: tuple[str, ...]
    other_partnerships: tuple[str, ...]

    def apply(self, referral: ReferralState) -> None:
        """Nothing but a correction can be decided here."""
        referral.status, referral.outcome = Status.DECIDED, self.outcome
        referral.keep(self.record, self.originator_version)


class ReferralWithdrawn(Event, topic="referral.ReferralWithdrawn.v1"):
    """The referral was taken back."""

    reason: WithdrawalReason
    explanation: str

    def apply(self, referral: ReferralState) -> None:
        """Nothing more can be decided here."""
        referral.status = Status.WITHDRAWN
