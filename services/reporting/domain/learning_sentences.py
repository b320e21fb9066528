"""Sentences about actions on their way, and about themes that a partnership had learned before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from services.reporting.domain.dates import counted, day_in_words

IMPACTS = {
    "improved": "something improved for children",
    "no_change": "nothing has changed yet",
    "too_early": "it is too early to say",
}


def _event_held(facts: Mapping[str, Any], _names: object) -> str:
    people = counted(facts["practitioners"], "practitioner")
    agencies = len(facts["agencies"])
    return f"The learning event was held, with {people} of {agencies} agencies."


def _revised(facts: Mapping[str, Any], _names: object) -> str:
    due = day_in_words(date.fromisoformat(facts["due_on"]))
    return f"Action {facts['action_id']} is now to be done by {due}."


def _checked(facts: Mapping[str, Any], _names: object) -> str:
    result = IMPACTS.get(facts["result"], facts["result"])
    return f"The impact of action {facts['action_id']} was checked: {result}."


def _theme_repeated(facts: Mapping[str, Any], _names: object) -> str:
    earlier = counted(facts["earlier_cases"], "earlier case")
    left = facts["open_actions"] + facts["unchecked_actions"]
    actions = f"; {counted(left, 'action')} from there still open or unchecked" if left else ""
    theme = str(facts["theme"]).replace("_", " ")
    return f"The partnership had learned about {theme} before, in {earlier}{actions}."


LEARNING: Mapping[str, Callable[[Mapping[str, Any], Any], str]] = {
    "LearningEventHeld": _event_held,
    "LearningAudited": lambda facts, _names: (
        f"How the learning was done was audited: {facts['met']} of"
        f" {facts['met'] + facts['partly_met'] + facts['not_met']} questions are met."
    ),
    "ActionStarted": lambda facts, _names: f"Action {facts['action_id']} was begun.",
    "ActionRevised": _revised,
    "ActionDeclined": lambda facts, _names: (
        f"Action {facts['action_id']} was not accepted by its owner."
    ),
    "ActionMerged": lambda facts, _names: (
        f"Action {facts['action_id']} was taken up by action {facts['into']}."
    ),
    "ActionImpactChecked": _checked,
    "ThemeRepeated": _theme_repeated,
}
