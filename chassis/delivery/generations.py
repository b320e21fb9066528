"""What a listener remembers of the lives of the logs that it follows.

A log that was restored from an older backup is told anew, under the source of its next generation. What an older
generation tells is passed over from then on: it may hold events that no longer exist. What the new one tells of
kept events is handled again and changes nothing, because the events kept their ids.
The cases of which a listener had handled more than it is told again are noted, until that much has been told: what
is still noted when the log has been told to its end rests on events that are lost, and a person must look.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import structlog

from chassis.database import Connection
from chassis.store.seal import generation_of_id
from contracts.envelope import Envelope
from contracts.topics import generation_of, source_of

_NOTICE = (
    "INSERT INTO listener_generations (listener, service, generation, rebuild_wanted) VALUES ($1, $2, $3, $4)"
    " ON CONFLICT (listener, service) DO UPDATE SET generation = excluded.generation,"
    " rebuild_wanted = excluded.rebuild_wanted WHERE listener_generations.generation < excluded.generation"
    " RETURNING true"
)
_HAD_HANDLED = "SELECT EXISTS (SELECT FROM inbox WHERE listener = $1 AND source = ANY($2::text[]))"
_NOTE_CASES = (
    "INSERT INTO restored_cases (listener, service, case_id, generation)"
    " SELECT DISTINCT $1, $2, case_id, $3::integer FROM inbox WHERE listener = $1 AND source = ANY($4::text[])"
    " ON CONFLICT (listener, service, case_id) DO UPDATE SET generation = excluded.generation"
)

_log = structlog.get_logger(__name__)


def newer(page: Iterable[Envelope], than: Mapping[str, int]) -> dict[str, int]:
    """The services of which a page tells a higher generation than the one that is known."""
    found: dict[str, int] = {}
    for envelope in page:
        service, generation = generation_of(envelope.source)
        if generation > max(than.get(service, 1), found.get(service, 1)):
            found[service] = generation
    return found


async def notice(
    connection: Connection, listener: str, service: str, generation: int, *, rows_only: bool
) -> None:
    """Remember a higher generation, and what was handled of older ones; a repeat changes nothing.

    For use while nobody else takes events for the listener. One that makes nothing but rows can be rebuilt; of any
    other the cases are noted.
    """
    older = [source_of(service, number) for number in range(1, generation)]
    had_handled = await connection.fetchval(_HAD_HANDLED, listener, older)
    rebuild_wanted = rows_only and had_handled
    if not await connection.fetchval(_NOTICE, listener, service, generation, rebuild_wanted):
        return
    if not rows_only:
        await connection.execute(_NOTE_CASES, listener, service, generation, older)
    _log.error(
        "listener.log_restored", listener=listener, source=service, generation=generation,
        rebuild_wanted=rebuild_wanted,
    )  # fmt: skip


def is_same_as_before(envelope: Envelope, handled: Mapping[str, int]) -> bool:
    """Whether an event is the last one that was handled of its case before the log was restored.

    ``handled`` gives the last position of the case under each source. An event that was appended in the new
    generation can stand at that position, too: its id tells.
    """
    service, generation = generation_of(envelope.source)
    for number in range(generation - 1, 0, -1):
        if position := handled.get(source_of(service, number), 0):
            kept = generation_of_id(
                envelope.id, envelope.stream, envelope.streamversion, generation - 1
            )
            return envelope.position == position and kept > 0
    return False
