"""Who may call which method of this service: everybody who has a part in cases, for themselves."""

from __future__ import annotations

from typing import Final

from chassis.access.roles import ANY, COORDINATOR, FILTERED, OPERATOR, Table, each
from chassis.access.table import LOOKING, PEOPLE, WRITERS

ACCESS: Final[Table] = {
    "ListMessages": each(PEOPLE, FILTERED),
    "ListMyTasks": each(PEOPLE, FILTERED),
    "WatchMyTasks": each(PEOPLE, FILTERED),
    # Who runs the platform sees what did not go out, as codes, and lets it go once more.
    "ListFailures": LOOKING,
    "ResendMessage": {COORDINATOR: ANY, OPERATOR: ANY},
    # About no case: how somebody is told that there is something to do.
    "RegisterContact": {COORDINATOR: ANY},
    "SetMyPreference": each(WRITERS, ANY),
    "GetMyPreference": each(PEOPLE, ANY),
    "ForgetContact": each(WRITERS, ANY),
}
