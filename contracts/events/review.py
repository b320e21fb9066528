"""Facts that the review service tells."""

from __future__ import annotations

from datetime import date, datetime

from contracts.events.base import CaseEvent, MilestoneDate, Part, ReturnDue


class ReviewInitiated(CaseEvent, service="review"):
    """A Rapid Review began, with its clock and the rule pack that it keeps for life.

    ``day_zero`` is ``clock_start_is_day_0`` or ``clock_start_is_day_1``.
    """

    initiated_on: date
    clock_started_on: date
    day_zero: str
    working_days: int
    due_on: date
    rule_pack: str
    milestones: tuple[MilestoneDate, ...]
    contributing_partnerships: tuple[str, ...] = ()


class ClockRestated(CaseEvent, service="review"):
    """The notification was restated: these are the clock's dates, and the days of returns that are not settled."""

    clock_started_on: date
    due_on: date
    milestones: tuple[MilestoneDate, ...]
    restated_on: date
    returns: tuple[ReturnDue, ...] = ()


class AgencyInvolved(CaseEvent, service="review"):
    """An agency takes part and is to be asked for its return.

    ``through`` is the partnership through which it takes part: the leading one, or one that contributes.
    ``gate_outcome`` is ``involve`` or ``added_late``; it is empty when the review began with the agency.
    """

    agency: str
    through: str
    involved_on: date
    return_due_on: date
    rule_pack: str = ""
    gate_outcome: str = ""


class AgencyNotRequired(CaseEvent, service="review"):
    """It was decided that an agency need not be asked."""

    agency: str
    decided_on: date


class MeetingScheduled(CaseEvent, service="review"):
    """The Rapid Review meeting has a date, or a new one."""

    meeting_at: datetime


class DecisionDeferred(CaseEvent, service="review"):
    """A gate was looked at and left open: put off, escalated, or more is awaited.

    ``gate`` is ``G4`` (the meeting needs more work), ``G5`` (``defer``), ``G6`` (``disagree``, escalated),
    ``G7`` (``no_reply_yet``) or ``G11`` (``keep_open_for_actions``). The case stands before that gate again.
    """

    gate: str
    outcome: str
    decided_on: date
    review_on: date | None
    quorate: bool | None = None
    dissent: bool = False


class RecommendationMade(Part):
    """A recommendation by its codes; its words stay with the review."""

    recommendation_id: str
    kind: str
    themes: tuple[str, ...]
    owner: str


class MeetingHeld(CaseEvent, service="review"):
    """Senior managers of the agencies met and recommended what to do next."""

    held_on: date
    working_day: int
    outcome: str
    agencies_present: tuple[str, ...]
    returns_missing: tuple[str, ...]
    recommendations: tuple[RecommendationMade, ...]
    gate_outcome: str = ""
    quorate: bool | None = None
    dissent: bool = False


class ReportFinalised(CaseEvent, service="review"):
    """The Rapid Review report is final in this version."""

    finalised_on: date
    report_version: int


class CSPRDecided(CaseEvent, service="review"):
    """The subgroup decided whether to undertake a Local Child Safeguarding Practice Review.

    ``round`` rises when the Panel asked for another look.
    """

    decided_on: date
    outcome: str
    findings: dict[str, str]
    round: int
    gate_outcome: str = ""
    quorate: bool | None = None
    dissent: bool = False


class ReportScrutinised(CaseEvent, service="review"):
    """Strategic leaders scrutinised the report: ``endorse``, ``endorse_with_edits`` or ``return``."""

    scrutinised_on: date
    outcome: str
    round: int
    gate_outcome: str = ""
    quorate: bool | None = None
    dissent: bool = False


class SentToPanel(CaseEvent, service="review"):
    """The report and decision went to the National Panel. ``days_late`` is in working days; zero is on time."""

    sent_on: date
    working_day: int
    days_late: int
    late_reason: str | None
    round: int


class PanelReplied(CaseEvent, service="review"):
    """The National Panel replied. ``final`` says that no further answer is asked for."""

    replied_on: date
    outcome: str
    final: bool
    themes: tuple[str, ...]
    round: int
    gate_outcome: str = ""


class RespondedToPanel(CaseEvent, service="review"):
    """The partners responded to what the Panel had asked: ``uphold``, ``change`` or ``supply_information``.

    ``round`` is the one in which the review goes on: with ``change``, the subgroup decides again.
    """

    decided_on: date
    outcome: str
    round: int
    dissent: bool = False


class ScrutineerCommented(CaseEvent, service="review"):
    """The independent scrutineer gave a view of their own."""

    commented_on: date
    round: int


class CommissioningDecided(CaseEvent, service="review"):
    """How the local review is undertaken: ``commission``, ``join_other_review`` or ``decline``.

    ``due_on`` is six months after the decision to initiate it.
    """

    decided_on: date
    outcome: str
    due_on: date
    dissent: bool = False


class PublicationDecided(CaseEvent, service="review"):
    """Whether the report of the local review is published: whole, in part, improvements only, later, or not.

    ``days_late`` counts days after ``due_on``, from the publication or, when it is put off, from the decision.
    """

    decided_on: date
    outcome: str
    due_on: date
    days_late: int
    review_on: date | None
    advance_notice_on: date | None
    published_on: date | None
    panel_told_on: date | None
    secretary_of_state_told_on: date | None
    dissent: bool = False


class ReviewClosed(CaseEvent, service="review"):
    """The review is closed; actions may go on."""

    closed_on: date


class ReviewReopened(CaseEvent, service="review"):
    """A closed review was opened again; from the report on, it is gone through in this round."""

    reopened_on: date
    round: int


class FamilyInvolvementRecorded(CaseEvent, service="review"):
    """What was said with a family was recorded; who and what stays with the review."""

    told: bool
    told_on: date | None
    declined: bool


class ParallelProcessRecorded(CaseEvent, service="review"):
    """Another process runs beside the review.

    ``restrictions`` are its own; ``in_force`` are those of the whole case from now on:
    ``no_contact_with_named_witnesses``, ``no_family_contact``, ``hold_publication``, ``legal_hold``,
    ``hold_sharing_of_material``.
    """

    process_id: str
    kind: str
    status: str
    restrictions: tuple[str, ...]
    in_force: tuple[str, ...]


class ParallelProcessUpdated(CaseEvent, service="review"):
    """A process beside the review was looked at again."""

    process_id: str
    kind: str
    status: str
    restrictions: tuple[str, ...]
    in_force: tuple[str, ...]


class ParallelProcessEnded(CaseEvent, service="review"):
    """A process beside the review has ended; its restrictions hold no longer."""

    process_id: str
    kind: str
    ended_on: date
    in_force: tuple[str, ...]


class LegalHoldPlaced(CaseEvent, service="review"):
    """Nothing of the case may be erased until the hold is lifted."""

    placed_on: date
    in_force: tuple[str, ...]


class LegalHoldLifted(CaseEvent, service="review"):
    """The legal hold is over; that of another process may be in force."""

    lifted_on: date
    in_force: tuple[str, ...]


class CaseErased(CaseEvent, service="review"):
    """The words of the case are erased, in every service: it had been kept for as long as the rules ask.

    ``kept_as`` is the kind of record whose period counted, and ``kept_until`` its last day. Whoever keeps anything of
    the case besides ids and codes has to erase it, too.
    """

    erased_on: date
    kept_as: str
    ended_on: date
    kept_until: date


class TransferProposed(CaseEvent, service="review"):
    """The leading partnership offered another one the lead."""

    to: str
    proposed_on: date


class LeadTransferred(CaseEvent, service="review"):
    """Another partnership leads the case from now on: ``partnership``, the former one contributes."""

    former: str
    contributing_partnerships: tuple[str, ...]
    transferred_on: date
