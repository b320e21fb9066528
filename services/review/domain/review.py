"""A Rapid Review: from the decision to initiate to the National Panel's final reply and the closing.

                        ┌────────── returned ───────────┐
                        v                               │
    gathering ──> meeting held ──> report final ──> CSPR decided ──> scrutinised ──> sent to Panel
                                        ^                                ^               │
                                        │                                └── asks for ───┤
                                        │                                    information │
                                        └──────── asks to reconsider: next round ────────┤
                                                                                         v
                                                closed <──learning drafted── Panel's final reply

An agency may be involved until the report is final, for agencies are found late. The meeting may be
moved until it was held. A final report may be made final anew, in a higher version, until the subgroup
decides on it. Late is a fact with a reason, never a block: the reason is asked for when the report goes
to the Panel for the first time, because the fifteen working days were met or missed then; later sendings
are measured and need no reason. Returns and learning are noted as they are told; after the closing nothing is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Self
from uuid import UUID, uuid5

from chassis.aggregate import register_aggregate
from chassis.errors import WrongState
from chassis.limits import must_fit
from chassis.rules.working_days import london_date
from services.review.domain import refusals as no
from services.review.domain.events import (
    AFTER_REPLY,
    AgencyInvolved,
    CSPRDecided,
    LearningDrafted,
    MeetingHeld,
    MeetingScheduled,
    PanelReplied,
    ReportFinalised,
    ReportScrutinised,
    ReturnStatusNoted,
    ReviewClosed,
    ReviewInitiated,
    SentToPanel,
)
from services.review.domain.rules import OTHER_REASON, RECOMMENDATION_ID, PinnedRules
from services.review.domain.state import ReviewState
from services.review.domain.values import (
    CaseIdentity,
    CriterionFinding,
    CSPRDecision,
    Meeting,
    PanelReply,
    Report,
    ReturnStatus,
    Scrutiny,
    Sending,
    Stage,
)
from services.review.domain.wording import listed, spoken

ORDER = tuple(Stage)
MEETING_WITHIN_DAYS = 366


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
            review._involve(agency=agency, through=through, involved_on=involved_on, at=at)  # noqa: SLF001 - its own
        return review

    def involve(self, *, agency: str, through: str, at: datetime) -> None:
        """Ask one more agency for its return."""
        self._must_stand_between(Stage.GATHERING, Stage.MEETING_HELD, late=no.AgenciesSettled)
        if agency in self.agencies:
            raise no.AlreadyInvolved(agency=spoken(agency))
        involved_on = london_date(at)
        if involved_on < self.initiated_on:
            raise no.BeforePreviousStep(given=involved_on, earlier=self.initiated_on)
        self._involve(agency=agency, through=through, involved_on=involved_on, at=at)

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
        self._must_stand_between(Stage.GATHERING, Stage.GATHERING, late=no.MeetingAlreadyHeld)
        if abs((meeting_at.date() - self.initiated_on).days) > MEETING_WITHIN_DAYS:
            raise no.MeetingDayUnlikely(given=meeting_at.date())
        if london_date(meeting_at) < self.initiated_on:
            raise no.BeforePreviousStep(given=london_date(meeting_at), earlier=self.initiated_on)
        if meeting_at != self.meeting_at:
            self.record(MeetingScheduled, at=at, meeting_at=meeting_at)

    def hold_meeting(self, *, meeting: Meeting, at: datetime) -> None:
        """Record what the senior managers discussed and recommended."""
        self._must_stand_between(Stage.GATHERING, Stage.GATHERING, late=no.MeetingAlreadyHeld)
        must_fit(meeting)
        self._must_be_next(meeting.held_on, at)
        if strangers := [code for code in meeting.agencies_present if code not in self.agencies]:
            raise no.PresentButNotInvolved(agencies=listed(strangers))
        missing = self.returns_missing
        if missing and not meeting.missing_returns_reason.strip():
            raise no.MissingReturnsReasonMissing(agencies=listed(missing))
        self._must_make_sense(meeting)
        self.record(
            MeetingHeld, at=at, **dict(meeting), returns_missing=missing,
            working_day=self.pinned.working_day(meeting.held_on),
        )  # fmt: skip

    def finalise_report(self, *, report: Report, at: datetime) -> None:
        """Make the report final, in the next version."""
        self._must_stand_between(
            Stage.MEETING_HELD,
            Stage.REPORT_FINALISED,
            early=no.MeetingNotHeld,
            late=no.ReportSettled,
        )
        must_fit(report)
        self._must_be_next(report.finalised_on, at)
        sections = report.model_dump(exclude={"finalised_on"})
        if empty := [name for name, text in sections.items() if not text.strip()]:
            raise no.ReportSectionMissing(sections=listed(empty))
        self.record(ReportFinalised, at=at, **dict(report), report_version=self.report_version + 1)

    def decide_cspr(self, *, decision: CSPRDecision, at: datetime) -> None:
        """Record the subgroup's decision on the final report."""
        self._must_stand_between(
            Stage.REPORT_FINALISED, Stage.REPORT_FINALISED,
            early=no.ReportNotFinal, late=no.CSPRAlreadyDecided,
        )  # fmt: skip
        must_fit(decision)
        self._must_be_next(decision.decided_on, at)
        choices = self.pinned.decisions
        if decision.outcome not in choices:
            raise no.UnknownDecision(choices=listed(choices))
        if not decision.rationale.strip():
            raise no.RationaleMissing
        self._must_address_all_criteria(decision.findings)
        self.record(CSPRDecided, at=at, **dict(decision), round=self.round)

    def scrutinise(self, *, scrutiny: Scrutiny, at: datetime) -> None:
        """Record what strategic leaders said."""
        self._must_stand_between(
            Stage.CSPR_DECIDED, Stage.CSPR_DECIDED,
            early=no.CSPRNotDecided, late=no.AlreadyScrutinised,
        )  # fmt: skip
        must_fit(scrutiny)
        self._must_be_next(scrutiny.scrutinised_on, at)
        self.record(ReportScrutinised, at=at, **dict(scrutiny), round=self.round)

    def send_to_panel(self, *, sending: Sending, at: datetime) -> None:
        """Record that the report and decision went to the Panel, however late."""
        self._must_stand_between(
            Stage.SCRUTINISED, Stage.SCRUTINISED, early=no.NotEndorsed, late=no.AlreadySent
        )
        must_fit(sending)
        self._must_be_next(sending.sent_on, at)
        days_late = self.pinned.days_late(sending.sent_on)
        if days_late and not self.ever_sent:
            self._must_be_explained(sending, days_late)
        known = bool(days_late) and sending.late_reason in self.pinned.late_reasons
        self.record(
            SentToPanel, at=at, sent_on=sending.sent_on, days_late=days_late, round=self.round,
            working_day=self.pinned.working_day(sending.sent_on),
            late_reason=sending.late_reason if known else None,
            late_explanation=sending.late_explanation if known else "",
        )  # fmt: skip

    def record_panel_reply(self, *, reply: PanelReply, at: datetime) -> None:
        """Record the Panel's reply to what it was sent."""
        self._must_stand_between(
            Stage.SENT_TO_PANEL, Stage.SENT_TO_PANEL, early=no.NotSent, late=no.ReplyIsFinal
        )
        must_fit(reply)
        self._must_be_next(reply.replied_on, at)
        themes = dict.fromkeys(theme for one in self.recommendations for theme in one.themes)
        self.record(
            PanelReplied, at=at, **dict(reply), round=self.round, themes=tuple(themes),
            final=AFTER_REPLY[reply.outcome] is Stage.PANEL_REPLIED,
        )  # fmt: skip

    def note_learning(self, *, at: datetime) -> None:
        """Note that a learning briefing was begun; the first one counts."""
        if self.stage is not Stage.CLOSED and not self.learning_drafted:
            self.record(LearningDrafted, at=at)

    def close(self, *, closed_on: date, at: datetime) -> None:
        """Close the review; its actions may go on."""
        self._must_stand_between(Stage.PANEL_REPLIED, Stage.PANEL_REPLIED, early=no.ReplyNotFinal)
        if not self.learning_drafted:
            raise no.LearningNotDrafted
        self._must_be_next(closed_on, at)
        self.record(ReviewClosed, at=at, closed_on=closed_on)

    def _involve(self, *, agency: str, through: str, involved_on: date, at: datetime) -> None:
        self.record(
            AgencyInvolved, at=at, agency=agency, through=through, involved_on=involved_on,
            return_due_on=self.pinned.return_due_on(involved_on),
        )  # fmt: skip

    def _must_stand_between(
        self,
        first: Stage,
        last: Stage,
        *,
        early: type[WrongState] = WrongState,
        late: type[WrongState] = no.ReviewClosed,
    ) -> None:
        if self.stage is Stage.CLOSED:
            raise no.ReviewClosed
        if ORDER.index(self.stage) < ORDER.index(first):
            raise early
        if ORDER.index(self.stage) > ORDER.index(last):
            raise late

    def _must_be_next(self, on: date, at: datetime) -> None:
        if on > london_date(at):
            raise no.InTheFuture(given=on)
        if on < self.latest_on:
            raise no.BeforePreviousStep(given=on, earlier=self.latest_on)

    def _must_make_sense(self, meeting: Meeting) -> None:
        made = meeting.recommendations
        if not all(RECOMMENDATION_ID.fullmatch(one.recommendation_id) for one in made):
            raise no.RecommendationIdUnclear
        if unsaid := [one.recommendation_id for one in made if not one.text.strip()]:
            raise no.RecommendationWithoutWords(recommendations=listed(unsaid))
        if twice := _repeated(one.recommendation_id for one in made):
            raise no.RecommendationTwice(recommendations=listed(twice))
        themes = dict.fromkeys(theme for one in made for theme in one.themes)
        if unknown := [theme for theme in themes if theme not in self.pinned.themes]:
            raise no.UnknownTheme(themes=listed(unknown))

    def _must_address_all_criteria(self, findings: Sequence[CriterionFinding]) -> None:
        addressed = {finding.criterion for finding in findings if finding.reason.strip()}
        criteria = self.pinned.lcspr_criteria
        if missing := [criterion for criterion in criteria if criterion not in addressed]:
            raise no.CriteriaNotAddressed(criteria=listed(missing))
        if unknown := {finding.criterion for finding in findings} - set(criteria):
            raise no.UnknownCriterion(criteria=listed(sorted(unknown)))
        if twice := _repeated(finding.criterion for finding in findings):
            raise no.CriterionTwice(criteria=listed(twice))

    def _must_be_explained(self, sending: Sending, days_late: int) -> None:
        reasons = self.pinned.late_reasons
        if sending.late_reason not in reasons:
            raise no.LateReasonMissing(
                due_on=self.pinned.due_on, days_late=days_late, choices=listed(reasons)
            )
        if sending.late_reason == OTHER_REASON and not sending.late_explanation.strip():
            raise no.LateExplanationMissing


def stream_of(case_id: UUID) -> UUID:
    """The stream of a case's review."""
    return uuid5(case_id, "review")


def _repeated(names: Iterable[str]) -> list[str]:
    return [name for name, times in Counter(names).items() if times > 1]


register_aggregate(RapidReview)
