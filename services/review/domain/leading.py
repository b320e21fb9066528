"""Another partnership takes the lead: one offers it, the other accepts. Number, rules and history stay."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from chassis.fields import must_be_no
from chassis.limits import unsaid
from services.review.domain import parallel_refusals as parallel
from services.review.domain.parallel_events import LeadTransferred, TransferProposed
from services.review.domain.passing import not_next
from services.review.domain.review import RapidReview


def propose_transfer(
    review: RapidReview, *, to: str, reason: str, proposed_on: date, at: datetime
) -> None:
    """Offer the lead to another partnership; a later offer takes the place of an earlier one."""
    if to == review.partnership:
        raise parallel.LeadsAlready().at("to")
    dated = not_next("proposed_on", proposed_on, at=at, after=review.initiated_on)
    must_be_no([*unsaid(reason=reason), *dated])
    review.record(TransferProposed, at=at, to=to, reason=reason, proposed_on=proposed_on)


def accept_transfer(
    review: RapidReview, *, by: str, transferred_on: date, at: datetime,
    ended: Collection[str] = (),
) -> None:  # fmt: skip
    """Take the lead that was offered; who led before contributes from now on, unless it has ``ended``."""
    if by != review.transfer_to:
        raise parallel.NoTransferProposed
    must_be_no(not_next("transferred_on", transferred_on, at=at, after=review.initiated_on))
    others = (review.partnership, *review.contributing)
    review.record(
        LeadTransferred, at=at, former=review.partnership, lead=by, transferred_on=transferred_on,
        contributing=tuple(code for code in others if code != by and code not in ended),
    )  # fmt: skip
