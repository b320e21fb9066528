"""Two cases of each of two partnerships, and people who have to do with them in every way that there is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid5

from contracts.events import review, team
from contracts.events.base import CaseEvent
from tests.support.service import ServiceUnderTest

NAMESPACE = UUID(int=0xACCE55)
AT = datetime(2026, 9, 8, 10, 0, tzinfo=UTC)
OTHER = {"PLY": "DEV", "DEV": "PLY"}
OWN_AGENCY, OTHER_AGENCY = "own-agency", "other-agency"
STATES = (
    "lead", "contributing", "own agency", "other agency", "team", "released", "expired team",
    "glass", "expired glass", "conflicted", "stranger", "unknown case",
)  # fmt: skip


@dataclass(frozen=True)
class Somebody:
    """A person as they stand to one case of one partnership, and the agency that they ask about."""

    state: str
    tenant: str

    @property
    def person(self) -> str:
        return f"{self.tenant.lower()}-{self.state.replace(' ', '-')}"

    @property
    def partnership(self) -> str:
        return {"contributing": OTHER[self.tenant], "stranger": "TOR"}.get(self.state, self.tenant)

    @property
    def agency(self) -> str:
        """For which this person acts: one that takes part only where the state is about that."""
        return OWN_AGENCY if self.state in {"own agency", "other agency"} else "idle-agency"

    @property
    def asked_agency(self) -> str:
        return OWN_AGENCY if self.state == "own agency" else OTHER_AGENCY

    @property
    def case_id(self) -> UUID:
        part = {"released": "released", "unknown case": "unknown"}.get(self.state, "case")
        return uuid5(NAMESPACE, f"{self.tenant}:{part}")


async def tell_of(service: ServiceUnderTest, tenant: str) -> None:
    """What referral and review tell of the cases of one partnership."""
    far = datetime.now(UTC).date() + timedelta(days=30)
    for state in ("lead", "released"):
        somebody = Somebody(state, tenant)
        of_case = {
            "case_id": somebody.case_id, "partnership": tenant,
            "reference": f"{tenant}-RR-2026-000{STATES.index(state) + 1}",
        }  # fmt: skip
        told: list[CaseEvent] = [
            review.AgencyInvolved(
                **of_case, agency=agency, through=through, involved_on=AT.date(),
                return_due_on=AT.date(),
            )
            for agency, through in (
                (OWN_AGENCY, tenant), (OTHER_AGENCY, tenant), ("third-agency", OTHER[tenant]),
            )
        ]  # fmt: skip
        for name in ("team", "expired team", "released"):
            until = date(2026, 1, 5) if name == "expired team" else far
            person = Somebody(name, tenant).person
            told.append(
                team.TeamMemberNamed(
                    **of_case, person=person, role="member", agency="", until=until
                )
            )
        for name in ("glass", "expired glass"):
            hours = -1 if name == "expired glass" else 5
            until_at = datetime.now(UTC) + timedelta(hours=hours)
            person = Somebody(name, tenant).person
            told.append(team.GlassBroken(**of_case, person=person, role="reviewer", until=until_at))
        person = Somebody("conflicted", tenant).person
        told.append(team.ConflictDeclared(**of_case, person=person, kind="other"))
        if state == "released":
            told.append(team.ReturnsReleased(**of_case, released_on=AT.date()))
        for event in told:
            await service.teller.tell(service.teller.envelope(event, at=AT))
