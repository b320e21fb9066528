"""To which recipients' messages and tasks somebody belongs, by who they are in a partnership."""

from __future__ import annotations

from typing import get_args

from chassis.rules.clock_rules import Role
from services.notifications.domain.contact import Membership

COORDINATOR = "coordinator"
SUBGROUP = "subgroup_chair"
LEADERS = "strategic_leader"
STATUTORY_PARTNER = "statutory_partner"
AGENCY = "agency"
AGENCY_ROLES = frozenset({"agency_author", "agency_lead"})
PARTNERSHIP_ROLES = frozenset(get_args(Role)) - AGENCY_ROLES
PARTNER_KINDS = ("local_authority", "icb", "police")
PARTNERS = tuple(f"{STATUTORY_PARTNER}:{kind}" for kind in PARTNER_KINDS)


def recipient_for(to: str, part: str) -> str:
    """Who is reminded of a part's task by a rule pack: all of an agency, a role in it, the partner whose view is
    awaited, or a role of the partnership. A part is an agency, a role, or a role with its kind or agency.
    """
    if to == AGENCY:
        return part
    if to in AGENCY_ROLES:
        return f"{to}:{part}"
    return part if part.partition(":")[0] == to else to


def is_of_a_partnership(recipient: str) -> bool:
    """Whether it is a role of the partnership that is reminded, and no agency."""
    return recipient.partition(":")[0] in PARTNERSHIP_ROLES


def recipients_of(one: Membership, agency_kind: str) -> tuple[str, ...]:
    """The codes under which a membership is written to; ``agency_kind`` is that of its agency, if it has one.

    An agency's people have what the agency has to do, and what is for their role in it. A statutory partner who is
    there for no agency in particular is there for all three.
    """
    if one.role in AGENCY_ROLES:
        return (one.agency, f"{one.role}:{one.agency}") if one.agency else ()
    if one.role != STATUTORY_PARTNER:
        return (one.role,)
    if not one.agency:
        return PARTNERS
    return (f"{STATUTORY_PARTNER}:{agency_kind}",) if agency_kind in PARTNER_KINDS else ()
