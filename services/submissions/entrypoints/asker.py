"""Who the caller is to a return: their roles in a partnership, and the agencies for which they act there."""

from __future__ import annotations

from collections.abc import Iterable

from chassis.identity import Caller
from services.submissions.domain.support import OwnAgencyOnly

AGENCY_ROLES = frozenset({"agency_author", "agency_lead", "referrer"})
AGENCY_LEAD = "agency_lead"


def roles_in(asker: Caller, partnership: str) -> frozenset[str]:
    """Every role of the caller in a partnership."""
    return frozenset(one.role for one in asker.memberships if one.partnership == partnership)


def agencies_in(asker: Caller, partnership: str) -> frozenset[str]:
    """The agencies for which the caller acts in a partnership."""
    found = (one.agency for one in asker.memberships if one.partnership == partnership)
    return frozenset(agency for agency in found if agency)


def must_be_of(
    asker: Caller, agency: str, partnership: str, *, roles: Iterable[str] = AGENCY_ROLES
) -> None:
    """Raises ``OwnAgencyOnly`` unless the caller acts for ``agency`` in a partnership, in one of ``roles``."""
    allowed = frozenset(roles)
    for one in asker.memberships:
        if (one.partnership, one.agency) == (partnership, agency) and one.role in allowed:
            return
    raise OwnAgencyOnly
