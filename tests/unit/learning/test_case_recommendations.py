"""What is known of a case's recommendations only ever grows."""

from __future__ import annotations

from datetime import date

from services.learning.domain.case_recommendations import (
    CaseRecommendations,
    RecommendationsAdded,
    RecommendationsNoted,
    stream_of,
)
from tests.support.facts import recorded
from tests.unit.learning.learned import AT, CASE, IDENTITY, recommendation, recommendations


def test_the_recommendations_of_a_meeting_are_known_by_their_ids() -> None:
    one = CaseRecommendations.note(
        IDENTITY, [recommendation("R1"), recommendation("R2")], held_on=date(2026, 9, 23), at=AT
    )

    assert recorded(one) == [RecommendationsNoted]
    assert one.id == stream_of(CASE)
    assert list(one.recommendations) == ["R1", "R2"]
    assert (one.is_open_to("PLY"), one.is_open_to("DEV")) == (True, False)


def test_a_later_meeting_takes_no_recommendation_away() -> None:
    one = recommendations("R1", "R2")

    one.add([recommendation("R3")], held_on=date(2026, 10, 20), at=AT)

    assert recorded(one) == [RecommendationsAdded]
    assert list(one.recommendations) == ["R1", "R2", "R3"]


def test_the_later_word_on_a_recommendation_counts() -> None:
    one = recommendations("R1")

    one.add([recommendation("R1", owner="plymouth-schools")], held_on=date(2026, 10, 20), at=AT)

    assert one.recommendations == {"R1": recommendation("R1", owner="plymouth-schools")}
