"""What belongs to an agency before and beside its return: drafts, and support that it offered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from contracts.grpc import common_pb2
from services.submissions.domain.support import SupportOffered


class SupportRecords(Protocol):
    """Where notes on support are kept."""

    async def add(
        self, support_id: UUID, case_id: UUID, agency: str, offered: SupportOffered
    ) -> None:
        """Keep one note."""

    async def of(self, case_id: UUID, agency: str) -> list[SupportOffered]:
        """The notes of an agency in a case."""


@dataclass(frozen=True, slots=True)
class OwnRecords:
    """Both, for the door."""

    support: SupportRecords

    async def drop_draft(self, header: common_pb2.CommandHeader, agency: str) -> None:
        """The form was sent."""
