"""Where a referral stands: what its events have made of it, and nothing that decides."""

from __future__ import annotations

from dataclasses import field

from chassis.aggregate import Aggregate
from chassis.rules.decisions import DecisionRecord
from services.referral.domain.notices import Notice
from services.referral.domain.values import (
    NOTHING_TOLD,
    Account,
    Agreement,
    Decided,
    Lead,
    Partner,
    PartnerView,
    Referrer,
    Status,
)


class ReferralState(Aggregate):
    """The state on which decisions are taken and to which events apply."""

    agency: str = ""
    status: Status = Status.AWAITING_DECISION
    referrer: Referrer | None = None
    agreement: Agreement | None = None
    withheld_by: Lead | None = None
    account: Account = NOTHING_TOLD
    notices: dict[str, Notice] = field(default_factory=dict)
    views: dict[Partner, PartnerView] = field(default_factory=dict)
    decisions: tuple[Decided, ...] = ()
    outcome: str = ""

    def keep(self, record: DecisionRecord, version: int) -> None:
        """One more decision was made, in the event of this version."""
        self.decisions = (*self.decisions, Decided(version=version, record=record))
