"""What a process of a fault test is told to do, as JSON in its environment."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic import BaseModel

from chassis.settings import KafkaSettings

VARIABLE = "FAULT_PLAN"
SERVICE = "referral"
LISTENER = "test"


class Plan(BaseModel):
    """One process: its database, its broker, where it dies, and how much it is to do."""

    dsn: str
    bootstrap: str
    prefix: str
    seed: int
    ledger: Path
    deaths: dict[str, float] = {}
    writers: int = 0
    cases: int = 0
    commands: int = 0
    """Of each writer; then it goes on telling until it is stopped."""
    relays: bool = True
    pause_ms: int = 0
    """The most that a writer waits between two commands."""
    page_max: int = 500
    session_ms: int = 10_000
    instance: str = ""
    freezes: dict[str, float] = {}
    stores: int = 1
    """More than one: the writers are shared out among stores, as among replicas."""
    pool: int = 6
    idle_s: float = 8.0
    """How long a frozen process keeps what it has locked."""
    frozen_s: int = 30
    """How long a frozen relay leads."""
    send_within_s: float = 30.0
    request_ms: int = 15_000
    trouble: dict[str, float] = {}
    """What the database does to effects, and how often: see listener.py."""
    bug: str = ""
    """A planted fault of the code under test, to show that the audit sees it."""

    @property
    def kafka(self) -> KafkaSettings:
        """How the broker is spoken to."""
        return KafkaSettings(
            bootstrap=self.bootstrap,
            protocol="PLAINTEXT",
            prefix=self.prefix,
            instance=self.instance,
        )


def plan_from_environment() -> Plan:
    """The plan of this process."""
    return Plan.model_validate_json(os.environ[VARIABLE])
