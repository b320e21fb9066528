"""Those who look on: the auditor replays the case, verifies it and sees who read it; the operator has nothing to do."""

from __future__ import annotations

from tests.system.whole_review.cast import AUDITOR, ELSEWHERE, OPERATOR, Cast

CHAIN = (
    "Referral prepared", "referred an incident", "sent the Serious Incident Notification", "Partner view recorded",
    "decided to begin a Rapid Review", "The Rapid Review began", "The Rapid Review meeting was set",
    "Hospital, Plymouth returned its information", "Housing, Plymouth was asked for more about its return",
    "Housing, Plymouth corrected its information", "The return of Hospital, Plymouth was accepted",
    "The Rapid Review meeting of 2 agencies", "The Rapid Review report was finalised", "The independent scrutineer",
    "The CSPR subgroup decided", "The strategic leaders endorsed", "sent to the National Panel",
    "The National Panel agreed", "was agreed with Hospital", "was shown to have been carried out",
    "and the action was closed", "The learning briefing was published", "The Rapid Review was closed",
)  # fmt: skip
"""Some of what happened, in the order in which it became known."""


async def the_auditor_replays_it(cast: Cast) -> None:
    """Step by step in its order; nothing was altered; who read it is there, and the other partnership is not."""
    auditor = cast[AUDITOR]
    await auditor.goes_to(f"/audit/{cast.reference}")
    told = await auditor.page.locator("main ol li").all_inner_texts()
    places = [next((n for n, one in enumerate(told) if said in one), -1) for said in CHAIN]
    assert -1 not in places, [said for said, place in zip(CHAIN, places, strict=True) if place < 0]
    assert places == sorted(places)
    await auditor.follows("Next step")
    assert "Step 2 of" in await auditor.reads()
    await auditor.follows("Is it what was stored?")
    assert "are as they were stored: none was changed" in await auditor.reads()
    await auditor.goes_to(f"/reads?reference={cast.reference}")
    assert await auditor.heading() == f"Who read {cast.reference}"
    read = await auditor.reads()
    for label in (
        "Hospital author, Plymouth",
        "Coordinator, Plymouth",
        "Strategic leader, Plymouth",
    ):
        assert label in read
    assert ELSEWHERE not in read


async def the_operator_has_nothing_to_do(cast: Cast) -> None:
    """Everything flowed; and whoever runs the platform sees nothing of the case."""
    operator = cast[OPERATOR]
    await operator.goes_to("/operations")
    said = await operator.reads()
    assert "Everything runs, and nothing waits for a person." in said
    assert cast.reference not in said
