import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from contracts.grpc import common_pb2 as _common_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class ListMessagesRequest(_message.Message):
    __slots__ = ("partnership", "recipient", "page_size", "page_number", "message_id")
    PARTNERSHIP_FIELD_NUMBER: _ClassVar[int]
    RECIPIENT_FIELD_NUMBER: _ClassVar[int]
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_NUMBER_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_ID_FIELD_NUMBER: _ClassVar[int]
    partnership: str
    recipient: str
    page_size: int
    page_number: int
    message_id: str
    def __init__(self, partnership: _Optional[str] = ..., recipient: _Optional[str] = ..., page_size: _Optional[int] = ..., page_number: _Optional[int] = ..., message_id: _Optional[str] = ...) -> None: ...

class ListFailuresRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class Message(_message.Message):
    __slots__ = ("message_id", "case_id", "reference", "partnership", "recipient", "template", "subject", "text", "status", "sent_at", "channel", "stage", "person", "nobody_reachable", "attempts", "reason")
    MESSAGE_ID_FIELD_NUMBER: _ClassVar[int]
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    PARTNERSHIP_FIELD_NUMBER: _ClassVar[int]
    RECIPIENT_FIELD_NUMBER: _ClassVar[int]
    TEMPLATE_FIELD_NUMBER: _ClassVar[int]
    SUBJECT_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    STATUS_FIELD_NUMBER: _ClassVar[int]
    SENT_AT_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_FIELD_NUMBER: _ClassVar[int]
    STAGE_FIELD_NUMBER: _ClassVar[int]
    PERSON_FIELD_NUMBER: _ClassVar[int]
    NOBODY_REACHABLE_FIELD_NUMBER: _ClassVar[int]
    ATTEMPTS_FIELD_NUMBER: _ClassVar[int]
    REASON_FIELD_NUMBER: _ClassVar[int]
    message_id: str
    case_id: str
    reference: str
    partnership: str
    recipient: str
    template: str
    subject: str
    text: str
    status: str
    sent_at: _timestamp_pb2.Timestamp
    channel: str
    stage: str
    person: str
    nobody_reachable: bool
    attempts: int
    reason: str
    def __init__(self, message_id: _Optional[str] = ..., case_id: _Optional[str] = ..., reference: _Optional[str] = ..., partnership: _Optional[str] = ..., recipient: _Optional[str] = ..., template: _Optional[str] = ..., subject: _Optional[str] = ..., text: _Optional[str] = ..., status: _Optional[str] = ..., sent_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., channel: _Optional[str] = ..., stage: _Optional[str] = ..., person: _Optional[str] = ..., nobody_reachable: _Optional[bool] = ..., attempts: _Optional[int] = ..., reason: _Optional[str] = ...) -> None: ...

class Messages(_message.Message):
    __slots__ = ("messages", "found", "page_number")
    MESSAGES_FIELD_NUMBER: _ClassVar[int]
    FOUND_FIELD_NUMBER: _ClassVar[int]
    PAGE_NUMBER_FIELD_NUMBER: _ClassVar[int]
    messages: _containers.RepeatedCompositeFieldContainer[Message]
    found: int
    page_number: int
    def __init__(self, messages: _Optional[_Iterable[_Union[Message, _Mapping]]] = ..., found: _Optional[int] = ..., page_number: _Optional[int] = ...) -> None: ...

class ResendMessageRequest(_message.Message):
    __slots__ = ("header", "message_id")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    MESSAGE_ID_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    message_id: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., message_id: _Optional[str] = ...) -> None: ...

class ListMyTasksRequest(_message.Message):
    __slots__ = ("page_size", "page_number", "cases_of")
    PAGE_SIZE_FIELD_NUMBER: _ClassVar[int]
    PAGE_NUMBER_FIELD_NUMBER: _ClassVar[int]
    CASES_OF_FIELD_NUMBER: _ClassVar[int]
    page_size: int
    page_number: int
    cases_of: _containers.RepeatedScalarFieldContainer[str]
    def __init__(self, page_size: _Optional[int] = ..., page_number: _Optional[int] = ..., cases_of: _Optional[_Iterable[str]] = ...) -> None: ...

class TaskedCase(_message.Message):
    __slots__ = ("case_id", "kind")
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    case_id: str
    kind: str
    def __init__(self, case_id: _Optional[str] = ..., kind: _Optional[str] = ...) -> None: ...

class Task(_message.Message):
    __slots__ = ("task_id", "case_id", "reference", "partnership", "recipient", "kind", "detail", "due_on", "asked_at", "stage", "overdue")
    TASK_ID_FIELD_NUMBER: _ClassVar[int]
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    PARTNERSHIP_FIELD_NUMBER: _ClassVar[int]
    RECIPIENT_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    DETAIL_FIELD_NUMBER: _ClassVar[int]
    DUE_ON_FIELD_NUMBER: _ClassVar[int]
    ASKED_AT_FIELD_NUMBER: _ClassVar[int]
    STAGE_FIELD_NUMBER: _ClassVar[int]
    OVERDUE_FIELD_NUMBER: _ClassVar[int]
    task_id: str
    case_id: str
    reference: str
    partnership: str
    recipient: str
    kind: str
    detail: str
    due_on: str
    asked_at: _timestamp_pb2.Timestamp
    stage: str
    overdue: bool
    def __init__(self, task_id: _Optional[str] = ..., case_id: _Optional[str] = ..., reference: _Optional[str] = ..., partnership: _Optional[str] = ..., recipient: _Optional[str] = ..., kind: _Optional[str] = ..., detail: _Optional[str] = ..., due_on: _Optional[str] = ..., asked_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., stage: _Optional[str] = ..., overdue: _Optional[bool] = ...) -> None: ...

class Tasks(_message.Message):
    __slots__ = ("tasks", "found", "page_number", "late", "due_today", "cases", "revision")
    TASKS_FIELD_NUMBER: _ClassVar[int]
    FOUND_FIELD_NUMBER: _ClassVar[int]
    PAGE_NUMBER_FIELD_NUMBER: _ClassVar[int]
    LATE_FIELD_NUMBER: _ClassVar[int]
    DUE_TODAY_FIELD_NUMBER: _ClassVar[int]
    CASES_FIELD_NUMBER: _ClassVar[int]
    REVISION_FIELD_NUMBER: _ClassVar[int]
    tasks: _containers.RepeatedCompositeFieldContainer[Task]
    found: int
    page_number: int
    late: int
    due_today: int
    cases: _containers.RepeatedCompositeFieldContainer[TaskedCase]
    revision: str
    def __init__(self, tasks: _Optional[_Iterable[_Union[Task, _Mapping]]] = ..., found: _Optional[int] = ..., page_number: _Optional[int] = ..., late: _Optional[int] = ..., due_today: _Optional[int] = ..., cases: _Optional[_Iterable[_Union[TaskedCase, _Mapping]]] = ..., revision: _Optional[str] = ...) -> None: ...

class WatchMyTasksRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class TasksRevision(_message.Message):
    __slots__ = ("revision",)
    REVISION_FIELD_NUMBER: _ClassVar[int]
    revision: str
    def __init__(self, revision: _Optional[str] = ...) -> None: ...

class ContactRole(_message.Message):
    __slots__ = ("role", "agency")
    ROLE_FIELD_NUMBER: _ClassVar[int]
    AGENCY_FIELD_NUMBER: _ClassVar[int]
    role: str
    agency: str
    def __init__(self, role: _Optional[str] = ..., agency: _Optional[str] = ...) -> None: ...

class RegisterContactRequest(_message.Message):
    __slots__ = ("header", "person", "roles", "channel", "address")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    PERSON_FIELD_NUMBER: _ClassVar[int]
    ROLES_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_FIELD_NUMBER: _ClassVar[int]
    ADDRESS_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    person: str
    roles: _containers.RepeatedCompositeFieldContainer[ContactRole]
    channel: str
    address: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., person: _Optional[str] = ..., roles: _Optional[_Iterable[_Union[ContactRole, _Mapping]]] = ..., channel: _Optional[str] = ..., address: _Optional[str] = ...) -> None: ...

class GetMyPreferenceRequest(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class Preference(_message.Message):
    __slots__ = ("registered", "channel", "reminders")
    REGISTERED_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_FIELD_NUMBER: _ClassVar[int]
    REMINDERS_FIELD_NUMBER: _ClassVar[int]
    registered: bool
    channel: str
    reminders: bool
    def __init__(self, registered: _Optional[bool] = ..., channel: _Optional[str] = ..., reminders: _Optional[bool] = ...) -> None: ...

class SetMyPreferenceRequest(_message.Message):
    __slots__ = ("header", "channel", "without_reminders", "address")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    CHANNEL_FIELD_NUMBER: _ClassVar[int]
    WITHOUT_REMINDERS_FIELD_NUMBER: _ClassVar[int]
    ADDRESS_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    channel: str
    without_reminders: bool
    address: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., channel: _Optional[str] = ..., without_reminders: _Optional[bool] = ..., address: _Optional[str] = ...) -> None: ...

class ForgetContactRequest(_message.Message):
    __slots__ = ("header", "person")
    HEADER_FIELD_NUMBER: _ClassVar[int]
    PERSON_FIELD_NUMBER: _ClassVar[int]
    header: _common_pb2.CommandHeader
    person: str
    def __init__(self, header: _Optional[_Union[_common_pb2.CommandHeader, _Mapping]] = ..., person: _Optional[str] = ...) -> None: ...
