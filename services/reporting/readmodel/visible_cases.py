"""What may somebody see of which case?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

import asyncpg
from pydantic_core import from_json

from chassis.database import Pool
from chassis.rules.working_days import LONDON
from services.reporting.domain.merging import Historic
from services.reporting.domain.searching import Begun, Wanted
from services.reporting.domain.stages import Stage
from services.reporting.domain.standing import AgencyReturn, Milestone, Standing
from services.reporting.domain.viewer import Viewer


def _ids(number: int) -> str:
    """The ids of cases that are this parameter of a statement.

    Wrapped, so that nobody can tell from it how many they are: else the database makes a plan anew each time, because
    few are cheaper to find than as many as it otherwise reckons with, and that takes it longer than to find them.
    """
    return f"(SELECT ${number}::uuid[])::uuid[]"


_VISIBLE = """
    SELECT case_id, max(partnership) FILTER (WHERE part = 'lead') AS lead,
           array_agg(partnership ORDER BY partnership) FILTER (WHERE part <> 'lead') AS contributing,
           bool_or(partnership = ANY($5) AND case_id IN (SELECT case_id FROM opened)) AS opened
    FROM case_access AMONG GROUP BY case_id
    HAVING (
        bool_or(partnership = ANY($1))
        OR bool_or(partnership = ANY($5) AND case_id IN (SELECT case_id FROM opened))
        OR EXISTS (
            SELECT FROM case_relations own WHERE own.case_id = case_access.case_id
            AND kind IN ('agency', 'referrer') AND (who, about) IN (SELECT * FROM unnest($3::text[], $4::text[]))
        )
    ) AND case_id NOT IN (
        SELECT case_id FROM case_relations WHERE who = $2 AND kind = 'conflict'
    )
"""
"""The cases that a viewer may see: of their partnerships, with their agencies, or opened to them in person."""
OPENED = """
    WITH opened AS (
        SELECT case_id FROM case_relations
        WHERE who = $2 AND kind IN ('team', 'glass') AND until > now()
    )
"""


def visible(among: str = "") -> str:
    """The cases that a viewer may see; ``among`` is a condition of ours that takes a case with all its rows or none."""
    return _VISIBLE.replace("AMONG", among)


_CASES = f"""
    {OPENED} SELECT board.*, access.lead, access.contributing, access.opened,
           (SELECT count(*) FROM case_actions action
             WHERE action.case_id = board.case_id AND action.closed_on IS NULL) AS actions_open,
           ARRAY(SELECT ROW(agency, through, coalesce(status, 'involved'), coalesce(due_on, return_due_on),
                            returned_on, coalesce(days_late, 0), coalesce(nil_return, false),
                            coalesce(chronology_rows, 0), excused_on)
                   FROM case_agencies asked WHERE asked.case_id = board.case_id ORDER BY agency) AS returns,
           ARRAY(SELECT ROW(code, due_on) FROM case_milestones step
                  WHERE step.case_id = board.case_id) AS days
    FROM case_board board JOIN ({_VISIBLE}) access USING (case_id)
"""  # noqa: S608 - put together from constants of this file
_ONE = "WHERE case_id = $6"
_NAMED = "WHERE case_id IN (SELECT case_id FROM case_board WHERE reference = $6)"
_SOME = f"WHERE case_id = ANY({_ids(6)})"
_FOUND = """
    JOIN LATERAL (SELECT occurred_at AS begun_at FROM case_timeline told WHERE told.case_id = board.case_id
                  ORDER BY occurred_at LIMIT 1) AS begun ON true
    WHERE ($6 = '' OR access.lead = $6) AND starts_with(board.reference, $7)
      AND ($8 = '' OR board.referral_agency = $8 OR EXISTS (
          SELECT FROM case_agencies asked WHERE asked.case_id = board.case_id AND asked.agency = $8))
      AND ($9 = '' OR EXISTS (
          SELECT FROM case_timeline told WHERE told.case_id = board.case_id AND told.facts ? 'themes'
          AND told.facts -> 'themes' @> to_jsonb($9::text)))
      AND begun_at >= coalesce($10, '-infinity'::timestamptz) AND begun_at < coalesce($11, 'infinity'::timestamptz)
      AND ($12 = '' OR board.told_stage = $12)
    ORDER BY begun_at DESC, board.reference LIMIT $13
"""
_THEMES = """
    SELECT case_id, array_agg(DISTINCT theme ORDER BY theme) AS themes
    FROM case_timeline, jsonb_array_elements_text(facts -> 'themes') AS theme
    WHERE case_id = ANY($1) AND facts ? 'themes' GROUP BY case_id
"""
_WHICH = f"""
    {OPENED} SELECT case_id FROM ({visible(_SOME)}) access WHERE case_id IN (SELECT case_id FROM case_board)
"""  # noqa: S608 - put together from constants of this file
_MILESTONES = """
    SELECT code, label, working_day, due_on FROM case_milestones WHERE case_id = $1
    ORDER BY working_day, due_on, code
"""
_TIMELINE = (
    "SELECT * FROM case_timeline WHERE case_id = $1 ORDER BY occurred_at, recorded_at, event_id"
)

ONE_DAY = timedelta(days=1)
_PUT_TOGETHER = {"partnership", "contributing", "returns", "days"}
_COLUMNS = tuple(field.name for field in fields(Standing) if field.name not in _PUT_TOGETHER)


class VisibleCases:
    """Reads the rows; every question names the asker."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def some(self, viewer: Viewer, case_ids: Sequence[UUID]) -> Mapping[UUID, Standing]:
        """Those of some cases that ``viewer`` may see."""
        rows = await self._pool.fetch(_among(_SOME), *given(viewer), case_ids)
        return {row["case_id"]: _standing(row) for row in rows}

    async def which(self, viewer: Viewer, case_ids: Sequence[UUID]) -> frozenset[UUID]:
        """The ids of those of some cases that ``viewer`` may see."""
        rows = await self._pool.fetch(_WHICH, *given(viewer), case_ids)
        return frozenset(row["case_id"] for row in rows)

    async def one(
        self,
        viewer: Viewer,
        *,
        case_id: UUID | None = None,
        reference: str | None = None,
    ) -> Standing | None:
        """The case with this id or this reference, if ``viewer`` may see it."""
        among, asked = (_ONE, case_id) if case_id else (_NAMED, reference)
        row = await self._pool.fetchrow(_among(among), *given(viewer), asked)
        return _standing(row) if row else None

    async def search(self, viewer: Viewer, wanted: Wanted, most: int) -> list[Begun]:
        """The cases that have these codes, the newest first, at most so many.

        Which of those that gather information stand before the meeting, the day decides: they are all given.
        """
        asked = (*given(viewer), wanted.partnership, wanted.reference, wanted.agency, wanted.theme)
        days = (_begins(wanted.begun_from), _begins(wanted.begun_to, after=ONE_DAY))
        query = _among("").replace("access.opened,", "access.opened, begun.begun_at,") + _FOUND
        by_the_day = wanted.stage in {Stage.GATHERING, Stage.MEETING}
        stage = Stage.GATHERING if by_the_day else wanted.stage
        rows = await self._pool.fetch(query, *asked, *days, stage, None if by_the_day else most)
        return [Begun(_standing(row), row["begun_at"]) for row in rows]

    async def themes(self, case_ids: Iterable[UUID]) -> Mapping[UUID, tuple[str, ...]]:
        """The themes of each case that has any."""
        rows = await self._pool.fetch(_THEMES, list(case_ids))
        return {row["case_id"]: tuple(row["themes"]) for row in rows}

    async def milestones(self, case_id: UUID) -> list[Milestone]:
        """The steps of a case's clock, in their order."""
        rows = await self._pool.fetch(_MILESTONES, case_id)
        return [Milestone(**row) for row in rows]

    async def timeline(self, case_id: UUID) -> list[Historic]:
        """What was told of a case; ``told`` holds the row, with its facts as plain values."""
        rows = await self._pool.fetch(_TIMELINE, case_id)
        return [
            Historic(
                event_id=row["event_id"], causation_id=row["causation_id"],
                occurred_at=row["occurred_at"], recorded_at=row["recorded_at"],
                service=row["service"], position=row["position"],
                told=dict(row) | {"facts": from_json(row["facts"])},
            )
            for row in rows
        ]  # fmt: skip


def _among(condition: str) -> str:
    return _CASES.replace("AMONG", condition)


def given(viewer: Viewer) -> tuple[list[str] | str, ...]:
    """What ``visible`` and ``OPENED`` are given of a viewer."""
    agencies, through = [code for code, _ in viewer.agencies], [code for _, code in viewer.agencies]
    return list(viewer.partnerships), viewer.person, agencies, through, list(viewer.member_of)


def _begins(day: date | None, *, after: timedelta = timedelta()) -> datetime | None:
    """The moment at which a day begins in England, or the one ``after`` it."""
    return datetime.combine(day + after, time(), LONDON) if day else None


def _standing(row: asyncpg.Record) -> Standing:
    known: dict[str, Any] = {name: row[name] for name in _COLUMNS}
    others = tuple(row["contributing"] or ())
    # Until its owner has told of the case, any partnership of which an event spoke stands for the lead.
    known |= {
        "partnership": row["lead"] or others[0],
        "contributing": others if row["lead"] else others[1:],
        "returns": tuple(AgencyReturn(*one) for one in row["returns"]),
        "days": dict(row["days"]),
    }
    return Standing(**known)
