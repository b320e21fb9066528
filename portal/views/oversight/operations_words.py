"""Words for what operators look at: parts, reasons, and what came of what they did."""

from __future__ import annotations

from collections.abc import Mapping

from portal import words
from portal.clients.operations_facts import Part, ServiceStanding

REASONS: Mapping[str, str] = {
    "waiting_for_earlier": "waits for an earlier event",
    "queued_behind": "waits behind another event",
    "unknown_type": "is of a type that this version does not know",
}
DONE: Mapping[str, str] = {
    "redriven": "Tried again",
    "skipped": "Left out",
    "purged": "Left out",
    "sent": "Sent again",
    "resumed": "Told again",
}
GOES_OUT = frozenset({"sent", "resumed"})


def part_words(part: Part) -> str:
    """What a part does."""
    match part.kind:
        case "relay":
            return "Tells others (relay)"
        case "listener":
            return f"{part.name}: listens to {part.source}"
        case _:
            return f"{part.name}: read model"


def part_status(part: Part) -> tuple[str, str]:
    """Stalled is not the same as lagging."""
    if part.stalled:
        return "Stands still", "red"
    if part.lag:
        return f"{count_of(part.lag, 'event')} behind", "yellow"
    return "Up to date", "green"


def service_status(service: ServiceStanding) -> tuple[str, str]:
    """How a service is, in one tag."""
    if service.away:
        return ("Answers, without its database", "red") if service.is_there else ("Away", "red")
    if service.stalled:
        verb = "stands" if service.stalled == 1 else "stand"
        return f"{count_of(service.stalled, 'part')} {verb} still", "red"
    if service.lag:
        return "Behind", "yellow"
    return "Well", "green"


def reason_words(code: str) -> str:
    """Why something is parked."""
    return REASONS.get(code) or code


def count_of(number: int, thing: str) -> str:
    """``1 event``, ``2 events``."""
    return f"{number:,} {thing}" + ("" if number == 1 else "s")


def done_words(done: str, events: int, left: int, stopped_by: str) -> str:
    """What came of what an operator did, from what the address says."""
    said = DONE.get(done, "")
    if not said or done in GOES_OUT:
        return said and f"{said}. It leaves this page when it has gone out."
    sentence = f"{said}: {count_of(events, 'event')}."
    if left:
        sentence += f" {count_of(left, 'event')} still parked"
        sentence += f": the first {reason_words(stopped_by)}." if stopped_by else "."
    return sentence


def place_words(service: str) -> str:
    """The name of a service."""
    return words.plain(service)
