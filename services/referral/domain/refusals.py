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


class NotifiedBeforeAware(Invalid):
    """The days of the notification are out of order."""

    code = "referral.notification_days"
    sentence = (
        "Check these days: the incident comes first, then the day on which the authority became aware,"
        " then the day on which it sent the notification."
    )


class LateReasonMissing(Invalid):
    """A notification later than five working days came without a reason."""

    code = "referral.late_reason_missing"
    sentence = (
        "This notification took {working_days} working days; the limit is five. Say why it is late."
    )


class AlreadyNotified(WrongState):
    """The case has a notification."""

    code = "referral.already_notified"
    sentence = "A Serious Incident Notification has already been recorded for this case."


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


class CriteriaNotAddressed(Invalid):
    """A decision left out a part of the serious-case test."""

    code = "referral.criteria_not_addressed"
    sentence = "Say for each part of the test whether it is met, not met or not known. Still missing: {criteria}."


class UnknownCriterion(Invalid):
    """A decision answers something that the serious-case test does not ask."""

    code = "referral.unknown_criterion"
    sentence = "The test has {count} parts; this answers something else as well. Take it off."


class DecidedBeforeIncident(Invalid):
    """A decision is dated before the incident."""

    code = "referral.decided_before_incident"
    sentence = (
        "The decision is dated {given}, before the incident of {occurred_on}. Check both dates."
    )


class AuthorityUnknown(Invalid):
    """The notifying authority is not a local authority of the partnership's list."""

    code = "referral.authority_unknown"
    sentence = "Choose the local authority from the list of {partnership}. One of: {choices}."


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
