"""Another partnership takes the lead: one offers it, the other accepts. Number, rules and history stay."""

from __future__ import annotations

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


def accept_transfer(review: RapidReview, *, by: str, transferred_on: date, at: datetime) -> None:
    """Take the lead that was offered; who led before contributes from now on."""
    if by != review.transfer_to:
        raise parallel.NoTransferProposed
    must_be_no(not_next("transferred_on", transferred_on, at=at, after=review.initiated_on))
    others = (code for code in review.contributing if code != by)
    review.record(
        LeadTransferred, at=at, former=review.partnership, lead=by, transferred_on=transferred_on,
        contributing=(review.partnership, *others),
    )  # fmt: skip
