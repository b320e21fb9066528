"""When a return is complete: everything that is wrong with it, field by field and all at once.

    nil return:  date checked, systems searched, signed off; no chronology rows, nobody known
    full return: systems searched, signed off, the three accounts, how practitioners took part, and what
                 the rule pack of the review asks for besides

Limits: as in every service, but 2,000 chronology rows and 1,000,000 characters in the whole return,
so that what was sent can always be shown again in one answer.
Late is not among the rules: it is a fact, and never a block.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from chassis.errors import Invalid
from chassis.fields import FieldProblem, inside, must_be_no
from chassis.limits import CHRONOLOGY_ROWS_MAX, must_fit
from services.submissions.domain.row_rules import problems_of_rows
from services.submissions.domain.scoping import ScopingDocument
from services.submissions.domain.scoping_rules import problems_of_parts, problems_of_required
from services.submissions.domain.values import Answer, ReturnRules

RETURN_CHARACTERS_MAX = 1_000_000
ACCOUNTS = {
    "involvement": "involvement",
    "lived_experience": "lived experience",
    "identity_and_context": "identity and context",
}


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


class NilReturnWithKnownPerson(Invalid):
    """A nil return says that somebody of the family is known."""

    code = "submissions.nil_return_with_known_person"
    sentence = "A nil return says that your agency knows nobody of the family. Correct this, or send a full return."


class AccountsMissing(Invalid):
    """A full return leaves out an account that it needs."""

    code = "submissions.accounts_missing"
    sentence = "This part of the scoping document still needs words: {parts}."


class PractitionersMissing(Invalid):
    """A full return does not say how practitioners took part, or why they could not."""

    code = "submissions.practitioners_missing"
    sentence = (
        "Say which practitioners (by their role) completed the return with you,"
        " or why it could not be completed with practitioners."
    )


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


def must_be_complete(answer: Answer, *, rules: ReturnRules, today: date) -> None:
    """Raises ``FormRefused`` with everything that is wrong; ``rules`` are those that the review pinned."""
    must_be_no(_problems(answer, rules, today))
    must_fit(
        answer,
        all_characters_max=RETURN_CHARACTERS_MAX,
        entries_max={"Chronology": CHRONOLOGY_ROWS_MAX},
    )


def _problems(answer: Answer, rules: ReturnRules, today: date) -> Iterator[FieldProblem]:
    scoping = answer.scoping
    if answer.nil_return:
        yield from _of_a_nil_return(answer)
    else:
        yield from inside("scoping", _of_accounts(scoping))
    yield from inside("scoping", _of_search_and_sign_off(scoping))
    yield from inside("scoping", problems_of_parts(scoping, rules.themes))
    if not answer.nil_return:
        yield from inside("scoping", problems_of_required(scoping, rules.required))
    episodes = frozenset(episode.code for episode in scoping.episodes)
    yield from inside("chronology", problems_of_rows(answer.chronology, rules, episodes))
    yield from _of_days(answer, today)


def _of_a_nil_return(answer: Answer) -> Iterator[FieldProblem]:
    if answer.chronology:
        yield FieldProblem("chronology", NilReturnWithRows())
    for place, person in enumerate(answer.scoping.persons):
        if person.known:
            yield FieldProblem(f"scoping.persons.{place}.known", NilReturnWithKnownPerson())
    if answer.scoping.checked_on is None:
        yield FieldProblem("scoping.checked_on", CheckedOnMissing())


def _of_accounts(scoping: ScopingDocument) -> Iterator[FieldProblem]:
    for name, words in ACCOUNTS.items():
        if not getattr(scoping, name).strip():
            yield FieldProblem(name, AccountsMissing(parts=words))
    consulted = _has_words(scoping.practitioners_consulted) or bool(scoping.consultations)
    explained = bool(scoping.not_with_practitioners_reason.strip())
    if scoping.completed_with_practitioners and not consulted:
        yield FieldProblem("practitioners_consulted", PractitionersMissing())
    if not scoping.completed_with_practitioners and not explained:
        yield FieldProblem("not_with_practitioners_reason", PractitionersMissing())
    for place, one in enumerate(scoping.consultations):
        if not one.practitioner.strip():
            yield FieldProblem(f"consultations.{place}.practitioner", PractitionersMissing())


def _of_search_and_sign_off(scoping: ScopingDocument) -> Iterator[FieldProblem]:
    if not _has_words(scoping.systems_searched):
        yield FieldProblem("systems_searched", SystemsNotSearched())
    if not scoping.signed_by_role.strip():
        yield FieldProblem("signed_by_role", SignOffMissing())
    if scoping.signed_on is None:
        yield FieldProblem("signed_on", SignOffMissing())


def _of_days(answer: Answer, today: date) -> Iterator[FieldProblem]:
    if answer.returned_on > today:
        yield FieldProblem("returned_on", ReturnedInTheFuture(returned_on=answer.returned_on))
    for field, part, day in _days(answer):
        if day is not None and day > answer.returned_on:
            late = DatedAfterReturn(part=part, date=day, returned_on=answer.returned_on)
            yield FieldProblem(field, late)


def _days(answer: Answer) -> Iterator[tuple[str, str, date | None]]:
    scoping = answer.scoping
    yield "scoping.checked_on", "The check of your records", scoping.checked_on
    yield "scoping.period_to", "The end of the period", scoping.period_to
    yield "scoping.signed_on", "The sign-off", scoping.signed_on
    for place, episode in enumerate(scoping.episodes):
        where = f"scoping.episodes.{place}.happened_on"
        yield where, f"Key practice episode {place + 1}", episode.happened_on
    for name in ("immediate_actions", "agency_actions"):
        for place, action in enumerate(getattr(scoping, name)):
            yield f"scoping.{name}.{place}.taken_on", f"Action {place + 1}", action.taken_on
    for place, row in enumerate(answer.chronology):
        for field in ("happened_on", "ended_on", "recorded_on"):
            where = f"chronology.{place}.{field}"
            yield where, f"Chronology row {place + 1}", getattr(row, field)


def _has_words(entries: tuple[str, ...]) -> bool:
    return any(entry.strip() for entry in entries)
