"""What follows the Panel's reply, and the scrutineer's own view: answering, and opening a closed review again."""

from __future__ import annotations

from datetime import date, datetime

from chassis.fields import FieldProblem, must_be_no
from chassis.limits import unsaid
from chassis.rules.decisions import DecisionGiven
from services.review.domain import refusals as no
from services.review.domain.panel_events import RespondedToPanel, ReviewReopened
from services.review.domain.parallel_events import ReportCommented, ScrutineerCommented
from services.review.domain.parallel_refusals import NoSuchSection
from services.review.domain.passing import (
    must_stand_between,
    not_next,
    record_of,
    standing_for,
)
from services.review.domain.review import REOPEN, RapidReview
from services.review.domain.values import Report, Stage

CHANGE = "change"
SECTIONS = Report.model_fields.keys() - {"finalised_on"}


def respond_to_panel(review: RapidReview, *, decision: DecisionGiven, at: datetime) -> None:
    """Record how the partners respond: the decision stands, changes, or what was asked for is sent."""
    standing = standing_for(review, "G8", decision)
    must_stand_between(
        standing.stage,
        Stage.PANEL_ASKED,
        Stage.PANEL_ASKED,
        early=no.NothingAsked,
        late=no.NothingAsked,
    )
    record = record_of(review, "G8", decision, at=at, after=standing.latest_on)
    goes_on_in = standing.round + (record.outcome == CHANGE)
    review.record(RespondedToPanel, at=at, decision=record, round=goes_on_in)


def comment_as_scrutineer(
    review: RapidReview, *, comment: str, commented_on: date, at: datetime
) -> None:
    """Keep what the independent scrutineer says; it stands beside the decisions and changes none."""
    must_stand_between(
        review.stage, Stage.REPORT_FINALISED, Stage.PANEL_REPLIED, early=no.ReportNotFinal
    )
    dated = not_next("commented_on", commented_on, at=at, after=review.initiated_on)
    must_be_no([*unsaid(comment=comment), *dated])
    review.record(
        ScrutineerCommented, at=at, comment=comment, commented_on=commented_on, round=review.round
    )


def comment_on_report(
    review: RapidReview, *, section: str, comment: str, commented_on: date, at: datetime
) -> None:
    """Keep what is said of a section of the final report; whoever makes it final anew reads it."""
    must_stand_between(
        review.stage, Stage.REPORT_FINALISED, Stage.PANEL_REPLIED, early=no.ReportNotFinal
    )
    problems = [
        *unsaid(comment=comment),
        *not_next("commented_on", commented_on, at=at, after=review.initiated_on),
    ]
    if section and section not in SECTIONS:
        problems.append(FieldProblem("section", NoSuchSection()))
    must_be_no(problems)
    review.record(
        ReportCommented, at=at, commented_on=commented_on, section=section, comment=comment,
        report_version=review.report_version,
    )  # fmt: skip


def reopen(review: RapidReview, *, decision: DecisionGiven, at: datetime) -> None:
    """Open a closed review again, because of something new; the report is made final in the next round."""
    if review.stage is not Stage.CLOSED:
        raise no.NotClosed
    given = decision.model_copy(update={"outcome": REOPEN, "supersedes": None})
    record = record_of(review, "G11", given, at=at, after=review.latest_on)
    review.record(ReviewReopened, at=at, decision=record, round=review.round + 1)
