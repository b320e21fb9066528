from contracts.grpc import common_pb2 as _common_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class PublishBriefingRequest(_message.Message):
    __slots__ = ("header", "published_on", "background", "what_happened", "why_it_matters", "findings", "good_practice", "what_to_do_differently", "questions", "disclosure_checked_by", "override")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    PUBLISHED_ON_FIELD_NUMBER: _ClassVar[int]
    BACKGROUND_FIELD_NUMBER: _ClassVar[int]
    WHAT_HAPPENED_FIELD_NUMBER: _ClassVar[int]
    WHY_IT_MATTERS_FIELD_NUMBER: _ClassVar[int]
    FINDINGS_FIELD_NUMBER: _ClassVar[int]
    GOOD_PRACTICE_FIELD_NUMBER: _ClassVar[int]
    WHAT_TO_DO_DIFFERENTLY_FIELD_NUMBER: _ClassVar[int]
    QUESTIONS_FIELD_NUMBER: _ClassVar[int]
    DISCLOSURE_CHECKED_BY_FIELD_NUMBER: _ClassVar[int]
    OVERRIDE_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    published_on: str
    background: str
    what_happened: str
    why_it_matters: str
    findings: str
    good_practice: str
    what_to_do_differently: str
    questions: str
    disclosure_checked_by: _containers.RepeatedScalarFieldContainer[str]
    override: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., published_on: _Optional[str] = ..., background: _Optional[str] = ..., what_happened: _Optional[str] = ..., why_it_matters: _Optional[str] = ..., findings: _Optional[str] = ..., good_practice: _Optional[str] = ..., what_to_do_differently: _Optional[str] = ..., questions: _Optional[str] = ..., disclosure_checked_by: _Optional[_Iterable[str]] = ..., override: _Optional[str] = ...) -> None: ...

class AgreeActionRequest(_message.Message):
    __slots__ = ("header", "action_id", "recommendation_id", "text", "owner", "agreed_on", "due_on")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    ACTION_ID_FIELD_NUMBER: _ClassVar[int]
    RECOMMENDATION_ID_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    OWNER_FIELD_NUMBER: _ClassVar[int]
    AGREED_ON_FIELD_NUMBER: _ClassVar[int]
    DUE_ON_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    action_id: str
    recommendation_id: str
    text: str
    owner: str
    agreed_on: str
    due_on: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., action_id: _Optional[str] = ..., recommendation_id: _Optional[str] = ..., text: _Optional[str] = ..., owner: _Optional[str] = ..., agreed_on: _Optional[str] = ..., due_on: _Optional[str] = ...) -> None: ...

class EvidenceActionRequest(_message.Message):
    __slots__ = ("header", "action_id", "evidenced_on", "evidence")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    ACTION_ID_FIELD_NUMBER: _ClassVar[int]
    EVIDENCED_ON_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    action_id: str
    evidenced_on: str
    evidence: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., action_id: _Optional[str] = ..., evidenced_on: _Optional[str] = ..., evidence: _Optional[str] = ...) -> None: ...

class CloseActionRequest(_message.Message):
    __slots__ = ("header", "action_id", "closed_on", "impact")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    ACTION_ID_FIELD_NUMBER: _ClassVar[int]
    CLOSED_ON_FIELD_NUMBER: _ClassVar[int]
    IMPACT_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    action_id: str
    closed_on: str
    impact: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., action_id: _Optional[str] = ..., closed_on: _Optional[str] = ..., impact: _Optional[str] = ...) -> None: ...

class Briefing(_message.Message):
    __slots__ = ("case_id", "reference", "partnership", "version", "kind", "status", "themes")
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    PARTNERSHIP_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    THEMES_FIELD_NUMBER: _ClassVar[int]
    case_id: str
    reference: str
    partnership: str
    version: int
    kind: str
    status: str
    themes: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, case_id: _Optional[str] = ..., reference: _Optional[str] = ..., partnership: _Optional[str] = ..., version: _Optional[int] = ..., kind: _Optional[str] = ..., status: _Optional[str] = ..., themes: _Optional[_Iterable[str]] = ...) -> None: ...

class GetActionRequest(_message.Message):
    __slots__ = ("case_id", "action_id")
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    ACTION_ID_FIELD_NUMBER: _ClassVar[int]
    case_id: str
    action_id: str
    def __init__(self, case_id: _Optional[str] = ..., action_id: _Optional[str] = ...) -> None: ...

class Action(_message.Message):
    __slots__ = ("case_id", "reference", "partnership", "action_id", "version", "status", "owner", "due_on")
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    PARTNERSHIP_FIELD_NUMBER: _ClassVar[int]
    ACTION_ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    OWNER_FIELD_NUMBER: _ClassVar[int]
    DUE_ON_FIELD_NUMBER: _ClassVar[int]
    case_id: str
    reference: str
    partnership: str
    action_id: str
    version: int
    status: str
    owner: str
    due_on: str
    def __init__(self, case_id: _Optional[str] = ..., reference: _Optional[str] = ..., partnership: _Optional[str] = ..., action_id: _Optional[str] = ..., version: _Optional[int] = ..., status: _Optional[str] = ..., owner: _Optional[str] = ..., due_on: _Optional[str] = ...) -> None: ...

class ListOpenActionsRequest(_message.Message):
    __slots__ = ("partnership",)
    PARTNERSHIP_FIELD_NUMBER: _ClassVar[int]
    partnership: str
    def __init__(self, partnership: _Optional[str] = ...) -> None: ...

class OpenActions(_message.Message):
    __slots__ = ("actions",)
    ACTIONS_FIELD_NUMBER: _ClassVar[int]
    actions: _containers.RepeatedCompositeFieldContainer[Action]
    def __init__(self, actions: _Optional[_Iterable[_Union[Action, _Mapping]]] = ...) -> None: ...
