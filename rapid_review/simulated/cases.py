"""Simulated cases as scripts: pure and seeded, so that a seed has the same cases for ever.

story ── referral, notification, views, decision ── returns ── meeting, report, decision, Panel ── learning
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

from rapid_review.scripted.script import Case
from rapid_review.simulated import words
from rapid_review.simulated.reviewed import review_steps
from rapid_review.simulated.steps import Steps, attendance, decision, findings, on
from rapid_review.simulated.story import Begun, Plan, Story, begun, story_of

PARTNERS = ("local_authority", "icb", "police")
INCIDENT_DAY = -2


def cases(plan: Plan, now: datetime) -> Iterator[Case]:
    """The cases of a plan that have begun by now, each as far as it has come, in the order of their beginnings."""
    for one in begun(plan):
        if found := case_of(one, now):
            yield found


def case_of(case: Begun, now: datetime) -> Case | None:
    """A case as far as it has come; None before its first step."""
    story = story_of(case)
    chance = Random(f"{case.key}/words")  # noqa: S311 - nothing is kept secret by it
    steps = Steps(case.area)
    _beginning(steps, case, story, chance)
    match story.way:
        case "withdrawn":
            explanation = "The incident has been referred by another agency."
            steps.add(1, "coordinator", "withdraw", reason="duplicate", explanation=explanation)
        case "near_miss" | "not_reviewed":
            _not_taken_forward(steps, story, chance)
        case _:
            _decision(steps, story, chance)
            review_steps(steps, case, story, chance)
    whole = Case.model_validate({
        "key": case.key, "title": f"Simulated: {story.way}", "partnership": case.area.code,
        "begins": case.begins.isoformat(), "steps": steps.in_order(),
    })  # fmt: skip
    happened = [step for step in whole.steps if step.moment(case.begins) <= now]
    if len(happened) == len(whole.steps):
        return whole
    return whole.model_copy(update={"steps": happened}) if happened else None


def _beginning(steps: Steps, case: Begun, story: Story, chance: Random) -> None:
    area = steps.area
    social_care = area.agency("childrens-social-care")
    children = [_child(case, age, chance) for age in story.ages]
    incident = _incident(story, chance)
    if story.begun_by == "referral":
        lead = {
            "lead_name": words.name(chance),
            "lead_role": "Head of safeguarding",
            "agreed_on": on(0),
        }
        referring = story.parts[-1].agency
        steps.add(
            0, "author", "receive_referral", agency=referring, referrer_name=words.name(chance),
            referrer_role="Named professional", agreement=lead, children=children, incident=incident,
            why_consider=words.narrative(chance, story.words // 4), not_a_safeguarding_referral=True,
            agencies_involved=[part.agency for part in story.parts],
        )  # fmt: skip
    if story.way in {"reviewed", "not_reviewed"}:
        known = (
            {"agencies_involved": [part.agency for part in story.parts]}
            if story.begun_by == "notification"
            else {}
        )
        steps.add(
            story.notified, "notifier", "notify_incident", authority=social_care,
            national_reference=f"SIM-{case.key[-9:]}", agency_aware_on=on(INCIDENT_DAY),
            authority_aware_on=on(INCIDENT_DAY + 1), sent_on=on(story.notified), children=children,
            incident=incident, grouping="siblings" if len(children) > 1 else "one_child", **known,
        )  # fmt: skip


def _incident(story: Story, chance: Random) -> dict[str, Any]:
    serious = story.way != "near_miss"
    return {
        "occurred_on": on(INCIDENT_DAY), "category": story.category,
        "abuse_or_neglect": "suspected" if serious else "not_indicated",
        "harm_types": chance.sample(words.HARM_TYPES, 2),
        "what_happened": words.narrative(chance, story.words), "why_serious": words.narrative(chance, 30),
        "immediate_safety": words.narrative(chance, 30),
    }  # fmt: skip


def _child(case: Begun, age_days: int, chance: Random) -> dict[str, str]:
    born = case.begins - timedelta(days=age_days + 7)
    sex = chance.choice(("F", "M"))
    return {"name": words.name(chance), "born_on": born.isoformat(), "sex": sex}


def _decision(steps: Steps, story: Story, chance: Random) -> None:
    met = story.way == "reviewed"
    for number, partner in enumerate(PARTNERS):
        day = min(story.notified + number, story.decided)
        steps.add(
            day, "partner", "record_view", partner=partner, view="criteria_met" if met else "criteria_not_met",
            reason=words.narrative(chance, 20), findings=findings("serious_case", met=met),
        )  # fmt: skip
    if met:
        outcome = decision(story.decided, "initiate_on_notification")
    else:
        outcome = decision(story.decided, "do_not_initiate", route="learning_from_experience")
        if story.way == "near_miss":
            said = decision(
                story.decided, "near_miss", rationale=words.narrative(chance, 20),
                findings=findings("serious_case", met=False), attendance=attendance()[:1],
            )  # fmt: skip
            steps.add(story.decided, "coordinator", "decide_threshold", decision=said)
    outcome |= {
        "rationale": words.narrative(chance, 30), "findings": findings("serious_case", met=met),
        "attendance": attendance(),
    }  # fmt: skip
    steps.add(story.decided, "coordinator", "decide", decision=outcome)


def _not_taken_forward(steps: Steps, story: Story, chance: Random) -> None:
    _decision(steps, story, chance)
    held = story.decided + chance.randint(10, 25)
    steps.add(
        held, "coordinator", "hold_learning_event", held_on=on(held),
        agencies=[part.agency for part in story.parts], practitioners=chance.randint(4, 14),
        what_worked=words.narrative(chance, 40), what_was_learned=words.narrative(chance, 40),
    )  # fmt: skip
