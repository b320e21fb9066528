"""At a gate a decision is recorded by the roles that its rule names, whatever else they may call."""

from __future__ import annotations

import pytest

from chassis.rules.decisions import NotByThisRole
from chassis.rules.rule_packs import RulePacks

G5 = RulePacks.load().of("PLY").gate("G5")


@pytest.mark.parametrize(
    "actor", ["strategic_leader:ply-leader", "agency_author:somebody", "service:review", ""]
)
def test_a_role_that_the_rule_does_not_name_is_refused(actor: str) -> None:
    with pytest.raises(NotByThisRole, match=r"recorded by: .*subgroup.chair"):
        G5.must_be_recorded_by(actor)


def test_a_local_pack_can_leave_a_role_out() -> None:
    rule = G5.rule.model_copy(update={"decided_by": ("subgroup_chair",)})
    gate = G5.model_copy(update={"rule": rule})

    gate.must_be_recorded_by("subgroup_chair:somebody")
    with pytest.raises(NotByThisRole):
        gate.must_be_recorded_by("coordinator:ply-coordinator")
    G5.must_be_recorded_by("coordinator:ply-coordinator")
