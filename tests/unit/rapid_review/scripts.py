"""A small script for tests to begin with."""

from __future__ import annotations

from rapid_review.scripted.script import Case
from rapid_review.scripted.yaml_lines import read

SCRIPT = """\
key: otter-lane
title: A referral that awaits a decision
partnership: PLY
begins: 2026-03-02
steps:
  - on: 0
    at: "09:30"
    by: ply-agency
    do: receive_referral
    with:
      agency: plymouth-schools
      children: [{name: Invented Child}]
      incident: {occurred_on: {day: -2}, category: serious_harm}
      other_partnerships: [DEV]
      not_a_safeguarding_referral: true
  - on: 1
    at: "10:00"
    by: ply-statutory-partner
    do: record_view
    with: {partner: police, view: criteria_met, reason: Invented.}
"""


def case_of(**changed: str) -> Case:
    """The case of the small script, with other values in some of its fields."""
    return Case.model_validate(read(SCRIPT).content | changed)
