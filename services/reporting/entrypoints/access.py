"""Who may call which method of this service: the board shows to each person what is theirs to see."""

from __future__ import annotations

from typing import Final

from chassis.access.roles import AUDITOR, FILTERED, Table, each
from chassis.access.table import HISTORY, PEOPLE

WHOEVER_HAS_A_PART: Final = each(PEOPLE, FILTERED)
AUDITORS: Final = each((AUDITOR,), FILTERED)

ACCESS: Final[Table] = {
    "ListCases": WHOEVER_HAS_A_PART,
    "WhichCases": WHOEVER_HAS_A_PART,
    "GetCase": WHOEVER_HAS_A_PART,
    "WatchCases": WHOEVER_HAS_A_PART,
    "SearchCases": AUDITORS,
    "ReplayCase": AUDITORS,
    # What the owners answer, each through its own guard.
    "CaseHistory": HISTORY["EventsOfCase"],
}
