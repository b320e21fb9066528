"""What is wrong with a notice, by the clock of its area and the rules of the national form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from chassis.fields import FieldProblem, must_be_no
from chassis.limits import must_fit, spoken
from chassis.rules.clock_rules import NotificationClockRule
from chassis.rules.rule_pack import RulePack
from services.referral.domain import notice_refusals as no
from services.referral.domain import refusals
from services.referral.domain.code_lists import COPIED_TO
from services.referral.domain.notices import (
    BY_CATEGORY,
    CARE_LEAVER_UNTIL,
    NATURE_LIST,
    OF_DEATH,
    ClockRun,
    Notice,
    NoticeGiven,
    Occurrence,
    Restatement,
)
from services.referral.domain.rules import PLAIN_FORM, FormRules, problems_of_account
from services.referral.domain.values import (
    TIME_OF_DAY,
    Account,
    Child,
    Incident,
    age_on,
    pseudonyms_of,
    united,
)

NATIONAL_CLOCK = NotificationClockRule()


def days_to_notify(
    rule: NotificationClockRule, *, occurred_on: date, authority_aware_on: date, sent_on: date
) -> ClockRun:
    """The clock of the area: from the incident, or from the authority's awareness, as its pack says.

    That the authority was notified of the incident is what made it aware.
    """
    started_on = occurred_on if rule.starts == "incident" else authority_aware_on
    return ClockRun(
        starts=rule.starts, started_on=started_on, due_on=rule.due_on(started_on),
        days_taken=rule.days_taken(started_on, sent_on), days_late=rule.days_late(started_on, sent_on),
    )  # fmt: skip


def _made(
    given: NoticeGiven, *, notice: str, incident: Incident, covers: tuple[str, ...],
    rule: NotificationClockRule,
) -> Notice:  # fmt: skip
    """The notice that is kept. Its nature is that of the incident, if none was said."""
    occurred = Occurrence(
        on=incident.occurred_on, until_on=incident.occurred_until_on, time=incident.occurred_time,
        precision=incident.precision, recorded_by=given.occurred_recorded_by,
    )  # fmt: skip
    said = dict(given)
    said.pop("occurred_recorded_by")
    said["nature"] = given.nature or BY_CATEGORY.get(incident.category, "other")
    clock = days_to_notify(
        rule, occurred_on=incident.occurred_on, authority_aware_on=given.authority_aware.on,
        sent_on=given.sent.on,
    )  # fmt: skip
    return Notice(**said, notice=notice, covers=covers, occurred=occurred, clock=clock)


def restated(notice: Notice, given: Restatement, rule: NotificationClockRule) -> Notice:
    """The notice as it says from now on, with its clock counted anew."""
    said = {name: value for name, value in given if value}
    now = notice.model_copy(update=said)
    clock = days_to_notify(
        rule, occurred_on=now.occurred.on, authority_aware_on=now.authority_aware.on,
        sent_on=now.sent.on,
    )  # fmt: skip
    return now.model_copy(update={"clock": clock}) if said else notice


def _of_notice(
    notice: Notice, incident: Incident, rules: FormRules, today: date
) -> Iterator[FieldProblem]:
    """What a notice lacks."""
    yield from problems_of_times(notice, today)
    if unknown := [code for code in notice.copied_to if code not in COPIED_TO]:
        choices = ", ".join(COPIED_TO)
        yield FieldProblem("copied_to", refusals.CodeUnknown(count=len(unknown), choices=choices))
    yield from _of_nature(notice, incident, rules)


def problems_of_times(notice: Notice, today: date) -> Iterator[FieldProblem]:
    """What is wrong with the four times. That a notice is late is no problem once it says why."""
    for field, words, fact in (
        ("agency_aware_on", "The day on which the agency was aware", notice.agency_aware.on),
        ("sent_on", "The notification", notice.sent.on),
    ):
        if fact > today:
            yield FieldProblem(field, refusals.StillToCome(part=words, given=fact))
    if not notice.occurred.on <= notice.authority_aware.on <= notice.sent.on:
        yield FieldProblem("authority_aware_on", no.NotifiedBeforeAware())
    elif notice.clock and notice.clock.days_late and not notice.late_reason.strip():
        taken, limit = notice.clock.days_taken, notice.clock.days_taken - notice.clock.days_late
        yield FieldProblem("late_reason", no.LateReasonMissing(working_days=taken, limit=limit))
    for part, timed in (
        ("agency_aware_time", notice.agency_aware), ("authority_aware_time", notice.authority_aware),
        ("sent_time", notice.sent),
    ):  # fmt: skip
        if timed.time and not TIME_OF_DAY.fullmatch(timed.time):
            yield FieldProblem(part, refusals.TimeUnreadable())


def _of_nature(notice: Notice, incident: Incident, rules: FormRules) -> Iterator[FieldProblem]:
    natures = rules.codes.get(NATURE_LIST, {})
    if natures and notice.nature not in natures:
        choices = ", ".join(natures.values())
        yield FieldProblem("nature", refusals.CodeUnknown(count=1, choices=choices))
    if incident.category == "near_miss":
        yield FieldProblem("incident.category", no.NearMissIsLocal())
    is_of_death = notice.nature in OF_DEATH
    if is_of_death != (incident.category == "death") and notice.nature != "other":
        yield FieldProblem(
            "nature", no.NatureUnfit(nature=natures.get(notice.nature, spoken(notice.nature)))
        )
    needs_abuse = notice.nature in {"death_abuse_or_neglect", "serious_harm"}
    if needs_abuse and incident.abuse_or_neglect == "not_indicated":
        yield FieldProblem("incident.abuse_or_neglect", no.AbuseNotIndicated())


def _of_children(
    notice: Notice, children: Mapping[str, Child], others: Mapping[str, Notice]
) -> Iterator[FieldProblem]:
    """The national form's rules about how many children one notice may cover, and how many notices one child has."""
    count = len(notice.covers)
    if notice.nature in OF_DEATH and count != 1:
        yield FieldProblem("children", no.OneNoticePerDeath())
    elif count != 1 and notice.grouping == "one_child":
        yield FieldProblem("grouping", no.OneNoticePerChild())
    elif count == 1 and notice.grouping == "siblings":
        yield FieldProblem("children", no.SiblingsMissing())
    if notice.grouping == "operation" and not notice.outline.strip():
        yield FieldProblem("outline", no.OutlineMissing())
    for other in others.values():
        same = other.stands and other.nature in OF_DEATH and notice.nature in OF_DEATH
        if (
            other.stands
            and (same or other.nature == notice.nature)
            and set(other.covers) & set(notice.covers)
        ):
            yield FieldProblem("children", no.AlreadyNotified(notice=other.notice))
    for letter in notice.covers:
        yield from _of_child(notice, children[letter])


def _of_child(notice: Notice, child: Child) -> Iterator[FieldProblem]:
    if notice.nature == "death_looked_after" and child.looked_after != "yes":
        yield FieldProblem("children.0.looked_after", no.NotLookedAfter())
    if notice.nature == "death_care_leaver":
        age = age_on(child.born_on, notice.occurred.on) if child.born_on else None
        if child.care_leaver != "yes" or (age is not None and age > CARE_LEAVER_UNTIL):
            yield FieldProblem("children.0.care_leaver", no.NotACareLeaver())


@dataclass(frozen=True, slots=True)
class NoticeForm:
    """What the authority filled in; ``also`` are the answers that could not be read at all."""

    given: NoticeGiven
    account: Account
    notice: str = ""
    clock: NotificationClockRule = NATIONAL_CLOCK
    rules: FormRules = PLAIN_FORM
    also: tuple[FieldProblem, ...] = ()

    def joining(
        self, known: tuple[Child, ...], notices: Mapping[str, Notice], today: date
    ) -> tuple[Notice, tuple[Child, ...]]:
        """The notice, and all children of the case with it. Raises ``FormRefused``."""
        children = united(known, self.account.children)
        covers = pseudonyms_of(self.account.children, children)
        incident, told = (
            self.account.incident,
            dict(zip(covers, self.account.children, strict=True)),
        )
        made = _made(
            self.given, notice=self.notice or f"N{len(notices) + 1}", incident=incident, covers=covers,
            rule=self.clock,
        )  # fmt: skip
        problems = [
            *self.also, *problems_of_account(self.account, self.rules, today),
            *_of_notice(made, incident, self.rules, today), *_of_children(made, told, notices),
        ]  # fmt: skip
        if made.notice in notices:
            problems.append(FieldProblem("notice", no.NoticeTaken()))
        must_be_no(problems)
        must_fit(made, self.account)
        return made, children


def must_be_an_authority(code: str, pack: RulePack) -> None:
    """Only a local authority of the partnership notifies."""
    authorities = {
        known: rule.label for known, rule in pack.agencies.items() if rule.kind == "local_authority"
    }
    if code not in authorities:
        refusal = no.AuthorityUnknown(
            partnership=pack.name, choices=", ".join(authorities.values())
        )
        must_be_no((FieldProblem("authority", refusal),))
