"""The contract's samples tell one case with codes that our services send: the rule packs know each one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, get_args

import contracts.events.review
from chassis.rules.rule_packs import RulePacks
from services.referral.domain.values import Partner, View
from services.review.domain.team_values import ConflictKind
from services.review.domain.values import RecommendationKind

SAMPLES = Path(contracts.events.review.__file__).parents[1] / "samples"
PACKS = RulePacks.load()
PLYMOUTH = PACKS.of("PLY")
AGENCIES = {code for partnership in PACKS.codes() for code in PACKS.of(partnership).agencies}
KNOWN: dict[str, set[str]] = {
    "partnership": set(PACKS.codes()),
    "through": set(PACKS.codes()),
    "contributing_partnerships": set(PACKS.codes()),
    "other_partnerships": set(PACKS.codes()),
    "agency": AGENCIES,
    "agencies": AGENCIES,
    "agencies_present": AGENCIES,
    "returns_missing": AGENCIES,
    "authority": AGENCIES,
    "owner": AGENCIES,
    "themes": set(PLYMOUTH.themes),
    "late_reason": set(PLYMOUTH.late_reasons),
    "rule_pack": {PLYMOUTH.key},
    "findings": set(PLYMOUTH.criteria),
    "code": set(PLYMOUTH.milestones),
}
KINDS = {
    "recommendations": set(get_args(RecommendationKind)),
    "BriefingDrafted": {"rapid_review", *PLYMOUTH.routes},
    "BriefingPublished": {"rapid_review", *PLYMOUTH.routes},
    "ConflictDeclared": set(get_args(ConflictKind)),
}


def unknown(said: Any, field: str = "", under: str = "") -> list[str]:
    """Each code of a sample that nobody knows."""
    match said:
        case dict() if field in KNOWN:
            return unknown(list(said), field, under)
        case dict():
            return [odd for name, one in said.items() for odd in unknown(one, name, field or under)]
        case list():
            return [odd for one in said for odd in unknown(one, field, under)]
        case _:
            known = KINDS.get(under) if field == "kind" else KNOWN.get(field)
            return [] if known is None or said in known else [f"{under} {field}: {said}"]


def test_the_samples_hold_only_codes_that_are_sent() -> None:
    samples = {
        path.name.partition(".")[0]: json.loads(path.read_bytes())
        for path in SAMPLES.rglob("*.json")
    }

    assert [odd for name, said in samples.items() for odd in unknown(said, under=name)] == []
    assert samples["CSPRDecided"]["outcome"] in PLYMOUTH.gates["G5"].outcomes
    assert samples["ReferralDecided"]["views"].keys() == set(Partner)
    assert set(samples["ReferralDecided"]["views"].values()) <= set(get_args(View))


def test_a_planted_code_is_caught() -> None:
    planted = {
        "agency": "plymouth-schools",
        "recommendations": [{"kind": "practice", "owner": "PLY"}],
    }

    assert unknown(planted) == ["recommendations kind: practice", "recommendations owner: PLY"]
