"""Rules about single parts of the scoping document: what is begun there is complete."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from chassis.errors import Invalid
from chassis.fields import FieldProblem
from chassis.limits import spoken
from services.submissions.domain.scoping import IdentityPart, ScopingDocument

SAID_OTHERWISE = {"signed_off_on": "signed_on"}
"""Names that rule packs use for a part, where they are not ours."""


class UnknownTheme(Invalid):
    """An improvement has a theme that the rule pack does not know."""

    code = "submissions.unknown_theme"
    sentence = "Choose a theme for improvement {number} from the list: {choices}."


class PeriodUnclear(Invalid):
    """The period under review is only partly said, or ends before it begins."""

    code = "submissions.period_unclear"
    sentence = "Say from when to when your records were read, in this order, and why this period."


class EpisodeIncomplete(Invalid):
    """A key practice episode leaves out a part of its analysis, or its code is missing or used twice."""

    code = "submissions.episode_incomplete"
    sentence = "Key practice episode {number} still needs {what}."


class IdentityPartIncomplete(Invalid):
    """An aspect of identity says nothing, says both that it is recorded and not, or is given twice."""

    code = "submissions.identity_part_incomplete"
    sentence = "{aspect}: {what}."


class ActionIncomplete(Invalid):
    """An action that was taken does not say what, by whom or when."""

    code = "submissions.action_incomplete"
    sentence = "Say what was done in action {number}, by which role, and when."


class RiskUnexplained(Invalid):
    """It is said that other children are or may be at risk, and not how."""

    code = "submissions.risk_unexplained"
    sentence = "Say which risk there is, or may be, to other children, and what was done about it."


class PersonTwice(Invalid):
    """One person is said to be known or not twice."""

    code = "submissions.person_twice"
    sentence = "This person stands in the list twice. Use a code, such as Sibling 2, for each."


class PartRequired(Invalid):
    """The partnership's rules ask for a part that was left out."""

    code = "submissions.part_required"
    sentence = "The rules of this review ask for this part: {part}."


def problems_of_parts(scoping: ScopingDocument, themes: frozenset[str]) -> Iterator[FieldProblem]:
    """What is wrong inside the parts that were given, of a nil return as of a full one."""
    return chain(
        _of_persons(scoping), _of_period(scoping), _of_episodes(scoping), _of_identity(scoping),
        _of_improvements(scoping, themes), _of_actions(scoping), _of_risk(scoping),
    )  # fmt: skip


def problems_of_required(
    scoping: ScopingDocument, required: tuple[str, ...]
) -> Iterator[FieldProblem]:
    """The parts that the rule pack asks for and that are missing; ``identity`` asks for every aspect.

    Parts that have a rule of their own are not told twice.
    """
    for name in (SAID_OTHERWISE.get(part, part) for part in required):
        if name in ScopingDocument.model_fields and name not in _WITH_RULES:
            given = getattr(scoping, name)
            words = given.strip() if isinstance(given, str) else given
            if words in ("", (), None):
                yield FieldProblem(name, PartRequired(part=spoken(name)))
    if "identity" in required and scoping.identity:
        missing = _ASPECTS - {part.aspect for part in scoping.identity}
        for aspect in sorted(missing):
            yield FieldProblem(f"identity.{aspect}", PartRequired(part=aspect))


_ASPECTS = frozenset(IdentityPart.model_fields["aspect"].annotation.__args__)  # type: ignore[union-attr]
_WITH_RULES = frozenset(
    {
        "involvement", "lived_experience", "identity_and_context", "practitioners_consulted",
        "completed_with_practitioners", "systems_searched", "signed_by_role", "signed_on",
    }
)  # fmt: skip


def _of_persons(scoping: ScopingDocument) -> Iterator[FieldProblem]:
    seen = set()
    for place, one in enumerate(scoping.persons):
        who = (one.person, one.code.strip().casefold())
        if who in seen:
            yield FieldProblem(f"persons.{place}", PersonTwice())
        seen.add(who)


def _of_period(scoping: ScopingDocument) -> Iterator[FieldProblem]:
    parts = (scoping.period_from, scoping.period_to, scoping.period_reason.strip() or None)
    begins, ends, _ = parts
    if any(parts) and not all(parts):
        names = ("period_from", "period_to", "period_reason")
        for name in (name for name, part in zip(names, parts, strict=True) if not part):
            yield FieldProblem(name, PeriodUnclear())
    elif begins is not None and ends is not None and ends < begins:
        yield FieldProblem("period_to", PeriodUnclear())


def _of_episodes(scoping: ScopingDocument) -> Iterator[FieldProblem]:
    codes = [episode.code for episode in scoping.episodes]
    for place, episode in enumerate(scoping.episodes):
        if not episode.code.strip() or episode.code in codes[:place]:
            lacking = EpisodeIncomplete(
                number=place + 1, what="a short code of its own, such as K1"
            )
            yield FieldProblem(f"episodes.{place}.code", lacking)
        for name in ("event", "what_was_done", "why", "effect"):
            if not getattr(episode, name).strip():
                lacking = EpisodeIncomplete(number=place + 1, what=f"words for: {spoken(name)}")
                yield FieldProblem(f"episodes.{place}.{name}", lacking)


def _of_identity(scoping: ScopingDocument) -> Iterator[FieldProblem]:
    seen = set()
    for place, part in enumerate(scoping.identity):
        unrecorded = bool(part.not_recorded_because.strip())
        said = {name: bool(getattr(part, name).strip()) for name in ("recorded", "considered")}
        for name, is_said in said.items():
            if not is_said and not unrecorded:
                what = "say what is recorded and how it was considered, or why it is not recorded"
                yield _identity_problem(place, name, part, what)
        if unrecorded and said["recorded"]:
            what = "it is either recorded, or there is a reason why it is not"
            yield _identity_problem(place, "not_recorded_because", part, what)
        if part.aspect in seen:
            yield _identity_problem(place, "aspect", part, "this stands in the list twice")
        seen.add(part.aspect)


def _identity_problem(place: int, name: str, part: IdentityPart, what: str) -> FieldProblem:
    refusal = IdentityPartIncomplete(aspect=part.aspect.capitalize(), what=what)
    return FieldProblem(f"identity.{place}.{name}", refusal)


def _of_improvements(scoping: ScopingDocument, themes: frozenset[str]) -> Iterator[FieldProblem]:
    # Numbers, not what was typed: a theme that is no code may be a narrative.
    choices = ", ".join(map(spoken, sorted(themes)))
    for place, improvement in enumerate(scoping.improvements):
        if improvement.theme not in themes:
            unknown = UnknownTheme(number=place + 1, choices=choices)
            yield FieldProblem(f"improvements.{place}.theme", unknown)


def _of_actions(scoping: ScopingDocument) -> Iterator[FieldProblem]:
    for name in ("immediate_actions", "agency_actions"):
        for place, action in enumerate(getattr(scoping, name)):
            lacking = {
                "text": not action.text.strip(), "by_role": not action.by_role.strip(),
                "taken_on": action.taken_on is None,
            }  # fmt: skip
            for field in (field for field, lacks in lacking.items() if lacks):
                yield FieldProblem(f"{name}.{place}.{field}", ActionIncomplete(number=place + 1))


def _of_risk(scoping: ScopingDocument) -> Iterator[FieldProblem]:
    if (
        scoping.risk_to_other_children in {"yes", "not_known"}
        and not scoping.risk_explained.strip()
    ):
        yield FieldProblem("risk_explained", RiskUnexplained())
