"""What the tests of this folder tell and send, with a canary in every text."""

from __future__ import annotations

from datetime import UTC, date, datetime
from uuid import UUID

from contracts.events.base import CaseEvent
from contracts.events.referral import ReferralDecided
from contracts.events.review import (
    LeadTransferred,
    MeetingHeld,
    PanelReplied,
    ParallelProcessUpdated,
    RecommendationMade,
)
from contracts.grpc import learning_pb2 as wire
from tests.support.service import ServiceUnderTest, command_header

AT = datetime(2025, 11, 16, 10, 0, tzinfo=UTC)
MEETING_AT = datetime(2025, 9, 23, 14, 0, tzinfo=UTC)
REPLY_AT = datetime(2025, 10, 14, 9, 0, tzinfo=UTC)
CANARY = "Canary-Wren"


async def told(service: ServiceUnderTest, event: CaseEvent, *, at: datetime = REPLY_AT) -> None:
    await service.teller.tell(service.teller.envelope(event, at=at))


def reply(case_id: UUID, *, final: bool = True) -> PanelReplied:
    return PanelReplied(
        case_id=case_id,
        reference="PLY-RR-2025-0007",
        partnership="PLY",
        replied_on=date(2025, 10, 14),
        outcome="agrees",
        final=final,
        themes=("early_help", "information_sharing"),
        round=1,
    )


def decision(case_id: UUID, outcome: str) -> ReferralDecided:
    return ReferralDecided(
        case_id=case_id,
        reference="PLY-RR-2025-0008",
        partnership="PLY",
        outcome=outcome,
        decided_on=date(2025, 9, 8),
        notified_on=None,
        views={},
        agencies=(),
    )


def meeting(
    case_id: UUID,
    *recommendation_ids: str,
    owner: str = "devon-icb",
    held_on: date = date(2025, 9, 23),
) -> MeetingHeld:
    return MeetingHeld(
        case_id=case_id,
        reference="PLY-RR-2025-0007",
        partnership="PLY",
        held_on=held_on,
        working_day=10,
        outcome="recommend_none",
        agencies_present=(),
        returns_missing=(),
        recommendations=tuple(
            RecommendationMade(
                recommendation_id=one, kind="multi_agency", themes=("early_help",), owner=owner
            )
            for one in recommendation_ids
        ),
    )


def inquest(case_id: UUID, *in_force: str) -> ParallelProcessUpdated:
    return ParallelProcessUpdated(
        case_id=case_id, reference="PLY-RR-2025-0007", partnership="PLY", process_id="P1",
        kind="inquest", status="under_way", restrictions=in_force, in_force=in_force,
    )  # fmt: skip


def transferred(case_id: UUID) -> LeadTransferred:
    return LeadTransferred(
        case_id=case_id, reference="PLY-RR-2025-0007", partnership="DEV", former="PLY",
        contributing_partnerships=("PLY",), transferred_on=date(2025, 10, 15),
    )  # fmt: skip


def a_publication(case_id: UUID, *, partnership: str = "PLY") -> wire.PublishBriefingRequest:
    return wire.PublishBriefingRequest(
        header=command_header(case_id, partnership=partnership, at=AT),
        published_on="2025-11-16",
        background=f"1 {CANARY}",
        what_happened=f"2 {CANARY}",
        why_it_matters=f"3 {CANARY}",
        findings=f"4 {CANARY}",
        good_practice=f"5 {CANARY}",
        what_to_do_differently=f"6 {CANARY}",
        questions=f"7 {CANARY}",
        disclosure_checked_by=[f"staff-1 {CANARY}", f"staff-2 {CANARY}"],
    )


def an_agreement(
    case_id: UUID,
    action_id: str = "A1",
    *,
    partnership: str = "PLY",
    owner: str = "devon-icb",
    due_on: str = "2026-01-29",
) -> wire.AgreeActionRequest:
    return wire.AgreeActionRequest(
        header=command_header(case_id, partnership=partnership, at=AT),
        action_id=action_id,
        recommendation_id="R1",
        text=f"Invented action {CANARY}",
        owner=owner,
        agreed_on="2025-10-26",
        due_on=due_on,
    )


def an_evidence(case_id: UUID, *, partnership: str = "PLY") -> wire.EvidenceActionRequest:
    return wire.EvidenceActionRequest(
        header=command_header(case_id, partnership=partnership, at=AT),
        action_id="A1",
        evidenced_on="2025-11-02",
        evidence=f"Invented evidence {CANARY}",
    )


def a_closing(case_id: UUID, *, partnership: str = "PLY") -> wire.CloseActionRequest:
    return wire.CloseActionRequest(
        header=command_header(case_id, partnership=partnership, at=AT),
        action_id="A1",
        closed_on="2025-11-12",
        impact=f"Invented impact {CANARY}",
    )
