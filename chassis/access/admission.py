"""Who was let in, in this call: the memberships that the table allows, and how far each of them reaches."""

from __future__ import annotations

from collections.abc import Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from uuid import UUID

from chassis.access.roles import (
    AGENCY,
    AGENCY_ROLES,
    CONTRIBUTING,
    LEAD,
    MORE_THAN_AN_AGENCY,
    OWN,
    Relation,
)
from chassis.identity import Caller, Membership


@dataclass(frozen=True, slots=True)
class Admitted:
    """A caller with only those memberships that let them in.

    ``granted`` are the relations of a membership that the table allows, ``found`` all that it has to the case.
    ``left_out`` are the cases that a list may not show, for a conflict of interest.
    """

    caller: Caller
    granted: Mapping[Membership, Relation]
    found: Mapping[Membership, Relation]
    left_out: frozenset[UUID] = field(default_factory=frozenset)
    asker: Caller | None = None
    """The same person with all of their memberships, for what reaches beyond one case."""
    lead: str = ""
    """The partnership that leads the case, as far as that was told here."""

    @property
    def whole_of(self) -> tuple[str, ...]:
        """The partnerships for which the caller may see more than the part of one agency."""
        return tuple(
            dict.fromkeys(one.partnership for one in self.granted if not self._is_limited(one))
        )

    @property
    def own_agencies(self) -> frozenset[str]:
        """The agencies whose own part the caller may see; for a list, those for which they act at all."""
        return frozenset(
            one.agency
            for one in self.granted
            if self._is_limited(one) and one.agency and self._reaches_its_agency(one)
        )

    @property
    def only_agencies(self) -> frozenset[str] | None:
        """The agencies to whose part the caller is limited; None for somebody who is not."""
        return None if self.whole_of else self.own_agencies

    def may_see(self, agency: str) -> bool:
        """Whether the caller may see what is an agency's own."""
        only = self.only_agencies
        return only is None or agency in only

    def _reaches_its_agency(self, one: Membership) -> bool:
        by_partnership = self.granted[one] & (LEAD | CONTRIBUTING)
        return bool(by_partnership or self.found.get(one, OWN) & (AGENCY | OWN))

    def _is_limited(self, one: Membership) -> bool:
        return one.role in AGENCY_ROLES and not self.granted[one] & MORE_THAN_AN_AGENCY


_admitted: ContextVar[Admitted] = ContextVar("admitted")


def admitted() -> Admitted:
    """Who was let in, in this call."""
    return _admitted.get()


def let_in(one: Admitted) -> None:
    """Say for the rest of this call who was let in."""
    _admitted.set(one)
