import datetime

from contracts.grpc import common_pb2 as _common_pb2
from contracts.grpc import decision_pb2 as _decision_pb2
from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class InvolveAgencyRequest(_message.Message):
    __slots__ = ("header", "agency", "decision")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    AGENCY_FIELD_NUMBER: _ClassVar[int]
    DECISION_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    agency: str
    decision: _decision_pb2.Decision
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., agency: _Optional[str] = ..., decision: _Optional[_Union[_decision_pb2.Decision, _Mapping]] = ...) -> None: ...

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
    __slots__ = ("header", "agencies_present", "discussion", "recommendations", "missing_returns_reason", "decision")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    AGENCIES_PRESENT_FIELD_NUMBER: _ClassVar[int]
    DISCUSSION_FIELD_NUMBER: _ClassVar[int]
    RECOMMENDATIONS_FIELD_NUMBER: _ClassVar[int]
    MISSING_RETURNS_REASON_FIELD_NUMBER: _ClassVar[int]
    DECISION_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    agencies_present: _containers.RepeatedScalarFieldContainer[str]
    discussion: str
    recommendations: _containers.RepeatedCompositeFieldContainer[Recommendation]
    missing_returns_reason: str
    decision: _decision_pb2.Decision
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., agencies_present: _Optional[_Iterable[str]] = ..., discussion: _Optional[str] = ..., recommendations: _Optional[_Iterable[_Union[Recommendation, _Mapping]]] = ..., missing_returns_reason: _Optional[str] = ..., decision: _Optional[_Union[_decision_pb2.Decision, _Mapping]] = ...) -> None: ...

class PracticeEpisode(_message.Message):
    __slots__ = ("episode", "analysis")
    EPISODE_FIELD_NUMBER: _ClassVar[int]
    ANALYSIS_FIELD_NUMBER: _ClassVar[int]
    episode: str
    analysis: str
    def __init__(self, episode: _Optional[str] = ..., analysis: _Optional[str] = ...) -> None: ...

class FinaliseReportRequest(_message.Message):
    __slots__ = ("header", "finalised_on", "facts", "immediate_action", "identity_and_context", "learning", "next_steps", "involvement", "key_practice_episodes", "lived_experience", "good_practice", "national_learning", "themes", "actions_taken", "national_view", "parallel_processes", "family_involvement", "returns", "sharing_plan")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    FINALISED_ON_FIELD_NUMBER: _ClassVar[int]
    FACTS_FIELD_NUMBER: _ClassVar[int]
    IMMEDIATE_ACTION_FIELD_NUMBER: _ClassVar[int]
    IDENTITY_AND_CONTEXT_FIELD_NUMBER: _ClassVar[int]
    LEARNING_FIELD_NUMBER: _ClassVar[int]
    NEXT_STEPS_FIELD_NUMBER: _ClassVar[int]
    INVOLVEMENT_FIELD_NUMBER: _ClassVar[int]
    KEY_PRACTICE_EPISODES_FIELD_NUMBER: _ClassVar[int]
    LIVED_EXPERIENCE_FIELD_NUMBER: _ClassVar[int]
    GOOD_PRACTICE_FIELD_NUMBER: _ClassVar[int]
    NATIONAL_LEARNING_FIELD_NUMBER: _ClassVar[int]
    THEMES_FIELD_NUMBER: _ClassVar[int]
    ACTIONS_TAKEN_FIELD_NUMBER: _ClassVar[int]
    NATIONAL_VIEW_FIELD_NUMBER: _ClassVar[int]
    PARALLEL_PROCESSES_FIELD_NUMBER: _ClassVar[int]
    FAMILY_INVOLVEMENT_FIELD_NUMBER: _ClassVar[int]
    RETURNS_FIELD_NUMBER: _ClassVar[int]
    SHARING_PLAN_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    finalised_on: str
    facts: str
    immediate_action: str
    identity_and_context: str
    learning: str
    next_steps: str
    involvement: str
    key_practice_episodes: _containers.RepeatedCompositeFieldContainer[PracticeEpisode]
    lived_experience: str
    good_practice: str
    national_learning: str
    themes: _containers.RepeatedScalarFieldContainer[str]
    actions_taken: str
    national_view: str
    parallel_processes: str
    family_involvement: str
    returns: str
    sharing_plan: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., finalised_on: _Optional[str] = ..., facts: _Optional[str] = ..., immediate_action: _Optional[str] = ..., identity_and_context: _Optional[str] = ..., learning: _Optional[str] = ..., next_steps: _Optional[str] = ..., involvement: _Optional[str] = ..., key_practice_episodes: _Optional[_Iterable[_Union[PracticeEpisode, _Mapping]]] = ..., lived_experience: _Optional[str] = ..., good_practice: _Optional[str] = ..., national_learning: _Optional[str] = ..., themes: _Optional[_Iterable[str]] = ..., actions_taken: _Optional[str] = ..., national_view: _Optional[str] = ..., parallel_processes: _Optional[str] = ..., family_involvement: _Optional[str] = ..., returns: _Optional[str] = ..., sharing_plan: _Optional[str] = ...) -> None: ...

class DecideCSPRRequest(_message.Message):
    __slots__ = ("header", "decision")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    DECISION_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    decision: _decision_pb2.Decision
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., decision: _Optional[_Union[_decision_pb2.Decision, _Mapping]] = ...) -> None: ...

class ScrutiniseReportRequest(_message.Message):
    __slots__ = ("header", "decision")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    DECISION_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    decision: _decision_pb2.Decision
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., decision: _Optional[_Union[_decision_pb2.Decision, _Mapping]] = ...) -> None: ...

class CommentAsScrutineerRequest(_message.Message):
    __slots__ = ("header", "commented_on", "comment")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    COMMENTED_ON_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    commented_on: str
    comment: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., commented_on: _Optional[str] = ..., comment: _Optional[str] = ...) -> None: ...

class CommentOnReportRequest(_message.Message):
    __slots__ = ("header", "commented_on", "section", "comment")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    COMMENTED_ON_FIELD_NUMBER: _ClassVar[int]
    SECTION_FIELD_NUMBER: _ClassVar[int]
    COMMENT_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    commented_on: str
    section: str
    comment: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., commented_on: _Optional[str] = ..., section: _Optional[str] = ..., comment: _Optional[str] = ...) -> None: ...

class SignedReport(_message.Message):
    __slots__ = ("case_id", "reference", "stage", "version", "rule_pack", "versions", "comments")
    class Version(_message.Message):
        __slots__ = ("report_version", "signed_by_role", "words")
        REPORT_VERSION_FIELD_NUMBER: _ClassVar[int]
        SIGNED_BY_ROLE_FIELD_NUMBER: _ClassVar[int]
        WORDS_FIELD_NUMBER: _ClassVar[int]
        report_version: int
        signed_by_role: str
        words: FinaliseReportRequest
        def __init__(self, report_version: _Optional[int] = ..., signed_by_role: _Optional[str] = ..., words: _Optional[_Union[FinaliseReportRequest, _Mapping]] = ...) -> None: ...
    class Comment(_message.Message):
        __slots__ = ("section", "comment", "commented_on", "by_role", "report_version")
        SECTION_FIELD_NUMBER: _ClassVar[int]
        COMMENT_FIELD_NUMBER: _ClassVar[int]
        COMMENTED_ON_FIELD_NUMBER: _ClassVar[int]
        BY_ROLE_FIELD_NUMBER: _ClassVar[int]
        REPORT_VERSION_FIELD_NUMBER: _ClassVar[int]
        section: str
        comment: str
        commented_on: str
        by_role: str
        report_version: int
        def __init__(self, section: _Optional[str] = ..., comment: _Optional[str] = ..., commented_on: _Optional[str] = ..., by_role: _Optional[str] = ..., report_version: _Optional[int] = ...) -> None: ...
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    STAGE_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    RULE_PACK_FIELD_NUMBER: _ClassVar[int]
    VERSIONS_FIELD_NUMBER: _ClassVar[int]
    COMMENTS_FIELD_NUMBER: _ClassVar[int]
    case_id: str
    reference: str
    stage: str
    version: int
    rule_pack: str
    versions: _containers.RepeatedCompositeFieldContainer[SignedReport.Version]
    comments: _containers.RepeatedCompositeFieldContainer[SignedReport.Comment]
    def __init__(self, case_id: _Optional[str] = ..., reference: _Optional[str] = ..., stage: _Optional[str] = ..., version: _Optional[int] = ..., rule_pack: _Optional[str] = ..., versions: _Optional[_Iterable[_Union[SignedReport.Version, _Mapping]]] = ..., comments: _Optional[_Iterable[_Union[SignedReport.Comment, _Mapping]]] = ...) -> None: ...

class SendToPanelRequest(_message.Message):
    __slots__ = ("header", "sent_on", "late_reason", "late_explanation", "override")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    SENT_ON_FIELD_NUMBER: _ClassVar[int]
    LATE_REASON_FIELD_NUMBER: _ClassVar[int]
    LATE_EXPLANATION_FIELD_NUMBER: _ClassVar[int]
    OVERRIDE_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    sent_on: str
    late_reason: str
    late_explanation: str
    override: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., sent_on: _Optional[str] = ..., late_reason: _Optional[str] = ..., late_explanation: _Optional[str] = ..., override: _Optional[str] = ...) -> None: ...

class RecordPanelReplyRequest(_message.Message):
    __slots__ = ("header", "decision")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    DECISION_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    decision: _decision_pb2.Decision
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., decision: _Optional[_Union[_decision_pb2.Decision, _Mapping]] = ...) -> None: ...

class RespondToPanelRequest(_message.Message):
    __slots__ = ("header", "decision")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    DECISION_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    decision: _decision_pb2.Decision
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., decision: _Optional[_Union[_decision_pb2.Decision, _Mapping]] = ...) -> None: ...

class CommissionLCSPRRequest(_message.Message):
    __slots__ = ("header", "decision", "key_lines_of_enquiry", "reviewer_role", "method", "other_review", "panel_told_on", "override")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    DECISION_FIELD_NUMBER: _ClassVar[int]
    KEY_LINES_OF_ENQUIRY_FIELD_NUMBER: _ClassVar[int]
    REVIEWER_ROLE_FIELD_NUMBER: _ClassVar[int]
    METHOD_FIELD_NUMBER: _ClassVar[int]
    OTHER_REVIEW_FIELD_NUMBER: _ClassVar[int]
    PANEL_TOLD_ON_FIELD_NUMBER: _ClassVar[int]
    OVERRIDE_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    decision: _decision_pb2.Decision
    key_lines_of_enquiry: _containers.RepeatedScalarFieldContainer[str]
    reviewer_role: str
    method: str
    other_review: str
    panel_told_on: str
    override: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., decision: _Optional[_Union[_decision_pb2.Decision, _Mapping]] = ..., key_lines_of_enquiry: _Optional[_Iterable[str]] = ..., reviewer_role: _Optional[str] = ..., method: _Optional[str] = ..., other_review: _Optional[str] = ..., panel_told_on: _Optional[str] = ..., override: _Optional[str] = ...) -> None: ...

class DecidePublicationRequest(_message.Message):
    __slots__ = ("header", "decision", "advance_notice_on", "published_on", "panel_told_on", "secretary_of_state_told_on", "override")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    DECISION_FIELD_NUMBER: _ClassVar[int]
    ADVANCE_NOTICE_ON_FIELD_NUMBER: _ClassVar[int]
    PUBLISHED_ON_FIELD_NUMBER: _ClassVar[int]
    PANEL_TOLD_ON_FIELD_NUMBER: _ClassVar[int]
    SECRETARY_OF_STATE_TOLD_ON_FIELD_NUMBER: _ClassVar[int]
    OVERRIDE_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    decision: _decision_pb2.Decision
    advance_notice_on: str
    published_on: str
    panel_told_on: str
    secretary_of_state_told_on: str
    override: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., decision: _Optional[_Union[_decision_pb2.Decision, _Mapping]] = ..., advance_notice_on: _Optional[str] = ..., published_on: _Optional[str] = ..., panel_told_on: _Optional[str] = ..., secretary_of_state_told_on: _Optional[str] = ..., override: _Optional[str] = ...) -> None: ...

class CloseReviewRequest(_message.Message):
    __slots__ = ("header", "decision", "override")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    DECISION_FIELD_NUMBER: _ClassVar[int]
    OVERRIDE_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    decision: _decision_pb2.Decision
    override: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., decision: _Optional[_Union[_decision_pb2.Decision, _Mapping]] = ..., override: _Optional[str] = ...) -> None: ...

class ReopenReviewRequest(_message.Message):
    __slots__ = ("header", "decision")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    DECISION_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    decision: _decision_pb2.Decision
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., decision: _Optional[_Union[_decision_pb2.Decision, _Mapping]] = ...) -> None: ...

class KnownDate(_message.Message):
    __slots__ = ("what", "falls_on")
    WHAT_FIELD_NUMBER: _ClassVar[int]
    FALLS_ON_FIELD_NUMBER: _ClassVar[int]
    what: str
    falls_on: str
    def __init__(self, what: _Optional[str] = ..., falls_on: _Optional[str] = ...) -> None: ...

class ParallelProcess(_message.Message):
    __slots__ = ("kind", "lead_body", "contact_role", "process_reference", "status", "known_dates", "last_checked_on", "restrictions")
    KIND_FIELD_NUMBER: _ClassVar[int]
    LEAD_BODY_FIELD_NUMBER: _ClassVar[int]
    CONTACT_ROLE_FIELD_NUMBER: _ClassVar[int]
    PROCESS_REFERENCE_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    KNOWN_DATES_FIELD_NUMBER: _ClassVar[int]
    LAST_CHECKED_ON_FIELD_NUMBER: _ClassVar[int]
    RESTRICTIONS_FIELD_NUMBER: _ClassVar[int]
    kind: str
    lead_body: str
    contact_role: str
    process_reference: str
    status: str
    known_dates: _containers.RepeatedCompositeFieldContainer[KnownDate]
    last_checked_on: str
    restrictions: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, kind: _Optional[str] = ..., lead_body: _Optional[str] = ..., contact_role: _Optional[str] = ..., process_reference: _Optional[str] = ..., status: _Optional[str] = ..., known_dates: _Optional[_Iterable[_Union[KnownDate, _Mapping]]] = ..., last_checked_on: _Optional[str] = ..., restrictions: _Optional[_Iterable[str]] = ...) -> None: ...

class RecordParallelProcessRequest(_message.Message):
    __slots__ = ("header", "process_id", "process")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    PROCESS_ID_FIELD_NUMBER: _ClassVar[int]
    PROCESS_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    process_id: str
    process: ParallelProcess
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., process_id: _Optional[str] = ..., process: _Optional[_Union[ParallelProcess, _Mapping]] = ...) -> None: ...

class UpdateParallelProcessRequest(_message.Message):
    __slots__ = ("header", "process_id", "process")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    PROCESS_ID_FIELD_NUMBER: _ClassVar[int]
    PROCESS_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    process_id: str
    process: ParallelProcess
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., process_id: _Optional[str] = ..., process: _Optional[_Union[ParallelProcess, _Mapping]] = ...) -> None: ...

class EndParallelProcessRequest(_message.Message):
    __slots__ = ("header", "process_id", "ended_on", "result")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    PROCESS_ID_FIELD_NUMBER: _ClassVar[int]
    ENDED_ON_FIELD_NUMBER: _ClassVar[int]
    RESULT_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    process_id: str
    ended_on: str
    result: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., process_id: _Optional[str] = ..., ended_on: _Optional[str] = ..., result: _Optional[str] = ...) -> None: ...

class PlaceLegalHoldRequest(_message.Message):
    __slots__ = ("header", "placed_on", "reason")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    PLACED_ON_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    placed_on: str
    reason: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., placed_on: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class LiftLegalHoldRequest(_message.Message):
    __slots__ = ("header", "lifted_on", "reason")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    LIFTED_ON_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    lifted_on: str
    reason: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., lifted_on: _Optional[str] = ..., reason: _Optional[str] = ...) -> None: ...

class FamilyInvolvement(_message.Message):
    __slots__ = ("who", "told", "told_by", "told_on", "not_told_reason", "views", "declined")
    WHO_FIELD_NUMBER: _ClassVar[int]
    TOLD_FIELD_NUMBER: _ClassVar[int]
    TOLD_BY_FIELD_NUMBER: _ClassVar[int]
    TOLD_ON_FIELD_NUMBER: _ClassVar[int]
    NOT_TOLD_REASON_FIELD_NUMBER: _ClassVar[int]
    VIEWS_FIELD_NUMBER: _ClassVar[int]
    DECLINED_FIELD_NUMBER: _ClassVar[int]
    who: str
    told: bool
    told_by: str
    told_on: str
    not_told_reason: str
    views: str
    declined: bool
    def __init__(self, who: _Optional[str] = ..., told: _Optional[bool] = ..., told_by: _Optional[str] = ..., told_on: _Optional[str] = ..., not_told_reason: _Optional[str] = ..., views: _Optional[str] = ..., declined: _Optional[bool] = ...) -> None: ...

class RecordFamilyInvolvementRequest(_message.Message):
    __slots__ = ("header", "involvement", "override")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    INVOLVEMENT_FIELD_NUMBER: _ClassVar[int]
    OVERRIDE_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    involvement: FamilyInvolvement
    override: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., involvement: _Optional[_Union[FamilyInvolvement, _Mapping]] = ..., override: _Optional[str] = ...) -> None: ...

class ProposeTransferRequest(_message.Message):
    __slots__ = ("header", "to", "reason", "proposed_on")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    TO_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    PROPOSED_ON_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    to: str
    reason: str
    proposed_on: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., to: _Optional[str] = ..., reason: _Optional[str] = ..., proposed_on: _Optional[str] = ...) -> None: ...

class AcceptTransferRequest(_message.Message):
    __slots__ = ("header", "transferred_on")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    TRANSFERRED_ON_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    transferred_on: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., transferred_on: _Optional[str] = ...) -> None: ...

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

class NextGate(_message.Message):
    __slots__ = ("gate", "label", "question", "body", "needs", "review_on")
    GATE_FIELD_NUMBER: _ClassVar[int]
    LABEL_FIELD_NUMBER: _ClassVar[int]
    QUESTION_FIELD_NUMBER: _ClassVar[int]
    BODY_FIELD_NUMBER: _ClassVar[int]
    NEEDS_FIELD_NUMBER: _ClassVar[int]
    REVIEW_ON_FIELD_NUMBER: _ClassVar[int]
    gate: str
    label: str
    question: str
    body: str
    needs: _containers.RepeatedScalarFieldContainer[str]
    review_on: str
    def __init__(self, gate: _Optional[str] = ..., label: _Optional[str] = ..., question: _Optional[str] = ..., body: _Optional[str] = ..., needs: _Optional[_Iterable[str]] = ..., review_on: _Optional[str] = ...) -> None: ...

class RunningProcess(_message.Message):
    __slots__ = ("process_id", "process", "ended_on")
    PROCESS_ID_FIELD_NUMBER: _ClassVar[int]
    PROCESS_FIELD_NUMBER: _ClassVar[int]
    ENDED_ON_FIELD_NUMBER: _ClassVar[int]
    process_id: str
    process: ParallelProcess
    ended_on: str
    def __init__(self, process_id: _Optional[str] = ..., process: _Optional[_Union[ParallelProcess, _Mapping]] = ..., ended_on: _Optional[str] = ...) -> None: ...

class LocalReview(_message.Message):
    __slots__ = ("due_on", "commissioning", "publication")
    DUE_ON_FIELD_NUMBER: _ClassVar[int]
    COMMISSIONING_FIELD_NUMBER: _ClassVar[int]
    PUBLICATION_FIELD_NUMBER: _ClassVar[int]
    due_on: str
    commissioning: str
    publication: str
    def __init__(self, due_on: _Optional[str] = ..., commissioning: _Optional[str] = ..., publication: _Optional[str] = ...) -> None: ...

class Review(_message.Message):
    __slots__ = ("case_id", "reference", "partnership", "version", "stage", "clock_started_on", "due_on", "rule_pack", "milestones", "agencies", "recommendations", "contributing_partnerships", "learning_drafted", "round", "meeting_at", "decisions", "next_gate", "processes", "restrictions", "local_review", "transfer_to")
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
    MEETING_AT_FIELD_NUMBER: _ClassVar[int]
    DECISIONS_FIELD_NUMBER: _ClassVar[int]
    NEXT_GATE_FIELD_NUMBER: _ClassVar[int]
    PROCESSES_FIELD_NUMBER: _ClassVar[int]
    RESTRICTIONS_FIELD_NUMBER: _ClassVar[int]
    LOCAL_REVIEW_FIELD_NUMBER: _ClassVar[int]
    TRANSFER_TO_FIELD_NUMBER: _ClassVar[int]
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
    meeting_at: _timestamp_pb2.Timestamp
    decisions: _containers.RepeatedCompositeFieldContainer[_decision_pb2.DecisionRecord]
    next_gate: NextGate
    processes: _containers.RepeatedCompositeFieldContainer[RunningProcess]
    restrictions: _containers.RepeatedScalarFieldContainer[str]
    local_review: LocalReview
    transfer_to: str
    def __init__(self, case_id: _Optional[str] = ..., reference: _Optional[str] = ..., partnership: _Optional[str] = ..., version: _Optional[int] = ..., stage: _Optional[str] = ..., clock_started_on: _Optional[str] = ..., due_on: _Optional[str] = ..., rule_pack: _Optional[str] = ..., milestones: _Optional[_Iterable[_Union[Milestone, _Mapping]]] = ..., agencies: _Optional[_Iterable[_Union[InvolvedAgency, _Mapping]]] = ..., recommendations: _Optional[_Iterable[_Union[Recommendation, _Mapping]]] = ..., contributing_partnerships: _Optional[_Iterable[str]] = ..., learning_drafted: _Optional[bool] = ..., round: _Optional[int] = ..., meeting_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., decisions: _Optional[_Iterable[_Union[_decision_pb2.DecisionRecord, _Mapping]]] = ..., next_gate: _Optional[_Union[NextGate, _Mapping]] = ..., processes: _Optional[_Iterable[_Union[RunningProcess, _Mapping]]] = ..., restrictions: _Optional[_Iterable[str]] = ..., local_review: _Optional[_Union[LocalReview, _Mapping]] = ..., transfer_to: _Optional[str] = ...) -> None: ...

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
