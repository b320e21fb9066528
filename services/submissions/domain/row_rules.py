"""Rules about chronology rows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from chassis.errors import Invalid
from chassis.fields import FieldProblem
from chassis.limits import spoken
from services.submissions.domain.chronology import ChronologyRow
from services.submissions.domain.scoping_rules import PartRequired
from services.submissions.domain.values import ReturnRules

# It is named in questions and comparisons, so it may not hold a sentence or a name.
ROW_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{0,15}")


class RowWithoutWords(Invalid):
    """A chronology row does not say what happened."""

    code = "submissions.row_without_words"
    sentence = "Say what happened in chronology row {numbers}, or leave the row out."


class RowIdUnclear(Invalid):
    """The id of a row is no short code, or another row has it."""

    code = "submissions.row_id_unclear"
    sentence = "Give chronology row {number} a short code of its own, such as R{number}, or none."


class RowEndsEarly(Invalid):
    """What a row tells of ended before it began."""

    code = "submissions.row_ends_early"
    sentence = "Chronology row {number} ends ({ended_on}) before it begins ({happened_on})."


class UnknownRowTheme(Invalid):
    """A row has a theme that the rule pack does not know."""

    code = "submissions.unknown_row_theme"
    sentence = "Choose the themes of chronology row {number} from the list: {choices}."


class UnknownEpisode(Invalid):
    """A row belongs to a key practice episode that the scoping document does not have."""

    code = "submissions.unknown_episode"
    sentence = (
        "Chronology row {number} belongs to a key practice episode that is not in this return."
    )


def problems_of_rows(
    rows: Sequence[ChronologyRow], rules: ReturnRules, episodes: frozenset[str]
) -> Iterator[FieldProblem]:
    """What is wrong with each row, by its place among those that were sent."""
    counted = Counter(row.row_id for row in rows)
    choices = ", ".join(map(spoken, sorted(rules.themes)))
    required = [name for name in rules.row_required if name in ChronologyRow.model_fields]
    for place, row in enumerate(rows):
        number = place + 1
        if not row.what_happened.strip():
            yield FieldProblem(f"{place}.what_happened", RowWithoutWords(numbers=number))
        for name in required:
            if name != "what_happened" and getattr(row, name) in ("", (), None):
                yield FieldProblem(f"{place}.{name}", PartRequired(part=spoken(name)))
        if row.row_id and (counted[row.row_id] > 1 or not ROW_ID.fullmatch(row.row_id)):
            yield FieldProblem(f"{place}.row_id", RowIdUnclear(number=number))
        if row.ended_on is not None and row.ended_on < row.happened_on:
            early = RowEndsEarly(number=number, ended_on=row.ended_on, happened_on=row.happened_on)
            yield FieldProblem(f"{place}.ended_on", early)
        if not rules.themes.issuperset(row.themes):
            unknown = UnknownRowTheme(number=number, choices=choices)
            yield FieldProblem(f"{place}.themes", unknown)
        if row.episode and row.episode not in episodes:
            yield FieldProblem(f"{place}.episode", UnknownEpisode(number=number))
