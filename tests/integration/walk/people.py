"""The people of a walk: those of two partnerships that share a case, of their agencies, and of one that has no part."""

from __future__ import annotations

from collections.abc import Mapping

from chassis.identity import Membership
from rapid_review.people import OBSERVER, Person

PLYMOUTH, DEVON, KENT = "PLY", "DEV", "KEN"
POLICE = "devon-and-cornwall-police"
"""An agency of both partnerships, with one inbox over the two."""
WHOLE = (
    "coordinator", "statutory_partner", "strategic_leader", "scrutineer", "subgroup_chair", "subgroup_member",
)  # fmt: skip
OTHERS = ("authority_notifier", "meeting_member", "reviewer", "data_protection_officer")
AGENCIES: Mapping[str, tuple[str, ...]] = {
    "plymouth-childrens-social-care": (PLYMOUTH,), "plymouth-health-visiting": (PLYMOUTH,),
    POLICE: (PLYMOUTH, DEVON), "devon-childrens-social-care": (DEVON,), "devon-hospital": (DEVON,),
    "devon-health-visiting": (DEVON,), "kent-hospital": (KENT,),
}  # fmt: skip


def _everybody() -> Mapping[str, tuple[Membership, ...]]:
    people: dict[str, tuple[Membership, ...]] = {
        OBSERVER: (Membership(PLYMOUTH, "auditor"), Membership(DEVON, "auditor"))
    }
    for code in (PLYMOUTH, DEVON):
        people |= {f"{code}-{role}": (Membership(code, role),) for role in (*WHOLE, *OTHERS)}
    people |= {
        f"{KENT}-{role}": (Membership(KENT, role),)
        for role in ("coordinator", "auditor", "data_protection_officer")
    }
    for agency, partnerships in AGENCIES.items():
        for role in ("agency_author", "agency_lead"):
            members = tuple(Membership(code, role, agency) for code in partnerships)
            people[f"{role}-{agency}"] = members
    people["two-roles"] = (
        Membership(PLYMOUTH, "agency_lead", "plymouth-health-visiting"),
        Membership(DEVON, "meeting_member"),
    )
    return people


PEOPLE: Mapping[str, Person] = {
    name: Person(id=name, label=name, memberships=memberships)
    for name, memberships in _everybody().items()
}
"""The observer comes first: everything that is told of the two partnerships is asked in that name."""
