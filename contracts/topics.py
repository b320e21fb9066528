"""Each Kafka topic: who publishes it, by what its messages are keyed, how long they stay, and who listens.

One topic per publishing service. A new listener begins at the beginning of history, so nothing is thrown away.
The number of partitions is for ever, too: with another number, the events of a case would go to another partition
than those before, and their order would be lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_SOURCES: Final = "/rapid-review/"
_GENERATION: Final = re.compile(r"(?P<service>[a-z]+)/(?P<number>[1-9][0-9]{0,8})")

FOREVER: Final = -1
"""The value of ``retention.ms`` that keeps every message."""


@dataclass(frozen=True, slots=True)
class Topic:
    """The promise about one topic. ``listeners`` are services of ours; anybody else may subscribe, too."""

    owner: str
    listeners: tuple[str, ...]
    key: str = "case_id"
    retention_ms: int = FOREVER
    partitions: int = 6
    message_bytes_max: int = 2 * 1024 * 1024

    @property
    def name(self) -> str:
        """The name of the topic at the broker."""
        return f"rapid-review.{self.owner}.v1"

    @property
    def settings(self) -> dict[str, str]:
        """What the broker is told about the topic, in the broker's words."""
        return {
            "cleanup.policy": "delete",
            "retention.ms": str(self.retention_ms),
            "retention.bytes": str(FOREVER),
            "max.message.bytes": str(self.message_bytes_max),
        }


TOPICS: Final = {
    topic.owner: topic
    for topic in (
        Topic("referral", ("review", "learning", "notifications", "reporting")),
        Topic("review", ("referral", "submissions", "learning", "notifications", "reporting")),
        Topic("submissions", ("review", "notifications", "reporting")),
        Topic("learning", ("review", "notifications", "reporting")),
        Topic("notifications", ("reporting",)),
    )
}
"""Every topic by its owner."""


def followed_by(service: str) -> tuple[Topic, ...]:
    """The topics to which ``service`` listens."""
    return tuple(topic for topic in TOPICS.values() if service in topic.listeners)


def source_of(service: str, generation: int = 1) -> str:
    """The CloudEvents source of what ``service`` tells.

    A generation is the life of a log between two restores from a backup. A source with a higher number takes the
    place of the one before: what that one told is told anew, as far as it still holds.
    """
    source = f"{_SOURCES}{service}"
    return source if generation == 1 else f"{source}/{generation}"


def generation_of(source: str) -> tuple[str, int]:
    """The service that tells under a source, and the generation of its log."""
    service = source.removeprefix(_SOURCES)
    found = _GENERATION.fullmatch(service)
    return (found["service"], int(found["number"])) if found else (service, 1)
