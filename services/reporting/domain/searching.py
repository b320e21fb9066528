"""What an auditor looks for: codes and days, never a name or a word of a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from services.reporting.domain.standing import Standing


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a case must have to be found; what is empty does not matter."""

    partnership: str = ""
    reference: str = ""
    stage: str = ""
    agency: str = ""
    theme: str = ""
    begun_from: date | None = None
    begun_to: date | None = None


@dataclass(frozen=True, slots=True)
class Begun:
    """A case, and when the first thing in it happened."""

    case: Standing
    begun_at: datetime
