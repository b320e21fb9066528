"""Every way in which a review says no: a code that never changes and a sentence for a coordinator."""

from __future__ import annotations

from chassis.errors import Invalid, NotAllowed, WrongState


class LeadDecides(NotAllowed):
    """A contributing partnership asked for something that only the leading one may do."""

    code = "review.lead_decides"
    sentence = "{partnership} leads this review. Ask its business unit to record this."


class ReviewIsClosed(WrongState):
    """The review is closed; its actions go on elsewhere."""

    code = "review.closed"
    sentence = "This review is closed. Nothing more can be recorded in it."


class AgenciesSettled(WrongState):
    """An agency was to be involved after the report had become final."""

    code = "review.agencies_settled"
    sentence = "The report is final, so no further agency can be asked for a return in this review."


class AlreadyInvolved(WrongState):
    """The agency takes part already."""

    code = "review.already_involved"
    sentence = "{agency} already takes part in this review."


class NotInvolved(WrongState):
    """The return of an agency that takes no part was told."""

    code = "review.not_involved"
    sentence = "{agency} does not take part in this review."


class MeetingAlreadyHeld(WrongState):
    """The meeting was held."""

    code = "review.meeting_already_held"
    sentence = "The Rapid Review meeting has already been held."


class MeetingNotHeld(WrongState):
    """The report comes after the meeting."""

    code = "review.meeting_not_held"
    sentence = "Record the Rapid Review meeting first; the report is made final after it."


class ReportSettled(WrongState):
    """The subgroup has decided on the report."""

    code = "review.report_settled"
    sentence = "The subgroup has decided on this report. It can change after leaders return it or the Panel asks again."


class ReportNotFinal(WrongState):
    """The subgroup's decision comes after the report."""

    code = "review.report_not_final"
    sentence = "Finalise the report first; the subgroup decides on the final report."


class CSPRAlreadyDecided(WrongState):
    """The subgroup has decided in this round."""

    code = "review.cspr_already_decided"
    sentence = "The subgroup's decision has already been recorded in this round."


class CSPRNotDecided(WrongState):
    """Scrutiny comes after the subgroup's decision."""

    code = "review.cspr_not_decided"
    sentence = (
        "Record the subgroup's decision first; leaders scrutinise the report and it together."
    )


class AlreadyScrutinised(WrongState):
    """Leaders have endorsed the report in this round."""

    code = "review.already_scrutinised"
    sentence = "Strategic leaders have already endorsed this report."


class NotEndorsed(WrongState):
    """Nothing goes to the Panel before leaders have endorsed it."""

    code = "review.not_endorsed"
    sentence = "Record the endorsement by strategic leaders first; then the report can be sent."


class AlreadySent(WrongState):
    """The report is with the Panel."""

    code = "review.already_sent"
    sentence = "This report and decision have already been sent to the Panel."


class NotSent(WrongState):
    """The Panel cannot have replied to what it was not sent."""

    code = "review.not_sent"
    sentence = "Record when the report was sent to the Panel before recording a reply."


class ReplyIsFinal(WrongState):
    """The Panel has given its final reply."""

    code = "review.reply_is_final"
    sentence = "The Panel's final reply has already been recorded."


class ReplyNotFinal(WrongState):
    """The review cannot close before the Panel's final reply."""

    code = "review.reply_not_final"
    sentence = "The review can close after the Panel's final reply."


class LearningNotDrafted(WrongState):
    """The review cannot close before its learning was drafted."""

    code = "review.learning_not_drafted"
    sentence = (
        "Draft the learning briefing first; the review can close once the learning is under way."
    )


class InTheFuture(Invalid):
    """A step is dated after the day on which it is recorded."""

    code = "review.in_the_future"
    sentence = (
        "This is dated {given}, which is still to come. It can be recorded once it has happened."
    )


class BeforePreviousStep(Invalid):
    """A step is dated before the one that it follows."""

    code = "review.before_previous_step"
    sentence = "This is dated {given}, but the step before it was on {earlier}. Check both dates."


class PresentButNotInvolved(Invalid):
    """An agency was at the meeting that takes no part in the review."""

    code = "review.present_but_not_involved"
    sentence = (
        "Involve these agencies first, or take them off the list of those present: {agencies}."
    )


class MissingReturnsReasonMissing(Invalid):
    """The meeting did without some returns and nobody said why."""

    code = "review.missing_returns_reason_missing"
    sentence = (
        "These returns are still to come: {agencies}. Say why the meeting went ahead without them."
    )


class RecommendationTwice(Invalid):
    """Two recommendations have one id."""

    code = "review.recommendation_twice"
    sentence = (
        "Each recommendation needs a code of its own. Given more than once: {recommendations}."
    )


class RecommendationIdUnclear(Invalid):
    """The id of a recommendation is not a short code."""

    code = "review.recommendation_id_unclear"
    sentence = "Give each recommendation a short code such as R1: letters, digits, dots and hyphens, at most 32."


class RecommendationWithoutWords(Invalid):
    """A recommendation says nothing."""

    code = "review.recommendation_without_words"
    sentence = "These recommendations still need words: {recommendations}."


class MeetingDayUnlikely(Invalid):
    """The meeting is set for a day that is years away from the review."""

    code = "review.meeting_day_unlikely"
    sentence = "The meeting would be on {given}. Check the year."


class UnknownTheme(Invalid):
    """A theme is not in the pinned rule pack."""

    code = "review.unknown_theme"
    sentence = "These themes are not in the list of this review: {themes}."


class ReportSectionMissing(Invalid):
    """A required part of the report is empty."""

    code = "review.report_section_missing"
    sentence = "The report cannot be final without these sections: {sections}."


class LateReasonMissing(Invalid):
    """The report goes out after the last day of the clock, without a known reason."""

    code = "review.late_reason_missing"
    sentence = "The report was due on {due_on}. Working days late: {days_late}. Choose a reason: {choices}."


class LateExplanationMissing(Invalid):
    """The reason for lateness is another one, and it is not explained."""

    code = "review.late_explanation_missing"
    sentence = "Explain in words why the report was sent late."


class FollowsFromTheReturn(Invalid):
    """A nil return was decided on instead of being told by the agency."""

    code = "review.follows_from_the_return"
    sentence = "Its return says whether an agency knows the family. Ask for it, or say that it need not be asked."


class AnswerDue(WrongState):
    """The Panel has asked for something, and the partners have not responded."""

    code = "review.answer_due"
    sentence = "The Panel has asked for something. Record how the partners respond first."


class NothingAsked(WrongState):
    """The Panel has asked for nothing."""

    code = "review.nothing_asked"
    sentence = "The Panel has asked for nothing that is still to be answered."


class NotClosed(WrongState):
    """Only a closed review is opened again."""

    code = "review.not_closed"
    sentence = "This review is open. Only a closed review is opened again."


class NothingToCorrect(Invalid):
    """A decision is to correct one that this gate has not."""

    code = "review.nothing_to_correct"
    sentence = (
        "There is no decision of this kind in this review to correct. Check which one is meant."
    )


class AlreadyCorrected(WrongState):
    """The decision was corrected before."""

    code = "review.already_corrected"
    sentence = "This decision has already been corrected. Correct the one that took its place."


class NextGatePassed(WrongState):
    """The review has gone on since the decision that is to be corrected."""

    code = "review.next_gate_passed"
    sentence = "The review has gone on since then, so this decision can no longer be corrected."


class LocalReviewOpen(WrongState):
    """A review does not close while its local review is undecided or under way."""

    code = "review.local_review_open"
    sentence = "Decide first how the local review is undertaken and whether it is published."


class PartMissing(Invalid):
    """An answer that this decision needs is not there."""

    code = "review.part_missing"
    sentence = "Say {what}."


class Held(WrongState):
    """Another process or a legal hold forbids this for now."""

    code = "review.held"
    sentence = "This is held back by: {restrictions}. If it has to be done nonetheless, say why."
