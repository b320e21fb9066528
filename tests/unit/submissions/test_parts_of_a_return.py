"""The parts of the scoping document and the columns of a row: what is begun there is complete."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from chassis.errors import Invalid
from chassis.fields import FormRefused
from services.submissions.domain.row_rules import (
    RowEndsEarly,
    RowIdUnclear,
    UnknownEpisode,
    UnknownRowTheme,
)
from services.submissions.domain.scoping_rules import (
    ActionIncomplete,
    EpisodeIncomplete,
    IdentityPartIncomplete,
    PartRequired,
    PeriodUnclear,
    PersonTwice,
    RiskUnexplained,
)
from services.submissions.domain.values import Answer, ReturnRules
from tests.unit.submissions.returns import AT, RULES, answer, asked, nil_answer, row

EPISODE = {
    "code": "K1", "happened_on": "2026-05-06", "event": "Invented.", "what_was_done": "Invented.",
    "why": "Invented.", "effect": "Invented.",
}  # fmt: skip
ASPECT = {"aspect": "faith", "recorded": "Invented.", "considered": "Invented."}
ACTION = {"text": "Invented.", "by_role": "Head of service", "taken_on": "2026-09-01"}
DAY = date(2026, 5, 6)


def found(given: Answer, rules: ReturnRules = RULES) -> list[tuple[str, type[Invalid]]]:
    """Every problem of a return: its field and its refusal; none for a return that is taken."""
    one = asked()
    try:
        one.hand_in(given, rules=rules, at=AT)
    except FormRefused as refused:
        return [(problem.field, type(problem.refusal)) for problem in refused.problems]
    return []


@pytest.mark.parametrize(
    ("changes", "field", "refusal"),
    [
        ({"persons": ({"person": "sibling"}, {"person": "sibling"})}, "persons.1", PersonTwice),
        ({"period_from": "2025-01-01"}, "period_to", PeriodUnclear),
        (
            {"period_from": "2025-01-02", "period_to": "2025-01-01", "period_reason": "Invented."},
            "period_to",
            PeriodUnclear,
        ),
        ({"episodes": (EPISODE | {"code": " "},)}, "episodes.0.code", EpisodeIncomplete),
        ({"episodes": (EPISODE, EPISODE)}, "episodes.1.code", EpisodeIncomplete),
        ({"episodes": (EPISODE | {"why": ""},)}, "episodes.0.why", EpisodeIncomplete),
        ({"identity": ({"aspect": "race"},)}, "identity.0.recorded", IdentityPartIncomplete),
        ({"identity": (ASPECT | {"considered": ""},)}, "identity.0.considered", IdentityPartIncomplete),
        (
            {"identity": (ASPECT | {"not_recorded_because": "Never asked."},)},
            "identity.0.not_recorded_because",
            IdentityPartIncomplete,
        ),
        ({"identity": (ASPECT, ASPECT)}, "identity.1.aspect", IdentityPartIncomplete),
        ({"immediate_actions": (ACTION | {"by_role": ""},)}, "immediate_actions.0.by_role", ActionIncomplete),
        ({"agency_actions": (ACTION | {"taken_on": None},)}, "agency_actions.0.taken_on", ActionIncomplete),
        ({"risk_to_other_children": "yes"}, "risk_explained", RiskUnexplained),
        ({"risk_to_other_children": "not_known"}, "risk_explained", RiskUnexplained),
    ],
)  # fmt: skip
@pytest.mark.parametrize("make", [answer, nil_answer])
def test_a_part_that_is_begun_is_completed(
    make: Any, changes: dict[str, Any], field: str, refusal: type[Invalid]
) -> None:
    assert (f"scoping.{field}", refusal) in found(make(**changes))


def test_a_return_with_every_part_complete_is_taken() -> None:
    given = answer(
        row(row_id="R7", episode="K1", themes=("transitions",), ended_on=DAY, happened_on=DAY),
        persons=({"person": "sibling", "code": "Sibling 1"}, {"person": "sibling", "code": "Sibling 2"}),
        period_from="2025-01-01", period_to="2026-01-01", period_reason="Invented.",
        episodes=(EPISODE,), immediate_actions=(ACTION,), agency_actions=(ACTION,),
        identity=(ASPECT, {"aspect": "race", "not_recorded_because": "Never asked."}),
        risk_to_other_children="no", consultations=({"practitioner": "HV1", "how": "notes_only"},),
    )  # fmt: skip

    assert found(given) == []


@pytest.mark.parametrize(
    ("changes", "field", "refusal"),
    [
        ({"row_id": "a name with blanks"}, "row_id", RowIdUnclear),
        ({"row_id": "R2"}, "row_id", RowIdUnclear),
        ({"ended_on": date(2026, 3, 3)}, "ended_on", RowEndsEarly),
        ({"themes": ("unheard-of",)}, "themes", UnknownRowTheme),
        ({"episode": "K9"}, "episode", UnknownEpisode),
    ],
)
def test_a_row_fits_the_return_in_which_it_stands(
    changes: dict[str, Any], field: str, refusal: type[Invalid]
) -> None:
    given = answer(row(**changes), row(row_id="R2"))

    assert found(given)[0] == (f"chronology.0.{field}", refusal)


def test_what_the_rule_pack_asks_for_besides_is_asked_of_a_full_return_alone() -> None:
    rules = ReturnRules(
        themes=RULES.themes, required=("known", "checked_on", "signed_off_on", "support_offered"),
        row_required=("source", "what_happened"),
    )  # fmt: skip

    assert found(answer(row()), rules) == [
        ("scoping.checked_on", PartRequired),
        ("scoping.support_offered", PartRequired),
        ("chronology.0.source", PartRequired),
    ]
    assert found(nil_answer(), rules) == []


def test_a_rule_pack_can_ask_for_every_aspect_of_identity() -> None:
    rules = ReturnRules(themes=RULES.themes, required=("identity",))

    assert found(answer(), rules) == [("scoping.identity", PartRequired)]
    assert ("scoping.identity.race", PartRequired) in found(answer(identity=(ASPECT,)), rules)
    assert len(found(answer(identity=(ASPECT,)), rules)) == 7


@pytest.mark.parametrize("time", ["9:30", "24:00", "09:60", "morning"])
def test_a_time_is_written_like_0930(time: str) -> None:
    assert row(at_time="09:30").at_time == "09:30"
    with pytest.raises(ValidationError):
        row(at_time=time)
