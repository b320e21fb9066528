"""What becomes of one simulated case: drawn once, from a seed, before a step of it is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from random import Random

from chassis.rules.working_days import is_working_day
from rapid_review.simulated import published
from rapid_review.simulated.places import Area, areas
from rapid_review.simulated.published import Mix

LIMIT_DAY = 15
PUBLISHED_WITHIN = 120
"""Working days: a local review is to be published within six months."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A region of so many partnerships and the calendar years of its history; the seed decides the rest."""

    seed: int
    partnerships: int
    years: range

    @property
    def name(self) -> str:
        """Begins the key of each of its cases: another plan has other cases."""
        return f"simulated-{self.seed}-{self.partnerships}"


@dataclass(frozen=True, slots=True)
class Begun:
    """A case, when it begins and where: enough to put cases in order, and to draw the rest of it."""

    key: str
    area: Area
    begins: date


@dataclass(frozen=True, slots=True)
class AgencyPart:
    """How one agency answers."""

    agency: str
    answer: str
    day: int
    queried: bool
    rows: int
    words: int


@dataclass(frozen=True, slots=True)
class Story:
    """The turns that a case takes; days are working days after its beginning."""

    way: str
    """``reviewed``, ``not_reviewed``, ``near_miss`` or ``withdrawn``."""
    begun_by: str
    category: str
    ages: tuple[int, ...]
    """In days, on the day of the incident."""
    notified: int
    decided: int
    parts: tuple[AgencyPart, ...]
    local_review: bool
    scrutiny_returns: bool
    sent: int
    late: bool
    reply: str
    replied: int
    actions: int
    published: int
    words: int


def drawn(mix: Mix, chance: Random) -> str:
    """One of the parts of a mix, as often as it is in it."""
    place = chance.randrange(mix.total)
    for part, count in mix.parts.items():
        if place < count:
            return part
        place -= count
    raise AssertionError  # pragma: no cover - the parts make up the total


def cases_a_year(partnerships: int) -> int:
    """How many cases begin in a year: those that are notified, and those that end before they are."""
    count = Fraction(published.NOTIFIED_A_YEAR.number)
    for mix, notified in ((published.NOT_NOTIFIED, "notified"), (published.WITHDRAWN, "goes_on")):
        count *= Fraction(mix.total, mix.parts[notified])
    return max(1, round(count * partnerships / published.PARTNERSHIPS_IN_ENGLAND))


def begun(plan: Plan) -> Iterator[Begun]:
    """Every case of a plan, in the order of their beginnings; a year's cases are the same in every span of years."""
    places = areas(plan.partnerships)
    sized = [int(drawn(published.SIZE, _chance(plan.name, "size", place.code))) for place in places]
    for year in plan.years:
        chance = _chance(plan.name, "year", str(year))
        count = cases_a_year(plan.partnerships)
        days = sorted(_working_day(chance, year) for _ in range(count))
        for number, day in enumerate(days, start=1):
            (place,) = chance.choices(places, sized)
            yield Begun(f"{plan.name}-{year}-{number:04}", place, day)


def how_many(plan: Plan, today: date) -> int:
    """How many of its cases have begun."""
    return sum(one.begins <= today for one in begun(plan))


def story_of(case: Begun) -> Story:
    """What becomes of a case: the same, however often it is asked."""
    chance = _chance(case.key)
    begun_by = drawn(published.BEGUN_BY, chance)
    way = _way(chance)
    if way in {"near_miss", "withdrawn"}:
        begun_by = "referral"
    notified = chance.randint(0, 3) if begun_by == "referral" else 0
    decided = notified + chance.randint(1, 3)
    local_review = drawn(published.LOCAL_REVIEW, chance) == "lcspr"
    late = drawn(published.LATE, chance) == "late"
    mean = published.DAYS_LATE_MEAN.number
    overrun = chance.randint(1, 2 * mean - 1) if late else -chance.randint(0, 2)
    sent = notified + LIMIT_DAY + overrun
    replied = sent + max(2, round(chance.gauss(published.REPLY_DAYS.number * 5 / 7, 2)))
    category = "near_miss" if way == "near_miss" else drawn(published.CATEGORY, chance)
    return Story(
        way=way, begun_by=begun_by, category=category, ages=_ages(category, chance), notified=notified,
        decided=decided, parts=_parts(case.area, decided, sent - 6, chance), local_review=local_review,
        scrutiny_returns=drawn(published.SCRUTINY, chance) == "return", sent=sent, late=late,
        reply=drawn(published.REPLY, chance), replied=replied, actions=int(drawn(published.ACTIONS, chance)),
        published=replied + chance.randint(60, PUBLISHED_WITHIN - 5),
        words=int(drawn(published.NARRATIVE_WORDS, chance)),
    )  # fmt: skip


def _chance(*words: str) -> Random:
    return Random("/".join(words))  # noqa: S311 - nothing is kept secret by it


def _working_day(chance: Random, year: int) -> date:
    while not is_working_day(day := date(year, 1, 1) + timedelta(days=chance.randrange(365))):
        pass
    return day


def _way(chance: Random) -> str:
    if drawn(published.WITHDRAWN, chance) == "withdrawn":
        return "withdrawn"
    if drawn(published.NOT_NOTIFIED, chance) == "near_miss":
        return "near_miss"
    return drawn(published.REVIEWED, chance)


def _ages(category: str, chance: Random) -> tuple[int, ...]:
    """Of each child: a notice covers one who died, or brothers and sisters who were harmed together."""
    count = int(drawn(published.CHILDREN, chance))
    return tuple(_age(chance) for _ in range(1 if category == "death" else count))


def _age(chance: Random) -> int:
    if drawn(published.UNDER_ONE, chance) == "under_one":
        return chance.randint(1, 364)
    return chance.randint(366, 17 * 365)


def _parts(area: Area, decided: int, last: int, chance: Random) -> tuple[AgencyPart, ...]:
    """The agencies of a case; the three statutory partners are always among them."""
    always = [area.agency(which) for which in ("childrens-social-care", "police", "icb")]
    others = [agency for agency in area.agencies if agency not in always]
    more = chance.sample(others, int(drawn(published.AGENCIES, chance)) - len(always))
    due = min(decided + 8, last)
    found = []
    for agency in (*always, *more):
        answer = "full" if agency in always else drawn(published.RETURN, chance)
        late = drawn(published.RETURN_LATE, chance) == "late"
        day = (
            chance.randint(due, last)
            if late
            else chance.randint(decided + 2, max(decided + 2, due - 1))
        )
        queried = answer == "full" and drawn(published.RETURN_QUERIED, chance) == "queried"
        rows, words = (
            drawn(published.CHRONOLOGY_ROWS, chance),
            drawn(published.NARRATIVE_WORDS, chance),
        )
        found.append(AgencyPart(agency, answer, min(day, last), queried, int(rows), int(words)))
    return tuple(found)
