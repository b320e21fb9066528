import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class CommandHeader(_message.Message):
    __slots__ = ("command_id", "case_id", "partnership", "occurred_at", "seen_version")
    COMMAND_ID_FIELD_NUMBER: _ClassVar[int]
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    PARTNERSHIP_FIELD_NUMBER: _ClassVar[int]
    OCCURRED_AT_FIELD_NUMBER: _ClassVar[int]
    SEEN_VERSION_FIELD_NUMBER: _ClassVar[int]
    command_id: str
    case_id: str
    partnership: str
    occurred_at: _timestamp_pb2.Timestamp
    seen_version: int
    def __init__(self, command_id: _Optional[str] = ..., case_id: _Optional[str] = ..., partnership: _Optional[str] = ..., occurred_at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., seen_version: _Optional[int] = ...) -> None: ...

class Recorded(_message.Message):
    __slots__ = ("case_id", "reference", "version", "hints")
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    REFERENCE_FIELD_NUMBER: _ClassVar[int]
    VERSION_FIELD_NUMBER: _ClassVar[int]
    HINTS_FIELD_NUMBER: _ClassVar[int]
    case_id: str
    reference: str
    version: int
    hints: _containers.RepeatedCompositeFieldContainer[WordingHint]
    def __init__(self, case_id: _Optional[str] = ..., reference: _Optional[str] = ..., version: _Optional[int] = ..., hints: _Optional[_Iterable[_Union[WordingHint, _Mapping]]] = ...) -> None: ...

class WordingHint(_message.Message):
    __slots__ = ("field", "word", "suggestion")
    FIELD_FIELD_NUMBER: _ClassVar[int]
    WORD_FIELD_NUMBER: _ClassVar[int]
    SUGGESTION_FIELD_NUMBER: _ClassVar[int]
    field: str
    word: str
    suggestion: str
    def __init__(self, field: _Optional[str] = ..., word: _Optional[str] = ..., suggestion: _Optional[str] = ...) -> None: ...

class CaseRequest(_message.Message):
    __slots__ = ("case_id",)
    CASE_ID_FIELD_NUMBER: _ClassVar[int]
    case_id: str
    def __init__(self, case_id: _Optional[str] = ...) -> None: ...
