"""Registering a person who is to be told: the id with which they sign in, for which roles, and how."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from chassis.access import roles
from chassis.doors.refused_fields import RefusedField
from portal.forms.refused import Form
from portal.message_words import CHANNELS

PARTNERSHIP, PERSON, CHANNEL, ADDRESS = "partnership", "person", "channel", "address"
ROWS = range(4)
ROLES: Sequence[str] = (
    roles.AGENCY_AUTHOR,
    roles.AGENCY_LEAD,
    roles.REFERRER,
    roles.AUTHORITY_NOTIFIER,
    roles.COORDINATOR,
    roles.STATUTORY_PARTNER,
    roles.STRATEGIC_LEADER,
    roles.SUBGROUP_CHAIR,
    roles.MEETING_MEMBER,
    roles.SCRUTINEER,
)
"""For whom somebody can be told, in the order of the page."""
NOTHING_CHOSEN = "portal.nothing_chosen"


def role_at(row: int) -> str:
    """The field with the role of a row, as the service names it, too."""
    return f"roles.{row}.role"


def agency_at(row: int) -> str:
    """The field with the agency of a row."""
    return f"roles.{row}.agency"


FIELDS = (
    PARTNERSHIP,
    PERSON,
    *(name(row) for row in ROWS for name in (role_at, agency_at)),
    CHANNEL,
    ADDRESS,
)
FORM = Form((*FIELDS, "roles"), leads_to={"roles": "roles-0-role", CHANNEL: CHANNEL})


def closed_up(typed: Mapping[str, str]) -> dict[str, str]:
    """The same answers with the rows that were left empty at the end."""
    rows = [(typed.get(role_at(row), ""), typed.get(agency_at(row), "")) for row in ROWS]
    answered = [one for one in rows if any(one)]
    answered += [("", "")] * (len(rows) - len(answered))
    said = dict(typed)
    for row, (role, agency) in zip(ROWS, answered, strict=True):
        said |= {role_at(row): role, agency_at(row): agency}
    return said


def unanswered(form: Form, partnerships: Sequence[str]) -> Iterator[RefusedField]:
    """The questions of which no answer was chosen that can be one."""
    for name, allowed in ((PARTNERSHIP, partnerships), (CHANNEL, tuple(CHANNELS))):
        if form.answer(name) not in allowed:
            yield RefusedField(field=name, code=NOTHING_CHOSEN, sentence="Choose an answer.")
