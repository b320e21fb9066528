"""Every way in which a case's team says no: a code that never changes and a sentence for a coordinator."""

from __future__ import annotations

from chassis.errors import Invalid, NotAllowed, WrongState


class PersonUnclear(Invalid):
    """The id of a person is not one that a token could say."""

    code = "team.person_unclear"
    sentence = "Give the person's id as it stands in their account: letters, digits, dots, hyphens."


class UntilUnlikely(Invalid):
    """The last day of access lies in the past, or more than a year ahead."""

    code = "team.until_unlikely"
    sentence = "The last day of access is {given}. Choose a day from today to a year from now."


class MemberConflicted(NotAllowed):
    """A person with a conflict of interest was to be on the team."""

    code = "team.member_conflicted"
    sentence = "A conflict of interest is declared for this person. Clear it first, if it can be."


class NotAMember(WrongState):
    """The person is not on the team."""

    code = "team.not_a_member"
    sentence = "This person is not on the team of this case."


class RemovalReasonMissing(Invalid):
    """A person is taken off the team without a reason."""

    code = "team.removal_reason_missing"
    sentence = "Say in a few words why this person leaves the team."


class ConflictReasonMissing(Invalid):
    """A conflict is declared or cleared without a reason."""

    code = "team.conflict_reason_missing"
    sentence = "Say in a few words why."


class ForOthersOnlyTheBusinessUnit(NotAllowed):
    """Somebody declared a conflict of interest for another person."""

    code = "team.only_for_oneself"
    sentence = (
        "You can declare your own conflict of interest. For somebody else, tell the business unit."
    )


class NoConflict(WrongState):
    """There is no conflict to clear."""

    code = "team.no_conflict"
    sentence = "No conflict of interest is declared for this person."


class OwnConflict(NotAllowed):
    """Somebody wanted to clear their own conflict of interest."""

    code = "team.own_conflict"
    sentence = "Nobody clears their own conflict of interest. Ask a colleague of the business unit."


class GlassReasonTooShort(Invalid):
    """The reason for breaking the glass is no sentence."""

    code = "team.glass_reason_too_short"
    sentence = "Say in at least a sentence why the case has to be opened now."


class GlassHoursUnlikely(Invalid):
    """The glass stays broken for no time, or for more than a day."""

    code = "team.glass_hours_unlikely"
    sentence = "Choose from 1 to 24 hours."


class GlassForTheConflicted(NotAllowed):
    """A person with a conflict of interest wanted to break the glass."""

    code = "team.glass_for_the_conflicted"
    sentence = "A conflict of interest is declared between you and this case, so it stays closed."


class AlreadyReleased(WrongState):
    """The returns were released before."""

    code = "team.already_released"
    sentence = "The returns of this case have already been released to the meeting."
