"""The meeting, the report, the decision about a local review, its scrutiny, and the National Panel."""

from __future__ import annotations

from tests.system.whole_review.beginning import PARTNERS, TODAY, at_work, found, present
from tests.system.whole_review.cast import CHAIR, COORDINATOR, LEADER, SCRUTINEER, Cast
from tests.system.whole_review.person import Answers

RECORD = "Record the decision"
LOCAL_REVIEW = (
    "The case shows, or may show, that improvements are needed, also where they were found before",
    "The case shows, or may show, themes that recur",
    "The case raises, or may raise, concern about how two or more agencies worked together",
    "The Panel has considered the case and thinks a local review fits better",
)
SUBGROUP = "Decision: CSPR subgroup: Decide whether to undertake a Local Child Safeguarding Practice Review"
LEADERS = "Scrutiny: Strategic leaders: Scrutinise the report and the decision"
SEND = "Send the report to the National Panel"
PANEL = "With the National Panel: Wait for the National Panel's reply"
DISCUSSED = "Advice on sleep was given twice and not talked through."
COMMENT = "The report names good practice."


def agreed() -> Answers:
    """Each partner agrees with the outcome."""
    return {partner: {"View": "Agrees"} for partner in PARTNERS}


async def the_meeting_is_held(
    cast: Cast, *, outcome: str = "Recommends no local review", every_return: bool = False
) -> None:
    """Along its agenda: who was there, what was said, what is recommended to whom."""
    coordinator = await at_work(cast, COORDINATOR, "Record the Rapid Review meeting")
    await coordinator.follows("Who was there and what was said")
    assert "The safety of children now" in await coordinator.reads()
    there = ["Hospital, Plymouth"] if every_return else ["Hospital, Plymouth", "Housing, Plymouth"]
    await coordinator.answers({"Agencies that were there": there, "What was said": DISCUSSED})
    if not every_return:
        why = "Why did the meeting go ahead without some of the returns?"
        await coordinator.answers({why: "Social care sends its return next week."})
    await coordinator.presses("Save and continue")
    await coordinator.presses("Add a first recommendation")
    await coordinator.answers(
        {"Short code": "R1", "What should change": "The same advice on sleep from every service.",
         "Kind": "For several agencies", "Themes": ["Safe sleeping"],
         "Which agency carries it out?": "Hospital, Plymouth"}
    )  # fmt: skip
    await coordinator.presses("Save and continue")
    await coordinator.fills_in(
        "Record the meeting",
        {
            "The decision": {
                "What does the meeting recommend?": outcome, "When was it decided?": TODAY,
                "Why?": "What was learned can be done now.",
            },
            "Who took part": present(3),
        },
        first="Back to all sections",
    )  # fmt: skip
    assert await coordinator.heading() == "The meeting is recorded"


async def the_report_is_drafted_and_signed(cast: Cast) -> None:
    """Section by section; the day on which it is final is the signature of the partnership."""
    coordinator = await at_work(cast, COORDINATOR, "The Rapid Review report")
    await coordinator.fills_in(
        "Sign the report and make it final",
        {
            "What happened": {"The facts": "A baby died.", "What was done at once": "Advice is the same now."},
            "The child": {"Identity and context": "A young family, new in the city."},
            "What was learned": {"Learning for the agencies here": DISCUSSED},
            "What comes next": {
                "Next steps": "Actions, and a briefing.", "Returns that are missing": "Social care, next week.",
            },
            "Make it final": {"Day on which the report is final": TODAY},
        },
    )  # fmt: skip
    assert await coordinator.heading() == "The report is final"


async def the_scrutineer_comments(cast: Cast) -> None:
    """From the first page; it changes nothing and stands beside the decisions."""
    scrutineer = cast[SCRUTINEER]
    await scrutineer.finds("Comment on the report as independent scrutineer", about=cast.reference)
    await scrutineer.answers({"Comment": COMMENT, "Day": TODAY})
    await scrutineer.sends("Record the comment")
    assert await scrutineer.heading() == "The comment is recorded"


async def the_subgroup_decides(
    cast: Cast, *, outcome: str = "No local review", finding: str = "Not met"
) -> None:
    """Criterion by criterion, from the task of its chair."""
    chair = cast[CHAIR]
    await chair.finds("Decide whether there should be a practice review", about=cast.reference)
    await chair.fills_in(
        RECORD,
        {
            "The decision": {
                "Is a Local Child Safeguarding Practice Review undertaken?": outcome,
                "When was it decided?": TODAY, "Why?": "So the four criteria say.",
            },
            "Criterion by criterion": found(*LOCAL_REVIEW, finding=finding),
            "Who took part": present(3),
        },
    )  # fmt: skip
    assert await chair.heading() == "The decision is recorded"


async def the_leaders_endorse(cast: Cast) -> None:
    """What each of the three partners' leaders thinks is written down with it."""
    leader = cast[LEADER]
    await leader.finds("Scrutinise the report", about=cast.reference)
    await leader.fills_in(
        "Record the scrutiny",
        {
            "The decision": {
                "Do the safeguarding partners endorse the report and the decision?": "Endorsed",
                "When was it decided?": TODAY,
            },
            "What each statutory partner thinks": agreed(),
        },
    )  # fmt: skip
    assert await leader.heading() == "The scrutiny is recorded"


async def it_is_sent_to_the_panel(cast: Cast) -> None:
    """Within its fifteen days, so that nobody is asked why it is late."""
    coordinator = await at_work(cast, COORDINATOR, "Send to the National Panel")
    await coordinator.answers({"When was it sent?": TODAY})
    await coordinator.sends("Record the sending")
    assert await coordinator.heading() == "The sending is recorded"


async def the_panel_replies(cast: Cast) -> None:
    """And agrees."""
    coordinator = await at_work(cast, COORDINATOR, "Record the reply of the National Panel")
    await coordinator.answers(
        {
            "What does the Child Safeguarding Practice Review Panel answer?": "Agrees",
            "When was it decided?": TODAY,
        }
    )
    await coordinator.sends("Record the reply")
    assert await coordinator.heading() == "The reply is recorded"
