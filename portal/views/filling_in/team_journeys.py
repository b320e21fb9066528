"""The forms about the people of a case, with who they are now."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from chassis.errors import NotFound
from portal import decision_words, words
from portal.clients.form_facts import Standing
from portal.forms import team
from portal.views.filling_in.case_journeys import referred
from portal.views.filling_in.filling import Filling, Journey, Shown

RELEASED = "The returns are open to the team already."


async def of_the_team(filling: Filling) -> Standing:
    """The team of a case; nobody yet where none was named. Raises ``NotFound`` where there is no such case."""
    asked = {"case_id": str(filling.subject.case_id)}
    try:
        known = await filling.door.read(filling.visitor.caller, "GetTeam", asked)
    except NotFound:
        return replace(await referred(filling), version=0, known={})
    labels = {person.id: person.label for person in filling.desk.people}
    return Standing(
        int(known.get("version", 0)), known, known.get("reference", ""),
        lists={
            "members": {
                one["person"]: f"{labels.get(one['person'], one['person'])} "
                f"({decision_words.said(decision_words.TEAM_ROLES, one['role']).lower()})"
                for one in known.get("members", ())
            },
            "conflicted": {
                one["person"]: f"{labels.get(one['person'], one['person'])}: "
                f"{decision_words.said(decision_words.CONFLICTS, one['kind'])}"
                for one in known.get("conflicts", ())
            },
        },
    )  # fmt: skip


async def unseen(_filling: Filling) -> Standing:
    """Whoever declares a conflict is kept from the case by it, and whoever breaks the glass does not see it yet: the
    case is not asked for, so that no refusal is recorded of people who asked for nothing.
    """
    return Standing(version=1)


def team_shown(standing: Standing) -> Iterable[Shown]:
    """Who is on the team now."""
    for one in standing.known.get("members", ()):
        until = words.written_day(one.get("until_on", ""))
        yield Shown(standing.lists["members"][one["person"]], f"Until {until}" if until else "")


def released(standing: Standing) -> str:
    """Returns are opened once."""
    return RELEASED if standing.known.get("returns_released_on") else ""


_ALL = (
    Journey(team.MEMBER, of_the_team, shown=team_shown),
    Journey(team.REMOVAL, of_the_team),
    Journey(team.CONFLICT, unseen),
    Journey(team.CONFLICT_OF_ANOTHER, of_the_team),
    Journey(team.CONFLICT_CLEARED, of_the_team),
    Journey(team.GLASS, unseen),
    Journey(team.RELEASE, of_the_team, closed=released),
)
TEAM_JOURNEYS = tuple(replace(one, at_work=one.read is not unseen) for one in _ALL)
