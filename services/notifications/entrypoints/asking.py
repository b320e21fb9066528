"""Who is asking, in the words of this service."""

from __future__ import annotations

from chassis.access.roles import AUDITOR
from chassis.errors import NotAllowed
from chassis.identity import Caller
from chassis.rules.rule_packs import RulePacks
from services.notifications.domain.contact import Membership
from services.notifications.domain.recipients import COORDINATOR, recipients_of
from services.notifications.readmodel.contact_routes import kind_of_agency
from services.notifications.readmodel.message_list import Reader

SEE_ALL = frozenset({COORDINATOR, AUDITOR})


class CoordinatorsOnly(NotAllowed):
    """Whom a partnership tells is for its coordinator to say."""

    code = "notifications.coordinators_only"
    sentence = "Only a coordinator of the partnership can do this."


def memberships_of(caller: Caller) -> tuple[Membership, ...]:
    """Who a caller is in each partnership, and for which agency."""
    return tuple(
        Membership(partnership=one.partnership, role=one.role, agency=one.agency)
        for one in caller.memberships
    )


def must_coordinate(caller: Caller, partnership: str) -> None:
    """Raises ``CoordinatorsOnly``, or that the caller does not act for the partnership at all."""
    caller.must_act_for(partnership)
    if not any(
        one.partnership == partnership and one.role == COORDINATOR for one in memberships_of(caller)
    ):
        raise CoordinatorsOnly


def recipients(caller: Caller, packs: RulePacks) -> list[tuple[str, str]]:
    """Each recipient for which a caller acts, with its partnership."""
    return [
        (one.partnership, recipient)
        for one in memberships_of(caller)
        for recipient in recipients_of(one, kind_of_agency(packs, one))
    ]


def readers(caller: Caller, packs: RulePacks) -> list[tuple[str, Reader]]:
    """For each partnership of a caller, what they may see of its messages."""
    found = []
    for partnership in caller.partnerships:
        mine = [one for one in memberships_of(caller) if one.partnership == partnership]
        codes = [code for where, code in recipients(caller, packs) if where == partnership]
        sees_all = any(one.role in SEE_ALL for one in mine)
        found.append((partnership, Reader(caller.person, tuple(codes), sees_all)))
    return found
