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

class PersonKnown(_message.Message):
    __slots__ = ("person", "code", "known")
    PERSON_FIELD_NUMBER: _ClassVar[int]
    CODE_FIELD_NUMBER: _ClassVar[int]
    KNOWN_FIELD_NUMBER: _ClassVar[int]
    person: str
    code: str
    known: bool
    def __init__(self, person: _Optional[str] = ..., code: _Optional[str] = ..., known: _Optional[bool] = ...) -> None: ...

class FamilyMember(_message.Message):
    __slots__ = ("code", "relationship", "age", "lives_with_child", "note")
    CODE_FIELD_NUMBER: _ClassVar[int]
    RELATIONSHIP_FIELD_NUMBER: _ClassVar[int]
    AGE_FIELD_NUMBER: _ClassVar[int]
    LIVES_WITH_CHILD_FIELD_NUMBER: _ClassVar[int]
    NOTE_FIELD_NUMBER: _ClassVar[int]
    code: str
    relationship: str
    age: str
    lives_with_child: str
    note: str
    def __init__(self, code: _Optional[str] = ..., relationship: _Optional[str] = ..., age: _Optional[str] = ..., lives_with_child: _Optional[str] = ..., note: _Optional[str] = ...) -> None: ...

class Consultation(_message.Message):
    __slots__ = ("practitioner", "how")
    PRACTITIONER_FIELD_NUMBER: _ClassVar[int]
    HOW_FIELD_NUMBER: _ClassVar[int]
    practitioner: str
    how: str
    def __init__(self, practitioner: _Optional[str] = ..., how: _Optional[str] = ...) -> None: ...

class Episode(_message.Message):
    __slots__ = ("code", "happened_on", "event", "what_was_done", "why", "effect")
    CODE_FIELD_NUMBER: _ClassVar[int]
    HAPPENED_ON_FIELD_NUMBER: _ClassVar[int]
    EVENT_FIELD_NUMBER: _ClassVar[int]
    WHAT_WAS_DONE_FIELD_NUMBER: _ClassVar[int]
    WHY_FIELD_NUMBER: _ClassVar[int]
    EFFECT_FIELD_NUMBER: _ClassVar[int]
    code: str
    happened_on: str
    event: str
    what_was_done: str
    why: str
    effect: str
    def __init__(self, code: _Optional[str] = ..., happened_on: _Optional[str] = ..., event: _Optional[str] = ..., what_was_done: _Optional[str] = ..., why: _Optional[str] = ..., effect: _Optional[str] = ...) -> None: ...

class IdentityPart(_message.Message):
    __slots__ = ("aspect", "recorded", "considered", "not_recorded_because")
    ASPECT_FIELD_NUMBER: _ClassVar[int]
    RECORDED_FIELD_NUMBER: _ClassVar[int]
    CONSIDERED_FIELD_NUMBER: _ClassVar[int]
    NOT_RECORDED_BECAUSE_FIELD_NUMBER: _ClassVar[int]
    aspect: str
    recorded: str
    considered: str
    not_recorded_because: str
    def __init__(self, aspect: _Optional[str] = ..., recorded: _Optional[str] = ..., considered: _Optional[str] = ..., not_recorded_because: _Optional[str] = ...) -> None: ...

class ActionTaken(_message.Message):
    __slots__ = ("text", "by_role", "taken_on")
    TEXT_FIELD_NUMBER: _ClassVar[int]
    BY_ROLE_FIELD_NUMBER: _ClassVar[int]
    TAKEN_ON_FIELD_NUMBER: _ClassVar[int]
    text: str
    by_role: str
    taken_on: str
    def __init__(self, text: _Optional[str] = ..., by_role: _Optional[str] = ..., taken_on: _Optional[str] = ...) -> None: ...

class ScopingDocument(_message.Message):
    __slots__ = ("checked_on", "systems_searched", "practitioners_consulted", "completed_with_practitioners", "not_with_practitioners_reason", "involvement", "lived_experience", "identity_and_context", "strengths", "improvements", "support_offered", "signed_by_role", "signed_on", "sign_off_statement", "immediate_actions", "service", "areas", "persons", "period_from", "period_to", "period_reason", "author_role", "consultations", "family", "episodes", "identity", "effect_of_inequality", "agency_learning", "agency_actions", "risk_to_other_children", "risk_explained", "other_agencies", "parallel_processes", "disclosure_limits", "record_quality", "record_gaps")
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
    SUPPORT_OFFERED_FIELD_NUMBER: _ClassVar[int]
    SIGNED_BY_ROLE_FIELD_NUMBER: _ClassVar[int]
    SIGNED_ON_FIELD_NUMBER: _ClassVar[int]
    SIGN_OFF_STATEMENT_FIELD_NUMBER: _ClassVar[int]
    IMMEDIATE_ACTIONS_FIELD_NUMBER: _ClassVar[int]
    SERVICE_FIELD_NUMBER: _ClassVar[int]
    AREAS_FIELD_NUMBER: _ClassVar[int]
    PERSONS_FIELD_NUMBER: _ClassVar[int]
    PERIOD_FROM_FIELD_NUMBER: _ClassVar[int]
    PERIOD_TO_FIELD_NUMBER: _ClassVar[int]
    PERIOD_REASON_FIELD_NUMBER: _ClassVar[int]
    AUTHOR_ROLE_FIELD_NUMBER: _ClassVar[int]
    CONSULTATIONS_FIELD_NUMBER: _ClassVar[int]
    FAMILY_FIELD_NUMBER: _ClassVar[int]
    EPISODES_FIELD_NUMBER: _ClassVar[int]
    IDENTITY_FIELD_NUMBER: _ClassVar[int]
    EFFECT_OF_INEQUALITY_FIELD_NUMBER: _ClassVar[int]
    AGENCY_LEARNING_FIELD_NUMBER: _ClassVar[int]
    AGENCY_ACTIONS_FIELD_NUMBER: _ClassVar[int]
    RISK_TO_OTHER_CHILDREN_FIELD_NUMBER: _ClassVar[int]
    RISK_EXPLAINED_FIELD_NUMBER: _ClassVar[int]
    OTHER_AGENCIES_FIELD_NUMBER: _ClassVar[int]
    PARALLEL_PROCESSES_FIELD_NUMBER: _ClassVar[int]
    DISCLOSURE_LIMITS_FIELD_NUMBER: _ClassVar[int]
    RECORD_QUALITY_FIELD_NUMBER: _ClassVar[int]
    RECORD_GAPS_FIELD_NUMBER: _ClassVar[int]
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
    support_offered: str
    signed_by_role: str
    signed_on: str
    sign_off_statement: str
    immediate_actions: _containers.RepeatedCompositeFieldContainer[ActionTaken]
    service: str
    areas: _containers.RepeatedScalarFieldContainer[str]
    persons: _containers.RepeatedCompositeFieldContainer[PersonKnown]
    period_from: str
    period_to: str
    period_reason: str
    author_role: str
    consultations: _containers.RepeatedCompositeFieldContainer[Consultation]
    family: _containers.RepeatedCompositeFieldContainer[FamilyMember]
    episodes: _containers.RepeatedCompositeFieldContainer[Episode]
    identity: _containers.RepeatedCompositeFieldContainer[IdentityPart]
    effect_of_inequality: str
    agency_learning: _containers.RepeatedScalarFieldContainer[str]
    agency_actions: _containers.RepeatedCompositeFieldContainer[ActionTaken]
    risk_to_other_children: str
    risk_explained: str
    other_agencies: _containers.RepeatedScalarFieldContainer[str]
    parallel_processes: _containers.RepeatedScalarFieldContainer[str]
    disclosure_limits: str
    record_quality: str
    record_gaps: str
    def __init__(self, checked_on: _Optional[str] = ..., systems_searched: _Optional[_Iterable[str]] = ..., practitioners_consulted: _Optional[_Iterable[str]] = ..., completed_with_practitioners: _Optional[bool] = ..., not_with_practitioners_reason: _Optional[str] = ..., involvement: _Optional[str] = ..., lived_experience: _Optional[str] = ..., identity_and_context: _Optional[str] = ..., strengths: _Optional[_Iterable[str]] = ..., improvements: _Optional[_Iterable[_Union[Improvement, _Mapping]]] = ..., support_offered: _Optional[str] = ..., signed_by_role: _Optional[str] = ..., signed_on: _Optional[str] = ..., sign_off_statement: _Optional[str] = ..., immediate_actions: _Optional[_Iterable[_Union[ActionTaken, _Mapping]]] = ..., service: _Optional[str] = ..., areas: _Optional[_Iterable[str]] = ..., persons: _Optional[_Iterable[_Union[PersonKnown, _Mapping]]] = ..., period_from: _Optional[str] = ..., period_to: _Optional[str] = ..., period_reason: _Optional[str] = ..., author_role: _Optional[str] = ..., consultations: _Optional[_Iterable[_Union[Consultation, _Mapping]]] = ..., family: _Optional[_Iterable[_Union[FamilyMember, _Mapping]]] = ..., episodes: _Optional[_Iterable[_Union[Episode, _Mapping]]] = ..., identity: _Optional[_Iterable[_Union[IdentityPart, _Mapping]]] = ..., effect_of_inequality: _Optional[str] = ..., agency_learning: _Optional[_Iterable[str]] = ..., agency_actions: _Optional[_Iterable[_Union[ActionTaken, _Mapping]]] = ..., risk_to_other_children: _Optional[str] = ..., risk_explained: _Optional[str] = ..., other_agencies: _Optional[_Iterable[str]] = ..., parallel_processes: _Optional[_Iterable[str]] = ..., disclosure_limits: _Optional[str] = ..., record_quality: _Optional[str] = ..., record_gaps: _Optional[str] = ...) -> None: ...

class ChronologyRow(_message.Message):
    __slots__ = ("happened_on", "precision", "source", "kind", "what_happened", "agency_response", "child_seen", "significance", "sensitivity", "row_id", "entered_by_role", "at_time", "ended_on", "recorded_on", "source_reference", "persons", "response_by_role", "child_seen_alone", "child_spoken_to", "child_said", "practice", "shared_with", "episode", "themes")
    HAPPENED_ON_FIELD_NUMBER: _ClassVar[int]
    PRECISION_FIELD_NUMBER: _ClassVar[int]
    SOURCE_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    WHAT_HAPPENED_FIELD_NUMBER: _ClassVar[int]
    AGENCY_RESPONSE_FIELD_NUMBER: _ClassVar[int]
    CHILD_SEEN_FIELD_NUMBER: _ClassVar[int]
    SIGNIFICANCE_FIELD_NUMBER: _ClassVar[int]
    SENSITIVITY_FIELD_NUMBER: _ClassVar[int]
    ROW_ID_FIELD_NUMBER: _ClassVar[int]
    ENTERED_BY_ROLE_FIELD_NUMBER: _ClassVar[int]
    AT_TIME_FIELD_NUMBER: _ClassVar[int]
    ENDED_ON_FIELD_NUMBER: _ClassVar[int]
    RECORDED_ON_FIELD_NUMBER: _ClassVar[int]
    SOURCE_REFERENCE_FIELD_NUMBER: _ClassVar[int]
    PERSONS_FIELD_NUMBER: _ClassVar[int]
    RESPONSE_BY_ROLE_FIELD_NUMBER: _ClassVar[int]
    CHILD_SEEN_ALONE_FIELD_NUMBER: _ClassVar[int]
    CHILD_SPOKEN_TO_FIELD_NUMBER: _ClassVar[int]
    CHILD_SAID_FIELD_NUMBER: _ClassVar[int]
    PRACTICE_FIELD_NUMBER: _ClassVar[int]
    SHARED_WITH_FIELD_NUMBER: _ClassVar[int]
    EPISODE_FIELD_NUMBER: _ClassVar[int]
    THEMES_FIELD_NUMBER: _ClassVar[int]
    happened_on: str
    precision: str
    source: str
    kind: str
    what_happened: str
    agency_response: str
    child_seen: str
    significance: str
    sensitivity: str
    row_id: str
    entered_by_role: str
    at_time: str
    ended_on: str
    recorded_on: str
    source_reference: str
    persons: _containers.RepeatedScalarFieldContainer[str]
    response_by_role: str
    child_seen_alone: str
    child_spoken_to: str
    child_said: str
    practice: str
    shared_with: _containers.RepeatedScalarFieldContainer[str]
    episode: str
    themes: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, happened_on: _Optional[str] = ..., precision: _Optional[str] = ..., source: _Optional[str] = ..., kind: _Optional[str] = ..., what_happened: _Optional[str] = ..., agency_response: _Optional[str] = ..., child_seen: _Optional[str] = ..., significance: _Optional[str] = ..., sensitivity: _Optional[str] = ..., row_id: _Optional[str] = ..., entered_by_role: _Optional[str] = ..., at_time: _Optional[str] = ..., ended_on: _Optional[str] = ..., recorded_on: _Optional[str] = ..., source_reference: _Optional[str] = ..., persons: _Optional[_Iterable[str]] = ..., response_by_role: _Optional[str] = ..., child_seen_alone: _Optional[str] = ..., child_spoken_to: _Optional[str] = ..., child_said: _Optional[str] = ..., practice: _Optional[str] = ..., shared_with: _Optional[_Iterable[str]] = ..., episode: _Optional[str] = ..., themes: _Optional[_Iterable[str]] = ...) -> None: ...

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

class EnterNilReturnRequest(_message.Message):
    __slots__ = ("header", "agency", "returned_on", "checked_on", "systems_searched", "persons", "signed_by_role", "signed_on", "sign_off_statement", "author_role", "other_agencies")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    AGENCY_FIELD_NUMBER: _ClassVar[int]
    RETURNED_ON_FIELD_NUMBER: _ClassVar[int]
    CHECKED_ON_FIELD_NUMBER: _ClassVar[int]
    SYSTEMS_SEARCHED_FIELD_NUMBER: _ClassVar[int]
    PERSONS_FIELD_NUMBER: _ClassVar[int]
    SIGNED_BY_ROLE_FIELD_NUMBER: _ClassVar[int]
    SIGNED_ON_FIELD_NUMBER: _ClassVar[int]
    SIGN_OFF_STATEMENT_FIELD_NUMBER: _ClassVar[int]
    AUTHOR_ROLE_FIELD_NUMBER: _ClassVar[int]
    OTHER_AGENCIES_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    agency: str
    returned_on: str
    checked_on: str
    systems_searched: _containers.RepeatedScalarFieldContainer[str]
    persons: _containers.RepeatedCompositeFieldContainer[PersonKnown]
    signed_by_role: str
    signed_on: str
    sign_off_statement: str
    author_role: str
    other_agencies: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., agency: _Optional[str] = ..., returned_on: _Optional[str] = ..., checked_on: _Optional[str] = ..., systems_searched: _Optional[_Iterable[str]] = ..., persons: _Optional[_Iterable[_Union[PersonKnown, _Mapping]]] = ..., signed_by_role: _Optional[str] = ..., signed_on: _Optional[str] = ..., sign_off_statement: _Optional[str] = ..., author_role: _Optional[str] = ..., other_agencies: _Optional[_Iterable[str]] = ...) -> None: ...

class ShareReturnRequest(_message.Message):
    __slots__ = ("header", "agency", "from_case_id", "from_return_number", "returned_on", "confirmed")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    AGENCY_FIELD_NUMBER: _ClassVar[int]
    FROM_CASE_ID_FIELD_NUMBER: _ClassVar[int]
    FROM_RETURN_NUMBER_FIELD_NUMBER: _ClassVar[int]
    RETURNED_ON_FIELD_NUMBER: _ClassVar[int]
    CONFIRMED_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    agency: str
    from_case_id: str
    from_return_number: int
    returned_on: str
    confirmed: bool
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., agency: _Optional[str] = ..., from_case_id: _Optional[str] = ..., from_return_number: _Optional[int] = ..., returned_on: _Optional[str] = ..., confirmed: _Optional[bool] = ...) -> None: ...

class SectionQuestion(_message.Message):
    __slots__ = ("section", "question")
    SECTION_FIELD_NUMBER: _ClassVar[int]
    QUESTION_FIELD_NUMBER: _ClassVar[int]
    section: str
    question: str
    def __init__(self, section: _Optional[str] = ..., question: _Optional[str] = ...) -> None: ...

class QuerySubmissionRequest(_message.Message):
    __slots__ = ("header", "agency", "question", "sections")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    AGENCY_FIELD_NUMBER: _ClassVar[int]
    QUESTION_FIELD_NUMBER: _ClassVar[int]
    SECTIONS_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    agency: str
    question: str
    sections: _containers.RepeatedCompositeFieldContainer[SectionQuestion]
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., agency: _Optional[str] = ..., question: _Optional[str] = ..., sections: _Optional[_Iterable[_Union[SectionQuestion, _Mapping]]] = ...) -> None: ...

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
    __slots__ = ("case_id", "agency", "return_number")
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    AGENCY_FIELD_NUMBER: _ClassVar[int]
    RETURN_NUMBER_FIELD_NUMBER: _ClassVar[int]
    case_id: str
    agency: str
    return_number: int
    def __init__(self, case_id: _Optional[str] = ..., agency: _Optional[str] = ..., return_number: _Optional[int] = ...) -> None: ...

class Origin(_message.Message):
    __slots__ = ("case_id", "reference", "return_number")
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    RETURN_NUMBER_FIELD_NUMBER: _ClassVar[int]
    case_id: str
    reference: str
    return_number: int
    def __init__(self, case_id: _Optional[str] = ..., reference: _Optional[str] = ..., return_number: _Optional[int] = ...) -> None: ...

class SentVersion(_message.Message):
    __slots__ = ("return_number", "returned_on", "days_late", "nil_return", "origin")
    RETURN_NUMBER_FIELD_NUMBER: _ClassVar[int]
    RETURNED_ON_FIELD_NUMBER: _ClassVar[int]
    DAYS_LATE_FIELD_NUMBER: _ClassVar[int]
    NIL_RETURN_FIELD_NUMBER: _ClassVar[int]
    ORIGIN_FIELD_NUMBER: _ClassVar[int]
    return_number: int
    returned_on: str
    days_late: int
    nil_return: bool
    origin: Origin
    def __init__(self, return_number: _Optional[int] = ..., returned_on: _Optional[str] = ..., days_late: _Optional[int] = ..., nil_return: _Optional[bool] = ..., origin: _Optional[_Union[Origin, _Mapping]] = ...) -> None: ...

class Query(_message.Message):
    __slots__ = ("asked_on", "return_number", "question", "sections", "answered")
    ASKED_ON_FIELD_NUMBER: _ClassVar[int]
    RETURN_NUMBER_FIELD_NUMBER: _ClassVar[int]
    QUESTION_FIELD_NUMBER: _ClassVar[int]
    SECTIONS_FIELD_NUMBER: _ClassVar[int]
    ANSWERED_FIELD_NUMBER: _ClassVar[int]
    asked_on: str
    return_number: int
    question: str
    sections: _containers.RepeatedCompositeFieldContainer[SectionQuestion]
    answered: bool
    def __init__(self, asked_on: _Optional[str] = ..., return_number: _Optional[int] = ..., question: _Optional[str] = ..., sections: _Optional[_Iterable[_Union[SectionQuestion, _Mapping]]] = ..., answered: _Optional[bool] = ...) -> None: ...

class Submission(_message.Message):
    __slots__ = ("case_id", "reference", "partnership", "agency", "version", "status", "requested_on", "due_on", "return_number", "nil_return", "scoping", "chronology", "returned_on", "versions", "queries", "rule_pack")
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
    RETURNED_ON_FIELD_NUMBER: _ClassVar[int]
    VERSIONS_FIELD_NUMBER: _ClassVar[int]
    QUERIES_FIELD_NUMBER: _ClassVar[int]
    RULE_PACK_FIELD_NUMBER: _ClassVar[int]
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
    returned_on: str
    versions: _containers.RepeatedCompositeFieldContainer[SentVersion]
    queries: _containers.RepeatedCompositeFieldContainer[Query]
    rule_pack: str
    def __init__(self, case_id: _Optional[str] = ..., reference: _Optional[str] = ..., partnership: _Optional[str] = ..., agency: _Optional[str] = ..., version: _Optional[int] = ..., status: _Optional[str] = ..., requested_on: _Optional[str] = ..., due_on: _Optional[str] = ..., return_number: _Optional[int] = ..., nil_return: _Optional[bool] = ..., scoping: _Optional[_Union[ScopingDocument, _Mapping]] = ..., chronology: _Optional[_Iterable[_Union[ChronologyRow, _Mapping]]] = ..., returned_on: _Optional[str] = ..., versions: _Optional[_Iterable[_Union[SentVersion, _Mapping]]] = ..., queries: _Optional[_Iterable[_Union[Query, _Mapping]]] = ..., rule_pack: _Optional[str] = ...) -> None: ...

class CompareVersionsRequest(_message.Message):
    __slots__ = ("case_id", "agency", "earlier", "later")
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    AGENCY_FIELD_NUMBER: _ClassVar[int]
    EARLIER_FIELD_NUMBER: _ClassVar[int]
    LATER_FIELD_NUMBER: _ClassVar[int]
    case_id: str
    agency: str
    earlier: int
    later: int
    def __init__(self, case_id: _Optional[str] = ..., agency: _Optional[str] = ..., earlier: _Optional[int] = ..., later: _Optional[int] = ...) -> None: ...

class Comparison(_message.Message):
    __slots__ = ("changes",)
    class Change(_message.Message):
        __slots__ = ("part", "change")
        PART_FIELD_NUMBER: _ClassVar[int]
        CHANGE_FIELD_NUMBER: _ClassVar[int]
        part: str
        change: str
        def __init__(self, part: _Optional[str] = ..., change: _Optional[str] = ...) -> None: ...
    CHANGES_FIELD_NUMBER: _ClassVar[int]
    changes: _containers.RepeatedCompositeFieldContainer[Comparison.Change]
    def __init__(self, changes: _Optional[_Iterable[_Union[Comparison.Change, _Mapping]]] = ...) -> None: ...

class MergedChronologyRequest(_message.Message):
    __slots__ = ("case_id",)
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    case_id: str
    def __init__(self, case_id: _Optional[str] = ...) -> None: ...

class Chronology(_message.Message):
    __slots__ = ("rows", "sources")
    class Row(_message.Message):
        __slots__ = ("agency", "row", "held_back")
        AGENCY_FIELD_NUMBER: _ClassVar[int]
        ROW_FIELD_NUMBER: _ClassVar[int]
        HELD_BACK_FIELD_NUMBER: _ClassVar[int]
        agency: str
        row: ChronologyRow
        held_back: bool
        def __init__(self, agency: _Optional[str] = ..., row: _Optional[_Union[ChronologyRow, _Mapping]] = ..., held_back: _Optional[bool] = ...) -> None: ...
    class Source(_message.Message):
        __slots__ = ("agency", "status", "return_number", "rows")
        AGENCY_FIELD_NUMBER: _ClassVar[int]
        STATUS_FIELD_NUMBER: _ClassVar[int]
        RETURN_NUMBER_FIELD_NUMBER: _ClassVar[int]
        ROWS_FIELD_NUMBER: _ClassVar[int]
        agency: str
        status: str
        return_number: int
        rows: int
        def __init__(self, agency: _Optional[str] = ..., status: _Optional[str] = ..., return_number: _Optional[int] = ..., rows: _Optional[int] = ...) -> None: ...
    ROWS_FIELD_NUMBER: _ClassVar[int]
    SOURCES_FIELD_NUMBER: _ClassVar[int]
    rows: _containers.RepeatedCompositeFieldContainer[Chronology.Row]
    sources: _containers.RepeatedCompositeFieldContainer[Chronology.Source]
    def __init__(self, rows: _Optional[_Iterable[_Union[Chronology.Row, _Mapping]]] = ..., sources: _Optional[_Iterable[_Union[Chronology.Source, _Mapping]]] = ...) -> None: ...

class ListOutstandingRequest(_message.Message):
    __slots__ = ("partnership", "agency")
    PARTNERSHIP_FIELD_NUMBER: _ClassVar[int]
    AGENCY_FIELD_NUMBER: _ClassVar[int]
    partnership: str
    agency: str
    def __init__(self, partnership: _Optional[str] = ..., agency: _Optional[str] = ...) -> None: ...

class Outstanding(_message.Message):
    __slots__ = ("items",)
    class Item(_message.Message):
        __slots__ = ("case_id", "reference", "agency", "status", "due_on", "partnership", "through")
        CASE_ID_FIELD_NUMBER: _ClassVar[int]
        REFERENCE_FIELD_NUMBER: _ClassVar[int]
        AGENCY_FIELD_NUMBER: _ClassVar[int]
        STATUS_FIELD_NUMBER: _ClassVar[int]
        DUE_ON_FIELD_NUMBER: _ClassVar[int]
        PARTNERSHIP_FIELD_NUMBER: _ClassVar[int]
        THROUGH_FIELD_NUMBER: _ClassVar[int]
        case_id: str
        reference: str
        agency: str
        status: str
        due_on: str
        partnership: str
        through: str
        def __init__(self, case_id: _Optional[str] = ..., reference: _Optional[str] = ..., agency: _Optional[str] = ..., status: _Optional[str] = ..., due_on: _Optional[str] = ..., partnership: _Optional[str] = ..., through: _Optional[str] = ...) -> None: ...
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[Outstanding.Item]
    def __init__(self, items: _Optional[_Iterable[_Union[Outstanding.Item, _Mapping]]] = ...) -> None: ...

class CheckWordsRequest(_message.Message):
    __slots__ = ("texts",)
    class Text(_message.Message):
        __slots__ = ("field", "text")
        FIELD_FIELD_NUMBER: _ClassVar[int]
        TEXT_FIELD_NUMBER: _ClassVar[int]
        field: str
        text: str
        def __init__(self, field: _Optional[str] = ..., text: _Optional[str] = ...) -> None: ...
    TEXTS_FIELD_NUMBER: _ClassVar[int]
    texts: _containers.RepeatedCompositeFieldContainer[CheckWordsRequest.Text]
    def __init__(self, texts: _Optional[_Iterable[_Union[CheckWordsRequest.Text, _Mapping]]] = ...) -> None: ...

class WordingHints(_message.Message):
    __slots__ = ("hints",)
    class Hint(_message.Message):
        __slots__ = ("field", "word", "suggestion")
        FIELD_FIELD_NUMBER: _ClassVar[int]
        WORD_FIELD_NUMBER: _ClassVar[int]
        SUGGESTION_FIELD_NUMBER: _ClassVar[int]
        field: str
        word: str
        suggestion: str
        def __init__(self, field: _Optional[str] = ..., word: _Optional[str] = ..., suggestion: _Optional[str] = ...) -> None: ...
    HINTS_FIELD_NUMBER: _ClassVar[int]
    hints: _containers.RepeatedCompositeFieldContainer[WordingHints.Hint]
    def __init__(self, hints: _Optional[_Iterable[_Union[WordingHints.Hint, _Mapping]]] = ...) -> None: ...

class NoteSupportRequest(_message.Message):
    __slots__ = ("header", "agency", "practitioner", "offered", "offered_on")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    AGENCY_FIELD_NUMBER: _ClassVar[int]
    PRACTITIONER_FIELD_NUMBER: _ClassVar[int]
    OFFERED_FIELD_NUMBER: _ClassVar[int]
    OFFERED_ON_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    agency: str
    practitioner: str
    offered: str
    offered_on: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., agency: _Optional[str] = ..., practitioner: _Optional[str] = ..., offered: _Optional[str] = ..., offered_on: _Optional[str] = ...) -> None: ...

class SupportNoted(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class ListSupportRequest(_message.Message):
    __slots__ = ("partnership", "case_id", "agency")
    PARTNERSHIP_FIELD_NUMBER: _ClassVar[int]
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    AGENCY_FIELD_NUMBER: _ClassVar[int]
    partnership: str
    case_id: str
    agency: str
    def __init__(self, partnership: _Optional[str] = ..., case_id: _Optional[str] = ..., agency: _Optional[str] = ...) -> None: ...

class Support(_message.Message):
    __slots__ = ("entries",)
    class Entry(_message.Message):
        __slots__ = ("practitioner", "offered", "offered_on")
        PRACTITIONER_FIELD_NUMBER: _ClassVar[int]
        OFFERED_FIELD_NUMBER: _ClassVar[int]
        OFFERED_ON_FIELD_NUMBER: _ClassVar[int]
        practitioner: str
        offered: str
        offered_on: str
        def __init__(self, practitioner: _Optional[str] = ..., offered: _Optional[str] = ..., offered_on: _Optional[str] = ...) -> None: ...
    ENTRIES_FIELD_NUMBER: _ClassVar[int]
    entries: _containers.RepeatedCompositeFieldContainer[Support.Entry]
    def __init__(self, entries: _Optional[_Iterable[_Union[Support.Entry, _Mapping]]] = ...) -> None: ...

class GetAgencyDraftsRequest(_message.Message):
    __slots__ = ("partnership", "case_id", "agency")
    PARTNERSHIP_FIELD_NUMBER: _ClassVar[int]
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    AGENCY_FIELD_NUMBER: _ClassVar[int]
    partnership: str
    case_id: str
    agency: str
    def __init__(self, partnership: _Optional[str] = ..., case_id: _Optional[str] = ..., agency: _Optional[str] = ...) -> None: ...

class AgencyDrafts(_message.Message):
    __slots__ = ("drafts",)
    class Draft(_message.Message):
        __slots__ = ("author", "revision", "saved_at", "content")
        AUTHOR_FIELD_NUMBER: _ClassVar[int]
        REVISION_FIELD_NUMBER: _ClassVar[int]
        SAVED_AT_FIELD_NUMBER: _ClassVar[int]
        CONTENT_FIELD_NUMBER: _ClassVar[int]
        author: str
        revision: int
        saved_at: str
        content: str
        def __init__(self, author: _Optional[str] = ..., revision: _Optional[int] = ..., saved_at: _Optional[str] = ..., content: _Optional[str] = ...) -> None: ...
    DRAFTS_FIELD_NUMBER: _ClassVar[int]
    drafts: _containers.RepeatedCompositeFieldContainer[AgencyDrafts.Draft]
    def __init__(self, drafts: _Optional[_Iterable[_Union[AgencyDrafts.Draft, _Mapping]]] = ...) -> None: ...
