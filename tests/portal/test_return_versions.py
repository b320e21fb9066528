"""Two versions of a return side by side: what changed, in words, for whoever may read the return."""

from __future__ import annotations

from typing import Any

import pytest

from contracts.grpc import submissions_pb2 as wire
from portal.views.filling_in.return_versions import WORDS_MAX, side_by_side
from tests.portal.forms_door import AGENCY, CASE
from tests.portal.running_portal import RunningPortal
from tests.support.page_client import words_of

RETURN = f"/returns/PLY/{CASE}.{AGENCY}"
CHANGES = f"{RETURN}/changes"
AUTHOR = "ply-hospital-author"
LINK = "What changed between versions"


def version(number: int, **scoping: Any) -> wire.Submission:
    sent = wire.Submission(
        case_id=CASE, agency=AGENCY, partnership="PLY", return_number=number, status="returned", version=number,
        scoping=wire.ScopingDocument(**scoping), reference="PLY-RR-2026-0007",
    )  # fmt: skip
    for one in (1, 2, 3):
        sent.versions.add(return_number=one, returned_on=f"2026-09-0{one}")
    return sent


@pytest.fixture
def sent_anew(portal: RunningPortal) -> RunningPortal:
    first = version(2, involvement="There were six visits.", completed_with_practitioners=True)
    then = version(
        3, involvement="There were five visits.", improvements=[{"text": "Ask fathers."}]
    )
    then.chronology.add(row_id="R3", happened_on="2026-06-01", kind="visit", what_happened="Seen.")
    portal.taken.submission = then
    portal.taken.versions = {2: first, 3: then}
    for part, change in (
        ("completed_with_practitioners", "changed"), ("involvement", "changed"), ("improvements", "added"),
        ("chronology.R3", "added"),
    ):  # fmt: skip
        portal.taken.comparison.changes.add(part=part, change=change)
    return portal


@pytest.mark.parametrize("query", ["?from=0", "?from=9", "?to=x", "?from=%C2%B2"])
async def test_a_version_that_there_is_not_is_not_there(
    sent_anew: RunningPortal, query: str
) -> None:
    await sent_anew.become(AUTHOR)

    await sent_anew.client.get(f"{CHANGES}{query}", status=404)

    assert not any(one.startswith("CompareVersions") for one in sent_anew.taken.asked)


async def test_a_return_that_was_sent_once_has_nothing_to_compare(portal: RunningPortal) -> None:
    await portal.become(AUTHOR)
    portal.taken.submission.versions.add(return_number=1, returned_on="2026-09-01")

    page = await portal.client.get(RETURN)
    await portal.client.get(CHANGES, status=404)

    assert LINK not in words_of(page, "main a")


async def test_somebody_who_has_no_part_in_returns_has_no_such_page(
    sent_anew: RunningPortal,
) -> None:
    await sent_anew.become("ply-authority-notifier")

    await sent_anew.client.get(CHANGES, status=403)

    assert sent_anew.taken.asked == []


@pytest.mark.parametrize("person", [AUTHOR, "ply-coordinator", "ply-scrutineer"])
async def test_the_last_two_versions_stand_side_by_side(
    sent_anew: RunningPortal, person: str
) -> None:
    await sent_anew.become(person)

    assert LINK in words_of(await sent_anew.client.get(RETURN), "main a")
    page = await sent_anew.client.get(CHANGES)

    assert "CompareVersions 2 3" in sent_anew.taken.asked
    assert words_of(page, "main section h2") == [
        "Was this written together with practitioners? Changed",
        "Summary of your involvement Changed",
        "What could be better Added",
        "Row R3 of the chronology Added",
    ]
    taken_out, put_in = words_of(page, "section:nth-of-type(2) .rr-as-typed")
    assert taken_out == "There were Taken out: six visits."
    assert put_in == "There were Put in: five visits."
    assert words_of(page, "section:nth-of-type(1) ins") == ["Put in: No"]
    assert words_of(page, "section:nth-of-type(3) tbody th") == [
        "Improvement 1: What could be better"
    ]
    assert "Nothing" in words_of(page, "section:nth-of-type(4) .rr-as-typed")


async def test_any_two_versions_can_be_compared(sent_anew: RunningPortal) -> None:
    await sent_anew.become(AUTHOR)

    page = await sent_anew.client.get(f"{CHANGES}?from=2&to=2")

    assert "CompareVersions 2 2" in sent_anew.taken.asked
    assert words_of(page, "select[name=from] option[selected]") == ["Version 2"]


def test_only_what_differs_is_marked_and_no_letter_is_lost() -> None:
    before, after = "The nurse called\non Monday.", "The nurse called twice\non Friday."

    left, right = side_by_side(before, after)

    assert ("".join(piece for piece, _ in left), "".join(piece for piece, _ in right)) == (
        before, after,
    )  # fmt: skip
    assert [piece for piece, is_own in left if is_own] == ["Monday."]
    assert [piece for piece, is_own in right if is_own] == ["twice\n", "Friday."]


def test_very_long_texts_are_shown_whole() -> None:
    long = "word " * WORDS_MAX

    assert side_by_side(long, "word") == ([(long, True)], [("word", True)])
