from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Attendance(_message.Message):
    __slots__ = ("body", "position", "presence")
    BODY_FIELD_NUMBER: _ClassVar[int]
    POSITION_FIELD_NUMBER: _ClassVar[int]
    PRESENCE_FIELD_NUMBER: _ClassVar[int]
    body: str
    position: str
    presence: str
    def __init__(self, body: _Optional[str] = ..., position: _Optional[str] = ..., presence: _Optional[str] = ...) -> None: ...

class Finding(_message.Message):
    __slots__ = ("criterion", "finding", "reason", "evidence")
    CRITERION_FIELD_NUMBER: _ClassVar[int]
    FINDING_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    EVIDENCE_FIELD_NUMBER: _ClassVar[int]
    criterion: str
    finding: str
    reason: str
    evidence: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, criterion: _Optional[str] = ..., finding: _Optional[str] = ..., reason: _Optional[str] = ..., evidence: _Optional[_Iterable[str]] = ...) -> None: ...

class View(_message.Message):
    __slots__ = ("partner", "view", "reason")
    PARTNER_FIELD_NUMBER: _ClassVar[int]
    VIEW_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    partner: str
    view: str
    reason: str
    def __init__(self, partner: _Optional[str] = ..., view: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class Dissent(_message.Message):
    __slots__ = ("body", "reason")
    BODY_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    body: str
    reason: str
    def __init__(self, body: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class Conflict(_message.Message):
    __slots__ = ("body", "nature", "handling")
    BODY_FIELD_NUMBER: _ClassVar[int]
    NATURE_FIELD_NUMBER: _ClassVar[int]
    HANDLING_FIELD_NUMBER: _ClassVar[int]
    body: str
    nature: str
    handling: str
    def __init__(self, body: _Optional[str] = ..., nature: _Optional[str] = ..., handling: _Optional[str] = ...) -> None: ...

class Decision(_message.Message):
    __slots__ = ("decided_on", "outcome", "rationale", "conditions", "route", "review_on", "attendance", "findings", "views", "dissent", "escalated_to", "escalation_outcome", "conflicts", "supersedes")
    DECIDED_ON_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    RATIONALE_FIELD_NUMBER: _ClassVar[int]
    CONDITIONS_FIELD_NUMBER: _ClassVar[int]
    ROUTE_FIELD_NUMBER: _ClassVar[int]
    REVIEW_ON_FIELD_NUMBER: _ClassVar[int]
    ATTENDANCE_FIELD_NUMBER: _ClassVar[int]
    FINDINGS_FIELD_NUMBER: _ClassVar[int]
    VIEWS_FIELD_NUMBER: _ClassVar[int]
    DISSENT_FIELD_NUMBER: _ClassVar[int]
    ESCALATED_TO_FIELD_NUMBER: _ClassVar[int]
    ESCALATION_OUTCOME_FIELD_NUMBER: _ClassVar[int]
    CONFLICTS_FIELD_NUMBER: _ClassVar[int]
    SUPERSEDES_FIELD_NUMBER: _ClassVar[int]
    decided_on: str
    outcome: str
    rationale: str
    conditions: str
    route: str
    review_on: str
    attendance: _containers.RepeatedCompositeFieldContainer[Attendance]
    findings: _containers.RepeatedCompositeFieldContainer[Finding]
    views: _containers.RepeatedCompositeFieldContainer[View]
    dissent: _containers.RepeatedCompositeFieldContainer[Dissent]
    escalated_to: str
    escalation_outcome: str
    conflicts: _containers.RepeatedCompositeFieldContainer[Conflict]
    supersedes: str
    def __init__(self, decided_on: _Optional[str] = ..., outcome: _Optional[str] = ..., rationale: _Optional[str] = ..., conditions: _Optional[str] = ..., route: _Optional[str] = ..., review_on: _Optional[str] = ..., attendance: _Optional[_Iterable[_Union[Attendance, _Mapping]]] = ..., findings: _Optional[_Iterable[_Union[Finding, _Mapping]]] = ..., views: _Optional[_Iterable[_Union[View, _Mapping]]] = ..., dissent: _Optional[_Iterable[_Union[Dissent, _Mapping]]] = ..., escalated_to: _Optional[str] = ..., escalation_outcome: _Optional[str] = ..., conflicts: _Optional[_Iterable[_Union[Conflict, _Mapping]]] = ..., supersedes: _Optional[str] = ...) -> None: ...

class DecisionRecord(_message.Message):
    __slots__ = ("decision", "gate", "body", "question", "rule_pack", "criteria", "event_id", "superseded")
    class CriteriaEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    DECISION_FIELD_NUMBER: _ClassVar[int]
    GATE_FIELD_NUMBER: _ClassVar[int]
    BODY_FIELD_NUMBER: _ClassVar[int]
    QUESTION_FIELD_NUMBER: _ClassVar[int]
    RULE_PACK_FIELD_NUMBER: _ClassVar[int]
    CRITERIA_FIELD_NUMBER: _ClassVar[int]
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    SUPERSEDED_FIELD_NUMBER: _ClassVar[int]
    decision: Decision
    gate: str
    body: str
    question: str
    rule_pack: str
    criteria: _containers.ScalarMap[str, str]
    event_id: str
    superseded: bool
    def __init__(self, decision: _Optional[_Union[Decision, _Mapping]] = ..., gate: _Optional[str] = ..., body: _Optional[str] = ..., question: _Optional[str] = ..., rule_pack: _Optional[str] = ..., criteria: _Optional[_Mapping[str, str]] = ..., event_id: _Optional[str] = ..., superseded: _Optional[bool] = ...) -> None: ...
