"""What cannot be done with a return at the point where it stands."""

from __future__ import annotations

from chassis.errors import Invalid, NotAllowed, NotFound, WrongState


class NoLongerAwaited(WrongState):
    """The agency was told that its return is accepted, or not needed."""

    code = "submissions.no_longer_awaited"
    sentence = "This return {standing}. Ask the coordinator if something must be added."


class NothingReturned(WrongState):
    """There is no return that waits to be looked at."""

    code = "submissions.nothing_returned"
    sentence = "This return {standing}. Only a return that waits to be read can be accepted or asked about."


class CannotBeExcused(WrongState):
    """The return has come in, or nothing more is asked of the agency."""

    code = "submissions.cannot_be_excused"
    sentence = (
        "This return {standing}. Only an agency whose return is still to come can be excused."
    )


class QuestionMissing(Invalid):
    """A query asks nothing."""

    code = "submissions.question_missing"
    sentence = "Write what you would like the agency to add or explain."


class SectionUnknown(Invalid):
    """A question is about a section that the return does not have."""

    code = "submissions.section_unknown"
    sentence = "Question {number} is about a part that this return does not have. Choose it from the return."


class ExplanationMissing(Invalid):
    """An agency is excused without an explanation."""

    code = "submissions.explanation_missing"
    sentence = "Explain in a few words why no return is needed from this agency."


class LeadOnly(NotAllowed):
    """A partnership that does not lead the review asked for what only the leading one can do."""

    code = "submissions.lead_only"
    sentence = "Only the partnership that leads the review can query, accept or excuse a return."


class VersionUnknown(NotFound):
    """The return was not sent that often."""

    code = "submissions.version_unknown"
    sentence = "This return has no version {number}; it was sent {count} times."


class ShareNotConfirmed(Invalid):
    """A return is to be shared without the agency's word that it holds there, too."""

    code = "submissions.share_not_confirmed"
    sentence = "Confirm that this return answers the other request, too: facts, limits and sign-off hold there."


class NothingToShare(WrongState):
    """The other return was not sent yet."""

    code = "submissions.nothing_to_share"
    sentence = "The return that you would like to share has not been sent. Send it first."


class SharedWithItself(Invalid):
    """A return is to be shared with the request that it answers."""

    code = "submissions.shared_with_itself"
    sentence = "This is the same return. Choose another case in which your agency was asked."
