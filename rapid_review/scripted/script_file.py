"""Reading scripted cases: every mistake of every file is found before anything is sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError

from chassis.rules.rule_packs import RulePacks
from rapid_review.people import Person
from rapid_review.scripted.request_fields import problems, unknown_command, unknown_field
from rapid_review.scripted.script import Case, CommandName, Expected, Step
from rapid_review.scripted.script_sense import acting_partnership, sense_problems
from rapid_review.scripted.stops import Mistake, ScriptMistakes
from rapid_review.scripted.yaml_lines import Located, Unreadable, read
from rapid_review.scripted.yaml_lines import Path as Place

HINTS = {
    "key": "use small letters, digits and hyphens, for example child-a-safe-sleeping",
    "name": "use small letters, digits and hyphens, for example return-health-visiting",
    "title": "say in a few words what this case shows",
    "begins": 'write a date like 2026-03-02, or "7 working days ago"',
    "on": "write how many working days after the beginning (0, 1, 2 …), or a date like 2026-03-02",
    "at": "write a time like 09:30",
    "with": "give the fields of the command here, each with its name",
    "steps": "give at least one step; each begins with a dash",
    "expect": "write it like {refused: referral.views_missing}",
    "refused": "write the dotted code of the refusal, for example referral.views_missing",
}


@dataclass(frozen=True, slots=True)
class Script:
    """A case as one file tells it."""

    file: Path
    case: Case
    located: Located

    def line(self, index: int) -> int:
        """The line on which a step begins."""
        return self.located.line(("steps", index))

    def acts_for(self, step: Step, people: Mapping[str, Person]) -> str:
        """The partnership on whose behalf a step is done: the leading one, where its person may."""
        return acting_partnership(self.case, step, people[step.by])

    def still_to_come(self, begins: date, now: datetime) -> Iterator[Mistake]:
        """Steps that would happen in the future when the case begins on ``begins``."""
        for index, step in enumerate(self.case.steps):
            if step.moment(begins) > now:
                when = f"{step.day(begins)} {step.at}"
                problem = f"this would happen on {when}, which is still to come; let the case begin earlier"
                yield Mistake(
                    str(self.file), self.line(index), f"step {index + 1} ({step.do}): {problem}"
                )


def read_scripts(
    files: Sequence[Path], people: Mapping[str, Person], packs: RulePacks
) -> list[Script]:
    """The cases of these files. Raises ``ScriptMistakes`` with all that is wrong in any of them."""
    mistakes: list[Mistake] = []
    scripts: list[Script] = []
    for file in files:
        try:
            scripts.append(_read_one(file, people, packs))
        except ScriptMistakes as wrong:
            mistakes.extend(wrong.mistakes)
    by_key: dict[str, Path] = {}
    for script in scripts:
        other = by_key.setdefault(script.case.key, script.file)
        if other is not script.file:
            problem = f"key: {other} has the same key; every case needs one of its own"
            mistakes.append(Mistake(str(script.file), script.located.line(("key",)), problem))
    if mistakes:
        raise ScriptMistakes(mistakes)
    return scripts


def _read_one(file: Path, people: Mapping[str, Person], packs: RulePacks) -> Script:
    try:
        located = read(file.read_text(encoding="utf-8"))
    except Unreadable as wrong:
        raise ScriptMistakes([Mistake(str(file), wrong.line, wrong.problem)]) from None
    except UnicodeDecodeError:
        raise ScriptMistakes([Mistake(str(file), 0, "this is not a text in UTF-8")]) from None
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise ScriptMistakes(
            [Mistake(str(file), 0, f"this file cannot be read: {reason}")]
        ) from None
    found: list[tuple[Place, str]] = []
    case: Case | None = None
    try:
        case = Case.model_validate(located.content)
    except ValidationError as error:
        found.extend(_shape_problems(error, located))
    found.extend(_field_problems(located.content))
    if case is not None:
        found.extend(sense_problems(case, people, packs))
    if case is None or found:
        raise ScriptMistakes([_mistake(file, located, place, problem) for place, problem in found])
    return Script(file, case, located)


def _mistake(file: Path, located: Located, place: Place, problem: str) -> Mistake:
    rest, words = place, []
    if place[:1] == ("steps",) and len(place) > 1 and isinstance(place[1], int):
        content = located.content["steps"][place[1]]
        does = content.get("do") if isinstance(content, dict) else None
        words.append(f"step {place[1] + 1} ({does}): " if does else f"step {place[1] + 1}: ")
        rest = place[2:]
    if rest:
        words.append(".".join(str(one + 1 if isinstance(one, int) else one) for one in rest) + ": ")
    return Mistake(str(file), located.line(place), "".join([*words, problem]))


def _shape_problems(error: ValidationError, located: Located) -> Iterator[tuple[Place, str]]:
    """What pydantic found, once for each place, in words."""
    seen: set[Place] = set()
    for found in error.errors(include_url=False):
        place = tuple(found["loc"])
        if found["type"] != "missing":
            while place and place not in located.lines:
                place = place[:-1]  # The branch of a choice is no place in the file.
        if place in seen:
            continue
        seen.add(place)
        yield place, _words_for(found["type"], place, found["msg"], found["input"])


def _words_for(kind: str, place: Place, message: str, given: object) -> str:
    if not place:
        return f"a case is written as fields: {', '.join(Case.model_fields)}"
    field = str(place[-1])
    if kind == "missing":
        return f"this is missing; {HINTS.get(field, 'write it here')}"
    if kind == "extra_forbidden":
        return unknown_field(field, _fields_around(place))
    if kind == "model_type":
        return "this is written as fields, each with its name"
    if field == "do":
        return unknown_command(str(given))
    return HINTS.get(field) or message[:1].lower() + message[1:]


def _fields_around(place: Place) -> list[str]:
    model = Expected if "expect" in place else Step if place[0] == "steps" else Case
    return [field.alias or name for name, field in model.model_fields.items()]


def _field_problems(content: Any) -> Iterator[tuple[Place, str]]:
    """Mistakes in the fields of the commands, also when other parts of the file are wrong."""
    steps = content.get("steps") if isinstance(content, dict) else None
    for index, step in enumerate(steps if isinstance(steps, list) else ()):
        if not isinstance(step, dict) or not isinstance(step.get("with", {}), dict):
            continue
        if step.get("do") not in get_args(CommandName):
            continue  # There is no such command, which is said elsewhere.
        for place, problem in problems(step["do"], step.get("with", {})):
            yield ("steps", index, "with", *place), problem
