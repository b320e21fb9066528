"""The form of a referral, and what is wrong with it, field by field."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from chassis.fields import FieldProblem, inside
from chassis.rules.decisions import CriterionUnaddressed, CriterionUnknown, Finding, WordsNeeded
from services.referral.domain import code_lists as lists
from services.referral.domain import refusals as no
from services.referral.domain.values import (
    TIME_OF_DAY,
    Account,
    Address,
    Agreement,
    Child,
    Incident,
    Referrer,
    Relative,
)

PARTNERSHIP_CODE = re.compile(r"[A-Z]{2,6}")
WORDS_NEEDED: Mapping[str, str] = {
    "why_serious": "why it is serious",
    "immediate_safety": "what was done for the safety of the child and of other children",
    "place": "where it happened",
    "who_was_present": "who was present",
}
"""Parts of the incident that a rule pack may ask for."""


@dataclass(frozen=True, slots=True)
class FormRules:
    """What the rule pack says about the form: which codes its lists have, and what else is needed.

    A list that is not here is not asked.
    """

    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    needed: tuple[str, ...] = ()


PLAIN_FORM = FormRules()


@dataclass(frozen=True, slots=True)
class ReferralForm:
    """What an agency filled in; ``also`` are the answers that could not be read at all."""

    agency: str
    referrer: Referrer
    warning_read: bool
    account: Account
    rules: FormRules = PLAIN_FORM
    also: tuple[FieldProblem, ...] = ()

    def problems(self, today: date) -> Iterator[FieldProblem]:
        """Everything that is wrong with it."""
        yield from self.also
        yield from _of_referrer(self.referrer, warning_read=self.warning_read)
        yield from problems_of_account(self.account, self.rules, today)


def problems_of_account(account: Account, rules: FormRules, today: date) -> Iterator[FieldProblem]:
    """What is wrong with what is told of the children and the incident."""
    yield from inside("incident", _of_incident(account.incident, rules, today))
    for place, child in enumerate(account.children):
        yield from inside(f"children.{place}", _of_child(child, rules))
    for place, relative in enumerate(account.circumstances.family):
        yield from inside(f"circumstances.family.{place}", _of_relative(relative))
    yield from _in_list(
        "circumstances.parallel_processes", account.circumstances.parallel_processes,
        lists.PARALLEL_PROCESSES,
    )  # fmt: skip
    yield from _in_list(
        "circumstances.criteria", account.circumstances.criteria, rules.codes.get("criteria")
    )
    if not all(PARTNERSHIP_CODE.fullmatch(code) for code in account.other_partnerships):
        yield FieldProblem("other_partnerships", no.NotAPartnership())


def _of_referrer(referrer: Referrer, *, warning_read: bool) -> Iterator[FieldProblem]:
    """Who refers says who they are, and has read what this form is not."""
    if not warning_read:
        yield FieldProblem("not_a_safeguarding_referral", no.NotASafeguardingReferral())
    if not referrer.name.strip():
        yield FieldProblem("referrer_name", no.Missing(what="who refers this"))
    if not referrer.role.strip():
        yield FieldProblem("referrer_role", no.Missing(what="in which role you refer this"))


def problems_of_agreement(agreement: Agreement | None, today: date) -> Iterator[FieldProblem]:
    """A referral that is received has been agreed before."""
    if agreement is None:
        yield FieldProblem("agreement", no.AgreementMissing())
        return
    yield from inside("agreement", problems_of_lead(agreement.lead_name, agreement.lead_role))
    if agreement.agreed_on > today:
        yield FieldProblem("agreement.agreed_on", no.AgreedAfterwards())


def problems_of_lead(name: str, role: str) -> Iterator[FieldProblem]:
    """The senior safeguarding lead is known by name and role."""
    for part, words in (("lead_name", name), ("lead_role", role)):
        if not words.strip():
            what = (
                f"the {'name' if part == 'lead_name' else 'role'} of the senior safeguarding lead"
            )
            yield FieldProblem(part, no.Missing(what=what))


def problems_of_findings(
    findings: tuple[Finding, ...], criteria: Mapping[str, str]
) -> Iterator[FieldProblem]:
    """A partner's view has a finding for each part of the test, with its reason."""
    asked = set(criteria)
    for place, one in enumerate(findings):
        if one.criterion not in asked:
            yield FieldProblem(f"findings.{place}.criterion", CriterionUnknown(count=len(criteria)))
        elif not one.reason.strip():
            what = "what this finding rests on"
            yield FieldProblem(f"findings.{place}.reason", WordsNeeded(what=what))
        asked.discard(one.criterion)
    for code in (code for code in criteria if code in asked):
        yield FieldProblem(f"findings.{code}", CriterionUnaddressed(criterion=criteria[code]))


def _of_incident(incident: Incident, rules: FormRules, today: date) -> Iterator[FieldProblem]:
    yield from _of_its_time(incident, today)
    if not incident.what_happened.strip():
        yield FieldProblem("what_happened", no.Missing(what="what happened"))
    for code in (code for code in rules.needed if code in WORDS_NEEDED):
        if not getattr(incident, code).strip():
            yield FieldProblem(code, no.Missing(what=WORDS_NEEDED[code]))
    yield from _in_list("harm_types", incident.harm_types, rules.codes.get("harm-type"))


def _of_its_time(incident: Incident, today: date) -> Iterator[FieldProblem]:
    if incident.occurred_on > today:
        refusal = no.StillToCome(part="The incident", given=incident.occurred_on)
        yield FieldProblem("occurred_on", refusal)
    until, is_period = incident.occurred_until_on, incident.precision == "period"
    if is_period != (until is not None) or (until is not None and until <= incident.occurred_on):
        yield FieldProblem("occurred_until_on", no.PeriodUnclear())
    elif until is not None and until > today:
        yield FieldProblem("occurred_until_on", no.StillToCome(part="Its end", given=until))
    if incident.occurred_time:
        if not TIME_OF_DAY.fullmatch(incident.occurred_time):
            yield FieldProblem("occurred_time", no.TimeUnreadable())
        elif incident.precision != "exact":
            yield FieldProblem("occurred_time", no.PeriodUnclear())


def _of_child(child: Child, rules: FormRules) -> Iterator[FieldProblem]:
    if not child.name.strip() and not child.identity_unknown:
        what = "the name of the child, or that it is not known yet"
        yield FieldProblem("name", no.Missing(what=what))
    if child.born_on and child.expected_on:
        yield FieldProblem("expected_on", no.BornOrExpected())
    for part, list_name in (
        ("ethnicity", "ethnicity"), ("placement", "placement-type"), ("legal_status", "legal-status"),
        ("plan_category", "plan-category"),
    ):  # fmt: skip
        value = getattr(child, part)
        yield from _in_list(part, (value,) if value else (), rules.codes.get(list_name))
    yield from _in_list("disabilities", child.disabilities, rules.codes.get("disability"))
    yield from _of_what_is_known(child)
    if child.nhs_number and not lists.is_nhs_number(child.nhs_number):
        yield FieldProblem("nhs_number", no.NHSNumberWrong())
    if child.upn and not lists.is_upn(child.upn):
        yield FieldProblem("upn", no.UPNWrong())


def _of_what_is_known(child: Child) -> Iterator[FieldProblem]:
    if child.ethnicity and child.ethnicity_known not in {"recorded", "disputed"}:
        yield FieldProblem("ethnicity_known", no.EthnicityUnclear())
    elif child.ethnicity_known == "recorded" and not child.ethnicity:
        yield FieldProblem("ethnicity", no.EthnicityUnclear())
    if bool(child.plan_category) != (child.plan_status in {"current", "previous"}):
        yield FieldProblem("plan_category", no.PlanUnclear())
    for part in ("address_at_incident", "usual_address"):
        address: Address = getattr(child, part)
        if address.authority and not address.lines.strip():
            yield FieldProblem(f"{part}.lines", no.Missing(what="the address"))


def _of_relative(relative: Relative) -> Iterator[FieldProblem]:
    yield from _in_list("relation", (relative.relation,), lists.RELATIONS)


def _in_list(
    part: str, codes: tuple[str, ...], known: Iterable[str] | None
) -> Iterator[FieldProblem]:
    if known is None:
        return
    allowed = set(known)
    if unknown := [code for code in codes if code not in allowed]:
        choices = ", ".join(sorted(allowed))
        yield FieldProblem(part, no.CodeUnknown(count=len(unknown), choices=choices))
