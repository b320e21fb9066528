"""An agency's return in the browser: its sections, a chronology from a table, and what the coordinator says to it."""

from __future__ import annotations

import json
from typing import Any

import grpc
import pytest

from contracts.grpc import submissions_pb2 as wire
from portal.forms.agency_return import CHRONOLOGY
from portal.forms.tables import BYTES_MAX
from tests.portal.filling_in import inputs_of, press
from tests.portal.forms_door import AGENCY, CASE
from tests.portal.running_portal import RunningPortal
from tests.support.page_client import words_of

MATTER = f"PLY/{CASE}.{AGENCY}"
FORM = f"/forms/agency_return/{MATTER}"
ROWS = f"{FORM}/part/chronology"
HEAD = "source,happened_on,precision,kind,what_happened,child_seen,sensitivity,themes\n"
GOOD = HEAD + (
    'Record,7/9/2026,exact,visit,"Weight on the 25th centile, nights were hard",yes,standard,Safe sleeping\n'
    "Record,2026-09-08,On this day,Child was not brought,Not brought,Does not apply,standard,\n"
)
AUTHOR = "ply-hospital-author"


def drafted(portal: RunningPortal) -> dict[str, Any]:
    kept = portal.taken.drafts[AUTHOR, "agency_return", f"{CASE}/{AGENCY}"]
    return dict(json.loads(kept.content)["typed"])


async def upload(portal: RunningPortal, name: str, content: bytes, *, status: int) -> Any:
    page = await portal.client.get(ROWS)
    sent = {**inputs_of(page), "do": "upload"}
    answer = await portal.client.http.post(
        ROWS, data=sent, files={"table": (name, content, "text/csv")}
    )
    return portal.client.checked(answer, status)


async def test_another_agencys_return_is_not_there(portal: RunningPortal) -> None:
    await portal.become(AUTHOR)

    await portal.client.get(f"/forms/agency_return/PLY/{CASE}.plymouth-housing", status=403)
    await portal.client.get(f"/forms/agency_return/PLY/{CASE}", status=404)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("rows.csv", b"", "Choose a file that is not empty"),
        ("rows.xlsx", b"PK\x03\x04", "whose name ends in .csv"),
        ("rows.csv", b"PK\x03\x04" + b"\0" * 200, "no table of comma-separated values"),
        ("rows.csv", b"%PDF-1.7", "no table of comma-separated values"),
        ("rows.csv", b"a\0b", "no table of comma-separated values"),
        ("rows.csv", b"x" * (BYTES_MAX + 1), "larger than 1 MB"),
        ("rows.csv", b"source,what\n1,2\n", "Column 2 has a name that is not in the empty table"),
        ("rows.csv", HEAD.encode(), "There is no row below"),
        ("../../etc/passwd", GOOD.encode(), "holds a folder"),
        ("passwd", GOOD.encode(), "whose name ends in .csv"),
    ],
)
async def test_a_file_that_is_no_table_of_ours_adds_nothing(
    portal: RunningPortal, name: str, content: bytes, said: str
) -> None:
    await portal.become(AUTHOR)

    page = await upload(portal, name, content, status=422)

    assert said in words_of(page, ".rr-table-problems li")[0]
    assert not any(name.startswith("chronology") for name in drafted(portal))


async def test_a_wrong_row_is_told_by_its_number_and_no_row_is_added(
    portal: RunningPortal,
) -> None:
    await portal.become(AUTHOR)
    wrong = GOOD + "Record,31/6/2026,exact,visit,,perhaps,standard,\n"

    page = await upload(portal, "rows.csv", wrong.encode(), status=422)

    assert words_of(page, ".rr-table-problems li") == [
        "Row 4, Date: Enter a real date, for example 7/9/2026.",
        "Row 4, What happened: This column needs an answer in every row.",
        "Row 4, Was the child seen?: Use one of: Yes, No, Does not apply.",
    ]
    assert not any(name.startswith("chronology") for name in drafted(portal))


async def test_rows_of_a_table_stand_in_the_chronology(portal: RunningPortal) -> None:
    await portal.become(AUTHOR)

    await upload(portal, "rows.csv", GOOD.encode("utf-8-sig"), status=303)

    page = await portal.client.get(ROWS)
    assert words_of(page, ".rr-lines__what a") == [
        "Row 1: 7 September 2026",
        "Row 2: 8 September 2026",
    ]
    assert drafted(portal)["chronology.0.themes"] == "safe_sleeping"
    assert drafted(portal)["chronology.1.kind"] == "missed_appointment"
    await upload(portal, "rows.csv", GOOD.encode(), status=303)
    assert drafted(portal)["chronology.3.what_happened"] == "Not brought"


async def test_the_empty_table_has_a_column_for_each_field(portal: RunningPortal) -> None:
    await portal.become(AUTHOR)

    answer = await portal.client.http.get("/forms/agency_return/table")

    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.text.strip().split(",") == [one.path for one in CHRONOLOGY.rows]


async def test_a_return_is_sent_as_the_service_asks_for_it(portal: RunningPortal) -> None:
    await portal.become(AUTHOR)
    basics = {"scoping.systems_searched": "Patient record\r\nSafeguarding log\r\n"}
    await press(portal, f"{FORM}/part/basics", basics)
    took_part = {"scoping.completed_with_practitioners": "yes"}
    await press(portal, f"{FORM}/part/practitioners", took_part)
    await upload(portal, "rows.csv", GOOD.encode(), status=303)

    await press(portal, f"{FORM}/check", {})

    (sent,) = portal.taken.taken
    assert (sent.agency, sent.header.case_id, sent.header.seen_version) == (AGENCY, CASE, 1)
    assert list(sent.scoping.systems_searched) == ["Patient record", "Safeguarding log"]
    assert sent.scoping.completed_with_practitioners
    assert [row.happened_on for row in sent.chronology] == ["2026-09-07", "2026-09-08"]
    assert list(sent.chronology[0].themes) == ["safe_sleeping"]


async def test_the_senior_lead_begins_with_what_their_author_has_saved(
    portal: RunningPortal,
) -> None:
    await portal.become(AUTHOR)
    await press(portal, f"{FORM}/part/involvement", {"scoping.involvement": "Six visits."})
    await portal.become("ply-hospital-lead")

    page = await portal.client.get(f"{FORM}/part/involvement")

    assert inputs_of(page)["scoping.involvement"] == "Six visits."


async def test_words_that_may_sound_like_blame_are_pointed_out_and_block_nothing(
    portal: RunningPortal,
) -> None:
    await portal.become(AUTHOR)
    part = f"{FORM}/part/involvement"
    await press(portal, part, {"scoping.involvement": "The nurse failed to call."})

    page = await portal.client.get(f"{FORM}/check")

    assert words_of(page, ".rr-hints li") == [
        "Summary of your involvement : “failed to”: say what stood in the way"
    ]
    assert page.select_one(f".rr-hints a[href='{part}#scoping-involvement']")
    await press(portal, f"{FORM}/check", {})
    assert len(portal.taken.taken) == 1


async def test_questions_of_the_coordinator_stand_above_the_form(portal: RunningPortal) -> None:
    await portal.become(AUTHOR)
    portal.taken.submission.status = "queried"
    asked = portal.taken.submission.queries.add(question="What was known of her brother?")
    asked.sections.add(section="lived_experience", question="Say more, please.")

    page = await portal.client.get(FORM)

    shown = dict(zip(words_of(page, "dt"), words_of(page, "dd"), strict=True))
    assert shown["Question"] == "What was known of her brother?"
    assert shown["Question about: What was it like to be this child?"] == "Say more, please."


async def test_a_return_offers_each_person_what_they_can_do_now(portal: RunningPortal) -> None:
    portal.taken.submission.status = "returned"
    portal.taken.submission.scoping.involvement = "Six visits."
    expected = {
        AUTHOR: ["Fill in the return", "Support offered to practitioners"],
        "ply-coordinator": [
            "Accept the return",
            "Ask a question",
            "Enter a return that came on paper",
        ],
        "ply-scrutineer": [],
    }
    for person, can in expected.items():
        await portal.become(person)
        page = await portal.client.get(f"/returns/{MATTER}")
        assert words_of(page, "main .govuk-button") == can, person
        assert "Six visits." in words_of(page, "dd")


@pytest.mark.parametrize(
    ("form", "status", "person"),
    [
        ("agency_return", "accepted", AUTHOR),
        ("nil_return", "excused", AUTHOR),
        ("return_query", "accepted", "ply-coordinator"),
        ("return_acceptance", "requested", "ply-coordinator"),
    ],
)
async def test_a_form_that_is_not_for_filling_in_now_says_so(
    portal: RunningPortal, form: str, status: str, person: str
) -> None:
    await portal.become(person)
    portal.taken.submission.status = status

    page = await portal.client.get(f"/forms/{form}/{MATTER}")

    assert page.select("main form") == []
    assert len(words_of(page, "main p")) == 1


async def test_a_coordinator_asks_and_accepts(portal: RunningPortal) -> None:
    await portal.become("ply-coordinator")
    portal.taken.submission.status = "returned"
    query = f"/forms/return_query/{MATTER}"
    await press(portal, query, {}, do="add:sections")
    asked = {"sections.0.section": "lived_experience", "sections.0.question": "Say more."}

    await press(portal, query, asked, do="send")
    await press(portal, f"/forms/return_acceptance/{MATTER}", {}, do="send")

    first, second = portal.taken.taken
    assert first.sections[0] == wire.SectionQuestion(
        section="lived_experience", question="Say more."
    )
    assert second.agency == AGENCY


async def test_a_form_of_one_page_that_is_sent_twice_takes_effect_once(
    portal: RunningPortal,
) -> None:
    await portal.become("ply-coordinator")
    portal.taken.submission.status = "returned"
    query = f"/forms/return_query/{MATTER}"
    page = await portal.client.get(query)

    await press(portal, query, {"question": "Why?"}, do="send", page=page)
    portal.taken.submission.version = 2
    await press(portal, query, {"question": "Why?"}, do="send", page=page)

    (sent,) = portal.taken.taken
    assert sent.header.seen_version == 1
    assert portal.taken.drafts == {}


async def test_a_form_of_one_page_shows_again_what_was_refused_as_a_whole(
    portal: RunningPortal,
) -> None:
    await portal.become("ply-coordinator")
    portal.taken.submission.status = "returned"
    query = f"/forms/return_query/{MATTER}"
    portal.taken.refuse_commands_with = (
        grpc.StatusCode.FAILED_PRECONDITION, "submissions.nothing_returned", "It was accepted.",
    )  # fmt: skip

    page = await press(portal, query, {"question": "Why?"}, do="send", status=409)

    assert words_of(page, ".govuk-error-summary li") == ["It was accepted."]
    assert inputs_of(page)["question"] == "Why?"
