"""Who may call the learning service, call by call."""

from __future__ import annotations

from contracts.grpc import (
    learning_pb2,
)
from services.learning import main as learning
from tests.integration.guarded.calls import (
    CASE,
    EMPTY,
    OK,
    Guarded,
    Row,
    drafts,
    fixed,
    history,
    listing,
    named,
    of_case,
)
from tests.integration.learning import learning_on_the_wire as learned
from tests.support.service import ServiceUnderTest


async def begin_learning(service: ServiceUnderTest) -> None:
    await learned.told(service, learned.meeting(CASE, "R1"), at=learned.MEETING_AT)
    await learned.told(service, learned.reply(CASE))


NO_ACTION, NO_BRIEFING = "learning.no_action", "learning.no_briefing"
LEARNING = Guarded(
    "learning", learning.build, learning_pb2, begin_learning,
    (
        Row(
            "AgreeAction", contributor="learning.unknown_recommendation",
            stranger="learning.unknown_recommendation",
            make=named(
                learning_pb2.AgreeActionRequest, action_id="A1", recommendation_id="R1",
                text="Invented.", owner="devon-icb", agreed_on="2026-09-04", due_on="2026-12-04",
            ),
        ),
        Row("ListOpenActions", listing(learning_pb2.ListOpenActionsRequest), EMPTY, EMPTY),
        *(
            Row(
                method, contributor=NO_ACTION, stranger=NO_ACTION,
                make=named(kind, action_id="A1", **content), lead=answer,
            )
            for method, kind, content, answer in (
                ("StartAction", learning_pb2.StartActionRequest, {"started_on": "2026-09-04"}, OK),
                (
                    "ReviseAction", learning_pb2.ReviseActionRequest,
                    {"due_on": "2026-12-24", "reason": "Invented."}, OK,
                ),
            )
        ),
        Row(
            "EvidenceAction", contributor=NO_ACTION, stranger=NO_ACTION,
            make=named(
                learning_pb2.EvidenceActionRequest, action_id="A1", evidenced_on="2026-09-04",
                evidence="Invented.",
            ),
        ),
        *(
            Row(
                method, contributor=NO_ACTION, stranger=NO_ACTION,
                make=named(kind, action_id="A1", **content), lead=answer,
            )
            for method, kind, content, answer in (
                (
                    "DeclineAction", learning_pb2.DeclineActionRequest,
                    {"declined_on": "2026-09-04", "reason": "Invented."}, "learning.already_carried_out",
                ),
                (
                    "MergeAction", learning_pb2.MergeActionRequest,
                    {"into": "A9", "merged_on": "2026-09-04", "reason": "Invented."}, NO_ACTION,
                ),
                (
                    "CheckImpact", learning_pb2.CheckImpactRequest,
                    {"checked_on": "2026-09-04", "result": "improved", "impact": "Invented."}, OK,
                ),
            )
        ),
        Row("SeenBefore", listing(learning_pb2.SeenBeforeRequest), EMPTY, EMPTY, EMPTY),
        Row(
            "CloseAction", contributor=NO_ACTION, stranger=NO_ACTION,
            make=named(
                learning_pb2.CloseActionRequest, action_id="A1", closed_on="2026-09-04",
                impact="Invented.",
            ),
        ),
        # This case had a Rapid Review; these are steps of another route.
        Row(
            "HoldLearningEvent", contributor=NO_BRIEFING, stranger=NO_BRIEFING,
            lead="learning.other_route",
            make=named(learning_pb2.HoldLearningEventRequest, held_on="2026-09-04"),
        ),
        Row(
            "AuditLearning", contributor=NO_BRIEFING, stranger=NO_BRIEFING,
            lead="learning.other_route",
            make=named(learning_pb2.AuditLearningRequest, audited_on="2026-09-04"),
        ),
        Row(
            "PublishBriefing", contributor=NO_BRIEFING, stranger=NO_BRIEFING,
            make=lambda partnership: learned.a_publication(CASE, partnership=partnership),
        ),
        Row("GetBriefing", of_case, NO_BRIEFING, NO_BRIEFING),
        Row(
            "GetAction", fixed(learning_pb2.GetActionRequest(case_id=str(CASE), action_id="A1")),
            NO_ACTION, NO_ACTION,
        ),
        *drafts(),
        *history(OK),
    ),
    has_forms=True,
)  # fmt: skip
