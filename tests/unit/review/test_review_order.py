"""Each step has its place: what is asked too early or too late is refused, with a reason of its own."""

from __future__ import annotations

import pytest

from chassis.errors import WrongState
from services.review.domain.values import Stage
from tests.support.facts import recorded
from tests.unit.review.a_review import ACTS, at_stage

REFUSED: dict[str, dict[Stage, str]] = {
    "involve": dict.fromkeys(list(Stage)[2:], "review.agencies_settled"),
    "schedule": dict.fromkeys(list(Stage)[1:], "review.meeting_already_held"),
    "hold": dict.fromkeys(list(Stage)[1:], "review.meeting_already_held"),
    "finalise": {Stage.GATHERING: "review.meeting_not_held"}
    | dict.fromkeys(list(Stage)[3:], "review.report_settled"),
    "decide": dict.fromkeys(list(Stage)[:2], "review.report_not_final")
    | dict.fromkeys(list(Stage)[3:], "review.cspr_already_decided"),
    "scrutinise": dict.fromkeys(list(Stage)[:3], "review.cspr_not_decided")
    | dict.fromkeys(list(Stage)[4:], "review.already_scrutinised"),
    "send": dict.fromkeys(list(Stage)[:4], "review.not_endorsed")
    | dict.fromkeys(list(Stage)[5:], "review.already_sent")
    | {Stage.PANEL_ASKED: "review.answer_due"},
    "reply": dict.fromkeys(list(Stage)[:5], "review.not_sent")
    | {Stage.PANEL_ASKED: "review.answer_due", Stage.PANEL_REPLIED: "review.reply_is_final"},
    "respond": dict.fromkeys(
        [one for one in Stage if one is not Stage.PANEL_ASKED], "review.nothing_asked"
    ),
    "comment": dict.fromkeys(list(Stage)[:2], "review.report_not_final"),
    "remark": dict.fromkeys(list(Stage)[:2], "review.report_not_final"),
    "close": dict.fromkeys(list(Stage)[:7], "review.reply_not_final"),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("stage", Stage)
def test_a_step_is_taken_in_its_place_and_refused_elsewhere(stage: Stage, act: str) -> None:
    review = at_stage(stage)
    expected = "review.closed" if stage is Stage.CLOSED else REFUSED[act].get(stage)
    if expected is None:
        ACTS[act](review)

        assert len(recorded(review)) == 1
        return
    with pytest.raises(WrongState) as refused:
        ACTS[act](review)

    assert refused.value.code == expected
    assert recorded(review) == []


def test_a_review_that_goes_well_comes_to_its_end_in_the_written_order() -> None:
    assert at_stage(Stage.CLOSED).stage is Stage.CLOSED
