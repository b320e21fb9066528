"""Who may call which method of this service, and with what relation to the case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from chassis.access.roles import (
    AGENCY_AUTHOR,
    AGENCY_LEAD,
    CONTRIBUTING,
    COORDINATOR,
    FILTERED,
    LEAD,
    MEETING_MEMBER,
    REVIEWER,
    SUBGROUP_CHAIR,
    TEAM,
    WHOLE_READERS,
    Table,
    each,
)
from chassis.errors import NotFound
from services.learning.application.actions import NoAction, UnknownRecommendation
from services.learning.application.briefings import NoBriefing

ACCESS: Final[Table] = {
    "PublishBriefing": {COORDINATOR: LEAD},
    "AgreeAction": {COORDINATOR: LEAD, SUBGROUP_CHAIR: LEAD},
    # The agency that owns the action: the door looks.
    "EvidenceAction": {
        COORDINATOR: LEAD,
        AGENCY_AUTHOR: LEAD | CONTRIBUTING,
        AGENCY_LEAD: LEAD | CONTRIBUTING,
    },
    "CloseAction": {COORDINATOR: LEAD, SUBGROUP_CHAIR: LEAD},
    "GetBriefing": {
        **each(WHOLE_READERS, LEAD),
        MEETING_MEMBER: TEAM,
        REVIEWER: TEAM,
    },
    "GetAction": {
        **each(WHOLE_READERS, LEAD),
        AGENCY_AUTHOR: LEAD | CONTRIBUTING,
        AGENCY_LEAD: LEAD | CONTRIBUTING,
    },
    "ListOpenActions": each((*WHOLE_READERS, AGENCY_AUTHOR, AGENCY_LEAD), FILTERED),
}
NOT_FOUND: Final[Mapping[str, type[NotFound]]] = {
    "PublishBriefing": NoBriefing,
    "GetBriefing": NoBriefing,
    "AgreeAction": UnknownRecommendation,
    "EvidenceAction": NoAction,
    "CloseAction": NoAction,
    "GetAction": NoAction,
}
