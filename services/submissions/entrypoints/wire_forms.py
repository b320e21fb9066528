"""The forms of a return on the wire, and back."""

from __future__ import annotations

from typing import Any

from chassis.aggregate import Value
from chassis.doors.grpc_door import one_of, plain
from chassis.doors.read_forms import form_of
from chassis.fields import FormRefused
from contracts.grpc import submissions_pb2 as wire
from services.submissions.domain.agency_return import AgencyReturn
from services.submissions.domain.merging import MergedRow
from services.submissions.domain.scoping import ScopingDocument
from services.submissions.domain.values import Answer, SentVersion, ShareSource


def answer_of(request: wire.ReturnSubmissionRequest) -> Answer:
    """A full return as it was typed. Raises a refusal for each field that does not hold what it should, all at once."""
    given = {
        "returned_on": request.returned_on, "nil_return": request.nil_return,
        "scoping": plain(request.scoping), "chronology": [plain(row) for row in request.chronology],
    }  # fmt: skip
    return one_of("", Answer, given)


def nil_answer_of(request: wire.EnterNilReturnRequest) -> Answer:
    """The short form as a whole return."""
    given = plain(request)
    scoping = {name: given[name] for name in ScopingDocument.model_fields if name in given}
    return one_of(
        "", Answer, {"returned_on": request.returned_on, "nil_return": True, "scoping": scoping}
    )


def share_source_of(request: wire.ShareReturnRequest) -> ShareSource:
    """From where a return is shared. Raises ``FormRefused``."""
    given = {
        "case_id": request.from_case_id, "return_number": request.from_return_number,
        "returned_on": request.returned_on, "confirmed": request.confirmed,
    }  # fmt: skip
    of_the_source = {"case_id": "from_case_id", "return_number": "from_return_number"}
    source, problems = form_of(
        ShareSource, given, named=lambda place: of_the_source.get(place, place)
    )
    if source is None or problems:
        raise FormRefused(problems)
    return source


def scoping_on_the_wire(scoping: ScopingDocument) -> wire.ScopingDocument:
    """A scoping document for a caller."""
    return wire.ScopingDocument(**_written(scoping))


def submission_of(asked: AgencyReturn) -> wire.Submission:
    """Where a return stands, without the words of any version."""
    submission = wire.Submission(
        case_id=str(asked.case_id), reference=asked.reference, partnership=asked.partnership,
        agency=asked.agency, version=asked.version, status=asked.status,
        requested_on=asked.requested_on.isoformat(), due_on=asked.due_on.isoformat(),
        return_number=asked.return_number, rule_pack=asked.rule_pack,
    )  # fmt: skip
    for version in asked.versions:
        submission.versions.append(_sent(version))
    for query in asked.queries:
        submission.queries.add(
            **_written(query), answered=query.return_number < asked.return_number
        )
    return submission


def put_words(submission: wire.Submission, answer: Answer) -> None:
    """Add the words of one version."""
    submission.nil_return = answer.nil_return
    submission.returned_on = answer.returned_on.isoformat()
    submission.scoping.CopyFrom(scoping_on_the_wire(answer.scoping))
    for row in answer.chronology:
        submission.chronology.add(**_written(row))


def row_on_the_wire(merged: MergedRow) -> wire.Chronology.Row:
    """A row of the merged chronology."""
    row = wire.ChronologyRow(**_written(merged.row))
    return wire.Chronology.Row(agency=merged.agency, row=row, held_back=merged.held_back)


def _sent(version: SentVersion) -> wire.SentVersion:
    content = version.model_dump(mode="json", exclude={"event_version"}, exclude_none=True)
    return wire.SentVersion(**content)


def _written(value: Value) -> dict[str, Any]:
    return value.model_dump(mode="json", exclude_none=True)
