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
    Row,
    Table,
    each,
)
from chassis.errors import NotFound
from services.learning.application.actions import NoAction, UnknownRecommendation
from services.learning.application.briefings import NoBriefing

FOLLOWS_ACTIONS: Final[Row] = {COORDINATOR: LEAD, SUBGROUP_CHAIR: LEAD}
# The agency that owns the action: the door looks. A partnership that contributes, or led before, has its own.
CARRIES_OUT: Final[Row] = {
    COORDINATOR: LEAD | CONTRIBUTING,
    AGENCY_AUTHOR: LEAD | CONTRIBUTING,
    AGENCY_LEAD: LEAD | CONTRIBUTING,
}

ACCESS: Final[Table] = {
    "PublishBriefing": {COORDINATOR: LEAD},
    "HoldLearningEvent": {COORDINATOR: LEAD},
    "AuditLearning": {COORDINATOR: LEAD},
    "AgreeAction": FOLLOWS_ACTIONS,
    "StartAction": CARRIES_OUT,
    "ReviseAction": {**CARRIES_OUT, SUBGROUP_CHAIR: LEAD},
    "DeclineAction": CARRIES_OUT,
    "MergeAction": FOLLOWS_ACTIONS,
    "EvidenceAction": CARRIES_OUT,
    "CheckImpact": FOLLOWS_ACTIONS,
    "CloseAction": FOLLOWS_ACTIONS,
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
    "SeenBefore": {**each(WHOLE_READERS, LEAD | FILTERED), MEETING_MEMBER: TEAM, REVIEWER: TEAM},
    "ListOpenActions": each((*WHOLE_READERS, AGENCY_AUTHOR, AGENCY_LEAD), FILTERED),
}
NOT_FOUND: Final[Mapping[str, type[NotFound]]] = {
    "PublishBriefing": NoBriefing,
    "HoldLearningEvent": NoBriefing,
    "AuditLearning": NoBriefing,
    "GetBriefing": NoBriefing,
    "AgreeAction": UnknownRecommendation,
    **dict.fromkeys(
        (
            "StartAction",
            "ReviseAction",
            "DeclineAction",
            "MergeAction",
            "EvidenceAction",
            "CheckImpact",
            "CloseAction",
            "GetAction",
        ),
        NoAction,
    ),
}
