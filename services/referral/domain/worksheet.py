"""The worksheet of a notice: what the national form asks, in its order, and what is still missing.

The national form forgets what was typed after twenty minutes; whoever has the worksheet beside it types once. The
order in which the form asks was not seen by us: ``ORDER`` is how we think that it is, and is changed there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from services.referral.domain import code_lists as lists
from services.referral.domain.notices import NATURE_LIST, Notice, TimeFact
from services.referral.domain.values import Account, Child, age_on, letters_of

Labels = Mapping[str, Mapping[str, str]]
ORDER: Sequence[tuple[str, str, str, bool]] = (
    ("Notice", "authority", "Local authority", True),
    ("Notice", "national_reference", "National reference, once it is there", False),
    ("Notice", "nature", "Nature of the notice", True),
    ("Notice", "threshold_met", "Threshold of a Rapid Review met", False),
    ("Notice", "sent", "Sent", False),
    ("Notice", "sent_by", "Sent by", False),
    ("Incident", "occurred", "Date of the incident", True),
    ("Incident", "authority_aware", "The authority became aware", True),
    ("Incident", "agency_aware", "An agency became aware", False),
    ("Incident", "partners_told", "The partners were told", False),
    ("Incident", "late_reason", "Reason for the delay", False),
    ("Incident", "place", "Place", False),
    ("Incident", "what_happened", "What happened", True),
    ("Incident", "harm_types", "Suspected cause, or kind of harm", False),
    ("Incident", "abuse_or_neglect", "Abuse or neglect", True),
    ("Child", "name", "Name", True),
    ("Child", "born_on", "Date of birth, or expected date", True),
    ("Child", "age", "Age at the incident", False),
    ("Child", "sex", "Sex", True),
    ("Child", "ethnicity", "Ethnicity", True),
    ("Child", "disabilities", "Disability", True),
    ("Child", "usual_address", "Usual address", False),
    ("Child", "placement", "Placement", True),
    ("Child", "looked_after", "Looked after", True),
    ("Child", "care_leaver", "Care leaver", False),
    ("Child", "plan", "Child protection plan", True),
    ("Child", "legal_status", "Legal status", True),
    ("Around it", "other_children", "Other children of the operation", False),
    ("Around it", "known_to_agencies", "Known to an agency before", True),
    ("Around it", "agencies", "Agencies involved", False),
    ("Around it", "processes", "Police investigation, inquest, child death review, others", False),
    ("Around it", "other_areas", "Other local authorities and areas", False),
    ("Around it", "media", "Media interest", False),
    ("Around it", "copied_to", "Copied to", False),
)
"""Section, code, label, and whether the form cannot be sent without it."""

IDENTIFYING = frozenset({"name", "born_on", "usual_address"})
WITHHELD = "(asked for with the identities)"


class Line(NamedTuple):
    """One field of the form."""

    section: str
    code: str
    label: str
    value: str
    missing: bool


def worksheet(
    account: Account, notice: Notice | None, labels: Labels, *, with_identities: bool
) -> tuple[Line, ...]:
    """The fields of a notice in the order of the form; before there is one, as far as the referral tells.

    ``labels`` are the words of each code list's codes.
    """
    covers = notice.covers if notice else tuple(map(letters_of, range(len(account.children))))
    lettered = {letters_of(number): child for number, child in enumerate(account.children)}
    lines: list[Line] = []
    for section in dict.fromkeys(one[0] for one in ORDER):
        asked = [one for one in ORDER if one[0] == section]
        if section != "Child":
            values = {**_of_notice(account, notice, labels), **_around(account, notice)}
            lines += _lines(section, asked, values.__getitem__)
            continue
        for letter in covers:
            told = _of_child(lettered[letter], account, labels)
            if not with_identities:
                told |= {code: WITHHELD for code in IDENTIFYING if told[code]}
            lines += _lines(f"Child {letter}", asked, told.__getitem__)
    return tuple(lines)


def _lines(
    section: str, asked: Sequence[tuple[str, str, str, bool]], value_of: Callable[[str], str]
) -> Iterator[Line]:
    for _, code, label, needed in asked:
        value = value_of(code)
        yield Line(section, code, label, value, needed and not value)


def _of_notice(account: Account, notice: Notice | None, labels: Labels) -> dict[str, str]:
    incident = account.incident
    occurred = f"{incident.occurred_on} {incident.occurred_time}".strip()
    if incident.occurred_until_on:
        occurred = f"{occurred} to {incident.occurred_until_on}"
    elif incident.precision != "exact":
        occurred = f"{occurred} ({incident.precision})"
    return {
        "authority": notice.authority if notice else "",
        "national_reference": notice.national_reference if notice else "",
        "nature": labels[NATURE_LIST][notice.nature] if notice else "",
        "threshold_met": notice.threshold_met if notice else "",
        "sent": _when(notice.sent) if notice else "",
        "sent_by": notice.sent.recorded_by if notice else "",
        "occurred": str(notice.occurred.on) if notice and _differs(notice, account) else occurred,
        "authority_aware": _when(notice.authority_aware) if notice else "",
        "agency_aware": _when(notice.agency_aware) if notice else "",
        "partners_told": str(notice.partners_told_on or "") if notice else "",
        "late_reason": notice.late_reason if notice else "",
        "place": incident.place,
        "what_happened": incident.what_happened,
        "harm_types": ", ".join(incident.harm_types),
        "abuse_or_neglect": incident.abuse_or_neglect.replace("_", " "),
    }


def _around(account: Account, notice: Notice | None) -> dict[str, str]:
    around = account.circumstances
    processes = [lists.PARALLEL_PROCESSES.get(one, one) for one in around.parallel_processes]
    areas = [*account.other_partnerships, around.other_areas]
    copied = [lists.COPIED_TO.get(one, one) for one in notice.copied_to] if notice else []
    return {
        "other_children": notice.outline if notice else "",
        "known_to_agencies": notice.known_to_agencies if notice else "",
        "agencies": ", ".join(account.agencies_involved),
        "processes": ", ".join(processes),
        "other_areas": ", ".join(filter(None, areas)),
        "media": around.media_interest,
        "copied_to": ", ".join(copied),
    }


def _of_child(child: Child, account: Account, labels: Labels) -> dict[str, str]:
    def words(list_name: str, code: str) -> str:
        return labels[list_name].get(code, code)

    age = str(age_on(child.born_on, account.incident.occurred_on)) if child.born_on else ""
    plan = words("plan-category", child.plan_category)
    return {
        "name": " / ".join(filter(None, (child.name, child.other_names))),
        "born_on": str(child.born_on or child.expected_on or ""), "age": age, "sex": child.sex,
        "ethnicity": words("ethnicity", child.ethnicity) or child.ethnicity_known.replace("_", " "),
        "disabilities": ", ".join(words("disability", one) for one in child.disabilities),
        "usual_address": child.usual_address.lines,
        "placement": words("placement-type", child.placement),
        "looked_after": child.looked_after, "care_leaver": child.care_leaver,
        "plan": f"{plan} ({child.plan_status})" if plan else child.plan_status,
        "legal_status": words("legal-status", child.legal_status),
    }  # fmt: skip


def _when(fact: TimeFact) -> str:
    return f"{fact.on} {fact.time}".strip()


def _differs(notice: Notice, account: Account) -> bool:
    """A restated day of the incident stands in the notice alone."""
    return notice.occurred.on != account.incident.occurred_on
