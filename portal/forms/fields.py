"""Forms as plain facts: sections of fields, each with its words, and its place in the request of the service.

    FormOf ── sections ── fields ── path: incident.what_happened, children (rows) ── name, born_on

A field of kind ``ROWS`` holds fields of its own; their paths are relative to one row. ``needed`` says what the
service refuses to go without, as far as a form can know; the service has the last word.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from chassis.limits import TEXT_CHARACTERS_MAX


class Kind(StrEnum):
    """How a field is asked and read."""

    TEXT = "text"
    LONG = "long"
    LINES = "lines"  # Several short texts, one a line.
    DATE = "date"
    TIME = "time"
    MOMENT = "moment"  # A day and a time of day, in the time of England.
    NUMBER = "number"
    YES_NO = "yes_no"  # Two answers, of which the request knows true and false.
    TICK = "tick"  # One box to confirm something.
    ONE = "one"  # One code of a list.
    MANY = "many"  # Any number of codes of a list.
    ROWS = "rows"


Choices = Mapping[str, str] | str
OF_THE_CASE = "case."
"""Lists of the case itself begin like this."""


@dataclass(frozen=True, slots=True)
class Field:
    """One question. ``depends`` says that another answer decides whether it is needed, whatever the rule pack asks for.

    ``choices`` are codes with their words, or the name of a list that the rule pack fills.

    Of rows: ``one`` is what one of them is called, ``apart`` gives each a page of its own, and ``shown`` are the
    paths by which it is known in the list then. With ``each`` there is one row for each code of that list, no more and
    no less; the first field of the row holds the code, and its words stand above the others.
    """

    path: str
    label: str
    kind: Kind = Kind.TEXT
    hint: str = ""
    example: str = ""
    needed: bool = False
    depends: bool = False
    choices: Choices = ""
    longest: int = TEXT_CHARACTERS_MAX
    rows: tuple[Field, ...] = ()
    one: str = "entry"
    apart: bool = False
    shown: tuple[str, ...] = ()
    each: Choices = ""

    def at(self, name: str) -> Field:
        """The same field at another place, such as in the third row."""
        return replace(self, path=name)


@dataclass(frozen=True, slots=True)
class Section:
    """A page of a form."""

    code: str
    title: str
    fields: tuple[Field, ...]
    before: str = ""
    """What to say before the questions: what this part is for."""
    agenda: tuple[str, ...] = ()
    """What is gone through, in this order; it stands before the questions."""
    support: bool = False
    """Whether it asks for what is hard to write about."""
    upload: str = ""
    """The path of the rows that a table of comma-separated values may bring."""


@dataclass(frozen=True, slots=True)
class FormOf:
    """A form: what it is called, which call of which service takes it, and what follows.

    ``code`` is also the kind of its drafts, so it is never changed.
    """

    code: str
    title: str
    service: str
    method: str
    sections: tuple[Section, ...]
    send: str = "Send"
    sent_title: str = "Sent"
    sent_text: str = ""
    by_agency: bool = False
    """Whether it is about one agency's part of a case."""
    fixed: Mapping[str, object] = field(default_factory=dict)
    """What stands in the request besides what is asked."""
    rules: Mapping[str, str] = field(default_factory=dict)
    """Forms of the rule pack whose required fields are fields of this one, each with where they stand here."""
    by_part: str = ""
    """Where the request says which part of the case it is about, such as an action; the address names it, too."""
    gate: str = ""
    """The gate whose decision it records: the rule pack says what is asked."""
    outcomes: tuple[str, ...] = ()
    """Those of the gate's outcomes that this form offers; empty are all."""
    begins: Mapping[str, str] = field(default_factory=dict)
    """What stands in an empty form."""
    regardless: bool = False
    """Whether it can be sent whatever others have recorded of its matter since it was begun."""

    @property
    def is_one_page(self) -> bool:
        """Whether it is asked, sent and refused on a single page."""
        return len(self.sections) == 1

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields of all sections."""
        return tuple(one for section in self.sections for one in section.fields)

    @property
    def is_of_a_part(self) -> bool:
        """Whether it is about a part of a case: an agency's, or an action."""
        return self.by_agency or bool(self.by_part)

    @property
    def asks_the_case(self) -> bool:
        """Whether some of its answers are those that the case itself has, such as its recommendations."""
        every = [*self.fields, *(inner for one in self.fields for inner in one.rows)]
        lists = [one.each or one.choices for one in every]
        return any(isinstance(one, str) and one.startswith(OF_THE_CASE) for one in lists)

    def section(self, code: str) -> Section | None:
        """The section with this code."""
        return next((one for one in self.sections if one.code == code), None)

    def after(self, section: Section) -> Section | None:
        """The section that follows; none after the last one."""
        place = self.sections.index(section) + 1
        return self.sections[place] if place < len(self.sections) else None

    def needing(self, paths: Collection[str]) -> FormOf:
        """The same form, where the fields at ``paths`` are needed, too: what a rule pack asks for besides."""
        sections = tuple(
            replace(one, fields=tuple(_needing(one.fields, paths))) for one in self.sections
        )
        return replace(self, sections=sections)


def _needing(
    fields: tuple[Field, ...], paths: Collection[str], within: str = ""
) -> Iterator[Field]:
    for one in fields:
        path = f"{within}{one.path}"
        yield replace(
            one,
            needed=one.needed or (path in paths and not one.depends),
            rows=tuple(_needing(one.rows, paths, f"{path}.")),
        )
