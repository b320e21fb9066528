"""Sentences about notices of a serious incident, and about the threshold."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from services.reporting.domain.dates import day_in_words

WITHDRAWALS = {
    "criteria_not_met": "the criteria are not met",
    "duplicate": "another notice says the same",
    "sent_in_error": "it had been sent by mistake",
}
THRESHOLDS = {
    "notify_serious_incident": "the incident is notified",
    "notify_looked_after_death": "only the death of a looked-after child is notified",
    "notify_care_leaver_death": "only the death of a care leaver is notified",
    "not_met": "the criteria are not met",
    "more_information": "more information is needed first",
    "transfer": "another area leads",
    "near_miss": "a near miss, from which the partnership learns",
}


def restated(facts: Mapping[str, Any]) -> str:
    """What a notice says otherwise from now on."""
    aware, sent = (
        day_in_words(date.fromisoformat(facts[day]))
        for day in ("authority_aware_on", "notified_on")
    )
    return (
        f"The days of notice {facts['notice']} were restated: the authority became aware on {aware}"
        f" and sent it on {sent}."
    )


def withdrawn(facts: Mapping[str, Any]) -> str:
    """That a notice no longer stands."""
    reason = WITHDRAWALS.get(facts["reason"], facts["reason"].replace("_", " "))
    return f"Notice {facts['notice']} was withdrawn, because {reason}."


def threshold_decided(facts: Mapping[str, Any], body: str) -> str:
    """What the local authority decided; ``body`` is how it is called, as a sentence about it begins."""
    words = THRESHOLDS.get(facts["outcome"], facts["outcome"].replace("_", " "))
    area = f" ({facts['transferred_to']})" if facts["transferred_to"] else ""
    dissent = "; not everybody agreed" if facts["dissent"] else ""
    return f"{body} decided on the threshold: {words}{area}{dissent}."
