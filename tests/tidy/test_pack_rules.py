"""Every rule that a pack can say is obeyed by somebody, and no rule of a place is a number of the code.

A key of a pack that nobody reads promises what is not done; a number in a domain cannot differ by place.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from chassis.rules.clock_rules import (
    ClockRule,
    LocalTimescale,
    MilestoneRule,
    NotificationClockRule,
    PanelReplyRule,
)
from chassis.rules.gates import GateRule, OutcomeRule
from chassis.rules.rule_pack import (
    FORM_FIELDS,
    AgencyRule,
    CriterionSource,
    ReminderRule,
    RetentionRule,
    RulePack,
    TrackRule,
)
from chassis.rules.rule_packs import RulePacks
from services.learning.domain.values import SevenBoxes
from services.referral.domain.values import Incident
from services.review.domain.values import Report
from services.submissions.domain.chronology import ChronologyRow
from services.submissions.domain.scoping import ScopingDocument
from tests.tidy.sources import ROOT, Source, plant, sources

MODELS: tuple[type[BaseModel], ...] = (
    RulePack, ClockRule, LocalTimescale, MilestoneRule, NotificationClockRule, PanelReplyRule, GateRule,
    OutcomeRule, AgencyRule, CriterionSource, ReminderRule, RetentionRule, TrackRule,
)  # fmt: skip
SHOWN = {
    "MilestoneRule.owner": "who sees to a step, for people",
    "MilestoneRule.blocks": "says that a step never blocks",
    "MilestoneRule.planned": "says that no text gives the day",
    "MilestoneRule.note": "for people",
    "MilestoneRule.beyond_clock": "says that a day beyond the clock is meant, which is checked",
    "RulePack.criteria_sources": "where the words are from, on the page of the gates",
    "LocalTimescale.note": "for people",
    "TrackRule.label": "for people", "TrackRule.note": "for people", "TrackRule.by": "for people",
    "TrackRule.notified": "for people", "TrackRule.within_clock": "for people",
    "RetentionRule.note": "for people",
}  # fmt: skip
"""What a pack says for whoever reads it (``rapid-review packs show``), and no service has to obey."""
EVERYWHERE_ALIKE = {
    "services.referral.domain.notices.NATIONAL_WORKING_DAYS": "the national count, told beside the area's",
    "services.reporting.domain.lateness.NOTIFICATION_WORKING_DAYS": "the same",
    "services.referral.domain.notices.CARE_LEAVER_UNTIL": "the national form",
    "services.reporting.domain.load.WEEKS": "how far ahead the dashboard looks",
    "services.review.domain.local_clock.MONTHS": "Working Together: six months, everywhere",
    "services.review.domain.review.MEETING_WITHIN_DAYS": "beyond it is a slip of the pen",
    "services.review.domain.case_team.DAYS_MAX": "how long anybody may be named without looking again",
    "services.learning.domain.learning_briefing.CHECKS_NEEDED": "a safeguard of ours: two pairs of eyes",
    "services.learning.domain.local_learning.AGENCIES_NEEDED": "without two there is nothing to look at together",
}
"""Numbers that are no rule of a place, each with the reason."""
LIMIT = re.compile(r"_MAX$")
"""How much we can take is a limit, not a rule."""


def unread(models: Iterable[type[BaseModel]], code: str) -> list[str]:
    """Fields of a pack that no code asks for by their name, besides those that are only shown."""
    return [
        f"{model.__name__}.{name}"
        for model in models
        for name in model.model_fields
        if f"{model.__name__}.{name}" not in SHOWN
        if not re.search(rf"\.{name}\b", code)
    ]


def numbers(found: Iterable[Source]) -> Iterator[str]:
    """Numbers with a name in a domain that are neither limits nor alike everywhere."""
    for source in found:
        if ".domain." not in source.module:
            continue
        for node in source.tree.body:
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
                for target in node.targets:
                    name = f"{source.module}.{ast.unparse(target)}"
                    is_number = type(node.value.value) is int and node.value.value > 1
                    if is_number and not LIMIT.search(name) and name not in EVERYWHERE_ALIKE:
                        yield name


def readers() -> str:
    """The code of all who obey packs; what only checks or shows them does not count."""
    folders = ("services", "chassis/rules", "portal")
    beside = {"rule_pack.py", "pack_sense.py", "clock_rules.py", "gates.py"}
    files = [file for folder in folders for file in (ROOT / folder).rglob("*.py")]
    files.append(ROOT / "rapid_review/names.py")  # What pages call everybody, and in which colours.
    own = (ROOT / "chassis/rules/rule_pack.py").read_text().partition("class RulePack(")[2]
    clocks = (ROOT / "chassis/rules/clock_rules.py").read_text()
    rest = "\n".join(file.read_text() for file in files if file.name not in beside)
    return "\n".join((rest, own, clocks, (ROOT / "chassis/rules/gates.py").read_text()))


def test_every_key_of_a_pack_is_read_by_somebody() -> None:
    assert unread(MODELS, readers()) == []


def test_a_planted_key_that_nobody_reads_is_caught() -> None:
    class Planted(BaseModel):
        invented_rule_of_nobody: int = 3

    assert unread((Planted,), readers()) == ["Planted.invented_rule_of_nobody"]


def test_what_is_only_shown_is_still_a_key() -> None:
    known = {f"{model.__name__}.{name}" for model in MODELS for name in model.model_fields}

    assert set(SHOWN) <= known


def test_no_rule_of_a_place_is_a_number_of_a_domain() -> None:
    assert list(numbers(sources())) == []


def test_a_planted_number_is_caught(tmp_path: Path) -> None:
    plant(tmp_path, "services/review/domain/planted.py", "ANSWER_WITHIN = 2\nROWS_MAX = 5\n")

    assert list(numbers(sources(tmp_path))) == ["services.review.domain.planted.ANSWER_WITHIN"]


FORMS: dict[str, type[BaseModel]] = {
    "referral": Incident, "notification": Incident, "scoping": ScopingDocument,
    "chronology_row": ChronologyRow, "report": Report, "briefing": SevenBoxes,
    "one_page_report": SevenBoxes,
}  # fmt: skip


@pytest.mark.parametrize("form", FORM_FIELDS)
def test_what_a_pack_may_ask_for_in_a_form_is_a_field_of_that_form(form: str) -> None:
    fields: dict[str, tuple[str, ...]] = {str(one): said for one, said in FORM_FIELDS.items()}

    assert set(fields[form]) <= set(FORMS[form].model_fields)


def test_every_national_pack_says_what_each_form_needs() -> None:
    needed = RulePacks.load().national().required_fields

    assert set(FORM_FIELDS) - set(needed) == {"notification"}, "the national form asks for its own"
