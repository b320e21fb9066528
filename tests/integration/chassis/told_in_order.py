"""Events of several cases from several sources, each naming the one of its case before it, as on Kafka."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from uuid import UUID, uuid5

from chassis.database import Pool
from chassis.delivery.event_door import EventDoor, Told
from contracts.envelope import Envelope
from contracts.events.referral import ReferralWithdrawn

TABLE = "CREATE TABLE heard (number bigserial, case_id uuid NOT NULL, source text NOT NULL, text text NOT NULL)"
AT = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)


class Sources:
    """Two services' topics: ``tells`` gives the next event of a case from one of them."""

    def __init__(self) -> None:
        self._positions: dict[str, int] = defaultdict(int)
        self._previous: dict[tuple[str, UUID], int] = defaultdict(int)

    def tells(self, case_id: UUID, text: str, *, source: str = "referral") -> Envelope:
        self._positions[source] += 1
        position, key = self._positions[source], (source, case_id)
        event = ReferralWithdrawn(
            case_id=case_id, reference="PLY-RR-2026-0001", partnership="PLY", reason=text,
            withdrawn_on=AT.date(),
        )  # fmt: skip
        stream = uuid5(case_id, source)
        envelope = Envelope(
            id=uuid5(stream, text), source=f"/rapid-review/{source}", type=event.TYPE, subject=case_id,
            time=AT, recordedtime=AT, partnership="PLY", actor="coordinator:ply-coordinator",
            stream=stream, streamversion=position, position=position, previous=self._previous[key],
            correlationid=case_id, causationid=case_id, data=event.model_dump_json().encode(),
        )  # fmt: skip
        self._previous[key] = position
        return envelope

    def page(self, case_id: UUID, *texts: str, source: str = "referral") -> list[Envelope]:
        return [self.tells(case_id, text, source=source) for text in texts]


async def write(told: Told) -> None:
    await told.connection.execute(
        "INSERT INTO heard (case_id, source, text) VALUES ($1, $2, $3)",
        told.event.case_id, told.envelope.source.rsplit("/", 1)[1], told.event.reason,
    )  # fmt: skip


def door(pool: Pool, effect: object = write, listener: str = "test") -> EventDoor:
    return EventDoor(
        listener, ["referral", "review"], {ReferralWithdrawn: effect}, pool,  # type: ignore[dict-item]
        attempts_max=3, first_delay_s=0.001,
    )  # fmt: skip


async def heard(pool: Pool, case_id: UUID, source: str | None = None) -> list[str]:
    rows = await pool.fetch(
        "SELECT text FROM heard WHERE case_id = $1 AND ($2::text IS NULL OR source = $2) ORDER BY number",
        case_id, source,
    )  # fmt: skip
    return [row["text"] for row in rows]


async def reasons(pool: Pool, case_id: UUID) -> list[str]:
    rows = await pool.fetch("SELECT reason FROM parked WHERE case_id = $1 ORDER BY number", case_id)
    return [row["reason"] for row in rows]
