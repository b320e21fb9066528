from contracts.grpc import common_pb2 as _common_pb2
from contracts.grpc import decision_pb2 as _decision_pb2
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

class Address(_message.Message):
    __slots__ = ("lines", "authority")
    LINES_FIELD_NUMBER: _ClassVar[int]
    AUTHORITY_FIELD_NUMBER: _ClassVar[int]
    lines: str
    authority: str
    def __init__(self, lines: _Optional[str] = ..., authority: _Optional[str] = ...) -> None: ...

class Child(_message.Message):
    __slots__ = ("name", "born_on", "sex", "identity_unknown", "other_names", "expected_on", "ethnicity", "ethnicity_known", "first_language", "religion", "disabilities", "nhs_number", "upn", "authority_id", "address_at_incident", "usual_address", "placement", "legal_status", "plan_category", "plan_status", "looked_after", "care_leaver", "safe_now", "safety")
    NAME_FIELD_NUMBER: _ClassVar[int]
    BORN_ON_FIELD_NUMBER: _ClassVar[int]
    SEX_FIELD_NUMBER: _ClassVar[int]
    IDENTITY_UNKNOWN_FIELD_NUMBER: _ClassVar[int]
    OTHER_NAMES_FIELD_NUMBER: _ClassVar[int]
    EXPECTED_ON_FIELD_NUMBER: _ClassVar[int]
    ETHNICITY_FIELD_NUMBER: _ClassVar[int]
    ETHNICITY_KNOWN_FIELD_NUMBER: _ClassVar[int]
    FIRST_LANGUAGE_FIELD_NUMBER: _ClassVar[int]
    RELIGION_FIELD_NUMBER: _ClassVar[int]
    DISABILITIES_FIELD_NUMBER: _ClassVar[int]
    NHS_NUMBER_FIELD_NUMBER: _ClassVar[int]
    UPN_FIELD_NUMBER: _ClassVar[int]
    AUTHORITY_ID_FIELD_NUMBER: _ClassVar[int]
    ADDRESS_AT_INCIDENT_FIELD_NUMBER: _ClassVar[int]
    USUAL_ADDRESS_FIELD_NUMBER: _ClassVar[int]
    PLACEMENT_FIELD_NUMBER: _ClassVar[int]
    LEGAL_STATUS_FIELD_NUMBER: _ClassVar[int]
    PLAN_CATEGORY_FIELD_NUMBER: _ClassVar[int]
    PLAN_STATUS_FIELD_NUMBER: _ClassVar[int]
    LOOKED_AFTER_FIELD_NUMBER: _ClassVar[int]
    CARE_LEAVER_FIELD_NUMBER: _ClassVar[int]
    SAFE_NOW_FIELD_NUMBER: _ClassVar[int]
    SAFETY_FIELD_NUMBER: _ClassVar[int]
    name: str
    born_on: str
    sex: str
    identity_unknown: bool
    other_names: str
    expected_on: str
    ethnicity: str
    ethnicity_known: str
    first_language: str
    religion: str
    disabilities: _containers.RepeatedScalarFieldContainer[str]
    nhs_number: str
    upn: str
    authority_id: str
    address_at_incident: Address
    usual_address: Address
    placement: str
    legal_status: str
    plan_category: str
    plan_status: str
    looked_after: str
    care_leaver: str
    safe_now: str
    safety: str
    def __init__(self, name: _Optional[str] = ..., born_on: _Optional[str] = ..., sex: _Optional[str] = ..., identity_unknown: _Optional[bool] = ..., other_names: _Optional[str] = ..., expected_on: _Optional[str] = ..., ethnicity: _Optional[str] = ..., ethnicity_known: _Optional[str] = ..., first_language: _Optional[str] = ..., religion: _Optional[str] = ..., disabilities: _Optional[_Iterable[str]] = ..., nhs_number: _Optional[str] = ..., upn: _Optional[str] = ..., authority_id: _Optional[str] = ..., address_at_incident: _Optional[_Union[Address, _Mapping]] = ..., usual_address: _Optional[_Union[Address, _Mapping]] = ..., placement: _Optional[str] = ..., legal_status: _Optional[str] = ..., plan_category: _Optional[str] = ..., plan_status: _Optional[str] = ..., looked_after: _Optional[str] = ..., care_leaver: _Optional[str] = ..., safe_now: _Optional[str] = ..., safety: _Optional[str] = ...) -> None: ...

class Relative(_message.Message):
    __slots__ = ("relation", "name", "born_on", "lives_with_child", "safe_now", "safety")
    RELATION_FIELD_NUMBER: _ClassVar[int]
    NAME_FIELD_NUMBER: _ClassVar[int]
    BORN_ON_FIELD_NUMBER: _ClassVar[int]
    LIVES_WITH_CHILD_FIELD_NUMBER: _ClassVar[int]
    SAFE_NOW_FIELD_NUMBER: _ClassVar[int]
    SAFETY_FIELD_NUMBER: _ClassVar[int]
    relation: str
    name: str
    born_on: str
    lives_with_child: str
    safe_now: str
    safety: str
    def __init__(self, relation: _Optional[str] = ..., name: _Optional[str] = ..., born_on: _Optional[str] = ..., lives_with_child: _Optional[str] = ..., safe_now: _Optional[str] = ..., safety: _Optional[str] = ...) -> None: ...

class Circumstances(_message.Message):
    __slots__ = ("family", "relationships", "other_areas", "parallel_processes", "media_interest", "criteria", "multi_agency_learning", "good_practice")
    FAMILY_FIELD_NUMBER: _ClassVar[int]
    RELATIONSHIPS_FIELD_NUMBER: _ClassVar[int]
    OTHER_AREAS_FIELD_NUMBER: _ClassVar[int]
    PARALLEL_PROCESSES_FIELD_NUMBER: _ClassVar[int]
    MEDIA_INTEREST_FIELD_NUMBER: _ClassVar[int]
    CRITERIA_FIELD_NUMBER: _ClassVar[int]
    MULTI_AGENCY_LEARNING_FIELD_NUMBER: _ClassVar[int]
    GOOD_PRACTICE_FIELD_NUMBER: _ClassVar[int]
    family: _containers.RepeatedCompositeFieldContainer[Relative]
    relationships: str
    other_areas: str
    parallel_processes: _containers.RepeatedScalarFieldContainer[str]
    media_interest: str
    criteria: _containers.RepeatedScalarFieldContainer[str]
    multi_agency_learning: str
    good_practice: str
    def __init__(self, family: _Optional[_Iterable[_Union[Relative, _Mapping]]] = ..., relationships: _Optional[str] = ..., other_areas: _Optional[str] = ..., parallel_processes: _Optional[_Iterable[str]] = ..., media_interest: _Optional[str] = ..., criteria: _Optional[_Iterable[str]] = ..., multi_agency_learning: _Optional[str] = ..., good_practice: _Optional[str] = ...) -> None: ...

class Incident(_message.Message):
    __slots__ = ("occurred_on", "category", "abuse_or_neglect", "harm_types", "what_happened", "immediate_safety", "precision", "occurred_until_on", "occurred_time", "place", "who_was_present", "why_serious")
    OCCURRED_ON_FIELD_NUMBER: _ClassVar[int]
    CATEGORY_FIELD_NUMBER: _ClassVar[int]
    ABUSE_OR_NEGLECT_FIELD_NUMBER: _ClassVar[int]
    HARM_TYPES_FIELD_NUMBER: _ClassVar[int]
    WHAT_HAPPENED_FIELD_NUMBER: _ClassVar[int]
    IMMEDIATE_SAFETY_FIELD_NUMBER: _ClassVar[int]
    PRECISION_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_UNTIL_ON_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_TIME_FIELD_NUMBER: _ClassVar[int]
    PLACE_FIELD_NUMBER: _ClassVar[int]
    WHO_WAS_PRESENT_FIELD_NUMBER: _ClassVar[int]
    WHY_SERIOUS_FIELD_NUMBER: _ClassVar[int]
    occurred_on: str
    category: str
    abuse_or_neglect: str
    harm_types: _containers.RepeatedScalarFieldContainer[str]
    what_happened: str
    immediate_safety: str
    precision: str
    occurred_until_on: str
    occurred_time: str
    place: str
    who_was_present: str
    why_serious: str
    def __init__(self, occurred_on: _Optional[str] = ..., category: _Optional[str] = ..., abuse_or_neglect: _Optional[str] = ..., harm_types: _Optional[_Iterable[str]] = ..., what_happened: _Optional[str] = ..., immediate_safety: _Optional[str] = ..., precision: _Optional[str] = ..., occurred_until_on: _Optional[str] = ..., occurred_time: _Optional[str] = ..., place: _Optional[str] = ..., who_was_present: _Optional[str] = ..., why_serious: _Optional[str] = ...) -> None: ...

class PrepareReferralRequest(_message.Message):
    __slots__ = ("header", "agency", "referrer_name", "referrer_role", "referrer_contact", "children", "incident", "why_consider", "agencies_involved", "other_partnerships", "not_a_safeguarding_referral", "circumstances")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    AGENCY_FIELD_NUMBER: _ClassVar[int]
    REFERRER_NAME_FIELD_NUMBER: _ClassVar[int]
    REFERRER_ROLE_FIELD_NUMBER: _ClassVar[int]
    REFERRER_CONTACT_FIELD_NUMBER: _ClassVar[int]
    CHILDREN_FIELD_NUMBER: _ClassVar[int]
    INCIDENT_FIELD_NUMBER: _ClassVar[int]
    WHY_CONSIDER_FIELD_NUMBER: _ClassVar[int]
    AGENCIES_INVOLVED_FIELD_NUMBER: _ClassVar[int]
    OTHER_PARTNERSHIPS_FIELD_NUMBER: _ClassVar[int]
    NOT_A_SAFEGUARDING_REFERRAL_FIELD_NUMBER: _ClassVar[int]
    CIRCUMSTANCES_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    agency: str
    referrer_name: str
    referrer_role: str
    referrer_contact: str
    children: _containers.RepeatedCompositeFieldContainer[Child]
    incident: Incident
    why_consider: str
    agencies_involved: _containers.RepeatedScalarFieldContainer[str]
    other_partnerships: _containers.RepeatedScalarFieldContainer[str]
    not_a_safeguarding_referral: bool
    circumstances: Circumstances
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., agency: _Optional[str] = ..., referrer_name: _Optional[str] = ..., referrer_role: _Optional[str] = ..., referrer_contact: _Optional[str] = ..., children: _Optional[_Iterable[_Union[Child, _Mapping]]] = ..., incident: _Optional[_Union[Incident, _Mapping]] = ..., why_consider: _Optional[str] = ..., agencies_involved: _Optional[_Iterable[str]] = ..., other_partnerships: _Optional[_Iterable[str]] = ..., not_a_safeguarding_referral: _Optional[bool] = ..., circumstances: _Optional[_Union[Circumstances, _Mapping]] = ...) -> None: ...

class RecordAgreementRequest(_message.Message):
    __slots__ = ("header", "lead_name", "lead_role", "decision", "children", "incident", "why_consider", "agencies_involved", "other_partnerships", "circumstances")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    LEAD_NAME_FIELD_NUMBER: _ClassVar[int]
    LEAD_ROLE_FIELD_NUMBER: _ClassVar[int]
    DECISION_FIELD_NUMBER: _ClassVar[int]
    CHILDREN_FIELD_NUMBER: _ClassVar[int]
    INCIDENT_FIELD_NUMBER: _ClassVar[int]
    WHY_CONSIDER_FIELD_NUMBER: _ClassVar[int]
    AGENCIES_INVOLVED_FIELD_NUMBER: _ClassVar[int]
    OTHER_PARTNERSHIPS_FIELD_NUMBER: _ClassVar[int]
    CIRCUMSTANCES_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    lead_name: str
    lead_role: str
    decision: _decision_pb2.Decision
    children: _containers.RepeatedCompositeFieldContainer[Child]
    incident: Incident
    why_consider: str
    agencies_involved: _containers.RepeatedScalarFieldContainer[str]
    other_partnerships: _containers.RepeatedScalarFieldContainer[str]
    circumstances: Circumstances
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., lead_name: _Optional[str] = ..., lead_role: _Optional[str] = ..., decision: _Optional[_Union[_decision_pb2.Decision, _Mapping]] = ..., children: _Optional[_Iterable[_Union[Child, _Mapping]]] = ..., incident: _Optional[_Union[Incident, _Mapping]] = ..., why_consider: _Optional[str] = ..., agencies_involved: _Optional[_Iterable[str]] = ..., other_partnerships: _Optional[_Iterable[str]] = ..., circumstances: _Optional[_Union[Circumstances, _Mapping]] = ...) -> None: ...

class ReceiveReferralRequest(_message.Message):
    __slots__ = ("header", "agency", "referrer_name", "referrer_role", "agreement", "children", "incident", "why_consider", "agencies_involved", "other_partnerships", "not_a_safeguarding_referral", "circumstances", "referrer_contact")
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
    CIRCUMSTANCES_FIELD_NUMBER: _ClassVar[int]
    REFERRER_CONTACT_FIELD_NUMBER: _ClassVar[int]
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
    circumstances: Circumstances
    referrer_contact: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., agency: _Optional[str] = ..., referrer_name: _Optional[str] = ..., referrer_role: _Optional[str] = ..., agreement: _Optional[_Union[Agreement, _Mapping]] = ..., children: _Optional[_Iterable[_Union[Child, _Mapping]]] = ..., incident: _Optional[_Union[Incident, _Mapping]] = ..., why_consider: _Optional[str] = ..., agencies_involved: _Optional[_Iterable[str]] = ..., other_partnerships: _Optional[_Iterable[str]] = ..., not_a_safeguarding_referral: _Optional[bool] = ..., circumstances: _Optional[_Union[Circumstances, _Mapping]] = ..., referrer_contact: _Optional[str] = ...) -> None: ...

class NotifyIncidentRequest(_message.Message):
    __slots__ = ("header", "authority", "national_reference", "agency_aware_on", "authority_aware_on", "sent_on", "late_reason", "children", "incident", "agencies_involved", "other_partnerships", "notice", "nature", "grouping", "outline", "agency_aware_time", "agency_aware_recorded_by", "authority_aware_time", "authority_aware_recorded_by", "sent_time", "sent_recorded_by", "incident_recorded_by", "partners_told_on", "copied_to", "threshold_met", "known_to_agencies", "circumstances")
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
    NOTICE_FIELD_NUMBER: _ClassVar[int]
    NATURE_FIELD_NUMBER: _ClassVar[int]
    GROUPING_FIELD_NUMBER: _ClassVar[int]
    OUTLINE_FIELD_NUMBER: _ClassVar[int]
    AGENCY_AWARE_TIME_FIELD_NUMBER: _ClassVar[int]
    AGENCY_AWARE_RECORDED_BY_FIELD_NUMBER: _ClassVar[int]
    AUTHORITY_AWARE_TIME_FIELD_NUMBER: _ClassVar[int]
    AUTHORITY_AWARE_RECORDED_BY_FIELD_NUMBER: _ClassVar[int]
    SENT_TIME_FIELD_NUMBER: _ClassVar[int]
    SENT_RECORDED_BY_FIELD_NUMBER: _ClassVar[int]
    INCIDENT_RECORDED_BY_FIELD_NUMBER: _ClassVar[int]
    PARTNERS_TOLD_ON_FIELD_NUMBER: _ClassVar[int]
    COPIED_TO_FIELD_NUMBER: _ClassVar[int]
    THRESHOLD_MET_FIELD_NUMBER: _ClassVar[int]
    KNOWN_TO_AGENCIES_FIELD_NUMBER: _ClassVar[int]
    CIRCUMSTANCES_FIELD_NUMBER: _ClassVar[int]
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
    notice: str
    nature: str
    grouping: str
    outline: str
    agency_aware_time: str
    agency_aware_recorded_by: str
    authority_aware_time: str
    authority_aware_recorded_by: str
    sent_time: str
    sent_recorded_by: str
    incident_recorded_by: str
    partners_told_on: str
    copied_to: _containers.RepeatedScalarFieldContainer[str]
    threshold_met: str
    known_to_agencies: str
    circumstances: Circumstances
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., authority: _Optional[str] = ..., national_reference: _Optional[str] = ..., agency_aware_on: _Optional[str] = ..., authority_aware_on: _Optional[str] = ..., sent_on: _Optional[str] = ..., late_reason: _Optional[str] = ..., children: _Optional[_Iterable[_Union[Child, _Mapping]]] = ..., incident: _Optional[_Union[Incident, _Mapping]] = ..., agencies_involved: _Optional[_Iterable[str]] = ..., other_partnerships: _Optional[_Iterable[str]] = ..., notice: _Optional[str] = ..., nature: _Optional[str] = ..., grouping: _Optional[str] = ..., outline: _Optional[str] = ..., agency_aware_time: _Optional[str] = ..., agency_aware_recorded_by: _Optional[str] = ..., authority_aware_time: _Optional[str] = ..., authority_aware_recorded_by: _Optional[str] = ..., sent_time: _Optional[str] = ..., sent_recorded_by: _Optional[str] = ..., incident_recorded_by: _Optional[str] = ..., partners_told_on: _Optional[str] = ..., copied_to: _Optional[_Iterable[str]] = ..., threshold_met: _Optional[str] = ..., known_to_agencies: _Optional[str] = ..., circumstances: _Optional[_Union[Circumstances, _Mapping]] = ...) -> None: ...

class RestateNotificationRequest(_message.Message):
    __slots__ = ("header", "notice", "occurred_on", "agency_aware_on", "authority_aware_on", "sent_on", "late_reason", "national_reference", "reason")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    NOTICE_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_ON_FIELD_NUMBER: _ClassVar[int]
    AGENCY_AWARE_ON_FIELD_NUMBER: _ClassVar[int]
    AUTHORITY_AWARE_ON_FIELD_NUMBER: _ClassVar[int]
    SENT_ON_FIELD_NUMBER: _ClassVar[int]
    LATE_REASON_FIELD_NUMBER: _ClassVar[int]
    NATIONAL_REFERENCE_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    notice: str
    occurred_on: str
    agency_aware_on: str
    authority_aware_on: str
    sent_on: str
    late_reason: str
    national_reference: str
    reason: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., notice: _Optional[str] = ..., occurred_on: _Optional[str] = ..., agency_aware_on: _Optional[str] = ..., authority_aware_on: _Optional[str] = ..., sent_on: _Optional[str] = ..., late_reason: _Optional[str] = ..., national_reference: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class WithdrawNotificationRequest(_message.Message):
    __slots__ = ("header", "notice", "withdrawn_on", "reason", "explanation")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    NOTICE_FIELD_NUMBER: _ClassVar[int]
    WITHDRAWN_ON_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    EXPLANATION_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    notice: str
    withdrawn_on: str
    reason: str
    explanation: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., notice: _Optional[str] = ..., withdrawn_on: _Optional[str] = ..., reason: _Optional[str] = ..., explanation: _Optional[str] = ...) -> None: ...

class RecordPartnerViewRequest(_message.Message):
    __slots__ = ("header", "partner", "view", "reason", "findings")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    PARTNER_FIELD_NUMBER: _ClassVar[int]
    VIEW_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    FINDINGS_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    partner: str
    view: str
    reason: str
    findings: _containers.RepeatedCompositeFieldContainer[_decision_pb2.Finding]
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., partner: _Optional[str] = ..., view: _Optional[str] = ..., reason: _Optional[str] = ..., findings: _Optional[_Iterable[_Union[_decision_pb2.Finding, _Mapping]]] = ...) -> None: ...

class DecideThresholdRequest(_message.Message):
    __slots__ = ("header", "decision", "transferred_to")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    DECISION_FIELD_NUMBER: _ClassVar[int]
    TRANSFERRED_TO_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    decision: _decision_pb2.Decision
    transferred_to: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., decision: _Optional[_Union[_decision_pb2.Decision, _Mapping]] = ..., transferred_to: _Optional[str] = ...) -> None: ...

class DecideReferralRequest(_message.Message):
    __slots__ = ("header", "decision")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    DECISION_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    decision: _decision_pb2.Decision
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., decision: _Optional[_Union[_decision_pb2.Decision, _Mapping]] = ...) -> None: ...

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
    __slots__ = ("partner", "view", "reason", "findings")
    PARTNER_FIELD_NUMBER: _ClassVar[int]
    VIEW_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    FINDINGS_FIELD_NUMBER: _ClassVar[int]
    partner: str
    view: str
    reason: str
    findings: _containers.RepeatedCompositeFieldContainer[_decision_pb2.Finding]
    def __init__(self, partner: _Optional[str] = ..., view: _Optional[str] = ..., reason: _Optional[str] = ..., findings: _Optional[_Iterable[_Union[_decision_pb2.Finding, _Mapping]]] = ...) -> None: ...

class DescribedChild(_message.Message):
    __slots__ = ("pseudonym", "sex", "age", "unborn", "ethnicity", "ethnicity_known", "first_language", "religion", "disabilities", "placement", "legal_status", "plan_category", "plan_status", "looked_after", "care_leaver", "safe_now", "safety")
    PSEUDONYM_FIELD_NUMBER: _ClassVar[int]
    SEX_FIELD_NUMBER: _ClassVar[int]
    AGE_FIELD_NUMBER: _ClassVar[int]
    UNBORN_FIELD_NUMBER: _ClassVar[int]
    ETHNICITY_FIELD_NUMBER: _ClassVar[int]
    ETHNICITY_KNOWN_FIELD_NUMBER: _ClassVar[int]
    FIRST_LANGUAGE_FIELD_NUMBER: _ClassVar[int]
    RELIGION_FIELD_NUMBER: _ClassVar[int]
    DISABILITIES_FIELD_NUMBER: _ClassVar[int]
    PLACEMENT_FIELD_NUMBER: _ClassVar[int]
    LEGAL_STATUS_FIELD_NUMBER: _ClassVar[int]
    PLAN_CATEGORY_FIELD_NUMBER: _ClassVar[int]
    PLAN_STATUS_FIELD_NUMBER: _ClassVar[int]
    LOOKED_AFTER_FIELD_NUMBER: _ClassVar[int]
    CARE_LEAVER_FIELD_NUMBER: _ClassVar[int]
    SAFE_NOW_FIELD_NUMBER: _ClassVar[int]
    SAFETY_FIELD_NUMBER: _ClassVar[int]
    pseudonym: str
    sex: str
    age: int
    unborn: bool
    ethnicity: str
    ethnicity_known: str
    first_language: str
    religion: str
    disabilities: _containers.RepeatedScalarFieldContainer[str]
    placement: str
    legal_status: str
    plan_category: str
    plan_status: str
    looked_after: str
    care_leaver: str
    safe_now: str
    safety: str
    def __init__(self, pseudonym: _Optional[str] = ..., sex: _Optional[str] = ..., age: _Optional[int] = ..., unborn: _Optional[bool] = ..., ethnicity: _Optional[str] = ..., ethnicity_known: _Optional[str] = ..., first_language: _Optional[str] = ..., religion: _Optional[str] = ..., disabilities: _Optional[_Iterable[str]] = ..., placement: _Optional[str] = ..., legal_status: _Optional[str] = ..., plan_category: _Optional[str] = ..., plan_status: _Optional[str] = ..., looked_after: _Optional[str] = ..., care_leaver: _Optional[str] = ..., safe_now: _Optional[str] = ..., safety: _Optional[str] = ...) -> None: ...

class TimeFact(_message.Message):
    __slots__ = ("on", "time", "recorded_by", "precision", "until_on")
    ON_FIELD_NUMBER: _ClassVar[int]
    TIME_FIELD_NUMBER: _ClassVar[int]
    RECORDED_BY_FIELD_NUMBER: _ClassVar[int]
    PRECISION_FIELD_NUMBER: _ClassVar[int]
    UNTIL_ON_FIELD_NUMBER: _ClassVar[int]
    on: str
    time: str
    recorded_by: str
    precision: str
    until_on: str
    def __init__(self, on: _Optional[str] = ..., time: _Optional[str] = ..., recorded_by: _Optional[str] = ..., precision: _Optional[str] = ..., until_on: _Optional[str] = ...) -> None: ...

class NoticeClock(_message.Message):
    __slots__ = ("starts", "started_on", "due_on", "days_taken", "days_late")
    STARTS_FIELD_NUMBER: _ClassVar[int]
    STARTED_ON_FIELD_NUMBER: _ClassVar[int]
    DUE_ON_FIELD_NUMBER: _ClassVar[int]
    DAYS_TAKEN_FIELD_NUMBER: _ClassVar[int]
    DAYS_LATE_FIELD_NUMBER: _ClassVar[int]
    starts: str
    started_on: str
    due_on: str
    days_taken: int
    days_late: int
    def __init__(self, starts: _Optional[str] = ..., started_on: _Optional[str] = ..., due_on: _Optional[str] = ..., days_taken: _Optional[int] = ..., days_late: _Optional[int] = ...) -> None: ...

class Notice(_message.Message):
    __slots__ = ("notice", "authority", "national_reference", "nature", "track", "grouping", "covers", "outline", "occurred", "agency_aware", "authority_aware", "sent", "clock", "days_from_awareness", "days_from_incident", "late_reason", "partners_told_on", "copied_to", "threshold_met", "known_to_agencies", "withdrawn_on", "withdrawal_reason", "withdrawal_explanation")
    NOTICE_FIELD_NUMBER: _ClassVar[int]
    AUTHORITY_FIELD_NUMBER: _ClassVar[int]
    NATIONAL_REFERENCE_FIELD_NUMBER: _ClassVar[int]
    NATURE_FIELD_NUMBER: _ClassVar[int]
    TRACK_FIELD_NUMBER: _ClassVar[int]
    GROUPING_FIELD_NUMBER: _ClassVar[int]
    COVERS_FIELD_NUMBER: _ClassVar[int]
    OUTLINE_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_FIELD_NUMBER: _ClassVar[int]
    AGENCY_AWARE_FIELD_NUMBER: _ClassVar[int]
    AUTHORITY_AWARE_FIELD_NUMBER: _ClassVar[int]
    SENT_FIELD_NUMBER: _ClassVar[int]
    CLOCK_FIELD_NUMBER: _ClassVar[int]
    DAYS_FROM_AWARENESS_FIELD_NUMBER: _ClassVar[int]
    DAYS_FROM_INCIDENT_FIELD_NUMBER: _ClassVar[int]
    LATE_REASON_FIELD_NUMBER: _ClassVar[int]
    PARTNERS_TOLD_ON_FIELD_NUMBER: _ClassVar[int]
    COPIED_TO_FIELD_NUMBER: _ClassVar[int]
    THRESHOLD_MET_FIELD_NUMBER: _ClassVar[int]
    KNOWN_TO_AGENCIES_FIELD_NUMBER: _ClassVar[int]
    WITHDRAWN_ON_FIELD_NUMBER: _ClassVar[int]
    WITHDRAWAL_REASON_FIELD_NUMBER: _ClassVar[int]
    WITHDRAWAL_EXPLANATION_FIELD_NUMBER: _ClassVar[int]
    notice: str
    authority: str
    national_reference: str
    nature: str
    track: str
    grouping: str
    covers: _containers.RepeatedScalarFieldContainer[str]
    outline: str
    occurred: TimeFact
    agency_aware: TimeFact
    authority_aware: TimeFact
    sent: TimeFact
    clock: NoticeClock
    days_from_awareness: int
    days_from_incident: int
    late_reason: str
    partners_told_on: str
    copied_to: _containers.RepeatedScalarFieldContainer[str]
    threshold_met: str
    known_to_agencies: str
    withdrawn_on: str
    withdrawal_reason: str
    withdrawal_explanation: str
    def __init__(self, notice: _Optional[str] = ..., authority: _Optional[str] = ..., national_reference: _Optional[str] = ..., nature: _Optional[str] = ..., track: _Optional[str] = ..., grouping: _Optional[str] = ..., covers: _Optional[_Iterable[str]] = ..., outline: _Optional[str] = ..., occurred: _Optional[_Union[TimeFact, _Mapping]] = ..., agency_aware: _Optional[_Union[TimeFact, _Mapping]] = ..., authority_aware: _Optional[_Union[TimeFact, _Mapping]] = ..., sent: _Optional[_Union[TimeFact, _Mapping]] = ..., clock: _Optional[_Union[NoticeClock, _Mapping]] = ..., days_from_awareness: _Optional[int] = ..., days_from_incident: _Optional[int] = ..., late_reason: _Optional[str] = ..., partners_told_on: _Optional[str] = ..., copied_to: _Optional[_Iterable[str]] = ..., threshold_met: _Optional[str] = ..., known_to_agencies: _Optional[str] = ..., withdrawn_on: _Optional[str] = ..., withdrawal_reason: _Optional[str] = ..., withdrawal_explanation: _Optional[str] = ...) -> None: ...

class Referral(_message.Message):
    __slots__ = ("case_id", "reference", "partnership", "version", "status", "agency", "incident", "children", "views", "outcome", "decided_on", "notified_on", "agencies_involved", "other_partnerships", "described", "circumstances", "notices", "decisions", "why_consider", "referrer_role", "lead_role", "agreed_on", "track")
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
    DESCRIBED_FIELD_NUMBER: _ClassVar[int]
    CIRCUMSTANCES_FIELD_NUMBER: _ClassVar[int]
    NOTICES_FIELD_NUMBER: _ClassVar[int]
    DECISIONS_FIELD_NUMBER: _ClassVar[int]
    WHY_CONSIDER_FIELD_NUMBER: _ClassVar[int]
    REFERRER_ROLE_FIELD_NUMBER: _ClassVar[int]
    LEAD_ROLE_FIELD_NUMBER: _ClassVar[int]
    AGREED_ON_FIELD_NUMBER: _ClassVar[int]
    TRACK_FIELD_NUMBER: _ClassVar[int]
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
    described: _containers.RepeatedCompositeFieldContainer[DescribedChild]
    circumstances: Circumstances
    notices: _containers.RepeatedCompositeFieldContainer[Notice]
    decisions: _containers.RepeatedCompositeFieldContainer[_decision_pb2.DecisionRecord]
    why_consider: str
    referrer_role: str
    lead_role: str
    agreed_on: str
    track: str
    def __init__(self, case_id: _Optional[str] = ..., reference: _Optional[str] = ..., partnership: _Optional[str] = ..., version: _Optional[int] = ..., status: _Optional[str] = ..., agency: _Optional[str] = ..., incident: _Optional[_Union[Incident, _Mapping]] = ..., children: _Optional[_Iterable[str]] = ..., views: _Optional[_Iterable[_Union[PartnerView, _Mapping]]] = ..., outcome: _Optional[str] = ..., decided_on: _Optional[str] = ..., notified_on: _Optional[str] = ..., agencies_involved: _Optional[_Iterable[str]] = ..., other_partnerships: _Optional[_Iterable[str]] = ..., described: _Optional[_Iterable[_Union[DescribedChild, _Mapping]]] = ..., circumstances: _Optional[_Union[Circumstances, _Mapping]] = ..., notices: _Optional[_Iterable[_Union[Notice, _Mapping]]] = ..., decisions: _Optional[_Iterable[_Union[_decision_pb2.DecisionRecord, _Mapping]]] = ..., why_consider: _Optional[str] = ..., referrer_role: _Optional[str] = ..., lead_role: _Optional[str] = ..., agreed_on: _Optional[str] = ..., track: _Optional[str] = ...) -> None: ...

class RevealIdentitiesRequest(_message.Message):
    __slots__ = ("header", "purpose")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    PURPOSE_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    purpose: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., purpose: _Optional[str] = ...) -> None: ...

class Identities(_message.Message):
    __slots__ = ("children", "family", "referrer_name", "referrer_contact", "lead_name")
    CHILDREN_FIELD_NUMBER: _ClassVar[int]
    FAMILY_FIELD_NUMBER: _ClassVar[int]
    REFERRER_NAME_FIELD_NUMBER: _ClassVar[int]
    REFERRER_CONTACT_FIELD_NUMBER: _ClassVar[int]
    LEAD_NAME_FIELD_NUMBER: _ClassVar[int]
    children: _containers.RepeatedCompositeFieldContainer[Child]
    family: _containers.RepeatedCompositeFieldContainer[Relative]
    referrer_name: str
    referrer_contact: str
    lead_name: str
    def __init__(self, children: _Optional[_Iterable[_Union[Child, _Mapping]]] = ..., family: _Optional[_Iterable[_Union[Relative, _Mapping]]] = ..., referrer_name: _Optional[str] = ..., referrer_contact: _Optional[str] = ..., lead_name: _Optional[str] = ...) -> None: ...

class NotificationWorksheetRequest(_message.Message):
    __slots__ = ("header", "notice", "with_identities")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    NOTICE_FIELD_NUMBER: _ClassVar[int]
    WITH_IDENTITIES_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    notice: str
    with_identities: bool
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., notice: _Optional[str] = ..., with_identities: _Optional[bool] = ...) -> None: ...

class WorksheetField(_message.Message):
    __slots__ = ("section", "code", "label", "value", "missing")
    SECTION_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    LABEL_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    MISSING_FIELD_NUMBER: _ClassVar[int]
    section: str
    code: str
    label: str
    value: str
    missing: bool
    def __init__(self, section: _Optional[str] = ..., code: _Optional[str] = ..., label: _Optional[str] = ..., value: _Optional[str] = ..., missing: _Optional[bool] = ...) -> None: ...

class Worksheet(_message.Message):
    __slots__ = ("reference", "notice", "fields", "missing")
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    NOTICE_FIELD_NUMBER: _ClassVar[int]
    FIELDS_FIELD_NUMBER: _ClassVar[int]
    MISSING_FIELD_NUMBER: _ClassVar[int]
    reference: str
    notice: str
    fields: _containers.RepeatedCompositeFieldContainer[WorksheetField]
    missing: int
    def __init__(self, reference: _Optional[str] = ..., notice: _Optional[str] = ..., fields: _Optional[_Iterable[_Union[WorksheetField, _Mapping]]] = ..., missing: _Optional[int] = ...) -> None: ...

class ListAwaitingAgreementRequest(_message.Message):
    __slots__ = ("partnership",)
    PARTNERSHIP_FIELD_NUMBER: _ClassVar[int]
    partnership: str
    def __init__(self, partnership: _Optional[str] = ...) -> None: ...

class AwaitingAgreement(_message.Message):
    __slots__ = ("cases",)
    class Case(_message.Message):
        __slots__ = ("case_id", "agency", "prepared_on", "status")
        CASE_ID_FIELD_NUMBER: _ClassVar[int]
        AGENCY_FIELD_NUMBER: _ClassVar[int]
        PREPARED_ON_FIELD_NUMBER: _ClassVar[int]
        STATUS_FIELD_NUMBER: _ClassVar[int]
        case_id: str
        agency: str
        prepared_on: str
        status: str
        def __init__(self, case_id: _Optional[str] = ..., agency: _Optional[str] = ..., prepared_on: _Optional[str] = ..., status: _Optional[str] = ...) -> None: ...
    CASES_FIELD_NUMBER: _ClassVar[int]
    cases: _containers.RepeatedCompositeFieldContainer[AwaitingAgreement.Case]
    def __init__(self, cases: _Optional[_Iterable[_Union[AwaitingAgreement.Case, _Mapping]]] = ...) -> None: ...

class ListNotAgreedRequest(_message.Message):
    __slots__ = ("partnership",)
    PARTNERSHIP_FIELD_NUMBER: _ClassVar[int]
    partnership: str
    def __init__(self, partnership: _Optional[str] = ...) -> None: ...

class NotAgreed(_message.Message):
    __slots__ = ("cases",)
    class Case(_message.Message):
        __slots__ = ("case_id", "agency", "prepared_on", "decided_on", "own", "seen")
        CASE_ID_FIELD_NUMBER: _ClassVar[int]
        AGENCY_FIELD_NUMBER: _ClassVar[int]
        PREPARED_ON_FIELD_NUMBER: _ClassVar[int]
        DECIDED_ON_FIELD_NUMBER: _ClassVar[int]
        OWN_FIELD_NUMBER: _ClassVar[int]
        SEEN_FIELD_NUMBER: _ClassVar[int]
        case_id: str
        agency: str
        prepared_on: str
        decided_on: str
        own: bool
        seen: bool
        def __init__(self, case_id: _Optional[str] = ..., agency: _Optional[str] = ..., prepared_on: _Optional[str] = ..., decided_on: _Optional[str] = ..., own: _Optional[bool] = ..., seen: _Optional[bool] = ...) -> None: ...
    CASES_FIELD_NUMBER: _ClassVar[int]
    cases: _containers.RepeatedCompositeFieldContainer[NotAgreed.Case]
    def __init__(self, cases: _Optional[_Iterable[_Union[NotAgreed.Case, _Mapping]]] = ...) -> None: ...

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
