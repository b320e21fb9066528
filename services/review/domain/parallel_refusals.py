"""How a review says no beside its way: a local review, other processes, another lead."""

from __future__ import annotations

from chassis.errors import Invalid, WrongState


class NoSuchSection(Invalid):
    """The report has no section of this name."""

    code = "review.no_such_section"
    sentence = (
        "The report has no such section. Choose one of its sections, or none for the whole report."
    )


class NoLocalReview(WrongState):
    """No local review was decided on."""

    code = "review.no_local_review"
    sentence = "No Local Child Safeguarding Practice Review was decided on, so there is none to commission."


class AlreadyCommissioned(WrongState):
    """How the local review is undertaken was decided."""

    code = "review.already_commissioned"
    sentence = "How the local review is undertaken has already been decided."


class NotCommissioned(WrongState):
    """A local review that is not under way here is not published here."""

    code = "review.not_commissioned"
    sentence = "No local review is under way in this case, so there is none to publish."


class PublicationSettled(WrongState):
    """Whether the local review is published was decided."""

    code = "review.publication_settled"
    sentence = "Whether the local review is published has already been decided."


class NoticeAfterPublication(Invalid):
    """The advance copy was sent after the publication."""

    code = "review.notice_after_publication"
    sentence = "The Panel and the Secretary of State have their copy before it is published. Check both dates."


class UnknownProcessKind(Invalid):
    """No process of this kind is known."""

    code = "review.unknown_process_kind"
    sentence = "Choose which process it is. One of: {choices}."


class ProcessIdUnclear(Invalid):
    """The id of a process is not a short code."""

    code = "review.process_id_unclear"
    sentence = (
        "Give the process a short code such as P1: letters, digits, dots and hyphens, at most 32."
    )


class ProcessKnown(WrongState):
    """A process with this id is known."""

    code = "review.process_known"
    sentence = (
        "A process with this code is already recorded. Change it, or give the new one another code."
    )


class ProcessUnknown(WrongState):
    """No process with this id runs beside the review."""

    code = "review.no_process"
    sentence = "No process with this code runs beside this review."


class TooManyProcesses(WrongState):
    """More processes than anybody can keep an eye on."""

    code = "review.too_many_processes"
    sentence = "At most {limit} processes can be recorded beside a review."


class HoldInForce(WrongState):
    """A legal hold is in force."""

    code = "review.hold_in_force"
    sentence = "A legal hold is already in force."


class NoHold(WrongState):
    """No legal hold is in force."""

    code = "review.no_hold"
    sentence = "No legal hold is in force."


class LeadsAlready(Invalid):
    """The lead was to go to the partnership that has it."""

    code = "review.leads_already"
    sentence = "This partnership leads the review already."


class NoTransferProposed(WrongState):
    """The lead was not offered to this partnership."""

    code = "review.no_transfer_proposed"
    sentence = "The lead of this review was not offered to your partnership."
