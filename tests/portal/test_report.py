"""The report as it was signed: its sections with comments beside them, and what changed since the version before."""

from __future__ import annotations

import grpc
import pytest

from contracts.grpc import review_pb2 as wire
from portal.forms.review import COMMENT_SECTIONS
from services.review.domain.answering import SECTIONS
from tests.portal.filling_in import inputs_of, press
from tests.portal.forms_door import CASE
from tests.portal.running_portal import RunningPortal
from tests.support.page_client import words_of

REPORT = f"/reports/PLY/{CASE}"
FORM = f"/forms/report/PLY/{CASE}"


@pytest.fixture
def signed_twice(portal: RunningPortal) -> RunningPortal:
    report = wire.SignedReport(
        case_id=CASE, reference="PLY-RR-2026-0007", stage="report_finalised", version=9
    )
    for number, facts in ((1, "A baby died."), (2, "A baby of three months died.")):
        words = wire.FinaliseReportRequest(
            finalised_on=f"2026-09-2{number}", facts=facts, learning="Ask about nights.",
            key_practice_episodes=[wire.PracticeEpisode(episode="A letter.", analysis="It helped.")],
        )  # fmt: skip
        report.versions.add(report_version=number, signed_by_role="coordinator", words=words)
    for number, section, said in (
        (1, "facts", "How old?"),
        (2, "", "Well said."),
        (2, "learning", "Who?"),
    ):
        report.comments.add(
            section=section, comment=said, commented_on="2026-09-23", by_role="scrutineer", report_version=number
        )  # fmt: skip
    portal.taken.report = report
    portal.taken.review = wire.Review(
        case_id=CASE, reference="PLY-RR-2026-0007", partnership="PLY", version=9, stage="report_finalised"
    )  # fmt: skip
    return portal


def test_every_section_of_a_report_can_be_commented_on() -> None:
    assert COMMENT_SECTIONS.keys() == SECTIONS


@pytest.mark.parametrize(
    ("person", "query", "status"),
    [
        ("ply-hospital-author", "", 403),
        ("dev-coordinator", "", 404),
        ("ply-coordinator", "?version=3", 404),
        ("ply-coordinator", "?version=x", 404),
    ],
)
async def test_who_may_not_read_it_and_what_is_not_there(
    signed_twice: RunningPortal, person: str, query: str, status: int
) -> None:
    await signed_twice.become(person)

    await signed_twice.client.get(f"{REPORT}{query}", status=status)


async def test_one_that_was_not_signed_or_is_not_theirs_is_not_there(
    portal: RunningPortal,
) -> None:
    await portal.become("ply-meeting-chair")
    await portal.client.get(REPORT, status=404)
    portal.taken.refuse_with = (
        grpc.StatusCode.PERMISSION_DENIED, "access.not_on_team", "Not yours.",
    )  # fmt: skip

    await portal.client.get(REPORT, status=404)


async def test_it_says_who_signed_and_what_was_said_of_each_section(
    signed_twice: RunningPortal,
) -> None:
    await signed_twice.become("ply-strategic-leader")

    page = await signed_twice.client.get(REPORT)

    assert any(
        one.startswith("Version 2, signed for the partnership on 22 September 2026 by: Partnership coordinator")
        for one in words_of(page, "main p")
    )  # fmt: skip
    facts, _moments, learning = page.select("main section")
    assert words_of(facts, "h2") == ["The facts Changed"]
    assert words_of(facts, "ins") == ["Put in: of three months"]
    assert words_of(facts, ".rr-comment .rr-quiet") == [
        "Comment of: Independent scrutineer, 23 September 2026, on version 1"
    ]
    assert words_of(learning, ".rr-comment .rr-as-typed") == ["Who?"]
    assert words_of(page, "main > div > div > .rr-comment .rr-as-typed") == ["Well said."]
    assert words_of(page, "main .govuk-button") == ["Comment on the report"]


async def test_an_earlier_version_stands_as_it_was_signed(signed_twice: RunningPortal) -> None:
    await signed_twice.become("ply-coordinator")

    page = await signed_twice.client.get(f"{REPORT}?version=1")

    assert "A baby died." in words_of(page, "section p")
    assert words_of(page, ".rr-comment .rr-as-typed") == ["How old?"]
    assert words_of(page, "main .govuk-button") == ["Comment on the report", "Make it final anew"]


async def test_a_comment_names_its_section(signed_twice: RunningPortal) -> None:
    await signed_twice.become("ply-statutory-partner")
    typed = {
        "section": "facts", "comment": "Say how old.", "commented_on-day": "24", "commented_on-month": "9",
        "commented_on-year": "2026",
    }  # fmt: skip

    await press(signed_twice, f"/forms/report_comment/PLY/{CASE}", typed, do="send")

    (sent,) = signed_twice.taken.taken
    assert (sent.section, sent.comment, sent.commented_on) == (
        "facts",
        "Say how old.",
        "2026-09-24",
    )


async def test_a_report_that_is_made_final_anew_begins_with_what_was_signed(
    signed_twice: RunningPortal,
) -> None:
    await signed_twice.become("ply-coordinator")

    overview = await signed_twice.client.get(FORM)
    facts = await signed_twice.client.get(f"{FORM}/part/happened")
    final = await signed_twice.client.get(f"{FORM}/part/final")

    assert "Independent scrutineer: Who?" in words_of(overview, "dd")
    assert "Scrutineer: How old?" not in " ".join(words_of(overview, "dd"))
    assert inputs_of(facts)["facts"] == "A baby of three months died."
    assert inputs_of(final)["finalised_on-day"] == ""
