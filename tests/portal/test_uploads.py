"""What people send is read with care: whatever it says that it is, however much it is, however it is packed."""

from __future__ import annotations

import gzip
import tracemalloc
from collections.abc import Iterator

import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import Message

from portal.forms.agency_return import CHRONOLOGY
from portal.forms.answers import ROWS_MAX
from portal.forms.multipart import HEAD_MAX, NotInParts, Part, parts_of
from portal.forms.posted import (
    LARGEST_LONG_FORM_BYTES,
    MOST_LONG_FIELDS,
    READ_AWAY_BYTES,
    Uploaded,
    posted_answers,
)
from portal.forms.tables import BYTES_MAX, NAME_MAX, TableRead, rows_in, template_of
from portal.routes import EXAMPLE_PEOPLE, PAGES, SIGN_IN
from tests.portal.forms_door import AGENCY, CASE
from tests.portal.running_portal import RunningPortal
from tests.portal.test_returns import AUTHOR, GOOD, HEAD, ROWS, upload
from tests.support.page_client import words_of

KIND = "multipart/form-data; boundary=xx"
MIB = 1024 * 1024
CHUNK = b"x" * 65_536


def form(*parts: bytes, boundary: bytes = b"xx") -> bytes:
    return b"".join(b"--" + boundary + b"\r\n" + one + b"\r\n" for one in parts) + (
        b"--" + boundary + b"--\r\n"
    )


def field(name: str, said: bytes = b"a", more: str = "") -> bytes:
    return f'Content-Disposition: form-data; name="{name}"{more}\r\n\r\n'.encode() + said


def read(name: str, content: bytes, first: int = 0) -> TableRead:
    return rows_in(Uploaded(name, content), CHRONOLOGY, first, lambda _field: {"record": "Record"})


def most_memory(task: Iterator[object]) -> int:
    """So many bytes were in use at once while this ran."""
    tracemalloc.start()
    try:
        for _ in task:
            pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


# --- The body -------------------------------------------------------------------------------------


async def test_a_body_is_refused_while_it_is_read_and_never_kept() -> None:
    """It says nothing of its length, and never ends."""
    pieces = 0

    async def endless() -> Message:
        nonlocal pieces
        pieces += 1
        return {"type": "http.request", "body": CHUNK, "more_body": True}

    request = Request({"type": "http", "method": "POST", "headers": []}, endless)
    tracemalloc.start()
    with pytest.raises(HTTPException) as refused:
        await posted_answers(request)
    used = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert (refused.value.status_code, refused.value.headers) == (413, {"Connection": "close"})
    assert pieces == READ_AWAY_BYTES // len(CHUNK) + 1
    assert used < 3 * LARGEST_LONG_FORM_BYTES


@pytest.mark.parametrize("address", ["/people", ROWS])
async def test_who_sends_too_much_sees_a_page_that_says_so(
    portal: RunningPortal, address: str
) -> None:
    await portal.become(AUTHOR)

    refused = await portal.client.http.post(address, content=CHUNK * 80)

    page = portal.client.checked(refused, 413)
    assert words_of(page, "h1") == ["This form is too large"]


async def test_what_is_packed_is_not_unpacked(portal: RunningPortal) -> None:
    await portal.become(AUTHOR)
    bomb = gzip.compress(b"a=" + b"0" * 50 * MIB)

    refused = await portal.client.http.post(
        ROWS,
        content=bomb,
        headers={
            "Content-Encoding": "gzip",
            "Content-Type": "application/x-www-form-urlencoded",
        },
    )

    assert len(bomb) < LARGEST_LONG_FORM_BYTES
    page = portal.client.checked(refused, 415)
    assert words_of(page, "h1") == ["This form was packed on its way"]


@pytest.mark.parametrize(
    "body",
    [
        form(*(field("a") for _ in range(MOST_LONG_FIELDS + 1))),
        form(),
        b"",
        b"--xx",
        b"before" + form(field("a")),
        form(field("a"), boundary=b"other"),
        form(b"no head at all"),
        form(b"Content-Disposition: form-data\r\n\r\nno name"),
        form(b'Content-Disposition: attachment; name="a"\r\n\r\nno field'),
        form(field("a", b"\xff")),
        form(b"Content-Transfer-Encoding: base64\r\n" + field("a", b"YQ==")),
        form(field("a" * HEAD_MAX)),
        form(field("a"))[:-8],
    ],
)
async def test_what_is_no_form_in_parts_is_refused(portal: RunningPortal, body: bytes) -> None:
    await portal.become(AUTHOR)

    refused = await portal.client.http.post(ROWS, content=body, headers={"Content-Type": KIND})

    portal.client.checked(refused, 400)


@pytest.mark.parametrize("kind", ["multipart/form-data", f"{KIND[:-2]}{'x' * 71}"])
def test_a_form_in_parts_says_where_its_parts_end(kind: str) -> None:
    with pytest.raises(NotInParts):
        parts_of(kind, form(field("a")), 10)


def test_parts_are_read_as_browsers_write_them() -> None:
    file = field(
        "table", b"a,b\r\n1,2\r\n", '; filename="a %22b%22 \u00e9.csv"\r\nContent-Type: text/csv'
    )

    parts = list(parts_of('multipart/form-data; boundary="xx"', form(field("a", b""), file), 2))

    assert parts == [
        Part("a", None, b""),
        Part("table", 'a "b" \u00e9.csv', b"a,b\r\n1,2\r\n"),
    ]


def test_thousands_of_parts_and_parts_within_parts_cost_no_more_than_the_body() -> None:
    small = b"--xx\r\n\r\n\r\n\r\n" * (LARGEST_LONG_FORM_BYTES // 12) + b"--xx--"
    inner = form(*(b"a: b\r\n\r\nc" for _ in range(100_000)), boundary=b"yy")
    nested = form(b"Content-Type: multipart/mixed; boundary=yy\r\n" + field("a", inner))

    def tasks() -> Iterator[object]:
        for body in (small, nested):
            try:
                yield from parts_of(KIND, body, MOST_LONG_FIELDS)
            except NotInParts:
                yield None

    assert most_memory(tasks()) < 8 * LARGEST_LONG_FORM_BYTES


# --- The file -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        (f"{'a' * NAME_MAX}.csv", GOOD, "The name of the file is longer than 100 letters."),
        ("../../rows.csv", GOOD, "The name of the file holds a folder."),
        ("C:\\tables\\rows.csv", GOOD, "The name of the file holds a folder."),
        ("rows\r\n.csv", GOOD, "The name of the file holds letters that cannot be seen."),
        ("rows\x07.csv", GOOD, "The name of the file holds letters that cannot be seen."),
        ("rows\u202evsc.csv", GOOD, "The name of the file holds letters that cannot be seen."),
        ("rows\u2066.csv", GOOD, "The name of the file holds letters that cannot be seen."),
        ("rows.csv.exe", GOOD, "Choose a file whose name ends in .csv."),
        ("rows.csv", f"{GOOD}Rec\x1bord,7/9/2026", "Line 4 holds a letter that cannot be seen."),
        ("rows.csv", f"{GOOD}Record\x7f,7/9/2026", "Line 4 holds a letter that cannot be seen."),
        ("rows.csv", "source,source\nRecord,Record\n", "Column 2 has the same name as a column"),
        ("rows.csv", "source\nRecord,Record\n", "Row 2 has more columns than the first row."),
        ("rows.csv", "source\n" + "Record\n" * (ROWS_MAX + 1), "At most 2,000 rows fit"),
        ("rows.csv", 'source\n"' + "x" * 200_000 + '"\n', "The table cannot be read."),
        ("rows.csv", 'source\n"never ends', "The table cannot be read."),
    ],
)
def test_a_file_that_is_not_taken_is_refused_with_what_and_where(
    name: str, content: str, said: str
) -> None:
    refused = read(name, content.encode())

    assert refused.problems[0].sentence.startswith(said)
    assert (len(refused.problems), refused.typed) == (1, {})


async def test_a_refused_file_is_told_on_its_page_and_adds_nothing(portal: RunningPortal) -> None:
    await portal.become(AUTHOR)

    page = await upload(portal, "rows\u202evsc.csv", GOOD.encode(), status=422)

    assert words_of(page, ".rr-table-problems li") == [
        "The name of the file holds letters that cannot be seen. Give it a plain name."
    ]
    drafts = portal.taken.drafts[AUTHOR, "agency_return", f"{CASE}/{AGENCY}"]
    assert "chronology." not in str(drafts.content)


@pytest.mark.parametrize(
    "kind", [b"PK\x03\x04", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"MZ", b"%PDF"]
)
def test_an_archive_or_a_program_is_known_by_its_content_whatever_its_name(kind: bytes) -> None:
    refused = read("rows.csv", kind + GOOD.encode())

    assert refused.problems[0].sentence.startswith("This is no table of comma-separated values")


@pytest.mark.parametrize(
    "content",
    [
        HEAD.encode() + b"x\n" * ((BYTES_MAX - len(HEAD)) // 2),
        HEAD.encode() + b"," * (BYTES_MAX - len(HEAD)),
        b"," * BYTES_MAX,
        b"source\n" + b'""\n' * 100_000,
    ],
)
def test_a_table_of_very_many_rows_or_columns_stays_small(content: bytes) -> None:
    found: list[TableRead] = []

    used = most_memory(found.append(one) for one in map(read, ["rows.csv"], [content]))  # type: ignore[func-returns-value]

    assert found[0].problems
    assert used < 40 * MIB


def test_rows_that_are_there_already_count() -> None:
    assert read("rows.csv", GOOD.encode(), first=ROWS_MAX - 1).problems[0].row == 0


# --- The way out ----------------------------------------------------------------------------------


async def test_a_formula_in_a_cell_is_words_on_a_page_and_never_leaves_as_a_table(
    portal: RunningPortal,
) -> None:
    await portal.become(AUTHOR)
    formula = "=HYPERLINK(1)"
    content = GOOD.replace("Not brought", formula)

    await upload(portal, "rows.csv", content.encode(), status=303)

    page = await portal.client.get(f"{ROWS.rpartition('/part/')[0]}/row/chronology/1")
    assert formula in words_of(page, "textarea")


def test_the_tables_that_leave_have_our_own_words_in_them_or_are_quoted() -> None:
    tables_out = {path for verb, path, *_ in (*PAGES, *EXAMPLE_PEOPLE, *SIGN_IN) if "table" in path}
    cells = template_of(CHRONOLOGY).strip().split(",")

    # What formulas become in the second one: tests/portal/test_chronology.py.
    assert tables_out == {"/forms/{form}/table", "/cases/{reference}/chronology/table.csv"}
    assert all(cell[0].isalpha() for cell in cells)
