"""The steps of one case as they are gathered: each on its working day, by one of the area's people."""

from __future__ import annotations

from collections import Counter
from typing import Any

from rapid_review.simulated.places import Area

OPENS_MINUTE, STEP_MINUTES = 9 * 60, 6


class Steps:
    """Steps of one area's people; those of one day follow each other in the order in which they are gathered."""

    def __init__(self, area: Area) -> None:
        self.area = area
        self._steps: list[dict[str, Any]] = []
        self._on_day: Counter[int] = Counter()

    def add(self, day: int, who: str, do: str, **fields: Any) -> None:
        """Let one of the area's people do something."""
        minute = OPENS_MINUTE + STEP_MINUTES * self._on_day[day]
        self._on_day[day] += 1
        self._steps.append({
            "on": day, "at": f"{minute // 60:02}:{minute % 60:02}", "by": self.area.person(who), "do": do,
            "with": fields, "name": f"{do.replace('_', '-')}-{len(self._steps) + 1}",
        })  # fmt: skip

    def in_order(self) -> list[dict[str, Any]]:
        """All of them in the order of time."""
        return sorted(self._steps, key=lambda step: step["on"])


def on(day: int) -> dict[str, int]:
    """A date of a case, as scripts write it."""
    return {"day": day}


def decision(day: int, outcome: str, **more: Any) -> dict[str, Any]:
    """A decision record."""
    return {"decided_on": on(day), "outcome": outcome, **more}


def attendance() -> list[dict[str, str]]:
    """All three statutory partners were there."""
    return [
        {"body": "local_authority", "position": "Assistant director", "presence": "present"},
        {"body": "icb", "position": "Director of nursing", "presence": "present"},
        {"body": "police", "position": "Detective superintendent", "presence": "present"},
    ]


def agreed() -> list[dict[str, str]]:
    """The three statutory partners agree."""
    return [{"partner": body, "view": "agree"} for body in ("local_authority", "icb", "police")]


def findings(test: str, *, met: bool) -> list[dict[str, str]]:
    """What was found of each criterion of a test."""
    criteria = {
        "serious_case": ("abuse_or_neglect", "death_or_serious_harm"),
        "lcspr": ("improvements", "recurrent_themes", "working_together", "panel_prefers_local"),
    }[test]
    finding = "met" if met else "not_met"
    reason = "It follows from what the agencies told."
    found = [
        {"criterion": f"{test}.{one}", "finding": finding, "reason": reason} for one in criteria
    ]
    if test == "lcspr":
        found[-1] |= {"finding": "not_known", "reason": "The Panel has not yet seen the case."}
    return found
