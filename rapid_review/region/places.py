"""Where each part of a region stands on one machine: ports on loopback, and folders instead of volumes.

    PORT          the portal             PORT + 10     PostgreSQL            PORT + 21 …   metrics of each part
    PORT + 1 …    the six gRPC doors     PORT + 11     Kafka (+ 12: its controller)

What the compose file calls ``reporting:8000`` or ``/certificates/reporting.key`` is called by its place here;
everything else in its settings stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from rapid_review.region.compose_file import Part
from rapid_review.settings import LOOPBACK, SERVICES

PORTAL = "portal"
WATCHED = (*SERVICES, PORTAL)
DOOR_PORT, METRICS_PORT, DATABASE_PORT, KAFKA_PORT = 8000, 9464, 5432, 9092
PORTS = 21 + len(WATCHED)
ELSEWHERE = ("RAPID_REVIEW_TELEMETRY_TRACES_ENDPOINT", "RAPID_REVIEW_TELEMETRY_TRACES_CA_FILE")
"""Settings that lead to a part which does not run here: the collector. Traces go to files instead."""


@dataclass(frozen=True, slots=True)
class Places:
    """The places of one region on this machine."""

    port: int
    data: Path

    @property
    def database_port(self) -> int:
        """Where PostgreSQL listens."""
        return self.port + 10

    @property
    def kafka_port(self) -> int:
        """Where Kafka listens; its controller listens one above."""
        return self.port + 11

    def metrics_port(self, part: str) -> int:
        """Where a part answers Prometheus."""
        return self.port + 21 + WATCHED.index(part)

    def folder(self, *names: str) -> Path:
        """A folder of the region; always named in full, because each part stands somewhere else."""
        return self.data.resolve().joinpath(*names)

    def environment(self, part: Part) -> dict[str, str]:
        """The settings of a part, as the compose file has them, with the places of this machine."""
        given = {
            name: self.here(part.name, value, part.certificate)
            for name, value in part.environment.items()
            if name not in ELSEWHERE
        }
        if part.name in WATCHED:
            given["RAPID_REVIEW_TELEMETRY_TRACES_FILE"] = str(
                self.folder("traces", f"{part.name}.jsonl")
            )
        return given

    def here(self, part: str, value: str, certificate: str) -> str:
        """A value of the compose file with the names and folders of this machine."""
        for there, here in self._names(part, certificate).items():
            value = re.sub(rf"(?<![\w.]){re.escape(there)}(?!\w)", here, value)
        return value

    def _names(self, part: str, certificate: str) -> Mapping[str, str]:
        doors = {
            f"{service}:{DOOR_PORT}": f"{LOOPBACK}:{self.port + number}"
            for number, service in enumerate(SERVICES, start=1)
        }
        own = doors.get(f"{part}:{DOOR_PORT}", f"{LOOPBACK}:{self.port}")
        metrics = self.metrics_port(part) if part in WATCHED else 0
        return {
            f"0.0.0.0:{DOOR_PORT}": own,
            f"0.0.0.0:{METRICS_PORT}": f"{LOOPBACK}:{metrics}",
            **doors,
            f"postgres:{DATABASE_PORT}": f"{LOOPBACK}:{self.database_port}",
            f"kafka:{KAFKA_PORT}": f"{LOOPBACK}:{self.kafka_port}",
            # The PostgreSQL of the wheel is built without TLS.
            "sslmode=verify-full&sslrootcert=/certificates/ca.crt": "sslmode=disable",
            "/certificates": str(self.folder("certificates", certificate)),
            "/run/secrets": str(self.folder("given", part)),
        }
