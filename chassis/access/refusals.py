"""Every way in which the guard says no. What somebody may not know to exist is plain ``NotFound``."""

from __future__ import annotations

from chassis.errors import NotAllowed


class ReadsOnly(NotAllowed):
    """The caller's role may look and may not change anything."""

    code = "identity.reads_only"
    sentence = "With your role you can look at cases, but not change them."


class OperatorsOnly(NotAllowed):
    """What is parked is for operators to act on, and for auditors to look at."""

    code = "identity.operators_only"
    sentence = "Only operators can do this; auditors can look at what is parked."


class NotForOperators(NotAllowed):
    """An operator runs the platform and has no part in the cases."""

    code = "identity.not_for_operators"
    sentence = "With your role you can see to what is parked, but not look at cases."


class RoleNotAllowed(NotAllowed):
    """No role of the caller may call this method, whatever the case."""

    code = "access.role_not_allowed"
    sentence = "This is not for your role to do. Ask your partnership's business unit."


class LeadOnly(NotAllowed):
    """The caller acts for a partnership that contributes, and the method is for the leading one."""

    code = "access.lead_only"
    sentence = "Another partnership leads this case. Ask its business unit to do this."


class SuccessionOpen(NotAllowed):
    """Several partnerships follow the one that leads, and the case has not gone to one of them."""

    code = "access.succession_open"
    sentence = (
        "Several partnerships follow this one, and this case has not gone to one of them yet."
        " Offer the lead to the one that is to have it; before there is a review, transfer it at the threshold."
    )


class OtherAgency(NotAllowed):
    """The request is about an agency for which the caller does not act in this case."""

    code = "access.other_agency"
    sentence = "This belongs to an agency for which you do not act in this case."


class NotReleased(NotAllowed):
    """The returns of other agencies have not been released to the meeting."""

    code = "access.not_released"
    sentence = (
        "The returns of other agencies open once the coordinator releases them to the meeting."
    )


class NotOnTeam(NotAllowed):
    """The role opens a case only to those who are named on its team."""

    code = "access.not_on_team"
    sentence = (
        "You are not on the team of this case. Ask the coordinator to name you;"
        " if it cannot wait, break the glass and say why."
    )


class TimeOver(NotAllowed):
    """The caller's time on the team, or behind the broken glass, has ended."""

    code = "access.time_over"
    sentence = "Your access to this case has ended. Ask the coordinator if you still need it."


class ConflictOfInterest(NotAllowed):
    """A conflict of interest was declared between the caller and this case."""

    code = "access.conflict_of_interest"
    sentence = (
        "A conflict of interest is declared between you and this case, so it is closed to you."
    )
