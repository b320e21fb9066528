"""Which fields of a form were refused, on the wire: gRPC's rich error model (``google.rpc.BadRequest``)."""

from __future__ import annotations

from collections.abc import Iterable

import grpc
from google.protobuf.message import DecodeError
from google.rpc import error_details_pb2, status_pb2

from chassis.aggregate import Value
from chassis.fields import PROBLEMS_MAX, FieldProblem
from chassis.limits import shortened

DETAILS_KEY = "grpc-status-details-bin"
FIELD_MAX, SENTENCE_MAX = 60, 160
"""Twenty of them fit, with the sentence of the whole, into the 8 KiB of a status."""


class RefusedField(Value):
    """A field of a form that was refused: its place, the stable code, and a sentence for a person."""

    field: str
    code: str
    sentence: str


def carried(
    status: grpc.StatusCode, sentence: str, problems: Iterable[FieldProblem]
) -> tuple[tuple[str, bytes], ...]:
    """The metadata that tells which fields were refused."""
    refused = error_details_pb2.BadRequest()
    for problem in tuple(problems)[:PROBLEMS_MAX]:
        refused.field_violations.add(
            field=shortened(problem.field, FIELD_MAX), reason=problem.refusal.code,
            description=shortened(problem.refusal.message, SENTENCE_MAX),
        )  # fmt: skip
    told = status_pb2.Status(code=status.value[0], message=sentence)
    told.details.add().Pack(refused)
    return ((DETAILS_KEY, told.SerializeToString()),)


def told_in(metadata: Iterable[tuple[str, str | bytes]]) -> tuple[RefusedField, ...]:
    """The refused fields of which the metadata of a failed call tells; none if it tells of none."""
    found = next((value for key, value in metadata if key == DETAILS_KEY), b"")
    refused = error_details_pb2.BadRequest()
    try:
        details = status_pb2.Status.FromString(found if isinstance(found, bytes) else b"").details
    except DecodeError:
        return ()
    for detail in details:
        if detail.Unpack(refused):
            break
    return tuple(
        RefusedField(field=one.field, code=one.reason, sentence=one.description)
        for one in refused.field_violations
    )
