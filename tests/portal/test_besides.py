"""What stands beside an agency's return, a referral on paper, being told no more, and cases that are not told."""

from __future__ import annotations

from contracts.grpc import operations_pb2, submissions_pb2
from tests.portal.every_door import AT, CASE_ID, every_service, stamped
from tests.portal.filling_in import inputs_of, press
from tests.portal.forms_door import AGENCY, CASE
from tests.portal.running_portal import RunningPortal
from tests.support.page_client import words_of

MATTER = f"PLY/{CASE}.{AGENCY}"
AUTHOR = "ply-hospital-author"


async def test_support_is_read_and_noted_by_its_own_agency_alone(portal: RunningPortal) -> None:
    portal.taken.support = [
        submissions_pb2.Support.Entry(practitioner="HV1", offered="Time to talk.", offered_on="2026-09-07")
    ]  # fmt: skip
    for person in ("ply-coordinator", "region-observer", "ply-housing-author"):
        await portal.become(person)
        await portal.client.get(f"/forms/support_note/{MATTER}", status=403)
    assert "ListSupport" not in portal.taken.asked
    await portal.become(AUTHOR)

    page = await portal.client.get(f"/forms/support_note/{MATTER}")
    typed = {"practitioner": "SW2", "offered": "A day off.", "offered_on-day": "8",
             "offered_on-month": "9", "offered_on-year": "2026"}  # fmt: skip
    await press(portal, f"/forms/support_note/{MATTER}", typed, do="send", page=page)

    assert (words_of(page, "dt")[0], words_of(page, "dd")[0]) == (
        "HV1, 7 September 2026", "Time to talk.",
    )  # fmt: skip
    assert [(one.practitioner, one.agency) for one in portal.taken.taken] == [("SW2", AGENCY)]


async def test_a_return_is_shared_from_another_case_and_says_where_it_came_from(
    portal: RunningPortal,
) -> None:
    await portal.become(AUTHOR)
    portal.taken.submission.versions.add(
        return_number=1, returned_on="2026-09-07",
        origin=submissions_pb2.Origin(reference="DEV-RR-2026-0003", return_number=2),
    )  # fmt: skip
    other = portal.reporting.says.cases[0]
    address = f"/forms/return_share/{MATTER}"

    page = await portal.client.get(f"/returns/{MATTER}")
    typed = {"from_case_id": other.case_id, "confirmed": "yes", "returned_on-day": "8",
             "returned_on-month": "9", "returned_on-year": "2026"}  # fmt: skip
    await press(portal, address, typed, do="send")

    assert page.select(f"a[href='{address}']")
    assert any(
        "copied from case DEV-RR-2026-0003, version 2" in one for one in words_of(page, "dd")
    )
    (sent,) = portal.taken.taken
    assert (sent.from_case_id, sent.confirmed, sent.from_return_number) == (other.case_id, True, 0)


async def test_nothing_sent_elsewhere_is_nothing_to_share(portal: RunningPortal) -> None:
    await portal.become(AUTHOR)
    portal.reporting.says.cases = []

    page = await portal.client.get(f"/returns/{MATTER}")
    closed = await portal.client.get(f"/forms/return_share/{MATTER}")

    assert not page.select("a[href^='/forms/return_share/']")
    assert "Your agency has sent no return in another case." in words_of(closed, "main p")


async def test_a_coordinator_alone_writes_down_a_referral_on_paper(portal: RunningPortal) -> None:
    await portal.become(AUTHOR)
    await portal.client.get("/refer/paper/PLY", status=403)
    await portal.become("ply-coordinator")
    await portal.client.get("/refer/paper/DEV", status=404)

    begun = await portal.client.http.get("/refer/paper/PLY")
    page = await portal.client.get(begun.headers["location"])
    await portal.client.get(f"{begun.headers['location']}/part/sender")
    home = await portal.client.get("/")

    assert words_of(page, "h1") == ["A referral that came by letter or telephone"]
    assert home.select("a[href='/refer/paper/PLY']")


async def test_somebody_is_told_no_more_by_a_coordinator_or_by_themselves(
    portal: RunningPortal,
) -> None:
    await portal.become("ply-coordinator")
    empty = {"partnership": "PLY", "person": " ", "do": "forget"}
    refused = await portal.client.post("/contacts", empty, status=422)
    await portal.client.post("/contacts", empty | {"person": "ply-hospital-lead"}, status=303)
    await portal.become(AUTHOR)
    await portal.client.post("/messages/preference", {"do": "forget"}, status=303)

    assert words_of(refused, ".govuk-error-summary a") == ["This needs an answer"]
    told = [(one.person, one.header.partnership) for one in portal.notifications.says.forgotten]
    assert told == [("ply-hospital-lead", "PLY"), ("", "PLY")]


async def test_a_case_that_is_not_told_is_shown_and_told_again_by_an_operator_alone() -> None:
    async with every_service() as services:
        review = services.door("review")
        review.untold = [
            stamped(
                operations_pb2.UntoldCase(
                    case_id=CASE_ID, partnership="PLY", since=7, stuck_at=7, topic="review.MeetingHeld.v9",
                    problem="UnknownTopic",
                ), noted_at=AT,
            )
        ]  # fmt: skip
        address, client = f"/operations/untold/review/{CASE_ID}", services.portal.client
        await services.portal.become("region-observer")
        seen = await client.get(address)
        await client.post(address, {}, status=403)
        await client.get(f"/operations/untold/referral/{CASE_ID}", status=404)
        await services.portal.become("region-operator")
        listed = await client.get("/operations")
        sent = {**inputs_of(await client.get(address)), "reason": "The new version runs."}

        answer = await client.http.post(address, data=sent)

        assert not seen.select("main form")
        assert listed.select(f"#untold ~ table a[href='{address}']")
        assert answer.headers["location"] == "/operations?done=resumed"
        assert [one.reason for one in review.commands] == ["The new version runs."]
