"""How the erasure of a case is refused: it is never done by mistake, too early, or against a hold."""

from __future__ import annotations

from chassis.errors import Invalid, WrongState


class CaseIsLive(WrongState):
    """The case is not over."""

    code = "erasure.case_is_live"
    sentence = (
        "This case is not closed. What is needed for it is kept; only a closed case is erased."
    )


class HeldByLaw(WrongState):
    """A legal hold stands."""

    code = "erasure.legal_hold"
    sentence = "A legal hold stands in this case: nothing of it is erased until the hold is lifted."


class StillKept(WrongState):
    """The period for which the case is kept has not ended."""

    code = "erasure.still_kept"
    sentence = (
        "The rules ask that this case is kept until {until}. It can be erased after that day."
    )


class NoPeriod(Invalid):
    """The rule pack does not say how long the case is kept."""

    code = "erasure.no_period"
    sentence = (
        "The rule pack of this case does not say for how long a record of this kind is kept ({kind})."
        " Without a period nothing is erased."
    )


class BeingErased(WrongState):
    """Its erasure was ordered, and is on its way to every service."""

    code = "erasure.being_erased"
    sentence = "This case is being erased. Nothing can be recorded in it any more."


class AlreadyErased(WrongState):
    """The case was erased."""

    code = "erasure.already_erased"
    sentence = "This case was erased before."
