from contracts.grpc import common_pb2 as _common_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Agreement(_message.Message):
    __slots__ = ("lead_name", "lead_role", "agreed_on")
    LEAD_NAME_FIELD_NUMBER: _ClassVar[int]
    LEAD_ROLE_FIELD_NUMBER: _ClassVar[int]
    AGREED_ON_FIELD_NUMBER: _ClassVar[int]
    lead_name: str
    lead_role: str
    agreed_on: str
    def __init__(self, lead_name: _Optional[str] = ..., lead_role: _Optional[str] = ..., agreed_on: _Optional[str] = ...) -> None: ...

class Child(_message.Message):
    __slots__ = ("name", "born_on", "sex")
    NAME_FIELD_NUMBER: _ClassVar[int]
    BORN_ON_FIELD_NUMBER: _ClassVar[int]
    SEX_FIELD_NUMBER: _ClassVar[int]
    name: str
    born_on: str
    sex: str
    def __init__(self, name: _Optional[str] = ..., born_on: _Optional[str] = ..., sex: _Optional[str] = ...) -> None: ...

class Incident(_message.Message):
    __slots__ = ("occurred_on", "category", "abuse_or_neglect", "harm_types", "what_happened", "immediate_safety")
    OCCURRED_ON_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    ABUSE_OR_NEGLECT_FIELD_NUMBER: _ClassVar[int]
    HARM_TYPES_FIELD_NUMBER: _ClassVar[int]
    WHAT_HAPPENED_FIELD_NUMBER: _ClassVar[int]
    IMMEDIATE_SAFETY_FIELD_NUMBER: _ClassVar[int]
    occurred_on: str
    category: str
    abuse_or_neglect: str
    harm_types: _containers.RepeatedScalarFieldContainer[str]
    what_happened: str
    immediate_safety: str
    def __init__(self, occurred_on: _Optional[str] = ..., category: _Optional[str] = ..., abuse_or_neglect: _Optional[str] = ..., harm_types: _Optional[_Iterable[str]] = ..., what_happened: _Optional[str] = ..., immediate_safety: _Optional[str] = ...) -> None: ...

class ReceiveReferralRequest(_message.Message):
    __slots__ = ("header", "agency", "referrer_name", "referrer_role", "agreement", "children", "incident", "why_consider", "agencies_involved", "other_partnerships", "not_a_safeguarding_referral")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    AGENCY_FIELD_NUMBER: _ClassVar[int]
    REFERRER_NAME_FIELD_NUMBER: _ClassVar[int]
    REFERRER_ROLE_FIELD_NUMBER: _ClassVar[int]
    AGREEMENT_FIELD_NUMBER: _ClassVar[int]
    CHILDREN_FIELD_NUMBER: _ClassVar[int]
    INCIDENT_FIELD_NUMBER: _ClassVar[int]
    WHY_CONSIDER_FIELD_NUMBER: _ClassVar[int]
    AGENCIES_INVOLVED_FIELD_NUMBER: _ClassVar[int]
    OTHER_PARTNERSHIPS_FIELD_NUMBER: _ClassVar[int]
    NOT_A_SAFEGUARDING_REFERRAL_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    agency: str
    referrer_name: str
    referrer_role: str
    agreement: Agreement
    children: _containers.RepeatedCompositeFieldContainer[Child]
    incident: Incident
    why_consider: str
    agencies_involved: _containers.RepeatedScalarFieldContainer[str]
    other_partnerships: _containers.RepeatedScalarFieldContainer[str]
    not_a_safeguarding_referral: bool
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., agency: _Optional[str] = ..., referrer_name: _Optional[str] = ..., referrer_role: _Optional[str] = ..., agreement: _Optional[_Union[Agreement, _Mapping]] = ..., children: _Optional[_Iterable[_Union[Child, _Mapping]]] = ..., incident: _Optional[_Union[Incident, _Mapping]] = ..., why_consider: _Optional[str] = ..., agencies_involved: _Optional[_Iterable[str]] = ..., other_partnerships: _Optional[_Iterable[str]] = ..., not_a_safeguarding_referral: _Optional[bool] = ...) -> None: ...

class NotifyIncidentRequest(_message.Message):
    __slots__ = ("header", "authority", "national_reference", "agency_aware_on", "authority_aware_on", "sent_on", "late_reason", "children", "incident", "agencies_involved", "other_partnerships")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    AUTHORITY_FIELD_NUMBER: _ClassVar[int]
    NATIONAL_REFERENCE_FIELD_NUMBER: _ClassVar[int]
    AGENCY_AWARE_ON_FIELD_NUMBER: _ClassVar[int]
    AUTHORITY_AWARE_ON_FIELD_NUMBER: _ClassVar[int]
    SENT_ON_FIELD_NUMBER: _ClassVar[int]
    LATE_REASON_FIELD_NUMBER: _ClassVar[int]
    CHILDREN_FIELD_NUMBER: _ClassVar[int]
    INCIDENT_FIELD_NUMBER: _ClassVar[int]
    AGENCIES_INVOLVED_FIELD_NUMBER: _ClassVar[int]
    OTHER_PARTNERSHIPS_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    authority: str
    national_reference: str
    agency_aware_on: str
    authority_aware_on: str
    sent_on: str
    late_reason: str
    children: _containers.RepeatedCompositeFieldContainer[Child]
    incident: Incident
    agencies_involved: _containers.RepeatedScalarFieldContainer[str]
    other_partnerships: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., authority: _Optional[str] = ..., national_reference: _Optional[str] = ..., agency_aware_on: _Optional[str] = ..., authority_aware_on: _Optional[str] = ..., sent_on: _Optional[str] = ..., late_reason: _Optional[str] = ..., children: _Optional[_Iterable[_Union[Child, _Mapping]]] = ..., incident: _Optional[_Union[Incident, _Mapping]] = ..., agencies_involved: _Optional[_Iterable[str]] = ..., other_partnerships: _Optional[_Iterable[str]] = ...) -> None: ...

class RecordPartnerViewRequest(_message.Message):
    __slots__ = ("header", "partner", "view", "reason")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    PARTNER_FIELD_NUMBER: _ClassVar[int]
    VIEW_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    partner: str
    view: str
    reason: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., partner: _Optional[str] = ..., view: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class Finding(_message.Message):
    __slots__ = ("criterion", "finding")
    CRITERION_FIELD_NUMBER: _ClassVar[int]
    FINDING_FIELD_NUMBER: _ClassVar[int]
    criterion: str
    finding: str
    def __init__(self, criterion: _Optional[str] = ..., finding: _Optional[str] = ...) -> None: ...

class DecideReferralRequest(_message.Message):
    __slots__ = ("header", "outcome", "decided_on", "rationale", "findings")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    DECIDED_ON_FIELD_NUMBER: _ClassVar[int]
    RATIONALE_FIELD_NUMBER: _ClassVar[int]
    FINDINGS_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    outcome: str
    decided_on: str
    rationale: str
    findings: _containers.RepeatedCompositeFieldContainer[Finding]
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., outcome: _Optional[str] = ..., decided_on: _Optional[str] = ..., rationale: _Optional[str] = ..., findings: _Optional[_Iterable[_Union[Finding, _Mapping]]] = ...) -> None: ...

class WithdrawReferralRequest(_message.Message):
    __slots__ = ("header", "reason", "explanation")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    EXPLANATION_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    reason: str
    explanation: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., reason: _Optional[str] = ..., explanation: _Optional[str] = ...) -> None: ...

class PartnerView(_message.Message):
    __slots__ = ("partner", "view", "reason")
    PARTNER_FIELD_NUMBER: _ClassVar[int]
    VIEW_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    partner: str
    view: str
    reason: str
    def __init__(self, partner: _Optional[str] = ..., view: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class Referral(_message.Message):
    __slots__ = ("case_id", "reference", "partnership", "version", "status", "agency", "incident", "children", "views", "outcome", "decided_on", "notified_on", "agencies_involved", "other_partnerships")
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    PARTNERSHIP_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    AGENCY_FIELD_NUMBER: _ClassVar[int]
    INCIDENT_FIELD_NUMBER: _ClassVar[int]
    CHILDREN_FIELD_NUMBER: _ClassVar[int]
    VIEWS_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    DECIDED_ON_FIELD_NUMBER: _ClassVar[int]
    NOTIFIED_ON_FIELD_NUMBER: _ClassVar[int]
    AGENCIES_INVOLVED_FIELD_NUMBER: _ClassVar[int]
    OTHER_PARTNERSHIPS_FIELD_NUMBER: _ClassVar[int]
    case_id: str
    reference: str
    partnership: str
    version: int
    status: str
    agency: str
    incident: Incident
    children: _containers.RepeatedScalarFieldContainer[str]
    views: _containers.RepeatedCompositeFieldContainer[PartnerView]
    outcome: str
    decided_on: str
    notified_on: str
    agencies_involved: _containers.RepeatedScalarFieldContainer[str]
    other_partnerships: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, case_id: _Optional[str] = ..., reference: _Optional[str] = ..., partnership: _Optional[str] = ..., version: _Optional[int] = ..., status: _Optional[str] = ..., agency: _Optional[str] = ..., incident: _Optional[_Union[Incident, _Mapping]] = ..., children: _Optional[_Iterable[str]] = ..., views: _Optional[_Iterable[_Union[PartnerView, _Mapping]]] = ..., outcome: _Optional[str] = ..., decided_on: _Optional[str] = ..., notified_on: _Optional[str] = ..., agencies_involved: _Optional[_Iterable[str]] = ..., other_partnerships: _Optional[_Iterable[str]] = ...) -> None: ...

class ListAwaitingDecisionRequest(_message.Message):
    __slots__ = ("partnership",)
    PARTNERSHIP_FIELD_NUMBER: _ClassVar[int]
    partnership: str
    def __init__(self, partnership: _Optional[str] = ...) -> None: ...

class AwaitingDecision(_message.Message):
    __slots__ = ("cases",)
    class Case(_message.Message):
        __slots__ = ("case_id", "reference", "received_on", "views_missing")
        CASE_ID_FIELD_NUMBER: _ClassVar[int]
        REFERENCE_FIELD_NUMBER: _ClassVar[int]
        RECEIVED_ON_FIELD_NUMBER: _ClassVar[int]
        VIEWS_MISSING_FIELD_NUMBER: _ClassVar[int]
        case_id: str
        reference: str
        received_on: str
        views_missing: _containers.RepeatedScalarFieldContainer[str]
        def __init__(self, case_id: _Optional[str] = ..., reference: _Optional[str] = ..., received_on: _Optional[str] = ..., views_missing: _Optional[_Iterable[str]] = ...) -> None: ...
    CASES_FIELD_NUMBER: _ClassVar[int]
    cases: _containers.RepeatedCompositeFieldContainer[AwaitingDecision.Case]
    def __init__(self, cases: _Optional[_Iterable[_Union[AwaitingDecision.Case, _Mapping]]] = ...) -> None: ...
