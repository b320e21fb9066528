"""How the rules of a referral say no."""

from __future__ import annotations

from chassis.errors import Invalid, WrongState


class AgreementMissing(Invalid):
    """A referral came without the senior safeguarding lead's agreement."""

    code = "referral.agreement_missing"
    sentence = (
        "Agree this referral with the senior safeguarding lead in your own agency first,"
        " and say who agreed and when."
    )


class AgreedAfterwards(Invalid):
    """The agreement is dated after the referral."""

    code = "referral.agreed_afterwards"
    sentence = "The senior safeguarding lead must have agreed before the referral was made."


class NotASafeguardingReferral(Invalid):
    """The referrer has not said that a child at risk now was dealt with first."""

    code = "referral.warning_not_read"
    sentence = (
        "This form does not protect a child who is at risk now. Make a safeguarding referral first if one is needed,"
        " then confirm that you have read this."
    )


class NotAwaitingAgreement(WrongState):
    """The referral is not one that waits for its agency's agreement."""

    code = "referral.not_awaiting_agreement"
    sentence = "This referral does not wait for an agreement."


class NotYetReceived(WrongState):
    """Something is done to a referral of which only its agency knows."""

    code = "referral.not_yet_received"
    sentence = "The agency has not agreed this referral yet."


class OtherAgency(Invalid):
    """A referral that was prepared by one agency is prepared again by another."""

    code = "referral.other_agency"
    sentence = "This referral was prepared by another agency."


class Missing(Invalid):
    """A part of the form that is needed has no words."""

    code = "referral.missing"
    sentence = "Say {what}."


class CodeUnknown(Invalid):
    """A code is not one of its list; what was typed is not repeated."""

    code = "referral.code_unknown"
    sentence = "{count} of these are not on the list. Choose from: {choices}."


class NHSNumberWrong(Invalid):
    """The check digit of an NHS number does not fit."""

    code = "referral.nhs_number"
    sentence = "Check this NHS number: its last digit does not fit the others."


class UPNWrong(Invalid):
    """The check letter of a unique pupil number does not fit."""

    code = "referral.upn"
    sentence = "Check this unique pupil number: its first letter does not fit the others."


class BornOrExpected(Invalid):
    """A child is said to be born and to be expected."""

    code = "referral.born_or_expected"
    sentence = (
        "Give the day of birth, or the expected day for a child who is not born yet; not both."
    )


class EthnicityUnclear(Invalid):
    """A code of an ethnicity and the way in which it is known contradict one another."""

    code = "referral.ethnicity_unclear"
    sentence = "Give an ethnicity that was recorded or is disputed with its code, and one that is not known without."


class PlanUnclear(Invalid):
    """A category of a child protection plan and its status contradict one another."""

    code = "referral.plan_unclear"
    sentence = "Give the category of a current or previous plan, and none where there was no plan."


class PeriodUnclear(Invalid):
    """The days, the time and the precision of an incident contradict one another."""

    code = "referral.period_unclear"
    sentence = "A period ends on a day after it began; a time belongs to an exact day. Check these."


class TimeUnreadable(Invalid):
    """A time of day is not written as one."""

    code = "referral.time_unreadable"
    sentence = "Write a time like 09:30."


class NoLongerOpen(WrongState):
    """The referral has been decided or withdrawn."""

    code = "referral.no_longer_open"
    sentence = "This referral has already been {status}."


class ViewsMissing(WrongState):
    """A decision was asked for before all three statutory partners gave their views."""

    code = "referral.views_missing"
    sentence = (
        "The decision needs the views of all three statutory partners. Still missing: {partners}."
    )


class ThresholdUndecided(WrongState):
    """A Rapid Review is decided on before the threshold is, and nothing was notified."""

    code = "referral.threshold_undecided"
    sentence = "Decide the threshold first, or record the notification."


class NotNotified(WrongState):
    """A Rapid Review is to begin on a notification that is not there."""

    code = "referral.not_notified"
    sentence = "There is no notification of abuse or neglect that stands. Record it, or begin on the referral."


class NotReferred(WrongState):
    """A Rapid Review is to begin on a referral that is not there."""

    code = "referral.not_referred"
    sentence = "No agency referred this case. Begin on the notification."


class NotWithdrawn(WrongState):
    """A case is to end because its notification was withdrawn, and it was not."""

    code = "referral.not_withdrawn"
    sentence = "Record first that the notification was withdrawn."


class ReviewBegun(WrongState):
    """A decision is to be corrected after the Rapid Review began."""

    code = "referral.review_begun"
    sentence = "The Rapid Review has begun. What changes now is decided there."


class NotTheLastDecision(WrongState):
    """A decision is to be corrected that is not the one that counts."""

    code = "referral.not_the_last_decision"
    sentence = "Only the decision that counts now can be corrected. Look at it, and name it."


class AreaMissing(Invalid):
    """A case is handed over, and to whom is not said."""

    code = "referral.area_missing"
    sentence = "Name the other area by its code of two to six capital letters, such as DEV."


class DecidedBeforeIncident(Invalid):
    """A decision is dated before the incident."""

    code = "referral.decided_before_incident"
    sentence = (
        "The decision is dated {given}, before the incident of {occurred_on}. Check both dates."
    )


class StillToCome(Invalid):
    """Something is dated after the day on which it is recorded."""

    code = "referral.still_to_come"
    sentence = (
        "{part} is dated {given}, which is still to come. It can be recorded once it has happened."
    )


class NotAPartnership(Invalid):
    """Another partnership is not given by its code, which is published."""

    code = "referral.not_a_partnership"
    sentence = "Give each other partnership by its code of two to six capital letters, such as DEV."
