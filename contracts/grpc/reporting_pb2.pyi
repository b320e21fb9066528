import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from contracts.grpc import history_pb2 as _history_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ListCasesRequest(_message.Message):
    __slots__ = ("partnership", "include_closed", "with_load", "page", "my_steps")
    PARTNERSHIP_FIELD_NUMBER: _ClassVar[int]
    INCLUDE_CLOSED_FIELD_NUMBER: _ClassVar[int]
    WITH_LOAD_FIELD_NUMBER: _ClassVar[int]
    PAGE_FIELD_NUMBER: _ClassVar[int]
    MY_STEPS_FIELD_NUMBER: _ClassVar[int]
    partnership: str
    include_closed: bool
    with_load: bool
    page: CasePage
    my_steps: MySteps
    def __init__(self, partnership: _Optional[str] = ..., include_closed: _Optional[bool] = ..., with_load: _Optional[bool] = ..., page: _Optional[_Union[CasePage, _Mapping]] = ..., my_steps: _Optional[_Union[MySteps, _Mapping]] = ...) -> None: ...

class CasePage(_message.Message):
    __slots__ = ("size", "number", "show", "stage", "waiting_for", "reference", "sort", "descending")
    SIZE_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    SHOW_FIELD_NUMBER: _ClassVar[int]
    STAGE_FIELD_NUMBER: _ClassVar[int]
    WAITING_FOR_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    SORT_FIELD_NUMBER: _ClassVar[int]
    DESCENDING_FIELD_NUMBER: _ClassVar[int]
    size: int
    number: int
    show: str
    stage: str
    waiting_for: str
    reference: str
    sort: str
    descending: bool
    def __init__(self, size: _Optional[int] = ..., number: _Optional[int] = ..., show: _Optional[str] = ..., stage: _Optional[str] = ..., waiting_for: _Optional[str] = ..., reference: _Optional[str] = ..., sort: _Optional[str] = ..., descending: _Optional[bool] = ...) -> None: ...

class MySteps(_message.Message):
    __slots__ = ("size", "but")
    SIZE_FIELD_NUMBER: _ClassVar[int]
    BUT_FIELD_NUMBER: _ClassVar[int]
    size: int
    but: _containers.RepeatedCompositeFieldContainer[StageOfCase]
    def __init__(self, size: _Optional[int] = ..., but: _Optional[_Iterable[_Union[StageOfCase, _Mapping]]] = ...) -> None: ...

class StageOfCase(_message.Message):
    __slots__ = ("case_id", "stage")
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    STAGE_FIELD_NUMBER: _ClassVar[int]
    case_id: str
    stage: str
    def __init__(self, case_id: _Optional[str] = ..., stage: _Optional[str] = ...) -> None: ...

class Late(_message.Message):
    __slots__ = ("what", "who", "due_on", "working_days")
    WHAT_FIELD_NUMBER: _ClassVar[int]
    WHO_FIELD_NUMBER: _ClassVar[int]
    DUE_ON_FIELD_NUMBER: _ClassVar[int]
    WORKING_DAYS_FIELD_NUMBER: _ClassVar[int]
    what: str
    who: str
    due_on: str
    working_days: int
    def __init__(self, what: _Optional[str] = ..., who: _Optional[str] = ..., due_on: _Optional[str] = ..., working_days: _Optional[int] = ...) -> None: ...

class CaseSummary(_message.Message):
    __slots__ = ("case_id", "reference", "partnership", "partnership_name", "stage", "stage_label", "day", "of_days", "due_on", "sent_on", "days_late", "late", "next_step", "next_actor", "outcome", "live", "contributing", "returns_in", "returns_asked", "changed_at", "next_due_on", "waiting_for")
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    PARTNERSHIP_FIELD_NUMBER: _ClassVar[int]
    PARTNERSHIP_NAME_FIELD_NUMBER: _ClassVar[int]
    STAGE_FIELD_NUMBER: _ClassVar[int]
    STAGE_LABEL_FIELD_NUMBER: _ClassVar[int]
    DAY_FIELD_NUMBER: _ClassVar[int]
    OF_DAYS_FIELD_NUMBER: _ClassVar[int]
    DUE_ON_FIELD_NUMBER: _ClassVar[int]
    SENT_ON_FIELD_NUMBER: _ClassVar[int]
    DAYS_LATE_FIELD_NUMBER: _ClassVar[int]
    LATE_FIELD_NUMBER: _ClassVar[int]
    NEXT_STEP_FIELD_NUMBER: _ClassVar[int]
    NEXT_ACTOR_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    LIVE_FIELD_NUMBER: _ClassVar[int]
    CONTRIBUTING_FIELD_NUMBER: _ClassVar[int]
    RETURNS_IN_FIELD_NUMBER: _ClassVar[int]
    RETURNS_ASKED_FIELD_NUMBER: _ClassVar[int]
    CHANGED_AT_FIELD_NUMBER: _ClassVar[int]
    NEXT_DUE_ON_FIELD_NUMBER: _ClassVar[int]
    WAITING_FOR_FIELD_NUMBER: _ClassVar[int]
    case_id: str
    reference: str
    partnership: str
    partnership_name: str
    stage: str
    stage_label: str
    day: int
    of_days: int
    due_on: str
    sent_on: str
    days_late: int
    late: _containers.RepeatedCompositeFieldContainer[Late]
    next_step: str
    next_actor: str
    outcome: str
    live: bool
    contributing: bool
    returns_in: int
    returns_asked: int
    changed_at: _timestamp_pb2.Timestamp
    next_due_on: str
    waiting_for: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, case_id: _Optional[str] = ..., reference: _Optional[str] = ..., partnership: _Optional[str] = ..., partnership_name: _Optional[str] = ..., stage: _Optional[str] = ..., stage_label: _Optional[str] = ..., day: _Optional[int] = ..., of_days: _Optional[int] = ..., due_on: _Optional[str] = ..., sent_on: _Optional[str] = ..., days_late: _Optional[int] = ..., late: _Optional[_Iterable[_Union[Late, _Mapping]]] = ..., next_step: _Optional[str] = ..., next_actor: _Optional[str] = ..., outcome: _Optional[str] = ..., live: _Optional[bool] = ..., contributing: _Optional[bool] = ..., returns_in: _Optional[int] = ..., returns_asked: _Optional[int] = ..., changed_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., next_due_on: _Optional[str] = ..., waiting_for: _Optional[_Iterable[str]] = ...) -> None: ...

class AgencyLoad(_message.Message):
    __slots__ = ("agency", "agency_name", "outstanding", "late", "first_due_on")
    AGENCY_FIELD_NUMBER: _ClassVar[int]
    AGENCY_NAME_FIELD_NUMBER: _ClassVar[int]
    OUTSTANDING_FIELD_NUMBER: _ClassVar[int]
    LATE_FIELD_NUMBER: _ClassVar[int]
    FIRST_DUE_ON_FIELD_NUMBER: _ClassVar[int]
    agency: str
    agency_name: str
    outstanding: int
    late: int
    first_due_on: str
    def __init__(self, agency: _Optional[str] = ..., agency_name: _Optional[str] = ..., outstanding: _Optional[int] = ..., late: _Optional[int] = ..., first_due_on: _Optional[str] = ...) -> None: ...

class WeekLoad(_message.Message):
    __slots__ = ("begins_on", "returns", "meetings", "reports")
    BEGINS_ON_FIELD_NUMBER: _ClassVar[int]
    RETURNS_FIELD_NUMBER: _ClassVar[int]
    MEETINGS_FIELD_NUMBER: _ClassVar[int]
    REPORTS_FIELD_NUMBER: _ClassVar[int]
    begins_on: str
    returns: int
    meetings: int
    reports: int
    def __init__(self, begins_on: _Optional[str] = ..., returns: _Optional[int] = ..., meetings: _Optional[int] = ..., reports: _Optional[int] = ...) -> None: ...

class Figures(_message.Message):
    __slots__ = ("live", "late", "due_soon")
    LIVE_FIELD_NUMBER: _ClassVar[int]
    LATE_FIELD_NUMBER: _ClassVar[int]
    DUE_SOON_FIELD_NUMBER: _ClassVar[int]
    live: int
    late: int
    due_soon: int
    def __init__(self, live: _Optional[int] = ..., late: _Optional[int] = ..., due_soon: _Optional[int] = ...) -> None: ...

class Steps(_message.Message):
    __slots__ = ("cases", "found", "late", "due_today")
    CASES_FIELD_NUMBER: _ClassVar[int]
    FOUND_FIELD_NUMBER: _ClassVar[int]
    LATE_FIELD_NUMBER: _ClassVar[int]
    DUE_TODAY_FIELD_NUMBER: _ClassVar[int]
    cases: _containers.RepeatedCompositeFieldContainer[CaseSummary]
    found: int
    late: int
    due_today: int
    def __init__(self, cases: _Optional[_Iterable[_Union[CaseSummary, _Mapping]]] = ..., found: _Optional[int] = ..., late: _Optional[int] = ..., due_today: _Optional[int] = ...) -> None: ...

class Cases(_message.Message):
    __slots__ = ("cases", "revision", "today", "agencies", "weeks", "figures", "found", "page_number", "my_steps")
    CASES_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    TODAY_FIELD_NUMBER: _ClassVar[int]
    AGENCIES_FIELD_NUMBER: _ClassVar[int]
    WEEKS_FIELD_NUMBER: _ClassVar[int]
    FIGURES_FIELD_NUMBER: _ClassVar[int]
    FOUND_FIELD_NUMBER: _ClassVar[int]
    PAGE_NUMBER_FIELD_NUMBER: _ClassVar[int]
    MY_STEPS_FIELD_NUMBER: _ClassVar[int]
    cases: _containers.RepeatedCompositeFieldContainer[CaseSummary]
    revision: int
    today: str
    agencies: _containers.RepeatedCompositeFieldContainer[AgencyLoad]
    weeks: _containers.RepeatedCompositeFieldContainer[WeekLoad]
    figures: Figures
    found: int
    page_number: int
    my_steps: Steps
    def __init__(self, cases: _Optional[_Iterable[_Union[CaseSummary, _Mapping]]] = ..., revision: _Optional[int] = ..., today: _Optional[str] = ..., agencies: _Optional[_Iterable[_Union[AgencyLoad, _Mapping]]] = ..., weeks: _Optional[_Iterable[_Union[WeekLoad, _Mapping]]] = ..., figures: _Optional[_Union[Figures, _Mapping]] = ..., found: _Optional[int] = ..., page_number: _Optional[int] = ..., my_steps: _Optional[_Union[Steps, _Mapping]] = ...) -> None: ...

class WhichCasesRequest(_message.Message):
    __slots__ = ("case_ids",)
    CASE_IDS_FIELD_NUMBER: _ClassVar[int]
    case_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, case_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class WhichCasesAnswer(_message.Message):
    __slots__ = ("case_ids",)
    CASE_IDS_FIELD_NUMBER: _ClassVar[int]
    case_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, case_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class GetCaseRequest(_message.Message):
    __slots__ = ("case_id", "reference")
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    case_id: str
    reference: str
    def __init__(self, case_id: _Optional[str] = ..., reference: _Optional[str] = ...) -> None: ...

class SearchCasesRequest(_message.Message):
    __slots__ = ("partnership", "reference", "stage", "agency", "theme", "begun_from", "begun_to")
    PARTNERSHIP_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    STAGE_FIELD_NUMBER: _ClassVar[int]
    AGENCY_FIELD_NUMBER: _ClassVar[int]
    THEME_FIELD_NUMBER: _ClassVar[int]
    BEGUN_FROM_FIELD_NUMBER: _ClassVar[int]
    BEGUN_TO_FIELD_NUMBER: _ClassVar[int]
    partnership: str
    reference: str
    stage: str
    agency: str
    theme: str
    begun_from: str
    begun_to: str
    def __init__(self, partnership: _Optional[str] = ..., reference: _Optional[str] = ..., stage: _Optional[str] = ..., agency: _Optional[str] = ..., theme: _Optional[str] = ..., begun_from: _Optional[str] = ..., begun_to: _Optional[str] = ...) -> None: ...

class FoundCase(_message.Message):
    __slots__ = ("summary", "begun_at", "themes")
    SUMMARY_FIELD_NUMBER: _ClassVar[int]
    BEGUN_AT_FIELD_NUMBER: _ClassVar[int]
    THEMES_FIELD_NUMBER: _ClassVar[int]
    summary: CaseSummary
    begun_at: _timestamp_pb2.Timestamp
    themes: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, summary: _Optional[_Union[CaseSummary, _Mapping]] = ..., begun_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., themes: _Optional[_Iterable[str]] = ...) -> None: ...

class FoundCases(_message.Message):
    __slots__ = ("cases", "more", "agencies", "themes")
    CASES_FIELD_NUMBER: _ClassVar[int]
    MORE_FIELD_NUMBER: _ClassVar[int]
    AGENCIES_FIELD_NUMBER: _ClassVar[int]
    THEMES_FIELD_NUMBER: _ClassVar[int]
    cases: _containers.RepeatedCompositeFieldContainer[FoundCase]
    more: bool
    agencies: _containers.RepeatedScalarFieldContainer[str]
    themes: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, cases: _Optional[_Iterable[_Union[FoundCase, _Mapping]]] = ..., more: _Optional[bool] = ..., agencies: _Optional[_Iterable[str]] = ..., themes: _Optional[_Iterable[str]] = ...) -> None: ...

class ReplayCaseRequest(_message.Message):
    __slots__ = ("case_id", "reference", "known_at")
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    KNOWN_AT_FIELD_NUMBER: _ClassVar[int]
    case_id: str
    reference: str
    known_at: _timestamp_pb2.Timestamp
    def __init__(self, case_id: _Optional[str] = ..., reference: _Optional[str] = ..., known_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...

class Change(_message.Message):
    __slots__ = ("what", "who", "before", "after")
    WHAT_FIELD_NUMBER: _ClassVar[int]
    WHO_FIELD_NUMBER: _ClassVar[int]
    BEFORE_FIELD_NUMBER: _ClassVar[int]
    AFTER_FIELD_NUMBER: _ClassVar[int]
    what: str
    who: str
    before: str
    after: str
    def __init__(self, what: _Optional[str] = ..., who: _Optional[str] = ..., before: _Optional[str] = ..., after: _Optional[str] = ...) -> None: ...

class ReplayStep(_message.Message):
    __slots__ = ("entry", "stage_before", "stage_after", "stage_label_before", "stage_label_after", "changes")
    ENTRY_FIELD_NUMBER: _ClassVar[int]
    STAGE_BEFORE_FIELD_NUMBER: _ClassVar[int]
    STAGE_AFTER_FIELD_NUMBER: _ClassVar[int]
    STAGE_LABEL_BEFORE_FIELD_NUMBER: _ClassVar[int]
    STAGE_LABEL_AFTER_FIELD_NUMBER: _ClassVar[int]
    CHANGES_FIELD_NUMBER: _ClassVar[int]
    entry: TimelineEntry
    stage_before: str
    stage_after: str
    stage_label_before: str
    stage_label_after: str
    changes: _containers.RepeatedCompositeFieldContainer[Change]
    def __init__(self, entry: _Optional[_Union[TimelineEntry, _Mapping]] = ..., stage_before: _Optional[str] = ..., stage_after: _Optional[str] = ..., stage_label_before: _Optional[str] = ..., stage_label_after: _Optional[str] = ..., changes: _Optional[_Iterable[_Union[Change, _Mapping]]] = ...) -> None: ...

class CaseReplay(_message.Message):
    __slots__ = ("case_id", "reference", "partnership", "partnership_name", "steps", "standing")
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    PARTNERSHIP_FIELD_NUMBER: _ClassVar[int]
    PARTNERSHIP_NAME_FIELD_NUMBER: _ClassVar[int]
    STEPS_FIELD_NUMBER: _ClassVar[int]
    STANDING_FIELD_NUMBER: _ClassVar[int]
    case_id: str
    reference: str
    partnership: str
    partnership_name: str
    steps: _containers.RepeatedCompositeFieldContainer[ReplayStep]
    standing: _containers.RepeatedCompositeFieldContainer[Change]
    def __init__(self, case_id: _Optional[str] = ..., reference: _Optional[str] = ..., partnership: _Optional[str] = ..., partnership_name: _Optional[str] = ..., steps: _Optional[_Iterable[_Union[ReplayStep, _Mapping]]] = ..., standing: _Optional[_Iterable[_Union[Change, _Mapping]]] = ...) -> None: ...

class TimelineEntry(_message.Message):
    __slots__ = ("occurred_at", "recorded_at", "service", "type", "sentence", "actor", "event_id")
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    RECORDED_AT_FIELD_NUMBER: _ClassVar[int]
    SERVICE_FIELD_NUMBER: _ClassVar[int]
    TYPE_FIELD_NUMBER: _ClassVar[int]
    SENTENCE_FIELD_NUMBER: _ClassVar[int]
    ACTOR_FIELD_NUMBER: _ClassVar[int]
    EVENT_ID_FIELD_NUMBER: _ClassVar[int]
    occurred_at: _timestamp_pb2.Timestamp
    recorded_at: _timestamp_pb2.Timestamp
    service: str
    type: str
    sentence: str
    actor: str
    event_id: str
    def __init__(self, occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., recorded_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., service: _Optional[str] = ..., type: _Optional[str] = ..., sentence: _Optional[str] = ..., actor: _Optional[str] = ..., event_id: _Optional[str] = ...) -> None: ...

class AgencyProgress(_message.Message):
    __slots__ = ("agency", "agency_name", "status", "due_on", "returned_on", "nil_return", "chronology_rows", "days_late")
    AGENCY_FIELD_NUMBER: _ClassVar[int]
    AGENCY_NAME_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    DUE_ON_FIELD_NUMBER: _ClassVar[int]
    RETURNED_ON_FIELD_NUMBER: _ClassVar[int]
    NIL_RETURN_FIELD_NUMBER: _ClassVar[int]
    CHRONOLOGY_ROWS_FIELD_NUMBER: _ClassVar[int]
    DAYS_LATE_FIELD_NUMBER: _ClassVar[int]
    agency: str
    agency_name: str
    status: str
    due_on: str
    returned_on: str
    nil_return: bool
    chronology_rows: int
    days_late: int
    def __init__(self, agency: _Optional[str] = ..., agency_name: _Optional[str] = ..., status: _Optional[str] = ..., due_on: _Optional[str] = ..., returned_on: _Optional[str] = ..., nil_return: _Optional[bool] = ..., chronology_rows: _Optional[int] = ..., days_late: _Optional[int] = ...) -> None: ...

class MilestoneProgress(_message.Message):
    __slots__ = ("code", "label", "working_day", "due_on", "done_on")
    CODE_FIELD_NUMBER: _ClassVar[int]
    LABEL_FIELD_NUMBER: _ClassVar[int]
    WORKING_DAY_FIELD_NUMBER: _ClassVar[int]
    DUE_ON_FIELD_NUMBER: _ClassVar[int]
    DONE_ON_FIELD_NUMBER: _ClassVar[int]
    code: str
    label: str
    working_day: int
    due_on: str
    done_on: str
    def __init__(self, code: _Optional[str] = ..., label: _Optional[str] = ..., working_day: _Optional[int] = ..., due_on: _Optional[str] = ..., done_on: _Optional[str] = ...) -> None: ...

class GateProgress(_message.Message):
    __slots__ = ("gate", "label", "question", "body", "state", "decided_on", "outcome", "review_on", "outcomes", "quorum")
    class OutcomesEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    GATE_FIELD_NUMBER: _ClassVar[int]
    LABEL_FIELD_NUMBER: _ClassVar[int]
    QUESTION_FIELD_NUMBER: _ClassVar[int]
    BODY_FIELD_NUMBER: _ClassVar[int]
    STATE_FIELD_NUMBER: _ClassVar[int]
    DECIDED_ON_FIELD_NUMBER: _ClassVar[int]
    OUTCOME_FIELD_NUMBER: _ClassVar[int]
    REVIEW_ON_FIELD_NUMBER: _ClassVar[int]
    OUTCOMES_FIELD_NUMBER: _ClassVar[int]
    QUORUM_FIELD_NUMBER: _ClassVar[int]
    gate: str
    label: str
    question: str
    body: str
    state: str
    decided_on: str
    outcome: str
    review_on: str
    outcomes: _containers.ScalarMap[str, str]
    quorum: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, gate: _Optional[str] = ..., label: _Optional[str] = ..., question: _Optional[str] = ..., body: _Optional[str] = ..., state: _Optional[str] = ..., decided_on: _Optional[str] = ..., outcome: _Optional[str] = ..., review_on: _Optional[str] = ..., outcomes: _Optional[_Mapping[str, str]] = ..., quorum: _Optional[_Iterable[str]] = ...) -> None: ...

class CaseDetail(_message.Message):
    __slots__ = ("summary", "timeline", "agencies", "milestones", "revision", "gates")
    SUMMARY_FIELD_NUMBER: _ClassVar[int]
    TIMELINE_FIELD_NUMBER: _ClassVar[int]
    AGENCIES_FIELD_NUMBER: _ClassVar[int]
    MILESTONES_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    GATES_FIELD_NUMBER: _ClassVar[int]
    summary: CaseSummary
    timeline: _containers.RepeatedCompositeFieldContainer[TimelineEntry]
    agencies: _containers.RepeatedCompositeFieldContainer[AgencyProgress]
    milestones: _containers.RepeatedCompositeFieldContainer[MilestoneProgress]
    revision: int
    gates: _containers.RepeatedCompositeFieldContainer[GateProgress]
    def __init__(self, summary: _Optional[_Union[CaseSummary, _Mapping]] = ..., timeline: _Optional[_Iterable[_Union[TimelineEntry, _Mapping]]] = ..., agencies: _Optional[_Iterable[_Union[AgencyProgress, _Mapping]]] = ..., milestones: _Optional[_Iterable[_Union[MilestoneProgress, _Mapping]]] = ..., revision: _Optional[int] = ..., gates: _Optional[_Iterable[_Union[GateProgress, _Mapping]]] = ...) -> None: ...

class Revision(_message.Message):
    __slots__ = ("revision", "case_ids")
    REVISION_FIELD_NUMBER: _ClassVar[int]
    CASE_IDS_FIELD_NUMBER: _ClassVar[int]
    revision: int
    case_ids: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, revision: _Optional[int] = ..., case_ids: _Optional[_Iterable[str]] = ...) -> None: ...

class CaseHistoryRequest(_message.Message):
    __slots__ = ("case_id", "reference", "known_at", "with_body", "with_seal")
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    KNOWN_AT_FIELD_NUMBER: _ClassVar[int]
    WITH_BODY_FIELD_NUMBER: _ClassVar[int]
    WITH_SEAL_FIELD_NUMBER: _ClassVar[int]
    case_id: str
    reference: str
    known_at: _timestamp_pb2.Timestamp
    with_body: bool
    with_seal: bool
    def __init__(self, case_id: _Optional[str] = ..., reference: _Optional[str] = ..., known_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., with_body: _Optional[bool] = ..., with_seal: _Optional[bool] = ...) -> None: ...
