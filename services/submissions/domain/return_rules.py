"""When a return is complete: the rules that need more than one line, each with its refusal.

    nil return:  date checked, systems searched, signed off; no chronology rows
    full return: systems searched, signed off, the three accounts, and how practitioners took part

Limits: as in every service, but 2,000 chronology rows and 1,000,000 characters in the whole return,
so that what was sent can always be shown again in one answer.
Late is not among the rules: it is a fact, and never a block.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chassis.errors import Invalid
from chassis.limits import listed, must_fit, spoken
from services.submissions.domain.values import Answer, ScopingDocument

ROWS_MAX = 2_000
RETURN_CHARACTERS_MAX = 1_000_000


class SystemsNotSearched(Invalid):
    """A return does not say which systems were searched."""

    code = "submissions.systems_not_searched"
    sentence = "Say which of your record systems were searched, at least one."


class CheckedOnMissing(Invalid):
    """A nil return does not say when records were checked."""

    code = "submissions.checked_on_missing"
    sentence = "A nil return needs the date on which your records were checked."


class SignOffMissing(Invalid):
    """A return was not signed off by a senior manager."""

    code = "submissions.sign_off_missing"
    sentence = "A senior manager signs the return off first. Say their role and the date."


class NilReturnWithRows(Invalid):
    """A nil return carries a chronology."""

    code = "submissions.nil_return_with_rows"
    sentence = (
        "A nil return says that your agency does not know the family, so it has no chronology."
        " Leave the rows out, or send a full return."
    )


class AccountsMissing(Invalid):
    """A full return leaves out an account that it needs."""

    code = "submissions.accounts_missing"
    sentence = "These parts of the scoping document still need words: {parts}."


class PractitionersMissing(Invalid):
    """A full return does not say how practitioners took part, or why they could not."""

    code = "submissions.practitioners_missing"
    sentence = (
        "Say which practitioners (by their role) completed the return with you,"
        " or why it could not be completed with practitioners."
    )


class UnknownTheme(Invalid):
    """An improvement has a theme that the rule pack does not know."""

    code = "submissions.unknown_theme"
    sentence = "Choose a theme for improvement {numbers} from the list: {choices}."


class RowWithoutWords(Invalid):
    """A chronology row does not say what happened."""

    code = "submissions.row_without_words"
    sentence = "Say what happened in chronology row {numbers}, or leave the row out."


class DatedAfterReturn(Invalid):
    """A date in the return lies after the day on which it is returned."""

    code = "submissions.dated_after_return"
    sentence = (
        "{part} is dated {date}, after the day of the return ({returned_on}). Check both dates."
    )


class ReturnedInTheFuture(Invalid):
    """The day of the return is still to come."""

    code = "submissions.returned_in_the_future"
    sentence = "The day of the return, {returned_on}, is still to come."


def must_be_complete(answer: Answer, *, themes: frozenset[str], today: date) -> None:
    """Raises the refusal that says what is missing; ``themes`` are those of the rule pack."""
    must_fit(answer, all_characters_max=RETURN_CHARACTERS_MAX, entries_max={"Chronology": ROWS_MAX})
    if answer.nil_return:
        _must_be_a_nil_return(answer)
    else:
        _must_tell(answer.scoping)
    _must_be_searched_and_signed(answer.scoping)
    _must_have_known_themes(answer.scoping, themes)
    _must_say_what_happened(answer)
    _must_be_dated(answer, today)


def _must_be_a_nil_return(answer: Answer) -> None:
    if answer.chronology:
        raise NilReturnWithRows
    if answer.scoping.checked_on is None:
        raise CheckedOnMissing


def _must_tell(scoping: ScopingDocument) -> None:
    accounts = ("involvement", "lived_experience", "identity_and_context")
    missing = [name for name in accounts if not getattr(scoping, name).strip()]
    if missing:
        raise AccountsMissing(parts=", ".join(spoken(name) for name in missing))
    consulted = _has_words(scoping.practitioners_consulted)
    explained = bool(scoping.not_with_practitioners_reason.strip())
    if not (consulted if scoping.completed_with_practitioners else explained):
        raise PractitionersMissing


def _must_be_searched_and_signed(scoping: ScopingDocument) -> None:
    if not _has_words(scoping.systems_searched):
        raise SystemsNotSearched
    if not scoping.signed_by_role.strip() or scoping.signed_on is None:
        raise SignOffMissing


def _must_have_known_themes(scoping: ScopingDocument, themes: frozenset[str]) -> None:
    # Numbers, not what was typed: a theme that is no code may be a narrative.
    unknown = [
        number
        for number, improvement in enumerate(scoping.improvements, 1)
        if improvement.theme not in themes
    ]
    if unknown:
        raise UnknownTheme(numbers=listed(unknown), choices=", ".join(map(spoken, sorted(themes))))


def _must_say_what_happened(answer: Answer) -> None:
    silent = [
        number for number, row in enumerate(answer.chronology, 1) if not row.what_happened.strip()
    ]
    if silent:
        raise RowWithoutWords(numbers=listed(silent))


def _must_be_dated(answer: Answer, today: date) -> None:
    if answer.returned_on > today:
        raise ReturnedInTheFuture(returned_on=answer.returned_on)
    for part, day in _days(answer):
        if day is not None and day > answer.returned_on:
            raise DatedAfterReturn(part=part, date=day, returned_on=answer.returned_on)


def _days(answer: Answer) -> Iterator[tuple[str, date | None]]:
    yield "The return", answer.returned_on
    yield "The check of your records", answer.scoping.checked_on
    yield "The sign-off", answer.scoping.signed_on
    for number, row in enumerate(answer.chronology, 1):
        yield f"Chronology row {number}", row.happened_on


def _has_words(entries: tuple[str, ...]) -> bool:
    return any(entry.strip() for entry in entries)
