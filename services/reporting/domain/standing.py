"""What is known of a case from told events: codes and dates, any of which may not have been told yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

INITIATE = "initiate"


@dataclass(frozen=True, slots=True)
class AgencyReturn:
    """What became of one agency's return. ``status`` is ``involved`` until the agency was asked."""

    agency: str
    through: str | None = None
    status: str = "involved"
    due_on: date | None = None
    returned_on: date | None = None
    days_late: int = 0
    nil_return: bool = False
    chronology_rows: int = 0
    excused_on: date | None = None

    @property
    def excused(self) -> bool:
        """The agency need not send a return."""
        return self.status == "excused"

    @property
    def came_in(self) -> bool:
        """The agency sent a return, even if it was asked for more since."""
        return self.status in {"returned", "queried", "accepted"}

    @property
    def outstanding(self) -> bool:
        """Nothing has come from the agency yet."""
        return self.status in {"involved", "requested"}


@dataclass(frozen=True, slots=True)
class Standing:
    """One case as far as it is known.

    ``review_step`` is the name of the latest event by which the review moved on. Days on which a step of
    the clock was reached are those on which it was reached first; outcomes are the latest.
    """

    case_id: UUID
    reference: str
    partnership: str
    changed_at: datetime
    contributing: tuple[str, ...] = ()
    referral_agency: str | None = None
    received_on: date | None = None
    authority: str | None = None
    authority_aware_on: date | None = None
    notified_on: date | None = None
    notified_late: bool | None = None
    notified_working_days: int | None = None
    referral_outcome: str | None = None
    referral_decided_on: date | None = None
    withdrawn_on: date | None = None
    transferred_to: str | None = None
    review_step: str | None = None
    clock_started_on: date | None = None
    day_zero: str | None = None
    working_days: int | None = None
    due_on: date | None = None
    rule_pack: str | None = None
    meeting_at: datetime | None = None
    meeting_held_on: date | None = None
    cspr_outcome: str | None = None
    cspr_round: int | None = None
    cspr_decided_on: date | None = None
    scrutiny_outcome: str | None = None
    scrutinised_on: date | None = None
    sent_on: date | None = None
    sent_working_day: int | None = None
    sent_days_late: int | None = None
    panel_outcome: str | None = None
    panel_round: int | None = None
    panel_final: bool | None = None
    local_review: str | None = None
    closed_on: date | None = None
    briefing_drafted_on: date | None = None
    briefing_published_on: date | None = None
    actions_open: int = 0
    returns: tuple[AgencyReturn, ...] = ()
    days: Mapping[str, date] = field(default_factory=dict)
    """By when each step of the clock is to be done."""
    opened: bool = False
    """To whoever looks, in person: by a place on the team, or a broken glass."""

    @property
    def asked_returns(self) -> tuple[AgencyReturn, ...]:
        """The returns that are to come or have come; an excused agency is not waited for."""
        return tuple(one for one in self.returns if not one.excused)


@dataclass(frozen=True, slots=True)
class Milestone:
    """A step of the clock, as the pinned rule pack dates it."""

    code: str
    label: str
    working_day: int
    due_on: date
