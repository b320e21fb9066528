"""What belongs to an agency before and beside its return: drafts, and support that it offered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from chassis.doors.drafts_door import own_draft
from chassis.drafts import Draft, DraftKey, Drafts
from contracts.grpc import common_pb2
from services.submissions.domain.support import SupportOffered

RETURN_FORM = "agency_return"


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
    drafts: Drafts

    async def drop_draft(self, header: common_pb2.CommandHeader, agency: str) -> None:
        """The form was sent: its author's draft has done its work."""
        about = about_return(UUID(header.case_id), agency)
        await self.drafts.drop(own_draft(header, RETURN_FORM, about))

    async def drafts_of(
        self, partnership: str, case_id: UUID, agency: str
    ) -> list[tuple[str, Draft]]:
        """Every draft of an agency's return with its author."""
        about = about_return(case_id, agency)
        authors = await self.drafts.authors(partnership, RETURN_FORM, about)
        keys = [DraftKey(partnership, author, RETURN_FORM, about) for author in authors]
        return [(key.author, await self.drafts.get(key)) for key in keys]


def about_return(case_id: UUID, agency: str) -> str:
    """What a draft of a return is about."""
    return f"{case_id}/{agency}"
