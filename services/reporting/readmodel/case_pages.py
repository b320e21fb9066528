"""Which cases does somebody see on one page, of how many, and what is to be counted over all of theirs?

One statement, whatever is asked: what it filters, sorts and counts is what ``VISIBLE`` lets through, and no more.
Its stages, days and next steps are those of domain/; a test compares the two over boards made by chance.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

import asyncpg
from pydantic_core import from_json

from chassis.database import Pool
from chassis.rules.working_days import is_working_day
from services.reporting.domain.listing import (
    CLOSED,
    EVERY,
    LATE,
    OPEN_TO_COMMENT,
    OWN_STEPS,
    SOON,
    TIME,
    Counted,
    Figures,
    Found,
    FoundSteps,
    Listing,
    OwnSteps,
)
from services.reporting.domain.load import AgencyLoad, Load, weeks_from
from services.reporting.domain.stages import OVER, Stage
from services.reporting.domain.viewer import Viewer
from services.reporting.readmodel.visible_cases import OPENED, given, visible

DUE_SOON_DAYS = 3
BEHIND, AHEAD = timedelta(days=3 * 366), timedelta(days=60)
"""How far working days are counted: what is late for longer counts as late for three years."""

_IS_OVER = f"told_stage IN {tuple(sorted(map(str, OVER)))}"
_ALIVE = f"SELECT case_id FROM case_board WHERE NOT {_IS_OVER}"  # noqa: S608 - words of ours
_MINE = """
    mine AS MATERIALIZED (
        SELECT board.*, access.opened, coalesce(access.lead, access.contributing[1]) AS leads
        FROM case_board board JOIN access USING (case_id)
    ),
    asked AS MATERIALIZED (
        SELECT mine.case_id, agency, through, leads, coalesce(status, 'involved') AS status,
               coalesce(returned.due_on, return_due_on) AS due_on, mine.meeting_held_on IS NULL AS usable,
               coalesce(status, 'involved') IN ('involved', 'requested') AS outstanding,
               (leads = ANY($1) OR opened AND leads = ANY($5) OR through = ANY($1) OR opened AND through = ANY($5)
                OR (agency, through) IN (SELECT * FROM unnest($3::text[], $4::text[]))) IS TRUE AS seen
        FROM mine JOIN case_agencies returned USING (case_id)
    ),
    counted AS (
        SELECT case_id, count(*) AS returns, count(*) FILTER (WHERE status IN ('accepted', 'excused')) AS settled,
               count(*) FILTER (WHERE status = 'returned') AS to_read,
               count(*) FILTER (WHERE seen AND outstanding) AS missing,
               min(due_on) FILTER (WHERE outstanding) AS first_due,
               min(due_on) FILTER (WHERE outstanding AND seen AND usable) AS first_seen_due,
               array_agg(agency) FILTER (WHERE outstanding AND seen AND usable) AS awaited
        FROM asked GROUP BY case_id
    )
"""
_STANDING = """
    staged AS (
        SELECT mine.*, counted.*, width_bucket($6, $7::date[]) AS now,
               CASE WHEN told_stage = 'gathering' AND review_step = 'ReviewInitiated'
                         AND (meeting_on <= $6 OR returns = settled) THEN 'meeting' ELSE told_stage END AS stage
        FROM mine LEFT JOIN (SELECT case_id AS of_case, returns, settled, to_read, missing, first_due, first_seen_due,
                                    awaited FROM counted) counted ON of_case = mine.case_id
    ),
    standing AS MATERIALIZED (
        SELECT *,
               CASE WHEN sent_on IS NULL THEN nullif(greatest(0, until - width_bucket(due_on, $7::date[])), 0) END
                   AS report_late,
               nullif(greatest(0, now - width_bucket(first_seen_due, $7::date[])), 0) AS return_late,
               CASE WHEN notified_late AND authority_aware_on IS NOT NULL
                    THEN coalesce(notified_working_days, 0) - 5 END AS notification_late,
               CASE WHEN sent_on IS NULL THEN width_bucket(due_on, $7::date[]) - until END AS days_left
        FROM (SELECT *, NOT IS_OVER AS live,
                     width_bucket(least($6, closed_on), $7::date[]) AS until FROM staged) AS staged
    )
"""
_NEXT = """
    CASE WHEN sent_on IS NOT NULL THEN NULL
         WHEN stage = 'gathering' THEN coalesce(first_due, (DAY 'returns_due'))
         WHEN stage = 'meeting' THEN coalesce(meeting_on, (DAY 'meeting'))
         WHEN stage = 'sending' THEN due_on
         WHEN stage IN ('report', 'cspr_decision') THEN (DAY 'decision')
         WHEN stage = 'scrutiny' THEN (DAY 'scrutiny') END
""".replace(
    "DAY", "SELECT step.due_on FROM case_milestones step WHERE step.case_id = standing.case_id AND step.code ="
)  # fmt: skip
_ACTOR = """
    CASE WHEN stage = 'referral' THEN 'statutory_partner'
         WHEN stage = 'decision' THEN 'system'
         WHEN stage = 'gathering' AND returns > 0 AND to_read = 0
              AND coalesce(width_bucket(first_due, $7::date[]) >= now, true) THEN 'agency_author'
         WHEN stage = 'cspr_decision' THEN 'subgroup_chair'
         WHEN stage = 'scrutiny' THEN 'strategic_leader'
         WHEN stage = 'panel' THEN CASE WHEN review_step = 'PanelReplied' THEN 'statutory_partner' ELSE '' END
         WHEN stage = 'learning' AND briefing_published_on IS NOT NULL AND cspr_outcome = 'lcspr'
              AND coalesce(local_review IN ('commission', 'delay'), true) THEN 'statutory_partner'
         ELSE 'coordinator' END
"""
_CHOSEN = """
    chosen AS MATERIALIZED (
        SELECT standing.* FROM standing
        WHERE SHOWN AND ($8 = '' OR stage = $8) AND ($9 = '' OR live AND $9 = ANY(awaited))
          AND ($10 = '' OR strpos(reference, $10) > 0)
    )
"""
_SHOWN: Mapping[str, str] = {
    LATE: "live AND IS_LATE",
    SOON: f"live AND days_left BETWEEN 0 AND {DUE_SOON_DAYS}",
    CLOSED: "NOT live",
    EVERY: "true",
}
_LATE_BY = "CASE WHEN live THEN coalesce(greatest(report_late, return_late, notification_late), 0) ELSE 0 END"
_IS_LATE = "(report_late IS NOT NULL OR return_late IS NOT NULL OR notification_late IS NOT NULL)"
_URGENCY = """
    CASE WHEN NOT live THEN 3 WHEN sent_on IS NOT NULL OR stage = 'other_route' THEN 2
         WHEN due_on IS NULL THEN 1 ELSE 0 END
"""
_SINCE = """
    CASE WHEN NOT live THEN NULL
         WHEN sent_on IS NOT NULL OR stage = 'other_route' THEN coalesce(sent_on, referral_decided_on, $6)
         ELSE coalesce(due_on, received_on, notified_on, $6) END
"""
_ORDER: Mapping[str, tuple[str, ...]] = {
    TIME: (_URGENCY, _SINCE, "CASE WHEN live THEN NULL ELSE -extract(epoch FROM changed_at) END"),
    "case": (),
    "stage": (f"array_position(ARRAY{list(map(str, Stage))}, stage)",),
    "late": (f"-({_LATE_BY})",),
    "next": (f"coalesce({_NEXT}, 'infinity')",),
    "returns": ("-coalesce(missing, 0)",),
}
_LOAD = """
    (SELECT json_agg(agencies) FROM (
        SELECT agency, count(*) AS outstanding, count(*) FILTER (WHERE asked.due_on < $6) AS late,
               min(asked.due_on) AS first_due_on,
               array_agg(DISTINCT leads) || array_agg(DISTINCT through) FILTER (WHERE through IS NOT NULL)
                   AS partnerships
        FROM asked JOIN standing USING (case_id, leads)
        WHERE live AND outstanding AND seen AND usable
        GROUP BY agency ORDER BY late DESC, outstanding DESC, agency COLLATE "C"
    ) agencies) AS agencies,
    (SELECT json_agg(weeks) FROM (
        SELECT CAST(date_trunc('week', CAST(greatest(falls_on, $6) AS timestamp)) AS date) AS begins_on, what,
               count(*) AS number
        FROM (
            SELECT due_on AS falls_on, 'reports' AS what FROM standing WHERE live AND sent_on IS NULL
            UNION ALL SELECT meeting_on, 'meetings' FROM standing WHERE live AND meeting_held_on IS NULL
            UNION ALL SELECT asked.due_on, 'returns' FROM asked JOIN standing USING (case_id)
                WHERE live AND outstanding AND seen AND usable
        ) falling WHERE falls_on IS NOT NULL GROUP BY 1, 2
    ) weeks) AS weeks
"""
_STEPS = f"""
    steps AS MATERIALIZED (
        SELECT case_id, reference, {_NEXT} AS next_due_on FROM standing
        WHERE $13 AND live AND (
            EXISTS (SELECT FROM unnest($14::text[], $15::text[]) AS held (partnership, role)
                    WHERE partnership = leads AND role = ({_ACTOR}) AND role = ANY($16))
            OR stage = ANY($17) AND (leads, 'scrutineer') IN (SELECT * FROM unnest($14::text[], $15::text[]))
        ) AND (case_id, stage) NOT IN (SELECT * FROM unnest($18::uuid[], $19::text[]))
    )
"""  # noqa: S608 - put together from constants of this file


class CasePages:
    """Reads one page; the cases on it are read by their ids, as somebody may see them."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def page(
        self,
        viewer: Viewer,
        today: date,
        asked: Listing,
        steps: OwnSteps = OwnSteps(),  # noqa: B008 - frozen
    ) -> Counted:
        """One page, and what is counted over all live cases of ``viewer``."""
        row = await self._pool.fetchrow(
            _statement(asked.show, asked.sort, asked.descending), *given(viewer),
            today, _working_days_around(today), asked.stage, asked.waiting_for, asked.reference,
            asked.size, max(1, asked.number), steps.size > 0,
            [one for one, _ in steps.held], [role for _, role in steps.held],
            sorted(OWN_STEPS), list(OPEN_TO_COMMENT),
            [one for one, _ in steps.but], [stage for _, stage in steps.but], steps.size,
        )  # fmt: skip
        assert row is not None  # noqa: S101 - it counts, and so it has one row
        return Counted(
            page=Found(tuple(row["page"]), row["found"], row["number"]),
            figures=Figures(row["live"], row["late"], row["due_soon"]),
            load=_load(row, today),
            steps=FoundSteps(
                tuple(row["first_steps"]), row["steps_found"], row["steps_late"], row["steps_today"]
            ),
        )


@lru_cache(maxsize=64)
def _statement(show: str, sort: str, descending: bool) -> str:  # noqa: FBT001 - as it is asked
    """The statement for one way to look: names are ours, whatever a caller says is a parameter."""
    among = "" if show in {CLOSED, EVERY} else f"WHERE case_id IN ({_ALIVE})"
    way = " DESC" if descending else ""
    order = ", ".join(f"{key}{way}" for key in (*_ORDER[sort], 'reference COLLATE "C"'))
    statement = f"""
        {OPENED}, access AS ({visible(among)}), {_MINE}, {_STANDING}, {_CHOSEN}, {_STEPS},
        place AS (
            SELECT count(*) AS found, least($12::bigint, greatest(1, (count(*) - 1) / $11::bigint + 1)) AS number
            FROM chosen
        )
        SELECT found, coalesce(number, 1) AS number,
               ARRAY(SELECT case_id FROM chosen AS standing ORDER BY {order}
                     LIMIT $11 OFFSET (SELECT coalesce((number - 1) * $11, 0) FROM place)) AS page,
               live, late, due_soon, {_LOAD},
               ARRAY(SELECT case_id FROM steps ORDER BY next_due_on, reference COLLATE "C" LIMIT $20) AS first_steps,
               steps_found, steps_late, steps_today
        FROM place, (
            SELECT count(*) AS live, count(*) FILTER (WHERE {_IS_LATE}) AS late,
                   count(*) FILTER (WHERE days_left BETWEEN 0 AND {DUE_SOON_DAYS}) AS due_soon
            FROM standing WHERE live
        ) figures, (
            SELECT count(*) AS steps_found, count(*) FILTER (WHERE next_due_on < $6) AS steps_late,
                   count(*) FILTER (WHERE next_due_on = $6) AS steps_today FROM steps
        ) own
    """  # noqa: S608 - put together from constants of this file
    words = {"SHOWN": _SHOWN.get(show, "live"), "IS_LATE": _IS_LATE, "IS_OVER": _IS_OVER}
    for word, condition in words.items():
        statement = statement.replace(word, condition)
    return statement


@lru_cache(maxsize=4)
def _working_days_around(today: date) -> list[date]:
    """The working days of some years, in order: between two days lie as many as their places differ."""
    days = (today - BEHIND + timedelta(days=n) for n in range((BEHIND + AHEAD).days))
    return [day for day in days if is_working_day(day)]


def _load(row: asyncpg.Record, today: date) -> Load:
    agencies: list[dict[str, Any]] = from_json(row["agencies"] or "[]")
    weeks = {week.begins_on.isoformat(): week for week in weeks_from(today)}
    for one in from_json(row["weeks"] or "[]"):
        if week := weeks.get(one["begins_on"]):
            setattr(week, one["what"], one["number"])
    return Load(
        tuple(
            AgencyLoad(
                one["agency"], one["outstanding"], one["late"],
                date.fromisoformat(one["first_due_on"]) if one["first_due_on"] else None,
                tuple(one["partnerships"]),
            )
            for one in agencies
        ),
        tuple(weeks.values()),
    )  # fmt: skip
