"""What cannot be done with an action at the point where it stands, and what its words lack."""

from __future__ import annotations

from chassis.errors import Invalid, WrongState


class ActionIdUnclear(Invalid):
    """The id of an action is not a short code."""

    code = "learning.action_id_unclear"
    sentence = (
        "Give the action a short code such as A1: letters, digits, dots and hyphens, at most 32."
    )


class ActionTextMissing(Invalid):
    """An action does not say what is to be done."""

    code = "learning.action_text_missing"
    sentence = "Write what is to be done, and what should change for children."


class DueBeforeAgreed(Invalid):
    """An action is due before it was agreed."""

    code = "learning.due_before_agreed"
    sentence = "The action cannot be due ({due_on}) before it was agreed ({agreed_on})."


class EvidenceMissing(Invalid):
    """An action is said to be done without evidence."""

    code = "learning.evidence_missing"
    sentence = "Say what shows that the action was carried out."


class ImpactMissing(Invalid):
    """An action is to be closed, or its impact said to be checked, without a word about it."""

    code = "learning.impact_missing"
    sentence = "Say what has changed for children since the action was carried out."


class ReasonMissing(Invalid):
    """An action is put off, not accepted or merged without a reason."""

    code = "learning.reason_missing"
    sentence = "Say why."


class SameDueDate(Invalid):
    """A due date is to be revised to what it is."""

    code = "learning.same_due_date"
    sentence = "The action is due on {due_on} already. Give another date."


class MergedIntoItself(Invalid):
    """An action is to be merged into itself."""

    code = "learning.merged_into_itself"
    sentence = "Choose another action of the case that takes this one up."


class NotYetEvidenced(WrongState):
    """An action is to be closed, or its impact checked, before it was evidenced."""

    code = "learning.not_yet_evidenced"
    sentence = "Record the evidence that this action was carried out before closing it."


class AlreadyClosed(WrongState):
    """The action is closed."""

    code = "learning.already_closed"
    sentence = "This action has already been closed."


class AlreadyStarted(WrongState):
    """The action is past its beginning."""

    code = "learning.already_started"
    sentence = "This action was begun before."


class AlreadyCarriedOut(WrongState):
    """An action that was carried out is to be refused."""

    code = "learning.already_carried_out"
    sentence = (
        "This action has been carried out; it can no longer be refused or merged into another."
    )
