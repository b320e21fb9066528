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

class HoldLearningEventRequest(_message.Message):
    __slots__ = ("header", "held_on", "agencies", "practitioners", "what_worked", "what_was_learned")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    HELD_ON_FIELD_NUMBER: _ClassVar[int]
    AGENCIES_FIELD_NUMBER: _ClassVar[int]
    PRACTITIONERS_FIELD_NUMBER: _ClassVar[int]
    WHAT_WORKED_FIELD_NUMBER: _ClassVar[int]
    WHAT_WAS_LEARNED_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    held_on: str
    agencies: _containers.RepeatedScalarFieldContainer[str]
    practitioners: int
    what_worked: str
    what_was_learned: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., held_on: _Optional[str] = ..., agencies: _Optional[_Iterable[str]] = ..., practitioners: _Optional[int] = ..., what_worked: _Optional[str] = ..., what_was_learned: _Optional[str] = ...) -> None: ...

class AuditAnswer(_message.Message):
    __slots__ = ("question", "answer", "reason")
    QUESTION_FIELD_NUMBER: _ClassVar[int]
    ANSWER_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    question: str
    answer: str
    reason: str
    def __init__(self, question: _Optional[str] = ..., answer: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class AuditLearningRequest(_message.Message):
    __slots__ = ("header", "audited_on", "answers")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    AUDITED_ON_FIELD_NUMBER: _ClassVar[int]
    ANSWERS_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    audited_on: str
    answers: _containers.RepeatedCompositeFieldContainer[AuditAnswer]
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., audited_on: _Optional[str] = ..., answers: _Optional[_Iterable[_Union[AuditAnswer, _Mapping]]] = ...) -> None: ...

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

class StartActionRequest(_message.Message):
    __slots__ = ("header", "action_id", "started_on")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    ACTION_ID_FIELD_NUMBER: _ClassVar[int]
    STARTED_ON_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    action_id: str
    started_on: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., action_id: _Optional[str] = ..., started_on: _Optional[str] = ...) -> None: ...

class ReviseActionRequest(_message.Message):
    __slots__ = ("header", "action_id", "due_on", "reason")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    ACTION_ID_FIELD_NUMBER: _ClassVar[int]
    DUE_ON_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    action_id: str
    due_on: str
    reason: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., action_id: _Optional[str] = ..., due_on: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class DeclineActionRequest(_message.Message):
    __slots__ = ("header", "action_id", "declined_on", "reason")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    ACTION_ID_FIELD_NUMBER: _ClassVar[int]
    DECLINED_ON_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    action_id: str
    declined_on: str
    reason: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., action_id: _Optional[str] = ..., declined_on: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class MergeActionRequest(_message.Message):
    __slots__ = ("header", "action_id", "into", "merged_on", "reason")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    ACTION_ID_FIELD_NUMBER: _ClassVar[int]
    INTO_FIELD_NUMBER: _ClassVar[int]
    MERGED_ON_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    action_id: str
    into: str
    merged_on: str
    reason: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., action_id: _Optional[str] = ..., into: _Optional[str] = ..., merged_on: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class CheckImpactRequest(_message.Message):
    __slots__ = ("header", "action_id", "checked_on", "result", "impact")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    ACTION_ID_FIELD_NUMBER: _ClassVar[int]
    CHECKED_ON_FIELD_NUMBER: _ClassVar[int]
    RESULT_FIELD_NUMBER: _ClassVar[int]
    IMPACT_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    action_id: str
    checked_on: str
    result: str
    impact: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., action_id: _Optional[str] = ..., checked_on: _Optional[str] = ..., result: _Optional[str] = ..., impact: _Optional[str] = ...) -> None: ...

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
    __slots__ = ("case_id", "reference", "partnership", "version", "kind", "status", "themes", "seen_before", "event_held_on", "audited_on")
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    PARTNERSHIP_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    THEMES_FIELD_NUMBER: _ClassVar[int]
    SEEN_BEFORE_FIELD_NUMBER: _ClassVar[int]
    EVENT_HELD_ON_FIELD_NUMBER: _ClassVar[int]
    AUDITED_ON_FIELD_NUMBER: _ClassVar[int]
    case_id: str
    reference: str
    partnership: str
    version: int
    kind: str
    status: str
    themes: _containers.RepeatedScalarFieldContainer[str]
    seen_before: _containers.RepeatedCompositeFieldContainer[ThemeSeen]
    event_held_on: str
    audited_on: str
    def __init__(self, case_id: _Optional[str] = ..., reference: _Optional[str] = ..., partnership: _Optional[str] = ..., version: _Optional[int] = ..., kind: _Optional[str] = ..., status: _Optional[str] = ..., themes: _Optional[_Iterable[str]] = ..., seen_before: _Optional[_Iterable[_Union[ThemeSeen, _Mapping]]] = ..., event_held_on: _Optional[str] = ..., audited_on: _Optional[str] = ...) -> None: ...

class GetActionRequest(_message.Message):
    __slots__ = ("case_id", "action_id")
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    ACTION_ID_FIELD_NUMBER: _ClassVar[int]
    case_id: str
    action_id: str
    def __init__(self, case_id: _Optional[str] = ..., action_id: _Optional[str] = ...) -> None: ...

class Action(_message.Message):
    __slots__ = ("case_id", "reference", "partnership", "action_id", "version", "status", "owner", "due_on", "earlier_due", "merged_into")
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    PARTNERSHIP_FIELD_NUMBER: _ClassVar[int]
    ACTION_ID_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    OWNER_FIELD_NUMBER: _ClassVar[int]
    DUE_ON_FIELD_NUMBER: _ClassVar[int]
    EARLIER_DUE_FIELD_NUMBER: _ClassVar[int]
    MERGED_INTO_FIELD_NUMBER: _ClassVar[int]
    case_id: str
    reference: str
    partnership: str
    action_id: str
    version: int
    status: str
    owner: str
    due_on: str
    earlier_due: _containers.RepeatedScalarFieldContainer[str]
    merged_into: str
    def __init__(self, case_id: _Optional[str] = ..., reference: _Optional[str] = ..., partnership: _Optional[str] = ..., action_id: _Optional[str] = ..., version: _Optional[int] = ..., status: _Optional[str] = ..., owner: _Optional[str] = ..., due_on: _Optional[str] = ..., earlier_due: _Optional[_Iterable[str]] = ..., merged_into: _Optional[str] = ...) -> None: ...

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

class SeenBeforeRequest(_message.Message):
    __slots__ = ("partnership", "themes", "case_id")
    PARTNERSHIP_FIELD_NUMBER: _ClassVar[int]
    THEMES_FIELD_NUMBER: _ClassVar[int]
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    partnership: str
    themes: _containers.RepeatedScalarFieldContainer[str]
    case_id: str
    def __init__(self, partnership: _Optional[str] = ..., themes: _Optional[_Iterable[str]] = ..., case_id: _Optional[str] = ...) -> None: ...

class ThemeSeen(_message.Message):
    __slots__ = ("theme", "earlier_cases", "since", "references", "open_actions", "unchecked_actions", "checked_actions", "ended_otherwise")
    THEME_FIELD_NUMBER: _ClassVar[int]
    EARLIER_CASES_FIELD_NUMBER: _ClassVar[int]
    SINCE_FIELD_NUMBER: _ClassVar[int]
    REFERENCES_FIELD_NUMBER: _ClassVar[int]
    OPEN_ACTIONS_FIELD_NUMBER: _ClassVar[int]
    UNCHECKED_ACTIONS_FIELD_NUMBER: _ClassVar[int]
    CHECKED_ACTIONS_FIELD_NUMBER: _ClassVar[int]
    ENDED_OTHERWISE_FIELD_NUMBER: _ClassVar[int]
    theme: str
    earlier_cases: int
    since: str
    references: _containers.RepeatedScalarFieldContainer[str]
    open_actions: int
    unchecked_actions: int
    checked_actions: int
    ended_otherwise: int
    def __init__(self, theme: _Optional[str] = ..., earlier_cases: _Optional[int] = ..., since: _Optional[str] = ..., references: _Optional[_Iterable[str]] = ..., open_actions: _Optional[int] = ..., unchecked_actions: _Optional[int] = ..., checked_actions: _Optional[int] = ..., ended_otherwise: _Optional[int] = ...) -> None: ...

class ThemesSeen(_message.Message):
    __slots__ = ("themes",)
    THEMES_FIELD_NUMBER: _ClassVar[int]
    themes: _containers.RepeatedCompositeFieldContainer[ThemeSeen]
    def __init__(self, themes: _Optional[_Iterable[_Union[ThemeSeen, _Mapping]]] = ...) -> None: ...
