"""Whether the parts of a rule pack fit together: what its types alone do not say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

from chassis.rules.clock_rules import PROCESS, MilestoneRule
from chassis.rules.gates import PARTNERS
from chassis.rules.layers import NATIONAL, PARTNERSHIPS, Layer, LocalHeader, Shelf, merged
from chassis.rules.pack_problems import Problem, Wrong, nearest
from chassis.rules.rule_pack import FORM_FIELDS, ReminderRule, RulePack, Task
from chassis.rules.succession import Succession
from chassis.rules.working_days import DayZero

OF_AGENCIES: frozenset[Task] = frozenset({"return_requested", "return_queried", "action_due"})
"""Tasks that an agency has, so that its own people may be reminded of them."""
DATED: frozenset[Task] = frozenset({"return_requested", "action_due"})
"""Tasks whose day is told with them."""
AGENCY = ("agency", "agency_author", "agency_lead")

FIXED = ("words", "roles")
"""Tables in which a region or a partnership says its own word for something, and adds nothing."""


def senseless(pack: RulePack) -> Iterator[Wrong]:
    """Everything in ``pack`` that contradicts something else in it."""
    yield from _of_milestones(pack)
    yield from _of_the_local_timescale(pack)
    limit = pack.notification_clock.limit
    for code, step in pack.notification_clock.steps.items():
        yield from _of_step(("notification_clock", "steps", code), step, limit, first=0)
    yield from _of_criteria(pack)
    yield from _of_reminders(pack)
    yield from _of_forms(pack)
    yield from _of_gates(pack)


def not_national(chain: Sequence[Layer]) -> Iterator[Problem]:
    """Local words and roles that rename nothing, because the national layer has no such word."""
    national = merged(layer for layer in chain if layer.kind == NATIONAL)
    for layer in (layer for layer in chain if layer.kind != NATIONAL):
        for table in FIXED:
            known, said = (_table(content, table) for content in (national, layer.content))
            for word in said:
                if word not in known:
                    message = f"the national rules have no such word{nearest(word, known)}"
                    yield layer.problem((table, word), Wrong((table, word), message.rstrip("?")))


def unfit_successions(shelf: Shelf) -> Iterator[Problem]:
    """What cannot be, of that other partnerships follow one; its newest version has the last word."""
    groups = {code: shelf.versions(PARTNERSHIPS, code) for code in shelf.groups(PARTNERSHIPS)}
    said = {code: _succession(versions[-1]) for code, versions in groups.items()}
    for code, versions in groups.items():
        for earlier, later in pairwise(versions):
            if _succession(earlier) and not _succession(later):
                message = f"{earlier.label} says who follows this partnership; say it here, too"
                yield later.problem(("version",), Wrong(("succession",), message))
        succession = said[code]
        if succession is not None:
            wrong = [*_of_its_day(succession, versions), *_of_its_areas(succession)]
            for successor in succession.to:
                wrong += _of_its_successor(code, successor, groups=groups, said=said)
            yield from (versions[-1].problem(one.path, one) for one in wrong)


def _succession(layer: Layer) -> Succession | None:
    return layer.header.succession if isinstance(layer.header, LocalHeader) else None


def _of_its_day(said: Succession, versions: Sequence[Layer]) -> Iterator[Wrong]:
    path = ("succession", "from_day")
    if said.from_day <= (begun := versions[0].header.effective_from):
        yield Wrong(path, f"the partnership begins on {begun}; it does not end before that")
    elif said.from_day < versions[-1].header.effective_from:
        yield Wrong(path, f"{versions[-1].label} begins after the partnership has ended")


def _of_its_areas(said: Succession) -> Iterator[Wrong]:
    fallen: dict[str, str] = {}
    for code, to in said.to.items():
        path = ("succession", "to", code, "areas")
        if len(said.to) > 1 and not to.areas:
            yield Wrong(path, "several follow this partnership; say which areas fall to this one")
        for area in to.areas:
            if area in fallen:
                yield Wrong(path, f"{area} falls to {fallen[area]} already")
            fallen.setdefault(area, code)


def _of_its_successor(
    code: str, successor: str, *, groups: Mapping[str, Sequence[Layer]],
    said: Mapping[str, Succession | None],
) -> Iterator[Wrong]:  # fmt: skip
    path, own = ("succession", "to", successor), said[code]
    assert own is not None  # noqa: S101 - it names the successor
    if successor not in groups:
        known = nearest(successor, groups).rstrip("?")
        yield Wrong(path, f"there is no partnership {successor}{known}")
        return
    begun, theirs = groups[successor][0].header.effective_from, said[successor]
    if code in _reached(successor, said):
        yield Wrong(path, "this leads in a circle; a partnership that comes back has a new code")
    elif begun > own.from_day:
        yield Wrong(path, f"{successor} begins on {begun}, after this partnership has ended")
    elif theirs and theirs.from_day <= own.from_day:
        yield Wrong(path, f"{successor} has ended itself by then; name who follows it")


def _reached(first: str, said: Mapping[str, Succession | None]) -> set[str]:
    """Everybody who follows ``first``, and those who follow them; ``first``, too."""
    found, next_ones = set[str](), [first]
    while next_ones:
        code = next_ones.pop()
        if code not in found:
            found.add(code)
            succession = said.get(code)
            next_ones += succession.to if succession else ()
    return found


def _table(content: Mapping[str, object], name: str) -> Mapping[str, object]:
    """A table of a file; nothing where something else stands in its place, which is told elsewhere."""
    found = content.get(name)
    return found if isinstance(found, dict) else {}


def _of_milestones(pack: RulePack) -> Iterator[Wrong]:
    first = 1 if pack.clock.day_zero is DayZero.START_IS_DAY_1 else 0
    for code, step in pack.milestones.items():
        yield from _of_step(("milestones", code), step, pack.clock.working_days, first=first)
    days = {code: step.working_day for code, step in pack.milestones.items()}
    yield from _out_of_order(days, lambda code: ("milestones", code, "working_day"))


def _of_step(
    path: tuple[str, ...], step: MilestoneRule, limit: int, *, first: int
) -> Iterator[Wrong]:
    if step.first_day > step.working_day:
        yield Wrong(
            (*path, "from_working_day"), f"it begins after it is due, on {step.working_day}"
        )
    if step.first_day < first:
        yield Wrong((*path, "working_day"), f"the first day of this clock is {first}")
    if step.working_day > limit and not step.beyond_clock:
        message = f"{step.working_day} lies beyond the {limit} days of the clock; beyond_clock = true allows it"
        yield Wrong((*path, "working_day"), message)
    if step.working_day <= limit and step.beyond_clock:
        yield Wrong((*path, "beyond_clock"), f"{step.working_day} does not lie beyond the clock")


def _out_of_order(
    days: Mapping[str, int], path_to: Callable[[str], tuple[str, ...]]
) -> Iterator[Wrong]:
    for earlier, later in pairwise(code for code in PROCESS if code in days):
        if days[earlier] > days[later]:
            message = f"it is due on {days[later]}, before {earlier} on {days[earlier]}"
            yield Wrong(path_to(later), message)


def _of_the_local_timescale(pack: RulePack) -> Iterator[Wrong]:
    local = pack.clock.without_notification
    if local is None:
        return
    path = ("clock", "without_notification", "milestones")
    for code, day in local.milestones.items():
        if code not in pack.milestones:
            known = nearest(code, pack.milestones).rstrip("?")
            yield Wrong((*path, code), f"there is no milestone of this name{known}")
        elif day > local.working_days and not pack.milestones[code].beyond_clock:
            yield Wrong(
                (*path, code), f"{day} lies beyond the {local.working_days} days of this clock"
            )
    days = {code: step.working_day for code, step in pack.milestones.items()} | local.milestones
    yield from _out_of_order(days, lambda code: (*path, code))


def _of_criteria(pack: RulePack) -> Iterator[Wrong]:
    for code in pack.criteria:
        if code not in pack.criteria_sources:
            yield Wrong(
                ("criteria", code), "criteria_sources does not say where these words are from"
            )
    for code in pack.criteria_sources:
        if code not in pack.criteria:
            known = nearest(code, pack.criteria).rstrip("?")
            yield Wrong(("criteria_sources", code), f"there is no criterion of this name{known}")


def _of_reminders(pack: RulePack) -> Iterator[Wrong]:
    for task, rule in pack.reminders.items():
        path = ("reminders", task)
        if (rule.escalated_after is None) != (rule.escalated_to is None):
            yield Wrong(path, "escalated_after and escalated_to belong together")
        if list(rule.overdue_after) != sorted({day for day in rule.overdue_after if day > 0}):
            yield Wrong(
                (*path, "overdue_after"), "give working days after the due day, the nearest first"
            )
        last = max(rule.overdue_after, default=0)
        if rule.escalated_after is not None and rule.escalated_after < last:
            yield Wrong(
                (*path, "escalated_after"), f"it comes before the last reminder, after {last}"
            )
        yield from _of_recipients(task, rule)
        yield from _of_the_day(task, rule, pack)


def _of_recipients(task: Task, rule: ReminderRule) -> Iterator[Wrong]:
    views = task == "view_awaited"
    for key, to in {"to": rule.to, "escalated_to": rule.escalated_to}.items():
        if to in AGENCY and task not in OF_AGENCIES:
            message = (
                f"no agency has this to do, so {to} cannot be told; name a role of the partnership"
            )
            yield Wrong(("reminders", task, key), message)
        if to == "statutory_partner" and not (views and key == "to"):
            message = "only of its own view can one of the statutory partners be reminded; name another role"
            yield Wrong(("reminders", task, key), message)


def _of_the_day(task: Task, rule: ReminderRule, pack: RulePack) -> Iterator[Wrong]:
    path = ("reminders", task)
    if rule.within and rule.milestone:
        yield Wrong((*path, "within"), "it is due by a milestone already; say only one of the two")
    for key, said in {"within": rule.within, "milestone": rule.milestone}.items():
        if said and task in DATED:
            yield Wrong((*path, key), "the day of this task is told with it")
    dated = [code for code in PROCESS if code in pack.milestones]
    if rule.milestone and rule.milestone not in dated:
        known = nearest(rule.milestone, dated).rstrip("?")
        yield Wrong((*path, "milestone"), f"no step of the process has this name and a day{known}")
    if task == "panel_reply_awaited" and (rule.within or rule.milestone):
        yield Wrong(path, "panel_reply says after how many days to look for the reply")


def _of_forms(pack: RulePack) -> Iterator[Wrong]:
    for form, fields in pack.required_fields.items():
        for field in (field for field in fields if field not in FORM_FIELDS[form]):
            known = nearest(field, FORM_FIELDS[form]).rstrip("?")
            message = f"this form has no field {field} that may be asked for{known}"
            yield Wrong(("required_fields", form), message)


def _of_gates(pack: RulePack) -> Iterator[Wrong]:
    for code, gate in pack.gates.items():
        path = ("gates", code)
        if gate.body not in pack.words:
            known = nearest(gate.body, pack.words).rstrip("?")
            yield Wrong((*path, "body"), f"words has no {gate.body}{known}")
        for role in gate.decided_by:
            if role not in pack.roles:
                known = nearest(role, pack.roles).rstrip("?")
                yield Wrong((*path, "decided_by"), f"roles has no {role}{known}")
        for prefix in gate.criteria:
            if not any(criterion.startswith(prefix) for criterion in pack.criteria):
                yield Wrong((*path, "criteria"), f"no criterion begins with {prefix}")
        for body in gate.quorum:
            if body not in PARTNERS and body not in pack.roles:
                known = nearest(body, (*PARTNERS, *pack.roles)).rstrip("?")
                yield Wrong((*path, "quorum"), f"{body} is neither a partner nor a role{known}")
        asks_route = any("route" in outcome.needs for outcome in gate.outcomes.values())
        if asks_route and not pack.routes:
            yield Wrong(
                (*path, "outcomes"), "an outcome needs a route, and there is none in routes"
            )
