"""How the rules about notices say no."""

from __future__ import annotations

from chassis.errors import Invalid, WrongState


class NotifiedBeforeAware(Invalid):
    """The days of the notification are out of order."""

    code = "referral.notification_days"
    sentence = (
        "Check these days: the incident comes first, then the day on which the authority became aware,"
        " then the day on which it sent the notification."
    )


class LateReasonMissing(Invalid):
    """A notification later than its limit came without a reason."""

    code = "referral.late_reason_missing"
    sentence = (
        "This notification took {working_days} days; the limit is {limit}. Say why it is late."
    )


class NearMissIsLocal(Invalid):
    """A near miss was to be notified nationally."""

    code = "referral.near_miss_is_local"
    sentence = "A near miss is not notified nationally. Record it as such in the decision on the threshold."


class NatureUnfit(Invalid):
    """The nature of a notice does not fit what happened."""

    code = "referral.nature_unfit"
    sentence = "The nature of this notice ({nature}) does not fit the kind of incident. Check both."


class AbuseNotIndicated(Invalid):
    """A notice of abuse or neglect where none is suspected."""

    code = "referral.abuse_not_indicated"
    sentence = "This nature of notice needs abuse or neglect that is known or suspected."


class OneNoticePerDeath(Invalid):
    """One notice covers several children of whom one died."""

    code = "referral.one_notice_per_death"
    sentence = (
        "The national form is sent once for each child who died. Give each a notice of their own."
    )


class OneNoticePerChild(Invalid):
    """One notice covers several children who are not siblings harmed together."""

    code = "referral.one_notice_per_child"
    sentence = (
        "One form covers one child, brothers and sisters who were harmed together, or the main child of a large"
        " operation. Say which it is, or give each child a notice of their own."
    )


class SiblingsMissing(Invalid):
    """A notice for siblings names one child."""

    code = "referral.siblings_missing"
    sentence = "Name the brothers and sisters who were harmed together."


class OutlineMissing(Invalid):
    """The notice of a large operation says nothing of the other children."""

    code = "referral.outline_missing"
    sentence = "Describe the other children of the operation in the outline."


class AlreadyNotified(Invalid):
    """A child has a notice of this nature."""

    code = "referral.already_notified"
    sentence = "Notice {notice} covers this already. Restate or withdraw it if it is wrong."


class NoticeTaken(Invalid):
    """A notice comes under a name that another one has."""

    code = "referral.notice_taken"
    sentence = "There is a notice of this name. Leave the name out, and the next one is given."


class NotLookedAfter(Invalid):
    """The death of a looked-after child is notified, and the child is not said to be one."""

    code = "referral.not_looked_after"
    sentence = "Say that the child was looked after, or choose another nature."


class NotACareLeaver(Invalid):
    """The death of a care leaver is notified, and they are not said to be one, or were 25 or older."""

    code = "referral.not_a_care_leaver"
    sentence = "Say that this was a care leaver up to and including the age of 24, or choose another nature."


class NoNotice(WrongState):
    """The case has no such notice, or it was withdrawn."""

    code = "referral.no_notice"
    sentence = "This case has no such notice, or it was withdrawn."


class NothingRestated(Invalid):
    """A restatement says what is known already."""

    code = "referral.nothing_restated"
    sentence = "Nothing here differs from what the notice says."


class AuthorityUnknown(Invalid):
    """The notifying authority is not a local authority of the partnership's list."""

    code = "referral.authority_unknown"
    sentence = "Choose the local authority from the list of {partnership}. One of: {choices}."
