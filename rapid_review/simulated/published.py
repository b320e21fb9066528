"""How many, how often and how long: what is published, with its source, and what we assume where nothing is.

Nothing here was measured by us. A share is a pair of whole numbers as they were published, so that nobody has to
trust a rounded one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

DFE = "Department for Education, serious incident notifications 2023-24"
PANEL = "Child Safeguarding Practice Review Panel, annual report 2023-24"
DEVON = "Devon Safeguarding Children Partnership, yearly report 2023-24"
FIRST_YEAR = "Child Safeguarding Practice Review Panel, first annual report (June 2018 to 2019)"
PACK = "national rule pack"
ASSUMED = "assumed: no published figure is known to us"

PARTNERSHIPS_IN_ENGLAND = 150
"""About as many as there are local authorities with children's services."""


@dataclass(frozen=True, slots=True)
class Count:
    """A whole number and where it is from."""

    number: int
    source: str


@dataclass(frozen=True, slots=True)
class Mix:
    """How often each of several things happens, in whole numbers of one total, and where they are from."""

    parts: Mapping[str, int]
    source: str

    @property
    def total(self) -> int:
        """Of how many."""
        return sum(self.parts.values())


NOTIFIED_A_YEAR = Count(405, DFE)
CATEGORY = Mix({"death": 205, "serious_harm": 180, "other": 20}, DFE)
UNDER_ONE = Mix({"under_one": 27, "older": 73}, FIRST_YEAR)
REVIEWED = Mix(
    {"reviewed": 330, "not_reviewed": 75},
    f"{PANEL}, beside {DFE}; the two count differently: {ASSUMED} that they are of one group",
)
LOCAL_REVIEW = Mix(
    {"lcspr": 82, "no_lcspr": 248},
    f"{PANEL}: 82 considered beside 330; {ASSUMED} that they are a share",
)
NOT_NOTIFIED = Mix(
    {"notified": 6, "near_miss": 1}, f"{DEVON}: 7 talks about a threshold, 6 notifications"
)
DAYS_LATE_MEAN = Count(12, f"{DEVON}: average timeliness; {ASSUMED} that it is that of late ones")
REPLY_DAYS = Count(10, "Kent: the Panel's reply is expected after about 10 days")
RETENTION_YEARS = Count(30, f"{PACK}: local practice")

BEGUN_BY = Mix({"referral": 1, "notification": 1}, ASSUMED)
WITHDRAWN = Mix({"withdrawn": 1, "goes_on": 19}, ASSUMED)
LATE = Mix({"late": 1, "in_time": 2}, ASSUMED)
RETURN = Mix({"full": 21, "nil": 3, "excused": 1}, ASSUMED)
RETURN_LATE = Mix({"late": 1, "in_time": 5}, ASSUMED)
RETURN_QUERIED = Mix({"queried": 1, "accepted": 7}, ASSUMED)
SCRUTINY = Mix({"endorse": 9, "return": 1}, ASSUMED)
REPLY = Mix({"agrees": 8, "asks_for_information": 1, "asks_to_reconsider": 1}, ASSUMED)
AGENCIES = Mix({"4": 2, "5": 3, "6": 3, "7": 2, "8": 1}, ASSUMED)
CHILDREN = Mix({"1": 8, "2": 1, "3": 1}, ASSUMED)
ACTIONS = Mix({"1": 3, "2": 4, "3": 3}, ASSUMED)
CHRONOLOGY_ROWS = Mix({"4": 2, "8": 3, "12": 3, "20": 2, "40": 1}, f"{ASSUMED}; rows of a return")
NARRATIVE_WORDS = Mix({"60": 2, "120": 4, "250": 3, "500": 1}, f"{ASSUMED}; words of a section")
SIZE = Mix({"1": 6, "2": 5, "3": 3, "5": 1}, f"{ASSUMED}; bigger areas notify more, {DFE}")
