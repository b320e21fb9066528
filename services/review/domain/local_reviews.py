"""A Local Child Safeguarding Practice Review: how it is undertaken, and whether its report is published.

    decided on ──> commissioned ──> published, in part, improvements only, or withheld
                │              └──> put off: stays to be decided
                └──> joined with another review, or declined

Six months after the decision to initiate it, its report is due. Late is a fact with a reason, never a block.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from chassis.fields import FieldProblem
from chassis.limits import must_fit
from chassis.rules.decisions import DecisionGiven
from services.review.domain import parallel_refusals as parallel
from services.review.domain import refusals as no
from services.review.domain.parallel_events import CommissioningDecided, PublicationDecided
from services.review.domain.passing import missing, must_be_free, record_of, standing_for
from services.review.domain.restrictions import Restricted
from services.review.domain.review import RapidReview
from services.review.domain.values import (
    COMMISSION,
    DELAY,
    Commissioning,
    LocalReview,
    Publication,
    Stage,
)

WITHHOLD = "withhold"
BEFORE_A_DECISION = frozenset({Stage.GATHERING, Stage.MEETING_HELD, Stage.REPORT_FINALISED})


def commission(
    review: RapidReview,
    *,
    decision: DecisionGiven,
    commissioning: Commissioning,
    at: datetime,
    override: str = "",
) -> None:
    """Commission the local review, join it with another, or decline to and tell the Panel why."""
    known = _decided_on(review)
    if known.commissioning and decision.supersedes is None:
        raise parallel.AlreadyCommissioned
    standing_for(review, "G9", decision)
    record = record_of(
        review, "G9", decision, at=at, after=known.latest_on if not known.commissioning else date.min,
        also=_commissioning_problems(decision.outcome, commissioning),
    )  # fmt: skip
    must_fit(commissioning)
    overridden = None
    if record.outcome == COMMISSION:
        overridden = must_be_free(review, Restricted.COMMISSIONING, override)
    review.record(
        CommissioningDecided, at=at, decision=record, commissioning=commissioning, due_on=known.due_on,
        overridden=overridden,
    )  # fmt: skip


def decide_publication(
    review: RapidReview,
    *,
    decision: DecisionGiven,
    publication: Publication,
    at: datetime,
    override: str = "",
) -> None:
    """Publish the report of the local review, all of it or a part, put it off, or withhold it."""
    known = _decided_on(review)
    if known.commissioning != COMMISSION:
        raise parallel.NotCommissioned
    if not known.is_under_way and decision.supersedes is None:
        raise parallel.PublicationSettled
    standing_for(review, "G10", decision)
    record = record_of(
        review, "G10", decision, at=at, after=known.latest_on if known.is_under_way else date.min,
        also=_publication_problems(decision, publication, known),
    )  # fmt: skip
    published = record.outcome not in {DELAY, WITHHOLD}
    overridden = must_be_free(review, Restricted.PUBLICATION, override) if published else None
    on = publication.published_on or record.decided_on
    review.record(
        PublicationDecided, at=at, decision=record, publication=publication, due_on=known.due_on,
        days_late=max(0, (on - known.due_on).days), overridden=overridden,
    )  # fmt: skip


def _decided_on(review: RapidReview) -> LocalReview:
    if review.stage is Stage.CLOSED:
        raise no.ReviewIsClosed
    if review.local_review is None or review.stage in BEFORE_A_DECISION:
        raise parallel.NoLocalReview
    return review.local_review


def _commissioning_problems(outcome: str, given: Commissioning) -> Iterator[FieldProblem]:
    lines = [one for one in given.key_lines_of_enquiry if one.strip()]
    match outcome:
        case "commission":
            yield from missing({
                "key_lines_of_enquiry": (lines, "which questions the review is to answer"),
                "reviewer_role": (given.reviewer_role, "who undertakes the review, by role"),
                "method": (given.method, "by which method it is undertaken"),
            })  # fmt: skip
        case "join_other_review":
            yield from missing(
                {"other_review": (given.other_review, "with which review it is joined")}
            )
        case _:
            yield from missing(
                {"panel_told_on": (given.panel_told_on, "when the Panel was told why")}
            )


def _publication_problems(
    decision: DecisionGiven, given: Publication, known: LocalReview
) -> Iterator[FieldProblem]:
    if decision.outcome in {DELAY, WITHHOLD}:
        yield from missing({
            "panel_told_on": (given.panel_told_on, "when the Panel was told why"),
            "secretary_of_state_told_on": (
                given.secretary_of_state_told_on, "when the Secretary of State was told why",
            ),
        })  # fmt: skip
        return
    notice, published = given.advance_notice_on, given.published_on
    what = "when the Panel and the Secretary of State had their copy"
    yield from missing({
        "advance_notice_on": (notice, what),
        "published_on": (published, "on which day it is published"),
    })  # fmt: skip
    if notice and published and notice > published:
        yield FieldProblem("advance_notice_on", parallel.NoticeAfterPublication())
    if published and published > known.due_on and not decision.rationale.strip():
        why = "why it is published later than six months after the decision"
        yield FieldProblem("decision.rationale", no.PartMissing(what=why))
