import datetime

from contracts.grpc import common_pb2 as _common_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class InvolveAgencyRequest(_message.Message):
    __slots__ = ("header", "agency")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    AGENCY_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    agency: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., agency: _Optional[str] = ...) -> None: ...

class ScheduleMeetingRequest(_message.Message):
    __slots__ = ("header", "meeting_at")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    MEETING_AT_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    meeting_at: _timestamp_pb2.Timestamp
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., meeting_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class Recommendation(_message.Message):
    __slots__ = ("recommendation_id", "text", "kind", "themes", "owner")
    RECOMMENDATION_ID_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    THEMES_FIELD_NUMBER: _ClassVar[int]
    OWNER_FIELD_NUMBER: _ClassVar[int]
    recommendation_id: str
    text: str
    kind: str
    themes: _containers.RepeatedScalarFieldContainer[str]
    owner: str
    def __init__(self, recommendation_id: _Optional[str] = ..., text: _Optional[str] = ..., kind: _Optional[str] = ..., themes: _Optional[_Iterable[str]] = ..., owner: _Optional[str] = ...) -> None: ...

class HoldMeetingRequest(_message.Message):
    __slots__ = ("header", "held_on", "agencies_present", "outcome", "discussion", "recommendations", "missing_returns_reason")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    HELD_ON_FIELD_NUMBER: _ClassVar[int]
    AGENCIES_PRESENT_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    DISCUSSION_FIELD_NUMBER: _ClassVar[int]
    RECOMMENDATIONS_FIELD_NUMBER: _ClassVar[int]
    MISSING_RETURNS_REASON_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    held_on: str
    agencies_present: _containers.RepeatedScalarFieldContainer[str]
    outcome: str
    discussion: str
    recommendations: _containers.RepeatedCompositeFieldContainer[Recommendation]
    missing_returns_reason: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., held_on: _Optional[str] = ..., agencies_present: _Optional[_Iterable[str]] = ..., outcome: _Optional[str] = ..., discussion: _Optional[str] = ..., recommendations: _Optional[_Iterable[_Union[Recommendation, _Mapping]]] = ..., missing_returns_reason: _Optional[str] = ...) -> None: ...

class FinaliseReportRequest(_message.Message):
    __slots__ = ("header", "finalised_on", "facts", "immediate_action", "identity_and_context", "learning", "next_steps")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    FINALISED_ON_FIELD_NUMBER: _ClassVar[int]
    FACTS_FIELD_NUMBER: _ClassVar[int]
    IMMEDIATE_ACTION_FIELD_NUMBER: _ClassVar[int]
    IDENTITY_AND_CONTEXT_FIELD_NUMBER: _ClassVar[int]
    LEARNING_FIELD_NUMBER: _ClassVar[int]
    NEXT_STEPS_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    finalised_on: str
    facts: str
    immediate_action: str
    identity_and_context: str
    learning: str
    next_steps: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., finalised_on: _Optional[str] = ..., facts: _Optional[str] = ..., immediate_action: _Optional[str] = ..., identity_and_context: _Optional[str] = ..., learning: _Optional[str] = ..., next_steps: _Optional[str] = ...) -> None: ...

class CriterionFinding(_message.Message):
    __slots__ = ("criterion", "finding", "reason")
    CRITERION_FIELD_NUMBER: _ClassVar[int]
    FINDING_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    criterion: str
    finding: str
    reason: str
    def __init__(self, criterion: _Optional[str] = ..., finding: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class DecideCSPRRequest(_message.Message):
    __slots__ = ("header", "decided_on", "outcome", "rationale", "findings")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    DECIDED_ON_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    RATIONALE_FIELD_NUMBER: _ClassVar[int]
    FINDINGS_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    decided_on: str
    outcome: str
    rationale: str
    findings: _containers.RepeatedCompositeFieldContainer[CriterionFinding]
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., decided_on: _Optional[str] = ..., outcome: _Optional[str] = ..., rationale: _Optional[str] = ..., findings: _Optional[_Iterable[_Union[CriterionFinding, _Mapping]]] = ...) -> None: ...

class ScrutiniseReportRequest(_message.Message):
    __slots__ = ("header", "scrutinised_on", "outcome", "comment")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    SCRUTINISED_ON_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    scrutinised_on: str
    outcome: str
    comment: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., scrutinised_on: _Optional[str] = ..., outcome: _Optional[str] = ..., comment: _Optional[str] = ...) -> None: ...

class SendToPanelRequest(_message.Message):
    __slots__ = ("header", "sent_on", "late_reason", "late_explanation")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    SENT_ON_FIELD_NUMBER: _ClassVar[int]
    LATE_REASON_FIELD_NUMBER: _ClassVar[int]
    LATE_EXPLANATION_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    sent_on: str
    late_reason: str
    late_explanation: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., sent_on: _Optional[str] = ..., late_reason: _Optional[str] = ..., late_explanation: _Optional[str] = ...) -> None: ...

class RecordPanelReplyRequest(_message.Message):
    __slots__ = ("header", "replied_on", "outcome", "comment")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    REPLIED_ON_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    replied_on: str
    outcome: str
    comment: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., replied_on: _Optional[str] = ..., outcome: _Optional[str] = ..., comment: _Optional[str] = ...) -> None: ...

class CloseReviewRequest(_message.Message):
    __slots__ = ("header", "closed_on")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    CLOSED_ON_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    closed_on: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., closed_on: _Optional[str] = ...) -> None: ...

class Milestone(_message.Message):
    __slots__ = ("code", "label", "working_day", "due_on")
    CODE_FIELD_NUMBER: _ClassVar[int]
    LABEL_FIELD_NUMBER: _ClassVar[int]
    WORKING_DAY_FIELD_NUMBER: _ClassVar[int]
    DUE_ON_FIELD_NUMBER: _ClassVar[int]
    code: str
    label: str
    working_day: int
    due_on: str
    def __init__(self, code: _Optional[str] = ..., label: _Optional[str] = ..., working_day: _Optional[int] = ..., due_on: _Optional[str] = ...) -> None: ...

class InvolvedAgency(_message.Message):
    __slots__ = ("agency", "return_status")
    AGENCY_FIELD_NUMBER: _ClassVar[int]
    RETURN_STATUS_FIELD_NUMBER: _ClassVar[int]
    agency: str
    return_status: str
    def __init__(self, agency: _Optional[str] = ..., return_status: _Optional[str] = ...) -> None: ...

class Review(_message.Message):
    __slots__ = ("case_id", "reference", "partnership", "version", "stage", "clock_started_on", "due_on", "rule_pack", "milestones", "agencies", "recommendations", "contributing_partnerships", "learning_drafted", "round")
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    PARTNERSHIP_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    STAGE_FIELD_NUMBER: _ClassVar[int]
    CLOCK_STARTED_ON_FIELD_NUMBER: _ClassVar[int]
    DUE_ON_FIELD_NUMBER: _ClassVar[int]
    RULE_PACK_FIELD_NUMBER: _ClassVar[int]
    MILESTONES_FIELD_NUMBER: _ClassVar[int]
    AGENCIES_FIELD_NUMBER: _ClassVar[int]
    RECOMMENDATIONS_FIELD_NUMBER: _ClassVar[int]
    CONTRIBUTING_PARTNERSHIPS_FIELD_NUMBER: _ClassVar[int]
    LEARNING_DRAFTED_FIELD_NUMBER: _ClassVar[int]
    ROUND_FIELD_NUMBER: _ClassVar[int]
    case_id: str
    reference: str
    partnership: str
    version: int
    stage: str
    clock_started_on: str
    due_on: str
    rule_pack: str
    milestones: _containers.RepeatedCompositeFieldContainer[Milestone]
    agencies: _containers.RepeatedCompositeFieldContainer[InvolvedAgency]
    recommendations: _containers.RepeatedCompositeFieldContainer[Recommendation]
    contributing_partnerships: _containers.RepeatedScalarFieldContainer[str]
    learning_drafted: bool
    round: int
    def __init__(self, case_id: _Optional[str] = ..., reference: _Optional[str] = ..., partnership: _Optional[str] = ..., version: _Optional[int] = ..., stage: _Optional[str] = ..., clock_started_on: _Optional[str] = ..., due_on: _Optional[str] = ..., rule_pack: _Optional[str] = ..., milestones: _Optional[_Iterable[_Union[Milestone, _Mapping]]] = ..., agencies: _Optional[_Iterable[_Union[InvolvedAgency, _Mapping]]] = ..., recommendations: _Optional[_Iterable[_Union[Recommendation, _Mapping]]] = ..., contributing_partnerships: _Optional[_Iterable[str]] = ..., learning_drafted: _Optional[bool] = ..., round: _Optional[int] = ...) -> None: ...

class ListLiveReviewsRequest(_message.Message):
    __slots__ = ("partnership",)
    PARTNERSHIP_FIELD_NUMBER: _ClassVar[int]
    partnership: str
    def __init__(self, partnership: _Optional[str] = ...) -> None: ...

class LiveReviews(_message.Message):
    __slots__ = ("reviews",)
    class Item(_message.Message):
        __slots__ = ("case_id", "reference", "stage", "due_on")
        CASE_ID_FIELD_NUMBER: _ClassVar[int]
        REFERENCE_FIELD_NUMBER: _ClassVar[int]
        STAGE_FIELD_NUMBER: _ClassVar[int]
        DUE_ON_FIELD_NUMBER: _ClassVar[int]
        case_id: str
        reference: str
        stage: str
        due_on: str
        def __init__(self, case_id: _Optional[str] = ..., reference: _Optional[str] = ..., stage: _Optional[str] = ..., due_on: _Optional[str] = ...) -> None: ...
    REVIEWS_FIELD_NUMBER: _ClassVar[int]
    reviews: _containers.RepeatedCompositeFieldContainer[LiveReviews.Item]
    def __init__(self, reviews: _Optional[_Iterable[_Union[LiveReviews.Item, _Mapping]]] = ...) -> None: ...
