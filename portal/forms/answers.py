"""What a person typed, as flat texts by name, and what a service is asked: each made from the other.

    children.0.name, incident.occurred_on-day ──> {"children": [{"name": …}], "incident": {"occurred_on": …}}

Names are paths, with the number of the row in them; the parts of a date end in -day, -month and -year. Of a field
that may have several answers, they stand one a line. An answer that cannot be read at all, such as the 31st of
June, is told in the same way as what a service refuses.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from chassis.doors.refused_fields import RefusedField
from portal.forms.fields import Field, Kind
from portal.words import ENGLAND

Typed = Mapping[str, str]
DATE_PARTS = ("day", "month", "year")
YES, NO = "yes", "no"
DATE_UNREADABLE, NUMBER_UNREADABLE = "portal.date_unreadable", "portal.number_unreadable"
ANSWER_NEEDED = "portal.answer_needed"
MOMENT_UNREADABLE = "portal.moment_unreadable"
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
ROWS_MAX = 2_000


def names_of(fields: Iterable[Field], typed: Typed) -> Iterator[tuple[str, Field]]:
    """Every place of the form as it is filled in now, in the order of the page; rows after their container."""
    for one in fields:
        yield one.path, one
        if one.kind is Kind.ROWS:
            for number in range(count(typed, one.path)):
                yield from names_of(row_of(one, number), typed)


def row_of(field: Field, number: int) -> tuple[Field, ...]:
    """The fields of one row, at their places."""
    return tuple(one.at(f"{field.path}.{number}.{one.path}") for one in field.rows)


def count(typed: Typed, path: str) -> int:
    """How many rows there are."""
    start = f"{path}."
    found = (name[len(start) :].partition(".")[0] for name in typed if name.startswith(start))
    numbers = (int(one) + 1 for one in found if one.isascii() and one.isdecimal())
    return min(max(numbers, default=0), ROWS_MAX)


def only(fields: Iterable[Field], typed: Typed) -> dict[str, str]:
    """What was typed into these fields; what is not asked there is left out."""
    fields = tuple(fields)
    inputs = {name for place, one in names_of(fields, typed) for name in inputs_of(place, one)}
    return {name: said for name, said in typed.items() if name in inputs}


def inputs_of(name: str, field: Field) -> Iterator[str]:
    """The names of the inputs of a field."""
    if field.kind in {Kind.DATE, Kind.MOMENT}:
        yield from (f"{name}-{part}" for part in DATE_PARTS)
        if field.kind is Kind.MOMENT:
            yield f"{name}-time"
    elif field.kind is not Kind.ROWS:
        yield name


def replaced(fields: Iterable[Field], typed: Typed, answers: Typed) -> dict[str, str]:
    """``typed``, where these fields have ``answers`` instead of what stood there."""
    fields = tuple(fields)
    rest = typed.keys() - only(fields, typed).keys()
    return {name: typed[name] for name in typed if name in rest} | only(fields, answers)


def answer(name: str, field: Field, typed: Typed) -> str:
    """All that was typed into a field, as one text."""
    return " ".join(
        said for part in inputs_of(name, field) if (said := typed.get(part, "").strip())
    )


def digest(typed: Typed) -> str:
    """Tells whether two fillings of the same fields are the same. What was left empty is as if it were not there."""
    said = sorted((name, text) for name, text in typed.items() if text)
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()[:32]


def is_blank(fields: Iterable[Field], typed: Typed) -> bool:
    """Whether nothing was typed into these fields. A box that is not ticked is nothing, nor is a row that is given."""
    fields = tuple(fields)
    given = {
        f"{one.path}.{number}.{one.rows[0].path}"
        for one in fields
        if one.each
        for number in range(count(typed, one.path))
    }
    return not any(said.strip() for n, said in only(fields, typed).items() if n not in given)


def with_row(field: Field, typed: Typed) -> dict[str, str]:
    """One empty row more."""
    number = count(typed, field.path)
    if number >= ROWS_MAX:
        return dict(typed)
    blank = {name: "" for one in row_of(field, number) for name in inputs_of(one.path, one)}
    return {**typed, **blank}


def without_row(field: Field, number: int, typed: Typed) -> dict[str, str]:
    """Without one row; those after it move up."""
    kept = [n for n in range(count(typed, field.path)) if n != number]
    return _only_rows(field, kept, typed)


def tidied(fields: Iterable[Field], typed: Typed) -> dict[str, str]:
    """Without rows into which nothing was typed, so that rows are numbered as the service numbers them."""
    tidy = dict(typed)
    for one in fields:
        if one.kind is Kind.ROWS:
            rows = range(count(tidy, one.path))
            tidy = _only_rows(one, [n for n in rows if _is_said(one, n, tidy)], tidy)
    return tidy


def _is_said(field: Field, number: int, typed: Typed) -> bool:
    """Whether a row says something; of given rows, those that need an answer always do."""
    if field.each:
        return field.needed or not is_blank(row_of(field, number)[1:], typed)
    return not is_blank(row_of(field, number), typed)


def _only_rows(field: Field, kept: Sequence[int], typed: Typed) -> dict[str, str]:
    start = f"{field.path}."
    rows = {name: said for name, said in typed.items() if name.startswith(start)}
    result = {name: said for name, said in typed.items() if name not in rows}
    for place, number in enumerate(kept):
        old, new = f"{start}{number}.", f"{start}{place}."
        for name, said in rows.items():
            if name.startswith(old):
                result[new + name[len(old) :]] = said
    return result


def request_of(fields: Iterable[Field], typed: Typed) -> dict[str, Any]:
    """What the service is asked; answers that cannot be read are left out."""
    asked: dict[str, Any] = {}
    for one in fields:
        if one.kind is Kind.ROWS:
            rows = [_row_request(one, n, typed) for n in range(count(typed, one.path))]
            if rows:
                _put(asked, one.path, rows)
        elif (value := _value(one.path, one, typed)) not in (None, "", []):
            _put(asked, one.path, value)
    return asked


def unreadable(fields: Iterable[Field], typed: Typed) -> Iterator[RefusedField]:
    """The answers that nobody can read, such as a day that there is not."""
    for name, one in names_of(fields, typed):
        said = answer(name, one, typed)
        if one.kind is Kind.DATE and said and read_date(name, typed) is None:
            sentence = "Enter a real date, for example 7 9 2026."
            yield RefusedField(field=name, code=DATE_UNREADABLE, sentence=sentence)
        if one.kind is Kind.MOMENT and said and read_moment(name, typed) is None:
            sentence = "Enter a real date and a time, for example 7 9 2026 and 14:00."
            yield RefusedField(field=name, code=MOMENT_UNREADABLE, sentence=sentence)
        if one.kind is Kind.NUMBER and said and not re.fullmatch(r"[0-9]{1,9}", said):
            sentence = "Enter a whole number, for example 3."
            yield RefusedField(field=name, code=NUMBER_UNREADABLE, sentence=sentence)


def missing(fields: Iterable[Field], typed: Typed) -> Iterator[str]:
    """The places that still need an answer; rows into which nothing was typed are not sent."""
    for one in fields:
        if one.kind is Kind.ROWS:
            written = [n for n in range(count(typed, one.path)) if _is_said(one, n, typed)]
            if one.needed and not written:
                yield one.path
            for number in written:
                yield from missing(row_of(one, number), typed)
        elif one.needed and not answer(one.path, one, typed):
            yield one.path


def unanswered(name: str) -> RefusedField:
    """That a field needs an answer."""
    return RefusedField(field=name, code=ANSWER_NEEDED, sentence="This needs an answer.")


def typed_of(fields: Iterable[Field], known: Mapping[str, Any]) -> dict[str, str]:
    """What would have to be typed to say what is ``known``: the inverse of ``request_of``."""
    typed: dict[str, str] = {}
    for one in fields:
        value = _get(known, one.path)
        if value is None:
            continue
        if one.kind is Kind.ROWS:
            for number, row in enumerate(value):
                inner = typed_of(one.rows, row)
                typed |= {f"{one.path}.{number}.{name}": said for name, said in inner.items()}
        else:
            typed |= dict(_typed(one, value))
    return typed


def _typed(field: Field, value: Any) -> Iterator[tuple[str, str]]:
    if field.kind is Kind.DATE:
        year, month, day = [*value.split("-"), "", ""][:3]
        for part, said in (("day", day), ("month", month), ("year", year)):
            yield f"{field.path}-{part}", said.lstrip("0")
    elif field.kind is Kind.MOMENT:
        local = datetime.fromisoformat(value).astimezone(ENGLAND)
        for part in DATE_PARTS:
            yield f"{field.path}-{part}", str(getattr(local, part))
        yield f"{field.path}-time", f"{local:%H:%M}"
    elif field.kind in {Kind.MANY, Kind.LINES}:
        yield field.path, "\n".join(map(str, value))
    elif field.kind in {Kind.YES_NO, Kind.TICK}:
        if value or field.kind is Kind.YES_NO:
            yield field.path, YES if value else NO
    else:
        yield field.path, str(value)


def _row_request(field: Field, number: int, typed: Typed) -> dict[str, Any]:
    start = f"{field.path}.{number}."
    row = {name[len(start) :]: said for name, said in typed.items() if name.startswith(start)}
    return request_of(field.rows, row)


def _value(name: str, field: Field, typed: Typed) -> Any:
    said = typed.get(name, "")
    match field.kind:
        case Kind.DATE | Kind.MOMENT:
            read = read_date if field.kind is Kind.DATE else read_moment
            when = read(name, typed)
            return when.isoformat() if when else None
        case Kind.NUMBER:
            return int(said) if re.fullmatch(r"[0-9]{1,9}", said.strip()) else None
        case Kind.YES_NO | Kind.TICK:
            return True if said == YES else None
        case Kind.MANY | Kind.LINES:
            return [line.strip() for line in said.splitlines() if line.strip()]
        case Kind.LONG:
            return said if said.strip() else None
        case _:
            return said.strip()


def read_date(name: str, typed: Typed) -> date | None:
    """The day that was typed; months may be written as words."""
    day, month, year = (typed.get(f"{name}-{part}", "").strip().lower() for part in DATE_PARTS)
    if month[:3] in MONTHS:
        month = str(MONTHS.index(month[:3]) + 1)
    if not (year.isdecimal() and len(year) == 4):  # noqa: PLR2004 - a year has four digits.
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def read_moment(name: str, typed: Typed) -> datetime | None:
    """The day and the time of day that were typed, in the time of England."""
    day = read_date(name, typed)
    clock = re.fullmatch(r"([01]?\d|2[0-3])[:.]([0-5]\d)", typed.get(f"{name}-time", "").strip())
    if day is None or clock is None:
        return None
    return datetime.combine(day, time(int(clock[1]), int(clock[2])), ENGLAND)


def _put(asked: dict[str, Any], path: str, value: Any) -> None:
    *outer, last = path.split(".")
    for part in outer:
        asked = asked.setdefault(part, {})
    asked[last] = value


def _get(known: Mapping[str, Any], path: str) -> Any:
    value: Any = known
    for part in path.split("."):
        value = value.get(part) if isinstance(value, Mapping) else None
    return value
