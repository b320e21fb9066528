from contracts.grpc import common_pb2 as _common_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Improvement(_message.Message):
    __slots__ = ("text", "theme")
    TEXT_FIELD_NUMBER: _ClassVar[int]
    THEME_FIELD_NUMBER: _ClassVar[int]
    text: str
    theme: str
    def __init__(self, text: _Optional[str] = ..., theme: _Optional[str] = ...) -> None: ...

class ScopingDocument(_message.Message):
    __slots__ = ("checked_on", "systems_searched", "practitioners_consulted", "completed_with_practitioners", "not_with_practitioners_reason", "involvement", "lived_experience", "identity_and_context", "strengths", "improvements", "immediate_actions", "support_offered", "signed_by_role", "signed_on")
    CHECKED_ON_FIELD_NUMBER: _ClassVar[int]
    SYSTEMS_SEARCHED_FIELD_NUMBER: _ClassVar[int]
    PRACTITIONERS_CONSULTED_FIELD_NUMBER: _ClassVar[int]
    COMPLETED_WITH_PRACTITIONERS_FIELD_NUMBER: _ClassVar[int]
    NOT_WITH_PRACTITIONERS_REASON_FIELD_NUMBER: _ClassVar[int]
    INVOLVEMENT_FIELD_NUMBER: _ClassVar[int]
    LIVED_EXPERIENCE_FIELD_NUMBER: _ClassVar[int]
    IDENTITY_AND_CONTEXT_FIELD_NUMBER: _ClassVar[int]
    STRENGTHS_FIELD_NUMBER: _ClassVar[int]
    IMPROVEMENTS_FIELD_NUMBER: _ClassVar[int]
    IMMEDIATE_ACTIONS_FIELD_NUMBER: _ClassVar[int]
    SUPPORT_OFFERED_FIELD_NUMBER: _ClassVar[int]
    SIGNED_BY_ROLE_FIELD_NUMBER: _ClassVar[int]
    SIGNED_ON_FIELD_NUMBER: _ClassVar[int]
    checked_on: str
    systems_searched: _containers.RepeatedScalarFieldContainer[str]
    practitioners_consulted: _containers.RepeatedScalarFieldContainer[str]
    completed_with_practitioners: bool
    not_with_practitioners_reason: str
    involvement: str
    lived_experience: str
    identity_and_context: str
    strengths: _containers.RepeatedScalarFieldContainer[str]
    improvements: _containers.RepeatedCompositeFieldContainer[Improvement]
    immediate_actions: _containers.RepeatedScalarFieldContainer[str]
    support_offered: str
    signed_by_role: str
    signed_on: str
    def __init__(self, checked_on: _Optional[str] = ..., systems_searched: _Optional[_Iterable[str]] = ..., practitioners_consulted: _Optional[_Iterable[str]] = ..., completed_with_practitioners: _Optional[bool] = ..., not_with_practitioners_reason: _Optional[str] = ..., involvement: _Optional[str] = ..., lived_experience: _Optional[str] = ..., identity_and_context: _Optional[str] = ..., strengths: _Optional[_Iterable[str]] = ..., improvements: _Optional[_Iterable[_Union[Improvement, _Mapping]]] = ..., immediate_actions: _Optional[_Iterable[str]] = ..., support_offered: _Optional[str] = ..., signed_by_role: _Optional[str] = ..., signed_on: _Optional[str] = ...) -> None: ...

class ChronologyRow(_message.Message):
    __slots__ = ("happened_on", "precision", "source", "kind", "what_happened", "agency_response", "child_seen", "significance", "sensitivity")
    HAPPENED_ON_FIELD_NUMBER: _ClassVar[int]
    PRECISION_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    WHAT_HAPPENED_FIELD_NUMBER: _ClassVar[int]
    AGENCY_RESPONSE_FIELD_NUMBER: _ClassVar[int]
    CHILD_SEEN_FIELD_NUMBER: _ClassVar[int]
    SIGNIFICANCE_FIELD_NUMBER: _ClassVar[int]
    SENSITIVITY_FIELD_NUMBER: _ClassVar[int]
    happened_on: str
    precision: str
    source: str
    kind: str
    what_happened: str
    agency_response: str
    child_seen: str
    significance: str
    sensitivity: str
    def __init__(self, happened_on: _Optional[str] = ..., precision: _Optional[str] = ..., source: _Optional[str] = ..., kind: _Optional[str] = ..., what_happened: _Optional[str] = ..., agency_response: _Optional[str] = ..., child_seen: _Optional[str] = ..., significance: _Optional[str] = ..., sensitivity: _Optional[str] = ...) -> None: ...

class ReturnSubmissionRequest(_message.Message):
    __slots__ = ("header", "agency", "returned_on", "nil_return", "scoping", "chronology")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    AGENCY_FIELD_NUMBER: _ClassVar[int]
    RETURNED_ON_FIELD_NUMBER: _ClassVar[int]
    NIL_RETURN_FIELD_NUMBER: _ClassVar[int]
    SCOPING_FIELD_NUMBER: _ClassVar[int]
    CHRONOLOGY_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    agency: str
    returned_on: str
    nil_return: bool
    scoping: ScopingDocument
    chronology: _containers.RepeatedCompositeFieldContainer[ChronologyRow]
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., agency: _Optional[str] = ..., returned_on: _Optional[str] = ..., nil_return: _Optional[bool] = ..., scoping: _Optional[_Union[ScopingDocument, _Mapping]] = ..., chronology: _Optional[_Iterable[_Union[ChronologyRow, _Mapping]]] = ...) -> None: ...

class QuerySubmissionRequest(_message.Message):
    __slots__ = ("header", "agency", "question")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    AGENCY_FIELD_NUMBER: _ClassVar[int]
    QUESTION_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    agency: str
    question: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., agency: _Optional[str] = ..., question: _Optional[str] = ...) -> None: ...

class AcceptSubmissionRequest(_message.Message):
    __slots__ = ("header", "agency")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    AGENCY_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    agency: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., agency: _Optional[str] = ...) -> None: ...

class ExcuseSubmissionRequest(_message.Message):
    __slots__ = ("header", "agency", "reason", "explanation")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    AGENCY_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    EXPLANATION_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    agency: str
    reason: str
    explanation: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., agency: _Optional[str] = ..., reason: _Optional[str] = ..., explanation: _Optional[str] = ...) -> None: ...

class GetSubmissionRequest(_message.Message):
    __slots__ = ("case_id", "agency")
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    AGENCY_FIELD_NUMBER: _ClassVar[int]
    case_id: str
    agency: str
    def __init__(self, case_id: _Optional[str] = ..., agency: _Optional[str] = ...) -> None: ...

class Submission(_message.Message):
    __slots__ = ("case_id", "reference", "partnership", "agency", "version", "status", "requested_on", "due_on", "return_number", "nil_return", "scoping", "chronology")
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    PARTNERSHIP_FIELD_NUMBER: _ClassVar[int]
    AGENCY_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    REQUESTED_ON_FIELD_NUMBER: _ClassVar[int]
    DUE_ON_FIELD_NUMBER: _ClassVar[int]
    RETURN_NUMBER_FIELD_NUMBER: _ClassVar[int]
    NIL_RETURN_FIELD_NUMBER: _ClassVar[int]
    SCOPING_FIELD_NUMBER: _ClassVar[int]
    CHRONOLOGY_FIELD_NUMBER: _ClassVar[int]
    case_id: str
    reference: str
    partnership: str
    agency: str
    version: int
    status: str
    requested_on: str
    due_on: str
    return_number: int
    nil_return: bool
    scoping: ScopingDocument
    chronology: _containers.RepeatedCompositeFieldContainer[ChronologyRow]
    def __init__(self, case_id: _Optional[str] = ..., reference: _Optional[str] = ..., partnership: _Optional[str] = ..., agency: _Optional[str] = ..., version: _Optional[int] = ..., status: _Optional[str] = ..., requested_on: _Optional[str] = ..., due_on: _Optional[str] = ..., return_number: _Optional[int] = ..., nil_return: _Optional[bool] = ..., scoping: _Optional[_Union[ScopingDocument, _Mapping]] = ..., chronology: _Optional[_Iterable[_Union[ChronologyRow, _Mapping]]] = ...) -> None: ...

class ListOutstandingRequest(_message.Message):
    __slots__ = ("partnership",)
    PARTNERSHIP_FIELD_NUMBER: _ClassVar[int]
    partnership: str
    def __init__(self, partnership: _Optional[str] = ...) -> None: ...

class Outstanding(_message.Message):
    __slots__ = ("items",)
    class Item(_message.Message):
        __slots__ = ("case_id", "reference", "agency", "status", "due_on")
        CASE_ID_FIELD_NUMBER: _ClassVar[int]
        REFERENCE_FIELD_NUMBER: _ClassVar[int]
        AGENCY_FIELD_NUMBER: _ClassVar[int]
        STATUS_FIELD_NUMBER: _ClassVar[int]
        DUE_ON_FIELD_NUMBER: _ClassVar[int]
        case_id: str
        reference: str
        agency: str
        status: str
        due_on: str
        def __init__(self, case_id: _Optional[str] = ..., reference: _Optional[str] = ..., agency: _Optional[str] = ..., status: _Optional[str] = ..., due_on: _Optional[str] = ...) -> None: ...
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[Outstanding.Item]
    def __init__(self, items: _Optional[_Iterable[_Union[Outstanding.Item, _Mapping]]] = ...) -> None: ...
