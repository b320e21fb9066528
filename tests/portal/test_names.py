"""Names behind the pseudonyms: never without a reason, shown once, kept nowhere. Refusals first."""

from __future__ import annotations

import pytest

from contracts.grpc import learning_pb2, referral_pb2
from tests.portal.filling_in import inputs_of
from tests.portal.forms_door import CASE
from tests.portal.running_portal import RunningPortal
from tests.support.page_client import words_of

NAMES = f"/names/PLY/{CASE}"
DASH = "\N{EN DASH}"
WHY = "To check our own records before the meeting."


@pytest.fixture(autouse=True)
def referral(portal: RunningPortal) -> referral_pb2.Referral:
    portal.taken.referral = referral_pb2.Referral(
        case_id=CASE, reference="PLY-RR-2026-0008", version=2, children=["Child A"]
    )
    return portal.taken.referral


@pytest.mark.parametrize("person", ["region-observer", "ply-scrutineer", "region-operator"])
async def test_names_are_not_for_everybody(portal: RunningPortal, person: str) -> None:
    await portal.become(person)

    await portal.client.get(NAMES, status=403)


async def test_without_a_reason_or_a_token_nothing_is_asked_for(portal: RunningPortal) -> None:
    await portal.become("ply-coordinator")

    page = await portal.client.post(NAMES, {"purpose": " "}, status=422)
    await portal.client.http.post(NAMES, data={"purpose": WHY})

    assert words_of(page, ".govuk-error-summary a") == ["Say why; it is recorded"]
    assert portal.taken.revealed == []


async def test_no_name_is_shown_to_who_follows_a_link(portal: RunningPortal) -> None:
    await portal.become("ply-coordinator")

    page = await portal.client.get(NAMES)
    await portal.client.get(f"{NAMES}.N1", status=404)

    assert "Ada Invented" not in page.text
    assert portal.taken.revealed == []


async def test_names_are_shown_once_and_kept_nowhere(portal: RunningPortal) -> None:
    await portal.become("ply-coordinator")
    sent = {**inputs_of(await portal.client.get(NAMES)), "purpose": WHY}

    answer = await portal.client.http.post(NAMES, data=sent)
    page = portal.client.checked(answer, 200)

    assert answer.headers["cache-control"] == "no-store"
    assert words_of(page, "main h2") == ["Child A", "Who referred"]
    assert words_of(page, "dd") == ["Ada Invented", "Nadia Example"]
    assert [one.purpose for one in portal.taken.revealed] == [WHY]
    assert "Ada Invented" not in (await portal.client.get(NAMES)).text


async def test_the_same_page_sent_twice_is_one_look(portal: RunningPortal) -> None:
    await portal.become("ply-coordinator")
    sent = {**inputs_of(await portal.client.get(NAMES)), "purpose": WHY}

    for _ in range(2):
        await portal.client.http.post(NAMES, data=sent)

    assert len({one.header.command_id for one in portal.taken.revealed}) == 1


async def test_what_was_learned_before_is_for_whoever_reads_the_whole_case(
    portal: RunningPortal,
) -> None:
    portal.taken.themes = [
        learning_pb2.ThemeSeen(theme="safe_sleeping", earlier_cases=2, since="2026-01-22",
                               references=["PLY-RR-2026-0001"], open_actions=1),
        learning_pb2.ThemeSeen(theme="unheard_of"),
    ]  # fmt: skip
    await portal.become("ply-hospital-author")
    await portal.client.get(f"/seen-before/PLY/{CASE}", status=403)
    await portal.become("region-observer")

    page = await portal.client.get(f"/seen-before/PLY/{CASE}")

    said = words_of(page, ".rr-value")
    assert said[0].startswith("2")
    assert "1 action still to be carried out" in said[2]
    assert said[3:] == ["No earlier case", DASH, DASH]
