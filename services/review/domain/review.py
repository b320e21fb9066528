"""A Rapid Review: from the decision to initiate to the National Panel's final reply and the closing.

                        ┌────────── returned ───────────┐
                        v                               │
    gathering ──> meeting held ──> report final ──> CSPR decided ──> scrutinised ──> sent to Panel
     ^  │                               ^                                              │ ^    │
     └──┘ more work is needed           │ the decision changes:                        v │    │
                                        └───────── next round ────────────────── Panel asked  │
                                                              upheld, or information sent     │
                                                                                              v
            closed <──learning drafted, local review settled────────────── Panel's final reply
              └── opened again: next round, from the meeting's recommendations on

Each arrow is a gate (``passing``); an outcome that leaves its gate open moves nothing. What happens beside
this way stands in modules of its own: a local review, other processes, the family's part, another lead.
An agency may be involved until the report is final, for agencies are found late. The meeting may be
moved until it was held. A final report may be made final anew, in a higher version, until the subgroup
decides on it. Late is a fact with a reason, never a block: the reason is asked for when the report goes
to the Panel for the first time, because the fifteen working days were met or missed then; later sendings
are measured and need no reason. Returns and learning are noted as they are told; after the closing nothing is.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Self
from uuid import UUID, uuid5

from chassis.aggregate import register_aggregate
from chassis.fields import must_be_no
from chassis.limits import must_fit
from chassis.rules.decisions import DecisionGiven, DecisionRecord
from chassis.rules.working_days import london_date
from services.review.domain import refusals as no
from services.review.domain.decision_event import DecisionEvent
from services.review.domain.events import (
    AFTER_REPLY,
    AgencyInvolved,
    AgencyNotRequired,
    CSPRDecided,
    MeetingAdjourned,
    MeetingHeld,
    MeetingScheduled,
    ReportFinalised,
    ReportScrutinised,
    ReturnStatusNoted,
    ReviewInitiated,
    SentToPanel,
)
from services.review.domain.forms import lateness_problems, meeting_problems, report_problems
from services.review.domain.panel_events import (
    DecisionDeferred,
    LearningDrafted,
    PanelReplied,
    ReviewClosed,
)
from services.review.domain.passing import (
    must_be_free,
    must_be_ready_to_close,
    must_stand_between,
    not_next,
    record_of,
    standing_for,
)
from services.review.domain.restrictions import Restricted
from services.review.domain.rules import PinnedRules
from services.review.domain.state import ReviewState
from services.review.domain.values import (
    CaseIdentity,
    Meeting,
    Report,
    ReturnStatus,
    Sending,
    Stage,
    Standing,
)
from services.review.domain.wording import spoken

MEETING_WITHIN_DAYS = 366
INVOLVE, NOT_REQUIRED, NIL_RETURN = "involve", "not_required", "nil_return"
MORE_WORK, REOPEN = "more_work", "reopen"
LEAVES_OPEN = frozenset({"defer", "disagree", "no_reply_yet", "keep_open_for_actions"})
"""Outcomes after which the same body has the same question before it."""


class RapidReview(ReviewState):
    """The review of one case."""

    TOPIC = "review.RapidReview"

    @classmethod
    def initiate(
        cls,
        *,
        identity: CaseIdentity,
        initiated_on: date,
        rules: PinnedRules,
        contributing: tuple[str, ...],
        agencies: dict[str, str],
        at: datetime,
    ) -> Self:
        """Begin a review and involve ``agencies``, each through its partnership."""
        review = cls._create(
            ReviewInitiated, id=stream_of(identity.case_id), **dict(identity), timestamp=at,
            initiated_on=initiated_on, rules=rules, contributing=contributing,
        )  # fmt: skip
        involved_on = max(london_date(at), initiated_on)
        for agency, through in agencies.items():
            review._involve(agency, through, involved_on=involved_on, at=at, decision=None)  # noqa: SLF001 - its own
        return review

    def involve(
        self, *, agency: str, through: str, at: datetime, decision: DecisionGiven | None = None
    ) -> None:
        """Ask one more agency for its return, or decide that it need not be asked."""
        must_stand_between(self.stage, Stage.GATHERING, Stage.MEETING_HELD, late=no.AgenciesSettled)
        if agency in self.agencies:
            raise no.AlreadyInvolved(agency=spoken(agency))
        involved_on = london_date(at)
        if involved_on < self.initiated_on:
            raise no.BeforePreviousStep(given=involved_on, earlier=self.initiated_on)
        given = decision or DecisionGiven(decided_on=involved_on, outcome=INVOLVE)
        if given.outcome == NIL_RETURN:
            raise no.FollowsFromTheReturn
        record = record_of(self, "G3", given, at=at, after=self.initiated_on)
        if given.outcome == NOT_REQUIRED:
            self.record(AgencyNotRequired, at=at, agency=agency, decision=record)
        else:
            self._involve(agency, through, involved_on=involved_on, at=at, decision=record)

    def note_return(self, *, agency: str, status: ReturnStatus, at: datetime) -> None:
        """Note what was told of an agency's return; a closed review takes no more notes."""
        if self.stage is Stage.CLOSED:
            return
        if agency not in self.agencies:
            raise no.NotInvolved(agency=spoken(agency))
        if self.agencies[agency].return_status is not status:
            self.record(ReturnStatusNoted, at=at, agency=agency, status=status)

    def schedule_meeting(self, *, meeting_at: datetime, at: datetime) -> None:
        """Give the meeting a date, or a new one."""
        must_stand_between(self.stage, Stage.GATHERING, Stage.GATHERING, late=no.MeetingAlreadyHeld)
        if abs((meeting_at.date() - self.initiated_on).days) > MEETING_WITHIN_DAYS:
            raise no.MeetingDayUnlikely(given=meeting_at.date()).at("meeting_at")
        if london_date(meeting_at) < self.initiated_on:
            early = no.BeforePreviousStep(given=london_date(meeting_at), earlier=self.initiated_on)
            raise early.at("meeting_at")
        if meeting_at != self.meeting_at:
            self.record(MeetingScheduled, at=at, meeting_at=meeting_at)

    def hold_meeting(self, *, meeting: Meeting, at: datetime) -> None:
        """Record what the senior managers discussed and recommended, or that they have to meet again."""
        standing = standing_for(self, "G4", meeting.decision)
        must_stand_between(
            standing.stage, Stage.GATHERING, Stage.GATHERING, late=no.MeetingAlreadyHeld
        )
        problems = meeting_problems(self, meeting)
        record = record_of(
            self, "G4", meeting.decision, at=at, after=standing.latest_on, also=problems
        )
        must_fit(meeting)
        working_day = self.pinned.working_day(record.decided_on)
        if record.outcome == MORE_WORK:
            self.record(
                MeetingAdjourned, at=at, decision=record, working_day=working_day,
                agencies_present=meeting.agencies_present, discussion=meeting.discussion,
            )  # fmt: skip
            return
        words = meeting.model_dump(exclude={"decision", "recommendations"})
        self.record(
            MeetingHeld, at=at, **words, recommendations=meeting.recommendations, decision=record,
            returns_missing=self.returns_missing, working_day=working_day,
        )  # fmt: skip

    def finalise_report(self, *, report: Report, at: datetime) -> None:
        """Make the report final, in the next version."""
        must_stand_between(
            self.stage, Stage.MEETING_HELD, Stage.REPORT_FINALISED,
            early=no.MeetingNotHeld, late=no.ReportSettled,
        )  # fmt: skip
        dated = not_next("finalised_on", report.finalised_on, at=at, after=self.latest_on)
        must_be_no([*report_problems(self, report), *dated])
        must_fit(report)
        self.record(ReportFinalised, at=at, **dict(report), report_version=self.report_version + 1)

    def decide_cspr(self, *, decision: DecisionGiven, at: datetime) -> None:
        """Record the subgroup's decision on the final report, or that it was put off."""
        standing = standing_for(self, "G5", decision)
        must_stand_between(
            standing.stage, Stage.REPORT_FINALISED, Stage.REPORT_FINALISED,
            early=no.ReportNotFinal, late=no.CSPRAlreadyDecided,
        )  # fmt: skip
        record = record_of(self, "G5", decision, at=at, after=standing.latest_on)
        self._decide(CSPRDecided, record, standing, at=at)

    def scrutinise(self, *, decision: DecisionGiven, at: datetime) -> None:
        """Record what strategic leaders said; a report with which they disagree stays with them."""
        standing = standing_for(self, "G6", decision)
        must_stand_between(
            standing.stage, Stage.CSPR_DECIDED, Stage.CSPR_DECIDED,
            early=no.CSPRNotDecided, late=no.AlreadyScrutinised,
        )  # fmt: skip
        record = record_of(self, "G6", decision, at=at, after=standing.latest_on)
        self._decide(ReportScrutinised, record, standing, at=at)

    def send_to_panel(self, *, sending: Sending, at: datetime) -> None:
        """Record that the report and decision went to the Panel, however late."""
        if self.stage is Stage.PANEL_ASKED:
            raise no.AnswerDue
        must_stand_between(
            self.stage,
            Stage.SCRUTINISED,
            Stage.SCRUTINISED,
            early=no.NotEndorsed,
            late=no.AlreadySent,
        )
        days_late = self.pinned.days_late(sending.sent_on)
        problems = list(not_next("sent_on", sending.sent_on, at=at, after=self.latest_on))
        if days_late and not self.ever_sent and not problems:
            problems.extend(lateness_problems(self, sending, days_late))
        must_be_no(problems)
        must_fit(sending)
        overridden = must_be_free(self, Restricted.SENDING, sending.override)
        known = bool(days_late) and sending.late_reason in self.pinned.late_reasons
        self.record(
            SentToPanel, at=at, sent_on=sending.sent_on, days_late=days_late, round=self.round,
            working_day=self.pinned.working_day(sending.sent_on),
            late_reason=sending.late_reason if known else None,
            late_explanation=sending.late_explanation if known else "", overridden=overridden,
        )  # fmt: skip

    def record_panel_reply(self, *, decision: DecisionGiven, at: datetime) -> None:
        """Record the Panel's reply to what it was sent, or that it has not replied yet."""
        standing = standing_for(self, "G7", decision)
        if standing.stage is Stage.PANEL_ASKED:
            raise no.AnswerDue
        must_stand_between(
            standing.stage,
            Stage.SENT_TO_PANEL,
            Stage.SENT_TO_PANEL,
            early=no.NotSent,
            late=no.ReplyIsFinal,
        )
        record = record_of(self, "G7", decision, at=at, after=standing.latest_on)
        themes = dict.fromkeys(theme for one in self.recommendations for theme in one.themes)
        self._decide(
            PanelReplied, record, standing, at=at, themes=tuple(themes),
            final=AFTER_REPLY.get(record.outcome, Stage.PANEL_REPLIED) is Stage.PANEL_REPLIED,
        )  # fmt: skip

    def note_learning(self, *, at: datetime) -> None:
        """Note that a learning briefing was begun; the first one counts."""
        if self.stage is not Stage.CLOSED and not self.learning_drafted:
            self.record(LearningDrafted, at=at)

    def close(self, *, decision: DecisionGiven, override: str = "", at: datetime) -> None:
        """Close the review, or keep it open for its actions."""
        must_stand_between(
            self.stage, Stage.PANEL_REPLIED, Stage.PANEL_REPLIED, early=no.ReplyNotFinal
        )
        if decision.outcome == REOPEN:
            raise no.NotClosed
        since = max(self.latest_on, self.local_review.latest_on if self.local_review else date.min)
        record = record_of(self, "G11", decision, at=at, after=since)
        if record.outcome not in LEAVES_OPEN:
            must_be_ready_to_close(self)
        overridden = must_be_free(self, Restricted.CLOSING, override)
        self._decide(ReviewClosed, record, self.standing, at=at, overridden=overridden)

    def _decide(
        self, kind: type[DecisionEvent], record: DecisionRecord, standing: Standing, *,
        at: datetime, **more: object,
    ) -> None:  # fmt: skip
        """Record a decision as ``kind``, or as one that leaves its gate open."""
        if record.outcome in LEAVES_OPEN:
            kind, more = DecisionDeferred, {"leads_to": standing.stage}
        self.record(kind, at=at, decision=record, round=standing.round, **more)

    def _involve(
        self,
        agency: str,
        through: str,
        *,
        involved_on: date,
        at: datetime,
        decision: DecisionRecord | None,
    ) -> None:
        self.record(
            AgencyInvolved, at=at, agency=agency, through=through, involved_on=involved_on,
            return_due_on=self.pinned.return_due_on(involved_on), rule_pack=self.pinned.rule_pack,
            decision=decision,
        )  # fmt: skip


def stream_of(case_id: UUID) -> UUID:
    """The stream of a case's review."""
    return uuid5(case_id, "review")


register_aggregate(RapidReview)
