"""A whole review as a scripted case, for any partnership: its own people and agencies, the same invented story.

notified or referred ──> G1, G2 ──> returns ──> G4 ──> report ──> G5 ──> G6 ──> sent ──> G7 ──> learning ──> G11
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from chassis.identity import Membership
from chassis.rules.rule_packs import RulePacks
from rapid_review.people import OBSERVER, Person

PARTNERS = ("local_authority", "icb", "police")
PRESENT = [{"body": body, "presence": "present"} for body in PARTNERS]
AGREED = [{"partner": partner, "view": "agree"} for partner in PARTNERS]
SERIOUS = ("serious_case.abuse_or_neglect", "serious_case.death_or_serious_harm")
CHILDREN = [{"name": "Ada Example", "born_on": "2024-05-06", "sex": "F"}]
ROLES = (
    "coordinator",
    "authority_notifier",
    "statutory_partner",
    "subgroup_chair",
    "strategic_leader",
    "scrutineer",
    "data_protection_officer",
)
Fields = dict[str, Any]


@dataclass(frozen=True)
class Variation:
    """A published way of doing it. Days are working days after the beginning: the day of the referral or notice."""

    partnership: str
    begins: date
    notified: bool
    sent_on: int

    @property
    def key(self) -> str:
        """The name of the case."""
        kind = "notified" if self.notified else "referred"
        return f"{self.partnership.lower()}-{kind}-{self.begins.year}"


def people(packs: RulePacks) -> Mapping[str, Person]:
    """Somebody in each role of each partnership, one author for all its agencies, and an observer of everything."""
    found = {}
    for code in packs.codes():
        agencies = {name for pack in packs.versions(code) for name in pack.agencies}
        found[f"{code}-agency"] = tuple(
            Membership(code, "agency_author", agency) for agency in agencies
        )
        found |= {f"{code}-{role}": (Membership(code, role),) for role in ROLES}
    found[OBSERVER] = tuple(Membership(code, "auditor") for code in packs.codes())
    return {
        name: Person(id=name, label=name, memberships=memberships)
        for name, memberships in found.items()
    }


def case(variation: Variation, packs: RulePacks) -> Fields:
    """The script of a variation, as a file would hold it."""
    code = variation.partnership
    steps = [
        {"on": on, "at": at, "by": f"{code}-{by}", "do": do, "with": content}
        for on, at, by, do, content in _steps(variation, _agencies(variation, packs))
    ]
    return {
        "key": variation.key, "title": "A whole review", "partnership": code,
        "begins": variation.begins.isoformat(), "steps": steps,
    }  # fmt: skip


def _agencies(variation: Variation, packs: RulePacks) -> Mapping[str, str]:
    """An agency of each kind, by its kind."""
    pack = packs.of(variation.partnership, variation.begins)
    return {rule.kind: code for code, rule in reversed(pack.agencies.items())}


_Step = tuple[int, str, str, str, Fields]


def _steps(variation: Variation, agencies: Mapping[str, str]) -> Iterator[_Step]:
    yield from _until_it_begins(variation, agencies)
    involved = [agencies[kind] for kind in ("local_authority", "health", "police")]
    yield 2, "09:00", "coordinator", "schedule_meeting", {"meeting_at": {"day": 8, "at": "10:00"}}
    for agency in involved:
        yield 5, "10:00", "agency", "return_submission", _return(agency)
    for agency in involved:
        yield 6, "10:00", "coordinator", "accept_submission", {"agency": agency}
    yield 8, "12:00", "coordinator", "hold_meeting", {
        "decision": _decided(8, "recommend_none", attendance=PRESENT),
        "agencies_present": involved,
        "discussion": "What was known, by whom, and what helped.",
        "recommendations": [{
            "recommendation_id": "R1", "text": "Appointments that are missed are talked about.",
            "kind": "multi_agency", "themes": ["missed_appointments"], "owner": agencies["health"],
        }],
    }  # fmt: skip
    yield from _to_the_panel_and_back(variation)


def _until_it_begins(variation: Variation, agencies: Mapping[str, str]) -> Iterator[_Step]:
    incident = {
        "occurred_on": {"day": -1}, "category": "serious_harm", "abuse_or_neglect": "suspected",
        "harm_types": ["neglect"], "what_happened": "An invented child was seriously hurt.",
        "immediate_safety": "She is with her grandmother.", "why_serious": "The harm will last.",
    }  # fmt: skip
    involved = [agencies[kind] for kind in ("local_authority", "health", "police")]
    if variation.notified:
        yield 0, "10:00", "authority_notifier", "notify_incident", {
            "authority": agencies["local_authority"], "national_reference": "SIN-INVENTED",
            "agency_aware_on": {"day": -1}, "authority_aware_on": {"day": -1}, "sent_on": {"day": 0},
            "children": CHILDREN, "incident": incident, "agencies_involved": involved,
        }  # fmt: skip
    else:
        yield 0, "10:00", "agency", "receive_referral", {
            "agency": agencies["health"], "referrer_name": "Nadia Example", "referrer_role": "Named nurse",
            "agreement": {
                "lead_name": "Owen Example", "lead_role": "Head of safeguarding", "agreed_on": {"day": 0},
            },
            "children": CHILDREN, "incident": incident, "why_consider": "There is something to learn.",
            "agencies_involved": involved, "not_a_safeguarding_referral": True,
        }  # fmt: skip
    for partner in PARTNERS:
        yield 1, "09:00", "statutory_partner", "record_view", {
            "partner": partner, "view": "criteria_met" if variation.notified else "uncertain",
            "reason": "What is recorded points to it.", "findings": _found(SERIOUS),
        }  # fmt: skip
    if not variation.notified:
        threshold = _decided(1, "not_met", attendance=PRESENT, findings=_found(SERIOUS))
        yield 1, "11:00", "authority_notifier", "decide_threshold", {"decision": threshold}
    outcome = "initiate_on_notification" if variation.notified else "initiate_on_referral"
    begun = _decided(1, outcome, attendance=PRESENT, findings=_found(SERIOUS))
    yield 1, "15:00", "statutory_partner", "decide", {"decision": begun}


def _to_the_panel_and_back(variation: Variation) -> Iterator[_Step]:
    yield 9, "09:00", "coordinator", "finalise_report", {
        "finalised_on": {"day": 9}, "facts": "What is known.", "immediate_action": "She is safe.",
        "identity_and_context": "What it is like to be her.", "learning": "What can be better.",
        "next_steps": "A briefing.",
    }  # fmt: skip
    lcspr = ("improvements", "recurrent_themes", "working_together", "panel_prefers_local")
    findings = _found(tuple(f"lcspr.{one}" for one in lcspr))
    decided = _decided(10, "no_lcspr", attendance=PRESENT, findings=findings)
    yield 10, "09:00", "subgroup_chair", "decide_cspr", {"decision": decided}
    yield 11, "09:00", "scrutineer", "comment_as_scrutineer", {
        "comment": "The child is in it.", "commented_on": {"day": 11},
    }  # fmt: skip
    endorsed = _decided(12, "endorse", views=AGREED)
    yield 12, "09:00", "strategic_leader", "scrutinise", {"decision": endorsed}
    yield (
        variation.sent_on,
        "09:00",
        "coordinator",
        "send_to_panel",
        {"sent_on": {"day": variation.sent_on}},
    )
    replied = variation.sent_on + 8
    agreed = _decided(replied, "agrees")
    yield replied, "12:00", "coordinator", "record_panel_reply", {"decision": agreed}
    boxes = (
        "background", "what_happened", "why_it_matters", "findings", "good_practice",
        "what_to_do_differently", "questions",
    )  # fmt: skip
    yield replied + 3, "10:00", "coordinator", "publish_briefing", {
        "published_on": {"day": replied + 3}, **dict.fromkeys(boxes, "Invented words."),
        "disclosure_checked_by": ["somebody", "somebody-else"],
    }  # fmt: skip
    yield (
        replied + 4,
        "10:00",
        "coordinator",
        "close_review",
        {"decision": _decided(replied + 4, "close")},
    )


def _decided(day: int, outcome: str, **more: Any) -> Fields:
    reason = "Those who decided found enough to do so."
    return {"decided_on": {"day": day}, "outcome": outcome, "rationale": reason, **more}


def _found(criteria: tuple[str, ...]) -> list[Fields]:
    return [{"criterion": one, "finding": "met", "reason": "See the returns."} for one in criteria]


def _return(agency: str) -> Fields:
    scoping = {
        "checked_on": {"day": 3}, "systems_searched": ["Case record"], "practitioners_consulted": ["HV1"],
        "completed_with_practitioners": True, "involvement": "Three contacts.",
        "lived_experience": "She likes the swings.", "identity_and_context": "Faith was asked and mattered.",
        "strengths": ["One person stayed."], "support_offered": "A talk.",
        "signed_by_role": "Head of service", "signed_on": {"day": 5},
    }  # fmt: skip
    return {"agency": agency, "returned_on": {"day": 5}, "scoping": scoping}
