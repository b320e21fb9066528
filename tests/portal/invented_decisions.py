"""Invented decisions and an invented team for pages to show. Nobody and nothing here is real."""

from __future__ import annotations

from datetime import UTC, datetime

from google.protobuf.timestamp_pb2 import Timestamp

from contracts.grpc import decision_pb2 as wire
from contracts.grpc import reporting_pb2, team_pb2

PARTNERS = ("local_authority", "icb", "police")


def superseded_view() -> wire.DecisionRecord:
    """That a review begins, with views and a body that saw it otherwise; corrected later."""
    return wire.DecisionRecord(
        gate="G2", body="Statutory safeguarding partners", question="Does a Rapid Review begin?",
        rule_pack="PLY@2026.1", event_id="event-g2", superseded=True,
        decision=wire.Decision(
            decided_on="2026-09-03", outcome="initiate_on_referral",
            rationale="Two of three partners see the criteria met.",
            views=[
                wire.View(partner="local_authority", view="agree", reason="An injury is known."),
                wire.View(partner="police", view="abstain"),
            ],
            dissent=[wire.Dissent(body="icb", reason="An inquiry would do.")],
            escalated_to="The chief officers", escalation_outcome="They agreed to begin.",
        ),
    )  # fmt: skip


def meeting() -> wire.DecisionRecord:
    """What a meeting recommended, with attendance, findings and a conflict of interest."""
    return wire.DecisionRecord(
        gate="G4", body="Rapid Review meeting", question="What does the meeting recommend?",
        rule_pack="PLY@2026.1", event_id="event-g4",
        criteria={"lcspr.themes": "The case shows themes that recur"},
        decision=wire.Decision(
            decided_on="2026-09-16", outcome="recommend_lcspr", rationale="There is more to learn.",
            attendance=[
                wire.Attendance(
                    body="local_authority", position="Head of service", presence="present"
                ),
                wire.Attendance(body="icb", presence="deputy"),
                wire.Attendance(body="police", presence="apologies"),
            ],
            findings=[
                wire.Finding(
                    criterion="lcspr.themes", finding="met", reason="Seen in two earlier cases.",
                    evidence=["R1"],
                )
            ],
            conflicts=[
                wire.Conflict(body="icb", nature="own staff", handling="left_for_this_item")
            ],
            supersedes="event-earlier",
        ),
    )  # fmt: skip


def the_team() -> team_pb2.Team:
    """A chair, a member for an agency, a conflict of interest and a broken glass."""
    until = Timestamp()
    until.FromDatetime(datetime(2026, 9, 17, 18, 0, tzinfo=UTC))
    return team_pb2.Team(
        members=[
            team_pb2.Member(person="ply-meeting-chair", role="chair", until_on="2026-10-30"),
            team_pb2.Member(
                person="unknown-person", role="agency_lead", agency="devon-and-cornwall-police"
            ),
        ],
        conflicts=[team_pb2.Conflict(person="ply-scrutineer", kind="related_to_staff")],
        broken_glass=[
            team_pb2.BrokenGlass(
                person="ply-reviewer", reason="A child may be at risk tonight.", until=until
            )
        ],
    )


def gates() -> list[reporting_pb2.GateProgress]:
    """Four gates: decided, open, later, perhaps."""
    return [
        reporting_pb2.GateProgress(
            gate="G2", label="Beginning a Rapid Review", body="Statutory safeguarding partners",
            state="done", decided_on="2026-09-03", outcome="Begin, because of the referral",
            outcomes={"initiate_on_referral": "Begin, because of the referral"},
        ),
        reporting_pb2.GateProgress(
            gate="G4", label="Rapid Review meeting", body="Rapid Review meeting", state="done",
            decided_on="2026-09-16", outcome="Recommends a local review",
            outcomes={"recommend_lcspr": "Recommends a local review"}, quorum=PARTNERS,
        ),
        reporting_pb2.GateProgress(
            gate="G5", label="Decision about a local review", body="CSPR subgroup", state="now",
            question="Is a local review undertaken?", review_on="2026-09-25",
        ),
        reporting_pb2.GateProgress(
            gate="G8", label="Response to the Panel", body="Statutory partners", state="perhaps"
        ),
    ]  # fmt: skip
