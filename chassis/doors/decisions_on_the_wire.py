"""Decisions of every gate on the wire: what is told to us, and what was kept (contracts/grpc/decision.proto)."""

from __future__ import annotations

from uuid import UUID

from google.protobuf.json_format import ParseDict

from chassis.doors.grpc_door import value_of
from chassis.rules.decisions import DecisionGiven, DecisionRecord
from contracts.grpc import decision_pb2 as wire


def decision_of(message: wire.Decision, field: str = "decision") -> DecisionGiven:
    """The decision in a request. Raises ``Malformed`` or ``FormRefused``."""
    given: DecisionGiven = value_of(field, DecisionGiven, message)
    return given


def record_on_the_wire(
    record: DecisionRecord, *, event_id: UUID, superseded: bool = False
) -> wire.DecisionRecord:
    """A decision as it was kept, with the event in which it stands."""
    given = record.model_dump(
        mode="json", exclude_none=True, include=set(DecisionGiven.model_fields)
    )
    return wire.DecisionRecord(
        decision=ParseDict(given, wire.Decision()), gate=record.gate, body=record.body,
        question=record.question, rule_pack=record.rule_pack, criteria=record.criteria,
        event_id=str(event_id), superseded=superseded,
    )  # fmt: skip
