"""Who may call which method of this service: everybody who has a part in cases, for themselves."""

from __future__ import annotations

from typing import Final

from chassis.access.roles import ANY, COORDINATOR, FILTERED, Table, each
from chassis.access.table import PEOPLE, WRITERS

ACCESS: Final[Table] = {
    "ListMessages": each(PEOPLE, FILTERED),
    "ListMyTasks": each(PEOPLE, FILTERED),
    "ResendMessage": {COORDINATOR: ANY},
    # About no case: how somebody is told that there is something to do.
    "RegisterContact": {COORDINATOR: ANY},
    "SetMyPreference": each(WRITERS, ANY),
    "GetMyPreference": each(PEOPLE, ANY),
    "ForgetContact": each(WRITERS, ANY),
}
