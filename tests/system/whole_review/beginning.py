# ruff: noqa: RUF001 - people read typographic apostrophes, not typewriter ones.
"""From the first question to the beginning of a Rapid Review."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

from chassis.rules.working_days import london_date
from tests.system.whole_review.cast import AUTHOR, COORDINATOR, LEAD, NOTIFIER, NURSE, PARTNER, Cast
from tests.system.whole_review.person import Answers, Person

TODAY = london_date(datetime.now(UTC))
THREE_DAYS_AGO, YESTERDAY = TODAY - timedelta(days=3), TODAY - timedelta(days=1)
RISK = "Is a child at risk of harm now?"
IN_TIME = {"1. When did it happen?": YESTERDAY, "2. When did the first agency know of it?": YESTERDAY,
           "3. When did the local authority know of it?": YESTERDAY, "4. When was the notice sent?": TODAY}  # fmt: skip
SERIOUS = (
    "Abuse or neglect of a child is known or suspected",
    "The child has died or been seriously harmed",
)
PARTNERS = ("Local authority", "Integrated Care Board", "Police")
UNDECIDED = (
    "Referral: Give the views of the three statutory partners and decide whether to begin a Rapid Review"
    " Statutory partner"
)


def in_words(day: date) -> str:
    """A day as pages write it."""
    return f"{day.day} {day:%B %Y}"


def found(*criteria: str, finding: str = "Met", why: str = "The records show it.") -> Answers:
    """The same finding of each criterion."""
    return {one: {"Finding": finding, "What this rests on": why} for one in criteria}


def present(count: int) -> Answers:
    """Everybody whom a gate needs was there."""
    return {f"Body {number}": {"Were they there?": "Present"} for number in range(1, count + 1)}


async def at_work(cast: Cast, name: str, way: str = "") -> Person:
    """Somebody on the page of the case's work, and on to the form to which it leads them."""
    person = cast[name]
    await person.finds("Work on this case", f"/cases/{cast.reference}")
    if way:
        await person.finds(way, person.page.url)
    return person


async def the_author_refers(cast: Cast) -> None:
    """The first question comes first: whoever is not sure helps the child before anything is written."""
    author = cast[AUTHOR]
    await author.goes_to("/")
    await author.follows("Refer an incident")
    await author.answers({RISK: "Yes, or I am not sure"})
    await author.presses("Continue")
    assert await author.heading() == "Keep the child safe first"
    assert "call 999 now" in await author.reads()
    await author.follows("Go back to the question")
    await author.answers({RISK: "No, every child is safe now"})
    await author.presses("Continue")
    await author.follows("About you")
    await author.answers(
        {"Your agency": "Hospital, Plymouth", "Your name": "Nadia Example", "Your role": "Named nurse",
         "I know that this is not a safeguarding referral, and that a child at risk now is helped first": True}
    )  # fmt: skip
    await author.presses("Save and continue")
    await author.presses("Add a first child")
    await author.answers({"Name": "Ada Invented", "Date of birth": THREE_DAYS_AGO, "Sex": "Female"})
    await author.presses("Save and continue")
    await author.fills_in(
        "Send to your senior safeguarding lead",
        {
            "What happened": {
                "What kind of incident was it?": "A child has died",
                "Is abuse or neglect known or suspected?": "Suspected", "When did it happen?": YESTERDAY,
                "What happened?": "She was found lifeless in the morning.", "Why is it serious?": "She died.",
            },
            "Safety now": {
                "What was done for the safety of the child, of brothers and sisters, and of other children?":
                    "Her brother is with his grandmother.",
            },
            "Agencies, areas and other processes": {
                "Agencies that you know are involved with the family":
                    ["Hospital, Plymouth", "Plymouth children’s social care"],
            },
            "Why a review should be considered": {"Why should this be considered?": "Two agencies knew the family."},
        },
        first="Back to all sections",
    )  # fmt: skip
    assert "Nobody outside your agency knows of it before." in await author.reads()


async def the_lead_agrees(cast: Cast) -> None:
    """With that the partnership has received it, and it gets its reference."""
    lead = cast[LEAD]
    await lead.finds("Agree to a referral of your agency")
    assert "She was found lifeless in the morning." in await lead.reads()
    assert "Ada Invented" not in await lead.reads()
    await lead.answers(
        {"Do you agree that this incident is referred?": "Agreed", "When was it decided?": TODAY,
         "Your name": "Olu Example", "Your role": "Head of safeguarding"}
    )  # fmt: skip
    await lead.presses("Record your answer")
    reference = re.search(r"PLY-RR-\d{4}-\d{4}", await lead.reads())
    assert reference is not None
    cast.reference = reference[0]


async def the_authority_notifies_in_time(cast: Cast) -> None:
    """The notice is of the case that was referred: what is known of it stands there already."""
    notifier = cast[NOTIFIER]
    await notifier.finds("A referral has come in", about=cast.reference)
    await notifier.follows("Notice of a serious incident")
    await notifier.follows("The child or children")
    await notifier.presses("Add a first child")
    await notifier.answers({"Name": "Ada Invented"})
    await notifier.presses("Save and continue")
    await notifier.fills_in(
        "Record the notice",
        {
            "The notice": {"Local authority": "Plymouth children’s social care"},
            "The four times": IN_TIME,
        },
        first="Back to all sections",
    )
    assert await notifier.heading() == "The notice is recorded"


async def each_partner_says_what_it_thinks(cast: Cast) -> None:
    """Each from the task that stands on their first page."""
    for name, partner in (
        (PARTNER, "Local authority"),
        (NURSE, "Integrated Care Board"),
        (PARTNER, "Police"),
    ):
        person = cast[name]
        await person.finds("Give your view on the referral", about=cast.reference)
        await person.answers(
            {"Whose view is it?": partner, "Is this a serious child safeguarding case?": "Yes, the criteria are met",
             **found(*SERIOUS), "Why?": "Neglect is suspected, and she died."}
        )  # fmt: skip
        await person.presses("Record the view")
        assert await person.heading() == "The view is recorded"


async def a_rapid_review_begins(cast: Cast) -> None:
    """The partners decide it at the gate, criterion by criterion."""
    partner = await at_work(cast, PARTNER, "Decide whether a Rapid Review begins")
    await partner.fills_in(
        "Record the decision",
        {
            "The decision": {
                "Does a Rapid Review begin?": "Begin, because the incident was notified",
                "When was it decided?": TODAY, "Why?": "Both parts of the test are met.",
            },
            "Criterion by criterion": found(*SERIOUS),
            "Who took part": present(3),
        },
    )  # fmt: skip
    assert await partner.heading() == "The decision is recorded"


async def the_review_is_set_up(cast: Cast) -> None:
    """A day for the meeting, and one more agency: housing knew the family, too."""
    await the_meeting_is_planned(cast, TODAY + timedelta(days=9))
    coordinator = await at_work(cast, COORDINATOR, "Ask one more agency")
    await coordinator.answers(
        {"Which agency?": "Housing, Plymouth", "Is this agency asked for a return?": "Asked",
         "When was it decided?": TODAY}
    )  # fmt: skip
    await coordinator.sends("Record the decision")
    assert await coordinator.heading() == "The decision is recorded"


async def the_meeting_is_planned(cast: Cast, day: date) -> None:
    """Its day can be moved until it was held."""
    coordinator = await at_work(cast, COORDINATOR, "Plan the Rapid Review meeting")
    await coordinator.answers({"When is the meeting?": day})
    await coordinator.page.get_by_label("Time", exact=True).fill("14:00")
    await coordinator.sends("Plan the meeting")
    assert await coordinator.heading() == "The meeting is planned"
