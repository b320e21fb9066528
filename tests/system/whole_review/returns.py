# ruff: noqa: RUF001 - people read typographic apostrophes, not typewriter ones.
"""Two agencies write their returns: one in several sittings and with a table, the other with a question to answer."""

from __future__ import annotations

from pathlib import Path

from tests.system.whole_review.beginning import TODAY, at_work
from tests.system.whole_review.cast import AUTHOR, COORDINATOR, HOUSING, Cast
from tests.system.whole_review.glances import until
from tests.system.whole_review.person import Answers, Person

HOSPITAL_NAME, HOUSING_NAME = "Hospital, Plymouth", "Housing, Plymouth"
COLUMNS = (
    "Date,How exact is the date?,Kind of event,What happened,Was the child seen?,Record or system"
)
TABLE = f"""{COLUMNS},Who may read this row?
2026-03-02,exact,medical,Born at term. Both were well.,yes,Maternity record,standard
2026-05-11,exact,contact,Mother asked by telephone about sleep.,no,Maternity record,standard
"""
SENT = "The return is sent"
BASICS: Answers = {
    "When were the records checked?": TODAY, "Which systems were searched?": "Electronic patient record",
}  # fmt: skip
TOGETHER: Answers = {
    "Was this written together with practitioners?": "Yes", "Which practitioners (by their role)?": "Midwife 1",
    "Support that practitioners were offered": "A talk on the same day.",
}  # fmt: skip
CHILD: Answers = {
    "What was it like to be this child?": "She slept best beside her brother.",
    "Identity and context": "A young family, new in the city.",
}
SIGNED: Answers = {
    "Role of the senior manager who signs": "Director of nursing", "Signed on": TODAY, "Day of the return": TODAY,
}  # fmt: skip
QUESTION = "Which repair was still open?"


async def the_hospital_begins_its_return_and_leaves(cast: Cast) -> None:
    """What was typed is kept, also by whoever closes the window over a half-written sentence."""
    author = cast[AUTHOR]
    await _opens_the_return(cast, author)
    await author.follows("Your agency and its records")
    await author.answers(BASICS)
    await author.presses("Save and continue")
    assert await author.heading() == "Who is known to you"
    await author.presses("Save and continue")
    await author.answers(TOGETHER)
    await author.presses("Save and come back later")
    assert "What you typed is saved." in await author.reads()


async def the_hospital_resumes_and_sees_what_is_missing(cast: Cast, table: Path) -> None:
    """It comes back by its list of forms, uploads its chronology, and is told what is missing before it sends."""
    author = cast[AUTHOR]
    await author.goes_to("/forms")
    await author.follows("Your agency’s return")
    await author.follows("How practitioners took part")
    assert await author.page.get_by_label(
        "Support that practitioners were offered"
    ).input_value() == ("A talk on the same day.")
    await author.presses("Save and continue")
    await author.answers({"Summary of your involvement": "Birth and two contacts."})
    await author.presses("Save and continue")
    await author.answers(CHILD)
    await author.presses("Save and continue")
    await author.follows("Back to all sections")
    await author.follows("See what is missing, and send")
    missing = await author.reads()
    assert "Still missing or to mend: 3" in missing
    assert "Role of the senior manager who signs" in missing
    await author.follows("Change chronology")
    await author.uploads("CSV file", table)
    await author.presses("Add the rows of the table")
    assert "Mother asked by telephone about sleep." in await author.reads()
    await author.presses("Save and continue")
    await author.answers(SIGNED)
    await author.presses("Save and continue")
    await author.presses("Send the return")
    assert await author.heading() == SENT


async def housing_returns_without_any_script(cast: Cast) -> None:
    """All of it works in a browser that runs none."""
    author = cast[HOUSING]
    await _opens_the_return(cast, author)
    await author.fills_in(
        "Send the return",
        {
            "Your agency and its records": BASICS, "How practitioners took part": TOGETHER,
            "Your involvement": {"Summary of your involvement": "Two repairs."}, "The child’s life and identity": CHILD,
            "Sign-off by a senior manager": SIGNED,
        },
    )  # fmt: skip
    assert await author.heading() == SENT


async def the_coordinator_asks_housing_a_question(cast: Cast) -> None:
    """A question, not a refusal: what was sent stays."""
    coordinator = await _reads_the_return_of(cast, HOUSING_NAME)
    assert "She slept best beside her brother." in await coordinator.reads()
    await coordinator.follows("Ask a question")
    await coordinator.answers({"Your question": QUESTION})
    await coordinator.presses("Send the question")
    assert await coordinator.heading() == "The question is sent"


async def housing_answers_it(cast: Cast) -> None:
    """From the task on the first page; what was sent before stands in the form."""
    author = cast[HOUSING]
    await author.finds("Answer the question about your agency’s return", about=cast.reference)
    assert QUESTION in await author.reads()
    await author.fills_in(
        "Send the return",
        {
            "Your involvement": {
                "Summary of your involvement": "Two repairs: a window, a lock that is still open."
            }
        },
    )
    assert await author.heading() == SENT


async def the_coordinator_accepts(cast: Cast, agency: str) -> None:
    """From its page, after reading it."""
    coordinator = await _reads_the_return_of(cast, agency)
    await coordinator.follows("Accept the return")
    await coordinator.presses("Accept the return")
    assert await coordinator.heading() == "The return is accepted"
    await _the_review_knows(cast, agency)


async def _the_review_knows(cast: Cast, agency: str) -> None:
    """Until then, whoever opened a form of the review is asked to look again before it is sent."""

    async def known() -> bool:
        coordinator = await at_work(cast, COORDINATOR)
        lines = await coordinator.page.locator("main .rr-lines__line").all_inner_texts()
        return any(agency in line and "Accepted" in line for line in lines)

    await until(f"the review knows of {agency}", known, expected=True)


async def _opens_the_return(cast: Cast, author: Person) -> None:
    await author.finds("Send your agency’s return", about=cast.reference)


async def _reads_the_return_of(cast: Cast, agency: str) -> Person:
    coordinator = await at_work(cast, COORDINATOR, agency)
    assert await coordinator.heading() == f"Return of {agency}"
    return coordinator
