"""Has a partnership learned this before? The themes of its cases, and what became of the actions that followed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from chassis.aggregate import Event
from chassis.database import Connection, Pool
from chassis.delivery.handed_over import LeadChanged
from services.learning.domain import action_events as actions
from services.learning.domain.case_recommendations import RecommendationsAdded, RecommendationsNoted
from services.learning.domain.learning_briefing import BriefingDrafted
from services.learning.domain.values import ActionStatus, Recommendation

REFERENCES_MAX = 20
OF_BRIEFING = ""

Inherited = Callable[[str], Iterable[str]]
"""The partnerships that have ended and in whose place one stands."""


def nothing_inherited(_partnership: str) -> Iterable[str]:
    """Where no partnership has ended."""
    return ()


STATUS_AFTER: dict[type[Event], ActionStatus] = {
    actions.ActionAgreed: ActionStatus.AGREED,
    actions.ActionStarted: ActionStatus.IN_PROGRESS,
    actions.ActionEvidenced: ActionStatus.EVIDENCED,
    actions.ActionImpactChecked: ActionStatus.IMPACT_CHECKED,
    actions.ActionClosed: ActionStatus.CLOSED,
    actions.ActionDeclined: ActionStatus.NOT_ACCEPTED,
    actions.ActionMerged: ActionStatus.MERGED,
}
_LED_BY = """
    WITH led AS (UPDATE recommending_cases SET partnership = $2 WHERE stream = $1 RETURNING case_id)
    UPDATE case_themes SET partnership = $2 WHERE case_id IN (SELECT case_id FROM led)
"""
_TO_DO = [ActionStatus.AGREED, ActionStatus.IN_PROGRESS]
_CHECKED = [ActionStatus.IMPACT_CHECKED, ActionStatus.CLOSED]
_ENDED = [ActionStatus.NOT_ACCEPTED, ActionStatus.MERGED]

# Of the other cases with the theme: those that had it before the case that is asked about, if one is.
_SEEN = """
    WITH first_noted AS (
        SELECT case_id, min(reference) AS reference, min(noted_on) AS noted_on, min(noted_at) AS noted_at
        FROM case_themes WHERE partnership = ANY($1) AND theme = $2 GROUP BY case_id
    ), earlier AS (
        SELECT * FROM first_noted f WHERE $3::uuid IS NULL OR (f.case_id <> $3 AND NOT EXISTS (
            SELECT FROM first_noted own
            WHERE own.case_id = $3 AND (own.noted_at, own.case_id) < (f.noted_at, f.case_id)))
    ), followed AS (
        SELECT a.status FROM theme_actions a WHERE EXISTS (
            SELECT FROM case_themes t JOIN earlier e USING (case_id)
            WHERE t.case_id = a.case_id AND t.source = a.recommendation_id AND t.theme = $2)
    )
    SELECT count(*) AS earlier_cases, min(noted_on) AS since,
        (SELECT coalesce(array_agg(reference ORDER BY noted_at DESC), '{}') FROM
            (SELECT reference, noted_at FROM earlier ORDER BY noted_at DESC LIMIT $7) newest) AS references,
        (SELECT count(*) FROM followed WHERE status = ANY($4)) AS open_actions,
        (SELECT count(*) FROM followed WHERE status = 'evidenced') AS unchecked_actions,
        (SELECT count(*) FROM followed WHERE status = ANY($5)) AS checked_actions,
        (SELECT count(*) FROM followed WHERE status = ANY($6)) AS ended_otherwise
    FROM earlier
"""


@dataclass(frozen=True, slots=True)
class ThemeSeen:
    """What a partnership has learned about one theme before: cases, and the actions that followed in them.

    ``unchecked_actions`` were carried out and nobody has looked yet at what they changed.
    """

    theme: str
    earlier_cases: int
    since: date | None
    references: tuple[str, ...]
    open_actions: int
    unchecked_actions: int
    checked_actions: int
    ended_otherwise: int


class ThemesSeen:
    """The rows of three tables and how each event changes them."""

    name = "themes_seen"
    tables: tuple[str, ...] = ("recommending_cases", "case_themes", "theme_actions")
    events: tuple[type[Event], ...] = (
        RecommendationsNoted,
        RecommendationsAdded,
        BriefingDrafted,
        LeadChanged,
        *STATUS_AFTER,
    )

    def __init__(self, pool: Pool, inherited: Inherited = nothing_inherited) -> None:
        self._pool, self._inherited = pool, inherited

    async def apply(self, event: Event, connection: Connection) -> None:
        """Change the rows by one event."""
        match event:
            case RecommendationsNoted():
                await _begun(connection, event)
                await _recommended(connection, event, event.recommended, event.held_on)
            case RecommendationsAdded():
                await _recommended(connection, event, event.recommended, event.held_on)
            case LeadChanged():
                await connection.execute(_LED_BY, event.originator_id, event.lead)
            case BriefingDrafted():
                await _begun(connection, event)
                of_briefing = [(theme, OF_BRIEFING) for theme in event.themes]
                await _note(
                    connection, (event.case_id, event.partnership, event.reference), of_briefing,
                    event.drafted_on, event.timestamp,
                )  # fmt: skip
            case actions.ActionAgreed():
                await connection.execute(
                    "INSERT INTO theme_actions (stream, case_id, recommendation_id, status)"
                    " VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
                    event.originator_id, event.case_id, event.recommendation_id, ActionStatus.AGREED,
                )  # fmt: skip
            case _:
                await connection.execute(
                    "UPDATE theme_actions SET status = $2 WHERE stream = $1",
                    event.originator_id,
                    STATUS_AFTER[type(event)],
                )

    async def forget(self, connection: Connection) -> None:
        """Remove all rows."""
        await connection.execute("TRUNCATE recommending_cases, case_themes, theme_actions")

    async def before(
        self, partnership: str, themes: Iterable[str], case_id: UUID | None = None
    ) -> list[ThemeSeen]:
        """What is known of each theme, from the cases before ``case_id``, or from all."""
        found = []
        for theme in themes:
            rows = await self._pool.fetch(
                _SEEN,
                self._theirs(partnership),
                theme,
                case_id,
                _TO_DO,
                _CHECKED,
                _ENDED,
                REFERENCES_MAX,
            )
            content: dict[str, Any] = dict(rows[0])
            content["references"] = tuple(content["references"])
            found.append(ThemeSeen(theme=theme, **content))
        return found

    async def themes_of(self, partnership: str, case_id: UUID | None = None) -> list[str]:
        """The themes of one case, or of all cases of a partnership, most often seen first."""
        rows = await self._pool.fetch(
            "SELECT theme FROM case_themes WHERE partnership = ANY($1) AND ($2::uuid IS NULL OR case_id = $2)"
            " GROUP BY theme ORDER BY count(DISTINCT case_id) DESC, theme",
            self._theirs(partnership),
            case_id,
        )
        return [str(row["theme"]) for row in rows]

    def _theirs(self, partnership: str) -> list[str]:
        """What it has learned itself, and what those had learned in whose place it stands."""
        return [partnership, *self._inherited(partnership)]


async def _begun(connection: Connection, event: RecommendationsNoted | BriefingDrafted) -> None:
    await connection.execute(
        "INSERT INTO recommending_cases (stream, case_id, partnership, reference)"
        " VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        event.originator_id, event.case_id, event.partnership, event.reference,
    )  # fmt: skip


async def _recommended(
    connection: Connection, event: Event, recommended: Sequence[Recommendation], held_on: date
) -> None:
    case = await connection.fetchrow(
        "SELECT case_id, partnership, reference FROM recommending_cases WHERE stream = $1",
        event.originator_id,
    )
    if case is not None:
        pairs = [(theme, one.recommendation_id) for one in recommended for theme in one.themes]
        await _note(connection, tuple(case), pairs, held_on, event.timestamp)


async def _note(
    connection: Connection,
    case: tuple[UUID, str, str],
    pairs: Sequence[tuple[str, str]],
    *when: date | datetime,
) -> None:
    await connection.executemany(
        "INSERT INTO case_themes (case_id, partnership, reference, theme, source, noted_on, noted_at)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
        [(*case, theme, source, *when) for theme, source in pairs],
    )
