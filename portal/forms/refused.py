"""A form as a person filled it in, and which of its fields were refused: the one way to show that.

    typed ── Form ── refused ── Form with problems ── components/problems.html: a summary that links to the
                                fields, and at each field its message; everything that was typed stays

A service names a refused field by its place, such as ``children.0.born_on``. It is shown at the field of that
name or, where the page has none, at the one that holds it; a problem of no field stands in the summary alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from markupsafe import Markup

from chassis.doors.refused_fields import RefusedField
from portal import words

UNPROCESSABLE = 422


@dataclass(frozen=True, slots=True)
class Form:
    """The fields of one form, in the order of the page, with what was typed and what is wrong.

    ``leads_to`` names the element to go to for fields that are several inputs, such as a date. The element of
    any other field has the id that ``element_id`` makes of its name.
    """

    fields: Sequence[str]
    typed: Mapping[str, str] = field(default_factory=dict)
    leads_to: Mapping[str, str] = field(default_factory=dict)
    problems: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    whole: tuple[str, ...] = ()
    status: int = 200

    def filled(self, typed: Mapping[str, str]) -> Form:
        """The same form with these answers."""
        return replace(self, typed=typed)

    def refused(self, refused: Iterable[RefusedField], *, status: int = UNPROCESSABLE) -> Form:
        """The same form with these fields refused; what was typed stays."""
        problems: dict[str, tuple[str, ...]] = {}
        whole: tuple[str, ...] = ()
        for one in refused:
            said = words.problem_words(one.code, one.sentence)
            at = self._field_of(one.field)
            if not at:
                whole = _with(whole, said)
            else:
                problems[at] = _with(problems.get(at, ()), said)
        return replace(self, problems=problems, whole=whole, status=status)

    def refused_as_a_whole(self, said: str, *, status: int = UNPROCESSABLE) -> Form:
        """The same form with a problem that belongs to none of its fields."""
        return replace(self, problems={}, whole=(said,), status=status)

    def refused_choice(self, names: Iterable[str]) -> Form:
        """The same form, where nothing was chosen for these fields."""
        code, sentence = "portal.nothing_chosen", "Choose an answer."
        return self.refused(RefusedField(field=n, code=code, sentence=sentence) for n in names)

    def answer(self, name: str) -> str:
        """What was typed in a field."""
        return self.typed.get(name, "")

    def element_id(self, name: str) -> str:
        """The id of the element to which the summary leads."""
        return self.leads_to.get(name) or name.replace(".", "-")

    def error(self, name: str) -> Mapping[str, object] | None:
        """What a component of the design system takes as its ``errorMessage``."""
        found = self.problems.get(name)
        return {"html": Markup("<br>").join(found)} if found else None

    @property
    def summary(self) -> Sequence[Mapping[str, str]]:
        """Every problem in the order of the page, with a link to its field; empty when there is none."""
        at_fields = [
            {"text": said, "href": f"#{self.element_id(name)}"}
            for name in self.fields
            for said in self.problems.get(name, ())
        ]
        return [*({"text": said} for said in self.whole), *at_fields]

    def holds(self, place: str) -> bool:
        """Whether a problem at this place is shown at one of the fields."""
        return bool(self._field_of(place))

    def _field_of(self, place: str) -> str:
        inner = place
        while inner and inner not in self.fields:
            inner = inner.rpartition(".")[0]
        return inner or self._called_otherwise(place)

    def _called_otherwise(self, place: str) -> str:
        """A service may name a field within its form, or within the part that its rules know."""
        if not place:
            return ""
        return next(
            (n for n in self.fields if n.endswith(f".{place}") or place.endswith(f".{n}")), ""
        )


def _with(said: tuple[str, ...], more: str) -> tuple[str, ...]:
    return said if more in said else (*said, more)
