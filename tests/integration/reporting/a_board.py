"""A board made by chance: rows of every kind, also those that a case passes through for a moment only."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from chassis.database import Connection
from chassis.rules.working_days import DayZero, date_of_working_day
from tests.integration.reporting.by_hand import Known

TODAY = date(2026, 9, 16)
PARTNERSHIPS = ("PLY", "DEV", "TOR")
AGENCIES = ("plymouth-schools", "devon-hospital", "plymouth-housing", "devon-icb")
PEOPLE = ("somebody", "somebody-else")
STEPS = (
    None, "ReviewInitiated", "ReviewInitiated", "MeetingHeld", "ReportFinalised", "CSPRDecided",
    "ReportScrutinised", "SentToPanel", "PanelReplied", "ReviewClosed",
)  # fmt: skip


class Board:
    """Writes cases, and remembers who may see them."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.ids: list[UUID] = []
        self.known = Known({}, {})
        self._access: dict[UUID, list[tuple[str, str]]] = {}
        self._relations: dict[UUID, list[tuple[str, str, str]]] = {}

    async def write(self, connection: Connection, cases: int) -> None:
        for number in range(cases):
            case_id = UUID(int=number + 1)
            self.ids.append(case_id)
            await _insert(connection, "case_board", self._case(case_id))
            await self._parts(connection, case_id)
            await self._returns(connection, case_id)
        self.known = Known(self._access, self._relations)

    def _day(self, back: int = 40, ahead: int = 20) -> date:
        return TODAY + timedelta(days=self.chance.randint(-back, ahead))

    def _perhaps(self, value: Any, odds: float = 0.5) -> Any:
        return value if self.chance.random() < odds else None

    def _case(self, case_id: UUID) -> dict[str, Any]:
        pick, step = self.chance.choice, self.chance.choice(STEPS)
        row: dict[str, Any] = {
            "case_id": case_id, "reference": f"{pick(PARTNERSHIPS)}-RR-2026-{case_id.int:04}",
            "changed_at": datetime(2026, 9, 1, tzinfo=UTC) + timedelta(minutes=case_id.int),
            "received_on": self._perhaps(self._day()), "review_step": step,
            "withdrawn_on": self._perhaps(self._day(), 0.05), "transferred_to": self._perhaps("KEN", 0.3),
            "notified_late": self._perhaps(value=True, odds=0.2), "notified_working_days": pick((6, 9)),
            "authority_aware_on": self._perhaps(self._day(), 0.8),
            "referral_outcome": pick((None, "initiate", "no_further_review", "single_agency")),
            "referral_decided_on": self._perhaps(self._day()),
            "briefing_drafted_on": self._perhaps(self._day()),
            "briefing_published_on": self._perhaps(self._day()),
            "scrutiny_outcome": pick(("return", "endorse")), "panel_final": pick((True, False, None)),
            "panel_outcome": pick(("agrees", "asks_for_information")), "local_review": pick((None, "commission", "no")),
            "cspr_outcome": pick(("lcspr", "no_review", None)),
        }  # fmt: skip
        return row | (self._clock() if step else {})

    def _clock(self) -> dict[str, Any]:
        start, day_zero = self._day(40, 0), self.chance.choice(list(DayZero))
        meeting = datetime.combine(self._day(10, 10), datetime.min.time(), UTC) + timedelta(
            hours=23, minutes=30
        )
        clock: dict[str, Any] = {
            "clock_started_on": start, "day_zero": day_zero, "working_days": 15,
            "due_on": date_of_working_day(15, start, day_zero), "rule_pack": "PLY@2026.1",
            "meeting_at": self._perhaps(meeting), "meeting_held_on": self._perhaps(self._day(), 0.3),
        }  # fmt: skip
        if self.chance.random() < 0.3:
            clock |= {"sent_on": self._day(), "sent_working_day": 14, "sent_days_late": 0}
        return clock

    async def _parts(self, connection: Connection, case_id: UUID) -> None:
        some = self.chance.sample(PARTNERSHIPS, self.chance.randint(1, 3))
        parts = [(one, "contributing") for one in some]
        if self.chance.random() < 0.9:
            parts[0] = (some[0], "lead")
        self._access[case_id] = parts
        for partnership, part in parts:
            row = {"case_id": case_id, "partnership": partnership, "part": part}
            await _insert(connection, "case_access", row)

    async def _returns(self, connection: Connection, case_id: UUID) -> None:
        relations = [("conflict", one, "") for one in PEOPLE if self.chance.random() < 0.1]
        relations += [("team", one, "") for one in PEOPLE if self.chance.random() < 0.2]
        for agency in self.chance.sample(AGENCIES, self.chance.randint(0, len(AGENCIES))):
            through = self.chance.choice(PARTNERSHIPS)
            relations.append(("agency", agency, through))
            status = self.chance.choice(
                (
                    None,
                    "requested",
                    "requested",
                    "returned",
                    "queried",
                    "accepted",
                    "accepted",
                    "excused",
                )
            )
            row = {
                "case_id": case_id, "agency": agency, "through": self._perhaps(through, 0.9),
                "status": status, "due_on": self._perhaps(self._day(10, 10), 0.8),
                "return_due_on": self._perhaps(self._day(10, 10)),
            }  # fmt: skip
            await _insert(connection, "case_agencies", row)
        for code in ("returns_due", "meeting", "decision", "scrutiny"):
            row = {
                "case_id": case_id,
                "code": code,
                "label": code,
                "working_day": 1,
                "due_on": self._day(),
            }
            if self.chance.random() < 0.8:
                await _insert(connection, "case_milestones", row)
        for kind, who, about in relations:
            row = {"case_id": case_id, "kind": kind, "who": who, "about": about}
            await _insert(connection, "case_relations", row)
        self._relations[case_id] = relations


async def _insert(connection: Connection, table: str, row: dict[str, Any]) -> None:
    places = ", ".join(f"${place}" for place in range(1, len(row) + 1))
    await connection.execute(
        f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})",
        *row.values(),
    )
