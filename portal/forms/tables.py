"""Rows of a form out of a table of comma-separated values: all of them, or none and what is wrong, row by row.

What a file is, is said by its content: its name and the type that a browser gives it prove nothing. Nothing is
unpacked, so that an archive cannot grow; no more rows are read than fit; nothing is kept but the answers.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from portal.forms.answers import DATE_PARTS, ROWS_MAX, YES, read_date
from portal.forms.fields import Field, Kind
from portal.forms.posted import Uploaded

BYTES_MAX = 1024 * 1024
PROBLEMS_MAX = 50
NAME_MAX = 100
HIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of writing, so that what is read is not what is there."""
SIGNATURES = (
    b"PK",
    b"%PDF",
    b"MZ",
    b"\xd0\xcf\x11\xe0",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
    b"\x7fELF",
    b"{\\rtf",
)
"""How archives, spreadsheets, documents and programs begin."""
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""With these begins what a spreadsheet would work out instead of showing it."""
Choices = Callable[[Field], Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class TableProblem:
    """What is wrong with the file (row 0), or with one of its rows, as a spreadsheet numbers them."""

    row: int
    column: str
    sentence: str


@dataclass(frozen=True, slots=True)
class TableRead:
    """The answers of the rows, or what is wrong; never both."""

    typed: Mapping[str, str]
    count: int
    problems: tuple[TableProblem, ...]


class _Unfit(Exception):
    """The file as a whole cannot be read; the message is for the person."""


def rows_in(file: Uploaded | None, rows: Field, first: int, choices: Choices) -> TableRead:
    """The rows of a file, numbered from ``first`` on."""
    try:
        lines = _lines(file, rows, ROWS_MAX - first)
    except _Unfit as unfit:
        return TableRead({}, 0, (TableProblem(0, "", str(unfit)),))
    typed: dict[str, str] = {}
    problems: list[TableProblem] = []
    for place, (number, line) in enumerate(lines):
        for field in rows.rows:
            said = line.get(field.path, "").strip()
            name = f"{rows.path}.{first + place}.{field.path}"
            answers, wrong = _read(name, field, said, choices)
            typed |= answers
            if wrong or (field.needed and not said):
                sentence = wrong or "This column needs an answer in every row."
                problems.append(TableProblem(number, field.label, sentence))
    if problems:
        return TableRead({}, 0, tuple(problems[:PROBLEMS_MAX]))
    return TableRead(typed, len(lines), ())


def template_of(rows: Field) -> str:
    """An empty table with the columns that ``rows_in`` reads."""
    written = io.StringIO()
    csv.writer(written).writerow(field.path for field in rows.rows)
    return written.getvalue()


def table_of(rows: Iterable[Sequence[str]]) -> str:
    """A table to take away, which every spreadsheet opens as text: what looks like a formula is quoted."""
    written = io.StringIO()
    writer = csv.writer(written, quoting=csv.QUOTE_ALL)
    for row in rows:
        writer.writerow(f"'{one}" if one.lstrip(" ").startswith(FORMULAS) else one for one in row)
    return f"\ufeff{written.getvalue()}"


def _lines(file: Uploaded | None, rows: Field, most: int) -> list[tuple[int, dict[str, str]]]:
    reader = csv.reader(io.StringIO(_text(file)), strict=True)
    columns = _columns(rows)
    try:
        head = [columns.get(_plain(one)) for one in next(reader, [])]
        if not any(head):
            raise _Unfit("The first row must name the columns. Use the empty table from this page.")
        if None in head:
            place = head.index(None) + 1
            raise _Unfit(
                f"Column {place} has a name that is not in the empty table from this page."
            )
        if len(set(head)) < len(head):
            place = next(n for n, one in enumerate(head) if one in head[:n]) + 1
            raise _Unfit(f"Column {place} has the same name as a column before it.")
        paths, lines = [path or "" for path in head], []
        for line in reader:
            if len(line) > len(head) and any(cell.strip() for cell in line[len(head) :]):
                raise _Unfit(f"Row {reader.line_num} has more columns than the first row.")
            if any(cell.strip() for cell in line):
                lines.append((reader.line_num, dict(zip(paths, line, strict=False))))
            if len(lines) > most:
                raise _Unfit(f"At most {ROWS_MAX:,} rows fit into a chronology.")
    except csv.Error:
        raise _Unfit(
            "The table cannot be read. Save it again as comma-separated values (CSV)."
        ) from None
    if not lines:
        raise _Unfit("There is no row below the names of the columns.")
    return lines


def _text(file: Uploaded | None) -> str:
    if file is None or not file.content:
        raise _Unfit("Choose a file that is not empty.")
    if len(file.content) > BYTES_MAX:
        raise _Unfit("The file is larger than 1 MB. Send the rows in several files.")
    if len(file.name) > NAME_MAX:
        raise _Unfit(
            f"The name of the file is longer than {NAME_MAX} letters. Give it a short name."
        )
    if "/" in file.name or "\\" in file.name:
        raise _Unfit("The name of the file holds a folder. Choose the file itself.")
    if not file.name.isprintable() or not BIDI.isdisjoint(file.name):
        raise _Unfit(
            "The name of the file holds letters that cannot be seen. Give it a plain name."
        )
    if not file.name.lower().endswith(".csv"):
        raise _Unfit(
            "Choose a file whose name ends in .csv. In a spreadsheet, save it as CSV first."
        )
    if file.content.startswith(SIGNATURES) or b"\0" in file.content:
        raise _Unfit(
            "This is no table of comma-separated values, whatever its name. Save it as CSV first."
        )
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return _seen(file.content.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise _Unfit("The letters of this file cannot be read. Save it as CSV in UTF-8.")


def _seen(text: str) -> str:
    """A text without letters that nobody sees: whoever reads it later reads what was sent."""
    hidden = HIDDEN.search(text)
    if hidden is not None:
        line = text.count("\n", 0, hidden.start()) + 1
        raise _Unfit(
            f"Line {line} holds a letter that cannot be seen. Take it out, then send the file again."
        )
    return text


def _columns(rows: Field) -> Mapping[str, str]:
    names = {_plain(field.path): field.path for field in rows.rows}
    return {_plain(field.label): field.path for field in rows.rows} | names


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", name.lower()).strip()


def _read(name: str, field: Field, said: str, choices: Choices) -> tuple[dict[str, str], str]:
    """The typed answers of one cell, or what is wrong with it."""
    match field.kind:
        case Kind.DATE:
            return _date(name, said)
        case Kind.ONE | Kind.MANY:
            return _codes(name, field, said, choices(field))
        case Kind.LINES:
            return {name: "\n".join(_several(said))}, ""
        case Kind.YES_NO | Kind.TICK:
            return {name: YES if said.lower() in {"yes", "y", "true", "1"} else ""}, ""
        case _:
            fits = len(said) <= field.longest
            return {name: said}, "" if fits else f"At most {field.longest:,} characters fit."


def _date(name: str, said: str) -> tuple[dict[str, str], str]:
    if not said:
        return {f"{name}-{part}": "" for part in DATE_PARTS}, ""
    parts = re.split(r"[\s/.-]+", said)
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", said):
        parts.reverse()
    typed = {f"{name}-{part}": one for part, one in zip(DATE_PARTS, parts, strict=False)}
    day: date | None = read_date(name, typed) if len(parts) == len(DATE_PARTS) else None
    if day is None:
        return {}, "Enter a real date, for example 7/9/2026."
    return {f"{name}-{part}": str(getattr(day, part)) for part in DATE_PARTS}, ""


def _codes(
    name: str, field: Field, said: str, choices: Mapping[str, str]
) -> tuple[dict[str, str], str]:
    by_words = {_plain(words): code for code, words in choices.items()}
    by_words |= {_plain(code): code for code in choices}
    given = list(_several(said)) if field.kind is Kind.MANY else [said] if said else []
    codes = [by_words.get(_plain(one), "") for one in given]
    if not all(codes):
        return {}, f"Use one of: {', '.join(choices.values())}."
    return {name: "\n".join(codes)}, ""


def _several(said: str) -> Iterator[str]:
    return (one.strip() for one in re.split(r"[;\n]", said) if one.strip())
