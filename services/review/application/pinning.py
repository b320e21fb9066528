"""From a rule pack to what one review keeps of it for life."""

from __future__ import annotations

from chassis.rules.clock_rules import PROCESS
from chassis.rules.decisions import Gate
from chassis.rules.rule_packs import RulePack
from chassis.rules.working_days import date_of_working_day
from services.review.domain.rules import PINNED_GATES, PinnedMilestone, PinnedRules
from services.review.domain.values import REQUIRED_SECTIONS, Initiation

LCSPR = "lcspr."


def pinned(pack: RulePack, initiation: Initiation) -> PinnedRules:
    """The rules of ``pack``, with the dates of a review that was decided on like this.

    A clock that runs from the notification runs from the decision when nobody had to notify, and may then be a
    longer one. Steps that only guide people are not kept: the key leads to them.
    """
    started_on = initiation.decided_on
    notified = initiation.notified_on is not None
    if pack.clock.starts == "notification" and initiation.notified_on is not None:
        started_on = initiation.notified_on
    working_days = pack.working_days(notified=notified)
    return PinnedRules(
        rule_pack=pack.key,
        clock_starts=pack.clock.starts,
        clock_started_on=started_on,
        day_zero=pack.clock.day_zero,
        working_days=working_days,
        due_on=date_of_working_day(working_days, started_on, pack.clock.day_zero),
        milestones=tuple(
            PinnedMilestone(
                code=code,
                label=pack.milestones[code].label,
                working_day=pack.working_day(code, notified=notified),
                due_on=pack.due_on(code, started_on, notified=notified),
            )
            for code in PROCESS
            if code in pack.milestones
        ),
        routes=tuple(pack.routes),
        late_reasons=tuple(pack.late_reasons),
        lcspr_criteria=tuple(code for code in pack.criteria if code.startswith(LCSPR)),
        themes=tuple(pack.themes),
        gates=gates_of(pack),
        answer_within=pack.clock.answer_within,
        required_sections=pack.required_fields.get("report", REQUIRED_SECTIONS),
    )


def gates_of(pack: RulePack) -> dict[str, Gate]:
    """The gates of a review in ``pack``, each with all that its record keeps."""
    return {code: pack.gate(code) for code in PINNED_GATES if code in pack.gates}
