"""How a form is drawn: a section, one row, what is missing, two texts side by side, and that it was sent."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote

from starlette.responses import Response

from chassis.doors.refused_fields import RefusedField
from portal import words
from portal.clients.form_facts import Draft, Standing
from portal.forms.answers import (
    ANSWER_NEEDED,
    answer,
    count,
    digest,
    is_blank,
    missing,
    names_of,
    only,
    read_date,
    read_moment,
    row_of,
    unreadable,
)
from portal.forms.fields import OF_THE_CASE, Field, Kind, Section
from portal.forms.refused import Form
from portal.views.filling_in.filling import Clash, Filling, Page, blank

CONFLICT = 409


@dataclass(frozen=True, slots=True)
class RowLine:
    """One row of a list whose rows have pages of their own."""

    number: int
    text: str
    detail: str
    address: str
    to_mend: bool


@dataclass(frozen=True, slots=True)
class SectionState:
    """How far a section is: its words, the colour of its tag, and what is still missing."""

    section: Section
    address: str
    label: str
    colour: str
    missing: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """One answer of which there are two texts."""

    name: str
    label: str
    long: bool
    mine: str
    theirs: str


def drawn(
    filling: Filling,
    section: Section,
    fields: tuple[Field, ...],
    draft: Draft,
    *,
    page: Page | None = None,
    problems: Iterable[RefusedField] = (),
    whole: str = "",
    status: int = 200,
    **more: object,
) -> Response:
    """A section or a row, with what was typed, and with what is wrong."""
    form = filling.filled(fields, draft)
    if problems := tuple(problems):
        form = form.refused([*draft.refused, *problems], status=422)
    if whole:
        form = form.refused_as_a_whole(whole, status=status)
    shown = only(fields, draft.typed)
    return filling.desk.page(
        filling.visitor,
        "filling/section.html",
        status=form.status if form.summary else status,
        filling=filling,
        section=section,
        fields=tuple(_offered(filling, fields, draft)),
        is_row=fields != section.fields,
        form=form,
        draft=draft,
        window=page.window if page else secrets.token_urlsafe(9),
        was=page.was if page and status != 200 else digest(shown),  # noqa: PLR2004 - as it came.
        choices=lambda field: filling.choices(field, draft.rules),
        each=lambda field: filling.choices(replace(field, choices=field.each), draft.rules),
        count=lambda path: count(draft.typed, path),
        row_of=row_of,
        lines=lambda field: list(lines_of(filling, section, field, draft)),
        action=_action(filling, section, fields),
        sign_in=f"/sign-in?to={quote(filling.address)}",
        **more,
    )


def _offered(filling: Filling, fields: Iterable[Field], draft: Draft) -> Iterator[Field]:
    """Without what a case offers nothing for, such as an earlier decision where there is none."""
    for one in fields:
        rows = tuple(_offered(filling, one.rows, draft))
        of_the_case = isinstance(one.choices, str) and one.choices.startswith(OF_THE_CASE)
        if one.needed or not of_the_case or filling.choices(one, draft.rules):
            yield replace(one, rows=rows)


def _action(filling: Filling, section: Section, fields: tuple[Field, ...]) -> str:
    if filling.form.is_one_page:
        return filling.address
    rows = next((one for one in section.fields if one.apart), None)
    if rows is not None and fields and fields[0].path.startswith(f"{rows.path}."):
        number = fields[0].path[len(rows.path) + 1 :].partition(".")[0]
        return f"{filling.address}/row/{section.code}/{number}"
    return f"{filling.address}/part/{section.code}"


def lines_of(filling: Filling, section: Section, field: Field, draft: Draft) -> Iterator[RowLine]:
    """The rows that have pages of their own."""
    for number in range(count(draft.typed, field.path)):
        fields = {
            one.path.removeprefix(f"{field.path}.{number}."): one for one in row_of(field, number)
        }
        known = [
            said_in_words(filling, fields[path], draft)
            for path in field.shown
            if answer(fields[path].path, fields[path], draft.typed)
        ]
        to_mend = any(missing(fields.values(), draft.typed)) or any(
            one.field.startswith(f"{field.path}.{number}.") for one in draft.refused
        )
        yield RowLine(
            number, known[0] if known else "Nothing written yet", ", ".join(known[1:]),
            f"{filling.address}/row/{section.code}/{number}", to_mend,
        )  # fmt: skip


def said_in_words(filling: Filling, field: Field, draft: Draft, *, whole: bool = False) -> str:
    """An answer as people read it: a day, or the words of a code; only its beginning unless the ``whole`` is wanted."""
    said = draft.typed.get(field.path, "")
    match field.kind:
        case Kind.DATE:
            read = read_date(field.path, draft.typed)
            return words.day(read) if read else answer(field.path, field, draft.typed)
        case Kind.MOMENT:
            at = read_moment(field.path, draft.typed)
            return words.moment(at) if at else answer(field.path, field, draft.typed)
        case Kind.ONE | Kind.MANY:
            choices = filling.choices(field, draft.rules)
            return "; ".join(choices.get(code, code) for code in said.splitlines())
        case Kind.YES_NO | Kind.TICK:
            return words.first_upper(said)
    return said if whole or len(said) <= words.LINE_MAX else f"{said[: words.LINE_MAX]}…"


def states_of(filling: Filling, draft: Draft) -> tuple[SectionState, ...]:
    """How far each section is."""
    return tuple(_state(filling, section, draft) for section in filling.form.sections)


def _state(filling: Filling, section: Section, draft: Draft) -> SectionState:
    address = f"{filling.address}/part/{section.code}"
    lacking = tuple(_lacking(section, draft, address))
    if lacking and is_blank(section.fields, draft.typed):
        label, colour = "Not started", "grey"
    elif lacking:
        label, colour = "Something is missing", "yellow"
    elif is_blank(section.fields, draft.typed):
        label, colour = "Optional", "grey"
    else:
        label, colour = "Completed", "green"
    return SectionState(section, address, label, colour, lacking)


def _lacking(section: Section, draft: Draft, address: str) -> Iterator[tuple[str, str]]:
    """What a section still needs, or what was refused of it, each with the address of its field."""
    places = dict(names_of(section.fields, draft.typed))
    form = blank(section.fields, draft.typed)
    told = dict.fromkeys(missing(section.fields, draft.typed), "")
    for one in (*draft.refused, *unreadable(section.fields, draft.typed)):
        if form.holds(one.field) and one.code != ANSWER_NEEDED:
            told[one.field] = words.problem_words(one.code, one.sentence)
    order = {name: place for place, name in enumerate(places)}
    for name in sorted(told, key=lambda name: order.get(name, len(order))):
        said = f"{_named(places, name, section)}{': ' if told[name] else ''}{told[name]}"
        yield said, _where(section, name, address, form)


def placed(filling: Filling, draft: Draft, name: str) -> tuple[str, str]:
    """What a field is called, and its address."""
    for section in filling.form.sections:
        places = dict(names_of(section.fields, draft.typed))
        if name in places:
            form = blank(section.fields, draft.typed)
            address = f"{filling.address}/part/{section.code}"
            return _named(places, name, section), _where(section, name, address, form)
    return name, filling.address


def _named(places: Mapping[str, Field], name: str, section: Section) -> str:
    while name and name not in places:
        name = name.rpartition(".")[0]
    label = places[name].label if name in places else section.title
    holder = next((one for one in section.fields if name.startswith(f"{one.path}.")), None)
    number = name[len(holder.path) + 1 :].partition(".")[0] if holder else ""
    return (
        f"{words.first_upper(holder.one)} {int(number) + 1}: {label}"
        if holder and number.isdecimal()
        else label
    )


def _where(section: Section, name: str, address: str, form: Form) -> str:
    holder = next((f for f in section.fields if f.apart and name.startswith(f"{f.path}.")), None)
    if holder:
        number = name[len(holder.path) + 1 :].partition(".")[0]
        address = f"{address.rpartition('/part/')[0]}/row/{section.code}/{number}"
    return f"{address}#{form.element_id(name)}"


def overview(filling: Filling, draft: Draft, standing: Standing) -> Response:
    """The list of sections with their states."""
    return filling.desk.page(
        filling.visitor, "filling/overview.html", filling=filling, draft=draft,
        states=states_of(filling, draft), shown=list(filling.journey.shown(standing)),
        reference=standing.reference,
    )  # fmt: skip


def check(
    filling: Filling,
    draft: Draft,
    *,
    whole: str = "",
    status: int = 200,
    hints: Iterable[object] = (),
) -> Response:
    """What is missing, all that was typed, and the button that sends it."""
    states = states_of(filling, draft)
    form = Form([])
    if whole:
        form = form.refused_as_a_whole(whole, status=status)
    return filling.desk.page(
        filling.visitor, "filling/check.html", status=status, filling=filling, draft=draft,
        states=states, form=form, hints=list(hints), lacking=sum(len(one.missing) for one in states),
        answers=lambda section: list(written(filling, section, draft)),
    )  # fmt: skip


def written(filling: Filling, section: Section, draft: Draft) -> Iterator[tuple[str, str]]:
    """What was typed into a section, in words."""
    places = dict(names_of(section.fields, draft.typed))
    for name, field in places.items():
        here = field.at(name)
        if field.kind is not Kind.ROWS and answer(name, here, draft.typed):
            yield _named(places, name, section), said_in_words(filling, here, draft, whole=True)


def conflict(filling: Filling, clash: Clash) -> Response:
    """Both texts, so that nothing is lost."""
    differences = tuple(_differences(filling, clash))
    return filling.desk.page(
        filling.visitor, "filling/conflict.html", status=CONFLICT, filling=filling,
        differences=differences, seen=clash.seen, built_on=clash.built_on,
    )  # fmt: skip


def _differences(filling: Filling, clash: Clash) -> Iterator[Difference]:
    both = {**clash.theirs, **clash.mine}
    places = dict(names_of(filling.form.fields, both))
    for name in sorted(both, key=list(both).index):
        mine, theirs = clash.mine.get(name, ""), clash.theirs.get(name, "")
        if mine != theirs:
            place = name if name in places else name.rpartition("-")[0]
            field = places.get(place)
            section = next(
                (
                    s
                    for s in filling.form.sections
                    if field and place in dict(names_of(s.fields, both))
                ),
                filling.form.sections[0],
            )
            part = f" ({name.rpartition('-')[2]})" if name not in places else ""
            is_long = field is not None and field.kind in {Kind.LONG, Kind.LINES}
            yield Difference(name, _named(places, place, section) + part, is_long, mine, theirs)
