"""What is wrong with what was written at a step, field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from chassis.fields import FieldProblem
from services.review.domain import refusals as no
from services.review.domain.rules import OTHER_REASON, RECOMMENDATION_ID
from services.review.domain.state import ReviewState
from services.review.domain.values import Meeting, Report, Sending
from services.review.domain.wording import listed, spoken


def meeting_problems(review: ReviewState, meeting: Meeting) -> Iterator[FieldProblem]:
    """Of a meeting: who was there, which returns were missing, and what it recommended."""
    if strangers := [code for code in meeting.agencies_present if code not in review.agencies]:
        yield FieldProblem("agencies_present", no.PresentButNotInvolved(agencies=listed(strangers)))
    missing = review.returns_missing
    if missing and not meeting.missing_returns_reason.strip():
        refusal = no.MissingReturnsReasonMissing(agencies=listed(missing))
        yield FieldProblem("missing_returns_reason", refusal)
    times = Counter(one.recommendation_id for one in meeting.recommendations)
    for place, one in enumerate(meeting.recommendations):
        where, identity = f"recommendations.{place}", one.recommendation_id
        if not RECOMMENDATION_ID.fullmatch(identity):
            yield FieldProblem(f"{where}.recommendation_id", no.RecommendationIdUnclear())
        elif times[identity] > 1:
            twice = no.RecommendationTwice(recommendations=identity)
            yield FieldProblem(f"{where}.recommendation_id", twice)
        if not one.text.strip():
            wordless = no.RecommendationWithoutWords(recommendations=spoken(identity))
            yield FieldProblem(f"{where}.text", wordless)
        yield from _theme_problems(review, f"{where}.themes", one.themes)


def report_problems(review: ReviewState, report: Report) -> Iterator[FieldProblem]:
    """Of a report: its sections, and what is asked for because of how the case stands."""
    words = report.model_dump(include=set(review.pinned.required_sections))
    for section in review.pinned.required_sections:
        if section in words and not str(words[section] or "").strip():
            yield FieldProblem(section, no.ReportSectionMissing(sections=spoken(section)))
    asked_for = {
        "parallel_processes": any(not one.ended_on for one in review.processes.values()),
        "returns": bool(review.returns_missing),
    }
    for section, asked in asked_for.items():
        if asked and not getattr(report, section).strip():
            yield FieldProblem(section, no.ReportSectionMissing(sections=spoken(section)))
    for place, one in enumerate(report.key_practice_episodes):
        for part, words in one:
            if not words.strip():
                refusal = no.PartMissing(what=f"the {part} of each moment that mattered")
                yield FieldProblem(f"key_practice_episodes.{place}.{part}", refusal)
    yield from _theme_problems(review, "themes", report.themes)


def lateness_problems(
    review: ReviewState, sending: Sending, days_late: int
) -> Iterator[FieldProblem]:
    """Of a first sending after the last day of the clock."""
    reasons = review.pinned.late_reasons
    if sending.late_reason not in reasons:
        refusal = no.LateReasonMissing(
            due_on=review.pinned.due_on, days_late=days_late, choices=listed(reasons)
        )
        yield FieldProblem("late_reason", refusal)
    elif sending.late_reason == OTHER_REASON and not sending.late_explanation.strip():
        yield FieldProblem("late_explanation", no.LateExplanationMissing())


def _theme_problems(
    review: ReviewState, field: str, themes: tuple[str, ...]
) -> Iterator[FieldProblem]:
    if unknown := [theme for theme in themes if theme not in review.pinned.themes]:
        yield FieldProblem(field, no.UnknownTheme(themes=listed(unknown)))
