"""Whether a script makes sense as a whole: its beginning, its order, its people, its agencies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from chassis.rules.rule_packs import RulePacks, UnknownAgency
from rapid_review.people import Person
from rapid_review.scripted.script import BEGINNINGS, Case, Step
from rapid_review.scripted.yaml_lines import Path as Place

AGENCY_FIELDS = ("agency", "agencies_involved", "agencies_present")
ANY_WORKING_DAY = date(2026, 3, 2)
Found = Iterator[tuple[Place, str]]


def acting_partnership(case: Case, step: Step, person: Person) -> str:
    """The partnership on whose behalf a step is done: the leading one, where its person may."""
    if step.partnership is not None:
        return step.partnership
    return case.partnership if case.partnership in person.partnerships else person.partnerships[0]


def sense_problems(case: Case, people: Mapping[str, Person], packs: RulePacks) -> Found:
    """What no part of a script shows alone, each with its place."""
    yield from _beginning_problems(case)
    yield from _order_problems(case)
    if case.partnership not in packs.codes():
        yield ("partnership",), f"choose one of {', '.join(packs.codes())}"
        return
    for index, step in enumerate(case.steps):
        for place, problem in _person_problems(case, step, people, packs):
            yield ("steps", index, *place), problem
        for place, problem in _agency_problems(case, step, packs):
            yield ("steps", index, "with", *place), problem


def _beginning_problems(case: Case) -> Found:
    first, place = case.steps[0], ("steps", 0)
    if first.do not in BEGINNINGS:
        yield (*place, "do"), f"the first step of a case is {' or '.join(BEGINNINGS)}"
    if first.on not in (0, case.begins):
        yield (*place, "on"), "the first step stands on the day of the beginning: write 0"
    if first.expect is not None:
        yield (*place, "expect"), "the first step begins the case, so it cannot be refused"


def _order_problems(case: Case) -> Found:
    counted = "ago" in case.begins
    begins = ANY_WORKING_DAY if counted else date.fromisoformat(case.begins)
    before, names = None, dict[str, int]()
    for index, step in enumerate(case.steps):
        place = ("steps", index)
        moment = step.moment(begins)
        if counted and isinstance(step.on, str):
            yield (
                (*place, "on"),
                "a case that begins some working days ago counts its steps in working days",
            )
        elif before is not None and moment < before:
            yield (*place, "on"), f"this is before step {index}; put the steps in the order of time"
        before = moment
        name = step.name or str(index + 1)
        if name in names:
            yield (*place, "name"), f"step {names[name]} has this name already"
        names[name] = index + 1


def _person_problems(
    case: Case, step: Step, people: Mapping[str, Person], packs: RulePacks
) -> Found:
    person = people.get(step.by)
    if person is None:
        yield ("by",), f"there is no such person; choose one of {', '.join(people)}"
    elif step.partnership is not None and step.partnership not in packs.codes():
        yield ("partnership",), f"choose one of {', '.join(packs.codes())}"
    elif (acting := acting_partnership(case, step, person)) not in person.partnerships:
        yield ("partnership",), f"{person.id} does not act for {acting}"
    elif acting != case.partnership and acting not in _others(case):
        problem = (
            f"{person.id} acts for {acting}, which has no part in this case;"
            " name it in other_partnerships of the first step, or choose another person"
        )
        yield ("by",), problem


def _agency_problems(case: Case, step: Step, packs: RulePacks) -> Found:
    partnerships = (case.partnership, *(code for code in _others(case) if code in packs.codes()))
    for field in AGENCY_FIELDS:
        given = step.fields.get(field, [])
        for place, code in enumerate(given) if isinstance(given, list) else [(None, given)]:
            try:
                packs.agency_for(str(code), partnerships)
            except UnknownAgency as unknown:
                yield (field,) if place is None else (field, place), unknown.message


def _others(case: Case) -> tuple[str, ...]:
    """The partnerships that contribute, as the first step names them."""
    given = case.steps[0].fields.get("other_partnerships", [])
    return tuple(str(code) for code in given) if isinstance(given, list) else ()
