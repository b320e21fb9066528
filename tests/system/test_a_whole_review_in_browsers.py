# ruff: noqa: RUF001 - people read typographic apostrophes, not typewriter ones.
"""A whole review through the portal, from the referral to the close, with everybody in a browser of their own.

After each step it is said what everybody sees: what is theirs to do, where the case stands, what has happened; and
that all others see nothing of it. No browser may have met a fault by the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.platform_process import Platform, a_platform
from tests.system.whole_review import beginning, deciding, learning, otherwise, returns
from tests.system.whole_review.cast import (
    AUDITOR,
    AUTHOR,
    CHAIR,
    COORDINATOR,
    ELSEWHERE,
    HOUSING,
    LEAD,
    LEADER,
    MEMBER,
    NOTIFIER,
    NURSE,
    PARTNER,
    SCRUTINEER,
    WHOLE,
    Cast,
    the_cast,
)
from tests.system.whole_review.glances import (
    everybody_finds,
    everybody_sees,
    tabs_of,
)
from tests.system.whole_review.oversight import (
    the_auditor_replays_it,
    the_operator_has_nothing_to_do,
)

pytestmark = [pytest.mark.system, pytest.mark.browser, pytest.mark.timeout(1200)]

VIEW, BEGIN = (
    "Give your view on the referral",
    "Decide whether a Rapid Review begins: every partner has given its view",
)
NOTIFY = "A referral has come in: notify the incident, or follow what is decided – Plymouth children’s social care"
OF_POLICE, OF_ICB, OF_AUTHORITY = (
    f"{VIEW} – Statutory partner, {one}"
    for one in ("police", "integrated care board", "local authority")
)
RETURN = "Send your agency’s return"
HOLD = f"Hold the Rapid Review meeting on {beginning.in_words(beginning.TODAY)}"
MEETING = f"Rapid Review meeting: {HOLD}"
GATHERING = "Gathering information: "
FINISH = "Finish the report – Partnership coordinator"
PUBLISH = "Check and publish the learning briefing"
LEARNING = f"Learning: {PUBLISH}"
WHOLE_CASE = [
    "Overview",
    "People and agencies",
    "Chronology",
    "Documents",
    "Decisions",
    "Messages",
    "History",
]
COMMENT = "Comment on the report as independent scrutineer – Independent scrutineer"


@pytest.fixture
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Platform]:
    """One for each story: what an author was told in another one would stand on the same first page."""
    with a_platform(tmp_path_factory.mktemp("reviews") / "var") as running:
        running.start()
        yield running


async def test_a_review_is_played_by_everybody_from_the_referral_to_the_close(
    platform: Platform, tmp_path: Path
) -> None:
    async with the_cast(platform) as cast:
        await it_is_referred(cast)
        await it_begins(cast)
        await the_agencies_return_what_they_know(cast, tmp_path)
        await it_is_decided(cast)
        await it_goes_to_the_panel(cast)
        await the_auditor_replays_it(cast)
        await the_operator_has_nothing_to_do(cast)
        assert cast.watch.faults == []


async def it_is_referred(cast: Cast) -> None:
    await beginning.the_author_refers(cast)
    waits = "Your referral waits for your safeguarding lead to agree – Hospital, Plymouth"
    agree = "Agree to a referral of your agency, or say why not – Hospital, Plymouth"
    await everybody_sees(cast, "", todo={AUTHOR: [waits], LEAD: [agree]})

    await beginning.the_lead_agrees(cast)
    cast.readers |= WHOLE | {AUTHOR, LEAD}
    await cast.has_heard()
    await cast[MEMBER].goes_to(f"/cases/{cast.reference}/history")
    todo = {PARTNER: [OF_AUTHORITY, OF_ICB, OF_POLICE], NURSE: [OF_ICB], NOTIFIER: [NOTIFY]}
    referred = (
        f"Hospital, Plymouth referred an incident of {beginning.in_words(beginning.YESTERDAY)}."
    )
    await everybody_sees(cast, beginning.UNDECIDED, todo=todo, history=referred)
    await everybody_finds(cast, "messages", "a new case has come in", who=WHOLE)

    await beginning.the_authority_notifies_in_time(cast)
    notified = "sent the Serious Incident Notification"
    await everybody_sees(cast, beginning.UNDECIDED, todo=todo, history=notified)


async def it_begins(cast: Cast) -> None:
    await beginning.each_partner_says_what_it_thinks(cast)
    begin = f"{BEGIN} – Statutory partner"
    todo = {PARTNER: [begin], NURSE: [begin], NOTIFIER: [NOTIFY]}
    await everybody_sees(cast, beginning.UNDECIDED, todo=todo)

    await beginning.a_rapid_review_begins(cast)
    cast.readers |= {NOTIFIER}
    asked = [f"{RETURN} – Hospital, Plymouth"]
    await everybody_sees(
        cast, f"{GATHERING}Wait for 2 returns", todo={AUTHOR: asked, LEAD: asked},
        history="The statutory partners decided to begin a Rapid Review.",
    )  # fmt: skip

    await beginning.the_review_is_set_up(cast)
    cast.readers |= {HOUSING}
    todo = {AUTHOR: asked, LEAD: asked, HOUSING: [f"{RETURN} – Housing, Plymouth"]}
    waits, planned = f"{GATHERING}Wait for 3 returns", "The Rapid Review meeting was set for"
    await everybody_sees(cast, waits, todo=todo, history=planned)
    # Which agency is asked is known to that agency, and to whoever sees the whole.
    await everybody_finds(cast, "history", "Housing, Plymouth takes part", who=WHOLE | {HOUSING})


async def the_agencies_return_what_they_know(cast: Cast, folder: Path) -> None:
    table = folder / "chronology.csv"
    table.write_text(returns.TABLE, encoding="utf-8")
    await returns.the_hospital_begins_its_return_and_leaves(cast)
    await returns.the_hospital_resumes_and_sees_what_is_missing(cast, table)
    read = "Read 1 return and accept or ask for more"
    todo = {HOUSING: [f"{RETURN} – Housing, Plymouth"], COORDINATOR: [read]}
    await everybody_sees(cast, f"{GATHERING}{read}", todo=todo)
    sent = "Hospital, Plymouth returned its information: 2 chronology rows, on time."
    await everybody_finds(cast, "history", sent, who=WHOLE | {AUTHOR, LEAD})

    await returns.housing_returns_without_any_script(cast)
    await returns.the_coordinator_asks_housing_a_question(cast)
    answer = "Answer the question about your agency’s return – Housing, Plymouth"
    todo = {HOUSING: [answer], COORDINATOR: [read]}
    await everybody_sees(cast, f"{GATHERING}{read}", todo=todo)
    await returns.housing_answers_it(cast)
    for agency in (returns.HOUSING_NAME, returns.HOSPITAL_NAME):
        await returns.the_coordinator_accepts(cast, agency)
    await everybody_sees(cast, f"{GATHERING}Wait for 1 return", todo={})
    for agency, its in (("Hospital", {AUTHOR, LEAD}), ("Housing", {HOUSING})):
        said = f"The return of {agency}, Plymouth was accepted."
        await everybody_finds(cast, "history", said, who=WHOLE | its)


async def it_is_decided(cast: Cast) -> None:
    await beginning.the_meeting_is_planned(cast, beginning.TODAY)
    await everybody_sees(cast, MEETING, todo={COORDINATOR: [HOLD]})
    await deciding.the_meeting_is_held(cast)
    await everybody_sees(
        cast, "Report: Finalise the Rapid Review report", todo={COORDINATOR: [FINISH]},
        history="The Rapid Review meeting of 2 agencies recommended",
    )  # fmt: skip

    await deciding.the_report_is_drafted_and_signed(cast)
    decide = [
        "Decide whether there should be a practice review – Chair of the practice review subgroup"
    ]
    todo = {CHAIR: decide, SCRUTINEER: [COMMENT]}
    final = "The Rapid Review report was finalised (version 1)."
    await everybody_sees(cast, deciding.SUBGROUP, todo=todo, history=final)
    await deciding.the_scrutineer_comments(cast)
    commented = "The independent scrutineer gave a view."
    await everybody_sees(cast, deciding.SUBGROUP, todo=todo, history=commented)

    await deciding.the_subgroup_decides(cast)
    scrutinise = ["Scrutinise the report – Strategic leader"]
    todo = {LEADER: scrutinise, SCRUTINEER: [COMMENT]}
    decided = "decided not to undertake a Local Child Safeguarding Practice Review."
    await everybody_sees(cast, deciding.LEADERS, todo=todo, history=decided)
    # Reasons are for those who read the whole of a case.
    await everybody_finds(cast, "decisions", "So the four criteria say.", who=WHOLE)

    await deciding.the_leaders_endorse(cast)
    send = [deciding.SEND]
    await everybody_sees(
        cast, f"Sending to the National Panel: {deciding.SEND}", todo={COORDINATOR: send, SCRUTINEER: [COMMENT]},
        history="The strategic leaders endorsed the report.",
    )  # fmt: skip


async def it_goes_to_the_panel(cast: Cast) -> None:
    await deciding.it_is_sent_to_the_panel(cast)
    sent = "The report was sent to the National Panel on working day"
    await everybody_sees(cast, deciding.PANEL, todo={}, history=sent)
    await learning_follows(cast)


async def learning_follows(cast: Cast) -> None:
    await deciding.the_panel_replies(cast)
    agreed = "The National Panel agreed with the decision."
    publish = [PUBLISH]
    await everybody_sees(cast, LEARNING, todo={COORDINATOR: publish}, history=agreed)

    await learning.an_action_is_agreed(cast)
    carry = ["Show that the action was carried out – Hospital, Plymouth"]
    todo = {COORDINATOR: publish, AUTHOR: carry, LEAD: carry}
    await everybody_sees(cast, LEARNING, todo=todo, history="was agreed with Hospital, Plymouth")
    await learning.the_hospital_carries_it_out(cast)
    await learning.its_impact_is_seen_and_it_is_closed(cast)
    closed = "was checked, and the action was closed."
    await everybody_sees(cast, LEARNING, todo={COORDINATOR: publish}, history=closed)

    await learning.the_briefing_is_published(cast)
    await learning.the_review_is_closed(cast)
    # What is over is nobody's to do, and stands on no board of live cases; its pages stay for its readers.
    readers, cast.readers = cast.readers, set()
    await everybody_sees(cast, "", todo={})
    cast.readers = readers
    await everybody_finds(cast, "history", "The Rapid Review was closed.", who=readers)
    assert await tabs_of(cast, AUDITOR) == WHOLE_CASE
    assert await tabs_of(cast, AUTHOR) == [one for one in WHOLE_CASE if one != "Decisions"]
    left_open = [one.beside for one in cast.people.values() if one.beside]
    assert [await page.evaluate("window.neverReloaded") for page in left_open] == [True] * 4


async def test_a_late_notice_leads_to_a_local_review_against_one_view_and_after_a_return_by_the_leaders(
    platform: Platform,
) -> None:
    people = (NOTIFIER, PARTNER, NURSE, COORDINATOR, LEAD, CHAIR, LEADER, AUDITOR)
    async with the_cast(platform, people) as cast:
        await otherwise.the_authority_notifies_late(cast)
        yes, no = "Yes, the criteria are met", "No, the criteria are not met"
        await otherwise.the_partners_say(cast, authority=yes, icb=yes, police=no)
        await otherwise.a_review_begins_against_a_view(cast)
        cast.readers |= {*people} & WHOLE | {LEAD}
        todo = {LEAD: [f"{RETURN} – Hospital, Plymouth"]}
        await everybody_sees(cast, f"{GATHERING}Wait for 1 return", todo=todo)
        await otherwise.the_hospital_does_not_know_the_family(cast)
        await returns.the_coordinator_accepts(cast, returns.HOSPITAL_NAME)

        await deciding.the_meeting_is_held(
            cast, outcome="Recommends a local review", every_return=True
        )
        await deciding.the_report_is_drafted_and_signed(cast)
        await deciding.the_subgroup_decides(cast, outcome="A local review", finding="Met")
        await otherwise.the_leaders_return_it(cast)
        revise = "Revise the report as the strategic leaders asked"
        await everybody_sees(cast, f"Report: {revise}", todo={COORDINATOR: [FINISH]})
        await deciding.the_report_is_drafted_and_signed(cast)
        await deciding.the_subgroup_decides(cast, outcome="A local review", finding="Met")
        await deciding.the_leaders_endorse(cast)
        await otherwise.it_is_sent_late(cast)
        await deciding.the_panel_replies(cast)
        await otherwise.the_local_review_is_commissioned(cast)
        await everybody_finds(cast, "decisions", otherwise.RETURNED, who={*people} & WHOLE)
        assert cast.watch.faults == []


async def test_what_is_no_serious_incident_takes_another_route_and_what_is_not_agreed_stays_in_its_agency(
    platform: Platform,
) -> None:
    people = (AUTHOR, LEAD, NOTIFIER, PARTNER, NURSE, COORDINATOR, ELSEWHERE)
    async with the_cast(platform, people) as cast:
        await beginning.the_author_refers(cast)
        form = cast[AUTHOR].page.url.removesuffix("/sent")
        await otherwise.the_lead_does_not_agree(cast)
        why = "Read why your referral was not agreed – Hospital, Plymouth"
        await everybody_sees(cast, "", todo={AUTHOR: [why]})
        await cast[AUTHOR].goes_to(form)
        assert otherwise.WITHHELD in await cast[AUTHOR].reads()

        await otherwise.the_authority_notifies_late(cast)
        no = "No, the criteria are not met"
        await otherwise.the_partners_say(cast, authority=no, icb=no, police=no)
        await otherwise.another_route_is_taken(cast)
        cast.readers |= {*people} & WHOLE
        learn = "Learning from Experience Review: publish its briefing"
        await everybody_sees(
            cast, f"Learning from Experience Review: {learn}", todo={COORDINATOR: [learn]}
        )
        assert cast.watch.faults == []
