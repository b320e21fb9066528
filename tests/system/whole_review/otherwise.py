# ruff: noqa: RUF001 - people read typographic apostrophes, not typewriter ones.
"""What goes otherwise: a lead who does not agree, a late notice, partners who differ, a report that comes back."""

from __future__ import annotations

import re
from datetime import timedelta

from tests.system.whole_review.beginning import PARTNERS, SERIOUS, TODAY, at_work, found, present
from tests.system.whole_review.cast import (
    COORDINATOR,
    LEAD,
    LEADER,
    NOTIFIER,
    NURSE,
    PARTNER,
    Cast,
)
from tests.system.whole_review.deciding import RECORD, agreed

LONG_AGO = TODAY - timedelta(days=60)
WITHHELD = "It happened in another family, and was referred there."
LATE_NOTICE = "The records came from another area."
POLICE_REASON = "We see an accident."
RETURNED = "Say more about the first weeks."


async def the_lead_does_not_agree(cast: Cast) -> None:
    """With that it stays in the agency."""
    lead = cast[LEAD]
    await lead.finds("Agree to a referral of your agency")
    await lead.answers(
        {"Do you agree that this incident is referred?": "Not agreed", "When was it decided?": TODAY,
         "Why?": WITHHELD, "Your name": "Olu Example", "Your role": "Head of safeguarding"}
    )  # fmt: skip
    await lead.presses("Record your answer")
    assert await lead.heading() == "Your answer is recorded"


async def the_authority_notifies_late(cast: Cast) -> None:
    """It is asked why; late is a fact with a reason, and does not stop anybody."""
    notifier = cast[NOTIFIER]
    await notifier.goes_to("/")
    await notifier.follows("Notify a serious incident")
    form = notifier.page.url
    await notifier.follows("The child or children")
    await notifier.presses("Add a first child")
    await notifier.answers({"Name": "Bea Invented"})
    await notifier.presses("Save and continue")
    await notifier.goes_to(f"{form}/part/times")
    times = ("1. When did it happen?", "2. When did the first agency know of it?",
             "3. When did the local authority know of it?")  # fmt: skip
    await notifier.answers(dict.fromkeys(times, LONG_AGO) | {"4. When was the notice sent?": TODAY})
    await notifier.presses("Save and continue")
    await notifier.goes_to(f"{form}/check")
    assert "Nothing is missing" not in await notifier.reads()
    await notifier.goes_to(form)
    await notifier.fills_in(
        "Record the notice",
        {
            "The notice": {"Local authority": "Plymouth children’s social care"},
            "The four times": {"Why was it sent later than five working days?": LATE_NOTICE},
            "What happened": {
                "What kind of incident was it?": "A child was seriously harmed",
                "Is abuse or neglect known or suspected?": "Suspected", "What happened?": "She was found hurt.",
            },
            "Agencies, areas and other processes": {
                "Agencies that you know are involved with the family": ["Hospital, Plymouth"],
            },
        },
    )  # fmt: skip
    assert await notifier.heading() == "The notice is recorded"
    reference = re.search(r"PLY-RR-\d{4}-\d{4}", await notifier.reads())
    assert reference is not None
    cast.reference = reference[0]


async def the_partners_say(cast: Cast, **views: str) -> None:
    """Each partner's view, by the words of its answer."""
    said = dict(zip(PARTNERS, (views["authority"], views["icb"], views["police"]), strict=True))
    for partner, view in said.items():
        person = cast[NURSE if partner == PARTNERS[1] else PARTNER]
        await person.finds("Give your view on the referral", about=cast.reference)
        met = "Met" if view.startswith("Yes") else "Not met"
        await person.answers(
            {"Whose view is it?": partner, "Is this a serious child safeguarding case?": view,
             **found(*SERIOUS, finding=met, why=POLICE_REASON), "Why?": POLICE_REASON}
        )  # fmt: skip
        await person.presses("Record the view")
        assert await person.heading() == "The view is recorded"


async def a_review_begins_against_a_view(cast: Cast) -> None:
    """Who saw it otherwise is written down, and to whom that went; it was decided weeks ago, and is recorded now."""
    partner = await at_work(cast, PARTNER, "Decide whether a Rapid Review begins")
    await partner.fills_in(
        RECORD,
        {
            "The decision": {
                "Does a Rapid Review begin?": "Begin, because the incident was notified",
                "When was it decided?": TODAY - timedelta(days=45), "Why?": "Two of three see both parts met.",
            },
            "Criterion by criterion": found(*SERIOUS),
            "What each statutory partner thinks": {
                "Police": {"View": "Does not agree", "Reason": POLICE_REASON},
            },
            "Who took part": {
                **present(3),
                "Who was a disagreement escalated to, or why was it not?": "The chief officers",
            },
        },
    )  # fmt: skip
    assert await partner.heading() == "The decision is recorded", await partner.reads()


async def another_route_is_taken(cast: Cast) -> None:
    """No Rapid Review begins; what can be learned is learned together."""
    partner = await at_work(cast, PARTNER, "Decide whether a Rapid Review begins")
    await partner.fills_in(
        RECORD,
        {
            "The decision": {
                "Does a Rapid Review begin?": "Do not begin; another route", "When was it decided?": TODAY,
                "Why?": "It is no serious incident.", "Which other route?": "Learning from Experience Review",
            },
            "Criterion by criterion": found(*SERIOUS, finding="Not met"),
            "Who took part": present(3),
        },
    )  # fmt: skip
    assert await partner.heading() == "The decision is recorded", await partner.reads()


async def the_hospital_does_not_know_the_family(cast: Cast) -> None:
    """A nil return, signed by its lead."""
    lead = cast[LEAD]
    await lead.finds("Hospital, Plymouth", f"/cases/{cast.reference}/people")
    await lead.follows("We do not know the family")
    await lead.answers(
        {"When were the records checked?": TODAY, "Which systems were searched?": "Patient record",
         "Role of the senior manager who signs": "Director of nursing", "Signed on": TODAY, "Day of the return": TODAY}
    )  # fmt: skip
    await lead.presses("Send the nil return")
    assert await lead.heading() == "The nil return is sent"


async def the_leaders_return_it(cast: Cast) -> None:
    """They say what they miss; the report comes again."""
    leader = cast[LEADER]
    await leader.finds("Scrutinise the report", about=cast.reference)
    await leader.fills_in(
        "Record the scrutiny",
        {
            "The decision": {
                "Do the safeguarding partners endorse the report and the decision?": "Returned",
                "When was it decided?": TODAY, "Why?": RETURNED,
            },
            "What each statutory partner thinks": agreed(),
        },
    )  # fmt: skip
    assert await leader.heading() == "The scrutiny is recorded"


async def it_is_sent_late(cast: Cast) -> None:
    """With the reason that the form asks for, and only then."""
    coordinator = await at_work(cast, COORDINATOR, "Send to the National Panel")
    await coordinator.answers({"When was it sent?": TODAY})
    await coordinator.sends("Record the sending")
    assert "There is a problem" in await coordinator.reads()
    reason = coordinator.page.get_by_label("Why was it sent after the last working day?")
    group = coordinator.page.get_by_role(
        "group", name="Why was it sent after the last working day? (optional)"
    )
    await (
        group.get_by_role("radio").first.check()
        if await group.count()
        else reason.select_option(index=1)
    )
    await coordinator.sends("Record the sending")
    assert await coordinator.heading() == "The sending is recorded"


async def the_local_review_is_commissioned(cast: Cast) -> None:
    """The partners decide how it is undertaken."""
    leader = await at_work(cast, LEADER, "Commission the local review")
    await leader.fills_in(
        RECORD,
        {
            "The decision": {
                "How is the local review undertaken?": "Commissioned", "When was it decided?": TODAY,
                "Why?": "There is more to learn.",
                "On what conditions, or with what scope?": "The last two years.",
            },
            "What each statutory partner thinks": agreed(),
            "How it is undertaken": {
                "Key lines of enquiry": "What was known?", "Who undertakes it? (a role)": "Reviewer",
                "Method": "Interviews",
            },
        },
    )  # fmt: skip
    assert await leader.heading() == "The decision is recorded"
