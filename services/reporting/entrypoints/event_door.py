"""Told facts become rows: what an event says is written in the transaction of its inbox row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from chassis.database import Connection, Pool
from chassis.delivery.event_door import Told
from chassis.delivery.rows_door import RowsDoor
from chassis.telemetry.traces import span
from contracts.envelope import Envelope
from contracts.events import learning, notifications, referral, review, submissions
from contracts.events.base import EVENTS
from services.reporting.domain.standing import Milestone
from services.reporting.readmodel import case_board as rows
from services.reporting.readmodel.case_board import Columns, Noted

LISTENER = "reporting"
PUBLISHERS = (referral, review, submissions, learning, notifications)
SERVICES = tuple(module.__name__.rpartition(".")[2] for module in PUBLISHERS)
LEADERS = frozenset({"referral", "review"})
"""Whose events name the partnership that leads a case."""
BEFORE = {"G5": "ReportFinalised", "G6": "CSPRDecided", "G7": "SentToPanel", "G11": "PanelReplied"}
"""The step after which a case stands before a gate."""
CASE_FIELDS = {"case_id", "reference", "partnership"}


class BoardDoor(RowsDoor):
    """The event door of the board, which says when a page is committed."""

    made, numbered = rows.TABLES, rows.NUMBERED

    def __init__(self, pool: Pool, committed: Callable[[], None]) -> None:
        effects = {kind: take_effect for kind in EVENTS.values() if kind.SERVICE in SERVICES}
        super().__init__(LISTENER, SERVICES, effects, pool)
        self._committed = committed

    async def take(self, page: Sequence[Envelope]) -> None:
        """Let each event of ``page`` take effect, and say so when it is committed."""
        await super().take(page)
        self._committed()

    def beside(self, pool: Pool) -> BoardDoor:
        """The same door on other tables; nobody watches them."""
        return BoardDoor(pool, lambda: None)

    async def exchanged(self, connection: Connection) -> None:
        """Let whoever watches know that other rows are there."""
        await rows.tell_anew(connection)

    async def start_again(self) -> None:
        """Forget every row and what was told; the next start follows from the beginning of history.

        For use while nobody follows: a listener that runs remembers how far it has come.
        """
        async with (
            self._one_at_a_time,
            self._pool.acquire() as connection,
            connection.transaction(),
        ):
            await rows.forget(connection)
            for table in ("inbox", "parked", "listener_positions"):
                await connection.execute(
                    f"DELETE FROM {table} WHERE listener = $1",  # noqa: S608 - three tables of ours
                    LISTENER,
                )
        self._committed()


async def take_effect(told: Told) -> None:
    """Write what one event says, unless it stands on the timeline already."""
    with span("project the board"):
        await _project(told)


async def _project(told: Told) -> None:
    connection, event = told.connection, told.event
    if isinstance(event, review.CaseErased):
        await rows.erase(connection, event.case_id)
        return
    if not await rows.note(connection, _noted(told)):
        return
    if columns := board_columns(event):
        await rows.put(connection, event.case_id, columns)
    if columns := agency_columns(event):
        await rows.put_agency(connection, event.case_id, event.agency, columns)
    if columns := action_columns(event):
        await rows.put_action(connection, event.case_id, event.action_id, columns)
    if isinstance(event, review.ReviewInitiated | review.ClockRestated):
        steps = [
            Milestone(one.code, one.label, one.working_day, one.due_on) for one in event.milestones
        ]
        await rows.put_milestones(connection, event.case_id, steps)
    if isinstance(event, review.ReviewInitiated):
        await rows.open_to(connection, event.case_id, event.contributing_partnerships)
    if isinstance(event, review.LeadTransferred):
        if event.former in event.contributing_partnerships:
            await rows.hand_over(connection, event.case_id, event.former)
        else:
            await rows.leave(connection, event.case_id, event.former, event.partnership)


def board_columns(event: object) -> Columns:
    """What an event says about where its case stands."""
    return referral_columns(event) | review_columns(event) | learning_columns(event)


def referral_columns(event: object) -> dict[str, object]:
    """What the referral service's events say."""
    match event:
        case referral.ReferralReceived():
            return {"referral_agency": event.agency, "received_on": event.received_on}
        case referral.IncidentNotified():
            return {
                "authority": event.authority,
                "authority_aware_on": event.authority_aware_on,
                "notified_on": event.notified_on,
                "notified_late": event.late,
                "notified_working_days": event.working_days_taken,
            }
        case referral.ReferralDecided():
            return {"referral_outcome": event.outcome, "referral_decided_on": event.decided_on}
        case referral.ReferralWithdrawn() | referral.ThresholdDecided():
            return _ended(event)
        case referral.NotificationRestated():
            return {
                "authority_aware_on": event.authority_aware_on, "notified_on": event.notified_on,
                "notified_late": event.late, "notified_working_days": event.working_days_taken,
            }  # fmt: skip
        case _:
            return {}


def _ended(event: referral.ReferralWithdrawn | referral.ThresholdDecided) -> dict[str, object]:
    """A case that went to another area is over here, as one that was taken back."""
    if isinstance(event, referral.ReferralWithdrawn):
        return {"withdrawn_on": event.withdrawn_on}
    if not event.transferred_to:
        return {}
    return {"withdrawn_on": event.decided_on, "transferred_to": event.transferred_to}


def review_columns(event: object) -> dict[str, object]:
    """What the review service's events say; most of them move the review on by a step."""
    match event:
        case review.MeetingScheduled():
            return {"meeting_at": event.meeting_at}
        case review.ClockRestated():
            return {"clock_started_on": event.clock_started_on, "due_on": event.due_on}
        case review.CSPRDecided() | review.ReportScrutinised() | review.PanelReplied():
            said = _judgement(event)
        case review.ReviewInitiated():
            said = _clock(event)
        case review.MeetingHeld():
            said = {"meeting_held_on": event.held_on}
        case review.ReportFinalised():
            said = {}
        case review.SentToPanel():
            said = _sending(event)
        case review.ReviewClosed():
            said = {"closed_on": event.closed_on}
        case _:
            return gate_columns(event)
    return said | {"review_step": type(event).__name__}


def gate_columns(event: object) -> dict[str, object]:
    """What is said by an event after which the review stands before a gate, named by the step that leads there."""
    match event:
        case review.DecisionDeferred(gate="G4"):
            return {"review_step": "ReviewInitiated", "meeting_at": None}
        case review.DecisionDeferred():
            return {"review_step": BEFORE[event.gate]} if event.gate in BEFORE else {}
        case review.RespondedToPanel():
            again = event.outcome == "change"
            return {"review_step": "ReportFinalised" if again else "SentToPanel"}
        case review.CommissioningDecided() | review.PublicationDecided():
            return {"local_review": event.outcome}
        case review.ReviewReopened():
            return {"review_step": "MeetingHeld", "closed_on": None}
        case _:
            return {}


def learning_columns(event: object) -> dict[str, object]:
    """What the learning service's events say about the briefing."""
    match event:
        case learning.BriefingDrafted():
            return {"briefing_drafted_on": event.drafted_on}
        case learning.BriefingPublished():
            return {"briefing_published_on": event.published_on}
        case _:
            return {}


def agency_columns(event: object) -> Columns:
    """What an event says about one agency's return."""
    said: dict[str, object] = {}
    match event:
        case review.AgencyInvolved():
            said = {"through": event.through, "return_due_on": event.return_due_on}
        case submissions.SubmissionRequested():
            said = {"status": "requested", "due_on": event.due_on}
        case submissions.SubmissionDueRestated():
            said = {"due_on": event.due_on}
        case submissions.SubmissionReturned():
            said = {"status": "returned", "nil_return": event.nil_return}
            said |= {"chronology_rows": event.chronology_rows}
            said |= {"returned_on": event.returned_on, "days_late": event.days_late}
        case submissions.SubmissionQueried():
            said = {"status": "queried"}
        case submissions.SubmissionAccepted():
            said = {"status": "accepted"}
        case submissions.SubmissionExcused():
            said = {"status": "excused", "excused_on": event.excused_on}
    return said


def action_columns(event: object) -> Columns:
    """What an event says about one action."""
    match event:
        case learning.ActionAgreed():
            return {"owner": event.owner, "due_on": event.due_on}
        case learning.ActionEvidenced():
            return {"evidenced_on": event.evidenced_on}
        case learning.ActionRevised():
            return {"due_on": event.due_on}
        case learning.ActionClosed() | learning.ActionDeclined() | learning.ActionMerged():
            return {"closed_on": _ended_on(event)}
        case _:
            return {}


def _ended_on(
    event: learning.ActionClosed | learning.ActionDeclined | learning.ActionMerged,
) -> date:
    match event:
        case learning.ActionClosed():
            return event.closed_on
        case learning.ActionDeclined():
            return event.declined_on
        case _:
            return event.merged_on


def _clock(event: review.ReviewInitiated) -> dict[str, object]:
    return {
        "clock_started_on": event.clock_started_on,
        "day_zero": event.day_zero,
        "working_days": event.working_days,
        "due_on": event.due_on,
        "rule_pack": event.rule_pack,
    }


def _judgement(
    event: review.CSPRDecided | review.ReportScrutinised | review.PanelReplied,
) -> dict[str, object]:
    match event:
        case review.CSPRDecided():
            said = {"cspr_decided_on": event.decided_on, "cspr_outcome": event.outcome}
            return said | {"cspr_round": event.round}
        case review.ReportScrutinised():
            endorsed = {"scrutinised_on": event.scrutinised_on} if event.outcome != "return" else {}
            return endorsed | {"scrutiny_outcome": event.outcome}
        case review.PanelReplied():
            said = {"panel_outcome": event.outcome, "panel_round": event.round}
            return said | {"panel_final": event.final}


def _sending(event: review.SentToPanel) -> dict[str, object]:
    return {
        "sent_on": event.sent_on,
        "sent_working_day": event.working_day,
        "sent_days_late": event.days_late,
    }


def _noted(told: Told) -> Noted:
    envelope, event = told.envelope, told.event
    return Noted(
        event_id=envelope.id, case_id=envelope.subject, reference=event.reference,
        partnership=envelope.partnership, leads=event.SERVICE in LEADERS,
        occurred_at=envelope.time, recorded_at=envelope.recordedtime, service=event.SERVICE,
        type=event.NAME, actor=envelope.actor, causation_id=envelope.causationid,
        position=envelope.position, facts=event.model_dump(mode="json", exclude=CASE_FIELDS),
    )  # fmt: skip
