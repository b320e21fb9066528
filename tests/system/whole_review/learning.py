"""What follows: an action from its agreement to its end, the briefing, and the close."""

from __future__ import annotations

from tests.system.whole_review.beginning import TODAY, at_work
from tests.system.whole_review.cast import AUTHOR, CHAIR, COORDINATOR, Cast

BOXES = ("Background", "What happened", "Why it matters", "What was found", "Good practice",
         "What to do differently", "Questions for your team")  # fmt: skip
EVIDENCE = "The new leaflet is in use on every ward."


async def an_action_is_agreed(cast: Cast) -> None:
    """The recommendation of the meeting becomes the hospital's action."""
    chair = await at_work(cast, CHAIR, "Agree an action")
    await chair.answers(
        {"Which recommendation does it follow?": "R1: The same advice on sleep from every service.",
         "What is to be done, and what should change for children?": "One leaflet, talked through with every family.",
         "Which agency carries it out?": "Hospital, Plymouth", "Agreed on": TODAY, "Due on": TODAY}
    )  # fmt: skip
    await chair.presses("Agree the action")
    assert await chair.heading() == "The action is agreed"


async def the_hospital_carries_it_out(cast: Cast) -> None:
    """It begins, and shows what it has done."""
    author = cast[AUTHOR]
    await author.finds("Show that the action was carried out", about=cast.reference)
    await author.follows("Begin the action")
    await author.answers({"Begun on": TODAY})
    await author.presses("Record that it was begun")
    await author.finds("Show that the action was carried out", about=cast.reference)
    await author.follows("Show that the action was carried out")
    await author.answers({"What shows that it was carried out?": EVIDENCE, "Day": TODAY})
    await author.presses("Record the evidence")
    assert await author.heading() == "The evidence is recorded"


async def its_impact_is_seen_and_it_is_closed(cast: Cast) -> None:
    """Done is not the end of it: somebody looks at what it has changed."""
    coordinator = await at_work(cast, COORDINATOR, "Check the impact of the action")
    await coordinator.answers(
        {
            "What has changed?": "Something is better for children",
            "How do you know?": "Parents say so.",
            "Day": TODAY,
        }
    )
    await coordinator.presses("Record the check")
    coordinator = await at_work(cast, COORDINATOR, "Close the action")
    await coordinator.answers(
        {
            "What has changed for children since it was carried out?": "Parents know whom to ask.",
            "Day": TODAY,
        }
    )
    await coordinator.presses("Close the action")
    assert await coordinator.heading() == "The action is closed"


async def the_briefing_is_published(cast: Cast) -> None:
    """In seven boxes, after two people have read it."""
    coordinator = await at_work(cast, COORDINATOR, "Learning briefing")
    await coordinator.fills_in(
        "Publish the briefing",
        {
            "The seven boxes": dict.fromkeys(BOXES, "In plain words."),
            "Review": {
                "Who checked that nobody can be recognised?": "Named nurse\nSafeguarding officer"
            },
            "Publish": {"Day of the publication": TODAY},
        },
    )
    assert await coordinator.heading() == "The briefing is published"


async def the_review_is_closed(cast: Cast) -> None:
    """By the chair of the subgroup, when the review knows that nothing is left to do."""
    await cast.has_heard()
    chair = await at_work(cast, CHAIR, "Close the review")
    await chair.answers(
        {
            "Is the review closed?": "Closed",
            "When was it decided?": TODAY,
            "Why?": "Every action is closed.",
        }
    )
    await chair.sends("Record the decision")
    assert await chair.heading() == "The decision is recorded"
