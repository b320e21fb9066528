"""Each stage of the way, and what comes next at it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from services.reporting.domain.stages import Stage, outcome_of, stage_label, stage_of
from services.reporting.domain.standing import Standing
from services.reporting.domain.steps import next_step_of
from tests.unit.reporting.a_case import (
    BEGUN,
    DECIDED,
    HELD,
    MEETING_SET,
    PARTIAL,
    REFERRED,
    SENT,
    TODAY,
    at_step,
    with_returns,
)

LER = replace(REFERRED, referral_outcome="learning_from_experience")
LEARNING = replace(SENT, review_step="PanelReplied", panel_outcome="agrees", panel_final=True)
RECONSIDER = replace(
    SENT, review_step="PanelReplied", panel_outcome="asks_to_reconsider", panel_final=False
)
PUBLISHED = replace(
    LEARNING, briefing_drafted_on=date(2026, 11, 2), briefing_published_on=date(2026, 11, 16)
)

# How the case stands, its stage, what comes next, and who does it.
WAY: dict[str, tuple[Standing, str, str, str]] = {
    "only a message is known": (
        PARTIAL, "referral", "Give the views", "statutory_partner",
    ),
    "referred": (REFERRED, "referral", "Give the views", "statutory_partner"),
    "decided, not begun": (DECIDED, "decision", "is being opened", "system"),
    "begun, nobody asked": (BEGUN, "gathering", "Ask the agencies", "coordinator"),
    "nothing came yet": (
        with_returns(BEGUN, "requested", "involved"),
        "gathering", "Wait for 2 returns, due by 21 September", "agency_author",
    ),
    "one came": (
        with_returns(BEGUN, "requested", "returned"),
        "gathering", "Read 1 return", "coordinator",
    ),
    "one is late": (
        with_returns(BEGUN, "requested", "returned", due_on=date(2026, 9, 15)),
        "gathering", "Ask again for 1 late return", "coordinator",
    ),
    "one is queried": (
        with_returns(BEGUN, "queried", "accepted"),
        "gathering", "Answer what was asked about 1 return", "agency_author",
    ),
    "all settled": (
        with_returns(BEGUN, "accepted", "excused"),
        "meeting", "Set a date for the Rapid Review meeting", "coordinator",
    ),
    "meeting to come": (
        MEETING_SET, "meeting", "Hold the Rapid Review meeting on 23 September 2026", "coordinator",
    ),
    "meeting past, a return missing": (
        replace(
            with_returns(BEGUN, "requested"), meeting_at=datetime(2026, 9, 15, 9, tzinfo=UTC)
        ),
        "meeting", "Record the Rapid Review meeting", "coordinator",
    ),
    "meeting held": (HELD, "report", "Finalise the Rapid Review report", "coordinator"),
    "report final": (
        at_step("ReportFinalised"),
        "cspr_decision", "Decide whether to undertake a Local Child", "subgroup_chair",
    ),
    "subgroup decided": (
        at_step("CSPRDecided", cspr_outcome="lcspr"),
        "scrutiny", "Scrutinise the report", "strategic_leader",
    ),
    "leaders returned it": (
        at_step("ReportScrutinised", scrutiny_outcome="return"),
        "report", "Revise the report as the strategic leaders asked", "coordinator",
    ),
    "leaders endorsed it": (
        at_step("ReportScrutinised", scrutiny_outcome="endorse_with_edits"),
        "sending", "Send the report to the National Panel by 30 September 2026", "coordinator",
    ),
    "sent": (SENT, "panel", "Wait for the National Panel's reply", ""),
    "panel wants to know more": (
        replace(
            SENT, review_step="PanelReplied", panel_outcome="asks_for_information",
            panel_final=False,
        ),
        "panel", "Answer what the National Panel asked", "statutory_partner",
    ),
    "panel asks to reconsider": (
        RECONSIDER, "panel", "Answer what the National Panel asked", "statutory_partner",
    ),
    "the decision is taken again": (
        replace(RECONSIDER, review_step="ReportFinalised"),
        "cspr_decision", "Look at the decision again", "subgroup_chair",
    ),
    "a local review to be undertaken": (
        replace(PUBLISHED, cspr_outcome="lcspr"),
        "learning", "Decide how the local review is undertaken", "statutory_partner",
    ),
    "a local review to be published": (
        replace(PUBLISHED, cspr_outcome="lcspr", local_review="delay"),
        "learning", "Decide whether the report of the local review is published", "statutory_partner",
    ),
    "a local review published": (
        replace(PUBLISHED, cspr_outcome="lcspr", local_review="publish_full"),
        "learning", "Close the Rapid Review", "coordinator",
    ),
    "decided again": (
        replace(RECONSIDER, review_step="CSPRDecided", cspr_round=2),
        "scrutiny", "Scrutinise the report", "strategic_leader",
    ),
    "endorsed again": (
        replace(RECONSIDER, review_step="ReportScrutinised", scrutiny_outcome="endorse"),
        "sending", "Send the report to the National Panel", "coordinator",
    ),
    "panel agreed": (LEARNING, "learning", "Draft the learning briefing", "coordinator"),
    "briefing drafted": (
        replace(LEARNING, briefing_drafted_on=date(2026, 11, 2)),
        "learning", "Check and publish the learning briefing", "coordinator",
    ),
    "briefing published": (PUBLISHED, "learning", "Close the Rapid Review", "coordinator"),
    "actions open": (
        replace(PUBLISHED, actions_open=1),
        "learning", "Close the Rapid Review; 1 action may go on", "coordinator",
    ),
    "closed": (
        replace(PUBLISHED, review_step="ReviewClosed", closed_on=TODAY), "closed", "", "",
    ),
    "another route": (LER, "other_route", "Learning review: publish its briefing", "coordinator"),
    "another route, published": (
        replace(LER, briefing_published_on=TODAY), "closed", "", "",
    ),
    "no further review": (replace(REFERRED, referral_outcome="no_further_review"), "closed", "", ""),
    "withdrawn": (replace(REFERRED, withdrawn_on=TODAY), "withdrawn", "", ""),
    "transferred": (
        replace(REFERRED, withdrawn_on=TODAY, transferred_to="DEV"), "transferred", "", "",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("case", "stage", "words", "actor"), WAY.values(), ids=WAY)
def test_a_case_stands_at_its_stage_and_says_what_comes_next(
    case: Standing, stage: str, words: str, actor: str
) -> None:
    found = stage_of(case, TODAY)
    step = next_step_of(case, found, TODAY, route="Learning review")

    assert found == stage
    assert words in step.words
    assert bool(words) == bool(step.words)
    assert step.actor == actor


def test_every_stage_stands_on_the_way() -> None:
    assert {stage for _, stage, _, _ in WAY.values()} == set(Stage)


def test_the_day_of_the_meeting_ends_the_gathering_though_a_return_is_missing() -> None:
    case = replace(
        with_returns(BEGUN, "requested"), meeting_at=datetime(2026, 9, 16, 14, tzinfo=UTC)
    )

    assert stage_of(case, date(2026, 9, 15)) is Stage.GATHERING
    assert stage_of(case, date(2026, 9, 16)) is Stage.MEETING


@pytest.mark.parametrize(
    ("stage", "label"),
    [
        (Stage.CSPR_DECISION, "Decision: CSPR subgroup"),
        (Stage.SCRUTINY, "Scrutiny: Strategic leaders"),
        (Stage.OTHER_ROUTE, "Alternative learning review"),
        (Stage.GATHERING, "Gathering information"),
    ],
)
def test_a_stage_is_named_in_the_words_of_the_partnership(stage: Stage, label: str) -> None:
    words = {"subgroup": "CSPR subgroup"}

    assert stage_label(stage, words=words, route="Alternative learning review") == label


def test_a_transferred_case_says_where_it_went_as_far_as_that_is_known() -> None:
    said = [stage_label(Stage.TRANSFERRED, words={}, route="", area=area) for area in ("Devon", "")]

    assert said == ["Transferred to Devon", "Transferred to another area"]


@pytest.mark.parametrize(
    ("case", "outcome"),
    [
        (REFERRED, ""),
        (DECIDED, ""),
        (LER, "learning_from_experience"),
        (at_step("CSPRDecided", cspr_outcome="no_lcspr"), "no_lcspr"),
    ],
)
def test_the_outcome_is_the_latest_decision(case: Standing, outcome: str) -> None:
    assert outcome_of(case) == outcome


def test_a_case_whose_review_closed_stays_with_its_learning_until_that_is_shared() -> None:
    closed = replace(SENT, review_step="ReviewClosed", briefing_drafted_on=date(2026, 10, 9))
    shared = replace(closed, briefing_published_on=date(2026, 10, 20))

    assert stage_of(closed, TODAY) is Stage.LEARNING
    assert next_step_of(closed, Stage.LEARNING, TODAY, route="").words == (
        "Check and publish the learning briefing"
    )
    assert stage_of(shared, TODAY) is Stage.CLOSED
