"""From a rule pack to what one review keeps of it for life."""

from __future__ import annotations

from chassis.rules.rule_packs import RulePack
from chassis.rules.working_days import date_of_working_day
from services.review.domain.rules import PinnedMilestone, PinnedRules
from services.review.domain.values import Initiation

LCSPR = "lcspr."


def pinned(pack: RulePack, initiation: Initiation) -> PinnedRules:
    """The rules of ``pack``, with the dates of a review that was decided on like this.

    A clock that runs from the notification runs from the decision when nobody had to notify.
    """
    started_on = initiation.decided_on
    if pack.clock.starts == "notification" and initiation.notified_on is not None:
        started_on = initiation.notified_on
    return PinnedRules(
        rule_pack=pack.key,
        clock_starts=pack.clock.starts,
        clock_started_on=started_on,
        day_zero=pack.clock.day_zero,
        working_days=pack.clock.working_days,
        due_on=date_of_working_day(pack.clock.working_days, started_on, pack.clock.day_zero),
        milestones=tuple(
            PinnedMilestone(
                code=code,
                label=rule.label,
                working_day=rule.working_day,
                due_on=pack.due_on(code, started_on),
            )
            for code, rule in pack.milestones.items()
        ),
        routes=tuple(pack.routes),
        late_reasons=tuple(pack.late_reasons),
        lcspr_criteria=tuple(code for code in pack.criteria if code.startswith(LCSPR)),
        themes=tuple(pack.themes),
    )
