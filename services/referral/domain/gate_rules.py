"""What a gate of the referral needs before it is passed, and what the partners' views say about its outcome."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from chassis.errors import WrongState
from chassis.fields import FieldProblem, FormRefused, inside, must_be_no
from chassis.rules.decisions import DecisionGiven, DecisionRecord, Gate, View
from services.referral.domain import refusals as no
from services.referral.domain.notices import Notice
from services.referral.domain.values import PARTNERS, Partner, PartnerView

INITIATE = "initiate"
SAFEGUARDING_FIRST = "safeguarding_referral_first"
OF_A_REVIEW: frozenset[str] = frozenset({"A"})
"""The tracks of notices that a Rapid Review follows, where no rule pack says otherwise."""
NO_REVIEW = "no_further_review"
BEGINNING = frozenset({"initiate_on_notification", "initiate_on_referral"})
STILL_OPEN = frozenset({"more_information", "transfer"})
BELOW = frozenset({"not_met", "near_miss"})
_MET = (
    *BEGINNING,
    "notify_serious_incident",
    "notify_looked_after_death",
    "notify_care_leaver_death",
)
_NOT_MET = (*BELOW, "do_not_initiate", "notification_withdrawn")
_STANDS_FOR: Mapping[str, str] = dict.fromkeys(_MET, "criteria_met") | dict.fromkeys(
    _NOT_MET, "criteria_not_met"
)


def with_views(given: DecisionGiven, views: Mapping[Partner, PartnerView]) -> DecisionGiven:
    """The decision with what each partner's own view says about its outcome, unless the partner said more."""
    said = {one.partner for one in given.views}
    own = tuple(
        View(partner=partner.value, view=_word(given.outcome, view), reason=view.reason)
        for partner, view in views.items()
        if partner.value not in said
    )
    return given.model_copy(update={"views": (*given.views, *own)})


def _word(outcome: str, own: PartnerView) -> str:
    wanted = _STANDS_FOR.get(outcome)
    if wanted is None or own.view == "uncertain":
        return "abstain"
    return "agree" if own.view == wanted else "disagree"


def is_dissent(record: DecisionRecord) -> bool:
    """Whether a partner or somebody else saw it otherwise."""
    return bool(record.dissent) or any(one.view == "disagree" for one in record.views)


def recorded(
    gate: Gate, given: DecisionGiven, today: date, also: Iterable[FieldProblem] = ()
) -> DecisionRecord:
    """The record of a decision. Raises ``FormRefused`` with all that it lacks, the gate's own questions included."""
    problems = tuple(also)
    try:
        record = gate.record(given, today=today)
    except FormRefused as refused:
        raise FormRefused((*problems, *inside("decision", refused.problems))) from None
    must_be_no(problems)
    return record


def must_be_ready(
    outcome: str, *, threshold: str, notices: Iterable[Notice], is_referred: bool,
    views: Mapping[Partner, PartnerView], reviewed: frozenset[str] = OF_A_REVIEW,
) -> None:  # fmt: skip
    """The evidence of gate G2. Raises the ``WrongState`` that says what is missing.

    A review may begin on an accepted referral also where there is nothing to notify, as in Plymouth and North
    Yorkshire; a pack in which it may not leaves that outcome out.
    """
    every = tuple(notices)
    missing = [name for partner, name in PARTNERS.items() if partner not in views]
    if missing:
        raise no.ViewsMissing(partners=", ".join(missing))
    if not every and threshold in {"", *STILL_OPEN}:
        raise no.ThresholdUndecided
    serious = [one for one in every if one.stands and one.track in reviewed]
    if refusal := _unready(outcome, serious, every, is_referred=is_referred):
        raise refusal


def _unready(
    outcome: str, serious: list[Notice], every: tuple[Notice, ...], *, is_referred: bool
) -> WrongState | None:
    match outcome:
        case "initiate_on_notification" if not serious:
            return no.NotNotified()
        case "initiate_on_referral" if not is_referred:
            return no.NotReferred()
        case "notification_withdrawn" if serious or all(one.stands for one in every):
            return no.NotWithdrawn()
        case _:
            return None


def told_outcome(record: DecisionRecord) -> str:
    """What the world is told: that a Rapid Review begins, or the route that is taken instead."""
    if record.outcome in BEGINNING:
        return INITIATE
    return record.route or NO_REVIEW
