"""How bodies of events that were stored before become bodies of today's."""

from __future__ import annotations


def asked_v1_v2(body: dict[str, object]) -> dict[str, object]:
    """Before there were contacts and reminders, every message waited in the mailbox of a role or an agency."""
    return body | {"person": "", "stage": "asked"}


def tried_once(body: dict[str, object]) -> dict[str, object]:
    """How often it had been tried was not counted."""
    return body | {"stage": "asked", "attempt": 1}


def sent_v1_v2(body: dict[str, object]) -> dict[str, object]:
    return tried_once(body) | {"provider_id": ""}
