"""The table of (a)."""

from __future__ import annotations

from benchmarks.append import ceiling, library, message_db, ours
from benchmarks.append.workload import CALLERS
from benchmarks.measure import Group, Target, Variant

LIBRARY, CEILING, OURS = "eventsourcing, gap-safe", "ceiling", "ours, sealed and hashed"
CONFLICTS, THREE = "ours, 1 % conflicts", "ours, 3 events a command"
MESSAGE_DB, CATEGORIES = "Message DB, one category", "Message DB, a category each"

APPEND = Group(
    key="append", title="(a) Append", unit="events/s", of_size="callers", sizes=CALLERS, base=LIBRARY,
    variants=(
        Variant(LIBRARY, library.appending),
        Variant(MESSAGE_DB, message_db.one_category),
        Variant(CATEGORIES, message_db.category_each),
        Variant(OURS, ours.sealed),
        Variant("ours, neither sealed nor hashed", ours.plain),
        Variant(CONFLICTS, ours.with_conflicts, only=(64, 256)),
        Variant(THREE, ours.three_events),
        Variant(CEILING, ceiling.appending),
    ),
    targets=(
        Target(OURS, LIBRARY, 1, 1.8),
        Target(OURS, LIBRARY, 64, 40),
        Target(OURS, CEILING, 64, 0.6),
        Target(OURS, MESSAGE_DB, 64, 4),
        Target(OURS, CATEGORIES, 64, 4),
        Target(OURS, LIBRARY, 256, 50),
        Target(OURS, CEILING, 256, 0.7),
        Target(CONFLICTS, OURS, 64, 0.9),
        Target(CONFLICTS, OURS, 256, 0.9),
        Target(THREE, LIBRARY, 64, 50),
    ),
)  # fmt: skip
