"""The steps of a simulated Rapid Review, from its beginning to the last closed action."""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import Any

from rapid_review.simulated import words
from rapid_review.simulated.steps import Steps, agreed, attendance, decision, findings, on
from rapid_review.simulated.story import AgencyPart, Begun, Story

HISTORY_DAYS = 730
BRIEFING = (
    "background", "what_happened", "why_it_matters", "findings", "good_practice", "what_to_do_differently",
    "questions",
)  # fmt: skip


def review_steps(steps: Steps, case: Begun, story: Story, chance: Random) -> None:
    """All that follows when a review was decided on."""
    meeting = story.sent - 4
    steps.add(
        story.decided + 1, "coordinator", "schedule_meeting", meeting_at={"day": meeting, "at": "14:00"}
    )  # fmt: skip
    for part in sorted(story.parts, key=lambda part: part.day):
        _answer(steps, case, part, chance)
    _accepted(steps, story, meeting)
    _meeting(steps, story, meeting, chance)
    _report(steps, story, meeting + 1, chance)
    if story.scrutiny_returns:
        said = decision(
            story.sent - 1, "return", rationale=words.narrative(chance, 20), views=agreed()
        )
        steps.add(story.sent - 1, "leader", "scrutinise", decision=said)
        _report(steps, story, story.sent - 1, chance)
    _sent(steps, story, chance)
    _reply(steps, story, chance)
    _learning(steps, story, chance)


def _answer(steps: Steps, case: Begun, part: AgencyPart, chance: Random) -> None:
    signed: dict[str, Any] = {"signed_by_role": "Head of service", "signed_on": on(part.day)}
    if part.answer == "excused":
        explanation = "The agency knew nobody of this household."
        steps.add(
            part.day, "coordinator", "excuse_submission", agency=part.agency, reason="not_required",
            explanation=explanation,
        )  # fmt: skip
        return
    if part.answer == "nil":
        steps.add(
            part.day, "author", "enter_nil_return", agency=part.agency, returned_on=on(part.day),
            checked_on=on(part.day), systems_searched=chance.sample(words.SYSTEMS, 2), **signed,
        )  # fmt: skip
        return
    _return(steps, case, part, day=part.day, chance=chance)
    if part.queried:
        question = words.narrative(chance, 15)
        steps.add(
            part.day, "coordinator", "query_submission", agency=part.agency, question=question
        )
        _return(steps, case, part, day=part.day + 1, chance=chance)


def _return(steps: Steps, case: Begun, part: AgencyPart, *, day: int, chance: Random) -> None:
    improvement = {"text": words.narrative(chance, 20), "theme": chance.choice(words.THEMES)}
    scoping = {
        "checked_on": on(day), "systems_searched": chance.sample(words.SYSTEMS, 2),
        "practitioners_consulted": ["Practitioner 1", "Practitioner 2"], "completed_with_practitioners": True,
        "involvement": words.narrative(chance, part.words),
        "lived_experience": words.narrative(chance, part.words // 2),
        "identity_and_context": words.narrative(chance, part.words // 2),
        "strengths": [words.narrative(chance, 12), words.narrative(chance, 12)], "improvements": [improvement],
        "support_offered": "Supervision and a team debrief.", "signed_by_role": "Head of service", "signed_on": on(day),
    }  # fmt: skip
    days = sorted(chance.sample(range(10, HISTORY_DAYS), part.rows), reverse=True)
    chronology = [_row(case, before, chance) for before in days]
    steps.add(
        day, "author", "return_submission", agency=part.agency, returned_on=on(day), scoping=scoping,
        chronology=chronology,
    )  # fmt: skip


def _row(case: Begun, days_before: int, chance: Random) -> dict[str, str]:
    return {
        "happened_on": (case.begins - timedelta(days=days_before)).isoformat(), "precision": "exact",
        "source": chance.choice(words.SYSTEMS), "kind": chance.choice(words.KINDS),
        "what_happened": words.narrative(chance, 15), "agency_response": words.narrative(chance, 12),
        "child_seen": chance.choice(("yes", "no")), "significance": words.narrative(chance, 10),
        "sensitivity": "standard",
    }  # fmt: skip


def _accepted(steps: Steps, story: Story, day: int) -> None:
    for part in story.parts:
        if part.answer == "full":
            steps.add(day, "coordinator", "accept_submission", agency=part.agency)


def _meeting(steps: Steps, story: Story, day: int, chance: Random) -> None:
    outcome = "recommend_lcspr" if story.local_review else "recommend_none"
    owners = [part.agency for part in story.parts if part.answer == "full"]
    recommendations = [
        {
            "recommendation_id": f"R{number}", "text": words.narrative(chance, 15), "kind": "multi_agency",
            "themes": chance.sample(words.THEMES, 2), "owner": chance.choice(owners),
        }
        for number in range(1, story.actions + 1)
    ]  # fmt: skip
    said = decision(day, outcome, rationale=words.narrative(chance, 30), attendance=attendance())
    steps.add(
        day, "coordinator", "hold_meeting", decision=said, agencies_present=owners,
        discussion=words.narrative(chance, story.words), recommendations=recommendations,
    )  # fmt: skip


def _report(steps: Steps, story: Story, day: int, chance: Random) -> None:
    parts = ("facts", "immediate_action", "identity_and_context", "learning", "next_steps")
    told = {part: words.narrative(chance, story.words // 2) for part in parts}
    steps.add(day, "coordinator", "finalise_report", finalised_on=on(day), **told)
    decided = max(day, story.sent - 2)
    said = decision(
        decided, "lcspr" if story.local_review else "no_lcspr", rationale=words.narrative(chance, 30),
        findings=findings("lcspr", met=story.local_review), attendance=attendance(),
    )  # fmt: skip
    steps.add(decided, "chair", "decide_cspr", decision=said)


def _sent(steps: Steps, story: Story, chance: Random) -> None:
    day = story.sent if story.scrutiny_returns else story.sent - 1
    said = decision(day, "endorse", rationale=words.narrative(chance, 20), views=agreed())
    steps.add(day, "leader", "scrutinise", decision=said)
    late = {
        "late_reason": chance.choice(("returns_late", "criminal_investigation", "quorum")),
        "late_explanation": words.narrative(chance, 20),
    }  # fmt: skip
    steps.add(
        story.sent, "coordinator", "send_to_panel", sent_on=on(story.sent), **(late if story.late else {})
    )  # fmt: skip


def _reply(steps: Steps, story: Story, chance: Random) -> None:
    said = decision(story.replied, story.reply, rationale=words.narrative(chance, 30))
    steps.add(story.replied, "coordinator", "record_panel_reply", decision=said)
    if story.reply == "agrees":
        return
    outcome = "supply_information" if story.reply == "asks_for_information" else "uphold"
    answered = story.replied + 3
    said = decision(answered, outcome, rationale=words.narrative(chance, 30), views=agreed())
    steps.add(answered, "partner", "respond_to_panel", decision=said)
    said = decision(answered + 5, "agrees", rationale=words.narrative(chance, 20))
    steps.add(answered + 5, "coordinator", "record_panel_reply", decision=said)


def _learning(steps: Steps, story: Story, chance: Random) -> None:
    begins = story.replied + 9
    owners = [part.agency for part in story.parts if part.answer == "full"]
    for number in range(1, story.actions + 1):
        steps.add(
            begins, "coordinator", "agree_action", action_id=f"A{number}", recommendation_id=f"R{number}",
            text=words.narrative(chance, 15), owner=chance.choice(owners), agreed_on=on(begins), due_on=on(begins + 40),
        )  # fmt: skip
    told = {part: words.narrative(chance, 40) for part in BRIEFING}
    checked = [steps.area.person("coordinator"), steps.area.person("leader")]
    steps.add(
        begins + 10, "coordinator", "publish_briefing", published_on=on(begins + 10),
        disclosure_checked_by=checked, **told,
    )  # fmt: skip
    closed = begins + 11
    if story.local_review:
        _local_review(steps, story, begins, chance)
        closed = max(closed, story.published + 10)
    steps.add(closed, "coordinator", "close_review", decision=decision(closed, "close"))
    for number in range(1, story.actions + 1):
        evidenced, done = begins + 30 + number, max(closed, begins + 40) + number
        evidence = words.narrative(chance, 25)
        steps.add(
            evidenced, "author", "evidence_action", action_id=f"A{number}", evidenced_on=on(evidenced),
            evidence=evidence,
        )  # fmt: skip
        steps.add(
            done, "chair", "close_action", action_id=f"A{number}", closed_on=on(done),
            impact=words.narrative(chance, 20),
        )  # fmt: skip


def _local_review(steps: Steps, story: Story, day: int, chance: Random) -> None:
    said = decision(
        day, "commission", rationale=words.narrative(chance, 30), conditions=words.narrative(chance, 30), views=agreed()
    )  # fmt: skip
    steps.add(
        day, "partner", "commission_lcspr", decision=said, key_lines_of_enquiry=[words.narrative(chance, 12)],
        reviewer_role="Independent reviewer", method="A learning event and conversations",
    )  # fmt: skip
    said = decision(
        story.published, "publish_full", rationale=words.narrative(chance, 20), views=agreed()
    )
    steps.add(
        story.published, "partner", "decide_publication", decision=said, advance_notice_on=on(story.published + 1),
        published_on=on(story.published + 9),
    )  # fmt: skip
